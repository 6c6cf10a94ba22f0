"""The atlas: a page for each organisation, product, cohort, incident, source, kind of data and question, with links between them.

`addresses` says where each page is, the other modules word an answer as an `AtlasPage`, `html` and `page.json_text` write it. One page
serves the live atlas and the files of a site: only the ending of its links differs.
"""
