"""Three servers that replicate: one graph and one answer on all of them, and kill -9 of the one that leads, of another, of the load.

`python -m tests.campaigns.cluster --seed 1`. Needs Java 21 and, for the first run, Maven (`tests/arcadedb/`).
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from maillon.graph.store import Credentials, load_lock
from maillon.graph.store.connection import ServerConnection
from maillon.graph.store.errors import StoreError
from maillon.graph.store.loading.load import Load
from maillon.graph.store.store import Store
from tests.arcadedb.cluster import Cluster
from tests.campaigns.common import Outcome, command, cut_in_its_midst, ending, fit_for_a_person, loaded_again, world
from tests.neo4j.server import Address
from tests.support.places import Place, empty
from tests.support.running import maillon
from tests.support.statements import expected

_VICTIMS = ("leader", "follower", "leader, in an answer", "load", "load and leader")
_QUESTIONS = (
    ("find", "hôpital"),
    ("show", "Viamedis"),
    ("chains", "insured of Audiens"),
    ("blast-radius", "Viamedis", "--as-of", "2024-01-22"),
    ("blast-radius", "Weda"),
    ("incident", "medecindirect-2025-11"),
    ("notifications",),
    ("rank",),
    ("cypher", "MATCH (n:Organisation)-[r]->(m) RETURN type(r) AS arrow, count(*) AS how_many ORDER BY arrow"),
    ("export",),
)
_PATIENCE = 60.0
_ANSWER = 3.0
"""Seconds for which the graph is read, again and again, while the one that answers is killed."""


def _store(address: Address) -> Store:
    connection = ServerConnection(address.uri, Credentials(address.username, address.password), address.database)
    return Store(connection, loading=Load(connection, batch=20, page=4))


def _load(address: Address, seed: int, ready: int) -> None:
    with suppress(StoreError), _store(address) as store:  # what it writes into was killed

        def begun(taken_back: object) -> None:
            os.write(ready, b"1")

        store.load("d", world(seed).items(), loader="drawn", before=begun)


def _finish(address: Address, seed: int) -> str:
    with _store(address) as store:
        return loaded_again(store, "d", world(seed), "read something else than it had just written")


def _answers(place: Place) -> list[tuple[int, str]]:
    """What the questions print, and how they end."""
    said = [maillon(place, *question, "--format", "json") for question in _QUESTIONS]
    return [(one.code, one.out) for one in said]


def _same_answers(cluster: Cluster, folder: Path) -> Iterator[Outcome]:
    """The shipped records, loaded by the command, and what it answers from the cluster and from each of its nodes."""
    alone, among = Place(folder), Place(server=cluster.address)
    loaded = [maillon(place, "load", "records", "records") for place in (alone, among)]
    said = "" if [one.code for one in loaded] == [0, 0] else loaded[1].err
    yield Outcome("load of the shipped records", "through the cluster's address", "WRONG: refused" if said else "loaded", said)
    with alone.open() as one, among.open() as three:
        same = (one.graph_hash(), one.ledger_hash()) == (three.graph_hash(), three.ledger_hash())
        yield Outcome("its hashes", "of the graph and of the ledger", "as the embedded engine's" if same else "WRONG: others")
    right = _answers(alone)
    for where, place in [("the cluster's address", among), *((node.name, Place(server=cluster.at(node))) for node in cluster.nodes)]:
        for question, must, found in zip(_QUESTIONS, right, _answers(place), strict=True):
            ended = "as the embedded engine's" if found == must else "WRONG: another"
            yield Outcome(f"an answer through {where}", " ".join(question), ended)


def _reads_meanwhile(address: Address, seed: int, kill: Callable[[], object], pause: float) -> str:
    """Read the whole graph again and again while a node is killed: what is read is right, or refused in words."""
    timer = threading.Timer(pause, kill)
    timer.start()
    right = expected({"d": world(seed)})
    until = time.monotonic() + _ANSWER
    refused = 0
    try:
        with _store(address) as store:
            while time.monotonic() < until or timer.is_alive():
                try:
                    if store.graph_hash() != right:
                        return "WRONG: another answer"
                except StoreError as error:
                    refused += 1
                    if not fit_for_a_person(error):
                        return f"WRONG: not said in words: {error}"
    finally:
        timer.join()
    return f"answered, {'and refused in words meanwhile' if refused else 'all the time'}"


def run(place: Path, seed: int, cases: int) -> Iterator[Outcome]:
    """Compare what is answered; then kill, have the next load finish with two of three, and start again what was killed."""
    load_lock._LEASE_MS = 2_000
    choose = random.Random(seed)
    with Cluster(place) as cluster:
        yield from _same_answers(cluster, place / "embedded")
        with _store(cluster.address) as store:
            empty(store)
        began = time.monotonic()
        _finish(cluster.address, 0)
        took = time.monotonic() - began
        for number in range(cases):
            victim = _VICTIMS[number % len(_VICTIMS)]
            pause = choose.random() * took / 2
            address = cluster.address
            node = cluster.led() if "leader" in victim else next(cluster.followers())
            meanwhile = ""
            if victim == "leader, in an answer":
                meanwhile = _reads_meanwhile(address, 2 * number, node.end, pause)
            else:
                killed = None if victim == "load" else node.end
                cut_in_its_midst(_load, address, 2 * number + 1, pause=pause, itself="load" in victim, also=killed)
            ended, said = ending(partial(_finish, cluster.address, 2 * number + 2))
            if meanwhile.startswith("WRONG"):
                ended = meanwhile
            yield Outcome(f"kill -9 of {victim}", f"after {pause:.2f} s", ended, said or meanwhile)
            cluster.start()
            for node in cluster.nodes:
                yield Outcome("the graph on a node, after its return", node.name, *_whole_on(cluster.at(node), 2 * number + 2))


def _whole_on(address: Address, seed: int) -> tuple[str, str]:
    """What one node holds when it has caught up, which it has within seconds."""
    right = expected({"d": world(seed)})
    began = time.monotonic()
    found, said = "", ""
    while time.monotonic() - began < _PATIENCE:
        try:
            with _store(address) as store:
                found = store.graph_hash()
        except StoreError as error:
            said = str(error)
        if found == right:
            return "the same", f"after {time.monotonic() - began:.1f} s"
        time.sleep(0.2)
    return "WRONG: another", said


if __name__ == "__main__":
    raise SystemExit(command("cluster", 20, run))
