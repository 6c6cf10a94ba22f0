"""`python -m tests.support.corpus_page STORE`: write docs/corpus.md and corpus.fr.md anew from a store that holds the shipped records."""

from __future__ import annotations

import sys
from pathlib import Path

from maillon.graph.store import Store, open_store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import incidents
from maillon.reports.corpus import corpus_document
from maillon.reports.document import render

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "corpus.md", "fr": DOCS / "corpus.fr.md"}
NOTE = "<!-- Generated: python -m tests.support.corpus_page STORE. A test keeps it in step with records/. -->\n\n"
TWIN = {"en": "[En français](corpus.fr.md)", "fr": "[In English](corpus.md)"}


def page(store: Store, lang: str) -> str:
    """The text of the page in a language."""
    reader = CypherReader(store)
    heading, _, rest = render(corpus_document(incidents(reader, reader.ids("Incident")), lang), "md").partition("\n")
    return f"{NOTE}{heading}\n\n{TWIN[lang]}.\n{rest}"


if __name__ == "__main__":
    with open_store(Path(sys.argv[1])) as opened:
        for lang, path in PAGES.items():
            path.write_text(page(opened, lang), "utf-8")
