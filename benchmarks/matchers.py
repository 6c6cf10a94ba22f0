"""Proposing duplicates beside splink and nomenklatura, on the same names: time, and what is found of labelled names hidden in them.

Run: python -m benchmarks.matchers PAIRS.csv [NAMES]

The two are installed by `uv` in environments of their own, from the package index. Each is given the threshold that is best for it on the
labelled pairs; maillon keeps its own. What has not ended after `PATIENCE` is ended.
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.duplicates import candidates, hidden
from maillon.queries.resolution.candidates import Candidate
from maillon.queries.resolution.tiers import tiers

RIVALS = Path(__file__).with_name("rivals")
PATIENCE = 1800
"""Seconds."""
Found = dict[tuple[str, str], float]
"""Pairs of ids, the smaller first, with a score."""


def ours(names: list[Candidate], folder: Path) -> Found:
    """What maillon finds sure, of one name, worth a question, or following from the answers."""
    found = tiers(names)
    groups = (*found.sure, *found.names, *found.decide, found.implied)
    return {pair.ids: 1.0 for group in groups for pair in group}


def rival(name: str) -> Callable[[list[Candidate], Path], Found]:
    """The same by a script of `benchmarks/rivals`."""

    def run(names: list[Candidate], folder: Path) -> Found:
        source, target = folder / "names.csv", folder / "pairs.csv"
        with source.open("w", encoding="utf-8", newline="") as file:
            rows = ((one.id, one.name, one.country or "", one.region or "", one.town or "") for one in names)
            csv.writer(file).writerows([("id", "name", "country", "region", "town"), *rows])
        uv = Path(sys.executable).with_name("uv")
        script = RIVALS / f"with_{name}.py"
        subprocess.run([uv, "run", "--quiet", "--script", script, source, target], check=True, capture_output=True, timeout=PATIENCE)
        with target.open(encoding="utf-8", newline="") as file:
            pairs = list(csv.reader(file))[1:]
        return {(min(one, other), max(one, other)): float(score) for one, other, score in pairs}

    return run


def measured(found: Found, labels: dict[tuple[str, str], bool]) -> tuple[float, float, float]:
    """Precision, recall and number of pairs at the threshold that gives the best harmonic mean on the labelled pairs."""
    best = (0.0, 0.0, 0.0, 0)
    for least in sorted({score for ids, score in found.items() if ids in labels}):
        told = [labels[ids] for ids, score in found.items() if score >= least and ids in labels]
        precision, recall = sum(told) / len(told), sum(told) / sum(labels.values())
        mean = 2 * precision * recall / (precision + recall) if sum(told) else 0.0
        best = max(best, (mean, precision, recall, sum(score >= least for score in found.values())))
    return best[1:]


def main() -> None:
    """Print a row of a table for each."""
    some, labels = hidden(Path(sys.argv[1]))
    names = candidates(int(sys.argv[2]) if len(sys.argv) > 2 else 100_000) + some
    print(f"{len(names)} names, {len(labels)} labelled pairs\n\n| | wall (s) | processor (s) | pairs | precision | recall |")
    print("|---|---|---|---|---|---|")
    ways = {"maillon": ours, "splink": rival("splink"), "nomenklatura": rival("nomenklatura")}
    for name, way in ways.items():
        with tempfile.TemporaryDirectory() as folder:
            if way is not ours:
                way(some, Path(folder))  # so that what it needs is installed
            start, before = time.perf_counter(), _processor()
            try:
                found = way(names, Path(folder))
            except subprocess.TimeoutExpired:
                print(f"| {name} | not ended after {PATIENCE} | | | | |", flush=True)
                continue
            wall, busy = time.perf_counter() - start, _processor() - before
        precision, recall, pairs = measured(found, labels)
        print(f"| {name} | {wall:.0f} | {busy:.0f} | {pairs} | {precision:.2f} | {recall:.2f} |", flush=True)


def _processor() -> float:
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who))


if __name__ == "__main__":
    main()
