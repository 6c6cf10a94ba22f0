"""How long proposing duplicates takes: 100 000 invented names of care providers, one in fifty spelt a second way.

Run: python -m benchmarks.duplicates [NAMES] [PAIRS.csv]

With a table of labelled pairs (`benchmarks.resolution.labelled`) their names are hidden among the invented ones, and it is measured what is
found of them.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.resolution.labelled import read_pairs
from maillon.queries.resolution.candidates import Candidate
from maillon.queries.resolution.tiers import tiers

_FIRST = [
    "North",
    "South",
    "East",
    "West",
    "Upper",
    "Lower",
    "Old",
    "New",
    "Great",
    "Little",
    "Saint",
    "Mount",
    "Lake",
    "River",
    "Cedar",
    "Willow",
    "Harbor",
    "Prairie",
    "Meadow",
    "Stone",
]
_ENDS = [
    "moor",
    "ford",
    "bridge",
    "field",
    "haven",
    "wick",
    "stead",
    "brook",
    "dale",
    "cliff",
    "port",
    "ton",
    "ville",
    "mont",
    "land",
    "side",
    "view",
    "crest",
    "gate",
    "well",
]
_TRADE = ["Medical Center", "Hospital", "Family Practice", "Dental Group", "Health Plan", "Billing Services", "Laboratory", "Home Care"]
_FORMS = ["", ", Inc.", ", LLC", ", P.C.", " Corp."]


def candidates(count: int, seed: int = 1) -> list[Candidate]:
    """Organisations with invented names, some twice under another spelling."""
    chance = random.Random(seed)
    found: list[Candidate] = []
    while len(found) < count:
        stem = chance.choice(_FIRST) + "".join(chance.choice("abcdeilmnorstu") for _ in range(4)) + chance.choice(_ENDS)
        name = f"{stem} {chance.choice(_TRADE)}"
        found.append(Candidate(f"org:a/{len(found)}", name + chance.choice(_FORMS)))
        if chance.random() < 0.02:
            found.append(Candidate(f"org:b/{len(found)}", name.upper() + chance.choice(_FORMS)))
    return found


def hidden(path: Path) -> tuple[list[Candidate], dict[tuple[str, str], bool]]:
    """Labelled names (`benchmarks.resolution.labelled`) as two lists, and whether each of their pairs is one organisation."""
    lists: dict[tuple[str, str, str | None, str | None], Candidate] = {}
    labels: dict[tuple[str, str], bool] = {}
    for pair in read_pairs(path):
        ends = []
        for side, found in (("left", pair.one), ("right", pair.other)):
            key = (side, found.name, found.region, found.town)
            ends.append(lists.setdefault(key, replace(found, id=f"org:{side}/{len(lists)}")).id)
        labels[min(ends), max(ends)] = pair.same
    return list(lists.values()), labels


def main() -> None:
    """Propose among the invented names, and the labelled ones hidden in them, and print what was found, time and memory."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    names, labels = candidates(count), dict[tuple[str, str], bool]()
    if len(sys.argv) > 2:
        some, labels = hidden(Path(sys.argv[2]))
        names += some
    start, used = time.perf_counter(), time.process_time()
    found = tiers(names)
    seconds, busy = time.perf_counter() - start, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sure, named, decide = (sum(map(len, groups)) for groups in (found.sure, found.names, found.decide))
    print(f"{len(names)} names: {sure} pairs sure, {named} of one name, {decide} to decide, {len(found.implied)} follow")
    print(f"{seconds:.1f} s ({busy:.1f} s of one core), peak {peak:.0f} MB")
    if labels:
        told = {p.ids for groups in (found.sure, found.names, found.decide, (found.implied,)) for group in groups for p in group}
        right = sum(same for ids, same in labels.items() if ids in told)
        wrong = sum(not same for ids, same in labels.items() if ids in told)
        print(f"of the labelled pairs: precision {right / max(right + wrong, 1):.2f}, recall {right / sum(labels.values()):.2f}")


if __name__ == "__main__":
    main()
