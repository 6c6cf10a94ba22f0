"""A load that the system has no more room for, in its midst: disk, inodes, open files, size of files, memory. The next finishes it.

`python -m tests.campaigns.room --seed 1`. Disks are made in memory, which only an administrator of Linux can; without, those are left out.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from maillon.graph.statements import NodeStatement, Statement
from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.errors import StoreDamaged, StoreError
from maillon.graph.store.repairing import repair_store
from tests.campaigns.common import LINGER, Outcome, command, finish, fit_for_a_person, in_small_batches, world
from tests.support.engines import ended
from tests.support.statements import Records

_LONGEST = 120.0
_RESOURCES = {"open files": resource.RLIMIT_NOFILE, "size of a file": resource.RLIMIT_FSIZE, "memory": resource.RLIMIT_AS}


def large(seed: int) -> Records:
    """Records that take some megabytes and many labels, each with files of its own."""
    choose = random.Random(seed)
    names: dict[str, list[Statement]] = {
        f"n{i}": [NodeStatement(f"org:n{i}", ("Insurer",), {"name": choose.randbytes(600).hex()})] for i in range(600)
    }
    return {**world(seed), **names}


def _load(folder: Path, limit: Callable[[], None], records: Records, said: Pipe) -> None:
    limit()
    try:
        with in_small_batches(EmbeddedConnection(folder, LINGER)) as store:
            store.load("d", records.items(), loader="drawn")
        said.send(("loaded", "", True))
    except StoreError as error:
        said.send(("refused", str(error), fit_for_a_person(error)))
    except BaseException as error:
        said.send(("WRONG: not said in words", repr(error), False))


def _cut(folder: Path, limit: Callable[[], None], records: Records) -> tuple[str, str]:
    """Load in a process of its own, with a limit that its engine inherits: how it ended, and what was said."""
    here, there = multiprocessing.get_context("fork").Pipe()
    child = multiprocessing.get_context("fork").Process(target=_load, args=(folder, limit, records, there))
    child.start()
    if not here.poll(_LONGEST):
        child.kill()
        return "WRONG: not ended", ""
    end, said, in_words = here.recv()
    child.join()
    return (end, said) if in_words or end != "refused" else ("WRONG: not said in words", said)


def run(place: Path, seed: int, cases: int) -> Iterator[Outcome]:
    """Draw what is scarce, and how scarce."""
    choose = random.Random(seed)
    kinds = [*_RESOURCES, *(["disk", "inodes"] if _disk(place / "probe", "size=1m") else [])]
    for number in range(cases):
        kind = kinds[number % len(kinds)]
        folder = place / "disk" / "store"
        records = large(number)
        if kind in _RESOURCES:
            most = {
                "open files": choose.randint(30, 400),
                "size of a file": choose.randint(1, 12) << 18,
                "memory": choose.randint(1, 40) << 26,
            }[kind]
            end, said = _cut(folder, lambda kind=kind, most=most: resource.setrlimit(_RESOURCES[kind], (most, most)), records)  # type: ignore[misc]
        else:
            most = choose.randint(2, 16) << 20 if kind == "disk" else choose.randint(30, 220)
            assert _disk(place / "disk", f"size={most}" if kind == "disk" else f"nr_inodes={most}")
            end, said = _cut(folder, lambda: None, records)
            subprocess.run(["mount", "-o", "remount,size=400m,nr_inodes=100000", place / "disk"], check=True)
        what = f"at most {most}"
        if end.startswith("WRONG"):
            yield Outcome(kind, what, end, said)
        else:
            yield Outcome(kind, what, _finished(folder, end, records), said)
        _clear(place / "disk")


def _finished(folder: Path, end: str, records: Records) -> str:
    """Load again, as the command does: into a store that is found not to be whole once it was made anew from its ledger."""
    anew = ""
    try:
        try:
            done = finish(folder, "d", records)
        except StoreDamaged:
            anew = "made anew, "
            repair_store(folder)
            done = finish(folder, "d", records)
    except StoreError as error:
        return f"WRONG: {error}"
    return done if done.startswith("WRONG") else "enough" if end == "loaded" else f"refused, {anew}{done}"


def _disk(where: Path, options: str) -> bool:
    """Make a small disk in memory; false where that is not allowed."""
    where.mkdir(parents=True, exist_ok=True)
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", where], capture_output=True, check=False).returncode == 0
    if made and where.name == "probe":
        _clear(where)
    return made


def _clear(where: Path) -> None:
    if (where / "store").exists():
        ended(where / "store", patience=60)
    deadline = time.monotonic() + _LONGEST
    while where.is_mount() and subprocess.run(["umount", where], capture_output=True, check=False).returncode:
        assert time.monotonic() < deadline, f"{where} stays busy"
        time.sleep(0.2)
    shutil.rmtree(where, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(command("room", 40, run))
