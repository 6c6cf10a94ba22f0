"""A graph whose loops are single nodes, over which bits go once, from what leads nowhere to whatever leads to it."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from maillon.queries.scale.arrays import distinct, grouped, in_order, largest_first, ranges, run_starts
from maillon.queries.scale.bits import BitRows, Unions


class Condensed:
    """Strongly connected parts (scipy's), numbered by level: the longest way from a part to one that leads nowhere.

    Within a level those that lead to most come first.
    """

    def __init__(self, starts: NDArray[np.integer], ends: NDArray[np.integer], nodes: int) -> None:
        """Condense the graph of these relations between so many nodes."""
        parts, part = connected_components(matrix(starts, ends, nodes), connection="strong") if nodes else (0, np.zeros(0, np.int32))
        between = part[starts] != part[ends]
        onward = matrix(part[starts[between]], part[ends[between]], parts)
        level = _levels(onward)
        order = largest_first(np.diff(onward.indptr))
        order = order[in_order(level[order])]
        number = np.empty(parts, np.int32)
        number[order] = np.arange(parts, dtype=np.int32)
        self.part: NDArray[np.int32] = number[part]
        """Of each node."""
        onward = onward[order]
        onward.indices = number[onward.indices]
        before = onward.tocsc()
        self._before = before.indptr, before.indices
        first = onward.indptr
        borders = np.searchsorted(level[order], np.arange(1, level.max(initial=0) + 2))
        self._levels = [
            (int(low), int(high), Unions(onward.indices[first[low] : first[high]], first[low:high] - first[low], parts))
            for low, high in pairwise(borders)
        ]
        self._parts = parts

    def spread(self, nodes: NDArray[np.integer], numbers: NDArray[np.int64], words: int) -> BitRows:
        """The bits of everything that each node leads to, itself included.

        Args:
            nodes: those from which bits start, not necessarily distinct.
            numbers: the bit of each.
            words: of a row.
        """
        live = self._reaching(self.part[nodes])
        rows = BitRows.empty(live, self._parts, words)
        rows.seed(self.part[nodes], numbers)
        for low, high, unions in self._levels:  # rows stand in the order of the parts, so those of a level together
            at = slice(*np.searchsorted(live, (low, high)))
            if at.start < at.stop:
                rows.bits[at.start + 1 : at.stop + 1] |= unions.of(rows, live[at] - low)
        begin, members = self._members
        reached = members[ranges(begin[live], begin[live + 1])]
        place = np.zeros(len(self.part), np.int32)
        place[reached] = rows.place[self.part[reached]]
        return BitRows(reached, place, rows.bits)

    def _reaching(self, parts: NDArray[np.int32]) -> NDArray[np.int64]:
        """The parts that lead to any of some parts, these included, ascending."""
        begin, before = self._before
        seen = np.zeros(self._parts, bool)
        frontier = distinct(parts)
        while len(frontier):
            seen[frontier] = True
            met = before[ranges(begin[frontier], begin[frontier + 1])]
            frontier = distinct(met[~seen[met]])
        return np.flatnonzero(seen)

    @cached_property
    def _members(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return grouped(self.part, self._parts)


def matrix(starts: NDArray[np.integer], ends: NDArray[np.integer], nodes: int) -> Any:
    """Relations as scipy keeps them: those of a start together, each end once."""
    return csr_array((np.ones(len(starts), bool), (starts, ends)), shape=(nodes, nodes))


def _levels(onward: Any) -> NDArray[np.int64]:
    """The longest way from each part to one that leads nowhere, in relations; there is no loop."""
    before = onward.tocsc()
    waiting = np.diff(onward.indptr)
    level = np.zeros(len(waiting), np.int64)
    frontier = np.flatnonzero(waiting == 0)
    now = 0
    while len(frontier):
        level[frontier] = now
        met = np.sort(before.indices[ranges(before.indptr[frontier], before.indptr[frontier + 1])])
        first = run_starts(met)
        frontier = met[first]
        waiting[frontier] -= np.diff(np.append(first, len(met)))
        frontier = frontier[waiting[frontier] == 0]
        now += 1
    return level
