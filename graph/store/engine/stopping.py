"""A process that is waited for and was stopped (SIGSTOP): it never ends by itself, and whoever waits for it sees nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

STOPPED_TOO_LONG = 10
"""Seconds for which a process may be stopped: a person who stops a command and lets it go on stops and continues all of it."""


def is_stopped(pid: int) -> bool:
    """Whether the process is stopped now; false where the system does not tell: only Linux does without another program."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[:1] == ["T"]


@contextmanager
def ended_when_stopped(process: subprocess.Popen[bytes]) -> Iterator[threading.Event]:
    """Kill the process once it was stopped for `STOPPED_TOO_LONG` seconds while the block lasts; whether that happened."""
    over, happened = threading.Event(), threading.Event()

    def end() -> None:
        happened.set()
        process.kill()

    watcher = threading.Thread(target=_watch, args=(lambda: process.pid, end, over), daemon=True)
    watcher.start()
    try:
        yield happened
    finally:
        over.set()
        watcher.join()


class Waiting:
    """Whether somebody waits for a process that lives longer than one answer; nobody watches it between two."""

    def __init__(self, pid: Callable[[], int | None], end: Callable[[], None]) -> None:
        """`pid` is that of the process, None while none is known; `end` is called where it was stopped for `STOPPED_TOO_LONG` seconds."""
        self._pid, self._end = pid, end
        self._lock = threading.Lock()
        self._waiting = 0
        self._over: threading.Event | None = None

    def __enter__(self) -> None:
        """Wait for an answer; several threads may."""
        with self._lock:
            self._waiting += 1
            if self._over is None:
                self._over = threading.Event()
                threading.Thread(target=_watch, args=(self._waited_for, self._end, self._over), daemon=True).start()

    def __exit__(self, *raised: object) -> None:
        """It has come, or never will."""
        with self._lock:
            self._waiting -= 1

    def close(self) -> None:
        """Watch no more."""
        with self._lock:
            if self._over is not None:
                self._over.set()
                self._over = None

    def _waited_for(self) -> int | None:
        return self._pid() if self._waiting else None


def _watch(waited_for: Callable[[], int | None], end: Callable[[], None], over: threading.Event) -> None:
    seconds = 0
    while not over.wait(1.0):
        pid = waited_for()
        seconds = seconds + 1 if pid is not None and is_stopped(pid) else 0
        if seconds >= STOPPED_TOO_LONG:
            end()
            seconds = 0
