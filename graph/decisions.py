"""Decisions that two ids name one thing, or two: records like any other, and what follows from them for all the rest.

The graph stays a pure function of the set of records. Every record is kept as it was written; when its statements
become changes of the graph, ids that a decision made one are replaced by the one that is kept. A decision that is taken
back is therefore undone exactly: the same records, read without it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from maillon.graph.model import NODE_BY_PREFIX, label_of
from maillon.graph.readings import canonical
from maillon.graph.statements import ArrowStatement, NodeStatement, Statement, from_line, to_line

DECIDED_PREFIXES = ("org", "product", "population", "incident", "actor")
"""Kinds of ids that a decision may be about."""

_IDS_IN_PROPERTIES = frozenset({"by", "scope", "within", "population", "size_by", "count_by", "incident", "at"})
"""Properties and key parts whose values are ids of nodes."""

MENTIONED = re.compile(rf'"((?:{"|".join(DECIDED_PREFIXES)}):[^"\\]+)"')
"""The ids that a ledger line holds."""


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """One decision: `same`, `not_same` or `unsure` of its subjects; `keep` is the id that stays, where it says so."""

    verdict: str
    subjects: tuple[str, ...]
    keep: str | None = None


def _groups(every: Sequence[PairVerdict]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What chains of `same` connect: the ids by representative, and each id's representative."""
    parent: dict[str, str] = {}

    def root(identifier: str) -> str:
        while parent.setdefault(identifier, identifier) != identifier:
            parent[identifier] = parent[parent[identifier]]
            identifier = parent[identifier]
        return identifier

    for decision in every:
        if decision.verdict == "same" and len({label_of(s) for s in decision.subjects}) == 1:
            first = decision.subjects[0]
            for other in decision.subjects[1:]:
                parent[root(other)] = root(first)
    roots = {identifier: root(identifier) for identifier in list(parent)}
    groups: dict[str, list[str]] = {}
    for identifier, representative in roots.items():
        groups.setdefault(representative, []).append(identifier)
    return groups, roots


def _apart(every: Sequence[PairVerdict], roots: Mapping[str, str]) -> set[str]:
    """Representatives of groups that hold two ids which some decision says are not one."""
    return {
        roots[a]
        for decision in every
        if decision.verdict == "not_same"
        for a in decision.subjects
        for b in decision.subjects
        if a != b and a in roots and b in roots and roots[a] == roots[b]
    }


def conflicting_decisions(verdicts: Iterable[PairVerdict]) -> list[tuple[int, ...]]:
    """Positions of decisions that cannot all be right, by group: its `same`, and what says that two of it are not."""
    every = list(verdicts)
    _, roots = _groups(every)
    found = []
    for representative in sorted(_apart(every, roots)):
        found.append(
            tuple(
                position
                for position, decision in enumerate(every)
                if decision.verdict in ("same", "not_same") and [roots.get(s) for s in decision.subjects].count(representative) > 1
            )
        )
    return found


def merges(verdicts: Iterable[PairVerdict]) -> dict[str, str]:
    """Id → the id that is kept, for every id that is replaced.

    Ids that chains of `same` connect are one; a group that holds a pair that some decision says is *not* the same is left
    apart as a whole, because one of the decisions is wrong and nobody here can know which. The id kept is the one that a
    decision says, if they agree; else one written by hand (no `/` in it) before one of a list, then the smallest.
    """
    every = list(verdicts)
    groups, roots = _groups(every)
    apart = _apart(every, roots)
    wanted: dict[str, set[str]] = {}
    for decision in every:
        if decision.verdict == "same" and decision.keep in decision.subjects and decision.keep is not None:
            wanted.setdefault(roots[decision.keep], set()).add(decision.keep)
    found: dict[str, str] = {}
    for representative, members in groups.items():
        if representative in apart or len(members) < 2:
            continue
        asked = wanted.get(representative, set())
        kept = min(asked) if len(asked) == 1 else min(asked or members, key=lambda i: ("/" in i, i))
        found |= {member: kept for member in members if member != kept}
    return found


def restriction(lines: Iterable[str], merged: Mapping[str, str]) -> str:
    """The part of `merged` that these ledger lines mention, as canonical JSON; '' where they mention none of it."""
    if not merged:
        return ""
    mentioned = {identifier for line in lines for identifier in MENTIONED.findall(line)} & merged.keys()
    return canonical({identifier: merged[identifier] for identifier in sorted(mentioned)}) if mentioned else ""


def resolved(lines: Sequence[str], part: str) -> list[str]:
    """Ledger lines with the ids of a `restriction` replaced. A line that mentions none of them stays as it is."""
    if not part:
        return list(lines)
    merged: Mapping[str, str] = json.loads(part)
    return [_resolve_line(line, merged) if merged.keys() & set(MENTIONED.findall(line)) else line for line in lines]


def _resolve_line(line: str, merged: Mapping[str, str]) -> str:
    record, statements = from_line(line)
    return to_line(record, (found for s in statements if (found := apply_merges(s, merged)) is not None))


def apply_merges(statement: Statement, merged: Mapping[str, str]) -> Statement | None:
    """A statement with its ids replaced, or None for an arrow that would join a thing with itself."""
    properties = {name: _value(name, value, merged) for name, value in statement.properties.items()}
    if isinstance(statement, NodeStatement):
        kept = merged.get(statement.id, statement.id)
        if properties.get("within") == kept:
            del properties["within"]
        if kept != statement.id:
            properties["merged"] = sorted({*properties.get("merged", []), statement.id})
        return replace(statement, id=kept, properties=properties)
    start, end = merged.get(statement.start, statement.start), merged.get(statement.end, statement.end)
    if start == end and statement.start != statement.end:
        return None
    parts = tuple(merged.get(part, part) for part in statement.parts)
    return ArrowStatement(statement.type, start, end, parts, properties)


def _value(name: str, value: Any, merged: Mapping[str, str]) -> Any:
    if name not in _IDS_IN_PROPERTIES:
        return value
    if isinstance(value, list):
        return sorted({merged.get(item, item) for item in value})
    return merged.get(value, value)


assert all(prefix in NODE_BY_PREFIX for prefix in DECIDED_PREFIXES)
