"""What only one supplier carries: those whose every chain of trust, wherever it goes, passes there.

In the words of flow graphs: reverse the relations and let one root lead to everything that trusts nothing further; X carries
alone what it dominates (Lengauer and Tarjan 1979; the algorithm is networkx's, after Cooper, Harvey and Kennedy 2001).
The dominators of a leaf are those that all its targets have in common, so only the few nodes that something points at go
through networkx; the rest meet in the tree of dominators.

Only relations count here, not what flows over them: a chain that changes its scope is a chain.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from maillon.queries.scale.arrays import run_starts
from maillon.queries.scale.reach import Flow

_ROOT = -1


class Dominators:
    """The tree of dominators of a flow, ready to be asked for what lies under a node."""

    def __init__(self, flow: Flow) -> None:
        """Build the tree over the nodes that something trusts, and hang every leaf into it."""
        parent = _parents(flow)
        self._enter, self._leave = _tour(parent, flow.snapshot.nodes)
        leaves, below = _meeting(flow, parent, self._enter)
        core = flow.core[self._enter[flow.core] >= 0]
        above = np.array([parent[int(node)] for node in core], np.int64)
        at = np.concatenate((np.where(above == _ROOT, 0, self._enter[above]), np.where(below == _ROOT, 0, self._enter[below])))
        order = np.argsort(at, kind="stable")
        self._at: NDArray[np.int64] = at[order]
        self._nodes: NDArray[np.int32] = np.concatenate((core, leaves))[order].astype(np.int32)

    def under(self, node: int) -> NDArray[np.int32]:
        """The nodes all of whose chains pass the node, sorted, itself left out."""
        if self._enter[node] < 0:
            return np.zeros(0, np.int32)
        low, high = np.searchsorted(self._at, (self._enter[node], self._leave[node]))
        return np.sort(self._nodes[low:high])


def _parents(flow: Flow) -> dict[int, int]:
    """Core node → its immediate dominator; `_ROOT` where none but the root is on every chain."""
    import networkx as nx

    inner = flow.inner
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_node(_ROOT)
    graph.add_edges_from(zip(flow.end[inner].tolist(), flow.start[inner].tolist(), strict=True))
    onward = np.zeros(flow.snapshot.nodes, bool)
    onward[flow.start] = True
    last = flow.core[~onward[flow.core]].tolist()
    graph.add_edges_from((_ROOT, node) for node in last)
    for loop in flow.loops:
        members = set(loop)
        if all(before in members for node in loop for before in graph.predecessors(node)):
            graph.add_edges_from((_ROOT, node) for node in loop)  # a loop that trusts nobody else ends in itself
    found = nx.immediate_dominators(graph, _ROOT)
    return {node: above for node, above in found.items() if node != _ROOT}


def _tour(parent: dict[int, int], nodes: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """When a walk of the tree enters and leaves each node; what lies under a node is entered between the two. -1: not in it."""
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


def _meeting(flow: Flow, parent: dict[int, int], enter: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Leaves, and for each the lowest node of the tree above all that it trusts (`_ROOT`: none)."""
    up = np.full(flow.snapshot.nodes + 1, _ROOT, np.int64)  # the last place is the root's, whose parent is itself
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
        some = np.flatnonzero((counts > place) & (met != _ROOT))
        if not len(some):
            continue
        a, b = met[some], ends[first[some] + place].astype(np.int64)
        while True:
            differ = a != b
            if not differ.any():
                break
            deeper = differ & (depth[a] >= depth[b])
            other = differ & (depth[b] >= depth[a])
            a, b = np.where(deeper, up[a], a), np.where(other, up[b], b)
        met[some] = a
    return starts[first], met
