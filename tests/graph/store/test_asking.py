"""A person's own Cypher: answered as plain Python, read-only, within its limits, and the store is well afterwards."""

from __future__ import annotations

import datetime as dt
import re
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from maillon.graph.statements import ArrowStatement, NodeStatement, Statement
from maillon.graph.store import QueryFailed, QueryRefused, QueryStopped, QuerySyntax, Store
from maillon.graph.store.connection import EmbeddedConnection
from tests.support.cypher_texts import COMMANDS
from tests.support.languages import refused
from tests.support.processes import interruptible

LIMIT = 0.5


# org:0 ─▶ org:1 ─▶ … ─▶ org:39 ─▶ org:0, and every one ─▶ the five after the next: enough for a walk to never end
@pytest.fixture
def ring(store: Store) -> Store:
    n = 40
    evidence: dict[str, str | list[str]] = {"status": "confirmed", "since": "2020-01-01", "since_edtf": "2020", "evidence": ["s#1"]}
    records: dict[str, list[Statement]] = {f"r{i}": [NodeStatement(f"org:{i}", ("Insurer",), {"name": f"N{i}"})] for i in range(n)}
    for i in range(n):
        ends = [f"org:{(i + step) % n}" for step in (1, 2, 3, 4, 5, 6)]
        records[f"r{i}"] += [ArrowStatement("DELEGATES_TO", f"org:{i}", end, ("", "", ""), evidence) for end in ends]
    store.load("ring", records.items(), loader="drawn")
    return store


@pytest.fixture
def unharmed(ring: Store) -> Iterator[Store]:
    """The store holds the same graph after the test, and still answers at once."""
    before = ring.graph_hash()
    yield ring
    assert ring.ask("MATCH (n:Insurer) RETURN count(n)").rows == ((40,),)
    assert ring.graph_hash() == before


def test_nodes_arrows_and_paths_come_back_as_plain_python(ring: Store) -> None:
    answer = ring.ask("MATCH p = (a {id: $id})-[x]->(b {id: 'org:1'}) RETURN a, x, p, x.since AS since", {"id": "org:0"})
    assert answer.columns == ("a", "x", "p", "since")
    ((a, x, p, since),) = answer.rows
    assert (a["_labels"], a["id"], a["roles"]) == (["Insurer", "Organisation"], "org:0", ["Insurer"])
    assert (x["_type"], x["_start"], x["_end"], x["since"]) == ("DELEGATES_TO", "org:0", "org:1", dt.date(2020, 1, 1))
    assert [step["id"] if "id" in step else step["_type"] for step in p] == ["org:0", "DELEGATES_TO", "org:1"]
    assert since == dt.date(2020, 1, 1)
    assert not {"said", "said_n"} & (a.keys() | x.keys())


def test_values_of_every_kind_come_back_as_plain_python(store: Store) -> None:
    text = "RETURN date('2024-02-29') AS a, duration('P1DT2H') AS b, [1, {c: date('2020-01-01')}] AS d, null AS e, 1.5 AS f, 'é' AS g"
    answer = store.ask(text)
    assert answer.rows == ((dt.date(2024, 2, 29), "P1DT2H", [1, {"c": dt.date(2020, 1, 1)}], None, 1.5, "é"),)


def test_more_rows_than_asked_for_are_left_out_and_said_so(unharmed: Store) -> None:
    answer = unharmed.ask("MATCH (n:Insurer) RETURN n.id ORDER BY n.id", limit=3)
    assert (len(answer.rows), answer.truncated) == (3, True)
    answer = unharmed.ask("MATCH (n:Insurer) RETURN n.id", limit=40)
    assert (len(answer.rows), answer.truncated) == (40, False)


def test_an_endless_answer_is_cut_at_once_and_given_up(unharmed: Store) -> None:
    answer = unharmed.ask("UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b RETURN a, b", limit=5, timeout=20)
    assert answer.rows == tuple((1, b) for b in range(1, 6))
    assert answer.truncated


def test_rows_come_one_by_one_and_one_who_stops_taking_them_ends_the_query(unharmed: Store) -> None:
    stream = unharmed.stream("UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b RETURN a, b")
    rows = iter(stream)
    assert (stream.columns, next(rows), next(rows)) == (("a", "b"), (1, 1), (1, 2))
    rows.close()
    for thread in threading.enumerate():
        if thread.name == "maillon-ask":
            thread.join(5.0)
            assert not thread.is_alive()


def test_a_stream_whose_next_row_does_not_come_is_stopped(unharmed: Store) -> None:
    with refused(QueryStopped, r"longer than 0\.5 s", r"plus de 0\.5 s et a été arrêtée"):
        unharmed.stream(ENDLESS["rows"], timeout=LIMIT)


@pytest.mark.parametrize("text", COMMANDS)
def test_a_command_is_refused_and_changes_nothing(unharmed: Store, text: str) -> None:
    with refused(QueryRefused, "the query", "la requête"):
        unharmed.ask(text)


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:Organisation {id: 'org:x'})",
        "CREATE (:Unheard)",
        "MERGE (n:Organisation {id: 'org:0'}) SET n.name = 'x'",
        "MATCH (n:Organisation) SET n.name = 'x'",
        "MATCH (n:Organisation) SET n:Hospital",
        "MATCH (n:Organisation) REMOVE n.name",
        "MATCH (n:Organisation) DETACH DELETE n",
        "MATCH ()-[x:DELEGATES_TO]->() DELETE x",
        "CALL { MATCH (n:Organisation) SET n.name = 'x' RETURN count(n) AS c } RETURN c",
        "CREATE INDEX evil IF NOT EXISTS FOR (n:Organisation) ON (n.name)",
        "DROP CONSTRAINT organisation_id",
        "CREATE USER eve SET PASSWORD 'password1'",
        "DROP USER root",
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    ],
)
def test_a_command_that_would_slip_past_our_reading_is_refused_by_the_engine(
    unharmed: Store, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if text.startswith("LOAD") and not isinstance(unharmed.connection, EmbeddedConnection):
        pytest.skip("a server reads its own files in READ mode; only our reading refuses this there")
    monkeypatch.setattr("maillon.graph.store.asking.check_question", lambda text: None)
    with pytest.raises((QueryRefused, QueryFailed)):
        unharmed.ask(text)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("RETURN 1 +* 2", "  RETURN 1 +* 2\n            ^"),
        ("MATCH (n)\nRETRN n", "  RETRN n\n  ^"),
    ],
)
def test_a_query_that_cannot_be_read_is_shown_with_its_place(store: Store, text: str, where: str) -> None:
    with pytest.raises(QuerySyntax) as error:
        store.ask(text)
    message, _, shown = str(error.value).partition("\n")
    assert shown == where
    assert f"line {1 + text.count(chr(10))}" in message
    assert error.value.say("fr").startswith(f"la requête est illisible ligne {1 + text.count(chr(10))}, colonne ")
    assert error.value.say("fr").partition("\n")[2] == where
    assert error.value.wrong_use


@pytest.mark.parametrize(
    ("text", "parameters"),
    [("RETURN 1 / 0", None), ("RETURN $missing", None), ("MATCH (n) RETURN unheard", None), ("RETURN $x", {"x": object()})],
)
def test_a_query_that_cannot_be_answered_is_wrong_use_and_said_in_one_line(
    store: Store, text: str, parameters: dict[str, object] | None
) -> None:
    with pytest.raises((QueryFailed, QuerySyntax)) as error:
        store.ask(text, parameters)
    assert error.value.wrong_use
    assert "Traceback" not in str(error.value)
    assert re.match("le moteur ne peut répondre à la requête|la requête est illisible|la requête ou l'un", error.value.say("fr"))


ENDLESS = {
    "rows": "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b RETURN sum(a * b)",
    "product": "MATCH (a:Insurer), (b:Insurer), (c:Insurer), (d:Insurer), (e) RETURN count(a.name + b.name + c.name + d.name + e.name)",
    "walk": "MATCH p = (:Insurer {id: 'org:0'})-[:DELEGATES_TO*1..20]->(x) WHERE x.id = 'none' RETURN count(p)",
    "one expression": "RETURN size([a IN range(1, 100000) WHERE any(b IN range(1, 100000) WHERE a * b = -1)])",
    "one sum": "RETURN reduce(s = 0, x IN range(1, 100000) | s + reduce(t = 0, y IN range(1, 100000) | t + y))",
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS.keys())
def test_an_endless_query_is_stopped_within_two_seconds_of_its_limit(unharmed: Store, text: str) -> None:
    if text.startswith("RETURN") and not isinstance(unharmed.connection, EmbeddedConnection):
        pytest.skip("a server computes one expression to its end, whoever asks it to stop")
    started = time.monotonic()
    with refused(QueryStopped, r"longer than 0\.5 s|at its limit", r"plus de 0\.5 s et a été arrêtée|à sa limite"):
        unharmed.ask(text, timeout=LIMIT)
    # The limit is a promise to the person who waits, so here the clock is the behaviour.
    assert time.monotonic() - started < LIMIT + 2.0


def test_a_query_that_wants_more_memory_than_there_is_harms_nobody(unharmed: Store) -> None:
    with pytest.raises((QueryStopped, QueryFailed)):
        unharmed.ask("RETURN size(reduce(s = 'x', i IN range(1, 45) | s + s))", timeout=10)


def test_an_interrupt_ends_the_query_too(unharmed: Store) -> None:
    main = threading.main_thread().ident
    assert main is not None
    threading.Timer(LIMIT, signal.pthread_kill, (main, signal.SIGINT)).start()
    with interruptible(), pytest.raises(KeyboardInterrupt):
        unharmed.ask(ENDLESS["rows"], timeout=60.0)
    for thread in threading.enumerate():
        if thread.name == "maillon-ask":
            thread.join(5.0)
            assert not thread.is_alive()
