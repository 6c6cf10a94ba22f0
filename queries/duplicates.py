"""Which organisations may be one: what is sure, what is to be decided and why, and which decisions contradict one another.

Nothing is merged here: `commands/duplicates.py` joins what is sure where it is asked to, and a person decides the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from maillon.graph.decisions import PairVerdict, conflicting_decisions
from maillon.queries.json_value import json_value
from maillon.queries.resolution.candidates import ORGANISATIONS, Candidate
from maillon.queries.resolution.tiers import THRESHOLD, Tiers, tiers

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader

DECISIONS_MADE = """
MATCH (d:Decision)
RETURN d.id AS id, d.verdict AS verdict, d.subjects AS subjects, d.keep AS keep, d.decided_by AS decided_by, d.decided_on AS decided_on
ORDER BY id
"""
ORGANISATION_IDS = "MATCH (o:Organisation) RETURN o.id AS id ORDER BY id"
RELATED = """
MATCH (a:Organisation)-[r]->(b:Organisation) WHERE a.id <> b.id
RETURN DISTINCT a.id AS one, b.id AS other ORDER BY one, other
"""
MERGED_IDS = "MATCH (n:Organisation) WHERE n.merged IS NOT NULL RETURN n.id AS id, n.merged AS ids ORDER BY id"
FORMER_IDS = "MATCH (n:Organisation) WHERE n.former_ids IS NOT NULL RETURN n.id AS id, n.former_ids AS ids ORDER BY id"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What may be one, by tier; decisions that contradict one another, each with who decided it and when; subjects that nobody knows."""

    tiers: Tiers
    contradictions: tuple[tuple[Mapping[str, Any], ...], ...]
    unknown: tuple[str, ...]


def duplicates(reader: CypherReader, *, threshold: int = THRESHOLD, names: bool = False, of: Collection[str] | None = None) -> Proposed:
    """What nobody has decided yet, and what was decided in two ways.

    Args:
        reader: of the graph.
        threshold: the least score of a pair to be decided.
        names: take what bears one telling name, where no list gives a place, for sure.
        of: only what may be one with one of these ids.

    Raises:
        StoreError: the store cannot be reached.
    """
    candidates = [Candidate.of(row) for row in reader.rows(ORGANISATIONS)]
    decided = decisions_made(reader)
    present = present_ids(reader, {c.id for c in candidates}, decided)
    verdicts = [PairVerdict(d["verdict"], tuple(d["subjects"]), d["keep"]) for d in decided]
    apart = {
        pair
        for verdict in verdicts
        if verdict.verdict != "unsure"
        for pair in combinations(sorted({present.get(s, s) for s in verdict.subjects}), 2)
    }
    apart |= {
        (min(row["one"], row["other"]), max(row["one"], row["other"])) for row in reader.rows(RELATED)
    }  # nobody is their own supplier
    found = _contradictions(decided, present)
    unknown = sorted({s for v in verdicts for s in v.subjects if s.startswith("org:")} - {c.id for c in candidates} - present.keys())
    return Proposed(tiers(candidates, threshold=threshold, names=names, apart=apart, of=of), found, tuple(unknown))


def decisions_made(reader: CypherReader) -> list[dict[str, Any]]:
    """Every decision of the graph, with who took it and when.

    Raises:
        StoreError: the store cannot be reached.
    """
    return [{name: json_value(value) for name, value in row.items()} for row in reader.rows(DECISIONS_MADE)]


def contradictions_of(reader: CypherReader, decided: Sequence[Mapping[str, Any]]) -> tuple[tuple[Mapping[str, Any], ...], ...]:
    """The groups of decisions that cannot all be right.

    Raises:
        StoreError: the store cannot be reached.
    """
    return _contradictions(
        decided, present_ids(reader, {row["id"] for row in reader.rows(ORGANISATION_IDS)} if decided else set(), decided)
    )


def _contradictions(decided: Sequence[Mapping[str, Any]], present: Mapping[str, str]) -> tuple[tuple[Mapping[str, Any], ...], ...]:
    verdicts = [PairVerdict(d["verdict"], tuple(sorted({present.get(s, s) for s in d["subjects"]})), d["keep"]) for d in decided]
    return tuple(tuple(decided[position] for position in group) for group in conflicting_decisions(verdicts))


def present_ids(reader: CypherReader, there: set[str], decided: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Of subjects that have no node of their own: the node that stands for them, because of a decision or by a former id.

    Raises:
        StoreError: the store cannot be reached.
    """
    missing = {s for d in decided for s in d["subjects"] if s.startswith("org:")} - there
    found: dict[str, str] = {}
    for query in (MERGED_IDS, FORMER_IDS) if missing else ():
        holders: dict[str, list[str]] = {}
        for row in reader.rows(query):
            for old in missing.intersection(row["ids"]):
                holders.setdefault(old, []).append(row["id"])
        found = {old: ids[0] for old, ids in holders.items() if len(ids) == 1} | found
    return found
