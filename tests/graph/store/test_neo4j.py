"""A Neo4j server: the same graph as in a folder, every kind of address and login, and what goes wrong on the way."""

from __future__ import annotations

import logging
import os
import socket
import sys
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from maillon.graph.projection import project
from maillon.graph.records import record_id
from maillon.graph.store import (
    Credentials,
    LoginRefused,
    ServerTooOld,
    Store,
    StoreError,
    StoreUnreachable,
    connection,
    load_lock,
    open_store,
)
from maillon.graph.store.connection import _check_version
from maillon.graph.store.loading.load import Load
from tests.neo4j.server import VERSION, Address, Server
from tests.support.drawing import draw, load, org
from tests.support.languages import refused
from tests.support.places import Place, empty
from tests.support.running import maillon

WRONG = "hunter2-not-the-password"


# the shipped records ──▶ folder
#                     └─▶ server        the same hash
def test_the_shipped_records_are_the_same_graph_on_every_engine(corpus: Store, corpus_directory: Path) -> None:
    with open_store(corpus_directory) as embedded:
        assert corpus.graph_hash() == embedded.graph_hash()
        assert corpus.ledger_hash() == embedded.ledger_hash()


def login(server: Server) -> Credentials:
    return Credentials(server.address.username, server.address.password)


def at(server: Server, scheme: str) -> str:
    return f"{scheme}://127.0.0.1:{server.port}"


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_is_reached_alone_or_as_a_cluster(server: Server, scheme: str) -> None:
    with open_store(uri=at(server, scheme), credentials=login(server)) as store:
        draw(store, "org:a delegates_to org:b")
        assert store.read("MATCH (:Organisation {id: 'org:a'})-->(x) RETURN x.id AS id") == [{"id": "org:b"}]
        assert store.status().engine.startswith(VERSION)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_private_authority_is_trusted_when_it_is_named(server: Server, authority: Path, scheme: str) -> None:
    with open_store(uri=at(server, scheme), credentials=login(server), ca=authority / "ca.pem") as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
    ran = maillon(None, "status", "--uri", at(server, scheme), "--ca", str(authority / "ca.pem"), environment=server.address.environment)
    assert ran.code == 0, ran.err


def test_an_unknown_certificate_is_refused_and_the_error_names_the_option(server: Server) -> None:
    with refused(StoreUnreachable, "not trusted here: give that of its authority with --ca", "qui n'est pas reconnu ici"):
        open_store(uri=at(server, "bolt+s"), credentials=login(server))
    with open_store(uri=at(server, "bolt+ssc"), credentials=login(server)) as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_file_that_is_no_certificate_is_told_before_anything_is_sent(server: Server, authority: Path) -> None:
    for file, reason in ((authority / "names", "it holds none"), (authority / "no-such-file", "no such file")):
        with pytest.raises(StoreUnreachable, match=reason):
            open_store(uri=at(server, "bolt+s"), credentials=login(server), ca=file)
    with refused(StoreUnreachable, r"write bolt\+s", r"écrire bolt\+s"):
        open_store(uri=at(server, "bolt"), credentials=login(server), ca=authority / "ca.pem")


def test_a_refused_login_says_what_to_check_and_never_the_password(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(LoginRefused, match="check NEO4J_USERNAME and NEO4J_PASSWORD") as error:
        open_store(uri=at(server, "bolt"), credentials=Credentials("neo4j", WRONG))
    assert WRONG not in str(error.value)
    assert "vérifier NEO4J_USERNAME et NEO4J_PASSWORD" in error.value.say("fr")
    assert WRONG not in caplog.text
    assert WRONG not in repr(Credentials("neo4j", WRONG))
    ran = maillon(None, "status", "--uri", at(server, "bolt"), environment={"NEO4J_PASSWORD": WRONG})
    assert (ran.code, len(ran.err.splitlines())) == (4, 1)
    assert WRONG not in ran.err


def test_a_login_inside_the_address_is_refused_and_not_repeated() -> None:
    ran = maillon(None, "status", "--uri", f"bolt://neo4j:{WRONG}@127.0.0.1:7687")
    assert ran.code == 2
    assert "NEO4J_PASSWORD" in ran.err
    assert WRONG not in ran.err + ran.out


def test_a_password_comes_from_a_file_without_the_end_of_its_line(server: Server, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{server.address.password}\n")
    ran = maillon(None, "status", "--uri", at(server, "bolt"), environment={"NEO4J_PASSWORD_FILE": str(secret)})
    assert ran.code == 0, ran.err
    ran = maillon(None, "status", "--uri", at(server, "bolt"), environment={"NEO4J_PASSWORD_FILE": str(tmp_path / "none")})
    assert (ran.code, "NEO4J_PASSWORD_FILE" in ran.err) == (2, True)


def test_without_a_password_and_without_a_person_to_ask_the_login_is_refused(server: Server) -> None:
    ran = maillon(None, "status", "--uri", at(server, "bolt"))
    assert ran.code == 4
    assert "NEO4J_PASSWORD_FILE" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="no terminal to pretend to be")
def test_a_person_at_a_terminal_is_asked_for_the_password_and_does_not_see_it(server: Server) -> None:
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.environ.pop("NEO4J_PASSWORD", None)
        os.execv(sys.executable, [sys.executable, "-m", "maillon", "status", "--uri", at(server, "bolt"), "--lang", "en"])
    try:
        seen = b""
        while b"password of neo4j at bolt://" not in seen:
            seen += os.read(terminal, 4096)
        os.write(terminal, f"{server.address.password}\n".encode())
        # The terminal of a program that has ended raises an error instead of giving nothing.
        with suppress(OSError):
            while more := os.read(terminal, 4096):
                seen += more
    finally:
        os.close(terminal)  # which hangs up, should it still be there
        status = os.waitpid(child, 0)[1]
    assert status == 0, seen
    assert VERSION.encode() in seen
    assert server.address.password.encode() not in seen


def test_a_wrong_database_is_told_by_its_variable(server: Server) -> None:
    with refused(StoreError, "check NEO4J_DATABASE", "vérifier NEO4J_DATABASE"):
        open_store(uri=at(server, "bolt"), credentials=login(server), database="nothing-here")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_an_address_where_nobody_listens_is_told_at_once(scheme: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with refused(StoreUnreachable, rf"{scheme}://127\.0\.0\.1:{port} does not answer", "ne répond pas : le serveur est-il en marche"):
        open_store(uri=f"{scheme}://127.0.0.1:{port}", credentials=Credentials("a", "b"))


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "127.0.0.1:7687", "bolt://", "neo4j+s://:7687", "file:///etc/passwd"])
def test_what_is_no_address_of_a_server_is_told_with_one_that_is(uri: str) -> None:
    with refused(StoreUnreachable, "write bolt://HOST:PORT or neo4j", "écrire bolt://HÔTE:PORT ou neo4j"):
        open_store(uri=uri)


@pytest.mark.parametrize(
    ("agent", "fine"), [("Neo4j/4.4.30", False), ("Neo4j/5.25.1", False), ("Neo4j/5.26.0", True), ("Neo4j/2025.10.1", True)]
)
def test_a_server_before_5_26_is_too_old(agent: str, fine: bool) -> None:
    if fine:
        _check_version(agent, "bolt://h")
    else:
        with refused(
            ServerTooOld, rf"bolt://h runs {agent}: maillon needs Neo4j 5\.26 or later", rf"{agent} : il faut à maillon Neo4j 5\.26"
        ):
            _check_version(agent, "bolt://h")


@pytest.mark.parametrize(("version", "fine"), [("25.12.1", False), ("26.8.1", False), ("26.10.2", True), ("27.1.1-SNAPSHOT", True)])
def test_a_server_of_arcadedb_that_changes_other_arrows_than_it_is_told_is_refused(version: str, fine: bool) -> None:
    agent = f"Neo4j/5.26.0 compatible (ArcadeDB {version})"
    if fine:
        _check_version(agent, "bolt://h")
    else:
        with refused(ServerTooOld, "maillon needs ArcadeDB 26.10 or later", "il faut à maillon ArcadeDB 26.10"):
            _check_version(agent, "bolt://h")


# load ──batch──▶ server ──kill -9──▶ error that says what to do;   start again ──the same load──▶ the whole graph
def test_a_server_that_dies_in_the_middle_of_a_load_is_said_so_and_the_next_load_finishes(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Neither the lock of the load that was cut nor the driver, which tries again for half a minute, is what is waited for here.
    monkeypatch.setattr(load_lock, "_LEASE_MS", 1000)
    monkeypatch.setattr(connection, "_driver", partial(connection._driver, max_transaction_retry_time=1.0))
    records = [org(f"o{i}", "Insurer", name=f"N{i}") for i in range(600)]
    with open_store(tmp_path / "store") as embedded:
        load(embedded, records)
        expected = embedded.graph_hash()
    with Place(server=server.address).open() as store:
        empty(store)
        cut = Store(store.connection, loading=Load(store.connection, batch=100, page=20))

        def die(done: int, total: int) -> None:
            server.kill()

        statements = [(record_id(r), project(r)) for r in records]
        try:
            with refused(
                StoreUnreachable,
                "run it again when the server is back, it goes on from there",
                "ne répond pas.*; le chargement a été coupé",
            ):
                cut.load("drawn", statements, loader="records", progress=die)
        finally:
            server.start()
    with Place(server=server.address).open() as store:
        assert not store.status().complete
        assert 0 < store.status().nodes["Organisation"] < 600
        report = load(store, records)
        assert 0 < report.unchanged < 600
        assert store.status().complete
        assert store.graph_hash() == expected


def test_two_loads_at_once_leave_the_graph_of_both(neo4j: Address) -> None:
    """One waits for the other: neither undoes what the other writes."""
    place, errors = Place(server=neo4j), []

    def work(name: str) -> None:
        try:
            with place.open() as store:
                load(store, [org("shared", name=name), *(org(f"{name}{i}") for i in range(200))], dataset=name)
        except StoreError as error:
            errors.append(error)

    with place.open() as store:
        empty(store)
        threads = [threading.Thread(target=work, args=(name,)) for name in ("one", "two")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert store.status().nodes["Organisation"] == 401
        both = store.graph_hash()
        for name in ("two", "one"):
            store.unload(name)
        for name in ("two", "one"):
            work(name)
        assert store.graph_hash() == both
