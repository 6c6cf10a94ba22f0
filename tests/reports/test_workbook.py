"""A workbook: typed cells, heads in the language of the reader, no formula that a text could smuggle in."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from maillon.loaders.formulas import SIGNS
from maillon.reports.document import Document, Section, Table
from maillon.reports.workbook import MOST_CHARACTERS, workbook
from maillon.wording import RefusedError


def of(*cells: object, heads: Mapping[str, str] | None = None) -> Document:
    columns = ["since", "name", "low"][: len(cells)]
    return Document("T", [Section("H", ["a sentence"])], {}, Table(columns, [list(cells)]), heads)


def sheets(document: Document, lang: str = "en") -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(document, lang)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_day_is_a_day_a_number_a_number_and_yes_is_true() -> None:
    (_, row) = sheets(of("2024-01-22", True, 84))["Table"]
    assert row == [dt.date(2024, 1, 22), True, 84.0]


@pytest.mark.parametrize("text", ["2024-01", "2018~", "1899-12-31", "2024-02-30", "0612345678", "1e5", "TRUE", "org:weda"])
def test_what_only_looks_like_a_day_or_a_number_stays_a_text(text: str) -> None:
    assert sheets(of(text))["Table"][1] == [text]


@given(st.sampled_from(SIGNS), st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1, max_size=20))
def test_no_text_becomes_a_formula_or_a_link(start: str, text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(of("x", f"{start}{text} http://example.org"), "fr"))) as parts:
        written = "".join(parts.read(name).decode() for name in parts.namelist())
    assert "<f>" not in written
    assert "<hyperlink" not in written


def test_heads_and_sheets_speak_the_language_of_the_reader_and_the_sentences_come_along() -> None:
    assert sheets(of("2024-01-22", "x", 1), "fr")["Tableau"][0] == ["depuis", "nom", "au moins"]
    assert sheets(of("2024-01-22", "x", 1), "en")["Table"][0] == ["since", "name", "at least"]
    assert sheets(of("x", heads={"since": "fournisseur"}), "fr")["Tableau"][0] == ["fournisseur"]
    assert sheets(of("x"), "fr")["Texte"] == [["T"], ["H"], ["a sentence"]]


def test_what_a_workbook_cannot_hold_is_refused_and_not_cut() -> None:
    assert sheets(of("x" * MOST_CHARACTERS))["Table"][1] == ["x" * MOST_CHARACTERS]
    with pytest.raises(RefusedError, match="take --format csv"):
        workbook(of("x" * (MOST_CHARACTERS + 1)), "en")


def test_a_number_with_more_digits_than_a_spreadsheet_keeps_is_a_text() -> None:
    assert sheets(of("x", "y", 12345678901234567))["Table"][1] == ["x", "y", "12345678901234567"]


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert workbook(of("x", 1, 2), "fr") == workbook(of("x", 1, 2), "fr")


def test_an_answer_without_a_row_is_a_workbook_with_heads() -> None:
    assert sheets(Document("T", [], {}, Table(["name"], [])))["Table"] == [["name"]]
