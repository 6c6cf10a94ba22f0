"""What rests on each document: the things and the arrows that cite it, and where in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillon.graph.model import ARROWS, NODES

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader

_THINGS = tuple(kind.label for kind in NODES if kind.label not in ("Source", "Decision"))
_ARROWS = tuple(kind.type for kind in ARROWS if kind.evidenced)


@dataclass(frozen=True, slots=True)
class CitingThing:
    """A node that cites a document, and at which places of it ('' is the whole)."""

    id: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitingArrow:
    """An arrow of which some reading cites a document, and at which places of it."""

    type: str
    start: str
    end: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resting:
    """Everything that rests on one document, things by id, arrows by type and ends."""

    things: tuple[CitingThing, ...] = ()
    arrows: tuple[CitingArrow, ...] = ()


def evidence_index(reader: CypherReader) -> Mapping[str, Resting]:
    """Id of a document (`source:…`) → what rests on it, in two questions for the whole graph."""
    things: dict[str, list[CitingThing]] = defaultdict(list)
    arrows: dict[str, list[CitingArrow]] = defaultdict(list)
    nodes = [f"MATCH (n:{label}) RETURN n.id AS id, n.evidence AS evidence" for label in _THINGS]
    for row in reader.rows("\nUNION ALL\n".join(nodes)):
        for source, places in _cited(row["evidence"] or ()):
            things[source].append(CitingThing(row["id"], places))
    links = [
        f"MATCH (a)-[r:{type_}]->(b) RETURN '{type_}' AS type, a.id AS start, b.id AS end, coalesce(r.cited, r.evidence) AS evidence"
        for type_ in _ARROWS
    ]
    for row in reader.rows("\nUNION ALL\n".join(links)):
        for source, places in _cited(row["evidence"] or ()):
            arrows[source].append(CitingArrow(row["type"], row["start"], row["end"], places))
    return {
        source: Resting(
            tuple(sorted(things[source], key=lambda t: t.id)),
            tuple(sorted(arrows[source], key=lambda a: (_ARROWS.index(a.type), a.start, a.end, a.places))),
        )
        for source in {*things, *arrows}
    }


def _cited(evidence: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each document of a list of evidence, once, with the places in it."""
    found: dict[str, list[str]] = {}
    for item in evidence:
        document, _, place = item.partition("#")
        found.setdefault(f"source:{document}", []).append(place)
    for source, places in found.items():
        yield source, tuple(sorted(set(places) - {""}))
