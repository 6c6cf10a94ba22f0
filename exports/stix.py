"""The graph as a STIX 2.1 bundle: standard objects where STIX has them, everything else in one extension.

| maillon | STIX |
| --- | --- |
| Organisation, Product, Population | `identity` (`organization`, `system`, `class`; a group without names is a `class`) |
| Incident, ThreatActor | `incident`, `threat-actor` |
| Claim | `note` on its incident |
| Source, DataCategory, Decision | `note` on the identity `maillon`, its `abstract` says which |
| every arrow | `relationship`, its type in lower case with hyphens: `delegates-to`, `hosted-by`, `insured-by` … |

Ids are UUIDs of version 5 of ours, so that the same graph gives the same bundle. In the extension each object carries the
readings that the graph holds (`said`), so that `maillon load stix` gives the same graph back.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from maillon.exports import Files, json_in_pieces
from maillon.exports.identity import NAMESPACE
from maillon.graph.model import ARROWS, NODES, label_of
from maillon.graph.readings import canonical
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.evidence import document_of
from maillon.queries.full_graph import stored_arrows, stored_nodes

EXTENSION = f"extension-definition--{uuid.uuid5(NAMESPACE, 'extension')}"
"""Id of the extension in which objects carry what STIX has no place for."""

_CREATED = "2000-01-01T00:00:00.000Z"
"""STIX requires a time of creation. The graph has none, so it is a constant."""

_TYPES = {
    "Organisation": "identity",
    "Product": "identity",
    "Population": "identity",
    "Incident": "incident",
    "ThreatActor": "threat-actor",
    "Claim": "note",
    "Source": "note",
    "DataCategory": "note",
    "Decision": "note",
}
_MAKER = f"identity--{uuid.uuid5(NAMESPACE, 'maillon')}"
"""The identity that made the bundle: maillon, the program."""

_CLASSES = {"Organisation": "organization", "Product": "system", "Population": "class"}
_SECTORS = {
    "Insurer": "insurance",
    "CareProvider": "healthcare",
    "SoftwareVendor": "technology",
    "HostingProvider": "technology",
    "TelehealthPlatform": "healthcare",
}
"""Roles as terms of STIX's industry-sector-ov."""


def stix_id(node_id: str) -> str:
    """The STIX id of a node."""
    return f"{_TYPES[label_of(node_id)]}--{uuid.uuid5(NAMESPACE, node_id)}"


def relationship_type(arrow: str) -> str:
    """`DELEGATES_TO` → `delegates-to`."""
    return arrow.lower().replace("_", "-")


def files(reader: CypherReader) -> Files:
    """One bundle; the same graph gives the same text."""
    objects = sorted(_objects(reader), key=lambda o: (o["type"], o["id"]))
    bundle = uuid.uuid5(NAMESPACE, canonical([o["id"] for o in objects]))
    yield "", json_in_pieces(f'{{"type": "bundle", "id": "bundle--{bundle}", "objects":', objects)


def _objects(reader: CypherReader) -> Iterator[dict[str, Any]]:
    nodes = {kind.label: [properties for _, properties in stored_nodes(reader, kind.label)] for kind in NODES}
    urls = {p["id"]: (p.get("publisher") or p["id"], p["url"]) for p in nodes["Source"] if p.get("url")}
    days = [str(p[name]) for found in nodes.values() for p in found for name in ("made_on", "published_on", "accessed_on") if p.get(name)]
    times = {"created": _CREATED, "modified": f"{max(days, default='2000-01-01')}T00:00:00.000Z"}
    maker = {"type": "identity", "spec_version": "2.1", **times, "id": _MAKER}
    # it says nothing of the graph, and carries that, so that it does not come back as an organisation
    nothing = {"extension_type": "property-extension", "node": "org:maillon", "said": []}
    yield {**maker, "name": "maillon", "identity_class": "system", "extensions": {EXTENSION: nothing}}
    yield {
        "type": "extension-definition",
        "spec_version": "2.1",
        **times,
        "id": EXTENSION,
        "created_by_ref": maker["id"],
        "name": "maillon",
        "schema": "https://github.com/maillon/stix",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }
    for label, found in nodes.items():
        for properties in found:
            yield {"spec_version": "2.1", **times, **_node(label, properties, urls)}
    for kind in ARROWS:
        for start, end, properties in stored_arrows(reader, kind):
            parts = [properties.get(name, "") for name in kind.key]
            yield {"spec_version": "2.1", **times, **_arrow(kind.type, start, end, parts, properties)}


def _kept(properties: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The content of the extension: the assertions, and how many records make each where any is made by several."""
    kept = {**more, "said": list(properties.get("said") or ())}
    if properties.get("said_n"):
        kept["said_n"] = list(properties["said_n"])
    return kept


def _node(label: str, p: Mapping[str, Any], urls: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    item: dict[str, Any] = {"type": _TYPES[label], "id": stix_id(p["id"])}
    kept = _kept(p, node=p["id"])
    name = p.get("name_en") or p.get("name") or p["id"]
    if item["type"] == "note":
        on = stix_id(p["incident"]) if p.get("incident") else _MAKER
        text = content(p) if label == "Claim" else " · ".join(str(p[k]) for k in ("publisher", "name", "url", "why") if p.get(k))
        item |= {"abstract": label, "content": text or p["id"], "object_refs": [on]}
    else:
        item["name"] = name
    if label in _CLASSES:
        item["identity_class"] = "class" if p.get("named") is False else _CLASSES[label]
        sectors = sorted({_SECTORS[role] for role in p.get("roles") or () if role in _SECTORS})
        if sectors:
            item["sectors"] = sectors
    if label == "ThreatActor" and p.get("aliases"):
        item["aliases"] = list(p["aliases"])
    references = [{"source_name": s, "external_id": v} for s, _, v in (i.partition(":") for i in p.get("identifiers") or ())]
    cited = sorted({document_of(e) for e in p.get("evidence") or ()})
    references += [{"source_name": urls[source][0], "url": urls[source][1]} for source in cited if source in urls]
    if references:
        item["external_references"] = references
    return {**item, "extensions": {EXTENSION: {"extension_type": "property-extension", **kept}}}


def content(p: Mapping[str, Any]) -> str:
    """What a claim says, in one line of English."""
    bounds = [str(p[end]) for end in ("low", "high") if p.get(end) is not None]
    figure = " to ".join(dict.fromkeys(bounds)) + (f" {p['unit']}" if p.get("unit") else "")
    parts = [figure.strip(), p.get("answer"), p.get("on_edtf"), p.get("text_en") or p.get("text_fr")]
    said = "; ".join(str(part) for part in parts if part)
    return f"{p.get('field', 'claim')}: {said or 'stated'} ({p.get('status', 'reported')})"


def _arrow(type_: str, start: str, end: str, parts: list[str], p: Mapping[str, Any]) -> dict[str, Any]:
    key = canonical([type_, start, end, *parts])
    item: dict[str, Any] = {
        "type": "relationship",
        "id": f"relationship--{uuid.uuid5(NAMESPACE, key)}",
        "relationship_type": relationship_type(type_),
        "source_ref": stix_id(start),
        "target_ref": stix_id(end),
    }
    since, until = (str(p[name]) if p.get(name) else None for name in ("since", "until"))
    if since:
        item["start_time"] = f"{since}T00:00:00.000Z"
    if until and (since is None or until > since):
        item["stop_time"] = f"{until}T00:00:00.000Z"
    kept = _kept(p, arrow=type_, start=start, end=end, parts=parts)
    return {**item, "extensions": {EXTENSION: {"extension_type": "property-extension", **kept}}}
