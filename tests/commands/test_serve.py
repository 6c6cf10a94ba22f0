"""`maillon serve`: other programs, and other commands, on the embedded store."""

from __future__ import annotations

import json
import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from maillon.graph.store import Store, open_store
from maillon.queries.library import question
from tests.neo4j.server import Address, cypher_shell
from tests.support.drawing import draw
from tests.support.engines import LINGER, ended, endpoint, engine_runs
from tests.support.processes import eventually, line_of, started

# maillon on a system that lets no password be removed once it is written
KEPT = """
import os, sys
def refuse(event, arguments):
    if event == "os.remove" and str(arguments[0]).endswith(".password") and os.path.exists(arguments[0]):
        raise PermissionError(13, os.strerror(13), arguments[0])
sys.addaudithook(refuse)
from maillon.cli import main
main()
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """population:p ──insured_by──▶ org:mutuelle ──delegates_to──▶ org:tp, a member of org:group, in a folder"""
    directory = tmp_path / "store"
    with open_store(directory, linger=0.5) as store:
        draw(
            store,
            "population:p insured_by org:mutuelle",
            "org:mutuelle delegates_to org:tp",
            "org:mutuelle member_of org:group",
        )
    return directory


@contextmanager
def served(directory: Path, *options: str, ended_by: signal.Signals = signal.SIGINT, interrupts: bool = True) -> Iterator[dict[str, Any]]:
    """The words of `maillon serve --format json` while it runs; it must end in order when it is told to."""
    command = [sys.executable, "-m", "maillon", "serve", "--store", str(directory), "--format", "json", *options]
    with started(*command, interrupts=interrupts) as process:
        lines = [line_of(process)]
        while not lines[-1].startswith("}"):
            lines.append(line_of(process))
        yield json.loads("".join(lines))
        process.send_signal(ended_by)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, ""), err


def address(service: dict[str, Any], user: int) -> Address:
    account = service["users"][user]
    return Address(service["uri"], account["name"], Path(account["password_file"]).read_text(), service["database"])


@pytest.mark.usefixtures("neo4j_tools")
def test_cypher_shell_runs_a_question_of_the_library_and_cannot_write_as_reader(directory: Path) -> None:
    asked = question("owned-by")
    with served(directory) as service:
        reader = address(service, 0)
        session = f":param {{organisation: 'org:group'}}\n{asked.cypher};\n"
        answer = cypher_shell(reader, session)
        assert answer.returncode == 0, answer.stderr
        assert answer.stdout.splitlines()[0] == ", ".join(asked.columns)
        assert '"org:mutuelle"' in answer.stdout
        refused = cypher_shell(reader, "CREATE (:Organisation {id: 'org:x'});")
        assert refused.returncode != 0
        written = cypher_shell(address(service, 1), "CREATE (:Scratch {id: 1}) RETURN 1 AS one;")
        assert (written.returncode, written.stdout) == (0, "one\n1\n")


def test_other_commands_use_the_engine_that_is_served(directory: Path) -> None:
    with served(directory) as service:
        with open_store(directory) as store:
            assert store.read("MATCH (o:Organisation {id: 'org:tp'}) RETURN o.id AS id") == [{"id": "org:tp"}]
            assert store.connection.driver().get_server_info().address[1] == int(service["uri"].rpartition(":")[2])
        login = {
            "NEO4J_USERNAME": "reader",
            "NEO4J_PASSWORD_FILE": service["users"][0]["password_file"],
            "NEO4J_DATABASE": service["database"],
        }
        command = [sys.executable, "-m", "maillon", "status", "--format", "json", "--uri", service["uri"]]
        with started(*command, environment=login) as by_address:
            out, err = by_address.communicate(timeout=60)
        assert by_address.returncode == 0, err
        assert json.loads(out)["nodes"]["Organisation"] == 3


def test_an_engine_that_dies_comes_back_at_the_same_address_with_the_same_passwords(directory: Path) -> None:
    with served(directory) as service:
        reader = address(service, 0)
        before = json.loads((directory / "engine.json").read_text())
        os.kill(before["pid"], signal.SIGKILL)
        eventually(lambda: endpoint(directory).get("token") not in (None, before["token"]))
        assert endpoint(directory)["uri"] == service["uri"]
        assert address(service, 0) == reader
        with open_by_address(reader) as store:
            assert store.read("MATCH (o:Organisation) RETURN count(o) AS n") == [{"n": 3}]


def test_passwords_are_in_files_of_their_owner_and_nowhere_on_the_screen(directory: Path) -> None:
    with served(directory, "--lang", "fr") as service:
        files = [Path(user["password_file"]) for user in service["users"]]
        assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
        assert not any(file.read_text() in json.dumps(service) for file in files)
    assert not any(file.exists() for file in files)


def test_after_serving_the_engine_ends_by_itself(directory: Path) -> None:
    with ExitStack() as until_served:
        # Served is the engine that runs already, which waits for a next command less long than one that `serve` starts.
        until_served.enter_context(open_store(directory, linger=LINGER)).status()
        with served(directory):
            until_served.close()
            assert engine_runs(directory)
    ended(directory)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_serving_ends_in_order_when_it_is_told_to_also_where_it_was_started_with_interrupts_ignored(
    directory: Path, number: signal.Signals
) -> None:
    with served(directory, ended_by=number, interrupts=False):
        assert (directory / "reader.password").exists()
    assert not (directory / "reader.password").exists()


def test_passwords_that_cannot_be_removed_are_named_when_serving_ends(directory: Path) -> None:
    with started(sys.executable, "-c", KEPT, "serve", "--store", str(directory), "--lang", "fr", "--quiet") as process:
        eventually(lambda: (directory / "owner.password").exists())
        line_of(process)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 4
    assert "ses mots de passe restent dans" in err
    assert str(directory / "reader.password") in err
    assert not (directory / "serve.json").exists()


def test_a_port_can_be_chosen_and_a_taken_one_is_refused(directory: Path, tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"port {port} is taken" in refused(directory, "--port", str(port))
    with served(directory, "--port", str(port)) as service:
        assert service["uri"] == f"bolt://127.0.0.1:{port}"


def test_a_store_is_served_once(directory: Path) -> None:
    with served(directory):
        assert "is served already" in refused(directory)
        assert (directory / "reader.password").exists()


def refused(directory: Path, *options: str) -> str:
    """What `maillon serve` says when it ends at once because it cannot serve."""
    with started(sys.executable, "-m", "maillon", "serve", "--store", str(directory), *options) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == 4
    return err


def open_by_address(where: Address) -> Store:
    from tests.support.places import Place

    return Place(server=where).open()
