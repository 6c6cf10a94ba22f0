"""What was said of one incident: claims and conflicts, who was hit and who was not, who told whom and when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from maillon.graph.readings import Speaker
from maillon.queries.claims import Claim, Conflict, Headline, conflicts, headline
from maillon.queries.clock_hours import Span, hours_between
from maillon.queries.detection import own_detections
from maillon.queries.evidence import document_of
from maillon.queries.typed_values import rounded

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader, Row
    from maillon.queries.reader import DataOutcome, GivenNotice, Impact, Place
    from maillon.queries.subgraph import Node

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StatedBy:
    """The day up to which statements count, and how many are left out: made later, or without any day."""

    day: dt.date
    later: int
    undated: int


DUTIES = ("duty-to-notify", "clients-must-notify-regulator", "gdpr-role-of-the-vendor")
"""The fields in which sources say who has to tell."""


@dataclass(frozen=True, slots=True)
class IncidentAnswer:
    """Everything the graph holds about one incident. `names` describes every id that occurs, `documents` what its statements rest on.

    With `stated_by`, only what had been said by a day (`queries.incident_by_day`).
    """

    incident: Node
    claims: tuple[Claim, ...]
    headline: Headline | None
    conflicts: tuple[Conflict, ...]
    compromised: tuple[Place, ...]
    entered_through: tuple[Place, ...]
    affected: tuple[Impact, ...]
    exposures: tuple[DataOutcome, ...]
    notifications: tuple[GivenNotice, ...]
    attributed_to: tuple[Place, ...]
    names: Mapping[str, Node]
    documents: Mapping[str, Node]
    stated_by: StatedBy | None = None

    @property
    def disputed_data(self) -> tuple[DataOutcome, ...]:
        """Kinds of data of which standing readings say different things."""
        return tuple(e for e in self.exposures if len({r.outcome for r in e.standing}) > 1)

    @property
    def duties_said(self) -> tuple[Claim, ...]:
        """What sources say of who has to tell, as far as it stands, each reply after what it answers."""
        said = {claim.id for claim in self.claims if claim.field in DUTIES}
        return tuple(c for c in self.claims if c.stands and (c.id in said or not said.isdisjoint(c.replies_to)))

    @property
    def speaks(self) -> bool:
        """Whether anything is said of the incident but that it happened."""
        said = (self.claims, self.compromised, self.entered_through, self.affected, self.exposures, self.notifications, self.attributed_to)
        return any(said)

    def evidence(self) -> Iterator[str]:
        """What its statements rest on, with repetitions."""
        yield from self.incident.properties.get("evidence") or ()
        for claim in self.claims:
            yield from claim.evidence
        places = (*self.compromised, *self.entered_through, *self.attributed_to)
        for said in (*places, *self.affected, *self.exposures, *self.notifications):
            yield from said.cited


CLAIMS = """
UNWIND $ids AS id MATCH (i:Incident {id: id}) MATCH (c:Claim)-[:ABOUT]->(i)
OPTIONAL MATCH (c)-[:STATED_BY]->(s)
RETURN i.id AS incident, properties(c) AS claim, s.id AS by, s.name AS by_name, labels(s) AS by_labels
"""
VICTIMS = """
UNWIND $ids AS id MATCH (i:Incident {id: id}) MATCH (i)-[hit:COMPROMISED|AFFECTED]->(x) WHERE hit.status <> 'retracted'
OPTIONAL MATCH (x)-[provided:PROVIDED_BY]->(p) WHERE provided.status <> 'retracted'
OPTIONAL MATCH (x)-[owned:SUBSIDIARY_OF]->(o) WHERE owned.status <> 'retracted'
RETURN i.id AS incident, x.id AS party, p.id AS provider, o.id AS owner
"""


def incident(reader: CypherReader, incident_id: str) -> IncidentAnswer:
    """All that was said of the incident `incident_id`, which exists."""
    return incidents(reader, [incident_id])[0]


def incidents(reader: CypherReader, ids: Iterable[str]) -> list[IncidentAnswer]:
    """All that was said of each of these incidents, which exist, in the order of their ids; as many queries as for one."""
    wanted = sorted(set(ids))
    if not wanted:
        return []
    claims = incident_claims(reader, wanted)
    places = _grouped(reader.places(wanted), lambda p: p.incident)
    affected = _grouped(reader.impacts(wanted), lambda i: i.incident)
    exposed = _grouped(reader.data_outcomes(wanted), lambda d: d.incident)
    notified = _grouped(reader.notices(wanted), lambda n: n.incident)
    found = [
        GatheredIncident(i, claims[i], places[i], affected[i], exposed[i], timed(notified[i], claims[i], broken_at(places[i])))
        for i in wanted
    ]
    nodes = reader.nodes({node_id for said in found for node_id in said.ids()})
    return [said.answer(nodes) for said in found]


@dataclass(frozen=True, slots=True)
class GatheredIncident:
    """What was said of one incident, before the ids in it are looked up."""

    incident: str
    claims: tuple[Claim, ...]
    places: Sequence[Place]
    affected: Sequence[Impact]
    exposures: Sequence[DataOutcome]
    notified: Sequence[GivenNotice]

    def ids(self) -> set[str]:
        """The incident's own id, and every other that occurs."""
        return {
            self.incident,
            *(c.by for c in self.claims if c.by),
            *(p for c in self.claims for p in c.scope),
            *(c.population for c in self.claims if c.population),
            *(p.party for p in self.places),
            *(s.party for s in self.affected),
            *(x for e in self.exposures for x in (e.category, e.at) if x),
            *(x for t in self.notified for x in (t.start, t.end)),
            *(b for s in (*self.exposures, *self.notified, *self.affected, *self.places) for r in s.each for b in r.by),
            *self._documents(),
        }

    def _documents(self) -> set[str]:
        told = (*self.exposures, *self.notified, *self.affected, *self.places)
        return {document_of(e) for e in (*(e for c in self.claims for e in c.evidence), *(e for s in told for e in s.cited))}

    def answer(self, nodes: Mapping[str, Node]) -> IncidentAnswer:
        """The answer, with the nodes of its ids."""
        compromised = self._at("COMPROMISED")
        return IncidentAnswer(
            incident=nodes[self.incident],
            claims=self.claims,
            headline=headline(self.claims, broken_at(compromised)),
            conflicts=tuple(conflicts(self.claims)),
            compromised=compromised,
            entered_through=self._at("ENTERED_THROUGH"),
            affected=tuple(self.affected),
            exposures=tuple(self.exposures),
            notifications=tuple(self.notified),
            attributed_to=self._at("ATTRIBUTED_TO"),
            names={i: nodes[i] for i in sorted(self.ids() - self._documents() - {self.incident}) if i in nodes},
            documents={i: nodes[i] for i in sorted(self._documents()) if i in nodes},
        )

    def _at(self, role: str) -> tuple[Place, ...]:
        return tuple(p for p in self.places if p.role == role)


def _grouped(values: Iterable[T], incident_of: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for value in values:
        groups[incident_of(value)].append(value)
    return groups


def broken_at(places: Iterable[Place]) -> set[str]:
    """The ids of where it broke, as far as that stands."""
    return {place.party for place in places if place.broke}


def timed(notices: Iterable[GivenNotice], claims: Sequence[Claim], broke: Collection[str]) -> list[GivenNotice]:
    """Notices with their hours, which run from when the one who told saw it itself (`queries.detection`)."""
    return [replace(told, hours=hours_between(_seen(told.start, claims, broke), told_on(told))) for told in notices]


def told_on(told: GivenNotice) -> Span:
    """The days that the standing readings of a notice allow together; nothing known where none of them gives one."""
    spans = [Span.of(reading.on) for reading in told.standing if reading.on and reading.happened is not False]
    return reduce(Span.hull, spans) if spans else Span.of(None)


def incident_claims(reader: CypherReader, ids: Sequence[str]) -> dict[str, tuple[Claim, ...]]:
    """The claims of each of these incidents, each with the rank of its speaker, ordered by field and date."""
    victims = victims_of(reader.rows(VICTIMS, ids=ids))
    rows = _grouped(reader.rows(CLAIMS, ids=ids), lambda row: str(row["incident"]))
    return {incident: ranked_claims(rows[incident], victims[incident]) for incident in ids}


def victims_of(rows: Iterable[Row]) -> dict[str, set[str]]:
    """By incident: who was hit, and who provides or owns it."""
    victims: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        victims[row["incident"]].update(str(row[name]) for name in ("party", "provider", "owner") if row[name] is not None)
    return victims


def ranked_claims(rows: Sequence[Row], victims: set[str]) -> tuple[Claim, ...]:
    """Claims with the rank of their speakers and what replaced them, ordered by field and date; a reply follows what it answers."""
    replaced: dict[str, list[str]] = {}
    for row in rows:
        for earlier in row["claim"].get("supersedes") or ():
            replaced.setdefault(earlier, []).append(row["claim"]["id"])
    for earlier, later in replaced_in_series(rows):
        replaced.setdefault(earlier, []).append(later)
    found = [_claim(row, victims, replaced) for row in rows]
    found.sort(key=lambda c: (c.field, c.unit or "", c.made_on or c.on_from or dt.date.max, c.low or 0, c.id, c.by or ""))
    return tuple(_with_replies(found))


def _with_replies(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The same claims, each reply after the first of those that it answers; replies that answer one another in a circle come last."""
    known = {claim.id for claim in claims}
    replies: dict[str | None, list[Claim]] = {}
    for claim in claims:
        replies.setdefault(next((i for i in claim.replies_to if i in known), None), []).append(claim)
    told = set[int]()
    todo = replies.get(None, [])[::-1]
    while todo:
        claim = todo.pop()
        if id(claim) not in told:
            told.add(id(claim))
            yield claim
            todo += replies.get(claim.id, [])[::-1]
    yield from (claim for claim in claims if id(claim) not in told)


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
        approximate=rounded(p),
        unit=p.get("unit"),
        answer=p.get("answer"),
        text_fr=p.get("text_fr"),
        text_en=p.get("text_en"),
        on=p.get("on_edtf"),
        on_from=p.get("on_from"),
        on_to=p.get("on_to"),
        scope=tuple(p.get("scope") or ()),
        population=p.get("population"),
        status=p["status"],
        by=row["by"],
        by_name=row["by_name"],
        speaker=speaker_rank(row["by"], row["by_labels"] or (), victims),
        made_on=p.get("made_on"),
        made_on_edtf=p.get("made_on_edtf"),
        supersedes=tuple(p.get("supersedes") or ()),
        superseded_by=tuple(sorted(replaced.get(p["id"], ()))),
        replies_to=tuple(p.get("replies_to") or ()),
        evidence=tuple(p.get("evidence") or ()),
        note_fr=p.get("note_fr"),
        note_en=p.get("note_en"),
    )


def _seen(party: str, claims: Sequence[Claim], broke: Collection[str]) -> Span:
    """When a party saw the incident itself, as wide as its standing claims leave it."""
    spans = [Span.of(c.on) for c in own_detections(party, claims, broke)]
    return reduce(Span.hull, spans) if spans else Span.of(None)
