"""The notification clock: for each party of an incident, when it knew, and how long until it told whom.

A party knows when it detects the incident itself or, as a client, when its supplier tells it, whichever comes first: a
controller is aware once its processor has informed it (EDPB Guidelines 9/2022, version 2.0, section II.A.4). From then on:

- GDPR art. 33(1): the authority, within 72 hours where feasible; a later notification gives its reasons, so that "beyond
  72 h" is a fact about the clock and not yet a breach of the law;
- GDPR art. 33(2): a processor tells the controller without undue delay: hours are given, nothing is judged;
- GDPR art. 34: the persons, without undue delay: likewise.

Only notifications that a record files under art. 33(1) are held against 72 hours. What is not known is UNKNOWN, never late;
what is contested, or denied by another, is CONTESTED; what was retracted is no notification. Several readings of one day are
judged together: only where all lie on one side is a side named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING

from maillon.graph.model import Status
from maillon.queries.clock_hours import Hours, Span, hours_between
from maillon.queries.detection import own_detections
from maillon.queries.incident import IncidentAnswer, incident, incidents, told_on

if TYPE_CHECKING:
    from maillon.queries.claims import Claim
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.reader import GivenNotice
    from maillon.queries.subgraph import Node

LIMIT_HOURS = 72
"""GDPR art. 33(1)."""


class Timely(StrEnum):
    """A notification against the 72 hours. UNCLEAR: the days that the sources give allow both. CONTESTED: whether it was made."""

    WITHIN = "within_72_h"
    BEYOND = "beyond_72_h"
    UNCLEAR = "either_side_of_72_h"
    CONTESTED = "contested"
    UNKNOWN = "unknown"
    NOT_JUDGED = "not_judged"


def against_limit(hours: Hours, *, approximate: bool) -> Timely:
    """Hours against `LIMIT_HOURS`; where a source is not sure of a day, nothing is said for certain."""
    if approximate:
        return Timely.UNCLEAR
    if hours.most is not None and hours.most <= LIMIT_HOURS:
        return Timely.WITHIN
    return Timely.BEYOND if hours.fewest > LIMIT_HOURS else Timely.UNCLEAR


@dataclass(frozen=True, slots=True)
class Notice:
    """One notification as it bears on one party. `hours` run from the moment that party knew."""

    told: GivenNotice
    hours: Hours | None
    timely: Timely


@dataclass(frozen=True, slots=True)
class PartyClock:
    """One party of an incident.

    `aware` is when it knew, through its own detection (`detected`: the claims that say so) or a supplier (`told_by`), as
    `aware_by` says (`detection`, `notice`); None: nobody says. `due` is when 72 hours after that end, where a processor told it
    (GDPR art. 33(2)) and no filing of its own is recorded: it may owe the authority a notice by then, if it is a controller. `to_clients`,
    `to_authorities`, `to_persons`, `to_others` are what it told.
    """

    party: Node
    compromised: bool
    aware: Span | None
    aware_by: str | None
    detected: tuple[Claim, ...]
    told_by: tuple[Notice, ...]
    due: Span | None
    to_clients: tuple[Notice, ...]
    to_authorities: tuple[Notice, ...]
    to_persons: tuple[Notice, ...]
    to_others: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of one incident: the party where it broke first, then by id; `duties_said` is what sources say of who has to tell."""

    incident: Node
    parties: tuple[PartyClock, ...]
    duties_said: tuple[Claim, ...]
    names: Mapping[str, Node]


INCIDENTS_AT_ONCE = 500
"""Incidents fetched per query: in a register, most have no notification."""


def notification_clock(reader: CypherReader, incident_id: str) -> Clocks:
    """The clocks of one incident."""
    return clocks(incident(reader, incident_id))


def all_clocks(reader: CypherReader) -> list[Clocks]:
    """The clocks of every incident of which somebody says that a party told another, or had not."""
    ids = reader.ids("Incident")
    pages = (ids[at : at + INCIDENTS_AT_ONCE] for at in range(0, len(ids), INCIDENTS_AT_ONCE))
    found = (clocks(answer) for page in pages for answer in incidents(reader, page))
    return [c for c in found if c.parties]


def clocks(answer: IncidentAnswer) -> Clocks:
    """The clocks of an incident that is already at hand."""
    compromised = {p.party for p in answer.compromised}
    told = [t for t in answer.notifications if t.stands]
    ids = {t.start for t in told} | {t.end for t in told if not _outside(answer.names.get(t.end))}
    parties = [_party(answer, told, i, compromised) for i in ids]
    parties.sort(key=lambda p: (not p.compromised, p.party.id))
    return Clocks(answer.incident, tuple(parties), answer.duties_said, answer.names)


def _outside(node: Node | None) -> bool:
    """True for those who are told and have nobody to tell: people, authorities."""
    return node is None or node.has("Population") or node.has("Regulator")


def in_doubt(told: GivenNotice) -> bool:
    """Whether it is contested that somebody was told: by another, or by every standing reading itself."""
    return told.happened is None or all(reading.status == Status.CONTESTED for reading in told.standing)


def _party(answer: IncidentAnswer, told: Sequence[GivenNotice], party: str, broke: Collection[str]) -> PartyClock:
    node = answer.names[party]
    detected = tuple(own_detections(party, answer.claims, broke))
    arrived = [t for t in told if t.end == party and t.happened is not False]
    aware = _aware(detected, arrived)
    groups: dict[str, list[Notice]] = {"clients": [], "authorities": [], "persons": [], "others": []}
    for t in (t for t in told if t.start == party):
        groups[_addressee(t, answer.names)].append(_notice(t, aware))
    supplier = {t.start: _event(own_detections(t.start, answer.claims, broke)) for t in arrived}
    filed = any(n.told.duty == "gdpr_33_1" and n.told.happened is not False for n in groups["authorities"])
    return PartyClock(
        party=node,
        compromised=party in broke,
        aware=aware,
        aware_by=_aware_by(aware, detected),
        detected=detected,
        told_by=tuple(_notice(t, supplier[t.start]) for t in arrived),
        due=aware.later(LIMIT_HOURS) if aware and not filed and any(t.duty == "gdpr_33_2" for t in arrived) else None,
        to_clients=tuple(groups["clients"]),
        to_authorities=tuple(groups["authorities"]),
        to_persons=tuple(groups["persons"]),
        to_others=tuple(groups["others"]),
    )


def _aware(detected: Iterable[Claim], arrived: Iterable[GivenNotice]) -> Span | None:
    """When a party knew: at the first of its own detection and of each notice that came.

    What is contested may have come or not: it can only make the moment less sure. A notice that came on a day nobody gives leaves
    open how early it was.
    """
    arrived = list(arrived)
    undated = any(not told_on(t).known for t in arrived)
    sure = [_event(c for c in detected if c.status != Status.CONTESTED), *(told_on(t) for t in arrived if not in_doubt(t))]
    doubted = [_event(c for c in detected if c.status == Status.CONTESTED), *(told_on(t) for t in arrived if in_doubt(t))]
    known = [span for span in sure if span is not None and span.known]
    maybe = [span for span in doubted if span is not None and span.known]
    if not known:
        return _opened(_hull(maybe).doubted(), undated) if maybe else None
    found = _opened(reduce(Span.earliest, known), undated)
    if found is None:
        return None
    earlier: Span = reduce(Span.earliest, [found, *maybe])
    return found if earlier.begin == found.begin else found.hull(earlier).doubted()


def _opened(span: Span, undated: bool) -> Span | None:
    """The span; without its beginning where something else may have come earlier, and None where nothing is then known."""
    found = Span(None, span.end, span.approximate) if undated else span
    return found if found.known else None


def _aware_by(aware: Span | None, detected: Iterable[Claim]) -> str | None:
    """Which of the two came first; its own detection where it may be that."""
    own = _event(detected)
    return None if aware is None else "detection" if own and own.known and own.earliest(aware).begin == own.begin else "notice"


def _hull(spans: Sequence[Span]) -> Span:
    found: Span = reduce(Span.hull, spans)
    return found


def _event(claims: Iterable[Claim]) -> Span | None:
    """One event of which several may give the day: whatever any of them allows."""
    spans = [Span.of(c.on) for c in claims if c.on]
    return _hull(spans) if spans else None


def _addressee(told: GivenNotice, names: Mapping[str, Node]) -> str:
    node = names.get(told.end)
    if told.end.startswith("population:"):
        return "persons"
    if told.duty == "gdpr_33_1":
        return "authorities"
    if told.duty in ("complaint", "security_agency", "other"):
        return "others"
    return "authorities" if node is not None and node.has("Regulator") else "clients"


def _notice(told: GivenNotice, aware: Span | None) -> Notice:
    on = told_on(told)
    hours = hours_between(aware, on) if aware and told.happened is not False else None
    if told.duty != "gdpr_33_1":
        return Notice(told, hours, Timely.NOT_JUDGED)
    if in_doubt(told):
        return Notice(told, hours, Timely.CONTESTED)
    if hours is None or aware is None:
        return Notice(told, hours, Timely.UNKNOWN)
    return Notice(told, hours, against_limit(hours, approximate=aware.approximate or on.approximate))


def verdicts(found: Sequence[Clocks]) -> dict[Timely, int]:
    """How many notifications under art. 33(1) lie on which side of the 72 hours."""
    counts = dict.fromkeys(Timely, 0)
    for one in found:
        for party in one.parties:
            for notice in party.to_authorities:
                counts[notice.timely] += 1
    return counts
