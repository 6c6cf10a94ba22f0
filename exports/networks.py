"""The graph as a network of networkx, whose writers make the files of programs that draw and measure networks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from maillon.exports.csv_tables import cell_text
from maillon.exports.identity import arrow_id

if TYPE_CHECKING:
    from maillon.queries.exported import Exported, ExportedArrow, ExportedNode


def network(graph: Exported) -> nx.MultiDiGraph[str]:
    """Every node and arrow with its properties as attributes, lists joined by ` | `; `label` is what a program writes beside it.

    The key of an arrow is its id.
    """
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        label = _xml(str(node.properties.get("name") or node.id))
        drawn.add_node(node.id, label=label, labels=" | ".join(node.labels), **_attributes(node.properties))
    for arrow in graph.arrows:
        drawn.add_edge(arrow.start, arrow.end, key=arrow_id(arrow), label=arrow.type, **_attributes(arrow.properties))
    return drawn


def interval(thing: ExportedNode | ExportedArrow, first: str, last: str) -> dict[str, str]:
    """Two days of a thing, by the names of their properties, as `start` and `end`; one that is not known is not there."""
    start, end = thing.properties.get(first), thing.properties.get(last)
    if start and end and end < start:  # two readings that leave no day between them
        return {}
    return {name: day for name, day in (("start", start), ("end", end)) if day}


def _attributes(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v if isinstance(v, (int, float)) else _xml(cell_text(v)) for k, v in properties.items() if k != "id"}


def _xml(text: str) -> str:
    """Text without the control characters that XML 1.0 cannot hold."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
