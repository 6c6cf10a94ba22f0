"""The part of the graph that an answer walks: its nodes, and its relations indexed both ways."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from maillon.graph.model import label_of
from maillon.wording import in_language


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
        """A unique sort key."""
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
        return in_language(lang, self.name_fr or self.name, self.name_en or self.name)

    def has(self, label: str) -> bool:
        """True if it carries the label."""
        return label in self.labels

    def day(self, *names: str) -> dt.date | None:
        """The first of these dates that is known."""
        return next((day for name in names if (day := self.properties.get(name)) is not None), None)


@dataclass(slots=True)
class Subgraph:
    """Nodes and arrows, indexed by start and by end. Arrow lists are sorted by `Arrow.order`."""

    nodes: dict[str, Node] = field(default_factory=dict)
    outgoing: dict[str, list[Arrow]] = field(default_factory=lambda: defaultdict(list))
    incoming: dict[str, list[Arrow]] = field(default_factory=lambda: defaultdict(list))

    def add(self, arrow: Arrow) -> None:
        """Add one arrow (unsorted: call `sort` when all are in)."""
        self.outgoing[arrow.start].append(arrow)
        self.incoming[arrow.end].append(arrow)

    def sort(self) -> None:
        """Sort every list by `Arrow.order`."""
        for index in (self.outgoing, self.incoming):
            for arrows in index.values():
                arrows.sort(key=lambda a: a.order)

    def node(self, node_id: str) -> Node:
        """The node, or a bare one if nothing describes it."""
        return self.nodes.get(node_id) or Node(node_id, (label_of(node_id),), node_id)

    def arrows(self) -> Iterator[Arrow]:
        """Every arrow once, sorted by `Arrow.order`."""
        for start in sorted(self.outgoing):
            yield from self.outgoing[start]
