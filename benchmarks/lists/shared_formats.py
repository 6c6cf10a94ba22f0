"""Formats in which incidents are handed on: VERIS, STIX, MISP."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.lists.comparing import Named, Side, figure, incidents, letters, named, only
from maillon.graph.records import IncidentRecord, Organisation, Source, ThreatActor
from maillon.loaders.base import Reading

# VERIS

_UNLESS = {"Suspected": "possible", "Near miss": "not_affected", "False positive": "not_affected"}
_OUTCOMES = {"Yes": "observed", "Potentially": "possible", "Unknown": "possible", None: "possible", "No": "not_affected"}


def disclosed(data: Mapping[str, Any], confidentiality: Mapping[str, Any] | None) -> str | None:
    if confidentiality is None:
        return None
    outcomes = (_OUTCOMES[confidentiality.get("data_disclosure")], _UNLESS.get(data.get("security_incident", ""), "observed"))
    return max(outcomes, key=("observed", "possible", "not_affected").index)


def veris_rows(path: Path) -> Iterator[Side]:
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.suffix.lower() != ".json":
            continue
        data = json.loads(file.read_text("utf-8"))
        if "victim" not in data:
            continue
        when = data["timeline"]["incident"]
        day = f"{when['year']:04d}"
        day += f"-{when['month']:02d}" + (f"-{when['day']:02d}" if when.get("day") else "") if when.get("month") else ""
        confidentiality = data.get("attribute", {}).get("confidentiality")
        amounts = [item.get("amount") for item in (confidentiality or {}).get("data", [])] + [(confidentiality or {}).get("data_total")]
        name = data["victim"].get("victim_id")
        firm = data.get("security_incident") == "Confirmed" and data.get("confidence") in (None, "High", "None")
        secondary = [part for text in data["victim"].get("secondary", {}).get("victim_id", []) for part in text.split(";")]
        others = {letters(part) for part in secondary if not part.strip().isdigit()} - {"", letters(name or "")}
        yield Side(
            {
                "victim": name if name and name not in ("Unknown", "NA") else None,
                "occurred": day,
                "disclosed": disclosed(data, confidentiality),
                "status": "confirmed" if firm else "reported",
                "effects": frozenset(data.get("attribute", {})) & {"confidentiality", "integrity", "availability"},
                "amounts": frozenset(n for n in amounts if n),
                "kind of action": frozenset(data.get("action", {})) - {"unknown", "environmental"},
                "secondary victims": len(others) or None,
            },
            ((str(data.get("plus", {}).get("master_id") or data["incident_id"]).lower(),),),
        )


def veris_records(reading: Reading) -> Iterator[Side]:
    for record in incidents(reading):
        hits = {a.effect: a for a in record.affected if a.party == record.affected[0].party}
        leaked = hits.get("confidentiality")  # type: ignore[call-overload]
        others = {r.target for r in record.relations if r.service == "secondary-victim"}
        yield Side(
            {
                "victim": named(reading, record.affected[0].party),
                "occurred": only([d.on for d in record.dates.occurred]),
                "disclosed": leaked.outcome if leaked else None,
                "status": record.dates.occurred[0].status if record.dates.occurred else None,
                "effects": frozenset(str(effect) for effect in hits if effect),
                "amounts": frozenset(c.low for c in record.claims if c.field.startswith("entries")),
                "kind of action": frozenset(a.veris.partition(".")[0] for a in record.actions) - {"unknown", "environmental"},
                "secondary victims": len(others) or None,
            },
            ((record.id.partition("/")[2],),),
        )


# STIX

_CORE = "extension-definition--ef765651-680c-498d-9894-99799f2fa126"
_ACTORS = ("threat-actor", "intrusion-set")


def stix_rows(path: Path) -> Iterator[Side]:
    """Incidents with what they count, organisations and actors; identities of persons and of classes are none."""
    for item in json.loads(path.read_text("utf-8"))["objects"]:
        key = ((item["id"].partition("--")[2].lower()[:8],),)
        if item["type"] == "incident":
            core = item.get("extensions", {}).get(_CORE, {})
            people = core.get("impacted_entity_counts", {}).get("individual")
            records = [i["record_count"] for i in core.get("confidentiality_impacts", []) if i.get("record_count")]
            yield Side({"name": item["name"], "individuals": people, "records": frozenset(records)}, key)
        elif item["type"] in _ACTORS or (item["type"] == "identity" and item.get("identity_class") not in ("individual", "class", "group")):
            kind = "actor" if item["type"] in _ACTORS else "organisation"
            others = frozenset(map(letters, item.get("aliases", item.get("x_opencti_aliases", ())))) - {letters(item["name"])}
            yield Side({"name": item["name"], "kind": kind, "other names": others}, key)


def stix_records(reading: Reading) -> Iterator[Side]:
    for record in reading.records.values():
        if isinstance(record, IncidentRecord):
            people = figure(record, "persons-concerned")
            records = frozenset(c.low for c in record.claims if c.field == "entries")
            said = {"name": record.title.any, "individuals": people[0] if people else None, "records": records}
            yield Side(said, ((record.id.partition("/")[2][:8],),))
        elif isinstance(record, Organisation | ThreatActor) and (isinstance(record, ThreatActor) or record.named):
            kind = "actor" if isinstance(record, ThreatActor) else "organisation"
            others = frozenset(map(letters, record.aliases)) - {letters(record.name)}
            yield Side({"name": record.name, "kind": kind, "other names": others}, ((record.id.rpartition(".")[2],),))


# MISP

_HIT = ("victim", "target")
_SOCIAL = re.compile(r"https?://(?:www\.)?(?:x|twitter|facebook|linkedin)\.com/")
"""Accounts of persons, which are not kept."""


def misp_rows(path: Path) -> Iterator[Side]:
    """Events that name a target or describe an incident; what is deleted is none."""
    document = json.loads(path.read_text("utf-8"))
    found = document.get("response", document) if isinstance(document, dict) else document
    for one in found if isinstance(found, list) else [found]:
        event = one.get("Event", one)
        things = [thing for thing in event.get("Object", []) if not thing.get("deleted")]
        flat = [a for a in event.get("Attribute", []) if not a.get("deleted")]
        victims = {a["value"] for a in flat if a["type"] in ("target-org", "target-external")}
        actors = {a["value"] for a in flat if a["type"] == "threat-actor"}
        actors |= {found[1] for tag in event.get("Tag", []) if (found := re.search('threat-actor="(.+)"', tag["name"]))}
        links = {a["value"] for a in flat if a["type"] == "link"}
        determined = None
        for thing in things:
            said: dict[str, list[str]] = {}
            for a in thing.get("Attribute", []):
                if not a.get("deleted"):
                    said.setdefault(a["object_relation"], []).append(a["value"])
                    links |= {a["value"]} if a["type"] == "link" else set()
            organised = thing["name"] == "victim" and said.get("classification", [""])[0] not in ("individual", "class", "group")
            aimed_at = thing["name"] == "organization" and said.get("role", [""])[0].casefold() in _HIT
            if organised or aimed_at:
                victims |= set(said.get("name", ()))
            elif thing["name"] == "incident":
                determined = said.get("determination", [""])[0]
        if victims or determined is not None:
            yield Side(
                {
                    "title": event["info"],
                    "day": f"../{event['date']}",
                    "victims": frozenset(map(letters, victims)),
                    "outcome": _CAME_OF_IT.get(determined or "", "possible"),
                    "sources": frozenset(link for link in links if not _SOCIAL.match(link)),
                    "actors": " ".join(sorted(actors)) or None,
                    "maker": letters(event.get("Orgc", {}).get("name", "")) or None,
                },
                ((event["uuid"].lower(),),),
            )


_CAME_OF_IT = {"successful-attempt": "observed", "low-value": "observed", "confirmed": "observed"}
_CAME_OF_IT |= dict.fromkeys(("blocked", "failed-attempt", "false-positive"), "not_affected")


def misp_records(reading: Reading) -> Iterator[Side]:
    def names(parties: Iterable[str]) -> frozenset[str]:
        found = (reading.records.get(party) for party in parties)
        return frozenset(letters(r.name) for r in found if isinstance(r, ThreatActor) or (isinstance(r, Organisation) and r.named))

    for record in incidents(reading):
        sources = (reading.records.get(f"source:{e}") or reading.records.get(e) for e in record.evidence)
        yield Side(
            {
                "title": record.title.any,
                "day": only([d.on for d in record.dates.occurred]),
                "victims": names(a.party for a in record.affected),
                "outcome": record.affected[0].outcome,
                "sources": frozenset(str(s.url) for s in sources if isinstance(s, Source) and s.url),
                "actors": Named(tuple(names(a.actor for a in record.attributed_to))),
                "maker": next(iter(names([record.affected[0].by] if record.affected[0].by else [])), None),
            },
            ((record.id.partition("/")[2],),),
        )
