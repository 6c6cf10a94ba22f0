"""The graph as files for other programs: JSON (comes back with `diff`), CSV (two tables), GraphML (Gephi, yEd, networkx).

Every export of `commands.export.EXPORTS` is such a function: from a store to its files, each a name ('' where there is only
one) and its text in pieces, so that a large graph need not be held whole.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from maillon.queries.exported import as_json, export_graph
from maillon.queries.subgraph import Reader
from maillon.reports.document import guarded, shown

Files: TypeAlias = Iterator[tuple[str, Iterable[str]]]


def json_files(store: Reader) -> Files:
    """One file, `queries.exported` says of what."""
    yield "", [as_json(export_graph(store))]


def csv_files(store: Reader) -> Files:
    """`nodes.csv` and `arrows.csv`; texts that a spreadsheet would run as a formula are guarded, lists are joined by ` | `."""
    graph = export_graph(store)
    node_keys = sorted({k for n in graph.nodes for k in n.properties} - {"id"})
    arrow_keys = sorted({k for a in graph.arrows for k in a.properties})
    nodes = [[n.id, " | ".join(n.labels), *(n.properties.get(k) for k in node_keys)] for n in graph.nodes]
    arrows = [[a.type, a.start, a.end, *(a.properties.get(k) for k in arrow_keys)] for a in graph.arrows]
    yield "nodes.csv", [_table(["id", "labels", *node_keys], nodes)]
    yield "arrows.csv", [_table(["type", "start", "end", *arrow_keys], arrows)]


def _table(heads: list[str], rows: list[list[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([c if isinstance(c, (int, float)) and not isinstance(c, bool) else guarded(_cell(c)) for c in row])
    return out.getvalue()


def _cell(value: Any) -> str:
    return " | ".join(shown(v) for v in value) if isinstance(value, list) else shown(value)


def graphml_files(store: Reader) -> Files:
    """One GraphML file with typed attributes; lists are joined by ` | `."""
    import networkx as nx

    graph = export_graph(store)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        network.add_node(node.id, labels=" | ".join(node.labels), **_attributes(node.properties, {"id"}))
    for number, arrow in enumerate(graph.arrows):
        network.add_edge(arrow.start, arrow.end, key=f"a{number}", type=arrow.type, **_attributes(arrow.properties, {"type"}))
    yield "", (f"{line}\n" for line in nx.generate_graphml(network))


def _attributes(properties: Any, without: set[str]) -> dict[str, Any]:
    return {k: v if isinstance(v, (int, float)) else _xml(_cell(v)) for k, v in properties.items() if k not in without}


def _xml(text: str) -> str:
    """Text without the control characters that XML 1.0 cannot hold."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
