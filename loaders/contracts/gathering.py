"""All notices of a load, whatever the format: taken or left out by rule, joined where they speak of one contract, and made into records.

Only what is in scope by its code is kept while files are read; whose it is is judged at the end, when all names of a number are known.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from maillon.graph.name_matching import fold_name
from maillon.graph.privacy import personal_identifier
from maillon.graph.records import Bilingual, Organisation, RelationsRecord, Source
from maillon.loaders.contracts.parties import ContractParties
from maillon.loaders.contracts.relations import Contract, relations_of
from maillon.loaders.contracts.values import says_no_winner
from maillon.loaders.messages import messages
from maillon.loaders.names import slug
from maillon.loaders.problems import Problem
from maillon.loaders.rejecting import one_problem, problems_of

if TYPE_CHECKING:
    from maillon.loaders.base import Reading
    from maillon.loaders.contracts.notices import ContractNotice, Signatory
    from maillon.loaders.contracts.scope import CodeRule, Scope
    from maillon.wording import Message

_SHOWN = 8
"""Remarks of one kind that are named; all are counted."""


def content_of(document: Any) -> bytes:
    """Sixteen bytes of what a document says: two that say the same have the same."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=16).digest()


@dataclass(slots=True)
class FileGathering:
    """What one file gives, until it is known to be whole: a file that turns out to be cut gives nothing."""

    name: str
    read: int = 0
    notices: list[tuple[ContractNotice, CodeRule]] = field(default_factory=list)
    buyers: dict[Signatory, None] = field(default_factory=dict)
    left_out: Counter[Message] = field(default_factory=Counter)
    rejected: list[Problem] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    remarks: list[Problem] = field(default_factory=list)

    def reject(self, number: int, record: str, error: ValueError) -> None:
        """Count one thing of the file that cannot be used."""
        self.rejected.append(one_problem(problems_of(error, self.name, number, record)))

    def leave_out(self, rule: Message, rows: int = 1) -> None:
        """Count what a rule leaves out."""
        if rows:
            self.left_out[rule] += rows


@dataclass(slots=True)
class Gathering:
    """The notices of a load on their way to a reading."""

    reading: Reading
    scope: Scope
    list_name: str
    """The list: what ids, records and evidence begin with."""
    numbered: bool = False
    """Whether each number is a contract of its own, whatever its text says."""
    parties: ContractParties = field(init=False)
    _notices: list[tuple[ContractNotice, CodeRule]] = field(default_factory=list)
    _remarks: dict[str, tuple[Message, list[tuple[str, int]], int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parties = ContractParties(self.list_name)

    def add(self, file: FileGathering) -> None:
        """Take over what a whole file gave."""
        self.reading.read += file.read
        self.reading.left_out.update(file.left_out)
        self.reading.rejected += file.rejected
        self.reading.unread_fields.update(file.unread)
        self.reading.warnings += file.remarks
        self._notices += file.notices
        for buyer in file.buyers:
            self.parties.learn(buyer)
        for notice, _ in file.notices:
            for signatory in (notice.buyer, *_suppliers(notice)):
                self.parties.learn(signatory)

    def close(self, source: Source) -> None:
        """Judge whose the notices are, join those of one contract, and make the records."""
        kept = self._in_scope()
        slugs = self._slugs(notice for notice, _ in kept)
        contracts = self._contracts(kept, slugs)
        frameworks = _Frameworks(contracts, self.parties)
        del kept
        contracts.sort(key=lambda one: one[0].slug, reverse=True)
        while contracts:  # what has become a record is held once
            contract, rows = contracts.pop()
            self._use(replace(contract, framework=frameworks.of(contract)), rows)
        self._say_remarks()
        if self.reading.records:
            self.parties.parties.source(source)
        records = self.parties.parties.records()
        for identifier, count in self.parties.persons.items():
            record = records[identifier]
            assert isinstance(record, Organisation)
            records[identifier] = record.model_copy(update={"note": Bilingual.of(messages("contract.person", n=count))})
        self.reading.declare(records, self.parties.parties.judged)

    def _in_scope(self) -> list[tuple[ContractNotice, CodeRule]]:
        """The notices of buyers that are in scope; the rules by which they are, and the others, are counted."""
        kept = []
        rules: Counter[str] = Counter()
        verdicts: dict[Signatory, str | None] = {}
        notices, self._notices = self._notices, []  # most of them go here
        for notice, rule in notices:
            if notice.buyer not in verdicts:
                number, _ = self.parties.number(notice.buyer)
                numbers = (number.identity, *number.identifiers) if number else ()
                verdicts[notice.buyer] = self.scope.buyer(numbers, {*self.parties.names_of(notice.buyer), notice.buyer.name} - {""})
            verdict = verdicts[notice.buyer]
            if verdict is None:
                self.reading.leave_out(messages("left.buyer"), notice.rows)
                continue
            rules[verdict] += notice.rows
            kept.append((notice, rule))
        if rules and set(rules) != {"all"}:
            said = [messages(f"contract.by.{name}", n=rules[name]) for name in ("list", "graph", "series", "words") if rules[name]]
            self.reading.warnings.append(Problem(self.list_name, 0, "", "", messages("contract.buyers_by", rules=said)))
        return kept

    def _slugs(self, notices: Iterable[ContractNotice]) -> dict[tuple[str, str], str]:
        """The slug of each contract, by its buyer and its number: ids that differ in signs alone stay apart."""
        keys = sorted({(self.parties.key(notice.buyer), notice.id) for notice in notices})
        found: dict[tuple[str, str], str] = {}
        taken: set[str] = set()
        for buyer, number in keys:
            text = contract_slug(buyer, number)
            if text in taken:
                text = f"{text}-{hashlib.sha256(number.encode()).hexdigest()[:8]}"
            taken.add(text)
            found[buyer, number] = text
        return found

    def _contracts(
        self, kept: Sequence[tuple[ContractNotice, CodeRule]], slugs: Mapping[tuple[str, str], str]
    ) -> list[tuple[Contract, int]]:
        """One contract for all notices that say one thing: the same again, an earlier version, one text under several numbers.

        Each with the rows that are told in it.
        """
        told: dict[tuple[Any, ...], list[tuple[ContractNotice, CodeRule]]] = defaultdict(list)
        seen: dict[bytes, ContractNotice] = {}
        evidence: dict[bytes, set[tuple[str, str]]] = defaultdict(set)
        for notice, rule in sorted(kept, key=lambda one: (one[0].place, one[0].id)):
            evidence[notice.content] |= self._evidence(notice)
            first = seen.get(notice.content)
            if first is not None:
                for _ in range(notice.rows):
                    self.reading.leave_out_again(*notice.place, *first.place)
                continue
            seen[notice.content] = notice
            told[self._what(notice)].append((notice, rule))
        found: list[tuple[Contract, int]] = []
        called: set[str] = set()
        for what, group in told.items():  # in the order of their first places
            latest, rule = max(group, key=lambda one: _version(one[0]))
            ids = sorted({slugs[self.parties.key(notice.buyer), notice.id] for notice, _ in group})
            older = [notice for notice, _ in group if notice is not latest and notice.id == latest.id]
            for notice in older:
                self.reading.leave_out(messages("left.earlier"), notice.rows)
            every = _evidence_of([evidence[notice.content] for notice, _ in group])
            rows = sum(notice.rows for notice, _ in group) - sum(notice.rows for notice in older)
            name = ids[0]
            if name in called:  # lots of one number: each is a contract
                name = f"{name}-{hashlib.sha256(repr(what).encode()).hexdigest()[:8]}"
            called.add(name)
            found.append((Contract(latest, name, tuple(every), rule), rows))
        return found

    def _what(self, notice: ContractNotice) -> tuple[Any, ...]:
        """What two notices must have in common to be one contract, whatever their numbers; without an object the number is part of it."""
        key = self.parties.key
        title = fold_name(notice.title)
        said = (key(notice.buyer), tuple(sorted(key(one) for one in notice.suppliers)), notice.code, notice.since, notice.framework)
        if not title or not notice.suppliers or not all(self.parties.number(one)[0] for one in notice.suppliers):
            return (*said, notice.id, notice.content)
        alone = self.numbered or notice.changes or notice.sub_contracts or notice.sub_contracted or notice.under
        return (*said, title, notice.id) if alone else (*said, title, notice.months, notice.end, notice.called_off)

    def _evidence(self, notice: ContractNotice) -> set[tuple[str, str]]:
        """Where a notice is found: its number, and each file."""
        number = f"{notice.buyer.number or notice.buyer.name} {notice.id}"
        if personal_identifier(number) is not None:  # ten digits in a row may look like a telephone number
            number = f"row {hashlib.sha256(number.encode()).hexdigest()[:12]}"
        files = {PurePath(file.replace(":", "/")).name for file in (notice.place[0], *notice.files)}
        return {(f"{self.list_name}#{number}"[:200], file) for file in files}

    def _use(self, contract: Contract, rows: int) -> None:
        notice = contract.notice
        left = [one for one in notice.suppliers if says_no_winner(one.name)]
        if left and len(left) == len(notice.suppliers):
            self.reading.leave_out(messages("left.no_winner"), rows)
            return
        if left:
            contract = replace(contract, notice=replace(notice, suppliers=tuple(one for one in notice.suppliers if one not in left)))
        draft = self.parties.draft()
        try:
            relations = relations_of(contract, draft)
            title = Bilingual.of(messages("contract.title", contract=contract.slug))
            name = f"{self.list_name}/{contract.slug}"
            record = RelationsRecord(kind="relations", id=name, title=title, relations=relations)
            if rows:
                self.reading.use(f"relations:{name}", record)
            else:  # another contract of a process that is counted with its first
                self.reading.records.setdefault(f"relations:{name}", record)
        except ValueError as error:
            problem = one_problem(problems_of(error, *notice.place, notice.id))
            self.reading.rejected += [problem] * rows
            self.reading.warnings += [] if rows else [problem]
            return
        self.parties.absorb(draft)
        for _ in range(rows - 1):
            self.reading.use_within()
        for remark in (*notice.remarks, *self._number_remarks(notice)):
            self._remark(remark, notice)

    def _number_remarks(self, notice: ContractNotice) -> list[Message]:
        return [remark for one in (notice.buyer, *_suppliers(notice)) for remark in self.parties.number(one)[1]]

    def _remark(self, remark: Message, notice: ContractNotice) -> None:
        said, places, n = self._remarks.get(str(remark), (remark, [], 0))
        self._remarks[str(remark)] = (said, [*places, notice.place][:_SHOWN], n + 1)

    def _say_remarks(self) -> None:
        """What is to be said of notices, once for each kind, with the first places."""
        for said, places, n in self._remarks.values():
            file, line = places[0]
            where = [str(number) for _, number in places]
            self.reading.warnings.append(Problem(file, line, "", "", messages("contract.remark", what=said, n=n, lines=where)))


def contract_slug(buyer: str, number: str) -> str:
    """What a contract is called, by its buyer and its number; by a hash of that where its digits look like an identifier of a person."""
    stem = slug(buyer.partition(":")[2].replace("/", "-"))[:30].strip("-")
    text = f"{stem}.{slug(number) if number else 'x'}"
    if personal_identifier(text) is not None:
        text = f"{stem}.row-{hashlib.sha256(number.encode()).hexdigest()[:12]}"
    return text


def _suppliers(notice: ContractNotice) -> list[Signatory]:
    later = [one for change in notice.changes for one in change.suppliers or ()]
    acts = [one for act in notice.sub_contracts for one in (act.party, *act.givers)]
    return [*notice.suppliers, *later, *acts]


def _evidence_of(found: Iterable[Collection[tuple[str, str]]]) -> tuple[str, ...]:
    """The evidence of one contract: each notice by its number, and by its file as well where it stands in several."""
    every = {one for some in found for one in some}
    files = defaultdict(set)
    for number, file in every:
        files[number].add(file)
    return tuple(sorted(f"{number} ({file})"[:300] if len(files[number]) > 1 else number for number, file in every))


def _version(notice: ContractNotice) -> tuple[Any, ...]:
    """What orders the versions of one notice, the latest last."""
    last = max((change.on or "" for change in notice.changes), default="")
    return (len(notice.changes) + len(notice.sub_contracts), last, notice.published or "", notice.place)


class _Frameworks:
    """The frameworks of a load, and under which of them a contract was placed."""

    def __init__(self, contracts: Sequence[tuple[Contract, int]], parties: ContractParties) -> None:
        self._parties = parties
        self._by_number: dict[str, list[Contract]] = defaultdict(list)
        for contract, _ in contracts:
            self._by_number[fold_name(contract.notice.id)].append(contract)

    def of(self, contract: Contract) -> str | None:
        """The slug of the framework of a call-off: of the same buyer, else the only one of that number with a supplier in common."""
        notice = contract.notice
        if notice.under is None:
            return None
        others = [one for one in self._by_number.get(fold_name(notice.under), ()) if one is not contract and one.slug != contract.slug]
        buyer = self._parties.key(notice.buyer)
        own = [one for one in others if self._parties.key(one.notice.buyer) == buyer]
        mine = {self._parties.key(one) for one in notice.suppliers}
        shared = [one for one in others if mine & {self._parties.key(supplier) for supplier in one.notice.suppliers}]
        found = own or shared
        if len(found) == 1:
            return found[0].slug
        return contract_slug(buyer, notice.under)
