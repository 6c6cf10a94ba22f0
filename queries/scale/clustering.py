"""Which origins to ask about together: those whom much the same others reach.

Bits of 512 origins go through the graph at a time, and every node that reaches any of them is visited. Origins of one
country, reached by the same hospitals, therefore belong together, whatever they are called.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from maillon.queries.scale.arrays import ranges, run_starts
from maillon.queries.scale.bits import WORD, unpacked
from maillon.queries.scale.condensation import Condensed

_ROUNDS = 12
_LOOKED_AT = 250_000
"""Relations from outside the core that are enough to tell communities apart."""
_FEW = 32
"""Whoever trusts a node that so many trust, at most, is looked at."""
_PROBES = 2048
"""Those who trust that are followed."""
_FOLLOWED_AT_ONCE = 512
_WIDE = 32
"""A gap between two numbers that is so many times the mean one separates communities."""


def alike(starts: NDArray[np.integer], ends: NDArray[np.integer], core: int) -> NDArray[np.float64]:
    """A number per node of the core, near for those whom the same others reach.

    First, communities of those who trust, by power iteration clustering (Lin and Cohen, ICML 2010): each node of the core
    begins with a number drawn by lot; whoever trusts takes the mean of those trusted, and whoever is trusted the mean of those
    who trust. Numbers become equal within a community long before they do between communities. Then some of those who trust
    are followed wherever their chains lead, and a node gets the mean of those that arrive; infinity if none does. The lots
    are the same in every run.

    Args:
        starts: who trusts, per relation, those of one together: places in the core, and numbers above those for all others.
        ends: who is trusted, as a place in the core.
        core: how many nodes others trust.
    """
    lots = np.random.default_rng(0)
    first = run_starts(starts)
    trusts = np.diff(np.append(first, len(starts)))
    few = np.bincount(ends, minlength=core) <= _FEW
    looked_at = lots.random(len(first)) < _LOOKED_AT / max(len(starts), 1)
    looked_at |= starts[first] < core
    looked_at[np.searchsorted(first, np.flatnonzero(few[ends]), "right") - 1] = True
    looked_at &= trusts > 1  # who trusts one alone tells nothing of who belongs together
    first, trusts = first[looked_at], trusts[looked_at]
    inner = starts < core
    who, whom = np.repeat(np.arange(len(trusts)), trusts), ends[ranges(first, first + trusts)]
    trusted = np.maximum(np.bincount(whom, minlength=core), 1)
    values = lots.standard_normal(core)
    for _ in range(_ROUNDS):
        means = np.bincount(who, values[whom], len(trusts)) / trusts
        values = np.bincount(whom, means[who], core) / trusted

    return _arriving(Condensed(ends[inner], starts[inner], core), who, whom, means, lots) if len(trusts) else np.full(core, np.inf)


def batches(numbers: NDArray[np.float64], most: int) -> list[NDArray[np.int64]]:
    """Those with near numbers together, so many at most: the places of each batch.

    A batch ends before its time where the next number is much farther away than those within it are apart: a community ends there.
    """
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    fewest = min(WORD, most)  # fewer cost as much
    found, at = [], 0
    while at < len(order):
        end = min(at + most, len(order))
        window = ordered[at : end + 1]
        finite = int(np.isfinite(window).sum())
        if 0 < finite < len(window):
            end = at + finite
        elif finite and end < len(order):
            gaps = np.diff(window)
            widest = int(np.argmax(gaps[fewest - 1 :])) + fewest - 1
            if gaps[widest] > _WIDE * gaps.mean():
                end = at + widest + 1
        found.append(order[at:end])
        at = end
    return found


def _arriving(
    onward: Condensed, who: NDArray[np.int64], whom: NDArray[np.integer], values: NDArray[np.float64], lots: np.random.Generator
) -> NDArray[np.float64]:
    """The mean of the values of some, drawn by lot, that arrive at each node of the core; infinity where none of them does."""
    core = len(onward.part)
    arrived, total = np.zeros(core), np.zeros(core)
    probes = lots.permutation(len(values))[:_PROBES]
    for at in range(0, len(probes), _FOLLOWED_AT_ONCE):
        some = probes[at : at + _FOLLOWED_AT_ONCE]
        number = np.full(len(values), -1)
        number[some] = np.arange(len(some))
        first = np.flatnonzero(number[who] >= 0)
        rows = onward.spread(whom[first], number[who[first]], _FOLLOWED_AT_ONCE // WORD)
        bits = unpacked(rows.bits)[rows.place[rows.things], : len(some)].astype(np.float32)
        arrived[rows.things] += bits.sum(axis=1)
        total[rows.things] += bits @ values[some].astype(np.float32)
    return np.where(arrived > 0, total / np.maximum(arrived, 1), np.inf)
