"""What changes between what records said and what they say."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.statements import NodeStatement
from maillon.graph.store.loading.delta import combine, difference, kept
from tests.support.statements import said

ids = st.text("abcdef0123456789", min_size=1, max_size=6)
assertions = st.lists(st.sampled_from("ABC"), max_size=4)


# old lines ──difference──▶ counts per assertion;  combine(old counts, difference) = new counts
@given(st.dictionaries(ids, assertions), st.dictionaries(ids, assertions))
def test_adding_the_difference_to_what_was_said_gives_what_is_said(old: dict[str, list[str]], new: dict[str, list[str]]) -> None:
    def count(records: dict[str, list[str]]) -> Counter[str]:
        return Counter(NodeStatement("org:a", (), {"name": n}).assertion for names in records.values() for n in names)

    before = [said(record, *names) for record, names in old.items()]
    after = [said(record, *names) for record, names in new.items()]
    delta = difference(before, after)
    held = kept(dict(count(old)))
    result = combine(held["said"], held.get("said_n"), delta.changes.get(("n", "org:a"), {}))  # type: ignore[arg-type]
    assert result == dict(count(new))


def test_what_was_never_said_cannot_be_taken_back() -> None:
    with pytest.raises(ValueError, match="x"):
        combine(["y"], None, {"x": -1})
