"""What was said of one incident: claims and conflicts, who was hit and who was not, who told whom and when."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Any

from maillon.queries.blast_radius import Impact, shown_from
from maillon.queries.claims import Claim, Conflict, Headline, Speaker, conflicts, headline
from maillon.queries.clock_hours import Hours, Span, hours_between
from maillon.queries.subgraph import Node, Reader, fetch_nodes, to_date


@dataclass(frozen=True, slots=True)
class SourceReading:
    """One source's own reading of an arrow that several speak of."""

    outcome: str | None
    status: str
    by: tuple[str, ...]
    made_on: str | None
    evidence: tuple[str, ...]
    happened: bool | None = None
    on: str | None = None
    note_fr: str | None = None
    note_en: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A party where it broke, or the door it came in by."""

    party: str
    role: str
    vector: str | None
    account_fr: str | None
    account_en: str | None
    status: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExposedData:
    """What became of one kind of data of some people (`of`), at one party (`at`, '' = all)."""

    category: str
    of: str
    at: str
    outcome: str
    status: str
    conflict: bool
    readings: tuple[SourceReading, ...]


@dataclass(frozen=True, slots=True)
class Notification:
    """Who told whom. `happened` is None where the speakers disagree.

    `hours` run from the detection of the incident to the notice, as far as days tell (None where a date is unknown).
    """

    start: str
    end: str
    duty: str
    happened: bool | None
    on: str | None
    on_from: dt.date | None
    on_to: dt.date | None
    hours: Hours | None
    status: str
    readings: tuple[SourceReading, ...]


@dataclass(frozen=True, slots=True)
class IncidentAnswer:
    """Everything the graph holds about one incident. `names` describes every id that occurs."""

    incident: Node
    claims: tuple[Claim, ...]
    headline: Headline | None
    conflicts: tuple[Conflict, ...]
    compromised: tuple[Place, ...]
    entered_through: tuple[Place, ...]
    affected: tuple[Impact, ...]
    exposures: tuple[ExposedData, ...]
    notifications: tuple[Notification, ...]
    attributed_to: tuple[Place, ...]
    names: Mapping[str, Node]


CLAIMS = """
MATCH (c:Claim)-[:ABOUT]->(i:Incident {id: $id})
OPTIONAL MATCH (c)-[:STATED_BY]->(s)
RETURN properties(c) AS claim, s.id AS by, s.name AS by_name, labels(s) AS by_labels
ORDER BY c.id
"""
PLACES = """
MATCH (i:Incident {id: $id})-[r:COMPROMISED|ENTERED_THROUGH|ATTRIBUTED_TO]->(x)
RETURN x.id AS party, type(r) AS role, r.vector AS vector, r.account_fr AS account_fr, r.account_en AS account_en,
       r.status AS status, r.evidence AS evidence
ORDER BY role, party
"""
AFFECTED = """
MATCH (i:Incident {id: $id})-[a:AFFECTED]->(p)
RETURN i.id AS incident, p.id AS party, a.outcome AS outcome, a.effect AS effect, a.low AS low, a.high AS high, a.unit AS unit,
       a.data AS data, a.status AS status, a.evidence AS evidence, a.by AS by, a.conflict AS conflict,
       a.note_fr AS note_fr, a.note_en AS note_en
ORDER BY party, effect
"""
EXPOSED = """
MATCH (i:Incident {id: $id})-[e:EXPOSED]->(d:DataCategory)
RETURN d.id AS category, e.of AS of, e.at AS at, e.outcome AS outcome, e.status AS status, e.conflict AS conflict, e.said AS said
ORDER BY of, at, category
"""
NOTIFIED = """
MATCH (a:Organisation)-[n:NOTIFIED {incident: $id}]->(b)
RETURN a.id AS start, b.id AS end, n.duty AS duty, n.on_edtf AS on, n.on AS on_from, n.on_to AS on_to, n.status AS status, n.said AS said
ORDER BY on_from, start, end, duty
"""
VICTIMS = """
MATCH (i:Incident {id: $id})-[:COMPROMISED|AFFECTED]->(x)
OPTIONAL MATCH (x)-[:PROVIDED_BY]->(p)
OPTIONAL MATCH (x)-[:SUBSIDIARY_OF]->(o)
RETURN x.id AS party, p.id AS provider, o.id AS owner
"""


def incident(store: Reader, incident_id: str) -> IncidentAnswer:
    """All that was said of the incident `incident_id`."""
    node = fetch_nodes(store, [incident_id])[incident_id]
    claims = incident_claims(store, incident_id)
    places = [Place(**{**row, "evidence": tuple(row["evidence"] or ())}) for row in store.read(PLACES, id=incident_id)]
    affected = tuple(shown_from(row) for row in store.read(AFFECTED, id=incident_id))
    exposures = tuple(
        ExposedData(
            category=row["category"],
            of=row["of"] or "",
            at=row["at"] or "",
            outcome=row["outcome"],
            status=row["status"],
            conflict=bool(row["conflict"]),
            readings=_readings(row["said"]),
        )
        for row in store.read(EXPOSED, id=incident_id)
    )
    detected = _span(claims, "detected")
    notifications = tuple(_told(row, detected) for row in store.read(NOTIFIED, id=incident_id))
    ids = {
        *(c.by for c in claims if c.by),
        *(p for c in claims for p in c.scope),
        *(c.population for c in claims if c.population),
        *(p.party for p in places),
        *(s.party for s in affected),
        *(x for e in exposures for x in (e.category, e.at) if x),
        *(x for t in notifications for x in (t.start, t.end)),
        *(b for e in exposures for r in e.readings for b in r.by),
        *(b for t in notifications for r in t.readings for b in r.by),
        *(b for s in affected for b in s.by),
    }
    return IncidentAnswer(
        incident=node,
        claims=claims,
        headline=headline(claims, {p.party for p in places if p.role == "COMPROMISED"}),
        conflicts=tuple(conflicts(claims)),
        compromised=tuple(p for p in places if p.role == "COMPROMISED"),
        entered_through=tuple(p for p in places if p.role == "ENTERED_THROUGH"),
        affected=affected,
        exposures=exposures,
        notifications=notifications,
        attributed_to=tuple(p for p in places if p.role == "ATTRIBUTED_TO"),
        names=fetch_nodes(store, ids),
    )


def incident_claims(store: Reader, incident_id: str) -> tuple[Claim, ...]:
    """Its claims, each with the rank of its speaker, ordered by field and date."""
    victims = {str(value) for row in store.read(VICTIMS, id=incident_id) for value in row.values() if value is not None}
    rows = store.read(CLAIMS, id=incident_id)
    replaced: dict[str, list[str]] = {}
    for row in rows:
        for earlier in row["claim"].get("supersedes") or ():
            replaced.setdefault(earlier, []).append(row["claim"]["id"])
    for earlier, later in replaced_in_series(rows):
        replaced.setdefault(earlier, []).append(later)
    found = [_claim(row, victims, replaced) for row in rows]
    return tuple(sorted(found, key=lambda c: (c.field, c.unit or "", c.made_on or c.on_from or dt.date.max, c.low or 0, c.id)))


def replaced_in_series(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Pairs (earlier, later) of claims of one running entry of a register: each is replaced by those of the next date.

    The exports of a register know nothing of one another, so that they can be loaded in any order; the series says it.
    """
    entries: dict[tuple[Any, ...], dict[Any, list[str]]] = {}
    for row in rows:
        p = row["claim"]
        if p.get("series") and p.get("made_on"):
            dates = entries.setdefault((p["series"], row["by"], p["field"], p.get("unit")), {})
            dates.setdefault(p["made_on"], []).append(p["id"])
    for dates in entries.values():
        for earlier, later in pairwise(sorted(dates)):
            yield from ((a, b) for a in dates[earlier] for b in dates[later])


def speaker_rank(by: str | None, labels: Sequence[str], victims: set[str]) -> Speaker:
    """Regulator by its role; attacker by its kind; victim if compromised, affected, or its provider or owner."""
    if by is None:
        return Speaker.INDEPENDENT
    if "ThreatActor" in labels:
        return Speaker.ATTACKER
    if by in victims:
        return Speaker.VICTIM
    return Speaker.REGULATOR if "Regulator" in labels else Speaker.INDEPENDENT


def _claim(row: Mapping[str, Any], victims: set[str], replaced: Mapping[str, Sequence[str]]) -> Claim:
    p = row["claim"]
    return Claim(
        id=p["id"],
        field=p["field"],
        low=p.get("low"),
        high=p.get("high"),
        approximate=bool(p.get("approximate")),
        unit=p.get("unit"),
        answer=p.get("answer"),
        text_fr=p.get("text_fr"),
        text_en=p.get("text_en"),
        on=p.get("on_edtf"),
        on_from=to_date(p.get("on_from")),
        on_to=to_date(p.get("on_to")),
        scope=tuple(p.get("scope") or ()),
        population=p.get("population"),
        status=p["status"],
        by=row["by"],
        by_name=row["by_name"],
        speaker=speaker_rank(row["by"], row["by_labels"] or (), victims),
        made_on=to_date(p.get("made_on")),
        made_on_edtf=p.get("made_on_edtf"),
        supersedes=tuple(p.get("supersedes") or ()),
        superseded_by=tuple(sorted(replaced.get(p["id"], ()))),
        evidence=tuple(p.get("evidence") or ()),
        note_fr=p.get("note_fr"),
        note_en=p.get("note_en"),
    )


def _span(claims: Sequence[Claim], field: str) -> Span:
    """The days that the standing claims of a date allow together."""
    spans = [Span.of(c.on) for c in claims if c.field == field and c.on and c.stands]
    return reduce(Span.hull, spans) if spans else Span(None, None)


def _readings(said: Sequence[str] | None) -> tuple[SourceReading, ...]:
    found = []
    for text in said or ():
        a = json.loads(text)
        found.append(
            SourceReading(
                outcome=a.get("outcome"),
                status=a.get("status", "reported"),
                by=tuple(a.get("by") or ()),
                made_on=a.get("made_on_edtf"),
                evidence=tuple(a.get("evidence") or ()),
                happened=a.get("happened"),
                on=a.get("on_edtf"),
                note_fr=a.get("note_fr"),
                note_en=a.get("note_en"),
            )
        )
    return tuple(sorted(found, key=lambda r: (r.made_on or "9999", r.by, r.evidence)))


def _told(row: Mapping[str, Any], detected: Span) -> Notification:
    readings = _readings(row["said"])
    said = {r.happened for r in readings}
    first, last = to_date(row["on_from"]), to_date(row["on_to"])
    return Notification(
        start=row["start"],
        end=row["end"],
        duty=row["duty"] or "",
        happened=said.pop() if len(said) == 1 else None,
        on=row["on"],
        on_from=first,
        on_to=last,
        hours=hours_between(detected, Span.of(row["on"])),
        status=row["status"],
        readings=readings,
    )
