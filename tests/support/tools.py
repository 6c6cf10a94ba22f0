"""What the tests need beside Python: fetched once, and said in one loud line where it is missing.

Where `MAILLON_CI` is set, no test may be skipped for want of a tool.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from maillon.graph.store.engine.locks import FileLock

UNTESTED = "NOT TESTED "
"""How the reason of such a skip begins; each is said again at the end of the run."""

_LONGEST_FETCH = 900.0


def untested(reason: str) -> NoReturn:
    """Skip the test, or fail it where nothing may be skipped. `reason` goes on from `UNTESTED`: ON WHAT, a colon, why."""
    if os.environ.get("MAILLON_CI"):
        pytest.fail(UNTESTED + reason, pytrace=False)
    pytest.skip(UNTESTED + reason)


@contextmanager
def fetching(folder: Path) -> Iterator[None]:
    """One process at a time brings what belongs into `folder`; the next one finds it there."""
    lock = FileLock(folder / ".fetching")
    assert lock.acquire(timeout=_LONGEST_FETCH), f"another run fetches into {folder} and does not end"
    with lock:
        yield
