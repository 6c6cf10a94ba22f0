"""Who may confirm what, and which day a sighting is of: what one record says of others, for remarks.

`confirmed` is the word of a party on itself, of the one that answers for it, or of an authority. Whoever speaks of another party is
quoted (`reported`, with the speaker kept): else a client or a supplier looks worse on the word of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from maillon.graph.dates import first_day, last_day
from maillon.graph.model import INCIDENT_DATES
from maillon.graph.records import (
    Affected,
    ClaimStatement,
    Compromised,
    DataStatement,
    DateStatement,
    Entry,
    IncidentRecord,
    Notification,
    Organisation,
    Population,
    Record,
    Relation,
    RelationsRecord,
    Stated,
)
from maillon.loaders.messages import messages

if TYPE_CHECKING:
    from maillon.wording import Message
    from maillon.yaml_core import YamlPath

_ANSWERS_FOR = frozenset({"provided_by", "subsidiary_of", "site_of", "member_of"})
"""Whoever provides, owns or comprises a party answers for it."""

_SERVES = frozenset({"insured_by", "patient_of", "user_of", "hosted_by", "uses", "delegates_to"})
"""Of people, products and groups that nobody names, those whom they trust may speak: they are on their lists."""


class Speakers:
    """Who answers for whom, by what the given records say of one another."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._authorities: set[str] = set()
        self._groups: set[str] = set()
        self._declared: set[str] = set()
        self._behind: dict[str, set[str]] = defaultdict(set)
        relations: list[Relation] = []
        for record in records:
            match record:
                case Organisation():
                    self._declared.add(record.id)
                    self._authorities |= {record.id} if "Regulator" in record.roles else set()
                    self._groups |= {record.id} if record.named is False else set()
                case Population() if record.within is not None:
                    self._behind[record.id].add(record.within)
                case IncidentRecord() | RelationsRecord():
                    relations += record.relations
                case _:
                    pass
        for relation in relations:
            nameless = not relation.who.startswith("org:") or relation.who in self._groups
            if relation.verb in _ANSWERS_FOR or (nameless and relation.verb in _SERVES):
                self._behind[relation.who].add(relation.target)

    def of_others(self, record: IncidentRecord | RelationsRecord) -> Iterator[tuple[YamlPath, str]]:
        """Statements that are `confirmed` by somebody who neither is nor answers for any party concerned, with the speaker ('': none)."""
        broke = {c.at for c in record.compromised} if isinstance(record, IncidentRecord) else set()
        hit = {h.party for h in record.affected} if isinstance(record, IncidentRecord) else set()
        # where nothing that has a name broke, those whom it hit are all that can speak of the whole
        whole = broke if self._named(broke) else broke | hit
        for path, said in _statements(record):
            if said.status != "confirmed" or (said.by is not None and self._may(said.by, self._concerned(said, whole, hit))):
                continue
            yield path, said.by or ""

    def _named(self, parties: Iterable[str]) -> bool:
        return any(party in self._declared and party not in self._groups for party in self._reach(parties))

    def _may(self, by: str, concerned: set[str]) -> bool:
        """Whether a speaker is an authority or concerned. Of one that is declared elsewhere nothing is known, so nothing is remarked."""
        return by in self._authorities or by not in self._declared or by in self._reach(concerned)

    def _reach(self, parties: Iterable[str]) -> set[str]:
        reached: set[str] = set()
        todo = list(parties)
        while todo:
            party = todo.pop()
            if party not in reached:
                reached.add(party)
                todo += self._behind[party]
        return reached

    def _concerned(self, said: Stated, whole: set[str], hit: set[str]) -> set[str]:
        """The parties that a statement is about; those of the whole incident where it names none."""
        match said:
            case Relation():
                return {said.who, said.target}
            case Notification():
                return {said.from_, said.to}
            case Compromised():
                return {said.at}
            case Entry():  # whoever was entered through a product that it runs says so of itself
                return {said.at} if said.at.startswith("org:") else {said.at, *whole}
            case Affected():  # whoever held the data says whose it was, of people and of clients as a group
                named = said.party.startswith("org:") and said.party not in self._groups
                return {said.party} if named else {said.party, *whole}
            case DataStatement():
                return {said.at, *whole} if said.at else whole
            case DateStatement():
                return {said.at} if said.at else whole
            case ClaimStatement():
                return set(said.scope) or whole
            case _:  # an action, a fact of the story
                return whole | hit


def _statements(record: IncidentRecord | RelationsRecord) -> Iterator[tuple[YamlPath, Stated]]:
    names: tuple[str, ...] = ("relations",)
    if isinstance(record, IncidentRecord):
        names = ("actions", "compromised", "entered_through", "data", "claims", "affected", "notified", "relations", "context")
        yield from ((("dates", d, i), said) for d in INCIDENT_DATES for i, said in enumerate(getattr(record.dates, d)))
    yield from (((name, i), said) for name in names for i, said in enumerate(getattr(record, name)))


def seen_after(record: IncidentRecord) -> Iterator[tuple[YamlPath, str]]:
    """Relations that are seen later than the incident lasted, by speakers who are not said to speak of that day.

    What an article of later tells of an incident was so at the incident: the day of the article is none on which anybody saw it.
    """
    days = [last_day(said.on) for name in INCIDENT_DATES if name != "disclosed" for said in getattr(record.dates, name)]
    known = [day for day in days or [last_day(said.on) for said in record.dates.disclosed] if day is not None]
    for index, relation in enumerate(record.relations):
        seen = first_day(relation.seen_on) if relation.seen_on else None
        if known and seen is not None and seen > max(known) and relation.made_on is None:
            yield ("relations", index, "seen_on"), str(relation.seen_on)


def remarks(records: Mapping[str, Record], around: Mapping[str, Record]) -> Iterator[tuple[str, YamlPath, Message]]:
    """What is remarked of records: the id of the record, the place in it and the remark.

    Args:
        records: those to look at.
        around: others that they name.
    """
    speakers = Speakers([*records.values(), *(r for i, r in around.items() if i not in records)])
    for identifier, record in records.items():
        if isinstance(record, IncidentRecord | RelationsRecord):
            for path, by in speakers.of_others(record):
                remark = messages("status.other", value=by) if by else messages("status.nobody")
                yield identifier, (*path, "status"), remark
        if isinstance(record, IncidentRecord):
            for path, day in seen_after(record):
                yield identifier, path, messages("seen.after", value=day)
