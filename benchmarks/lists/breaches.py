"""Lists of breaches: Washington's notices, the portal of HHS and its list of 2014, leaks in France."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.lists.comparing import AnyOf, Kinds, Named, Side, figure, incidents, letters, named, only, period, table, us_day, whole
from maillon.graph.records import Organisation
from maillon.loaders.base import Reading

# Washington

_ATTACKS = {"Ransomware": "malware.ransomware", "Malware": "malware", "Phishing": "social.phishing", "Skimmers": "physical.skimmer"}
_ATTACKS["Unclear/unknown"] = "unknown"


def washington_rows(path: Path) -> Iterator[Side]:
    for line, row in table(path):
        day, start, end, aware = (us_day(row[c].split(",")[0]) for c in ("DateSubmitted", "DateStart", "DateEnd", "DateAware"))
        count = whole(row["WashingtoniansAffected"])
        attack = row["CyberattackType"]
        yield Side(
            {
                "name": row["Name"],
                "reported on": day,
                "known on": aware,
                "occurred": period(start, end, aware or day),
                "residents": (count, count) if count is not None else None,
                "attack": frozenset({_ATTACKS[attack]} if attack in _ATTACKS else ()),
            },
            ((day, letters(row["Name"].split(" (")[0])), (day, count)),
            line,
        )


def washington_records(reading: Reading) -> Iterator[Side]:
    for record in incidents(reading):
        party = named(reading, record.affected[0].party)
        count = figure(record, "residents-concerned")
        day = record.notified[0].on
        yield Side(
            {
                "name": party,
                "reported on": day,
                "known on": only([d.on for d in record.dates.detected]),
                "occurred": only([d.on for d in record.dates.occurred]),
                "residents": count,
                "attack": frozenset(a.veris for a in record.actions),
            },
            ((day, letters(party.names[0]) if party and party.names else None), (day, count and count[0])),
        )


# HHS

_BREACHES = {
    "Hacking/IT Incident": "hacking",
    "Theft": "physical.theft",
    "Loss": "error.loss",
    "Improper Disposal": "error.disposal error",
    "Unknown": "unknown",
}
_TYPES = {
    "Healthcare Provider": "CareProvider",
    "Health Plan": "Insurer",
    "Business Associate": "ServiceProvider",
    "Healthcare Clearing House": "ThirdPartyPayer",
}
_JOINED = re.compile(r"consolidated|duplicat", re.IGNORECASE)
"""A report that became a part of another: whose figure stands is not told by the row alone."""


def broken(text: str) -> frozenset[str]:
    return frozenset(_BREACHES[term] for term in re.split(r"\s*,\s*", text) if term in _BREACHES)


def bounds(text: str) -> tuple[int | None, int | None] | None:
    count = whole(text)
    return None if count is None else (500, None) if count in (500, 501) else (count, count)


def portal_rows(path: Path) -> Iterator[Side]:
    for line, row in table(path):
        cells = list(row.values())
        day, state, text = us_day(row["Breach Submission Date"]), row["State"].lower() or "us", row["Web Description"]
        yield Side(
            {
                "name": cells[0],
                "state": state,
                "kind of entity": _TYPES.get(row["Covered Entity Type"]),
                "reported on": day,
                "occurred": f"../{day}",
                "kind of breach": broken(row["Type of Breach"]),
                **({} if _JOINED.search(text) else {"individuals": bounds(row["Individuals Affected"])}),
            },
            ((day, state, letters(cells[0]), bounds(row["Individuals Affected"])), (day, state, letters(cells[0])), (day, state)),
            line,
        )


def portal_records(reading: Reading) -> Iterator[Side]:
    for record in incidents(reading):
        place = re.search(r"\.([a-z]{2})(?:\.\d+)?(?:@|$)", record.id)
        entity = record.notified[0].from_
        found = reading.records.get(entity)
        party = named(reading, entity)
        day, state = record.notified[0].on, place[1] if place else None
        count = figure(record, "persons-concerned")
        own = letters(party.names[0]) if party and party.names else None
        yield Side(
            {
                "name": party,
                "state": state,
                "kind of entity": AnyOf(frozenset(found.roles)) if isinstance(found, Organisation) and found.roles else None,
                "reported on": day,
                "occurred": only([d.on for d in record.dates.occurred]),
                "kind of breach": frozenset(a.veris for a in record.actions),
                "individuals": count,
            },
            ((day, state, own, count), (day, state, own), (day, state)),
        )


def list_2014_rows(path: Path) -> Iterator[Side]:
    for line, row in table(path):
        days = [us_day(part) for part in re.split(r"\s*-\s*", row["Date_of_Breach"])]
        start, end = days[0], days[-1]
        state, associate = row["State"].lower(), row["Business_Associate_Involved"]
        yield Side(
            {
                "name": row["Name_of_Covered_Entity"],
                "state": state,
                "occurred": period(start, end, None),
                **({} if _JOINED.search(row["Summary"]) else {"individuals": bounds(row["Individuals_Affected"])}),
                "kind of breach": broken(row["Type_of_Breach"]),
                "associate named": bool(associate) or None,
            },
            ((start, state, letters(row["Name_of_Covered_Entity"])), (start, state)),
            line,
        )


def list_2014_records(reading: Reading) -> Iterator[Side]:
    for record in incidents(reading):
        place = re.search(r"\.([a-z]{2})(?:\.\d+)?(?:@|$)", record.id)
        party = named(reading, record.affected[0].party)
        occurred = only([d.on for d in record.dates.occurred])
        start, state = occurred.partition("/")[0] if occurred else None, place[1] if place else None
        entrusted = any(r.verb == "delegates_to" for r in record.relations)
        yield Side(
            {
                "name": party,
                "state": state,
                "occurred": occurred,
                "individuals": figure(record, "persons-concerned"),
                "kind of breach": frozenset(a.veris for a in record.actions),
                "associate named": entrusted or None,
            },
            ((start, state, letters(party.names[0]) if party and party.names else None), (start, state)),
        )


# French leaks

_STATUS = {"confirmed": "confirmed", "claimed": "claimed", "untrusted": "contested"}
_KINDS = {  # whole items of which there can be no doubt
    "adressemail": "email",
    "adresseemail": "email",
    "email": "email",
    "téléphone": "telephone",
    "numérodetéléphone": "telephone",
    "adressepostale": "postal-address",
    "datedenaissance": "birth-date",
    "iban": "bank-details",
    "motdepasse": "account-credentials",
    "numérodesécuritésociale": "national-insurance-number",
    "nomprénom": "identity",
}
_STEMS = {
    "email": "mail|courriel|[ée]lectronique",
    "telephone": "t[ée]l[ée]?",
    "postal-address": "adresse|postal|coordonn",
    "birth-date": "naissance|[âa]ge",
    "bank-details": "iban|rib|banc|bank",
    "account-credentials": "mot de passe|mots de passe|identifiant|login|connexion|credential",
    "national-insurance-number": "s[ée]cu|nir",
    "identity": "nom|identit|[ée]tat civil|civilit",
}
"""What must stand in a row for a kind of data not to be invented."""
_SURE = re.compile(r"([\d \u00a0\u202f]+) (personnes|patients|adhérents|comptes|fichiers)")
_UNITS = {"comptes": "accounts", "fichiers": "files"}


def leak_rows(path: Path) -> Iterator[Side]:
    for line, row in table(path):
        try:
            items = ast.literal_eval(row["data"] or "[]")
        except ValueError:  # it calls something: a row to be rejected
            items = []
        sure = _SURE.fullmatch(row["volume"])
        n = int(re.sub(r"\D", "", sure[1])) if sure else None
        names = frozenset(map(letters, filter(None, (row["processor"], row["subcontractor"]))))
        yield Side(
            {
                "organisation": row["processor"],
                "supplier": bool(row["subcontractor"]) or None,
                "day": f"../{row['date']}",
                "status": _STATUS.get(row["status"]),
                "sure kinds of data": Kinds(
                    frozenset(_KINDS[letters(item)] for item in items if letters(item) in _KINDS), row["data"].casefold(), _STEMS
                ),
                **({"plain figures": (n, n, _UNITS.get(sure[2], "persons"))} if sure else {}),
            },
            ((row["date"], min(names, default="")), (row["date"], letters(row["processor"])), (row["date"],)),
            line,
        )


def leak_records(reading: Reading) -> Iterator[Side]:
    for record in incidents(reading):
        party = named(reading, record.affected[0].party)
        day = only([d.on for d in record.dates.occurred]) or ""
        entrusts = [r for r in record.relations if r.verb == "delegates_to"]
        names = {letters(named(reading, p).names[0]) for r in entrusts for p in (r.who, r.target) if (named(reading, p) or Named(())).names}  # type: ignore[union-attr]
        own = letters(party.names[0]) if party and party.names else ""
        claim = next((c for c in record.claims if c.unit), None)
        yield Side(
            {
                "organisation": party,
                "supplier": bool(entrusts) or None,
                "day": day,
                "status": record.affected[0].status,
                "sure kinds of data": frozenset(d.category for d in record.data) & frozenset(_KINDS.values()),
                "plain figures": (claim.low, claim.high, claim.unit) if claim else None,
            },
            ((day[3:], min(names | {own})), (day[3:], own), (day[3:],)),
        )
