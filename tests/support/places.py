"""Where a test's graph is: a folder with the embedded engine, or a Neo4j server. The same tests run on both."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from neo4j import GraphDatabase

from maillon.graph.store import Credentials, Store, open_store
from maillon.loaders.base import Reading, loader
from maillon.shipped import shipped
from tests.neo4j.server import Address

ENGINES = ("embedded", "neo4j")
ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
CORPUS = shipped("records")


@dataclass(frozen=True, slots=True)
class Place:
    """A store that can be opened from here or, through `environment`, by a command."""

    directory: Path | None = None
    server: Address | None = None
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        found = self.server.environment if self.server else {"MAILLON_STORE": str(self.directory)}
        object.__setattr__(self, "environment", found)

    @property
    def options(self) -> list[str]:
        """The options of a command; a server's password goes through `environment`."""
        return ["--uri", self.server.uri] if self.server else ["--store", str(self.directory)]

    def sweep(self) -> None:
        """Empty a server, whatever it holds, without opening a store on it."""
        if self.server is not None:
            with GraphDatabase.driver(self.server.uri, auth=(self.server.username, self.server.password)) as driver:
                driver.execute_query("MATCH (n) DETACH DELETE n", database_=self.server.database)

    def open(self) -> Store:
        """Open it."""
        if self.server is None:
            return open_store(self.directory)
        return open_store(
            uri=self.server.uri, credentials=Credentials(self.server.username, self.server.password), database=self.server.database
        )


def named_server() -> Address | None:
    """The server that `NEO4J_URI` names, if it names one."""
    uri = os.environ.get("NEO4J_URI")
    if not uri:
        return None
    return Address(uri, os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""), os.environ.get("NEO4J_DATABASE"))


def empty(store: Store) -> None:
    """Leave nothing in a store, however it came there: at once, where `unload` would work out what each data set had said."""
    store.connection.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n").consume())


@cache
def read_corpus() -> Reading:
    """The shipped records, read once a process. Nobody changes them."""
    return loader("records").read([CORPUS], dataset=None, strict=True)


def load_corpus(store: Store) -> None:
    """Load the shipped records."""
    reading = read_corpus()
    store.load(
        reading.dataset,
        reading.statements(),
        loader="records",
        title=reading.title,
        licence=reading.licence,
        origin=reading.origin,
        description=reading.description,
    )
