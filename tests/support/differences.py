"""Where the engines differ for a person, each with a probe that the tests run on two of them. The docs print this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from unittest.mock import patch

from maillon.graph.store import QueryFailed, QueryRefused, QueryStopped, QuerySyntax, Store


@dataclass(frozen=True, slots=True)
class Difference:
    """What was asked and what comes of it on each engine; `probe` finds out, in the words of the table.

    `served` is what it found by hand on a server of ArcadeDB (`docs/from-laptop-to-cluster.md` says which), for an account that may write.
    """

    what: str
    embedded: str
    served: str
    neo4j: str
    probe: Callable[[Store], str]


def _asks(text: str, fine: str = "answered", refused: str = "refused") -> Callable[[Store], str]:
    def probe(store: Store) -> str:
        try:
            store.ask(text)
        except (QuerySyntax, QueryFailed, QueryRefused):
            return refused
        return fine

    return probe


def _engine_alone(text: str) -> Callable[[Store], str]:
    """What the engine does with a query that maillon would not even send."""

    def probe(store: Store) -> str:
        with patch("maillon.graph.store.asking.check_question", lambda text: None):
            try:
                store.ask(text)
            except (QueryRefused, QueryFailed) as error:
                # A server that opens the file and does not find it has read the server's disk.
                return "up to the server's settings" if "load" in str(error).lower() and "file" in str(error).lower() else "refused"
        return "up to the server's settings"

    return probe


def _endless(text: str) -> Callable[[Store], str]:
    def probe(store: Store) -> str:
        # Planned before, so that the limit meets the query at work.
        store.read(f"EXPLAIN {text}")
        try:
            store.ask(text, timeout=2)
        except QueryStopped as error:
            return "given up here; it runs on in the server" if "does not stop it" in str(error) else "stopped"
        return "answered"

    return probe


def _element_id(store: Store) -> str:
    """The id that an engine gives a node, before and after a role label comes."""
    from tests.support.drawing import draw, org

    ask = "MATCH (n:Organisation {id: 'org:a'}) RETURN elementId(n) AS it"
    draw(store, org("a"))
    before = store.read(ask)
    draw(store, org("a", "Insurer"))
    return "stays" if store.read(ask) == before else "changes"


ROWS = "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b RETURN sum(a * b)"
ONE_EXPRESSION = "RETURN size([a IN range(1, 40000) WHERE any(b IN range(1, 40000) WHERE a * b = -1)])"

DIFFERENCES: tuple[Difference, ...] = (
    Difference("a query that runs over its time limit, row by row", "stopped", "stopped", "stopped", _endless(ROWS)),
    Difference(
        "the same inside one expression that never gives a row",
        "stopped",
        "given up here; it runs on in the server",
        "given up here; it runs on in the server",
        _endless(ONE_EXPRESSION),
    ),
    Difference(
        "a write that would get past maillon's own reading of the query",
        "refused",
        "carried out, where the account may write",
        "refused",
        _engine_alone("CREATE (:Organisation)"),
    ),
    Difference(
        "`LOAD CSV` that would get past it",
        "refused",
        "refused",
        "up to the server's settings",
        _engine_alone("LOAD CSV FROM 'file:///no-such-file.csv' AS line RETURN line"),
    ),
    Difference(
        "`SHORTEST 1` and the other path selectors of GQL",
        "refused",
        "refused",
        "answered",
        _asks("MATCH p = SHORTEST 1 (a)--+(b) RETURN p"),
    ),
    Difference(
        "`shortestPath(…)` and `allShortestPaths(…)`",
        "answered",
        "answered",
        "answered",
        _asks("MATCH p = shortestPath((a:Insurer)-[*]-(b:Product)) RETURN p"),
    ),
    Difference(
        "quantified paths `((a)-[:USES]->(b)){1,3}`",
        "answered",
        "answered",
        "answered",
        _asks("MATCH ((a)-[:USES]->(b)){1,3} RETURN count(*)"),
    ),
    Difference("the prefix `CYPHER 5`", "refused", "refused", "answered", _asks("CYPHER 5 RETURN 1 AS one")),
    Difference("`CALL db.schema.nodeTypeProperties()`", "refused", "refused", "answered", _asks("CALL db.schema.nodeTypeProperties()")),
    Difference("`elementId(n)` when a node gets another role (keep our `id` instead)", "changes", "changes", "stays", _element_id),
)


def differences_table() -> str:
    """The table of the docs."""
    rows = [f"| {d.what} | {d.embedded} | {d.served} | {d.neo4j} |" for d in DIFFERENCES]
    return "\n".join(["| | embedded (ArcadeDB) | a server of ArcadeDB | Neo4j 5.26 |", "| --- | --- | --- | --- |", *rows]) + "\n"
