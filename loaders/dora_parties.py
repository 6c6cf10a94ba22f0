"""Who the codes of a register of information stand for: entities (B_01.0x) and providers (B_05.01), and what is no code.

A party is what its checked number says (LEI, then SIREN, EUID, VAT number, number in a national register), so that registers share it. A
code with wrong digits is kept as another name and joins nothing. `0` and `Not applicable` are nobody's code: rows that write it are never
joined by it. A natural person is a provider without name or code.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillon.graph.name_matching import fold_name
from maillon.graph.privacy import personal_identifier
from maillon.graph.records import Bilingual
from maillon.loaders import dora_codes as codes
from maillon.loaders import names
from maillon.loaders.dora_tables import FiledRegister, RegisterRow, last_part
from maillon.loaders.messages import messages
from maillon.loaders.parties import Parties, identity_id
from maillon.loaders.problems import Problem
from maillon.loaders.rejecting import one_problem, problems_of
from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.loaders.base import Reading

_BEST_FIRST = ("lei", "siren", "euid", "vat", "crn")
_NAMED_PLACES = 8


@dataclass(slots=True)
class RegisterRemarks:
    """What a reader should know of rows that are kept, by kind, with their lines: a kind is said once, however many rows there are."""

    _places: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))

    def at(self, kind: str, row: RegisterRow) -> None:
        """It holds of that row."""
        place = (row.file, row.line)
        if place not in self._places[kind][-4:]:
            self._places[kind].append(place)

    def problems(self) -> Iterable[Problem]:
        """One a kind, at the first place."""
        for kind, places in sorted(self._places.items()):
            shown: list[str] = [f"{last_part(file)}:{line}" for file, line in places[:_NAMED_PLACES]]
            lines = [*shown, "…"] if len(places) > _NAMED_PLACES else shown
            yield Problem(*places[0], "", "", messages(f"dora.remark.{kind}", n=len(places), lines=lines))


def count_row(reading: Reading, row: RegisterRow, read: Callable[..., None], *more: Any) -> None:
    """Read a row, which is then used, or rejected."""
    try:
        read(row, *more)
    except ValueError as error:
        reading.rejected.append(one_problem(problems_of(error, row.file, row.line, "")))
        return
    reading.use_within()


def mark_of(row: RegisterRow) -> str:
    """Twelve hex digits of what a row holds."""
    return hashlib.sha256(json.dumps(dict(row.cells), sort_keys=True).encode()).hexdigest()[:12]


def contract_key(text: str) -> str:
    """A reference of a contract as references are compared."""
    return " ".join(text.split()).casefold()


class Directory:
    """The parties of one register, by their codes."""

    def __init__(self, register: FiledRegister, source: str, parties: Parties, reading: Reading, remarks: RegisterRemarks) -> None:
        self._source, self._parties, self._reading, self._remarks = source, parties, reading, remarks
        self._entities: dict[str, str] = {}
        self._given: dict[str, dict[str, Any]] = {}
        self._without_code: list[str] = []
        self._providers: dict[str, str] = {}
        self._by_digits: dict[str, set[str]] = defaultdict(set)
        self._nameless: dict[str, list[str]] = defaultdict(list)
        self._contracts: dict[str, set[str]] = defaultdict(set)
        self._direct: set[str] = set()
        self.parents: list[tuple[str, str, str, str]] = []
        """Of each entity or provider with another parent: its id, the parent's, `direct` or `ultimate`, and the table."""
        self._read_entities(register)
        self._read_branches(register)
        self._count_contracts(register)
        self._read_providers(register)
        self._read_parents(register)

    @property
    def filer(self) -> str | None:
        """The one whose register it is."""
        return next(iter(self._entities.values()), None) or next(iter(self._without_code), None)

    def entity(self, row: RegisterRow, column: str) -> str | None:
        """The entity of a code; None where there is no code, and no one entity without one."""
        code = codes.normal_code(row[column])
        if codes.is_no_code(code):
            return self._without_code[0] if len(self._without_code) == 1 else None
        return self._entities.get(code) or self._providers.get(code) or self._stranger(code, "lei", None, row)

    def provider(self, row: RegisterRow, column: str, kind: str, *, below: bool = False) -> str:
        """The provider of a code: of none, or of one that several share, somebody unnamed.

        Args:
            row: where it stands.
            column: of the code.
            kind: the column that says of which kind the code is.
            below: it stands for a sub-contractor, who is not the direct provider even where both have no code.
        """
        code = codes.normal_code(row[column])
        contract = contract_key(row["0010"])
        if codes.is_no_code(code) or code in self._nameless:
            named = self._nameless.get(code, [])
            if len(named) == 1 and len(self._contracts[code]) == 1 and not (below and code in self._direct):
                return named[0]
            self._remarks.at("no_code", row)
            stem = f"below.{mark_of(row)}" if below else f"direct.{hashlib.sha256(contract.encode()).hexdigest()[:12]}"
            return self._unnamed(stem, "dora.party.below" if below else "dora.party.direct", contract=row["0010"].strip())
        known = self._providers.get(code) or self._entities.get(code) or self._without_zeros(code, row)
        return known or self._stranger(code, *codes.kind_of_code(row[kind]), row)

    def somebody(self, row: RegisterRow) -> str:
        """Whoever hands a service on where the row does not say who, and nothing in the contract tells."""
        return self._unnamed(f"recipient.{mark_of(row)}", "dora.party.recipient", contract=row["0010"].strip())

    def _unnamed(self, stem: str, key: str, **gaps: str) -> str:
        shown = {name: text if personal_identifier(text) is None else "…" for name, text in gaps.items()}
        return self._parties.unnamed(stem, Bilingual.of(messages(key, **shown)), evidence=self._source)

    def _stranger(self, code: str, kind: str | None, land: str | None, row: RegisterRow) -> str:
        """The party of a code that no table names: what its number says, or somebody unnamed with that code."""
        self._remarks.at("stranger", row)
        numbers = codes.checked_numbers(code, kind, land)
        if numbers:
            return identity_id(min(numbers, key=lambda number: _BEST_FIRST.index(number.partition(":")[0])))
        if kind == codes.PERSONAL:
            return self._unnamed(f"individual.{mark_of(row)}", "dora.party.individual")
        return self._unnamed(f"code.{names.slug(code)}", "dora.party.code", code=code)

    def _without_zeros(self, code: str, row: RegisterRow) -> str | None:
        """The one provider whose number is the same but for zeros in front, which a spreadsheet takes away."""
        found = self._by_digits[code.lstrip("0")] if code.isdigit() else set()
        if len(found) != 1:
            return None
        self._remarks.at("zeros", row)
        return next(iter(found))

    def _read_entities(self, register: FiledRegister) -> None:
        for table in ("b_01.01", "b_01.02"):
            for row in register.rows(table):
                count_row(self._reading, row, self._read_entity, table)

    def _read_entity(self, row: RegisterRow, table: str) -> None:
        code = codes.normal_code(row["0010"])
        nobody = codes.is_no_code(code)
        if names.is_blank(row["0020"]):
            raise RefusedError(messages("cell.nobody", column="c0020"))
        numbers = [] if nobody else codes.checked_numbers(code, "lei", None)
        if not numbers and not nobody:
            self._remarks.at("digits", row)
        given = {
            "name": row["0020"],
            "evidence": f"{self._source}#{table}",
            "row": f"row-{mark_of(row)}",
            "roles": ["Insurer"] if codes.is_insurer(row["0040"]) else [],
            **self._identified(numbers, "" if nobody else code, codes.country(row["0030"])),
        }
        found = self._parties.named(**given)
        if nobody:
            self._without_code += [found] if found not in self._without_code else []
        else:
            self._entities.setdefault(code, found)
            self._given.setdefault(code, given)

    def _identified(self, numbers: list[str], code: str, country: str | None) -> dict[str, Any]:
        """What `Parties.named` is told of who it is: the best number, else the code beside the country."""
        land = (country or "in").lower()
        best = min(numbers, key=lambda number: _BEST_FIRST.index(number.partition(":")[0]), default=None)
        beside = [code] if code and not numbers and personal_identifier(code) is None else []
        place = "" if best else f"{land}.{names.slug(code)}" if code else land
        return {"identity": best, "identifiers": numbers, "country": country, "place": place, "aliases": beside}

    def _read_branches(self, register: FiledRegister) -> None:
        """A branch is its head office: its name is another name of that."""
        for row in register.rows("b_01.03"):
            count_row(self._reading, row, self._read_branch)

    def _read_branch(self, row: RegisterRow) -> None:
        given = self._given.get(codes.normal_code(row["0020"]))
        if given is None:
            raise RefusedError(messages("dora.branch"))
        land = codes.country(row["0040"])
        if not names.is_blank(row["0030"]):
            self._parties.named(**{**given, "aliases": [*given["aliases"], row["0030"] + (f" ({land})" if land else "")]})

    def _count_contracts(self, register: FiledRegister) -> None:
        """In which contracts each code stands, and whether for a direct provider.

        What is no code tells nobody from anybody as soon as it stands for two.
        """
        columns = {"b_02.02": ["0030"], "b_03.02": ["0020"], "b_05.02": ["0030", "0060"]}
        for table, at in columns.items():
            for row in register.rows(table):
                for column in at:
                    code = codes.normal_code(row[column])
                    self._contracts[code].add(contract_key(row["0010"]))
                    if table != "b_05.02" or (column == "0030" and row["0050"].strip() == "1"):
                        self._direct.add(code)

    def _read_providers(self, register: FiledRegister) -> None:
        called: dict[str, set[str]] = defaultdict(set)
        for row in register.rows("b_05.01"):
            called[codes.normal_code(row["0010"])].add(fold_name(row["0050"]))
        for row in register.rows("b_05.01"):
            count_row(self._reading, row, self._read_provider, called)

    def _read_provider(self, row: RegisterRow, called: dict[str, set[str]]) -> None:
        code, second = codes.normal_code(row["0010"]), codes.normal_code(row["0030"])
        kinds = [codes.kind_of_code(row["0020"]), codes.kind_of_code(row["0040"])]
        land = codes.country(row["0080"])
        if codes.is_individual(row["0070"]) or any(kind == codes.PERSONAL for kind, _ in kinds):
            words = Bilingual.of(messages("dora.party.individual"))
            found = self._parties.unnamed(
                f"individual.{mark_of(row)}", words, evidence=self._source, roles=["ServiceProvider"], country=land
            )
            self._know(code, found)
            return
        name = row["0060"] if names.is_blank(row["0050"]) else row["0050"]
        if names.is_blank(name):
            raise RefusedError(messages("cell.nobody", column="c0050"))
        numbers: list[str] = []
        for one, (kind, before) in ((code, kinds[0]), (second, kinds[1])):
            if not codes.is_no_code(one):
                checked = codes.checked_numbers(one, kind, before or land)
                if not checked and kind in ("lei", "vat"):
                    self._remarks.at("digits", row)
                numbers += [number for number in checked if number not in numbers]
        own = "" if codes.is_no_code(code) else code
        identified = self._identified(numbers, own, land)
        latin = [] if names.is_blank(row["0060"]) else [row["0060"]]
        found = self._parties.named(
            name,
            evidence=f"{self._source}#b_05.01",
            row=f"row-{mark_of(row)}",
            roles=["ServiceProvider"],
            **{**identified, "aliases": [*identified["aliases"], *latin]},
        )
        if len(called[code]) > 1:
            self._remarks.at("two_names", row)
        if not own or (not numbers and len(called[code]) > 1):
            self._nameless[code] += [found] if found not in self._nameless[code] else []
        else:
            self._know(code, found)
            if second and not codes.is_no_code(second):
                self._know(second, found)

    def _know(self, code: str, found: str) -> None:
        self._providers.setdefault(code, found)
        if code.isdigit():
            self._by_digits[code.lstrip("0")].add(self._providers[code])

    def _read_parents(self, register: FiledRegister) -> None:
        for table, column, kind, what in (("b_01.02", "0060", None, "direct"), ("b_05.01", "0110", "0120", "ultimate")):
            for row in register.rows(table):
                code, parent = codes.normal_code(row["0010"]), codes.normal_code(row[column])
                own = self._entities.get(code) if table == "b_01.02" else self._providers.get(code)
                if own is None or codes.is_no_code(parent) or parent == code:
                    continue  # a parent of its own is how exporters write that there is none
                known = self._entities.get(parent) or self._providers.get(parent)
                given = row[kind] if kind else "LEI"
                above = known or self._stranger(parent, *codes.kind_of_code(given), row)
                if above != own:
                    self.parents.append((own, above, what, table))
