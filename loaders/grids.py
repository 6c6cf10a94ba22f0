"""A grid of cells as a table: where its header is, which of its columns hold nothing, and which rows are none (totals, notes)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from maillon.graph.folding import fold_letters
from maillon.loaders.messages import messages
from maillon.wording import Message, RefusedError

Numbered = tuple[int, list[str]]
"""A row with its line."""

_TITLE_ROWS = 15
"""How far down a header is looked for."""

_TOTAL = re.compile(
    r"(?:grand[- ]?total|sous[- ]?tota(?:l|ux)|sub[- ]?totals?|tota(?:l|ux)(?: general| des?| du| of)?|somme|sum|nombre total|total number)"
    r"\b.*"
)
_NUMBER_ALONE = re.compile(r"[\s\d.,'%€$+\-:/()]*")
_NOTE = re.compile(
    r"(?:sources?|notes?|nb|n\.b\.|legende|legend|remarques?|avertissement|disclaimer|mise a jour|mis a jour|derniere mise|last updated"
    r"|updated|extraction|exporte|exported|genere|generated|fin du|end of|\*|\(\d\))(?=\W|$)"
)
FAILED = frozenset(
    {"#N/A", "#N/D", "#NA", "#REF!", "#VALUE!", "#VALEUR!", "#DIV/0!", "#NAME?", "#NOM?", "#NULL!", "#NUL!", "#NUM!", "#NOMBRE!"}
    | {"#CALC!", "#SPILL!", "#ERROR!", "#ERREUR!", "#GETTING_DATA"}
)
"""What a spreadsheet shows where a formula failed, in English and French: no value."""


def is_failed(cell: str) -> bool:
    """Whether a cell holds the mark of a failed formula."""
    return cell.strip().upper() in FAILED


@dataclass(slots=True)
class TableInGrid:
    """A header, the rows below it, what of them is no row of the table and why, and what a reader should know."""

    header: list[str]
    rows: list[Numbered] = field(default_factory=list)
    refused: list[tuple[int, Message]] = field(default_factory=list)
    remarks: list[tuple[int, Message]] = field(default_factory=list)


def shape(cells: Sequence[Numbered]) -> TableInGrid:
    """Find the table in a grid; rows without any cell are skipped.

    Raises:
        RefusedError: no header of two columns, or two columns of one name.
    """
    filled = [(line, row) for line, row in cells if any(cell.strip() for cell in row)]
    at = _header_at(filled)
    if at is None:
        raise RefusedError(messages("table.one_column"))
    line, names = filled[at][0], [cell.strip() for cell in filled[at][1]]
    rows = filled[at + 1 :]
    kept = [place for place, name in enumerate(names) if name or any(place < len(row) and row[place].strip() for _, row in rows)]
    header = [names[place] or f"#{place + 1}" for place in kept]
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise RefusedError(messages("table.twice", column=twice))
    grid = TableInGrid(header)
    if at:
        grid.remarks.append((filled[0][0], messages("table.title", header=line)))
    last_named = max(place for place, name in enumerate(names) if name)
    totals = [number for number, row in rows if is_total(row)]
    for number, row in rows:
        alone = sum(bool(cell.strip()) for cell in row) == 1 and len(header) > 2
        text = fold_letters(next(cell for cell in row if cell.strip()).strip())
        if number in totals:
            grid.refused.append((number, messages("table.total")))
        elif alone and ((totals and number > totals[-1]) or _NOTE.match(text)):
            grid.refused.append((number, messages("table.note")))
        elif len(row) <= last_named or any(cell.strip() for cell in row[len(names) :]):
            grid.refused.append((number, messages("table.ragged", found=len(row), wanted=len(names))))
        else:
            grid.rows.append((number, [row[place] if place < len(row) else "" for place in kept]))
    return grid


def _header_at(rows: Sequence[Numbered]) -> int | None:
    """The place of the header: the first row with two cells that hold something; what stands above is a title."""
    widths = [sum(bool(cell.strip()) for cell in row) for _, row in rows[:_TITLE_ROWS]]
    return next((place for place, width in enumerate(widths) if width >= 2), None)


def is_total(row: Sequence[str]) -> bool:
    """Whether a row says a total, and no more: `Total : 12`, `Sous-total Mutuelle du Lac;;;12`. One called Total has words beside."""
    texts = [fold_letters(cell.strip()) for cell in row if cell.strip()]
    return bool(texts) and _TOTAL.fullmatch(texts[0]) is not None and all(_NUMBER_ALONE.fullmatch(text) for text in texts[1:])
