"""One load at a time in a store.

A load reads what is there, computes and writes; two at once would undo each other on a server that shows committed
rows only. In a folder a file is locked. On a server a node names the holder: every batch renews it inside its own
transaction, which also makes a load that lost the node stop before it writes.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from maillon.graph.store import cypher
from maillon.graph.store.engine.folder import from_os
from maillon.graph.store.engine.locks import FileLock
from maillon.graph.store.errors import StoreLocked, StoreUnreachable
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

T = TypeVar("T")

PATIENCE = 600.0
"""Seconds that a load waits for another to end."""

_LEASE_MS = 60_000

_TAKE = """
MERGE (l:LoadLock {id: 'load'})
SET l.seen = timestamp()
WITH l
WHERE l.owner IS NULL OR l.owner = $owner OR l.until < timestamp()
SET l.owner = $owner, l.until = timestamp() + $lease
RETURN l.owner AS owner
"""
# The first SET takes the server's lock on the node before its owner is read.
_RENEW = """
MATCH (l:LoadLock {id: 'load'})
SET l.seen = timestamp()
WITH l
WHERE l.owner = $owner
SET l.until = timestamp() + $lease
RETURN l.owner AS owner
"""
_GIVE_BACK = "MATCH (l:LoadLock {id: 'load'}) WHERE l.owner = $owner DELETE l"


class Writer(Protocol):
    """What the lock of a server needs of a connection."""

    where: str

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Run `work` in one write transaction."""

    def declare(self, statements: list[str]) -> None:
        """Change the schema."""


class LoadLock:
    """Held while a load runs."""

    def fence(self, tx: ManagedTransaction) -> None:
        """Make sure, inside a write transaction, that the lock is still ours.

        Raises:
            StoreLocked: another load took it over.
        """


class _NodeLock(LoadLock):
    def __init__(self, owner: str, where: str) -> None:
        self._owner = owner
        self._where = where

    def fence(self, tx: ManagedTransaction) -> None:
        if tx.run(_RENEW, owner=self._owner, lease=_LEASE_MS).single() is None:
            raise StoreLocked(messages("load.taken_over", where=self._where))


@contextmanager
def file_lock(path: Path, where: str, patience: float = PATIENCE) -> Iterator[LoadLock]:
    """Hold the lock file of a folder.

    Raises:
        StoreLocked: another load did not end in `patience` seconds.
        StoreError: the system lets no such file be made.
    """
    lock = FileLock(path)
    try:
        ours = lock.acquire(timeout=patience)
    except OSError as error:
        raise from_os(error, path.parent) from error
    if not ours:
        raise StoreLocked(messages("load.busy", where=where))
    with lock:
        yield LoadLock()


@contextmanager
def node_lock(connection: Writer, patience: float = PATIENCE) -> Iterator[LoadLock]:
    """Hold the lock node of a server.

    Raises:
        StoreLocked: another load did not end in `patience` seconds.
        StoreUnreachable: the server went away during the load.
    """
    # Without the constraint, the first two loads of all could each make a node of their own.
    connection.declare([statement for statement in cypher.schema_statements() if f":{cypher.LOCK})" in statement])
    owner = secrets.token_hex(8)
    deadline = time.monotonic() + patience

    def take(tx: ManagedTransaction) -> bool:
        return tx.run(_TAKE, owner=owner, lease=_LEASE_MS).single() is not None

    def give_back(tx: ManagedTransaction) -> None:
        tx.run(_GIVE_BACK, owner=owner).consume()

    while not connection.write(take):
        if time.monotonic() >= deadline:
            raise StoreLocked(messages("load.busy", where=connection.where))
        time.sleep(0.5)
    lost = False
    try:
        yield _NodeLock(owner, connection.where)
    except StoreUnreachable as error:
        # Nobody is there to give the node back to; it expires.
        lost = True
        raise StoreUnreachable(error.message.then(messages("load.cut"))) from error
    finally:
        if not lost:
            connection.write(give_back)
