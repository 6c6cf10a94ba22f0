"""What nodes and arrows show is a view of their assertions: refresh it where another version of maillon computed it.

Nodes and arrows keep their assertions, so that no file has to be read again. A record of which this version makes an arrow more is
written anew in its page as well, in the batch that makes the arrow. Each data set remembers the version of its view;
where a refresh is cut, the next load begins with the data sets that are left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from maillon.graph.statements import VIEW_VERSION, from_line, line_of_today
from maillon.graph.store import cypher
from maillon.graph.store.errors import StoreDamaged
from maillon.graph.store.loading.batch import Batch, BatchResult
from maillon.graph.store.loading.ledger import Head, heads_hash, page_hash, unpack
from maillon.graph.store.loading.stored_pages import read_heads
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from maillon.graph.store.connection import Connection

_PAGES = 16
"""Pages read at a time."""


def outdated(connection: Connection) -> list[str]:
    """The data sets whose view another version of maillon computed.

    Raises:
        StoreError: the store cannot be reached.
    """
    return sorted(row[0] for row in connection.read(lambda tx: tx.run(cypher.OUTDATED_DATASETS, version=VIEW_VERSION).values()))


def refresh(
    connection: Connection,
    write_batch: Callable[[Batch], BatchResult],
    write: Callable[..., None],
    merged: Mapping[str, str],
    authorities: Collection[str],
) -> None:
    """Compute the view of every outdated data set anew; nothing is read when there is none.

    Args:
        connection: to the store.
        write_batch: writes a batch of pages, under the lock of a load.
        write: writes one statement, under the same lock.
        merged: id → the id that is kept, as the decisions say that the graph shows now.
        authorities: ids of the organisations that are authorities.

    Raises:
        StoreDamaged: a page of the ledger is not what it was.
        StoreError: the store refuses or cannot be reached; the next load goes on from there.
    """
    for dataset in outdated(connection):
        pages = _pages(connection, dataset)
        write(cypher.MERGE_DATASET, dataset=dataset, properties={"ledger": None})  # of the pages as they were
        for start in range(0, len(pages), _PAGES):
            contents = _contents(connection, dataset, pages[start : start + _PAGES])
            write_batch(Batch(dataset, contents, merged, authorities, refresh=True))
        ledger = heads_hash(read_heads(connection, dataset))
        write(cypher.MERGE_DATASET, dataset=dataset, properties={"view_version": VIEW_VERSION, "ledger": ledger})


def _pages(connection: Connection, dataset: str) -> list[str]:
    return sorted(row[0] for row in connection.read(lambda tx: tx.run(cypher.PAGES_OF, dataset=dataset).values()))


def _contents(connection: Connection, dataset: str, pages: list[str]) -> dict[str, tuple[Head, list[str]] | None]:
    rows = connection.read(lambda tx: tx.run(cypher.PAGE_PAYLOADS, ids=pages).values())
    found: dict[str, tuple[Head, list[str]] | None] = {}
    for page, hash_, payload, *_ in rows:
        kept = unpack(bytes(payload))
        if page_hash(kept) != hash_:  # else what was damaged would get a hash that calls it whole
            raise StoreDamaged(messages("verify.page", page=page, dataset=dataset))
        lines = [line_of_today(line) for line in kept]
        found[page] = (Head(page, page_hash(lines), len(lines), sum(len(from_line(line)[1]) for line in lines)), lines)
    return found
