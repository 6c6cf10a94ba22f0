"""How well names of persons are told from those of organisations, on names of public lists that one reader labelled.

The labels stand here by the hash of the name, since a third of the hard ones name persons: the names themselves are those of the
files given (breach lists of the US, French hospitals and contracts, British contracts, registers), every cell of them.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from maillon.loaders.encodings import decode
from maillon.loaders.names import public_name
from maillon.wording import RefusedError

LABELS = Path(__file__).with_name("person-labels.csv")
"""`hash,person,language,set`: is a natural person named; the set is `seen` (the rules were written on it), `hard`, `easy` or `held`."""


def hash_of(name: str) -> str:
    """The first 16 hexadecimal digits of SHA-256: enough to find a label, not to read a name."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def cells(path: Path) -> Iterator[str]:
    """Every text of a CSV or JSON file."""
    try:
        text, _ = decode(path.read_bytes())
    except RefusedError:
        return
    if path.suffix.lower() == ".json":
        yield from (json.loads(found) for found in re.findall(r'"(?:[^"\\\n]|\\.)*"', text))
        return
    delimiter = max(",;\t", key=text[:2000].count)
    for row in csv.reader(text.splitlines(), delimiter=delimiter):
        yield from row


def measure(folder: Path) -> None:
    """Print persons, precision and recall by set and language, over the labelled names that the files of a folder hold."""
    with LABELS.open(encoding="utf-8") as stream:
        labels = {row["hash"]: row for row in csv.DictReader(stream)}
    names: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (".csv", ".json"):
            for cell in cells(path):
                key = hash_of(cell.strip())
                if key in labels:
                    names[key] = cell.strip()
    groups: dict[str, list[tuple[bool, bool]]] = {}
    for key, name in names.items():
        row = labels[key]
        pair = (row["person"] == "yes", public_name(name).dropped)
        for group in (row["set"], row["language"], "all"):
            groups.setdefault(group, []).append(pair)
    print(f"{len(names)} of {len(labels)} labelled names found\nset names persons right wrong missed precision recall")
    for group in ("seen", "hard", "easy", "held", "fr", "en", "all"):
        pairs = groups.get(group, [])
        right, wrong = pairs.count((True, True)), pairs.count((False, True))
        missed = pairs.count((True, False))
        shares = [f"{right / n:.3f}" if (n := right + other) else "–" for other in (wrong, missed)]
        print(group, len(pairs), right + missed, right, wrong, missed, *shares)


if __name__ == "__main__":
    measure(Path(sys.argv[1]))
