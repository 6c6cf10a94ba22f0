"""Values of the driver as plain Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from maillon.graph.store.cypher import BOOKKEEPING

_HIDDEN = frozenset({"said", "said_n"})
_AS_THEY_ARE = (str, int, float, bool, type(None), bytes)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a person's query. `truncated` is true when there were more rows than asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


def plain_value(value: Any, ends: Mapping[str, Any] | None = None) -> Any:
    """A value as plain Python: dates of `datetime`, a node as a dict with `_labels`, an arrow with `_type`, `_start`, `_end`.

    A path is the list of its nodes and arrows in turn, a duration its ISO text, as is a time finer than a microsecond; a point is
    a dict of its coordinates with their `srid`. What the store keeps for itself (`said`) does not show, and of the nodes of its
    ledger neither does what they pack: only how many bytes of it there are (`size`).

    Args:
        value: of the driver.
        ends: the ids of nodes that the engine only named (`bare_ends`), by their `element_id`.
    """
    if type(value) in _AS_THEY_ARE:
        return value
    from neo4j.graph import Node, Path, Relationship
    from neo4j.spatial import Point
    from neo4j.time import DateTime, Duration, Time

    if isinstance(value, Node):
        return {"_labels": sorted(value.labels), **_node(value)}
    if isinstance(value, Relationship):
        known = ends or {}
        return {"_type": value.type, "_start": _id(value.start_node, known), "_end": _id(value.end_node, known), **_properties(value)}
    if isinstance(value, Path):
        steps: list[Any] = [plain_value(value.start_node)]
        for arrow, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [plain_value(arrow), plain_value(node)]
        return steps
    if isinstance(value, Duration) or (isinstance(value, (DateTime, Time)) and value.nanosecond % 1000):
        return value.iso_format()
    if isinstance(value, Point):
        return {"srid": value.srid, **dict(zip("xyz", value, strict=False))}
    if isinstance(value, dict):
        return {name: plain_value(item, ends) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_value(item, ends) for item in value]
    return value.to_native() if hasattr(value, "to_native") else value


def bare_ends(value: Any) -> Iterator[str]:
    """The nodes that a value names only by `element_id`: the ends of an arrow that is returned without them."""
    if type(value) in _AS_THEY_ARE:
        return
    from neo4j.graph import Relationship

    if isinstance(value, Relationship):
        yield from (node.element_id for node in value.nodes if node is not None and "id" not in node)
    elif isinstance(value, dict):
        for item in value.values():
            yield from bare_ends(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from bare_ends(item)


def _id(node: Any, ends: Mapping[str, Any]) -> Any:
    return None if node is None else node.get("id", ends.get(node.element_id))


def _node(node: Any) -> dict[str, Any]:
    if not any(label in BOOKKEEPING for label in node.labels):
        return _properties(node)
    packed = [len(value) for value in node.values() if isinstance(value, (bytes, bytearray))]
    said = {name: value for name, value in _properties(node).items() if not isinstance(value, (bytes, bytearray, list))}
    return {**said, **({"size": sum(packed)} if packed else {})}


def _properties(entity: Any) -> dict[str, Any]:
    return {name: plain_value(value) for name, value in sorted(entity.items()) if name not in _HIDDEN and value is not None}
