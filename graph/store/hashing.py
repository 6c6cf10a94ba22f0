"""One number for a whole graph, the same on every engine: equal hashes mean equal graphs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from maillon.graph.model import ARROWS, NODES, ArrowKind
from maillon.graph.readings import canonical
from maillon.graph.store import cypher

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from maillon.graph.store.connection import Connection


def graph_hash(connection: Connection) -> str:
    """SHA-256 (hex) over every node and arrow with its labels and properties, the store's own bookkeeping left out.

    Raises:
        StoreError: the engine refuses or cannot be reached.
    """
    # 32 bytes per node and arrow are sorted here: engines do not agree on the order of text.
    digests = connection.read(lambda tx: sorted(hashlib.sha256(item.encode()).digest() for item in _items(tx)))
    return hashlib.sha256(b"".join(digests)).hexdigest()


def ledger_hash(connection: Connection) -> str:
    """SHA-256 (hex) over the hashes of the ledger's pages: equal when the same records are loaded, and cheap.

    Raises:
        StoreError: the engine refuses or cannot be reached.
    """
    pages = connection.read(lambda tx: tx.run(cypher.EVERY_PAGE_HASH).values())
    return hashlib.sha256(canonical(sorted(pages)).encode()).hexdigest()


def shown_nodes(connection: Connection, label: str) -> dict[str, int]:
    """Every node of a primary label by its id, with a number for what it shows: two stores that show the same give the same.

    Raises:
        StoreError: the engine refuses or cannot be reached.
    """
    return connection.read(lambda tx: {str(said["id"]): _number(labels, said) for labels, said in _nodes(tx, label)})


def shown_arrows(connection: Connection, kind: ArrowKind) -> dict[str, int]:
    """As `shown_nodes`, every arrow of a type by its ends and the parts of its key.

    Raises:
        StoreError: the engine refuses or cannot be reached.
    """

    def work(tx: ManagedTransaction) -> dict[str, int]:
        rows = _arrows(tx, kind.type)
        return {canonical([start, end, *(said.get(part) for part in kind.key)]): _number([], said) for start, end, said in rows}

    return connection.read(work)


def _number(labels: list[str], properties: dict[str, Any]) -> int:
    text = canonical([sorted(labels), _plain(properties)])
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def _items(tx: ManagedTransaction) -> Iterator[str]:
    for node in NODES:
        for labels, properties in _nodes(tx, node.label):
            yield canonical(["n", sorted(labels), _plain(properties)])
    for arrow in ARROWS:
        for start, end, properties in _arrows(tx, arrow.type):
            yield canonical(["a", arrow.type, start, end, _plain(properties)])


def _nodes(tx: ManagedTransaction, label: str) -> Iterator[Any]:
    yield from tx.run(cypher.literal(f"MATCH (n:{label}) RETURN labels(n), properties(n)"))


def _arrows(tx: ManagedTransaction, kind: str) -> Iterator[Any]:
    yield from tx.run(cypher.literal(f"MATCH (a)-[x:{kind}]->(b) RETURN a.id, b.id, properties(x)"))


def _plain(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value.iso_format() if hasattr(value, "iso_format") else value for name, value in properties.items() if value is not None}
