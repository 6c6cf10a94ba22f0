"""Programs that a test starts: they can be interrupted, and they and all that they started in their group end with the block."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.support.places import ROOT

PATIENCE = 20.0
"""Seconds within which what must come true has come true, on a slow and busy machine."""


def eventually(condition: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait until the condition holds; `patience` is in seconds.

    Raises:
        AssertionError: it does not.
    """
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "this should have come true by now"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    """True while the process runs; one that has ended and waits for its parent to look does not."""
    try:
        with Path(f"/proc/{pid}/stat").open() as file:
            return file.read().split()[2] != "Z"
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def interruptible(yes: bool = True) -> Iterator[None]:
    """SIGINT interrupts this process meanwhile, and programs that it starts meanwhile: or neither, where `yes` is false.

    The tests themselves may have been started with SIGINT ignored (in the background of a script, by some runners), and what
    they start inherits that.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler if yes else signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def started(
    *command: str, cwd: Path = ROOT, environment: Mapping[str, str] | None = None, stdin: int | None = None, interrupts: bool = True
) -> Iterator[subprocess.Popen[str]]:
    """A program of the tests, in a group of its own and with pipes for what it prints.

    Whatever happens in the block, the whole group has ended after it: a program that should end in order does so within.
    Without `interrupts` it inherits that SIGINT is ignored.
    """
    with interruptible(interrupts):
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=None if environment is None else os.environ | environment,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


def line_of(process: subprocess.Popen[str]) -> str:
    """The next line that a program prints, without its end.

    Raises:
        AssertionError: it printed none and ended; what it complained about is in the message.
    """
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline()
    assert line, process.stderr.read()
    return line.rstrip("\n")
