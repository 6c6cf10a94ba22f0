"""The client side of the embedded engine: finds or starts it, shares it with other clients, kills it when a query cannot be stopped.

The locks decide who is alive, not process ids: the system releases them when a process dies, so that a recycled id or a
restarted machine does no harm.
"""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from maillon.graph.store.engine.folder import Folder, finish_repair, from_os, prepare, trace, why_unwritable
from maillon.graph.store.engine.locks import FileLock
from maillon.graph.store.engine.process import FEW_FILES, LOCKED, NO_MEMORY, UNTOLD
from maillon.graph.store.engine.seal import SALVAGE
from maillon.graph.store.engine.starting import started
from maillon.graph.store.errors import StoreDamaged, StoreError, StoreGone, StoreLocked, StoreUnreachable
from maillon.graph.store.messages import messages
from maillon.wording import said_by_language

LINGER = 10.0
"""Seconds that an engine waits for a next client after its last."""

_START_LIMIT = 60.0
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)

# Kept for the life of this process, so that an engine that ends is reaped and no warning is given.
_started: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where an engine listens. `token` names this run of it; the passwords do not show in its text.

    `crashed`: the engine before it did not end in order, so that nothing was known of its files.
    """

    token: str
    pid: int
    uri: str
    engine: str
    owner: str = field(repr=False)
    reader: str = field(repr=False)
    crashed: bool = False


class Engine:
    """A client's lease on the engine of one folder. While it is open, the engine does not end by itself."""

    def __init__(self, directory: Path, linger: float = LINGER, *, salvage: bool = False) -> None:
        """Prepare the folder; nothing is started yet. `linger` is in seconds and counts only if this client starts the engine.

        With `salvage` an engine is started on damaged files too: a copy, since the engine writes to what it opens.

        Raises:
            StoreError: the folder cannot be a store (see `folder.prepare`).
        """
        self.folder: Folder = prepare(directory)
        self._trace = trace(self.folder)
        self._linger = linger
        self._salvage = salvage
        self._lease = FileLock(self.folder.clients / secrets.token_hex(8))

    def check(self) -> None:
        """Let a folder pass that is still the store that was opened: an engine goes on answering from files that were deleted.

        Raises:
            StoreGone: it was deleted or replaced.
        """
        if trace(self.folder) != self._trace:
            raise StoreGone(messages("folder.gone", where=self.folder.root))

    def endpoint(self) -> Endpoint:
        """The running engine, started when there is none.

        Raises:
            StoreGone: the folder was deleted or replaced.
            StoreLocked: a foreign process holds the files.
            StoreUnreachable: the engine cannot be started on this machine.
            StoreDamaged: the engine cannot open the files.
            StoreFull: no room on the disk.
            StoreReadOnly: the folder cannot be written.
        """
        self.check()
        try:
            with self._startup_lock():
                if not self._lease.held:
                    self._lease.acquire()
                running = self._running()
                return running if running is not None else self._start()
        except OSError as error:
            raise from_os(error, self.folder.root) from error

    def kill(self, endpoint: Endpoint) -> None:
        """End this run of the engine at once. Safe: what was committed is kept; does nothing if another run took its place.

        Raises:
            StoreLocked: the process does not go away.
        """
        with self._startup_lock():
            running = self._running()
            if running is not None and running.token == endpoint.token:
                self._end(running).release()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """End the engine that runs, if one does, and keep all others from starting while the block lasts: its files may be replaced.

        Raises:
            StoreLocked: the process does not go away.
        """
        with self._startup_lock():
            gone = FileLock(self.folder.engine_lock)
            while not gone.held and not gone.acquire():
                running = self._running()
                if running is not None:
                    gone = self._end(running)
            with gone:
                yield

    def _end(self, running: Endpoint) -> FileLock:
        """End a run of the engine; its lock, held. The caller holds the startup lock."""
        with suppress(ProcessLookupError):  # it ended meanwhile, by itself or by another's hand
            os.kill(running.pid, _KILL)
        gone = FileLock(self.folder.engine_lock)
        if not gone.acquire(timeout=10.0):
            raise StoreLocked(messages("engine.stuck", pid=running.pid, where=self.folder.root))
        return gone

    def alone(self) -> bool:
        """True when no other client holds the engine."""
        with self._startup_lock():
            leases = [FileLock(path) for path in self.folder.clients.iterdir() if path != self._lease.path]
            free = [lease for lease in leases if lease.acquire()]
            for lease in free:
                lease.release(remove=True)
        return len(free) == len(leases)

    def close(self) -> None:
        """Release the lease: the engine ends by itself when no other client is left."""
        self._lease.release(remove=True)

    def _startup_lock(self) -> FileLock:
        lock = FileLock(self.folder.startup_lock)
        try:
            ours = lock.acquire(timeout=_START_LIMIT)
        except OSError as error:
            raise from_os(error, self.folder.root) from error
        if not ours:
            raise StoreLocked(messages("folder.held", where=self.folder.root))
        return lock

    def _running(self) -> Endpoint | None:
        """The endpoint of a living engine. The caller holds the startup lock, so none can start or end meanwhile."""
        alive = FileLock(self.folder.engine_lock)
        if alive.acquire():
            alive.release()
            return None
        found = _read(self.folder.endpoint)
        if found is None or "uri" not in found:
            # It lives without an endpoint: its starter died before it was ready, or its folder was tampered with.
            deadline = time.monotonic() + 10.0
            while found is None or "uri" not in found:
                if time.monotonic() > deadline:
                    raise StoreLocked(messages("engine.silent", where=self.folder.root))
                time.sleep(0.02)
                found = _read(self.folder.endpoint)
                if alive.acquire():
                    alive.release()
                    return None
        return _endpoint(found)

    def _start(self) -> Endpoint:
        if importlib.util.find_spec("arcadedb") is None:
            raise StoreUnreachable(messages("engine.missing"))
        if self.folder.ready.exists():  # another command was cut in putting a store in the place of this one
            alone = FileLock(self.folder.engine_lock)
            if not alone.acquire(timeout=10.0):
                raise StoreLocked(messages("folder.held", where=self.folder.root))
            with alone:
                finish_repair(self.folder)
        self.folder.endpoint.unlink(missing_ok=True)
        token = secrets.token_hex(16)
        process = self._spawn(token)
        _started.append(process)
        importlib.import_module("neo4j")  # what the client needs next takes half as long as the engine
        deadline = time.monotonic() + _START_LIMIT
        while time.monotonic() < deadline:
            ended = process.poll()
            found = _read(self.folder.endpoint)
            if found is not None and "uri" in found:
                if found["token"] != token:  # a command that was killed had started that one: it had not come to its lock yet
                    process.kill()
                return _endpoint(found)
            if found is not None and found.get("token") == token:
                self.folder.endpoint.unlink(missing_ok=True)
                raise self._refusal(str(found.get("error")), found["text"])
            if ended == LOCKED:
                raise StoreLocked(messages("engine.foreign", where=self.folder.root))
            if ended is not None and ended > UNTOLD:
                raise from_os(OSError(ended - UNTOLD, os.strerror(ended - UNTOLD)), self.folder.root)
            if ended is not None:
                raise self._refusal("failed", said_by_language(messages("engine.ended", code=ended)))
            time.sleep(0.01)
        process.kill()
        raise StoreUnreachable(messages("engine.slow", seconds=_START_LIMIT, log=self.folder.log))

    def _spawn(self, token: str) -> subprocess.Popen[bytes]:
        options: dict[str, Any] = {}
        if sys.platform == "win32":
            options["creationflags"] = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
        else:
            options["start_new_session"] = True
        arguments = [str(self.folder.root), token, str(self._linger), *([SALVAGE] if self._salvage else [])]
        module = "maillon.graph.store.engine.process"
        return started(module, self.folder, *arguments, stdin=subprocess.DEVNULL, close_fds=True, **options)

    def _refusal(self, kind: str, text: Mapping[str, str]) -> StoreError:
        where = self.folder.root
        if kind == "missing":
            return StoreUnreachable(messages("engine.missing").then(messages("quoted", text=text)))
        if "locked by another process" in text["en"]:
            return StoreLocked(messages("engine.foreign", where=where))
        refused = why_unwritable(where)
        if refused is not None:
            return refused
        if kind == "damaged":
            return StoreDamaged(messages("damage.store", where=where, reason=text, remedy=messages("remedy.folder")))
        if FEW_FILES in text["en"]:
            return StoreError(messages("folder.handles", where=where))
        if any(sign in text["en"] for sign in NO_MEMORY):
            return StoreError(messages("engine.memory", where=where))
        return StoreDamaged(messages("engine.cannot_open", where=where, log=self.folder.log))


def _read(path: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _endpoint(content: dict[str, Any]) -> Endpoint:
    return Endpoint(
        content["token"],
        content["pid"],
        content["uri"],
        content["engine"],
        content["owner"],
        content["reader"],
        bool(content.get("crashed")),
    )
