"""Helpers for integer arrays that numpy lacks, or has only in a slower form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.integer)

CHUNK = 2**18
"""Values worked on at a time: intermediate arrays then stay in the cache, and in memory that this process has already.

An array of more than 32 MB is asked of the system anew each time, which fills it with zeros page by page before it is used.
"""

_MARKED = 16
"""Numbers below which there are at most so many times as many are marked rather than sorted."""


def slices(count: int) -> Iterator[slice]:
    """The indices below `count`, so many at a time; an empty slice where there are none."""
    return (slice(at, min(at + CHUNK, count)) for at in range(0, max(count, 1), CHUNK))


def index_type(below: int) -> type[np.signedinteger]:
    """The type of numbers below `below`: 32 bits where they are enough, which is half the memory to read."""
    return np.int32 if below < 2**31 else np.int64


def lookup(table: NDArray[Any], *indices: NDArray[np.integer]) -> NDArray[Any]:
    """`table[indices]` for many indices, none of them negative; `table[a[b]]` for two arrays of them, and so on."""
    result = np.empty(len(indices[-1]), table.dtype)
    for chunk in slices(len(result)):
        at = indices[-1][chunk]
        for onward in indices[-2::-1]:
            at = onward[at]
        # mode="clip": any other makes numpy fill a buffer of its own first; all indices are within bounds
        np.take(table, at, out=result[chunk], mode="clip")
    return result


def mask_of(indices: NDArray[np.integer], below: int) -> NDArray[np.bool_]:
    """Which of the numbers below `below` are among many indices."""
    mask = np.zeros(below, bool)
    for chunk in slices(len(indices)):
        mask[indices[chunk]] = True
    return mask


def counts_of(values: NDArray[np.integer], below: int) -> NDArray[np.int64]:
    """How often each of the numbers below `below` is among many values."""
    counts = np.zeros(below, np.int64)
    for chunk in slices(len(values)):
        counts += np.bincount(values[chunk], minlength=below)
    return counts


def run_starts(values: NDArray[np.integer]) -> NDArray[np.int64]:
    """The index at which each run of equal values begins."""
    return np.flatnonzero(np.concatenate((np.ones(min(len(values), 1), bool), values[1:] != values[:-1])))


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """The distinct values, sorted."""
    ordered = np.sort(values)
    return ordered[run_starts(ordered)]


def distinct_below(values: NDArray[Number], below: int) -> NDArray[Number]:
    """The distinct values, sorted: none is negative, and all are less than `below`. Many are marked one by one instead of sorted."""
    if below > _MARKED * len(values):
        return distinct(values)
    return np.flatnonzero(mask_of(values, below)).astype(values.dtype)


def distinct_pairs(first: NDArray[np.integer], second: NDArray[np.integer], below: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct pairs of two columns, sorted; every value of the columns is less than `below`."""
    keys = distinct(np.asarray(first.astype(np.int64) * max(below, 1) + second))
    return keys // max(below, 1), keys % max(below, 1)


def ranges(low: NDArray[np.integer], high: NDArray[np.integer]) -> NDArray[np.int64]:
    """The concatenation of the half-open ranges `low[i]` to `high[i]`."""
    lengths = high - low
    return np.arange(lengths.sum()) + np.repeat(low - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)


def rank_in(ordered: NDArray[np.integer], values: NDArray[np.integer], below: int) -> NDArray[np.integer]:
    """How many elements of `ordered` are less than each value: `searchsorted`, by a rank bitmap where there are many values.

    The bitmap has one bit per number below `below`, and per 64-bit word the count of bits set before it (rank, Jacobson 1989).
    All values and elements are at least 0 and less than `below`; the elements are distinct.
    """
    if below > 64 * len(values):
        return np.searchsorted(ordered, values)
    one = np.uint64(1)
    words = np.zeros(below // 64 + 1, np.uint64)
    np.bitwise_or.at(words, ordered >> 6, one << (ordered & 63).astype(np.uint64))
    before = np.cumsum(np.bitwise_count(words), dtype=np.int32) - np.bitwise_count(words)
    result = np.empty(len(values), np.int32)
    for chunk in slices(len(values)):
        word, lower = values[chunk] >> 6, (one << (values[chunk] & 63).astype(np.uint64)) - one
        result[chunk] = before[word] + np.bitwise_count(words[word] & lower)
    return result


def factorize(keys: NDArray[np.integer], below: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The distinct keys, sorted, and for each key its index among them: `np.unique` with `return_inverse`. Keys are less than `below`."""
    if below > 8 * len(keys) + 1_000_000:
        used, inverse = np.unique(keys, return_inverse=True)
        return used.astype(np.int64), inverse.astype(np.int32)
    used = np.flatnonzero(mask_of(keys, below))
    index = np.zeros(below, np.int32)
    index[used] = np.arange(len(used))
    return used, lookup(index, keys)


def argsort_descending(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """A stable argsort of counts, largest first."""
    return argsort_stable(np.asarray(counts.max(initial=0) - counts))


def argsort_stable(numbers: NDArray[np.integer]) -> NDArray[np.int64]:
    """A stable argsort of non-negative numbers."""
    # numpy has a radix sort for 16 bits, which is several times faster
    return np.argsort(numbers.astype(np.uint16) if numbers.max(initial=0) < 2**16 else numbers, kind="stable")


def csr_groups(group: NDArray[np.integer], groups: int) -> tuple[NDArray[np.int64], NDArray[np.integer]]:
    """The indices of the members of each group in CSR form: offsets (shape groups + 1) and members, group by group."""
    begin = np.concatenate(([0], np.cumsum(np.bincount(group, minlength=groups))))
    number = index_type(len(group))
    if (np.diff(begin) != 1).any():
        return begin, argsort_stable(group).astype(number)
    members = np.empty(groups, number)  # one member each needs no sort
    members[group] = np.arange(groups, dtype=number)
    return begin, members
