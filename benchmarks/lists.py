"""What the loaders make of public lists, field by field, beside what the `csv` and `json` modules alone read in them.

    python -m benchmarks.lists FOLDER

Of each file of the folder that is one of these lists, each row is paired with the record that it became (by its day, its place and
the letters of its name), and each field is right, missing (the row says it, the record does not), wrong, or invented (the record
says what the row does not). What the row says is worked out here: none of the loaders' code is asked for it.
"""

from __future__ import annotations

import ast
import csv
import datetime as dt
import hashlib
import io
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maillon.graph.records import IncidentRecord, Organisation, RelationsRecord
from maillon.loaders.base import CONTRACTS, Reading, loader
from maillon.loaders.contracts.scope import scope_of

WORDS = ("right", "missing", "wrong", "invented", "not kept")
"""`not kept`: a row that the load rejects with its reason, a name of which it says that it is a person's."""

_NOWHERE = "names that stand in no row"

Values = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Side:
    """A row, or the record of one: what each field says, and what it is known by, the surest first."""

    values: Values
    keys: tuple[Key, ...]
    line: int = 0
    told: bool = True
    """Of a row: whether it must have become a record, as far as it can be told here."""


Score = dict[str, Counter[str]]


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def compare(rows: Iterable[Side], records: Iterable[Side]) -> Score:
    """Pair rows with records and judge each field."""
    left, right = list(rows), list(records)
    pairs: list[tuple[Side, Side | None]] = []
    for level in range(max((len(row.keys) for row in left), default=0)):
        waiting: dict[Key, list[Side]] = defaultdict(list)
        for record in right:
            waiting[record.keys[level]].append(record)
        still = []
        for row in left:
            found = waiting[row.keys[level]]
            if found:
                pairs.append((row, found[0]))
                right.remove(found.pop(0))
            else:
                still.append(row)
        left = still
    pairs += [(row, None) for row in left]
    score: Score = defaultdict(Counter)
    written = letters(" ".join(value for row, _ in pairs for value in row.values.values() if isinstance(value, str)))
    for record in [*right, *(match for _, match in pairs if match)]:
        for value in record.values.values():
            if isinstance(value, Named):
                score[_NOWHERE]["invented"] += sum(letters(name) not in written for name in value.names)
    for row, match in pairs:
        if match or row.told:
            score["row"]["right" if match else "missing"] += 1
        for field, expected in row.values.items():
            judge(score[field], expected, match.values.get(field) if match else None)
    for record in right:
        score["row"]["invented"] += 1
        for field, said in record.values.items():
            judge(score[field], None, said)
    return score


def judge(counts: Counter[str], expected: Any, found: Any) -> None:
    """Count one field; of a set each member is counted, of names those that stand in the cell are right."""
    if isinstance(expected, Kinds):
        kinds = frozenset(found or ())
        counts["right"] += len(expected.sure & kinds)
        counts["missing"] += len(expected.sure - kinds)
        counts["invented"] += sum(not re.search(_STEMS[kind], expected.text) for kind in kinds)
    elif isinstance(found, Named) and found.person:
        counts["not kept"] += 1
    elif isinstance(found, AnyOf):
        counts["right" if expected in found.values else "wrong"] += 1
    elif isinstance(expected, frozenset) or isinstance(found, frozenset):
        one, other = frozenset(expected or ()), frozenset(found or ())
        counts["right"] += len(one & other)
        counts["missing"] += len(one - other)
        counts["invented"] += len(other - one)
    elif isinstance(found, Named):
        if not expected:
            counts["invented"] += bool(found.names)
        else:
            counts["right" if any(letters(name) in letters(expected) for name in found.names) else "wrong"] += 1
    elif expected is None and found is None:
        return
    elif expected == found:
        counts["right"] += 1
    else:
        counts["missing" if found is None else "invented" if expected is None else "wrong"] += 1


@dataclass(frozen=True)
class Kinds:
    """Kinds of data of which the items of a row leave no doubt, and all that the row says of data."""

    sure: frozenset[str]
    text: str


@dataclass(frozen=True)
class AnyOf:
    """What several rows say of one party: each of them is right."""

    values: frozenset[str]


@dataclass(frozen=True)
class Named:
    """The names of a party in the graph."""

    names: tuple[str, ...]
    person: bool = False


def named(reading: Reading, party: str) -> Named | None:
    found = reading.records.get(party)
    if not isinstance(found, Organisation):
        return None
    return Named((found.name, *found.aliases)) if found.named else Named((), person="not kept" in found.name)


def incidents(reading: Reading) -> Iterator[IncidentRecord]:
    return (record for record in reading.records.values() if isinstance(record, IncidentRecord))


def figure(record: IncidentRecord, field: str) -> tuple[int | None, int | None] | None:
    return next(((c.low, c.high) for c in record.claims if c.field == field), None)


def whole(text: str) -> int | None:
    digits = text.replace(",", "").strip()
    return int(digits) if digits.isdigit() else None


def us_day(text: str) -> str | None:
    """`04/13/2018 12:00:00 AM`, `04-11-18 0:00`, `10/16/2009`, of several the first."""
    found = re.match(r"\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\b", text)
    if not found:
        return None
    year = int(found[3])
    try:
        return dt.date(year if year > 99 else 2000 + year, int(found[1]), int(found[2])).isoformat()
    except ValueError:  # 2/31/2014: a row to be rejected
        return None


def period(start: str | None, end: str | None, known: str | None) -> str | None:
    """A bound that is not given is none; with neither, it had happened by the day on which it was known."""
    if start and end and end < start:
        start = end = None
    if start and end:
        return start if start == end else f"{start}/{end}"
    return f"{start}/.." if start else f"../{end}" if end else f"../{known}" if known else None


def only(texts: list[str]) -> str | None:
    return texts[0] if len(texts) == 1 else None


def table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV, each with the line on which it ends."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    first = text.splitlines()[0]
    delimiter = max(";,", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    for row in reader:
        yield reader.line_num, {k: (v or "").strip() for k, v in row.items() if k}


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
                    frozenset(_KINDS[letters(item)] for item in items if letters(item) in _KINDS), row["data"].casefold()
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


def stix_rows(path: Path) -> Iterator[Side]:
    for item in json.loads(path.read_text("utf-8"))["objects"]:
        if item["type"] == "incident":
            core = item.get("extensions", {}).get(_CORE, {})
            people = core.get("impacted_entity_counts", {}).get("individual")
            records = [i["record_count"] for i in core.get("confidentiality_impacts", []) if i.get("record_count")]
            yield Side(
                {"name": item["name"], "individuals": people, "records": frozenset(records)}, ((item["id"].partition("--")[2].lower(),),)
            )


def stix_records(reading: Reading) -> Iterator[Side]:
    for record in incidents(reading):
        people = figure(record, "persons-concerned")
        yield Side(
            {
                "name": record.title.any,
                "individuals": people[0] if people else None,
                "records": frozenset(c.low for c in record.claims if c.field == "entries"),
            },
            ((record.id.partition("/")[2],),),
        )


# Registers


def luhn(number: str) -> bool:
    """Whether the check digit of a SIREN or SIRET holds."""
    digits = [int(digit) * (1 + (place % 2)) for place, digit in enumerate(reversed(number))]
    return number.isdigit() and int(number) > 0 and sum(digit // 10 + digit % 10 for digit in digits) % 10 == 0


def siren(number: str) -> str | None:
    """The SIREN of a SIRET of which both check digits hold."""
    return number[:9] if len(number) == 14 and luhn(number) and luhn(number[:9]) else None


def gleif_rows(path: Path) -> Iterator[Side]:
    for line, row in table(path):
        country = row["Entity.LegalAddress.Country"]
        yield Side({"name": row["Entity.LegalName"], "identifier": f"lei:{row['LEI']}", "country": country}, ((row["LEI"],),), line)


def sae_rows(path: Path) -> Iterator[Side]:
    for line, row in table(path):
        yield Side(
            {
                "name": row["rs"],
                "identifier": f"finess:{row['fi']}",
                "country": "FR",
                "SIRET": row["sir"] if siren(row["sir"]) else None,
                "department": f"FR-{_OVERSEAS.get(row['dep'], row['dep'])}",
                "legal entity": row["fi_ej"].lower(),
                **({"other name": row["rscom"]} if row.get("rscom") else {}),
            },
            ((row["fi"],),),
            line,
        )


_OVERSEAS = {"9A": "971", "9B": "972", "9C": "973", "9D": "974", "9E": "975", "9F": "976"}


def finess_rows(path: Path) -> Iterator[Side]:
    text = path.read_bytes()
    try:
        read = text.decode("utf-8")
    except UnicodeDecodeError:
        read = text.decode("latin-1")
    for row in csv.reader(io.StringIO(read, newline=""), delimiter=";"):
        if row and row[0] == "structureet":
            yield Side(
                {
                    "name": row[4] or row[3],
                    "identifier": f"finess:{row[1]}",
                    "country": "FR",
                    "SIRET": row[22] if siren(row[22]) else None,
                    "legal entity": row[2].lower(),
                    **({"other name": row[3]} if row[3] != (row[4] or row[3]) else {}),
                },
                ((row[1],),),
            )


def register_records(reading: Reading) -> Iterator[Side]:
    """Each organisation that its register numbers, and the legal body of which it is a site."""
    runs = {r.who: r.target for record in reading.records.values() if isinstance(record, RelationsRecord) for r in record.relations}
    for key, record in reading.records.items():
        if key.startswith(("org:lei/", "org:finess/")) and isinstance(record, Organisation):
            numbers = dict(reversed(identifier.partition(":")[::2]) for identifier in record.identifiers)
            schemes = {scheme: number for number, scheme in numbers.items()}
            own = "lei" if key.startswith("org:lei/") else "finess"
            found = named(reading, record.id)
            values = {"name": found, "other name": found, "identifier": f"{own}:{schemes.get(own)}", "country": record.country}
            if own == "finess":
                values |= {"SIRET": schemes.get("siret"), "legal entity": runs.get(record.id, "/").partition("/")[2]}
                values |= {"department": record.region} if reading.dataset.startswith("sae") else {}
            yield Side(values, ((schemes.get(own),),))


# Public contracts


_PURCHASING = "776056467"
"""UGAP buys for others: behind it stands somebody whom a notice does not name."""


_LATER = ("modifications", "actesSousTraitance")
"""Where other parties may stand."""


def decp_rows(path: Path) -> Iterator[Side]:
    """Each notice; what it says is compared where it stands alone under its buyer and number, and all numbers in it hold.

    Of several versions the last counts, which a row does not tell.
    """
    held = json.loads(path.read_text("utf-8"))["marches"]
    notices = held if isinstance(held, list) else [notice for form in ("marche", "contrat-concession") for notice in held.get(form, [])]
    told: list[tuple[str, str, str, dict[str, Any]]] = []
    for notice in notices:
        buyer = notice.get("acheteur") or {}
        told.append((str(buyer.get("id")), str(buyer.get("nom")), " ".join(str(notice.get("id")).split()), notice))
    times = Counter((buyer, number) for buyer, _, number, _ in told)
    for line, (buyer, name, number, notice) in enumerate(told, 1):
        signed = [one.get("titulaire", one) for one in notice.get("titulaires") or [] if isinstance(one, dict)]
        parties = [(one.get("typeIdentifiant"), str(one.get("id"))) for one in signed]
        suppliers = frozenset(text[:9] for kind, text in parties if kind == "SIRET" and siren(text))
        sure = times[buyer, number] == 1 and siren(buyer) and parties and len(suppliers) == len({text[:9] for _, text in parties})
        own = f"{buyer} {number}"
        # what may be a telephone number is not kept; a buyer whose number is none is known by its name
        keys = ((own,), (f"row {hashlib.sha256(own.encode()).hexdigest()[:12]}",), (f"{name} {number}",))
        if not sure or suppliers == {buyer[:9]}:  # who entrusts itself entrusts nobody
            yield Side({}, keys, line, told=False)
            continue
        day, code = str(notice.get("dateNotification") or "")[:10], str(notice.get("codeCPV", "")).partition("-")[0].zfill(8)
        yield Side(
            {
                "buyer": buyer[:9],
                **({} if _PURCHASING in suppliers or any(map(notice.get, _LATER)) else {"suppliers": suppliers}),
                "since": day if re.fullmatch(r"20[012]\d-\d\d-\d\d", day) else None,
                "code": code if code.strip("0") else None,
            },
            keys,
            line,
        )


def decp_records(reading: Reading) -> Iterator[Side]:
    for record in reading.records.values():
        if isinstance(record, RelationsRecord):
            first = record.relations[0]
            notes = " ".join(r.note.fr for r in record.relations if r.note and r.note.fr)
            told = re.search(r"\b(\d{8})\b", notes.partition("\u00ab")[0])
            parties = {r.target for r in record.relations} - {first.who}
            kept = frozenset(party.partition("/")[2] for party in parties if party.startswith("org:siren/"))
            for evidence in first.evidence:
                yield Side(
                    {
                        "buyer": first.who.partition("/")[2],
                        "suppliers": Named((), person=True) if any("practitioner" in party for party in parties) else kept,
                        "since": min((str(r.since) for r in record.relations if r.since), default=None),
                        "code": told[1] if told else None,
                    },
                    ((own := evidence.partition("#")[2].removesuffix(f" ({decp_file(evidence)})"),), (own,), (own,)),
                )


def decp_file(evidence: str) -> str:
    """The file that evidence names, where it names one."""
    found = re.search(r" \(([^()]+)\)$", evidence)
    return found[1] if found else ""


Rows = Callable[[Path], Iterator[Side]]
Records = Callable[[Reading], Iterator[Side]]
LISTS: Mapping[str, tuple[str, str, Rows, Records]] = {
    "Washington": ("us-states", "DataBreachCause", washington_rows, washington_records),
    "HHS, portal": ("hhs", "Breach Submission Date", portal_rows, portal_records),
    "HHS, list of 2014": ("hhs", "Business_Associate_Involved", list_2014_rows, list_2014_records),
    "Bonjour la fuite": ("bonjourlafuite", '"subcontractor"', leak_rows, leak_records),
    "VCDB": ("vcdb", '"incident_id"', veris_rows, veris_records),
    "STIX": ("stix", '"bundle"', stix_rows, stix_records),
    "GLEIF": ("gleif", "Entity.LegalName", gleif_rows, register_records),
    "SAE": ("sae", "fi_ej", sae_rows, register_records),
    "FINESS": ("finess", "finess;", finess_rows, register_records),
    "French contracts": ("decp", '"marches"', decp_rows, decp_records),
}
"""List → loader, what stands in the head of its files, the rows of a file, the records of a reading."""


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files, and folders of VERIS records, that are one of the lists."""
    seen: set[Path] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in (".csv", ".json") or "schema" in path.parts:
            continue
        head = path.read_bytes()[: 1 << 16].decode("latin-1")
        head = head if path.suffix.lower() == ".json" else head.partition("\n")[0]
        name = next((name for name, (_, mark, _, _) in LISTS.items() if mark in head), None)
        if name == "VCDB" and path.suffix.lower() != ".json":
            continue
        place = path.parent if name == "VCDB" else path
        if name and place not in seen:
            seen.add(place)
            yield name, place


def measure(found: Iterable[tuple[str, Path]]) -> dict[str, Score]:
    """The score of each list over its files."""
    total: dict[str, Score] = {}
    for name, path in found:
        module, _, rows, records = LISTS[name]
        whole = {"scope": scope_of((), None, frozenset(), everything=True)} if module in CONTRACTS else {}
        reading = loader(module).read([path], dataset=None, strict=False, **whole)
        score = total.setdefault(name, defaultdict(Counter))
        lines = {problem.line for problem in reading.rejected}
        told = [row for row in rows(path) if not row.line or row.line not in lines]
        score["row"]["not kept"] += len(lines)
        for field, counts in compare(told, records(reading)).items():
            score[field].update(counts)
    return total


def main(folder: Path) -> None:
    """Print a line a list, and below it each field of which something is not right."""
    print(f"| list | fields | rows | {' | '.join(WORDS)} |\n| --- | --- | --- |{' --- |' * len(WORDS)}")
    for name, score in measure(files(folder)).items():
        rows = score.pop("row")
        total: Counter[str] = Counter()
        for counts in score.values():
            total.update(counts)
        total["not kept"] += rows["not kept"]
        fields = ", ".join(field for field in score if field != _NOWHERE)
        print(f"| {name} | {fields} | {rows['right'] + rows['missing'] + rows['not kept']} | {' | '.join(f'{total[w]}' for w in WORDS)} |")
        for field, counts in {"row": rows, **score}.items():
            if counts["missing"] or counts["wrong"] or counts["invented"]:
                print(f"| | {field} | | {' | '.join(f'{counts[w]}' for w in WORDS)} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
