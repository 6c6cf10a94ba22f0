"""kill -9 at random moments of what erases a confidential data set. Nothing is lost, and the next `unload` leaves nothing of it.

`python -m tests.campaigns.erasures --seed 1`. Each case begins with a copy of one store.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.errors import StoreError
from maillon.graph.store.opening import open_store
from tests.campaigns.common import LINGER, Outcome, command, cut_in_its_midst, ending, in_small_batches, world
from tests.support.engines import ended
from tests.support.searching import holding
from tests.support.statements import Records, expected, node, trust

_NAMES = ("quetzalline", "brimborion", "zibeline")
_SECRET: Records = {"zibeline/1": [node("org:zibeline/quetzalline"), trust("org:zibeline/quetzalline", "org:v1", "brimborion")]}


def _made(folder: Path) -> None:
    with in_small_batches(EmbeddedConnection(folder, LINGER)) as store:
        store.load("public", world(0).items(), loader="drawn")
        store.load("zibeline", _SECRET.items(), loader="drawn", confidential=True)
    ended(folder)


def _unload(folder: Path, ready: int) -> None:
    """The command: says that it begins, and goes on."""
    with suppress(StoreError), open_store(folder, linger=LINGER) as store:
        os.write(ready, b"1")
        store.unload("zibeline")


def _look(folder: Path) -> str:
    """What the next command finds: the store as it was, or as it is to be; then what is left is unloaded and looked for.

    Raises:
        StoreError: it is refused.
    """
    with open_store(folder, linger=LINGER) as store:
        there = {found.id for found in store.datasets()}
        records: dict[str, Records] = {"public": world(0)} | ({"zibeline": _SECRET} if "zibeline" in there else {})
        if store.graph_hash() != expected(records):
            return "WRONG: another graph than the records make"
        store.unload("zibeline")
        if store.graph_hash() != expected({"public": world(0)}) or not store.verify().whole:
            return "WRONG: another graph after the next unload"
        if found := holding(folder, _NAMES):
            return f"WRONG: left {found}"
    return "as it was, then erased" if "zibeline" in there else "erased, finished by the next command"


def run(place: Path, seed: int, cases: int) -> Iterator[Outcome]:
    """Kill, and look."""
    choose = random.Random(seed)
    source = place / "source"
    _made(source)
    took = 0.0
    for number in range(cases + 1):
        folder = Path(shutil.copytree(source, place / f"store-{number}"))
        began = time.monotonic()
        if number == 0:  # how long it takes on this machine now
            with open_store(folder, linger=LINGER) as store:
                store.unload("zibeline")
            took = time.monotonic() - began
        else:
            pause = choose.random() * took
            cut_in_its_midst(_unload, folder, pause=pause, itself=True, also=None)
            said = ending(partial(_look, folder))
            yield Outcome("kill -9 of unload", f"after {pause:.2f} s of {took:.2f}", *said)
        ended(folder)
        shutil.rmtree(folder)


if __name__ == "__main__":
    raise SystemExit(command("erasures", 60, run))
