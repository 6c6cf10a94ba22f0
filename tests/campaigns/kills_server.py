"""kill -9 of the command that loads into a Neo4j server, of the server, and of both. The next load must finish what was cut.

`python -m tests.campaigns.kills_server --seed 1`. The lock of a load that died is waited for, here for two seconds instead of a minute.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from maillon.graph.store import Credentials, load_lock
from maillon.graph.store.connection import ServerConnection
from maillon.graph.store.errors import StoreError
from maillon.graph.store.loading.load import Load
from maillon.graph.store.store import Store
from tests.campaigns.common import Outcome, command, cut_in_its_midst, ending, loaded_again, world
from tests.neo4j.server import SHORT_LIVED, Address, Server
from tests.support.places import Place

_VICTIMS = ("load", "load", "server", "load", "both")


def _store(address: Address) -> Store:
    connection = ServerConnection(address.uri, Credentials(address.username, address.password))
    return Store(connection, loading=Load(connection, batch=20, page=4))


def _load(address: Address, seed: int, ready: int) -> None:
    with suppress(StoreError), _store(address) as store:  # its server was killed

        def begun(taken_back: object) -> None:
            os.write(ready, b"1")

        store.load("d", world(seed).items(), loader="drawn", before=begun)


def _finish(address: Address, seed: int) -> str:
    Place(server=address).open().close()  # as commands open it: what is not whole is refused
    with _store(address) as store:
        return loaded_again(store, "d", world(seed))


def run(place: Path, seed: int, cases: int) -> Iterator[Outcome]:
    """Kill, start the server again where it was killed, and have the next load finish."""
    load_lock._LEASE_MS = 2_000
    choose = random.Random(seed)
    home = place / "neo4j"
    home.mkdir()
    with Server(home, options=SHORT_LIVED) as server:
        began = time.monotonic()
        _finish(server.address, 0)
        took = (time.monotonic() - began) / 2
        for number in range(cases):
            victim = _VICTIMS[number % len(_VICTIMS)]
            pause = choose.random() * took
            killed = None if victim == "load" else server.kill
            cut_in_its_midst(_load, server.address, 2 * number + 1, pause=pause, itself=victim != "server", also=killed)
            server.start()
            ended, said = ending(partial(_finish, server.address, 2 * number + 2))
            yield Outcome(f"kill -9 of {victim}", f"after {pause:.2f} s", ended, said)


if __name__ == "__main__":
    raise SystemExit(command("kills_server", 50, run))
