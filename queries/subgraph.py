"""The part of the graph that an answer walks: its nodes, and its relations indexed both ways."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from maillon.graph.dates import parse_date
from maillon.graph.model import Status, label_of
from maillon.queries.standing import Days, Standing, StatedRelation, standing
from maillon.wording import Name, describes_several, in_language

if TYPE_CHECKING:
    from maillon.graph.readings import SourceReading


class Force(StrEnum):
    """What is known of a relation on one day."""

    IN_FORCE = "in_force"
    PAST = "past"
    NOT_BEGUN = "not_begun"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Arrow:
    """One relation, as its first reading gives it: its days, status, speakers and evidence are of one statement.

    `since` is the first day it may have begun, `until` the last day it may have ended (None: not known), `planned_until` the end
    that was said before it came. `readings` are all of them, the first one first, where there are others. What they leave
    standing together is `standing`: by that a breach is judged, and never by one reading alone.
    """

    type: str
    start: str
    end: str
    service: str = ""
    contract: str = ""
    period: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    planned_until: dt.date | None = None
    seen_on: dt.date | None = None
    since_edtf: str | None = None
    until_edtf: str | None = None
    planned_until_edtf: str | None = None
    seen_edtf: str | None = None
    data: frozenset[str] | None = None
    scope: str | None = None
    data_after_end: str | None = None
    deployment: str | None = None
    data_at_provider: bool | None = None
    gdpr_role: str | None = None
    share: float | None = None
    status: str | None = None
    by: tuple[str, ...] = ()
    made_on_edtf: str | None = None
    evidence: tuple[str, ...] = ()
    conflict: bool = False
    readings: tuple[SourceReading, ...] = ()
    note_fr: str | None = None
    note_en: str | None = None
    stated: tuple[StatedRelation, ...] = field(init=False, repr=False, compare=False)
    standing: Standing = field(init=False, repr=False, compare=False)
    _last: tuple[Days, Force] | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """What its readings, none of them retracted, leave standing."""
        values = [r.values for r in self.readings if r.stands] or [self._own()]
        stated = tuple(_stated(v) for v in values)
        object.__setattr__(self, "stated", stated)
        object.__setattr__(self, "standing", standing(stated))

    def _own(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _BEARING}

    @property
    def order(self) -> tuple[str, ...]:
        """A unique sort key."""
        return (self.start, self.end, self.type, self.service, self.contract, self.period)

    @property
    def cited(self) -> tuple[str, ...]:
        """What all of its readings rest on."""
        return tuple(dict.fromkeys((*self.evidence, *(e for reading in self.readings for e in reading.evidence))))

    @property
    def confirmed(self) -> bool:
        """True if one of its readings is confirmed."""
        return any(said.status == Status.CONFIRMED for said in self.stated)

    @property
    def contested_by(self) -> tuple[str, ...]:
        """Who contests that it is so: the speakers of its readings that do; of one without a speaker, the documents that hold it."""
        contesting = ((r.status, r.by, r.evidence) for r in self.readings) if self.readings else ((self.status, self.by, self.evidence),)
        return tuple(dict.fromkeys(who for status, by, cited in contesting if status == Status.CONTESTED for who in by or cited))

    @property
    def speakers(self) -> frozenset[str]:
        """Who says so, or contests it, by any of its readings."""
        return frozenset((*self.by, *(who for reading in self.readings for who in reading.by)))

    @property
    def days(self) -> frozenset[dt.date]:
        """The days on which what is known of it can change: its beginnings, the days after its ends, its sightings."""
        found: set[dt.date | None] = set()
        for said in self.stated:
            found |= {said.since, *(_after(day) for day in (said.until, said.plan)), *(said.seen or ())}
            found.add(_after(said.seen[1]) if said.seen else None)
        return frozenset(day for day in found if day is not None)

    def force(self, on: dt.date | Days) -> Force:
        """What is known of it on one day, or over several. A relation only seen on another day is UNKNOWN, not in force."""
        return self.force_over(Days.of(on))

    def force_over(self, days: Days) -> Force:
        """What is known of it over some days: it had ended before all of them, began after all of them, or was in force throughout.

        One reading that has it in force on one of them is enough to leave open that it was; that it had not begun or had ended must
        be left standing by all (`standing`). In force is what some reading has in force on the first and on the last of them.

        The last answer is kept: one question after the other is about the same days.
        """
        last = self._last
        if last is not None and (last[0] is days or last[0] == days):
            return last[1]
        found = self._judged(days)
        object.__setattr__(self, "_last", (days, found))
        return found

    def _judged(self, days: Days) -> Force:
        if any(said.in_force(days) for said in self.stated):
            ends = [days.first, days.last]
            throughout = all(end is not None and any(said.in_force(Days.on(end)) for said in self.stated) for end in ends)
            return Force.IN_FORCE if throughout else Force.UNKNOWN
        if self.standing.since is not None and days.before(self.standing.since):
            return Force.NOT_BEGUN
        if self.standing.until is not None and days.after(self.standing.until):
            return Force.PAST
        return Force.UNKNOWN


_BEARING = (
    *("status", "since", "until", "planned_until", "seen_on", "since_edtf", "until_edtf", "seen_edtf", "data", "scope"),
    *("data_after_end", "deployment", "data_at_provider"),
)


def _stated(values: Mapping[str, Any]) -> StatedRelation:
    """A reading as far as it bears on a breach, from its properties: days as dates or as ISO text."""
    get = values.get
    since, until, plan, last = (_day(get(name)) for name in ("since", "until", "planned_until", "seen_on"))
    data = get("data")
    seen = parse_date(get("seen_edtf")) if get("seen_edtf") is not None else None
    first = seen.first if seen else last
    return StatedRelation(
        status=get("status"),
        since=since,
        until=until,
        since_open=since is None and get("since_edtf") is not None,
        until_open=until is None and plan is None and (get("until_edtf") or get("planned_until_edtf")) is not None,
        seen=(first, last) if first is not None or last is not None else None,
        sighted=(seen.stated[1] if seen else None) or last,
        plan=plan,
        data=None if data is None else frozenset(data),
        scope=get("scope"),
        data_after_end=get("data_after_end"),
        deployment=get("deployment"),
        data_at_provider=get("data_at_provider"),
    )


def _day(value: dt.date | str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _after(day: dt.date | None) -> dt.date | None:
    return day + dt.timedelta(days=1) if day is not None and day < dt.date.max else None


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

    def called(self, lang: str) -> Name:
        """Its name in `fr` or `en`, which knows whether it names several and is a description rather than a name."""
        text = in_language(lang, self.name_fr or self.name, self.name_en or self.name)
        described = self.has("Population") or not self.named
        return Name(text, common=described, several=described and (self.has("Population") or describes_several(text)))

    def has(self, label: str) -> bool:
        """True if it carries the label."""
        return label in self.labels

    @property
    def containers(self) -> tuple[str, ...]:
        """What sources place it directly inside: one or none, several where they differ."""
        within = self.properties.get("within")
        return tuple(self.properties.get("within_readings") or ((str(within),) if within is not None else ()))

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
