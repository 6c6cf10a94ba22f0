"""Hours between two events that sources date to the day, to the month, or with an open end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from maillon.graph.dates import parse_date


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which something happened; None where a source leaves that end open.

    `approximate`: the source itself says that the day is not sure (EDTF `~`, `?`, `%`).
    """

    first: dt.date | None
    last: dt.date | None
    approximate: bool = False

    @classmethod
    def of(cls, edtf: str | None) -> Span:
        """From a date as a source gives it; nothing known where it gives none."""
        if edtf is None:
            return cls(None, None)
        date = parse_date(edtf)
        return cls(date.first, date.last, any(mark in edtf for mark in "~?%"))

    def hull(self, other: Span) -> Span:
        """The days that either allows; an open end stays open."""
        first = min(self.first, other.first) if self.first and other.first else None
        last = max(self.last, other.last) if self.last and other.last else None
        return Span(first, last, self.approximate or other.approximate)


class Hours(NamedTuple):
    """At least and at most so many hours (None: no upper bound)."""

    fewest: int
    most: int | None


def hours_between(begin: Span, end: Span) -> Hours | None:
    """Hours from one event to another; None where nothing can be said, or where the second lies before the first.

    Two events of one day lie 0 to 24 hours apart; of days that follow one another, 0 to 48.
    """
    if (begin.first or begin.last) is None or (end.first or end.last) is None:
        return None
    most = (end.last - begin.first).days * 24 + 24 if end.last and begin.first else None
    if most is not None and most <= 0:
        return None
    fewest = (end.first - begin.last).days * 24 - 24 if end.first and begin.last else 0
    return Hours(max(fewest, 0), most)
