"""An answer that holds what only confidential data sets know says so on its face, and row by row whose statement it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from maillon.reports.document import Document, Section, Table
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.graph.store.confidential import ConfidentialHeld

COLUMN = "confidential"
"""The column of a table, and the member of an object in JSON: the data sets that alone say so."""


def with_face(document: Document, held: ConfidentialHeld | None, lang: str, *, counts: bool = False) -> Document:
    """The same document, saying what of it is confidential; the one given where nothing is.

    An answer that `counts` over the whole graph has counted it in, also where it names nothing of it.
    """
    if held is None:
        return document
    body, found = _marked(document.json, held)
    tables = [_with_column(section.table, held, messages.say("column.confidential", lang)) for section in document.sections]
    rows = _with_column(document.rows, held, COLUMN)
    for _, more in (*tables, rows):
        found |= more
    if not found and not counts:
        return document
    names = sorted(found or held.datasets)
    said = messages.say("confidential.holds" if found else "confidential.counts", lang, names=names)
    sections = [replace(section, table=table) for section, (table, _) in zip(document.sections, tables, strict=True)]
    heads = None if document.heads is None else {**document.heads, COLUMN: messages.say("column.confidential", lang)}
    json = {COLUMN: names, **body} if isinstance(body, dict) and COLUMN not in body else body
    return replace(document, sections=[Section("", [said]), *sections], json=json, rows=rows[0], heads=heads)


def noted(note: str | None, names: Sequence[str], lang: str) -> str | None:
    """A note of somebody's own, and that what it stands on is made of what these confidential data sets say, where there are any."""
    said = [messages.say("confidential.made", lang, names=list(names))] if names else []
    return " ".join([*said, *([note] if note else [])]) or None


def _marked(value: Any, held: ConfidentialHeld) -> tuple[Any, set[str]]:
    """A value of JSON in which each object that itself names what only they know says so, and which of them were named in it."""
    if isinstance(value, str):
        return value, set(held.knowing(value))
    if isinstance(value, dict):
        inner = {name: _marked(each, held) for name, each in value.items()}
        own = {found for name, (each, several) in inner.items() if not _holds_objects(value[name]) for found in several}
        marked = {name: each for name, (each, _) in inner.items()}
        mark = {COLUMN: sorted(own)} if own and COLUMN not in value else {}
        return {**marked, **mark}, set().union(*(several for _, several in inner.values()))
    if isinstance(value, (list, tuple)):
        each = [_marked(one, held) for one in value]
        return [one for one, _ in each], set().union(*(several for _, several in each))
    return value, set()


def _holds_objects(value: Any) -> bool:
    """Whether a value says of itself what is confidential in it."""
    return isinstance(value, dict) or (isinstance(value, (list, tuple)) and any(_holds_objects(one) for one in value))


def _with_column(table: Table | None, held: ConfidentialHeld, head: str) -> tuple[Table | None, set[str]]:
    """A table with a column for the data sets that alone say what a row says, where any row says such a thing."""
    if table is None:
        return None, set()
    by_row = [set().union(*(_in_cell(cell, held) for cell in row)) for row in table.rows]
    found: set[str] = set().union(*by_row)
    if not found:
        return table, found
    rows: Sequence[Sequence[Any]] = [[*row, sorted(several) or None] for row, several in zip(table.rows, by_row, strict=True)]
    return Table([*table.columns, head], rows), found


def _in_cell(cell: Any, held: ConfidentialHeld) -> set[str]:
    if isinstance(cell, str):
        return set(held.knowing(cell))
    if isinstance(cell, dict):
        cell = list(cell.values())
    return set().union(*(_in_cell(one, held) for one in cell)) if isinstance(cell, (list, tuple)) else set()
