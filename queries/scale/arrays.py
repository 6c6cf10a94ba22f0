"""Small steps over arrays of whole numbers that numpy has no single word for, or only a slower one."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.integer)

_PIECE = 2**18
"""Values looked up at a time."""


def run_starts(values: NDArray[np.integer]) -> NDArray[np.int64]:
    """Where each run of equal values begins."""
    return np.flatnonzero(np.concatenate((np.ones(min(len(values), 1), bool), values[1:] != values[:-1])))


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """The distinct values, sorted."""
    ordered = np.sort(values)
    return ordered[run_starts(ordered)]


def distinct_pairs(first: NDArray[np.integer], second: NDArray[np.integer], below: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct pairs of two columns whose numbers are all less than `below`, sorted."""
    keys = distinct(np.asarray(first.astype(np.int64) * max(below, 1) + second))
    return keys // max(below, 1), keys % max(below, 1)


def ranges(low: NDArray[np.integer], high: NDArray[np.integer]) -> NDArray[np.int64]:
    """The numbers of several half-open ranges, one after another."""
    lengths = high - low
    return np.arange(lengths.sum()) + np.repeat(low - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)


def rank_in(ordered: NDArray[np.integer], values: NDArray[np.integer], below: int) -> NDArray[np.integer]:
    """How many of `ordered` are less than each value: `searchsorted`, by a table of bits where there are many values.

    A word has the bits of 64 numbers, and says how many members are less than those (rank, after Jacobson 1989). Every value
    and every member is at least 0 and less than `below`; members are distinct.
    """
    if below > 64 * len(values):
        return np.searchsorted(ordered, values)
    one = np.uint64(1)
    words = np.zeros(below // 64 + 1, np.uint64)
    np.bitwise_or.at(words, ordered >> 6, one << (ordered & 63).astype(np.uint64))
    before = np.cumsum(np.bitwise_count(words), dtype=np.int32) - np.bitwise_count(words)
    result = np.empty(len(values), np.int32)
    for at in range(0, len(values), _PIECE):
        some = values[at : at + _PIECE]
        word, lower = some >> 6, (one << (some & 63).astype(np.uint64)) - one
        result[at : at + _PIECE] = before[word] + np.bitwise_count(words[word] & lower)
    return result


def numbered(keys: NDArray[np.int64], below: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The distinct keys, sorted, and for each key its place among them; all are less than `below`."""
    if below > 8 * len(keys) + 1_000_000:
        used, place = np.unique(keys, return_inverse=True)
        return used, place.astype(np.int32)
    mark = np.zeros(below, bool)
    mark[keys] = True
    used = np.flatnonzero(mark)
    number = np.zeros(below, np.int32)
    number[used] = np.arange(len(used))
    return used, number[keys]


def largest_first(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places of counts from the largest to the smallest, equal ones in order."""
    return in_order(np.asarray(counts.max(initial=0) - counts))


def in_order(numbers: NDArray[np.integer]) -> NDArray[np.int64]:
    """The places of numbers, none below 0, from the smallest to the largest, equal ones in order."""
    # numpy sorts short numbers by their digits, which is several times faster
    return np.argsort(numbers.astype(np.uint16) if numbers.max(initial=0) < 2**16 else numbers, kind="stable")


def grouped(group: NDArray[np.integer], groups: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The members of each group: where those of a group begin (and the last ends), and all of them, group by group."""
    begin = np.concatenate(([0], np.cumsum(np.bincount(group, minlength=groups))))
    if (np.diff(begin) != 1).any():
        return begin, in_order(group)
    members = np.empty(groups, np.int64)  # one each needs no sorting
    members[group] = np.arange(groups)
    return begin, members
