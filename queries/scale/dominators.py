"""Dominator tree: for whom one supplier is a single point of failure, because every chain of trust passes through it.

The flow graph is the reversed relations, with a root that leads to every node that trusts nothing further; X dominates a node if
every path from the root to it passes X (Lengauer and Tarjan 1979; the algorithm is networkx's, after Cooper, Harvey and Kennedy
2001). The immediate dominator of a leaf is the lowest common ancestor, in the tree, of all that it trusts; only the few nodes of
the core therefore go through networkx.

Only relations count here, not what flows over them: a chain that changes its scope is a chain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maillon.queries.scale.arrays import run_starts

if TYPE_CHECKING:
    from maillon.queries.scale.reach import Flow

_ROOT = -1


class DominatorTree:
    """The dominator tree of a flow, indexed for queries of what a node dominates."""

    def __init__(self, flow: Flow) -> None:
        """Build the tree over the core, then attach every leaf."""
        parent = _immediate_dominators(flow)
        self._enter, self._leave = _euler_tour(parent, flow.snapshot.nodes)
        leaves, below = _lowest_common_dominators(flow, parent, self._enter)
        core = flow.core[self._enter[flow.core] >= 0]
        above = np.array([parent[int(node)] for node in core], np.int64)
        at = np.concatenate((np.where(above == _ROOT, 0, self._enter[above]), np.where(below == _ROOT, 0, self._enter[below])))
        order = np.argsort(at, kind="stable")
        self._at: NDArray[np.int64] = at[order]
        self._nodes: NDArray[np.int32] = np.concatenate((core, leaves))[order].astype(np.int32)

    def dominated_by(self, node: int) -> NDArray[np.int32]:
        """The nodes that the node dominates, sorted, itself left out."""
        if self._enter[node] < 0:
            return np.zeros(0, np.int32)
        low, high = np.searchsorted(self._at, (self._enter[node], self._leave[node]))
        return np.sort(self._nodes[low:high])


def _immediate_dominators(flow: Flow) -> dict[int, int]:
    """Core node → its immediate dominator, which may be `_ROOT`."""
    import networkx as nx

    inner = flow.inner
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_node(_ROOT)
    graph.add_edges_from(zip(flow.end[inner].tolist(), flow.start[inner].tolist(), strict=True))
    onward = np.zeros(flow.snapshot.nodes, bool)
    onward[flow.start] = True
    sinks = flow.core[~onward[flow.core]].tolist()
    graph.add_edges_from((_ROOT, node) for node in sinks)
    for loop in flow.loops:
        members = set(loop)
        if all(before in members for node in loop for before in graph.predecessors(node)):
            graph.add_edges_from((_ROOT, node) for node in loop)  # a component that trusts nothing outside itself is a sink
    found = nx.immediate_dominators(graph, _ROOT)
    return {node: above for node, above in found.items() if node != _ROOT}


def _euler_tour(parent: dict[int, int], nodes: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The times at which a depth-first walk enters and leaves each node; descendants are entered between the two. -1: not in the tree."""
    children: dict[int, list[int]] = {}
    for node in sorted(parent):
        children.setdefault(parent[node], []).append(node)
    enter, leave = np.full(nodes, -1, np.int64), np.full(nodes, -1, np.int64)
    clock = 0
    stack = [(node, False) for node in reversed(children.get(_ROOT, []))]
    while stack:
        node, done = stack.pop()
        if done:
            leave[node] = clock + 1
            continue
        clock += 1
        enter[node] = clock
        stack.append((node, True))
        stack += [(child, False) for child in reversed(children.get(node, []))]
    return enter, leave


def _lowest_common_dominators(flow: Flow, parent: dict[int, int], enter: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The leaves, and for each the lowest common ancestor in the tree of all that it trusts."""
    up = np.full(flow.snapshot.nodes + 1, _ROOT, np.int64)  # index -1 is the root, whose parent is itself
    for node, above in parent.items():
        up[node] = above
    depth = np.zeros(flow.snapshot.nodes + 1, np.int64)
    for node in sorted(parent, key=lambda n: enter[n]):
        depth[node] = depth[parent[node]] + 1 if parent[node] != _ROOT else 1
    leaf = np.ones(flow.snapshot.nodes, bool)
    leaf[flow.core] = False
    chosen = np.flatnonzero(leaf[flow.start])
    starts, ends = flow.start[chosen], flow.end[chosen]
    first = run_starts(starts)
    counts = np.diff(np.append(first, len(starts)))
    met = ends[first].astype(np.int64)
    for place in range(1, int(counts.max(initial=0))):
        open_ = np.flatnonzero((counts > place) & (met != _ROOT))
        if not len(open_):
            continue
        a, b = met[open_], ends[first[open_] + place].astype(np.int64)
        while True:
            differ = a != b
            if not differ.any():
                break
            deeper = differ & (depth[a] >= depth[b])
            other = differ & (depth[b] >= depth[a])
            a, b = np.where(deeper, up[a], a), np.where(other, up[b], b)
        met[open_] = a
    return starts[first], met
