"""The graph as one JSON file of our own, which `maillon diff` reads again.

`{"format": "maillon-export", "version": 1, "nodes": […], "arrows": […]}`, sorted, so that the same graph gives the same bytes.
"""

from __future__ import annotations

import json
from pathlib import Path

from maillon.exports import Files
from maillon.exports.messages import messages
from maillon.graph.model import ARROW_BY_TYPE
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.export_reader import ExportReader
from maillon.queries.exported import Exported, ExportedArrow, ExportedNode, export_graph
from maillon.wording import RefusedError, reason_of

FORMAT, VERSION = "maillon-export", 1


class ExportError(RefusedError):
    """A file is not an export that this version reads; the message says which file and why."""


def files(reader: CypherReader) -> Files:
    """One file."""
    yield "", [to_text(export_graph(reader))]


def to_text(graph: Exported) -> str:
    """The text of a file."""
    body = {
        "format": FORMAT,
        "version": VERSION,
        "nodes": [{"id": n.id, "labels": list(n.labels), "properties": dict(n.properties)} for n in graph.nodes],
        "arrows": [{"type": a.type, "start": a.start, "end": a.end, "properties": dict(a.properties)} for a in graph.arrows],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def read_file(path: Path) -> ExportReader:
    """A reader over a file that `maillon export json` wrote.

    Raises:
        ExportError: it cannot be read, is not such a file, or was written by a newer version.
    """
    exported = from_file(path)
    try:
        return ExportReader(exported)
    except (TypeError, AttributeError) as error:
        raise ExportError(messages("export.lacks", path=path, what=error)) from error
    except ValueError as error:
        raise ExportError(messages("export.wrong", path=path, reason=reason_of(error))) from error


def from_file(path: Path) -> Exported:
    """The graph in a file, its properties as they stand there.

    Raises:
        ExportError: it cannot be read, is not such a file, or was written by a newer version.
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
        nodes = tuple(ExportedNode(n["id"], tuple(n["labels"]), n["properties"]) for n in body["nodes"])
        arrows = tuple(ExportedArrow(a["type"], a["start"], a["end"], a["properties"]) for a in body["arrows"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ExportError(messages("export.lacks", path=path, what=error)) from error
    for arrow in arrows:
        if arrow.type not in ARROW_BY_TYPE:
            raise ExportError(messages("export.arrow", path=path, type=arrow.type))
    return Exported(nodes, arrows)
