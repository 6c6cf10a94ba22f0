"""From an answer to what a person reads: tables, JSON, CSV, Markdown, pages. Nothing here computes an answer."""
