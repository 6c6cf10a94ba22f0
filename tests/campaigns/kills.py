"""kill -9 at random moments: of the command that loads, of its engine, of both. The next load must finish what was cut.

`python -m tests.campaigns.kills --seed 1`. One store for all cases, so that what a kill left behind meets the next; each load changes
most records of the one before.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.errors import StoreError
from tests.campaigns.common import LINGER, Outcome, command, cut_in_its_midst, ending, finish, in_small_batches, world
from tests.support.engines import signalled


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
        pause = choose.random() * took
        engine = None if victim == "load" else partial(signalled, folder, signal.SIGKILL)
        cut_in_its_midst(_load, folder, 2 * number + 1, pause=pause, itself=victim != "engine", also=engine)
        began = time.monotonic()
        ended, said = ending(partial(finish, folder, "d", world(2 * number + 2)))
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
