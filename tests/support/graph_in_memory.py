"""The graph that records make, and its readers, without an engine: what a store would show, computed by the functions it uses."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from maillon.graph.model import label_of
from maillon.graph.projection import project
from maillon.graph.records import Record, record_id
from maillon.graph.statements import Statement, to_line, visible_arrow, visible_node
from maillon.queries.exported import Exported, ExportedArrow, ExportedNode
from maillon.queries.incident import GatheredIncident, IncidentAnswer, broken_at, ranked_claims, timed
from maillon.queries.json_value import json_value
from maillon.queries.reader import Reader
from maillon.queries.scale.snapshot import Snapshot
from maillon.queries.scale.snapshot_build import build
from maillon.queries.typed_values import KEPT_BY_STORE


def graph_of(records: Iterable[Record]) -> Exported:
    """What people would see of a store that holds these records."""
    said: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for record in records:
        for statement in project(record):
            said[statement.key].add(statement.assertion)
    for key in list(said):
        for end in key[2:4] if key[0] == "a" else ():
            said.setdefault(("n", end), set())
    nodes, arrows = [], []
    for key, assertions in sorted(said.items()):
        if key[0] == "n":
            roles, shown = visible_node(key[1], sorted(assertions))
            nodes.append(ExportedNode(key[1], tuple(sorted((label_of(key[1]), *roles))), _plain(shown)))
    authorities = {n.id for n in nodes if "Regulator" in n.labels}
    for key, assertions in sorted(said.items()):
        if key[0] == "a":
            type_, start, end, *parts = key[1:]
            shown = visible_arrow(type_, start, end, parts, sorted(assertions), authorities)
            arrows.append(ExportedArrow(type_, start, end, _plain(shown)))
    arrows.sort(key=lambda a: (a.type, a.start, a.end, json.dumps(a.properties, sort_keys=True)))
    return Exported(tuple(sorted(nodes, key=lambda n: n.id)), tuple(arrows))


def _plain(shown: Mapping[str, Any]) -> dict[str, Any]:
    return {k: json_value(v) for k, v in sorted(shown.items()) if k not in KEPT_BY_STORE and v is not None}


def snapshot_of_records(records: Iterable[Record]) -> Snapshot:
    """The snapshot of a store that holds these records."""
    statements: dict[str, list[Statement]] = {f"{n}-{record_id(r)}": project(r) for n, r in enumerate(records)}
    return build(["[" + ",".join(to_line(name, said) for name, said in sorted(statements.items())) + "]"], "x")


def incident_in(graph: Exported, reader: Reader, incident: str) -> IncidentAnswer:
    """All that was said of one incident."""
    nodes = {n.id: n for n in graph.nodes}
    about = {a.start for a in graph.arrows if a.type == "ABOUT" and a.end == incident}
    speaker = {a.start: a.end for a in graph.arrows if a.type == "STATED_BY"}
    rows: list[dict[str, Any]] = []
    for claim in sorted(about):
        by = nodes.get(speaker.get(claim, ""))
        said = {
            "by": by.id if by else None,
            "by_name": by.properties.get("name") if by else None,
            "by_labels": by.labels if by else None,
        }
        rows.append({"incident": incident, "claim": reader.nodes([claim])[claim].properties, **said})
    stands = [a for a in graph.arrows if a.properties.get("status") != "retracted"]
    hit = {a.end for a in stands if a.start == incident and a.type in ("COMPROMISED", "AFFECTED")}
    behind = {a.end for a in stands if a.start in hit and a.type in ("PROVIDED_BY", "SUBSIDIARY_OF")}
    claims = ranked_claims(rows, hit | behind)
    notices = timed(reader.notices([incident]), claims, broken_at(reader.places([incident])))
    said_of = (reader.places([incident]), reader.impacts([incident]), reader.data_outcomes([incident]))
    gathered = GatheredIncident(incident, claims, *said_of, notices)
    return gathered.answer(reader.nodes(gathered.ids()))
