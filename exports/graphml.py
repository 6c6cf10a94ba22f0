"""The graph as one GraphML file with typed attributes, for Gephi, yEd or networkx; lists are joined by ` | `."""

from __future__ import annotations

from typing import Any

import networkx as nx

from maillon.exports import Files
from maillon.exports.csv_tables import cell_text
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.exported import export_graph


def files(reader: CypherReader) -> Files:
    """One file."""
    graph = export_graph(reader)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        network.add_node(node.id, labels=" | ".join(node.labels), **_attributes(node.properties, {"id"}))
    for number, arrow in enumerate(graph.arrows):
        network.add_edge(arrow.start, arrow.end, key=f"a{number}", type=arrow.type, **_attributes(arrow.properties, {"type"}))
    yield "", (f"{line}\n" for line in nx.generate_graphml(network))


def _attributes(properties: Any, without: set[str]) -> dict[str, Any]:
    return {k: v if isinstance(v, (int, float)) else _xml(cell_text(v)) for k, v in properties.items() if k not in without}


def _xml(text: str) -> str:
    """Text without the control characters that XML 1.0 cannot hold."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
