"""Whom a party trusts, directly or through others: the way there that is best known on a day, by the rules of a blast radius.

It is the blast radius read forwards: the party is reached if one of those breaks exactly if such a way exists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from maillon.graph.model import Effect
from maillon.queries.crossing import Crossing, Verdict, cross
from maillon.queries.dominance import Dominance, wider
from maillon.queries.known_on import BEST_KNOWN_FIRST
from maillon.queries.standing import Days, common
from maillon.queries.subgraph import Arrow, Force, Subgraph


@dataclass(frozen=True, slots=True)
class _Terms:
    """What is known of a way so far, and what it leaves open: kinds of data, scopes, and its latest beginning.

    What began after a relation further on had ended never went through it.
    """

    data: frozenset[str] | None
    scopes: frozenset[str] | None
    began: dt.date | None
    force: Force

    def dominates(self, other: _Terms) -> bool:
        """True if every continuation that is open to `other` is open to these too, on no worse terms."""
        return (
            BEST_KNOWN_FIRST.index(self.force) <= BEST_KNOWN_FIRST.index(other.force)
            and wider(self.data, other.data)
            and wider(self.scopes, other.scopes)
            and (self.began is None or (other.began is not None and self.began <= other.began))
        )


@dataclass(frozen=True, slots=True)
class _Way:
    """A way so far, and its terms."""

    end: str
    path: tuple[Arrow, ...]
    terms: _Terms

    @property
    def rank(self) -> tuple[int, int]:
        """The best known first, then the shortest; ties by id."""
        return BEST_KNOWN_FIRST.index(self.terms.force), len(self.path)

    def before(self, other: _Way) -> bool:
        """Whether it is better known than another one, or shorter, or first by id."""
        if self.rank != other.rank:
            return self.rank < other.rank
        return [a.order for a in self.path] < [a.order for a in other.path]


def ways_from(subgraph: Subgraph, start: str, day: dt.date) -> dict[str, tuple[Arrow, ...]]:
    """The best known way, then the shortest, from `start` to each party that it trusts, by the id of that party.

    Args:
        subgraph: with the relations that leave `start`, and on.
        start: id of a party.
        day: for which relations are judged.
    """
    return _best(_ways(subgraph, start, _Judge(day)))


def ways_from_each(subgraph: Subgraph, starts: Iterable[str], day: dt.date) -> Iterator[tuple[str, dict[str, tuple[Arrow, ...]]]]:
    """The same from each of several parties, one after the other with its id; what their ways share is judged once."""
    judge = _Judge(day)
    for start in starts:
        yield start, _best(_ways(subgraph, start, judge))


def recorded_ways(subgraph: Subgraph, start: str, day: dt.date) -> dict[str, tuple[Arrow, ...]]:
    """The same over all relations that had begun, also where nothing gets along them: data returned, elsewhere or of another kind."""
    return _best(_ways(subgraph, start, _Judge(day, recorded=True)))


def _best(ways: Iterable[_Way]) -> dict[str, tuple[Arrow, ...]]:
    found: dict[str, _Way] = {}
    for way in ways:
        if way.end not in found or way.before(found[way.end]):
            found[way.end] = way
    return {party: found[party].path for party in sorted(found)}


def ways_by_contract(subgraph: Subgraph, start: str, day: dt.date) -> dict[tuple[str, tuple[str, ...]], tuple[Arrow, ...]]:
    """The same for each relation of `start` by itself: by the party that is trusted and the `order` of that relation."""
    found: dict[tuple[str, tuple[str, ...]], _Way] = {}
    for way in _ways(subgraph, start, _Judge(day), apart=True):
        key = (way.end, way.path[0].order)
        if key not in found or way.before(found[key]):
            found[key] = way
    return {key: way.path for key, way in found.items()}


def _ways(subgraph: Subgraph, start: str, judge: _Judge, *, apart: bool = False) -> Iterator[_Way]:
    """Breadth-first search over the ways that no earlier one dominates; `apart`: none that begins with another relation does."""
    known: dict[tuple[str, tuple[str, ...]], list[_Terms]] = {}
    frontier = [_Way(start, (), _AT_START)]
    while frontier:
        following: list[tuple[int, tuple[str, ...], _Way]] = []
        for place, way in enumerate(frontier):
            for arrow in subgraph.outgoing[way.end]:
                terms = judge.after(way.terms, arrow) if arrow.end != start else None
                if terms is None:
                    continue
                rivals = known.setdefault((arrow.end, (way.path or (arrow,))[0].order if apart else ()), [])
                if not judge.terms.dominated(terms, rivals):
                    rivals.append(terms)
                    step = _Way(arrow.end, (*way.path, arrow), terms)
                    following.append((place, arrow.order, step))
                    yield step
        # by the ids on the path: all are of one length, and those that they go on from are in that order
        frontier = [step for _, _, step in sorted(following, key=lambda f: f[:2])]


_AT_START = _Terms(None, None, None, Force.IN_FORCE)


class _Judge:
    """Judges the relations on the ways of one day, each once; `recorded`: those that had begun, whatever gets along them."""

    def __init__(self, day: dt.date, *, recorded: bool = False) -> None:
        self._day = day
        self._recorded = recorded
        self.terms: Dominance[_Terms] = Dominance()
        self._crossings: dict[int, Crossing] = {}
        self._after: dict[tuple[int, int], _Terms | None] = {}

    def after(self, terms: _Terms, arrow: Arrow) -> _Terms | None:
        """The terms with one more relation; None where nothing gets along it, or, of what is `recorded`, where it had not begun."""
        key = (id(terms), id(arrow))
        if key not in self._after:
            found = self._recorded_step(terms, arrow) if self._recorded else self._step(terms, arrow)
            self._after[key] = found and self.terms.one(found)
        return self._after[key]

    def _step(self, terms: _Terms, arrow: Arrow) -> _Terms | None:
        crossing = self._crossings.get(id(arrow))
        if crossing is None:
            crossing = self._crossings[id(arrow)] = cross(arrow, Days.on(self._day), Effect.CONFIDENTIALITY)
        if crossing.verdict in (Verdict.NO, Verdict.CLEARED):
            return None
        data, scopes = common(terms.data, arrow.standing.data), common(terms.scopes, arrow.standing.scopes)
        if (data is not None and not data) or (scopes is not None and not scopes):
            return None
        until = arrow.standing.until if crossing.past else None
        if until is not None and terms.began is not None and terms.began > until:
            return None
        began = max((d for d in (terms.began, arrow.standing.since) if d is not None), default=None)
        return _Terms(data, scopes, began, max(terms.force, crossing.force, key=BEST_KNOWN_FIRST.index))

    def _recorded_step(self, terms: _Terms, arrow: Arrow) -> _Terms | None:
        force = arrow.force(self._day)
        if force is Force.NOT_BEGUN:
            return None
        return _Terms(None, None, None, max(terms.force, force, key=BEST_KNOWN_FIRST.index))
