"""EDTF read once more, by hand: the first and the last day, or instant, that a text allows (docs/model.md, "Dates")."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from dataclasses import dataclass

_MARKS = {"~": 1, "?": 1, "%": 2}
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}


@dataclass(frozen=True)
class Span:
    """What a text allows. None: that side is open, or unknown; neither gives a day."""

    first: dt.date | None
    last: dt.date | None
    start: dt.datetime | None
    """The first instant; the last is `stop`. Both are the same where an hour is given, else the day's two ends."""
    stop: dt.datetime | None
    approximate: bool
    zoned: bool | None
    """Of an hour: whether it names its zone. None where no hour is given."""


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _moved(year: int, month: int, by: int) -> tuple[int, int]:
    n = year * 12 + month - 1 + by
    return n // 12, n % 12 + 1


def _one(text: str) -> tuple[dt.date, dt.date, dt.datetime | None, bool]:
    """The days of one side of a text, the instant where it gives an hour, and whether it is approximate."""
    if "T" in text:
        instant = dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
        return instant.date(), instant.date(), instant, False
    wide = max((_MARKS.get(c, 0) for c in text), default=0)
    plain = re.sub("[~?%]", "", text)
    parts = [int(p) for p in plain.split("-")]
    match parts:
        case [year]:
            return dt.date(year - wide, 1, 1), dt.date(year + wide, 12, 31), None, wide > 0
        case [year, 24]:
            first = _month(*_moved(year - 1, 12, -3 * wide))[0]
            return first, _month(*_moved(year + 1, 2, 3 * wide))[1], None, wide > 0
        case [year, season] if season in _SEASONS:
            begin, end = _SEASONS[season]
            return _month(*_moved(year, begin, -3 * wide))[0], _month(*_moved(year, end, 3 * wide))[1], None, wide > 0
        case [year, month]:
            return _month(*_moved(year, month, -wide))[0], _month(*_moved(year, month, wide))[1], None, wide > 0
        case [year, month, day]:
            on = dt.date(year, month, day)
            return on - dt.timedelta(wide), on + dt.timedelta(wide), None, wide > 0
    raise AssertionError(f"the oracle does not read {text!r}")


@functools.cache
def span(text: str | None) -> Span | None:
    """What a text allows; None where there is no text."""
    if text is None:
        return None
    begin, _, end = text.partition("/") if "/" in text else (text, "", text)
    first = last = start = stop = None
    approximate = False
    zoned: bool | None = None
    if begin not in ("", ".."):
        first, _, instant, about = _one(begin)
        start = instant or dt.datetime.combine(first, dt.time())
        approximate |= about
        zoned = None if instant is None else instant.tzinfo is not None
    if end not in ("", ".."):
        _, last, instant, about = _one(end)
        stop = instant or dt.datetime.combine(last, dt.time()) + dt.timedelta(1)
        approximate |= about
    return Span(first, last, start, stop, approximate, zoned)
