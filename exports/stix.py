"""The graph as a STIX 2.1 bundle: standard objects where STIX has them, everything else in one extension.

| maillon | STIX |
| --- | --- |
| Organisation, Product, Population | `identity` (`organization`, `system`, `class`; a group without names is a `class`) |
| Incident, ThreatActor | `incident`, `threat-actor` |
| Claim | `note` on its incident |
| Source, DataCategory, Decision | `note` on the identity `maillon`, its `abstract` says which |
| every arrow | `relationship`, its type in lower case with hyphens: `delegates-to`, `hosted-by`, `insured-by` … |

Ids are UUIDs of version 5 of ours, or of whoever publishes. Which version of an object it is, `stix_versions` says. In the extension
each object carries the readings that the graph holds (`said`), so that `maillon load stix` gives the same graph back.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillon.exports import Files, json_in_pieces
from maillon.exports.identity import NAMESPACE, VOCABULARY, key_parts, publisher_namespace
from maillon.exports.stix_versions import Ids, previous_objects, refuse_bundle_of_another, versioned
from maillon.graph.model import ARROW_BY_TYPE, Status, label_of
from maillon.graph.readings import canonical
from maillon.project import HOME, addresses
from maillon.queries.evidence import document_of

if TYPE_CHECKING:
    from maillon.exports.manner import Manner
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.exported import Exported, ExportedArrow, ExportedNode

EXTENSION = f"extension-definition--{uuid.uuid5(NAMESPACE, 'extension')}"
"""Id of the extension in which objects carry what STIX has no place for."""

_DEFINED = {"created": "2026-11-30T00:00:00.000Z", "modified": "2026-11-30T00:00:00.000Z"}
"""When the extension was defined, and when its definition last changed: it is the same in every bundle."""

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
"""The identity that defined the extension: maillon, the program."""

_CLASSES = {"Organisation": "organization", "Product": "system", "Population": "class"}
SECTORS = {
    "Insurer": "insurance",
    "CareProvider": "healthcare",
    "SoftwareVendor": "technology",
    "HostingProvider": "technology",
    "TelehealthPlatform": "healthcare",
}
"""Roles as terms of STIX's industry-sector-ov."""

KEPT_CLOSE = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"
"""TLP 2.0 AMBER+STRICT, as FIRST and OASIS publish it: for the recipient's own organisation and nobody else."""
_TLP_2 = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_MARKING = {
    "type": "marking-definition",
    "spec_version": "2.1",
    "id": KEPT_CLOSE,
    "created": "2022-10-01T00:00:00.000Z",
    "name": "TLP:AMBER+STRICT",
    "extensions": {_TLP_2: {"extension_type": "property-extension", "tlp_2_0": "amber+strict"}},
}


def relationship_type(arrow: str) -> str:
    """`DELEGATES_TO` → `delegates-to`."""
    return arrow.lower().replace("_", "-")


def files(reader: CypherReader, manner: Manner) -> Files:
    """One bundle; the same graph after the same bundle gives the same text.

    Raises:
        RefusedError: the bundle before it cannot be read, or is none of this version of maillon.
    """
    namespace = publisher_namespace(manner.publisher)
    publisher = _publisher(namespace, manner.publisher) if manner.publisher else None
    before = previous(manner.previous)
    refuse_bundle_of_another(before, publisher["id"] if publisher else None, manner)
    ids = Ids(namespace, before)
    objects = list(_objects(manner.graph(reader, said=True), ids, core=manner.core))
    public = manner.open_graph(said=True)
    if public is not None:
        _mark(objects, _objects(public, ids, core=manner.core))
    if publisher:
        objects = [publisher, *({**item, "created_by_ref": publisher["id"]} for item in objects)]
    dated = versioned(objects, before, manner)
    every = sorted([*_standing(objects), *dated], key=lambda o: (o["type"], o["id"]))
    bundle = uuid.uuid5(namespace, canonical([[o["id"], o.get("modified")] for o in every]))
    yield "", json_in_pieces(f'{{"type": "bundle", "id": "bundle--{bundle}", "objects":', every)


def previous(path: Path | None) -> dict[str, dict[str, Any]]:
    """The objects of an earlier bundle by their ids.

    Raises:
        NotOursError: it cannot be read, or this version of maillon did not write it.
    """
    return previous_objects(path, EXTENSION, standing=(_MAKER,))


def _standing(objects: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The objects that are the same in every bundle: who defined the extension, the extension, and the marking where it is used."""
    # it says nothing of the graph, and carries that, so that it does not come back as an organisation
    nothing = {"extension_type": "property-extension", "node": "org:maillon", "said": []}
    maker = {"type": "identity", "spec_version": "2.1", **_DEFINED, "id": _MAKER, "name": "maillon", "identity_class": "system"}
    yield {**maker, "extensions": {EXTENSION: nothing}}
    yield {
        "type": "extension-definition",
        "spec_version": "2.1",
        **_DEFINED,
        "id": EXTENSION,
        "created_by_ref": _MAKER,
        "name": "maillon",
        "schema": addresses().get(HOME, f"{VOCABULARY}stix"),
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }
    if any("object_marking_refs" in item for item in objects):
        yield _MARKING


def _publisher(namespace: uuid.UUID, name: str) -> dict[str, Any]:
    nothing = {"extension_type": "property-extension", "node": "org:maillon", "said": []}
    identity = {"type": "identity", "id": f"identity--{uuid.uuid5(namespace, 'publisher')}", "name": name, "identity_class": "organization"}
    return {**identity, "extensions": {EXTENSION: nothing}}


def _mark(objects: Sequence[dict[str, Any]], public: Iterator[Mapping[str, Any]]) -> None:
    """Mark what the public graph does not hold, or not so."""
    open_ = {item["id"]: canonical(item) for item in public}
    for item in objects:
        if open_.get(item["id"]) != canonical(item):
            item["object_marking_refs"] = [KEPT_CLOSE]


def _objects(graph: Exported, ids: Ids, *, core: bool) -> Iterator[dict[str, Any]]:
    """What a graph holds as objects, without the times of their versions."""
    urls = {n.id: (n.properties.get("publisher") or n.id, n.properties["url"]) for n in graph.nodes if n.properties.get("url")}
    known = {n.id: ids.of(_TYPES[label_of(n.id)], n.id, retracted=_retracted(n)) for n in graph.nodes}
    for node in graph.nodes:
        yield _node(node, known, urls)
    for arrow in graph.arrows:
        item = _arrow(arrow, ids, known)
        yield item
        if core and ARROW_BY_TYPE[arrow.type].evidenced:
            yield _in_core_words(item, ids)


def _retracted(thing: ExportedNode | ExportedArrow) -> bool:
    return bool(thing.properties.get("status") == Status.RETRACTED)


def _kept(properties: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The extension of an object: the assertions, and how many records make each where any is made by several."""
    kept = {"extension_type": "property-extension", **more, "said": list(properties.get("said") or ())}
    if properties.get("said_n"):
        kept["said_n"] = list(properties["said_n"])
    return {EXTENSION: kept}


def _node(node: ExportedNode, known: Mapping[str, str], urls: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    label, p = label_of(node.id), node.properties
    item: dict[str, Any] = {"type": _TYPES[label], "id": known[node.id]}
    if item["type"] == "note":
        on = known.get(p.get("incident", ""), _MAKER)
        text = content(p) if label == "Claim" else " · ".join(str(p[k]) for k in ("publisher", "name", "url", "why") if p.get(k))
        item |= {"abstract": label, "content": text or node.id, "object_refs": [on]}
    else:
        item["name"] = p.get("name_en") or p.get("name") or node.id
    if label in _CLASSES:
        item["identity_class"] = "class" if p.get("named") is False else _CLASSES[label]
        sectors = sorted({SECTORS[role] for role in node.labels if role in SECTORS})
        if sectors:
            item["sectors"] = sectors
    if label == "ThreatActor" and p.get("aliases"):
        item["aliases"] = list(p["aliases"])
    references = [{"source_name": s, "external_id": v} for s, _, v in (i.partition(":") for i in p.get("identifiers") or ())]
    cited = sorted({document_of(e) for e in p.get("evidence") or ()})
    references += [{"source_name": urls[source][0], "url": urls[source][1]} for source in cited if source in urls]
    if references:
        item["external_references"] = references
    if _retracted(node):
        item["revoked"] = True
    return {**item, "extensions": _kept(p, node=node.id)}


def content(p: Mapping[str, Any]) -> str:
    """What a claim says, in one line of English."""
    bounds = [str(p[end]) for end in ("low", "high") if p.get(end) is not None]
    figure = " to ".join(dict.fromkeys(bounds)) + (f" {p['unit']}" if p.get("unit") else "")
    parts = [figure.strip(), p.get("answer"), p.get("on_edtf"), p.get("text_en") or p.get("text_fr")]
    said = "; ".join(str(part) for part in parts if part)
    return f"{p.get('field', 'claim')}: {said or 'stated'} ({p.get('status', 'reported')})"


def _arrow(arrow: ExportedArrow, ids: Ids, known: Mapping[str, str]) -> dict[str, Any]:
    p, parts = arrow.properties, key_parts(arrow.type, arrow.properties)
    key = canonical([arrow.type, arrow.start, arrow.end, *parts])
    item: dict[str, Any] = {
        "type": "relationship",
        "id": ids.of("relationship", key, retracted=_retracted(arrow)),
        "relationship_type": relationship_type(arrow.type),
        "source_ref": known[arrow.start],
        "target_ref": known[arrow.end],
    }
    since, until = p.get("since"), p.get("until")
    if since:
        item["start_time"] = f"{since}T00:00:00.000Z"
    if until and (since is None or until > since):
        item["stop_time"] = f"{until}T00:00:00.000Z"
    if _retracted(arrow):
        item["revoked"] = True
    return {**item, "extensions": _kept(p, arrow=arrow.type, start=arrow.start, end=arrow.end, parts=parts)}


def _in_core_words(item: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    """The same relation as `related-to`, which every program knows; it carries no statements of its own."""
    same = {name: value for name, value in item.items() if name != "extensions"}
    id_ = ids.of("relationship", canonical([item["id"], "core"]), retracted="revoked" in item)
    nothing = {"extension_type": "property-extension", "repeats": item["id"], "said": []}
    words = {"relationship_type": "related-to", "description": item["relationship_type"]}
    return {**same, **words, "id": id_, "extensions": {EXTENSION: nothing}}
