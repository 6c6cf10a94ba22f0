"""Each format is read back by the programs that it is for, and they find what the store holds; the page shows how much that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillon.graph.store import Store
from tests.support.read_back import PAGES, READERS, held, read_back, row, shown


# the shipped records ──export──▶ file ──▶ the program that it is for: as many things and relations as the store holds
@pytest.mark.parametrize("format_", READERS)
def test_the_programs_find_what_the_store_holds(corpus: Store, format_: str, tmp_path: Path) -> None:
    assert read_back(corpus, format_, tmp_path) == held(corpus)[format_]


def test_the_page_shows_what_they_find_in_the_shipped_records(corpus: Store) -> None:
    rows = [row(*found) for found in held(corpus).items()]
    for page in PAGES:
        assert shown(page.read_text("utf-8")) == rows, "python -m tests.support.corpus_page STORE"
