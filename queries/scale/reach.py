"""Reachability for one origin or for all of them at once: bit-parallel search backwards over arrays, one bit per origin.

Whether a relation is crossed is the rule of `queries.crossing`, asked once per kind of relation and state of its dates.
What constrains a path as a whole is kept by layers: a path is valid if every relation on it that names its data names one common
category, and if all that name scopes allow a common one. A valid path therefore exists exactly if one exists within a layer: one
category and one scope, with every relation that does not exclude them.

The core, the nodes that others trust (a few thousand in a country), has states (`queries.scale.states`), whose graph is condensed
(`queries.scale.condensation`). Bits (`queries.scale.bits`) are propagated over the condensation in one pass, however long the
paths; a second pass serves all the leaves. Only what reaches an origin of the block is visited, so origins that mostly the same
nodes reach are put in one block (`queries.scale.clustering`). `queries.scale.witness` finds a shortest path for each answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from maillon.graph.model import TRUST_TYPES, Effect
from maillon.queries.crossing import Verdict, judged
from maillon.queries.scale.arrays import csr_groups, factorize, index_type, lookup, mask_of, run_starts, slices
from maillon.queries.scale.bits import WORD, BitMatrix, SetUnions, bit
from maillon.queries.scale.clustering import batches, power_iteration_embedding
from maillon.queries.scale.condensation import Condensation, adjacency
from maillon.queries.scale.snapshot import NONE, UNKNOWN_DAY, RelationKind, Snapshot
from maillon.queries.scale.states import FollowedRelations, States, enumerate_states
from maillon.queries.subgraph import Force

_BLOCK = 512
"""Origins in a block, at most: the bits of a row then fill one cache line."""


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

    `positions` are those of the origins in the list that was asked. `nodes` (shape r, distinct) reach at least one of them,
    `rows` (shape r by words) are their bits. An origin does not reach itself.
    """

    positions: NDArray[np.int64]
    nodes: NDArray[np.int32]
    rows: NDArray[np.uint64]


def forces(snapshot: Snapshot, on: dt.date, relations: slice | NDArray[np.integer]) -> NDArray[np.uint8]:
    """The state of each of these relations by the days that stand, as an index into `list(Force)`.

    In force and unknown are judged alike by every rule; which of several readings has a relation in force is not kept here.
    """
    number = {force: np.uint8(i) for i, force in enumerate(Force)}
    day = on.toordinal()
    since, until, seen = (column[relations] for column in (snapshot.since, snapshot.until, snapshot.seen))
    begun = _known_by(since, day) | _known_by(seen, day)
    lasting = np.maximum(until, seen) >= day
    result = np.where(begun & lasting, number[Force.IN_FORCE], number[Force.UNKNOWN])
    result[_known_by(until, day - 1)] = number[Force.PAST]
    result[since > day] = number[Force.NOT_BEGUN]
    return result


def _known_by(days: NDArray[np.int32], day: int) -> NDArray[np.bool_]:
    """Which days are known and not after `day`: unsigned arithmetic wraps "unknown", which is 0, to the largest number."""
    return np.asarray(days.view(np.uint32) - np.uint32(UNKNOWN_DAY + 1) < np.uint32(day))


_Pair: TypeAlias = tuple[tuple[str, ...] | None, tuple[str, ...] | None]
"""The kinds of data and the scopes that a relation allows (None: any)."""


def _layers(pairs: Sequence[_Pair]) -> list[frozenset[int]]:
    """The maximal sets of (data, scopes) pairs that can occur together on one path, among the pairs that occur at all."""
    known: set[str | None] = {category for data, _ in pairs for category in data or ()}
    scopes: set[str | None] = {scope for _, allowed in pairs for scope in allowed or ()}
    found = {
        frozenset(
            i
            for i, (data, allowed) in enumerate(pairs)
            if (data is None or (category is not None and category in data)) and (allowed is None or wanted in allowed)
        )
        for category in known or {None}
        for wanted in scopes or {None}
    }
    return sorted((layer for layer in found if not any(layer < other for other in found)), key=sorted)


def _verdicts(snapshot: Snapshot, terms: Terms, *, contested: bool) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Per kind and state (shape kinds by 4): whether a breach crosses such a relation, and whether evidence stops it there."""
    passes, cleared = np.zeros((2, max(len(snapshot.kinds), 1), len(Force)), bool)
    for number, kind in enumerate(snapshot.kinds):
        if kind.type in TRUST_TYPES and kind.data != () and (contested or not kind.contested):
            for state, force in enumerate(Force):
                verdict = judged(kind.type, force, kind.standing(), terms.effect, active_only=terms.active_only, data=terms.data).verdict
                passes[number, state] = verdict in (Verdict.YES, Verdict.POSSIBLE)
                cleared[number, state] = verdict is Verdict.CLEARED
    return passes, cleared


def _judge(
    snapshot: Snapshot, terms: Terms, ends: NDArray[np.bool_] | None, passes: NDArray[np.bool_], cleared: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.bool_], NDArray[np.int32]]:
    """The relations that are followed, whether each of them had ended, and the relations that evidence stops, by index."""
    index, past = np.empty(len(snapshot.start), np.int32), np.empty(len(snapshot.start), bool)
    stopped, count = [], 0
    for chunk in slices(len(snapshot.start)):
        force = forces(snapshot, terms.on, chunk)
        standing = snapshot.kind[chunk] * len(Force) + force
        between = snapshot.start[chunk] != snapshot.end[chunk]
        if ends is not None:
            between &= ends[snapshot.end[chunk]]
        followed = np.flatnonzero(between & passes.ravel()[standing])
        here = slice(count, count + len(followed))
        index[here], past[here] = followed + chunk.start, force[followed] == list(Force).index(Force.PAST)
        stopped.append((np.flatnonzero(between & cleared.ravel()[standing]) + chunk.start).astype(np.int32))
        count = here.stop
    return index[:count], past[:count], np.concatenate(stopped)


class Flow:
    """The relations that a breach crosses under given terms, indexed for propagation."""

    def __init__(self, snapshot: Snapshot, terms: Terms, *, contested: bool = True, ends: NDArray[np.bool_] | None = None) -> None:
        """Judge every relation. Relations keep the order of the snapshot.

        Args:
            snapshot: of the store.
            terms: the day, what breaks, which data.
            contested: whether a relation that somebody contests is followed like any other.
            ends: only relations that end at one of these nodes (a mask; None: at any).
        """
        self.snapshot = snapshot
        self.terms = terms
        pairs: dict[_Pair, int] = {}
        numbers = [pairs.setdefault((self._data_of(kind), kind.scopes), len(pairs)) for kind in snapshot.kinds] or [0]
        self._pair_of_kind = np.array(numbers, np.min_scalar_type(len(pairs)))
        passes, cleared = _verdicts(snapshot, terms, contested=contested)
        self.index, self.past, self.cleared = _judge(snapshot, terms, ends, passes, cleared)
        """The relations followed, as indices into the snapshot; whether each had ended; the relations that evidence stops."""
        self.start: NDArray[np.int32] = lookup(snapshot.start, self.index)
        self.end: NDArray[np.int32] = lookup(snapshot.end, self.index)
        occurring = set(self._pair_of_kind[(passes | cleared).any(axis=1)].tolist()) if snapshot.kinds else set()
        layers = _layers([pair if i in occurring else (None, None) for i, pair in enumerate(pairs)])
        self.allowed: NDArray[np.bool_] = np.array([[i in layer for i in range(len(pairs))] for layer in layers] or [[]], bool)
        """Shape layers by pairs: whether a relation with this pair passes in the layer."""

    def _data_of(self, kind: RelationKind) -> tuple[str, ...] | None:
        """The data of a kind; None where one category is asked for, as every relation that is followed carries it or may."""
        return None if self.terms.data is not None else kind.data

    @property
    def layers(self) -> int:
        """The number of layers, at least one."""
        return len(self.allowed)

    @cached_property
    def pair(self) -> NDArray[np.integer]:
        """The number of the (data, scopes) pair of each relation."""
        return lookup(self._pair_of_kind, self.snapshot.kind, self.index)

    @cached_property
    def contested(self) -> NDArray[np.bool_]:
        """Whether somebody contests the relation."""
        return lookup(np.array([kind.contested for kind in self.snapshot.kinds] or [False], bool), self.snapshot.kind, self.index)

    @cached_property
    def trusted(self) -> NDArray[np.bool_]:
        """A mask of the nodes at which a relation ends that is followed."""
        return mask_of(self.end, self.snapshot.nodes)

    @cached_property
    def core(self) -> NDArray[np.int32]:
        """The nodes that others trust, sorted. Every other node is a leaf."""
        mark = self.trusted.copy()
        mark[self.snapshot.end[self.cleared]] = True
        return np.flatnonzero(mark).astype(np.int32)

    @cached_property
    def _core_index(self) -> NDArray[np.int32]:
        """Node → index in the core, or NONE."""
        index = np.full(self.snapshot.nodes, NONE, np.int32)
        index[self.core] = np.arange(len(self.core), dtype=np.int32)
        return index

    @cached_property
    def _ends(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Where each relation starts and ends, as indices in the core; NONE where a leaf trusts."""
        return lookup(self._core_index, self.start), lookup(self._core_index, self.end)

    @cached_property
    def inner(self) -> NDArray[np.int64]:
        """The relations between nodes of the core."""
        return np.flatnonzero(self._ends[0] != NONE)

    @cached_property
    def states(self) -> States:
        """The states of the core."""
        days = lookup(self.snapshot.since, self.index), lookup(self.snapshot.until, self.index)
        return enumerate_states(FollowedRelations(len(self.core), *self._ends, *days, self.past, self.pair, self.allowed))

    @cached_property
    def _condensation(self) -> Condensation:
        states = self.states
        return Condensation(states.starts, states.ends, states.size * self.layers)

    @cached_property
    def _steps(self) -> tuple[NDArray[np.int64], SetUnions]:
        """The states with successors, and the successors of each: the graph of states as it is, not condensed."""
        states = self.states
        onward = adjacency(states.starts, states.ends, states.size * self.layers)
        leading = np.flatnonzero(np.diff(onward.indptr))
        successors = SetUnions(onward.indices, onward.indptr[leading], states.size * self.layers)
        return leading[successors.order], successors

    @cached_property
    def loops(self) -> list[tuple[int, ...]]:
        """Strongly connected components of more than one node, largest first: loops of trust, the nodes of each sorted."""
        if not len(self.core):
            return []
        starts, ends = self._ends
        inner = adjacency(starts[self.inner], ends[self.inner], len(self.core))
        count, component = connected_components(inner, connection="strong")
        begin, members = csr_groups(component, count)
        loops = np.flatnonzero(np.diff(begin) > 1)
        found = [tuple(self.core[members[begin[loop] : begin[loop + 1]]].tolist()) for loop in loops]
        return sorted(found, key=lambda loop: (-len(loop), loop))

    @cached_property
    def _arrivals(self) -> tuple[SetUnions, NDArray[np.int32], SetUnions]:
        """What the second pass reads: the states of each arrival, the nodes that trust, and the arrivals of each of these.

        An arrival is the set of states in which relations of one (data, scope) pair and one end can arrive, from one day on: the
        union over layers is computed once per arrival, not once per relation.
        """
        states, below = self.states, self.allowed.shape[1] * self.states.size
        key = states.lowest(self._ends[1], states.since).astype(index_type(below))
        for chunk in slices(len(key)):
            key[chunk] += self.pair[chunk] * key.dtype.type(states.size)
        used, arrival = factorize(key, below)
        pair, lowest = used // states.size, used % states.size
        arrivals, layers = np.nonzero(self.allowed.T[pair])
        states_of_arrivals = SetUnions(lowest[arrivals] + layers * states.size, run_starts(arrivals), states.size * self.layers)
        first = run_starts(self.start)
        arrivals_of_nodes = SetUnions(arrival, first, len(used))
        return states_of_arrivals, self.start[first[arrivals_of_nodes.order]], arrivals_of_nodes

    @cached_property
    def _position(self) -> NDArray[np.int32]:
        """Node → its position among the nodes that trust, as `_arrivals` has them, or NONE."""
        position = np.full(self.snapshot.nodes, NONE, np.int32)
        _, nodes, _ = self._arrivals
        position[nodes] = np.arange(len(nodes), dtype=np.int32)
        return position

    @cached_property
    def _embedding(self) -> NDArray[np.float64]:
        """`power_iteration_embedding` of the core."""
        inside, ends = self._ends
        starts = np.empty_like(self.start)
        for chunk in slices(len(starts)):
            starts[chunk] = np.where(inside[chunk] == NONE, self.start[chunk] + len(self.core), inside[chunk])
        return power_iteration_embedding(starts, ends, len(self.core))

    def blocks(self, origins: Sequence[int] | Sequence[Sequence[int]] | NDArray[np.int32], max_hops: int | None = None) -> Iterator[Block]:
        """Who reaches each of the origins, 512 origins at a time, in batches of one community where there are more.

        Args:
            origins: indices of nodes; a list of them is one origin that breaks at all these nodes at once.
            max_hops: relations on a path, at most (None: any number).
        """
        groups = [np.atleast_1d(np.asarray(origin, np.int32)) for origin in origins]
        together = [np.arange(len(groups))] if groups else []
        if len(groups) > _BLOCK and len(self.core):  # without a core nothing is reached
            heads = self._core_index[np.array([group[0] if len(group) else 0 for group in groups])]
            together = batches(np.where(heads == NONE, np.inf, self._embedding[heads]), _BLOCK)
        for positions in together:
            yield self._block(positions, groups, max_hops)

    def _block(self, positions: NDArray[np.int64], groups: Sequence[NDArray[np.int32]], max_hops: int | None) -> Block:
        """The block whose column i starts at every node of the group at the i-th of `positions`."""
        words = -(-len(positions) // WORD)
        origins = np.concatenate([groups[position] for position in positions])
        columns = np.repeat(np.arange(len(positions)), [len(groups[position]) for position in positions])
        inside = self._core_index[origins] != NONE
        origins, columns = origins[inside], columns[inside]
        if not len(origins) or max_hops == 0:
            return Block(positions, np.zeros(0, np.int32), np.zeros((0, words), np.uint64))
        _, nodes, arrivals = self._arrivals
        met = self._met(self.states.initial(self._core_index[origins]), columns, words, max_hops)
        which = arrivals.intersecting(met.elements)
        rows = arrivals.unite(met, which)
        # An origin does not reach itself.
        position = self._position[origins]
        own = np.minimum(np.searchsorted(which, position), max(len(which) - 1, 0))
        there = which[own] == position if len(which) else np.zeros(len(own), bool)
        own, columns = own[there], columns[there]
        np.bitwise_and.at(rows, (own, columns // WORD), ~bit(columns))
        empty = np.unique(own[~rows[own].any(axis=1)])
        kept = len(which) - len(empty)
        last = np.setdiff1d(np.arange(kept, len(which)), empty)
        which[empty[: len(last)]], rows[empty[: len(last)]] = which[last], rows[last]  # they fill the gaps: no other row is moved
        return Block(positions, nodes[which[:kept]], rows[:kept])

    def _met(self, states: NDArray[np.int64], columns: NDArray[np.int64], words: int, max_hops: int | None) -> BitMatrix:
        """Per arrival, the bits that begin in these states and come there. What it takes to know is given up on return."""
        states_of_arrivals, _, _ = self._arrivals
        reached = self._propagate(states, columns, words, max_hops)
        return states_of_arrivals.unite_all(self.states.suffix_unions(reached, states_of_arrivals.held))

    def _propagate(self, states: NDArray[np.int64], columns: NDArray[np.int64], words: int, max_hops: int | None) -> BitMatrix:
        """Per state of the core, the bits that it reaches in one hop less than asked, its own included; they start in every layer."""
        states = (states + self.states.size * np.arange(self.layers)[:, None]).ravel()
        columns = np.tile(columns, self.layers)
        if max_hops is None:
            return self._condensation.propagate(states, columns, words)
        leading, successors = self._steps
        live, which = np.unique(states), np.zeros(0, np.int64)
        for _ in range(max_hops - 1):
            before, which = len(which), successors.intersecting(live)
            live = np.union1d(states, leading[which])
            if len(which) == before:
                break
        matrix = BitMatrix.empty(live, self.states.size * self.layers, words)
        matrix.set_bits(states, columns)
        at = matrix.row_of[leading[which]]
        for _ in range(max_hops - 1):
            step = successors.unite(matrix, which)
            if not (step & ~matrix.bits[at]).any():
                break
            matrix.bits[at] |= step
        return matrix

    def reached(self, origin: int, max_hops: int | None = None) -> NDArray[np.int32]:
        """The nodes that reach one origin, sorted, without those that are cleared."""
        return np.sort(next(self.blocks([origin], max_hops)).nodes)

    def blocked(self, origin: int) -> NDArray[np.int32]:
        """The nodes that would reach the origin but for evidence that clears them on every path.

        Evidence stops a relation itself, or the relation began after the one further on had ended, so that nothing of it can
        have got there.
        """
        core_index = self._core_index
        if core_index[origin] == NONE:
            return np.zeros(0, np.int32)
        reached = self._propagate(self.states.initial(core_index[[origin]]), np.zeros(1, np.int64), 1, None)
        arrived = self.states.nodes_with(reached.elements)
        relations = np.concatenate((self.index, self.cleared))
        starts, ends = self.snapshot.start[relations], self.snapshot.end[relations]
        pairs = self._pair_of_kind[self.snapshot.kind[relations]]
        hit = np.zeros(len(relations), bool)
        for layer in range(self.layers):
            hit |= self.allowed[layer][pairs] & arrived[layer][core_index[ends]]
        return np.setdiff1d(starts[hit], np.append(self.reached(origin), origin)).astype(np.int32)

    def core_index(self, node: int) -> int:
        """The index of a node in the core, or NONE."""
        return int(self._core_index[node])
