"""A copy of a store without what only some of its data sets say: what documents, pages and exports are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.graph.store.datasets import load_ledger
from maillon.graph.store.passing import passing_store
from maillon.graph.store.remaining import remaining

if TYPE_CHECKING:
    from maillon.graph.store.store import Store


@contextmanager
def public_copy(store: Store, folder: Path, without: Collection[str]) -> Iterator[Store]:
    """A store in a new folder that holds every data set of another but some: the graph that there would be after their `unload`.

    The graph is a function of the records loaded: what only those say is in no answer of the copy, and all else is.

    Raises:
        StoreError: a store refuses or cannot be reached, or there is no embedded engine here.
    """
    with passing_store(folder) as copy:
        stays = remaining(store.connection, without)
        for ledger in stays.ledgers:
            load_ledger(copy.connection, ledger.properties, stays.lines(store.connection, ledger))
        yield copy
