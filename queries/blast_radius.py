"""The blast radius of ORIGIN: who is exposed if it is breached, which is everything that reaches it over trust relations.

Potential is not observed: a node that is merely reachable is `potential`; `observed` needs a source that observed it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from maillon.graph.model import Effect
from maillon.queries.cached_reader import CachedReader
from maillon.queries.crossing import Verdict, cross
from maillon.queries.messages import messages
from maillon.queries.people import Cohort, PeopleBounds, bound_people
from maillon.queries.reader import DataOutcome, Impact, Reader
from maillon.queries.subgraph import Arrow, Node, Subgraph
from maillon.queries.walk import describe, fetch_subgraph, owners
from maillon.wording import RefusedError


class Outcome(StrEnum):
    """What is known of one node: a source observed it, it is only reachable, or evidence clears it."""

    OBSERVED = "observed"
    POTENTIAL = "potential"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Hit:
    """One node of a blast radius.

    `past`: every path to it has a relation that had ended. `reasons`: why it is only possible, where it is. `data`: the
    categories that can flow on some path to it (None: not known). `witness`: one shortest path, from the node to the origin; a
    path of relations that had not ended is preferred.
    """

    node: Node
    outcome: Outcome
    past: bool
    reasons: tuple[str, ...]
    hops: int
    data: tuple[str, ...] | None
    witness: tuple[Arrow, ...]
    shown: tuple[Impact, ...] = ()


@dataclass(frozen=True, slots=True)
class ProviderBounds:
    """At least and at most so many care providers (None: no upper bound is known); `unknown` are uncounted groups."""

    at_least: int
    at_most: int | None
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlastRadius:
    """The answer. `people` and `professionals` are bounds through the recorded links and never mixed with `shown`.

    `elsewhere` is what the incidents showed at parties that no recorded link reaches.
    """

    origin: Node
    origins: tuple[str, ...]
    as_of: dt.date
    effect: Effect
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


@dataclass(frozen=True, slots=True)
class _State:
    """A state of the search: a node, and the constraints that the relations on one path to it leave.

    `ended` is the day by which the earliest past relation on the path had ended: what began later never went through it.
    """

    node: str
    past: bool
    reasons: frozenset[str]
    data: frozenset[str] | None
    scope: str | None
    ended: dt.date | None
    path: tuple[Arrow, ...]

    def dominates(self, other: _State) -> bool:
        """True if every continuation that is open to `other` is open to this one too, on no worse terms."""
        return (
            self.past <= other.past
            and self.reasons <= other.reasons
            and (self.data is None or (other.data is not None and self.data >= other.data))
            and (self.scope is None or self.scope == other.scope)
            and (self.ended is None or (other.ended is not None and self.ended >= other.ended))
        )


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
        as_of: the day for which relations are judged (default: today).
        effect: what breaks; a past relation still carries confidentiality. Default: confidentiality, or the effect of an
            incident that had no other.
        data: only this category (id without prefix).
        active_only: relations that had ended do not count.
        account_of: id of a user of the product whose account is the way in: every other tenant may be exposed.

    Raises:
        RefusedError: `account_of` uses no product of the origin.
    """
    on = as_of or dt.date.today()
    origins = _compromised(reader, origin) if origin.startswith("incident:") else [origin]
    subgraph = fetch_subgraph(reader, origins, backward=True)
    describe(reader, subgraph, [origin, *([account_of] if account_of else [])])
    if account_of:
        origins = _doors(subgraph, origins, account_of)
    effect = effect or _effect_of(subgraph.node(origin))
    incidents, shown = _incidents(reader, origin, origins, subgraph, on)
    hits = _search(subgraph, origins, on, effect, data, active_only, account_of, shown, stop_cleared=origin.startswith("incident:"))
    reached = {hit.node.id: hit for hit in hits}
    exposed = [hit for hit in hits if hit.outcome is not Outcome.CLEARED]
    people, professionals = _people(subgraph, exposed)
    return BlastRadius(
        origin=subgraph.node(origin),
        origins=tuple(origins),
        as_of=on,
        effect=effect,
        data=data,
        active_only=active_only,
        account_of=subgraph.node(account_of) if account_of else None,
        nodes=tuple(hits),
        people=people,
        professionals=professionals,
        providers=_providers(exposed),
        unknown_links=tuple(_unknown_links(subgraph, reached, origins)),
        owners=tuple(owners(reader, origins)),
        incidents=incidents,
        exposures=tuple(reader.data_outcomes(i.id for i in incidents)) if incidents else (),
        elsewhere=tuple(s for s in shown if s.party not in reached and s.party not in origins),
        subgraph=subgraph,
    )


def prefetch(cache: CachedReader, origins: Collection[str]) -> None:
    """Ask at once for everything that the blast radius of each of these origins will ask for."""
    incidents = {i for i in origins if i.startswith("incident:")}
    parties = {p.party for p in cache.places(incidents)} | (set(origins) - incidents)
    subgraph = fetch_subgraph(cache, parties, backward=True)
    owners(cache, parties)
    incidents |= {p.incident for p in cache.incidents_at(i for i in subgraph.nodes if not i.startswith("population:"))}
    cache.data_outcomes(incidents)
    describe(cache, subgraph, incidents | {i.party for i in cache.impacts(incidents)})


def _effect_of(origin: Node) -> Effect:
    effects = [Effect(e) for e in origin.properties.get("effects") or ()]
    return Effect.CONFIDENTIALITY if not effects or Effect.CONFIDENTIALITY in effects else effects[0]


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


def _search(
    subgraph: Subgraph,
    origins: Sequence[str],
    on: dt.date,
    effect: Effect,
    data: str | None,
    active_only: bool,
    account_of: str | None,
    shown: Sequence[Impact],
    *,
    stop_cleared: bool,
) -> list[Hit]:
    """Breadth-first search over the states that no earlier one dominates; ties by the ids on the path."""
    by_party: dict[str, list[Impact]] = {}
    for item in shown:
        by_party.setdefault(item.party, []).append(item)
    said = {party: {i.outcome for i in items if i.effect in ("", effect)} for party, items in by_party.items()}
    cleared_parties = {party for party, outcomes in said.items() if stop_cleared and outcomes == {"not_affected"}}
    states: dict[str, list[_State]] = {}
    cleared: dict[str, _State] = {}
    frontier = [_State(origin, False, frozenset(), None, None, None, ()) for origin in sorted(origins)]
    while frontier:
        following: list[_State] = []
        for state in frontier:
            for arrow in subgraph.incoming[state.node]:
                if arrow.start in origins or arrow.start == account_of:
                    continue
                crossing = cross(arrow, on, effect, active_only=active_only, data=data)
                if account_of and not state.path and crossing.verdict not in (Verdict.NO, Verdict.CLEARED):
                    crossing = replace(crossing, verdict=_tenancy(arrow))
                step = _step(state, arrow, crossing.past, crossing.reason)
                if crossing.verdict is Verdict.NO or step is None:
                    continue
                too_late = state.ended is not None and arrow.since is not None and arrow.since > state.ended
                if crossing.verdict is Verdict.CLEARED or too_late or arrow.start in cleared_parties:
                    cleared.setdefault(arrow.start, step)
                elif not any(known.dominates(step) for known in states.get(step.node, ())):
                    states.setdefault(step.node, []).append(step)
                    following.append(step)
        frontier = sorted(following, key=lambda s: [a.order for a in s.path])
    hits = [_hit(subgraph.node(node), found, effect, tuple(by_party.get(node, ()))) for node, found in states.items()]
    for node, state in cleared.items():
        if node not in states:
            hits.append(replace(_hit(subgraph.node(node), [state], effect, tuple(by_party.get(node, ()))), outcome=Outcome.CLEARED))
    return sorted(hits, key=lambda h: (h.hops, h.node.id))


def _tenancy(arrow: Arrow) -> Verdict:
    """Whether an account of one tenant opens another: only where one cloud serves all."""
    if arrow.type != "USES":
        return Verdict.NO
    if arrow.deployment == "shared":
        return Verdict.YES
    return Verdict.POSSIBLE if arrow.deployment is None else Verdict.NO


def _step(state: _State, arrow: Arrow, past: bool, reason: str) -> _State | None:
    """The state after one more relation, or None where data or scope do not pass."""
    data = state.data if arrow.data is None else arrow.data if state.data is None else state.data & arrow.data
    if data is not None and not data:
        return None
    if state.scope is not None and arrow.scope is not None and state.scope != arrow.scope:
        return None
    reasons = state.reasons | frozenset(reason.split())
    ends = [day for day in (state.ended, arrow.until if past else None) if day is not None]
    return _State(arrow.start, state.past or past, reasons, data, arrow.scope or state.scope, min(ends, default=None), (arrow, *state.path))


def _hit(node: Node, states: Sequence[_State], effect: Effect, shown: tuple[Impact, ...]) -> Hit:
    best = min(states, key=lambda s: (s.past, len(s.path), len(s.reasons), [a.order for a in s.path]))
    data = None if any(s.data is None for s in states) else tuple(sorted({c for s in states for c in s.data or ()}))
    observed = any(i.outcome == "observed" and i.effect in ("", effect) for i in shown)
    reasons = [tuple(sorted(s.reasons)) for s in states if s.past == best.past]
    return Hit(
        node=node,
        outcome=Outcome.OBSERVED if observed else Outcome.POTENTIAL,
        past=all(s.past for s in states),
        reasons=min((len(r), r) for r in reasons)[1],
        hops=len(best.path),
        data=data,
        witness=best.path,
        shown=shown,
    )


def cohort_of(node: Node) -> Cohort:
    """A population node as a cohort."""
    get = node.properties.get
    year = node.day("size_as_of")
    return Cohort(node.id, get("size_low"), get("size_high"), get("within"), get("partition"), year.year if year else None)


_FACES_PEOPLE = ("Insurer", "CareProvider", "TelehealthPlatform")


def _people(subgraph: Subgraph, exposed: Sequence[Hit]) -> tuple[PeopleBounds, PeopleBounds]:
    """Bounds of the persons in care or insured, and of the professionals, apart."""
    populations = [hit.node for hit in exposed if hit.node.has("Population")]
    containing = {n.id: cohort_of(n) for n in subgraph.nodes.values() if n.has("Population")}
    with_people = {a.end for n in populations for a in subgraph.outgoing[n.id]}
    uncounted = [
        hit.node.id
        for hit in exposed
        if any(hit.node.has(label) for label in _FACES_PEOPLE) and with_people.isdisjoint(_itself_and_groups(subgraph, hit.node))
    ]
    groups: tuple[list[Cohort], list[Cohort]] = ([], [])
    for node in populations:
        groups[node.properties.get("people") == "professionals"].append(cohort_of(node))
    return bound_people(groups[0], containing, uncounted), bound_people(groups[1], containing)


def _itself_and_groups(subgraph: Subgraph, node: Node) -> set[str]:
    """The organisation and the groups that contain it: a cohort of the group counts the people of its members."""
    found: set[str] = set()
    current: Node | None = node
    while current is not None and current.id not in found:
        found.add(current.id)
        within = current.properties.get("within")
        current = subgraph.node(str(within)) if within else None
    return found


def _providers(exposed: Sequence[Hit]) -> ProviderBounds:
    """Care providers: a named one counts as one; a group by its count; a member inside a reached group not again."""
    groups: dict[str, Cohort] = {}
    for hit in exposed:
        if not hit.node.has("CareProvider"):
            continue
        get = hit.node.properties.get
        named = hit.node.named
        low, high = (1, 1) if named else (get("count_low"), get("count_high"))
        if not named and low is None and high is None and get("within") is not None:
            low, high = 1, 1  # an unnamed member of a counted group
        groups[hit.node.id] = Cohort(hit.node.id, low, high, get("within"), "organisations")
    bounds = bound_people(groups.values())
    return ProviderBounds(bounds.at_least, bounds.at_most if groups else 0, bounds.unknown)


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

    For an incident as origin, itself; else those that compromised an origin or a product that it provides, and that may
    have occurred by the day asked.
    """
    if origin.startswith("incident:"):
        ids = [origin]
    else:
        provided = [a.start for o in origins for a in subgraph.incoming[o] if a.type == "PROVIDED_BY"]
        ids = list(dict.fromkeys(p.incident for p in reader.incidents_at([*origins, *provided]) if p.broke))
    describe(reader, subgraph, ids)
    nodes = [n for n in (subgraph.node(i) for i in ids) if (n.day("occurred_from") or on) <= on]
    shown = [i for i in reader.impacts(n.id for n in nodes) if i.stands] if nodes else []
    describe(reader, subgraph, {s.party for s in shown})
    return tuple(nodes), shown
