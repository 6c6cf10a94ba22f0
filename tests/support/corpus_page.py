"""`python -m tests.support.corpus_page STORE`: write docs/corpus.md anew from a store that holds the shipped records."""

from __future__ import annotations

import sys
from pathlib import Path

from maillon.graph.store import Store, open_store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import incidents
from maillon.reports.corpus import corpus_document
from maillon.reports.document import render

PAGE = Path(__file__).parents[2] / "docs" / "corpus.md"
NOTE = "<!-- Generated: python -m tests.support.corpus_page STORE. A test keeps it in step with records/. -->\n\n"


def page(store: Store) -> str:
    """The text of the page."""
    reader = CypherReader(store)
    return NOTE + render(corpus_document(incidents(reader, reader.ids("Incident")), "en"), "md")


if __name__ == "__main__":
    with open_store(Path(sys.argv[1])) as opened:
        PAGE.write_text(page(opened), "utf-8")
