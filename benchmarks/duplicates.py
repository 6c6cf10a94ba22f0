"""How long proposing duplicates takes: 100 000 invented names of care providers, one in fifty spelt a second way.

Run: python -m benchmarks.duplicates [NAMES]
"""

from __future__ import annotations

import random
import resource
import sys
import time

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


def main() -> None:
    """Print names, pairs, seconds and peak memory."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    names = candidates(count)
    start = time.perf_counter()
    found = tiers(names)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sure, decide = (sum(map(len, groups)) for groups in (found.sure, found.decide))
    print(f"{len(names)} names, {sure} pairs sure, {decide} to decide, {seconds:.1f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
