"""An exported graph, walked like a store."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maillon.graph.model import ARROW_BY_TYPE, NODE_BY_LABEL, TRUST_TYPES, Status, arrow_properties, label_of
from maillon.queries.exported import Exported, ExportedArrow, ExportedNode
from maillon.queries.typed_values import data_outcome, impact, node, notice, place, relation

if TYPE_CHECKING:
    from maillon.queries.reader import DataOutcome, GivenNotice, Impact, Place
    from maillon.queries.subgraph import Arrow, Node

_NODE_DATES = frozenset(p.name for kind in NODE_BY_LABEL.values() for p in kind.properties if p.type == "date")
_ARROW_DATES = frozenset(p.name for kind in ARROW_BY_TYPE.values() for p in arrow_properties(kind) if p.type == "date")
_PLACES = ("COMPROMISED", "ENTERED_THROUGH", "ATTRIBUTED_TO")


class ExportReader:
    """The questions of a `Reader`, over an export."""

    def __init__(self, exported: Exported) -> None:
        """Index an export.

        Raises:
            ValueError: an id has no known prefix, or a date is none.
        """
        self._nodes: dict[str, Node] = {}
        self._by_label: dict[str, list[str]] = defaultdict(list)
        self._inside: dict[str, list[str]] = defaultdict(list)
        for item in exported.nodes:
            self._add(item)
        self._around: dict[tuple[str, bool], list[ExportedArrow]] = defaultdict(list)
        self._told: dict[str, list[ExportedArrow]] = defaultdict(list)
        for arrow in exported.arrows:
            dated = ExportedArrow(arrow.type, arrow.start, arrow.end, _dated(arrow.properties, _ARROW_DATES))
            self._around[arrow.start, False].append(dated)
            self._around[arrow.end, True].append(dated)
            if arrow.type == "NOTIFIED":
                self._told[str(dated.properties.get("incident"))].append(dated)

    def _add(self, item: ExportedNode) -> None:
        self._nodes[item.id] = node(item.id, item.labels, _dated(item.properties, _NODE_DATES))
        self._by_label[label_of(item.id)].append(item.id)
        for outer in self._nodes[item.id].containers:
            self._inside[outer].append(item.id)

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """See `Reader`."""
        return {i: self._nodes[i] for i in sorted(set(ids)) if i in self._nodes}

    def arrows(self, ids: Iterable[str], *, backward: bool, types: Sequence[str] = TRUST_TYPES) -> list[Arrow]:
        """See `Reader`."""
        found = self._arrows(ids, backward, types)
        return [relation(a.type, a.start, a.end, a.properties) for a in found if a.properties.get("status") != Status.RETRACTED]

    def ids(self, label: str) -> list[str]:
        """See `Reader`."""
        return sorted(self._by_label[label])

    def inside(self, ids: Iterable[str]) -> list[Node]:
        """See `Reader`."""
        return [self._nodes[i] for i in sorted({inner for outer in set(ids) for inner in self._inside[outer]})]

    def places(self, incidents: Iterable[str]) -> list[Place]:
        """See `Reader`."""
        return _places(self._arrows(incidents, False, _PLACES))

    def incidents_at(self, parties: Iterable[str]) -> list[Place]:
        """See `Reader`."""
        return _places(self._arrows(parties, True, _PLACES))

    def impacts(self, incidents: Iterable[str]) -> list[Impact]:
        """See `Reader`."""
        return _impacts(self._arrows(incidents, False, ("AFFECTED",)))

    def impacts_on(self, parties: Iterable[str]) -> list[Impact]:
        """See `Reader`."""
        return _impacts(self._arrows(parties, True, ("AFFECTED",)))

    def data_outcomes(self, incidents: Iterable[str]) -> list[DataOutcome]:
        """See `Reader`."""
        found = (data_outcome(a.start, a.end, a.properties) for a in self._arrows(incidents, False, ("EXPOSED",)))
        return sorted(found, key=lambda d: d.order)

    def notices(self, incidents: Iterable[str]) -> list[GivenNotice]:
        """See `Reader`."""
        found = (notice(a.start, a.end, a.properties) for i in sorted(set(incidents)) for a in self._told.get(i, ()))
        return sorted(found, key=lambda n: n.order)

    def around(self, node_id: str) -> list[ExportedArrow]:
        """Every arrow at a node, of any type."""
        return [*self._around.get((node_id, False), ()), *self._around.get((node_id, True), ())]

    def _arrows(self, ids: Iterable[str], backward: bool, types: Sequence[str]) -> Iterator[ExportedArrow]:
        for node_id in sorted(set(ids)):
            for arrow in self._around.get((node_id, backward), ()):
                if arrow.type in types:
                    yield arrow


def typed_relation(arrow: ExportedArrow) -> Arrow:
    """A trust or governance arrow of an export, with its dates as days.

    Raises:
        ValueError: a date is none.
    """
    return relation(arrow.type, arrow.start, arrow.end, _dated(arrow.properties, _ARROW_DATES))


def _dated(properties: Mapping[str, Any], dates: frozenset[str]) -> dict[str, Any]:
    return {k: dt.date.fromisoformat(v) if k in dates and isinstance(v, str) else v for k, v in properties.items()}


def _places(arrows: Iterable[ExportedArrow]) -> list[Place]:
    return sorted((place(a.type, a.start, a.end, a.properties) for a in arrows), key=lambda p: p.order)


def _impacts(arrows: Iterable[ExportedArrow]) -> list[Impact]:
    return sorted((impact(a.start, a.end, a.properties) for a in arrows), key=lambda i: i.order)
