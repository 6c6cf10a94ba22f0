"""Records come out in the order of their ids, once, however few fit in memory."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.statements import NodeStatement
from maillon.graph.store import RecordRefused
from maillon.graph.store.loading.external_sort import ExternalSort
from tests.support.languages import refused
from tests.support.statements import said

ids = st.text("abcdef0123456789", min_size=1, max_size=6)


@given(st.dictionaries(ids, st.sampled_from("AB"), max_size=30), st.integers(1, 7), st.randoms(use_true_random=False))
def test_records_come_out_sorted_and_once_however_few_fit_in_memory(records: dict[str, str], run: int, random: object) -> None:
    given_ = [*records.items(), *list(records.items())[:3]]
    random.shuffle(given_)  # type: ignore[attr-defined]
    with ExternalSort(run) as sort:
        for record, name in given_:
            sort.add(record, [NodeStatement("org:a", (), {"name": name})])
        found = [(line.record, line.text) for line in sort.lines()]
    assert found == sorted((record, said(record, name)) for record, name in records.items())


def test_two_records_with_one_id_and_two_texts_are_refused() -> None:
    with ExternalSort(1) as sort:
        sort.add("r", [NodeStatement("org:a", (), {"name": "A"})])
        sort.add("r", [NodeStatement("org:a", (), {"name": "B"})])
        with refused(RecordRefused, "two records have the id r", "deux fiches ont l'id r"):
            list(sort.lines())


@pytest.mark.parametrize("record", ["", "a\nb", "a\tb", "\x00"])
def test_a_record_id_without_a_name_or_with_control_characters_is_refused(record: str) -> None:
    with ExternalSort() as sort, refused(RecordRefused, "record id", "l'id de fiche"):
        sort.add(record, [])


def test_text_that_is_not_unicode_is_refused() -> None:
    with ExternalSort() as sort, refused(RecordRefused, "not Unicode", "pas du texte Unicode"):
        sort.add("r", [NodeStatement("org:a", (), {"name": "\ud800"})])


def test_a_value_that_no_line_can_hold_is_refused_in_the_words_of_the_model() -> None:
    with ExternalSort() as sort, refused(RecordRefused, "record r: 'count_as_of' of org:a must be date", "fiche r : "):
        sort.add("r", [NodeStatement("org:a", (), {"count_as_of": dt.date(2025, 1, 1)})])  # type: ignore[dict-item]
