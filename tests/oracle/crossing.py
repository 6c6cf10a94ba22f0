"""Whether a breach crosses one relation (docs/model.md, the tables of "Dates" and "Blast radius")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.oracle.world import Days, Reading, TrustArrow

EFFECTS = ("confidentiality", "integrity", "availability")


@dataclass(frozen=True)
class Crossed:
    """`answer`: no, cleared, possible or yes."""

    answer: str
    contested: bool = False
    past: bool = False


def stops(readings: list[Reading], gives: Callable[[Reading], Any], is_stop: Callable[[Any], bool]) -> bool:
    """Every reading that gives the property says so, one of them is not contested, nor is it only claimed beside a confirmed one."""
    givers = [r for r in readings if gives(r) is not None]
    if not givers or not all(is_stop(gives(r)) for r in givers):
        return False
    firm = [r for r in givers if r.status != "contested"]
    only_claimed = all(r.status == "claimed" for r in firm)
    return bool(firm) and not (only_claimed and any(r.status == "confirmed" for r in readings))


def allowed(readings: list[Reading], name: str) -> frozenset[str] | None:
    """All scopes, or kinds of data, that any reading gives; None where nothing that stands narrows them."""

    def gives(reading: Reading) -> frozenset[str] | None:
        value = getattr(reading.says, name)
        return None if value is None else frozenset([value] if isinstance(value, str) else value)

    if not stops(readings, gives, lambda _: True):
        return None
    return frozenset(v for r in readings for v in gives(r) or ())


# --- days ----------------------------------------------------------------------------------------------------------------


def began(readings: list[Reading]) -> dt.date | None:
    """The earliest first day that any reading gives; not known where one leaves it open, or places the relation before it.

    Who saw it and says nothing of its beginning leaves it any day of the sighting.
    """
    given = [r.since for r in readings if r.since is not None]
    if not given or any(s.first is None for s in given) or not stops(readings, lambda r: r.since, lambda _: True):
        return None
    earliest = min(s.first for s in given if s.first is not None)
    for reading in readings:
        outside = [reading.seen.last if reading.seen else None, reading.until.last if reading.until else None]
        if any(day is not None and day < earliest for day in outside):
            return None
    seen = [r.seen.first for r in readings if r.seen is not None and r.since is None]
    return None if None in seen else min([earliest, *(day for day in seen if day is not None)])


def ended(readings: list[Reading]) -> dt.date | None:
    """The latest last day that any reading gives of an end that is no plan; not known where one leaves it open, or goes on after it."""
    given = [r.until for r in readings if r.until is not None and not r.planned]
    known = [r for r in readings if not r.planned]
    if not given or any(u.last is None for u in given):
        return None
    if not stops(readings, lambda r: r.until if r in known else None, lambda _: True):
        return None
    latest = max(u.last for u in given if u.last is not None)
    for reading in readings:
        plan = reading.until.last if reading.until and reading.planned else None
        outside = [reading.seen.first if reading.seen else None, reading.since.first if reading.since else None, plan]
        if any(day is not None and day > latest for day in outside):
            return None
        if reading.planned and reading.until and reading.until.last is None:
            return None
    return max([latest, *(r.seen.last for r in readings if r.seen is not None and r.until is None and r.seen.last is not None)])


def state(readings: list[Reading], days: Days) -> str:
    """not begun, past, or live (in force by one reading, or not known)."""
    first, last = began(readings), ended(readings)
    if in_force(readings, days):
        return "live"
    if first is not None and days.last is not None and first > days.last:
        return "not begun"
    if last is not None and days.first is not None and last < days.first:
        return "past"
    return "live"


def in_force(readings: list[Reading], days: Days) -> bool:
    """By one reading its dates place its beginning by then, and its end (planned or past) or a sighting at or after then."""

    def by_then(day: dt.date | None) -> bool:
        return day is not None and (days.last is None or day <= days.last)

    def at_or_after(day: dt.date | None) -> bool:
        return day is not None and (days.first is None or day >= days.first)

    def one(reading: Reading) -> bool:
        since, until, seen = reading.since, reading.until, reading.seen
        if since is not None and since.first is not None and not by_then(since.first):
            return False
        if until is not None and until.last is not None and not reading.planned and not at_or_after(until.last):
            return False
        begins = (since is not None and (since.first is None or by_then(since.first))) or (
            seen is not None and (seen.first is None or by_then(seen.first))
        )
        return begins and any(at_or_after(s.last) for s in (until, seen) if s is not None)

    return any(map(one, readings))


# --- one relation --------------------------------------------------------------------------------------------------------


def _once(arrow: TrustArrow, readings: list[Reading], effect: str, days: Days, data: str | None) -> Crossed:
    """By these readings together."""
    when = state(readings, days)
    if when == "not begun" or (when == "past" and effect != "confidentiality"):
        return Crossed("no")
    past = when == "past"
    if past and stops(readings, lambda r: r.says.data_after_end, lambda v: v in ("returned", "erased")):
        return Crossed("cleared", past=True)
    if data is not None:
        flows = allowed(readings, "data")
        if flows is not None and data not in flows:
            return Crossed("no")
        if flows is None:
            return _worse(_software(arrow, readings, effect, past), Crossed("possible", past=past))
    return _software(arrow, readings, effect, past)


def _worse(one: Crossed, other: Crossed) -> Crossed:
    return min(one, other, key=lambda c: ("no", "cleared", "possible", "yes").index(c.answer))


def _software(arrow: TrustArrow, readings: list[Reading], effect: str, past: bool) -> Crossed:
    confidential = effect == "confidentiality"
    if arrow.type != "USES":
        return Crossed("yes", past=past)
    if confidential and stops(readings, lambda r: r.says.data_at_provider, lambda v: v is False):
        return Crossed("cleared", past=past)
    at_provider = {r.says.data_at_provider for r in readings} - {None}
    places = {r.says.deployment for r in readings} - {None}
    if all(r.status == "contested" for r in readings if r.says.data_at_provider is not None):
        at_provider = set()
    if all(r.status == "contested" for r in readings if r.says.deployment is not None):
        places = set()
    if len(places) == 1 and "shared" not in places and not stops(readings, lambda r: r.says.deployment, lambda _: True):
        places = set()  # what stops one effect, or a breach from another tenant's account, is to be firm to be known at all
    if effect == "availability" and stops(readings, lambda r: r.says.deployment, lambda v: v == "on_premises"):
        return Crossed("no")
    certain = {
        "confidentiality": at_provider == {True} or (places and places <= {"shared", "dedicated"}),
        "integrity": bool(places),
        "availability": places and places <= {"shared", "dedicated"},
    }[effect]
    return Crossed("yes" if certain else "possible", past=past)


def crossing(arrow: TrustArrow, effect: str, days: Days, data: str | None = None) -> Crossed:
    """The table, of what the readings leave standing; `contested` where one reading would stop it and the others do not."""
    together = _once(arrow, arrow.standing, effect, days, data)
    if together.answer in ("no", "cleared"):
        return together
    for reading in arrow.standing:
        for name in ("days", "data_after_end", "data_at_provider", "deployment"):
            alone = _once(arrow, [_by_one(r, reading, name) for r in arrow.standing], effect, days, data)
            if alone.answer in ("no", "cleared") or (alone.past and not together.past):
                return Crossed("possible", contested=True, past=together.past)
    return together


def _by_one(reading: Reading, one: Reading, name: str) -> Reading:
    """The reading as if all had `one`'s word for a property that it gives, and nobody contested it. What it saw is no word on its days."""
    if name == "days":
        said = one.says if one.says.since or one.says.until else reading.says
        changed = {"since": said.since, "until": said.until, "made_on": said.made_on, "seen_on": None} if said is one.says else {}
    else:
        changed = {} if getattr(one.says, name) is None else {name: getattr(one.says, name)}
    return Reading(reading.says.model_copy(update={**changed, **({"status": "reported"} if changed else {})}), reading.arrow)
