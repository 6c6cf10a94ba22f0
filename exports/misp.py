"""The incidents of the graph as MISP events: one event an incident, in the JSON that MISP imports and exports.

Only what MISP has a place for goes in: objects `incident`, `victim` (where it broke, whom it hit) and `legal-entity` (their numbers), the
threat actor, the addresses of sources (`link`), and what was claimed (`text`). Chains of trust do not: `maillon export --format stix` has
them. What was retracted is there as deleted. Which version of an event it is, `misp_versions` says.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillon.exports import Files, json_in_pieces
from maillon.exports.identity import publisher_namespace
from maillon.exports.misp_versions import previous_events, refuse_events_of_another, versioned_events
from maillon.exports.stix import SECTORS, content
from maillon.graph.model import Status, label_of
from maillon.graph.readings import canonical
from maillon.queries.evidence import document_of

if TYPE_CHECKING:
    from maillon.exports.manner import Manner
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.exported import Exported, ExportedArrow, ExportedNode

_DATES = ("disclosed_on", "detected_on", "occurred_from")
"""What the date of an event is, first known first. MISP wants one: without any it is the day of the epoch."""

_TEMPLATES = {
    "incident": ("38597424-f9bb-4865-9b4b-819172df0334", "1"),
    "victim": ("a8806e40-39ad-435f-be02-ac2a13d6fc7d", "10"),
    "legal-entity": ("14f5688f-d89c-469f-9878-c48bf6c41c65", "2"),
}
"""Object → uuid and version of its template, of misp-objects."""

_DETERMINATIONS = {"observed": "successful-attempt", "possible": "suspected"}
"""What came of it, where it is the same for all whom it hit."""

_KEPT_CLOSE = "tlp:amber+strict"
"""The tag of an event that says what only a confidential data set says."""

_STRUCK = ("COMPROMISED", "AFFECTED")


def files(reader: CypherReader, manner: Manner) -> Files:
    """One file: a list of events; the same graph after the same file gives the same text.

    Raises:
        RefusedError: the file before it cannot be read, or is none of this version of maillon.
    """
    namespace = publisher_namespace(manner.publisher)
    before = previous(manner.previous)
    refuse_events_of_another(before, manner)
    events = list(_Events(manner.graph(reader), namespace, manner.publisher).all())
    public = manner.open_graph()
    if public is not None:
        open_ = {event["uuid"]: canonical(event) for event in _Events(public, namespace, manner.publisher).all()}
        for event in events:
            if open_.get(event["uuid"]) != canonical(event):
                event["Tag"] = [{"name": _KEPT_CLOSE}]
    yield "", json_in_pieces('{"response":', ({"Event": event} for event in versioned_events(events, before, manner)))


def previous(path: Path | None) -> dict[str, dict[str, Any]]:
    """The events of an earlier file by their ids.

    Raises:
        NotOursError: it cannot be read, or this version of maillon did not write it.
    """
    return previous_events(path)


class _Events:
    """The events of a graph, without the times of their versions. Ids hang on what a thing is, not on what is said of it."""

    def __init__(self, graph: Exported, namespace: uuid.UUID, publisher: str | None) -> None:
        self._namespace, self._publisher = namespace, publisher
        self._nodes = {node.id: node for node in graph.nodes}
        self._claims: dict[str, list[ExportedNode]] = defaultdict(list)
        for node in graph.nodes:
            if label_of(node.id) == "Claim":
                self._claims[str(node.properties.get("incident"))].append(node)
        self._said: dict[str, list[ExportedArrow]] = defaultdict(list)
        for arrow in graph.arrows:
            if arrow.type in (*_STRUCK, "ATTRIBUTED_TO") and self._nodes[arrow.end].properties.get("named") is not False:
                self._said[arrow.start].append(arrow)

    def all(self) -> Iterator[dict[str, Any]]:
        """An event for each incident."""
        return (self._event(node) for node in self._nodes.values() if label_of(node.id) == "Incident")

    def _event(self, node: ExportedNode) -> dict[str, Any]:
        p, claims = node.properties, self._claims[node.id]
        struck: dict[str, list[ExportedArrow]] = defaultdict(list)
        for arrow in self._said[node.id]:
            if arrow.type in _STRUCK and label_of(arrow.end) in ("Organisation", "Product") and _outcome(arrow) is not None:
                struck[arrow.end].append(arrow)
        attributes = [
            self._attribute(node.id, arrow.end, "threat-actor", "Attribution", self._name(arrow.end), gone=_retracted(arrow))
            for arrow in self._said[node.id]
            if arrow.type == "ATTRIBUTED_TO"
        ]
        cited = {document_of(e) for item in (node, *claims) for e in item.properties.get("evidence") or ()}
        urls = {source: self._nodes[source].properties.get("url") for source in cited if source in self._nodes}
        attributes += [self._attribute(node.id, source, "link", "External analysis", url) for source, url in urls.items() if url]
        attributes += [self._attribute(node.id, c.id, "text", "Other", content(c.properties), gone=_retracted(c)) for c in claims]
        victims = [self._victim(node.id, party, struck[party]) for party in sorted(struck)]
        bodies = [body for party in sorted(struck) if (body := self._body(node.id, party, all(map(_retracted, struck[party]))))]
        event = {
            "uuid": self._uuid(node.id),
            "info": p.get("title_en") or p.get("name") or node.id,
            "date": next((str(p[name]) for name in _DATES if p.get(name)), "1970-01-01"),
            "analysis": "2",
            "threat_level_id": "4",
            "distribution": "0",
            "published": False,
            "Attribute": sorted(attributes, key=lambda a: a["uuid"]),
            "Object": [*self._incident(node, struck), *victims, *bodies],
        }
        if self._publisher:
            event["Orgc"] = {"name": self._publisher, "uuid": self._uuid("publisher")}
        return event

    def _incident(self, node: ExportedNode, struck: Mapping[str, Iterable[ExportedArrow]]) -> Iterator[dict[str, Any]]:
        """The object of the incident, where it struck somebody who is named: it would say of itself that it is one that struck."""
        standing = {end: arrows for end, found in struck.items() if (arrows := [a for a in found if not _retracted(a)])}
        if not standing:
            return
        outcomes = {min(map(str, map(_outcome, arrows))) for arrows in standing.values()}
        said = {"name": str(node.properties.get("title_en") or node.properties.get("name") or node.id)}
        if len(outcomes) == 1:
            said["determination"] = _DETERMINATIONS[outcomes.pop()]
        references = [(self._uuid(node.id, end, "victim"), "affects") for end in sorted(standing)]
        yield self._object(node.id, node.id, "incident", [(name, "text", value) for name, value in said.items()], references)

    def _victim(self, incident: str, party: str, arrows: Iterable[ExportedArrow]) -> dict[str, Any]:
        node = self._nodes[party]
        said = [("name", "target-org", self._name(party)), ("reference", "text", party)]
        if label_of(party) == "Organisation":
            said.append(("classification", "text", "organization"))
        said += [("sectors", "text", sector) for sector in sorted({SECTORS[role] for role in node.labels if role in SECTORS})]
        told = sorted({" ".join([a.type, *_words(a)]) for a in arrows})
        gone = all(map(_retracted, arrows))
        return {**self._object(incident, party, "victim", said, gone=gone), "comment": "; ".join(told)}

    def _body(self, incident: str, party: str, gone: bool) -> dict[str, Any] | None:
        """The legal entity behind a victim, where a number says which it is."""
        numbers = sorted(self._nodes[party].properties.get("identifiers") or (), key=lambda n: (not n.startswith("siren:"), n))
        if not numbers:
            return None
        said = [("name", "text", self._name(party)), ("registration-number", "text", str(numbers[0]))]
        return self._object(incident, party, "legal-entity", said, [(self._uuid(incident, party, "victim"), "identifies")], gone=gone)

    def _object(
        self,
        incident: str,
        thing: str,
        name: str,
        said: Iterable[tuple[str, str, str]],
        references: Iterable[tuple[str, str]] = (),
        *,
        gone: bool = False,
    ) -> dict[str, Any]:
        template, version = _TEMPLATES[name]
        own = self._uuid(incident, thing, name)
        attributes = []
        for relation, kind, value in said:
            which = f"{relation} {value}" if relation == "sectors" else relation
            category = "Targeting data" if kind == "target-org" else "Other"
            attribute = self._attribute(f"{incident} {thing} {name}", which, kind, category, value)
            attributes.append({**attribute, "object_relation": relation})
        return {
            "uuid": own,
            "name": name,
            "meta-category": "misc",
            "template_uuid": template,
            "template_version": version,
            "distribution": "5",
            "deleted": gone,
            "Attribute": attributes,
            "ObjectReference": [
                {"uuid": self._uuid(own, other, relation), "object_uuid": own, "referenced_uuid": other, "relationship_type": relation}
                for other, relation in references
            ],
        }

    def _attribute(self, of: str, thing: str, type_: str, category: str, value: str, *, gone: bool = False) -> dict[str, Any]:
        about = {"uuid": self._uuid(of, thing, type_), "type": type_, "category": category, "value": value}
        return {**about, "to_ids": False, "distribution": "5", "deleted": gone}

    def _name(self, party: str) -> str:
        p = self._nodes[party].properties
        return str(p.get("name_en") or p.get("name") or party)

    def _uuid(self, *parts: str) -> str:
        return str(uuid.uuid5(self._namespace, json.dumps(["misp", *parts])))


def _outcome(arrow: ExportedArrow) -> str | None:
    """What came of it for whom an arrow speaks of: observed, possible, or None for those who were spared."""
    if arrow.type == "COMPROMISED":
        return "observed"
    return {"observed": "observed", "not_affected": None}.get(str(arrow.properties.get("outcome")), "possible")


def _words(arrow: ExportedArrow) -> list[str]:
    return [str(arrow.properties[name]) for name in ("effect", "outcome", "status") if arrow.properties.get(name)]


def _retracted(thing: ExportedNode | ExportedArrow) -> bool:
    return bool(thing.properties.get("status") == Status.RETRACTED)
