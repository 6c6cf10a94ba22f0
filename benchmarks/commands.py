"""How long a person waits: each command as a process of its own, against `python -c pass` on the same machine.

    python -m benchmarks.commands                 best and median of 5 runs each, as a table
    python -m benchmarks.commands --runs 9 --json

Aims, reported and never asserted in a test: help within 6 × `python -c pass`; any answer on the shipped records, process and
engine start included, within 1.5 s; loading them from nothing within 5 s; a second load changes nothing. On a machine that is
busy with other things, read the last column: times over that of `python -c pass` in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENGINE_GONE = 15.0
"""Seconds after which the engine of the last command has ended by itself."""

ANSWERS = (
    ("status",),
    ("find", "medecindirect"),
    ("show", "Viamedis"),
    ("chains", "insured of Audiens"),
    ("blast-radius", "Viamedis", "--as-of", "2024-01-22"),
    ("incident", "medecindirect-2025-11"),
    ("query", "run", "clients-of", "-p", "supplier=Viamedis"),
    ("cypher", "MATCH (i:Incident) RETURN i.id, i.detected_on"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """Best and median seconds of one command, and what it is held against."""

    command: str
    best: float
    median: float
    aim: float | None = None


def seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    """Wall-clock time of one run, which must succeed."""
    begin = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return time.perf_counter() - begin


def measure(name: str, command: Sequence[str], environment: dict[str, str], runs: int, aim: float | None = None) -> Figure:
    """Several runs of one command."""
    times = [seconds(command, environment) for _ in range(runs)]
    return Figure(name, min(times), statistics.median(times), aim)


def figures(runs: int) -> Iterator[Figure]:
    """Every measurement, in a store of its own that is gone afterwards."""
    maillon = (sys.executable, "-m", "maillon")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "MAILLON_STORE": str(Path(folder) / "store"), "MAILLON_LANG": "en"}
        floor = measure("python -c pass", (sys.executable, "-c", "pass"), environment, runs)
        yield floor
        yield measure("maillon --help", (*maillon, "--help"), environment, runs, 6 * floor.best)
        yield measure("maillon load records (from nothing)", (*maillon, "load", "records", "records"), environment, 1, 5.0)
        again = subprocess.run(
            (*maillon, "load", "records", "records", "--format", "json"), cwd=ROOT, env=environment, check=True, capture_output=True
        )
        counts = json.loads(again.stdout)
        changed = sum(v for k, v in counts.items() if k.startswith(("nodes_", "arrows_")))
        print(f"second load: {counts['unchanged']} of {counts['read']} unchanged, {changed} nodes and arrows changed", file=sys.stderr)
        time.sleep(ENGINE_GONE)
        yield measure("maillon status (engine starts)", (*maillon, "status"), environment, 1, 1.5)
        for arguments in ANSWERS:
            yield measure(f"maillon {' '.join(arguments)}"[:70], (*maillon, *arguments), environment, runs, 1.5)
        time.sleep(ENGINE_GONE)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = list(figures(options.runs))
    if options.json:
        print(json.dumps([asdict(f) for f in found], indent=2))
        return
    print(f"{'command':72} {'best':>7} {'median':>7} {'aim':>7} {'× pass':>7}")
    for f in found:
        print(f"{f.command:72} {f.best:7.3f} {f.median:7.3f} {f'{f.aim:.3f}' if f.aim else '':>7} {f.best / found[0].best:7.1f}")


if __name__ == "__main__":
    main()
