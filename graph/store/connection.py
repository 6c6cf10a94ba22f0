"""How the store reaches an engine: the official driver over Bolt, to the embedded engine or to a Neo4j server.

The two differ only in where the driver comes from, in how a load is kept alone, and in what can be done about an
engine that has died. Everything else is one code path.
"""

from __future__ import annotations

import logging
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar

from graph.store.engine import LINGER, Endpoint, Engine
from graph.store.engine_process import DATABASE
from graph.store.errors import StoreUnreachable
from graph.store.faults import of_driver
from graph.store.load_lock import LoadLock, file_lock, node_lock

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Query, Session

T = TypeVar("T")
_ATTEMPTS = 3
_OLDEST = (5, 26)
_FETCH = 5000


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and a password for a server. The password never shows in a text or a log."""

    username: str
    password: str = field(repr=False)


def cypher(text: str) -> LiteralString:
    """A query text for the driver, whose type asks for literals: ours are built from the model only, or are a person's own."""
    return text


class Connection(ABC):
    """A way to an engine. Not for use by several threads at once."""

    database: str | None
    where: str

    @abstractmethod
    def driver(self) -> Driver:
        """The driver of the owner, connected."""

    @abstractmethod
    def load_lock(self) -> AbstractContextManager[LoadLock]:
        """What keeps a load alone in the store.

        Raises:
            StoreLocked: another load did not end in time.
        """

    @abstractmethod
    def engine(self) -> str:
        """The name and version of the engine."""

    def recover(self) -> bool:
        """Called when the engine went away: true when it is worth trying again."""
        return False

    @abstractmethod
    def close(self) -> None:
        """Let go of the engine."""

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

        def run(session: Session) -> None:
            for statement in statements:
                session.run(cypher(statement)).consume()

        self._run(run, write=True)

    def session(self, driver: Driver, *, write: bool) -> Session:
        """A session on the store's database with the right routing."""
        from neo4j import READ_ACCESS, WRITE_ACCESS

        mode = WRITE_ACCESS if write else READ_ACCESS
        return driver.session(database=self.database, default_access_mode=mode, fetch_size=_FETCH)

    def _run(self, work: Callable[[Session], T], *, write: bool) -> T:
        from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

        for attempt in range(_ATTEMPTS):
            try:
                with self.session(self.driver(), write=write) as session:
                    return work(session)
            except (ServiceUnavailable, SessionExpired) as error:
                if attempt + 1 == _ATTEMPTS or not self.recover():
                    raise of_driver(error, self.where) from error
            except (DriverError, Neo4jError) as error:
                raise of_driver(error, self.where) from error
        raise AssertionError("unreachable")


class EmbeddedConnection(Connection):
    """The engine of a folder, in a process of its own that is found or started when it is first needed."""

    database = DATABASE

    def __init__(self, directory: Path, linger: float = LINGER) -> None:
        """Find or start the engine.

        Raises:
            StoreError: see `Engine`.
        """
        self.process = Engine(directory, linger)
        self.where = str(self.process.folder.root)
        self._endpoint: Endpoint | None = None
        self._drivers: dict[str, Driver] = {}
        self.driver()

    def driver(self) -> Driver:
        """The owner's driver."""
        return self.driver_of("owner")

    def driver_of(self, user: str) -> Driver:
        """The driver of `owner` or of `reader`, who can only read."""
        endpoint = self.endpoint()
        if user not in self._drivers:
            password = endpoint.owner if user == "owner" else endpoint.reader
            # A lost engine is started again by `recover`; the driver's own patience would only delay that.
            self._drivers[user] = _driver(endpoint.uri, Credentials(user, password), max_transaction_retry_time=2.0)
        return self._drivers[user]

    def endpoint(self) -> Endpoint:
        """The engine in use; asked for again after `recover`."""
        if self._endpoint is None:
            self._endpoint = self.process.endpoint()
        return self._endpoint

    def engine(self) -> str:
        """The name and version of the engine."""
        return self.endpoint().engine

    def load_lock(self) -> AbstractContextManager[LoadLock]:
        """A lock on a file: the system opens it when its holder dies."""
        return file_lock(self.process.folder.load_lock, self.where)

    def recover(self) -> bool:
        """Forget the engine that went away; the next call starts another."""
        self._disconnect()
        return True

    def kill(self) -> None:
        """End the engine at once and forget it."""
        endpoint = self.endpoint()
        self.process.kill(endpoint)
        self._disconnect()

    def close(self) -> None:
        """Close the drivers and let the engine go."""
        self._disconnect()
        self.process.close()

    def _disconnect(self) -> None:
        for driver in self._drivers.values():
            driver.close()
        self._drivers.clear()
        self._endpoint = None


class ServerConnection(Connection):
    """A Neo4j server or cluster, 5.26 or later."""

    def __init__(self, uri: str, credentials: Credentials | None = None, database: str | None = None) -> None:
        """Connect and log in. `database` None is the user's home database.

        Raises:
            StoreUnreachable: nothing answers there, or the address is not one of Bolt.
            LoginRefused: the name or the password is wrong.
            ServerTooOld: older than 5.26.
            StoreError: no such database.
        """
        from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

        self.where = _without_login(uri)
        self.database = database
        try:
            self._driver = _driver(uri, credentials)
        except (ConfigurationError, ValueError) as error:
            raise StoreUnreachable(f"{self.where} is not the address of a server (bolt://HOST:PORT, neo4j://HOST:PORT): {error}") from error
        try:
            agent = self._driver.get_server_info(database=database).agent
        except (DriverError, Neo4jError) as error:
            self._driver.close()
            raise of_driver(error, self.where) from error
        self._engine = agent.replace("/", " ", 1)
        try:
            _check_version(agent, self.where)
        except BaseException:
            self._driver.close()
            raise

    def driver(self) -> Driver:
        """The driver of the account that was given."""
        return self._driver

    def engine(self) -> str:
        """The name and version of the engine."""
        return self._engine

    def load_lock(self) -> AbstractContextManager[LoadLock]:
        """A node that names the holder and expires: a server outlives those who load into it."""
        return node_lock(self)

    def close(self) -> None:
        """Close the driver."""
        self._driver.close()


def _without_login(uri: str) -> str:
    return re.sub(r"//[^/@]*@", "//", uri)


def _check_version(agent: str, where: str) -> None:
    from graph.store.errors import ServerTooOld

    match = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if match and (int(match[1]), int(match[2])) < _OLDEST:
        raise ServerTooOld(f"{where} runs {agent}: maillon needs Neo4j 5.26 or later")


def _driver(uri: str, credentials: Credentials | None, **options: Any) -> Driver:
    from neo4j import GraphDatabase

    # What a person must know is in our errors; the driver's own lines would appear between the rows of an answer.
    log = logging.getLogger("neo4j")
    if log.level == logging.NOTSET:
        log.setLevel(logging.CRITICAL)
    login = (credentials.username, credentials.password) if credentials else None
    return GraphDatabase.driver(uri, auth=login, connection_timeout=10.0, user_agent="maillon", **options)


def limited(text: str, seconds: float) -> Query:
    """A query that the server itself ends after so many seconds."""
    from neo4j import Query

    return Query(cypher(text), timeout=seconds)
