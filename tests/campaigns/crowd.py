"""Ten processes on one store for a minute: they load, read, verify and back up, and the clock of the disk jumps meanwhile.

`python -m tests.campaigns.crowd --seed 1`: `--cases` is the number of processes. Each has a data set of its own; in the end the graph is
that of the last load of each, and nobody was told anything but that a load runs.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.engine.folder import Folder
from maillon.graph.store.errors import StoreError, StoreLocked
from maillon.graph.store.opening import open_store
from tests.campaigns.common import LINGER, Outcome, command, in_small_batches, world
from tests.support.statements import expected

_HOUR = 3600.0


def _work(folder: Path, name: str, seed: int, seconds: float, said: Pipe) -> None:
    choose = random.Random(f"{seed} {name}")
    until, done, last, wrong = time.monotonic() + seconds, 0, None, ""
    try:
        while time.monotonic() < until:
            what = choose.choice(["load", "load", "read", "verify", "backup"])
            with suppress(StoreLocked):
                if what == "load":
                    last = choose.randrange(1000)
                    with in_small_batches(EmbeddedConnection(folder, LINGER)) as store:
                        store.load(name, list(world(last).items())[:40], loader="drawn")
                else:
                    with open_store(folder, linger=LINGER) as store:
                        if what == "read":
                            store.status()
                        elif what == "verify":
                            found = store.verify()
                            wrong = wrong or str(*found.findings[:1])
                        else:
                            store.backup(folder.parent / f"{name}.backup", "1")
            done += 1
    except StoreError as error:
        wrong = f"{type(error).__name__}: {error}"
    said.send((done, last, wrong))


def run(place: Path, seed: int, cases: int, seconds: float = 60.0) -> Iterator[Outcome]:
    """Start them, turn the clocks of files, and compare in the end."""
    folder, fork = place / "store", multiprocessing.get_context("fork")
    open_store(folder, linger=LINGER).close()
    workers = []
    for number in range(cases):
        here, there = fork.Pipe()
        worker = fork.Process(target=_work, args=(folder, f"w{number}", seed, seconds, there))
        worker.start()
        workers.append((f"w{number}", worker, here))
    choose, until = random.Random(seed), time.monotonic() + seconds
    while time.monotonic() < until:
        _turn_clocks(folder, choose)
        time.sleep(0.2)
    lasts: dict[str, int] = {}
    for name, worker, here in workers:
        done, last, wrong = here.recv()
        worker.join()
        if last is not None:
            lasts[name] = last
        yield Outcome("a process among others", f"{name}: {done} commands", f"WRONG: {wrong}" if wrong else "as alone", wrong)
    with open_store(folder, linger=LINGER) as store:
        same = store.graph_hash() == expected({name: dict(list(world(last).items())[:40]) for name, last in lasts.items()})
        whole = store.verify().whole
    yield Outcome("the graph in the end", f"{len(lasts)} data sets", "that of the last loads" if same and whole else "WRONG: another")


def _turn_clocks(folder: Path, choose: random.Random) -> None:
    """Files of a share whose clock is hours before or behind ours; the marker, which is never written again, keeps its time."""
    now = time.time() + choose.choice([-24, -1, 1, 24]) * _HOUR
    for path in (path for path in folder.rglob("*") if path != Folder(folder).marker):
        with suppress(OSError):
            os.utime(path, (now, now))


if __name__ == "__main__":
    raise SystemExit(command("crowd", 10, run))
