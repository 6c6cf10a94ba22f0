"""Tables out of workbooks (XLSX, ODS): the cells of one sheet as text."""

from __future__ import annotations

import json

from maillon.loaders.confined import unpacked
from maillon.loaders.grids import Numbered
from maillon.loaders.inputs import Input, RawTable, refuse, shaped, table_of
from maillon.loaders.messages import messages
from maillon.loaders.unpacking import UnpackingError

SHEETS = (".xlsx", ".xlsm", ".ods")


def open_sheets(source: Input, named: str) -> tuple[dict[str, list[Numbered]], list[str]]:
    """The grids of all sheets whose names are like a pattern, and the names of the other sheets.

    Raises:
        BadInputError: no workbook, or a hostile one.
    """
    grids: dict[str, list[Numbered]] = {}
    others: list[str] = []
    grid: list[Numbered] = []
    line = 0
    try:
        for frame, content in unpacked("sheets", source.data, named=named, ods=source.name.lower().endswith(".ods")):
            if "sheet" in frame:
                grid = grids.setdefault(frame["sheet"], [])
            elif "other" in frame:
                others.append(frame["other"])
            elif "top" in frame:
                line = frame["top"]
            else:
                row = json.loads(content)
                grid += [(line + number, row) for number in range(1, frame["times"] + 1)]
                line += frame["times"]
    except UnpackingError as error:
        raise refuse(source.name, error.message) from error
    return grids, others


def open_table(source: Input, sheet: str | None = None, *, header_only: bool = False) -> RawTable:
    """A table of text from CSV, XLSX or ODS. The value of cells that are merged belongs to all their rows.

    Args:
        source: the file.
        sheet: name of a sheet of a workbook; the first where none is given.
        header_only: a table without rows will do.

    Raises:
        BadInputError: not such a file, a hostile one, no such sheet, or no table in it.
    """
    name = source.name.lower()
    if not name.endswith(SHEETS):
        return table_of(source, header_only=header_only)
    grid: list[Numbered] = []
    line = 0
    try:
        for frame, content in unpacked("workbook", source.data, sheet=sheet, ods=name.endswith(".ods")):
            if "top" in frame:
                line = frame["top"]
                continue
            row = json.loads(content)
            grid += [(line + number, row) for number in range(1, frame["times"] + 1)]
            line += frame["times"]
    except UnpackingError as error:
        raise refuse(source.name, error.message) from error
    if not any(any(row) for _, row in grid):
        raise refuse(source.name, messages("book.empty"))
    return shaped(source, grid, header_only=header_only)
