"""How well French items of lists of breaches become kinds of data: `python -m benchmarks.kinds`.

The items were labelled by one reader before they were run, of 110 rows of bonjourlafuite (MIT) on which the words were not written:
the kinds that an item names, and those that it may be said to name (`numéro de commande`: purchases, or nothing).
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from maillon.loaders.kinds_of_data import kinds_named

LABELS = Path(__file__).with_name("kind-labels.csv")
"""`item,right,allowed`, the kinds separated by spaces."""


def judged(right: set[str], allowed: set[str], found: set[str]) -> str:
    """What became of an item: a kind too many is wrong, some of several is a part, none of some unread."""
    if found - right - allowed:
        return "wrong"
    if not found:
        return "unread" if right else "none, none given"
    return "right" if found >= right else "part"


def measured() -> dict[str, list[str]]:
    """The items by what became of them."""
    found: dict[str, list[str]] = {name: [] for name in ("right", "part", "unread", "wrong", "none, none given")}
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kinds = kinds_named(row["item"], "fr")
            found[judged(set(row["right"].split()), set(row["allowed"].split()), kinds)].append(row["item"])
    return found


def main() -> None:
    """Print the counts, and the items that are not as they should be."""
    found = measured()
    print(Counter({name: len(items) for name, items in found.items()}))
    for name in ("wrong", "part", "unread"):
        print(f"{name}: {found[name]}")


if __name__ == "__main__":
    main()
