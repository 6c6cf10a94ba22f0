"""Every trust and ownership relation of a store as arrays, for questions about all of them.

Properties other than dates repeat, so that each distinct combination is stored once, as a `RelationKind` that relations refer to. A
rule that judges relations is therefore evaluated once per kind, not once per relation (`queries.scale.reach`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from maillon.graph.model import ARROW_BY_TYPE, GOVERNANCE_TYPES, TRUST_TYPES
from maillon.queries.scale.arrays import lookup
from maillon.queries.standing import Standing
from maillon.queries.subgraph import Arrow
from maillon.wording import MaillonError

RELATION_TYPES: tuple[str, ...] = tuple(sorted((*TRUST_TYPES, *GOVERNANCE_TYPES)))
UNKNOWN_DAY = 0
"""A day is its proleptic Gregorian ordinal (`datetime.date.toordinal`), which begins at 1."""
NONE = -1
"""A number or a reference that is not known."""


class SnapshotDamagedError(MaillonError):
    """A file that is not, or is no longer, a snapshot of this version."""


class RelationKind(NamedTuple):
    """What the readings of a relation leave standing, other than days (`queries.standing.Standing`), and its type.

    `contested`: one of the readings contests that it is so, as `Arrow.contested_by` names who does.
    """

    type: str
    data: tuple[str, ...] | None
    scopes: tuple[str, ...] | None
    data_after_end: str | None
    deployment: str | None
    data_at_provider: bool | None
    contested: bool = False

    def standing(self, since: dt.date | None = None, until: dt.date | None = None) -> Standing:
        """What stands, with its days."""
        return Standing(
            since,
            until,
            None if self.data is None else frozenset(self.data),
            None if self.scopes is None else frozenset(self.scopes),
            self.data_after_end,
            self.deployment,
            self.data_at_provider,
        )


class NodeRole(NamedTuple):
    """The properties of a node other than numbers.

    Labels, sorted; whether it is named; who its people are; their partition; whether its size or count is rounded by who gives it; what
    sources dispute of what contains it, its partition and its people, of which nothing is then said here.
    """

    labels: tuple[str, ...]
    named: bool
    people: str | None
    partition: str | None
    rounded: bool = False
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """Nodes sorted by id; relations sorted by `Arrow.order`, so that comparing indices compares relations.

    Nodes (shape n): `role` index into `roles`; `low`, `high` persons of a population or members of a group, `within` index
    of the container, `year` of the size: all `NONE` where unknown. Relations (shape m): `start`, `end` node indices; `kind`
    index into `kinds`; `part` index into `parts` (service, contract, period); `since`, `until` the days that its readings leave
    standing, `seen` the last day on which it was seen.
    """

    hash: str
    roles: tuple[NodeRole, ...]
    kinds: tuple[RelationKind, ...]
    parts: tuple[tuple[str, ...], ...]
    names: NDArray[np.uint8]
    offsets: NDArray[np.int64]
    role: NDArray[np.int32]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    within: NDArray[np.int32]
    year: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    kind: NDArray[np.int32]
    part: NDArray[np.int32]
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    seen: NDArray[np.int32]

    @property
    def nodes(self) -> int:
        """The number of nodes."""
        return len(self.role)

    def id(self, node: int) -> str:
        """The id of a node."""
        return self.names[self.offsets[node] : self.offsets[node + 1]].tobytes().decode()

    def ids(self, nodes: Iterable[int]) -> list[str]:
        """The ids of nodes."""
        return [self.id(int(node)) for node in nodes]

    def find(self, node_id: str) -> int | None:
        """The index of an id, or None where no relation and no record of a party has it."""
        wanted, low, high = node_id.encode(), 0, self.nodes
        while low < high:
            middle = (low + high) // 2
            if self.names[self.offsets[middle] : self.offsets[middle + 1]].tobytes() < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < self.nodes and self.id(low) == node_id else None

    def with_labels(self, *labels: str) -> NDArray[np.bool_]:
        """A mask of the nodes with any of these labels."""
        return self.where_role(lambda role: not set(labels).isdisjoint(role.labels))

    def where_role(self, predicate: Callable[[NodeRole], bool]) -> NDArray[np.bool_]:
        """A mask of the nodes whose role satisfies a predicate, evaluated once per role."""
        table = np.array([predicate(role) for role in self.roles] or [False], bool)
        return lookup(table, self.role)

    def arrow(self, index: int) -> Arrow:
        """One relation with the days that stand, without what else its readings say, which stays in the store."""
        kind, key = self.kinds[self.kind[index]], self.parts[self.part[index]]
        parts = dict(zip(ARROW_BY_TYPE[kind.type].key, key, strict=True))
        return Arrow(
            kind.type,
            self.id(int(self.start[index])),
            self.id(int(self.end[index])),
            service=parts.get("service", ""),
            contract=parts.get("contract", ""),
            period=parts.get("period", ""),
            since=date_of(int(self.since[index])),
            until=date_of(int(self.until[index])),
            seen_on=date_of(int(self.seen[index])),
            data=frozenset(kind.data) if kind.data is not None else None,
        )

    def standing(self, index: int) -> Standing:
        """What the readings of one relation leave standing."""
        kind: RelationKind = self.kinds[self.kind[index]]
        return kind.standing(date_of(int(self.since[index])), date_of(int(self.until[index])))

    @cached_property
    def type_of_kind(self) -> NDArray[np.int32]:
        """Index into `RELATION_TYPES` per kind."""
        return np.array([RELATION_TYPES.index(kind.type) for kind in self.kinds], np.int32)

    def of_types(self, types: Sequence[str], relations: NDArray[np.integer] | None = None) -> NDArray[np.bool_]:
        """A mask of the relations of these types, over all relations or the given ones."""
        table = np.array([kind.type in types for kind in self.kinds] or [False], bool)
        return lookup(table, self.kind) if relations is None else lookup(table, self.kind, relations)

    def moved(self, old: int, new: int) -> Snapshot:
        """The snapshot in which everything that trusts `old` trusts `new` instead, under the same dates and conditions."""
        end = np.where((self.end == old) & self.of_types(TRUST_TYPES) & (self.start != new), np.int32(new), self.end)
        return self._with_ends(end, np.ones(len(end), bool))

    def without(self, node: int) -> Snapshot:
        """The snapshot without the relations of `node`, and nothing in their place."""
        return self._with_ends(self.end, (self.end != node) & (self.start != node))

    def _with_ends(self, end: NDArray[np.int32], keep: NDArray[np.bool_]) -> Snapshot:
        columns = {name: getattr(self, name)[keep] for name in ("start", "kind", "part", "since", "until", "seen")}
        end = end[keep]
        order = np.lexsort((columns["part"], self.type_of_kind[columns["kind"]], end, columns["start"]))
        return replace(self, end=end[order], **{name: column[order] for name, column in columns.items()})


def date_of(day: int) -> dt.date | None:
    """The date of an ordinal, None where it is not known."""
    return None if day == UNKNOWN_DAY else dt.date.fromordinal(day)
