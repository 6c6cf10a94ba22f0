"""Supply chains of a register of information: of each contract and type of service who uses it, who provides it directly, and who below.

A row of B_05.02 says that its recipient hands a part of the service on to its provider. The table has no dates: a sub-contractor is *seen*
on the register's day, and no contract's dates are its own. Ranks are compared with recipients, a difference is said, and both are kept.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillon.graph.privacy import personal_identifier
from maillon.graph.records import Bilingual, Relation, RelationsRecord
from maillon.loaders import dora_codes as codes
from maillon.loaders import names
from maillon.loaders.dora_parties import Directory, RegisterRemarks, contract_key, count_row
from maillon.loaders.dora_tables import FiledRegister, RegisterRow, stated_day
from maillon.loaders.messages import messages
from maillon.wording import RefusedError, joined

if TYPE_CHECKING:
    from maillon.loaders.base import Reading

_MAX_RANK = 1000
"""As many as the record format knows; nobody counts so far."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A row of B_02.02: an entity uses a service of a provider, with what it declares of it."""

    row: RegisterRow
    user: str | None
    provider: str
    since: str | None
    until: str | None
    function: str


@dataclass(frozen=True, slots=True)
class _Link:
    """A row of B_05.02. `recipient` is None where it names nobody, or the provider itself."""

    row: RegisterRow
    provider: str
    recipient: str | None
    rank: int


@dataclass(slots=True)
class _Contract:
    reference: str
    users: list[str] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)
    signed: dict[str, str] = field(default_factory=dict)
    """Providers that signed, each with the table that says so."""
    uses: dict[str, list[_Use]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[_Link]] = field(default_factory=lambda: defaultdict(list))


class ContractChains:
    """The chains of one register, as records of relations; each row is counted as it is read."""

    def __init__(
        self, register: FiledRegister, directory: Directory, filer: str, source: str, reading: Reading, remarks: RegisterRemarks
    ) -> None:
        self._register, self._directory, self._source = register, directory, source
        self._filer, self._reading, self._remarks = filer, reading, remarks
        self._functions: dict[str, tuple[str, bool | None]] = {}
        self._contracts: dict[str, _Contract] = {}
        self._linked: dict[str, set[str]] = defaultdict(set)
        """By contract: references of those that it is linked with, as an intra-group contract is with the one behind it (B_02.03)."""
        self._known = {contract_key(row["0010"]) for row in register.rows("b_02.01")}
        self._read()

    def records(self) -> Iterator[RelationsRecord]:
        """One record for each contract and type of service, and one for who owns whom."""
        said = {"by": self._directory.filer, "made_on": self._register.period}
        for key, contract in sorted(self._contracts.items()):
            slug = self._contract_slug(contract.reference)
            services = sorted(contract.uses.keys() | contract.links.keys())
            served: set[str] = set()
            for service in services:
                relations = self._service(contract, service, {**said, "contract": slug}, served)
                yield from self._record(f"{slug}/{_slug(service) or 'unstated'}", relations)
            rest = [p for p in contract.signed if p not in served]
            unstated = [
                Relation(who=user, delegates_to=p, **said, contract=slug, seen_on=self._register.period, evidence=self._signed(contract, p))
                for user in self._users(contract)
                for p in rest
                if user != p
            ]
            yield from self._record(f"{slug}/signed", unstated)
            if not self._users(contract) and (contract.signed or services):
                self._remarks.at("no_user", self._any_row(key))
        owned: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        for own, above, what, table in self._directory.parents:
            owned[own, above].add((what, table))
        yield from self._record(
            f"{self._filer}/parents",
            [
                Relation(
                    who=own,
                    subsidiary_of=above,
                    parent=sorted({what for what, _ in each}),
                    **said,
                    seen_on=self._register.period,
                    evidence=sorted({f"{self._source}#{table}" for _, table in each}),
                )
                for (own, above), each in sorted(owned.items())
            ],
        )

    def _record(self, name: str, relations: Sequence[Relation]) -> Iterator[RelationsRecord]:
        if relations:
            title = Bilingual.of(messages("title.row", dataset=self._source))
            yield RelationsRecord(kind="relations", id=f"dora/{name}", title=title, relations=list(relations))

    def _contract_slug(self, reference: str) -> str:
        """The contract in the graph: references are only told apart inside one register."""
        slug = names.slug(reference)
        if slug != reference.casefold():
            slug = f"{slug[:60].rstrip('-')}-{_hash(contract_key(reference))}"
        return f"{self._filer}/{slug}"

    def _any_row(self, key: str) -> RegisterRow:
        tables = ("b_03.02", "b_03.03", "b_05.02", "b_02.02")
        return next(row for table in tables for row in self._register.rows(table) if contract_key(row["0010"]) == key)

    # reading

    def _read(self) -> None:
        for row in self._register.rows("b_06.01"):
            count_row(self._reading, row, self._read_function)
        for row in self._register.rows("b_02.01"):
            count_row(self._reading, row, self._read_contract)
        for table, read in (
            ("b_03.01", self._read_receiver),
            ("b_03.02", self._read_signature),
            ("b_03.03", self._read_group_signature),
            ("b_04.01", self._read_user),
            ("b_02.02", self._read_use),
            ("b_05.02", self._read_link),
            ("b_02.03", self._read_pair),
        ):
            for row in self._register.rows(table):
                count_row(self._reading, row, read)

    def _read_contract(self, row: RegisterRow) -> None:
        if codes.is_no_code(row["0010"]):
            raise RefusedError(messages("dora.no_contract"))

    def _read_function(self, row: RegisterRow) -> None:
        """A function, and whether it is critical or important; `qx2007` and the like say neither."""
        name = row["0030"]
        shown = "" if names.is_blank(name) or personal_identifier(name) is not None else " ".join(name.split())[:300]
        self._functions.setdefault(row["0010"].strip().casefold(), (shown, codes.answer(row["0050"])))

    def _of(self, row: RegisterRow) -> _Contract:
        reference = row["0010"].strip()
        if codes.is_no_code(reference):
            raise RefusedError(messages("dora.no_contract"))
        key = contract_key(reference)
        if self._known and key not in self._known:
            self._remarks.at("contract", row)
        return self._contracts.setdefault(key, _Contract(" ".join(reference.split())))

    def _read_receiver(self, row: RegisterRow) -> None:
        entity = self._directory.entity(row, "0020")
        receivers = self._of(row).receivers
        receivers += [entity] if entity is not None and entity not in receivers else []

    def _read_signature(self, row: RegisterRow) -> None:
        self._of(row).signed.setdefault(self._directory.provider(row, "0020", "0030"), "b_03.02")

    def _read_group_signature(self, row: RegisterRow) -> None:
        entity = self._directory.entity(row, "0020")
        if entity is None:
            raise RefusedError(messages("cell.nobody", column="c0020"))
        self._of(row).signed.setdefault(entity, "b_03.03")

    def _read_user(self, row: RegisterRow) -> None:
        entity = self._directory.entity(row, "0020")
        if entity is None:
            raise RefusedError(messages("cell.nobody", column="c0020"))
        users = self._of(row).users
        users += [entity] if entity not in users else []

    def _read_use(self, row: RegisterRow) -> None:
        contract = self._of(row)
        since, until = stated_day(row, "0070"), stated_day(row, "0080")
        if since and until and until < since:
            raise RefusedError(messages("dora.reversed", end=until, start=since))
        provider = self._directory.provider(row, "0030", "0040")
        use = _Use(row, self._directory.entity(row, "0020"), provider, since, until, row["0050"].strip().casefold())
        contract.uses[codes.service(row["0060"])].append(use)

    def _read_link(self, row: RegisterRow) -> None:
        contract = self._of(row)
        text = row["0050"].strip()
        rank = int(text) if text.isascii() and text.isdigit() else 0
        if not 1 <= rank <= _MAX_RANK:
            raise RefusedError(messages("dora.rank", rank=text[:20], most=_MAX_RANK))
        code, recipient = codes.normal_code(row["0030"]), codes.normal_code(row["0060"])
        nobody = codes.is_no_code(recipient)
        if rank > 1 and code == recipient and not nobody:
            raise RefusedError(messages("dora.itself", rank=rank))
        provider = self._directory.provider(row, "0030", "0040", below=rank > 1)
        above = None
        if not nobody and recipient != code:
            above = self._directory.provider(row, "0060", "0070")
            above = None if above == provider else above
        contract.links[codes.service(row["0020"])].append(_Link(row, provider, above, rank))

    def _read_pair(self, row: RegisterRow) -> None:
        one, other = (" ".join(row[column].split()) for column in ("0010", "0020"))
        if codes.is_no_code(one) or codes.is_no_code(other):
            raise RefusedError(messages("dora.no_contract"))
        self._linked[contract_key(one)].add(other)
        self._linked[contract_key(other)].add(one)

    # relations

    def _users(self, contract: _Contract) -> list[str]:
        """The entities that use the services of a contract: who says so in B_04.01, else who is said to in B_02.02, else who signed."""
        used = list(dict.fromkeys(use.user for each in contract.uses.values() for use in each if use.user is not None))
        return contract.users or used or contract.receivers

    def _signed(self, contract: _Contract, provider: str) -> list[str]:
        table = contract.signed[provider]
        return sorted([self._cite(table, contract), *([self._cite("b_04.01", contract)] if contract.users else [])])

    def _cite(self, table: str, contract: _Contract, *more: str) -> str:
        """Where it stands; a reference that could be somebody's number is not written out."""
        place = "/".join([table, contract.reference, *more])
        if personal_identifier(place) is not None:
            place = "/".join([table, f"row {_hash(contract_key(contract.reference), 12)}", *more])
        return f"{self._source}#{place}"[:300]

    def _service(self, contract: _Contract, service: str, said: Mapping[str, Any], served: set[str]) -> list[Relation]:
        links, uses = contract.links.get(service, []), contract.uses.get(service, [])
        said = {**said, "service": _slug(service) or None}
        providers = {link.provider for link in links}
        entrusting = self._users(contract)
        direct: dict[str, set[str]] = defaultdict(set)
        owners: dict[str, set[str]] = defaultdict(set)
        below: list[_Link] = []
        for link in links:
            handed_on = link.recipient is not None and not (
                link.rank == 1 and link.recipient in entrusting and link.recipient not in providers
            )
            if link.rank == 1 and not handed_on:
                direct[link.provider].add(self._cite("b_05.02", contract, service or "-", "1"))
                owners[link.provider] |= {link.recipient} if link.recipient is not None else set()
            else:
                below.append(link)
        for use in uses:
            direct[use.provider].add(self._cite("b_02.02", contract, service or "-"))
        for link in below:  # who signed and hands on is direct, though no row of rank 1 says so
            if link.recipient in contract.signed and link.recipient not in providers:
                direct[link.recipient].add(self._cite(contract.signed[link.recipient], contract))
        served.update(direct)
        found = [
            relation
            for provider in sorted(direct)
            for user in self._users_of(contract, provider, uses, owners[provider])
            if user != provider
            for relation in self._direct(contract, user, provider, uses, sorted(direct[provider]), said)
        ]
        resolved = [(link, *self._recipient(link, below, direct)) for link in below]
        self._compare_ranks(resolved, direct)
        seen_on = self._seen_below(uses)
        for link, above, deduced in resolved:
            if above != link.provider:
                note = Bilingual.of(messages("dora.note.recipient", rank=link.rank - 1)) if deduced else None
                cited = [self._cite("b_05.02", contract, service or "-", str(link.rank))]
                found.append(
                    Relation(who=above, delegates_to=link.provider, rank=link.rank, seen_on=seen_on, note=note, evidence=cited, **said)
                )
        return found

    def _users_of(self, contract: _Contract, provider: str, uses: Sequence[_Use], owners: set[str]) -> list[str]:
        """The entities that use a service of one provider: those of whom B_02.02 says so, and those of whom it says nothing."""
        told = {use.user for use in uses if use.user is not None}
        his = {use.user for use in uses if use.provider == provider and use.user is not None}
        silent = {user for user in self._users(contract) if user not in told}
        return sorted({*owners, *his, *silent} if his or owners else self._users(contract))

    def _direct(
        self, contract: _Contract, user: str, provider: str, uses: Sequence[_Use], cited: list[str], said: Mapping[str, Any]
    ) -> Iterator[Relation]:
        """What an entity entrusts to its direct provider: one statement for each pair of dates that the register gives."""
        signed = self._signed(contract, provider) if provider in contract.signed else []
        by_dates: dict[tuple[str | None, str | None], list[_Use]] = defaultdict(list)
        for use in uses:
            if use.provider == provider and use.user in (user, None):
                by_dates[use.since, use.until].append(use)
        period = self._register.period
        for (since, until), rows in (by_dates or {(None, None): []}).items():
            yield Relation(
                who=user,
                delegates_to=provider,
                rank=1,
                since=since,
                until=until,
                seen_on=None if since and since > period else min(until or period, period),
                evidence=sorted({*cited, *signed, *([self._cite("b_02.03", contract)] if self._links(contract) else [])}),
                **self._declared([use.row for use in rows], contract),
                **said,
            )

    def _links(self, contract: _Contract) -> list[str]:
        """The references of contracts that it is linked with; what could be somebody's number is not written out."""
        linked = sorted(self._linked.get(contract_key(contract.reference), ()))
        return [reference for reference in linked if personal_identifier(reference) is None]

    def _declared(self, rows: Sequence[RegisterRow], contract: _Contract) -> dict[str, Any]:
        """What rows of B_02.02 say of the data and of the functions. Exporters write "no" where nobody answered: it says nothing."""
        functions = [self._functions[f] for row in rows if (f := row["0050"].strip().casefold()) in self._functions]
        critical = {said for _, said in functions} | ({None} if len(functions) < len(rows) else set())
        levels = [level for row in rows if (level := codes.sensitiveness(row["0170"]))]
        ending = next((end for row in rows if (end := codes.ending(row["0090"]))), None)
        told = [messages(f"dora.ending.{ending}")] if ending else []
        told += [messages("dora.note.linked", contracts=linked)] if (linked := self._links(contract)) else []
        return {
            "data_at_provider": True if any(codes.answer(row["0140"]) for row in rows) else None,
            "data_at_rest": _lands(rows, "0150"),
            "data_processed": _lands(rows, "0160"),
            "sensitiveness": max(levels, key=("low", "medium", "high").index, default=None),
            "functions": sorted({name for name, _ in functions if name}) or None,
            "critical": True if True in critical else False if critical == {False} else None,
            "note": Bilingual.of(joined(told, "; ")) if told else None,
        }

    def _seen_below(self, uses: Sequence[_Use]) -> str:
        """The day on which the register saw the sub-contractors: its own, or the end of a contract that had ended."""
        ends = [use.until for use in uses]
        return min(max(filter(None, ends)), self._register.period) if ends and all(ends) else self._register.period

    def _recipient(self, link: _Link, below: Sequence[_Link], direct: Mapping[str, Any]) -> tuple[str, bool]:
        """Who hands on to a sub-contractor, and whether that follows from the rank alone: a recipient has the rank before."""
        if link.recipient is not None:
            return link.recipient, False
        before = sorted(direct) if link.rank == 2 else sorted({one.provider for one in below if one.rank == link.rank - 1})
        if len(before) == 1 and before[0] != link.provider:
            self._remarks.at("deduced", link.row)
            return before[0], True
        self._remarks.at("recipient", link.row)
        return self._directory.somebody(link.row), False

    def _compare_ranks(self, resolved: Sequence[tuple[_Link, str, bool]], direct: Mapping[str, Any]) -> None:
        """Say which ranks are not those of their recipients, which links hang on nobody, and which lead round in a circle."""
        onward: dict[str, list[str]] = defaultdict(list)
        for link, above, _ in resolved:
            onward[above].append(link.provider)
        depth, core = _depths(direct, onward), _core(onward)
        for link, above, _ in resolved:
            if above not in depth:
                self._remarks.at("unattached", link.row)
            elif depth[above] + 1 != link.rank:
                self._remarks.at("rank", link.row)
            if link.provider in core and above in _depths([link.provider], core):
                self._remarks.at("loop", link.row)


def _depths(starts: Iterable[str], onward: Mapping[str, Sequence[str]]) -> dict[str, int]:
    depth = dict.fromkeys(starts, 1)
    queue = deque(depth)
    while queue:
        here = queue.popleft()
        for after in onward.get(here, ()):
            if after not in depth:
                depth[after] = depth[here] + 1
                queue.append(after)
    return depth


def _core(onward: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The links among parties of which none begins or ends a chain: all circles are there, and next to nothing else."""
    core = {start: list(ends) for start, ends in onward.items()}
    while True:
        ends = {end for each in core.values() for end in each}
        kept = {start: left for start, each in core.items() if start in ends and (left := [end for end in each if end in core])}
        if kept == core:
            return core
        core = kept


def _lands(rows: Sequence[RegisterRow], column: str) -> list[str] | None:
    return sorted({land for row in rows if (land := codes.country(row[column]))}) or None


def _slug(service: str) -> str:
    return names.slug(service) if service else ""


def _hash(text: str, length: int = 8) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]
