"""VCDB and any other VERIS JSON: public incidents coded by hand, schema 1.2 to 1.4; and `vcdb.csv`, the same as a flat table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maillon.graph import name_matching as naming
from maillon.graph.dates import parse_date
from maillon.graph.model import Effect
from maillon.graph.records import (
    Action,
    Affected,
    Bilingual,
    ClaimStatement,
    Compromised,
    DataStatement,
    Dates,
    DateStatement,
    IncidentRecord,
    Relation,
    Source,
    Whose,
)
from maillon.graph.statements import LISTED
from maillon.loaders import categories, names
from maillon.loaders.audit import Fields
from maillon.loaders.base import Loader, Reading
from maillon.loaders.directions import Direction, read_directions
from maillon.loaders.inputs import collect_files, json_documents
from maillon.loaders.json_numbers import json_number
from maillon.loaders.messages import messages
from maillon.loaders.parties import Parties
from maillon.loaders.problems import BadInputError
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.loaders.veris_flat import flat_documents
from maillon.wording import RefusedError

_FREE_TEXT = "free text; it may hold names of persons, and records keep no text of others"
_CRAFT = "detail of the attack or of the asset that no question of maillon asks"
_ACTIONS = ("malware", "hacking", "social", "misuse", "physical", "error", "environmental")

_PUBLISHER = "VERIS Community Database (VCDB)"
_LICENCE = "CC BY-SA 4.0"

LOADER = Loader(
    name="vcdb",
    title={"fr": "VCDB, incidents codés en VERIS", "en": "VCDB, incidents coded in VERIS"},
    reads={
        "fr": "VERIS JSON 1.2 à 1.4 : dossiers de .json ou .JSON, listes, un objet par ligne, zip ; vcdb.csv ; à côté, des .yaml de sens",
        "en": "VERIS JSON 1.2 to 1.4: folders of .json or .JSON, joined arrays, JSON lines, zip; vcdb.csv; beside them .yaml of directions",
    },
    publisher=_PUBLISHER,
    address="https://github.com/vz-risk/VCDB",
    licence=_LICENCE,
    coverage={
        "fr": "incidents rendus publics, surtout aux États-Unis ; codés à la main d'après la presse et les registres",
        "en": "incidents made public, mostly in the United States; coded by hand from press and registers",
    },
    leaves_out={
        "fr": "textes libres, adresses d'articles, détail de l'attaque ; `victim.secondary` n'a pas de sens fixe et reste non qualifié",
        "en": "free text, addresses of articles, detail of the attack; `victim.secondary` has no fixed direction and stays unqualified",
    },
    ignored_fields={
        "summary": _FREE_TEXT,
        "notes": _FREE_TEXT,
        "discovery_notes": _FREE_TEXT,
        "victim.notes": _FREE_TEXT,
        "victim.secondary.notes": _FREE_TEXT,
        "asset.notes": _FREE_TEXT,
        "impact.notes": _FREE_TEXT,
        "attribute.confidentiality.notes": _FREE_TEXT,
        "attribute.integrity.notes": _FREE_TEXT,
        "attribute.availability.notes": _FREE_TEXT,
        "actor.partner.notes": f"{_FREE_TEXT}; seldom a name, often a sentence or one space",
        "actor.external": "names and notes of attackers here are often persons",
        "actor.internal": "employees are persons",
        "actor.unknown": "says nothing",
        "reference": "addresses of articles, some with names of persons in them; they stand in the VCDB record that is cited",
        "victim.secondary.amount": "sometimes a count of organisations, sometimes of persons, and differs from the list",
        "victim.employee_count": "size of the victim, not of the harm",
        "victim.locations_affected": _CRAFT,
        "victim.revenue": "size of the victim, not of the harm",
        "victim.region": "the country says it",
        "victim.government": _CRAFT,
        "actor.partner.motive": _CRAFT,
        "actor.partner.region": "the country says it",
        "actor.partner.variety": _CRAFT,
        "asset.assets": _CRAFT,
        "asset.role": _CRAFT,
        "asset.country": _CRAFT,
        "asset.total_amount": _CRAFT,
        "asset.accessibility": _CRAFT,
        "asset.governance": _CRAFT,
        "attribute.confidentiality.state": _CRAFT,
        "attribute.confidentiality.partner_data": _CRAFT,
        "attribute.confidentiality.partner_number": _CRAFT,
        "attribute.integrity.variety": _CRAFT,
        "attribute.availability.variety": _CRAFT,
        "attribute.availability.duration": "a duration without its beginning",
        "discovery_method": _CRAFT,
        "control_failure": _CRAFT,
        "corrective_action": _FREE_TEXT,
        "cost_corrective_action": _CRAFT,
        "security_compromise": _CRAFT,
        "targeted": _CRAFT,
        "impact": "money and ratings, seldom sourced",
        "ioc": _CRAFT,
        "value_chain": "the criminals' own economy, not a supply chain",
        "campaign_id": "names no incident that is in the list",
        "related_incidents": "never filled",
        "timeline.compromise": "a duration since a date that is often a year",
        "timeline.exfiltration": "a duration since a date that is often a year",
        "timeline.discovery": "a duration since a date that is often a year",
        "timeline.containment": "a duration since a date that is often a year",
        "timeline.incident.time": "hours are not kept",
        "source_id": "always the list itself",
        "schema_name": "always vcdb",
        "plus": "notes of the coders on their own work (analyst names among them)",
        **{f"action.{a}.{f}": _CRAFT for a in _ACTIONS for f in ("vector", "result", "target", "cve", "name", "location")},
        **{f"action.{a}.notes": _FREE_TEXT for a in (*_ACTIONS, "unknown")},
    },
)

_REQUIRED: dict[str, tuple[str, ...]] = {
    "1.3": (
        *("actor", "action", "discovery_method", "schema_version", "asset", "timeline", "incident_id", "security_incident"),
        *("victim.country", "victim.employee_count", "victim.industry", "timeline.incident.year"),
    ),
}
_REQUIRED["1.2"] = _REQUIRED["1.3"]
_REQUIRED["1.4"] = (*_REQUIRED["1.3"], "summary", "victim.government")
"""Fields that a version of the schema requires (verisc-merged.json); only `strict` insists on them."""

_ALLOWED: dict[str, frozenset[str]] = {
    "security_incident": frozenset({"Confirmed", "Suspected", "Near miss", "False positive"}),
    "confidence": frozenset({"High", "Medium", "Low", "None"}),
    "data_disclosure": frozenset({"Yes", "Potentially", "No", "Unknown"}),
}
_VERSION = re.compile(r"1[._]([234])(?:[._]\d+)*")
_DIRECTIONS_SUFFIXES = (".yaml", ".yml")
_PEOPLE: dict[str, Whose] = {"Patient": "patients", "Customer": "clients", "Employee": "employees", "Student": "students"}


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read VERIS incidents; `.yaml` paths hold curated directions of `victim.secondary`.

    Raises:
        BadInputError: no file could be read, or `strict` and a record is not valid by its own schema version.
    """
    directions = read_directions([p for p in paths if p.suffix.lower() in _DIRECTIONS_SUFFIXES])
    found = collect_files([p for p in paths if p.suffix.lower() not in _DIRECTIONS_SUFFIXES], (".json", ".jsonl", ".ndjson", ".csv"))
    reading = Reading(dataset or "vcdb", "VERIS Community Database", _LICENCE, rank=LISTED)
    parties = Parties("vcdb")
    for source in found.files:
        try:
            documents = list(flat_documents(source) if source.name.lower().endswith(".csv") else json_documents(source))
        except BadInputError as error:
            reject_file(reading, error)
            continue
        last, text = None, ""
        for line, data in documents:
            reading.read += 1
            if data is not last and isinstance(data, dict):  # the same line again is the same object
                last, text = data, json.dumps(data, sort_keys=True, default=str)
            if data is last and reading.repeats([text], source.name, line):
                continue
            _one(data, source.name, line, reading, parties, directions, strict=strict)
    if any(key.startswith("incident:") for key in reading.records):
        parties.source(_source())
    reading.declare(parties.records(), parties.judged)
    return finish(reading, found, strict=strict)


def _source() -> Source:
    return Source(id="vcdb", publisher=_PUBLISHER, title="VERIS Community Database", url=LOADER.address, licence=_LICENCE, language="en")


def _one(
    data: Any,
    file: str,
    line: int,
    reading: Reading,
    parties: Parties,
    directions: Mapping[str, list[Direction]],
    *,
    strict: bool,
) -> None:
    identifier = ""
    try:
        if isinstance(data, RefusedError):
            raise RefusedError(data.message)  # a new one, which goes with its traceback: there may be a million of them
        if not isinstance(data, dict):
            raise RefusedError(messages("json.object"))
        data = _of_one_victim(data)
        fields = Fields(data, LOADER.ignored_fields)
        identifier = _identifier(fields)
        _check_version(data, strict=strict)
        # parties are collected only once the record is known to be valid
        draft = Parties(parties.prefix)
        reading.use(f"incident:{identifier}", _incident(identifier, fields, draft, directions))
    except (ValueError, TypeError, AttributeError) as error:
        broken = error if isinstance(error, ValueError) else RefusedError(messages("row.shape", form="VERIS"))
        reading.rejected.append(one_problem(problems_of(broken, file, line, identifier)))
        return
    parties.absorb(draft)
    reading.unread_fields.update(fields.unread())


def _of_one_victim(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record of schema 1.2, where victims are a list, as later versions write it: one victim, several names in its text.

    What is not the same for all of them (the country, the state) is then not known of any.
    """
    victims = data.get("victim")
    if not isinstance(victims, list) or not victims or not all(isinstance(one, dict) for one in victims):
        return data
    if len(victims) == 1:
        return {**data, "victim": victims[0]}
    first = {name: value for name, value in victims[0].items() if all(one.get(name) == value for one in victims)}
    named = [part for one in victims for part in (one.get("victim_id"), one.get("industry")) if isinstance(part, str) and part.strip()]
    return {**data, "victim": {**first, "victim_id": "; ".join(named)}}


def _identifier(fields: Fields) -> str:
    text = fields.take("plus.master_id") or fields.take("incident_id")
    fields.take("incident_id")
    if not isinstance(text, str) or not text.strip():
        raise RefusedError(messages("row.no_id", one="plus.master_id", other="incident_id"))
    return f"vcdb/{names.first_slug(text)}"


def _check_version(data: Mapping[str, Any], *, strict: bool) -> None:
    version = str(data.get("schema_version", ""))
    matched = _VERSION.fullmatch(version.strip())
    if not matched:
        raise RefusedError(messages("veris.version", version=version[:20]))
    for name in ("security_incident", "confidence"):
        value = data.get(name)
        if value is not None and value not in _ALLOWED[name]:
            raise RefusedError(messages("cell.term", column=name, value=str(value)[:30], allowed=sorted(_ALLOWED[name])))
    if strict:
        missing = [path for path in _REQUIRED[f"1.{matched[1]}"] if _at(data, path) is None]
        if missing:
            raise RefusedError(messages("veris.missing", version=version, missing=missing))


def _at(data: Any, path: str) -> Any:
    for part in path.split("."):
        data = data.get(part) if isinstance(data, dict) else None
    return data


_DISCLOSURES: dict[str | None, tuple[str, str]] = {
    "Yes": ("observed", "exposed"),
    "Potentially": ("possible", "possible"),
    "Unknown": ("possible", "possible"),
    None: ("possible", "possible"),
    "No": ("not_affected", "not_exposed"),
}
"""`data_disclosure` as outcomes at the victim and of the data: that data was at risk does not say that somebody got it."""


@dataclass(frozen=True, slots=True)
class _Firmness:
    """VERIS's `security_incident`, `confidence` and `data_disclosure` as status and outcomes of ours."""

    status: str
    outcome: str

    def at_victim(self, effect: Effect | None, disclosure: str | None) -> tuple[str, str]:
        """Status and outcome of one effect at the victim: nobody confirms what is only possible."""
        disclosed = _DISCLOSURES[disclosure][0]
        if effect is not Effect.CONFIDENTIALITY or disclosed == "observed" or self.outcome == "not_affected":
            return self.status, self.outcome
        return (self.status if disclosed == "not_affected" else "reported"), disclosed

    def of_data(self, disclosure: str | None) -> str:
        """What became of the data."""
        exposed = _DISCLOSURES[disclosure][1]
        if self.outcome == "not_affected":
            return "not_exposed"
        return "possible" if self.outcome == "possible" and exposed == "exposed" else exposed

    @staticmethod
    def of(incident: str | None, confidence: str | None) -> _Firmness:
        match incident:
            case "Suspected":
                return _Firmness("reported", "possible")
            case "Near miss":
                return _Firmness("reported", "not_affected")
            case "False positive":
                return _Firmness("retracted", "not_affected")
            case _:
                firm = incident == "Confirmed" and confidence in (None, "High", "None")
                return _Firmness("confirmed" if firm else "reported", "observed")


def _incident(identifier: str, fields: Fields, parties: Parties, directions: Mapping[str, list[Direction]]) -> IncidentRecord:
    stem = identifier.partition("/")[2]
    evidence = [f"vcdb#{stem}"]
    fields.take("schema_version")
    firmness = _Firmness.of(fields.take("security_incident"), fields.take("confidence"))
    said: dict[str, Any] = {"status": firmness.status, "evidence": evidence}
    victims = _victims(fields, parties, stem)
    victim = victims[0]
    effects = [effect for effect in Effect if fields.has(f"attribute.{effect}")]
    stated: list[Effect | None] = [*effects] or [None]
    disclosure = _disclosure(fields)
    hits = [(effect, *firmness.at_victim(effect, disclosure)) for effect in stated]
    outside = list(_outside(fields, victim, parties, stem, said))
    relations = [*outside, *_partners(fields, parties, victim, stem, said)]
    secondary, affected = _secondary(fields, parties, victims, stem, said, firmness, directions.get(stem, []))
    data, claims = _disclosed(fields, parties, victim, stem, said, firmness.of_data(disclosure), relations)
    on, year = _when(fields)
    name = parties.name_of(victim)
    struck = [effect for effect, _, outcome in hits if outcome != "not_affected"]
    broke_there = bool(struck) and not any(r.hosted_by for r in outside)
    broke = said if any(outcome == "observed" for _, _, outcome in hits) else {**said, "status": "reported"}
    return IncidentRecord(
        id=identifier,
        title=Bilingual.of(messages("title.incident", party=name, year=year)),
        effects=[effect for effect in struck if effect],
        actions=list(_actions(fields, said)),
        dates=Dates(occurred=[DateStatement(on=on, **said)] if on else []),
        compromised=[Compromised(at=at, **broke) for at in victims] if broke_there else [],
        data=data,
        claims=claims,
        affected=[
            *(Affected(party=at, effect=e, **{**said, "status": status}, outcome=o) for at in victims for e, status, o in hits),
            *affected,
        ],
        relations=[*relations, *secondary],
        evidence=evidence,
    )


def _texts(value: Any) -> list[str]:
    """A list of strings, whatever VERIS version wrote it (a lone string is a list of one)."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str) and item.strip()]


def _when(fields: Fields) -> tuple[str | None, object]:
    """When it took place as EDTF, and its year for the title. Without a year it had by the day on which it was written down.

    A day without its month is no date.
    """
    year, month, day = (json_number(fields.take(f"timeline.incident.{part}"), part) for part in ("year", "month", "day"))
    created = str(fields.take("plus.created") or "")[:10]
    if not year:
        known = re.fullmatch(r"\d{4}-\d{2}-\d{2}", created)
        return (parse_date(f"../{created}").text if known else None), messages("year.unknown")
    text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    return parse_date(text).text, year


_ROLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("6215", ("Laboratory",)),
    ("6211", ("Practice",)),
    ("6212", ("Practice",)),
    ("6213", ("Practice",)),
    ("6214", ("Clinic",)),
    ("622", ("Hospital",)),
    ("62", ("CareProvider",)),
    ("524114", ("Insurer",)),
    ("5241", ("Insurer",)),
    ("524292", ("ThirdPartyPayer",)),
    ("5132", ("SoftwareVendor",)),
    ("5112", ("SoftwareVendor",)),
    ("518", ("HostingProvider",)),
    ("5614", ("ServiceProvider",)),
    ("5412", ("ServiceProvider",)),
)
"""NAICS prefixes (2012 to 2022 editions) that name a role of ours, longest first. 624, social assistance, is not care."""


def industry(code: Any) -> tuple[list[str], list[str]]:
    """Roles and `naics:` identifier of an industry code; `000` and what is no code give neither."""
    text = str(code or "").strip()
    if not re.fullmatch(r"\d{2,6}", text) or not int(text):
        return [], []
    if text.startswith("624"):
        return [], [f"naics:{text}"]
    roles = next((roles for prefix, roles in _ROLES if text.startswith(prefix)), ())
    return list(roles), [f"naics:{text}"]


def _place(fields: Fields, path: str) -> tuple[str, str | None]:
    """The place that is part of an identity, and the country: only where exactly one is given."""
    countries = [c for c in _texts(fields.take(f"{path}.country")) if re.fullmatch(r"[A-Z]{2}", c) and c != "NA"]
    country = countries[0] if len(countries) == 1 else None
    states = _texts(fields.take(f"{path}.state"))
    state = states[0].rpartition("-")[2].strip().lower() if len(states) == 1 else ""
    if not country:
        return "", None
    return (f"{country.lower()}-{state}" if re.fullmatch(r"[a-z0-9]{1,3}", state) else country.lower()), country


_BETWEEN = re.compile(r"[;\n]")
_CODE_THEN_NAME = re.compile(r"(\d{2,6})\s*,\s*(.*\S)")


def several(text: str) -> list[tuple[str, str]]:
    """The names in one text, each with its industry: `A; 621210, B; 621210`, `A;621210`, `A; B`. A comma alone parts nothing."""
    found: list[tuple[str, str]] = []
    for part in _BETWEEN.split(text):
        part = part.strip()
        coded = _CODE_THEN_NAME.fullmatch(part)
        code, name = (coded[1], coded[2]) if coded else (part, "") if re.fullmatch(r"\d{2,6}", part) else ("", part)
        if code and found and not found[-1][1]:
            found[-1] = (found[-1][0], code)
        elif code:  # a name that is a number, or a code behind nothing
            name = part
        if name:
            found.append((name, ""))
    return found


def _victims(fields: Fields, parties: Parties, stem: str) -> list[str]:
    """Whom it hit; the first is the one that the record is about."""
    text = fields.take("victim.victim_id", "")
    code = fields.take("victim.industry")
    place, country = _place(fields, "victim")
    evidence = f"vcdb#{stem}"
    named = [(name, own) for name, own in several(text if isinstance(text, str) else "") if not names.is_blank(name)]
    if not named:
        roles, _ = industry(code)
        words = Bilingual.of(messages("party.victim", stem=stem))
        return [parties.unnamed(f"unnamed-victim.{stem}", words, evidence=evidence, roles=roles, country=country)]
    found = []
    for number, (name, own) in enumerate(named):
        roles, identifiers = industry(own or code)
        row = stem if number == 0 else f"{stem}.victim-{number}"
        found.append(parties.named(name, evidence=evidence, row=row, place=place, roles=roles, identifiers=identifiers, country=country))
    return list(dict.fromkeys(found))


def _actions(fields: Fields, said: Mapping[str, Any]) -> Iterator[Action]:
    """`Unknown` and `Other` stay what they are; `NA` is no action."""
    for category in _ACTIONS:
        varieties = fields.take(f"action.{category}.variety")
        if varieties is None:
            if fields.has(f"action.{category}"):
                yield Action(veris=category, **said)
            continue
        for variety in sorted(set(_texts(varieties)) - {"NA"}):
            term = re.sub(r"[^a-z0-9 _-]+", " ", variety.lower()).strip()
            yield Action(veris=f"{category}.{re.sub(' +', ' ', term)}" if term else category, **said)
    if fields.has("action.unknown"):
        fields.take("action.unknown")
        yield Action(veris="unknown", **said)


def _outside(fields: Fields, victim: str, parties: Parties, stem: str, said: Mapping[str, Any]) -> Iterator[Relation]:
    """Assets hosted, run or owned by somebody else are links to suppliers that the list does not name, each record to its own.

    `Unknown` says nothing of a supplier, `NA` that the question does not apply, `Internal` that there is none: none of
    the three is a link.
    """
    hosting = _texts(fields.take("asset.hosting"))
    cloud = _texts(fields.take("asset.cloud"))
    management = _texts(fields.take("asset.management"))
    ownership = _texts(fields.take("asset.ownership"))

    def unnamed(what: str) -> str:
        return parties.unnamed(f"unnamed-{what}.{stem}", Bilingual.of(messages(f"party.{what}", stem=stem)), evidence=f"vcdb#{stem}")

    if any(h.startswith("External") for h in hosting):
        yield Relation(who=victim, hosted_by=unnamed("host"), service="hosting", **said)
    if any(c.startswith("External") for c in cloud):
        yield Relation(who=victim, hosted_by=unnamed("host"), service="cloud", **said)
    if {"External", "Co-managed"} & set(management):
        yield Relation(who=victim, delegates_to=unnamed("supplier"), service="asset-management", **said)
    if "Partner" in ownership:
        yield Relation(who=victim, delegates_to=unnamed("supplier"), service="asset-ownership", **said)


def _partners(fields: Fields, parties: Parties, victim: str, stem: str, said: Mapping[str, Any]) -> Iterator[Relation]:
    """A partner who acted is linked with the victim; the list does not say who serves whom."""
    if not fields.has("actor.partner"):
        return
    roles, identifiers = industry(fields.take("actor.partner.industry"))
    place, country = _place(fields, "actor.partner")
    evidence = f"vcdb#{stem}"
    cells = [one for cell in _texts(fields.take("actor.partner.name")) for one in several(cell) if not names.is_blank(one[0])]
    linked = [
        parties.named(
            name,
            evidence=evidence,
            row=f"{stem}.partner{f'-{number}' if number else ''}",
            place=place,
            roles=industry(code)[0] if code else roles,
            identifiers=industry(code)[1] if code else identifiers,
            country=country,
        )
        for number, (name, code) in enumerate(cells)
    ] or [
        parties.unnamed(
            f"unnamed-partner.{stem}",
            Bilingual.of(messages("party.partner", stem=stem)),
            evidence=evidence,
            roles=roles,
            country=country,
        )
    ]
    for partner in sorted(set(linked) - {victim}):
        yield Relation(who=victim, linked_with=partner, service="partner-actor", **said)


def _secondary(
    fields: Fields,
    parties: Parties,
    victims: Sequence[str],
    stem: str,
    said: Mapping[str, Any],
    firmness: _Firmness,
    directions: Sequence[Direction],
) -> tuple[list[Relation], list[Affected]]:
    """Secondary victims: unqualified, unless a curated direction says what the record really means."""
    relations: list[Relation] = []
    affected: list[Affected] = []
    victim = victims[0]
    own = {naming.fold_name(parties.name_of(one)) for one in victims}
    seen = {*victims}
    cells = [one for cell in _texts(fields.take("victim.secondary.victim_id")) for one in several(cell)]
    for position, (name, code) in enumerate(cells):
        if names.is_blank(name) or naming.fold_name(name) in own:
            continue
        roles, identifiers = industry(code)
        party = parties.named(name, evidence=f"vcdb#{stem}", row=f"{stem}.{position}", roles=roles, identifiers=identifiers)
        if party in seen:
            continue
        seen.add(party)
        direction = next((d for d in directions if d.is_about(name)), None)
        match direction.secondary if direction else None:
            case "self" | "none":
                continue
            case "client":
                relations.append(Relation(who=party, delegates_to=victim, note=direction.note if direction else None, **said))
            case "supplier":
                relations.append(Relation(who=victim, delegates_to=party, note=direction.note if direction else None, **said))
            case "affiliate":
                relations.append(
                    Relation(who=victim, linked_with=party, service="affiliate", note=direction.note if direction else None, **said)
                )
            case "co_victim":
                pass
            case _:
                relations.append(Relation(who=victim, linked_with=party, service="secondary-victim", **said))
                continue  # whether it was hit is as open as who it is to the victim
        if direction and direction.secondary in ("client", "co_victim"):
            affected.append(Affected(party=party, outcome=firmness.outcome, **said))
    return relations, affected


def _disclosure(fields: Fields) -> str | None:
    found: str | None = fields.take("attribute.confidentiality.data_disclosure")
    if found is not None and found not in _ALLOWED["data_disclosure"]:
        allowed = sorted(_ALLOWED["data_disclosure"])
        raise RefusedError(messages("cell.term", column="data_disclosure", value=str(found)[:30], allowed=allowed))
    return found


def _disclosed(
    fields: Fields,
    parties: Parties,
    victim: str,
    stem: str,
    said: Mapping[str, Any],
    exposed: str,
    relations: list[Relation],
) -> tuple[list[DataStatement], list[ClaimStatement]]:
    """Which data it is about, whose, and how many records: all of them disclosed, or only at risk."""
    path = "attribute.confidentiality"
    modified = str(fields.take("plus.modified") or "")[:10]
    made_on = modified if re.fullmatch(r"\d{4}-\d{2}-\d{2}", modified) else None
    whose: list[Whose] = sorted({_PEOPLE[v] for v in _texts(fields.take(f"{path}.data_victim")) if v in _PEOPLE})
    cohort = _cohort(parties, victim, whose, stem, said, relations)
    note = None if exposed == "exposed" else Bilingual.of(messages(f"note.at_risk.{exposed}"))
    people: list[Whose | None] = [*whose] or [None]
    kinds: dict[str, None] = {}  # each once: several varieties may be one category
    amounts: dict[tuple[str, int], None] = {}
    for item in fields.take(f"{path}.data", []):
        variety, amount = item.get("variety"), json_number(item.get("amount"), "data.amount")
        if variety == "NA":
            continue
        if variety not in categories.VERIS:
            raise RefusedError(messages("cell.term", column="data.variety", value=str(variety)[:30], allowed=sorted(categories.VERIS)))
        category = parties.category(categories.known_categories()[categories.VERIS[variety]])
        kinds[category] = None
        if amount is not None:
            amounts[category, amount] = None
    data = [DataStatement(category=category, outcome=exposed, of=of, **said) for category in kinds for of in people]
    claims = [
        ClaimStatement(
            field="entries-of-category",
            low=amount,
            high=amount,
            unit="entries",
            text=categories.known_categories()[category].name,
            made_on=made_on,
            note=note,
            **said,
        )
        for category, amount in amounts
    ]
    total = json_number(fields.take(f"{path}.data_total"), "data_total")
    if total is not None:
        claims.append(
            ClaimStatement(
                field="entries",
                low=total,
                high=total,
                unit="entries",
                population=cohort,
                scope=[victim],
                made_on=made_on,
                note=note,
                **said,
            )
        )
    return data, claims


def _cohort(
    parties: Parties, victim: str, whose: Sequence[Whose], stem: str, said: Mapping[str, Any], relations: list[Relation]
) -> str | None:
    """The people behind the count, where the record names exactly one kind of them."""
    if whose not in (["patients"], ["clients"]):
        return None
    name = parties.name_of(victim)
    if whose == ["patients"]:
        words = Bilingual.of(messages("people.patients", party=name))
        cohort = parties.cohort(victim, "patients", words, evidence=f"vcdb#{stem}")
        relations.append(Relation(who=cohort, patient_of=victim, **said))
    else:
        words = Bilingual.of(messages("people.clients", party=name))
        cohort = parties.cohort(victim, "clients", words, evidence=f"vcdb#{stem}")
        relations.append(Relation(who=cohort, user_of=victim, **said))
    return cohort
