"""A list that is one column of names: no table to any other reader, and the first list that many people have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from maillon.loaders.inputs import Input, RawTable, lines_alone, shaped
from maillon.loaders.processor_columns import recognise_columns
from maillon.loaders.workbooks import SHEETS, open_workbook

if TYPE_CHECKING:
    from maillon.loaders.grids import Numbered

_TITLE_ROWS = 15
"""How far down the header is looked for."""


def column_of_names(source: Input) -> RawTable | None:
    """The table of a file that is one column under a header that names processors (`Prestataire`); None where it is no such file.

    Raises:
        BadInputError: a damaged or hostile workbook, no text, or nothing below the header.
    """
    for name, grid in _grids(source):
        filled = [(line, cells[0]) for line, row in grid if (cells := [cell.strip() for cell in row if cell.strip()])]
        if any(sum(bool(cell.strip()) for cell in row) > 1 for _, row in grid):
            continue
        scored = [(score, -line) for line, cell in filled[:_TITLE_ROWS] if (score := _names_processors(source.name, cell))]
        if scored:
            table = shaped(source, [(line, [cell]) for line, cell in filled], header_row=-max(scored)[1], least=1)
            table.sheet = name
            return table
    return None


def _grids(source: Input) -> Iterator[tuple[str, Sequence[Numbered]]]:
    """The sheets of a workbook that are not hidden, by name; of a text its lines."""
    if not source.name.lower().endswith(SHEETS):
        yield "", lines_alone(source)
        return
    _, pages = open_workbook(source)
    with closing(pages):
        yield from ((page.name, page.grid) for page in pages if not page.hidden)


def _names_processors(file: str, header: str) -> int:
    """How surely a header names processors; 0 where it does not."""
    (column,) = recognise_columns(RawTable(file, [header]), "iso", {})
    return column.score if column.field == "name" and not column.left_out else 0
