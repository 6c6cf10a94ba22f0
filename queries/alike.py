"""Which origins to ask about together: those whom much the same others reach.

Bits of 512 origins go through the graph at a time, and every node that reaches any of them is visited. Origins of one
country, reached by the same hospitals, therefore belong together, whatever they are called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROUNDS = 12
_SAMPLE = 250_000
"""Relations looked at, about: communities show in a part of them."""
_MIX = 2654435761
"""Knuth's multiplier, 2**32 over the golden ratio: which nodes are looked at must not depend on how they are numbered."""


def alike(starts: NDArray[np.integer], ends: NDArray[np.integer], inner: NDArray[np.bool_], nodes: int) -> NDArray[np.float64]:
    """A number per node, near for those whom the same others trust.

    Power iteration clustering (Lin and Cohen, ICML 2010): each node begins with a number drawn by lot; whoever trusts takes the
    mean of those trusted, and whoever is trusted the mean of those who trust. Numbers become equal within a community long
    before they do between communities. The lot is the same in every run.

    Args:
        starts: who trusts, per relation.
        ends: who is trusted.
        inner: relations to look at in any case; of the others, a part is enough.
        nodes: how many there are; relations are between numbers below.
    """
    import numpy as np

    if len(starts) > _SAMPLE:
        kept = inner | ((starts.astype(np.uint64) * _MIX) % 2**32 < 2**32 * _SAMPLE // len(starts))
        starts, ends = starts[kept], ends[kept]
    values = np.random.default_rng(0).standard_normal(nodes)
    trusts, trusted = (np.maximum(np.bincount(side, minlength=nodes), 1) for side in (starts, ends))
    for _ in range(_ROUNDS):
        means = np.bincount(starts, values[ends], nodes) / trusts
        values = np.bincount(ends, means[starts], nodes) / trusted
    return values
