"""What a document to hand over is made of: one incident, one supplier, or the exposure of one organisation.

Nothing is computed a second time here: a dossier puts together what the commands answer, so that its figures are theirs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from maillon.graph.model import label_of
from maillon.queries.blast_radius import BlastRadius, blast_radius, days_of
from maillon.queries.cached_reader import CachedReader
from maillon.queries.concerned import Concerned, NotOfThatKindError, concerned, whom_it_trusts
from maillon.queries.evidence import cited_documents, document_of
from maillon.queries.forward_search import recorded_ways, ways_from
from maillon.queries.groups import InGroup, incidents_in_groups
from maillon.queries.incident import IncidentAnswer, incident, incidents
from maillon.queries.known_on import PartiesOnDay, force_along, parties_on_day
from maillon.queries.list_meetings import Meeting, meeting_of
from maillon.queries.lookalikes import Lookalike, look, lookalikes
from maillon.queries.messages import messages
from maillon.queries.notification_clock import Clocks, clocks
from maillon.queries.standing import Days
from maillon.queries.subgraph import Arrow, Force, Node, Subgraph
from maillon.queries.walk import describe, fetch_subgraph, owners

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.people import PeopleBounds
    from maillon.queries.reader import Reader


@dataclass(frozen=True, slots=True)
class IncidentDossier:
    """One incident: what was said, whom the graph puts behind it on its own days, and the clocks of its parties.

    `days` are those for which relations are judged. `radius` says whom it may have hit (None: that was not asked). `behind` says who is
    behind the parties where it broke or came in: who provides them, and who owns them and those providers.
    """

    answer: IncidentAnswer
    days: Days
    radius: BlastRadius | None
    clocks: Clocks
    behind: tuple[Arrow, ...]
    names: Mapping[str, Node]
    sources: Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class SupplierDossier:
    """One supplier (or product): who trusts it, whom it trusts, what happened to it, who is exposed if it breaks.

    `radius` says who is exposed (None: that was not asked). `inward` are the relations that lead to it. `known` counts its clients by what
    is known of them on the day asked; `past` are relations that had ended by then, `later` those that had not begun.
    """

    node: Node
    as_of: dt.date
    radius: BlastRadius | None
    inward: tuple[Arrow, ...]
    clients: tuple[Arrow, ...]
    past: tuple[Arrow, ...]
    later: tuple[Arrow, ...]
    known: PartiesOnDay
    trusts: tuple[Arrow, ...]
    owners: tuple[Arrow, ...]
    incidents: tuple[IncidentAnswer, ...]
    names: Mapping[str, Node]
    sources: Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class TrustedParty:
    """A party that the organisation trusts, directly (`hops` 1) or through others, along `path`, and what is known of that way.

    Not `reached`: nothing gets along any way to it on the day, as data was returned, is elsewhere, or is of another kind or scope.
    """

    node: Node
    hops: int
    path: tuple[Arrow, ...]
    force: Force
    reached: bool


@dataclass(frozen=True, slots=True)
class ExposureDossier:
    """Whom an organisation trusts, directly and not, and what that has exposed it to.

    `past`: relations that ended, after which data may still be there. `thin`: relations on one document only. `gaps`:
    relations whose other end nobody names. `undated`: relations of which no source says since when they hold. `answer`: what `concerned`
    says, with the `lookalikes` of those whom it trusts and what is recorded in their `groups`; `meeting`: how these meet other lists,
    `people`: who is exposed if it breaks itself (None: not asked).
    """

    node: Node
    as_of: dt.date
    answer: Concerned
    lookalikes: tuple[Lookalike, ...] | None
    groups: tuple[InGroup, ...]
    meeting: Meeting | None
    trusted: tuple[TrustedParty, ...]
    past: tuple[Arrow, ...]
    thin: tuple[Arrow, ...]
    gaps: tuple[Arrow, ...]
    undated: tuple[Arrow, ...]
    people: PeopleBounds | None
    populations: tuple[Arrow, ...]
    owners: tuple[Arrow, ...]
    subgraph: Subgraph
    names: Mapping[str, Node]
    sources: Mapping[str, Node]


GatheredDossier: TypeAlias = IncidentDossier | SupplierDossier | ExposureDossier


def gather_dossier(reader: CypherReader, kind: str, node_id: str, as_of: dt.date | None) -> GatheredDossier:
    """What the document of a kind (`incident`, `supplier`, `exposure`) is made of.

    `as_of` is the day for which relations are judged; None: of an incident its own days, of anything else today.

    Raises:
        NotOfThatKindError: the thing is not what such a document is about.
        KeyError: no such kind.
    """
    if kind == "incident":
        return incident_dossier(reader, node_id, as_of)
    gather: Mapping[str, Callable[[CypherReader, str, dt.date], GatheredDossier]]
    gather = {"supplier": supplier_dossier, "exposure": exposure_dossier}
    return gather[kind](reader, node_id, as_of or dt.date.today())


def incident_dossier(reader: CypherReader, incident_id: str, as_of: dt.date | None = None, *, reached: bool = True) -> IncidentDossier:
    """One incident; relations are judged over its own days, or on one day that is asked for. `reached`: and whom it may have hit."""
    if label_of(incident_id) != "Incident":
        raise NotOfThatKindError(messages("dossier.incident", id=incident_id))
    answer = incident(reader, incident_id)
    radius = blast_radius(reader, incident_id, as_of=as_of) if reached else None
    days = days_of(answer.incident) if as_of is None else Days.on(as_of)
    behind = _behind(reader, {p.party for p in (*answer.compromised, *answer.entered_through)})
    names = {**(radius.subgraph.nodes if radius else {}), **answer.names, **reader.nodes({end for a in behind for end in (a.start, a.end)})}
    arrows = [*behind, *(a for hit in (radius.nodes if radius else ()) for a in hit.witness)]
    names |= reader.nodes(_unnamed_speakers(arrows, names))
    evidence = [*answer.evidence(), *(e for a in arrows for e in a.cited)]
    return IncidentDossier(answer, days, radius, clocks(answer), behind, names, _sources(reader, evidence))


def _behind(reader: Reader, parties: Collection[str]) -> tuple[Arrow, ...]:
    """Who provides the parties, then who owns them and those providers, and on upwards."""
    provided = [a for a in reader.arrows(parties, backward=False) if a.type == "PROVIDED_BY"]
    return (*sorted(provided, key=lambda a: a.order), *owners(reader, {*parties, *(a.end for a in provided)}))


def supplier_dossier(
    reader: CypherReader, party: str, as_of: dt.date, *, behind: bool = True, radius: BlastRadius | None = None
) -> SupplierDossier:
    """One supplier or product; `behind`: and who is exposed if it breaks, which is `radius` where that is known already.

    Raises:
        NotOfThatKindError: no recorded relation leads to it.
    """
    if label_of(party) not in ("Organisation", "Product"):
        raise NotOfThatKindError(messages("dossier.supplier", id=party))
    cache = CachedReader(reader)
    if behind and radius is None:
        radius = blast_radius(cache, party, as_of=as_of)
    near = radius.subgraph if radius else _near(cache, party)
    inward = tuple(near.incoming[party])
    products = [a.start for a in inward if a.type == "PROVIDED_BY"]
    arrows = sorted(
        {a.order: a for p in (party, *products) for a in near.incoming[p] if a.start.startswith(("org:", "population:"))}.values(),
        key=lambda a: a.order,
    )
    if not arrows:
        raise NotOfThatKindError(messages("dossier.nobody", id=party))
    out = fetch_subgraph(cache, [party, *products], backward=False)
    trusts = [a for a in out.arrows() if a.end != party]
    happened = tuple(incidents(reader, {p.incident for p in cache.incidents_at([party, *products]) if p.broke}))
    owned = tuple(owners(cache, [party]))
    names = {**out.nodes, **near.nodes, **{k: v for a in happened for k, v in a.names.items()}}
    names |= cache.nodes({name for a in owned for name in (a.start, a.end)} | _unnamed_speakers((*arrows, *trusts, *owned), names))
    evidence = [e for a in (*arrows, *trusts, *owned) for e in a.cited] + [e for a in happened for e in a.evidence()]
    return SupplierDossier(
        node=names[party],
        as_of=as_of,
        radius=radius,
        inward=inward,
        clients=tuple(a for a in arrows if a.force(as_of) in (Force.IN_FORCE, Force.UNKNOWN)),
        past=tuple(a for a in arrows if a.force(as_of) is Force.PAST),
        later=tuple(a for a in arrows if a.force(as_of) is Force.NOT_BEGUN),
        known=parties_on_day(((a.start, (a,)) for a in arrows), as_of),
        trusts=tuple(trusts),
        owners=owned,
        incidents=happened,
        names=names,
        sources=_sources(reader, evidence),
    )


def _near(reader: Reader, party: str) -> Subgraph:
    """The relations that lead to a party and to its products."""
    found = Subgraph()
    inward = reader.arrows([party], backward=True)
    products = [a.start for a in inward if a.type == "PROVIDED_BY"]
    for arrow in (*inward, *(reader.arrows(products, backward=True) if products else ())):
        found.add(arrow)
    found.sort()
    describe(reader, found, {party, *found.outgoing})
    return found


def exposure_dossier(
    reader: CypherReader,
    organisation: str,
    as_of: dt.date,
    *,
    meeting: bool = True,
    behind: bool = True,
    radius: BlastRadius | None = None,
) -> ExposureDossier:
    """What an insurer, hospital or other client is exposed to through those whom it trusts; `meeting`: and how these meet other lists.

    `behind`: and who is exposed if it breaks itself, which is `radius` where that is known already.

    Raises:
        NothingTrustedError: it is no organisation, or no recorded relation leaves it.
    """
    cache = CachedReader(reader)
    out = whom_it_trusts(cache, organisation)
    trusted = _trusted(out, organisation, as_of)
    answer = concerned(cache, organisation, as_of)
    alike = look(reader, answer.trusted) if meeting else None
    beside = () if not meeting else None if alike is None else lookalikes(reader, answer.trusted, alike)
    named = {t.node.id for t in trusted if label_of(t.node.id) == "Organisation"}
    arrows = [a for a in out.arrows() if a.force(as_of) is not Force.NOT_BEGUN]
    if behind and radius is None:
        radius = blast_radius(cache, organisation, as_of=as_of)
    near = radius.subgraph if radius else _near(cache, organisation)
    populations = tuple(a for a in near.incoming[organisation] if a.start.startswith("population:"))
    owned = tuple(owners(cache, [organisation, *(t.node.id for t in trusted)]))
    names = {**near.nodes, **out.nodes, **answer.names}
    said = (*arrows, *owned, *populations)
    names |= cache.nodes({name for a in owned for name in (a.start, a.end)} | _unnamed_speakers(said, names))
    evidence = [e for a in (*arrows, *owned, *populations) for e in a.cited] + [e for row in answer.rows for e in row.cited()]
    return ExposureDossier(
        node=names[organisation],
        as_of=as_of,
        answer=answer,
        lookalikes=beside,
        groups=incidents_in_groups(reader, answer, beside or ()) if meeting else (),
        meeting=meeting_of(reader, named, alike) if meeting else None,
        trusted=tuple(trusted),
        past=tuple(a for a in arrows if a.force(as_of) is Force.PAST),
        thin=tuple(a for a in arrows if len({document_of(e) for e in a.cited}) == 1),
        gaps=tuple(a for a in arrows if not out.node(a.end).named),
        undated=tuple(a for a in arrows if all(r.since is None for r in a.stated) and a.start == organisation),
        people=radius.people if radius else None,
        populations=populations,
        owners=owned,
        subgraph=out,
        names=names,
        sources=_sources(reader, evidence),
    )


def _trusted(out: Subgraph, start: str, on: dt.date) -> list[TrustedParty]:
    """Everyone to whom relations that had begun lead from `start`, nearest first, with the best known way there.

    The way is that of `suppliers-of`. A document names besides whom it does not reach: there is a relation, and nothing gets along it.
    """
    reached = ways_from(out, start, on)
    ways = recorded_ways(out, start, on) | reached
    found = [TrustedParty(out.node(i), len(way), way, force_along(way, on), i in reached) for i, way in ways.items()]
    return sorted(found, key=lambda t: (t.hops, t.node.id))


def _unnamed_speakers(arrows: Iterable[Arrow], names: Mapping[str, Node]) -> set[str]:
    """Who speaks of relations, and has no name among those read yet."""
    return {who for arrow in arrows for who in arrow.speakers} - names.keys()


def _sources(reader: Reader, evidence: Iterable[str]) -> dict[str, Node]:
    """The documents that evidence cites, by id without prefix."""
    return {i.partition(":")[2]: node for i, node in cited_documents(reader, evidence).items()}
