"""Opening a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maillon.graph.store.connection import Connection, Credentials, EmbeddedConnection, ServerConnection
from maillon.graph.store.engine.client import LINGER
from maillon.graph.store.engine.folder import Folder, must_exist
from maillon.graph.store.errors import StoreError, StoreReadOnly
from maillon.graph.store.loading.counts import missing
from maillon.graph.store.lookups import found_otherwise
from maillon.graph.store.messages import messages
from maillon.graph.store.read_only import CopiedConnection
from maillon.graph.store.store import Store

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from maillon.wording import Message


def open_store(
    directory: Path | None = None,
    uri: str | None = None,
    *,
    credentials: Credentials | None = None,
    database: str | None = None,
    ca: Path | None = None,
    linger: float = LINGER,
    create: bool = True,
    whole: bool = True,
) -> Store:
    """Open the store in a folder, with an engine of its own, or the one on a Neo4j server.

    Args:
        directory: the folder.
        uri: the address of a server instead, such as `neo4j://host:7687`.
        credentials: for the server; None where it asks for none.
        database: on the server; None for the account's home database.
        ca: certificate, in PEM, of the only authority to trust for an encrypted address (`neo4j+s://`, `bolt+s://`).
        linger: seconds that an engine started here waits for a next client after its last.
        create: make the folder a store where it is not there or empty. Without it, one that cannot be written is read through a copy.
        whole: refuse a graph that holds less or more than its loads have written; who verifies it opens it as it is.

    Raises:
        StoreEmpty: there is no store, and none is to be made.
        StoreDamaged: it is not whole.
        StoreError: the folder is not a store, or the engine cannot be started or reached.
        ValueError: neither a folder nor an address, or both.
    """
    if (directory is None) == (uri is None):
        raise ValueError("a store is either a folder or the address of a server")
    connection: Connection
    if directory is not None:
        if not create:
            must_exist(directory)
        connection = _of_folder(directory, linger, reads=not create)
    else:
        assert uri is not None
        connection = ServerConnection(uri, credentials, database, ca)
    try:
        if whole:
            _must_be_whole(connection)
    except BaseException:
        connection.close()
        raise
    return Store(connection)


def _of_folder(directory: Path, linger: float, *, reads: bool) -> Connection:
    try:
        return EmbeddedConnection(directory, linger)
    except StoreReadOnly:
        if not (reads and holds_store(directory)):
            raise
        return CopiedConnection(directory)


def _must_be_whole(connection: Connection) -> None:
    """Let a store pass that holds as much as its loads have written; a load that begins meanwhile makes it pass as well.

    Raises:
        StoreDamaged: there is more or less of something.
        StoreError: the engine cannot be reached.
    """
    if not connection.must_count():
        return
    found = connection.read(_wrong)
    if found is None and connection.must_look_up():
        found = connection.read(found_otherwise)
    if found is None:
        connection.found_whole()
    elif connection.must_count() and (connection.read(_wrong) or connection.read(found_otherwise)):
        raise connection.damaged(found)


def _wrong(tx: ManagedTransaction) -> Message | None:
    found = missing(tx)
    return None if found is None else messages("verify.count", kind=found[0], found=found[1], must=found[2])


def open_graph(
    directory: Path | None = None,
    uri: str | None = None,
    *,
    credentials: Credentials | None = None,
    database: str | None = None,
    ca: Path | None = None,
) -> Store:
    """Open a store to read it: as `open_store`, but a place where nothing is does not pass for a graph.

    Raises:
        StoreEmpty: there is no store, or nothing in it.
        StoreError: as `open_store`.
        ValueError: as `open_store`.
    """
    store = open_store(directory, uri, credentials=credentials, database=database, ca=ca, create=False)
    try:
        store.must_hold_something()
    except BaseException:
        store.close()
        raise
    return store


def holds_store(directory: Path) -> bool:
    """Whether a folder holds a store already: opening another one makes it a new, empty store."""
    try:
        return Folder.named(directory).marker.exists()
    except (OSError, StoreError):  # of another user, for one
        return False
