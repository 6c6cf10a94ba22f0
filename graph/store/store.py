"""The store: what the other rooms use of it. Answers do not wait for what writes or verifies: that is imported where it is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from maillon.graph.store import hashing
from maillon.graph.store.answers import Answer, plain_value
from maillon.graph.store.asking import MAX_ROWS, TIMEOUT, RowStream, ask, stream
from maillon.graph.store.connection import Connection, EmbeddedConnection
from maillon.graph.store.cypher import ANY_DATASET, ANY_NODE, literal
from maillon.graph.store.declared import declared
from maillon.graph.store.errors import DatasetUnknown, StoreEmpty, StoreError
from maillon.graph.store.message_size import LARGEST, size
from maillon.graph.store.messages import messages
from maillon.graph.store.status import DatasetStatus, StoreStatus, store_datasets, store_status

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from maillon.graph.statements import Kept
    from maillon.graph.store.backup import Backup
    from maillon.graph.store.confidential import ConfidentialHeld
    from maillon.graph.store.erasing import Newer
    from maillon.graph.store.loading.load import Before, Load, LoadReport, Preview, Progress, Records, TakenBack
    from maillon.graph.store.verifying import Verification


class Store:
    """A graph in an engine. Use it as a context manager: the embedded engine ends some seconds after its last user."""

    def __init__(self, connection: Connection, *, loading: Load | None = None) -> None:
        """Over an open connection; `open_store` is the usual way here, `loading` is for tests of small graphs."""
        self.connection = connection
        self._given = loading
        self._held: tuple[tuple[str, ...], str, ConfidentialHeld] | None = None

    def load(
        self,
        dataset: str,
        records: Records,
        *,
        loader: str,
        title: str | None = None,
        licence: str | None = None,
        confidential: bool = False,
        origin: str | None = None,
        description: str | None = None,
        progress: Progress | None = None,
        before: Before | None = None,
        forget: bool = False,
    ) -> LoadReport:
        """Make a data set say exactly these records, in one go or, after a cut, from where it was.

        Args:
            dataset: its name, a slug.
            records: pairs of a record id, unique in the data set, and its statements; read once, in any order.
            loader: the name of the loader that read them.
            title: of the data set, for people.
            licence: of the data set.
            confidential: whether what only it says may leave the store in documents, pages and exports only where it is asked for.
            origin: tells whether two loads meant the same files.
            description: the whole text that describes it, as JSON, for who hands its records on.
            progress: called with the ledger pages written and to write in all.
            before: called with the records that are taken back, before anything is written; what it raises stops the load.
            forget: of a confidential data set, also erase what it no longer says from every file of the store (`unload` says how).

        Raises:
            RecordRefused: a record that the model does not allow; nothing was written.
            StoreError: the store refuses, is full or cannot be reached; running the load again goes on from there.
        """
        from maillon.graph.store.erasing import Newer, sorted_records
        from maillon.graph.store.loading.load import About

        about = About(loader, title, licence, confidential, origin, description)
        if not (forget and self._confidential(dataset)):
            return self._loading.load(dataset, records, about, progress, before)
        with sorted_records(records) as newer:
            return self._forget(dataset, Newer(newer, about), progress, before)

    def preview(self, dataset: str, records: Records, *, forget: bool = False) -> Preview:
        """What loading these records would do, by name of what it would take back; nothing is changed. `forget` as for `load`.

        Raises:
            RecordRefused: as `load`.
            StoreError: as `load`.
        """
        from maillon.graph.store.erasing import Newer, sorted_records, what_goes
        from maillon.graph.store.loading.load import About

        if not (forget and self._confidential(dataset)):
            return self._loading.preview(dataset, records)
        with sorted_records(records) as newer:
            return what_goes(self.connection, dataset, Newer(newer, About()))[0]

    def unload(self, dataset: str, *, progress: Progress | None = None) -> LoadReport:
        """Take back all that a data set said, and forget it; nothing happens if it was never loaded.

        A confidential one is erased: decisions about what only it names go with it, and a store in a folder is made anew from what
        stays, so that none of its names stands in any file of it. The files of a server are the server's.

        Raises:
            StoreError: as `load`; a store in a folder is then what it was.
        """
        return self._forget(dataset, None, progress, None) if self._confidential(dataset) else self._loading.unload(dataset, progress)

    def would_unload(self, dataset: str) -> tuple[TakenBack, ...]:
        """What `unload` would take back: the records of the data set, and of a confidential one the decisions that go with it.

        Raises:
            StoreError: the engine cannot be reached.
        """
        return self.preview(dataset, (), forget=True).taken_back

    @cached_property
    def _loading(self) -> Load:
        from maillon.graph.store.loading.load import Load

        return self._given or Load(self.connection)

    def _confidential(self, dataset: str) -> bool:
        return any(found.id == dataset and found.confidential for found in self.datasets())

    def _forget(self, dataset: str, newer: Newer | None, progress: Progress | None, before: Before | None) -> LoadReport:
        from maillon.graph.store.erasing import erase, take_back

        if isinstance(self.connection, EmbeddedConnection):
            return erase(self.connection, dataset, newer, progress=progress, before=before)
        return take_back(self._loading, self.connection, dataset, newer, progress=progress, before=before)

    def declared(self, ids: Collection[str], besides: Collection[str] = ()) -> set[str]:
        """Those of the ids that a record describes which does not belong to one of the data sets `besides`.

        Raises:
            StoreError: the engine cannot be reached.
        """
        return declared(self.connection, ids, besides)

    def status(self) -> StoreStatus:
        """What the store holds, counted.

        Raises:
            StoreError: the engine cannot be reached.
        """
        return store_status(self.connection)

    def must_hold_something(self) -> None:
        """Let a store pass in which a data set was loaded, or a graph was put by other means.

        Raises:
            StoreEmpty: nothing is there.
            StoreError: the engine cannot be reached.
        """
        if not (self.read(ANY_DATASET) or self.read(ANY_NODE)):
            raise StoreEmpty(messages("store.empty", where=self.connection.where))

    def datasets(self) -> tuple[DatasetStatus, ...]:
        """The data sets that it holds, by name; cheap, since nothing is counted.

        Raises:
            StoreError: the engine cannot be reached.
        """
        return store_datasets(self.connection)

    def dataset(self, name: str) -> DatasetStatus:
        """One of the data sets that it holds.

        Raises:
            DatasetUnknown: it holds none of that name; those that it holds are named.
            StoreError: the engine cannot be reached.
        """
        held = {found.id: found for found in self.datasets()}
        if name not in held:
            raise DatasetUnknown(messages("dataset.unknown", name=name, known=sorted(held) or messages("dataset.none")))
        return held[name]

    def not_named(self, including: Collection[str]) -> tuple[str, ...]:
        """The confidential data sets that are not among those named: what only they say is to be left out, or refused.

        Raises:
            DatasetUnknown: one that is named is not there.
            StoreError: the engine cannot be reached.
        """
        for name in including:
            self.dataset(name)
        return tuple(name for name in self.confidential() if name not in including)

    def confidential(self) -> tuple[str, ...]:
        """The names of its confidential data sets.

        Raises:
            StoreError: the engine cannot be reached.
        """
        return tuple(found.id for found in self.datasets() if found.confidential)

    def held(self) -> ConfidentialHeld | None:
        """What only its confidential data sets know; None where it has none. Worked out anew only where what is loaded has changed.

        Raises:
            StoreError: the engine cannot be reached.
        """
        from maillon.graph.store.confidential import known_alone

        confidential = self.confidential()
        if not confidential:
            self._held = None
            return None
        loaded = self.ledger_hash()
        if self._held is None or self._held[:2] != (confidential, loaded):
            self._held = (confidential, loaded, known_alone(self.connection, confidential))
        return self._held[2]

    def recorded(self, dataset: str) -> Iterator[tuple[str, list[Kept]]]:
        """What a data set says, record by record, as it was loaded: another store that loads it says the same.

        Raises:
            StoreError: the engine cannot be reached.
        """
        from maillon.graph.store.recorded import recorded

        return recorded(self.connection, dataset)

    def outdated(self) -> list[str]:
        """Data sets that another version of maillon loaded and that show something else than this one would; the next load refreshes them.

        Raises:
            StoreError: the engine cannot be reached.
        """
        from maillon.graph.store.loading.refresh import outdated

        return outdated(self.connection)

    def verify(self, tell: Callable[[str, int], None] | None = None) -> Verification:
        """Compare the whole graph with the ledger and with itself; `tell` hears of each step and how much of it is done.

        Raises:
            StoreError: the engine cannot be reached.
        """
        from maillon.graph.store import verifying

        return verifying.verify(self.connection, tell)

    def last_verified(self) -> dt.date | None:
        """The day on which what is loaded now was last found whole.

        Raises:
            StoreError: the engine cannot be reached.
        """
        from maillon.graph.store import verifying

        return verifying.last_verified(self.connection)

    def backup(self, path: Path, version: str, tell: Callable[[str, int], None] | None = None) -> Backup:
        """Write every data set with its ledger to one file, made by maillon `version`, while others read and load.

        Raises:
            StoreDamaged: a page of the ledger is not what it was.
            StoreError: the store cannot be reached, or there is no room for the file.
            OSError: the file cannot be written.
        """
        from maillon.graph.store.backup import write_backup

        return write_backup(self.connection, path, version, tell)

    def restore(self, path: Path, tell: Callable[[str, int], None] | None = None) -> Backup:
        """Load every data set of a backup, and verify the store.

        Raises:
            BackupRefused: the file is no backup, was cut or changed, or the store holds something else.
            StoreDamaged: what was restored is not whole.
            StoreError: the store cannot be reached; running it again goes on from there.
            OSError: the file cannot be read.
        """
        from maillon.graph.store.backup import restore

        made = restore(self.connection, path, tell)
        found = self.verify()
        if not found.whole:
            raise self.connection.damaged(found.findings[0])
        return made

    def read(self, text: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of one of the library's own queries, as plain Python values by column.

        Raises:
            StoreError: the engine refuses the query or cannot be reached.
        """
        if size(parameters) > LARGEST:
            raise StoreError(messages("query.parameters", most=LARGEST >> 20))

        def work(tx: ManagedTransaction) -> list[dict[str, Any]]:
            result = tx.run(literal(text), parameters)
            columns = result.keys()
            return [{name: plain_value(value) for name, value in zip(columns, row, strict=True)} for row in result]

        return self.connection.read(work)

    def ask(self, text: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = TIMEOUT, limit: int = MAX_ROWS) -> Answer:
        """Answer a person's own Cypher, which can only read.

        Args:
            text: the query.
            parameters: of the query, by name.
            timeout: seconds; at the limit the query is stopped, with the engine's process if it must be.
            limit: rows of the answer, beyond which it says `truncated`; 0: no limit.

        Raises:
            QueryRefused: it would do more than read.
            QuerySyntax: the engine cannot read it.
            QueryFailed: the engine cannot answer it.
            QueryStopped: it took too long or too much memory.
            StoreError: the engine cannot be reached.
        """
        return ask(self.connection, text, parameters, timeout, limit)

    def stream(self, text: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = TIMEOUT) -> RowStream:
        """As `ask` without a limit, row by row as the engine sends them, for answers that need not fit in memory.

        `timeout` is how many seconds a row may be waited for.

        Raises:
            StoreError: as `ask`; also between rows.
        """
        return stream(self.connection, text, parameters, timeout)

    def graph_hash(self) -> str:
        """SHA-256 (hex) of the whole graph, the same on every engine; reads all of it.

        Raises:
            StoreError: the engine cannot be reached.
        """
        return hashing.graph_hash(self.connection)

    def ledger_hash(self) -> str:
        """SHA-256 (hex) of the records loaded, cheap: for keys of caches.

        Raises:
            StoreError: the engine cannot be reached.
        """
        return hashing.ledger_hash(self.connection)

    def close(self) -> None:
        """Release the engine."""
        self.connection.close()

    def __enter__(self) -> Store:
        """Use as a context manager."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close."""
        self.close()
