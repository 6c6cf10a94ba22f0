"""The graph as one JSON file of our own, which `maillon diff` reads again.

`{"format": "maillon-export", "version": 1, "view": …, "nodes": […], "arrows": […]}`, sorted, so that the same graph gives the same
bytes. `view` is the version of the rules that made the graph of its statements; a file of an older maillon has none.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillon.exports.messages import messages
from maillon.graph.dates import parse_date
from maillon.graph.model import ARROW_BY_TYPE, COMMON_NODE, NODE_BY_LABEL, Property, PropertyType, arrow_properties, label_of
from maillon.graph.system_errors import system_reason
from maillon.queries.exported import Exported, ExportedArrow, ExportedNode
from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.exports import Files
    from maillon.exports.manner import Manner
    from maillon.queries.cypher_reader import CypherReader

FORMAT, VERSION = "maillon-export", 1


class ExportError(RefusedError):
    """A file is not an export that this version reads; the message says which file and why."""


def files(reader: CypherReader, manner: Manner) -> Files:
    """One file."""
    yield "", [to_text(manner.graph(reader))]


def to_text(graph: Exported) -> str:
    """The text of a file."""
    body = {
        "format": FORMAT,
        "version": VERSION,
        "view": graph.view,
        "nodes": [{"id": n.id, "labels": list(n.labels), "properties": dict(n.properties)} for n in graph.nodes],
        "arrows": [{"type": a.type, "start": a.start, "end": a.end, "properties": dict(a.properties)} for a in graph.arrows],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def from_file(path: Path) -> Exported:
    """The graph in a file, its properties as they stand there. Properties that the model does not know may hold anything.

    Raises:
        ExportError: it cannot be read, is not such a file, was written by a newer version, or holds what the model does not allow.
    """
    try:
        body = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else messages("export.no_json")
        raise ExportError(messages("export.unreadable", path=path, reason=reason)) from error
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise ExportError(messages("export.other", path=path))
    if body.get("version") != VERSION:
        raise ExportError(messages("export.version", path=path, found=body.get("version"), known=VERSION))
    try:
        nodes = tuple(ExportedNode(n["id"], tuple(n["labels"]), n["properties"]) for n in body["nodes"])
        arrows = tuple(ExportedArrow(a["type"], a["start"], a["end"], a["properties"]) for a in body["arrows"])
        for node in nodes:
            _check(path, node.id, (*NODE_BY_LABEL[label_of(node.id)].properties, *COMMON_NODE), node.properties)
        for arrow in arrows:
            if arrow.type not in ARROW_BY_TYPE:
                raise ExportError(messages("export.arrow", path=path, type=arrow.type))
            ends = [f"{label_of(end)} {end}" for end in (arrow.start, arrow.end)]
            _check(path, f" {arrow.type} ".join(ends), arrow_properties(ARROW_BY_TYPE[arrow.type]), arrow.properties)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"'{error.args[0]}'" if isinstance(error, KeyError) else messages("export.part")
        raise ExportError(messages("export.lacks", path=path, what=what)) from error
    except ExportError:
        raise
    except ValueError as error:
        if not isinstance(error, RefusedError):
            raise ExportError(messages("export.lacks", path=path, what=messages("export.part"))) from error
        raise ExportError(messages("export.wrong", path=path, reason=error.message)) from error
    view = body.get("view")
    return Exported(nodes, arrows, view if isinstance(view, int) else None)


def _check(path: Path, thing: str, known: Iterable[Property], values: Mapping[str, Any]) -> None:
    """Refuse a property that is not what the model says it is."""
    types = {p.name: p.type for p in known}
    for name, value in values.items():
        if name not in types:
            continue
        if not _fits(value, types[name]):
            type_ = messages(f"type.{types[name].replace(' ', '_')}")
            raise ExportError(messages("export.type", path=path, thing=thing, name=name, type=type_))
        if name.endswith("_edtf"):
            parse_date(value)
        if name in _READINGS:
            for text in value:
                _check(path, thing, known, json.loads(text))


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_READINGS = frozenset({"readings", "size_readings", "count_readings"})
"""Lists of readings, each of which holds the properties of its thing, as JSON."""


def _fits(value: Any, type_: PropertyType) -> bool:
    match type_:
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "float":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "boolean":
            return isinstance(value, bool)
        case "string":
            return isinstance(value, str)
        case "date":
            return isinstance(value, str) and _is_day(value)
        case "string list" | "integer list":
            return isinstance(value, list) and all(_fits(item, "string" if type_ == "string list" else "integer") for item in value)
