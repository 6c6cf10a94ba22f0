"""From ledger lines to what changes: pure, without an engine.

Each node and arrow keeps a multiset of assertions. A record that comes adds to it, a record that goes subtracts, and
one that stays the same is not even read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from maillon.graph.statements import from_line

ItemKey: TypeAlias = tuple[str, ...]
"""What a statement speaks of: ("n", id) or ("a", type, start, end, part…)."""

StatementCounts: TypeAlias = dict[str, int]
"""Distinct assertions and how many records make each."""


@dataclass(slots=True)
class Delta:
    """What a batch of pages changes: per key and assertion, how many records more (or fewer) make it."""

    changes: dict[ItemKey, StatementCounts] = field(default_factory=dict)

    def touch(self, lines: Iterable[str]) -> None:
        """Add what these lines speak of, with nothing new said of it: what it shows is computed anew."""
        for line in lines:
            for statement in from_line(line)[1]:
                self.changes.setdefault(statement.key, {})


def difference(old: Iterable[str], new: Iterable[str]) -> Delta:
    """What it takes to go from the old lines to the new ones; both are sets of lines with one line per record id."""
    before, after = set(old), set(new)
    gone, come = before - after, after - before
    counts: dict[ItemKey, Counter[str]] = {}
    for lines, sign in ((gone, -1), (come, 1)):
        for line in lines:
            for statement in from_line(line)[1]:
                counts.setdefault(statement.key, Counter())[statement.assertion] += sign
    changes = {key: {text: n for text, n in said.items() if n} for key, said in counts.items()}
    return Delta({key: said for key, said in changes.items() if said})


def record_of(line: str) -> str:
    """The id of the record of a ledger line."""
    # It is the first element of the line, and ids hold no line break: no need to read the rest.
    return str(json.JSONDecoder().raw_decode(line, 1)[0])


def combine(texts: Iterable[str] | None, counts: Iterable[int] | None, change: Mapping[str, int]) -> StatementCounts:
    """What is said after a change, given the two lists that a node or arrow keeps.

    Raises:
        ValueError: something would be taken back that was never said, so the graph and its ledger disagree.
    """
    stored = list(texts or ())
    said = dict(zip(stored, counts or [1] * len(stored), strict=True))
    for text, n in change.items():
        left = said.get(text, 0) + n
        if left < 0:
            raise ValueError(text)
        if left:
            said[text] = left
        else:
            said.pop(text, None)
    return said


def kept(said: StatementCounts) -> dict[str, list[str] | list[int]]:
    """The two lists as properties: the counts only where one is not 1."""
    texts = sorted(said)
    if all(n == 1 for n in said.values()):
        return {"said": list(texts)}
    return {"said": list(texts), "said_n": [said[text] for text in texts]}
