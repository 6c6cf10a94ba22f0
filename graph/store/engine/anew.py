"""The client side of making a database anew: a process that builds it beside the store, and the moment in which it takes its place.

Until that moment the store stands as it was; after a crash the next load removes what was being built, and the next command puts in
place what was ready (`folder.finish_repair`). Other commands that are asking meanwhile find the new engine at their next question.
"""

from __future__ import annotations

import pickle
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from maillon.graph.store.engine import building
from maillon.graph.store.engine.drafts import write_atomic
from maillon.graph.store.engine.folder import Folder, finish_repair, forget_unfinished, prepare, why_unwritable
from maillon.graph.store.engine.locks import FileLock
from maillon.graph.store.engine.seal import close_seal
from maillon.graph.store.engine.starting import started
from maillon.graph.store.engine.stopping import STOPPED_TOO_LONG, ended_when_stopped
from maillon.graph.store.errors import StoreError, StoreFull, StoreLocked
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from maillon.graph.store.engine.client import Engine


class Frames:
    """What goes into the new database, in this order: declarations, nodes, types of arrows, arrows."""

    def __init__(self, pipe: IO[bytes]) -> None:
        """Over the standard input of the process that builds."""
        self._pipe = pipe

    def declare(self, statements: list[str], dated: dict[str, list[str]]) -> None:
        """The schema, and by label the properties that are days."""
        self._send("declare", statements, dated)

    def nodes(self, labels: list[str], rows: list[dict[str, Any]]) -> None:
        """Nodes with these labels, each with an id; days are ISO 8601."""
        self._send("nodes", labels, rows)

    def types(self, dated: dict[str, list[str]]) -> None:
        """The types of all arrows that follow, with their properties that are days."""
        self._send("types", dated)

    def arrows(self, type_: str, rows: list[tuple[str, str, dict[str, Any]]]) -> None:
        """Arrows by the ids of their ends; days are ISO 8601."""
        self._send("arrows", type_, rows)

    def end(self) -> None:
        """All was given."""
        self._send("end")

    def _send(self, name: str, *content: Any) -> None:
        pickle.dump((name, content), self._pipe, protocol=pickle.HIGHEST_PROTOCOL)


@contextmanager
def built_in_place(engine: Engine, statements: int) -> Iterator[Frames]:
    """Build a database while the context lasts, and put it in the place of the store's when it ends without an error.

    `statements` is about how many it will hold.

    Raises:
        StoreFull: no room for a second database; the store is as it was, as after any other error.
        StoreError: it could not be built.
        StoreLocked: a process holds the store's files and does not go away.
        OSError: the folder cannot be written.
    """
    folder = engine.folder
    try:
        whole = prepare(folder.repairing / "whole")
        whole.database.parent.mkdir(parents=True, exist_ok=True)
        with _process(folder, whole, statements) as pipe:
            frames = Frames(pipe)
            yield frames
            frames.end()
        close_seal(whole)
        with engine.stopped():
            write_atomic(folder.ready, {"keep": False})
            finish_repair(folder)
    finally:
        forget_unfinished(folder)


@contextmanager
def _process(folder: Folder, whole: Folder, statements: int) -> Iterator[IO[bytes]]:
    """The process that builds, by what it reads; as long as it or this one lives, nobody else removes what it builds."""
    lock = FileLock(whole.engine_lock)
    if not lock.acquire():
        raise StoreLocked(messages("folder.held", where=whole.root))
    with lock:
        module = "maillon.graph.store.engine.building"
        process = started(module, folder, str(whole.root), str(statements), stdin=subprocess.PIPE, **lock.shared_with_child())
        assert process.stdin is not None
        try:
            write_atomic(whole.endpoint, {"pid": process.pid})
            with ended_when_stopped(process) as stopped:
                try:
                    yield process.stdin
                    process.stdin.close()
                except BrokenPipeError:
                    pass  # it has ended: its exit code says so
                code = process.wait()
            if stopped.is_set():
                raise StoreLocked(messages("building.stopped", where=folder.root, pid=process.pid, seconds=STOPPED_TOO_LONG))
            if code:
                raise _why_ended(folder, code)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


def _why_ended(folder: Folder, code: int) -> StoreError:
    """What the process that builds lacked, by what the system says, else by its exit code."""
    if refused := why_unwritable(folder.root):
        return refused
    where = folder.root
    if code < 0:
        return StoreError(messages("building.killed", where=where, signal=-code))
    match code:
        case building.FEW_FILES:
            return StoreError(messages("folder.handles", where=where))
        case building.NO_MEMORY:
            return StoreError(messages("engine.memory", where=where))
        case building.LARGE_FILE:
            return StoreFull(messages("disk.file_size", where=where))
        case building.LOST:
            return StoreError(messages("building.lost", where=where, log=folder.log))
    return StoreError(messages("building.failed", where=where, log=folder.log))
