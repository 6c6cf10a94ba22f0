"""The notification clock once more (docs/model.md, "The notification clock")."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from typing import Any

from tests.oracle.days import span
from tests.oracle.world import World

LIMIT = dt.timedelta(hours=72)


@dataclass(frozen=True)
class Moment:
    """From the first instant that anything said allows to the last. None: open."""

    start: dt.datetime | None
    stop: dt.datetime | None
    approximate: bool = False
    doubted: bool = False


@dataclass(frozen=True)
class Filing:
    """One notice under art. 33(1): hours from when its party knew, and the verdict."""

    party: str
    to: str
    fewest: float | None
    most: float | None
    verdict: str


@dataclass
class Clock:
    """Of one party: the days on which it may have learnt of it, its filings, and whether it may owe one."""

    aware: Moment | None
    filings: list[Filing]
    may_owe: bool


def _between(one: dt.datetime, other: dt.datetime) -> dt.timedelta:
    """Two hours with their zones exactly; a day has no zone, so that beside one an hour is that of the clock on the wall."""
    if one.tzinfo is None or other.tzinfo is None:
        one, other = one.replace(tzinfo=None), other.replace(tzinfo=None)
    return other - one


def _compared(one: dt.datetime, other: dt.datetime) -> int:
    after = _between(other, one)
    return (after > dt.timedelta(0)) - (after < dt.timedelta(0))


_IN_ORDER = functools.cmp_to_key(_compared)


def _event(texts: list[str | None]) -> Moment | None:
    """Several readings of one event."""
    return _any([Moment(s.start, s.stop, s.approximate) for text in texts if (s := span(text)) is not None])


def _earliest(events: list[Moment]) -> Moment | None:
    if not events:
        return None
    starts, stops = [e.start for e in events], [e.stop for e in events if e.stop is not None]
    start = None if None in starts else min((s for s in starts if s is not None), key=_IN_ORDER)
    return Moment(start, min(stops, key=_IN_ORDER, default=None), any(e.approximate for e in events))


def _any(events: list[Moment]) -> Moment | None:
    """Readings of one event, or events that may not have happened: whatever any of them allows; None where that is any time."""
    if not events:
        return None
    starts, stops = [e.start for e in events], [e.stop for e in events]
    start = None if None in starts else min((s for s in starts if s is not None), key=_IN_ORDER)
    stop = None if None in stops else max((s for s in stops if s is not None), key=_IN_ORDER)
    return Moment(start, stop, any(e.approximate for e in events)) if start or stop else None


def _happened(readings: list[Any]) -> list[Any]:
    return [r for r in readings if r.happened]


def _contested(readings: list[Any]) -> bool:
    """Contested by all who say it, or another denies it."""
    return all(r.status == "contested" for r in readings) or len({r.happened for r in readings}) > 1


def clocks(world: World, incident_id: str) -> dict[str, Clock]:
    """By party that told or was told, people and authorities apart."""
    incident = world.incidents[incident_id]
    events: dict[tuple[str, str, str], list[Any]] = {}
    for told in incident.notified:
        if told.status != "retracted":
            events.setdefault((told.from_, told.to, told.duty or ""), []).append(told)
    parties = {k[0] for k in events} | {k[1] for k in events if k[1].startswith("org:") and "Regulator" not in world.roles(k[1])}
    found: dict[str, Clock] = {}
    for party in sorted(parties):
        own = [s for s in incident.dates.detected if s.at == party and s.status != "retracted"]
        arrived = [r for k, r in events.items() if k[1] == party and _happened(r)]
        heard = [(_event([s.on for s in own if (s.status == "contested") is doubt]), doubt) for doubt in (False, True)]
        heard += [(_event([s.on for s in _happened(r)]), _contested(r)) for r in arrived]
        known = [(e, doubt) for e, doubt in heard if e is not None]
        sure = [e for e, doubt in known if not doubt]
        aware = _earliest(sure) if sure else _any([e for e, _ in known])
        if aware is not None and any(e is None for e, _ in heard[2:]):  # a notice of which nobody gives a day may have come earlier
            aware = Moment(None, aware.stop, aware.approximate) if aware.stop is not None else None
        doubted = any(doubt for _, doubt in known)
        filings = []
        for (one, to, duty), readings in sorted(events.items()):
            if one == party and duty == "gdpr_33_1":
                filings.append(_filing(party, to, readings, None if doubted else aware, doubted))
        filed = any(_happened(r) for k, r in events.items() if k[0] == party and k[2] == "gdpr_33_1")
        knew = None if aware is None else Moment(aware.start, aware.stop, aware.approximate, doubted)
        by_processor = any(k[2] == "gdpr_33_2" and _happened(r) for k, r in events.items() if k[1] == party)
        found[party] = Clock(knew, filings, by_processor and not filed)
    return found


def _filing(party: str, to: str, readings: list[Any], aware: Moment | None, doubted: bool) -> Filing:
    on = _event([r.on for r in _happened(readings)])
    if _contested(readings):
        return Filing(party, to, None, None, "contested")
    if on is None or aware is None:
        return Filing(party, to, None, None, "?" if doubted else "unknown")
    fewest = None if on.start is None or aware.stop is None else _between(aware.stop, on.start)
    most = None if on.stop is None or aware.start is None else _between(aware.start, on.stop)
    if most is not None and (most < dt.timedelta(0) or (most == dt.timedelta(0) and on.start != on.stop)):  # the day ends before
        return Filing(party, to, None, None, "unknown")
    fewest = max(dt.timedelta(0), fewest or dt.timedelta(0))
    verdict = "unclear"
    if not (on.approximate or aware.approximate):
        verdict = "within" if most is not None and most <= LIMIT else "beyond" if fewest > LIMIT else "unclear"
    return Filing(party, to, fewest / dt.timedelta(hours=1), None if most is None else most / dt.timedelta(hours=1), verdict)
