"""The whole graph as plain values, taken from a store: what people see of it. What the store keeps for itself is left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillon.graph.model import ARROW_BY_TYPE, NODE_BY_LABEL
from maillon.graph.statements import VIEW_VERSION
from maillon.graph.store.cypher import DATASET
from maillon.queries.json_value import json_value
from maillon.queries.typed_values import KEPT_BY_STORE

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader


@dataclass(frozen=True, slots=True)
class ExportedNode:
    """One node; `properties` are plain values."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExportedArrow:
    """One arrow between two node ids."""

    type: str
    start: str
    end: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Exported:
    """A whole graph: nodes sorted by id, arrows by type, ends and properties. Dates are ISO 8601.

    `view` is the version of the rules that made it of its statements (`graph.statements.VIEW_VERSION`); None: not known.
    """

    nodes: tuple[ExportedNode, ...]
    arrows: tuple[ExportedArrow, ...]
    view: int | None = VIEW_VERSION


SAID = frozenset({"said", "said_n"})
"""The statements behind a node or an arrow, and how many records make each."""

VIEW = f"MATCH (d:{DATASET}) RETURN min(coalesce(d.view_version, 1)) AS view"


def export_graph(reader: CypherReader, *, said: bool = False) -> Exported:
    """Everything that people see of the graph in a store; `said`: with the statements behind each thing, as the store keeps them."""
    nodes = [
        ExportedNode(row["id"], tuple(sorted(row["labels"])), exported_properties(row["properties"], said=said))
        for label in NODE_BY_LABEL
        for row in reader.rows(f"MATCH (n:{label}) RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties")
    ]
    arrows = [
        ExportedArrow(type_, row["start"], row["end"], exported_properties(row["properties"], said=said))
        for type_ in ARROW_BY_TYPE
        for row in reader.rows(f"MATCH (a)-[r:{type_}]->(b) RETURN a.id AS start, b.id AS end, properties(r) AS properties")
    ]
    return Exported(
        tuple(sorted(nodes, key=lambda n: n.id)),
        tuple(sorted(arrows, key=lambda a: (a.type, a.start, a.end, json.dumps(a.properties, sort_keys=True)))),
        next((row["view"] for row in reader.rows(VIEW) if row["view"] is not None), VIEW_VERSION),
    )


def exported_properties(properties: Mapping[str, Any], *, said: bool = False) -> dict[str, Any]:
    """The properties of a node or arrow as plain values, without what the store keeps for itself, but `said` where it is asked for."""
    kept = KEPT_BY_STORE - SAID if said else KEPT_BY_STORE
    return {k: json_value(v) for k, v in sorted(properties.items()) if k not in kept and v is not None}
