"""Nodes, arrows and paths of a person's query as Cypher writes them, for people; JSON keeps the plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

_REPEATED = frozenset({"_labels", "_type", "_start", "_end", "roles", "search"})
"""Told by the labels or made for the search: they would only crowd the line."""
_FIRST = ("id", "name")


def readable(value: Any) -> Any:
    """A cell for a table: entities as text, everything else as it is."""
    if isinstance(value, Mapping):
        if "_labels" in value:
            return node_text(value)
        if "_type" in value:
            return f"({value['_start']}){arrow_text(value)}->({value['_end']})"
        return {name: readable(item) for name, item in value.items()}
    if _is_path(value):
        return path_text(value)
    if isinstance(value, list | tuple):
        return [readable(item) for item in value]
    return value


def node_text(node: Mapping[str, Any]) -> str:
    """`(:Organisation:Insurer {id: "org:a", name: "A", …})`."""
    labels = "".join(f":{label}" for label in node["_labels"])
    return f"({labels}{_properties(node, bool(labels))})"


def arrow_text(arrow: Mapping[str, Any]) -> str:
    """`-[:USES {service: "…"}]-`, without its ends."""
    return f"-[:{arrow['_type']}{_properties(arrow, True)}]"


def path_text(path: Sequence[Mapping[str, Any]]) -> str:
    """`(org:a)-[:DELEGATES_TO]->(org:b)<-[:USES]-(org:c)`: ids and types, in the direction of each arrow."""
    text = f"({path[0].get('id', '')})"
    for place in range(1, len(path), 2):
        arrow, before, after = path[place], path[place - 1], path[place + 1]
        forwards = arrow["_start"] == before.get("id")
        text += f"-[:{arrow['_type']}]->" if forwards else f"<-[:{arrow['_type']}]-"
        text += f"({after.get('id', '')})"
    return text


def _is_path(value: Any) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) % 2 == 1
        and all(isinstance(step, Mapping) and ("_type" if place % 2 else "_labels") in step for place, step in enumerate(value))
        # A list of one node is no path that anyone asked for.
        and len(value) > 1
    )


def _properties(entity: Mapping[str, Any], spaced: bool) -> str:
    names = [name for name in _FIRST if name in entity] + sorted(name for name in entity if name not in _FIRST and name not in _REPEATED)
    shown = ", ".join(f"{name}: {_value(entity[name])}" for name in names if entity[name] not in (None, "", []))
    return f"{' ' if spaced else ''}{{{shown}}}" if shown else ""


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
