"""Layered layout, left to right: data flows to the right, columns are the domain's tiers.

Pure and deterministic: the same picture gives the same positions, whatever the order of its parts. Four steps, after
Sugiyama, Tagawa & Toda (1981) and Gansner et al. (1993): columns, order within columns (barycentre sweeps, then swaps
of neighbours while that removes crossings), heights by least squares with minimum distances, way-points of long arrows.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Edge = tuple[str, str, str]
"""An arrow to lay out: its id, where it starts, where it ends."""

COLUMN_GAP = 264.0
"""Distance between the centres of two columns, in picture units (one unit is one pixel at scale 1)."""
ROW_GAP = 16.0
WAY_HEIGHT = 14.0
"""Room kept for an arrow that passes through a column."""
SWAP_LIMIT = 1500
"""Above so many items, swapping neighbours costs seconds and nobody can see single crossings any more."""
WAY_LIMIT = 800
"""Above so many arrows, way-points cost seconds and long arrows run straight."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands.

    `positions` are centres. `columns` gives each node's column; `tiers` the tier of each column, from the left.
    `ways` are the points that a long arrow passes, from its start to its end. `crossings` counts arrows that cross.
    """

    positions: dict[str, Point]
    columns: dict[str, int]
    tiers: list[int]
    ways: dict[str, list[Point]]
    crossings: int


def layered(tiers: Mapping[str, int], links: Iterable[Edge], heights: Mapping[str, float], loose: Iterable[Edge] = ()) -> Layout:
    """Lay out the nodes of `tiers` (node → tier, 0 on the left). `heights` are in picture units.

    `loose` links (who owns whom) draw their ends near each other and say nothing about columns.

    A node that is trusted from a tier further right moves there, so that arrows point right; only the arrow that closes
    a loop points left.
    """
    arrows = sorted(link for link in links if link[1] != link[2])
    forward = _without_loops(tiers, arrows)
    columns, column_tiers = _columns(_pushed(tiers, forward), forward)
    grid = _Grid(columns, arrows, len(column_tiers), with_ways=len(arrows) <= WAY_LIMIT)
    for _, a, b in sorted(loose):
        grid.pull(a, b)
    crossings = grid.order()
    rows = grid.rows(heights)
    return Layout(
        positions={n: (columns[n] * COLUMN_GAP, rows[n]) for n in columns},
        columns=columns,
        tiers=column_tiers,
        ways={e: [(grid.column[w] * COLUMN_GAP, rows[w]) for w in way] for e, way in grid.ways.items() if way},
        crossings=crossings,
    )


def _without_loops(tiers: Mapping[str, int], arrows: Sequence[Edge]) -> dict[str, list[str]]:
    """Successors of each node, in topological order of the keys, without the arrows that close a loop.

    The search starts on the left and prefers arrows that point right, so that what is dropped points left.
    """
    after: dict[str, set[str]] = defaultdict(set)
    for _, a, b in arrows:
        after[a].add(b)
    done: dict[str, bool] = {}
    finished: list[str] = []
    for root in sorted(tiers, key=lambda n: (tiers[n], n)):
        if root in done:
            continue
        done[root] = False
        stack = [(root, iter(sorted(after[root], key=lambda n: (-tiers[n], n))))]
        while stack:
            node, successors = stack[-1]
            step = next((s for s in successors if s not in done), None)
            if step is None:
                done[node] = True
                finished.append(node)
                stack.pop()
            else:
                done[step] = False
                stack.append((step, iter(sorted(after[step], key=lambda n: (-tiers[n], n)))))
    rank = {n: i for i, n in enumerate(reversed(finished))}
    return {n: sorted(s for s in after[n] if rank[s] > rank[n]) for n in reversed(finished)}


def _pushed(tiers: Mapping[str, int], forward: Mapping[str, list[str]]) -> dict[str, int]:
    pushed = dict(tiers)
    for node, successors in forward.items():
        for successor in successors:
            pushed[successor] = max(pushed[successor], pushed[node])
    return pushed


def _columns(tiers: Mapping[str, int], forward: Mapping[str, list[str]]) -> tuple[dict[str, int], list[int]]:
    """Column of each node (longest path inside its tier) and the tier of each column."""
    depth = dict.fromkeys(tiers, 0)
    for node, successors in forward.items():
        for successor in successors:
            if tiers[successor] == tiers[node]:
                depth[successor] = max(depth[successor], depth[node] + 1)
    first: dict[int, int] = {}
    column_tiers: list[int] = []
    for tier in sorted(set(tiers.values())):
        first[tier] = len(column_tiers)
        column_tiers += [tier] * (1 + max(depth[n] for n in tiers if tiers[n] == tier))
    return {n: first[tiers[n]] + depth[n] for n in tiers}, column_tiers


class _Grid:
    """Columns of nodes and of the way-points of long arrows, ordered from top to bottom."""

    def __init__(self, columns: Mapping[str, int], arrows: Sequence[Edge], width: int, *, with_ways: bool) -> None:
        self.nodes = columns
        self.column = dict(columns)
        self.cells: list[list[str]] = [[] for _ in range(width)]
        self.left: dict[str, list[str]] = defaultdict(list)
        self.right: dict[str, list[str]] = defaultdict(list)
        self.ways: dict[str, list[str]] = {}
        for node in sorted(columns):
            self.cells[columns[node]].append(node)
        for arrow, start, end in arrows:
            if columns[start] != columns[end]:
                self._thread(arrow, start, end, with_ways)

    def _thread(self, arrow: str, start: str, end: str, with_ways: bool) -> None:
        a, b = (start, end) if self.nodes[start] < self.nodes[end] else (end, start)
        way: list[str] = []
        if with_ways:
            for column in range(self.nodes[a] + 1, self.nodes[b]):
                cell = f"\0{arrow}\0{column}"
                self.column[cell] = column
                self.cells[column].append(cell)
                way.append(cell)
        path = [a, *way, b]
        for p, q in itertools.pairwise(path):
            self.right[p].append(q)
            self.left[q].append(p)
        self.ways[arrow] = way if a == start else way[::-1]

    def pull(self, start: str, end: str) -> None:
        """Let two nodes of different columns attract each other."""
        a, b = (start, end) if self.nodes[start] < self.nodes[end] else (end, start)
        if self.nodes[a] != self.nodes[b]:
            self.right[a].append(b)
            self.left[b].append(a)

    def order(self, sweeps: int = 12) -> int:
        """Order the cells of every column; returns the number of crossings left."""
        best = [list(c) for c in self.cells]
        fewest: int | None = None
        for from_right in (False, True):
            cells = self._start(from_right)
            for sweep in range(sweeps):
                self._sweep(cells, to_right=sweep % 2 == 0)
                if len(self.column) <= SWAP_LIMIT:
                    self._swap(cells)
                crossings = self._crossings(cells)
                if fewest is None or crossings < fewest:
                    best, fewest = [list(c) for c in cells], crossings
                if not crossings:
                    break
        self.cells = best
        return fewest or 0

    def _start(self, from_right: bool) -> list[list[str]]:
        """Depth first from one side: what belongs together starts together."""
        seen: dict[str, int] = {}
        stack = [n for c in (self.cells[::-1] if from_right else self.cells) for n in c][::-1]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen[node] = len(seen)
                stack += sorted({*self.left[node], *self.right[node]} - seen.keys(), reverse=True)
        return [sorted(c, key=seen.__getitem__) for c in self.cells]

    def _sweep(self, cells: list[list[str]], *, to_right: bool) -> None:
        """Each column by the barycentre of its neighbours in the column before it."""
        near = self.left if to_right else self.right
        width = len(cells)
        for c in range(1, width) if to_right else range(width - 2, -1, -1):
            index = {n: i for i, n in enumerate(cells[c - 1 if to_right else c + 1])}
            spread = len(index) / max(1, len(cells[c]))
            keys: dict[str, tuple[float, int]] = {}
            for i, node in enumerate(cells[c]):
                at = [index[m] for m in near[node] if m in index]
                keys[node] = (sum(at) / len(at) if at else i * spread, i)
            cells[c].sort(key=keys.__getitem__)

    def _swap(self, cells: list[list[str]], passes: int = 4) -> None:
        at = {n: i for c in cells for i, n in enumerate(c)}

        def crossed(upper: str, lower: str) -> int:
            total = 0
            for near in (self.left, self.right):
                ends = sorted(at[m] for m in near[lower])
                total += sum(bisect_left(ends, at[m]) for m in near[upper])
            return total

        for _ in range(passes):
            better = False
            for column in cells:
                for i in range(len(column) - 1):
                    upper, lower = column[i], column[i + 1]
                    if crossed(lower, upper) < crossed(upper, lower):
                        column[i], column[i + 1] = lower, upper
                        at[upper], at[lower] = i + 1, i
                        better = True
            if not better:
                return

    def _crossings(self, cells: list[list[str]]) -> int:
        """Crossings between neighbouring columns, with a Fenwick tree (Barth, Mutzel & Jünger 2004): O(E log V)."""
        total = 0
        for here, there in itertools.pairwise(cells):
            index = {n: i for i, n in enumerate(there)}
            tree = [0] * (len(index) + 1)
            seen = 0
            for node in here:
                ends = sorted(index[m] for m in self.right[node] if m in index)
                for end in ends:
                    i, before = end + 1, 0
                    while i > 0:
                        before += tree[i]
                        i -= i & -i
                    total += seen - before
                for end in ends:
                    i = end + 1
                    while i < len(tree):
                        tree[i] += 1
                        i += i & -i
                    seen += 1
        return total

    def rows(self, heights: Mapping[str, float], sweeps: int = 24) -> dict[str, float]:
        """Centre of every cell: as near to its neighbours' mean as the distances within the column allow."""

        def height(cell: str) -> float:
            return heights[cell] if cell in self.nodes else WAY_HEIGHT

        y: dict[str, float] = {}
        gaps: list[list[float]] = []
        for column in self.cells:
            gaps.append([(height(a) + height(b)) / 2 + ROW_GAP for a, b in itertools.pairwise(column)])
            top = -sum(gaps[-1]) / 2
            for cell, gap in zip(column, [*gaps[-1], 0.0], strict=True):
                y[cell] = top
                top += gap
        width = len(self.cells)
        for sweep in range(sweeps if len(self.column) <= 4 * SWAP_LIMIT else 8):
            to_right = sweep % 2 == 0
            for c in range(width) if to_right else range(width - 1, -1, -1):
                wanted = [self._wanted(cell, y, None if sweep > 3 else to_right) for cell in self.cells[c]]
                y.update(zip(self.cells[c], spread_out(wanted, gaps[c]), strict=True))
        return {cell: round(value, 1) for cell, value in y.items()}

    def _wanted(self, cell: str, y: Mapping[str, float], to_right: bool | None) -> float:
        both = [*self.left[cell], *self.right[cell]]
        near = both if to_right is None else (self.left[cell] if to_right else self.right[cell]) or both
        if not near:
            return y[cell]
        # way-points pull harder, which keeps long arrows straight
        weights = [3.0 if cell not in self.nodes or n not in self.nodes else 1.0 for n in near]
        return sum(y[n] * w for n, w in zip(near, weights, strict=True)) / sum(weights)


def spread_out(wanted: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """The values nearest to `wanted` (least squares) that are at least `gaps` apart, in the same order.

    Isotonic regression by pooling adjacent violators (Barlow et al. 1972): exact, linear time.
    """
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    blocks: list[tuple[float, int]] = []
    for value, offset in zip(wanted, offsets, strict=False):
        mean, size = value - offset, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        blocks.append((mean, size))
    means = [mean for mean, size in blocks for _ in range(size)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=False)]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One tier of the map: where its band begins and ends, in picture units."""

    tier: int
    left: float
    right: float


def shelves(
    tiers: Mapping[str, int], ranks: Mapping[str, float], boxes: Mapping[str, tuple[float, float]], height: float = 980.0
) -> tuple[dict[str, Point], list[Shelf]]:
    """The map of suppliers: one band per tier, the greatest first (`ranks`), ties by id.

    Args:
        tiers: the suppliers and their tier.
        ranks: what orders them, greatest first.
        boxes: width and height of each, in picture units.
        height: a band grows another column beyond it; it grows itself where there are hundreds, to keep the map's shape.
    """
    tall = max(height, (0.5 * sum(boxes[n][0] * boxes[n][1] for n in tiers)) ** 0.5)
    positions: dict[str, Point] = {}
    bands: list[Shelf] = []
    left = 0.0
    for tier in sorted(set(tiers.values())):
        x, y, width = left, 0.0, 0.0
        for node in sorted((n for n in tiers if tiers[n] == tier), key=lambda n: (-ranks[n], n)):
            if y and y + boxes[node][1] > tall:
                x, y, width = x + width + ROW_GAP, 0.0, 0.0
            width = max(width, boxes[node][0])
            positions[node] = (round(x + boxes[node][0] / 2, 1), round(y + boxes[node][1] / 2, 1))
            y += boxes[node][1] + ROW_GAP
        bands.append(Shelf(tier, round(left - ROW_GAP, 1), round(x + width + ROW_GAP, 1)))
        left = x + width + 2 * ROW_GAP
    return positions, bands
