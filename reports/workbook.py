"""A document as a workbook for a spreadsheet (.xlsx): typed cells under heads in the reader's language, and its sentences beside them.

Text cells are written as text, so that none is ever a formula. The same document gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

from maillon.reports.document import Document, shown
from maillon.reports.messages import messages
from maillon.wording import RefusedError

MOST_CHARACTERS = 32_767
"""Of one cell of a workbook."""
MOST_ROWS = 1_048_576
"""Of one of its sheets, the heads among them."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_DAY = dt.date(1900, 3, 1)
"""Before it the calendar of spreadsheets is wrong by a day: an earlier date stays a text."""
_WIDEST = 60


def workbook(document: Document, lang: str) -> bytes:
    """The table of the CSV view on one sheet, and what the document says in sentences on another.

    Raises:
        RefusedError: a cell or a sheet is larger than a workbook allows.
    """
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": document.title, "created": dt.datetime(2000, 1, 1)})
        head, day, text = (book.add_format(how) for how in ({"bold": True}, {"num_format": "yyyy-mm-dd"}, {"text_wrap": True}))
        table = document.main_table
        sheet = book.add_worksheet(messages.say("workbook.table", lang))
        rows = [_heads(document, lang), *table.rows]
        if len(rows) > MOST_ROWS:
            raise RefusedError(messages("workbook.rows", n=len(table.rows), most=MOST_ROWS - 1))
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, lang, head if number == 0 else None, day)
        for column in range(len(table.columns)):
            sheet.set_column(column, column, min(_WIDEST, 2 + max(len(shown(row[column], lang)) for row in rows)))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows) - 1, max(len(table.columns) - 1, 0))
        said = book.add_worksheet(messages.say("workbook.text", lang))
        said.set_column(0, 0, 120, text)
        for number, (line, bold) in enumerate(_sentences(document, lang)):
            said.write_string(number, 0, _fitting(line), head if bold else text)
    return out.getvalue()


def _heads(document: Document, lang: str) -> Sequence[str]:
    """What the columns are called: as a question calls them, else as the catalogue does, else as the document shows them."""
    columns = document.main_table.columns
    if document.heads is not None:
        return [document.heads.get(column, column) for column in columns]
    return columns if document.rows is None else [messages.say(f"column.{column}", lang) for column in columns]


def _write(sheet: Any, row: int, column: int, cell: Any, lang: str, head: Any, day: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, (int, float)) and abs(cell) < 10**15:  # a spreadsheet keeps no more digits
        sheet.write_number(row, column, cell)
    elif (date := _date(cell)) is not None:
        sheet.write_datetime(row, column, dt.datetime.combine(date, dt.time()), day)
    else:
        sheet.write_string(row, column, _fitting(shown(cell, lang)), head)


def _date(cell: Any) -> dt.date | None:
    if not (isinstance(cell, str) and _DAY.fullmatch(cell)):
        return None
    try:
        date = dt.date.fromisoformat(cell)
    except ValueError:
        return None
    return date if date >= _FIRST_DAY else None


def _fitting(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise RefusedError(messages("workbook.cell", n=len(text), most=MOST_CHARACTERS, start=text[:40]))
    return text


def _sentences(document: Document, lang: str) -> list[tuple[str, bool]]:
    """Title, headings and lines, each with whether it heads others."""
    found = [(document.title, True)]
    for section in document.told(lang):
        if section.lines:
            found += [(section.heading, True)] if section.heading else []
            found += [(line, False) for line in section.lines]
    return found
