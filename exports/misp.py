"""The incidents of the graph as MISP events: one event an incident, in the JSON that MISP imports and exports.

Only what MISP has a place for goes in: the organisations where it broke or that were hit (`target-org`), the threat actor,
the addresses of sources (`link`), and what was claimed (`text`). Chains of trust do not: `maillon export --format stix` has them.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from maillon.exports import Files, json_in_pieces
from maillon.exports.identity import NAMESPACE
from maillon.exports.stix import content
from maillon.graph.model import ARROW_BY_TYPE
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.evidence import document_of
from maillon.queries.full_graph import stored_arrows, stored_nodes

_DATES = ("disclosed_on", "detected_on", "occurred_from")
"""What the date of an event is, first known first. MISP wants one: without any it is the day of the epoch."""


def files(reader: CypherReader) -> Files:
    """One file: a list of events; the same graph gives the same text."""
    yield "", json_in_pieces('{"response":', ({"Event": event} for event in _events(reader)))


def _events(reader: CypherReader) -> Iterator[dict[str, Any]]:
    named = {p["id"]: p for label in ("Organisation", "Product", "ThreatActor") for _, p in stored_nodes(reader, label)}
    urls = {p["id"]: p["url"] for _, p in stored_nodes(reader, "Source") if p.get("url")}
    claims: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for _, claim in stored_nodes(reader, "Claim"):
        claims[claim.get("incident", "")].append(claim)
    parties: dict[str, dict[str, str]] = defaultdict(dict)
    for type_, kind in (("COMPROMISED", "target-org"), ("AFFECTED", "target-org"), ("ATTRIBUTED_TO", "threat-actor")):
        for start, end, arrow in stored_arrows(reader, ARROW_BY_TYPE[type_]):
            party = named.get(end)
            if party is not None and party.get("named") is not False and arrow.get("outcome") != "not_affected":
                parties[start][str(party.get("name_en") or party.get("name"))] = kind
    for _, incident in stored_nodes(reader, "Incident"):
        yield _event(incident, parties[incident["id"]], claims[incident["id"]], urls)


def _event(p: Mapping[str, Any], parties: Mapping[str, str], claims: list[Mapping[str, Any]], urls: Mapping[str, str]) -> dict[str, Any]:
    day = next((str(p[name]) for name in _DATES if p.get(name)), "1970-01-01")
    categories = {"target-org": "Targeting data", "threat-actor": "Attribution"}
    found = [(kind, categories[kind], name) for name, kind in parties.items()]
    cited = {document_of(e) for item in (p, *claims) for e in item.get("evidence") or ()}
    found += [("link", "External analysis", urls[source]) for source in cited if source in urls]
    found += [("text", "Other", content(claim)) for claim in claims]
    return {
        "uuid": _uuid(p["id"]),
        "info": p.get("title_en") or p.get("name"),
        "date": day,
        "timestamp": str(int(dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC).timestamp())),
        "analysis": "2",
        "threat_level_id": "4",
        "distribution": "0",
        "published": False,
        "Attribute": [
            {"uuid": _uuid(p["id"], *item), "type": item[0], "category": item[1], "value": item[2], "to_ids": False, "distribution": "5"}
            for item in sorted(set(found))
        ],
    }


def _uuid(*parts: str) -> str:
    return str(uuid.uuid5(NAMESPACE, json.dumps(["misp", *parts])))
