"""What every loader is: a description that a reader can judge, and one function from files to records.

A loader module declares `LOADER` and `read`. Everything a file holds is read, ignored by name with a reason, or
reported as unread: nothing is dropped in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from maillon.graph.records import Record, written
from maillon.graph.statements import CURATED, Kept, Statement, WrittenRecord
from maillon.loaders.problems import Problem


@dataclass(frozen=True, slots=True)
class Loader:
    """The registry entry of a loader, in both languages where a person reads it (`fr`, `en`)."""

    name: str
    title: Mapping[str, str]
    reads: str
    publisher: str
    address: str
    licence: str
    coverage: Mapping[str, str]
    leaves_out: Mapping[str, str]
    ignored_fields: Mapping[str, str] = field(default_factory=dict)
    """Fields of the input that are known and left out, each with its reason."""


@dataclass(slots=True)
class Reading:
    """What came out of the files: records by id, what was rejected and why, what was left unread.

    `read` counts the records (rows, documents) found in the input; `derived` those of `records` that rows declare
    beside themselves (organisations, cohorts, sources): `read == len(records) - derived + len(stated) + len(rejected)` for
    a source of rows. The key of a record tells it from all others of its data set; two rows of two exports that speak
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
    derived: int = 0
    records: dict[str, Record] = field(default_factory=dict)
    stated: dict[str, list[Statement]] = field(default_factory=dict)
    """Of a file that maillon itself wrote: what it says, already projected, by record id."""
    rejected: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    unread_fields: Counter[str] = field(default_factory=Counter)
    rank: int = CURATED
    whole: bool = False
    """Keep each record as it was written, so that it can be handed on."""

    def statements(self) -> Iterator[tuple[str, Sequence[Kept]]]:
        """Each record with its statements, ready for the store."""
        from maillon.graph.projection import project

        for identifier, record in self.records.items():
            yield identifier, [*project(record, self.rank), *([WrittenRecord(written(record))] if self.whole else [])]
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


MODULES: Mapping[str, str] = {
    "records": "maillon.loaders.records",
    "bonjourlafuite": "maillon.loaders.bonjourlafuite",
    "hhs": "maillon.loaders.hhs",
    "stix": "maillon.loaders.stix",
    "table": "maillon.loaders.table",
    "us-states": "maillon.loaders.us_states",
    "vcdb": "maillon.loaders.vcdb",
}
"""Loader name → module. A new loader is one module and one line here."""


def loader(name: str) -> LoaderModule:
    """The loader module of that name.

    Raises:
        KeyError: no loader has that name.
    """
    return cast(LoaderModule, import_module(MODULES[name]))


def loaders() -> Iterable[LoaderModule]:
    """Every loader module, by name."""
    return (loader(name) for name in sorted(MODULES))
