"""The comparison of public lists, field by field, with what `csv` and `json` alone read: on the lists invented for these tests."""

from __future__ import annotations

import pytest

from benchmarks.lists import LISTS, files, measure
from benchmarks.lists.comparing import Side, compare
from tests.support.places import FIXTURES

FOUND = list(files(FIXTURES))


@pytest.mark.parametrize("name", sorted(LISTS))
def test_nothing_of_a_list_is_missing_wrong_or_invented(name: str) -> None:
    (score,) = measure([(found, path) for found, path in FOUND if found == name]).values()
    assert score["row"]["right"] > 0
    assert {field: dict(counts) for field, counts in score.items() if any(counts[w] for w in ("missing", "wrong", "invented"))} == {}


# row {a: 1, b: 2, c: -, d: {x, y}}   beside   record {a: 1, b: 3, c: 4, d: {y, z}}
def test_each_way_of_being_wrong_is_counted_apart() -> None:
    row = Side({"a": 1, "b": 2, "c": None, "d": frozenset("xy"), "e": 5}, (("one",),))
    record = Side({"a": 1, "b": 3, "c": 4, "d": frozenset("yz"), "e": None}, (("one",),))
    lost, made_up = Side({"a": 1}, (("two",),)), Side({"a": 7}, (("three",),))
    score = compare([row, lost], [record, made_up])
    assert {field: {word: n for word, n in counts.items() if n} for field, counts in score.items()} == {
        "row": {"right": 1, "missing": 1, "invented": 1},
        "a": {"right": 1, "missing": 1, "invented": 1},
        "b": {"wrong": 1},
        "c": {"invented": 1},
        "d": {"right": 1, "missing": 1, "invented": 1},
        "e": {"missing": 1},
    }
