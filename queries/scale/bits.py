"""Bit matrices: one row per element, one column per origin, 64 columns to a word (little-endian within bytes).

Reachability is the union (bitwise or) of rows; figures are column counts and weighted column sums. Both work chunk by chunk, so
that what is read twice is still in the cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from maillon.queries.scale.arrays import argsort_descending, mask_of, ranges, slices

WORD = 64
_CHUNK = 8192
"""Rows united at a time."""
_SPARSE = 4
"""Where fewer than one element in so many has bits, sets are looked up by an inverted index; else all are scanned."""
_COLUMNS = 16
"""Members of a set beyond these are united by `reduceat`: few sets have so many."""
_COUNTED = 8 * 2048
"""Rows counted at a time."""


@dataclass(frozen=True, slots=True)
class BitMatrix:
    """A row-sparse bit matrix. `elements` are those that have a row, each once; `row_of` maps every element to its row.

    Row 0 is all zeros and stands for every element without one. `bits` has shape rows by words.
    """

    elements: NDArray[np.integer]
    row_of: NDArray[np.int32]
    bits: NDArray[np.uint64]

    @classmethod
    def empty(cls, elements: NDArray[np.integer], total: int, words: int) -> BitMatrix:
        """A row of zeros for each of these elements, out of `total`."""
        return cls(elements, row_index(elements, total), np.zeros((len(elements) + 1, words), np.uint64))

    def set_bits(self, elements: NDArray[np.integer], columns: NDArray[np.int64]) -> None:
        """Set the bits (elements[i], columns[i]), in place; the elements have rows."""
        np.bitwise_or.at(self.bits, (self.row_of[elements], columns // WORD), bit(columns))


def bit(columns: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The bit of each column within its word."""
    return np.left_shift(np.uint64(1), (columns % WORD).astype(np.uint64))


def row_index(elements: NDArray[np.integer], total: int) -> NDArray[np.int32]:
    """Shape `total`: 1 for the first of `elements`, 2 for the next, 0 for all others."""
    row_of = np.zeros(total, np.int32)
    row_of[elements] = np.arange(1, len(elements) + 1, dtype=np.int32)
    return row_of


class SetUnions:
    """Sets of elements, prepared for computing the union of the rows of each set's members, for many matrices.

    Sets are stored by decreasing size: `order[i]` is the set, as given, at position i. The k-th members of all sets that have so
    many then belong to a prefix of the positions, and one vector operation unites all of them.
    """

    def __init__(self, members: NDArray[np.integer], first: NDArray[np.integer], total: int) -> None:
        """Sort the sets by size.

        Args:
            members: the members of every set, set by set.
            first: the index of each set's first member; no set is empty.
            total: the number of elements.
        """
        counts = np.diff(np.append(first, len(members)))
        self.order: NDArray[np.int64] = argsort_descending(counts)
        self._total = total
        self._members, self._counts = members.astype(np.int32, copy=False), counts
        begins, counts = first[self.order], counts[self.order]
        fewer = np.searchsorted(-counts, -np.arange(_COLUMNS + 1), side="left")  # how many sets have more than k members
        self._columns = _columns(self._members, begins, fewer)
        large = begins[: fewer[_COLUMNS]] + _COLUMNS
        self._rest = self._members[ranges(large, large + counts[: len(large)] - _COLUMNS)]
        self._ends = np.cumsum(counts[: len(large)] - _COLUMNS)
        self._begins = self._ends - (counts[: len(large)] - _COLUMNS)

    def __len__(self) -> int:
        """The number of sets."""
        return len(self.order)

    @cached_property
    def held(self) -> NDArray[np.bool_]:
        """A mask of the elements that any set holds."""
        return mask_of(self._members, self._total)

    @cached_property
    def _inverted(self) -> Any:
        """The inverted index, element → positions of the sets that hold it: the `indices` of its row, in scipy's CSR form."""
        begin = np.concatenate(([0], np.cumsum(self._counts)))
        by_set = csr_array((np.ones(len(self._members), bool), self._members, begin), shape=(len(self), self._total))
        by_element = by_set.tocsc()
        position = np.empty(len(self), np.int32)
        position[self.order] = np.arange(len(self), dtype=np.int32)
        for chunk in slices(len(by_element.indices)):
            by_element.indices[chunk] = position[by_element.indices[chunk]]
        return by_element.T

    def intersecting(self, elements: NDArray[np.integer]) -> NDArray[np.int64]:
        """The positions of the sets that hold any of these elements, ascending."""
        if len(elements) * _SPARSE < self._total:
            return np.flatnonzero(mask_of(self._inverted[elements].indices, len(self)))
        hit = np.zeros(len(self), bool)
        live = np.zeros(self._total, bool)
        live[elements] = True
        for low in range(0, len(self), _CHUNK):
            chunk = hit[low : low + _CHUNK]
            for column in self._columns:
                members = column[low : low + _CHUNK]
                if not len(members):
                    break
                chunk[: len(members)] |= live[members]
        if len(self._ends):
            hit[: len(self._ends)] |= np.logical_or.reduceat(live[self._rest], self._begins)
        return np.flatnonzero(hit)

    def unite(self, matrix: BitMatrix, positions: NDArray[np.integer], out: NDArray[np.uint64] | None = None) -> NDArray[np.uint64]:
        """The unions for the sets at these positions (ascending), one row each, in `out` where it is given."""
        words = matrix.bits.shape[1]
        result = np.empty((len(positions), words), np.uint64) if out is None else out
        spare = np.empty((min(_CHUNK, len(positions)), words), np.uint64)
        for low in range(0, len(positions), _CHUNK):
            chunk, united = positions[low : low + _CHUNK], result[low : low + _CHUNK]
            for k, column in enumerate(self._columns):
                count = int(np.searchsorted(chunk, len(column)))
                if not count:
                    break
                members = column[chunk[:count]]
                # mode="clip": any other makes numpy fill a buffer of its own first; all indices are within bounds
                if k == 0:
                    np.take(matrix.bits, matrix.row_of[members], axis=0, out=united, mode="clip")
                else:
                    np.take(matrix.bits, matrix.row_of[members], axis=0, out=spare[:count], mode="clip")
                    united[:count] |= spare[:count]
        large = positions[: np.searchsorted(positions, len(self._ends))]
        if len(large):
            begin, end = self._begins[large], self._ends[large]
            members = self._rest[ranges(begin, end)]
            at = np.concatenate(([0], np.cumsum(end - begin)[:-1]))
            result[: len(large)] |= np.bitwise_or.reduceat(matrix.bits[matrix.row_of[members]], at, axis=0)
        return result

    def unite_all(self, matrix: BitMatrix) -> BitMatrix:
        """The unions as a matrix whose elements are the sets, numbered as they were given."""
        positions = self.intersecting(matrix.elements)
        sets = self.order[positions]
        bits = np.empty((len(sets) + 1, matrix.bits.shape[1]), np.uint64)
        bits[0] = 0
        self.unite(matrix, positions, bits[1:])
        return BitMatrix(sets, row_index(sets, len(self)), bits)


def _columns(members: NDArray[np.int32], begins: NDArray[np.integer], fewer: NDArray[np.integer]) -> list[NDArray[np.int32]]:
    """The k-th members of all sets that have so many, for each k; `fewer[k]` is how many sets have more than k.

    Chunk by chunk, and all members of a chunk's sets one after the other: they lie together, and are in the cache after the first.
    """
    columns = [np.empty(many, np.int32) for many in fewer[:_COLUMNS] if many]
    low = 0
    for size in range(len(columns), 0, -1):  # sets of so many, of `_COLUMNS` and more first
        for at in range(low, int(fewer[size - 1]), _CHUNK):
            chunk = begins[at : min(at + _CHUNK, int(fewer[size - 1]))]
            for k in range(size):
                np.take(members, chunk + k, out=columns[k][at : at + len(chunk)], mode="clip")
        low = int(fewer[size - 1])
    return columns


def unpack_bits(rows: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """One boolean per bit. Shape rows by 64 times words."""
    bits: NDArray[np.uint8] = np.unpackbits(np.ascontiguousarray(rows, "<u8").view(np.uint8), axis=1, bitorder="little")
    return bits.astype(bool)


def column_counts(rows: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How many rows have each bit set (a positional population count). Shape 64 times words.

    Carry-save adders over all columns at once: three rows become a row of sums and a row of carries of twice the weight (Harley
    and Seal, in Warren, Hacker's Delight, 2nd ed., 5-1). Eight chunks at a time go into sums of weight 1, 2 and 4; the carries of
    weight 8, an eighth of the rows, are counted the same way.
    """
    whole = len(rows) // _COUNTED * _COUNTED
    if not whole:
        return _count_in_cache(rows)
    chunk = _COUNTED // 8
    ones = twos = fours = np.zeros((chunk, rows.shape[1]), np.uint64)
    eights = []
    for low in range(0, whole, _COUNTED):
        a, b, c, d, e, f, g, h = (rows[at : at + chunk] for at in range(low, low + _COUNTED, chunk))
        ones, two_a = _add(ones, a, b)
        ones, two_b = _add(ones, c, d)
        twos, four_a = _add(twos, two_a, two_b)
        ones, two_a = _add(ones, e, f)
        ones, two_b = _add(ones, g, h)
        twos, four_b = _add(twos, two_a, two_b)
        fours, eight = _add(fours, four_a, four_b)
        eights.append(eight)
    total = _count_in_cache(rows[whole:]) + _count_in_cache(ones) + 2 * _count_in_cache(twos) + 4 * _count_in_cache(fours)
    return total + 8 * column_counts(np.concatenate(eights))


def _add(a: NDArray[np.uint64], b: NDArray[np.uint64], c: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """A full adder per bit: sums and carries of three rows."""
    either = a ^ b
    return either ^ c, (a & b) | (either & c)


def _count_in_cache(rows: NDArray[np.uint64]) -> NDArray[np.int64]:
    """`column_counts` of rows that fit the cache: adders take three thirds of the rows at a time, weight by weight."""
    total = np.zeros(rows.shape[1] * WORD, np.int64)
    weight = 1
    while len(rows):
        carries = []
        while len(rows) > 2:
            third = len(rows) // 3
            sums, carry = _add(rows[:third], rows[third : 2 * third], rows[2 * third : 3 * third])
            carries.append(carry)
            rows = np.concatenate((sums, rows[3 * third :]))
        total += weight * unpack_bits(rows).sum(axis=0)
        rows = np.concatenate(carries) if carries else rows[:0]
        weight *= 2
    return total


def column_sums(rows: NDArray[np.uint64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Per bit column, the sum of the weights of the rows that have the bit set. Shape 64 times words.

    A column of bytes takes 256 values, so that one weighted histogram gives the sums of its eight bit columns. Sums are exact
    below 2**53.
    """
    single = weights == 1
    if single.all():
        return column_counts(rows).astype(np.float64)
    total = np.concatenate([np.bincount(column, weights[~single], 256) @ _bits() for column in _bytes(rows[~single])])
    return total + column_counts(rows[single]) if single.any() else total


def column_any(rows: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Per bit column, whether any row has the bit set."""
    found: NDArray[np.bool_] = unpack_bits(np.bitwise_or.reduce(rows, axis=0, keepdims=True))[0]
    return found


def column_max(rows: NDArray[np.uint64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Per bit column, the largest value (none is negative) of the rows that have the bit set; 0 where none has."""
    single = values == 1
    best = column_any(rows[single] if not single.all() else rows).astype(np.float64)
    if single.all():
        return best
    order = np.flatnonzero(~single)[np.argsort(values[~single], kind="stable")]
    values, has = values[order], _bits()
    found = []
    for column in _bytes(rows[order]):
        last = np.zeros(256)
        last[column] = values  # among equal bytes the last assignment wins, which is the largest value
        found.append((last[:, None] * has).max(axis=0))
    largest: NDArray[np.float64] = np.maximum(best, np.concatenate(found))
    return largest


def _bytes(rows: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """The rows transposed to byte columns, each contiguous; column i is bit i % 8 of byte i // 8."""
    return np.ascontiguousarray(np.ascontiguousarray(rows, "<u8").view(np.uint8).T)


def _bits() -> NDArray[np.float64]:
    """Shape 256 by 8: the bits of each byte."""
    return ((np.arange(256)[:, None] >> np.arange(8)) & 1).astype(np.float64)
