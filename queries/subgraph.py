"""The part of the graph that an answer walks: trust arrows, subgraph hop by hop from any store."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from maillon.graph.model import GOVERNANCE_TYPES, TRUST_TYPES, Status, label_of
from maillon.wording import in_language


class Reader(Protocol):
    """What an answer needs of a store."""

    def read(self, cypher: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Run one of our own read-only queries."""


class Force(StrEnum):
    """What is known of a relation on one day."""

    IN_FORCE = "in_force"
    PAST = "past"
    NOT_BEGUN = "not_begun"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Arrow:
    """One relation. `since` is the first day it may have begun, `until` the last day it may have ended (None: not known)."""

    type: str
    start: str
    end: str
    service: str = ""
    contract: str = ""
    period: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    seen_on: dt.date | None = None
    since_edtf: str | None = None
    until_edtf: str | None = None
    seen_edtf: str | None = None
    data: frozenset[str] | None = None
    scope: str | None = None
    data_after_end: str | None = None
    deployment: str | None = None
    data_at_provider: bool | None = None
    gdpr_role: str | None = None
    share: float | None = None
    status: str | None = None
    evidence: tuple[str, ...] = ()
    conflict: bool = False
    note_fr: str | None = None
    note_en: str | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """Sorts arrows the same way on every engine and in every run."""
        return (self.start, self.end, self.type, self.service, self.contract, self.period)

    def force(self, on: dt.date) -> Force:
        """What is known of it on the day `on`. A relation only seen on another day is UNKNOWN, not in force."""
        if self.since is not None and self.since > on:
            return Force.NOT_BEGUN
        if self.until is not None and self.until < on:
            return Force.PAST
        begun = any(day is not None and day <= on for day in (self.since, self.seen_on))
        lasting = any(day is not None and day >= on for day in (self.until, self.seen_on))
        return Force.IN_FORCE if begun and lasting else Force.UNKNOWN


@dataclass(frozen=True, slots=True)
class Node:
    """One node of a subgraph with the properties that answers show."""

    id: str
    labels: tuple[str, ...]
    name: str
    name_fr: str | None = None
    name_en: str | None = None
    named: bool = True
    properties: Mapping[str, Any] = field(default_factory=dict)

    def called(self, lang: str) -> str:
        """Its name in `fr` or `en`."""
        return in_language(lang, self.name_fr, self.name_en) or self.name

    def has(self, label: str) -> bool:
        """True if it carries the label."""
        return label in self.labels


@dataclass(slots=True)
class Subgraph:
    """Nodes and arrows at hand, indexed both ways. Arrow lists are sorted by `Arrow.order`."""

    nodes: dict[str, Node] = field(default_factory=dict)
    outgoing: dict[str, list[Arrow]] = field(default_factory=lambda: defaultdict(list))
    incoming: dict[str, list[Arrow]] = field(default_factory=lambda: defaultdict(list))

    def add(self, arrow: Arrow) -> None:
        """Add one arrow (unsorted: call `sort` when all are in)."""
        self.outgoing[arrow.start].append(arrow)
        self.incoming[arrow.end].append(arrow)

    def sort(self) -> None:
        """Make every list stable."""
        for index in (self.outgoing, self.incoming):
            for arrows in index.values():
                arrows.sort(key=lambda a: a.order)

    def node(self, node_id: str) -> Node:
        """The node, or a bare one if nothing describes it."""
        return self.nodes.get(node_id) or Node(node_id, (label_of(node_id),), node_id)

    def arrows(self) -> Iterator[Arrow]:
        """Every arrow once, in a stable order."""
        for start in sorted(self.outgoing):
            yield from self.outgoing[start]


_ARROW_FIELDS = (
    *("service", "contract", "period", "since", "until", "seen_on", "since_edtf", "until_edtf", "seen_edtf", "data", "scope"),
    *("data_after_end", "deployment", "data_at_provider", "gdpr_role", "share", "status", "evidence", "conflict", "note_fr", "note_en"),
)
_RETURN = ", ".join(f"r.{name} AS {name}" for name in _ARROW_FIELDS)


def arrows_query(label: str, backward: bool, types: Sequence[str]) -> str:
    """Cypher for one hop over arrows of `types` from nodes with the primary label `label` and ids in `$ids`."""
    hop = f"-[r:{'|'.join(types)}]->"
    pattern = f"(n){hop}(m)" if not backward else f"(m){hop}(n)"
    ends = "startNode(r).id AS start, endNode(r).id AS end"
    return f"MATCH (n:{label}) WHERE n.id IN $ids MATCH {pattern} RETURN type(r) AS type, {ends}, {_RETURN}"


def nodes_query(label: str) -> str:
    """Cypher for the properties of the nodes with the primary label `label` and ids in `$ids`."""
    return f"MATCH (n:{label}) WHERE n.id IN $ids RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties"


def by_label(ids: Iterable[str]) -> dict[str, list[str]]:
    """Ids grouped by primary label, sorted: look-ups go through the label that has the constraint."""
    groups: dict[str, list[str]] = defaultdict(list)
    for node_id in sorted(set(ids)):
        groups[label_of(node_id)].append(node_id)
    return groups


def fetch_arrows(store: Reader, ids: Iterable[str], *, backward: bool, types: Sequence[str] = TRUST_TYPES) -> list[Arrow]:
    """Every arrow of `types` that leaves (or, backward, enters) one of the ids; retracted ones are left out."""
    found = []
    for label, group in by_label(ids).items():
        for row in store.read(arrows_query(label, backward, types), ids=group):
            if row["status"] != Status.RETRACTED:
                found.append(_arrow(row))
    return found


def _arrow(row: Mapping[str, Any]) -> Arrow:
    values = {name: row[name] for name in ("type", "start", "end", *_ARROW_FIELDS)}
    for name in ("service", "contract", "period"):
        values[name] = values[name] or ""
    values["data"] = frozenset(values["data"]) if values["data"] is not None else None
    values["evidence"] = tuple(values["evidence"] or ())
    values["conflict"] = bool(values["conflict"])
    for name in ("since", "until", "seen_on"):
        values[name] = to_date(values[name])
    return Arrow(**values)


def to_date(value: Any) -> dt.date | None:
    """A Cypher date as a Python date (the driver's own type is accepted)."""
    if value is None or isinstance(value, dt.date):
        return value
    native: dt.date = value.to_native()
    return native


HIDDEN = frozenset({"said", "said_n", "search", "roles"})
"""Properties that the store keeps for itself."""


def fetch_nodes(store: Reader, ids: Iterable[str]) -> dict[str, Node]:
    """The nodes of the ids that exist."""
    found: dict[str, Node] = {}
    for label, group in by_label(ids).items():
        for row in store.read(nodes_query(label), ids=group):
            properties = {k: v for k, v in sorted(row["properties"].items()) if k not in HIDDEN and v is not None}
            properties = {k: to_date(v) if hasattr(v, "to_native") else v for k, v in properties.items()}
            found[row["id"]] = Node(
                id=row["id"],
                labels=tuple(sorted(row["labels"])),
                name=properties.get("name") or row["id"],
                name_fr=properties.get("name_fr"),
                name_en=properties.get("name_en"),
                named=properties.get("named", True),
                properties=properties,
            )
    return found


def fetch_subgraph(store: Reader, origins: Iterable[str], *, backward: bool, max_hops: int | None = None) -> Subgraph:
    """Everything that reaches the origins (backward), or that they reach (forward), over trust arrows.

    One query per hop and primary label; it follows every arrow that is not retracted, whatever its dates: what counts
    on a day is the answer's affair. Outer populations (`within`) of what is reached are described too.
    """
    result = Subgraph()
    seen = set(origins)
    frontier = set(seen)
    hops = 0
    while frontier and (max_hops is None or hops < max_hops):
        arrows = fetch_arrows(store, frontier, backward=backward)
        hops += 1
        frontier = set()
        for arrow in arrows:
            result.add(arrow)
            other = arrow.start if backward else arrow.end
            if other not in seen:
                seen.add(other)
                frontier.add(other)
    describe(store, result, seen)
    result.sort()
    return result


def describe(store: Reader, result: Subgraph, ids: Iterable[str]) -> None:
    """Fetch the nodes of `ids` and, step by step, what contains them."""
    missing = set(ids) - set(result.nodes)
    while missing:
        found = fetch_nodes(store, missing)
        result.nodes.update(found)
        missing = {str(n.properties["within"]) for n in found.values() if "within" in n.properties} - set(result.nodes)


def owners(store: Reader, ids: Iterable[str]) -> list[Arrow]:
    """Governance arrows that leave the ids, and on upwards: shown beside an answer, never crossed by it."""
    found: dict[tuple[str, ...], Arrow] = {}
    frontier, seen = set(ids), set(ids)
    while frontier:
        arrows = fetch_arrows(store, frontier, backward=False, types=GOVERNANCE_TYPES)
        found.update({arrow.order: arrow for arrow in arrows})
        frontier = {a.end for a in arrows if a.type == "SUBSIDIARY_OF"} - seen
        seen |= frontier
    return [found[key] for key in sorted(found)]
