"""The notebook that goes with the page on Python: it runs from the first cell to the last, and shows what it is kept with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.support.notebook import NOTEBOOK, PAGE, cells, executed
from tests.support.pages import fences

KEPT: dict[str, Any] = nbformat.read(NOTEBOOK, as_version=4)
ANEW = "python -m tests.support.corpus_page STORE"


@pytest.fixture(scope="module")
def run(corpus_directory: Path) -> dict[str, Any]:
    return executed(corpus_directory)


def shown(notebook: dict[str, Any], kind: str) -> Iterator[tuple[int, str]]:
    """What cells showed: as text (`text/plain`, and what they printed), or as `text/html`. Tables of pandas are its own business."""
    for number, cell in enumerate(notebook["cells"]):
        for output in cell.get("outputs", ()):
            text = output.get("text") if kind == "text/plain" else None
            found = output.get("data", {}).get(kind, text)
            if found and 'class="dataframe"' not in output.get("data", {}).get("text/html", ""):
                yield number, found


def test_the_notebook_is_the_page() -> None:
    page = cells(PAGE.read_text("utf-8"))
    assert [cell["source"] for cell in KEPT["cells"]] == [cell["source"] for cell in page], ANEW
    assert sum(cell["cell_type"] == "code" for cell in page) > 6


def test_the_french_page_has_the_same_code_in_its_blocks() -> None:
    def code(page: Path) -> list[str]:
        blocks = [fence.text for fence in fences(page.read_text("utf-8")) if fence.language == "python"]
        return [re.sub(r"  # .*", "", block) for block in blocks]

    assert code(PAGE.with_name("python.fr.md")) == code(PAGE)


def test_every_cell_runs_and_shows_what_it_is_kept_with(run: dict[str, Any]) -> None:
    assert list(shown(run, "text/plain")) == list(shown(KEPT, "text/plain")), ANEW
    assert "closest: population:insured-of-audiens" in str(list(shown(run, "text/plain")))


def test_answers_show_themselves_as_tables(run: dict[str, Any]) -> None:
    tables = list(shown(run, "text/html"))
    assert tables == list(shown(KEPT, "text/html")), ANEW
    assert len(tables) >= 2
    assert all(table.startswith('<div class="maillon">') for _, table in tables)
