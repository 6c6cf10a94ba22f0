"""Witnesses: one shortest path to an origin for any node that reaches it, the same in every run."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maillon.queries.scale.arrays import distinct, ranges
from maillon.queries.scale.snapshot import NONE

if TYPE_CHECKING:
    from maillon.queries.scale.reach import Flow


class Witnesses:
    """Shortest paths to one origin."""

    def __init__(self, flow: Flow, origin: int) -> None:
        """Distances are computed when the first path is asked for."""
        self._flow = flow
        self._origin = origin

    def path(self, node: int) -> tuple[int, ...] | None:
        """One shortest path from the node to the origin, as indices of relations of the snapshot; None if there is none.

        A path of relations that had not ended is preferred to any other; ties go to the relation that comes first.
        """
        past = self._flow.past
        return self._shortest(node, ~past, self._live) or self._shortest(node, np.ones(len(past), bool), self._any)

    @cached_property
    def _live(self) -> NDArray[np.int32]:
        return self._distances(~self._flow.past)

    @cached_property
    def _any(self) -> NDArray[np.int32]:
        return self._distances(np.ones(len(self._flow.past), bool))

    def _distances(self, usable: NDArray[np.bool_]) -> NDArray[np.int32]:
        """Per state of the core, the number of relations to the origin (breadth-first search), NONE where it is not reached."""
        states, origin = self._flow.states, self._flow.core_index(self._origin)
        distance = np.full(states.size * states.layers, NONE, np.int32)
        if origin == NONE:
            return distance
        order = np.flatnonzero(usable[states.relation])
        order = order[np.argsort(states.ends[order], kind="stable")]
        starts, ends = states.starts[order], states.ends[order]
        frontier = states.initial(np.array([origin])) + states.size * np.arange(states.layers)
        hop = 0
        while len(frontier):
            distance[frontier] = hop
            hop += 1
            following = distinct(starts[ranges(np.searchsorted(ends, frontier), np.searchsorted(ends, frontier, "right"))])
            frontier = following[distance[following] == NONE]
        return distance

    def _shortest(self, node: int, usable: NDArray[np.bool_], distance: NDArray[np.int32]) -> tuple[int, ...] | None:
        """From the node forwards, hop by hop, the first relation that is on a shortest path."""
        flow = self._flow
        path: list[int] = []
        here, alive, left = node, None, None
        while left is None or left > 0:
            options = []
            for at in range(*flow.start.searchsorted((here, here + 1))):
                if usable[at]:
                    options += [(int(distance[after]), at, after) for after in self._onward(at, alive) if distance[after] != NONE]
            if not options:
                return None
            best, at, _ = min(options)
            if left is not None:
                best, at = min((hops, at) for hops, at, _ in options if hops == left - 1)
            path.append(int(flow.index[at]))
            here, left = int(flow.end[at]), best
            alive = {after for hops, other, after in options if other == at and hops == best}
        return tuple(path)

    def _onward(self, at: int, alive: set[int] | None) -> list[int]:
        """The states in which a relation can arrive, from one of the states `alive` (None: from a first node, in any)."""
        flow, states = self._flow, self._flow.states
        end = flow.core_index(flow.end[at])
        low, high = int(states.lowest(np.array([end]), states.since[[at]])[0]), int(states.first[end + 1])
        found = []
        for layer in range(states.layers):
            if not flow.allowed[layer, flow.pair[at]]:
                continue
            for after in range(low, high):
                if alive is not None:
                    start = np.array([flow.core_index(flow.start[at])])
                    before = states.lowest(start, np.minimum(states.ended[[after]], states.until[[at]]))
                    if int(before[0]) + layer * states.size not in alive:
                        continue
                found.append(after + layer * states.size)
        return found
