"""A server of the tests: a program that is stopped for certain, and that is killed or stopped at will meanwhile.

It is started through a small watcher (this file as a script) that ends it as soon as the tests let go of a pipe, so that not even
`kill -9` of the tests leaves a server behind.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

_PATIENCE = 30


class Watched:
    """A program that runs until it is ended, or until we are."""

    def __init__(self, command: list[str], log: Path, *, cwd: Path | None = None) -> None:
        """Start it, in the folder `cwd` where one is given; what it prints goes to the end of `log`."""
        with log.open("ab") as file:
            self._watcher = subprocess.Popen(
                [sys.executable, __file__, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=file, text=True, cwd=cwd
            )
        assert self._watcher.stdout is not None
        self._pid = int(self._watcher.stdout.readline())

    @property
    def runs(self) -> bool:
        """True until it has ended."""
        return self._watcher.poll() is None

    def end(self, how: signal.Signals) -> None:
        """Send it the sign, and wait until it has ended; one that does not is killed."""
        if self.runs:
            os.kill(self._pid, how)
        assert self._watcher.stdin is not None
        assert self._watcher.stdout is not None
        try:
            self._watcher.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            self._watcher.stdin.close()
            self._watcher.wait(timeout=_PATIENCE)
        self._watcher.stdin.close()
        self._watcher.stdout.close()


def free_port() -> int:
    """A port of the loopback on which nothing listens; another program may take it first."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether something listens on a port of the loopback."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def watch(command: list[str]) -> int:
    """Run a program, print its process id, and end it when our standard input closes."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    print(process.pid, flush=True)

    def until_let_go() -> None:
        sys.stdin.read()
        process.kill()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _ignore)
    threading.Thread(target=until_let_go, daemon=True).start()
    return process.wait()


def _ignore(number: int, frame: Any) -> None:
    """An interrupt of the tests reaches the whole group: the pipe says when it is time."""


if __name__ == "__main__":
    raise SystemExit(watch(sys.argv[1:]))
