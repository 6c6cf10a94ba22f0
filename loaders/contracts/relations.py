"""A contract → the relations that it states: who entrusts a service to whom, from when until when, and to whom part of it is handed on.

A framework is no relation of the body that concluded it: who may order under it is a group of its own, joined to whoever did.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillon.graph.model import Status
from maillon.graph.privacy import personal_identifier
from maillon.graph.records import Bilingual, Relation
from maillon.loaders.contracts.notices import ContractNotice, Signatory, SubContract
from maillon.loaders.contracts.timeline import TimeHeld, spans_of
from maillon.loaders.contracts.values import end_of
from maillon.loaders.messages import messages
from maillon.loaders.persons import sounds_personal
from maillon.wording import Message, RefusedError

if TYPE_CHECKING:
    from maillon.loaders.contracts.parties import ContractParties
    from maillon.loaders.contracts.scope import CodeRule

MOST_TITLE = 200
"""Characters of the object of a contract that are kept."""


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract of a load: its notice, its slug, all that it is evidenced by, what is bought, the framework that it belongs to."""

    notice: ContractNotice
    slug: str
    evidence: tuple[str, ...]
    rule: CodeRule
    framework: str | None = None
    """The slug of the framework under which it was placed."""


def relations_of(contract: Contract, parties: ContractParties) -> list[Relation]:
    """The relations of one contract.

    Raises:
        ValueError: nobody bought, or a name cannot be kept.
    """
    return list(_Relations(contract, parties).all())


class _Relations:
    """One contract on its way to relations."""

    def __init__(self, contract: Contract, parties: ContractParties) -> None:
        self._contract, self._parties, self._notice = contract, parties, contract.notice
        buyer = parties.of(self._notice.buyer, self._notice, contract.evidence, contract.slug)
        if buyer is None:
            raise RefusedError(messages("contract.buyer"))
        self._buyer = buyer
        self._purchaser = parties.purchaser(self._notice.buyer)

    def all(self) -> Iterator[Relation]:
        """All relations: of the buyer with each supplier, of suppliers with declared sub-contractors, of the framework."""
        notice, slug = self._notice, self._contract.slug
        frame = notice.framework or (self._purchaser is not None and not notice.called_off)
        who = self._buyer
        if frame:
            who = self._group(slug, self._buyer)
            yield self._relation(who=self._buyer, linked_with=who, service="framework-purchaser")
        elif self._contract.framework is not None:
            yield self._relation(who=self._buyer, member_of=self._group(self._contract.framework, None))
        spans = spans_of(notice, self._parties.key)
        suppliers = {id(span): self._supplier(span.supplier, place) for place, span in enumerate(spans, 1)}
        for span in spans:
            yield self._entrusted(who, suppliers[id(span)], span)
        yield from self._handed_on(who, spans, suppliers)

    def _group(self, slug: str, purchaser_id: str | None) -> str:
        """Those who may order under a framework, as one unnamed group."""
        name = messages("contract.group", contract=slug)
        return self._parties.unnamed(f"framework.{slug}", name, self._contract.evidence)

    def _supplier(self, supplier: Signatory, place: int) -> str:
        """A supplier, or who stands behind a body that buys for others, or one whom the notice does not name."""
        through = self._parties.purchaser(supplier)
        slug, evidence, role = self._contract.slug, self._contract.evidence, self._contract.rule.supplier
        if through is not None:
            name = messages("contract.behind", name=through, contract=slug)
            return self._parties.unnamed(f"behind.{slug}.{place}", name, evidence, role)
        found = self._parties.of(supplier, self._notice, evidence, f"{slug}.{place}", role)
        if found is None:
            return self._parties.unnamed(f"unknown.{slug}.{place}", messages("contract.supplier", contract=slug), evidence, role)
        return found

    def _entrusted(self, who: str, whom: str, span: TimeHeld) -> Relation:
        start = messages(f"contract.start.{self._notice.start}") if span.first else messages("contract.start.change")
        if self._notice.pending:
            start = messages("contract.start.pending")
        return self._relation(
            who=who,
            delegates_to=whom,
            **self._service(),
            contract=self._contract.slug,
            period=None if span.number == 1 else f"{span.number}",
            since=span.since,
            until=span.until,
            made_on=span.said_on or span.since,
            note=Bilingual.of(self._note(start if span.since or self._notice.pending else None)),
        )

    def _handed_on(self, who: str, spans: Sequence[TimeHeld], suppliers: Mapping[int, str]) -> Iterator[Relation]:
        """Declared sub-contracts: of the supplier at that time, or, where there are several, of one of them that nobody names."""
        notice, slug, role = self._notice, self._contract.slug, self._contract.rule.supplier
        acts = notice.sub_contracts or ((SubContract("", Signatory()),) if notice.sub_contracted else ())
        several: str | None = None
        for place, act in enumerate(acts, 1):
            givers = {self._parties.key(one) for one in act.givers}
            held = {suppliers[id(s)] for s in spans if _held(s, act.since) and (not givers or self._parties.key(s.supplier) in givers)}
            if len(held) == 1:
                giver = min(held)
            else:
                if several is None:
                    name = messages("contract.one_of", contract=slug)
                    several = self._parties.unnamed(f"suppliers.{slug}", name, self._contract.evidence, role)
                    yield self._relation(who=who, delegates_to=several, **self._service(), contract=slug, since=notice.since)
                    yield from (self._relation(who=one, member_of=several) for one in sorted(set(suppliers.values())))
                giver = several
            taker = self._parties.of(act.party, notice, self._contract.evidence, f"{slug}.s{place}", role)
            if taker is None:
                name = messages("contract.sub", contract=slug)
                taker = self._parties.unnamed(f"unknown.{slug}.s{place}", name, self._contract.evidence, role)
            if taker == giver:
                continue  # a supplier that names itself
            until = end_of(act.since, act.months) if act.since and act.months else None
            yield self._relation(
                who=giver,
                delegates_to=taker,
                **self._service(),
                contract=slug,
                period=_period(acts, act, place, self._parties),
                since=act.since,
                until=until,
                made_on=act.since or notice.said_on,
                note=Bilingual.of(messages("contract.note_sub")),
            )

    def _relation(self, **said: Any) -> Relation:
        return Relation(status=Status.CONFIRMED, by=self._buyer, evidence=list(self._contract.evidence), **said)

    def _service(self) -> dict[str, str]:
        return {"service": self._contract.rule.service} if self._contract.rule.service else {}

    def _note(self, start: Message | None) -> Message:
        notice, label = self._notice, self._contract.rule.label
        code = messages("contract.code_said", code=notice.code, label=label) if label else notice.code or ""
        title = shown_title(notice.title)
        parts = {"code": code, "start": start or messages("contract.start.none")}
        if title:
            return messages("contract.note_title", title=title, **parts)
        return messages("contract.note", **parts)


def _held(span: TimeHeld, day: str | None) -> bool:
    """Whether a supplier may have held the contract on a day; on any, where the day is not known."""
    if day is None:
        return True
    since = span.since.removeprefix("../") if span.since else None
    until = span.until.removeprefix("../") if span.until and span.ended else None
    return (since is None or span.first or since <= day) and (until is None or day < until)


def _period(acts: Collection[SubContract], act: SubContract, place: int, parties: ContractParties) -> str | None:
    """Set where one sub-contractor stands in several acts of a contract."""
    same = [number for number, other in enumerate(acts, 1) if parties.key(other.party) == parties.key(act.party)]
    return f"{same.index(place) + 1}" if len(same) > 1 and place != same[0] else None


def shown_title(title: str) -> str:
    """The object of a contract, where nothing in it may name a person; else nothing."""
    if not title or sounds_personal(title) or personal_identifier(title) is not None:
        return ""
    text = title if len(title) <= MOST_TITLE else f"{title[:MOST_TITLE].rstrip()}…"
    return re.sub("\ufffd+", "…", text).strip(' "«»')  # letters that the publisher lost
