"""The records of a world, as the rules need them: arrows with their readings, nodes, incidents (docs/model.md, "Arrows")."""

from __future__ import annotations

import copy
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from maillon.graph.records import DateStatement, IncidentRecord, Organisation, Population, Product, Record, Relation, RelationsRecord
from tests.oracle.days import Span, span

TRUST = ("insured_by", "patient_of", "user_of", "delegates_to", "uses", "provided_by", "hosted_by")
FACES_PEOPLE = {"Insurer", "CareProvider", "Clinic", "Hospital", "Laboratory", "Practice", "TelehealthPlatform"}
CARE = {"CareProvider", "Clinic", "Hospital", "Laboratory", "Practice"}
Key = tuple[str, str, str, str, str, str]


@dataclass
class Reading:
    """One statement of one arrow, whole."""

    says: Any
    arrow: TrustArrow | None = None

    @property
    def status(self) -> str:
        return str(self.says.status)

    @property
    def stands(self) -> bool:
        return self.status != "retracted"

    @property
    def since(self) -> Span | None:
        return span(self.says.since)

    @property
    def until(self) -> Span | None:
        return span(self.says.until)

    @property
    def seen(self) -> Span | None:
        return span(self.says.seen_on)

    @property
    def planned(self) -> bool:
        """Its end was said before it came, for certain: before the first day that it can mean."""
        made = span(self.says.made_on)
        if made is None or self.until is None or made.last is None or self.until.first is None:
            return False
        return made.last < self.until.first


@dataclass
class TrustArrow:
    """An arrow that chains and blast radius follow, with all that was said of it and is not retracted."""

    key: Key
    readings: list[Reading]

    @property
    def type(self) -> str:
        return self.key[0]

    @property
    def start(self) -> str:
        return self.key[1]

    @property
    def end(self) -> str:
        return self.key[2]

    @property
    def contract(self) -> str:
        return self.key[4]

    @property
    def standing(self) -> list[Reading]:
        return [r for r in self.readings if r.stands]


def _with(one: IncidentRecord, other: IncidentRecord) -> IncidentRecord:
    """What two records say of one incident."""
    dates = {name: [*getattr(one.dates, name), *getattr(other.dates, name)] for name in type(one.dates).model_fields}
    lists = {name: [*getattr(one, name), *getattr(other, name)] for name in ("compromised", "affected", "data", "notified", "relations")}
    effects = sorted({*one.effects, *other.effects})
    return one.model_copy(update={"dates": one.dates.model_copy(update=dates), "effects": effects, **lists})


def unknown_party(verb: str, who: str) -> str:
    """The node of a party that a source mentions without naming it."""
    return f"org:unknown.{verb.replace('_', '-')}.{who.replace(':', '-')}"


class World:
    """All that the records say."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.organisations: dict[str, list[Organisation]] = defaultdict(list)
        self.populations: dict[str, list[Population]] = defaultdict(list)
        self.products: set[str] = set()
        self.incidents: dict[str, IncidentRecord] = {}
        statements: list[Relation] = []
        for record in records:
            match record:
                case Organisation():
                    self.organisations[record.id].append(record)
                case Population():
                    self.populations[record.id].append(record)
                case Product():
                    self.products.add(record.id)
                case IncidentRecord():
                    name = f"incident:{record.id}"
                    self.incidents[name] = _with(self.incidents[name], record) if name in self.incidents else record
                    statements += record.relations
                case RelationsRecord():
                    statements += record.relations
        self.statements = statements
        arrows: dict[Key, TrustArrow] = {}
        for said in statements:
            if said.verb in TRUST:
                end = unknown_party(said.verb, said.who) if said.target == "unknown" else said.target
                key = (said.verb.upper(), said.who, end, said.service or "", said.contract or "", said.period or "")
                arrow = arrows.setdefault(key, TrustArrow(key, []))
                arrow.readings.append(Reading(said, arrow))
        self.all_arrows = arrows
        self.arrows = {key: arrow for key, arrow in arrows.items() if arrow.standing}
        """Those that are followed: not retracted."""
        self.judged: dict[Any, dict[Key, Any]] = {}
        """What was found of each of them, by what is asked; only to be quicker."""

    def without(self, gone: str) -> World:
        """The same world where every relation of one node has ended and none replaces it."""
        return self.with_arrows({key: arrow for key, arrow in self.arrows.items() if gone not in key[1:3]})

    def moved(self, old: str, new: str) -> World:
        """The same world where all that trusts one node trusts another instead, under the same days and conditions."""
        changed: dict[Key, TrustArrow] = {}
        for n, (key, arrow) in enumerate(self.arrows.items()):
            if key[2] != old or key[1] == new:
                changed[key] = arrow
            else:
                there = (*key[:2], new, *key[3:5], f"moved-{n}")
                changed[there] = TrustArrow(there, arrow.readings)
        return self.with_arrows(changed)

    def with_arrows(self, arrows: dict[Key, TrustArrow]) -> World:
        """The same world with other arrows."""
        other = copy.copy(self)
        other.arrows, other.judged = arrows, {}
        return other

    def roles(self, node: str) -> set[str]:
        return {str(role) for record in self.organisations.get(node, ()) for role in record.roles}

    def faces_people(self, node: str) -> bool:
        return bool(self.roles(node) & FACES_PEOPLE)

    def may_face_people(self, node: str) -> bool:
        """It faces people, or nobody says what it is. Who only hosts is a host, named or not."""
        return node.startswith("org:") and (self.faces_people(node) or not (self.roles(node) or node.startswith("org:unknown.hosted-by.")))

    def nodes(self) -> list[str]:
        ends = {end for key in self.all_arrows for end in key[1:3]}
        return sorted({*self.organisations, *self.populations, *self.products, *ends})

    def into(self, node: str) -> list[TrustArrow]:
        return [a for a in self.arrows.values() if a.end == node]

    def out_of(self, node: str) -> list[TrustArrow]:
        return [a for a in self.arrows.values() if a.start == node]

    def containers(self, node: str) -> set[str]:
        """What any source places it directly inside."""
        records: list[Any] = [*self.organisations.get(node, ()), *self.populations.get(node, ())]
        return {r.within for r in records if r.within is not None}

    def around(self, node: str) -> set[str]:
        """All that contains it by any source."""
        found: set[str] = set()
        todo = self.containers(node)
        while todo:
            found |= todo
            todo = set().union(*map(self.containers, todo)) - found
        return found

    def within(self, node: str) -> str | None:
        """What contains it, in a world in which sources agree (`one_by_one`)."""
        return min(self.containers(node), default=None)

    def one_by_one(self) -> list[World]:
        """The worlds in which one source is right wherever several differ on what contains a cohort, counts it, or is in it."""
        worlds = [self]
        for kind, names in (("populations", ("within", "partition", "people")), ("organisations", ("within",))):
            for node, records in getattr(self, kind).items():
                for name in names:
                    values = {getattr(r, name) for r in records} - {None}
                    if len(values) > 1:
                        worlds = [w._where(kind, node, name, value) for w in worlds for value in sorted(values)]
        return worlds

    def _where(self, kind: str, node: str, name: str, value: Any) -> World:
        other = copy.copy(self)
        records = [r.model_copy(update={name: value}) for r in getattr(self, kind)[node]]
        setattr(other, kind, {**getattr(self, kind), node: records})
        return other

    def groups(self, node: str) -> list[str]:
        """What contains it, from the inside outwards."""
        found: list[str] = []
        outer = self.within(node)
        while outer is not None and outer not in found:
            found.append(outer)
            outer = self.within(outer)
        return found


# --- which reading leads -------------------------------------------------------------------------------------------------

AS_SAID = str.maketrans("", "", "~?%")
"""Statements are ordered by their date as it is said, however approximate."""
_TIER = {"contested": 1, "retracted": 2}
_FIRM = {"confirmed": 0, "reported": 1, "claimed": 2, "contested": 3, "retracted": 4}


def rank_of_speaker(world: World, by: str | None, parties: set[str]) -> int:
    """An authority, the party itself, anybody else, the attacker."""
    if by is None:
        return 2
    if by.startswith("actor:"):
        return 3
    return 0 if "Regulator" in world.roles(by) else 1 if by in parties else 2


def leading(world: World, readings: list[Any], parties: set[str]) -> list[Any]:
    """The statements that may lead: several only where nothing but their text tells them apart."""

    def order(said: Any) -> tuple[int, int, int, int]:
        made = span(said.made_on and said.made_on.translate(AS_SAID))
        day = made.first if made is not None and made.first is not None else dt.date.min
        return (_TIER.get(said.status, 0), rank_of_speaker(world, said.by, parties), -day.toordinal(), _FIRM[said.status])

    best = min(map(order, readings))
    return [said for said in readings if order(said) == best]


def parties_of_incident(world: World, incident: IncidentRecord) -> set[str]:
    """Where it broke, whom it hit, and who provides or owns what broke, as its own record says."""
    broke = {c.at for c in incident.compromised if c.status != "retracted"}
    hit = {a.party for a in incident.affected}
    own = [r for r in incident.relations if r.who in broke and r.status != "retracted"]
    return broke | hit | {str(r.provided_by or r.subsidiary_of) for r in own if r.provided_by or r.subsidiary_of}


# --- the days of an incident ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Days:
    """From the first day on which something may have begun to the last of it. None: no source closes that side."""

    first: dt.date | None
    last: dt.date | None


def _hull(spans: list[Span]) -> tuple[dt.date | None, dt.date | None]:
    firsts, lasts = [s.first for s in spans], [s.last for s in spans]
    first = None if None in firsts else min(d for d in firsts if d is not None)
    return first, None if None in lasts else max(d for d in lasts if d is not None)


def _spans(statements: list[DateStatement]) -> list[Span]:
    return [found for s in statements if s.status != "retracted" and (found := span(s.on)) is not None]


def days_of(incident: IncidentRecord) -> Days:
    """Its own days, open on each side that no source closes."""
    occurred = _spans(incident.dates.occurred)
    if occurred:
        return Days(*_hull(occurred))
    known = [_spans(s) for s in (incident.dates.detected, incident.dates.contained, incident.dates.disclosed)]
    every = [s for spans in known for s in spans]
    return Days(None, _hull(every)[1] if every else None)
