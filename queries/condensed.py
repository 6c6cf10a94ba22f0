"""A graph whose loops are single nodes, over which bits go once, from what leads nowhere to whatever leads to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from queries.arrays import distinct, distinct_pairs, firsts, ranges
from queries.bits import WORD, Rows, Unions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Level:
    """Things that lead to things of other kinds or levels: their numbers, and what each leads to."""

    components: NDArray[np.int32] | NDArray[np.int64]
    unions: Unions


@dataclass(frozen=True, slots=True)
class Condensed:
    """`component`: of each node; `levels`: those that lead anywhere, the lowest level first."""

    component: NDArray[np.int64]
    levels: tuple[Level, ...]

    def spread(self, nodes: NDArray[np.int64], numbers: NDArray[np.int64], words: int) -> Rows:
        """The bits of everything that each node leads to, itself included.

        Args:
            nodes: those from which bits start, not necessarily distinct.
            numbers: the bit of each.
            words: of a row.
        """
        import numpy as np

        live = np.zeros(int(self.component.max(initial=-1)) + 1, bool)
        live[self.component[nodes]] = True
        touched = []
        for level in self.levels:
            which = level.unions.touched(live)
            live[level.components[which]] = True
            touched.append(which)
        rows = Rows.empty(live, words)
        seed(rows, self.component[nodes], numbers)
        for level, which in zip(self.levels, touched, strict=True):
            if len(which):
                rows.bits[rows.place[level.components[which]]] |= level.unions.of(rows, which)
        return Rows(rows.place[self.component], rows.bits)


def seed(rows: Rows, things: NDArray[np.int64], numbers: NDArray[np.int64]) -> None:
    """Set one bit of each thing, in place."""
    import numpy as np

    bits = np.left_shift(np.uint64(1), (numbers % WORD).astype(np.uint64))
    np.bitwise_or.at(rows.bits, (rows.place[things], numbers // WORD), bits)


def condense(starts: NDArray[np.int64], ends: NDArray[np.int64], size: int) -> Condensed:
    """Strongly connected parts (scipy), and the level of each: the longest way from it to one that leads nowhere."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    if not size:
        return Condensed(np.zeros(0, np.int64), ())
    graph = csr_array((np.ones(len(starts), bool), (starts, ends)), shape=(size, size))
    count, component = connected_components(graph, connection="strong")
    component = component.astype(np.int64)
    between = component[starts] != component[ends]
    above, below = distinct_pairs(component[starts[between]], component[ends[between]], count)
    by_end = np.argsort(below, kind="stable")
    above_sorted, below_sorted = above[by_end], below[by_end]
    level = np.zeros(count, np.int64)
    waiting = np.bincount(above, minlength=count)
    frontier = np.flatnonzero(waiting == 0)
    now = 0
    while len(frontier):
        level[frontier] = now
        low, high = np.searchsorted(below_sorted, frontier), np.searchsorted(below_sorted, frontier, "right")
        met = above_sorted[ranges(low, high)]
        np.subtract.at(waiting, met, 1)
        frontier = distinct(met[waiting[met] == 0])
        now += 1
    order = np.argsort(level[above], kind="stable")
    above, below = above[order], below[order]
    borders = np.searchsorted(level[above], np.arange(1, now + 1))
    return Condensed(component, tuple(level_of(above[a:b], below[a:b]) for a, b in pairwise(borders)))


def level_of(above: NDArray[np.int32] | NDArray[np.int64], below: NDArray[np.integer]) -> Level:
    """One level of relations that are sorted by start."""
    first = firsts(above)
    unions = Unions(below, first)
    return Level(above[first][unions.order], unions)
