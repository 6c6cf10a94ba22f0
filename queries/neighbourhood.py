"""What the interactive picture shows: nodes, relations, incidents and sources around the ids asked for, or everything.

Nothing is computed here a second time: incidents are those of `queries.incident`, and who is exposed, and how many people,
are those of `queries.blast_radius`, asked once for every stretch of time over which the answer does not change. The page
looks these up, so that its figures are those of the commands on any day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from maillon.graph.model import GOVERNANCE_TYPES, TRUST_TYPES, Effect, label_of
from maillon.queries.blast_radius import Hit, ProviderBounds, blast_radius
from maillon.queries.cached_reader import CachedReader
from maillon.queries.crossing import Verdict, cross
from maillon.queries.incident import IncidentAnswer, incident
from maillon.queries.people import PeopleBounds
from maillon.queries.subgraph import Arrow, Node, Reader, fetch_arrows, fetch_nodes, fetch_subgraph, to_date

if TYPE_CHECKING:
    from maillon.queries.scale.exposure import Bounds
    from maillon.queries.scale.snapshot import Snapshot

HELD_ARROWS = 5_000
"""The picture of everything holds at most so many relations; a larger graph is shown by its suppliers alone."""
SUPPLIERS = 1_000
"""So many suppliers are then shown: those behind whom most people stand."""


class Subject(StrEnum):
    """The three pictures for three readers."""

    INCIDENT = "incident"
    CHAINS = "chains"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class RadiusSpan:
    """The blast radius of one origin from the day `first` (None: from ever) until the next span."""

    first: dt.date | None
    hits: tuple[Hit, ...]
    people: PeopleBounds
    professionals: PeopleBounds
    providers: ProviderBounds


@dataclass(frozen=True, slots=True)
class JudgedRelation:
    """One trust or governance arrow, and what a breach of confidentiality does there while it lasts and once it has ended."""

    arrow: Arrow
    live: Verdict
    ended: Verdict


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a picture of everything cannot hold: so many nodes and relations of the store are not in it."""

    nodes: int
    arrows: int


@dataclass(frozen=True, slots=True)
class Size:
    """What stands behind one supplier on the day of the picture, as `queries.scale.rank` says; `unknown` groups nobody has counted."""

    people: Bounds
    organisations: Bounds
    unknown: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Everything that a picture needs, with its evidence.

    `start` are the ids asked for (empty: everything), `depth` the most relations from them (None: no limit). `radii` gives,
    for each origin, its spans in order of time; a hit may be a node that is not in the picture. `sources` are the documents
    behind all evidence, by their id. `described` are nodes that are only spoken of (speakers, data categories). Where a graph
    is too large (`left_out`), `sizes` stand in for `radii`, for the day of the picture only.
    """

    subject: Subject
    start: tuple[str, ...]
    depth: int | None
    as_of: dt.date
    nodes: tuple[Node, ...]
    relations: tuple[JudgedRelation, ...]
    incidents: tuple[IncidentAnswer, ...]
    radii: Mapping[str, tuple[RadiusSpan, ...]]
    sources: tuple[Node, ...]
    described: tuple[Node, ...]
    left_out: LeftOut | None = None
    sizes: Mapping[str, Size] = field(default_factory=dict)


def neighbourhood(
    store: Reader,
    start: Sequence[str] = (),
    *,
    depth: int | None = None,
    as_of: dt.date | None = None,
    snapshot: Callable[[], Snapshot] | None = None,
) -> Neighbourhood:
    """The picture around `start`, or of everything.

    Args:
        store: anything that reads Cypher.
        start: ids of organisations, products, populations or incidents that exist; none: everything.
        depth: the most relations from the start, both ways (None: as far as they lead).
        as_of: the day on which the picture opens (default: today).
        snapshot: gives the arrays from which a graph too large for one page is ranked; without it, a graph of any size is
            shown whole.
    """
    on = as_of or dt.date.today()
    held = CachedReader(store)
    chosen = tuple(dict.fromkeys(start))
    left_out, sizes = None, dict[str, Size]()
    if chosen:
        shown = _around(held, chosen, depth)
    elif snapshot is not None and held.read(_COUNT)[0]["n"] > HELD_ARROWS:
        sizes, left_out = _ranked(held, snapshot(), on)
        shown = set(sizes)
    else:
        shown = _everything(held)
    incidents = _incidents(held, chosen, shown)
    shown |= {place.party for answer in incidents for place in (*answer.compromised, *answer.entered_through)}
    told = [] if left_out else incidents if not chosen else [a for a in incidents if a.incident.id in chosen]
    shown |= {s.party for answer in told for s in answer.affected}
    if left_out is None:
        held.behind(shown)
    arrows = _arrows(held, shown)
    shown |= {a.end for a in arrows if a.type in GOVERNANCE_TYPES}
    nodes = fetch_nodes(held, shown)
    radii = {} if left_out else _radii(held, sorted(shown), [a.incident for a in incidents])
    described = _described(held, nodes, arrows, incidents)
    return Neighbourhood(
        subject=_subject(chosen),
        start=chosen,
        depth=depth,
        as_of=on,
        nodes=tuple(nodes[i] for i in sorted(nodes)),
        relations=tuple(_relation(a) for a in arrows),
        incidents=tuple(incidents),
        radii=radii,
        sources=_sources(store, nodes.values(), arrows, incidents),
        described=described,
        left_out=left_out,
        sizes=sizes,
    )


def _subject(start: Sequence[str]) -> Subject:
    if not start:
        return Subject.MAP
    return Subject.INCIDENT if all(label_of(i) == "Incident" for i in start) else Subject.CHAINS


def _around(held: CachedReader, start: Sequence[str], depth: int | None) -> set[str]:
    """The parties that reach the start or that it reaches; an incident starts where it broke and at whom it hit."""
    origins = {i for i in start if label_of(i) != "Incident"}
    for node_id in set(start) - origins:
        answer = incident(held, node_id)
        origins |= {place.party for place in (*answer.compromised, *answer.entered_through)}
    found = set(origins)
    for backward in (True, False):
        subgraph = fetch_subgraph(held, origins, backward=backward, max_hops=depth)
        found |= {end for a in subgraph.arrows() for end in (a.start, a.end)}
    return found


_COUNT = f"MATCH ()-[r:{'|'.join(TRUST_TYPES)}]->() RETURN count(r) AS n"
_IDS = "MATCH (n:{label}) RETURN n.id AS id ORDER BY id"
_PARTIES = ("Population", "Organisation", "Product")


def _everything(held: CachedReader) -> set[str]:
    parties = {row["id"] for label in _PARTIES for row in held.read(_IDS.format(label=label))}
    categories = {row["id"] for row in held.read(_IDS.format(label="DataCategory"))}
    held.describe(parties | categories)
    return _related(held, parties)


def _ranked(held: CachedReader, snapshot: Snapshot, on: dt.date) -> tuple[dict[str, Size], LeftOut]:
    """The suppliers behind whom most people stand, and how much of the graph that leaves out."""
    from maillon.queries.scale.rank import rank
    from maillon.queries.scale.reach import Terms

    origins = rank(snapshot, Terms(on), top=SUPPLIERS).origins
    sizes = {o.id: Size(o.people, o.organisations, o.unknown) for o in origins}
    nodes = sum(held.read(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"] for label in _PARTIES)
    inside = sum(1 for a in fetch_arrows(held, sizes, backward=False) if a.end in sizes)
    return sizes, LeftOut(nodes - len(sizes), held.read(_COUNT)[0]["n"] - inside)


def _related(store: Reader, parties: Iterable[str]) -> set[str]:
    """Parties that a trust or governance relation or an incident touches; the rest would stand alone."""
    found: set[str] = set()
    for types in (TRUST_TYPES, GOVERNANCE_TYPES):
        found |= {end for a in fetch_arrows(store, parties, backward=False, types=types) for end in (a.start, a.end)}
    return found


def _arrows(held: CachedReader, shown: set[str]) -> list[Arrow]:
    """Relations between the nodes shown, and who owns those nodes (retracted ones are left out)."""
    trust = [a for a in fetch_arrows(held, shown, backward=False) if a.end in shown]
    governance = [
        a for a in fetch_arrows(held, shown, backward=False, types=GOVERNANCE_TYPES) if a.end in shown or a.type == "SUBSIDIARY_OF"
    ]
    return sorted([*trust, *governance], key=lambda a: a.order)


def _relation(arrow: Arrow) -> JudgedRelation:
    """What a breach of confidentiality does on the arrow, by the rule of `queries.crossing`, on a day it lasts and after it."""
    if arrow.type in GOVERNANCE_TYPES:
        return JudgedRelation(arrow, Verdict.NO, Verdict.NO)
    live = cross(arrow, arrow.until or dt.date.max, Effect.CONFIDENTIALITY).verdict
    ended = cross(arrow, dt.date.max, Effect.CONFIDENTIALITY).verdict if arrow.until else live
    return JudgedRelation(arrow, live, ended)


_BROKE_AT = """
MATCH (i:Incident)-[r:COMPROMISED|ENTERED_THROUGH]->(x) WHERE r.status <> 'retracted' RETURN DISTINCT i.id AS incident, x.id AS party
"""
_HIT = "MATCH (i:Incident)-[r:AFFECTED]->(x) WHERE x.id IN $ids RETURN DISTINCT i.id AS id"


def _incidents(held: CachedReader, start: Sequence[str], shown: set[str]) -> list[IncidentAnswer]:
    """The incidents asked for, those that broke at a node shown, and those that hit a party asked for."""
    ids = {i for i in start if label_of(i) == "Incident"}
    broke = held.read(_BROKE_AT)
    ids |= {row["incident"] for row in broke if row["party"] in shown or not start}
    ids |= {row["id"] for row in held.read(_HIT, ids=sorted(set(start) - ids))}
    return [incident(held, i) for i in sorted(ids)]


def _radii(held: CachedReader, ids: Iterable[str], incidents: Sequence[Node]) -> dict[str, tuple[RadiusSpan, ...]]:
    origins = [i for i in ids if label_of(i) != "Population"]
    return {origin: _spans(held, origin) for origin in (*origins, *(node.id for node in incidents))}


def _spans(held: Reader, origin: str) -> tuple[RadiusSpan, ...]:
    """The blast radius of `origin` on every day: it changes only where a relation begins or has ended, or an incident occurred."""
    last = blast_radius(held, origin, as_of=dt.date.max)
    days: set[dt.date] = set()
    for arrow in last.subgraph.arrows():
        days |= {arrow.since} if arrow.since else set()
        days |= {arrow.until + dt.timedelta(days=1)} if arrow.until else set()
    days |= {day for node in last.incidents if (day := to_date(node.properties.get("occurred_from")))}
    spans: list[RadiusSpan] = []
    for first in (None, *sorted(days)):
        answer = last if first is not None and first == max(days) else blast_radius(held, origin, as_of=first or dt.date.min)
        span = RadiusSpan(first, answer.nodes, answer.people, answer.professionals, answer.providers)
        if not spans or _content(span) != _content(spans[-1]):
            spans.append(span)
    return tuple(spans)


def _content(span: RadiusSpan) -> tuple[object, ...]:
    return span.hits, span.people, span.professionals, span.providers


def _described(
    held: CachedReader, nodes: Mapping[str, Node], arrows: Iterable[Arrow], incidents: Iterable[IncidentAnswer]
) -> tuple[Node, ...]:
    """Whatever relations and incidents speak of that is not in the picture."""
    spoken = {i: n for answer in incidents for i, n in answer.names.items()}
    spoken |= fetch_nodes(held, {f"data:{category}" for arrow in arrows for category in arrow.data or ()} - set(spoken))
    return tuple(spoken[i] for i in sorted(spoken) if i not in nodes)


def _sources(store: Reader, nodes: Iterable[Node], arrows: Iterable[Arrow], incidents: Iterable[IncidentAnswer]) -> tuple[Node, ...]:
    """The documents behind everything in the picture."""
    evidence: set[str] = {e for node in nodes for e in node.properties.get("evidence") or ()}
    evidence |= {e for arrow in arrows for e in arrow.evidence}
    for answer in incidents:
        evidence |= set(answer.incident.properties.get("evidence") or ())
        for group in (answer.claims, answer.compromised, answer.entered_through, answer.affected, answer.attributed_to):
            evidence |= {e for item in group for e in item.evidence}
        readings = [r for e in answer.exposures for r in e.readings] + [r for t in answer.notifications for r in t.readings]
        evidence |= {e for reading in readings for e in reading.evidence}
    ids = {f"source:{e.partition('#')[0]}" for e in evidence}
    found = fetch_nodes(store, ids)
    return tuple(found[i] for i in sorted(found))
