"""The questions that an answer may ask of a graph, whatever holds it: a store, an export, or a cache in front of either."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from maillon.graph.model import TRUST_TYPES, Status
from maillon.graph.readings import SourceReading

if TYPE_CHECKING:
    from maillon.queries.clock_hours import Hours
    from maillon.queries.subgraph import Arrow, Node


class IncidentStatement:
    """Something that was said of an incident, as its first reading gives it; `readings` are all, where there are others."""

    __slots__ = ()
    incident: str
    status: str
    by: tuple[str, ...]
    made_on_edtf: str | None
    evidence: tuple[str, ...]
    readings: tuple[SourceReading, ...]

    @property
    def stands(self) -> bool:
        """Not retracted."""
        return self.status != Status.RETRACTED

    @property
    def each(self) -> tuple[SourceReading, ...]:
        """Every reading, the first one first, also where there is only one."""
        values = {name: getattr(self, name, None) for name in _OWN}
        return self.readings or (SourceReading(values, self.status, self.by, self.made_on_edtf, self.evidence),)

    @property
    def standing(self) -> tuple[SourceReading, ...]:
        """The readings that are not retracted."""
        return tuple(reading for reading in self.each if reading.stands)

    @property
    def cited(self) -> tuple[str, ...]:
        """What all of its readings rest on."""
        return tuple(dict.fromkeys(e for reading in self.each for e in reading.evidence))


_OWN = ("outcome", "happened", "on_edtf", "low", "high", "approximate", "unit", "data", "note_fr", "note_en")


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
    by: tuple[str, ...]
    made_on_edtf: str | None
    evidence: tuple[str, ...]
    conflict: bool
    readings: tuple[SourceReading, ...]
    note_fr: str | None
    note_en: str | None

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
    approximate: bool | None
    unit: str | None
    data: tuple[str, ...]
    status: str
    evidence: tuple[str, ...]
    by: tuple[str, ...]
    made_on_edtf: str | None
    conflict: bool
    readings: tuple[SourceReading, ...]
    note_fr: str | None
    note_en: str | None

    @property
    def order(self) -> tuple[str, ...]:
        """A unique sort key."""
        return (self.incident, self.party, self.effect)


@dataclass(frozen=True, slots=True)
class DataOutcome(IncidentStatement):
    """What became of one kind of data of some people (`of`; '' = not said whose) of one party (`at`; '' = all): an EXPOSED arrow."""

    incident: str
    category: str
    of: str
    at: str
    outcome: str
    status: str
    evidence: tuple[str, ...]
    by: tuple[str, ...]
    made_on_edtf: str | None
    conflict: bool
    readings: tuple[SourceReading, ...]
    note_fr: str | None
    note_en: str | None

    @property
    def order(self) -> tuple[str, ...]:
        """A unique sort key."""
        return (self.incident, self.of, self.at, self.category)


@dataclass(frozen=True, slots=True)
class GivenNotice(IncidentStatement):
    """Who told whom (a NOTIFIED arrow). `happened` is None where standing readings disagree.

    `hours` run from the detection of the incident to the notice, as far as days tell (None where a date is unknown).
    """

    incident: str
    start: str
    end: str
    duty: str
    happened: bool | None
    on: dt.date | None
    on_to: dt.date | None
    on_edtf: str | None
    status: str
    evidence: tuple[str, ...]
    by: tuple[str, ...]
    made_on_edtf: str | None
    conflict: bool
    readings: tuple[SourceReading, ...]
    note_fr: str | None
    note_en: str | None
    hours: Hours | None = None

    @property
    def order(self) -> tuple[Any, ...]:
        """A unique sort key."""
        return (self.incident, self.on or dt.date.max, self.start, self.end, self.duty)


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

    def inside(self, ids: Iterable[str]) -> list[Node]:
        """What a source places directly inside these populations or groups, in the order of ids."""

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

    def notices(self, incidents: Iterable[str]) -> list[GivenNotice]:
        """Who told whom of these incidents, or is said not to have."""
