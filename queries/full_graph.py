"""The whole graph as it is stored, page by page, so that a country can be copied in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from maillon.graph.model import NODES, ArrowKind
from maillon.graph.store.cypher import CHECK, DATASET, PAGE

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader

NODES_AT_ONCE = 5_000
"""Nodes in one answer of the engine, and nodes whose arrows are in one answer."""

LEDGER: tuple[str, ...] = (DATASET, PAGE, CHECK)
"""What the store keeps beside the graph, so that later loads know what is there, and what must be."""

StoredNode: TypeAlias = tuple[list[str], dict[str, Any]]
StoredArrow: TypeAlias = tuple[str, str, dict[str, Any]]


def stored_nodes(reader: CypherReader, label: str) -> Iterator[StoredNode]:
    """Labels and every property of each node with this label (a primary one, or one of `LEDGER`), by id."""
    page = 50 if label == PAGE else NODES_AT_ONCE
    first = f"MATCH (n:{_known(label)}) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.id LIMIT $limit"
    rest = first.replace(" RETURN", " WHERE n.id > $after RETURN", 1)
    rows = reader.rows(first, limit=page)
    while rows:
        for row in rows:
            yield row["labels"], row["properties"]
        after = rows[-1]["properties"]["id"]
        rows = reader.rows(rest, limit=page, after=after) if len(rows) == page else []


def stored_arrows(reader: CypherReader, kind: ArrowKind) -> Iterator[StoredArrow]:
    """Start, end and every property of each arrow of one type, by label and id of its start, id of its end, and its key."""
    for label in kind.starts:
        after = ""
        while ids := _ids(reader, label, after):
            arrow = f"(a:{_known(label)} {{id: id}})-[x:{kind.type}]->(b)"
            text = f"UNWIND $ids AS id MATCH {arrow} RETURN a.id AS a, b.id AS b, properties(x) AS x"
            rows = reader.rows(text, ids=ids)
            rows.sort(key=lambda row: (row["a"], row["b"], *(row["x"].get(name, "") for name in kind.key)))
            for row in rows:
                yield row["a"], row["b"], row["x"]
            after = ids[-1]


def _ids(reader: CypherReader, label: str, after: str) -> Sequence[str]:
    text = f"MATCH (n:{_known(label)}) WHERE n.id > $after RETURN n.id AS id ORDER BY id LIMIT $limit"
    return [row["id"] for row in reader.rows(text, after=after, limit=NODES_AT_ONCE)]


def _known(label: str) -> str:
    """The label, which becomes part of a query: only one of the model's or the store's own passes."""
    return {name: name for name in (*(kind.label for kind in NODES), *LEDGER)}[label]
