"""The graph as two tables, `nodes.csv` and `arrows.csv`, with a Data Package that says what each column is.

Texts that a spreadsheet would run as a formula are guarded; lists are joined by ` | `. `datapackage.json` is a Tabular Data Package
of Frictionless Data: types of columns, keys, and which arrow ends at which node.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maillon.exports.columns import ARROW_PROPERTIES, NODE_PROPERTIES
from maillon.exports.identity import arrow_id
from maillon.graph.store.cypher import DATASET
from maillon.queries.full_graph import stored_nodes
from maillon.reports.document import Table, csv_text, shown

if TYPE_CHECKING:
    from maillon.exports import Files
    from maillon.exports.manner import Manner
    from maillon.graph.model import Property
    from maillon.queries.cypher_reader import CypherReader

_TYPES = {"string": "string", "integer": "integer", "float": "number", "boolean": "boolean", "date": "date"}
"""Type of a property → type of a column; lists are text."""


def files(reader: CypherReader, manner: Manner) -> Files:
    """The two tables and their description."""
    graph = manner.graph(reader)
    node_keys = sorted({k for n in graph.nodes for k in n.properties} - {"id"})
    arrow_keys = sorted({k for a in graph.arrows for k in a.properties})
    nodes = [[n.id, " | ".join(n.labels), *(n.properties.get(k) for k in node_keys)] for n in graph.nodes]
    arrows = [[a.type, a.start, a.end, arrow_id(a), *(a.properties.get(k) for k in arrow_keys)] for a in graph.arrows]
    yield "nodes.csv", [csv_text(Table(["id", "labels", *node_keys], nodes), cell_text)]
    yield "arrows.csv", [csv_text(Table(["type", "start", "end", "id", *arrow_keys], arrows), cell_text)]
    described = {
        "profile": "tabular-data-package",
        "name": "maillon",
        "title": "maillon: a graph of who trusts whom with health data",
        **_origins([properties for _, properties in stored_nodes(reader, DATASET)]),
        "resources": [
            _resource("nodes", [_ID, _column("labels", None), *(_column(k, NODE_PROPERTIES.get(k)) for k in node_keys)]),
            _resource(
                "arrows",
                [*map(_required, ("type", "start", "end")), _ID, *(_column(k, ARROW_PROPERTIES.get(k)) for k in arrow_keys)],
                ends=("start", "end"),
            ),
        ],
    }
    yield "datapackage.json", [json.dumps(described, ensure_ascii=False, indent=2) + "\n"]


def cell_text(value: Any) -> str:
    """A value of a property as text."""
    return " | ".join(shown(v) for v in value) if isinstance(value, list) else shown(value)


def _resource(name: str, columns: Sequence[Mapping[str, Any]], ends: Iterable[str] = ()) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": columns, "primaryKey": "id", "missingValues": [""]}
    keys = [{"fields": end, "reference": {"resource": "nodes", "fields": "id"}} for end in ends]
    if keys:
        schema["foreignKeys"] = keys
    about = {"name": name, "path": f"{name}.csv", "profile": "tabular-data-resource"}
    return {**about, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": schema}


def _required(name: str) -> dict[str, Any]:
    return {"name": name, "type": "string", "constraints": {"required": True}}


_ID = {"name": "id", "type": "string", "constraints": {"required": True, "unique": True}}


def _column(name: str, known: Property | None) -> dict[str, Any]:
    """A column; a list, and what the model does not know, is text."""
    column: dict[str, Any] = {"name": name, "type": _TYPES.get(known.type if known else "", "string")}
    if column["type"] == "boolean":
        column |= {"trueValues": [shown(True)], "falseValues": [shown(False)]}
    if known is not None:
        column["description"] = known.meaning + ("; a list, joined by ' | '" if known.type.endswith("list") else "")
    return column


def _version(dataset: Mapping[str, Any]) -> dict[str, str]:
    """The version that a data set says that it is, and the day of that version."""
    described = json.loads(dataset["description"]) if dataset.get("description") else {}
    return {name: described[name] for name in ("version", "published_on") if isinstance(described.get(name), str)}


def _origins(datasets: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The data sets that the graph was made of, and the licences that they name."""
    told: dict[str, Any] = {}
    sources = [{"title": found.get("title") or found["id"], **_version(found)} for found in datasets]
    licences = sorted({str(found["licence"]) for found in datasets if found.get("licence")})
    if sources:
        told["sources"] = sources
    if licences:
        told["licenses"] = [{"name": re.sub(r"[^-a-zA-Z0-9._]+", "-", licence), "title": licence} for licence in licences]
    return told
