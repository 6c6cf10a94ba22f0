"""Every kind of file of a store cut, emptied, deleted, replaced, flipped in one bit: whole, repaired, or refused in words.

`python -m tests.campaigns.damage --seed 1`. The store ended in order, or its engine was killed. After a refusal the store is repaired
(every third case: each takes three engines), and what a repair could not make anew is loaded again: the graph must be the same.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.engine.folder import Folder
from maillon.graph.store.errors import StoreError
from maillon.graph.store.opening import open_store
from maillon.graph.store.repairing import repair_store
from tests.campaigns.common import LINGER, Outcome, command, fit_for_a_person, in_small_batches, world
from tests.support.engines import ended, signalled
from tests.support.statements import expected

DATASETS = {"d": 1, "e": 2}
WHOLE = {dataset: world(seed) for dataset, seed in DATASETS.items()}
_REPAIRED = 3
_LONGEST = 240.0


def _cut(path: Path, choose: random.Random) -> None:
    os.truncate(path, choose.choice([0, path.stat().st_size // 2, max(0, path.stat().st_size - 1)]))


def _delete(path: Path, choose: random.Random) -> None:
    path.unlink()


def _replace(path: Path, choose: random.Random) -> None:
    path.write_bytes(choose.randbytes(path.stat().st_size))


def _flip(path: Path, choose: random.Random) -> None:
    """One bit, as a disk may: size and times stay."""
    state, content = path.stat(), bytearray(path.read_bytes())
    content[choose.randrange(len(content))] ^= 1 << choose.randrange(8)
    path.write_bytes(content)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _older(path: Path, choose: random.Random) -> None:
    """Another file of the store in its place, as a wrong copy leaves it."""
    other = choose.choice([p for p in path.parent.iterdir() if p != path and p.suffix == path.suffix] or [path])
    content = bytearray(other.read_bytes() or b"0")
    content[0] ^= 1
    path.write_bytes(content)


DAMAGE: dict[str, Callable[[Path, random.Random], None]] = {
    "cut": _cut,
    "deleted": _delete,
    "replaced": _replace,
    "another in its place": _older,
    "one bit flipped": _flip,
}


ENDS = ("ended in order", "killed after a load", "killed after reading")
"""What became of the engine: after a load, its log of transactions still holds all; after reading, the files are all there is."""


def make(folder: Path, end: str) -> None:
    """A store with two data sets, and what became of its engine."""
    with in_small_batches(EmbeddedConnection(folder, LINGER)) as store:
        for dataset, records in WHOLE.items():
            store.load(dataset, records.items(), loader="drawn")
        if end == "killed after a load":
            signalled(folder, signal.SIGKILL)
    ended(folder)
    if end == "killed after reading":
        with open_store(folder, linger=LINGER):
            signalled(folder, signal.SIGKILL)
        ended(folder)


def run(place: Path, seed: int, cases: int) -> Iterator[Outcome]:
    """Draw a store, a file and a damage for each case."""
    choose = random.Random(seed)
    sources = {end: place / end.replace(" ", "-") for end in ENDS}
    for end, source in sources.items():
        make(source, end)
    for number in range(cases):
        name = choose.choice([ENDS[0], *ENDS])
        how = list(DAMAGE)[number % len(DAMAGE)]
        shutil.rmtree(place / f"case-{number - 1}", ignore_errors=True)
        folder = place / f"case-{number}"
        shutil.copytree(sources[name], folder)
        path = choose.choice(_files(folder))
        DAMAGE[how](path, choose)
        with _limited(folder):
            yield _tried(folder, f"{how}, engine {name}", path.name, repairs=number % _REPAIRED == 0)


@contextmanager
def _limited(folder: Path) -> Iterator[None]:
    """A case that hangs ends with its engines: what then fails is said of it."""

    def end() -> None:
        for where in (folder, *folder.glob("repairing/*")):
            signalled(where, signal.SIGKILL)

    timer = threading.Timer(_LONGEST, end)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _files(folder: Path) -> list[Path]:
    """The engine's files that hold something, and ours."""
    store = Folder(folder)
    ours = [path for path in (store.marker, store.seal, store.datasets) if path.exists()]
    return sorted(path for path in [*store.database.iterdir(), *ours] if path.stat().st_size)


def _tried(folder: Path, kind: str, what: str, *, repairs: bool) -> Outcome:
    try:
        with open_store(folder, linger=0.0) as store:
            same = store.graph_hash() == expected(WHOLE)
            found = store.verify()
        ended(folder)
    except StoreError as error:
        if not fit_for_a_person(error):
            return Outcome(kind, what, "WRONG: not said in words", str(error))
        if not repairs:
            return Outcome(kind, what, "refused", str(error))
        return _repaired(folder, kind, what, str(error))
    if same and (found.whole or kind.startswith("one bit")):
        return Outcome(kind, what, "whole" if found.whole else "answered alike, named by verify", str(found.findings[:1]))
    if not found.whole and kind.startswith("one bit"):
        return Outcome(kind, what, "answered otherwise, named by verify", str(found.findings[:1]))
    return Outcome(kind, what, "WRONG: answered", str(found.findings[:1]))


def _repaired(folder: Path, kind: str, what: str, said: str) -> Outcome:
    try:
        done = repair_store(folder)
        with open_store(folder, linger=0.0) as store:
            for lost in done.lost:
                store.load(lost.dataset, WHOLE[lost.dataset].items(), loader="drawn")
            whole = store.graph_hash() == expected(WHOLE) and store.verify().whole
        ended(folder)
    except StoreError as error:
        return Outcome(kind, what, "WRONG: not repaired", str(error))
    if not whole:
        return Outcome(kind, what, "WRONG: repaired to another graph", said)
    return Outcome(kind, what, "refused, repaired and loaded again" if done.lost else "refused, repaired", said)


if __name__ == "__main__":
    raise SystemExit(command("damage", 130, run))
