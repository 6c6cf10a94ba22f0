"""An empty list to fill in, as a workbook: headers with comments, lists to choose from, cells of days."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.loaders.processor_template import TemplateColumn

_ROWS = 500
"""Rows that are prepared; more can be filled in."""


def list_template(columns: Sequence[TemplateColumn], lang: str) -> bytes:
    """The workbook: the list on its first sheet, what each column means on the second. The same columns give the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": messages.say("template.title", lang), "created": dt.datetime(2000, 1, 1)})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        needed = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#DDEBF7"})
        day, text = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(messages.say("template.list", lang))
        about = book.add_worksheet(messages.say("template.about", lang))
        about.set_column(0, 0, 32, head)
        about.set_column(1, 1, 100, text)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.header, needed if column.required else head)
            sheet.write_comment(0, place, column.about, {"x_scale": 2, "y_scale": 1.4, "author": "maillon"})
            sheet.set_column(place, place, max(14, len(column.header) + 2), day if column.is_day else text)
            if column.choices:
                said = {"input_title": column.header[:32], "input_message": column.about[:255], "error_type": "information"}
                sheet.data_validation(1, place, _ROWS, place, {"validate": "list", "source": list(column.choices), **said})
            about.write_string(place, 0, column.header, head)
            about.write_string(place, 1, column.about, text)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, _ROWS, len(columns) - 1)
    return out.getvalue()
