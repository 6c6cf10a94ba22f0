"""Tables out of workbooks (XLSX, ODS): the cells of sheets as text, and which sheet holds the list."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Generator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillon.loaders.confined import unpacked
from maillon.loaders.inputs import Input, RawTable, refuse, shaped, table_of
from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError
from maillon.loaders.unpacking import Frame, UnpackingError

if TYPE_CHECKING:
    from maillon.loaders.grids import Numbered

SHEETS = (".xlsx", ".xlsm", ".ods")

_COVER_ROWS = 15
"""A sheet of two columns and no more rows than these may be a cover (`Version`, `3`): it is the list only where no other sheet is."""


@dataclass(slots=True)
class Sheet:
    """A sheet of a workbook: its grid as text."""

    name: str
    grid: list[Numbered]
    hidden: bool

    @property
    def empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(any(row) for _, row in self.grid)


SheetStream = Generator[Sheet, None, None]


def open_workbook(source: Input, named: str = ".*") -> tuple[list[str], SheetStream]:
    """The names of all sheets, and those that are like a pattern, in their order: each is read when it is asked for.

    Raises:
        BadInputError: no workbook, or a hostile one; also while its sheets are read.
    """
    frames = _frames(source, named)
    head, _ = next(frames)
    return head["sheets"], _pages(frames, head["hidden"])


def _frames(source: Input, named: str) -> Generator[Frame, None, None]:
    try:
        yield from unpacked("sheets", source.data, named=named, ods=source.name.lower().endswith(".ods"))
    except UnpackingError as error:
        raise refuse(source.name, error.message) from error


def _pages(frames: Generator[Frame, None, None], hidden: Collection[str]) -> SheetStream:
    page: Sheet | None = None
    line = 0
    with closing(frames):
        for frame, content in frames:
            if "sheet" in frame:
                if page is not None:
                    yield page
                page = Sheet(frame["sheet"], [], frame["sheet"] in hidden)
            elif "top" in frame:
                line = frame["top"]
            elif page is not None:
                row = json.loads(content)
                page.grid += [(line + number, row) for number in range(1, frame["times"] + 1)]
                line += frame["times"]
    if page is not None:
        yield page


def open_table(source: Input, sheet: str | None = None, *, header_row: int | None = None, header_only: bool = False) -> RawTable:
    """A table of text from CSV, XLSX or ODS. The value of cells that are merged belongs to all their rows.

    Args:
        source: the file.
        sheet: name of a sheet of a workbook; where none is given, the first that holds a list: covers and hidden sheets are passed over,
            and which sheets were not read is remarked.
        header_row: the line of the header; where none is given, it is looked for.
        header_only: a table without rows will do.

    Raises:
        BadInputError: not such a file, a hostile one, no such sheet, or no table in it.
    """
    if not source.name.lower().endswith(SHEETS):
        return table_of(source, header_row=header_row, header_only=header_only)
    names, pages = open_workbook(source, ".*" if sheet is None else re.escape(sheet.strip()))
    with closing(pages):
        if sheet is not None and sheet.strip() not in (name.strip() for name in names):
            raise refuse(source.name, messages("book.sheet", sheet=sheet, sheets=names))
        table = _list_in(source, pages, sheet, header_row)
    if not table.rows and not table.ragged and not header_only:
        raise refuse(source.name, messages("table.no_row"))
    table.sheets = names
    if sheet is None and len(names) > 1:
        source.remark(messages("book.read", sheet=table.sheet, others=[name for name in names if name != table.sheet]))
    return table


def _list_in(source: Input, pages: SheetStream, sheet: str | None, header_row: int | None) -> RawTable:
    """The table of the sheet that holds the list, with what was remarked of that sheet alone.

    Raises:
        BadInputError: no sheet holds a table.
    """
    found: list[tuple[RawTable, Input]] = []
    refused: list[BadInputError] = []
    for page in pages:
        if (page.hidden and sheet is None) or page.empty:
            continue
        alone = Input(source.name, b"")
        try:
            table = shaped(alone, page.grid, header_row=header_row, header_only=True)
        except BadInputError as error:
            refused.append(error)
            continue
        table.sheet = page.name
        found.append((table, alone))
        if table.rows and (len(table.header) > 2 or len(table.rows) > _COVER_ROWS):
            break
    if not found:
        raise refused[0] if refused else refuse(source.name, messages("book.empty"))
    table, alone = max(found, key=lambda one: (len(one[0].header) > 2, bool(one[0].rows)))  # of equals the first
    source.remarks.extend(remark for remark in alone.remarks if remark not in source.remarks)
    return table
