"""Who is reached by what, for one origin or for all of them at once: one bit per origin, spread over arrays.

The rule of each relation is `queries.crossing.cross`, asked once per kind of relation and state of its dates. What a path
may not do as a whole is kept by layers: a path passes if some kind of data is carried by every relation that names its
data, and if no two relations name different scopes. So a way exists exactly if it exists inside one layer, which is one
kind of data and one scope with every relation that does not exclude them.

Nodes that something points at, and that point on (a few thousand in a country), have states (`queries.scale.states`) and are
condensed (`queries.scale.condensation`): a loop is one node. Bits (`queries.scale.bits`) go up from what trusts nobody to what
trusts it, once each, however long the chains; then one pass serves all the leaves. Only what reaches one of a block of origins
is visited, so origins that the same others reach are put into one block (`queries.scale.clustering`).
`queries.scale.witness` finds one way for each answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from maillon.graph.model import TRUST_TYPES, Effect
from maillon.queries.crossing import Verdict, cross
from maillon.queries.scale.arrays import grouped, numbered, run_starts
from maillon.queries.scale.bits import WORD, BitRows, Unions, bit
from maillon.queries.scale.clustering import alike, batches
from maillon.queries.scale.condensation import Condensed, matrix
from maillon.queries.scale.snapshot import NONE, UNKNOWN_DAY, RelationKind, Snapshot
from maillon.queries.scale.states import Judged, States, states_of
from maillon.queries.subgraph import Arrow, Force

_AT_ONCE = 512
"""Origins in a block, at most: their bits fit one line of the processor's cache."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked: the day, what breaks, one category of data or any, and whether relations that had ended count."""

    on: dt.date
    effect: Effect = Effect.CONFIDENTIALITY
    data: str | None = None
    active_only: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The answer for up to 512 origins: bit i of a row belongs to the i-th origin of the block.

    `places` says which origins these are among all that were asked. `nodes` (shape r, each once) are those that reach at
    least one of them, `rows` (shape r by words) their bits. An origin does not reach itself.
    """

    places: NDArray[np.int64]
    nodes: NDArray[np.int32]
    rows: NDArray[np.uint64]


def forces(snapshot: Snapshot, on: dt.date) -> NDArray[np.uint8]:
    """`Arrow.force` of every relation, as an index into `list(Force)`."""
    number = {force: np.uint8(i) for i, force in enumerate(Force)}
    day = on.toordinal()
    since, until, seen = snapshot.since, snapshot.until, snapshot.seen
    begun = _known_by(since, day) | _known_by(seen, day)
    lasting = np.maximum(until, seen) >= day
    result = np.where(begun & lasting, number[Force.IN_FORCE], number[Force.UNKNOWN])
    result[_known_by(until, day - 1)] = number[Force.PAST]
    result[since > day] = number[Force.NOT_BEGUN]
    return result


def _known_by(days: NDArray[np.int32], day: int) -> NDArray[np.bool_]:
    """Which days are known and not after `day`: the day before, with "unknown", which is 0, wrapped round to the largest number."""
    return np.asarray(days.view(np.uint32) - np.uint32(UNKNOWN_DAY + 1) < np.uint32(day))


def _example(kind: RelationKind, force: Force, on: dt.date) -> Arrow:
    """A relation of this kind whose dates make it stand so on that day."""
    day = dt.timedelta(1)
    since, until = {
        Force.NOT_BEGUN: (on + day, None),
        Force.PAST: (None, on - day),
        Force.IN_FORCE: (on, on),
        Force.UNKNOWN: (None, None),
    }[force]
    return Arrow(
        kind.type,
        "",
        "",
        since=since,
        until=until,
        data=frozenset(kind.data) if kind.data is not None else None,
        scope=kind.scope,
        data_after_end=kind.data_after_end,
        deployment=kind.deployment,
        data_at_provider=kind.data_at_provider,
        status=kind.status,
    )


def _layers(pairs: Sequence[tuple[tuple[str, ...] | None, str | None]]) -> list[frozenset[int]]:
    """The sets of (data, scope) pairs that can meet on one path, the largest only; `pairs` are those that occur."""
    known: set[str | None] = {category for data, _ in pairs for category in data or ()}
    scopes: set[str | None] = {scope for _, scope in pairs if scope is not None}
    found = {
        frozenset(
            i
            for i, (data, scope) in enumerate(pairs)
            if (data is None or (category is not None and category in data)) and (scope is None or scope == wanted)
        )
        for category in known or {None}
        for wanted in scopes or {None}
    }
    return sorted((layer for layer in found if not any(layer < other for other in found)), key=sorted)


class Flow:
    """The relations that a breach crosses under given terms, ready to be spread over."""

    def __init__(self, snapshot: Snapshot, terms: Terms) -> None:
        """Judge every relation. Relations keep the order of the snapshot."""
        self.snapshot = snapshot
        self.terms = terms
        states = list(Force)
        crossings = [
            [
                cross(_example(kind, force, terms.on), terms.on, terms.effect, active_only=terms.active_only, data=terms.data)
                for force in states
            ]
            for kind in snapshot.kinds
        ]
        followed = np.array([kind.type in TRUST_TYPES and kind.data != () for kind in snapshot.kinds] or [False], bool)[:, None]
        passes = followed & np.array([[c.verdict in (Verdict.YES, Verdict.POSSIBLE) for c in row] for row in crossings] or [[False] * 4])
        cleared = followed & np.array([[c.verdict is Verdict.CLEARED for c in row] for row in crossings] or [[False] * 4])
        force = forces(snapshot, terms.on)
        standing = snapshot.kind * len(states) + force
        between = snapshot.start != snapshot.end
        self.index: NDArray[np.int64] = np.flatnonzero(between & passes.ravel()[standing])
        """The relations followed, as indices into the snapshot."""
        self.cleared: NDArray[np.int64] = np.flatnonzero(between & cleared.ravel()[standing])
        """The relations that evidence stops."""
        self.start = snapshot.start[self.index]
        self.end = snapshot.end[self.index]
        self.past: NDArray[np.bool_] = force[self.index] == states.index(Force.PAST)
        pairs: dict[tuple[tuple[str, ...] | None, str | None], int] = {}
        numbers = [pairs.setdefault((self._carried(kind), kind.scope), len(pairs)) for kind in snapshot.kinds] or [0]
        self._pair_of_kind = np.array(numbers, np.int32)
        self.pair = self._pair_of_kind[snapshot.kind[self.index]]
        occurring = set(self._pair_of_kind[: len(snapshot.kinds)][(passes | cleared)[: len(snapshot.kinds)].any(axis=1)].tolist())
        layers = _layers([pair if i in occurring else (None, None) for i, pair in enumerate(pairs)])
        self.allowed: NDArray[np.bool_] = np.array([[i in layer for i in range(len(pairs))] for layer in layers] or [[]], bool)
        """Shape layers by pairs: whether a relation with this pair passes in the layer."""

    def _carried(self, kind: RelationKind) -> tuple[str, ...] | None:
        """The data of a kind; where one category is asked for, every relation that is followed carries it or may."""
        return None if self.terms.data is not None else kind.data

    @property
    def layers(self) -> int:
        """How many layers there are, at least one."""
        return len(self.allowed)

    @cached_property
    def core(self) -> NDArray[np.int32]:
        """The nodes that something trusts, sorted: whatever else there is can only be a leaf."""
        mark = np.zeros(self.snapshot.nodes, bool)
        mark[self.end] = True
        mark[self.snapshot.end[self.cleared]] = True
        return np.flatnonzero(mark).astype(np.int32)

    @cached_property
    def _place(self) -> NDArray[np.int32]:
        """Node → place in the core, or NONE."""
        place = np.full(self.snapshot.nodes, NONE, np.int32)
        place[self.core] = np.arange(len(self.core), dtype=np.int32)
        return place

    @property
    def inner(self) -> NDArray[np.int64]:
        """The relations between nodes of the core."""
        return self._judged.inner

    @cached_property
    def _judged(self) -> Judged:
        places = self._place[self.start], self._place[self.end]
        days = self.snapshot.since[self.index], self.snapshot.until[self.index]
        return Judged(len(self.core), *places, *days, self.past, self.pair, self.allowed)

    @cached_property
    def states(self) -> States:
        """The states of the core."""
        return states_of(self._judged)

    @cached_property
    def _condensed(self) -> Condensed:
        states = self.states
        return Condensed(states.starts, states.ends, states.size * self.layers)

    @cached_property
    def _steps(self) -> tuple[NDArray[np.int64], Unions]:
        """States that lead on, and what each leads to in one hop, loops and all."""
        states = self.states
        onward = matrix(states.starts, states.ends, states.size * self.layers)
        leading = np.flatnonzero(np.diff(onward.indptr))
        unions = Unions(onward.indices, onward.indptr[leading], states.size * self.layers)
        return leading[unions.order], unions

    @cached_property
    def loops(self) -> list[tuple[int, ...]]:
        """The loops of trust that a breach runs around: nodes of each, sorted, the largest loop first."""
        if not len(self.core):
            return []
        inner = matrix(self._judged.start[self.inner], self._judged.end[self.inner], len(self.core))
        parts, part = connected_components(inner, connection="strong")
        begin, members = grouped(part, parts)
        loops = np.flatnonzero(np.diff(begin) > 1)
        found = [tuple(self.core[members[begin[loop] : begin[loop + 1]]].tolist()) for loop in loops]
        return sorted(found, key=lambda loop: (-len(loop), loop))

    @cached_property
    def _tails(self) -> tuple[Unions, NDArray[np.int32], Unions]:
        """What the last pass reads: the states of each tail, the nodes that trust, and the tails of each of these.

        A tail stands for the states in which relations with one pair, one end and late enough a state arrive: the union
        over layers is taken once per tail, not once per relation.
        """
        states = self.states
        key = self.pair.astype(np.int64) * states.size + states.lowest(self._judged.end, states.since)
        used, tail = numbered(key, self.allowed.shape[1] * states.size)
        pair, lowest = used // states.size, used % states.size
        tails, layers = np.nonzero(self.allowed.T[pair])
        states_of_tails = Unions(lowest[tails] + layers * states.size, run_starts(tails), states.size * self.layers)
        first = run_starts(self.start)
        tails_of_nodes = Unions(tail, first, len(used))
        return states_of_tails, self.start[first[tails_of_nodes.order]], tails_of_nodes

    @cached_property
    def _stand(self) -> NDArray[np.int32]:
        """Node → where it stands among those that trust, or NONE."""
        stand = np.full(self.snapshot.nodes, NONE, np.int32)
        _, nodes, _ = self._tails
        stand[nodes] = np.arange(len(nodes), dtype=np.int32)
        return stand

    @cached_property
    def _alike(self) -> NDArray[np.float64]:
        """A number per node of the core: near for those whom the same others reach."""
        judged = self._judged
        return alike(np.where(judged.start == NONE, self.start + len(self.core), judged.start), judged.end, len(self.core))

    def blocks(self, origins: Sequence[int] | Sequence[Sequence[int]] | NDArray[np.int32], max_hops: int | None = None) -> Iterator[Block]:
        """Who reaches each of the origins, 512 origins at a time, those together whom the same others reach.

        Args:
            origins: indices of nodes; a list of them stands for one origin that breaks at all these nodes at once.
            max_hops: relations on a way, at most (None: any number).
        """
        groups = [np.atleast_1d(np.asarray(origin, np.int32)) for origin in origins]
        together = [np.arange(len(groups))] if groups else []
        if len(groups) > _AT_ONCE:
            heads = self._place[np.array([group[0] if len(group) else 0 for group in groups])]
            together = batches(np.where(heads == NONE, np.inf, self._alike[heads]), _AT_ONCE)
        for places in together:
            yield self._block(places, groups, max_hops)

    def _block(self, places: NDArray[np.int64], groups: Sequence[NDArray[np.int32]], max_hops: int | None) -> Block:
        """The block whose i-th bit starts at every node of the group at the i-th of `places`."""
        words = -(-len(places) // WORD)
        origins = np.concatenate([groups[place] for place in places])
        numbers = np.repeat(np.arange(len(places)), [len(groups[place]) for place in places])
        inside = self._place[origins] != NONE
        origins, numbers = origins[inside], numbers[inside]
        if not len(origins) or max_hops == 0:
            return Block(places, np.zeros(0, np.int32), np.zeros((0, words), np.uint64))
        tails, nodes, unions = self._tails
        met = tails.rows(self.states.gathered(self._spread(self.states.fresh(self._place[origins]), numbers, words, max_hops)))
        which = unions.touched(met.things)
        rows = unions.of(met, which)
        # An origin does not reach itself.
        stand = self._stand[origins]
        own = np.minimum(np.searchsorted(which, stand), max(len(which) - 1, 0))
        there = which[own] == stand if len(which) else np.zeros(len(own), bool)
        own, numbers = own[there], numbers[there]
        np.bitwise_and.at(rows, (own, numbers // WORD), ~bit(numbers))
        alone = np.unique(own[~rows[own].any(axis=1)])
        if len(alone):
            which, rows = np.delete(which, alone), np.delete(rows, alone, axis=0)
        return Block(places, nodes[which], rows)

    def _spread(self, states: NDArray[np.int64], numbers: NDArray[np.int64], words: int, max_hops: int | None) -> BitRows:
        """What each state of the core reaches in one hop less than asked, itself included; bits start in every layer."""
        states = (states + self.states.size * np.arange(self.layers)[:, None]).ravel()
        numbers = np.tile(numbers, self.layers)
        if max_hops is None:
            return self._condensed.spread(states, numbers, words)
        leading, steps = self._steps
        live, which = np.unique(states), np.zeros(0, np.int64)
        for _ in range(max_hops - 1):
            before, which = len(which), steps.touched(live)
            live = np.union1d(states, leading[which])
            if len(which) == before:
                break
        rows = BitRows.empty(live, self.states.size * self.layers, words)
        rows.seed(states, numbers)
        at = rows.place[leading[which]]
        for _ in range(max_hops - 1):
            step = steps.of(rows, which)
            if not (step & ~rows.bits[at]).any():
                break
            rows.bits[at] |= step
        return rows

    def reached(self, origin: int, max_hops: int | None = None) -> NDArray[np.int32]:
        """The nodes that reach one origin, sorted; cleared ones are not among them."""
        return np.sort(next(self.blocks([origin], max_hops)).nodes)

    def stopped(self, origin: int) -> NDArray[np.int32]:
        """The nodes that would reach the origin but for evidence that clears them on every way.

        Evidence stops a relation itself, or the relation began after the one further on had ended, so that nothing of it can
        have got there.
        """
        place = self._place
        if place[origin] == NONE:
            return np.zeros(0, np.int32)
        touched = self.states.touched(self._spread(self.states.fresh(place[[origin]]), np.zeros(1, np.int64), 1, None).things)
        relations = np.concatenate((self.index, self.cleared))
        starts, ends = self.snapshot.start[relations], self.snapshot.end[relations]
        pairs = self._pair_of_kind[self.snapshot.kind[relations]]
        hit = np.zeros(len(relations), bool)
        for layer in range(self.layers):
            hit |= self.allowed[layer][pairs] & touched[layer][place[ends]]
        return np.setdiff1d(starts[hit], np.append(self.reached(origin), origin)).astype(np.int32)

    def place(self, node: int) -> int:
        """Where a node is in the core, or NONE."""
        return int(self._place[node])
