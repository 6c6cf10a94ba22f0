"""What is known, on one day or over several, of the ways to parties: in force, not known, ended, not begun; each party once."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from maillon.queries.standing import Days
from maillon.queries.subgraph import Arrow, Force

_OF_LIST = re.compile(r"#(\d{4}-\d\d-\d\d) row ")
"""What a row of a list of a day is cited by."""

BEST_KNOWN_FIRST = (Force.IN_FORCE, Force.UNKNOWN, Force.PAST, Force.NOT_BEGUN)
"""From what is known to hold to what cannot have held yet."""


class Sighting(NamedTuple):
    """A day that a source gives for a way that is not known on the day asked: the last one by then, or else one `later` than it.

    `listed`: it is the day of a list that somebody keeps, on which the whole way was in force.
    """

    day: dt.date
    later: bool
    listed: bool


@dataclass(frozen=True, slots=True)
class PartiesOnDay:
    """Ids of parties by what is known on the days `on` of the ways to them; of several ways to one, the best known counts.

    Not known are those of `seen`, with the last day by then on which a source sees or dates the way; those of `listed`, with the day of
    the list on which they were in force; those of `seen_later`, which sources date only after it; and those of `undated`, of which no
    source gives a day.
    """

    on: Days
    in_force: tuple[str, ...]
    seen: Mapping[str, dt.date]
    listed: Mapping[str, dt.date]
    seen_later: Mapping[str, dt.date]
    undated: tuple[str, ...]
    past: tuple[str, ...]
    not_begun: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many parties there are."""
        unknown = len(self.seen) + len(self.listed) + len(self.seen_later) + len(self.undated)
        return len(self.in_force) + unknown + len(self.past) + len(self.not_begun)


def force_along(way: Sequence[Arrow], on: dt.date | Days) -> Force:
    """What is known of a whole way: that of its least known relation (ended goes before not known). Of no relation: in force."""
    return max((a.force(on) for a in way), key=BEST_KNOWN_FIRST.index, default=Force.IN_FORCE)


def list_day(arrow: Arrow, on: dt.date | Days) -> dt.date | None:
    """The day of the list by which a relation was in force last, where nobody says more of the day asked; None where no list does.

    A version of a list that somebody keeps is cited with its day, on which it saw in force what it holds.
    """
    if arrow.seen_on is None or arrow.force(on) is not Force.UNKNOWN:
        return None
    days = {found[1] for document in arrow.cited if (found := _OF_LIST.search(document))}
    last = Days.of(on).last
    return arrow.seen_on if arrow.seen_on.isoformat() in days and (last is None or arrow.seen_on <= last) else None


def sighting(way: Sequence[Arrow], on: dt.date | Days) -> Sighting | None:
    """When sources see or date a way that is not known on a day; None where one of its relations has no day."""
    found = []
    for arrow in way:
        if arrow.force(on) is Force.UNKNOWN:
            if (listed := list_day(arrow, on)) is not None:
                found.append(Sighting(listed, later=False, listed=True))
                continue
            days = [d for said in arrow.stated for d in (said.since, said.sighted, said.until) if d is not None]
            if not days:
                return None
            last = Days.of(on).last
            earlier = [d for d in days if last is None or d <= last]
            found.append(Sighting(max(earlier), later=False, listed=False) if earlier else Sighting(min(days), later=True, listed=False))
    late = [s for s in found if s.later]
    seen = max(late, default=None) or min(found, default=None)
    return seen and seen._replace(listed=all(s.listed for s in found))


def parties_on_day(ways: Iterable[tuple[str, Sequence[Arrow]]], on: dt.date | Days) -> PartiesOnDay:
    """Each party with the ways to it (the same party may come several times), on a day."""
    known: dict[str, list[Sequence[Arrow]]] = defaultdict(list)
    for party, way in ways:
        known[party].append(way)
    best = {party: min((force_along(way, on) for way in found), key=BEST_KNOWN_FIRST.index) for party, found in sorted(known.items())}
    seen = {party: _best_sighting(known[party], on) for party, force in best.items() if force is Force.UNKNOWN}

    def of(force: Force) -> tuple[str, ...]:
        return tuple(party for party, found in best.items() if found is force)

    return PartiesOnDay(
        on=Days.of(on),
        in_force=of(Force.IN_FORCE),
        seen={party: s.day for party, s in seen.items() if s and not s.later and not s.listed},
        listed={party: s.day for party, s in seen.items() if s and s.listed},
        seen_later={party: s.day for party, s in seen.items() if s and s.later},
        undated=tuple(party for party, s in seen.items() if s is None),
        past=of(Force.PAST),
        not_begun=of(Force.NOT_BEGUN),
    )


def _best_sighting(ways: Iterable[Sequence[Arrow]], on: dt.date | Days) -> Sighting | None:
    """The last of the sightings by then of the ways that are not known, or else the first one after it."""
    found = [s for way in ways if force_along(way, on) is Force.UNKNOWN and (s := sighting(way, on))]
    return max((s for s in found if not s.later), default=None) or min(found, default=None)
