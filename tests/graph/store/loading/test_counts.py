"""What a store must hold is counted from what loads write: after any of them it is what is there."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.graph.store import Store
from maillon.graph.store.loading.counts import count_all, kept_counts, missing
from maillon.graph.store.loading.load import Load
from tests.support.places import empty
from tests.support.statements import clinics


def _agree(store: Store) -> None:
    must, there = store.connection.read(kept_counts), store.connection.read(count_all)
    assert must == there
    assert store.connection.read(missing) is None


def test_counts_follow_every_load_and_unload(store: Store) -> None:
    small = Store(store.connection, loading=Load(store.connection, batch=50, page=8))

    @settings(max_examples=3)
    @given(st.lists(st.tuples(st.sampled_from(["d", "e"]), st.integers(0, 3)), min_size=2, max_size=4))
    def check(loads: list[tuple[str, int]]) -> None:
        empty(store)
        for dataset, seed in loads:
            small.load(dataset, list(clinics(seed).items())[: 30 * seed], loader="drawn")
            _agree(store)
        for dataset in ("d", "e"):
            small.unload(dataset)
        _agree(store)
        assert not store.connection.read(count_all)

    check()


def test_what_went_missing_or_was_added_is_named_with_both_numbers(store: Store) -> None:
    store.load("d", clinics().items(), loader="drawn")
    store.connection.write(lambda tx: tx.run("MATCH (:Organisation {id: 'org:c1'})-[x:DELEGATES_TO]->() DELETE x").consume())
    assert store.connection.read(missing) == ("DELEGATES_TO", 237, 240)
    store.connection.write(lambda tx: tx.run("CREATE (:Organisation {id: 'org:new'})").consume())
    assert store.connection.read(missing) == ("Organisation", 101, 100)


def test_a_store_that_an_older_version_loaded_is_counted_from_its_next_load_on(store: Store) -> None:
    store.load("d", clinics().items(), loader="drawn")
    store.connection.write(lambda tx: tx.run("MATCH (c:StoreCheck) DELETE c").consume())
    assert store.connection.read(missing) == ("StoreCheck", 0, 1)  # the counts of this version are lost
    store.connection.write(lambda tx: tx.run("MATCH (d:Dataset) REMOVE d.ledger").consume())
    assert store.connection.read(missing) is None
    store.load("e", list(clinics(2).items())[:50], loader="drawn")
    _agree(store)
