"""The embedded engine's process as a test sees it: by the lock that it holds as long as it lives."""

from __future__ import annotations

import json
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from maillon.graph.store.engine.folder import Folder
from maillon.graph.store.engine.locks import FileLock
from tests.support.processes import PATIENCE

LINGER = 0.3
"""Seconds that the engine of a test waits for a next client: long enough for one to come, short enough to wait for its end."""


def endpoint(directory: Path) -> dict[str, Any]:
    """What the running engine of a store says of itself; empty when none says anything."""
    try:
        found = json.loads(Folder(directory).endpoint.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and "uri" in found else {}


def engine_runs(directory: Path) -> bool:
    """True while an engine of the store lives."""
    lock = FileLock(Folder(directory).engine_lock)
    if not lock.acquire():
        return True
    lock.release()
    return False


def stopped(directory: Path) -> None:
    """Have the engine of a store end now, in order, and not when it has waited for a next command.

    Raises:
        AssertionError: it does not.
    """
    signalled(directory, signal.SIGTERM)
    ended(directory)


def signalled(directory: Path, number: signal.Signals) -> None:
    """Send a sign to the engine of a store, if one lives: what a dead one left behind names a process that may be anybody's by now."""
    if engine_runs(directory):
        with suppress(KeyError, ProcessLookupError):
            os.kill(endpoint(directory)["pid"], number)


def ended(directory: Path, patience: float = PATIENCE) -> None:
    """Wait until no engine of the store lives; one that stays is killed, so that the tests leave none behind.

    Raises:
        AssertionError: it did not end by itself.
    """
    lock = FileLock(Folder(directory).engine_lock)
    if lock.acquire(timeout=patience):
        lock.release()
        return
    signalled(directory, signal.SIGKILL)
    raise AssertionError(f"the engine of {directory} should have ended by now")
