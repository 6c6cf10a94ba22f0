"""Whom a party trusts, directly or through others: the way there that is best known on a day, by the rules of a blast radius.

It is the blast radius read forwards: the party is reached if one of those breaks exactly if such a way exists.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from maillon.graph.model import Effect
from maillon.queries.crossing import Crossing, Verdict, cross
from maillon.queries.dominance import Dominance, wider
from maillon.queries.known_on import BEST_KNOWN_FIRST
from maillon.queries.standing import Days, common
from maillon.queries.subgraph import Arrow, Force, Subgraph


@dataclass(frozen=True, slots=True)
class KnownWay:
    """The way to a party of which most is known on the day (`force`), the shortest of these; ties by the ids on it."""

    path: tuple[Arrow, ...]
    force: Force


def ways_from(subgraph: Subgraph, start: str, day: dt.date) -> dict[str, tuple[Arrow, ...]]:
    """The best known way, then the shortest, from `start` to each party that it trusts, by the id of that party.

    Args:
        subgraph: with the relations that leave `start`, and on.
        start: id of a party.
        day: for which relations are judged.
    """
    return _by_party(_Search(subgraph, day).ways(start))


def ways_from_each(subgraph: Subgraph, starts: Iterable[str], day: dt.date) -> Iterator[tuple[str, dict[str, KnownWay]]]:
    """The same from each of several parties, one after the other with its id; what their ways share is judged once."""
    search = _Search(subgraph, day)
    for start in starts:
        yield start, {party: way for (party, _), way in search.ways(start).items()}


def recorded_ways(subgraph: Subgraph, start: str, day: dt.date) -> dict[str, tuple[Arrow, ...]]:
    """The same over all relations that had begun, also where nothing gets along them: data returned, elsewhere or of another kind."""
    return _by_party(_Search(subgraph, day, recorded=True).ways(start))


def ways_by_contract(subgraph: Subgraph, start: str, day: dt.date) -> dict[tuple[str, tuple[str, ...]], tuple[Arrow, ...]]:
    """The same for each relation of `start` by itself: by the party that is trusted and the `order` of that relation."""
    return {key: way.path for key, way in _Search(subgraph, day).ways(start, apart=True).items()}


_Key: TypeAlias = tuple[str, tuple[str, ...]]
"""A party, and the `order` of the relation with which the ways to it begin where these are kept apart, else ()."""


def _by_party(ways: Mapping[_Key, KnownWay]) -> dict[str, tuple[Arrow, ...]]:
    return {party: way.path for (party, _), way in sorted(ways.items(), key=lambda item: item[0])}


@dataclass(frozen=True, slots=True)
class _Terms:
    """What a way so far leaves open: kinds of data, scopes, and its latest beginning.

    What began after a relation further on had ended never went through it.
    """

    data: frozenset[str] | None
    scopes: frozenset[str] | None
    began: dt.date | None

    def dominates(self, other: _Terms) -> bool:
        """True if every continuation that is open to `other` is open to these too."""
        return (
            wider(self.data, other.data)
            and wider(self.scopes, other.scopes)
            and (self.began is None or (other.began is not None and self.began <= other.began))
        )


_ANYTHING = _Terms(None, None, None)


class _Search:
    """Ways through one graph on one day. What is known of a relation is judged once; `recorded`: whatever gets along it.

    One search for each thing that can be known of a way, the best first: over what is in force, then also over what is not known, then
    over what had ended too. The first way to a party is then the one of which most is known, and only the last search needs to look at
    when relations began and ended.
    """

    def __init__(self, subgraph: Subgraph, day: dt.date, *, recorded: bool = False) -> None:
        self._subgraph = subgraph
        self._day = day
        self._recorded = recorded
        self._terms: Dominance[_Terms] = Dominance()
        self._crossings: dict[str, list[tuple[Arrow, Crossing, int]]] = {}
        self._after: dict[tuple[int, int], _Terms | None] = {}
        self._after_ended: dict[tuple[int, int], _Terms | None] = {}

    def ways(self, start: str, *, apart: bool = False) -> dict[_Key, KnownWay]:
        """The way to each party; `apart`: with each relation of `start` by itself."""
        found: dict[_Key, KnownWay] = {}
        led_to = self._led_to(start, apart=apart)
        for force in (Force.IN_FORCE, Force.UNKNOWN, Force.PAST):
            if led_to - found.keys():
                for key, path in self._shortest(start, force, apart=apart).items():
                    found.setdefault(key, KnownWay(path, force))
        return found

    def _onward(self, node: str) -> list[tuple[Arrow, Crossing, int]]:
        """The relations that leave a node and that something gets along, in order, each with the rank of what is known of it."""
        found = self._crossings.get(node)
        if found is None:
            judged = ((arrow, self._crossing(arrow)) for arrow in self._subgraph.outgoing.get(node, ()))
            crossed = [(arrow, crossing) for arrow, crossing in judged if crossing.verdict not in (Verdict.NO, Verdict.CLEARED)]
            found = [(arrow, crossing, BEST_KNOWN_FIRST.index(crossing.force)) for arrow, crossing in crossed]
            self._crossings[node] = found
        return found

    def _crossing(self, arrow: Arrow) -> Crossing:
        if not self._recorded:
            return cross(arrow, Days.on(self._day), Effect.CONFIDENTIALITY)
        force = arrow.force(self._day)
        return Crossing(Verdict.NO if force is Force.NOT_BEGUN else Verdict.YES, force)

    def _led_to(self, start: str, *, apart: bool) -> set[_Key]:
        """The parties to which relations lead, whatever kinds of data, scopes and days they leave open."""
        if apart:
            firsts = [arrow for arrow, _, _ in self._onward(start) if arrow.end != start]
            return {(party, arrow.order) for arrow in firsts for party in self._reached({arrow.end}, besides=start)}
        return {(party, ()) for party in self._reached({start}, besides=start) if party != start}

    def _reached(self, parties: Collection[str], *, besides: str) -> set[str]:
        seen, frontier = set(parties), list(parties)
        while frontier:
            for arrow, _, _ in self._onward(frontier.pop()):
                if arrow.end != besides and arrow.end not in seen:
                    seen.add(arrow.end)
                    frontier.append(arrow.end)
        return seen

    def _shortest(self, start: str, worst: Force, *, apart: bool) -> dict[_Key, tuple[Arrow, ...]]:
        """The shortest way to each party over relations of which that much is known, or more; ties by the ids on it.

        Breadth-first search over the ways that no earlier one dominates: on each level they come in the order of the ids on them.
        """
        found: dict[_Key, tuple[Arrow, ...]] = {}
        known: dict[_Key, dict[int, _Terms]] = defaultdict(dict)
        ended = worst is Force.PAST
        after_of = self._after_ended if ended else self._after
        lowest = BEST_KNOWN_FIRST.index(worst)
        frontier: list[tuple[str, _Terms, tuple[Arrow, ...]]] = [(start, _ANYTHING, ())]
        while frontier:
            following: list[tuple[str, _Terms, tuple[Arrow, ...]]] = []
            for node, terms, path in frontier:
                for arrow, crossing, rank in self._onward(node):
                    if rank > lowest or arrow.end == start:
                        continue
                    pair = (id(terms), id(arrow))
                    if pair not in after_of:
                        after_of[pair] = self._step(terms, arrow, crossing, ended=ended)
                    after = after_of[pair]
                    if after is None:
                        continue
                    key = (arrow.end, (path or (arrow,))[0].order if apart else ())
                    rivals = known[key]
                    if not self._terms.dominated(after, rivals):
                        rivals[id(after)] = after
                        way = (*path, arrow)
                        following.append((arrow.end, after, way))
                        found.setdefault(key, way)
            frontier = following
        return found

    def _step(self, terms: _Terms, arrow: Arrow, crossing: Crossing, *, ended: bool) -> _Terms | None:
        """The terms with one more relation; None where nothing gets along it. `ended`: some relation on the way may have ended."""
        if self._recorded:
            return _ANYTHING
        standing = arrow.standing
        data, scopes = common(terms.data, standing.data), common(terms.scopes, standing.scopes)
        if (data is not None and not data) or (scopes is not None and not scopes):
            return None
        if not ended:
            return self._terms.one(_Terms(data, scopes, None))
        if crossing.past and standing.until is not None and terms.began is not None and terms.began > standing.until:
            return None
        began = max((day for day in (terms.began, standing.since) if day is not None), default=None)
        return self._terms.one(_Terms(data, scopes, began))
