"""A file lock between processes that the system releases when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

if sys.platform == "win32":
    import msvcrt

    def try_to_hold(handle: int) -> bool:
        """Lock an open file if nobody else holds it; it is until it is closed."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_to_hold(handle: int) -> bool:
        """Lock an open file if nobody else holds it; it is until it is closed."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def is_locked(path: Path) -> bool:
    """Whether somebody holds the lock of a file, without writing to its folder; false where there is no such file.

    Raises:
        OSError: it cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return not try_to_hold(handle)
    finally:
        os.close(handle)


class FileLock:
    """An exclusive lock on a file of its own, which stays behind unlocked when it is released."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is created or locked yet."""
        self.path = path
        self._handle: int | None = None

    def acquire(self, timeout: float = 0.0) -> bool:
        """Take the lock, waiting at most `timeout` seconds; false when another holds it.

        Raises:
            OSError: the file cannot be created or opened.
        """
        deadline = time.monotonic() + timeout
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        handle = os.open(self.path, flags, 0o600)
        while not try_to_hold(handle):
            if time.monotonic() >= deadline:
                os.close(handle)
                return False
            time.sleep(0.01)
        self._handle = handle
        return True

    @property
    def held(self) -> bool:
        """True while this object holds the lock."""
        return self._handle is not None

    def shared_with_child(self) -> dict[str, Any]:
        """Options of `subprocess.Popen` with which a child holds the lock too, until both have ended. Windows has no such thing."""
        return {} if sys.platform == "win32" or self._handle is None else {"pass_fds": (self._handle,)}

    def release(self, *, remove: bool = False) -> None:
        """Give the lock back; with `remove`, the file goes too where the system lets it. Does nothing when it is not held."""
        if self._handle is None:
            return
        if remove:
            with suppress(OSError):  # a file that nobody holds says nothing to anybody
                self.path.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = None

    def __enter__(self) -> FileLock:
        """The lock must have been acquired: leaving the block releases it."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Release."""
        self.release()
