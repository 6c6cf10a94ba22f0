"""kill -9 at random moments: of the command that loads, of its engine, of both. The next load must finish what was cut.

`python -m tests.campaigns.kills --seed 1`. One store for all cases, so that what a kill left behind meets the next; each load changes
most records of the one before.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.errors import StoreError
from tests.campaigns.common import LINGER, Outcome, command, finish, fit_for_a_person, in_small_batches, world
from tests.support.engines import signalled

_LONGEST = 60.0


def _load(folder: Path, seed: int, ready: int) -> None:
    """The command: says that it begins to write, and goes on."""
    with in_small_batches(EmbeddedConnection(folder, LINGER)) as store:

        def begun(taken_back: object) -> None:
            os.write(ready, b"1")

        with suppress(StoreError):  # its engine was killed again and again
            store.load("d", world(seed).items(), loader="drawn", before=begun)


def run(place: Path, seed: int, cases: int) -> Iterator[Outcome]:
    """Kill, and have the next load finish."""
    choose = random.Random(seed)
    folder = place / "store"
    took = _measured(folder)
    for number in range(cases):
        victim = ("load", "engine", "both")[number % 3]
        ready, told = os.pipe()
        child = multiprocessing.get_context("fork").Process(target=_load, args=(folder, 2 * number + 1, told))
        child.start()
        os.read(ready, 1)
        pause = choose.random() * took
        time.sleep(pause)
        if victim != "engine" and child.pid is not None:
            os.kill(child.pid, signal.SIGKILL)
        if victim != "load":
            signalled(folder, signal.SIGKILL)
        child.join(_LONGEST)
        for end in (ready, told):
            os.close(end)
        began = time.monotonic()
        try:
            ended, said = finish(folder, "d", world(2 * number + 2)), ""
        except StoreError as error:
            ended, said = "WRONG: refused" if fit_for_a_person(error) else "WRONG: not said in words", str(error)
        took = max(took, (time.monotonic() - began) / 2)
        yield Outcome(f"kill -9 of {victim}", f"after {pause:.2f} s", ended, said)


def _measured(folder: Path) -> float:
    """Seconds that a load takes from its first write on this machine now."""
    with in_small_batches(EmbeddedConnection(folder, LINGER)) as store:
        began = time.monotonic()
        store.load("d", world(0).items(), loader="drawn")
        return time.monotonic() - began


if __name__ == "__main__":
    raise SystemExit(command("kills", 200, run))
