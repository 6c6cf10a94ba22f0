"""Whether what a scan finds is found by every other way: nodes by the indexes of their id and name, arrows from both their ends.

The engine keeps records, indexes and the lists of arrows at a node in files of their own, any of which may have been damaged alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from maillon.graph.model import NODES
from maillon.graph.store import cypher
from maillon.graph.store.loading.counts import count_all
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from maillon.wording import Message

_BATCH = 5_000


def not_found(tx: ManagedTransaction, label: str, ids: Iterable[str]) -> Iterator[str]:
    """Those of the ids of a label that its index does not find, or finds several times."""
    items = iter(ids)
    while batch := list(islice(items, _BATCH)):
        found = Counter(row[0] for row in tx.run(cypher.literal(cypher.look_up(label)), ids=batch).values())
        yield from (id_ for id_ in batch if found[id_] != 1)


def names_not_found(tx: ManagedTransaction, label: str, names: Mapping[str, int]) -> Iterator[str]:
    """Those of the names of a label, with how many nodes bear each, by which its index finds another number of nodes."""
    items = iter(names)
    while batch := list(islice(items, _BATCH)):
        found = dict(tx.run(cypher.literal(cypher.look_up_name(label)), names=batch).values())
        yield from (name for name in batch if found.get(name) != names[name])


def bookkeeping_not_found(tx: ManagedTransaction) -> Iterator[str]:
    """The same for what the store keeps beside the graph, and data sets of pages that are not there, or not with all their pages."""
    for label in (cypher.DATASET, cypher.PAGE):
        yield from not_found(tx, label, (row[0] for row in tx.run(cypher.literal(cypher.every_id(label))).values()))
    for dataset, pages in tx.run(cypher.PAGE_COUNTS).values():
        known = len(tx.run(cypher.READ_DATASET, dataset=dataset).values())
        if known != 1 or len(tx.run(cypher.PAGE_HEADS, dataset=dataset).values()) != pages:
            yield str(dataset)


def found_otherwise(tx: ManagedTransaction) -> Message | None:
    """What a scan finds and an index or the other end of an arrow does not; reads all ids and names, for after a crash."""
    for node in NODES:
        ids = (row[0] for row in tx.run(cypher.literal(cypher.every_id(node.label))).values())
        for lost in not_found(tx, node.label, ids):
            return messages("verify.index", what=lost)
        if node.called:
            names = Counter(row[0] for row in tx.run(cypher.literal(cypher.every_name(node.label))).values() if row[0] is not None)
            for lost in names_not_found(tx, node.label, names):
                return messages("verify.index", what=lost)
    for lost in bookkeeping_not_found(tx):
        return messages("verify.index", what=lost)
    there = count_all(tx)
    for text in (cypher.count_leaving, cypher.count_arriving):
        ends: Counter[str] = Counter()
        for node in NODES:
            ends.update(dict(tx.run(cypher.literal(text(node.label))).values()))
        apart = sum(abs(there[kind] - number) for kind, number in ends.items())
        if apart:
            return messages("verify.ends", number=apart)
    return None
