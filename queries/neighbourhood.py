"""What the interactive picture shows: nodes, relations, incidents and sources around the ids asked for, or everything.

Nothing is computed twice: incidents are those of `queries.incident`, and who is exposed, and how many people, are those of
`queries.blast_radius`, computed once for each interval in which the answer does not change. The page looks these up, so that its
figures are those of the commands on any day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from maillon.graph.model import GOVERNANCE_TYPES, TRUST_TYPES, Effect, label_of
from maillon.graph.store.cypher import DATASET
from maillon.queries.blast_radius import blast_radius, prefetch
from maillon.queries.cached_reader import CachedReader
from maillon.queries.crossing import Verdict, cross
from maillon.queries.evidence import cited_documents
from maillon.queries.incident import IncidentAnswer, incidents
from maillon.queries.standing import Days
from maillon.queries.walk import fetch_subgraph

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.exposed_people import ProviderBounds
    from maillon.queries.people import Bounds, PeopleBounds
    from maillon.queries.radius_search import Hit
    from maillon.queries.reader import Reader
    from maillon.queries.subgraph import Arrow, Node

MAX_RELATIONS = 5_000
"""A graph with more relations is shown by its suppliers alone."""
MAX_SUPPLIERS = 1_000
"""So many suppliers are then shown: those through which most people are exposed."""


class Subject(StrEnum):
    """The three pictures for three readers."""

    INCIDENT = "incident"
    CHAINS = "chains"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class RadiusSpan:
    """The blast radius of one origin from the day `first` (None: no first day) to the next span."""

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
    """How many nodes and relations of the store are not in a picture of everything."""

    nodes: int
    arrows: int


@dataclass(frozen=True, slots=True)
class Size:
    """Who is exposed through one supplier on the day of the picture, as `queries.scale.rank` says; `unknown` groups are uncounted.

    `approximate`: a size among them is rounded by who gives it, and so are the bounds. `contested`: so many of the people at least rest
    on relations that somebody contests.
    """

    people: Bounds
    organisations: Bounds
    unknown: int
    approximate: bool = False
    contested: int = 0


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Everything that a picture needs, with its evidence.

    `start` are the ids asked for (empty: everything), `depth` the most relations from them (None: no limit). `radii` gives,
    for each origin, its spans in order of time; a hit may be a node that is not in the picture. `sources` are the documents
    behind all evidence, by their id. `licences` are those of the data sets loaded (None: one states none). `described` are
    nodes that are only spoken of (speakers, data categories). Where a graph is too large (`left_out`), `sizes` stand in for
    `radii`, for the day of the picture only. `ranked` are the suppliers of a picture of everything in the order of the ranking, where
    that was asked for. `beyond` parties lie next to it, further from the start than `depth`.
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
    licences: tuple[str | None, ...]
    described: tuple[Node, ...]
    left_out: LeftOut | None = None
    sizes: Mapping[str, Size] = field(default_factory=dict)
    ranked: tuple[str, ...] = ()
    beyond: int = 0


def neighbourhood(
    reader: CypherReader,
    start: Sequence[str] = (),
    *,
    depth: int | None = None,
    as_of: dt.date | None = None,
    suppliers: Callable[[dt.date, int], Mapping[str, Size]] | None = None,
) -> Neighbourhood:
    """The picture around `start`, or of everything.

    Args:
        reader: of the graph.
        start: ids of organisations, products, populations or incidents that exist; none: everything.
        depth: the most relations from the start, both ways (None: as far as they lead).
        as_of: the day on which the picture opens (default: today).
        suppliers: gives so many suppliers through which most people are exposed on a day, in their order, for a picture of everything;
            a graph too large for one page is shown by them alone. Without it, a graph of any size is shown whole.
    """
    on = as_of or dt.date.today()
    cache = CachedReader(reader)
    chosen = tuple(dict.fromkeys(start))
    left_out: LeftOut | None = None
    sizes: Mapping[str, Size] = {}
    beyond: set[str] = set()
    ranked = suppliers(on, MAX_SUPPLIERS) if suppliers is not None and not chosen else {}
    if chosen:
        shown, beyond = _around(cache, chosen, depth)
    elif suppliers is not None and (arrows := _count(reader, _ARROWS)) > MAX_RELATIONS:
        sizes = ranked
        inside = sum(a.end in sizes for a in cache.arrows(sizes, backward=False))
        left_out = LeftOut(sum(_count(reader, text) for text in _NODES) - len(sizes), arrows - inside)
        shown = set(sizes)
    else:
        shown = _everything(cache)
    happened = incidents(reader, _incidents(cache, chosen, shown))
    shown |= {place.party for answer in happened for place in (*answer.compromised, *answer.entered_through)}
    told = [] if left_out else happened if not chosen else [a for a in happened if a.incident.id in chosen]
    shown |= {s.party for answer in told for s in answer.affected}
    relations = _arrows(cache, shown)
    shown |= {a.end for a in relations if a.type in GOVERNANCE_TYPES}
    nodes = cache.nodes(shown)
    radii = {} if left_out else _radii(cache, sorted(shown), [a.incident for a in happened])
    described = _described(cache, nodes, relations, happened)
    return Neighbourhood(
        subject=_subject(chosen),
        start=chosen,
        depth=depth,
        as_of=on,
        nodes=tuple(nodes[i] for i in sorted(nodes)),
        relations=tuple(_relation(a) for a in relations),
        incidents=tuple(happened),
        radii=radii,
        sources=_sources(reader, nodes.values(), relations, happened),
        licences=_licences(reader),
        described=described,
        left_out=left_out,
        sizes=sizes,
        ranked=tuple(ranked),
        beyond=len(beyond - shown),
    )


def _licences(reader: CypherReader) -> tuple[str | None, ...]:
    """Of the data sets loaded, each once; None stands last."""
    found = {row["licence"] for row in reader.rows(f"MATCH (d:{DATASET}) RETURN d.licence AS licence")}
    return (*sorted(licence for licence in found if licence), *([None] if None in found else []))


def _subject(start: Sequence[str]) -> Subject:
    if not start:
        return Subject.MAP
    return Subject.INCIDENT if all(label_of(i) == "Incident" for i in start) else Subject.CHAINS


def _around(reader: Reader, start: Sequence[str], depth: int | None) -> tuple[set[str], set[str]]:
    """The parties that reach the start or that it reaches, and those one relation beyond `depth`.

    An incident starts where it broke and at whom it hit.
    """
    given = {i for i in start if label_of(i) == "Incident"}
    origins = (set(start) - given) | {p.party for p in reader.places(given) if p.role != "ATTRIBUTED_TO"}
    found, beyond = set(origins), set[str]()
    for backward in (True, False):
        subgraph = fetch_subgraph(reader, origins, backward=backward, max_hops=depth)
        reached = {*origins, *(end for a in subgraph.arrows() for end in (a.start, a.end))}
        if depth is not None:
            beyond |= {a.start if backward else a.end for a in reader.arrows(reached, backward=backward)}
        found |= reached
    return found, beyond


_PARTIES = ("Population", "Organisation", "Product")
_ARROWS = f"MATCH ()-[r:{'|'.join(TRUST_TYPES)}]->() RETURN count(r) AS n"
_NODES = tuple(f"MATCH (n:{label}) RETURN count(n) AS n" for label in _PARTIES)


def _count(reader: CypherReader, text: str) -> int:
    return int(reader.rows(text)[0]["n"])


def _everything(reader: Reader) -> set[str]:
    parties = {node_id for label in _PARTIES for node_id in reader.ids(label)}
    reader.nodes({*parties, *reader.ids("DataCategory")})  # all in one question, before they are asked for a few at a time
    return _related(reader, parties)


def _related(reader: Reader, parties: Iterable[str]) -> set[str]:
    """Parties that a trust or governance relation or an incident touches; the rest would stand alone."""
    found: set[str] = set()
    for types in (TRUST_TYPES, GOVERNANCE_TYPES):
        found |= {end for a in reader.arrows(parties, backward=False, types=types) for end in (a.start, a.end)}
    return found


def _arrows(reader: Reader, shown: set[str]) -> list[Arrow]:
    """Relations between the nodes shown, and who owns those nodes (retracted ones are left out)."""
    trust = [a for a in reader.arrows(shown, backward=False) if a.end in shown]
    governance = [a for a in reader.arrows(shown, backward=False, types=GOVERNANCE_TYPES) if a.end in shown or a.type == "SUBSIDIARY_OF"]
    return sorted([*trust, *governance], key=lambda a: a.order)


def _relation(arrow: Arrow) -> JudgedRelation:
    """What a breach of confidentiality does on the arrow, by the rule of `queries.crossing`, on a day it lasts and after it."""
    if arrow.type in GOVERNANCE_TYPES:
        return JudgedRelation(arrow, Verdict.NO, Verdict.NO)
    until = arrow.standing.until
    live = cross(arrow, Days.on(until or dt.date.max), Effect.CONFIDENTIALITY).verdict
    ended = cross(arrow, Days.on(dt.date.max), Effect.CONFIDENTIALITY).verdict if until else live
    return JudgedRelation(arrow, live, ended)


def _incidents(reader: Reader, start: Sequence[str], shown: set[str]) -> set[str]:
    """The incidents asked for, those that broke at a node shown, and those that hit a party asked for.

    Where nothing is asked for it is every incident: one of which nobody says where it broke stands above no party, and in the lists.
    """
    if not start:
        return set(reader.ids("Incident"))
    given = {i for i in start if label_of(i) == "Incident"}
    broke = {p.incident for p in reader.incidents_at(shown) if p.role != "ATTRIBUTED_TO" and p.stands}
    return given | broke | {i.incident for i in reader.impacts_on(set(start) - given)}


def _radii(cache: CachedReader, ids: Iterable[str], happened: Sequence[Node]) -> dict[str, tuple[RadiusSpan, ...]]:
    origins = [*(i for i in ids if label_of(i) != "Population"), *(node.id for node in happened)]
    prefetch(cache, origins)
    return {origin: _spans(cache, origin) for origin in origins}


def _spans(reader: Reader, origin: str) -> tuple[RadiusSpan, ...]:
    """The blast radius of `origin` on every day: it changes only where a relation begins or has ended, or an incident occurred."""
    last = blast_radius(reader, origin, as_of=dt.date.max)
    days: set[dt.date] = set()
    for arrow in last.subgraph.arrows():
        days |= arrow.days
    days |= {day for node in last.incidents if (day := node.day("occurred_from"))}
    spans: list[RadiusSpan] = []
    for first in (None, *sorted(days)):
        answer = last if first is not None and first == max(days) else blast_radius(reader, origin, as_of=first or dt.date.min)
        span = RadiusSpan(first, answer.nodes, answer.people, answer.professionals, answer.providers)
        if not spans or _content(span) != _content(spans[-1]):
            spans.append(span)
    return tuple(spans)


def _content(span: RadiusSpan) -> tuple[object, ...]:
    return span.hits, span.people, span.professionals, span.providers


def _described(reader: Reader, nodes: Mapping[str, Node], arrows: Iterable[Arrow], incidents: Iterable[IncidentAnswer]) -> tuple[Node, ...]:
    """Whatever relations and incidents speak of that is not in the picture."""
    spoken = {i: n for answer in incidents for i, n in answer.names.items()}
    spoken |= reader.nodes({f"data:{category}" for arrow in arrows for category in arrow.data or ()} - set(spoken))
    return tuple(spoken[i] for i in sorted(spoken) if i not in nodes)


def _sources(reader: Reader, nodes: Iterable[Node], arrows: Iterable[Arrow], incidents: Iterable[IncidentAnswer]) -> tuple[Node, ...]:
    """The documents behind everything in the picture."""
    evidence: set[str] = {e for node in nodes for e in node.properties.get("evidence") or ()}
    evidence |= {e for arrow in arrows for e in arrow.cited}
    evidence |= {e for answer in incidents for e in answer.evidence()}
    return tuple(cited_documents(reader, evidence).values())
