"""The JSON Schema of our own JSON file, made of the model: for programs that read or check what `export` writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from maillon.exports.columns import ARROW_PROPERTIES, NODE_PROPERTIES
from maillon.exports.maillon_json import FORMAT, VERSION
from maillon.graph.model import ARROWS, LABELS, NODE_BY_LABEL, NODES, ArrowKind, Property

_TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "float": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "string list": {"type": "array", "items": {"type": "string"}},
    "integer list": {"type": "array", "items": {"type": "integer"}},
}


def export_schema() -> dict[str, Any]:
    """The schema of a file. Properties that a later model adds may stand beside those named."""
    node = {
        "type": "object",
        "required": ["id", "labels", "properties"],
        "properties": {
            "id": _ids(kind.label for kind in NODES),
            "labels": {"type": "array", "items": {"enum": sorted(LABELS)}, "minItems": 1, "uniqueItems": True},
            "properties": _properties(NODE_PROPERTIES.values()),
        },
    }
    arrow = {
        "type": "object",
        "required": ["type", "start", "end", "properties"],
        "properties": {
            "type": {"enum": [kind.type for kind in ARROWS]},
            "start": {"type": "string"},
            "end": {"type": "string"},
            "properties": _properties(ARROW_PROPERTIES.values()),
        },
        "allOf": [_ends(kind) for kind in ARROWS],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "maillon export",
        "type": "object",
        "required": ["format", "version", "nodes", "arrows"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "view": {"type": ["integer", "null"], "description": "version of the rules that made the graph of what was said"},
            "nodes": {"type": "array", "items": node},
            "arrows": {"type": "array", "items": arrow},
        },
    }


def _properties(known: Iterable[Property]) -> dict[str, Any]:
    by_name = {p.name: {**_TYPES[p.type], "description": p.meaning} for p in sorted(known, key=lambda p: p.name) if p.name != "id"}
    return {"type": "object", "properties": by_name}


def _ids(labels: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^({'|'.join(NODE_BY_LABEL[label].prefix for label in labels)}):."}


def _ends(kind: ArrowKind) -> dict[str, Any]:
    """Where an arrow of a type may start and end."""
    meant = {"properties": {"type": {"const": kind.type}}}
    return {"if": meant, "then": {"description": kind.sentence, "properties": {"start": _ids(kind.starts), "end": _ids(kind.ends)}}}
