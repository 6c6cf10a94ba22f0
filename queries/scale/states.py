"""Search states: a node of the core, and the earliest end of a relation on the path by which a breach came there, if any ended.

Data that a supplier kept after a relation ended cannot hold anything of those who came later, so that a relation crosses only to
states that ended on or after its beginning. A path must also carry one kind of data throughout and never change its scope, which
layers are for (`queries.scale.reach`): every state exists once per layer, as `layer * size + state`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from maillon.queries.scale.arrays import argsort_descending, distinct, distinct_below, index_type, ranges, rank_in, run_starts, slices
from maillon.queries.scale.bits import BitMatrix, row_index


@dataclass(frozen=True)
class FollowedRelations:
    """The relations that a breach crosses, as far as states depend on them.

    `start` and `end` are indices in the core (`start` is negative for a leaf), `since` and `until` days, `past` whether the
    relation had ended, `pair` the number of its (data, scope) pair, and `allowed` (shape layers by pairs) whether it passes in a
    layer.
    """

    core: int
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    past: NDArray[np.bool_]
    pair: NDArray[np.integer]
    allowed: NDArray[np.bool_]

    @cached_property
    def inner(self) -> NDArray[np.int64]:
        """The relations between nodes of the core."""
        return np.flatnonzero(self.start >= 0)


@dataclass(frozen=True)
class States:
    """Every state that is reachable from some origin, sorted by core index, then by `ended`.

    `ended` is an index into the sorted days on which relations of the core ended, the last meaning "none has ended"; `first`
    (shape core + 1) are the offsets of the states of each node. Per relation, `since` is the lowest `ended` that it crosses to and
    `until` the one it imposes. `starts`, `ends`, `relation` are the arcs between states: each relation of the core once per
    layer and state that it crosses to.
    """

    layers: int
    ended: NDArray[np.integer]
    first: NDArray[np.int64]
    since: NDArray[np.integer]
    until: NDArray[np.integer]
    starts: NDArray[np.integer]
    ends: NDArray[np.integer]
    relation: NDArray[np.int32]
    key: NDArray[np.integer]
    days: int

    @property
    def size(self) -> int:
        """The number of states in one layer."""
        return len(self.ended)

    def lowest(self, node: NDArray[np.integer], ended: NDArray[np.integer]) -> NDArray[np.integer]:
        """The first state of a core node from `ended` on, in the first layer; that in which none has ended always exists."""
        if not self.days:
            return node
        wanted = np.empty(len(node), self.key.dtype)
        for chunk in slices(len(node)):
            wanted[chunk] = node[chunk].astype(self.key.dtype) * (self.days + 1) + ended[chunk]
        return rank_in(self.key, wanted, len(self.first) * (self.days + 1))

    def initial(self, node: NDArray[np.integer]) -> NDArray[np.int64]:
        """The state of a core node in which none has ended, in the first layer: the last of its states."""
        result: NDArray[np.int64] = self.first[node + 1] - 1
        return result

    @cached_property
    def _begin(self) -> NDArray[np.int64]:
        """The offset of the states of each node, layer by layer."""
        return (self.first[:-1] + self.size * np.arange(self.layers)[:, None]).ravel()

    @cached_property
    def _node(self) -> NDArray[np.int32]:
        """The node of each state, layer by layer."""
        return np.repeat(np.arange(len(self._begin), dtype=np.int32), np.tile(np.diff(self.first), self.layers))

    def nodes_with(self, states: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Shape layers by core: whether the node has any of these states."""
        mask = np.zeros(len(self._begin), bool)
        mask[self._node[states]] = True
        return mask.reshape(self.layers, -1)

    def suffix_unions(self, matrix: BitMatrix, wanted: NDArray[np.bool_]) -> BitMatrix:
        """The matrix in which each of the wanted states (a mask) also has the bits of every later state of its node."""
        live = distinct_below(matrix.elements, len(matrix.row_of))
        nodes = self._node[live]
        first = run_starts(nodes)
        end = live[np.append(first[1:], len(live)) - 1] + 1  # per node, after its last state that has a row
        counts = end - self._begin[nodes[first]]
        order = argsort_descending(counts)
        end, counts = end[order], counts[order]
        # One row per node takes in its states from the last to the first, all nodes at once, and is kept where a state is wanted.
        union, step = np.zeros((2, len(end), matrix.bits.shape[1]), np.uint64)
        elements, rows = [live[:0]], [matrix.bits[:1]]
        for distance in range(1, int(counts.max(initial=0)) + 1):
            states = end[: np.searchsorted(-counts, -distance, "right")] - distance
            np.take(matrix.bits, matrix.row_of[states], axis=0, out=step[: len(states)], mode="clip")
            union[: len(states)] |= step[: len(states)]
            kept = np.flatnonzero(wanted[states])
            elements.append(states[kept])
            rows.append(union[kept])
        found = np.concatenate(elements)
        return BitMatrix(found, row_index(found, len(matrix.row_of)), np.concatenate(rows))


def enumerate_states(followed: FollowedRelations) -> States:
    """Every state that is reachable from "none has ended" at any node, by breadth-first search."""
    inner, size = followed.inner, followed.core
    days = distinct(followed.until[inner][followed.past[inner]])
    none = len(days)
    width = none + 1
    number = index_type(size * width * max(len(followed.allowed), 1))
    if none:
        since = rank_in(days, followed.since, dt.date.max.toordinal()).astype(np.min_scalar_type(-width))
        until = np.full(len(since), none, since.dtype)
        until[followed.past] = np.searchsorted(days, followed.until[followed.past])
    else:
        since = until = np.zeros(len(followed.since), np.int8)
    start_node: NDArray[np.integer] = followed.start[inner].astype(number)
    end_node: NDArray[np.integer] = followed.end[inner].astype(number)
    by_end = np.argsort(end_node, kind="stable")
    start_node, end_node, by_end = start_node[by_end], end_node[by_end], inner[by_end]
    inner_since, inner_until = since[by_end], until[by_end]
    known: NDArray[np.integer] = np.arange(size).astype(number) * width + none
    fresh = known
    while len(fresh):
        node, ended = fresh // width, fresh % width
        low, high = np.searchsorted(end_node, node), np.searchsorted(end_node, node, "right")
        at = ranges(low, high)
        arrived: NDArray[np.integer] = np.repeat(ended, high - low)
        crosses = inner_since[at] <= arrived
        at, arrived = at[crosses], arrived[crosses]
        fresh = distinct(start_node[at] * width + np.minimum(arrived, inner_until[at]))
        fresh = fresh[known[np.minimum(np.searchsorted(known, fresh), len(known) - 1)] != fresh]
        known = np.sort(np.concatenate((known, fresh)), kind="stable")  # which merges what is in order already
    first = np.searchsorted(known, np.arange(size + 1) * width)
    low = np.searchsorted(known, end_node * width + inner_since)
    high = first[end_node + 1]
    to: NDArray[np.integer] = ranges(low, high).astype(number)
    arrived = np.minimum((known % width)[to], np.repeat(inner_until, high - low))
    start: NDArray[np.integer] = np.searchsorted(known, np.repeat(start_node, high - low) * width + arrived).astype(number)
    relation = np.repeat(by_end.astype(np.int32), high - low)
    pair = followed.pair[relation]
    per_layer = [np.flatnonzero(allowed[pair]) for allowed in followed.allowed]
    total = len(known)
    return States(
        layers=len(followed.allowed),
        ended=known % width,
        first=first,
        since=since,
        until=until,
        starts=np.concatenate([start[keep] + layer * total for layer, keep in enumerate(per_layer)]),
        ends=np.concatenate([to[keep] + layer * total for layer, keep in enumerate(per_layer)]),
        relation=np.concatenate([relation[keep] for keep in per_layer]),
        key=known,
        days=none,
    )
