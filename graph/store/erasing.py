"""A store without a data set that it held, in all of its files: made anew beside it from what stays, and put in its place.

An engine deletes by marking: names stay in its log of transactions, in its indexes and in its pages. Nothing of that is kept. Until the
new store is whole the old one stands as it was; a crash in the last step is finished by the next command.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.graph.model import ARROWS, NODES
from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.datasets import load_ledger, records_of
from maillon.graph.store.engine.drafts import write_atomic
from maillon.graph.store.engine.folder import Folder, clear_repairing, finish_repair, from_os, prepare
from maillon.graph.store.engine.locks import FileLock
from maillon.graph.store.errors import StoreDamaged, StoreLocked
from maillon.graph.store.hashing import shown_arrows, shown_nodes
from maillon.graph.store.loading.external_sort import ExternalSort
from maillon.graph.store.loading.load import About, Before, Load, LoadReport, Preview, Progress, Records
from maillon.graph.store.messages import messages
from maillon.graph.store.place import watch_file
from maillon.graph.store.recorded import recorded
from maillon.graph.store.remaining import Remaining, remaining
from maillon.graph.store.verifying import verify

if TYPE_CHECKING:
    from maillon.graph.store.connection import Connection

_PATIENCE = 60.0
"""Seconds to wait for the engine of the new store to end."""


@dataclass(frozen=True, slots=True)
class Newer:
    """What a data set says instead of what it said: its records, sorted, and what it says of itself."""

    records: ExternalSort
    about: About

    def lines(self) -> Iterable[str]:
        """Its lines in the ledger."""
        return (line.text for line in self.records.lines())


def what_goes(connection: Connection, dataset: str, newer: Newer | None = None) -> tuple[Preview, Remaining]:
    """What erasing a data set, or what it no longer says, would take back; and what remains.

    Raises:
        StoreError: the store refuses or cannot be reached.
    """
    told = Load(connection).preview(dataset, records_of(newer.lines()) if newer else ())
    stays = remaining(connection, [dataset], newer.lines() if newer else ())
    return replace(told, taken_back=(*told.taken_back, *stays.decisions)), stays


def erase(
    connection: EmbeddedConnection,
    dataset: str,
    newer: Newer | None = None,
    *,
    progress: Progress | None = None,
    before: Before | None = None,
) -> LoadReport:
    """Take a data set out of every file of a store, or what its newer version no longer says; decisions about what only it said go too.

    `before` anything is written it hears what is taken back.

    Raises:
        StoreFull: there is no room for a second store beside it; nothing was changed.
        StoreLocked: others use it and do not end.
        StoreError: as a load.
    """
    folder = connection.process.folder
    with connection.load_lock():
        told, stays = what_goes(connection, dataset, newer)
        if before is not None:
            before(told.taken_back)
        try:
            clear_repairing(folder)
            with ExitStack() as undo:
                undo.callback(shutil.rmtree, folder.repairing, ignore_errors=True)
                fresh = prepare(folder.repairing / "whole")
                report, owners = _make(connection, fresh, stays, dataset, newer, progress)
                undo.pop_all()
            with connection.process.stopped():
                write_atomic(folder.ready, {"keep": False, "forgotten": owners})
                finish_repair(folder)
        except OSError as error:
            raise from_os(error, folder.root) from error
        connection.recover()
        return replace(report, loaded=told.loaded, unchanged=told.unchanged, taken_back=len(told.taken_back))


def take_back(
    loading: Load,
    connection: Connection,
    dataset: str,
    newer: Newer | None = None,
    *,
    progress: Progress | None = None,
    before: Before | None = None,
) -> LoadReport:
    """As `erase` on a server, as far as it goes: nodes, relations and decisions; what is in its files is the server's.

    Raises:
        StoreError: as a load; running it again goes on from there.
    """
    told, stays = what_goes(connection, dataset, newer)
    if before is not None:
        before(told.taken_back)
    gone = {decision.id for decision in stays.decisions}
    for ledger in stays.ledgers if gone else ():
        if any(record in gone for record, _ in recorded(connection, ledger.id)):
            load_ledger(connection, ledger.properties, list(stays.lines(connection, ledger)))
    taken_back = len(told.taken_back)
    if newer is None:
        return replace(loading.unload(dataset, progress), taken_back=taken_back)
    return replace(loading.load(dataset, records_of(newer.lines()), newer.about, progress), taken_back=taken_back)


@contextmanager
def sorted_records(records: Records) -> Iterator[ExternalSort]:
    """The records of a load, sorted, to be read more than once.

    Raises:
        RecordRefused: the model does not allow one.
    """
    with ExternalSort() as sort:
        for record, statements in records:
            sort.add(record, statements)
        yield sort


def _make(
    old: EmbeddedConnection, folder: Folder, stays: Remaining, dataset: str, newer: Newer | None, progress: Progress | None
) -> tuple[LoadReport, list[str]]:
    """Make the new store, and compare it with its ledger and with the old one; also the names of files of what was known that go.

    Raises:
        StoreDamaged: what was made is not whole.
        StoreError: as a load.
    """
    new = EmbeddedConnection(folder.root, 0.0)
    try:
        done, pages = 0, sum(len(ledger.heads) for ledger in stays.ledgers) + 1
        for ledger in stays.ledgers:
            load_ledger(new, ledger.properties, stays.lines(old, ledger))
            done += len(ledger.heads)
            if progress is not None:
                progress(done, pages)
        read = 0
        if newer is not None:
            read = Load(new).load(dataset, records_of(newer.lines()), newer.about).read
        new.note_datasets({ledger.id: str(ledger.properties.get("loader") or "") for ledger in stays.ledgers} | _named(dataset, newer))
        found = verify(new)
        if not found.whole:
            raise StoreDamaged(messages("repair.failed", where=folder.root, reason=found.findings[0]))
        report, owners = _compared(old, new, LoadReport(dataset, read))
        if progress is not None:
            progress(pages, pages)
    finally:
        new.close()
        lock = FileLock(folder.engine_lock)
        if not lock.acquire(timeout=_PATIENCE):
            raise StoreLocked(messages("folder.held", where=folder.root))
        lock.release()
    return report, owners


def _named(dataset: str, newer: Newer | None) -> dict[str, str]:
    return {} if newer is None else {dataset: newer.about.loader}


def _compared(old: Connection, new: Connection, report: LoadReport) -> tuple[LoadReport, list[str]]:
    """What became of nodes and arrows, and the file of each organisation that is there no longer."""
    nodes, arrows = (dict.fromkeys(("created", "changed", "deleted", "held"), 0) for _ in range(2))
    owners: list[str] = []
    for kind in NODES:
        before, after = (shown_nodes(each, kind.label) for each in (old, new))
        _count(nodes, before, after)
        if kind.label == "Organisation":
            owners = sorted(watch_file(Path(), owner).name for owner in before.keys() - after.keys())
    for arrow in ARROWS:
        _count(arrows, *(shown_arrows(each, arrow) for each in (old, new)))
    changed = replace(
        report,
        nodes_created=nodes["created"],
        nodes_changed=nodes["changed"],
        nodes_deleted=nodes["deleted"],
        arrows_created=arrows["created"],
        arrows_changed=arrows["changed"],
        arrows_deleted=arrows["deleted"],
        nodes=nodes["held"],
        arrows=arrows["held"],
    )
    return changed, owners


def _count(counts: dict[str, int], before: dict[str, int], after: dict[str, int]) -> None:
    counts["created"] += len(after.keys() - before.keys())
    counts["deleted"] += len(before.keys() - after.keys())
    counts["changed"] += sum(1 for key, shown in after.items() if before.get(key, shown) != shown)
    counts["held"] += len(after)
