"""What reach is computed with: unions and counts of rows of bits, look-ups, condensed graphs, each against the plain way."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from maillon.queries.scale import arrays, bits
from maillon.queries.scale.arrays import (
    argsort_descending,
    argsort_stable,
    counts_of,
    csr_groups,
    distinct_below,
    distinct_pairs,
    factorize,
    lookup,
    mask_of,
    ranges,
    rank_in,
)
from maillon.queries.scale.bits import BitMatrix, SetUnions, column_any, column_counts, column_max, column_sums, unpack_bits
from maillon.queries.scale.condensation import Condensation

COLUMNS = 70
"""More than a word."""


def rows_of(sets: dict[int, set[int]], among: int) -> BitMatrix:
    """Rows in which each thing has the columns given."""
    elements = np.array(sorted(sets), np.int64)
    rows = BitMatrix.empty(elements, among, -(-COLUMNS // 64))
    pairs = [(thing, column) for thing, columns in sets.items() for column in columns]
    rows.set_bits(np.array([t for t, _ in pairs], np.int64), np.array([c for _, c in pairs], np.int64))
    return rows


def columns_of(row: NDArray[np.uint64]) -> set[int]:
    return set(np.flatnonzero(unpack_bits(row[None])[0]).tolist())


elements = st.integers(0, 30)
some_rows = st.dictionaries(elements, st.sets(st.integers(0, COLUMNS - 1), min_size=1), max_size=12)
some_sets = st.lists(st.lists(elements, min_size=1, max_size=40), min_size=1, max_size=30)


@given(some_rows, some_sets, st.booleans(), st.integers(1, 5))
@settings(deadline=None, max_examples=200)
def test_a_union_has_the_bits_of_its_members_whatever_its_size(
    held: dict[int, set[int]], sets: list[list[int]], sparse: bool, piece: int
) -> None:
    # set 0: {a, b}   set 1: {b}   …   each becomes the union of the rows of its members
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bits, "_SPARSE", 1 if sparse else 10**9)
        patch.setattr(bits, "_CHUNK", piece)
        unions = SetUnions(np.concatenate([np.array(s, np.int64) for s in sets]), np.cumsum([0, *map(len, sets[:-1])]), 31)
        assert [len(sets[i]) for i in unions.order] == sorted(map(len, sets), reverse=True)
        rows = rows_of(held, 31)
        which = unions.intersecting(rows.elements)
        assert set(unions.order[which].tolist()) == {i for i, s in enumerate(sets) if not held.keys().isdisjoint(s)}
        united = unions.unite(rows, which)
        for place, row in zip(which, united, strict=True):
            assert columns_of(row) == set().union(*(held.get(thing, set()) for thing in sets[unions.order[place]]))
        again = unions.unite_all(rows)
        for i, s in enumerate(sets):
            assert columns_of(again.bits[again.row_of[i]]) == set().union(*(held.get(thing, set()) for thing in s))


@given(st.integers(0, 40), st.integers(1, 3), st.integers(0, 2**32), st.sampled_from([8, 64, 8 * 2048]))
@settings(deadline=None, max_examples=60)
def test_columns_are_counted_summed_and_compared_as_one_by_one(rows: int, words: int, seed: int, group: int) -> None:
    dice = np.random.default_rng(seed)
    drawn = dice.integers(0, 2**64, (rows, words), np.uint64) & dice.integers(0, 2**64, (rows, words), np.uint64)
    plain = unpack_bits(drawn)
    weights = dice.choice([0.0, 1.0, 1.0, 5.0, 1e9], rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bits, "_COUNTED", group)
        assert column_counts(drawn).tolist() == plain.sum(axis=0).tolist()
        assert column_sums(drawn, weights).tolist() == (weights @ plain).tolist()
        assert column_any(drawn).tolist() == plain.any(axis=0).tolist()
        assert column_max(drawn, weights).tolist() == (plain * weights[:, None]).max(axis=0, initial=0).tolist()


@given(st.sets(st.integers(0, 500)), st.lists(st.integers(0, 500), max_size=40))
def test_a_place_is_found_among_sorted_numbers_with_a_table_and_without(ordered: set[int], values: list[int]) -> None:
    members, looked_up = np.array(sorted(ordered), np.int64), np.array(values, np.int64)
    expected = [sum(m < v for m in ordered) for v in values]
    assert rank_in(members, looked_up, 501).tolist() == expected
    assert rank_in(members, np.tile(looked_up, 40), 501).tolist() == expected * 40


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_small_steps_over_arrays_do_what_they_say(pairs: list[tuple[int, int]]) -> None:
    a, b = (np.array([p[i] for p in pairs], np.int64) for i in (0, 1))
    first, second = distinct_pairs(a, b, 10)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == sorted(set(pairs))
    used, place = factorize(a, 10)
    assert used.tolist() == sorted(set(a.tolist()))
    assert used[place].tolist() == a.tolist()
    assert ranges(a, a + b).tolist() == [n for low, length in pairs for n in range(low, low + length)]
    assert argsort_descending(b).tolist() == sorted(range(len(pairs)), key=lambda i: -pairs[i][1])
    assert argsort_stable(b * 10_000).tolist() == sorted(range(len(pairs)), key=lambda i: pairs[i][1])


@given(st.lists(st.integers(0, 40), max_size=40), st.integers(1, 7), st.integers(41, 2000))
def test_many_numbers_looked_up_and_marked_a_few_at_a_time_are_as_all_at_once(numbers: list[int], piece: int, below: int) -> None:
    values = np.array(numbers, np.int32)
    table = np.arange(41, dtype=np.int32)[::-1] * 3
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrays, "CHUNK", piece)
        assert lookup(table, values).tolist() == [120 - 3 * n for n in numbers]
        assert lookup(table, table[::3] // 3, values // 3).tolist() == [table[table[::3][n // 3] // 3] for n in numbers]
        assert np.flatnonzero(mask_of(values, below)).tolist() == sorted(set(numbers))
        assert counts_of(values, below).tolist() == [numbers.count(n) for n in range(below)]
        assert distinct_below(values, below).tolist() == sorted(set(numbers))


@given(st.lists(st.integers(0, 6), max_size=12) | st.permutations(range(7)))
def test_the_members_of_a_group_stand_together_also_where_each_has_one(groups: list[int]) -> None:
    begin, members = csr_groups(np.array(groups, np.int64), 7)
    found = [members[begin[group] : begin[group + 1]].tolist() for group in range(7)]
    assert found == [[i for i, of in enumerate(groups) if of == group] for group in range(7)]


edges = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)


@given(edges, st.lists(st.tuples(st.integers(0, 9), st.integers(0, COLUMNS - 1)), min_size=1, max_size=6))
@settings(deadline=None, max_examples=200)
def test_bits_come_to_all_that_lead_to_where_they_start_loops_and_all(drawn: list[tuple[int, int]], seeds: list[tuple[int, int]]) -> None:
    # 0 ─▶ 1 ⇄ 2 ─▶ 3        a bit of 3 comes to 0, 1, 2 and 3
    starts, ends = (np.array([e[i] for e in drawn], np.int64) for i in (0, 1))
    rows = Condensation(starts, ends, 10).propagate(np.array([n for n, _ in seeds]), np.array([c for _, c in seeds]), 2)
    graph: Any = nx.DiGraph()
    graph.add_nodes_from(range(10))
    graph.add_edges_from(drawn)
    expected = [{c for n, c in seeds if n == node or n in nx.descendants(graph, node)} for node in range(10)]
    assert [columns_of(rows.bits[rows.row_of[node]]) for node in range(10)] == expected
    assert set(rows.elements.tolist()) == {node for node in range(10) if expected[node]}


def test_a_graph_without_a_node_has_no_rows() -> None:
    none = np.zeros(0, np.int64)
    assert len(Condensation(none, none, 0).propagate(none, none, 1).elements) == 0
