"""Tables out of workbooks (XLSX, ODS): the cells of one sheet as text."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

from maillon.loaders.inputs import MAX_INPUT_BYTES, MAX_RATIO, Input, RawTable, refuse, shaped, table_of
from maillon.loaders.messages import messages

SHEETS = (".xlsx", ".xlsm", ".ods")
_MERGED_ODS = re.compile(rb'number-rows-spanned="(?!1")')


def open_table(source: Input, sheet: str | None = None, *, header_only: bool = False) -> RawTable:
    """A table of text from CSV, XLSX or ODS. The value of cells that are merged belongs to all their rows.

    Args:
        source: the file.
        sheet: name of a sheet of a workbook; the first where none is given.
        header_only: a table without rows will do.

    Raises:
        BadInputError: not such a file, a hostile one, no such sheet, or no table in it.
    """
    if not source.name.lower().endswith(SHEETS):
        return table_of(source, header_only=header_only)
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(source)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        if sheet is not None and sheet not in book.sheet_names:
            raise refuse(source.name, messages("book.sheet", sheet=sheet, sheets=book.sheet_names))
        page = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
        values = page.to_python(skip_empty_area=True)
        top, left = page.start or (0, 0)
        merged = page.merged_cell_ranges or []
    except (CalamineError, OSError, ValueError) as error:
        raise refuse(source.name, messages("book.broken", why=error)) from error
    grid = [[_cell(value) for value in row] for row in values]
    if not any(any(row) for row in grid):
        raise refuse(source.name, messages("book.empty"))
    for (first, column), (last, _) in merged:
        _spread(grid, first - top, last - top, column - left)
    return shaped(source, [(top + number, row) for number, row in enumerate(grid, 1)], header_only=header_only)


def _spread(grid: list[list[str]], first: int, last: int, column: int) -> None:
    """Write the value of merged cells into each of their rows."""
    if not (0 <= first < len(grid) and 0 <= column < len(grid[first])):
        return
    for row in grid[first + 1 : last + 1]:
        row[column] = grid[first][column]


def _refuse_bomb(source: Input) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            total = sum(entry.file_size for entry in archive.infolist())
            if total > MAX_INPUT_BYTES or total > MAX_RATIO * max(len(source.data), 1 << 16):
                raise refuse(source.name, messages("zip.bomb", total=total, packed=len(source.data)))
            merged = source.name.lower().endswith(".ods") and _MERGED_ODS.search(archive.read("content.xml"))
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise refuse(source.name, messages("book.broken", why=error)) from error
    if merged:  # the reader of this format does not tell which cells they are
        raise refuse(source.name, messages("book.merged"))


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()
