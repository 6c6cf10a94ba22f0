"""Small worlds drawn at random, as records: odd dates, every status, several speakers, contracts, groups, products, loops, gaps."""

from __future__ import annotations

import copy
import datetime as dt
import random
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from maillon.graph.records import IncidentRecord, Organisation, Population, Product, Record, RelationsRecord
from tests.oracle.crossing import EFFECTS

World = dict[str, list[dict[str, Any]]]
"""Lists of entries: organisations, products, populations, relations, incidents."""

Question = tuple[dt.date, str, str | None, bool]
"""The day, the effect and the kind of data that are asked about, and whether relations that had ended are left out."""

YEARS = ("2018", "2019", "2021", "2022", "2023", "2024", "2025")
ASKED = ("2022-06-01", "2023-12-31", "2024-01-22", "2024-03-01", "2025-06-15", "2026-06-01")
_STATUSES = ("confirmed", "reported", "reported", "claimed", "contested", "retracted")
_DATA_OUTCOMES = ("exposed", "possible", "not_exposed")
_CLAIMED = ("persons-concerned", "persons-concerned", "persons-informed", "persons-told", "persons-on-file", "clients", "cause")
_SPEAKERS = ("org:reg", "org:a", "org:b", "org:e", "actor:x")
_MODELS: dict[str, TypeAdapter[Any]] = {
    "organisations": TypeAdapter(Organisation),
    "products": TypeAdapter(Product),
    "populations": TypeAdapter(Population),
    "incidents": TypeAdapter(IncidentRecord),
}
_VERBS = {
    ("population", "org"): ("insured_by", "patient_of", "user_of"),
    ("population", "product"): ("user_of",),
    ("org", "org"): ("delegates_to", "delegates_to", "hosted_by", "provided_by"),
    ("org", "product"): ("uses",),
    ("product", "org"): ("provided_by", "hosted_by"),
}


def day(draw: random.Random) -> str:
    """A day of the years in which worlds happen: few enough that several fall on one."""
    return f"{draw.choice(YEARS)}-{draw.choice(('01-01', '01-22', '03-02', '06-15', '12-31'))}"


def date(draw: random.Random) -> str:
    """A date as sources give them: a day, a month, a year, about, a season, an hour, open or unknown on one side."""
    year = draw.choice(YEARS)
    month = f"{year}-{draw.choice((1, 3, 6, 12)):02d}"
    kind = draw.randrange(16)
    plain = draw.choice((year, month, day(draw)))
    if kind < 8:
        return plain
    return (
        draw.choice((f"{year}~", f"{month}?", f"{day(draw)}~", f"{year}%", f"{month}%")),
        f"{year}-{draw.choice((21, 22, 23, 24))}",
        f"../{plain}",
        f"{plain}/..",
        f"/{plain}",
        f"{plain}/",
        f"{day(draw)}T{draw.choice(('00:30', '09:30', '23:00'))}{draw.choice(('Z', '+01:00', '-05:00'))}",
        _span(draw),
    )[kind - 8]


def _span(draw: random.Random) -> str:
    first, last = sorted((day(draw), day(draw)))
    return f"{first}/{last}"


def _stated(draw: random.Random) -> dict[str, Any]:
    said: dict[str, Any] = {"evidence": [draw.choice(("s", "t", "u"))]}
    if draw.random() < 0.7:
        said["status"] = draw.choice(_STATUSES)
    if draw.random() < 0.4:
        said["by"] = draw.choice(_SPEAKERS)
    if draw.random() < 0.3:
        said["made_on"] = date(draw)
    return said


def _relation(draw: random.Random, ends: list[str]) -> dict[str, Any]:
    while True:
        who, whom = draw.choice(ends), draw.choice([*ends, "unknown"])
        kind = (who.partition(":")[0], "org" if whom == "unknown" else whom.partition(":")[0])
        if who != whom and kind in _VERBS:
            break
    verb = draw.choice([v for v in _VERBS[kind] if whom != "unknown" or v not in ("user_of",)] or ["insured_by"])
    said = {"who": who, verb: whom}
    if draw.random() < 0.12:
        said["contract"] = draw.choice(("k", "l"))
    return {**said, **_qualifiers(draw, verb), **_stated(draw)}


def _qualifiers(draw: random.Random, verb: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name, share in (("since", 0.35), ("until", 0.3), ("seen_on", 0.15)):
        if draw.random() < share:
            said[name] = date(draw)
    if draw.random() < 0.2:
        said |= _held(draw)
    if draw.random() < 0.2:
        said["data"] = sorted(draw.sample(("identity", "email", "health-data"), draw.randint(1, 2)))
    if draw.random() < 0.15:
        said["scope"] = draw.choice(("insurance", "care"))
    if draw.random() < 0.2:
        said["data_after_end"] = draw.choice(("kept", "returned", "erased"))
    if verb == "uses":
        if draw.random() < 0.7:
            said["deployment"] = draw.choice(("shared", "dedicated", "on_premises", "on_premises"))
        if draw.random() < 0.4:
            said["data_at_provider"] = draw.choice((True, False))
    return said


def _again(draw: random.Random, relation: dict[str, Any]) -> dict[str, Any]:
    """Another statement of the same arrow."""
    kept = {k: v for k, v in relation.items() if k in ("who", "contract") or k in {v for verbs in _VERBS.values() for v in verbs}}
    verb = next(k for k in kept if k not in ("who", "contract"))
    return {**kept, **_qualifiers(draw, verb), **_stated(draw)}


def _held(draw: random.Random) -> dict[str, str]:
    """The dates of a relation that is in force on most of the days that are asked about."""
    return {"since": draw.choice(("2018", "2019-06", "2021-01-22")), "until": draw.choice(("2025", "2026-12", "2026-12-31"))}


def _size(draw: random.Random) -> Any:
    low = draw.randint(0, 3)
    kind = draw.randrange(5)
    if kind == 0:
        return "unknown"
    size: dict[str, Any] = {"low": low, "evidence": ["s"]}
    if kind > 1:
        size["high"] = low + draw.choice((0, 0, 1, 2))
    if kind == 4:
        del size["low"]
    return size


def _whose(draw: random.Random) -> dict[str, str]:
    return {"of": "professionals"} if draw.random() < 0.2 else {}


def _dates(draw: random.Random, parties: list[str]) -> dict[str, Any]:
    """The days of an incident: none, one or several of a kind."""
    dates: dict[str, Any] = {}
    for kind, share in (("occurred", 0.6), ("detected", 0.6), ("contained", 0.2), ("disclosed", 0.3)):
        if draw.random() < share:
            dates[kind] = [{"on": date(draw), **_stated(draw)} for _ in range(draw.choice((1, 1, 2)))]
            if kind == "detected":
                for said in dates[kind]:
                    said["at"] = draw.choice([p for p in parties if p.startswith("org:")])
    return dates


def _claims(draw: random.Random, parties: list[str]) -> list[dict[str, Any]]:
    """Figures of the people, of a state, and answers; some of a part, and some that replace another."""
    claims: list[dict[str, Any]] = []
    for n in range(draw.choice((0, 0, 1, 2, 3, 4))):
        field = draw.choice(
            ("persons-concerned", "persons-concerned", "persons-informed", "persons-told", "persons-on-file", "clients", "cause")
        )
        claim = {"id": f"k{n}", "field": field, **_stated(draw)}
        low = draw.choice((100, 104, 110, 200))
        if field == "cause":
            claim["answer"] = draw.choice(("yes", "no"))
        else:
            figure = draw.choice(({"low": low}, {"high": low}, {"low": low, "high": low}, {"low": low, "high": low + 50}))
            claim |= figure | {"unit": draw.choice(("persons", "persons", "organisations"))}
            claim |= {"approximate": True} if draw.random() < 0.3 else {}
        if draw.random() < 0.3:
            claim["scope"] = sorted(draw.sample([p for p in parties if p.startswith("org:")], draw.choice((1, 2))))
        earlier = [c for c in claims if [c.get(k) for k in ("field", "unit", "by")] == [claim.get(k) for k in ("field", "unit", "by")]]
        if earlier and draw.random() < 0.5:
            claim["supersedes"] = [draw.choice(earlier)["id"]]
        claims.append(claim)
    return claims


def _incident(draw: random.Random, name: str, parties: list[str]) -> dict[str, Any]:
    broke = [p for p in parties if not p.startswith("population:")]
    orgs = [p for p in parties if p.startswith("org:")]
    dates = _dates(draw, parties)
    affected = [
        {"party": draw.choice(parties), "outcome": draw.choice(("observed", "possible", "not_affected")), **_stated(draw)}
        | ({"effect": draw.choice(("confidentiality", "integrity", "availability"))} if draw.random() < 0.6 else {})
        for _ in range(draw.choice((0, 1, 2, 3)))
    ]
    data = [
        {"category": draw.choice(("identity", "health-data")), "outcome": draw.choice(_DATA_OUTCOMES), **_stated(draw)} | _whose(draw)
        for _ in range(draw.choice((0, 1, 2)))
    ]
    notified = []
    for _ in range(draw.choice((0, 1, 2, 3))):
        one, other = draw.sample(orgs, 2)
        filed = draw.random() < 0.6
        told = {"from": one, "to": "org:reg" if filed else other, "duty": "gdpr_33_1" if filed else "gdpr_33_2", **_stated(draw)}
        if told["from"] == told["to"]:
            continue
        if draw.random() < 0.85:
            told["on"] = date(draw)
        if draw.random() < 0.1:
            told["happened"] = False
        notified.append(told)
    effects = draw.sample(("confidentiality", "integrity", "availability"), draw.choice((0, 1, 1, 2)))
    compromised = [{"at": at, **_stated(draw)} for at in draw.sample(broke, draw.choice((1, 1, 1, 2)))]
    found = {"id": name, "title": {"fr": name, "en": name}, "effects": sorted(effects), "dates": dates, "compromised": compromised}
    return {**found, "affected": affected, "data": data, "notified": notified, "claims": _claims(draw, parties), "evidence": ["s"]}


def world(draw: random.Random) -> World:
    """A small world, all of whose records are valid."""
    facing = ("Insurer", "Hospital", "CareProvider", "TelehealthPlatform", None, None, "SoftwareVendor", "HostingProvider")
    organisations: list[dict[str, Any]] = [{"id": "org:reg", "name": "reg", "roles": ["Regulator"], "evidence": ["s"]}]
    for name in "abcd"[: draw.randint(2, 4)]:
        role = draw.choice(facing)
        organisations.append({"id": f"org:{name}", "name": name, "roles": [role] if role else [], "evidence": ["s"]})
    if draw.random() < 0.4:
        roles = [draw.choice(("CareProvider", "Insurer", "Hospital"))]
        organisations.append({"id": "org:g", "name": "g", "roles": roles, "named": False, "count": _size(draw), "evidence": ["s"]})
        for one in organisations[1:-1]:
            if draw.random() < 0.4:
                one["within"] = "org:g"
            if draw.random() < 0.15:
                one |= {"named": False, "count": _size(draw)}
        if draw.random() < 0.3:  # another group, in which one source places some of them
            organisations.append({"id": "org:k", "name": "k", "roles": roles, "named": draw.random() < 0.5, "evidence": ["s"]})
            for one in organisations[1:-2]:
                if draw.random() < 0.3:
                    organisations.append({**one, "within": "org:k"})
    organisations.append({"id": "org:e", "name": "e", "roles": [], "evidence": ["s"]})
    products = [{"id": f"product:{n}", "name": n, "evidence": ["s"]} for n in "pq"[: draw.choice((0, 1, 1, 2))]]
    populations: list[dict[str, Any]] = []
    for name in "cdf"[: draw.randint(1, 3)]:
        cohort: dict[str, Any] = {"id": f"population:{name}", "name": {"fr": name, "en": name}, "evidence": ["s"], "size": _size(draw)}
        cohort["people"] = draw.choice(("insured", "patients", "insured", "professionals"))
        if populations and draw.random() < 0.4:
            holder = draw.choice(populations)
            cohort |= {"within": holder["id"], "people": holder["people"]}
        outer = next((p for p in populations if p["id"] == cohort.get("within")), {})
        if draw.random() < 0.3 and "partition" not in outer and "within" not in outer:  # nobody is in two cohorts of one partition
            cohort["partition"] = draw.choice(("m", "m", "n"))
        populations.append(cohort)
        if draw.random() < 0.1:
            populations.append({**cohort, "size": _size(draw)})
        elif draw.random() < 0.1:  # a source that places it otherwise
            changed = draw.choice(("within", "partition", "people"))
            values = {
                "within": [p["id"] for p in populations[:-1]] or [None],
                "partition": ["m", "n"],
                "people": ["patients", "professionals"],
            }
            populations.append({k: v for k, v in {**cohort, changed: draw.choice(values[changed])}.items() if v is not None})
    parties = [e["id"] for e in (*organisations[1:-1], *products, *populations)]
    relations: list[dict[str, Any]] = []
    for _ in range(draw.randint(2, 8)):
        relation = _relation(draw, sorted(set(parties)))
        relations.append(relation)
        while draw.random() < 0.35:
            relations.append(_again(draw, relation))
    incidents = [_incident(draw, f"i{n}", sorted(set(parties))) for n in range(draw.choice((0, 1, 1, 2)))]
    if incidents and draw.random() < 0.25:  # another record of the same incident, which gives other days
        incidents.append({**incidents[0], "dates": _dates(draw, parties), "affected": [], "data": [], "notified": [], "claims": []})
    return {
        "organisations": organisations,
        "products": products,
        "populations": populations,
        "relations": [r for r in relations if _valid({"relations": [r]})],
        "incidents": incidents,
    }


def asked(seed: str) -> tuple[World, Question]:
    """A world and what is asked of it."""
    draw = random.Random(seed)
    made = world(draw)
    return made, (
        dt.date.fromisoformat(draw.choice(ASKED)),
        draw.choice(EFFECTS),
        draw.choice((None, None, None, "identity")),
        draw.random() < 0.2,
    )


def records(world: World) -> list[Record]:
    """The entries as records."""
    found: list[Record] = [_MODELS[kind].validate_python(entry) for kind, entries in world.items() if kind in _MODELS for entry in entries]
    if world.get("relations"):
        title = {"fr": "r", "en": "r"}
        found.append(RelationsRecord.model_validate({"kind": "relations", "id": "r", "title": title, "relations": world["relations"]}))
    return found


def _valid(world: World) -> bool:
    try:
        records(world)
    except ValidationError:
        return False
    return True


def smaller(world: World) -> Iterator[World]:
    """The same world without one entry, one statement, or one field."""
    for kind, entries in world.items():
        for n, entry in enumerate(entries):
            if kind in ("relations", "incidents") or (kind == "populations" and [e["id"] for e in entries].count(entry["id"]) > 1):
                yield {**world, kind: entries[:n] + entries[n + 1 :]}
            for path in _removable(entry):
                less = copy.deepcopy(entry)
                place = less
                for step in path[:-1]:
                    place = place[step]
                del place[path[-1]]
                yield {**world, kind: [*entries[:n], less, *entries[n + 1 :]]}
    named = str({k: v for k, v in world.items() if k != "x"})
    for kind in ("organisations", "products", "populations"):
        for n, entry in enumerate(world[kind]):
            if named.count(f"'{entry['id']}'") == 1:
                yield {**world, kind: [*world[kind][:n], *world[kind][n + 1 :]]}


def _removable(entry: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = list(entry.items()) if isinstance(entry, dict) else list(enumerate(entry)) if isinstance(entry, list) else []
    for key, value in items:
        if key not in ("id", "name", "title", "evidence", "who", "people") and not (isinstance(entry, list) and len(entry) == 1):
            yield (*path, key)
            yield from _removable(value, (*path, key))


def minimal(world: World, still: Callable[[World], bool]) -> World:
    """The smallest world found, by leaving out, in which something still holds."""
    while True:
        for less in smaller(world):
            if _valid(less) and still(less):
                world = less
                break
        else:
            return world
