"""One measurement each, run in a process of its own so that its memory is its own: `python -m benchmarks.steps STEP FOLDER`."""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import peers
from benchmarks.country import DAY, continent, country
from benchmarks.debian import packages
from maillon.graph.model import Effect
from maillon.graph.statements import to_line
from maillon.graph.store import open_store
from maillon.queries.scale import snapshot_file
from maillon.queries.scale.bits import column_counts
from maillon.queries.scale.exposure import Exposure
from maillon.queries.scale.rank import rank
from maillon.queries.scale.reach import Flow, Terms
from maillon.queries.scale.snapshot import Snapshot
from maillon.queries.scale.snapshot_build import build, load_or_build

Figures = dict[str, Any]
ORIGINS = 200
TENFOLD, SHARED = 10, 8


def timed(work: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """Seconds (the best of so many runs) and the result."""
    best, result = float("inf"), None
    for _ in range(times):
        begin = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - begin)
    return best, result


def _store(folder: Path) -> Path:
    return folder / "country"


def _snapshot(folder: Path) -> Snapshot:
    return snapshot_file.read(folder / snapshot_file.NAME)


def _pages(size: int = 1000) -> Iterator[str]:
    lines: list[str] = []
    for record, statements in country():
        lines.append(to_line(record, statements))
        if len(lines) == size:
            yield f"[{','.join(lines)}]"
            lines = []
    yield f"[{','.join(lines)}]"


def generate(folder: Path) -> Figures:
    """Make the country and its snapshot, without a store: what the other steps ask about."""
    seconds, snapshot = timed(lambda: build(_pages(), "country"))
    snapshot_file.write(folder / snapshot_file.NAME, snapshot)
    return {"seconds": seconds, "nodes": snapshot.nodes, "arrows": len(snapshot.start)}


def _origins(snapshot: Snapshot) -> np.ndarray[Any, np.dtype[np.int32]]:
    """The nodes that most relations point at."""
    return np.argsort(-np.bincount(snapshot.end, minlength=snapshot.nodes), kind="stable")[:ORIGINS].astype(np.int32)


def _counts(flow: Flow, origins: np.ndarray[Any, np.dtype[np.int32]], hops: int | None) -> list[int]:
    counts = np.zeros(len(origins), np.int64)
    for block in flow.blocks(origins, hops):
        counts[block.positions] = column_counts(block.rows)[: len(block.positions)]
    found: list[int] = counts.tolist()
    return found


def _plain(snapshot: Snapshot) -> tuple[Snapshot, Terms]:
    """The same relations with nothing but dates on them, which is all that the other tools are asked for."""
    kinds = tuple(kind._replace(data=None, scopes=None, deployment="shared") for kind in snapshot.kinds)
    return replace(snapshot, kinds=kinds), Terms(DAY, Effect.INTEGRITY)


def load(folder: Path) -> Figures:
    """Load the country into an embedded store; not again if it is there."""
    with open_store(_store(folder)) as store:
        seconds, report = timed(lambda: store.load("country", country(), loader="benchmarks.country", title="A country made up"))
        status = store.status()
    return {"seconds": seconds, "records": report.read, "nodes": status.nodes["Organisation"], "arrows": sum(status.arrows.values())}


def pull(folder: Path) -> Figures:
    """The snapshot from the ledger of the running store, then again from its file."""
    cache = _store(folder) / "snapshot"
    (cache / snapshot_file.NAME).unlink(missing_ok=True)
    with open_store(_store(folder)) as store:
        store.ledger_hash()
        built, taken = timed(lambda: load_or_build(store, cache))
        cached, again = timed(lambda: load_or_build(store, cache), 3)
    assert again.cached
    assert all(
        np.array_equal(getattr(taken.snapshot, name), getattr(_snapshot(folder), name)) for name in ("start", "end", "since", "until")
    )
    return {"pull": built, "cached": cached, "nodes": taken.snapshot.nodes, "arrows": len(taken.snapshot.start)}


def one(folder: Path) -> Figures:
    """One origin, six hops, relations in force on a day: with nothing prepared, and as a next question."""
    snapshot, terms = _plain(_snapshot(folder))
    origin = int(_origins(snapshot)[0])
    first, count = timed(lambda: len(Flow(snapshot, terms).reached(origin, peers.HOPS)), 3)
    flow = Flow(snapshot, terms)
    flow.reached(origin, peers.HOPS)
    following, _ = timed(lambda: flow.reached(origin, peers.HOPS), 3)
    whole, _ = timed(lambda: Flow(_snapshot(folder), Terms(DAY)).reached(origin), 3)
    return {"seconds": first, "next": following, "rules": whole, "count": count, "origin": snapshot.id(origin)}


def many(folder: Path) -> Figures:
    """200 origins, six hops, and without a limit, from the relations and as a next question; by scipy and networkx too."""
    snapshot, terms = _plain(_snapshot(folder))
    origins = _origins(snapshot)
    flow, matrix = Flow(snapshot, terms), peers.scipy_matrix(snapshot, DAY)
    _counts(flow, origins, None)
    following, every = timed(lambda: _counts(flow, origins, None), 5)
    scipy, by_scipy = timed(lambda: peers.scipy_many(matrix, origins.tolist()), 5)
    unlimited, _ = timed(lambda: _counts(Flow(snapshot, terms), origins, None), 5)
    scipy_whole, _ = timed(lambda: peers.scipy_many(peers.scipy_matrix(snapshot, DAY), origins.tolist()), 5)
    networkx, by_networkx = timed(peers.networkx_many(snapshot, peers.in_force(snapshot, DAY), origins.tolist()))
    undated = replace(snapshot, since=np.zeros_like(snapshot.since), until=np.zeros_like(snapshot.until), seen=np.zeros_like(snapshot.seen))
    seconds, without = timed(lambda: _counts(Flow(undated, terms), origins, peers.HOPS), 3)
    return {"unlimited": unlimited, "next": following, "undated": seconds, "undated counts": without} | {
        "scipy": scipy,
        "scipy whole": scipy_whole,
        "networkx": networkx,
        "equal": every == by_scipy == by_networkx,
    }


def _one(snapshot: Snapshot) -> int:
    plain, terms = _plain(snapshot)
    return len(Flow(plain, terms).reached(int(_origins(plain)[0]), peers.HOPS))


def _six(snapshot: Snapshot) -> list[int]:
    plain, terms = _plain(snapshot)
    return _counts(Flow(plain, terms), _origins(plain), peers.HOPS)


def _everyone(snapshot: Snapshot) -> int:
    exposure = Exposure(snapshot, Terms(DAY))
    exposure.measure(exposure.candidates)
    return len(exposure.candidates)


def everyone(folder: Path) -> Figures:
    """All nodes that something points at, every rule, with the bounds of people and organisations."""
    snapshot = _snapshot(folder)
    seconds, origins = timed(lambda: _everyone(snapshot), 3)
    whole, answer = timed(lambda: rank(snapshot, Terms(DAY)))
    return {"seconds": seconds, "origins": origins, "rank": whole, "first": answer.origins[0].id}


def _in_turn(folder: Path, shared: int, questions: dict[str, Callable[[Snapshot], Any]]) -> Figures:
    """Ten countries that share so many of their largest suppliers, and one of them, asked the same questions in turn."""
    path = folder / f"tenfold-{shared}" / snapshot_file.NAME
    snapshot_file.write(path, continent(_snapshot(folder), TENFOLD, shared))
    countries = {1: _snapshot(folder), TENFOLD: snapshot_file.read(path)}
    found = {question: dict.fromkeys(countries, float("inf")) for question in questions}
    for _ in range(3):
        for size, snapshot in countries.items():
            for question, ask in questions.items():
                seconds, _ = timed(partial(ask, snapshot))
                found[question][size] = min(seconds, found[question][size])
    large = countries[TENFOLD]
    return {question: [times[1], times[TENFOLD]] for question, times in found.items()} | {
        "origins": len(Exposure(large, Terms(DAY)).candidates),
        "nodes": large.nodes,
        "arrows": len(large.start),
    }


def tenfold(folder: Path) -> Figures:
    """Ten countries that share their largest suppliers."""
    return _in_turn(folder, SHARED, {"one": _one, "six": _six, "everyone": _everyone})


def apart(folder: Path) -> Figures:
    """Ten countries that share nothing: ten times the answers, where those that share suppliers have more."""
    return _in_turn(folder, 0, {"everyone": _everyone})


def debian(folder: Path) -> Figures:
    """Debian's packages, loaded for real: loops, long chains, and all origins."""
    with (folder / "Packages").open(encoding="utf-8") as lines, open_store(folder / "debian") as store:
        loading, _ = timed(lambda: store.load("debian", packages(lines), loader="benchmarks.debian"))
        pulling, taken = timed(lambda: load_or_build(store))
    seconds, origins = timed(lambda: _everyone(taken.snapshot))
    loops = Flow(taken.snapshot, Terms(DAY)).loops
    return {"load": loading, "pull": pulling, "everyone": seconds, "origins": origins} | {
        "nodes": taken.snapshot.nodes,
        "arrows": len(taken.snapshot.start),
        "loops": len(loops),
        "largest loop": len(loops[0]),
    }


def neo4j(folder: Path) -> Figures:
    """The same graph in a Neo4j of its own: load, one origin, 200 origins."""
    from neo4j import GraphDatabase

    from tests.neo4j.server import Server, missing

    lacking = missing()
    if lacking:
        return {"skipped": lacking}
    snapshot = _snapshot(folder)
    origins = [snapshot.id(int(node)) for node in _origins(snapshot)]
    shutil.rmtree(folder / "neo4j", ignore_errors=True)  # its password was another run's
    with (
        Server(folder / "neo4j", heap="2g", settings={"server.memory.pagecache.size": "1g"}) as server,
        GraphDatabase.driver(
            server.address.uri, auth=(server.address.username, server.address.password), notifications_min_severity="OFF"
        ) as driver,
    ):
        version = driver.get_server_info().agent
        loading, _ = timed(lambda: peers.into_neo4j(driver, snapshot))
        one_seconds, count = timed(lambda: peers.neo4j_one(driver, origins[0], DAY), 3)
        many_seconds, counts = timed(lambda: peers.neo4j_many(driver, origins))
    return {"load": loading, "one": one_seconds, "count": count, "many": many_seconds, "counts": counts, "version": version}


STEPS: dict[str, Callable[[Path], Figures]] = {
    step.__name__: step for step in (generate, load, pull, one, many, everyone, tenfold, apart, debian, neo4j)
}


def main() -> None:
    """Run one step and print its figures as JSON, with the peak of this process's memory in megabytes."""
    figures = STEPS[sys.argv[1]](Path(sys.argv[2]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e3 if sys.platform != "darwin" else 1e6)
    print(json.dumps(figures | {"peak_mb": round(peak)}))


if __name__ == "__main__":
    main()
