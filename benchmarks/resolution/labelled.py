"""Labelled pairs of names, and their division into what is learnt on and what never is."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from maillon.graph.name_matching import fold_name
from maillon.graph.places import Locality
from maillon.queries.resolution.candidates import Candidate

PARTS = 3
"""One part of so many is kept apart and never learnt on."""


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two names with their places; `same` was labelled by a number or an event, never by a matcher. `group` ties what shares a body."""

    one: Candidate
    other: Candidate
    same: bool
    kind: str
    source: str
    group: str


def read_pairs(path: Path, *, places: bool = True) -> list[LabelledPair]:
    """Read a table of pairs.

    Columns: `left,right,country_left,country_right,place_left,place_right,id_left,id_right,same,kind,source`; a place is
    `COUNTRY-STATE/TOWN`, `COUNTRY-STATE` or empty. The ids are hidden from what is measured: they only tie pairs of one body together.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    ends = [[row[f"id_{side}"] or f"name:{fold_name(row[side])}" for side in ("left", "right")] for row in rows]
    for one, other in ends:
        parent[root(one)] = root(other)
    return [
        LabelledPair(
            _candidate(row, "left", places),
            _candidate(row, "right", places),
            row["same"] == "1",
            row["kind"],
            row["source"],
            root(one),
        )
        for row, (one, _) in zip(rows, ends, strict=True)
    ]


def _candidate(row: dict[str, str], side: str, places: bool) -> Candidate:
    region, _, town = row[f"place_{side}"].partition("/") if places else ("", "", "")
    at = Locality.read(country=row[f"country_{side}"] or None, region=region or None, town=town or None)
    return Candidate(f"org:{side}/{row[side]}", row[side], country=at.country, region=at.code, town=at.town)


def divided(pairs: Sequence[LabelledPair], seed: int = 1) -> tuple[list[LabelledPair], list[LabelledPair]]:
    """What is learnt on, and the third that never is.

    No organisation stands on both sides; pairs of share-alike lists are never learnt on.
    """
    groups = sorted({pair.group for pair in pairs})
    random.Random(seed).shuffle(groups)
    kept = {group for position, group in enumerate(groups) if position % PARTS == 0}
    learnt = [pair for pair in pairs if pair.group not in kept and "VCDB" not in pair.source]
    return learnt, [pair for pair in pairs if pair.group in kept]
