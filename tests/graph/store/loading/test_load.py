"""The graph is a pure function of the set of records: whatever was loaded, cut, repeated or taken back on the way."""

from __future__ import annotations

import hashlib
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from neo4j import ManagedTransaction

from maillon.graph.statements import ArrowStatement, NodeStatement
from maillon.graph.store import LoadReport, RecordRefused, Store
from maillon.graph.store.connection import Connection
from maillon.graph.store.loading import load as loading
from maillon.graph.store.loading.batch import Batch, BatchResult
from maillon.graph.store.loading.load import Load
from tests.support.languages import refused
from tests.support.random_records import RECORDS
from tests.support.statements import Records, clinics, expected, node, trust

EMPTY = hashlib.sha256(b"").hexdigest()


def small(store: Store, batch: int = 3, page: int = 2) -> Store:
    """The same store with batches and pages so small that a drawn graph has many."""
    return Store(store.connection, loading=Load(store.connection, batch=batch, page=page))


def load(store: Store, dataset: str, records: Records) -> LoadReport:
    return store.load(dataset, records.items(), loader="drawn")


def wipe(store: Store) -> None:
    for dataset in store.status().datasets:
        store.unload(dataset.id)


class Cut(Exception):  # noqa: N818
    """A load that dies."""


def cut_load(store: Store, dataset: str, records: Records, batches: int) -> None:
    """Load, and die after so many batches, if there are so many."""
    left = iter(range(batches - 1))

    def die(done: int, total: int) -> None:
        if next(left, None) is None:
            raise Cut

    with suppress(Cut):
        store.load(dataset, records.items(), loader="drawn", progress=die)


@contextmanager
def dying_before_labels() -> Iterator[None]:
    """A load dies between its data and the labels that follow; what another left is still settled before it begins."""
    settle, apply, written = loading.apply_role_labels, Batch.apply, threading.Event()

    def write(batch: Batch, tx: ManagedTransaction) -> BatchResult:
        written.set()
        return apply(batch, tx)

    def die(connection: Connection) -> None:
        if written.is_set():
            raise Cut
        settle(connection)

    with patch.object(loading, "apply_role_labels", die), patch.object(Batch, "apply", write), suppress(Cut):
        yield


# ---------------------------------------------------------------------------------------------- any history, one graph

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["load", "again", "unload", "cut", "cut before labels"]), st.sampled_from(["d1", "d2"]), RECORDS, st.integers(1, 3)
    ),
    min_size=1,
    max_size=5,
)


# d1: r1 says a ─▶ b, a is an Insurer; cut before the label; then r1 says a is a CareProvider: no Insurer may be left over.
@example(
    [
        ("load", "d1", {"1": [node("org:a")]}, 1),
        ("cut before labels", "d1", {"1": [node("org:a", "Insurer")]}, 1),
        ("load", "d1", {"1": [node("org:a", "CareProvider")]}, 1),
    ],
    1,
    2,
)
# d1 and d2 both say a ─▶ b; d1 is taken back: the arrow stays with what d2 said.
@example(
    [
        ("load", "d1", {"1": [trust("org:a", "org:b", since="2020-01-01")]}, 1),
        ("load", "d2", {"2": [trust("org:a", "org:b")]}, 1),
        ("unload", "d1", {}, 1),
    ],
    1,
    2,
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(STEPS, st.sampled_from([1, 3, 100]), st.sampled_from([1, 2, 256]))
def test_whatever_the_history_the_graph_is_that_of_the_records(
    store: Store, steps: list[tuple[str, str, Records, int]], batch: int, page: int
) -> None:
    wipe(store)
    tried = small(store, batch, page)
    world: dict[str, Records] = {}
    unfinished: dict[str, Records] = {}
    for what, dataset, records, batches in steps:
        if what == "unload":
            tried.unload(dataset)
            world.pop(dataset, None)
            unfinished.pop(dataset, None)
        elif what == "again" and dataset in world and dataset not in unfinished:
            shuffled = dict(random.Random(batches).sample(list(world[dataset].items()), len(world[dataset])))
            report = load(tried, dataset, shuffled)
            assert replace(report, nodes=0, arrows=0) == LoadReport(dataset, read=len(shuffled), unchanged=len(shuffled))
        elif what == "cut":
            cut_load(tried, dataset, records, batches)
            world[dataset] = unfinished[dataset] = records
        elif what == "cut before labels":
            with dying_before_labels():
                load(tried, dataset, records)
            world[dataset] = unfinished[dataset] = records
        else:
            load(tried, dataset, records)
            world[dataset] = records
            unfinished.pop(dataset, None)
    for dataset, records in unfinished.items():
        load(tried, dataset, records)
    assert tried.graph_hash() == expected(world)
    assert {d.id: (d.records, d.complete) for d in tried.status().datasets} == {d: (len(r), True) for d, r in world.items()}
    for dataset in world:
        tried.unload(dataset)
    assert tried.graph_hash() == expected({}) == EMPTY
    assert tried.status().nodes == {}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["d1", "d2", "d3"]), RECORDS, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_data_sets_and_records_does_not_matter(store: Store, world: dict[str, Records], order: random.Random) -> None:
    hashes = set()
    for batch in (1, 100):
        wipe(store)
        for dataset in order.sample(sorted(world), len(world)):
            load(small(store, batch), dataset, dict(order.sample(sorted(world[dataset].items()), len(world[dataset]))))
        hashes.add(store.graph_hash())
    assert hashes == {expected(world)}


# ---------------------------------------------------------------------------------------------------- single cases

# r1: a ──▶ b       r2: b is a vendor       r3: a ──▶ b, c ──▶ b
THREE: Records = {
    "r1": [node("org:a", "Insurer"), trust("org:a", "org:b", since="2020-01-01")],
    "r2": [node("org:b", "SoftwareVendor")],
    "r3": [trust("org:a", "org:b", status="confirmed", since="2019-01-01"), trust("org:c", "org:b")],
}


def test_a_load_counts_records_nodes_and_arrows(store: Store) -> None:
    assert load(store, "d", THREE) == LoadReport("d", read=3, loaded=3, nodes_created=3, arrows_created=2, nodes=3, arrows=2)
    assert load(store, "d", THREE) == LoadReport("d", read=3, unchanged=3, nodes=3, arrows=2)
    changed: Records = {**THREE, "r2": [node("org:b", "SoftwareVendor", "HostingProvider")]}
    assert load(store, "d", changed) == LoadReport("d", read=3, loaded=1, unchanged=2, nodes_changed=1, nodes=3, arrows=2)
    # Without r3: the arrow a ─▶ b loses a reading, c ─▶ b goes, and c with it.
    fewer: Records = {name: changed[name] for name in ("r1", "r2")}
    gone = {"nodes_deleted": 1, "arrows_changed": 1, "arrows_deleted": 1}
    assert load(store, "d", fewer) == LoadReport("d", read=2, unchanged=2, taken_back=1, nodes=2, arrows=1, **gone)
    assert store.unload("d") == LoadReport("d", taken_back=2, nodes_deleted=2, arrows_deleted=1)


# a ──▶ b, said by c and by another; who leads depends on what is known of c, whichever is loaded first.
@pytest.mark.parametrize("first", ["relation", "authority"])
def test_who_is_an_authority_speaks_first_whenever_that_is_learnt(store: Store, first: str) -> None:
    said: Records = {
        "r1": [trust("org:a", "org:b", by=["org:c"], since="2019-01-01", made_on_edtf="2020")],
        "r2": [trust("org:a", "org:b", by=["org:d"], since="2021-01-01", made_on_edtf="2024")],
    }
    authority: Records = {"c": [node("org:c", "Regulator")]}
    lead = "MATCH (:Organisation {id: 'org:a'})-[r:DELEGATES_TO]->(:Organisation {id: 'org:b'}) RETURN r.by AS by, r.each_by AS each"
    sets = {"relation": said, "authority": authority}
    for name in (first, *(sets.keys() - {first})):
        load(store, name, sets[name])
    assert store.read(lead) == [{"by": ["org:c"], "each": ["org:c", "org:d"]}]
    assert store.graph_hash() == expected(sets)
    store.unload("authority")
    assert store.read(lead) == [{"by": ["org:d"], "each": ["org:d", "org:c"]}], "then the latest leads"
    assert store.graph_hash() == expected({"relation": said})


# a ──▶ b, said of both ends only by the arrow: both are there, marked, and go with it.
def test_ends_that_nobody_states_come_and_go_with_their_arrow(store: Store) -> None:
    load(store, "d", {"r": [trust("org:a", "org:b")]})
    assert store.read("MATCH (n:Organisation) RETURN n.id AS id, n.unstated AS unstated, n.name AS name ORDER BY id") == [
        {"id": "org:a", "unstated": True, "name": "org:a"},
        {"id": "org:b", "unstated": True, "name": "org:b"},
    ]
    load(store, "e", {"r": [node("org:a", "Insurer")]})
    assert store.read("MATCH (n:Insurer) RETURN n.id AS id, n.unstated AS unstated") == [{"id": "org:a", "unstated": None}]
    store.unload("d")
    assert store.read("MATCH (n:Organisation) RETURN n.id AS id") == [{"id": "org:a"}]


# a ──pay──▶ b   a ──▶ b   a ──▶ a        three arrows: the service is part of the key, and an end may be its own start
def test_arrows_with_different_keys_and_loops_are_kept_apart(store: Store) -> None:
    records: Records = {"r": [trust("org:a", "org:b", "pay"), trust("org:a", "org:b"), trust("org:a", "org:a")]}
    assert load(store, "d", records).arrows_created == 3
    assert load(store, "d", {"r": records["r"][1:]}).arrows_deleted == 1
    assert store.graph_hash() == expected({"d": {"r": records["r"][1:]}})


def test_roles_that_change_move_the_labels_and_keep_the_arrows(store: Store) -> None:
    load(store, "d", THREE)
    load(store, "d", {**THREE, "r2": [node("org:b", "Hospital", "CareProvider")]})
    rows = store.read("MATCH (:Organisation)-[:DELEGATES_TO]->(n:Hospital:CareProvider) WHERE NOT n:SoftwareVendor RETURN count(*) AS n")
    assert rows == [{"n": 2}]


def test_a_cut_load_says_incomplete_until_it_is_finished(store: Store) -> None:
    cut_load(small(store, batch=1), "d", THREE, 1)
    (status,) = store.status().datasets
    assert (status.complete, store.status().complete) == (False, False)
    load(store, "d", THREE)
    (status,) = store.status().datasets
    assert (status.complete, status.records) == (True, 3)


def test_a_load_that_is_cut_at_every_batch_in_turn_is_finished_by_the_next(store: Store) -> None:
    for batches in range(1, 4):
        cut_load(small(store, batch=1, page=1), "d", THREE, batches)
    load(small(store, batch=1, page=1), "d", THREE)
    assert store.graph_hash() == expected({"d": THREE})


def test_progress_counts_pages_up_to_their_number(store: Store) -> None:
    calls: list[tuple[int, int]] = []
    small(store, batch=1, page=1).load("d", THREE.items(), loader="drawn", progress=lambda done, total: calls.append((done, total)))
    assert calls == [(1, 3), (2, 3), (3, 3)]


def test_a_refused_record_leaves_the_store_as_it_was(store: Store) -> None:
    load(store, "d", THREE)
    before = store.graph_hash(), store.ledger_hash()
    with refused(RecordRefused, "record r9: no arrow is called", "fiche r9 : aucune flèche ne s'appelle"):
        load(store, "d", {"r1": [], "r9": [ArrowStatement("OWNS", "org:a", "org:b")]})
    assert (store.graph_hash(), store.ledger_hash()) == before
    assert store.status().complete


@pytest.mark.parametrize("name", ["", "A", "a b", "a|b", "../a", "a" * 101])
def test_a_data_set_needs_a_plain_name(store: Store, name: str) -> None:
    with refused(RecordRefused, "cannot name a data set", "ne peut nommer un jeu de données"):
        load(store, name, THREE)


def test_a_data_set_keeps_its_description_and_forgets_it_with_unload(store: Store) -> None:
    store.load("d", THREE.items(), loader="records", title="Title", licence="CC-BY-4.0")
    (status,) = store.status().datasets
    assert (status.loader, status.title, status.licence, status.records) == ("records", "Title", "CC-BY-4.0", 3)
    assert status.loaded_on is not None
    store.load("d", THREE.items(), loader="records")
    (status,) = store.status().datasets
    assert (status.title, status.licence) == (None, None)
    store.unload("d")
    assert store.status().datasets == ()
    assert store.unload("d") == LoadReport("d")


def test_a_data_set_without_records_is_there_and_empty(store: Store) -> None:
    assert load(store, "d", {}) == LoadReport("d")
    (status,) = store.status().datasets
    assert (status.records, status.complete) == (0, True)


def test_a_record_may_be_far_larger_than_a_message_to_the_engine_is_long(store: Store) -> None:
    # 60 organisations with notes of 200 000 characters: 24 MB as they are sent, in one page and one batch.
    note = "é" * 100_000
    records: Records = {f"r{i}": [node(f"org:{i}", note_fr=note + str(i))] for i in range(60)}
    load(store, "d", records)
    assert store.graph_hash() == expected({"d": records})
    assert load(store, "d", records).unchanged == 60
    store.unload("d")
    assert store.graph_hash() == EMPTY


def test_the_ledger_hash_tells_whether_the_same_records_are_loaded(store: Store) -> None:
    load(store, "d", THREE)
    before = store.ledger_hash()
    load(store, "d", {**THREE, "r4": []})
    assert store.ledger_hash() != before
    load(store, "d", dict(reversed(list(THREE.items()))))
    assert store.ledger_hash() == before


def test_every_type_of_property_comes_back_as_it_was_stated(store: Store) -> None:
    population = NodeStatement("population:z", (), {"name": "z", "size_low": 2**53 + 1, "as_of": "2024-02-29"})
    owned = ArrowStatement("SUBSIDIARY_OF", "org:a", "org:b", ("",), {"share": 0.51, "evidence": ["s"], "status": "confirmed"})
    claim = NodeStatement("claim:c", (), {"approximate": True, "scope": ["org:a"], "text_fr": "« l'été » \u2028 \U0001f600"})
    source = ArrowStatement("REPORTS", "source:s", "claim:c", ("p. 3",))
    records: Records = {"r": [population, owned, claim, source]}
    load(store, "d", records)
    assert store.graph_hash() == expected({"d": records})


def test_a_claim_said_by_many_records_keeps_how_many_say_it(store: Store) -> None:
    records: Records = {f"r{i}": [node("org:a"), replace(trust("org:a", "org:b"), start="org:a")] for i in range(5)}
    load(small(store, batch=2), "d", records)
    assert store.read("MATCH (a)-[x:DELEGATES_TO]->(b) RETURN a.said_n AS a, x.said_n AS x, b.said_n AS b") == [
        {"a": [5], "x": [5], "b": None}
    ]


# ------------------------------------------------------------------------------------------- said before it is done


@pytest.mark.parametrize("seed", range(4))
def test_a_preview_changes_nothing_and_tells_by_name_what_the_load_then_takes_back(store: Store, seed: int) -> None:
    choose = random.Random(seed)
    small_store, before = small(store, page=choose.choice((2, 5, 50))), clinics(seed)
    load(small_store, "drawn", before)
    after = {key: said for key, said in clinics(choose.choice((seed, seed + 1))).items() if choose.random() < 0.7}
    after |= {f"new{i}": [node(f"org:new{i}")] for i in range(3)}
    held = store.graph_hash()
    told = small_store.preview("drawn", after.items())
    assert store.graph_hash() == held
    heard: list[str] = []
    report = small_store.load("drawn", after.items(), loader="drawn", before=lambda gone: heard.extend(taken.id for taken in gone))
    assert heard == [taken.id for taken in told.taken_back] == sorted(before.keys() - after.keys())
    assert (report.loaded, report.unchanged, report.taken_back) == (told.loaded, told.unchanged, len(told.taken_back))
    assert all(taken.name == f"V{taken.id[1:]}" for taken in told.taken_back if taken.id.startswith("v") and taken.name)


def test_who_refuses_what_is_taken_back_stops_the_load_before_anything_is_written(store: Store) -> None:
    load(store, "a", {"one": [node("org:a")], "two": [node("org:b")]})
    held = store.graph_hash()
    with pytest.raises(Cut):
        store.load("a", {"one": [node("org:c")]}.items(), loader="drawn", before=lambda gone: (_ for _ in ()).throw(Cut))
    assert store.graph_hash() == held
    assert store.status().complete


def test_a_preview_of_a_store_that_holds_nothing_takes_nothing_back(store: Store) -> None:
    told = store.preview("a", {"one": [node("org:a")]}.items())
    assert (told.loaded, told.unchanged, told.taken_back) == (1, 0, ())


#  data set x: a, b      data set y: a        org:c only stands at the end of an arrow
def test_what_another_data_set_describes_is_told_from_what_only_the_own_one_does(store: Store) -> None:
    load(store, "x", {"1": [node("org:a")], "2": [node("org:b"), trust("org:b", "org:c")]})
    load(store, "y", {"1": [node("org:a")]})
    ids = ["org:a", "org:b", "org:c", "org:nowhere"]
    assert store.declared(ids) == {"org:a", "org:b"}
    assert store.declared(ids, besides=["x"]) == {"org:a"}
    assert store.declared(ids, besides=["x", "y"]) == set()


def test_the_mark_of_a_confidential_data_set_is_there_before_its_first_record_and_goes_with_a_load_without_it(store: Store) -> None:
    def die(done: int, total: int) -> None:
        raise Cut

    with suppress(Cut):
        small(store, batch=1).load("a", clinics().items(), loader="drawn", confidential=True, progress=die)
    (cut,) = store.status().datasets
    assert (cut.complete, cut.confidential) == (False, True)
    load(store, "a", {"1": [node("org:a")]})
    (whole,) = store.status().datasets
    assert (whole.complete, whole.confidential) == (True, False)
