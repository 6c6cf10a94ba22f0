"""What happens to a load when an engine or a command dies in it, or when two run at once."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from maillon.graph.store import Store, StoreLocked, open_store
from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.load_lock import file_lock, node_lock
from maillon.graph.store.loading.load import Load
from tests.support.engines import LINGER, ended
from tests.support.languages import refused
from tests.support.places import Place
from tests.support.processes import alive, eventually, line_of, started
from tests.support.statements import clinics, expected

# The same graph, loaded in many small batches by a command of its own that says when each is done.
COMMAND = """
import sys
from pathlib import Path
from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.loading.load import Load
from maillon.graph.store.store import Store
from tests.support.statements import clinics
connection = EmbeddedConnection(Path(sys.argv[1]), linger=0.3)
with Store(connection, loading=Load(connection, batch=20, page=4)) as store:
    store.load(sys.argv[2], clinics(int(sys.argv[3])).items(), loader="drawn", progress=lambda done, total: print(done, total, flush=True))
"""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    """An embedded store of its own with small batches, so that it may be killed."""
    connection = EmbeddedConnection(tmp_path / "store", LINGER)
    with Store(connection, loading=Load(connection, batch=20, page=4)) as store:
        yield store
    ended(tmp_path / "store")


def pid_of(store: Store) -> int:
    return int(json.loads((Path(store.connection.where) / "engine.json").read_text())["pid"])


def test_an_engine_that_is_killed_between_batches_is_replaced_and_the_load_ends_as_if_nothing_had_happened(small: Store) -> None:
    killed: list[int] = []

    def kill(done: int, total: int) -> None:
        if done in (2, 4, 16):
            killed.append(pid_of(small))
            os.kill(killed[-1], signal.SIGKILL)

    report = small.load("d", clinics().items(), loader="drawn", progress=kill)
    assert len(set(killed)) >= 2
    assert (report.read, report.loaded, report.arrows_created) == (100, 100, 240)
    assert small.graph_hash() == expected({"d": clinics()})


def test_an_engine_that_is_killed_at_any_moment_of_a_load_loses_nothing_and_says_nothing_twice(small: Store) -> None:
    small.status()
    over = threading.Event()

    def kill() -> None:
        pauses = random.Random(7)
        for _ in range(4):
            if over.wait(0.1 + 0.3 * pauses.random()):
                return
            try:
                os.kill(pid_of(small), signal.SIGKILL)
            except (OSError, ValueError):
                continue

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        for seed in (1, 2, 3):
            small.load("d", clinics(seed).items(), loader="drawn")
    finally:
        over.set()
        killer.join()
    assert small.graph_hash() == expected({"d": clinics(3)})


def test_a_command_that_is_killed_with_its_engine_is_finished_by_the_next(small: Store) -> None:
    directory = small.connection.where
    with started(sys.executable, "-c", COMMAND, directory, "d", "1") as command:
        done, total = 0, 2
        while done < total // 2:
            done, total = map(int, line_of(command).split())
        engine = pid_of(small)
        command.kill()
        os.kill(engine, signal.SIGKILL)
    eventually(lambda: not alive(engine))
    (status,) = small.status().datasets
    assert not status.complete
    report = small.load("d", clinics().items(), loader="drawn")
    assert 0 < report.loaded < 100
    assert small.graph_hash() == expected({"d": clinics()})
    assert small.status().complete


def test_two_commands_that_load_at_once_both_end_well(small: Store) -> None:
    directory = small.connection.where
    with ExitStack() as running:
        commands = [
            running.enter_context(started(sys.executable, "-c", COMMAND, directory, dataset, seed))
            for dataset, seed in (("d", "1"), ("e", "2"), ("d", "1"))
        ]
        assert [command.wait(timeout=60) for command in commands] == [0, 0, 0]
    assert small.graph_hash() == expected({"d": clinics(1), "e": clinics(2)})


def test_two_loads_at_once_through_two_connections_both_end_well(store: Store, empty_place: Place) -> None:
    errors: list[BaseException] = []

    def run(dataset: str, seed: int) -> None:
        try:
            with empty_place.open() as other:
                Store(other.connection, loading=Load(other.connection, batch=50, page=8)).load(
                    dataset, clinics(seed).items(), loader="drawn"
                )
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=arguments) for arguments in (("d", 1), ("e", 2))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert store.graph_hash() == expected({"d": clinics(1), "e": clinics(2)})


def test_a_load_that_waits_too_long_for_another_says_so(tmp_path: Path) -> None:
    with (
        file_lock(tmp_path / "load.lock", "here"),
        refused(StoreLocked, "another load is running in here", "un autre chargement est en cours dans here"),
        file_lock(tmp_path / "load.lock", "here", patience=0.1),
    ):
        pass


def test_a_load_that_lost_the_lock_of_a_server_stops_before_it_writes(store: Store) -> None:
    connection = store.connection
    with node_lock(connection) as lock:
        connection.write(lock.fence)
        with refused(StoreLocked, "another load is running", "un autre chargement est en cours"), node_lock(connection, patience=0.1):
            pass
        connection.write(lambda tx: tx.run("MATCH (l:LoadLock) SET l.until = 0").consume())
        with node_lock(connection) as other:
            with refused(StoreLocked, "another load took over", "un autre chargement a pris le relais"):
                connection.write(lock.fence)
            connection.write(other.fence)
    assert store.read("MATCH (l:LoadLock) RETURN count(l) AS n") == [{"n": 0}]


def test_a_batch_whose_answer_was_lost_can_be_sent_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from maillon.graph.store.loading.batch import Batch, BatchResult

    apply, connection = Batch.apply, store.connection

    def twice(batch: Batch, tx: object) -> BatchResult:
        first = apply(batch, tx)  # type: ignore[arg-type]
        again = apply(batch, tx)  # type: ignore[arg-type]
        assert again == BatchResult()
        return first

    monkeypatch.setattr(Batch, "apply", twice)
    Store(connection, loading=Load(connection, batch=50, page=8)).load("d", clinics().items(), loader="drawn")
    assert store.graph_hash() == expected({"d": clinics()})


def test_a_store_that_is_opened_twice_in_one_program_is_one_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", linger=LINGER) as one, open_store(tmp_path / "store", linger=LINGER) as two:
        one.load("d", clinics().items(), loader="drawn")
        assert two.graph_hash() == one.graph_hash() == expected({"d": clinics()})
    ended(tmp_path / "store")
