"""Loading against a bare `UNWIND … CREATE` of the same data, and against the engine's own batch interface, in the same run.

    python -m benchmarks.load                     a country: about 300 000 nodes and 1.2 million arrows, embedded engine
    python -m benchmarks.load --size 0.125        an eighth of those who give care
    python -m benchmarks.load --engine both       and Neo4j, brought as the tests bring it

Both are given their rows ready made and keep nothing but the graph; the batch interface runs in the engine's own process, without a log of
transactions, from rows as Python pickles them. Ours checks every statement against the model, merges
what several records say, keeps each assertion and the ledger, and may be run again, cut and taken back.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.country import country
from maillon.graph.model import ARROW_BY_TYPE, arrow_properties, label_of
from maillon.graph.statements import NodeStatement, Statement, visible_arrow, visible_node
from maillon.graph.store import cypher
from maillon.graph.store.engine.folder import prepare as prepare_folder
from maillon.graph.store.loading import anew
from tests.neo4j.server import Server, missing
from tests.support.places import ENGINES, Place

BATCH = 10_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measure:
    """Seconds, and the most memory that the process held, in bytes."""

    seconds: float
    peak: int
    counts: dict[str, int]


def prepare(size: float, folder: Path) -> dict[str, int]:
    """Write the records, and the rows of the bare load, so that neither has to make up a country while the clock runs."""
    nodes: dict[str, set[str]] = defaultdict(set)
    arrows: dict[tuple[str, str, str, tuple[str, ...]], set[str]] = defaultdict(set)
    with (folder / "records").open("wb") as file:
        for record, statements in country(size=size):
            pickle.dump((record, list(statements)), file)
            for statement in statements:
                if isinstance(statement, NodeStatement):
                    nodes[statement.id].add(statement.assertion)
                else:
                    arrows[statement.type, statement.start, statement.end, statement.parts].add(statement.assertion)
    created: dict[tuple[str, tuple[str, ...]], list[Any]] = defaultdict(list)
    for node, said in nodes.items():
        roles, shown = visible_node(node, said)
        created[label_of(node), tuple(roles)].append(shown)
    drawn: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for (type_, start, end, parts), said in arrows.items():
        drawn[type_, label_of(start), label_of(end)].append([start, end, *parts, visible_arrow(type_, start, end, parts, said)])
    with (folder / "rows").open("wb") as file:
        for (label, roles_), rows in created.items():
            for first in range(0, len(rows), BATCH):
                pickle.dump((cypher.create_nodes(label, roles_), rows[first : first + BATCH]), file)
        for group, rows in drawn.items():
            for first in range(0, len(rows), BATCH):
                pickle.dump((cypher.create_arrows(*group), rows[first : first + BATCH]), file)
    write_frames(folder / "frames", created, drawn)
    return {"nodes": len(nodes), "arrows": len(arrows)}


def write_frames(
    path: Path, created: Mapping[tuple[str, tuple[str, ...]], list[Any]], drawn: Mapping[tuple[str, str, str], list[Any]]
) -> None:
    """The same rows as the process that builds a database reads them."""
    with path.open("wb") as file:

        def frame(name: str, *content: Any) -> None:
            pickle.dump((name, content), file, protocol=pickle.HIGHEST_PROTOCOL)

        frame("declare", list(cypher.schema_statements()), anew._days_of_labels())
        for (label, roles), rows in created.items():
            for first in range(0, len(rows), BATCH):
                frame("nodes", [label, *roles], [anew._handed(row) for row in rows[first : first + BATCH]])
        frame("types", {type_: anew._days(arrow_properties(ARROW_BY_TYPE[type_])) for type_, _, _ in drawn})
        for (type_, _, _), rows in drawn.items():
            for first in range(0, len(rows), BATCH):
                frame("arrows", type_, [(row[0], row[1], anew._handed(row[-1])) for row in rows[first : first + BATCH]])
        frame("end")


def pickled(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


def bare(place: Place, folder: Path) -> dict[str, int]:
    """One transaction for each batch of rows; unique ids declared first, as for ours."""
    with place.open() as store:
        connection = store.connection
        connection.declare(list(cypher.schema_statements()))
        for text, rows in pickled(folder / "rows"):
            connection.write(lambda tx, text=text, rows=rows: tx.run(text, rows=rows).consume())  # type: ignore[misc]
    return {}


def batch(folder: Path, statements: int) -> float:
    """Seconds of the engine's own batch interface, alone in its process, from those rows to a closed database on the disk."""
    with tempfile.TemporaryDirectory(prefix="maillon-bench-") as where, (folder / "frames").open("rb") as frames:
        whole = prepare_folder(Path(where))
        whole.database.parent.mkdir(parents=True, exist_ok=True)
        module = "maillon.graph.store.engine.building"
        started = time.perf_counter()
        subprocess.run([sys.executable, "-P", "-m", module, where, str(statements)], stdin=frames, check=True)
        return time.perf_counter() - started


def ours(place: Place, folder: Path) -> dict[str, int]:
    """`Store.load`, from records to the graph and its ledger."""
    records: Iterator[tuple[str, list[Statement]]] = pickled(folder / "records")
    with place.open() as store:
        report = store.load("country", records, loader="benchmark")
    return {"nodes changed": report.nodes_created + report.nodes_changed, "arrows changed": report.arrows_created + report.arrows_changed}


def measured(work: Callable[[T, Path], dict[str, int]], subject: T, folder: Path) -> Measure:
    """Run it in a process of its own: the system counts the memory of a process from that of the one that started it."""
    context = multiprocessing.get_context("spawn")
    answers, there = context.Pipe(duplex=False)
    process = context.Process(target=_in_process, args=(work, subject, folder, there))
    process.start()
    there.close()
    try:
        return Measure(*answers.recv())
    finally:
        process.join()


def _in_process(work: Callable[[T, Path], dict[str, int]], subject: T, folder: Path, answer: Any) -> None:
    started = time.perf_counter()
    counts = work(subject, folder)
    seconds = time.perf_counter() - started
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    answer.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit, counts))


@contextmanager
def fresh(engine: str, heap: str) -> Iterator[Place]:
    """An empty store on an engine that is already running."""
    with tempfile.TemporaryDirectory(prefix="maillon-bench-") as folder:
        if engine == "neo4j":
            with Server(Path(folder), heap=heap) as server:
                yield Place(server=server.address)
            return
        place = Place(directory=Path(folder) / "store")
        with place.open():
            pass  # it lingers: nobody else has it open while the clock runs, as when a person loads a first list
        yield place


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=float, default=1.0, help="factor on the numbers of those who give care (default: 1)")
    parser.add_argument("--engine", choices=(*ENGINES, "both"), default="embedded")
    parser.add_argument("--heap", default="1g", help="of the Neo4j server (default: 1g)")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    asked = parser.parse_args()
    lacking = missing() if asked.engine != "embedded" else None
    figures: dict[str, Any] = {"cores": os.cpu_count(), "engines": {}}
    with tempfile.TemporaryDirectory(prefix="maillon-bench-") as name:
        folder = Path(name)
        figures |= measured(prepare, asked.size, folder).counts
        print(f"{figures['nodes']:,} nodes, {figures['arrows']:,} arrows\n")
        head = ("engine", "bare CREATE (s)", "load (s)", "ratio", "peak of our process (MB)", "second load (s)", "changed by it")
        print("| " + " | ".join([*head, "the engine's own batch (s)", "ratio"]) + " |")
        print("|" + "---|" * (len(head) + 2))
        for engine in ENGINES:
            if asked.engine not in (engine, "both"):
                continue
            if engine == "neo4j" and lacking:
                print(f"| neo4j | skipped: {lacking} | | | | | | | |")
                continue
            with fresh(engine, asked.heap) as place:
                plain = measured(bare, place, folder)
            with fresh(engine, asked.heap) as place:
                first, second = measured(ours, place, folder), measured(ours, place, folder)
            figures["engines"][engine] = {
                "bare_s": round(plain.seconds, 1),
                "load_s": round(first.seconds, 1),
                "ratio": round(first.seconds / plain.seconds, 2),
                "peak_mb": round(max(first.peak, second.peak) / 1e6),
                "second_s": round(second.seconds, 1),
                "second_changed": sum(second.counts.values()),
            }
            if engine == "embedded":
                own = batch(folder, figures["nodes"] + figures["arrows"])
                figures["engines"][engine] |= {"batch_s": round(own, 1), "batch_ratio": round(first.seconds / own, 2)}
            print("| " + " | ".join([engine, *map(str, figures["engines"][engine].values())]) + " |", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
