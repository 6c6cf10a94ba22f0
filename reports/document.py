"""A document in pieces (headings, lines, tables) and its four shapes: terminal, Markdown, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from maillon.graph.characters import terminal_safe
from maillon.loaders import formulas
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.wording import Message

FORMATS: tuple[str, ...] = ("table", "json", "csv", "md", "xlsx")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headed columns. Cells are shown as text; None is an empty cell."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(slots=True)
class Section:
    """A heading with lines of text and, below them, a table. `numbered` lines are the answer, others explain it."""

    heading: str = ""
    lines: list[str] = field(default_factory=list)
    table: Table | None = None


@dataclass(slots=True)
class Document:
    """What a command prints.

    `json` is the machine's view of the same answer; `rows` the table that CSV writes; `heads` what its columns are called for people, where
    the catalogue does not know them. `nothing`: where nothing is in the answer, what was found of what was asked, and what is nearest.
    """

    title: str
    sections: list[Section]
    json: Any
    rows: Table | None = None
    heads: Mapping[str, str] | None = None
    nothing: Sequence[Message] = ()

    def told(self, lang: str) -> list[Section]:
        """What people read: that nothing is there, before the rest; the heads of a table without rows would say it again, and worse."""
        if not self.nothing:
            return self.sections
        filled = [replace(one, table=one.table if one.table and one.table.rows else None) for one in self.sections]
        return [Section("", [line.say(lang) for line in self.nothing]), *(one for one in filled if one.lines or one.table)]

    @property
    def main_table(self) -> Table:
        """The table of the CSV view: the one named, else the first there is, else the lines."""
        if self.rows is not None:
            return self.rows
        for section in self.sections:
            if section.table is not None:
                return section.table
        return Table(["text"], [[line] for section in self.sections for line in section.lines])


def render(document: Document, format_: str, *, width: int | None = None, colour: bool = False, lang: str = "en") -> str:
    """The document as text in one of `FORMATS` but `xlsx`, which is no text (`workbook`), ending in a newline.

    `width` is that of the terminal (None: lines are as long as they need); `colour` only matters for `table`; `lang` is that
    of yes and no where people read (CSV and JSON stay the same in both).
    """
    match format_:
        case "json":
            return json.dumps(document.json, ensure_ascii=False, indent=2) + "\n"
        case "csv":
            return csv_text(document.main_table)
        case "md":
            return _markdown(document, lang)
        case _:
            return _terminal(document, width, colour, lang)


def guarded_cell(text: str) -> str:
    """A text as a cell of a table that a spreadsheet takes for text (`loaders.formulas`).

    A lone carriage return ends a row to a spreadsheet, and is not quoted by a CSV writer: it becomes a line feed.
    """
    return formulas.guarded(text.replace("\r\n", "\n").replace("\r", "\n"))


def shown(cell: Any, lang: str = "en") -> str:
    """A cell as text: lists joined, yes and no as words of the language, nothing for None."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return messages.label("yes" if cell else "no", lang)
    if isinstance(cell, (list, tuple)):
        return ", ".join(shown(item, lang) for item in cell)
    if isinstance(cell, dict):
        return json.dumps(cell, ensure_ascii=False, default=str)
    return str(cell)


def csv_text(table: Table, text: Callable[[Any], str] = shown) -> str:
    """A table as CSV, safe for a spreadsheet: numbers as they are, other cells as `text` has them."""
    return "".join(csv_lines(table.columns, table.rows, text))


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]], text: Callable[[Any], str] = shown) -> Iterator[str]:
    """As `csv_text`, row by row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")

    def line(cells: Sequence[Any]) -> str:
        out.seek(0)
        out.truncate()
        writer.writerow(cells)
        return out.getvalue()

    yield line([guarded_cell(str(c)) for c in columns])
    for row in rows:
        yield line([c if isinstance(c, (int, float)) and not isinstance(c, bool) else guarded_cell(text(c)) for c in row])


_MARKDOWN = str.maketrans({c: f"\\{c}" for c in r"\`*_{}[]<>|#"})


def markdown_text(text: str) -> str:
    """Text as Markdown shows it literally: no markup, no HTML, no line breaks, no control characters."""
    return terminal_safe(" ".join(text.split())).translate(_MARKDOWN)


def _markdown(document: Document, lang: str) -> str:
    lines = [f"# {markdown_text(document.title)}", ""]
    for section in document.told(lang):
        if section.heading:
            lines += [f"## {markdown_text(section.heading)}", ""]
        for line in section.lines:
            indent = len(line) - len(line.lstrip())
            lines.append(f"{'  ' * (indent // 2)}- {markdown_text(line)}")
        if section.lines:
            lines.append("")
        if section.table is not None:
            lines += [_md_row(section.table.columns, lang), "|" + " --- |" * len(section.table.columns)]
            lines += [_md_row(row, lang) for row in section.table.rows]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _md_row(cells: Sequence[Any], lang: str) -> str:
    return "| " + " | ".join(markdown_text(guarded_cell(shown(c, lang))) for c in cells) + " |"


def _terminal(document: Document, width: int | None, colour: bool, lang: str) -> str:
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    out = io.StringIO()
    console = Console(
        file=out,
        width=width or _ENDLESS,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
    )

    def line(text: str, style: str = "") -> None:
        console.print(Text(_kept_together(text), style=style), soft_wrap=width is None)

    line(document.title, "bold")
    for section in document.told(lang):
        console.print()
        if section.heading:
            line(section.heading, "bold cyan")
        for text in section.lines:
            line(text)
        if section.table is None:
            continue
        columns, rows = section.table.columns, section.table.rows
        if width is not None and width < _NARROWEST * len(columns):
            for row in rows:
                for column, cell in zip(columns, row, strict=True):
                    if (text := shown(cell, lang)) != "":
                        line(messages.say("labelled", lang, label=column, text=text) if column else text)
                console.print()
            continue
        table = RichTable(box=None, pad_edge=False, header_style="bold", show_edge=False)
        for index, column in enumerate(columns):
            numeric = bool(rows) and all(_is_figure(r[index]) for r in rows)
            table.add_column(Text(_kept_together(column)), justify="right" if numeric else "left", overflow="fold")
        for row in rows:
            cells = (shown(c, lang) for c in row)
            table.add_row(*(Text(_kept_together(cell if width else " ".join(cell.splitlines()))) for cell in cells))
        console.print(table)
    return "\n".join(told.rstrip() for told in out.getvalue().translate(_BROKEN).splitlines()) + "\n"


_KEPT = str.maketrans({"\u202f": "\ue000", "\u00a0": "\ue001"})
"""No-break spaces for private characters (which `terminal_safe` has taken out of the text), because rich breaks lines at them."""
_BROKEN = {to: chr(of) for of, to in ((k, ord(v)) for k, v in _KEPT.items())}


def _kept_together(text: str) -> str:
    return terminal_safe(text).translate(_KEPT)


def _is_figure(cell: Any) -> bool:
    """Whether a cell is a number, or one as people read it, or empty."""
    if isinstance(cell, str):
        return _FIGURE.fullmatch(cell) is not None
    return cell is None or (isinstance(cell, (int, float)) and not isinstance(cell, bool))


_FIGURE = re.compile(r"(?:\d{1,3}(?:[,\u202f]\d{3})*)?")

_ENDLESS = 1_000_000
"""The width of what is no terminal: a row is a line, so that `grep` finds what stands in it."""

_NARROWEST = 9
"""Columns of a terminal that each column of a table needs; with less, a row is told cell by cell, one below the other."""
