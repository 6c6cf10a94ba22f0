"""Values of the driver as plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_HIDDEN = frozenset({"said", "said_n"})


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a person's query. `truncated` is true when there were more rows than asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


def plain_value(value: Any) -> Any:
    """A value as plain Python: dates of `datetime`, a node as a dict with `_labels`, an arrow with `_type`, `_start`, `_end`.

    A path is the list of its nodes and arrows in turn, a duration its ISO text. What the store
    keeps for itself (`said`) does not show.
    """
    from neo4j.graph import Node, Path, Relationship
    from neo4j.time import Duration

    if isinstance(value, Node):
        return {"_labels": sorted(value.labels), **_properties(value)}
    if isinstance(value, Relationship):
        ends = {"_start": _id(value.start_node), "_end": _id(value.end_node)}
        return {"_type": value.type, **ends, **_properties(value)}
    if isinstance(value, Path):
        steps: list[Any] = [plain_value(value.start_node)]
        for arrow, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [plain_value(arrow), plain_value(node)]
        return steps
    if isinstance(value, Duration):
        return value.iso_format()
    if isinstance(value, dict):
        return {name: plain_value(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_value(item) for item in value]
    return value.to_native() if hasattr(value, "to_native") else value


def _id(node: Any) -> Any:
    return None if node is None else node.get("id")


def _properties(entity: Any) -> dict[str, Any]:
    return {name: plain_value(value) for name, value in sorted(entity.items()) if name not in _HIDDEN and value is not None}
