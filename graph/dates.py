"""Partial dates: EDTF (ISO 8601-2) in records, plain dates in the graph."""

from __future__ import annotations

import calendar
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
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
"""A year, month or day, with a doubt or without: nearly every date that is no plain day."""
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}(?::?\d{2})?)?")
_SEASON = re.compile(r"(\d{4})-(2[1-4])([~?%]?)")
_OPEN, _UNKNOWN = "..", ""
_LONGEST = 100
"""Characters: two hours with their zones and the doubt about both take fewer."""
_MARKS = "~?%"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day or period as a source gives it.

    `first` and `last` bound it, inclusive; None means that the source leaves that end open (`../2023-12-31`) or says that it
    is not known (`2024-01-31/`). `text` is the EDTF as written. `approximate`: the source itself says that it is not sure
    (`~`, `?`, `%`); `first` and `last` then reach one unit of the precision given further, two for `%`: `2024~` is any day
    from 2023 to 2025 (EDTF leaves the width open; this is the convention here), and `stated` is what it says without that, all of
    2024. `first_time` and `last_time` are the hours
    given with these days, with their zone where the source gives one.
    """

    text: str
    first: dt.date | None
    last: dt.date | None
    approximate: bool = False
    stated: tuple[dt.date | None, dt.date | None] = (None, None)
    first_time: dt.datetime | None = None
    last_time: dt.datetime | None = None

    @property
    def begin(self) -> dt.datetime | None:
        """The first moment that it can mean: the hour given, or the midnight with which the day begins."""
        return self.first_time or (dt.datetime.combine(self.first, dt.time()) if self.first else None)

    @property
    def end(self) -> dt.datetime | None:
        """The last moment that it can mean: the hour given, or the midnight with which the day ends."""
        return self.last_time or (dt.datetime.combine(self.last, dt.time()) + dt.timedelta(days=1) if self.last else None)


@lru_cache(maxsize=8192)
def parse_date(text: str) -> PartialDate:
    """Read an EDTF day, hour, month, year, season, approximate or uncertain date, or interval.

    Raises:
        RefusedError: not EDTF, an impossible day, an interval that ends before it begins, or a year outside
            `FIRST_YEAR` to `LAST_YEAR`.
    """
    if len(text) > _LONGEST:
        raise RefusedError(messages("date.form", text=f"{text[:30]}…"))
    text = text.strip()
    found = _interval(text) if text.count("/") == 1 else _single(text, text)
    if found.first is None and found.last is None:
        raise RefusedError(messages("date.endless", text=text))
    for day in (found.first, found.last):
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise RefusedError(messages("date.far", text=text, first=FIRST_YEAR, last=LAST_YEAR))
    if found.first is not None and found.last is not None and (found.last < found.first or _earlier(found.last_time, found.first_time)):
        raise RefusedError(messages("date.reversed", text=text))
    return found


def first_day(text: str | None) -> dt.date | None:
    """The first day that a date can mean; None where there is none, or its beginning is open or not known."""
    return parse_date(text).first if text is not None else None


def said_day(text: str | None) -> dt.date | None:
    """The first day of a date without its doubt (`2018~` is 2018): of statements, documents and sizes, which it only orders and tells."""
    return parse_date(text).stated[0] if text is not None else None


def last_day(text: str | None) -> dt.date | None:
    """The last day that a date can mean; None where there is none, or its end is open or not known."""
    return parse_date(text).last if text is not None else None


def _earlier(a: dt.datetime | None, b: dt.datetime | None) -> bool:
    """True if both hours are known, can be compared, and the first lies before the second."""
    return a is not None and b is not None and (a.tzinfo is None) == (b.tzinfo is None) and a < b


def _interval(text: str) -> PartialDate:
    """`a/b`: `..` is an open end and an empty text an unknown one; either leaves that side without a day."""
    begin, end = (None if part in (_OPEN, _UNKNOWN) else _single(part, text) for part in text.split("/"))
    return PartialDate(
        text,
        begin.first if begin else None,
        end.last if end else None,
        any(part.approximate for part in (begin, end) if part),
        (begin.stated[0] if begin else None, end.stated[1] if end else None),
        begin.first_time if begin else None,
        end.last_time if end else None,
    )


def asked_day(text: str) -> dt.date:
    """A day as it is asked for, YYYY-MM-DD and nothing else: ISO 8601 also has weeks (`2026-W05`), whose Monday nobody meant.

    Raises:
        ValueError: it is no such day.
    """
    if _PLAIN_DAY.fullmatch(text) is None:
        raise RefusedError(messages("date.no_day", text=text))
    return dt.date.fromisoformat(text)


def _single(part: str, text: str) -> PartialDate:
    """A date without a slash; `text` is the whole of which it is a part, for the errors."""
    first: dt.date | None
    last: dt.date | None
    if _PLAIN_DAY.fullmatch(part):  # nearly every date: spares the import and a grammar of EDTF
        try:
            day = dt.date.fromisoformat(part)
        except ValueError as error:
            raise RefusedError(messages("date.no_day", text=text)) from error
        return PartialDate(text, day, day, stated=(day, day))
    if (found := _TIME.fullmatch(part)) is not None:
        try:
            moment = dt.datetime.fromisoformat(part)
        except ValueError as error:
            raise RefusedError(messages("date.no_day", text=text)) from error
        day = dt.date.fromisoformat(found[1])
        return PartialDate(text, day, day, False, (day, day), moment, moment)
    if (found := _SEASON.fullmatch(part)) is not None:
        first, last = _season(int(found[1]), found[2])
        mark = found[3]
    else:
        first, last = _bounds(part, text)
        mark = "%" if "%" in part else next((m for m in _MARKS if m in part), "")
    stated = (first, last)
    if mark and first and last:
        first, last = _widened(first, last, 2 if mark == "%" else 1, text)
    return PartialDate(text, first, last, bool(mark), stated)


def _season(year: int, season: str) -> tuple[dt.date, dt.date]:
    """A season of the northern half of the Earth. The winter of a year is the one that ends or the one that begins in it."""
    if season == "24":
        return dt.date(year - 1, 12, 1), dt.date(year + 1, 2, calendar.monthrange(year + 1, 2)[1])
    month = {"21": 3, "22": 6, "23": 9}[season]
    return dt.date(year, month, 1), dt.date(year, month + 2, calendar.monthrange(year, month + 2)[1])


def _bounds(part: str, text: str) -> tuple[dt.date | None, dt.date | None]:
    if (plain := _plain_bounds(part)) is not None:
        return plain
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(part)
        return _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (EDTFParseException, ValueError, OverflowError) as error:
        raise RefusedError(messages("date.form", text=text)) from error


def _plain_bounds(part: str) -> tuple[dt.date, dt.date] | None:
    """The bounds of a year, month or day that exists, as the grammar of EDTF gives them, but not in milliseconds; None for others."""
    found = _PLAIN.fullmatch(part)
    if found is None:
        return None
    year, month, day, _ = found.groups()
    try:
        first = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:  # the grammar knows more of them: the year 0, seasons as months
        return None
    if day:
        return first, first
    last_month = first.month if month else 12
    return first, dt.date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])


def _day(value: struct_time | float) -> dt.date | None:
    if isinstance(value, (int, float)):
        assert math.isinf(value)
        return None
    return dt.date(value.tm_year, value.tm_mon, value.tm_mday)


def _widened(first: dt.date, last: dt.date, units: int, text: str) -> tuple[dt.date, dt.date]:
    """The range of an approximate date: so many units of its precision (a day, a month, a year) further on each side."""
    try:
        if first == last:
            return first - dt.timedelta(days=units), last + dt.timedelta(days=units)
        months = units if (first.year, first.month) == (last.year, last.month) or last - first < dt.timedelta(days=360) else 12 * units
        return _months_on(first, -months), _months_on(last + dt.timedelta(days=1), months) - dt.timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise RefusedError(messages("date.far", text=text, first=FIRST_YEAR, last=LAST_YEAR)) from error


def _months_on(first: dt.date, months: int) -> dt.date:
    """The first of a month, so many months on."""
    at = first.year * 12 + first.month - 1 + months
    return dt.date(at // 12, at % 12 + 1, 1)
