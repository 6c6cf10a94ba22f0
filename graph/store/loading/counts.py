"""How much a store must hold: counted from what loads wrote, never from what is there, so that what went missing is seen.

The counts change in the transaction of the batch that changes the graph: after a crash they say what the engine had committed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from maillon.graph.model import ARROW_BY_TYPE, ARROWS, NODES
from maillon.graph.store import cypher

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


def count_all(tx: ManagedTransaction) -> Counter[str]:
    """What is there: primary label or type → how many, the pages of the ledger among them; zeros are left out."""
    arrows = cypher.count_arrows() if _keeps_counts(tx) else cypher.COUNT_ARROWS_AT_ONCE
    rows = [*tx.run(cypher.literal(cypher.count_nodes())).values(), *tx.run(cypher.literal(arrows)).values()]
    return Counter({kind: n for kind, n in rows if n})


def _keeps_counts(tx: ManagedTransaction) -> bool:
    return "ArcadeDB" not in tx.run("RETURN 1").consume().server.agent


def kept_counts(tx: ManagedTransaction) -> Counter[str] | None:
    """What must be there; None in a store that no load of this maillon has touched."""
    rows = tx.run(cypher.READ_COUNTS).values()
    return Counter(dict(zip(rows[0][0], rows[0][1], strict=True))) if rows else None


def begin_counts(tx: ManagedTransaction) -> None:
    """Begin to count in a store where nobody did: what is there is what must be there."""
    if kept_counts(tx) is None:
        _write(tx, count_all(tx))


def add_counts(tx: ManagedTransaction, change: Mapping[str, int]) -> None:
    """Count what a batch made (positive) and deleted (negative)."""
    if any(change.values()):
        now = kept_counts(tx)
        if now is not None:
            now.update(change)
            _write(tx, now)


def missing(tx: ManagedTransaction) -> tuple[str, int, int] | None:
    """The first label or type of which there are fewer or more than there must be, how many there are and how many there must be.

    The counts themselves are missed where a load that keeps them has ended.
    """
    must = kept_counts(tx)
    if must is None:
        return (cypher.CHECK, 0, 1) if tx.run(cypher.ANY_COUNTED).values() else None
    there = count_all(tx)
    for kind in (*(node.label for node in NODES), *(arrow.type for arrow in ARROWS), cypher.PAGE):
        if there[kind] != must[kind]:
            return kind, there[kind], must[kind]
    return None


def foreign(tx: ManagedTransaction) -> list[tuple[str, int]]:
    """What no load wrote, since other programs may write to a store: labels or type, and how many there are."""
    nodes = tx.run(cypher.literal(cypher.FOREIGN_NODES)).values()
    arrows = tx.run(cypher.FOREIGN_ARROWS, types=sorted(ARROW_BY_TYPE)).values()
    return [*((":".join(sorted(labels)) or "()", number) for labels, number in nodes), *((type_, number) for type_, number in arrows)]


def counts_row(counts: Mapping[str, int]) -> dict[str, Any]:
    """The node that keeps the counts, as its properties."""
    kinds = sorted(kind for kind, n in counts.items() if n)
    return {"id": "counts", "kinds": kinds, "numbers": [counts[kind] for kind in kinds]}


def _write(tx: ManagedTransaction, counts: Counter[str]) -> None:
    row = counts_row(counts)
    tx.run(cypher.SET_COUNTS, kinds=row["kinds"], numbers=row["numbers"]).consume()
