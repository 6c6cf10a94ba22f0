"""The ledger read back: what each data set says, as it was loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maillon.graph.statements import Kept, from_line, written_of
from maillon.graph.store import cypher
from maillon.graph.store.loading.ledger import unpack

if TYPE_CHECKING:
    from maillon.graph.store.connection import Connection


def recorded(connection: Connection, dataset: str) -> Iterator[tuple[str, list[Kept]]]:
    """The records of a data set as they were loaded, page by page.

    Raises:
        StoreError: the engine refuses or cannot be reached.
    """
    pages = sorted(row[0] for row in connection.read(lambda tx: tx.run(cypher.PAGES_OF, dataset=dataset).values()))
    for page in pages:
        for line in _lines(connection, page):
            record, statements = from_line(line)
            written = written_of(line)
            yield record, [*statements, *([written] if written else [])]


def _lines(connection: Connection, page: str) -> list[str]:
    rows = connection.read(lambda tx: tx.run(cypher.PAGE_PAYLOADS, ids=[page]).values())
    return [line for row in rows for line in unpack(bytes(row[2]))]
