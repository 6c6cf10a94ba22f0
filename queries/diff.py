"""What changed between two days of one graph, or between two exports: relations, incidents, claims, and who reaches whom.

Of a day, the graph is what may be said on it: relations that may have begun, claims made by then, incidents that may have
begun by then. Claims and incidents whose day is not known cannot be told apart by days and are counted beside (`undated`).

People gain or lose a party when a chain of relations that are neither ended nor yet to begin leads from them to it on one
side only; each gain and loss comes with such a chain, the shortest, ties by id.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from maillon.graph.model import GOVERNANCE_TYPES, TRUST_TYPES
from maillon.queries.exposed_people import cohort_of
from maillon.queries.messages import messages
from maillon.queries.people import PeopleBounds, bound_people
from maillon.queries.reader import Reader
from maillon.queries.subgraph import Arrow, Force, Node
from maillon.wording import RefusedError

RelationKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the comparison: a graph on a day. `undated` counts claims and incidents without a known day."""

    name: str
    as_of: dt.date
    nodes: Mapping[str, Node]
    relations: Mapping[RelationKey, Arrow]
    claims: Mapping[str, Node]
    incidents: Mapping[str, Node]
    undated: int

    def active(self) -> dict[str, list[Arrow]]:
        """Trust relations that are neither ended nor yet to begin, by who trusts."""
        out: dict[str, list[Arrow]] = {}
        for key in sorted(self.relations):
            arrow = self.relations[key]
            if arrow.type in TRUST_TYPES and arrow.force(self.as_of) is not Force.PAST:
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

    `people_gained` and `people_lost` bound the persons of the populations that gain or lose any party.
    """

    left: Side
    right: Side
    of: Node | None
    relations_gained: tuple[Arrow, ...]
    relations_lost: tuple[Arrow, ...]
    relations_changed: tuple[ChangedRelation, ...]
    claims_gained: tuple[Node, ...]
    claims_lost: tuple[Node, ...]
    claims_changed: tuple[tuple[Node, Node], ...]
    incidents_gained: tuple[Node, ...]
    incidents_lost: tuple[Node, ...]
    reach_gained: tuple[Reach, ...]
    reach_lost: tuple[Reach, ...]
    people_gained: PeopleBounds
    people_lost: PeopleBounds
    names: Mapping[str, Node]

    @property
    def empty(self) -> bool:
        """True if nothing differs."""
        return not any(
            (
                *(self.relations_gained, self.relations_lost, self.relations_changed, self.claims_gained, self.claims_lost),
                *(self.claims_changed, self.incidents_gained, self.incidents_lost, self.reach_gained, self.reach_lost),
            )
        )


def side(reader: Reader, name: str, as_of: dt.date, *, dated: bool) -> Side:
    """A graph as of a day.

    Args:
        reader: of a store, or of an export.
        name: what the reader calls this side.
        as_of: the day for which relations are judged.
        dated: leave out claims and incidents of later days; False takes them all (two exports differ by what is in them).
    """
    parties = [node_id for label in ("Population", "Organisation", "Product") for node_id in reader.ids(label)]
    arrows = [
        *reader.arrows(parties, backward=False, types=TRUST_TYPES),
        *reader.arrows(parties, backward=False, types=GOVERNANCE_TYPES),
    ]
    claims = reader.nodes(reader.ids("Claim"))
    incidents = reader.nodes(reader.ids("Incident"))
    undated = 0
    if dated:
        days = {
            **{i: n.day("occurred_from", "detected_on", "disclosed_on") for i, n in incidents.items()},
            **{i: n.day("made_on") for i, n in claims.items()},
        }
        undated = sum(day is None for day in days.values())
        claims, incidents = (
            {i: n for i, n in nodes.items() if (day := days[i]) is not None and day <= as_of} for nodes in (claims, incidents)
        )
    return Side(
        name=name,
        as_of=as_of,
        nodes=reader.nodes(parties),
        relations={(a.type, *a.order): a for a in arrows if a.force(as_of) is not Force.NOT_BEGUN},
        claims=claims,
        incidents=incidents,
        undated=undated,
    )


def diff(left: Side, right: Side, *, of: str | None = None) -> Difference:
    """What `right` has gained and lost against `left`.

    Args:
        left: the earlier side.
        right: the later one.
        of: id of a party or incident: only what touches it (a relation at it, a claim about or by it, people that reach it).

    Raises:
        RefusedError: neither side has `of`.
    """
    names = {**left.nodes, **left.incidents, **left.claims, **right.nodes, **right.incidents, **right.claims}
    if of is not None and of not in names:
        raise RefusedError(messages("diff.unknown", id=of))

    def wanted(*ids: Any) -> bool:
        return of is None or of in ids

    if of is not None:  # an incident touches those who speak of it, and those whose figures are given
        claims = [c.properties for s in (left, right) for c in s.claims.values()]
        about = {str(c["incident"]) for c in claims if of == c.get("by") or of in (c.get("scope") or ())}
    else:
        about = set()
    both = sorted(set(left.relations) & set(right.relations))
    changed = [c for key in both if (c := _changed(left, right, key)) is not None and wanted(c.before.start, c.before.end)]
    reach = [_reach(left, right), _reach(right, left)]
    lost, gained = ([r for r in found if wanted(r.population, *(a.end for a in r.witness))] for found in reach)

    def only(a: Mapping[str, Node], b: Mapping[str, Node]) -> tuple[Node, ...]:
        new = (a[i] for i in sorted(set(a) - set(b)))
        return tuple(n for n in new if n.id in about or wanted(n.id, n.properties.get("incident"), n.properties.get("by")))

    def relations(a: Side, b: Side) -> tuple[Arrow, ...]:
        return tuple(a.relations[k] for k in sorted(set(a.relations) - set(b.relations)) if wanted(*k[1:3]))

    return Difference(
        left=left,
        right=right,
        of=names[of] if of else None,
        relations_gained=relations(right, left),
        relations_lost=relations(left, right),
        relations_changed=tuple(changed),
        claims_gained=only(right.claims, left.claims),
        claims_lost=only(left.claims, right.claims),
        claims_changed=tuple(
            (left.claims[i], right.claims[i])
            for i in sorted(set(left.claims) & set(right.claims))
            if left.claims[i].properties != right.claims[i].properties
            and wanted(i, left.claims[i].properties.get("incident"), left.claims[i].properties.get("by"))
        ),
        incidents_gained=only(right.incidents, left.incidents),
        incidents_lost=only(left.incidents, right.incidents),
        reach_gained=tuple(gained),
        reach_lost=tuple(lost),
        people_gained=_bounds(gained, right),
        people_lost=_bounds(lost, left),
        names=names,
    )


_COMPARED = (
    *("since_edtf", "until_edtf", "seen_edtf", "status", "data", "scope", "data_after_end", "deployment", "data_at_provider"),
    *("gdpr_role", "share", "evidence", "conflict"),
)


def _changed(left: Side, right: Side, key: RelationKey) -> ChangedRelation | None:
    before, after = left.relations[key], right.relations[key]
    forces = (before.force(left.as_of), after.force(right.as_of))
    differing = tuple(name for name in _COMPARED if getattr(before, name) != getattr(after, name))
    ended = Force.PAST in forces and forces[0] is not forces[1]
    return ChangedRelation(before, after, *forces, differing) if differing or ended else None


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
