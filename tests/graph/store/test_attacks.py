"""Nobody who may ask can write, read files, reach out or bring the store down, and nobody without a password can ask."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from maillon.api.graph import Graph
from maillon.graph.store import QueryFailed, QueryRefused, QueryStopped, QuerySyntax, Store
from maillon.graph.store.connection import Connection, EmbeddedConnection
from maillon.graph.store.engine.client import Endpoint
from maillon.queries.find import UnknownNameError
from tests.support.attacks import ATTACKS, CLOSED_PATHS, LOGINS, OPEN_PATHS, PARAMETERS, Attack, End
from tests.support.attacks_page import PAGE, page
from tests.support.drawing import draw
from tests.support.places import Place
from tests.support.running import maillon

LIMIT = 1.0


# org:kept ──delegates to──▶ org:too
@pytest.fixture
def kept(store: Store) -> Iterator[Store]:
    """The same graph after the test, and an engine that answers."""
    draw(store, "org:kept delegates_to org:too")
    before = store.graph_hash()
    yield store
    assert store.graph_hash() == before
    assert store.ask("MATCH (n:Organisation) RETURN n.id ORDER BY n.id").rows == (("org:kept",), ("org:too",))


@pytest.fixture
def endpoint(kept: Store) -> Endpoint:
    """The embedded engine's own address and passwords, which only the owner of the store can read."""
    if not isinstance(kept.connection, EmbeddedConnection):
        pytest.skip("who may do what on a server is for who administers it")
    return kept.connection.endpoint()


def asked(store: Store, attack: Attack) -> End:
    try:
        store.ask(attack.text, timeout=LIMIT)
    except QueryRefused as error:
        return "error" if error.message.key == "query.refused" else "not sent"
    except (QuerySyntax, QueryFailed):
        return "error"
    except QueryStopped:
        return "stopped"
    return "harmless"


def test_what_becomes_of_each_attack_that_is_asked_is_what_the_page_says(kept: Store) -> None:
    before = kept.graph_hash()
    found = {}
    for attack in ATTACKS:
        end = asked(kept, attack)
        if attack.asked == "not sent" or isinstance(kept.connection, EmbeddedConnection):
            found[attack.text] = (attack.asked, end)
        assert kept.graph_hash() == before, attack.text
    assert {text: ends for text, ends in found.items() if ends[0] != ends[1]} == {}
    assert len(ATTACKS) >= 60


def sent(connection: Connection, attack: Attack) -> End:
    """What the engine makes of a query that nothing of ours has read."""
    try:
        with connection.reader_session(100) as session:
            session.run(attack.text).consume()
    except (Neo4jError, DriverError):
        return "error"
    return "harmless"


def test_what_becomes_of_each_attack_that_a_reader_sends_to_the_engine_is_what_the_page_says(kept: Store) -> None:
    embedded, before = isinstance(kept.connection, EmbeddedConnection), kept.graph_hash()
    found = {}
    for attack in ATTACKS:
        if attack.aim == "exhaust" or ("LOAD" in attack.text.upper() and not embedded):
            continue  # a limit is for who asks; a server reads its own files even in READ mode, if its settings let it
        end = sent(kept.connection, attack)
        if embedded:
            found[attack.text] = (attack.reader, end)
        assert kept.graph_hash() == before, attack.text
    assert {text: ends for text, ends in found.items() if ends[0] != ends[1]} == {}


def test_not_even_the_owner_makes_the_engine_read_a_file_or_ask_the_network(kept: Store, endpoint: Endpoint) -> None:
    with (
        GraphDatabase.driver(endpoint.uri, auth=("root", endpoint.owner)) as driver,
        driver.session(database=kept.connection.database) as session,
    ):
        for address in ("file:///etc/hostname", "http://127.0.0.1:9/x", "https://example.org/x", "ftp://example.org/x"):
            with pytest.raises(Neo4jError, match=r"LOAD CSV .* URLs are disabled"):
                session.run("LOAD CSV FROM $address AS line RETURN line", address=address).consume()


@pytest.mark.parametrize("login", LOGINS, ids=str)
def test_nobody_without_the_password_is_let_in(endpoint: Endpoint, login: tuple[str, str] | None) -> None:
    with GraphDatabase.driver(endpoint.uri, auth=login) as driver, driver.session() as session, pytest.raises(AuthError):
        session.run("RETURN 1").consume()


def test_the_other_port_of_the_engine_tells_nobody_more_than_that_it_is_there(endpoint: Endpoint) -> None:
    bolt = int(endpoint.uri.rpartition(":")[2])
    for port in _ports(endpoint.pid) - {bolt}:
        told = {path: _status(port, path) for path in (*OPEN_PATHS, *CLOSED_PATHS)}
        assert {path for path, status in told.items() if status < 300} == set(OPEN_PATHS)
        assert {told[path] for path in CLOSED_PATHS} <= {401, 403, 404}


def test_the_engine_listens_on_this_machine_only_and_its_passwords_are_in_files_of_the_owner_alone(
    endpoint: Endpoint, place: Place
) -> None:
    if not Path("/proc/self/environ").exists() or place.directory is None:
        pytest.skip("what other programs see of a process is read from /proc")
    for name in ("environ", "cmdline"):
        seen = Path(f"/proc/{endpoint.pid}/{name}").read_bytes()
        assert endpoint.owner.encode() not in seen
        assert endpoint.reader.encode() not in seen
    holding = [path for path in place.directory.rglob("*") if path.is_file() and endpoint.owner.encode() in path.read_bytes()]
    assert [path.name for path in holding] == ["engine.json"]
    assert oct(holding[0].stat().st_mode & 0o777) == "0o600"
    assert oct(place.directory.stat().st_mode & 0o777) == "0o700"
    other = {address for address in _addresses() if not address.startswith("127.")}
    for port in _ports(endpoint.pid):
        for address in other:
            with socket.socket() as probe:
                assert probe.connect_ex((address, port)) != 0


@pytest.mark.parametrize("value", PARAMETERS, ids=ascii)
def test_a_parameter_of_a_question_is_a_value_and_nothing_else(kept: Store, value: str) -> None:
    graph = Graph(kept)
    with pytest.raises(UnknownNameError):
        graph.question("clients-of", supplier=value)
    assert graph.cypher("MATCH (n {id: $id}) RETURN n", {"id": value}).rows == ()


def test_commands_say_in_one_line_why_an_attack_is_wrong_use(kept: Store, empty_place: Place) -> None:
    for attack in {attack.aim: attack for attack in ATTACKS if attack.asked == "not sent" and attack.aim != "exhaust"}.values():
        ran = maillon(empty_place, "cypher", attack.text)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1), attack.text
    ran = maillon(empty_place, "query", "run", "clients-of", "-p", f"supplier={PARAMETERS[0]}")
    assert (ran.code, ran.out) == (2, "")


def test_the_page_shows_each_attack_with_its_end() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.support.attacks_page"


def _ports(pid: int) -> set[int]:
    """The ports on which a process listens."""
    if not Path("/proc").is_dir():
        pytest.skip("what a process listens on is read from /proc")
    mine = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        try:
            mine.add(str(handle.readlink()).removeprefix("socket:[").removesuffix("]"))
        except OSError:
            continue
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]]
    return {int(row[1].rpartition(":")[2], 16) for row in rows if row[3] == "0A" and row[9] in mine}


def _addresses() -> set[str]:
    return {str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}


def _status(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()
