"""Hours between two events that sources date to the minute, the day or the month, or with an open end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from maillon.graph.dates import parse_date

HourFigure: TypeAlias = int | float


@dataclass(frozen=True, slots=True)
class Span:
    """The time within which something happened, from its first to its last moment; None where a source leaves that end open.

    A day runs from one midnight to the next; an hour that a source gives is that moment, with its zone where one is given.
    `approximate`: the source itself says that it is not sure (EDTF `~`, `?`, `%`).
    """

    begin: dt.datetime | None
    end: dt.datetime | None
    approximate: bool = False

    @classmethod
    def of(cls, edtf: str | None) -> Span:
        """From a date as a source gives it; nothing known where it gives none."""
        if edtf is None:
            return cls(None, None)
        date = parse_date(edtf)
        return cls(date.begin, date.end, date.approximate)

    @property
    def known(self) -> bool:
        """True if an end of it is known."""
        return self.begin is not None or self.end is not None

    def hull(self, other: Span) -> Span:
        """The time that either allows; an open end stays open."""
        begin = _least(self.begin, other.begin) if self.begin and other.begin else None
        end = _least(self.end, other.end, last=True) if self.end and other.end else None
        return Span(begin, end, self.approximate or other.approximate)

    def doubted(self) -> Span:
        """The same, not sure."""
        return Span(self.begin, self.end, approximate=True)

    def later(self, hours: int) -> Span:
        """So many hours later."""
        more = dt.timedelta(hours=hours)
        return Span(self.begin + more if self.begin else None, self.end + more if self.end else None, self.approximate)

    def earliest(self, other: Span) -> Span:
        """When the first of two events happened; nothing is known where neither is."""
        if not (self.known and other.known):
            return self if self.known else other
        begin = _least(self.begin, other.begin) if self.begin and other.begin else None
        ends = [end for end in (self.end, other.end) if end is not None]
        end = _least(*ends) if len(ends) == 2 else next(iter(ends), None)
        return Span(begin, end, self.approximate or other.approximate)


class Hours(NamedTuple):
    """At least and at most so many hours (None: no upper bound), whole where minutes do not matter."""

    fewest: HourFigure
    most: HourFigure | None


def hours_between(begin: Span, end: Span) -> Hours | None:
    """Hours from one event to another; None where nothing can be said, or where the second lies before the first.

    Two events of one day lie 0 to 24 hours apart; of days that follow one another, 0 to 48. Two hours with their zones are
    compared exactly; a day, or an hour without a zone, is taken for one of the same place as the other.
    """
    if not (begin.known and end.known):
        return None
    most = _hours(begin.begin, end.end) if begin.begin and end.end else None
    exact = begin.begin is not None and begin.begin == begin.end and end.begin is not None and end.begin == end.end
    if most is not None and (most < 0 or (most == 0 and not exact)):
        return None
    fewest = _hours(begin.end, end.begin) if begin.end and end.begin else 0
    return Hours(max(fewest, 0), most)


def _hours(start: dt.datetime, stop: dt.datetime) -> HourFigure:
    start, stop = _comparable(start, stop)
    minutes = (stop - start) / dt.timedelta(minutes=1)
    hours = round(minutes / 60, 2)
    return int(hours) if hours == int(hours) else hours


def _least(a: dt.datetime, b: dt.datetime, *, last: bool = False) -> dt.datetime:
    x, y = _comparable(a, b)
    return a if (x >= y if last else x <= y) else b


def _comparable(a: dt.datetime, b: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Both with their zones, or, where one has none, both as the clocks on the wall said."""
    return (a, b) if a.tzinfo and b.tzinfo else (a.replace(tzinfo=None), b.replace(tzinfo=None))
