"""Pages of the ledger as a store holds them, each compared with what its head says."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillon.graph.store import cypher
from maillon.graph.store.errors import StoreDamaged
from maillon.graph.store.loading.ledger import Head, page_hash, unpack
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from maillon.graph.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a ledger: its head and its lines."""

    head: Head
    lines: list[str]


def read_heads(connection: Connection, dataset: str) -> tuple[Head, ...]:
    """The heads of the pages of a data set, by id.

    Raises:
        StoreError: the engine refuses or cannot be reached.
    """
    rows = connection.read(lambda tx: tx.run(cypher.PAGE_HEADS, dataset=dataset).values())
    return tuple(sorted((Head(*row) for row in rows), key=lambda head: head.id))


def read_page(connection: Connection, head: Head, dataset: str) -> tuple[Page, str]:
    """A page, and the part of the decisions that it is shown with ('' for none).

    Raises:
        StoreDamaged: it is not what its head says.
        StoreError: the engine refuses or cannot be reached.
    """
    rows = connection.read(lambda tx: tx.run(cypher.PAGE_PAYLOADS, ids=[head.id]).values())
    if len(rows) == 1:
        try:
            lines = unpack(bytes(rows[0][2]))
        except (ValueError, zlib.error):
            lines = []
        if len(lines) == head.records and page_hash(lines) == head.hash:
            return Page(head, lines), str(rows[0][3] or "")
    raise StoreDamaged(messages("verify.page", page=head.id, dataset=dataset))
