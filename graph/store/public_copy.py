"""A copy of a store without what only some of its data sets say: what documents, pages and exports are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from maillon.graph.store.passing import passing_store
from maillon.graph.store.store import Store


@contextmanager
def public_copy(store: Store, folder: Path, without: Collection[str]) -> Iterator[Store]:
    """A store in a new folder that holds every data set of another but some.

    The graph is a function of the records loaded: what only those say is in no answer of the copy, and all else is.

    Raises:
        StoreError: a store refuses or cannot be reached, or there is no embedded engine here.
    """
    with passing_store(folder) as copy:
        for found in store.datasets():
            if found.id not in without:
                copy.load(
                    found.id,
                    store.recorded(found.id),
                    loader=found.loader,
                    title=found.title,
                    licence=found.licence,
                    origin=found.origin,
                    description=found.description,
                )
        yield copy
