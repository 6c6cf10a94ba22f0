"""Which ids some record describes: for records that name what others declare."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from maillon.graph.decisions import resolved
from maillon.graph.model import label_of
from maillon.graph.statements import NodeStatement, from_line
from maillon.graph.store import cypher
from maillon.graph.store.loading.ledger import unpack
from maillon.graph.store.message_size import chunks

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from maillon.graph.store.connection import Connection


def declared(connection: Connection, ids: Collection[str], besides: Collection[str]) -> set[str]:
    """Those of the ids that a record of another data set than `besides` describes; also one that a decision made one with another.

    Raises:
        StoreError: the engine refuses or cannot be reached.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for identifier in sorted(ids):
        groups[label_of(identifier)].append(identifier)

    def work(tx: ManagedTransaction) -> set[str]:
        times: dict[str, int] = {}
        found: set[str] = set()
        for label, wanted in groups.items():
            for piece in chunks(wanted):
                for row in tx.run(cypher.literal(cypher.read_nodes(label)), ids=piece).values():
                    times[row[0]] = sum(row[2] or [1] * len(row[1] or ()))
                found |= {row[0] for row in tx.run(cypher.literal(cypher.read_merged(label)), ids=piece).values()}
        own: Counter[str] = Counter()
        for dataset in besides if times else ():
            pages = [row[0] for row in tx.run(cypher.literal(cypher.PAGES_OF), dataset=dataset).values()]
            for page in pages:
                for row in tx.run(cypher.literal(cypher.PAGE_PAYLOADS), ids=[page]).values():
                    for line in resolved(unpack(bytes(row[2])), row[3] or ""):
                        own.update(s.id for s in from_line(line)[1] if isinstance(s, NodeStatement) and s.id in times)
        return found | {identifier for identifier, n in times.items() if n > own[identifier]}

    return connection.read(work)
