"""The graph as JSON-LD 1.1, for triple stores, in terms of schema.org and of the W3C Data Privacy Vocabulary where they say the same.

Every other property is a term of ours (`urn:maillon:NAME`). An arrow is a statement (`rdf:subject`, `rdf:predicate`, `rdf:object`) with its
status, days and evidence, and no plain triple: what is contested, retracted or over is not asserted by being written down.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from maillon.exports import Files, json_in_pieces
from maillon.exports.columns import ARROW_PROPERTIES, NODE_PROPERTIES
from maillon.exports.identity import VOCABULARY, arrow_id
from maillon.queries.evidence import document_of

if TYPE_CHECKING:
    from maillon.exports.manner import Manner
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.exported import ExportedArrow, ExportedNode

_PREFIXES = {
    "schema": "https://schema.org/",
    "dpv-core": "https://w3id.org/dpv#",  # `dpv` is a property of ours
    "dpv-pd": "https://w3id.org/dpv/pd#",
    "risk": "https://w3id.org/dpv/risk#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_CLASSES = {
    "Organisation": "schema:Organization",
    "Product": "schema:Product",
    "Population": "dpv-core:DataSubject",
    "Incident": "risk:Incident",
    "Claim": "schema:Claim",
    "Source": "schema:CreativeWork",
    "DataCategory": "dpv-core:PersonalData",
    "Insurer": "schema:InsuranceAgency",
    "Hospital": "schema:Hospital",
    "Regulator": "dpv-core:Authority",
}
"""Label → the class of another vocabulary that says no more than it does."""

_TERMS = {
    "name": "schema:name",
    "aliases": "schema:alternateName",
    "url": "schema:url",
    "published_on": "schema:datePublished",
    "language": "schema:inLanguage",
    "occurred_from": "schema:startDate",
    "occurred_to": "schema:endDate",
    "since": "schema:startDate",
    "until": "schema:endDate",
    "data": "dpv-core:hasPersonalData",
    "dpv": "skos:closeMatch",
    "citation": "schema:citation",
}
"""Property → the term of another vocabulary that says the same."""

_NAMING = (
    *("within", "incident", "population", "by", "size_by", "count_by"),
    *("supersedes", "replies_to", "subjects", "keep", "at", "data", "dpv"),
)
"""Properties that hold ids of nodes, or of terms."""


def files(reader: CypherReader, manner: Manner) -> Files:
    """One file: a context and a graph, an item a line."""
    graph = manner.graph(reader)
    items = [*map(_node, graph.nodes), *map(_statement, graph.arrows)]
    yield "", json_in_pieces(f'{{"@context": {json.dumps(_context(), sort_keys=True)},\n "@graph":', items)


def _context() -> dict[str, Any]:
    context: dict[str, Any] = {"@version": 1.1, "@vocab": VOCABULARY, **_PREFIXES}
    for name, known in {**ARROW_PROPERTIES, **NODE_PROPERTIES}.items():
        term: dict[str, Any] = {"@id": _TERMS.get(name, f"{VOCABULARY}{name}")}
        if known.type == "date":
            term["@type"] = "xsd:date"
        elif name.endswith(("_fr", "_en")):
            term = {"@id": _TERMS.get(name[:-3], f"{VOCABULARY}{name[:-3]}"), "@language": name[-2:]}
        context[name] = term
    for name in (*_NAMING, "citation"):
        context[name] = {"@id": _TERMS.get(name, f"{VOCABULARY}{name}"), "@type": "@id"}
    context |= {end: {"@id": f"rdf:{end}", "@type": "@id"} for end in ("subject", "object")}
    return {**context, "predicate": {"@id": "rdf:predicate", "@type": "@vocab"}, "note": f"{VOCABULARY}note"}


def _node(node: ExportedNode) -> dict[str, Any]:
    classes = [*node.labels, *(_CLASSES[label] for label in node.labels if label in _CLASSES)]
    return {**_said(node.properties), "@id": _iri(node.id), "@type": classes}


def _statement(arrow: ExportedArrow) -> dict[str, Any]:
    ends = {"subject": _iri(arrow.start), "predicate": arrow.type, "object": _iri(arrow.end)}
    return {**_said(arrow.properties), **ends, "@id": f"urn:uuid:{arrow_id(arrow)}", "@type": "rdf:Statement"}


def _said(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties, without empty texts, which stand for nothing said, and with the documents that they rest on."""
    said = {name: value for name, value in properties.items() if name != "id" and value not in ("", [])}
    if "data" in said:  # categories are named without their prefix
        said["data"] = [f"data:{category}" for category in said["data"]]
    for name in said.keys() & set(_NAMING) - {"dpv"}:
        said[name] = [*map(_iri, said[name])] if isinstance(said[name], list) else _iri(said[name])
    cited = sorted({document_of(evidence) for evidence in properties.get("evidence") or ()})
    return {**said, "citation": [*map(_iri, cited)]} if cited else said


def _iri(node_id: str) -> str:
    """The address of a node: in full, as the prefixes of ids are names of properties too (`data`)."""
    return f"{VOCABULARY}{node_id}"
