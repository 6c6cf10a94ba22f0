"""The questions that an answer may ask of a graph, whatever holds it: a store, an export, or a cache in front of either."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from maillon.graph.model import TRUST_TYPES, Status
from maillon.queries.subgraph import Arrow, Node


class IncidentStatement:
    """Something that was said of an incident."""

    __slots__ = ()
    incident: str
    status: str

    @property
    def stands(self) -> bool:
        """Not retracted."""
        return self.status != Status.RETRACTED


@dataclass(frozen=True, slots=True)
class Place(IncidentStatement):
    """Where an incident broke (`role` COMPROMISED), the door it came in by (ENTERED_THROUGH), or who did it (ATTRIBUTED_TO)."""

    incident: str
    party: str
    role: str
    vector: str | None
    account_fr: str | None
    account_en: str | None
    status: str
    evidence: tuple[str, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """A unique sort key."""
        return (self.incident, self.role, self.party, self.vector or "")

    @property
    def broke(self) -> bool:
        """True if it is a place where the incident broke, not retracted."""
        return self.role == "COMPROMISED" and self.stands


@dataclass(frozen=True, slots=True)
class Impact(IncidentStatement):
    """What one incident showed, or somebody said, of one party (an AFFECTED arrow)."""

    incident: str
    party: str
    outcome: str
    effect: str
    low: int | None
    high: int | None
    unit: str | None
    data: tuple[str, ...]
    status: str
    evidence: tuple[str, ...]
    by: tuple[str, ...]
    conflict: bool
    note_fr: str | None
    note_en: str | None

    @property
    def order(self) -> tuple[str, ...]:
        """A unique sort key."""
        return (self.incident, self.party, self.effect)


@dataclass(frozen=True, slots=True)
class DataOutcome(IncidentStatement):
    """What became of one kind of data of some people (`of`; '' = not said whose) of one party (`at`; '' = all): an EXPOSED arrow.

    `outcomes` are all that were stated, where speakers differ.
    """

    incident: str
    category: str
    of: str
    at: str
    outcome: str
    outcomes: tuple[str, ...]
    status: str
    evidence: tuple[str, ...]
    by: tuple[str, ...]
    conflict: bool

    @property
    def order(self) -> tuple[str, ...]:
        """A unique sort key."""
        return (self.incident, self.of, self.at, self.category)


class Reader(Protocol):
    """Answers the questions of graph walks. Ids that do not exist are ignored.

    Relations leave out what was retracted, and come in any order (a `Subgraph` sorts them). What incidents did includes what
    was retracted (`stands`), and comes in the order of `order`.
    """

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """The nodes of these ids, by id, in the order of their ids."""

    def arrows(self, ids: Iterable[str], *, backward: bool, types: Sequence[str] = TRUST_TYPES) -> list[Arrow]:
        """The relations of these types that leave, or backward enter, one of these nodes."""

    def ids(self, label: str) -> list[str]:
        """The ids of all nodes with this primary label, sorted."""

    def populations_within(self, ids: Iterable[str]) -> list[Node]:
        """The populations that lie directly inside these, in the order of their ids."""

    def places(self, incidents: Iterable[str]) -> list[Place]:
        """Where these incidents broke, what they came in by, and who did them."""

    def incidents_at(self, parties: Iterable[str]) -> list[Place]:
        """The places of any incident that are one of these parties."""

    def impacts(self, incidents: Iterable[str]) -> list[Impact]:
        """What these incidents showed at any party."""

    def impacts_on(self, parties: Iterable[str]) -> list[Impact]:
        """What any incident showed at these parties."""

    def data_outcomes(self, incidents: Iterable[str]) -> list[DataOutcome]:
        """What became of any kind of data in these incidents."""
