"""The condensation of a directed graph: its strongly connected components as single nodes, without cycles.

Bits are propagated over it once, from the sinks upwards, however long the paths are.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from maillon.queries.scale.arrays import argsort_descending, argsort_stable, csr_groups, distinct_below, lookup, ranges
from maillon.queries.scale.bits import BitMatrix, SetUnions

_SPARSE = 4
"""Where fewer than one component in so many is reached, the nodes of each are looked up; else all nodes are gone through."""


class Condensation:
    """Strongly connected components (scipy's), numbered by level: the length of the longest path to a sink.

    Within a level, components with most successors come first.
    """

    def __init__(self, starts: NDArray[np.integer], ends: NDArray[np.integer], nodes: int) -> None:
        """Condense the graph with these arcs between `nodes` nodes."""
        count, found = connected_components(adjacency(starts, ends, nodes), connection="strong") if nodes else (0, np.zeros(0, np.int32))
        between = found[starts] != found[ends]
        onward = adjacency(found[starts[between]], found[ends[between]], count)
        level = _levels(onward)
        order = argsort_descending(np.diff(onward.indptr))
        order = order[argsort_stable(level[order])]
        number = np.empty(count, np.int32)
        number[order] = np.arange(count, dtype=np.int32)
        self.component: NDArray[np.int32] = number[found]
        """Of each node."""
        onward = onward[order]
        onward.indices = number[onward.indices]
        backward = onward.tocsc()
        self._predecessors = backward.indptr, backward.indices
        first = onward.indptr
        borders = np.searchsorted(level[order], np.arange(1, level.max(initial=0) + 2))
        self._levels = [
            (int(low), int(high), SetUnions(onward.indices[first[low] : first[high]], first[low:high] - first[low], count))
            for low, high in pairwise(borders)
        ]
        self._count = count

    def propagate(self, nodes: NDArray[np.integer], columns: NDArray[np.int64], words: int) -> BitMatrix:
        """Per node, the bits of all nodes that it reaches, itself included.

        Args:
            nodes: where bits start, not necessarily distinct.
            columns: the bit of each.
            words: the width of a row.
        """
        live = self._ancestors(self.component[nodes])
        matrix = BitMatrix.empty(live, self._count, words)
        matrix.set_bits(self.component[nodes], columns)
        for low, high, successors in self._levels:  # rows are in component order, so that those of a level are adjacent
            at = slice(*np.searchsorted(live, (low, high)))
            if at.start < at.stop:
                matrix.bits[at.start + 1 : at.stop + 1] |= successors.unite(matrix, live[at] - low)
        return self._of_nodes(matrix, live)

    def _of_nodes(self, matrix: BitMatrix, live: NDArray[np.int64]) -> BitMatrix:
        """The rows of these components as those of their nodes."""
        if len(live) * _SPARSE > self._count:
            row_of = lookup(matrix.row_of, self.component)
            return BitMatrix(np.flatnonzero(row_of), row_of, matrix.bits)
        begin, members = self._members
        reached = members[ranges(begin[live], begin[live + 1])]
        row_of = np.zeros(len(self.component), np.int32)
        row_of[reached] = matrix.row_of[self.component[reached]]
        return BitMatrix(reached, row_of, matrix.bits)

    def _ancestors(self, components: NDArray[np.int32]) -> NDArray[np.int64]:
        """The components that reach any of these, these included, ascending."""
        begin, before = self._predecessors
        seen = np.zeros(self._count, bool)
        frontier = distinct_below(components, self._count)
        while len(frontier):
            seen[frontier] = True
            met = before[ranges(begin[frontier], begin[frontier + 1])]
            frontier = distinct_below(met[~seen[met]], self._count)
        return np.flatnonzero(seen)

    @cached_property
    def _members(self) -> tuple[NDArray[np.int64], NDArray[np.integer]]:
        return csr_groups(self.component, self._count)


def adjacency(starts: NDArray[np.integer], ends: NDArray[np.integer], nodes: int) -> Any:
    """The adjacency matrix in scipy's CSR form, parallel arcs merged."""
    return csr_array((np.ones(len(starts), bool), (starts, ends)), shape=(nodes, nodes))


def _levels(onward: Any) -> NDArray[np.int64]:
    """Per node of an acyclic graph, the length of the longest path to a sink (Kahn's algorithm, backwards)."""
    before = onward.tocsc()
    waiting = np.diff(onward.indptr)
    one = waiting.dtype.type(1)
    level = np.zeros(len(waiting), np.int64)
    frontier = np.flatnonzero(waiting == 0)
    now = 0
    while len(frontier):
        level[frontier] = now
        met = before.indices[ranges(before.indptr[frontier], before.indptr[frontier + 1])].astype(np.int64)
        np.subtract.at(waiting, met, one)  # fast where no type has to be changed
        frontier = distinct_below(met[waiting[met] == 0], len(waiting))
        now += 1
    return level
