"""The graph as two tables, `nodes.csv` and `arrows.csv`; texts that a spreadsheet would run as a formula are guarded."""

from __future__ import annotations

from typing import Any

from maillon.exports import Files
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.exported import export_graph
from maillon.reports.document import Table, csv_text, shown


def files(reader: CypherReader) -> Files:
    """The two tables; lists are joined by ` | `."""
    graph = export_graph(reader)
    node_keys = sorted({k for n in graph.nodes for k in n.properties} - {"id"})
    arrow_keys = sorted({k for a in graph.arrows for k in a.properties})
    nodes = [[n.id, " | ".join(n.labels), *(n.properties.get(k) for k in node_keys)] for n in graph.nodes]
    arrows = [[a.type, a.start, a.end, *(a.properties.get(k) for k in arrow_keys)] for a in graph.arrows]
    yield "nodes.csv", [csv_text(Table(["id", "labels", *node_keys], nodes), cell_text)]
    yield "arrows.csv", [csv_text(Table(["type", "start", "end", *arrow_keys], arrows), cell_text)]


def cell_text(value: Any) -> str:
    """A value of a property as text."""
    return " | ".join(shown(v) for v in value) if isinstance(value, list) else shown(value)
