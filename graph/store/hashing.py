"""One number for a whole graph, the same on every engine: equal hashes mean equal graphs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from maillon.graph.model import ARROWS, NODES
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


def _items(tx: ManagedTransaction) -> Iterator[str]:
    for node in NODES:
        for labels, properties in tx.run(cypher.literal(f"MATCH (n:{node.label}) RETURN labels(n), properties(n)")):
            yield canonical(["n", sorted(labels), _plain(properties)])
    for arrow in ARROWS:
        text = f"MATCH (a)-[x:{arrow.type}]->(b) RETURN a.id, b.id, properties(x)"
        for start, end, properties in tx.run(cypher.literal(text)):
            yield canonical(["a", arrow.type, start, end, _plain(properties)])


def _plain(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value.iso_format() if hasattr(value, "iso_format") else value for name, value in properties.items() if value is not None}
