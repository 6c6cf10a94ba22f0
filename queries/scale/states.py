"""How a breach can have come to a node that others trust: the node, and the earliest end of a relation on its way, if any ended.

Data that a supplier kept after a relation ended cannot hold anything of those who came later, so a relation crosses only to
states that ended on or after its beginning. A path must also carry one kind of data all along and never change its scope, which
is what layers are for (`queries.scale.reach`): every state is there once per layer, `layer * size + state`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from maillon.queries.scale.arrays import distinct, largest_first, ranges, rank_in, run_starts
from maillon.queries.scale.bits import BitRows, places


@dataclass(frozen=True)
class Judged:
    """Relations that are followed, by what the states of their ends depend on, and where they are between nodes of the core.

    `start` and `end` are places in the core (`start` is less than 0 for a leaf), `since` and `until` days, `past` whether the
    relation had ended, `pair` its data and scope, and `allowed` (shape layers by pairs) whether it passes in a layer.
    """

    core: int
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    past: NDArray[np.bool_]
    pair: NDArray[np.int32]
    allowed: NDArray[np.bool_]

    @cached_property
    def inner(self) -> NDArray[np.int64]:
        """The relations between nodes of the core."""
        return np.flatnonzero(self.start >= 0)


@dataclass(frozen=True)
class States:
    """Every state that some origin can bring about, sorted by place in the core, then by `ended`.

    `ended` is an index into the sorted days on which relations of the core ended, and one more for "none has ended"; `first`
    (per place) says where the states of a node begin. Per relation, `since` is the lowest index it crosses to and `until` the
    index it brings. `starts`, `ends`, `relation`: the relations between nodes of the core, once per layer and state they cross to.
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
        """States in one layer."""
        return len(self.ended)

    def find(self, place: NDArray[np.integer], ended: NDArray[np.integer]) -> NDArray[np.integer]:
        """The number of a state that there is, in the first layer."""
        if not self.days:
            return place
        return rank_in(self.key, place.astype(self.key.dtype) * (self.days + 1) + ended, len(self.first) * (self.days + 1))

    lowest = find
    """The same, of the first state from `ended` on: there is always the one in which nothing has ended."""

    def fresh(self, place: NDArray[np.integer]) -> NDArray[np.int64]:
        """The state in which nothing has ended, in the first layer: the last of its node."""
        result: NDArray[np.int64] = self.first[place + 1] - 1
        return result

    @cached_property
    def _begin(self) -> NDArray[np.int64]:
        """Where the states of each node begin, layer by layer."""
        return (self.first[:-1] + self.size * np.arange(self.layers)[:, None]).ravel()

    @cached_property
    def _node(self) -> NDArray[np.int32]:
        """The node of each state, layer by layer."""
        return np.repeat(np.arange(len(self._begin), dtype=np.int32), np.tile(np.diff(self.first), self.layers))

    def touched(self, states: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Shape layers by places: whether the node has any of the states."""
        mask = np.zeros(len(self._begin), bool)
        mask[self._node[states]] = True
        return mask.reshape(self.layers, -1)

    def gathered(self, rows: BitRows) -> BitRows:
        """Rows of states in which each has the bits of every later state of its node too."""
        live = np.sort(rows.things)
        nodes = self._node[live]
        first = run_starts(nodes)
        end = live[np.append(first[1:], len(live)) - 1] + 1  # of each node's states, up to the last that has a row
        counts = end - self._begin[nodes[first]]
        order = largest_first(counts)
        end, counts = end[order], counts[order]
        bits = np.zeros((int(counts.sum()) + 1, rows.bits.shape[1]), np.uint64)
        # Rows of one distance from the end stand together, so that each step is one stretch of memory onto another.
        found = []
        low = before = 1
        for distance in range(1, int(counts.max(initial=0)) + 1):
            states = end[: np.searchsorted(-counts, -distance, "right")] - distance
            step = bits[low : low + len(states)]
            np.take(rows.bits, rows.place[states], axis=0, out=step, mode="clip")
            if distance > 1:
                step |= bits[before : before + len(states)]
            found.append(states)
            low, before = low + len(states), low
        things = np.concatenate([live[:0], *found])
        return BitRows(things, places(things, len(rows.place)), bits)


def states_of(judged: Judged) -> States:
    """Every state that some origin can bring about, found from "nothing has ended" everywhere, step by step."""
    inner, size = judged.inner, judged.core
    days = distinct(judged.until[inner][judged.past[inner]])
    none = len(days)
    width = none + 1
    number: type[np.signedinteger] = np.int32 if size * width * max(len(judged.allowed), 1) < 2**31 else np.int64
    if none:
        since = rank_in(days, judged.since, dt.date.max.toordinal())
        until = np.full(len(since), none, np.int32)
        until[judged.past] = np.searchsorted(days, judged.until[judged.past])
    else:
        since = until = np.zeros(len(judged.since), np.int32)
    place_start: NDArray[np.integer] = judged.start[inner].astype(number)
    place_end: NDArray[np.integer] = judged.end[inner].astype(number)
    by_end = np.argsort(place_end, kind="stable")
    place_start, place_end, by_end = place_start[by_end], place_end[by_end], inner[by_end]
    inner_since, inner_until = since[by_end], until[by_end]
    known: NDArray[np.integer] = np.arange(size).astype(number) * width + none
    fresh = known
    while len(fresh):
        place, ended = fresh // width, fresh % width
        low, high = np.searchsorted(place_end, place), np.searchsorted(place_end, place, "right")
        at = ranges(low, high)
        came: NDArray[np.integer] = np.repeat(ended, high - low)
        crosses = inner_since[at] <= came
        at, came = at[crosses], came[crosses]
        fresh = distinct(place_start[at] * width + np.minimum(came, inner_until[at]))
        fresh = fresh[known[np.minimum(np.searchsorted(known, fresh), len(known) - 1)] != fresh]
        known = np.sort(np.concatenate((known, fresh)))
    first = np.searchsorted(known, np.arange(size + 1) * width)
    low = np.searchsorted(known, place_end * width + inner_since)
    high = first[place_end + 1]
    to: NDArray[np.integer] = ranges(low, high).astype(number)
    came = np.minimum((known % width)[to], np.repeat(inner_until, high - low))
    start: NDArray[np.integer] = np.searchsorted(known, np.repeat(place_start, high - low) * width + came).astype(number)
    relation = np.repeat(by_end.astype(np.int32), high - low)
    pair = judged.pair[relation]
    chosen = [np.flatnonzero(allowed[pair]) for allowed in judged.allowed]
    total = len(known)
    return States(
        layers=len(judged.allowed),
        ended=known % width,
        first=first,
        since=since,
        until=until,
        starts=np.concatenate([start[keep] + layer * total for layer, keep in enumerate(chosen)]),
        ends=np.concatenate([to[keep] + layer * total for layer, keep in enumerate(chosen)]),
        relation=np.concatenate([relation[keep] for keep in chosen]),
        key=known,
        days=none,
    )
