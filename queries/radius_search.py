"""The search behind a blast radius: backwards over trust relations, from the parties that broke to everything that trusts them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from maillon.graph.model import Deployment, Effect, Status
from maillon.queries.crossing import Crossing, Verdict, cross
from maillon.queries.dominance import Dominance, wider
from maillon.queries.known_on import BEST_KNOWN_FIRST
from maillon.queries.standing import Days, common
from maillon.queries.stated import UNBOUND, Bond, is_stated, joined_bond
from maillon.queries.subgraph import Arrow, Force, Node, Subgraph

if TYPE_CHECKING:
    from maillon.graph.readings import SourceReading
    from maillon.queries.reader import Impact


class Outcome(StrEnum):
    """What is known of one node: a source observed it, it is only reachable, or evidence clears it."""

    OBSERVED = "observed"
    POTENTIAL = "potential"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Hit:
    """One node of a blast radius.

    `past`: every path to it has a relation that had ended. `reasons`: why it is only possible, where it is. `data`: the
    categories that can flow on some path to it (None: not known). `witness`: one shortest path, from the node to the origin; a
    path of relations that had not ended is preferred. `best_known` is the path of which most is known on the days asked (`force`: in
    force, not known, ended), one shortest of these. `by_effect` is the outcome of each effect asked about by which it is struck (of
    a cleared node: by which it would be): `outcome` is the firmest of them. `shown` is what the incidents showed there. `stated`: some way
    to it holds inside one contract and one service, or needs none (`queries.stated`); else it is composed, and no source states it.
    """

    node: Node
    outcome: Outcome
    past: bool
    reasons: tuple[str, ...]
    hops: int
    data: tuple[str, ...] | None
    witness: tuple[Arrow, ...]
    force: Force
    best_known: tuple[Arrow, ...]
    by_effect: tuple[tuple[Effect, Outcome], ...] = ()
    shown: tuple[Impact, ...] = ()
    stated: bool = True

    @property
    def effects(self) -> tuple[Effect, ...]:
        """The effects by which it is struck."""
        return tuple(effect for effect, _ in self.by_effect)


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked: from which nodes, over which days, and what breaks.

    `account_of` is the user of a product whose account is the way in. `stop_cleared`: who was said to be spared is not followed
    (only where one incident is asked about: to be spared once is not to be safe).
    """

    origins: tuple[str, ...]
    days: Days
    data: str | None = None
    active_only: bool = False
    account_of: str | None = None
    stop_cleared: bool = False


@dataclass(frozen=True, slots=True)
class _Terms:
    """What is known of one path, and the constraints that its relations leave: all that matters to how it can go on.

    `ended` is the day by which the earliest past relation on the path had ended: what began later never went through it.
    `stopped`: evidence clears the path further on, so that only what a source says of this node, or of one behind it, counts.
    """

    force: Force
    reasons: frozenset[str]
    data: frozenset[str] | None
    scopes: frozenset[str] | None
    ended: dt.date | None
    stopped: bool = False

    def dominates(self, other: _Terms) -> bool:
        """True if every continuation that is open to `other` is open to these too, on no worse terms."""
        return (
            self.stopped <= other.stopped
            and BEST_KNOWN_FIRST.index(self.force) <= BEST_KNOWN_FIRST.index(other.force)
            and self.reasons <= other.reasons
            and wider(self.data, other.data)
            and wider(self.scopes, other.scopes)
            and (self.ended is None or (other.ended is not None and self.ended >= other.ended))
        )


@dataclass(frozen=True, slots=True)
class _State:
    """A state of the search: a node, the terms of one path to it, and that path.

    `bond` is its contract and service, where only paths that one contract states are looked for.
    """

    node: str
    terms: _Terms
    path: tuple[Arrow, ...]
    bond: Bond = UNBOUND

    @property
    def past(self) -> bool:
        """Whether a relation on the path had ended."""
        return self.terms.force is Force.PAST


def search_back(subgraph: Subgraph, asked: Search, effects: Sequence[Effect], shown: Iterable[Impact]) -> list[Hit]:
    """Everything that the breach reaches by any of these effects, nearest first, ties by id; each with the effects that strike it."""
    by_party: dict[str, list[Impact]] = {}
    for impact in shown:
        by_party.setdefault(impact.party, []).append(impact)
    found = [_by_effect(subgraph, asked, effect, by_party) for effect in effects]
    hits = [_merged([hits[node] for hits in found if node in hits]) for node in sorted(set().union(*found))]
    return sorted(hits, key=lambda h: (h.hops, h.node.id))


def _merged(hits: Sequence[Hit]) -> Hit:
    """One node by several effects: what is firmest known of it, and every effect of which that is known, or more."""
    struck = [hit for hit in hits if hit.outcome is not Outcome.CLEARED] or list(hits)
    observed = [hit for hit in struck if hit.outcome is Outcome.OBSERVED]
    best = min(observed or struck, key=lambda h: (h.past, h.hops, len(h.reasons), [a.order for a in h.witness]))
    data = None if any(h.data is None for h in struck) else tuple(sorted({c for h in struck for c in h.data or ()}))
    past = all(h.past for h in struck)
    known = min(struck, key=lambda h: _known_first(h.force, h.best_known))
    firmest = replace(best, past=past, data=data, force=known.force, best_known=known.best_known)
    return replace(firmest, by_effect=tuple(pair for h in struck for pair in h.by_effect), stated=any(h.stated for h in struck))


def _by_effect(subgraph: Subgraph, asked: Search, effect: Effect, said: Mapping[str, Sequence[Impact]]) -> dict[str, Hit]:
    """Breadth-first search over the states that no earlier one dominates; ties by the ids on the path."""
    states, cleared = _states(subgraph, asked, effect, said, one_contract=False)
    found: dict[str, Hit] = {}
    for node, reached in states.items():
        through = [state for state in reached if not state.terms.stopped]
        if through:
            found[node] = _hit(subgraph.node(node), through, effect, tuple(said.get(node, ())))
        elif node in cleared:
            hit = _hit(subgraph.node(node), [cleared[node]], effect, tuple(said.get(node, ())))
            found[node] = replace(hit, outcome=Outcome.CLEARED, by_effect=((effect, Outcome.CLEARED),))
    if all(is_stated(hit.witness) for hit in found.values()):
        return found
    within = _states(subgraph, asked, effect, said, one_contract=True)[0]
    stated = {node for node, reached in within.items() if any(not state.terms.stopped for state in reached)}
    return {node: replace(hit, stated=is_stated(hit.witness) or node in stated) for node, hit in found.items()}


def _states(
    subgraph: Subgraph, asked: Search, effect: Effect, said: Mapping[str, Sequence[Impact]], *, one_contract: bool
) -> tuple[dict[str, list[_State]], dict[str, _State]]:
    """The states in which each node is reached, and of those that evidence clears the first; with `one_contract` only on ways of one."""
    spared = {party for party, impacts in said.items() if asked.stop_cleared and _spared(impacts, effect)}
    struck = {party for party, impacts in said.items() if asked.stop_cleared and struck_by(impacts, effect)}
    judge = _Judge(asked, effect)
    states: dict[str, list[_State]] = {}
    kept: dict[tuple[str, Bond], dict[int, _Terms]] = defaultdict(dict)
    cleared: dict[str, _State] = {}
    frontier = [_State(origin, _AT_ORIGIN, ()) for origin in sorted(asked.origins)]
    while frontier:
        following: list[tuple[tuple[str, ...], int, _State]] = []
        for place, state in enumerate(frontier):
            for arrow in subgraph.incoming[state.node]:
                if arrow.start in asked.origins or arrow.start == asked.account_of:
                    continue
                bond = joined_bond(state.bond, arrow) if one_contract else UNBOUND
                terms, clears = judge.after(state.terms, arrow, first=not state.path)
                if terms is None or bond is None:
                    continue
                node = arrow.start
                known_struck = node in struck
                if not known_struck and (clears or node in spared) and not state.terms.stopped:
                    cleared.setdefault(node, _State(node, terms, (arrow, *state.path)))
                if not known_struck and (state.terms.stopped or clears or node in spared):
                    terms = judge.stopped(terms)
                like = kept[node, bond]
                if not judge.terms.dominated(terms, like):
                    like[id(terms)] = terms
                    step = _State(node, terms, (arrow, *state.path), bond)
                    states.setdefault(node, []).append(step)
                    following.append((arrow.order, place, step))
        # by the ids on the path: all are of one length, and those that they go on from are in that order
        frontier = [step for _, _, step in sorted(following, key=lambda f: f[:2])]
    return states, cleared


_AT_ORIGIN = _Terms(Force.IN_FORCE, frozenset(), None, None, None)


class _Judge:
    """Judges the relations of one search, each once, and keeps its `terms`."""

    def __init__(self, asked: Search, effect: Effect) -> None:
        self._asked = asked
        self._effect = effect
        self.terms: Dominance[_Terms] = Dominance()
        self._crossings: dict[int, Crossing] = {}
        self._after: dict[tuple[int, int], tuple[_Terms | None, bool]] = {}
        self._stopped: dict[int, _Terms] = {}

    def after(self, terms: _Terms, arrow: Arrow, *, first: bool) -> tuple[_Terms | None, bool]:
        """The terms after one more relation (None: it does not apply), and whether evidence clears what lies behind it."""
        if first:
            return self._step(terms, arrow, first=True)
        pair = (id(terms), id(arrow))
        found = self._after.get(pair)
        if found is None:
            found = self._after[pair] = self._step(terms, arrow, first=False)
        return found

    def _step(self, terms: _Terms, arrow: Arrow, *, first: bool) -> tuple[_Terms | None, bool]:
        crossing = self._crossing(arrow)
        if self._asked.account_of and first and (crossing.verdict is not Verdict.CLEARED or arrow.type != "USES"):
            crossing = replace(crossing, verdict=Verdict.NO if crossing.verdict is Verdict.NO else _tenancy(arrow))
        if crossing.verdict is Verdict.NO:
            return None, False
        standing = arrow.standing
        data, scopes = common(terms.data, standing.data), common(terms.scopes, standing.scopes)
        if (data is not None and not data) or (scopes is not None and not scopes):
            return None, False
        until = standing.until if crossing.past else None
        ended = until if terms.ended is None else terms.ended if until is None else min(terms.ended, until)
        reasons = terms.reasons | frozenset(crossing.reason.split()) if crossing.reason else terms.reasons
        force = max(terms.force, crossing.force, key=BEST_KNOWN_FIRST.index)
        too_late = terms.ended is not None and standing.since is not None and standing.since > terms.ended
        return self.terms.one(_Terms(force, reasons, data, scopes, ended)), crossing.verdict is Verdict.CLEARED or too_late

    def stopped(self, terms: _Terms) -> _Terms:
        """The same where evidence clears the path further on."""
        found = self._stopped.get(id(terms))
        if found is None:
            found = self._stopped[id(terms)] = self.terms.one(replace(terms, stopped=True))
        return found

    def _crossing(self, arrow: Arrow) -> Crossing:
        found = self._crossings.get(id(arrow))
        if found is None:
            asked = self._asked
            found = cross(arrow, asked.days, self._effect, active_only=asked.active_only, data=asked.data)
            self._crossings[id(arrow)] = found
        return found


def _tenancy(arrow: Arrow) -> Verdict:
    """Whether an account of one tenant opens another: only where one cloud serves all."""
    if arrow.type != "USES":
        return Verdict.NO
    deployment = arrow.standing.deployment
    if deployment == Deployment.SHARED:
        return Verdict.YES
    return Verdict.POSSIBLE if deployment is None else Verdict.NO


def struck_by(impacts: Iterable[Impact], effect: Effect) -> bool:
    """Whether a source says that the party was struck by this effect, or may have been: no note of a relation clears it then."""
    return any(reading.outcome in ("observed", "possible") for reading in _of_effect(impacts, effect))


def _spared(impacts: Iterable[Impact], effect: Effect) -> bool:
    """Whether all who speak say that the party was not struck, and one of them is not contested."""
    readings = list(_of_effect(impacts, effect))
    return {r.outcome for r in readings} == {"not_affected"} and any(r.status != Status.CONTESTED for r in readings)


def observed_in(impacts: Iterable[Impact], effect: Effect) -> bool:
    """Whether a source observed this effect at the party."""
    return any(reading.outcome == "observed" for reading in _of_effect(impacts, effect))


def _of_effect(impacts: Iterable[Impact], effect: Effect) -> Iterator[SourceReading]:
    return (reading for impact in impacts if impact.effect in ("", effect) for reading in impact.standing)


def _known_first(force: Force, path: Sequence[Arrow]) -> tuple[object, ...]:
    return BEST_KNOWN_FIRST.index(force), len(path), [arrow.order for arrow in path]


def _hit(node: Node, states: Sequence[_State], effect: Effect, shown: tuple[Impact, ...]) -> Hit:
    best = _first(states, lambda s: (s.past, len(s.path), len(s.terms.reasons)))
    known = _first(states, lambda s: (BEST_KNOWN_FIRST.index(s.terms.force), len(s.path)))
    data = None if any(s.terms.data is None for s in states) else tuple(sorted({c for s in states for c in s.terms.data or ()}))
    reasons = [tuple(sorted(s.terms.reasons)) for s in states if s.past == best.past]
    outcome = Outcome.OBSERVED if observed_in(shown, effect) else Outcome.POTENTIAL
    return Hit(
        node=node,
        outcome=outcome,
        past=all(s.past for s in states),
        reasons=min((len(r), r) for r in reasons)[1],
        hops=len(best.path),
        data=data,
        witness=best.path,
        force=known.terms.force,
        best_known=known.path,
        by_effect=((effect, outcome),),
        shown=shown,
    )


def _first(states: Sequence[_State], rank: Callable[[_State], tuple[int, ...]]) -> _State:
    """The first by rank, ties by the ids on the path."""
    ranks = [rank(state) for state in states]
    least = min(ranks)
    tied = [state for state, one in zip(states, ranks, strict=True) if one == least]
    return tied[0] if len(tied) == 1 else min(tied, key=lambda s: [a.order for a in s.path])
