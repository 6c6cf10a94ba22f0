"""`python -m tests.support.corpus_page STORE`: write what the pages show of a store with the shipped records: their
table, a chain, and how much exports of them hold."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from maillon.api.graph import Graph
from maillon.graph.store import Store, open_store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import incidents
from maillon.reports.corpus import corpus_document
from maillon.reports.document import render
from tests.support.notebook import write as write_notebook
from tests.support.read_back import rewrite

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "corpus.md", "fr": DOCS / "corpus.fr.md"}
NOTE = "<!-- Generated: python -m tests.support.corpus_page STORE. A test keeps it in step with records/. -->\n\n"
TWIN = {"en": "[En français](corpus.fr.md)", "fr": "[In English](corpus.md)"}


def page(store: Store, lang: str) -> str:
    """The text of the page in a language."""
    reader = CypherReader(store)
    heading, _, rest = render(corpus_document(incidents(reader, reader.ids("Incident")), lang), "md").partition("\n")
    return f"{NOTE}{heading}\n\n{TWIN[lang]}.\n{rest}"


PICTURES = {"en": DOCS / "chain.svg", "fr": DOCS / "chain.fr.svg"}
"""The picture of the README: whom those trust whom the README's first question is about."""


def picture(store: Store, lang: str) -> str:
    """The chain of a document on exposure, as it stands in the document."""
    document = Graph(store).report("exposure", "Audiens", as_of="2025-11-28", lang=lang).html
    found = re.search(r"<svg.*?</svg>", document, re.DOTALL)
    assert found is not None
    return found[0] + "\n"


if __name__ == "__main__":
    write_notebook(Path(sys.argv[1]))
    with open_store(Path(sys.argv[1])) as opened:
        rewrite(opened)
        for lang, path in PAGES.items():
            path.write_text(page(opened, lang), "utf-8")
            PICTURES[lang].write_text(picture(opened, lang), "utf-8")
