"""A grid of cells as a table: where its header is, which of its columns hold nothing, and which rows are none (totals, notes)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from maillon.graph.folding import fold_letters
from maillon.loaders.messages import messages
from maillon.wording import Message, RefusedError

Numbered = tuple[int, list[str]]
"""A row with its line."""

MAX_CELL = 100_000
"""Characters of one cell, and of one text of JSON: three times what a cell of a spreadsheet can hold."""

MAX_COLUMNS = 16_384
"""Columns of a table: as many as a sheet has."""

_TITLE_ROWS = 15
"""How far down a header is looked for."""

_TOTAL = re.compile(
    r"(?:grand[- ]?total|sous[- ]?tota(?:l|ux)|sub[- ]?totals?|tota(?:l|ux)(?: general| des?| du| of)?|somme|sum|nombre total|total number)"
    r"\b.*"
)
_BARE_TOTAL = re.compile(r"(?:grand[- ]?total|sous[- ]?tota(?:l|ux)|sub[- ]?totals?|tota(?:l|ux)(?: general)?)\W*[\d\s.,]*")
_PART_TOTAL = re.compile(r"grand[- ]?total|sous[- ]?tota|sub[- ]?tota")
_DAY = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}")
"""A company whose name begins so (`Total Vision`) has days beside it, which nobody adds up."""
_NUMBER_ALONE = re.compile(r"[\s\d.,'%€$+\-:/()]*")
_COUNTED = re.compile(
    r"\d[\d\s.,]* (?:lignes?|enregistrements?|entrees?|prestataires?|fournisseurs?|sous[- ]traitants?|tiers|contrats?|organismes?"
    r"|rows?|records?|entries|entry|processors?|suppliers?|vendors?|third parties|contracts?|items?)"
)
"""What a total counts (`17 prestataires`)."""
_TELLS = re.compile(r"(?=\D*+\d)[\s\d.,/:\-]++|[^:]{1,60}:")
"""A number, a day, or the label of what stands beside it: no name of a column."""
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


def shape(cells: Sequence[Numbered], header_row: int | None = None, *, least: int = 2) -> TableInGrid:
    """Find the table in a grid; rows without any cell are skipped.

    Args:
        cells: the grid.
        header_row: the line of its header; where none is given, one of two columns is looked for.
        least: how many columns a header has at least.

    Raises:
        RefusedError: no header of so many columns, two columns of one name, or a name that nobody would give a column.
    """
    runs = list(_runs(cells))
    if header_row is None:
        at = _header_at([row for _, row in runs])
    else:
        at = next((place for place, (lines, row) in enumerate(runs) if header_row in lines and _width(row) >= least), None)
    if at is None:
        raise RefusedError(messages("table.one_column") if header_row is None else messages("table.header_row", line=header_row))
    first = runs[0][0][0]
    (line, *again), names = runs[at][0], [cell.strip() for cell in runs[at][1]]
    long = max(map(len, names))
    if long > MAX_CELL:
        raise RefusedError(messages("cell.long", found=long, most=MAX_CELL))
    if len(names) > MAX_COLUMNS:
        raise RefusedError(messages("table.wide", found=len(names), most=MAX_COLUMNS))
    runs = ([(again, runs[at][1])] if again else []) + runs[at + 1 :]
    kept = [place for place, name in enumerate(names) if name or any(place < len(row) and row[place].strip() for _, row in runs)]
    header = [names[place] or f"#{place + 1}" for place in kept]
    twice = next((name for name, times in Counter(header).items() if times > 1), None)
    if twice is not None:
        raise RefusedError(messages("table.twice", column=twice))
    grid = TableInGrid(header)
    if at:
        grid.remarks.append((first, messages("table.title", header=line)))
    last_total = max((lines[-1] for lines, row in runs if is_total(row)), default=None)
    for lines, row in runs:
        refusal = _refusal(row, names, len(header), below_total=last_total is not None and lines[0] > last_total)
        if refusal is not None:
            grid.refused += [(number, refusal) for number in lines]
        else:
            fitted = [row[place] if place < len(row) else "" for place in kept]
            grid.rows += [(number, fitted) for number in lines]
    return grid


def _runs(cells: Sequence[Numbered]) -> Iterator[tuple[list[int], list[str]]]:
    """The rows that hold something, each with all lines where the very same one follows upon itself: it is judged once."""
    for _, same in groupby(cells, key=lambda numbered: id(numbered[1])):
        run = list(same)
        row = run[0][1]
        if any(cell.strip() for cell in row):
            yield [number for number, _ in run], row


def _refusal(row: Sequence[str], names: Sequence[str], width: int, *, below_total: bool) -> Message | None:
    """Why a row is none of the table; None where it is one."""
    long = max(map(len, row))
    if long > MAX_CELL:
        return messages("cell.long", found=long, most=MAX_CELL)
    if is_total(row):
        return messages("table.total")
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(filled) == 1 and width > 2 and (below_total or _NOTE.match(fold_letters(filled[0]))):
        return messages("table.note")
    last_named = max(place for place, name in enumerate(names) if name)
    if len(row) <= last_named or any(cell.strip() for cell in row[len(names) :]):
        return messages("table.ragged", found=len(row), wanted=len(names))
    return None


def _header_at(rows: Sequence[list[str]]) -> int | None:
    """The place of the header: the first row with two cells that hold something, but no line about the list (`Version;3`)."""
    top = rows[: 2 * _TITLE_ROWS]
    return next((n for n, row in enumerate(top[:_TITLE_ROWS]) if _width(row) > 1 and not _is_about_the_list(row, top[n + 1 :])), None)


def _width(row: Sequence[str]) -> int:
    """How many cells of a row hold something."""
    return sum(bool(cell.strip()) for cell in row)


def _is_about_the_list(row: Sequence[str], below: Sequence[list[str]]) -> bool:
    """Whether a row tells something of the list, above a header that is much wider than it, as is half of the rows below that header.

    A row that holds a number, a day or `Label:` is no header where a wider one of names alone is below.
    """
    width = _width(row)
    least = width + 1 if any(_TELLS.fullmatch(cell.strip()) for cell in row) else 2 * width
    for place, header in enumerate(below[:_TITLE_ROWS]):
        texts = [cell.strip() for cell in header if cell.strip()]
        if len(texts) >= least and len(set(texts)) == len(texts) and not any(_TELLS.fullmatch(text) for text in texts):
            rows = below[place + 1 :]
            return 2 * sum(_width(other) > width for other in rows) >= len(rows) > 0
    return False


def is_total(row: Sequence[str]) -> bool:
    """Whether a row says a total, and no more: `Total : 12`, `Sous-total Mutuelle du Lac;;;12`. One called Total has words beside."""
    first = next((cell for cell in row if cell.strip()), "")
    if _TOTAL.fullmatch(fold_letters(first.strip())) is None:
        return False
    texts = [fold_letters(cell.strip()) for cell in row if cell.strip()]
    bare = _BARE_TOTAL.fullmatch(texts[0]) is not None
    counts = bare or _PART_TOTAL.match(texts[0]) is not None
    if not all(_NUMBER_ALONE.fullmatch(text) or (counts and _COUNTED.fullmatch(text)) for text in texts[1:]):
        return False
    return bare or not any(_DAY.fullmatch(text) for text in texts[1:])
