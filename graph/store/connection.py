"""How the store reaches an engine: the official driver over Bolt, to the embedded engine or to a Neo4j server.

The two differ only in where the driver comes from, in how loads exclude one another, and in what can be done about an
engine that has died. Everything else is one code path.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from maillon.graph.store.address import checked, without_login
from maillon.graph.store.cypher import LOADING, known_names, literal, schema_statements
from maillon.graph.store.driver_errors import from_driver
from maillon.graph.store.engine.anew import Frames, built_in_place
from maillon.graph.store.engine.bolt import greets
from maillon.graph.store.engine.client import LINGER, Endpoint, Engine
from maillon.graph.store.engine.drafts import forget_drafts, write_atomic
from maillon.graph.store.engine.folder import DATABASE, forget_unfinished, from_os, is_full, why_limited, why_unwritable
from maillon.graph.store.engine.locks import FileLock
from maillon.graph.store.engine.process import OWNER, READER
from maillon.graph.store.engine.seal import changed_in_place
from maillon.graph.store.engine.stopping import Waiting
from maillon.graph.store.errors import ServerTooOld, StoreDamaged, StoreError, StoreFull, StoreLocked, StoreUnreachable
from maillon.graph.store.load_lock import LoadLock, file_lock, node_lock
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Query, Session
    from neo4j.api import BookmarkManager

    from maillon.wording import Message

T = TypeVar("T")
_ATTEMPTS = 5
_PAUSE = 0.05
_ELECTION = 30.0  # as long as the driver tries a transaction again
_OLDEST = (5, 26)
_ARCADEDB = re.compile(r"ArcadeDB (\d+)\.(\d+)[\w.-]*")
_OLDEST_ARCADEDB = (26, 10)
"""Before it, an arrow that is looked for between two nodes was found towards others too, and a load changed those: seen on 26.8.1."""
_FETCH = 5000
_HANDSHAKE = 10.0
_GRACE = 1.0
# A busy server takes its time; to say that it does not stop a query, one must have waited.
_SERVER_GRACE = 4.0


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and a password for a server. The password never shows in a text or a log."""

    username: str
    password: str = field(repr=False)


class Connection(ABC):
    """A connection to an engine. Several threads may read through it; only one may write or load."""

    database: str | None
    where: str
    remedy: Message
    """What to do about a graph that is not whole."""
    copied: int | None = None
    """Bytes that were copied, since the store itself cannot be written."""
    _bookmarks: BookmarkManager | None = None
    _retries = False
    """True where a transaction that lost a conflict is tried again here, and not by the driver."""

    @abstractmethod
    def driver(self) -> Driver:
        """The driver of the owner, connected."""

    @abstractmethod
    def load_lock(self) -> AbstractContextManager[LoadLock]:
        """The lock under which a load runs: one at a time in a store.

        Raises:
            StoreLocked: another load did not end in time.
        """

    @abstractmethod
    def engine(self) -> str:
        """The name and version of the engine."""

    @abstractmethod
    def identity(self) -> str:
        """Names the run of the engine in use; another after it has died and was started again."""

    @abstractmethod
    def reader_session(self, fetch: int) -> Session:
        """A session for a person's query, as an account that can only read where there is one; `fetch` rows at a time."""

    @abstractmethod
    def query(self, text: str, seconds: float | None) -> Query:
        """A person's query as it is sent, with a limit in seconds (None: none) where the engine keeps one."""

    @abstractmethod
    def end_query(self, token: str, done: threading.Event) -> str:
        """Stop the query whose text holds `token`; `done` tells that it ended. What to add to 'was stopped'."""

    @abstractmethod
    def loading(self) -> bool:
        """Whether a load runs now."""

    def must_count(self) -> bool:
        """Whether what is there must be counted at the opening, and no load runs that would change it meanwhile."""
        return not self.loading()

    def must_look_up(self) -> bool:
        """Whether indexes and ends of arrows must be compared too: not on a server, which looks after its own."""
        return False

    def found_whole(self) -> None:  # noqa: B027 — a server is counted by everybody
        """Note that it was, so that the next command on the same engine need not count again."""

    def note_datasets(self, loaders: Mapping[str, str]) -> None:  # noqa: B027 — most engines have no place beside the graph
        """Note beside the graph which data sets were loaded, and with which loader, where there is a place beside it."""

    def changed_files(self) -> list[str]:
        """Names of the engine's files that were changed by something else than the engine; none where they are not ours to read."""
        return []

    def made_anew(self, statements: int) -> AbstractContextManager[Frames] | None:
        """Takes the whole of a new database, of about so many statements, which replaces the one there when the context ends.

        None where others use the store, or where its files are not ours.
        """
        return None

    def recover(self) -> bool:
        """Called when the engine does not answer any more: true when it is worth trying again."""
        return False

    @abstractmethod
    def drop(self) -> None:
        """Give up what connects to the engine: a driver that was stopped while it read would take the rest for its next answer."""

    @abstractmethod
    def close(self) -> None:
        """Release the engine."""

    def read(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Run `work` in one read transaction; it may run more than once, so it must not keep anything between runs.

        Raises:
            StoreError: the engine refuses or cannot be reached.
        """
        return self._run(lambda session: session.execute_read(work), write=False)

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Run `work` in one write transaction, all of it or nothing; it may run more than once.

        Raises:
            StoreError: the engine refuses or cannot be reached.
        """
        return self._run(lambda session: session.execute_write(work), write=True)

    def declare(self, statements: list[str]) -> None:
        """Change the schema: engines want each such statement outside a managed transaction.

        Raises:
            StoreError: the engine refuses or cannot be reached.
        """
        for statement in statements:
            self._run(partial(_declare, statement), write=True)

    def declare_model(self) -> None:
        """Declare what must be there before the first load: unique ids, indexes, and what else the engine wants to know of the model.

        Raises:
            StoreError: the engine refuses or cannot be reached.
        """
        self.declare(list(schema_statements()))

    def damaged(self, reason: Message) -> StoreDamaged:
        """The error for a graph that is not whole."""
        return StoreDamaged(messages("damage.store", where=self.where, reason=reason, remedy=self.remedy))

    def store_error(self, error: Exception) -> StoreError:
        """The store's error for one of the driver."""
        return from_driver(error, self.where)

    def session(self, driver: Driver, *, write: bool, fetch: int = _FETCH) -> Session:
        """A session on the store's database with the right routing."""
        from neo4j import READ_ACCESS, WRITE_ACCESS

        mode = WRITE_ACCESS if write else READ_ACCESS
        return driver.session(database=self.database, default_access_mode=mode, fetch_size=fetch, bookmark_manager=self._bookmarks)

    def _run(self, work: Callable[[Session], T], *, write: bool) -> T:
        from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

        for attempt in range(_ATTEMPTS):
            try:
                with self.session(self.driver(), write=write) as session:
                    return work(session)
            except (ServiceUnavailable, SessionExpired) as error:
                if attempt + 1 == _ATTEMPTS or not self.recover():
                    raise self.store_error(error) from error
                if attempt:  # a killed engine gives up its address a moment before the lock that says it lives
                    time.sleep(_PAUSE * 2**attempt)
            except (DriverError, Neo4jError) as error:
                if attempt + 1 == _ATTEMPTS or not (self._retries and error.is_retryable()):
                    raise self.store_error(error) from error
                time.sleep(_PAUSE * 2**attempt)
        raise AssertionError("unreachable")


class EmbeddedConnection(Connection):
    """The engine of a folder, in a process of its own that is found or started when it is first needed."""

    database = DATABASE
    remedy = messages("remedy.folder")
    _retries = True

    def __init__(self, directory: Path, linger: float = LINGER, *, salvage: bool = False) -> None:
        """Find or start the engine; with `salvage` on damaged files too, as far as it can open them.

        Raises:
            StoreError: see `Engine`.
        """
        self.process = Engine(directory, linger, salvage=salvage)
        self.where = str(self.process.folder.root)
        self._endpoint: Endpoint | None = None
        self._drivers: dict[str, Driver] = {}
        self._connecting = threading.RLock()  # who stops a query disconnects, while others read
        self._waiting = Waiting(self._pid, self._end_stopped)
        try:
            self.driver()
        except BaseException:
            self.close()
            raise

    def driver(self) -> Driver:
        """The owner's driver."""
        return self._driver_of(OWNER)

    def _driver_of(self, user: str) -> Driver:
        with self._connecting:
            endpoint = self.endpoint()
            if user not in self._drivers:
                password = endpoint.owner if user == OWNER else endpoint.reader
                # A lost engine is started again by `recover`: the driver's own patience would only delay that.
                self._drivers[user] = _driver(endpoint.uri, Credentials(user, password), max_transaction_retry_time=0.0)
            return self._drivers[user]

    def endpoint(self) -> Endpoint:
        """The engine in use; asked for again after `recover`.

        Raises:
            StoreError: see `Engine`.
        """
        self.process.check()
        if self._endpoint is None:
            found = self.process.endpoint()
            if not greets(found.uri, _HANDSHAKE):
                stopped = messages("engine.stopped", where=self.where, pid=found.pid, seconds=_HANDSHAKE)
                raise StoreLocked(stopped)
            self._endpoint = found
        return self._endpoint

    def engine(self) -> str:
        """The name and version of the engine."""
        return self.endpoint().engine

    def load_lock(self) -> AbstractContextManager[LoadLock]:
        """A lock on a file: the system opens it when its holder dies. What commands that died left half made is removed."""
        return self._load_lock()

    @contextmanager
    def _load_lock(self) -> Iterator[LoadLock]:
        with file_lock(self.process.folder.load_lock, self.where) as lock:
            try:
                forget_unfinished(self.process.folder)
                for place in (self.process.folder.root, self.process.folder.engine / "config"):
                    forget_drafts(place)
            except OSError as error:
                raise from_os(error, self.process.folder.root) from error
            yield lock

    def identity(self) -> str:
        """The token of the engine's run."""
        return self.endpoint().token

    def reader_session(self, fetch: int) -> Session:
        """As `reader`, an account that can only read."""
        return self.session(self._driver_of(READER), write=False, fetch=fetch)

    def query(self, text: str, seconds: float | None) -> Query:
        """Without a limit: this engine keeps none."""
        from neo4j import Query

        return Query(literal(text))

    def end_query(self, token: str, done: threading.Event) -> str:
        """Terminate it; if it is still there a second later, end the engine's process. The next call starts another."""
        endpoint, driver = self.endpoint(), self.driver()
        # Not awaited: an engine that is short of memory may not answer this either.
        threading.Thread(target=_terminate, args=(lambda: self.session(driver, write=True), token), daemon=True).start()
        if done.wait(_GRACE):
            return ""
        self.process.kill(endpoint)
        done.wait(_GRACE)
        self._disconnect()
        return messages("query.restarted")

    def store_error(self, error: Exception) -> StoreError:
        """As for any engine, but the system is asked first what it refuses: the engine says only that it could not commit.

        An engine that has too little, or that does not know what ails it, is ended, so that the next command starts another.
        """
        from neo4j.exceptions import TransientError

        folder = self.process.folder
        endpoint = self._endpoint
        refused = why_unwritable(folder.root)
        if isinstance(refused, StoreFull) and is_full(folder.root):
            return refused  # it can still be read, and no other could be started
        if refused is None and isinstance(error, TransientError):
            return super().store_error(error)
        limited = refused or (why_limited(folder, endpoint.pid) if endpoint else None)
        if endpoint is not None:
            self._disconnect()
            self.process.kill(endpoint)
        return limited or StoreError(messages("engine.failed", where=self.where, log=folder.log))

    def must_count(self) -> bool:
        """After a crash only, once for the engine that follows it: the files of one that ended in order were compared."""
        endpoint = self.endpoint()
        return endpoint.crashed and self.process.folder.checked_by() != endpoint.token and super().must_count()

    def must_look_up(self) -> bool:
        """Always with the counts."""
        return True

    def found_whole(self) -> None:
        """In a small file of the folder; where that cannot be written the next command counts again."""
        with suppress(OSError):
            write_atomic(self.process.folder.checked, {"token": self.endpoint().token})

    def loading(self) -> bool:
        """Whether a command holds the lock of loads."""
        lock = FileLock(self.process.folder.load_lock)
        try:
            free = lock.acquire()
        except OSError as error:
            raise from_os(error, self.process.folder.root) from error
        lock.release()
        return not free

    def note_datasets(self, loaders: Mapping[str, str]) -> None:
        """In a small file of the folder."""
        try:
            write_atomic(self.process.folder.datasets, {"datasets": dict(loaders)})
        except OSError as error:
            raise from_os(error, self.process.folder.root) from error

    def made_anew(self, statements: int) -> AbstractContextManager[Frames] | None:
        """Where nobody else has the engine."""
        return self._anew(statements) if self.process.alone() else None

    @contextmanager
    def _anew(self, statements: int) -> Iterator[Frames]:
        try:
            with built_in_place(self.process, statements) as frames:
                yield frames
        except OSError as error:
            raise from_os(error, self.process.folder.root) from error
        finally:
            self._disconnect()

    def changed_files(self) -> list[str]:
        """Those with another content than when they were written, as far as the last seal tells."""
        return changed_in_place(self.process.folder)

    def recover(self) -> bool:
        """Drop the connections to the engine that ended; the next call starts another."""
        self._disconnect()
        return True

    def drop(self) -> None:
        """Close the drivers, as far as they can be; the engine goes on, and is found again by the next call."""
        for driver in self._taken():
            with suppress(Exception):
                driver.close()

    def close(self) -> None:
        """Close the drivers and release the engine."""
        self._waiting.close()
        self._disconnect()
        self.process.close()

    def _run(self, work: Callable[[Session], T], *, write: bool) -> T:
        with self._waiting:
            return super()._run(work, write=write)

    def _pid(self) -> int | None:
        endpoint = self._endpoint
        return endpoint.pid if endpoint is not None else None

    def _end_stopped(self) -> None:
        """End an engine that somebody stopped and that is waited for: another takes its place, and nothing is lost."""
        endpoint = self._endpoint
        if endpoint is not None:
            with suppress(StoreError):
                self.process.kill(endpoint)

    def _disconnect(self) -> None:
        with self._connecting:
            drivers = self._taken()
            self._endpoint = None
        for driver in drivers:
            driver.close()

    def _taken(self) -> list[Driver]:
        """The drivers that are open, for who closes them; who reads next makes others."""
        with self._connecting:
            drivers = [*self._drivers.values()]
            self._drivers.clear()
            return drivers


class ServerConnection(Connection):
    """A Neo4j server or cluster, 5.26 or later, or one of ArcadeDB's."""

    remedy = messages("remedy.server")
    _arcadedb = False
    """Whose members do not wait until they know what the bookmarks say: only the one that leads is never behind."""

    def __init__(self, uri: str, credentials: Credentials | None = None, database: str | None = None, ca: Path | None = None) -> None:
        """Connect and log in. `database` None is the user's home database; `ca` is the only authority to trust, in PEM.

        Raises:
            StoreUnreachable: nothing answers there, or the address is not one of Bolt.
            LoginRefused: the name or the password is wrong.
            ServerTooOld: older than Neo4j 5.26, or than ArcadeDB 26.10.
            StoreError: no such database.
        """
        from neo4j import GraphDatabase
        from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

        self.where = without_login(uri)
        self.database = database
        address, trust = checked(uri, ca)
        self._connect = partial(_driver, address, credentials, **trust)
        try:
            self._driver = self._connect()
        except (ConfigurationError, ValueError) as error:
            raise StoreUnreachable(messages("address.refused", where=self.where)) from error
        try:
            # A query, and in the database that is meant: shaking hands does not tell whether that one is there.
            # Not a managed transaction: a wrong address would be tried for half a minute.
            with self.session(self._driver, write=False) as session:
                agent = session.run("RETURN 1").consume().server.agent
        except (DriverError, Neo4jError) as error:
            self._driver.close()
            raise from_driver(error, self.where) from error
        # What was written through one member of a cluster is waited for when another is read.
        self._bookmarks = GraphDatabase.bookmark_manager()
        arcadedb = _ARCADEDB.search(agent)
        self._arcadedb = arcadedb is not None
        self._engine = (arcadedb[0] if arcadedb else agent).replace("/", " ", 1)
        try:
            _check_version(agent, self.where)
        except BaseException:
            self._driver.close()
            raise

    def driver(self) -> Driver:
        """The driver of the account that was given."""
        return self._driver

    def declare(self, statements: list[str]) -> None:
        """As on any engine, and again while nobody leads the cluster: of a schema the driver itself tries nothing twice."""
        deadline = time.monotonic() + _ELECTION
        for statement in statements:
            while True:
                try:
                    super().declare([statement])
                    break
                except StoreUnreachable:
                    if time.monotonic() >= deadline:
                        raise
                    time.sleep(_PAUSE)

    def declare_model(self) -> None:
        """As on any engine; Neo4j gets to know the names of the model too, as far as the account may give it names."""
        super().declare_model()
        if self._arcadedb:
            return
        with suppress(StoreError):  # nothing but the server's remarks hangs on it, and a server that went away is told by what comes next
            self.declare(list(known_names()))

    def engine(self) -> str:
        """The name and version of the engine."""
        return self._engine

    def session(self, driver: Driver, *, write: bool, fetch: int = _FETCH) -> Session:
        """A session on the database; one that reads goes to a member that serves reads where that knows what we wrote."""
        return super().session(driver, write=write or self._arcadedb, fetch=fetch)

    def identity(self) -> str:
        """Always the same: a server is not ours to restart."""
        return self.where

    def reader_session(self, fetch: int) -> Session:
        """In READ mode, in which Neo4j refuses to write, whatever the account may do; ArcadeDB asks the account alone."""
        return self.session(self._driver, write=False, fetch=fetch)

    def query(self, text: str, seconds: float | None) -> Query:
        """With a limit that the server keeps between rows."""
        from neo4j import Query

        return Query(literal(text), timeout=seconds)

    def end_query(self, token: str, done: threading.Event) -> str:
        """Terminate it, beside the limit that the server keeps; a query inside one expression cannot be stopped from outside."""
        threading.Thread(target=_terminate, args=(lambda: self.session(self._driver, write=True), token), daemon=True).start()
        return "" if done.wait(_SERVER_GRACE) else messages("query.stopped_here")

    def loading(self) -> bool:
        """Whether the node that names who loads has not expired."""
        return bool(self.read(lambda tx: tx.run(LOADING).values()))

    def load_lock(self) -> AbstractContextManager[LoadLock]:
        """A node that names the holder and expires: a server outlives those who load into it."""
        return node_lock(self)

    def drop(self) -> None:
        """Another driver in the place of this one."""
        with suppress(Exception):
            self._driver.close()
        self._driver = self._connect()

    def close(self) -> None:
        """Close the driver."""
        self._driver.close()


def _declare(statement: str, session: Session) -> None:
    from neo4j.exceptions import TransientError

    for attempt in range(_ATTEMPTS):
        try:
            session.run(literal(statement)).consume()
            return
        except TransientError:
            # Two clients that declare the same at once can stand in each other's way.
            if attempt + 1 == _ATTEMPTS:
                raise
            time.sleep(_PAUSE * 2**attempt)


def _terminate(opened: Callable[[], Session], token: str) -> None:
    from neo4j.exceptions import DriverError, Neo4jError

    # Whether this works is seen by the query ending; if not, the process is ended.
    with suppress(DriverError, Neo4jError, OSError), opened() as session:
        for row in session.run("SHOW TRANSACTIONS").data():
            if f"/* {token} */" in row["currentQuery"]:
                session.run(literal(f"TERMINATE TRANSACTIONS '{row['transactionId']}'")).consume()


def _check_version(agent: str, where: str) -> None:
    arcadedb = _ARCADEDB.search(agent)
    if arcadedb and (int(arcadedb[1]), int(arcadedb[2])) < _OLDEST_ARCADEDB:
        raise ServerTooOld(messages("server.old_arcadedb", where=where, agent=arcadedb[0]))
    match = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if match and (int(match[1]), int(match[2])) < _OLDEST:
        raise ServerTooOld(messages("server.old", where=where, agent=agent))


def _driver(uri: str, credentials: Credentials | None, **options: Any) -> Driver:
    from neo4j import GraphDatabase

    # What a person must know is in our errors; the driver's own lines would appear between the rows of an answer.
    log = logging.getLogger("neo4j")
    if log.level == logging.NOTSET:
        log.setLevel(logging.CRITICAL)
    login = (credentials.username, credentials.password) if credentials else None
    return GraphDatabase.driver(uri, auth=login, connection_timeout=10.0, user_agent="maillon", **options)
