"""Folding: parties that stand in exactly the same place of the picture become one card with a count.

Lossless by construction: two parties fold only if they are of one kind, nothing that the picture shows tells them apart
but their name, and every relation and incident of the one is word for word (dates and status included, documents aside)
a relation or incident of the other. So whoever reaches, or is reached from, one of them reaches all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

from maillon.queries.subgraph import Arrow, Node
from maillon.reports.picture.roles import role_of

if TYPE_CHECKING:
    from maillon.queries.neighbourhood import Neighbourhood

FEWEST = 4
"""So many identical parties fold; fewer stay apart."""

_TOLD_APART = tuple(f.name for f in fields(Arrow) if f.name not in ("start", "end", "evidence", "note_fr", "note_en"))
_OWN = ("size_low", "size_high", "size_as_of", "count_low", "count_high", "within", "partition", "people")


def folds(n: Neighbourhood, keep: Collection[str] = ()) -> list[list[str]]:
    """Groups of ids that fold, each sorted, in a stable order. Ids in `keep` stay apart."""
    places: dict[str, list[Hashable]] = defaultdict(list)
    for relation in n.relations:
        arrow = relation.arrow
        said = tuple(getattr(arrow, name) for name in _TOLD_APART)
        places[arrow.start].append(("out", arrow.end, said))
        places[arrow.end].append(("in", arrow.start, said))
    for node_id, marks in _marks(n).items():
        places[node_id] += marks
    apart = {*keep, *n.start, *_pointed_within(n.nodes)}
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for node in n.nodes:
        if node.id not in apart and node.named:
            groups[role_of(node).key, _own(node), frozenset(places[node.id]), len(places[node.id])].append(node.id)
    return sorted(sorted(ids) for ids in groups.values() if len(ids) >= FEWEST)


def _own(node: Node) -> Hashable:
    return tuple(node.properties.get(name) for name in _OWN)


def _pointed_within(nodes: Iterable[Node]) -> set[str]:
    """Cohorts and groups that contain others stay apart: the count of their members depends on which they are."""
    return {str(node.properties["within"]) for node in nodes if "within" in node.properties}


def _marks(n: Neighbourhood) -> Mapping[str, list[Hashable]]:
    marks: dict[str, list[Hashable]] = defaultdict(list)
    for answer in n.incidents:
        for place in (*answer.compromised, *answer.entered_through):
            marks[place.party].append((answer.incident.id, place.role, place.status))
        for shown in answer.affected:
            marks[shown.party].append((answer.incident.id, shown.outcome, shown.effect, shown.low, shown.high, shown.status))
    return marks
