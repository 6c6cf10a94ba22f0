"""A store made anew from its own ledger, where its files are damaged or its graph is not what the ledger says.

The damaged files are copied and opened as far as the engine can; every data set whose pages are all whole goes into a new store
beside them, which is verified and takes their place. Until it does, and after a crash, the old files stand as they were.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.datasets import Ledger, Tell, load_ledger, read_ledgers
from maillon.graph.store.engine.client import Engine
from maillon.graph.store.engine.drafts import write_atomic
from maillon.graph.store.engine.folder import Folder, clear_repairing, copy_files, finish_repair, from_os, mark_again, prepare
from maillon.graph.store.engine.locks import FileLock
from maillon.graph.store.errors import StoreDamaged, StoreError, StoreLocked
from maillon.graph.store.load_lock import file_lock
from maillon.graph.store.loading.stored_pages import read_page
from maillon.graph.store.messages import messages
from maillon.graph.store.verifying import verify

if TYPE_CHECKING:
    from maillon.wording import Message

_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Lost:
    """A data set that must be loaded again: its name, its loader where that is known, and why its ledger cannot be used."""

    dataset: str
    loader: str | None
    reason: Message


@dataclass(frozen=True, slots=True)
class Repair:
    """What became of a store: data set → records made anew, what must be loaded again, where the damaged files are (None: removed)."""

    made: dict[str, int]
    lost: tuple[Lost, ...]
    kept: Path | None


def repair_store(directory: Path, tell: Tell | None = None) -> Repair:
    """Make the store of a folder anew from its ledger.

    Raises:
        StoreLocked: others use it and do not end.
        StoreFull: there is no room for a second store beside it.
        StoreError: the folder is no store, or the engine cannot be started at all.
    """
    try:
        mark_again(directory)
    except OSError as error:
        raise from_os(error, directory) from error
    folder = prepare(directory)
    with file_lock(folder.load_lock, str(folder.root)):
        try:
            return _repair(folder, tell or (lambda dataset, pages: None))
        except OSError as error:
            raise from_os(error, folder.root) from error


def _repair(folder: Folder, tell: Tell) -> Repair:
    work = folder.repairing
    clear_repairing(folder)
    _stop(folder)
    damaged = prepare(work / "damaged")
    whole = prepare(work / "whole")
    copy_files(folder, damaged)
    made, lost = _salvage(damaged, whole, tell)
    known = _remembered(folder)
    missing = sorted(known.keys() - made.keys() - {each.dataset for each in lost})
    lost += [Lost(name, known[name], messages("repair.gone")) for name in missing]
    engine = Engine(folder.root)
    try:
        with engine.stopped():
            write_atomic(folder.ready, {"keep": bool(lost)})
            kept = finish_repair(folder)
    finally:
        engine.close()
    return Repair(made, tuple(lost), kept)


def _stop(folder: Folder) -> None:
    """End the engine that runs on the damaged files, if one does."""
    engine = Engine(folder.root)
    with suppress(StoreDamaged):
        engine.kill(engine.endpoint())
    engine.close()


def _salvage(damaged: Folder, whole: Folder, tell: Tell) -> tuple[dict[str, int], list[Lost]]:
    made: dict[str, int] = {}
    lost: list[Lost] = []
    try:
        source = EmbeddedConnection(damaged.root, 0.0, salvage=True)
    except StoreError:
        return made, lost  # the engine cannot open anything of it: what was there is known from the list of data sets
    target = EmbeddedConnection(whole.root, 0.0)
    try:
        try:
            ledgers = read_ledgers(source)
        except StoreError:
            ledgers = []
        for ledger in ledgers:
            loader = ledger.properties.get("loader")
            try:
                _check(source, ledger)
            except StoreError as error:
                lost.append(Lost(ledger.id, loader, error.message))
                continue
            lines = (line for head in ledger.heads for line in read_page(source, head, ledger.id)[0].lines)
            made[ledger.id] = load_ledger(target, ledger.properties, lines, partial(_told, tell, ledger.id))
        found = verify(target)
        if not found.whole:
            raise StoreDamaged(messages("repair.failed", where=whole.root, reason=found.findings[0]))
    finally:
        source.close()
        target.close()
    for folder in (damaged, whole):
        lock = FileLock(folder.engine_lock)
        if not lock.acquire(timeout=_PATIENCE):
            raise StoreLocked(messages("folder.held", where=folder.root))
        lock.release()
    return made, lost


def _told(tell: Tell, dataset: str, pages: int, _: int) -> None:
    tell(dataset, pages)


def _check(source: EmbeddedConnection, ledger: Ledger) -> None:
    """Let a ledger pass of which every page is whole."""
    ledger.check()
    for head in ledger.heads:
        read_page(source, head, ledger.id)


def _remembered(folder: Folder) -> dict[str, str | None]:
    """The data sets that were loaded here, as the loads noted them beside the graph: name → loader."""
    try:
        content = json.loads(folder.datasets.read_text(encoding="utf-8"))
        return {str(name): loader for name, loader in content["datasets"].items()}
    except (OSError, ValueError, KeyError, AttributeError):
        return {}
