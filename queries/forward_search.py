"""Whom a party trusts, directly or through others: the way there that is best known on a day, by the rules of a blast radius.

It is the blast radius read forwards: the party is reached if one of those breaks exactly if such a way exists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from maillon.graph.model import Effect
from maillon.queries.crossing import Verdict, cross
from maillon.queries.known_on import BEST_KNOWN_FIRST
from maillon.queries.standing import Days, common
from maillon.queries.subgraph import Arrow, Force, Subgraph


@dataclass(frozen=True, slots=True)
class _Way:
    """A way so far, what is known of it, and what it leaves open: kinds of data, scopes, and its latest beginning.

    What began after a relation further on had ended never went through it.
    """

    end: str
    path: tuple[Arrow, ...]
    data: frozenset[str] | None
    scopes: frozenset[str] | None
    began: dt.date | None
    force: Force

    @property
    def rank(self) -> tuple[object, ...]:
        """The best known first, then the shortest, then by id."""
        return BEST_KNOWN_FIRST.index(self.force), len(self.path), [arrow.order for arrow in self.path]

    def dominates(self, other: _Way) -> bool:
        """True if every continuation that is open to `other` is open to this one too, on no worse terms."""
        return (
            BEST_KNOWN_FIRST.index(self.force) <= BEST_KNOWN_FIRST.index(other.force)
            and (self.data is None or (other.data is not None and self.data >= other.data))
            and (self.scopes is None or (other.scopes is not None and self.scopes >= other.scopes))
            and (self.began is None or (other.began is not None and self.began <= other.began))
        )


def ways_from(subgraph: Subgraph, start: str, day: dt.date) -> dict[str, tuple[Arrow, ...]]:
    """The best known way, then the shortest, from `start` to each party that it trusts, by the id of that party.

    Args:
        subgraph: with the relations that leave `start`, and on.
        start: id of a party.
        day: for which relations are judged.
    """
    return _best(_ways(subgraph, start, day))


def recorded_ways(subgraph: Subgraph, start: str, day: dt.date) -> dict[str, tuple[Arrow, ...]]:
    """The same over all relations that had begun, also where nothing gets along them: data returned, elsewhere or of another kind."""
    return _best(_ways(subgraph, start, day, recorded=True))


def _best(ways: Iterable[_Way]) -> dict[str, tuple[Arrow, ...]]:
    found: dict[str, _Way] = {}
    for way in ways:
        if way.end not in found or way.rank < found[way.end].rank:
            found[way.end] = way
    return {party: found[party].path for party in sorted(found)}


def ways_by_contract(subgraph: Subgraph, start: str, day: dt.date) -> dict[tuple[str, tuple[str, ...]], tuple[Arrow, ...]]:
    """The same for each relation of `start` by itself: by the party that is trusted and the `order` of that relation."""
    found: dict[tuple[str, tuple[str, ...]], _Way] = {}
    for way in _ways(subgraph, start, day, apart=True):
        key = (way.end, way.path[0].order)
        if key not in found or way.rank < found[key].rank:
            found[key] = way
    return {key: way.path for key, way in found.items()}


def _ways(subgraph: Subgraph, start: str, day: dt.date, *, apart: bool = False, recorded: bool = False) -> Iterator[_Way]:
    """Breadth-first search over the ways that no earlier one dominates.

    `apart`: none that begins with another relation does. `recorded`: whatever gets along a relation.
    """
    known: dict[tuple[str, tuple[str, ...]], list[_Way]] = {}
    frontier = [_Way(start, (), None, None, None, Force.IN_FORCE)]
    follow = _recorded_step if recorded else _step
    while frontier:
        following: list[_Way] = []
        for way in frontier:
            for arrow in subgraph.outgoing[way.end]:
                step = follow(way, arrow, day) if arrow.end != start else None
                if step is None:
                    continue
                rivals = known.setdefault((step.end, step.path[0].order if apart else ()), [])
                if not any(w.dominates(step) for w in rivals):
                    rivals.append(step)
                    following.append(step)
                    yield step
        frontier = sorted(following, key=lambda w: [arrow.order for arrow in w.path])


def _step(way: _Way, arrow: Arrow, day: dt.date) -> _Way | None:
    """The way with one more relation, or None where nothing gets along it."""
    crossing = cross(arrow, Days.on(day), Effect.CONFIDENTIALITY)
    if crossing.verdict in (Verdict.NO, Verdict.CLEARED):
        return None
    data, scopes = common(way.data, arrow.standing.data), common(way.scopes, arrow.standing.scopes)
    if (data is not None and not data) or (scopes is not None and not scopes):
        return None
    until = arrow.standing.until if crossing.past else None
    if until is not None and way.began is not None and way.began > until:
        return None
    began = max((d for d in (way.began, arrow.standing.since) if d is not None), default=None)
    force = max(way.force, crossing.force, key=BEST_KNOWN_FIRST.index)
    return _Way(arrow.end, (*way.path, arrow), data, scopes, began, force)


def _recorded_step(way: _Way, arrow: Arrow, day: dt.date) -> _Way | None:
    """The way with one more relation that had begun, whatever gets along it."""
    force = arrow.force(day)
    if force is Force.NOT_BEGUN:
        return None
    return _Way(arrow.end, (*way.path, arrow), None, None, None, max(way.force, force, key=BEST_KNOWN_FIRST.index))
