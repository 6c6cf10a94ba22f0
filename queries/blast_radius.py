"""The blast radius of ORIGIN: who is exposed if it is breached, which is everything that reaches it over trust relations.

Potential is not observed: a node that is merely reachable is `potential`; `observed` needs a source that observed it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillon.graph.model import Effect
from maillon.queries.exposed_people import ProviderBounds, bound_exposed, bound_providers, groups_beside
from maillon.queries.messages import messages
from maillon.queries.radius_search import Hit, Outcome, Search, search_back
from maillon.queries.standing import Days
from maillon.queries.walk import describe, fetch_subgraph, owners
from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.queries.cached_reader import CachedReader
    from maillon.queries.people import PeopleBounds
    from maillon.queries.reader import DataOutcome, Impact, IncidentStatement, Reader
    from maillon.queries.subgraph import Arrow, Node, Subgraph


@dataclass(frozen=True, slots=True)
class BlastRadius:
    """The answer. `people` and `professionals` are bounds through the recorded links and never mixed with `shown`.

    `days` are those for which relations are judged: the day asked, or an incident's own, open where no source closes them. `effects`
    are what breaks. `elsewhere` is what the incidents showed at parties that no recorded link reaches.
    """

    origin: Node
    origins: tuple[str, ...]
    as_of: dt.date
    days: Days
    effects: tuple[Effect, ...]
    data: str | None
    active_only: bool
    account_of: Node | None
    nodes: tuple[Hit, ...]
    people: PeopleBounds
    professionals: PeopleBounds
    providers: ProviderBounds
    unknown_links: tuple[Arrow, ...]
    owners: tuple[Arrow, ...]
    incidents: tuple[Node, ...]
    exposures: tuple[DataOutcome, ...]
    elsewhere: tuple[Impact, ...]
    subgraph: Subgraph

    @property
    def effect(self) -> Effect | None:
        """What breaks, where it is one effect."""
        return self.effects[0] if len(self.effects) == 1 else None


def blast_radius(
    reader: Reader,
    origin: str,
    *,
    as_of: dt.date | None = None,
    effect: Effect | None = None,
    data: str | None = None,
    active_only: bool = False,
    account_of: str | None = None,
) -> BlastRadius:
    """Who is exposed if the organisation, product or incident `origin` breaks.

    Args:
        reader: of the graph.
        origin: a node id; an incident stands for what it compromised.
        as_of: the day for which relations are judged. Default: an incident's own days; of anything else, today.
        effect: what breaks; a past relation still carries confidentiality. Default: confidentiality, or every effect of an
            incident.
        data: only this category (id without prefix).
        active_only: relations that had ended do not count.
        account_of: id of a user of the product whose account is the way in: every other tenant may be exposed.

    Raises:
        RefusedError: `account_of` uses no product of the origin.
    """
    on = as_of or dt.date.today()
    of_incident = origin.startswith("incident:")
    origins = _compromised(reader, origin) if of_incident else [origin]
    subgraph = fetch_subgraph(reader, origins, backward=True)
    describe(reader, subgraph, [origin, *([account_of] if account_of else [])])
    if account_of:
        origins = _doors(subgraph, origins, account_of)
    node = subgraph.node(origin)
    effects = (effect,) if effect else effects_of(node)
    days = days_of(node) if of_incident and as_of is None else Days.on(on)
    incidents, shown = _incidents(reader, origin, origins, subgraph, on)
    asked = Search(tuple(origins), days, data, active_only, account_of, stop_cleared=of_incident)
    hits = search_back(subgraph, asked, effects, shown)
    reached = {hit.node.id: hit for hit in hits}
    exposures = tuple(reader.data_outcomes(i.id for i in incidents)) if incidents else ()
    owned = owners(reader, origins)
    describe(reader, subgraph, {*_speakers((*shown, *exposures)), *_named_beside(exposures, owned), *_contesting(hits)})
    exposed = [hit.node for hit in hits if hit.outcome is not Outcome.CLEARED]
    inner = _inside(reader, subgraph.nodes.values(), exposed)
    broken = [subgraph.node(o) for o in origins]
    groups = groups_beside(subgraph, exposed, broken)
    to_groups = reader.arrows(groups, backward=True) if groups else []
    people, professionals = bound_exposed(subgraph, exposed, broken, days, inner, to_groups)
    providers = bound_providers(subgraph, exposed, inner)
    describe(reader, subgraph, {i for found in (people, professionals, providers) for ids in found.contradictions for i in ids})
    return BlastRadius(
        origin=node,
        origins=tuple(origins),
        as_of=on,
        days=days,
        effects=effects,
        data=data,
        active_only=active_only,
        account_of=subgraph.node(account_of) if account_of else None,
        nodes=tuple(hits),
        people=people,
        professionals=professionals,
        providers=providers,
        unknown_links=tuple(_unknown_links(subgraph, reached, origins)),
        owners=tuple(owned),
        incidents=incidents,
        exposures=exposures,
        elsewhere=tuple(s for s in shown if s.party not in reached and s.party not in origins),
        subgraph=subgraph,
    )


def days_of(incident: Node) -> Days:
    """The days of an incident, as wide as its sources leave them: open on each side that none of them closes.

    It began no earlier than `occurred_from`, and lasted no longer than `occurred_to` or, where nobody says when it occurred, than
    the last day on which it may have been detected, contained or disclosed (`known_by`).
    """
    first, last = incident.day("occurred_from"), incident.day("occurred_to")
    opened = incident.properties.get("dates_open") or ()
    if first is None and last is None and not {"occurred_from", "occurred_to"} & set(opened):
        last = incident.day("known_by")
    return Days(first, last)


def may_have_begun(incident: Node, on: dt.date) -> bool:
    """Whether an incident may have begun by a day: no source has it begin later."""
    first = incident.day("occurred_from")
    return first is None or first <= on


def effects_of(origin: Node) -> tuple[Effect, ...]:
    """The effects of an incident, as its records name them; of anything else, and where none is named, confidentiality."""
    named = origin.properties.get("effects") or ()
    return tuple(effect for effect in Effect if effect in named) or (Effect.CONFIDENTIALITY,)


def _inside(reader: Reader, around: Iterable[Node], exposed: Iterable[Node]) -> list[Node]:
    """What lies in the populations around those exposed, and in the care providers exposed, at any depth."""
    frontier = {node.id for node in around if node.has("Population")} | {node.id for node in exposed if node.has("CareProvider")}
    seen, found = set(frontier), []
    while frontier:
        inner = [node for node in reader.inside(frontier) if node.id not in seen]
        found += inner
        frontier = {node.id for node in inner}
        seen |= frontier
    return found


def _speakers(said: Iterable[IncidentStatement]) -> set[str]:
    return {by for one in said for reading in one.each for by in reading.by}


def _contesting(hits: Iterable[Hit]) -> set[str]:
    """Who speaks of relations on the ways that somebody contests."""
    return {who for hit in hits for arrow in hit.witness if arrow.contested_by for who in arrow.speakers}


def _named_beside(exposures: Iterable[DataOutcome], owned: Iterable[Arrow]) -> set[str]:
    """What an answer names without reaching it: kinds of data, at whom they were, owners and who says so."""
    ids = {name for e in exposures for name in (e.category, e.at) if name}
    return ids | {name for a in owned for name in (a.start, a.end, *a.by)}


def prefetch(cache: CachedReader, origins: Collection[str]) -> None:
    """Ask at once for everything that the blast radius of each of these origins will ask for."""
    incidents = {i for i in origins if i.startswith("incident:")}
    parties = {p.party for p in cache.places(incidents)} | (set(origins) - incidents)
    subgraph = fetch_subgraph(cache, parties, backward=True)
    owned = owners(cache, parties)
    incidents |= {p.incident for p in cache.incidents_at(i for i in subgraph.nodes if not i.startswith("population:"))}
    exposures, shown = cache.data_outcomes(incidents), cache.impacts(incidents)
    describe(cache, subgraph, {*_speakers((*shown, *exposures)), *_named_beside(exposures, owned)})
    _inside(cache, subgraph.nodes.values(), subgraph.nodes.values())
    cache.arrows(groups_beside(subgraph, subgraph.nodes.values(), ()), backward=True)
    describe(cache, subgraph, incidents | {i.party for i in cache.impacts(incidents)})


def _compromised(reader: Reader, incident: str) -> list[str]:
    return [p.party for p in reader.places([incident]) if p.broke]


def _doors(subgraph: Subgraph, origins: Sequence[str], account_of: str) -> list[str]:
    """The products among the origins, or that they provide, on which the account is."""
    provided = {a.start for origin in origins for a in subgraph.incoming[origin] if a.type == "PROVIDED_BY"}
    products = {*origins, *provided}
    doors = sorted({a.end for a in subgraph.outgoing[account_of] if a.type == "USES" and a.end in products})
    if not doors:
        names = sorted(p for p in products if p.startswith("product:"))
        words = {"account": account_of, "origins": list(origins), "products": names or messages("none")}
        raise RefusedError(messages("account.none", **words))
    return doors


def _unknown_links(subgraph: Subgraph, reached: Iterable[str], origins: Sequence[str]) -> list[Arrow]:
    """Relations among what is reached whose one end nobody names."""
    inside = {*reached, *origins}
    return [
        arrow
        for arrow in subgraph.arrows()
        if arrow.start in inside and arrow.end in inside and not (subgraph.node(arrow.start).named and subgraph.node(arrow.end).named)
    ]


def _incidents(
    reader: Reader, origin: str, origins: Sequence[str], subgraph: Subgraph, on: dt.date
) -> tuple[tuple[Node, ...], list[Impact]]:
    """The incidents that show what a breach of the origins did, and what they showed at each party.

    For an incident as origin, itself, whatever day its relations are judged on; else those that compromised an origin or a product
    that it provides, and that may have occurred by the day asked.
    """
    if origin.startswith("incident:"):
        ids = [origin]
    else:
        provided = [a.start for o in origins for a in subgraph.incoming[o] if a.type == "PROVIDED_BY"]
        ids = list(dict.fromkeys(p.incident for p in reader.incidents_at([*origins, *provided]) if p.broke))
    describe(reader, subgraph, ids)
    nodes = [n for n in (subgraph.node(i) for i in ids) if n.id == origin or may_have_begun(n, on)]
    shown = [i for i in reader.impacts(n.id for n in nodes) if i.stands] if nodes else []
    describe(reader, subgraph, {s.party for s in shown})
    return tuple(nodes), shown
