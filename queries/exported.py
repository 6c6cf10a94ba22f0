"""The whole graph as plain values: taken from a store, written to a file, read back, and walked like a store.

A file holds `{"format": "maillon-export", "version": 1, "nodes": […], "arrows": […]}`, sorted, so that the same graph gives the
same bytes. Dates are ISO 8601. What the store keeps for itself (`said`, `search`) is left out.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from maillon.graph.model import ARROW_BY_TYPE, GOVERNANCE_TYPES, NODE_BY_LABEL, TRUST_TYPES, arrow_properties, label_of
from maillon.queries.library import json_value
from maillon.queries.messages import messages
from maillon.queries.subgraph import HIDDEN, Reader, arrows_query, nodes_query
from maillon.wording import RefusedError, reason_of

FORMAT, VERSION = "maillon-export", 1


class ExportError(RefusedError):
    """A file is no export that this version reads; the message says which file and why."""


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


def ids_query(label: str) -> str:
    """Cypher for the ids of all nodes of a primary label."""
    return f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id"


@dataclass(frozen=True)
class Exported:
    """A graph at rest, sorted by id (arrows by type, ends and properties)."""

    nodes: tuple[ExportedNode, ...]
    arrows: tuple[ExportedArrow, ...]

    @cached_property
    def _by_id(self) -> dict[str, ExportedNode]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def _around(self) -> dict[tuple[str, bool], list[ExportedArrow]]:
        around: dict[tuple[str, bool], list[ExportedArrow]] = defaultdict(list)
        for arrow in self.arrows:
            around[arrow.start, False].append(arrow)
            around[arrow.end, True].append(arrow)
        return around

    def read(self, text: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Answer the queries by which answers walk a graph: ids of a label, nodes and arrows of given ids.

        Raises:
            ExportError: any other query; it needs a store.
        """
        if text not in _QUERIES:
            raise ExportError(messages("export.cypher"))
        kind, label, backward, types = _QUERIES[text]
        if kind == "ids":
            return [{"id": node.id} for node in self.nodes if label in node.labels]
        ids = [i for i in parameters["ids"] if i in self._by_id and label in self._by_id[i].labels]
        if kind == "nodes":
            found = [self._by_id[i] for i in ids]
            return [{"id": n.id, "labels": list(n.labels), "properties": _dated(n.properties, _NODE_DATES)} for n in found]
        return [_row(a) for i in ids for a in self._around.get((i, backward), ()) if a.type in types]


def _queries() -> dict[str, tuple[str, str, bool, tuple[str, ...]]]:
    known: dict[str, tuple[str, str, bool, tuple[str, ...]]] = {}
    for label in NODE_BY_LABEL:
        known[ids_query(label)] = ("ids", label, False, ())
        known[nodes_query(label)] = ("nodes", label, False, ())
        for types in (TRUST_TYPES, GOVERNANCE_TYPES):
            for backward in (False, True):
                known[arrows_query(label, backward, types)] = ("arrows", label, backward, types)
    return known


_QUERIES = _queries()
_NODE_DATES = frozenset(p.name for kind in NODE_BY_LABEL.values() for p in kind.properties if p.type == "date")
_ARROW_DATES = frozenset(p.name for kind in ARROW_BY_TYPE.values() for p in arrow_properties(kind) if p.type == "date")
_ARROW_FIELDS = {p.name: None for types in (TRUST_TYPES, GOVERNANCE_TYPES) for t in types for p in arrow_properties(ARROW_BY_TYPE[t])}


def _dated(properties: Mapping[str, Any], dates: frozenset[str]) -> dict[str, Any]:
    return {k: dt.date.fromisoformat(v) if k in dates and isinstance(v, str) else v for k, v in properties.items()}


def _row(arrow: ExportedArrow) -> dict[str, Any]:
    return {"type": arrow.type, "start": arrow.start, "end": arrow.end, **_ARROW_FIELDS, **_dated(arrow.properties, _ARROW_DATES)}


def export_graph(store: Reader) -> Exported:
    """Everything that people see of the graph in a store."""
    nodes = [
        ExportedNode(row["id"], tuple(sorted(row["labels"])), _shown(row["properties"]))
        for label in NODE_BY_LABEL
        for row in store.read(f"MATCH (n:{label}) RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties ORDER BY id")
    ]
    arrows = [
        ExportedArrow(type_, row["start"], row["end"], _shown(row["properties"]))
        for type_ in ARROW_BY_TYPE
        for row in store.read(f"MATCH (a)-[r:{type_}]->(b) RETURN a.id AS start, b.id AS end, properties(r) AS properties")
    ]
    return Exported(
        tuple(sorted(nodes, key=lambda n: n.id)),
        tuple(sorted(arrows, key=lambda a: (a.type, a.start, a.end, json.dumps(a.properties, sort_keys=True)))),
    )


def _shown(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {k: json_value(v) for k, v in sorted(properties.items()) if k not in HIDDEN and v is not None}


def as_json(graph: Exported) -> str:
    """The text of a file; the same graph always gives the same bytes."""
    body = {
        "format": FORMAT,
        "version": VERSION,
        "nodes": [{"id": n.id, "labels": list(n.labels), "properties": dict(n.properties)} for n in graph.nodes],
        "arrows": [{"type": a.type, "start": a.start, "end": a.end, "properties": dict(a.properties)} for a in graph.arrows],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def from_file(path: Path) -> Exported:
    """Read a file that `maillon export json` wrote.

    Raises:
        ExportError: it cannot be read, is no such file, or was written by a newer version.
    """
    try:
        body = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else messages("export.no_json")
        raise ExportError(messages("export.unreadable", path=path, reason=reason)) from error
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise ExportError(messages("export.other", path=path))
    if body.get("version") != VERSION:
        raise ExportError(messages("export.version", path=path, found=body.get("version"), known=VERSION))
    try:
        nodes = [ExportedNode(n["id"], tuple(n["labels"]), n["properties"]) for n in body["nodes"]]
        arrows = [ExportedArrow(a["type"], a["start"], a["end"], a["properties"]) for a in body["arrows"]]
        for node in nodes:
            label_of(node.id)
            _dated(node.properties, _NODE_DATES)
        for arrow in arrows:
            if arrow.type not in ARROW_BY_TYPE:
                raise ExportError(messages("export.arrow", path=path, type=arrow.type))
            _dated(arrow.properties, _ARROW_DATES)
    except (KeyError, TypeError, AttributeError) as error:
        raise ExportError(messages("export.lacks", path=path, what=error)) from error
    except ExportError:
        raise
    except ValueError as error:
        raise ExportError(messages("export.wrong", path=path, reason=reason_of(error))) from error
    return Exported(tuple(nodes), tuple(arrows))
