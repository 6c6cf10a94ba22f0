"""Bounds on people for hundreds of origins at once: the rule of `queries.people`, vectorised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from maillon.queries.scale.bits import WORD, column_any, column_max, column_sums, unpack_bits

UNBOUNDED = -1
"""An upper bound that is not known, in the arrays of `CohortBounds`."""


class CohortBounds:
    """`bound_people` for many origins at once, over cohorts numbered 0 to n - 1. Exact below 2**53."""

    def __init__(
        self,
        low: NDArray[np.int64],
        high: NDArray[np.int64],
        within: NDArray[np.int32],
        partition: Sequence[str | None],
        perhaps: NDArray[np.bool_] | None = None,
    ) -> None:
        """Index the cohorts. Arrays have shape n; -1 is "not known" in `low` and `high`, and "nothing" in `within`.

        Of those that are `perhaps` (None: of none) nobody counts for certain. A cycle of `within` (refused at load) is not followed.
        """
        self._perhaps = np.zeros(len(low), bool) if perhaps is None else perhaps
        self._low = np.maximum(low, 0).astype(np.float64)
        self._high = np.where(high < 0, np.inf, high.astype(np.float64))
        within = _without_cycles(within)
        nested = within >= 0
        nested[within[nested]] = True
        self._nested_index = np.where(nested, np.cumsum(nested) - 1, -1)
        self._nested = np.flatnonzero(nested)
        self._names = sorted({p for p in partition if p is not None})
        number = {name: i for i, name in enumerate(self._names)}
        self._partition = np.array([-1 if p is None else number[p] for p in partition], np.int32).reshape(len(low))
        depth = np.zeros(len(low), np.int64)
        outer = within.copy()
        while (outer >= 0).any():
            depth[outer >= 0] += 1
            outer = np.where(outer >= 0, within[outer], -1)
        self._deepest_first = self._nested[np.argsort(-depth[self._nested], kind="stable")]
        self._within = within

    def bounds(self, rows: NDArray[np.uint64], cohorts: NDArray[np.integer] | None = None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Lower and upper bounds (`UNBOUNDED`: open) per origin.

        Args:
            rows: shape r by words; bit i of a row is set if the cohort of that row reaches origin i.
            cohorts: shape r, the cohort of each row, distinct (None: all n in order); no other cohort is reached.

        Returns:
            Two arrays of 64 times words.
        """
        width = rows.shape[1] * WORD
        which = np.arange(len(self._low)) if cohorts is None else cohorts
        alone = self._nested_index[which] < 0
        own, single = (rows, which) if alone.all() else (rows[alone], which[alone])
        low, high, partition = np.where(self._perhaps[single], 0, self._low[single]), self._high[single], self._partition[single]
        per_partition = np.zeros((len(self._names) + 1, width))  # the last row: cohorts without a partition
        for number in range(-1, len(self._names)):
            chosen = (partition == number) & (low > 0)
            per_partition[number] = column_sums(*_masked(chosen, own, low))
        sums = per_partition[:-1]
        least = np.maximum(sums.max(axis=0, initial=0), column_max(own, low))
        # Most upper bounds equal the lower ones: only the differences are summed again.
        finite = np.isfinite(high)
        wider = finite & (high != low)
        most = per_partition.sum(axis=0) + column_sums(own[wider], (high - low)[wider])
        if not finite.all():
            most[column_any(own[~finite])] = np.inf
        if not alone.all():
            nested = np.zeros((len(self._nested), rows.shape[1]), np.uint64)
            nested[self._nested_index[which[~alone]]] = rows[~alone]
            whole = nested.copy()  # the people of what lies in a reached cohort are reached
            whole[self._perhaps[self._nested]] = 0
            for cohort in self._deepest_first[::-1].tolist():
                if self._within[cohort] >= 0:
                    whole[self._nested_index[cohort]] |= whole[self._nested_index[self._within[cohort]]]
            inner_least, inner_most, inner_sums = self._nested_bounds(unpack_bits(nested), unpack_bits(whole))
            sums += inner_sums
            least = np.maximum.reduce([least, inner_least, sums.max(axis=0, initial=0)])
            most += inner_most
        return least.astype(np.int64), np.where(np.isinf(most), UNBOUNDED, most).astype(np.int64)

    def _nested_bounds(
        self, bits: NDArray[np.bool_], whole: NDArray[np.bool_]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Bounds over the trees of nested cohorts, leaves first: lower bound, upper bound, and the lower bound per partition.

        `bits`: which are reached; `whole`: which are, or lie in one that is.
        """
        width = bits.shape[1]
        inside: dict[int, list[tuple[NDArray[np.float64], NDArray[np.float64], dict[int, NDArray[np.float64]]]]] = defaultdict(list)
        for cohort in self._deepest_first.tolist():
            reached = bits[self._nested_index[cohort]]
            parts: dict[int, NDArray[np.float64]] = {}
            least, most = np.zeros(width), np.zeros(width)
            for inner_least, inner_most, inner_parts in inside.pop(cohort, ()):
                least = np.maximum(least, inner_least)
                most = most + inner_most
                for number, values in inner_parts.items():
                    parts[number] = parts[number] + values if number in parts else values
            least = np.maximum.reduce([least, *parts.values(), np.where(whole[self._nested_index[cohort]], self._low[cohort], 0)])
            most = np.where(reached, self._high[cohort], np.minimum(most, self._high[cohort]))
            if self._partition[cohort] >= 0:
                parts = {**parts, int(self._partition[cohort]): least}
            inside[int(self._within[cohort])].append((least, most, parts))
        outermost = inside[-1]
        sums = np.zeros((len(self._names), width))
        for _, _, parts in outermost:
            for number, values in parts.items():
                sums[number] += values
        return np.maximum.reduce([o[0] for o in outermost]), np.sum([o[1] for o in outermost], axis=0), sums


def _without_cycles(within: NDArray[np.int32]) -> NDArray[np.int32]:
    """The containers; those on a cycle become outermost."""
    result = within.astype(np.int32).copy()
    seen = result.copy()
    for _ in range(len(result)):
        if not (seen >= 0).any():
            return result
        cyclic = seen == np.arange(len(result))
        if cyclic.any():
            result[cyclic] = -1
            seen[cyclic] = -1
        seen = np.where(seen >= 0, result[seen], -1)
    return result


def _masked(
    mask: NDArray[np.bool_], rows: NDArray[np.uint64], values: NDArray[np.float64]
) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
    """The rows and values where the mask is true, without a copy where it is true everywhere."""
    return (rows, values) if mask.all() else (rows[mask], values[mask])
