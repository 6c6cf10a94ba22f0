"""A document and its four shapes: the text of a source is shown and never obeyed by terminal, page or spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.characters import terminal_safe
from maillon.graph.model import ARROW_BY_TYPE, Effect, Family, Status
from maillon.loaders.formulas import begins_formula, unguarded
from maillon.reports.document import FORMATS, Document, Section, Table, guarded_cell, markdown_text, render
from maillon.reports.formatting import number
from maillon.reports.messages import messages
from maillon.wording import default_language
from tests.support.hostile import hostile_texts

DOCUMENT = Document(
    "Title",
    [
        Section("Lines", ["first", "  → second"]),
        Section("Table", [], Table(["name", "n", "flag", "list"], [["Océalab", 3, True, ["a", "b"]], ["x", None, None, []]])),
    ],
    {"name": "Océalab", "n": 3},
)

TEXTS = tuple(name for name in FORMATS if name != "xlsx")

texts = hostile_texts(max_size=30)


def of(*cells: object) -> Document:
    return Document(
        str(cells[0]),
        [Section(str(cells[0]), [str(cells[0])], Table(["a"] * len(cells), [list(cells)]))],
        {"cells": [str(c) for c in cells]},
    )


def test_each_shape_holds_the_same_answer() -> None:
    assert json.loads(render(DOCUMENT, "json")) == {"name": "Océalab", "n": 3}
    assert render(DOCUMENT, "csv") == 'name,n,flag,list\nOcéalab,3,yes,"a, b"\nx,,,\n'
    markdown = render(DOCUMENT, "md")
    assert markdown.startswith("# Title\n\n## Lines\n\n- first\n  - → second\n")
    assert "| Océalab | 3 | yes | a, b |" in markdown
    table = render(DOCUMENT, "table")
    assert all(word in table for word in ("Title", "Lines", "first", "  → second", "Océalab"))
    assert all(render(DOCUMENT, name).endswith("\n") for name in TEXTS)


def test_csv_takes_the_table_that_is_named_then_the_first_then_the_lines() -> None:
    named = Document("t", DOCUMENT.sections, {}, Table(["only"], [[1]]))
    assert render(named, "csv") == "only\n1\n"
    assert render(Document("t", [Section("h", ["a", "b"])], {}), "csv") == "text\na\nb\n"


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "-2+3+cmd|' /C calc'!A0"]
    + ["＝1+1", "＋1", "－1", "＠x", "  =1", "\u00a0=1", "\u3000＝1", "'=1", "''\u202f@x"],
)
def test_a_text_that_a_spreadsheet_would_run_is_shown_as_text(cell: str) -> None:
    cell = cell.replace("\r", "\n")
    assert guarded_cell(cell) == "'" + cell
    (row,) = list(csv.reader(io.StringIO(render(of("x", cell), "csv"))))[1:]
    assert row[1] == "'" + cell
    assert unguarded(row[1]) == cell
    assert "| '" in render(of("x", cell), "md") or cell.isspace()


@pytest.mark.parametrize("cell", [-5, -0.5, 0, 12])
def test_a_number_stays_a_number(cell: float) -> None:
    assert render(of("x", cell), "csv").splitlines()[1] == f"x,{cell}"


@given(st.lists(texts, min_size=1, max_size=4))
def test_no_cell_of_a_csv_begins_a_formula_and_every_cell_is_read_back(cells: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(render(of(*cells), "csv"), newline="")))
    assert len(rows) == 2
    for cell, read in zip(cells, rows[1], strict=True):
        assert not begins_formula(read)
        assert unguarded(read) == cell.replace("\r\n", "\n").replace("\r", "\n")


@given(texts)
def test_no_text_moves_the_cursor_or_changes_the_colours_of_a_terminal(text: str) -> None:
    shown = render(of(text, text), "table")
    assert not [c for c in shown if unicodedata.category(c) == "Cc" and c != "\n"]
    assert "\x1b" in render(DOCUMENT, "table", colour=True), "colours are ours alone"
    assert "\x1b]" not in render(of(text), "table", colour=True)


LONG = Document("t" * 300, [Section("h", ["l" * 300], Table(["a", "b"], [["org:" + "x" * 200, "two\nlines"], ["y", "z" * 300]]))], {})


def test_outside_a_terminal_no_line_is_folded_and_a_row_is_one_line() -> None:
    lines = render(LONG, "table").splitlines()
    assert [line.split() for line in lines[4:]] == [["a", "b"], ["org:" + "x" * 200, "two", "lines"], ["y", "z" * 300]]
    assert (lines[0], lines[3]) == ("t" * 300, "l" * 300)


@pytest.mark.parametrize("width", [12, 17, 18, 40, 200])
def test_in_a_terminal_nothing_is_wider_than_it_and_nothing_is_lost(width: int) -> None:
    shown = render(LONG, "table", width=width)
    assert max(map(len, shown.splitlines())) <= width
    assert "".join(shown.split()).count("z") == 300


def test_printable_keeps_letters_of_every_script_and_marks_the_rest() -> None:
    assert terminal_safe("Océalab 東京 עברית") == "Océalab 東京 עברית"
    assert terminal_safe("a\x1b[31mb\u202ec\x00") == "a\N{REPLACEMENT CHARACTER}[31mb\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[x](javascript:y)", "| a | b |", "`x`", "*b* _i_", "# h", "![i](http://x)", "a\n\n# b"]
)
def test_markup_in_a_text_is_shown_and_not_rendered(text: str) -> None:
    markdown = render(of(text), "md")
    escaped = markdown_text(text)
    assert escaped in markdown
    assert "\n" not in escaped
    for c in "<[|`*_#":
        assert all(escaped[i - 1] == "\\" for i, x in enumerate(escaped) if x == c)


@given(texts)
def test_a_row_of_a_markdown_table_stays_one_row(text: str) -> None:
    lines = [line for line in render(of("x", text), "md").split("\n") if line.startswith("| x")]
    assert len(lines) == 1
    assert len([i for i, c in enumerate(lines[0]) if c == "|" and lines[0][i - 1] != "\\"]) == 3


def test_yes_and_no_are_words_where_people_read_and_the_same_where_programs_do() -> None:
    french = {name: render(DOCUMENT, name, lang="fr") for name in TEXTS}
    assert "oui" in french["table"]
    assert "| Océalab | 3 | oui | a, b |" in french["md"]
    assert french["csv"] == render(DOCUMENT, "csv")
    assert french["json"] == render(DOCUMENT, "json")


@given(texts)
def test_no_control_character_reaches_a_page(text: str) -> None:
    assert not [c for c in render(of(text, text), "md") if unicodedata.category(c) == "Cc" and c != "\n"]


def test_rich_markup_in_a_name_is_text() -> None:
    assert "[bold red]x[/]" in render(of("[bold red]x[/]"), "table")


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_narrow_terminal_wraps_and_loses_nothing(width: int) -> None:
    words = " ".join(f"word{i}" for i in range(20))
    shown = render(Document("t", [Section("", [], Table(["a"], [[words]]))], {}), "table", width=width)
    assert max(len(line) for line in shown.splitlines()) <= width
    assert " ".join(shown.split()).endswith(words)


# Words


def test_what_the_model_can_say_has_words_in_both_languages() -> None:
    named = [k for k, v in ARROW_BY_TYPE.items() if v.family in (Family.TRUST, Family.GOVERNANCE)] + [*Status, *Effect]
    assert [str(n) for n in named if str(n) not in messages.labels] == []
    reasons = ("deployment-unknown", "data-unknown", "data-elsewhere", "data-returned", "data-erased")
    assert [r for r in reasons if r not in messages.labels] == []


def test_a_word_that_nobody_translated_is_readable() -> None:
    assert messages.label("some-new_service", "fr") == messages.label("some-new_service", "en") == "some new service"


def test_numbers_are_grouped_as_each_language_does() -> None:
    assert number(323069, "fr") == "323\u202f069"
    assert number(323069, "en") == "323,069"
    assert number(None, "fr") == ""


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "fr_BE", "LANG": "en_GB"}, "fr"),
    ],
)
def test_the_locale_decides_the_language(environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert default_language() == language
