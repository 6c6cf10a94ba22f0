"""Rows of bits: one row per thing, one column per origin, 64 columns to a word (little-endian within bytes).

Unions of rows are what reach is made of, and counts of columns are what figures are made of. Both go over their rows a piece
at a time, so that what is read twice is still in the processor's cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from maillon.queries.scale.arrays import largest_first, ranges

WORD = 64
_PIECE = 8192
"""Rows that are united at a time."""
_SPARSE = 4
"""Where less than one thing in so many has bits, sets are found by their members; else all of them are looked through."""
_COLUMNS = 16
"""Unions of more members than this are united run by run: they are few."""
_GROUP = 8 * 2048
"""Rows that are counted at a time."""


@dataclass(frozen=True, slots=True)
class BitRows:
    """The rows of those things that have any bit: thing → its row by `place`; row 0 is empty and stands for all others.

    `things` are those that have a row, each once.
    """

    things: NDArray[np.integer]
    place: NDArray[np.int32]
    bits: NDArray[np.uint64]

    @classmethod
    def empty(cls, things: NDArray[np.integer], among: int, words: int) -> BitRows:
        """Rows without a bit for some of so many things."""
        return cls(things, places(things, among), np.zeros((len(things) + 1, words), np.uint64))

    def seed(self, things: NDArray[np.integer], numbers: NDArray[np.int64]) -> None:
        """Set one bit of each of some things that have a row, in place."""
        np.bitwise_or.at(self.bits, (self.place[things], numbers // WORD), bit(numbers))


def bit(numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The bit of each column within its word."""
    return np.left_shift(np.uint64(1), (numbers % WORD).astype(np.uint64))


def places(things: NDArray[np.integer], among: int) -> NDArray[np.int32]:
    """Thing → 1 for the first of `things`, 2 for the next; 0 for all others of so many."""
    place = np.zeros(among, np.int32)
    place[things] = np.arange(1, len(things) + 1, dtype=np.int32)
    return place


class Unions:
    """Sets of things, each to be replaced by the union of the rows of its members, as often as there are rows to ask about.

    Sets are kept largest first: `order` says which of the sets given stands where. The k-th members of all sets that have
    so many are then a column that belongs to the first sets, and one step unites a whole column.
    """

    def __init__(self, members: NDArray[np.integer], first: NDArray[np.integer], among: int) -> None:
        """Arrange the sets.

        Args:
            members: the members of every set, set by set.
            first: where each set begins; none is empty.
            among: how many things there are.
        """
        counts = np.diff(np.append(first, len(members)))
        self.order: NDArray[np.int64] = largest_first(counts)
        self._among = among
        self._members, self._counts = members.astype(np.int32, copy=False), counts
        begins, counts = first[self.order], counts[self.order]
        fewer = np.searchsorted(-counts, -np.arange(_COLUMNS + 1), side="left")  # sets of more than so many members
        self._columns = [self._members[begins[: fewer[k]] + k] for k in range(_COLUMNS) if fewer[k]]
        large = begins[: fewer[_COLUMNS]] + _COLUMNS
        self._rest = self._members[ranges(large, large + counts[: len(large)] - _COLUMNS)]
        self._ends = np.cumsum(counts[: len(large)] - _COLUMNS)
        self._begins = self._ends - (counts[: len(large)] - _COLUMNS)

    def __len__(self) -> int:
        """How many sets."""
        return len(self.order)

    @cached_property
    def _sets(self) -> tuple[NDArray[np.integer], NDArray[np.int32]]:
        """The sets of each thing, by where they stand: where those of a thing begin, and all of them."""
        begin = np.concatenate(([0], np.cumsum(self._counts)))
        by_set = csr_array((np.ones(len(self._members), bool), self._members, begin), shape=(len(self), self._among))
        by_thing = by_set.tocsc()
        stand = np.empty(len(self), np.int32)
        stand[self.order] = np.arange(len(self), dtype=np.int32)
        return by_thing.indptr, stand[by_thing.indices]

    def touched(self, things: NDArray[np.integer]) -> NDArray[np.int64]:
        """The sets that have one of some things as a member, by where they stand, ascending."""
        hit = np.zeros(len(self), bool)
        if len(things) * _SPARSE < self._among:
            begin, sets = self._sets
            hit[sets[ranges(begin[things], begin[things + 1])]] = True
            return np.flatnonzero(hit)
        live = np.zeros(self._among, bool)
        live[things] = True
        for low in range(0, len(self), _PIECE):
            piece = hit[low : low + _PIECE]
            for column in self._columns:
                members = column[low : low + _PIECE]
                if not len(members):
                    break
                piece[: len(members)] |= live[members]
        if len(self._ends):
            hit[: len(self._ends)] |= np.logical_or.reduceat(live[self._rest], self._begins)
        return np.flatnonzero(hit)

    def of(self, rows: BitRows, which: NDArray[np.integer]) -> NDArray[np.uint64]:
        """The unions of some sets (by where they stand, ascending), one row each."""
        words = rows.bits.shape[1]
        result = np.empty((len(which), words), np.uint64)
        spare = np.empty((min(_PIECE, len(which)), words), np.uint64)
        for low in range(0, len(which), _PIECE):
            piece, united = which[low : low + _PIECE], result[low : low + _PIECE]
            for k, column in enumerate(self._columns):
                many = int(np.searchsorted(piece, len(column)))
                if not many:
                    break
                members = column[piece[:many]]
                # mode: with any other, numpy would write to a buffer of its own first; every place is within bounds
                if k == 0:
                    np.take(rows.bits, rows.place[members], axis=0, out=united, mode="clip")
                else:
                    np.take(rows.bits, rows.place[members], axis=0, out=spare[:many], mode="clip")
                    united[:many] |= spare[:many]
        large = which[: np.searchsorted(which, len(self._ends))]
        if len(large):
            begin, end = self._begins[large], self._ends[large]
            members = self._rest[ranges(begin, end)]
            at = np.concatenate(([0], np.cumsum(end - begin)[:-1]))
            result[: len(large)] |= np.bitwise_or.reduceat(rows.bits[rows.place[members]], at, axis=0)
        return result

    def rows(self, rows: BitRows) -> BitRows:
        """The unions as rows of the sets themselves, numbered as they were given."""
        which = self.touched(rows.things)
        sets = self.order[which]
        nothing = np.zeros((1, rows.bits.shape[1]), np.uint64)
        return BitRows(sets, places(sets, len(self)), np.concatenate((nothing, self.of(rows, which))))


def unpacked(rows: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """The bits of each row, origin by origin."""
    bits: NDArray[np.uint8] = np.unpackbits(np.ascontiguousarray(rows, "<u8").view(np.uint8), axis=1, bitorder="little")
    return bits.astype(bool)


def column_counts(rows: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Per bit column, how many rows have the bit. Shape 64 times words.

    Carry-save addition, all columns at once: three rows become a row of sums and a row of carries, which weighs twice as much
    (Harley and Seal, in Warren, Hacker's Delight, 2nd ed., 5-1). Eight pieces at a time go into sums of weight 1, 2 and 4, and
    what they carry, an eighth of the rows, is counted the same way.
    """
    whole = len(rows) // _GROUP * _GROUP
    if not whole:
        return _few(rows)
    piece = _GROUP // 8
    ones = twos = fours = np.zeros((piece, rows.shape[1]), np.uint64)
    eights = []
    for low in range(0, whole, _GROUP):
        a, b, c, d, e, f, g, h = (rows[at : at + piece] for at in range(low, low + _GROUP, piece))
        ones, two_a = _added(ones, a, b)
        ones, two_b = _added(ones, c, d)
        twos, four_a = _added(twos, two_a, two_b)
        ones, two_a = _added(ones, e, f)
        ones, two_b = _added(ones, g, h)
        twos, four_b = _added(twos, two_a, two_b)
        fours, eight = _added(fours, four_a, four_b)
        eights.append(eight)
    total = _few(rows[whole:]) + _few(ones) + 2 * _few(twos) + 4 * _few(fours)
    return total + 8 * column_counts(np.concatenate(eights))


def _added(a: NDArray[np.uint64], b: NDArray[np.uint64], c: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The sums and the carries of three rows."""
    either = a ^ b
    return either ^ c, (a & b) | (either & c)


def _few(rows: NDArray[np.uint64]) -> NDArray[np.int64]:
    """`column_counts` of rows that fit the processor's cache: thirds are added until two rows are left of each weight."""
    total = np.zeros(rows.shape[1] * WORD, np.int64)
    weight = 1
    while len(rows):
        carries = []
        while len(rows) > 2:
            third = len(rows) // 3
            sums, carried = _added(rows[:third], rows[third : 2 * third], rows[2 * third : 3 * third])
            carries.append(carried)
            rows = np.concatenate((sums, rows[3 * third :]))
        total += weight * unpacked(rows).sum(axis=0)
        rows = np.concatenate(carries) if carries else rows[:0]
        weight *= 2
    return total


def column_sums(rows: NDArray[np.uint64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Per bit column, the sum of the weights of the rows that have the bit. Shape 64 times words.

    The rows of a column of bytes take 256 values, so one weighted histogram of them gives the sums of eight columns. Sums are
    exact below 2**53.
    """
    single = weights == 1
    if single.all():
        return column_counts(rows).astype(np.float64)
    total = np.concatenate([np.bincount(column, weights[~single], 256) @ _bits() for column in _bytes(rows[~single])])
    return total + column_counts(rows[single]) if single.any() else total


def column_any(rows: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Per bit column, whether any row has the bit."""
    found: NDArray[np.bool_] = unpacked(np.bitwise_or.reduce(rows, axis=0, keepdims=True))[0]
    return found


def column_largest(rows: NDArray[np.uint64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Per bit column, the largest value (none is negative) of the rows that have the bit; 0 where none has it."""
    single = values == 1
    best = column_any(rows[single] if not single.all() else rows).astype(np.float64)
    if single.all():
        return best
    order = np.flatnonzero(~single)[np.argsort(values[~single], kind="stable")]
    values, has = values[order], _bits()
    found = []
    for column in _bytes(rows[order]):
        last = np.zeros(256)
        last[column] = values  # of equal bytes the last row, which has the largest value, stays
        found.append((last[:, None] * has).max(axis=0))
    largest: NDArray[np.float64] = np.maximum(best, np.concatenate(found))
    return largest


def _bytes(rows: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """The rows as bytes, one column of bytes contiguous after the other; bit i of an origin is bit i % 8 of byte i // 8."""
    return np.ascontiguousarray(np.ascontiguousarray(rows, "<u8").view(np.uint8).T)


def _bits() -> NDArray[np.float64]:
    """Shape 256 by 8: whether a value has a bit."""
    return ((np.arange(256)[:, None] >> np.arange(8)) & 1).astype(np.float64)
