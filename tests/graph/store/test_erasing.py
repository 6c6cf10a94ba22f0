"""A confidential data set that is unloaded: nothing of it stands in any file of the store, and nothing else is lost, whatever happens."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillon.graph.projection import project
from maillon.graph.records import Decision
from maillon.graph.statements import Kept, NodeStatement, Statement, WrittenRecord
from maillon.graph.store import Store, open_store
from maillon.graph.store.engine.drafts import write_atomic
from maillon.graph.store.engine.folder import Folder, prepare
from maillon.graph.store.erasing import take_back
from maillon.graph.store.loading.load import Load
from maillon.graph.store.place import watch_file
from maillon.graph.store.public_copy import public_copy
from tests.support.engines import LINGER, ended
from tests.support.places import Place, empty
from tests.support.running import maillon
from tests.support.searching import holding
from tests.support.statements import clinics, trust

NAMES = ("Ocelotyx", "Quetzalline", "Brimborion", "zibeline")
"""Of the list: its owner, a supplier, a service, the data set."""


def called(identifier: str, name: str) -> NodeStatement:
    return NodeStatement(identifier, (), {"name": name})


def public() -> dict[str, list[Statement]]:
    return {**clinics(), "known": [called("org:known", "Known")]}


# ocelotyx ──▶ quetzalline     only the list knows them
# ocelotyx ──▶ v1              whom others know as well
def secret(*more: Kept) -> dict[str, list[Kept]]:
    owner, supplier = "org:zibeline/ocelotyx", "org:zibeline/quetzalline"
    return {
        "zibeline/1": [called(owner, "Ocelotyx"), trust(owner, supplier, "Brimborion"), WrittenRecord({"who": "Ocelotyx"}), *more],
        "zibeline/2": [called(supplier, "Quetzalline"), trust(owner, "org:v1")],
    }


def decided(*subjects: str) -> tuple[str, list[Kept]]:
    said = Decision.model_validate({"same": list(subjects), "decided_by": "us", "on": "2026-11-01"})
    return said.id, [project(said)[0]]


DECISIONS = dict([decided("org:zibeline/quetzalline", "org:known"), decided("org:v1", "org:v2")])


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A store with a public data set, a confidential list, and decisions about both."""
    place = tmp_path / "store"
    with open_store(place, linger=LINGER) as store:
        store.load("public", public().items(), loader="drawn", title="Public", licence="CC0")
        store.load("zibeline", secret().items(), loader="drawn", confidential=True)
        store.load("decided", DECISIONS.items(), loader="records", confidential=True)
    yield place
    ended(place)


def test_nothing_of_it_stands_in_any_file_of_the_store_at_once_and_after_the_engine_ended(folder: Path) -> None:
    place = Place(directory=folder)
    assert maillon(place, "rank").code in (0, 1)
    assert maillon(place, "watch", "Ocelotyx").code in (0, 1)
    (folder / "log" / "process.log").write_text("Ocelotyx refused\n")
    kept = watch_file(folder / "watch", "org:zibeline/ocelotyx")
    assert kept.exists()
    assert holding(folder, NAMES).keys() == set(NAMES)
    assert any("inflated" in where for where in holding(folder, NAMES)["Ocelotyx"])
    ran = maillon(place, "unload", "zibeline", "--yes", "--format", "json")
    assert ran.code == 0, ran.err
    assert holding(folder, NAMES) == {}
    assert not kept.exists()
    said = json.loads(ran.out)
    assert [record["record"].partition(":")[0] for record in said["taken_back_records"]] == ["zibeline/1", "zibeline/2", "decision"]
    assert (said["taken_back"], said["nodes_deleted"], said["arrows_deleted"]) == (3, 2, 2)
    with open_store(folder, linger=LINGER) as store:
        assert store.verify().whole
        assert {d.id: (d.confidential, d.licence, d.records) for d in store.datasets()} == {
            "decided": (True, None, 1),
            "public": (False, "CC0", 101),
        }
        assert store.load("public", public().items(), loader="drawn").loaded == 0
    ended(folder)
    assert holding(folder, NAMES) == {}
    assert not Folder(folder).repairing.exists()


def test_what_a_newer_version_of_a_list_no_longer_says_is_erased_where_it_replaces_the_one_before(folder: Path) -> None:
    with open_store(folder, linger=LINGER) as store:
        newer = {"zibeline/1": [called("org:zibeline/ocelotyx", "Ocelotyx")]}
        gone: list[str] = []
        told = store.preview("zibeline", newer.items(), forget=True)
        report = store.load(
            "zibeline",
            newer.items(),
            loader="drawn",
            confidential=True,
            before=lambda taken: gone.extend(each.id for each in taken),
            forget=True,
        )
        assert holding(folder, NAMES).keys() == {"Ocelotyx", "zibeline"}
        decision = decided("org:zibeline/quetzalline", "org:known")[0]
        assert gone == [each.id for each in told.taken_back] == ["zibeline/2", decision]
        assert (report.loaded, report.unchanged, report.taken_back) == (told.loaded, told.unchanged, 2) == (1, 0, 2)
        assert (report.nodes, report.arrows) == (
            sum(store.status().nodes[label] for label in ("Organisation", "Decision")),
            sum(store.status().arrows.values()),
        )
        assert {found.id: found.confidential for found in store.datasets()} == {"decided": True, "public": False, "zibeline": True}


def test_who_reads_beside_sees_the_store_as_it_was_or_as_it_is_and_nothing_else(folder: Path) -> None:
    count = "MATCH (o:Organisation) RETURN count(o) AS n"
    seen: list[int] = []
    done = threading.Event()

    def look() -> None:
        with open_store(folder, linger=LINGER) as beside:
            while not done.is_set():
                seen.append(beside.read(count)[0]["n"])

    reader = threading.Thread(target=look)
    with open_store(folder, linger=LINGER) as store:
        before = store.read(count)[0]["n"]
        reader.start()
        try:
            store.unload("zibeline")
            after = store.read(count)[0]["n"]
        finally:
            done.set()
            reader.join()
    assert before == after + 1
    assert set(seen) <= {before, after}
    assert sorted(seen, reverse=True) == seen


@pytest.mark.parametrize("cut", ["before", "old aside", "new in place", "old removed"])
def test_an_erasing_that_is_cut_in_its_last_step_is_finished_by_the_next_command(tmp_path: Path, cut: str) -> None:
    folder = prepare(tmp_path / "store")
    folder.database.mkdir(parents=True)
    whole = prepare(folder.repairing / "whole")
    whole.database.mkdir(parents=True)
    (whole.database / "new").touch()
    watched, other = (watch_file(folder.watch, name) for name in ("org:gone", "org:there"))
    beside = [folder.damaged / "before", folder.snapshot / "figures", folder.log / "process.log", folder.root / ".maillon-datasets.json-1"]
    beside.append(folder.watch / f".{watched.name}-1")
    for path in (folder.database / "old", *beside, watched, other):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Quetzalline")
    write_atomic(folder.ready, {"keep": False, "forgotten": [watched.name]})
    if cut != "before":
        (folder.damaged / "before").unlink()
        folder.damaged.rmdir()
        folder.engine.rename(folder.damaged)
    if cut in ("new in place", "old removed"):
        whole.engine.rename(folder.engine)
    if cut == "old removed":
        (folder.damaged / "databases" / "maillon" / "old").unlink()
    prepare(folder.root)
    assert [path.name for path in folder.database.iterdir()] == ["new"]
    other.unlink()
    assert holding(folder.root, ["Quetzalline"]) == {}
    assert not folder.repairing.exists()


POOL = [f"org:{name}" for name in ("a", "b", "c", "mine/d", "mine/e")]
STATED = st.one_of(
    st.builds(called, st.sampled_from(POOL), st.sampled_from(["One", "Two"])),
    st.builds(trust, st.sampled_from(POOL), st.sampled_from(POOL), st.sampled_from(["", "hosting"])),
)
RECORDS = st.dictionaries(st.sampled_from("12345"), st.lists(STATED, min_size=1, max_size=3), max_size=4)
PAIRS = st.lists(st.permutations(POOL).map(lambda every: tuple(every[:2])), max_size=3)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(public=RECORDS, mine=RECORDS, pairs=PAIRS)
def test_what_is_handed_on_without_a_data_set_is_the_graph_after_its_unload(
    store: Store,
    tmp_path_factory: pytest.TempPathFactory,
    public: dict[str, list[Kept]],
    mine: dict[str, list[Kept]],
    pairs: list[tuple[str, str]],
) -> None:
    empty(store)
    store.load("public", public.items(), loader="drawn")
    store.load("mine", mine.items(), loader="drawn", confidential=True)
    store.load("decided", dict(decided(*pair) for pair in pairs).items(), loader="records")
    with public_copy(store, tmp_path_factory.mktemp("copy") / "store", ["mine"]) as copy:
        without, ledger = copy.graph_hash(), copy.ledger_hash()
    take_back(Load(store.connection), store.connection, "mine")  # in the store as it is, the other way to do it
    assert (store.graph_hash(), store.ledger_hash()) == (without, ledger)


def test_a_decision_goes_only_with_what_nothing_else_names(store: Store) -> None:
    """mine/d is the list's alone; b stands in both; of c nobody says anything yet."""
    store.load("public", [("1", [called("org:b", "B")])], loader="drawn")
    store.load("mine", [("1", [called("org:b", "B"), called("org:mine/d", "D")])], loader="drawn", confidential=True)
    every = dict([decided("org:mine/d", "org:b"), decided("org:b", "org:c"), decided("org:mine/gone", "org:c")])
    store.load("decided", every.items(), loader="records")
    stays = decided("org:b", "org:c")[0]
    assert {each.id for each in store.would_unload("mine")} == {"1", *every} - {stays}
    assert take_back(Load(store.connection), store.connection, "mine").taken_back == 3
    assert [record for record, _ in store.recorded("decided")] == [stays]
