"""What every loader is: a description that a reader can judge, and one function from files to records.

A loader module declares `LOADER` and `read`. Everything a file holds is read, ignored by name with a reason, or
reported as unread: nothing is dropped in silence.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from maillon.graph.records import Record
from maillon.graph.statements import CURATED, Kept, Statement
from maillon.loaders.messages import messages
from maillon.loaders.packed import PackedRecords
from maillon.loaders.problems import Problem
from maillon.wording import Message, RefusedError

MAX_NAMED = 20
"""Repeated rows whose lines are named; all are counted."""

_REPEATED = messages("left.repeated")

if TYPE_CHECKING:
    from maillon.loaders.contracts.scope import Scope
    from maillon.loaders.names import PublicName

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list by its header, and what it was recognised as: a field ('': none), by a score from 0 to 100.

    With `left_out` the field is the reason for which the column is known and not read.
    """

    header: str
    field: str
    score: int
    left_out: bool = False

    @property
    def meaning(self) -> Message:
        """What the column was taken for, in words."""
        if not self.field:
            return messages("column.unread")
        if self.left_out:
            return messages("column.left_out", why=messages(f"leaves.{self.field}"))
        return messages(f"field.{self.field}")


@dataclass(frozen=True, slots=True, order=True)
class ListChange:
    """What a newer version of a list says otherwise: `kind` is `left`, `new`, `again` or `changed`, of `name` as entrusted by `who`."""

    kind: str
    name: str
    who: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Loader:
    """The registry entry of a loader, in both languages where a person reads it (`fr`, `en`)."""

    name: str
    title: Mapping[str, str]
    reads: Mapping[str, str]
    publisher: str | Mapping[str, str]
    address: str
    licence: str | Mapping[str, str]
    coverage: Mapping[str, str]
    leaves_out: Mapping[str, str]
    ignored_fields: Mapping[str, str] = field(default_factory=dict)
    """Fields of the input that are known and left out, each with its reason."""
    owned: bool = False
    """It reads lists that somebody keeps: `read` also takes `owner`, whose list it is, and `on`, the day for which it speaks."""


@dataclass(slots=True)
class Reading:
    """What came out of the files: records by id, what was rejected and why, what was left unread.

    `read` counts the rows (objects, documents) found in the input, and each is used, rejected or left out by a rule: `finish`
    holds a loader to that sum. `records` also holds what rows declare beside themselves (organisations, cohorts, sources). The key
    of a record tells it from all others of its data set; two rows of two exports that speak
    of one incident are two records of one incident. `rank` orders sources where scalars of a node differ (`graph.statements`).
    `origin` tells whether another reading meant the same files, where a loader knows; `description` describes the data set, as JSON.
    """

    dataset: str
    title: str | None = None
    licence: str | None = None
    confidential: bool = False
    origin: str | None = None
    description: str | None = None
    read: int = 0
    used: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    """How many rows a rule of the loader leaves out, by rule: a repeated row, an older version, what is no organisation."""
    records: MutableMapping[str, Record] = field(default_factory=dict)
    stated: dict[str, list[Statement]] = field(default_factory=dict)
    """Of a file that maillon itself wrote: what it says, already projected, by record id."""
    rejected: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    unread_fields: Counter[str] = field(default_factory=Counter)
    judged: Mapping[str, PublicName] = field(default_factory=dict)
    """Names that are a person's or might be, and what was made of them; the graph holds none of those that are dropped."""
    columns: list[Column] = field(default_factory=list)
    """Of a list whose columns were recognised: which is what, for the person to check."""
    listed_on: dt.date | None = None
    """Of a list that somebody keeps: the day for which it speaks, where anybody says."""
    changes: list[ListChange] = field(default_factory=list)
    """Of a newer version of such a list: what differs from the one before."""
    rank: int = CURATED
    whole: bool = False
    """Keep each record as it was written, so that it can be handed on."""
    _own: int = 0
    _seen: dict[bytes, tuple[str, int]] = field(default_factory=dict)

    @property
    def derived(self) -> int:
        """How many records rows declare beside themselves."""
        return len(self.records) + len(self.stated) - self._own

    def use(self, identifier: str, record: Record) -> None:
        """Keep the record that one row became.

        Raises:
            RefusedError: an earlier row became a record of this id.
        """
        if identifier in self.records:
            raise RefusedError(messages("row.again"))
        self.records[identifier] = record
        self._own += 1
        self.used += 1

    def use_stated(self, identifier: str, statements: list[Statement]) -> None:
        """Keep what one object that maillon itself wrote says.

        Raises:
            RefusedError: an earlier object had this id.
        """
        if identifier in self.stated:
            raise RefusedError(messages("row.again"))
        self.stated[identifier] = statements
        self._own += 1
        self.used += 1

    def use_within(self) -> None:
        """Count a row that is told in the record of another."""
        self.used += 1

    def use_all(self, records: dict[str, Record]) -> None:
        """Keep records that are documents of their own, each the whole of what it was read from."""
        self.records = records
        self.read = self.used = self._own = len(records)

    def declare(self, records: Mapping[str, Record], judged: Mapping[str, PublicName]) -> None:
        """Keep what rows declare beside themselves, and how the names in it were judged; what a row says of its own goes before it."""
        self.judged = judged
        for identifier, record in records.items():
            self.records.setdefault(identifier, record)

    def leave_out(self, rule: Message, n: int = 1) -> None:
        """Count rows that a rule leaves out."""
        self.left_out[rule] += n

    def repeats(self, cells: Iterable[str], file: str, line: int) -> bool:
        """Whether a row, by what it holds, was read before in this load; then it is left out, and the first few are named."""
        mark = hashlib.blake2b("\x1f".join(cells).encode(errors="replace"), digest_size=16).digest()
        if mark not in self._seen:
            self._seen[mark] = (file, line)
            return False
        self.leave_out_again(file, line, *self._seen[mark])
        return True

    def leave_out_again(self, file: str, line: int, earlier: str, first: int) -> None:
        """Leave out a row that says what an earlier one says; the first few are named, each with the place of the earlier one."""
        if self.left_out[_REPEATED] < MAX_NAMED:
            if not first:
                same = messages("row.same_file", file=earlier)
            elif earlier == file:
                same = messages("row.same", line=first)
            else:
                same = messages("row.same_elsewhere", line=first, file=earlier)
            self.warnings.append(Problem(file, line, "", "", same))
        self.leave_out(_REPEATED)

    def of(self, kind: type[_R]) -> Iterator[_R]:
        """The records of one kind."""
        if isinstance(self.records, PackedRecords):
            return self.records.of(kind)
        return (record for record in self.records.values() if isinstance(record, kind))

    def statements(self) -> Iterator[tuple[str, Sequence[Kept]]]:
        """Each record with its statements, ready for the store."""
        from maillon.graph.projection import project, project_and_keep

        for identifier, record in self.records.items():
            yield identifier, project_and_keep(record, self.rank) if self.whole else project(record, self.rank)
        yield from self.stated.items()


class LoaderModule(Protocol):
    """A module of this package that reads one format."""

    LOADER: Loader

    def read(self, paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
        """Read files or folders.

        Args:
            paths: files and folders; `-` stands for standard input.
            dataset: the name under which the records are kept, where the format has no name of its own.
            strict: refuse everything if one record is refused.

        Raises:
            BadInputError: nothing can be loaded; every problem found is in it.
        """


class ListModule(LoaderModule, Protocol):
    """A module that reads lists which somebody keeps (`Loader.owned`)."""

    def read(
        self, paths: Sequence[Path], *, dataset: str | None, strict: bool, owner: str | None = None, on: dt.date | None = None
    ) -> Reading:
        """Read files or folders, of `owner` and as of the day `on`.

        Raises:
            BadInputError: as `LoaderModule.read`, or nobody says whose list it is.
        """


class ContractLoaderModule(LoaderModule, Protocol):
    """A module that reads public contracts: more than any other list holds, so that what is read of it is asked for."""

    def read(self, paths: Sequence[Path], *, dataset: str | None, strict: bool, scope: Scope = ...) -> Reading:
        """Read files or folders, of which only the contracts in `scope` are kept; else as `LoaderModule.read`.

        Raises:
            BadInputError: nothing can be loaded; every problem found is in it.
        """


MODULES: Mapping[str, str] = {
    "records": "maillon.loaders.records",
    "bonjourlafuite": "maillon.loaders.bonjourlafuite",
    "decp": "maillon.loaders.decp",
    "dora": "maillon.loaders.dora",
    "finess": "maillon.loaders.finess",
    "gleif": "maillon.loaders.gleif",
    "hhs": "maillon.loaders.hhs",
    "misp": "maillon.loaders.misp",
    "ocds": "maillon.loaders.ocds",
    "processors": "maillon.loaders.processors",
    "sae": "maillon.loaders.sae",
    "stix": "maillon.loaders.stix",
    "table": "maillon.loaders.table",
    "us-certified-it": "maillon.loaders.us_certified_it",
    "us-states": "maillon.loaders.us_states",
    "vcdb": "maillon.loaders.vcdb",
}
"""Loader name → module. A new loader is one module and one line here."""


CONTRACTS = ("decp", "ocds")
"""The loaders of public contracts."""


def contract_loader(name: str) -> ContractLoaderModule:
    """The loader of contracts of that name.

    Raises:
        KeyError: no loader has that name.
    """
    return cast(ContractLoaderModule, loader(name))


def loader(name: str) -> LoaderModule:
    """The loader module of that name.

    Raises:
        KeyError: no loader has that name.
    """
    return cast(LoaderModule, import_module(MODULES[name]))


def loaders() -> Iterable[LoaderModule]:
    """Every loader module, by name."""
    return (loader(name) for name in sorted(MODULES))
