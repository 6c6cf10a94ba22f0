"""Witnesses: one shortest way to an origin for whoever reaches it, the same in every run."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from maillon.queries.scale.arrays import distinct, ranges
from maillon.queries.scale.reach import Flow
from maillon.queries.scale.snapshot import NONE


class Witnesses:
    """Shortest ways to one origin."""

    def __init__(self, flow: Flow, origin: int) -> None:
        """Distances are measured when the first way is asked for."""
        self._flow = flow
        self._origin = origin

    def way(self, node: int) -> tuple[int, ...] | None:
        """One shortest way from the node to the origin, as indices of relations of the snapshot; None if there is none.

        A way of relations that had not ended is preferred to one of any other; ties go to the relation that comes first.
        """
        past = self._flow.past
        return self._shortest(node, ~past, self._of_live) or self._shortest(node, np.ones(len(past), bool), self._of_any)

    @cached_property
    def _of_live(self) -> NDArray[np.int32]:
        return self._distances(~self._flow.past)

    @cached_property
    def _of_any(self) -> NDArray[np.int32]:
        return self._distances(np.ones(len(self._flow.past), bool))

    def _distances(self, usable: NDArray[np.bool_]) -> NDArray[np.int32]:
        """How many relations lead from each state of the core to the origin, NONE where none do."""
        states, place = self._flow.states, self._flow.place(self._origin)
        far = np.full(states.size * states.layers, NONE, np.int32)
        if place == NONE:
            return far
        order = np.flatnonzero(usable[states.relation])
        order = order[np.argsort(states.ends[order], kind="stable")]
        starts, ends = states.starts[order], states.ends[order]
        frontier = states.fresh(np.array([place])) + states.size * np.arange(states.layers)
        hop = 0
        while len(frontier):
            far[frontier] = hop
            hop += 1
            following = distinct(starts[ranges(np.searchsorted(ends, frontier), np.searchsorted(ends, frontier, "right"))])
            frontier = following[far[following] == NONE]
        return far

    def _shortest(self, node: int, usable: NDArray[np.bool_], far: NDArray[np.int32]) -> tuple[int, ...] | None:
        """Forwards from the node, the first relation that is on a shortest way, hop by hop."""
        flow = self._flow
        way: list[int] = []
        here, alive, left = node, None, None
        while left is None or left > 0:
            options = []
            for at in range(*flow.start.searchsorted((here, here + 1))):
                if usable[at]:
                    options += [(int(far[after]), at, after) for after in self._onward(at, alive) if far[after] != NONE]
            if not options:
                return None
            best, at, _ = min(options)
            if left is not None:
                best, at = min((distance, at) for distance, at, _ in options if distance == left - 1)
            way.append(int(flow.index[at]))
            here, left = int(flow.end[at]), best
            alive = {after for distance, other, after in options if other == at and distance == best}
        return tuple(way)

    def _onward(self, at: int, alive: set[int] | None) -> list[int]:
        """The states in which a relation can arrive, coming from one of `alive` (None: from a start, in any)."""
        flow, states = self._flow, self._flow.states
        place = flow.place(flow.end[at])
        low, high = int(states.lowest(np.array([place]), states.since[[at]])[0]), int(states.first[place + 1])
        found = []
        for layer in range(states.layers):
            if not flow.allowed[layer, flow.pair[at]]:
                continue
            for after in range(low, high):
                if alive is not None:
                    start = np.array([flow.place(flow.start[at])])
                    before = states.find(start, np.minimum(states.ended[[after]], states.until[[at]]))
                    if int(before[0]) + layer * states.size not in alive:
                        continue
                found.append(after + layer * states.size)
        return found
