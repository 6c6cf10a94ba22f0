"""Where a test's graph is: a folder with the embedded engine, or a Neo4j server. The same tests run on both."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from maillon.graph.store import Credentials, Store, open_store
from maillon.shipped import shipped
from tests.neo4j.server import Address, Server, missing

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

    def open(self) -> Store:
        """Open it."""
        if self.server is None:
            return open_store(self.directory)
        return open_store(
            uri=self.server.uri, credentials=Credentials(self.server.username, self.server.password), database=self.server.database
        )


class NoServer(Exception):  # noqa: N818
    """Why no Neo4j can be had."""


@contextmanager
def neo4j_address(home: Path) -> Iterator[Address]:
    """The server that `NEO4J_URI` names, which must be empty, or one of our own.

    Raises:
        NoServer: the machine cannot run one, or the one that is named holds a graph.
    """
    named = os.environ.get("NEO4J_URI")
    if named:
        address = Address(
            named, os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""), os.environ.get("NEO4J_DATABASE")
        )
        with Place(server=address).open() as store:
            if store.read("MATCH (n) RETURN count(n) AS n")[0]["n"]:
                raise NoServer(f"the server at {named} holds a graph, which the tests would delete: name an empty one")
        yield address
        return
    lacking = missing()
    if lacking is not None:
        raise NoServer(f"{lacking}, and NEO4J_URI names no server")
    with Server(home) as server:
        yield server.address


def empty(store: Store) -> None:
    """Take every data set back."""
    for dataset in store.status().datasets:
        store.unload(dataset.id)


def load_corpus(store: Store) -> None:
    """Load the shipped records."""
    from maillon.loaders.base import loader

    reading = loader("records").read([CORPUS], dataset=None, strict=True)
    store.load(reading.dataset, reading.statements(), loader="records", title=reading.title, licence=reading.licence)
