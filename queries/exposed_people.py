"""How many people, and care providers, are behind the nodes of a blast radius: bounds through the recorded links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillon.queries.people import Cohort, PeopleBounds, bound_people
from maillon.queries.subgraph import Arrow, Force, Node, Subgraph

if TYPE_CHECKING:
    from maillon.queries.standing import Days

FACES_PEOPLE = ("Insurer", "CareProvider", "TelehealthPlatform")
"""Organisations that have insured or patients."""


def may_face_people(labels: Collection[str]) -> bool:
    """Whether an organisation has, or may have, insured or patients: one that faces people, or of which no source says what it is.

    One of which no cohort is recorded leaves the number of people open.
    """
    return not set(FACES_PEOPLE).isdisjoint(labels) or set(labels) == {"Organisation"}


@dataclass(frozen=True, slots=True)
class ProviderBounds:
    """At least and at most so many care providers (None: no upper bound is known); `unknown` are uncounted groups.

    `contradictions` are counts and members that cannot all be true, each as the ids involved.
    `approximate`: a count that entered is rounded by who gives it.
    """

    at_least: int
    at_most: int | None
    unknown: tuple[str, ...]
    contradictions: tuple[tuple[str, ...], ...] = ()
    approximate: bool = False


def cohort_of(node: Node) -> Cohort:
    """A population node as a cohort. Where sources give several sizes, any of them may be the true one; what they dispute is not known."""
    low, high = counted(node, "size")
    year = node.day("size_as_of")
    get = node.properties.get
    disputed = tuple(name for name in ("within", "partition", "people") if f"{name}_readings" in node.properties)
    return Cohort(
        node.id,
        low,
        high,
        None if "within" in disputed else get("within"),
        None if "partition" in disputed else get("partition"),
        year.year if year else None,
        bool(get("size_approximate")),
        "size_readings" in node.properties,
        disputed,
        perhaps=len(_of_professionals(node)) > 1,
    )


def _of_professionals(node: Node) -> set[bool]:
    """Whether its people are professionals; both where sources differ."""
    said = node.properties.get("people_readings") or [node.properties.get("people")]
    return {people == "professionals" for people in said}


def counted(node: Node, stem: str) -> tuple[int | None, int | None]:
    """The bounds of a `size` or `count`: over all sources where they give several."""
    several = f"{stem}_readings" in node.properties
    low, high = ("least", "most") if several else ("low", "high")
    return node.properties.get(f"{stem}_{low}"), node.properties.get(f"{stem}_{high}")


def bound_exposed(
    subgraph: Subgraph,
    exposed: Sequence[Node],
    origins: Sequence[Node],
    days: Days,
    inner: Iterable[Node] = (),
    to_groups: Iterable[Arrow] = (),
) -> tuple[PeopleBounds, PeopleBounds]:
    """Bounds of the persons in care or insured, and of the professionals, apart.

    Args:
        subgraph: with the relations of what is exposed.
        exposed: the nodes that are reached.
        origins: what broke; one that faces people has people of its own.
        days: those for which relations are judged.
        inner: populations that lie in those reached.
        to_groups: relations to groups that contain what is reached and are not reached themselves (`groups_beside`).
    """
    populations = [node for node in exposed if node.has("Population")]
    containing = {n.id: cohort_of(n) for n in (*subgraph.nodes.values(), *inner) if n.has("Population")}
    persons = [node for node in populations if False in _of_professionals(node)]
    ids = {node.id for node in persons if True not in _of_professionals(node)}
    counting = [*(a for one in sorted(ids) for a in subgraph.outgoing[one]), *(a for a in to_groups if a.start in ids)]
    counted_at = {arrow.end for arrow in counting if arrow.force_over(days) not in (Force.PAST, Force.NOT_BEGUN)}
    uncounted = [
        node.id
        for node in {n.id: n for n in (*exposed, *origins)}.values()
        if may_face_people(node.labels) and counted_at.isdisjoint(_itself_and_groups(subgraph, node))
    ]
    professionals = [cohort_of(node) for node in populations if True in _of_professionals(node)]
    return bound_people(map(cohort_of, persons), containing, uncounted), bound_people(professionals, containing)


def groups_beside(subgraph: Subgraph, exposed: Iterable[Node], origins: Iterable[Node]) -> set[str]:
    """The groups of what faces people that no relation led to: a cohort that is reached may count their people all the same."""
    facing = [node for node in (*exposed, *origins) if may_face_people(node.labels)]
    groups = {group for node in facing for group in _itself_and_groups(subgraph, node)}
    return groups - subgraph.outgoing.keys() - {node.id for node in origins}


def _itself_and_groups(subgraph: Subgraph, node: Node) -> set[str]:
    """The organisation and the groups that contain it: a cohort of the group counts the people of its members."""
    found: set[str] = set()
    current: Node | None = node
    while current is not None and current.id not in found:
        found.add(current.id)
        (within,) = current.containers if len(current.containers) == 1 else (None,)  # what sources dispute is not known
        current = subgraph.node(within) if within else None
    return found


def bound_providers(subgraph: Subgraph, exposed: Iterable[Node], inner: Iterable[Node] = ()) -> ProviderBounds:
    """Care providers: a named one counts as one; a group by its count; a member inside a reached group not again.

    Args:
        subgraph: with what contains those exposed.
        exposed: the nodes that are reached.
        inner: organisations that lie in them, reached or not.
    """
    organisations = {n.id: n for n in (*subgraph.nodes.values(), *inner) if n.has("Organisation")}
    known = {i: _group_of(node, subgraph) for i, node in organisations.items()}
    reached = [known[node.id] for node in exposed if node.has("CareProvider")]
    bounds = bound_people(reached, known)
    return ProviderBounds(bounds.at_least, bounds.at_most if reached else 0, bounds.unknown, bounds.contradictions, bounds.approximate)


def _group_of(node: Node, subgraph: Subgraph) -> Cohort:
    """An organisation as so many of them, in the group that it is counted in: the nearest unnamed one, as a named one is one itself."""
    low, high = (1, 1) if node.named else counted(node, "count")
    about = not node.named and bool(node.properties.get("count_approximate"))
    outer: Node | None = node
    seen = {node.id}
    while outer is not None and (outer is node or outer.named):
        containers = outer.containers
        if len(containers) > 1:
            return Cohort(node.id, low, high, None, "organisations", approximate=about, disputed=("within",), one=node.named)
        outer = subgraph.node(containers[0]) if containers and containers[0] not in seen else None
        seen.update(containers)
    return Cohort(node.id, low, high, outer.id if outer else None, "organisations", approximate=about, one=node.named)
