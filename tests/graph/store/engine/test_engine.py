"""The embedded engine as a process: shared, found again, restarted, ended by itself, and clear about what is wrong."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from neo4j import ManagedTransaction

from maillon.graph.statements import NodeStatement
from maillon.graph.store import (
    NotAStore,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreTooNew,
    StoreUnreachable,
    open_graph,
    open_store,
)
from maillon.graph.store.engine import stopping
from maillon.graph.store.engine.client import Engine
from maillon.graph.store.engine.folder import Folder, mark_again, prepare
from maillon.graph.store.engine.process import LOCKED, UNTOLD, _port, _put_aside, _tell
from maillon.graph.store.engine.service import Service
from maillon.graph.store.engine.stopping import is_stopped
from tests.support.engines import LINGER, ended, endpoint, stopped
from tests.support.languages import refused
from tests.support.processes import PATIENCE, alive, eventually, line_of, started

# Opens the store, says which engine it has, and goes when it is told to by the end of its input.
CLIENT = """
import sys
from pathlib import Path
from maillon.graph.store.engine.client import Engine
engine = Engine(Path(sys.argv[1]), linger=float(sys.argv[2]))
print(engine.endpoint().pid, flush=True)
sys.stdin.read()
engine.close()
"""

# An engine that has not come to its lock yet, and does once it is let.
HELD_BACK = """
import os, signal, sys
from maillon.graph.store.engine.process import main
os.kill(os.getpid(), signal.SIGSTOP)
raise SystemExit(main(sys.argv[1:]))
"""

# Holds the database as another program would that opened the files itself.
FOREIGN = """
import sys
import arcadedb
database = arcadedb.open_database(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "store"
    if (tmp_path / "store").is_dir():
        ended(tmp_path / "store")


@contextmanager
def process(script: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """One of the programs above, which goes in order at the end of the block."""
    with started(sys.executable, "-c", script, *arguments, stdin=subprocess.PIPE) as running:
        yield running
        assert running.stdin is not None
        running.stdin.close()
        running.wait(timeout=PATIENCE)


def test_a_second_command_shares_the_engine_of_the_first(directory: Path) -> None:
    ours = Engine(directory, LINGER)
    with process(CLIENT, str(directory), str(LINGER)) as other:
        assert int(line_of(other)) == ours.endpoint().pid
    ours.close()


def test_commands_that_start_at_once_start_one_engine(directory: Path) -> None:
    with (
        process(CLIENT, str(directory), str(LINGER)) as a,
        process(CLIENT, str(directory), str(LINGER)) as b,
        process(CLIENT, str(directory), str(LINGER)) as c,
    ):
        assert len({line_of(a), line_of(b), line_of(c)}) == 1


def test_the_engine_ends_by_itself_when_its_last_client_has_gone(directory: Path) -> None:
    first, second = Engine(directory, LINGER), Engine(directory, LINGER)
    pid = first.endpoint().pid
    assert second.endpoint().pid == pid
    first.close()
    time.sleep(4 * LINGER)
    assert alive(pid)
    second.close()
    eventually(lambda: not alive(pid))
    assert not Folder(directory).endpoint.exists()
    assert list(Folder(directory).clients.iterdir()) == []


def test_a_client_that_is_killed_leaves_no_engine_behind(directory: Path) -> None:
    with process(CLIENT, str(directory), str(LINGER)) as client:
        pid = int(line_of(client))
        client.kill()
        client.wait()
    eventually(lambda: not alive(pid))
    assert list(Folder(directory).clients.iterdir()) == []


def test_the_next_command_of_a_series_finds_the_engine_of_the_last(directory: Path) -> None:
    first = Engine(directory, linger=5.0)
    pid = first.endpoint().pid
    first.close()
    second = Engine(directory)
    assert second.endpoint().pid == pid
    os.kill(pid, signal.SIGTERM)
    eventually(lambda: not alive(pid))
    second.close()


def test_an_engine_that_died_is_started_again_and_nothing_is_lost(directory: Path) -> None:
    with open_store(directory, linger=LINGER) as store:
        store.load("d", [("r", [NodeStatement("org:a", ("Insurer",), {"name": "A"})])], loader="drawn")
        before = store.graph_hash()
        pid = json.loads(Folder(directory).endpoint.read_text())["pid"]
        os.kill(pid, signal.SIGKILL)
        eventually(lambda: not alive(pid))
        assert store.graph_hash() == before
        assert json.loads(Folder(directory).endpoint.read_text())["pid"] != pid
        assert store.load("d", [], loader="drawn").nodes_deleted == 1


def test_an_endpoint_that_an_engine_left_behind_is_not_believed(directory: Path) -> None:
    first = Engine(directory, LINGER)
    endpoint = first.endpoint()
    left = Folder(directory).endpoint.read_text()
    first.kill(endpoint)
    first.close()
    # The process id of the dead engine belongs to another program now: to this one.
    Folder(directory).endpoint.write_text(json.dumps({**json.loads(left), "pid": os.getpid()}))
    second = Engine(directory, LINGER)
    found = second.endpoint()
    assert found.pid not in (os.getpid(), endpoint.pid)
    second.close()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells that a process is stopped")
def test_an_engine_whose_command_was_killed_as_it_started_is_taken_when_it_comes_to_its_lock_first(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, begun = Engine(directory, LINGER), list[subprocess.Popen[bytes]]()

    def held_back(engine: Engine, token: str) -> subprocess.Popen[bytes]:
        begun.append(subprocess.Popen([sys.executable, "-c", HELD_BACK, str(directory), token, str(LINGER)], start_new_session=True))
        eventually(lambda: is_stopped(begun[-1].pid))
        return begun[-1]

    def overtaken(engine: Engine, token: str) -> subprocess.Popen[bytes]:
        ours = held_back(engine, token)
        os.kill(left.pid, signal.SIGCONT)
        eventually(lambda: bool(endpoint(directory)))
        os.kill(ours.pid, signal.SIGCONT)
        return ours

    left = held_back(engine, "left")
    monkeypatch.setattr(Engine, "_spawn", overtaken)
    found = engine.endpoint()
    assert (found.token, found.pid) == ("left", left.pid)
    assert begun[1].wait(PATIENCE) == -signal.SIGKILL
    assert engine.endpoint() == found
    engine.close()
    assert left.wait(PATIENCE) == 0


def test_an_engine_that_comes_second_leaves_the_endpoint_of_the_first_alone(directory: Path) -> None:
    engine = Engine(directory, LINGER)
    first = engine.endpoint()
    written = Folder(directory).endpoint.read_bytes()
    script = "import sys; from maillon.graph.store.engine import process as p; p._OTHERS = 0.1; raise SystemExit(p.main(sys.argv[1:]))"
    run = subprocess.run([sys.executable, "-c", script, str(directory), "second", "1"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (LOCKED, "engine not started: another engine serves this store\n")
    assert Folder(directory).endpoint.read_bytes() == written
    assert engine.endpoint() == first
    engine.close()


def test_an_engine_that_has_ended_when_it_is_to_be_killed_is_gone_all_the_same(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(directory, LINGER)
    running = engine.endpoint()
    engine.kill(running)
    eventually(lambda: not alive(running.pid))
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Engine, "_running", lambda engine: running)
        meanwhile.setattr(os, "kill", _no_such_process)
        engine.kill(running)
    assert engine.endpoint().token != running.token
    engine.close()


def _no_such_process(pid: int, number: int) -> None:
    raise ProcessLookupError(errno.ESRCH, os.strerror(errno.ESRCH))


def test_killing_an_engine_that_another_command_has_replaced_kills_nothing(directory: Path) -> None:
    engine = Engine(directory, LINGER)
    old = engine.endpoint()
    engine.kill(old)
    new = engine.endpoint()
    engine.kill(old)
    assert alive(new.pid)
    engine.close()


def test_an_engine_whose_folder_is_deleted_ends(tmp_path: Path) -> None:
    import shutil

    engine = Engine(tmp_path / "store", LINGER)
    pid = engine.endpoint().pid
    shutil.rmtree(tmp_path / "store")
    eventually(lambda: not alive(pid))


def test_passwords_are_the_owners_alone_and_new_with_every_engine(directory: Path) -> None:
    engine = Engine(directory, LINGER)
    first = engine.endpoint()
    assert first.owner not in repr(first)
    assert first.reader not in repr(first)
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    for path in [Folder(directory).endpoint, *(Folder(directory).engine / "config").iterdir()]:
        if "users" not in path.name:
            continue
        assert first.owner not in path.read_text() or stat.S_IMODE(path.stat().st_mode) == 0o600
    engine.kill(first)
    assert engine.endpoint().owner != first.owner
    engine.close()


def test_the_engine_listens_on_the_loopback_only(directory: Path) -> None:
    engine = Engine(directory, LINGER)
    host, port = engine.endpoint().uri.removeprefix("bolt://").split(":")
    assert host == "127.0.0.1"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            outside = probe.getsockname()[0]
        except OSError:
            outside = ""
    if outside and not outside.startswith("127."):
        with socket.socket() as other:
            assert other.connect_ex((outside, int(port))) != 0
    engine.close()


def test_the_engine_writes_to_no_terminal(directory: Path) -> None:
    with started(sys.executable, "-c", f"{CLIENT}\nprint('done')", str(directory), str(LINGER), stdin=subprocess.PIPE) as client:
        out, err = client.communicate(timeout=PATIENCE)
    assert err == ""
    assert out.splitlines()[1:] == ["done"]


# ------------------------------------------------------------------------------------------------------- what is wrong


def test_a_file_is_not_a_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with refused(NotAStore, "is a file", "est un fichier, pas le dossier d'une base"):
        open_store(tmp_path / "file")


def test_a_folder_that_holds_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with refused(NotAStore, r"not empty \(it holds thesis.txt\)", r"pas vide \(s'y trouve thesis.txt\)"):
        open_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_empty_folder_becomes_a_store(directory: Path) -> None:
    directory.mkdir()
    with open_store(directory, linger=LINGER) as store:
        assert store.status().nodes == {}


def test_a_store_of_a_later_version_is_not_touched(directory: Path) -> None:
    directory.mkdir()
    (directory / "maillon.json").write_text('{"format": 2}')
    with refused(StoreTooNew, r"format 2.*update maillon", r"au format 2.*mettre maillon à jour"):
        open_store(directory)
    assert [path.name for path in directory.iterdir()] == ["maillon.json"]


@pytest.mark.parametrize("marker", ["", "[]", "{}", "null"])
def test_a_marker_that_cannot_be_read_is_said(directory: Path, marker: str) -> None:
    directory.mkdir()
    (directory / "maillon.json").write_text(marker)
    with refused(StoreDamaged, r"maillon\.json is missing or cannot be read", r"maillon\.json manque ou est illisible"):
        open_store(directory)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _spoil(file: Path) -> None:
    file.write_bytes(b"{" * (file.stat().st_size or 1))


@pytest.mark.parametrize("damage", [_empty, _spoil, Path.unlink])
@pytest.mark.parametrize("files", ["schema*", "dictionary*"])
def test_files_that_are_not_what_the_last_engine_left_are_named(directory: Path, files: str, damage: Callable[[Path], None]) -> None:
    with open_store(directory, linger=LINGER) as store:
        store.load("d", [("r", [NodeStatement("org:a")])], loader="drawn")
    ended(directory)
    for file in (directory / "arcadedb" / "databases" / "maillon").glob(files):
        damage(file)
    with refused(
        StoreDamaged, r"not whole: the file (schema|dictionary)\S+ (has|is|was)", r"pas entière : le fichier \S+ (fait|manque|a été)"
    ):
        open_store(directory)


@pytest.mark.parametrize(
    ("files", "english", "french"),
    [
        ("schema*", "not whole: the schema is missing or cannot be read", "pas entière : le schéma manque ou est illisible"),
        ("dictionary*", "the engine cannot open .*maillon repair", r"le moteur ne peut ouvrir .*\(journal : "),
    ],
)
def test_damaged_files_of_a_store_that_an_older_version_made_are_said(directory: Path, files: str, english: str, french: str) -> None:
    with open_store(directory, linger=LINGER) as store:
        store.load("d", [("r", [NodeStatement("org:a")])], loader="drawn")
    ended(directory)
    Folder(directory).seal.unlink()
    for file in Folder(directory).database.glob(files):
        _spoil(file)
    with refused(StoreDamaged, english, french):
        open_store(directory)


def test_files_that_another_program_has_open_are_said_to_be_locked(directory: Path) -> None:
    first = Engine(directory, LINGER)
    first.kill(first.endpoint())
    first.close()
    with process(FOREIGN, str(directory / "arcadedb" / "databases" / "maillon")) as foreign:
        assert line_of(foreign).endswith("open")
        with refused(StoreLocked, "another process holds the files", "un autre processus tient les fichiers"):
            open_store(directory)
    with open_store(directory, linger=LINGER) as store:
        assert store.status().nodes == {}


@pytest.mark.parametrize("python", ["not-executable", "not-there", "", None])
def test_a_python_that_cannot_be_started_again_is_said_and_not_taken_for_a_folder_that_cannot_be_written(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, python: str | None
) -> None:
    (tmp_path / "not-executable").write_text("", "utf-8")
    monkeypatch.setattr(sys, "executable", str(tmp_path / python) if python else python)
    with refused(StoreUnreachable, "this Python cannot be started a second time", "ce Python ne peut être lancé une seconde fois"):
        open_store(directory)


def test_a_machine_without_the_engine_is_told_how_to_get_it_or_to_use_a_server(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with refused(StoreUnreachable, r'pip install "maillon\[engine\]".*--uri', r"n'est pas installé ici : .*maillon\[engine\].*--uri"):
        open_store(directory)


@contextmanager
def small_disk(where: Path, options: str) -> Iterator[Path]:
    """A disk of its own in memory; only an administrator of Linux can make one."""
    where.mkdir()
    made = sys.platform == "linux" and os.geteuid() == 0
    made = (
        made and subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", where], capture_output=True, check=False).returncode == 0
    )
    if not made:
        pytest.skip("NOT TESTED: a full or read-only disk, which only an administrator can make")
    try:
        yield where
    finally:
        eventually(lambda: subprocess.run(["umount", where], capture_output=True, check=False).returncode == 0)


def remount(where: Path, options: str) -> None:
    command = ["mount", "-o", f"remount,{options}", str(where)]
    eventually(lambda: subprocess.run(command, capture_output=True, check=False).returncode == 0)


def test_a_read_only_disk_is_said(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "ro,size=1m") as disk, refused(StoreReadOnly, "cannot be written", "ne peut être écrit"):
        open_store(disk / "store")


def test_a_store_that_has_become_read_only_is_said(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=64m") as disk:
        with open_store(disk / "store", linger=LINGER):
            pass
        ended(disk / "store")
        remount(disk, "ro")
        with refused(StoreReadOnly, "cannot be written", "ne peut être écrit"):
            open_store(disk / "store")


# disk, read-only ──▶ store: a disk of its own that can be written
def test_a_store_that_is_a_disk_of_its_own_needs_no_folder_above_it_that_can_be_written(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=1m") as above, small_disk(above / "store", "size=200m") as disk:
        remount(above, "ro")
        with open_store(disk, linger=LINGER) as store:
            store.load("d", [("r", [NodeStatement("org:a")])], loader="drawn")
            store.load("secret", [("r", [NodeStatement("org:b")])], loader="drawn", confidential=True)
            store.unload("secret")  # makes it anew
            assert store.verify().whole
        with refused(StoreReadOnly, "cannot be written", "ne peut être écrit"):
            open_store(above / "other")
        ended(disk)


def test_the_port_is_found_whatever_the_clock_of_the_disk_says(tmp_path: Path) -> None:
    log = tmp_path / "arcadedb.log.0"
    log.write_text("INFO Listening for incoming BOLT connections on localhost/127.0.0.1:1111\n")
    _put_aside(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["before-arcadedb.log.0"]
    log.write_text("INFO Listening for incoming BOLT connections on localhost/127.0.0.1:2222\n")
    os.utime(log, (0, 0))  # a share whose clock is behind
    assert _port(tmp_path) == 2222


def test_an_engine_that_is_stopped_is_named_and_goes_on_when_it_is_let(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(directory, linger=LINGER):
        pid = endpoint(directory)["pid"]
        os.kill(pid, signal.SIGSTOP)
        try:
            monkeypatch.setattr("maillon.graph.store.connection._HANDSHAKE", 0.3)
            with refused(StoreLocked, rf"process {pid}.*kill -CONT {pid}", rf"processus {pid}.*kill -9 {pid}"):
                open_store(directory)
        finally:
            os.kill(pid, signal.SIGCONT)
        monkeypatch.undo()
        with open_store(directory) as store:
            assert store.status().nodes == {}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells that a process is stopped")
def test_an_engine_that_is_stopped_while_it_answers_is_ended_and_another_answers(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopping, "STOPPED_TOO_LONG", 1)
    with open_store(directory, linger=LINGER) as store:
        store.load("d", [("r", [NodeStatement("org:a", ("Insurer",), {"name": "A"})])], loader="drawn")
        pid, asked = endpoint(directory)["pid"], list[int]()

        def ask(tx: ManagedTransaction) -> list[str]:
            if len(asked) == 1:
                os.kill(pid, signal.SIGSTOP)
            asked.append(1)
            return tx.run("MATCH (n:Insurer) RETURN n.id").value()

        assert store.connection.read(ask) == ["org:a"]
        os.kill(pid, signal.SIGSTOP)  # nobody waits for it now
        time.sleep(2.5)
        os.kill(pid, signal.SIGCONT)
        assert store.connection.read(lambda tx: tx.run("MATCH (n:Insurer) RETURN n.name").value()) == ["A"]
        assert alive(pid)
        assert store.connection.read(ask) == ["org:a"]
        assert len(asked) == 3
        assert not alive(pid)
        assert endpoint(directory)["pid"] != pid
        assert store.verify().whole


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only an administrator can become another user")
@pytest.mark.parametrize("mode", [0o700, 0o755, 0o777])
def test_a_store_of_another_user_is_said_to_be_theirs(mode: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        directory = Path(place) / "store"
        Path(place).chmod(0o755)
        prepare(directory)
        directory.chmod(mode)
        child = os.fork()
        if child == 0:
            os.setuid(65534)
            try:
                open_graph(directory)
            except StoreReadOnly as error:
                os._exit(0 if "another user's (root)" in str(error) else 1)
            except BaseException:
                os._exit(2)
            os._exit(3)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_store_on_a_read_only_disk_is_read_through_a_copy_that_goes_with_its_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    with small_disk(tmp_path / "disk", "size=64m") as disk:
        with open_store(disk / "store", linger=LINGER) as store:
            store.load("d", [("r", [NodeStatement("org:a")])], loader="drawn")
            whole = store.graph_hash()
        ended(disk / "store")
        remount(disk, "ro")
        with open_graph(disk / "store") as store:
            assert (store.graph_hash(), store.status().where) == (whole, str(disk / "store"))
            assert store.connection.copied
            with refused(StoreReadOnly, "cannot be written", "ne peut être écrit"):
                store.unload("d")
        assert not list((tmp_path / "temporary").iterdir())
        remount(disk, "rw")
        (Folder(disk / "store").database / "schema.json").unlink()
        remount(disk, "ro")
        with refused(StoreDamaged, "schema.json is missing", "schema.json manque"):
            open_graph(disk / "store")
        assert not list((tmp_path / "temporary").iterdir())


def test_a_marker_that_is_lost_is_put_back_by_a_repair(directory: Path) -> None:
    with open_store(directory, linger=LINGER) as store:
        store.load("d", [("r", [NodeStatement("org:a")])], loader="drawn")
    ended(directory)
    Folder(directory).marker.unlink()
    with refused(StoreDamaged, r"maillon\.json is missing.*maillon repair", r"maillon\.json manque.*maillon repair"):
        open_store(directory)
    mark_again(directory)
    with open_store(directory, linger=LINGER) as store:
        assert store.verify().whole


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may write anywhere")
def test_a_folder_of_somebody_else_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with refused(StoreReadOnly, "cannot be written", "ne peut être écrit"):
        open_store(tmp_path / "store")


def test_a_full_disk_is_said_and_the_load_goes_on_once_there_is_room(tmp_path: Path) -> None:
    records = [
        (f"r{i}", [NodeStatement(f"org:{i}", ("Insurer",), {"name": str(i), "note_en": os.urandom(1000).hex()})]) for i in range(3000)
    ]
    with small_disk(tmp_path / "disk", "size=20m") as disk, open_store(disk / "store", linger=LINGER) as store:
        store.load("small", records[:50], loader="drawn")
        before = store.graph_hash()
        with refused(StoreFull, "free some space", "libérer de l'espace"):
            store.load("large", records, loader="drawn")
        assert store.status().datasets[0].complete is False
        remount(disk, "size=400m")
        assert store.load("large", records, loader="drawn").read == 3000
        assert store.status().nodes["Insurer"] == 3000
        store.unload("large")
        assert store.graph_hash() == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the limits of a process")
def test_too_few_open_files_are_said_with_how_many_and_the_load_goes_on_once_there_are_enough(directory: Path) -> None:
    script = "import resource, runpy; resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)); runpy.run_module('maillon')"
    records = directory.parent / "mine.yaml"
    records.write_text("kind: sources\nentries:\n  - {id: s, publisher: S}\n")
    line = [sys.executable, "-c", script, "load", "records", str(records), "--store", str(directory)]
    for lang, said in (("en", "may open 64 files only.*ulimit -n"), ("fr", "ne peut ouvrir que 64 fichiers.*ulimit -n")):
        ran = subprocess.run([*line, "--lang", lang], capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stderr.count("maillon: ")) == (4, 1), ran.stderr
        assert re.search(said, ran.stderr), ran.stderr
    with open_store(directory, linger=LINGER) as store:
        store.load("d", [("r", [NodeStatement("org:a")])], loader="drawn")
        assert store.verify().whole


def test_a_disk_that_is_full_from_the_start_is_said(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=8k") as disk, refused(StoreFull, "free some space", "libérer de l'espace"):
        open_store(disk / "store")


def test_a_disk_that_can_hold_no_more_files_is_said_by_whoever_needs_one(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=64m,nr_inodes=400") as disk:
        with open_store(disk / "store", linger=LINGER) as store:
            (disk / "full").mkdir()
            Folder(disk / "store").load_lock.unlink()
            for number in range(os.statvfs(disk).f_favail):
                (disk / "full" / str(number)).touch()
            for needs in (store.verify, lambda: store.load("d", [("r", [NodeStatement("org:a")])], loader="drawn")):
                with refused(StoreFull, "no inodes are left", "plus d'inodes"):
                    needs()
            shutil.rmtree(disk / "full")
            store.load("d", [("r", [NodeStatement("org:a")])], loader="drawn")
            assert store.verify().whole
        ended(disk / "store")


def test_an_engine_that_cannot_even_say_where_it_listens_says_why_by_its_exit_code(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = _tell(Folder(directory / "gone"), {})
    assert code == UNTOLD + errno.ENOENT
    ended_with = UNTOLD + errno.EDQUOT
    monkeypatch.setattr(Engine, "_spawn", lambda engine, token: subprocess.Popen([sys.executable, "-c", f"raise SystemExit({ended_with})"]))
    with refused(StoreFull, "quota is reached", "quota .* est atteint"):
        open_store(directory)
    ended_with = LOCKED
    with refused(StoreLocked, "another process holds the files", "un autre processus tient les fichiers"):
        open_store(directory)


def _let_nothing_be_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if folder in path.parents and path.exists():
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)


def test_a_client_that_cannot_take_its_file_away_has_gone_all_the_same(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as refusing, open_store(directory, linger=LINGER) as store:
        store.load("d", [("r", [NodeStatement("org:a", ("Insurer",), {"name": "A"})])], loader="drawn")
        _let_nothing_be_removed(Folder(directory).clients, refusing)
    assert len(list(Folder(directory).clients.iterdir())) == 1
    ended(directory)
    assert list(Folder(directory).clients.iterdir()) == []


def test_a_service_that_cannot_take_its_passwords_away_says_so_and_serves_no_more(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reason = (r"passwords stay in .*reader\.password", r"mots de passe restent dans .*reader\.password")
    with monkeypatch.context() as refusing, refused(StoreReadOnly, *reason), Service(directory) as service:
        assert service.reader_password.exists()
        _let_nothing_be_removed(directory, refusing)
    with Service(directory) as service:
        assert service.reader_password.exists()
    assert not service.reader_password.exists()
    stopped(directory)


def test_every_error_is_one_line_and_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(StoreError) as error:
        open_store(tmp_path)
    assert "\n" not in str(error.value)
    assert not error.value.wrong_use
