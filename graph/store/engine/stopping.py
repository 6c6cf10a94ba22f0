"""A process that is waited for and was stopped (SIGSTOP): it never ends by itself, and whoever waits for it sees nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
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
    watcher = threading.Thread(target=_watch, args=(process, over, happened), daemon=True)
    watcher.start()
    try:
        yield happened
    finally:
        over.set()
        watcher.join()


def _watch(process: subprocess.Popen[bytes], over: threading.Event, happened: threading.Event) -> None:
    seconds = 0
    while not over.wait(1.0):
        seconds = seconds + 1 if is_stopped(process.pid) else 0
        if seconds >= STOPPED_TOO_LONG:
            happened.set()
            process.kill()
            return
