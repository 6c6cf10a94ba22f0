"""What takes long to make and nobody changes: made once a run, by the first process of pytest-xdist that needs it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from maillon.graph.store.engine.locks import FileLock

_LONGEST = 600.0


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name` of this run, which `make` has filled. It is shared by all processes of the run: nobody may write to it.

    Raises:
        AssertionError: another process makes it and does not end.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    lock = FileLock(folder.with_suffix(".lock"))
    assert lock.acquire(timeout=_LONGEST), f"another process makes {folder} and does not end"
    with lock:
        done = folder.with_suffix(".done")
        if not done.exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            done.touch()
    return folder
