"""Fixtures that several test modules share. Stores are real engines; one engine of each kind serves a whole session.

A test that takes `store` or `corpus` runs once on each engine. One that takes `corpus_directory` is about the folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from maillon.graph.store import Store, open_store
from tests.neo4j.server import Address, missing
from tests.support.places import CORPUS, ENGINES, ROOT, NoServer, Place, empty, load_corpus, neo4j_address

__all__ = ["CORPUS", "ROOT"]

_untested: set[str] = set()

settings.register_profile("maillon", deadline=None)  # no test asserts a time
settings.load_profile("maillon")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a test wants: an engine, and the shipped records in it or a graph of its own. A server holds one at a time."""

    engine: str
    shipped: bool

    def __str__(self) -> str:
        return self.engine


def pytest_addoption(parser: pytest.Parser) -> None:
    default = "both" if os.environ.get("MAILLON_CI") else "embedded"
    parser.addoption("--engine", choices=(*ENGINES, "both"), default=default, help=f"engines to run the tests on (default: {default})")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "place" not in metafunc.fixturenames:
        return
    asked = metafunc.config.getoption("--engine")
    shipped = "corpus_place" in metafunc.fixturenames
    kinds = [_Kind(engine, shipped) for engine in ENGINES if asked in (engine, "both")]
    metafunc.parametrize("place", kinds, indirect=True, ids=str, scope="session")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One engine after the other, and on each the shipped records last: what a server holds changes once."""

    def order(item: pytest.Item) -> tuple[int, bool]:
        callspec = getattr(item, "callspec", None)
        kind = callspec.params.get("place") if callspec else None
        return (ENGINES.index(kind.engine), kind.shipped) if isinstance(kind, _Kind) else (0, False)

    items.sort(key=order)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if config.getoption("--engine") == "embedded":
        _untested.add("it was not asked for; run the tests with --engine both")
    for reason in sorted(_untested):
        terminalreporter.write_line(f"NOT TESTED ON NEO4J: {reason}", red=True, bold=True)


@pytest.fixture(scope="session")
def neo4j(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A Neo4j server, started once; without one the tests that need it are skipped, and fail where MAILLON_CI is set."""
    if pytestconfig.getoption("--engine") == "embedded":
        pytest.skip("a Neo4j server was not asked for (--engine)")
    try:
        with neo4j_address(tmp_path_factory.mktemp("neo4j")) as address:
            yield address
    except NoServer as error:
        _untested.add(str(error))
        if os.environ.get("MAILLON_CI"):
            pytest.fail(str(error), pytrace=False)
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def neo4j_tools() -> None:
    """Neo4j's own programs can be run here; else as for `neo4j`."""
    lacking = missing()
    if lacking is not None:
        _untested.add(lacking)
        if os.environ.get("MAILLON_CI"):
            pytest.fail(lacking, pytrace=False)
        pytest.skip(lacking)


@pytest.fixture(scope="session")
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Where this test's graph is. It may hold what the test before left there."""
    kind: _Kind = request.param
    if kind.engine == "neo4j":
        return Place(server=request.getfixturevalue("neo4j"))
    return Place(directory=tmp_path_factory.mktemp("shipped" if kind.shipped else "drawn") / "store")


@pytest.fixture(scope="session")
def _open_place(place: Place) -> Iterator[Store]:
    with place.open() as store:
        yield store


@pytest.fixture
def store(_open_place: Store) -> Store:
    """An empty store on an engine that is already running."""
    empty(_open_place)
    return _open_place


@pytest.fixture
def empty_place(place: Place, store: Store) -> Place:
    """Where `store` is, for tests that open it themselves or run commands on it."""
    return place


@pytest.fixture(scope="session")
def corpus_place(place: Place, _open_place: Store) -> Place:
    """A store that holds the shipped records, for commands. Nobody writes to it."""
    empty(_open_place)
    load_corpus(_open_place)
    return place


@pytest.fixture(scope="session")
def corpus(corpus_place: Place, _open_place: Store) -> Store:
    """The shipped records. Nobody writes to it."""
    return _open_place


@pytest.fixture(scope="session")
def corpus_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds the shipped records. Nobody writes to it."""
    directory = tmp_path_factory.mktemp("corpus") / "store"
    with open_store(directory) as store:
        load_corpus(store)
    return directory
