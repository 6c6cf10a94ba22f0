"""A store that goes with the block in which it is used: for a copy, and for a list that nobody wants kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.graph.store.engine.folder import Folder
from maillon.graph.store.engine.locks import FileLock
from maillon.graph.store.opening import open_store

if TYPE_CHECKING:
    from maillon.graph.store.store import Store

_PATIENCE = 30.0
"""Seconds to wait for the engine to end, so that its folder can go."""


@contextmanager
def passing_store(folder: Path) -> Iterator[Store]:
    """A new store in a folder that whoever asks removes after the block; its engine has ended by then.

    Raises:
        StoreError: the store refuses or cannot be reached, or there is no embedded engine here.
    """
    with open_store(folder, linger=0.0) as store:
        yield store
    lock = FileLock(Folder(folder).engine_lock)
    if lock.acquire(timeout=_PATIENCE):
        lock.release()
