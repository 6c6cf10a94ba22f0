"""Community detection: which origins to process in one batch.

Bits of 512 origins go through the graph at a time, and every node that reaches any of them is visited. Origins that mostly the
same nodes reach, such as the suppliers of one country's hospitals, therefore belong in one batch, whatever their ids.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from maillon.queries.scale.arrays import counts_of, lookup, ranges, run_starts
from maillon.queries.scale.bits import WORD, unpack_bits
from maillon.queries.scale.condensation import Condensation

_ITERATIONS = 12
_SAMPLED = 250_000
"""Relations from outside the core: a sample of about so many is enough to tell communities apart."""
_RARE = 32
"""Whoever trusts a node that at most so many trust is always in the sample."""
_PROBES = 2048
"""Trusting nodes whose reach is followed."""
_PROBES_AT_ONCE = 512
_WIDE = 32
"""A gap in the embedding that is so many times the mean gap separates communities."""


def power_iteration_embedding(starts: NDArray[np.integer], ends: NDArray[np.integer], core: int) -> NDArray[np.float64]:
    """A one-dimensional embedding of the core: nodes that mostly the same others reach get close values.

    First, power iteration clustering (Lin and Cohen, ICML 2010) on the bipartite graph of who trusts whom: from random values
    for the core, each trusting node takes the mean of those it trusts, and each trusted node the mean of those that trust it.
    Values converge within a community long before they do between communities. Then a sample of trusting nodes is followed
    through the core, and each node of the core gets the mean value of the sampled nodes that reach it (infinity: none does).
    The random generator has a fixed seed, so that every run gives the same values.

    Args:
        starts: who trusts, per relation, equal ones adjacent: indices of core nodes, and numbers above those for all others.
        ends: who is trusted, as the index of a core node.
        core: the number of core nodes.
    """
    rng = np.random.default_rng(0)
    first = run_starts(starts)
    degrees = np.diff(np.append(first, len(starts)))
    rare = counts_of(ends, core) <= _RARE
    sampled = rng.random(len(first)) < _SAMPLED / max(len(starts), 1)
    sampled |= starts[first] < core
    sampled[np.searchsorted(first, np.flatnonzero(lookup(rare, ends)), "right") - 1] = True
    sampled &= degrees > 1  # a node that trusts one alone says nothing of which nodes belong together
    first, degrees = first[sampled], degrees[sampled]
    inner = starts < core
    who, whom = np.repeat(np.arange(len(degrees)), degrees), ends[ranges(first, first + degrees)]
    in_degrees = np.maximum(np.bincount(whom, minlength=core), 1)
    values = rng.standard_normal(core)
    for _ in range(_ITERATIONS):
        means = np.bincount(who, values[whom], len(degrees)) / degrees
        values = np.bincount(whom, means[who], core) / in_degrees

    if not len(degrees):
        return np.full(core, np.inf)
    return _mean_of_reaching(Condensation(ends[inner], starts[inner], core), who, whom, means, rng)


def batches(embedding: NDArray[np.float64], limit: int) -> list[NDArray[np.int64]]:
    """Indices in order of the embedding, cut into batches of at most `limit`.

    A batch ends early at a gap that is much wider than the mean gap within it: a community ends there.
    """
    order = np.argsort(embedding, kind="stable")
    ordered = embedding[order]
    least = min(WORD, limit)  # a smaller batch costs as much
    found, at = [], 0
    while at < len(order):
        end = min(at + limit, len(order))
        window = ordered[at : end + 1]
        finite = int(np.isfinite(window).sum())
        if 0 < finite < len(window):
            end = at + finite
        elif finite and end < len(order):
            gaps = np.diff(window)
            widest = int(np.argmax(gaps[least - 1 :])) + least - 1
            if gaps[widest] > _WIDE * gaps.mean():
                end = at + widest + 1
        found.append(order[at:end])
        at = end
    return found


def _mean_of_reaching(
    onward: Condensation, who: NDArray[np.int64], whom: NDArray[np.integer], values: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Per core node, the mean value of the sampled trusting nodes that reach it; infinity where none does."""
    core = len(onward.component)
    arrived, total = np.zeros(core), np.zeros(core)
    probes = rng.permutation(len(values))[:_PROBES]
    for at in range(0, len(probes), _PROBES_AT_ONCE):
        sample = probes[at : at + _PROBES_AT_ONCE]
        column = np.full(len(values), -1)
        column[sample] = np.arange(len(sample))
        first = np.flatnonzero(column[who] >= 0)
        reached = onward.propagate(whom[first], column[who[first]], _PROBES_AT_ONCE // WORD)
        bits = unpack_bits(reached.bits)[reached.row_of[reached.elements], : len(sample)].astype(np.float32)
        arrived[reached.elements] += bits.sum(axis=1)
        total[reached.elements] += bits @ values[sample].astype(np.float32)
    return np.where(arrived > 0, total / np.maximum(arrived, 1), np.inf)
