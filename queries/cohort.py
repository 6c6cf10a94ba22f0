"""What is known of one cohort over all incidents: which of its data is out, from which breach, how firmly, since when.

An incident concerns a cohort in one of four ways, firmest first: a source **observed** it there, or in a cohort that it is
part of or that is part of it; a source calls that **possible**; nobody says so but recorded relations lead from the cohort
to where the incident broke (**potential**); evidence **cleared** it. Only the confidentiality of data counts here.

A kind of data is then exposed, possibly exposed or not exposed *for this cohort*: never more firmly than the incident
concerns it, and never more firmly than the data was exposed. What a source says of the people of one client goes before
what it says of all. Data of professionals, employees or donors is not data of patients or the insured.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from maillon.graph.model import Effect, Status
from maillon.graph.readings import GRAVEST_FIRST, STATUSES, SourceReading, canonical
from maillon.queries.blast_radius import blast_radius, effects_of, may_have_begun, prefetch
from maillon.queries.cached_reader import CachedReader
from maillon.queries.radius_search import Hit, Outcome
from maillon.queries.walk import fetch_subgraph

if TYPE_CHECKING:
    from maillon.queries.reader import DataOutcome, Impact, Reader
    from maillon.queries.subgraph import Arrow, Node


class Relevance(StrEnum):
    """How an incident concerns a cohort, firmest first."""

    OBSERVED = "observed"
    POSSIBLE = "possible"
    POTENTIAL = "potential"
    CLEARED = "cleared"


class Certainty(StrEnum):
    """What is known of one kind of data of the cohort."""

    EXPOSED = "exposed"
    POSSIBLE = "possible"
    NOT_EXPOSED = "not_exposed"


@dataclass(frozen=True, slots=True)
class RelevantIncident:
    """One incident that concerns the cohort.

    `at` is what a source speaks of, or from which relations lead there: the cohort itself, one that holds it (`wider`), or one
    inside it (`narrower`). `path` are these relations (empty: none is recorded). `since` is the first day on which the data may
    have been out, `public` the day that became known (None: not known). `status` and `by` are those of the one statement that
    says so (None: no source does).
    """

    incident: Node
    relevance: Relevance
    at: str
    extent: str
    past: bool
    path: tuple[Arrow, ...]
    since: dt.date | None
    public: dt.date | None
    status: str | None
    by: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataExposure:
    """One kind of data of the cohort in one incident.

    `certainty` is what follows for the cohort; `outcome`, `status`, `by` and `evidence` are of the one statement that it follows from, and
    `readings` are all that stand, where there are others (`conflict`: they differ).
    """

    category: str
    certainty: Certainty
    incident: str
    of: str
    at: str
    outcome: str
    status: str
    by: tuple[str, ...]
    conflict: bool
    evidence: tuple[str, ...]
    readings: tuple[SourceReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Combination:
    """Kinds of data that together make a harm easy. Each of `needs` is met by any one of its categories."""

    id: str
    needs: tuple[frozenset[str], ...]
    sources: tuple[str, ...]


_NAME = frozenset({"identity"})
_REACH = frozenset({"email", "telephone", "postal-address", "contact-details"})
_ACCOUNT = frozenset({"bank-details"})
_CNIL_IBAN = "https://www.cnil.fr/fr/fuite-de-donnees-sur-internet-et-vol-de-votre-iban-comment-vous-proteger-si-vous-etes-concerne"
_CNIL_ADVICE = "https://www.cnil.fr/fr/conseils-fuite-vol-donnees"
_INTERIOR = "https://masecurite.interieur.gouv.fr/fr/fiches-pratiques/numerique/usurpation-identite"

COMBINATIONS: tuple[Combination, ...] = (
    Combination("identity-theft", (_NAME, frozenset({"national-insurance-number"}), _ACCOUNT), (_CNIL_IBAN, _CNIL_ADVICE)),
    Combination("identity-document-misuse", (frozenset({"identity-document"}),), (_INTERIOR,)),
    Combination("direct-debit-fraud", (_NAME, _ACCOUNT), (_CNIL_IBAN,)),
    Combination(
        "targeted-phishing",
        (_NAME, _REACH, frozenset({"insurer-name", "insurance-contract", "insurance-claims", "member-number", "appointments"})),
        (_CNIL_ADVICE,),
    ),
)
"""The rule: which kinds of data, put together, make which harm easy (French authorities' advice to persons concerned).

The CNIL warns that leaked data is crossed with that of other leaks, that a stolen IBAN serves to set up a direct debit in the
name of another, and that details of one's insurer make a message credible; the Interior ministry, that an identity document
serves to open accounts and take loans. What the rule leaves out it does not call harmless.
"""


@dataclass(frozen=True, slots=True)
class CombinationMatch:
    """A combination as this cohort's data stands: which leak meets each need, and how firmly as a whole.

    `since` is the day from which all of it may have been out together (None: a day is not known).
    """

    combination: Combination
    certainty: Certainty
    by: tuple[DataExposure, ...]
    since: dt.date | None

    @property
    def crossed(self) -> bool:
        """True if it takes the data of several incidents together."""
        return len({leak.incident for leak in self.by}) > 1


@dataclass(frozen=True, slots=True)
class CohortAnswer:
    """The answer: `leaks` by category, firmest first.

    `without_data` are incidents that concern the cohort and of whose data nothing is said: what is exposed is not known.
    """

    population: Node
    as_of: dt.date
    links: tuple[RelevantIncident, ...]
    leaks: tuple[DataExposure, ...]
    matches: tuple[CombinationMatch, ...]
    without_data: tuple[str, ...]
    names: Mapping[str, Node]


PUBLIC = frozenset({"patients", "insured", "users", "clients", "residents"})
"""Whose data is that of people at large: `of: patients` may be data of a cohort of insured persons, `of: professionals` not."""

_FIRMNESS = list(Relevance)


def cohort(reader: Reader, population: str, *, as_of: dt.date | None = None) -> CohortAnswer:
    """Everything that incidents up to `as_of` (default: today) say or allow about one population.

    Args:
        reader: of the graph.
        population: its id.
        as_of: incidents that began later do not count.
    """
    on = as_of or dt.date.today()
    cache = CachedReader(reader)
    extents = _extents(cache, population)
    get = cache.nodes([population])[population].properties.get
    people = tuple(get("people_readings") or (str(get("people", "")),))
    touched = [i for i in cache.impacts_on(extents) if i.stands and i.effect in ("", Effect.CONFIDENTIALITY)]
    links = _links(cache, population, extents, touched, on)
    standing = [link for link in links if link.relevance is not Relevance.CLEARED]
    data = [d for d in cache.data_outcomes(link.incident.id for link in standing) if d.stands]
    leaks = sorted(
        (leak for link in standing for leak in _leaks(link, data, touched, people, extents)),
        key=lambda k: (k.category, list(Certainty).index(k.certainty), k.incident, k.of, k.at),
    )
    since = {link.incident.id: link.since for link in links}
    ids = {population, *extents, *(k.category for k in leaks), *(k.at for k in leaks if k.at)}
    ids |= {by for link in links for by in link.by} | {by for leak in leaks for by in (*leak.by, *(b for r in leak.readings for b in r.by))}
    ids |= {end for link in links for arrow in link.path for end in (arrow.start, arrow.end)}
    names = {**cache.nodes(ids), **{link.incident.id: link.incident for link in links}}
    return CohortAnswer(
        population=names[population],
        as_of=on,
        links=tuple(links),
        leaks=tuple(leaks),
        matches=tuple(m for c in COMBINATIONS if (m := _match(c, leaks, since)) is not None),
        without_data=tuple(link.incident.id for link in standing if not any(k.incident == link.incident.id for k in leaks)),
        names=names,
    )


def _extents(reader: Reader, population: str) -> dict[str, str]:
    """The population (`same`), what holds it (`wider`) and what lies inside it (`narrower`), by id."""
    extents = {population: "same"}
    frontier = [population]
    while frontier:
        outer = {i for node in reader.nodes(frontier).values() for i in node.containers}
        frontier = sorted(outer - extents.keys())
        extents.update(dict.fromkeys(frontier, "wider"))
    frontier = [population]
    while frontier:
        frontier = [node.id for node in reader.inside(frontier) if node.id not in extents]
        extents.update(dict.fromkeys(frontier, "narrower"))
    return extents


def _links(
    cache: CachedReader, population: str, extents: Mapping[str, str], touched: Iterable[Impact], on: dt.date
) -> list[RelevantIncident]:
    said_in: dict[str, list[Impact]] = {}
    for impact in touched:
        said_in.setdefault(impact.incident, []).append(impact)
    trusted = fetch_subgraph(cache, extents, backward=False).nodes
    broke = {p.incident for p in cache.incidents_at(trusted) if p.broke}
    counted = [n for n in cache.nodes({*said_in, *broke}).values() if may_have_begun(n, on) and (n.id in said_in or _of_data(n))]
    prefetch(cache, [incident.id for incident in counted])
    links = []
    for incident in counted:
        since, public = incident.day("occurred_from"), incident.day("disclosed_on")
        radius = blast_radius(cache, incident.id, effect=Effect.CONFIDENTIALITY)
        hit = _nearest([h for h in radius.nodes if h.node.id in extents], extents)
        said = _firmest(said_in.get(incident.id, []), extents)
        if said is None and hit is None:
            continue
        path = hit.witness if hit else ()
        past = hit.past if hit else False
        if said is not None:
            at, reading = said
            relevance = Relevance.CLEARED if reading.outcome == "not_affected" else Relevance(str(reading.outcome))
            spoken = (past, path, since, public, reading.status, reading.by, reading.evidence)
            links.append(RelevantIncident(incident, relevance, at, extents[at], *spoken))
        elif hit is not None:
            relevance = Relevance.CLEARED if hit.outcome is Outcome.CLEARED else Relevance.POTENTIAL
            at = hit.node.id
            links.append(RelevantIncident(incident, relevance, at, extents[at], past, path, since, public, None, (), _evidence(path)))
    return sorted(links, key=lambda k: (k.since or dt.date.max, k.incident.id))


def _of_data(incident: Node) -> bool:
    """True if its records do not say that it concerned anything but the confidentiality of data."""
    return Effect.CONFIDENTIALITY in effects_of(incident)


def _nearest(hits: Sequence[Hit], extents: Mapping[str, str]) -> Hit | None:
    """The hit of the cohort itself; else that of what holds it, whose people are its own, or of a part; what is not cleared first."""
    order = ("same", "wider", "narrower")
    reached = [h for h in hits if extents[h.node.id] == "same" or h.outcome is not Outcome.CLEARED]
    return min(reached, key=lambda h: (h.outcome is Outcome.CLEARED, order.index(extents[h.node.id]), h.hops, h.node.id), default=None)


def _evidence(path: Iterable[Arrow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e for arrow in path for e in arrow.evidence))


def _firmest(impacts: Sequence[Impact], extents: Mapping[str, str]) -> tuple[str, SourceReading] | None:
    """The one statement, and of whom, that says most: what is said of the cohort itself goes first, then the gravest, then the firmest.

    What clears a part or a whole clears only that, and never a part that a source says was struck; what is contested clears nothing.
    """
    every = [(i.party, reading) for i in impacts for reading in i.standing if i.stands]
    own = [(party, reading) for party, reading in every if extents[party] == "same"]
    if own and all(reading.outcome == "not_affected" for _, reading in own):
        own = [(party, reading) for party, reading in own if reading.status != Status.CONTESTED]
    others = [(party, reading) for party, reading in every if extents[party] != "same" and reading.outcome != "not_affected"]
    if all(reading.outcome == "not_affected" for _, reading in own) and any(extents[party] == "narrower" for party, _ in others):
        own, others = [], [(party, reading) for party, reading in others if extents[party] == "narrower" or not own]
    order = ("observed", "possible", "not_affected")
    return min(
        own or others,
        key=lambda said: (order.index(str(said[1].outcome)), STATUSES.index(said[1].status), said[0], canonical(dict(said[1].values))),
        default=None,
    )


def _leaks(
    link: RelevantIncident,
    data: Sequence[DataOutcome],
    touched: Sequence[Impact],
    people: Sequence[str],
    extents: Mapping[str, str],
) -> Iterable[DataExposure]:
    """The kinds of data of one incident that can be the cohort's: what is said of its own client before what is said of all."""
    near = {*extents, *(end for arrow in link.path for end in (arrow.start, arrow.end))}
    mine = [d for d in data if d.incident == link.incident.id and any(concerns(d.of, one) for one in people) and (not d.at or d.at in near)]
    specific = {d.category for d in mine if d.at}
    for said in mine:
        if said.at or said.category not in specific:
            reading = _telling(said)
            yield DataExposure(
                category=said.category,
                certainty=certainty(link, str(reading.outcome)),
                incident=link.incident.id,
                of=said.of,
                at=said.at,
                outcome=str(reading.outcome),
                status=reading.status,
                by=reading.by,
                conflict=said.conflict,
                evidence=reading.evidence,
                readings=said.standing if len(said.standing) > 1 else (),
            )
    listed = {d.category for d in mine}
    for impact in touched:
        if impact.incident == link.incident.id and impact.party == link.at:
            outcome = "exposed" if impact.outcome == "observed" else "possible"
            for name in impact.data:
                if f"data:{name}" not in listed:
                    yield DataExposure(
                        category=f"data:{name}",
                        certainty=certainty(link, outcome),
                        incident=link.incident.id,
                        of="",
                        at=link.at,
                        outcome=outcome,
                        status=impact.status,
                        by=impact.by,
                        conflict=False,
                        evidence=impact.evidence,
                    )


def _telling(said: DataOutcome) -> SourceReading:
    """The statement to tell: the first; where that says "not exposed" and another does not, the gravest, so that nothing is hidden."""
    first = said.each[0]
    if first.outcome != "not_exposed":
        return first
    return min(said.standing, key=lambda r: (GRAVEST_FIRST.index(str(r.outcome)), STATUSES.index(r.status)))


def concerns(of: str, people: str) -> bool:
    """Whether data said to be `of` some kind of people can be that of a cohort of `people`; not said = it can."""
    return not of or of == people or (of in PUBLIC and people in PUBLIC)


def certainty(link: RelevantIncident, outcome: str) -> Certainty:
    """The certainty for the cohort: no higher than that of the data, nor than that of the incident for the whole cohort."""
    if outcome == "not_exposed":
        return Certainty.NOT_EXPOSED
    whole = link.relevance is Relevance.OBSERVED and link.extent == "same"
    return Certainty.EXPOSED if whole and outcome == "exposed" else Certainty.POSSIBLE


def _match(combination: Combination, leaks: Sequence[DataExposure], since: Mapping[str, dt.date | None]) -> CombinationMatch | None:
    """The match of a combination, or None where a need is not met. A single incident is preferred, then the firmest data."""
    out = [leak for leak in leaks if leak.certainty is not Certainty.NOT_EXPOSED]
    best: tuple[tuple[int, bool], tuple[DataExposure, ...]] | None = None
    for pool in (*([k for k in out if k.incident == i] for i in sorted({k.incident for k in out})), out):
        chosen = tuple(c for need in combination.needs if (c := _firmest_of(need, pool)) is not None)
        if len(chosen) == len(combination.needs):
            weak = sum(c.certainty is Certainty.POSSIBLE for c in chosen)
            key = (int(weak > 0), len({c.incident for c in chosen}) > 1)
            if best is None or key < best[0]:
                best = (key, chosen)
    if best is None:
        return None
    chosen = best[1]
    days = [since[c.incident] for c in chosen]
    known = [d for d in days if d is not None]
    return CombinationMatch(
        combination,
        Certainty.POSSIBLE if best[0][0] else Certainty.EXPOSED,
        chosen,
        max(known) if known and len(known) == len(days) else None,
    )


def _firmest_of(need: frozenset[str], leaks: Sequence[DataExposure]) -> DataExposure | None:
    found = [leak for leak in leaks if leak.category.partition(":")[2] in need]
    return min(found, key=lambda k: (list(Certainty).index(k.certainty), k.incident, k.category), default=None)
