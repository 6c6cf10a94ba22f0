"""What the readings of one relation leave standing together: nobody is left out who may be exposed by any of them.

Each source's reading is kept whole (`graph.readings`). What stops a breach — a relation that had not begun or had ended, data
given back, erased or elsewhere, software at its user, other data or another scope — stops it only if

- every reading that gives the property says so (one that is silent on it says nothing about it),
- at least one that says so is not contested: what is contested clears nothing, and
- it is not only claimed while another reading is confirmed: a claim clears nothing that a confirmed statement leaves open.

Of days the widest reading counts: a relation began on the earliest first day and ended on the latest last day, and neither is
known where a reading leaves it open or places the relation, or a sighting, outside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from maillon.graph.model import DataAfterEnd, Deployment, Status

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Days:
    """The days for which relations are judged, the first to the last; None where that end is open or not known."""

    first: dt.date | None
    last: dt.date | None

    @classmethod
    @lru_cache(maxsize=1024)
    def on(cls, day: dt.date) -> Days:
        """One day."""
        return cls(day, day)

    @classmethod
    def of(cls, on: dt.date | Days) -> Days:
        """One day or several, as several."""
        return on if isinstance(on, Days) else cls.on(on)

    def before(self, day: dt.date) -> bool:
        """True if all of them lie before a day."""
        return self.last is not None and self.last < day

    def after(self, day: dt.date) -> bool:
        """True if all of them lie after a day."""
        return self.first is not None and self.first > day


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """One reading of a relation, as far as it bears on a breach.

    `since` is the first day that it allows for the beginning and `until` the last for the end; `since_open`, `until_open`: it
    speaks of that end and gives no such day. `seen` is the first and last day that its sighting can mean (None: open or not known),
    `sighted` the last one without the doubt of an approximate date, for words. `plan` is the last day of an end that was said
    before it came.
    """

    status: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    since_open: bool = False
    until_open: bool = False
    seen: tuple[dt.date | None, dt.date | None] | None = None
    sighted: dt.date | None = None
    plan: dt.date | None = None
    data: frozenset[str] | None = None
    scope: str | None = None
    data_after_end: str | None = None
    deployment: str | None = None
    data_at_provider: bool | None = None

    def in_force(self, days: Days) -> bool:
        """True if its dates, read as widely as they allow, place its beginning by one of these days and its end at or after it.

        A sighting on or after it does as well.
        """
        seen = self.seen
        begins = [day for day in (self.since, seen[0] if seen else None) if day is not None]
        ends = [day for day in (self.until, self.plan, seen[1] if seen else None) if day is not None]
        if (self.since is not None and days.before(self.since)) or (self.until is not None and days.after(self.until)):
            return False
        begun = self.since_open or (seen is not None and seen[0] is None) or any(not days.before(day) for day in begins)
        return begun and any(not days.after(day) for day in ends)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the readings leave standing. `contested` names the properties that one of them would stop a breach by, and others not."""

    since: dt.date | None
    until: dt.date | None
    data: frozenset[str] | None
    scopes: frozenset[str] | None
    data_after_end: str | None
    deployment: str | None
    data_at_provider: bool | None
    contested: frozenset[str] = frozenset()


def common(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    """What two relations of one way both allow (None: anything, as nobody says)."""
    return b if a is None else a if b is None else a & b


def standing(readings: Sequence[StatedRelation]) -> Standing:
    """What readings, none of them retracted, leave standing together."""
    if len(readings) == 1 and readings[0].status != Status.CONTESTED:
        return _alone(readings[0])
    since, until = _since(readings), _until(readings)
    after_end = _agreed(readings, lambda r: r.data_after_end, lambda v: v != DataAfterEnd.KEPT)
    if {r.data_after_end for r in readings} - {None} == {DataAfterEnd.RETURNED, DataAfterEnd.ERASED}:  # by either it is not there
        after_end = DataAfterEnd.RETURNED.value if _firm(readings, lambda r: r.data_after_end is not None) else None
    at_provider = _agreed(readings, lambda r: r.data_at_provider, lambda v: v is False)
    deployment = _agreed(readings, lambda r: r.deployment, lambda v: v != Deployment.SHARED)
    if deployment is None:
        deployment = next((d for d in (Deployment.SHARED.value, Deployment.DEDICATED.value) if _several(readings, d)), None)
    data = [r.data for r in readings if r.data is not None]
    scopes = [r.scope for r in readings if r.scope is not None]
    found = {
        "data_after_end": (after_end, any(r.data_after_end in (DataAfterEnd.RETURNED, DataAfterEnd.ERASED) for r in readings)),
        "data_at_provider": (at_provider, any(r.data_at_provider is False for r in readings)),
        "deployment": (deployment, any(r.deployment == Deployment.ON_PREMISES for r in readings)),
    }
    contested = {name for name, (value, stops) in found.items() if stops and value is None}
    days = {"since": since, "until": until}
    contested |= {name for name, left in days.items() if any(getattr(r, name) not in (None, left) for r in readings)}
    if at_provider is True and any(r.data_at_provider is False for r in readings):
        contested.add("data_at_provider")
    if deployment != Deployment.ON_PREMISES and any(r.deployment == Deployment.ON_PREMISES for r in readings):
        contested.add("deployment")
    return Standing(
        since=since,
        until=until,
        data=frozenset().union(*data) if data and _firm(readings, lambda r: r.data is not None) else None,
        scopes=frozenset(scopes) if scopes and _firm(readings, lambda r: r.scope is not None) else None,
        data_after_end=after_end,
        deployment=deployment,
        data_at_provider=at_provider,
        contested=frozenset(contested),
    )


def _alone(one: StatedRelation) -> Standing:
    since, until = _since([one]), _until([one])
    given = {"since": (one.since, since), "until": (one.until, until)}
    return Standing(
        since=since,
        until=until,
        data=one.data,
        scopes=None if one.scope is None else frozenset({one.scope}),
        data_after_end=one.data_after_end,
        deployment=one.deployment,
        data_at_provider=one.data_at_provider,
        contested=frozenset(name for name, (said, left) in given.items() if said != left),
    )


def _since(readings: Sequence[StatedRelation]) -> dt.date | None:
    """The first day on which the relation may have begun by any reading; None where nothing firm says that it had not.

    Who saw it and gives no beginning leaves it any day of the sighting, and a plan of its end lies in it as an end does.
    """
    seen = [r.seen for r in readings if r.seen is not None and r.since is None]
    if any(r.since_open for r in readings) or not _firm(readings, lambda r: r.since is not None):
        return None
    if any(first is None for first, _ in seen):
        return None
    first = min(r.since for r in readings if r.since is not None)
    within = [*(r.seen[1] for r in readings if r.seen is not None), *(r.until for r in readings), *(r.plan for r in readings)]
    earlier = any(day is not None and day < first for day in within)
    return None if earlier else min([first, *(day for day, _ in seen if day is not None)])


def _until(readings: Sequence[StatedRelation]) -> dt.date | None:
    """The last day on which the relation may have ended by any reading; None where nothing firm says that it had.

    Who saw it and gives no end leaves it any day of the sighting; a plan for a later day goes on after it.
    """
    if any(r.until_open for r in readings) or not _firm(readings, lambda r: r.until is not None):
        return None
    last = max(r.until for r in readings if r.until is not None)
    within = [*(r.seen[0] for r in readings if r.seen is not None), *(r.since for r in readings), *(r.plan for r in readings)]
    later = any(day is not None and day > last for day in within)
    return None if later else max([last, *(r.seen[1] for r in readings if r.seen and r.seen[1] and r.until is None)])


def _firm(readings: Sequence[StatedRelation], says: Callable[[StatedRelation], bool]) -> bool:
    """Whether what these readings say is firm enough to stop a breach."""
    words = {r.status for r in readings if says(r)} - {Status.CONTESTED.value}
    confirmed = any(r.status == Status.CONFIRMED and not says(r) for r in readings)
    return bool(words) and not (words == {Status.CLAIMED.value} and confirmed)


def _agreed(readings: Sequence[StatedRelation], value: Callable[[StatedRelation], T | None], stops: Callable[[T], bool]) -> T | None:
    """The value on which all readings that give one agree; one that stops a breach only where it is firm enough."""
    given = {v for r in readings if (v := value(r)) is not None}
    if len(given) != 1:
        return None
    (found,) = given
    certain = any(value(r) == found and r.status != Status.CONTESTED for r in readings)
    return found if certain and (not stops(found) or _firm(readings, lambda r: value(r) == found)) else None


def _several(readings: Sequence[StatedRelation], deployment: str) -> bool:
    """True if readings differ on where software runs, one of them says so, and one of them is not contested."""
    given = [r for r in readings if r.deployment is not None]
    places = {r.deployment for r in given}
    return len(places) > 1 and deployment in places and any(r.status != Status.CONTESTED for r in given)
