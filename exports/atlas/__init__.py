"""The graph as pages to walk through: `pages` answers an address, `site` writes all of them as files, `server` serves them live."""
