"""Partial dates: EDTF (ISO 8601-2) in records, plain dates in the graph."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from time import struct_time

from maillon.graph.messages import messages
from maillon.wording import RefusedError

FIRST_YEAR, LAST_YEAR = 1800, 2200
"""Dates outside these years are taken for typing errors."""

_PLAIN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLAIN_INTERVAL = re.compile(r"(?:\d{4}-\d{2}-\d{2}|\.\.)/(?:\d{4}-\d{2}-\d{2}|\.\.)")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day or period as a source gives it.

    `first` and `last` bound it, inclusive; None means that the source leaves that end open (`../2023-12-31`).
    `text` is the EDTF as written.
    """

    text: str
    first: dt.date | None
    last: dt.date | None


@lru_cache(maxsize=8192)
def parse_date(text: str) -> PartialDate:
    """Read an EDTF day, month, year, season, approximate or uncertain date, or interval.

    Raises:
        RefusedError: not EDTF, an impossible day, an interval that ends before it begins, or a year outside
            `FIRST_YEAR` to `LAST_YEAR`.
    """
    text = text.strip()
    if _PLAIN_DAY.fullmatch(text):  # nearly every date: spares the import and a grammar of EDTF
        first: dt.date | None
        last: dt.date | None
        try:
            first = last = dt.date.fromisoformat(text)
        except ValueError as error:
            raise RefusedError(messages("date.no_day", text=text)) from error
    elif _PLAIN_INTERVAL.fullmatch(text):  # every row of some lists
        try:
            first, last = (None if end == ".." else dt.date.fromisoformat(end) for end in text.split("/"))
        except ValueError as error:
            raise RefusedError(messages("date.no_day", text=text)) from error
    else:
        from edtf import parse_edtf
        from edtf.parser.edtf_exceptions import EDTFParseException

        try:
            parsed = parse_edtf(text)
            first, last = _day(parsed.lower_strict()), _day(parsed.upper_strict())
        except (EDTFParseException, ValueError, OverflowError) as error:
            raise RefusedError(messages("date.form", text=text)) from error
    if first is None and last is None:
        raise RefusedError(messages("date.endless", text=text))
    for day in (first, last):
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise RefusedError(messages("date.far", text=text, first=FIRST_YEAR, last=LAST_YEAR))
    if first is not None and last is not None and last < first:
        raise RefusedError(messages("date.reversed", text=text))
    return PartialDate(text, first, last)


def _day(value: struct_time | float) -> dt.date | None:
    if isinstance(value, (int, float)):
        assert math.isinf(value)
        return None
    return dt.date(value.tm_year, value.tm_mon, value.tm_mday)
