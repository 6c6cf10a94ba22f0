"""Everything that the graph holds about one node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillon.graph.model import ARROW_BY_TYPE
from maillon.queries.evidence import cited_documents
from maillon.queries.json_value import json_value
from maillon.queries.typed_values import KEPT_BY_STORE

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader, Row
    from maillon.queries.subgraph import Node

DECISIONS_ON = """
MATCH (d:Decision) WHERE any(subject IN d.subjects WHERE subject IN $ids)
RETURN d.id AS id, d.verdict AS verdict, d.subjects AS subjects, d.decided_by AS decided_by, d.decided_on AS decided_on, d.why AS why,
  d.evidence AS evidence
ORDER BY decided_on, id
"""


@dataclass(frozen=True, slots=True)
class AttachedArrow:
    """One arrow at the node, with its properties as plain values."""

    type: str
    start: str
    end: str
    properties: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, ...]:
        """The key properties, which tell it from other arrows of its type between the same ends."""
        return tuple(str(self.properties.get(name, "")) for name in ARROW_BY_TYPE[self.type].key)


@dataclass(frozen=True, slots=True)
class ShowAnswer:
    """A node, its arrows, the names of the other ends, the documents cited, and who decided which ids are it or are not."""

    node: Node
    links: tuple[AttachedArrow, ...]
    names: Mapping[str, Node]
    sources: Mapping[str, Node]
    decisions: tuple[Mapping[str, Any], ...] = ()


def show(reader: CypherReader, node_id: str) -> ShowAnswer:
    """Everything about `node_id`, which exists."""
    links = sorted((_attached(row) for row in reader.around(node_id)), key=lambda a: (a.type, a.start, a.end, *a.key))
    speakers = {by for link in links for said in (link.properties.get("by"), *_speakers(link)) for by in said or ()}
    names = reader.nodes({end for link in links for end in (link.start, link.end)} | speakers | {node_id})
    node = names[node_id]
    arrows = [link.properties for link in links]
    cited = {*(node.properties.get("evidence") or ()), *(e for p in arrows for e in p.get("cited") or p.get("evidence") or ())}
    sources = cited_documents(reader, cited)
    decided = reader.rows(DECISIONS_ON, ids=[node.id, *(node.properties.get("merged") or ())])
    decisions = tuple({k: json_value(v) for k, v in row.items()} for row in decided)
    return ShowAnswer(node, tuple(links), names, sources, decisions)


def _speakers(link: AttachedArrow) -> list[list[str]]:
    """Who makes each of the readings of an arrow, where there are several."""
    return [text.split() for text in link.properties.get("each_by") or ()]


def _attached(row: Row) -> AttachedArrow:
    shown = {k: json_value(v) for k, v in sorted(row["properties"].items()) if k not in KEPT_BY_STORE and v is not None}
    return AttachedArrow(row["type"], row["start"], row["end"], shown)
