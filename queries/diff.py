"""What changed between two days of one graph, or between two exports: everything that is said, and who reaches whom.

Both are one comparison of two whole graphs (`queries.changes`). Of a day, the graph is what may be said on it: relations that may
have begun, incidents that may have begun by then, and of claims, notices and what incidents showed the statements made by then, on
their own day or else the first day of their documents, and never before the incident may have begun. What has none of these days
cannot be told apart by days and is counted beside (`undated`). All else has no day and is the same on both.

People gain or lose a party when a chain of relations that are neither ended nor yet to begin leads from them to it on one
side only; each gain and loss comes with such a chain, the shortest, ties by id.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from maillon.graph.dates import first_day
from maillon.graph.model import (
    ARROW_BY_TYPE,
    COMMON_NODE,
    GOVERNANCE_TYPES,
    NODES,
    TRUST_TYPES,
    Family,
    Status,
    arrow_properties,
    label_of,
)
from maillon.graph.readings import canonical
from maillon.graph.statements import visible_arrow
from maillon.queries.changes import HARM_TYPES, Change, Matter, Thing, ThingKey, Turn, compared, things
from maillon.queries.evidence import said_on
from maillon.queries.export_reader import ExportReader, typed_relation
from maillon.queries.exported import Exported, ExportedArrow, ExportedNode, exported_properties
from maillon.queries.exposed_people import cohort_of
from maillon.queries.messages import messages
from maillon.queries.people import PeopleBounds, bound_people
from maillon.queries.subgraph import Arrow, Force, Node
from maillon.wording import RefusedError

_RELATION_TYPES = frozenset({*TRUST_TYPES, *GOVERNANCE_TYPES})
_KNOWN = frozenset(
    {p.name for p in COMMON_NODE}
    | {p.name for kind in NODES for p in kind.properties}
    | {p.name for kind in ARROW_BY_TYPE.values() for p in arrow_properties(kind)}
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the comparison: a graph on a day. `undated` counts statements and incidents without a known day.

    `view` is the version of the rules that made the graph (None: not known), `properties` the names of all properties in it.
    """

    name: str
    as_of: dt.date
    nodes: Mapping[str, Node]
    things: Mapping[ThingKey, Thing]
    relations: Mapping[ThingKey, Arrow]
    undated: int
    view: int | None
    properties: frozenset[str]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The properties that the model does not know: they are compared like any other."""
        return tuple(sorted(self.properties - _KNOWN))

    def active(self) -> dict[str, list[Arrow]]:
        """Trust relations that are neither retracted, nor ended, nor yet to begin, by who trusts."""
        out: dict[str, list[Arrow]] = {}
        for key in sorted(self.relations):
            arrow = self.relations[key]
            counts = arrow.type in TRUST_TYPES and arrow.status != Status.RETRACTED
            if counts and arrow.force(self.as_of) not in (Force.PAST, Force.NOT_BEGUN):
                out.setdefault(arrow.start, []).append(arrow)
        return out


@dataclass(frozen=True, slots=True)
class ChangedRelation:
    """One relation on both sides that is not the same: what is known of it on each day, and the properties that differ."""

    before: Arrow
    after: Arrow
    force_before: Force
    force_after: Force
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """A population that trusts a party, directly or through others, along `witness`."""

    population: str
    party: str
    witness: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the right side has and the left has not (`gained`), and the reverse (`lost`).

    `changes` are all things that differ, the gravest first. `people_gained` and `people_lost` bound the persons of the
    populations that gain or lose any party. `names` are all nodes, as the right side has them where it does.
    """

    left: Side
    right: Side
    of: Node | None
    changes: tuple[Change, ...]
    reach_gained: tuple[Reach, ...]
    reach_lost: tuple[Reach, ...]
    people_gained: PeopleBounds
    people_lost: PeopleBounds
    names: Mapping[str, Node]

    @property
    def empty(self) -> bool:
        """True if nothing differs."""
        return not (self.changes or self.reach_gained or self.reach_lost)

    @property
    def relations_gained(self) -> tuple[Arrow, ...]:
        """Relations of the right side alone."""
        return tuple(self.right.relations[c.key] for c in self._of(*_RELATION_TYPES, turn=Turn.GAINED))

    @property
    def relations_lost(self) -> tuple[Arrow, ...]:
        """Relations of the left side alone."""
        return tuple(self.left.relations[c.key] for c in self._of(*_RELATION_TYPES, turn=Turn.LOST))

    @property
    def relations_changed(self) -> tuple[ChangedRelation, ...]:
        """Relations of both sides that are not the same."""
        return tuple(self.changed_relation(c) for c in self._of(*_RELATION_TYPES, turn=Turn.CHANGED))

    def changed_relation(self, change: Change) -> ChangedRelation:
        """A changed relation with both its arrows."""
        before, after = self.left.relations[change.key], self.right.relations[change.key]
        forces = (before.force(self.left.as_of), after.force(self.right.as_of))
        return ChangedRelation(before, after, *forces, tuple(d.name for d in change.differing))

    @property
    def claims_gained(self) -> tuple[Node, ...]:
        """Claims of the right side alone."""
        return tuple(self.right.nodes[c.thing.ids[0]] for c in self._of("Claim", turn=Turn.GAINED))

    @property
    def claims_lost(self) -> tuple[Node, ...]:
        """Claims of the left side alone."""
        return tuple(self.left.nodes[c.thing.ids[0]] for c in self._of("Claim", turn=Turn.LOST))

    @property
    def claims_changed(self) -> tuple[tuple[Node, Node], ...]:
        """Claims of both sides that are not the same, before and after."""
        changed = self._of("Claim", turn=Turn.CHANGED)
        return tuple((self.left.nodes[c.thing.ids[0]], self.right.nodes[c.thing.ids[0]]) for c in changed)

    @property
    def incidents_gained(self) -> tuple[Node, ...]:
        """Incidents of the right side alone."""
        return tuple(self.right.nodes[c.thing.ids[0]] for c in self._of("Incident", turn=Turn.GAINED))

    @property
    def incidents_lost(self) -> tuple[Node, ...]:
        """Incidents of the left side alone."""
        return tuple(self.left.nodes[c.thing.ids[0]] for c in self._of("Incident", turn=Turn.LOST))

    def _of(self, *kinds: str, turn: Turn) -> Iterator[Change]:
        return (c for c in sorted(self.changes, key=lambda c: c.key) if c.turn is turn and c.thing.kind in kinds)


def side(graph: Exported, name: str, as_of: dt.date, *, dated: bool) -> Side:
    """A graph as of a day.

    Args:
        graph: all of it, from a store or a file.
        name: what the reader calls this side.
        as_of: the day for which relations are judged.
        dated: leave out what had not been said or begun by that day; False takes all (two exports differ by what is in them).
    """
    undated = 0
    if dated:
        graph, undated = on_day(graph, as_of)
    reader = ExportReader(graph)
    found = things(graph)
    return Side(
        name=name,
        as_of=as_of,
        nodes=reader.nodes(n.id for n in graph.nodes),
        things=found,
        relations={k: typed_relation(ExportedArrow(k[0], k[1], k[2], t.properties)) for k, t in found.items() if k[0] in _RELATION_TYPES},
        undated=undated,
        view=graph.view,
        properties=frozenset(name for t in found.values() for name in t.properties),
    )


def on_day(graph: Exported, day: dt.date) -> tuple[Exported, int]:
    """What may be said of a graph on a day, and of how many statements and incidents no day is known."""
    filtered = _OnDay(day, graph)
    nodes = tuple(n for n in graph.nodes if filtered.keeps(n))
    here = {n.id for n in nodes}
    arrows = tuple(found for a in graph.arrows if (found := filtered.shown(a, here)) is not None)
    return replace(graph, nodes=nodes, arrows=arrows), filtered.undated


class _OnDay:
    """Keeps of a graph what may be said on a day, and counts that of which no day is known."""

    def __init__(self, day: dt.date, graph: Exported) -> None:
        self._day = day
        self._published = {n.id: _iso(n.properties.get("published_on")) for n in graph.nodes if label_of(n.id) == "Source"}
        self._authorities = frozenset(n.id for n in graph.nodes if "Regulator" in n.labels)
        self._begun = {n.id: _begun(n) for n in graph.nodes if label_of(n.id) == "Incident"}
        self.undated = 0

    def keeps(self, node: ExportedNode) -> bool:
        """Whether a node is there: one that is neither a claim nor an incident always is."""
        get = node.properties.get
        match label_of(node.id):
            case "Claim":
                return self._made(str(get("incident")), _iso(get("made_on")), get("evidence") or ())
            case "Incident":
                return self._by(self._begun[node.id])
        return True

    def shown(self, arrow: ExportedArrow, here: set[str]) -> ExportedArrow | None:
        """An arrow as what had been said by then makes it; None where nothing had."""
        match ARROW_BY_TYPE[arrow.type].family:
            case Family.INCLUSION:
                return arrow
            case Family.EVIDENCE:
                return arrow if all(i in here for i in _ends(arrow) if i.startswith("claim:")) else None
            case Family.INCIDENT:
                return self._said(arrow)
        return None if typed_relation(arrow).force(self._day) is Force.NOT_BEGUN else arrow

    def _said(self, arrow: ExportedArrow) -> ExportedArrow | None:
        readings = Thing(arrow.type, _ends(arrow), (), arrow.properties).readings
        incident = str(arrow.properties.get("incident") or arrow.start)
        said = [r for r in readings if self._made(incident, first_day(r.get("made_on_edtf")), r.get("evidence") or ())]
        if len(said) in (0, len(readings)):
            return arrow if said else None
        parts = [arrow.properties.get(name) or "" for name in ARROW_BY_TYPE[arrow.type].key]
        texts = [canonical(reading) for reading in said]
        shown = exported_properties(visible_arrow(arrow.type, arrow.start, arrow.end, parts, texts, self._authorities))
        return replace(arrow, properties=shown | ({"said": texts} if "said" in arrow.properties else {}))

    def _made(self, incident: str, made_on: dt.date | None, evidence: Iterable[str]) -> bool:
        begun, said = self._begun.get(incident), said_on(made_on, evidence, self._published)
        return self._by(max(said, begun) if said and begun else said)

    def _by(self, day: dt.date | None) -> bool:
        self.undated += day is None
        return day is not None and day <= self._day


def _begun(incident: ExportedNode) -> dt.date | None:
    """The first day on which an incident may have begun, or else was detected or disclosed."""
    return next((_iso(day) for name in ("occurred_from", "detected_on", "disclosed_on") if (day := incident.properties.get(name))), None)


def _ends(arrow: ExportedArrow) -> tuple[str, str]:
    return (arrow.start, arrow.end)


def _iso(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def diff(left: Side, right: Side, *, of: str | None = None) -> Difference:
    """What `right` has gained and lost against `left`.

    Args:
        left: the earlier side.
        right: the later one.
        of: id of a node: only what touches it (a relation at it, a statement about or by it, people that reach it).

    Raises:
        RefusedError: neither side has `of`.
    """
    names = {**left.nodes, **right.nodes}
    if of is not None and of not in names:
        raise RefusedError(messages("diff.unknown", id=of))
    found = [
        change
        for key in left.things.keys() | right.things.keys()
        if (change := compared(key, left.things.get(key), right.things.get(key), _forces(left, right, key)))
    ]
    reach = [_reach(left, right), _reach(right, left)]
    if of is not None:
        found = _touching(of, found, (left, right))
        reach = [[r for r in rows if of in (r.population, *(a.end for a in r.witness))] for rows in reach]
    lost, gained = reach
    return Difference(
        left=left,
        right=right,
        of=names[of] if of else None,
        changes=tuple(sorted(found, key=lambda c: c.order)),
        reach_gained=tuple(gained),
        reach_lost=tuple(lost),
        people_gained=_bounds(gained, right),
        people_lost=_bounds(lost, left),
        names=names,
    )


def _forces(left: Side, right: Side, key: ThingKey) -> tuple[Force, Force] | None:
    """What is known of a relation on both days, if it ended between them."""
    before, after = left.relations.get(key), right.relations.get(key)
    if before is None or after is None or (before is after and left.as_of == right.as_of):
        return None
    forces = (before.force(left.as_of), after.force(right.as_of))
    return forces if Force.PAST in forces and forces[0] is not forces[1] else None


_NAMED = ("incident", "by", "scope", "population", "at", "within", "within_readings", "size_by", "count_by", "keep", "subjects")
"""Properties that name the nodes that a thing speaks of, or who says so."""


def _touching(of: str, found: Iterable[Change], sides: Iterable[Side]) -> list[Change]:
    """The changes that touch a node.

    An incident touches those who speak of it, those whose figures are given, and where it broke; what it did to anybody's data
    touches where it broke.
    """
    broken = {t.ids[0] for s in sides for t in s.things.values() if t.kind == "COMPROMISED" and t.ids[1] == of}
    claims = [t.properties for s in sides for t in s.things.values() if t.kind == "Claim"]
    about = {str(c["incident"]) for c in claims if of == c.get("by") or of in (c.get("scope") or ())}

    def touches(change: Change) -> bool:
        thing = change.thing
        if of in thing.ids or (thing.kind == "Incident" and thing.ids[0] in about | broken):
            return True
        if thing.kind in HARM_TYPES and thing.ids[0] in broken:
            return True
        return change.matter is not Matter.RELATIONS and any(of in _named(t) for t in (change.before, change.after) if t)

    return [change for change in found if touches(change)]


def _named(thing: Thing) -> set[str]:
    values = [said.get(name) for said in (thing.properties, *thing.readings) for name in _NAMED]
    return {item for value in values for item in ([value] if isinstance(value, str) else value or ())}


def _reach(here: Side, there: Side) -> list[Reach]:
    """What populations reach on this side and not on the other, each with a shortest chain."""
    here_active, there_active = here.active(), there.active()
    found = []
    for population in sorted(i for i in here.nodes if i.startswith("population:")):
        mine, theirs = _reached_from(population, here_active), _reached_from(population, there_active)
        found += [Reach(population, party, mine[party]) for party in sorted(set(mine) - set(theirs))]
    return found


def _reached_from(start: str, active: Mapping[str, list[Arrow]]) -> dict[str, tuple[Arrow, ...]]:
    """Every party that `start` reaches, with a shortest chain, ties by id."""
    chains: dict[str, tuple[Arrow, ...]] = {}
    queue: deque[tuple[str, tuple[Arrow, ...]]] = deque([(start, ())])
    while queue:
        here, path = queue.popleft()
        for arrow in active.get(here, ()):
            if arrow.end != start and arrow.end not in chains:
                chains[arrow.end] = (*path, arrow)
                queue.append((arrow.end, chains[arrow.end]))
    return chains


def _bounds(found: Iterable[Reach], of: Side) -> PeopleBounds:
    cohorts = {i: cohort_of(node) for i, node in of.nodes.items() if i.startswith("population:")}
    return bound_people([cohorts[i] for i in sorted({r.population for r in found})], cohorts)
