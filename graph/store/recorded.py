"""The ledger read back: what each data set says, as it was loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maillon.graph.store.datasets import records_of
from maillon.graph.store.loading.stored_pages import read_heads, read_page

if TYPE_CHECKING:
    from maillon.graph.statements import Kept
    from maillon.graph.store.connection import Connection


def recorded(connection: Connection, dataset: str) -> Iterator[tuple[str, list[Kept]]]:
    """The records of a data set as they were loaded, page by page.

    Raises:
        StoreDamaged: a page of the ledger is not what it was.
        StoreError: the engine refuses or cannot be reached.
    """
    for head in read_heads(connection, dataset):
        yield from records_of(read_page(connection, head, dataset)[0].lines)
