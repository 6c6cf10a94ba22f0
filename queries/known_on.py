"""What is known on one day of the ways that lead to parties: in force, not known, ended, not begun; each party once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maillon.queries.subgraph import Arrow, Force

BEST_KNOWN_FIRST = (Force.IN_FORCE, Force.UNKNOWN, Force.PAST, Force.NOT_BEGUN)
"""From what is known to hold to what cannot have held yet."""


@dataclass(frozen=True, slots=True)
class PartiesOnDay:
    """Ids of parties by what is known on the day `on` of the ways to them; of several ways to one, the best known counts.

    Not known are those of `seen`, with the last day on which a source sees or dates the way, and those of `undated`, of which no
    source gives a day.
    """

    on: dt.date
    in_force: tuple[str, ...]
    seen: Mapping[str, dt.date]
    undated: tuple[str, ...]
    past: tuple[str, ...]
    not_begun: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many parties there are."""
        return len(self.in_force) + len(self.seen) + len(self.undated) + len(self.past) + len(self.not_begun)


def force_along(way: Sequence[Arrow], on: dt.date) -> Force:
    """What is known of a whole way on a day: that of its least known relation (ended goes before not known). Of no relation: in force."""
    return max((a.force(on) for a in way), key=BEST_KNOWN_FIRST.index, default=Force.IN_FORCE)


def parties_on_day(ways: Iterable[tuple[str, Sequence[Arrow]]], on: dt.date) -> PartiesOnDay:
    """Each party with the ways to it (the same party may come several times), on a day."""
    known: dict[str, list[Sequence[Arrow]]] = defaultdict(list)
    for party, way in ways:
        known[party].append(way)
    best = {party: min((force_along(way, on) for way in found), key=BEST_KNOWN_FIRST.index) for party, found in known.items()}
    days = {party: _last_seen(known[party], on) for party, force in best.items() if force is Force.UNKNOWN}

    def of(force: Force) -> tuple[str, ...]:
        return tuple(sorted(party for party, found in best.items() if found is force))

    return PartiesOnDay(
        on=on,
        in_force=of(Force.IN_FORCE),
        seen={party: day for party, day in sorted(days.items()) if day is not None},
        undated=tuple(sorted(party for party, day in days.items() if day is None)),
        past=of(Force.PAST),
        not_begun=of(Force.NOT_BEGUN),
    )


def _last_seen(ways: Iterable[Sequence[Arrow]], on: dt.date) -> dt.date | None:
    """The last day on which sources see or date a whole way that is not known on a day; None where a relation of it has no day."""
    found: list[dt.date] = []
    for way in ways:
        days = [max((d for d in (a.seen_on, a.since) if d is not None), default=None) for a in way if a.force(on) is Force.UNKNOWN]
        known = [d for d in days if d is not None]
        if force_along(way, on) is Force.UNKNOWN and len(known) == len(days):
            found.append(min(known))
    return max(found, default=None)
