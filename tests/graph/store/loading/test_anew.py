"""A load that brings most of what a store will hold builds its database anew: the same graph, and the old one until it stands.

old database ──── asked from ───▶ answers           until the new one is whole
pages of all data sets ──▶ new database beside it ──▶ takes its place in one step
"""

from __future__ import annotations

import errno
import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from maillon.graph.store import Store, StoreDamaged, StoreError, StoreFull, StoreLocked, open_store
from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.engine import building, process, stopping
from maillon.graph.store.engine import folder as engine_folder
from maillon.graph.store.engine.drafts import write_atomic
from maillon.graph.store.engine.folder import Folder, prepare
from maillon.graph.store.engine.locks import FileLock
from maillon.graph.store.engine.stopping import is_stopped
from maillon.graph.store.loading import load as loading
from maillon.graph.store.loading.ledger import pack
from maillon.graph.store.loading.load import Load
from tests.support.engines import LINGER, ended
from tests.support.languages import refused
from tests.support.processes import alive, eventually, started
from tests.support.random_records import RECORDS
from tests.support.statements import Records, clinics, expected, node, trust

# What builds, by an engine that loses a node when it writes its files.
LOSING = """
import sys
from maillon.graph.store.engine import building, stopping
from maillon.graph.store.engine.drafts import write_atomic

def finish(self, finish=building.Builder.finish):
    finish(self)
    with self._database.transaction():
        self._database.command("opencypher", "MATCH (o:Organisation {id: 'org:c7'}) DETACH DELETE o")

building.Builder.finish = finish
sys.exit(building.main(sys.argv[1:], sys.stdin.buffer))
"""


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Store]:
    """A store of its own, in which every first load that brings most is built anew."""
    connection = EmbeddedConnection(tmp_path / "store", LINGER)
    with Store(connection, loading=Load(connection, page=8, anew=1)) as store:
        yield store
    ended(tmp_path / "store")


def folder(store: Store) -> Folder:
    return Folder(Path(store.connection.where))


def built(store: Store) -> int:
    """Which database this is: its folder's number."""
    return folder(store).engine.stat().st_ino


def test_what_was_built_is_the_graph_that_the_records_are_and_goes_on_as_any_other(here: Store) -> None:
    before = built(here)
    seen: list[tuple[int, int]] = []
    report = here.load("d", clinics().items(), loader="drawn", progress=lambda done, of: seen.append((done, of)))
    assert built(here) != before
    assert (report.loaded, report.nodes_created, report.arrows_created, report.nodes, report.arrows) == (100, 100, 240, 100, 240)
    assert seen[-1][0] == seen[-1][1] > 0
    assert here.graph_hash() == expected({"d": clinics()})
    assert here.verify().whole
    again = here.load("d", clinics().items(), loader="drawn")
    assert (again.unchanged, again.nodes_changed, again.arrows_changed) == (100, 0, 0)
    here.load("e", {"v1": [node("org:v1", "Insurer")]}.items(), loader="drawn")
    here.unload("d")
    assert here.graph_hash() == expected({"e": {"v1": [node("org:v1", "Insurer")]}})
    assert not folder(here).repairing.exists()


# d: a is Regulator and says a ─▶ b; e says the same arrow otherwise, and names b
@example(
    {"1": [node("org:a", "Regulator"), trust("org:a", "org:b", since="2020-01-01", by=["org:a"])]},
    {"2": [trust("org:a", "org:b", by=["org:c"]), node("org:b")]},
)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(RECORDS, st.one_of(RECORDS))
def test_beside_what_is_there_it_gives_the_graph_of_both_and_counts_what_the_slow_way_counts(
    here: Store, first: Records, second: Records
) -> None:
    slow = Store(here.connection, loading=Load(here.connection, page=8))
    counts = []
    for way in (slow, here):
        slow.unload("d")
        slow.unload("e")
        slow.load("d", first.items(), loader="drawn")
        with patch.object(loading, "_MOSTLY", 0):
            report = way.load("e", second.items(), loader="drawn")
        counts.append((report.nodes_created, report.arrows_created, report.arrows_changed, report.nodes, report.arrows))
        assert here.graph_hash() == expected({"d": first, "e": second})
        assert here.verify().whole
    assert counts[0] == counts[1]


def test_the_shipped_records_with_their_decisions_are_the_same_built_or_written(here: Store, corpus_directory: Path) -> None:
    with open_store(corpus_directory, linger=LINGER) as written:
        wanted = written.graph_hash()
        for dataset in written.datasets():
            here.load(dataset.id, written.recorded(dataset.id), loader=dataset.loader or "records")
    assert here.graph_hash() == wanted
    assert here.verify().whole


def test_a_process_that_is_killed_while_it_builds_leaves_the_store_as_it_was(here: Store) -> None:
    here.load("d", {"1": [node("org:a")]}.items(), loader="drawn")
    before = here.graph_hash()
    popen = subprocess.Popen

    def killed(*arguments: Any, **options: Any) -> object:
        process = popen(*arguments, **options)
        threading.Timer(0.2, lambda: os.kill(process.pid, signal.SIGKILL)).start()
        return process

    with patch.object(subprocess, "Popen", killed), pytest.raises(StoreError, match="signal 9"):
        here.load("e", clinics().items(), loader="drawn")
    assert here.graph_hash() == before
    assert not folder(here).repairing.exists()
    here.load("e", clinics().items(), loader="drawn")
    assert here.graph_hash() == expected({"d": {"1": [node("org:a")]}, "e": clinics()})


def test_a_process_that_is_stopped_while_it_builds_is_ended_and_named(here: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopping, "STOPPED_TOO_LONG", 1)
    popen, pids = subprocess.Popen, list[int]()

    def stopped(*arguments: Any, **options: Any) -> object:
        process = popen(*arguments, **options)
        os.kill(process.pid, signal.SIGSTOP)
        pids.append(process.pid)
        return process

    with patch.object(subprocess, "Popen", stopped), refused(StoreLocked, "was stopped for", "a été suspendu pendant"):
        here.load("d", clinics().items(), loader="drawn")
    assert not alive(pids[0])
    assert not folder(here).repairing.exists()
    assert here.graph_hash() == expected({})


def test_a_process_that_a_killed_load_left_stopped_is_named_at_once(here: Store) -> None:
    left = Folder(folder(here).repairing / "whole")
    left.root.mkdir(parents=True)
    lock = FileLock(left.engine_lock)
    assert lock.acquire()
    with started(sys.executable, "-c", "input()", stdin=subprocess.PIPE) as process:
        write_atomic(left.endpoint, {"pid": process.pid})
        os.kill(process.pid, signal.SIGSTOP)
        eventually(lambda: is_stopped(process.pid))
        with refused(StoreLocked, f"kill -9 {process.pid}", f"kill -9 {process.pid}"):
            here.load("d", clinics().items(), loader="drawn")
        os.kill(process.pid, signal.SIGCONT)
    lock.release()
    here.load("d", clinics().items(), loader="drawn")
    assert here.graph_hash() == expected({"d": clinics()})


# given ──▶ what builds ──▶ files ──▶ counted again: one organisation is not there
def test_what_was_built_is_counted_before_it_takes_the_place_of_what_there_is(here: Store) -> None:
    here.load("d", {"1": [node("org:a")]}.items(), loader="drawn")
    before = built(here), here.graph_hash()
    popen = subprocess.Popen

    def losing(command: list[str], **options: Any) -> object:
        return popen([*command[:2], "-c", LOSING, *command[-2:]], **options)

    with patch.object(subprocess, "Popen", losing), refused(StoreError, "does not hold all", "ne contient pas tout"):
        here.load("e", clinics().items(), loader="drawn")
    assert "Organisation: 100 instead of 101" in (folder(here).log / "process.log").read_text("utf-8")
    assert (built(here), here.graph_hash()) == before
    assert not folder(here).repairing.exists()


def test_what_a_load_left_that_died_while_it_built_is_removed_by_the_next(here: Store) -> None:
    left = folder(here).repairing / "whole"
    left.mkdir(parents=True)
    (left / "half").touch()
    here.load("d", clinics().items(), loader="drawn")
    assert not folder(here).repairing.exists()
    assert here.graph_hash() == expected({"d": clinics()})


def test_what_a_load_that_died_had_started_is_waited_for_before_anything_of_it_is_removed(here: Store) -> None:
    left = Folder(folder(here).repairing / "whole")
    left.root.mkdir(parents=True)
    still_building = FileLock(left.engine_lock)
    assert still_building.acquire()
    with patch.object(engine_folder, "_PATIENCE", 0.1), pytest.raises(StoreLocked):
        here.load("d", clinics().items(), loader="drawn")
    assert left.engine_lock.exists()
    still_building.release()
    here.load("d", clinics().items(), loader="drawn")
    assert here.graph_hash() == expected({"d": clinics()})


# store/arcadedb ──▶ disk        or: store/arcadedb/databases/maillon ──▶ disk
@pytest.mark.parametrize("part", ["engine", "database"])
def test_files_that_lie_behind_a_link_are_replaced_where_they_lie(tmp_path: Path, part: str) -> None:
    place, elsewhere = Folder(tmp_path / "store"), tmp_path / "disk"
    with open_store(place.root, linger=LINGER) as store:
        store.load("secret", {"1": [node("org:zibeline")]}.items(), loader="drawn", confidential=True)
    ended(place.root)
    link: Path = getattr(place, part)
    link.rename(elsewhere)
    link.symlink_to(elsewhere)
    connection = EmbeddedConnection(place.root, LINGER)
    with Store(connection, loading=Load(connection, page=8, anew=1)) as store:
        store.load("d", clinics().items(), loader="drawn")
        store.unload("secret")  # made anew once more, of what stays
        assert store.graph_hash() == expected({"d": clinics()})
        assert store.verify().whole
    ended(place.root)
    assert link.resolve() == elsewhere
    assert any(elsewhere.rglob("*.bucket"))
    assert not [path for path in elsewhere.rglob("*") if path.is_file() and b"zibeline" in path.read_bytes()]
    assert not place.repairing.exists()
    assert not place.damaged.exists()


# layers of a container's image: rename ──▶ EXDEV; a disk that is mounted there: rename ──▶ EBUSY
def test_a_folder_that_cannot_be_moved_is_emptied_and_filled_also_after_a_cut(tmp_path: Path) -> None:
    place, rename, copy = Folder(tmp_path / "store"), Path.rename, shutil.copy2

    def fixed(path: Path, target: Path) -> Path:
        if path == place.engine:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return rename(path, target)

    def full(source: Path, target: Path) -> None:
        if target.suffix == ".json":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        copy(source, target)

    connection = EmbeddedConnection(place.root, LINGER)
    with Store(connection, loading=Load(connection, page=8, anew=1)) as store, patch.object(Path, "rename", fixed):
        with patch.object(shutil, "copy2", full), pytest.raises(StoreFull):
            store.load("d", clinics().items(), loader="drawn")
        store.load("d", clinics().items(), loader="drawn")
        assert store.graph_hash() == expected({"d": clinics()})
        assert store.verify().whole
    ended(place.root)
    assert not place.repairing.exists()


def test_while_others_use_the_store_or_wrote_into_it_the_database_stays_the_one_they_have(here: Store) -> None:
    before = built(here)
    with open_store(folder(here).root, linger=LINGER):
        here.load("d", clinics().items(), loader="drawn")
    assert built(here) == before
    here.unload("d")
    here.connection.write(lambda tx: tx.run("CREATE (:Note {id: 'mine'})").consume())
    here.load("d", clinics().items(), loader="drawn")
    assert built(here) == before
    assert here.read("MATCH (n:Note) RETURN n.id AS id") == [{"id": "mine"}]


# d's page ── cut, or of another content than its head says ──▶ nothing is built from it, and the database stays
@pytest.mark.parametrize("payload", [b"cut", pack(['["1",[]]'])], ids=["cut", "another content"])
def test_nothing_is_built_from_a_page_that_is_not_what_it_was(here: Store, payload: bytes) -> None:
    here.load("d", {"1": [node("org:a")]}.items(), loader="drawn")
    text = "MATCH (p:LedgerPage) WHERE p.payload IS NOT NULL SET p.payload = $payload"
    here.connection.write(lambda tx: tx.run(text, payload=payload).consume())
    before = built(here), here.graph_hash()
    with pytest.raises(StoreDamaged):
        here.load("e", clinics().items(), loader="drawn")
    assert (built(here), here.graph_hash()) == before
    assert not folder(here).repairing.exists()


def test_what_builds_ends_with_who_gives_it_something_also_within_a_frame(tmp_path: Path) -> None:
    whole = prepare(tmp_path / "whole")
    frames = pickle.dumps(("declare", ([], {}))) + pickle.dumps(("nodes", (["Organisation"], [{"id": "org:a"}])))[:-4]
    command = [sys.executable, "-m", "maillon.graph.store.engine.building", str(whole.root), "2"]
    assert subprocess.run(command, input=frames, check=False, timeout=60).returncode == 1


@pytest.mark.parametrize("machine", [256 << 20, 2 << 30])
def test_the_engine_that_builds_may_hold_what_so_many_statements_need_and_never_more_than_any_engine_may(
    machine: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "memory_limit", lambda: machine)
    heaps = [building.heap_of(statements) for statements in (0, 400_000, 1_700_000, 10**9)]
    assert heaps == sorted(heaps)
    assert heaps[-1] == machine >= heaps[1]
    assert heaps[1] <= 500 << 20, "a national list of sites stays within 600 MB"
    assert process.memory_arguments(machine).split() == ["-Xmn64m", f"-Xmx{machine >> 20}m"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.EMFILE, os.strerror(errno.EMFILE)), building.FEW_FILES),
        (RuntimeError("java.io.FileNotFoundException: a (Too many open files)"), building.FEW_FILES),
        (RuntimeError("java.lang.OutOfMemoryError: heap"), building.NO_MEMORY),
        (MemoryError(), building.NO_MEMORY),
        (OSError(errno.EFBIG, os.strerror(errno.EFBIG)), building.LARGE_FILE),
        (KeyError("x"), 1),
    ],
)
def test_what_the_system_does_not_grant_is_told_by_the_exit_code(error: Exception, code: int) -> None:
    wrapped = RuntimeError("the engine failed")
    wrapped.__cause__ = error
    assert building._lacking(wrapped) == building._lacking(error) == code
