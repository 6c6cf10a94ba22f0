"""Am I concerned? Of an organisation: one row for each contract or path and incident at somebody whom it trusts, at any rank.

Whether a breach gets from where it broke to the organisation is judged by the search of a blast radius (`queries.radius_search`), over
the incident's own days, for each relation of the organisation by itself: who left a supplier and reaches it through another since has
two rows. To them come, of a kind of their own, incidents at a product of a trusted party where nobody says that the organisation uses
it, and incidents of which a source says that they struck the organisation or its people though no recorded relation leads there.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from maillon.graph.model import label_of
from maillon.queries.blast_radius import days_of, effects_of
from maillon.queries.cached_reader import CachedReader
from maillon.queries.forward_search import ways_by_contract
from maillon.queries.messages import messages
from maillon.queries.radius_search import Outcome, Search, search_back
from maillon.queries.reader import DataOutcome, GivenNotice, Impact, Place, Reader
from maillon.queries.subgraph import Arrow, Force, Node, Subgraph
from maillon.queries.walk import fetch_subgraph
from maillon.queries.when import When, when_of
from maillon.wording import RefusedError

T = TypeVar("T", Impact, DataOutcome, GivenNotice)


class NotOfThatKindError(RefusedError):
    """The thing exists and is not what is asked about; the message says what it is and what would do."""


class NothingTrustedError(NotOfThatKindError):
    """It is no organisation, or no source says whom it trusts."""


class Kind(StrEnum):
    """How an incident touches the organisation.

    At a party that it trusts; at a product of one, which it is not said to use; or, without any recorded relation, because a source says
    so of the organisation or its people.
    """

    TRUSTED = "trusted"
    PRODUCT = "product_of_supplier"
    SAID = "said_of_us"


class Concern(StrEnum):
    """What is known for the organisation.

    A source observed it, or says that it may be; it is only reachable; it is cleared; or the breach does not get here by this relation.
    """

    OBSERVED = "observed"
    POSSIBLE = "possible"
    POTENTIAL = "potential"
    CLEARED = "cleared"
    NOT_REACHED = "not_reached"


FIRMEST_FIRST = tuple(Concern)


class Ask(StrEnum):
    """What to ask of the party with which the way begins, each with its articles in the catalogue."""

    INCIDENT = "incident"
    INCIDENT_AFTER = "incident_after"
    FURTHER = "further"
    PRODUCT = "product"
    DETAILS = "details"


@dataclass(frozen=True, slots=True)
class ConcernedRow:
    """One incident by one contract or path.

    `at` is where it broke; `supplier` the trusted party that stands for it: the same, or who provides that product (None: no recorded
    relation leads there). `path` leads from the organisation to `supplier`. `reasons` say why it is only potential or cleared, `data`
    which kinds the relations of the way can carry (None: nobody says). `exposed` is what became of which data, of all or of ours;
    `shown` what a source says of us or our people; `told` who has told us, or is said not to have.
    """

    kind: Kind
    incident: Node
    at: Node
    place: Place | None
    supplier: Node | None
    path: tuple[Arrow, ...]
    when: When
    concern: Concern
    reasons: tuple[str, ...]
    data: tuple[str, ...] | None
    exposed: tuple[DataOutcome, ...]
    shown: tuple[Impact, ...]
    told: tuple[GivenNotice, ...]

    @property
    def rank(self) -> int | None:
        """1 for a direct supplier, 2 for one of its own suppliers, and on."""
        return len(self.path) or None

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What to ask of whom the way begins with; nothing where the breach does not get here, is cleared, or no relation is recorded."""
        if not self.path or self.concern in (Concern.CLEARED, Concern.NOT_REACHED):
            return ()
        if self.kind is Kind.PRODUCT:
            return (Ask.PRODUCT,)
        first = Ask.INCIDENT_AFTER if self.when is When.AFTER else Ask.DETAILS if self.we_know else Ask.INCIDENT
        return (first, Ask.FURTHER) if len(self.path) > 1 else (first,)

    @property
    def we_know(self) -> bool:
        """Whether somebody told us, as far as anybody says."""
        return any(notice.happened is not False for notice in self.told)

    @property
    def order(self) -> tuple[object, ...]:
        """What concerns most first: what is firmest known, then the latest incident, then the nearest supplier, then by ids."""
        kinds, path = tuple(Kind), [arrow.order for arrow in self.path]
        first = (kinds.index(self.kind), FIRMEST_FIRST.index(self.concern), -last_known_day(self.incident))
        return (*first, self.incident.id, len(self.path), self.at.id, path)

    def cited(self) -> Iterator[str]:
        """What the row rests on, with repetitions."""
        said = (*([self.place] if self.place else []), *self.exposed, *self.shown, *self.told)
        yield from (evidence for arrow in self.path for evidence in arrow.cited)
        yield from (evidence for one in said for evidence in one.cited)
        yield from self.incident.properties.get("evidence") or ()


@dataclass(frozen=True, slots=True)
class Concerned:
    """The answer. `since`: only incidents that may have happened, or become known, on that day or later (`earlier` are left out).

    `trusted` are the organisations and products that the organisation trusts at any rank, `people` the relations of its own people.
    """

    owner: Node
    as_of: dt.date
    since: dt.date | None
    rows: tuple[ConcernedRow, ...]
    earlier: int
    trusted: tuple[str, ...]
    people: tuple[Arrow, ...]
    names: Mapping[str, Node]

    @property
    def incidents(self) -> tuple[str, ...]:
        """The incidents, each once."""
        return tuple(sorted({row.incident.id for row in self.rows}))


def concerned(reader: Reader, owner: str, as_of: dt.date, since: dt.date | None = None) -> Concerned:
    """Which incidents touch an organisation, by which contract or path.

    Args:
        reader: of the graph.
        owner: id of the organisation.
        as_of: relations that had not begun by this day are left out.
        since: leave out incidents that were over and known before this day.

    Raises:
        NothingTrustedError: it is no organisation, or no recorded relation leaves it.
    """
    cache = CachedReader(reader)
    out = whom_it_trusts(cache, owner)
    found = _Gathered(cache, out, owner, as_of)
    rows = sorted((*found.at_trusted(), *found.at_products()), key=lambda row: row.order)
    rows += sorted(found.said({row.incident.id for row in rows}), key=lambda row: row.order)
    kept = tuple(row for row in rows if since is None or since_then(row.incident, since))
    people = tuple(sorted((a for a in cache.arrows([owner], backward=True) if a.start.startswith("population:")), key=lambda a: a.order))
    ids = {i for row in kept for i in _named(row)} | {a.start for a in people}
    names = {**out.nodes, **cache.nodes(ids - out.nodes.keys())}
    trusted = tuple(sorted(i for i in out.nodes if i != owner and out.incoming[i]))
    earlier = len({row.incident.id for row in rows} - {row.incident.id for row in kept})
    return Concerned(names[owner], as_of, since, kept, earlier, trusted, people, names)


def whom_it_trusts(reader: Reader, owner: str) -> Subgraph:
    """The relations that leave an organisation, and on from there.

    Raises:
        NothingTrustedError: it is no organisation, or no recorded relation leaves it.
    """
    if label_of(owner) != "Organisation":
        raise NothingTrustedError(messages("dossier.exposure", id=owner))
    out = fetch_subgraph(reader, [owner], backward=False)
    if not out.outgoing[owner]:
        raise NothingTrustedError(messages("dossier.nothing", id=owner))
    return out


def last_known_day(incident: Node) -> int:
    """The last day on which an incident went on, or by which it was known, as the ordinal of a date; of one without a day the least."""
    return (incident.day("occurred_to", "occurred_from", "known_by") or dt.date.min).toordinal()


def since_then(incident: Node, since: dt.date) -> bool:
    """Whether an incident may have gone on, or become known, on a day or later: one without days may."""
    days = [day for day in (days_of(incident).last, incident.day("known_by")) if day is not None]
    return not days or "occurred_to" in (incident.properties.get("dates_open") or ()) or max(days) >= since


def _named(row: ConcernedRow) -> Iterator[str]:
    """The ids that wording a row needs."""
    said: tuple[Impact | DataOutcome | GivenNotice | Place, ...]
    said = (*row.exposed, *row.shown, *row.told, *([row.place] if row.place else []))
    yield from (by for one in said for reading in one.each for by in reading.by)
    yield from (arrow.end for arrow in row.path)
    yield from (by for arrow in row.path for by in arrow.speakers)
    yield from (i for e in row.exposed for i in (e.category, e.at) if i)
    yield from (s.party for s in row.shown)
    yield from (i for t in row.told for i in (t.start, t.end))


class _Gathered:
    """What the rows are made of, read once for all of them."""

    def __init__(self, cache: CachedReader, out: Subgraph, owner: str, as_of: dt.date) -> None:
        self._cache, self._out, self._owner, self._as_of = cache, out, owner, as_of
        trusted = [i for i in out.nodes if i != owner]
        self._provided = self._products(trusted)
        self._own = {owner, *(a.start for a in cache.arrows([owner], backward=True) if a.start.startswith("population:"))}
        self._places = [p for p in cache.incidents_at([owner, *trusted, *self._provided]) if p.broke]
        about_us = {impact.incident for impact in cache.impacts_on(self._own) if impact.stands}
        ids = {p.incident for p in self._places} | about_us
        self._incidents = cache.nodes(ids)
        self._impacts = _by_incident(i for i in cache.impacts(ids) if i.stands)
        self._data = _by_incident(d for d in cache.data_outcomes(ids) if d.stands)
        self._notices = _by_incident(n for n in cache.notices(ids) if n.stands)
        self._nodes = {**out.nodes, **cache.nodes({*self._provided, *self._own})}
        self._ways = ways_by_contract(out, owner, as_of)
        self._parts: dict[str, list[Subgraph]] = {}

    def _products(self, trusted: Sequence[str]) -> dict[str, list[str]]:
        """Products that no recorded relation leads to, by id, each with the trusted parties that provide it."""
        found: dict[str, list[str]] = defaultdict(list)
        for arrow in self._cache.arrows(trusted, backward=True, types=("PROVIDED_BY",)):
            if arrow.start not in self._out.nodes and arrow.force(self._as_of) is not Force.NOT_BEGUN:
                found[arrow.start].append(arrow.end)
        return found

    def at_trusted(self) -> Iterator[ConcernedRow]:
        """At parties to which recorded relations lead."""
        for place in self._places:
            if place.party in self._out.nodes and place.party != self._owner:
                yield from self._rows(place, place.party, Kind.TRUSTED)

    def at_products(self) -> Iterator[ConcernedRow]:
        """At products of such a party, unless the incident has a row at that party itself."""
        broke = {(place.incident, place.party) for place in self._places}
        for place in self._places:
            for vendor in self._provided.get(place.party, ()):
                if (place.incident, vendor) not in broke:
                    yield from self._rows(place, vendor, Kind.PRODUCT)

    def said(self, besides: Collection[str]) -> Iterator[ConcernedRow]:
        """Of which a source speaks at the organisation or its people, and no row does yet."""
        own_places = {p.incident: p for p in self._places if p.party == self._owner}
        for incident_id in sorted(self._incidents.keys() - set(besides)):
            incident, place = self._incidents[incident_id], own_places.get(incident_id)
            shown = self._shown(incident_id)
            if place is not None or shown:
                at = self._nodes[self._owner if place else shown[0].party]
                concern = Concern.OBSERVED if place else _said(shown) or Concern.POTENTIAL
                yield self._row(Kind.SAID, incident, at, place, None, _Way((), When.UNKNOWN, concern, (), None))

    def _rows(self, place: Place, party: str, kind: Kind) -> Iterator[ConcernedRow]:
        """For each relation of the organisation that leads to a party: by the way over its days, and by that of the day asked."""
        incident = self._incidents[place.incident]
        at, supplier = self._nodes[place.party], self._out.node(party)
        for part in self._between(party):
            found = [self._judged(incident, party, part)]
            on_day = self._ways.get((party, part.outgoing[self._owner][0].order))
            if on_day is not None and (found[0] is None or found[0].path != on_day):
                found.append(self._judged(incident, party, _only(on_day)) or self._apart(incident, on_day))
            for way in found:
                if way is not None and all(arrow.force(self._as_of) is not Force.NOT_BEGUN for arrow in way.path):
                    yield self._row(kind, incident, at, place, supplier, way)

    def _judged(self, incident: Node, party: str, part: Subgraph) -> _Way | None:
        """What the breach of a party does to the organisation over a part of the graph, by the search of a blast radius."""
        impacts = self._impacts.get(incident.id, ())
        asked = Search((party,), days_of(incident), stop_cleared=True)
        hit = next((h for h in search_back(part, asked, effects_of(incident), impacts) if h.node.id == self._owner), None)
        if hit is None:
            return None
        potential = Concern.CLEARED if hit.outcome is Outcome.CLEARED else Concern.POTENTIAL
        concern = _said(self._shown(incident.id)) or potential
        return _Way(hit.best_known, when_of(incident, hit.best_known), concern, hit.reasons, hit.data)

    def _apart(self, incident: Node, path: tuple[Arrow, ...]) -> _Way:
        """A way of the day asked by which the breach did not get here: it began later, or an outage came after its end."""
        return _Way(path, when_of(incident, path), _said(self._shown(incident.id)) or Concern.NOT_REACHED, (), None)

    def _between(self, party: str) -> list[Subgraph]:
        """For each relation of the organisation that leads to a party: that relation, and all that stands between its end and the party."""
        if party not in self._parts:
            back = self._reach({party}, backward=True)
            firsts = [a for a in self._out.outgoing[self._owner] if a.end in back]
            forth = {end: self._reach({end}, backward=False) & back for end in {a.end for a in firsts}}
            self._parts[party] = [self._part(first, forth[first.end]) for first in firsts]
        return self._parts[party]

    def _reach(self, start: Collection[str], *, backward: bool) -> set[str]:
        """What lies on some way to, or from, a party without passing through the organisation itself."""
        seen, frontier = set(start), list(start)
        while frontier:
            here = frontier.pop()
            for arrow in (self._out.incoming if backward else self._out.outgoing)[here]:
                other = arrow.start if backward else arrow.end
                if other != self._owner and other not in seen:
                    seen.add(other)
                    frontier.append(other)
        return seen

    def _part(self, first: Arrow, inside: Collection[str]) -> Subgraph:
        part = Subgraph(nodes={i: self._out.node(i) for i in (*inside, self._owner)})
        part.add(first)
        for here in sorted(inside):
            for arrow in self._out.outgoing[here]:
                if arrow.end in inside:
                    part.add(arrow)
        part.sort()
        return part

    def _shown(self, incident: str) -> tuple[Impact, ...]:
        return tuple(i for i in self._impacts.get(incident, ()) if i.party in self._own)

    def _row(self, kind: Kind, incident: Node, at: Node, place: Place | None, supplier: Node | None, way: _Way) -> ConcernedRow:
        about = {"", self._owner, at.id}
        return ConcernedRow(
            kind=kind,
            incident=incident,
            at=at,
            place=place,
            supplier=supplier,
            path=way.path,
            when=way.when,
            concern=way.concern,
            reasons=way.reasons,
            data=way.data,
            exposed=tuple(d for d in self._data.get(incident.id, ()) if d.at in about),
            shown=self._shown(incident.id),
            told=tuple(n for n in self._notices.get(incident.id, ()) if n.end == self._owner),
        )


@dataclass(frozen=True, slots=True)
class _Way:
    """One way over the incident's days, and what is known by it."""

    path: tuple[Arrow, ...]
    when: When
    concern: Concern
    reasons: tuple[str, ...]
    data: tuple[str, ...] | None


def _only(path: Iterable[Arrow]) -> Subgraph:
    """A graph of one way."""
    part = Subgraph()
    for arrow in path:
        part.add(arrow)
    part.sort()
    return part


def _said(shown: Iterable[Impact]) -> Concern | None:
    """What sources say of us and our people, the gravest first; None where they say nothing of it."""
    outcomes = {reading.outcome for impact in shown for reading in impact.standing}
    if "observed" in outcomes:
        return Concern.OBSERVED
    if "possible" in outcomes:
        return Concern.POSSIBLE
    return None


def _by_incident(said: Iterable[T]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for one in said:
        found[one.incident].append(one)
    return found
