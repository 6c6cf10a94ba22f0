"""Fixtures that several test modules share. Stores are real engines; one engine of each kind serves a whole session.

A test that takes `store` or `corpus` runs once on each engine. One that takes `corpus_directory` is about the folder.
With pytest-xdist each worker has an embedded engine of its own, and one worker has all that needs Neo4j.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from maillon.graph.store import Store, open_store
from tests.neo4j.authority import make_authority
from tests.neo4j.server import SHORT_LIVED, Address, Server, missing
from tests.support.engines import LINGER, ended
from tests.support.once import once
from tests.support.places import ENGINES, Place, empty, load_corpus, named_server
from tests.support.tools import UNTESTED, untested

settings.register_profile("maillon", deadline=None)  # no test asserts a time
settings.load_profile("maillon")

GROUPS = {
    "neo4j": ("neo4j", "server"),
    "java": ("neo4j_tools",),
    "checker": ("neo4j_checker",),
    "browser": ("chromium",),
    "wheel": ("wheel",),
}
"""Group of pytest-xdist, whose tests one worker runs one after the other, and the fixtures that put a test into it."""


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
    parser.addoption("--running-store", type=Path, help="a store of nobody's, whose engine runs already: graphs of tests are drawn there")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "place" not in metafunc.fixturenames:
        return
    asked = metafunc.config.getoption("--engine")
    shipped = "corpus_place" in metafunc.fixturenames
    kinds = [_Kind(engine, shipped) for engine in ENGINES if asked in (engine, "both")]
    metafunc.parametrize("place", kinds, indirect=True, ids=str, scope="session")


def _kind(item: pytest.Item) -> _Kind | None:
    callspec = getattr(item, "callspec", None)
    kind = callspec.params.get("place") if callspec else None
    return kind if isinstance(kind, _Kind) else None


def pytest_itemcollected(item: pytest.Item) -> None:
    """Say of a test whether it needs something of Neo4j's, and with which others it belongs on one worker."""
    kind = _kind(item)
    needed = {*getattr(item, "fixturenames", ()), *(["neo4j"] if kind is not None and kind.engine == "neo4j" else [])}
    group = next((name for name, fixtures in GROUPS.items() if needed.intersection(fixtures)), None)
    if group is not None:
        item.add_marker(pytest.mark.xdist_group(group))
    if group in ("neo4j", "java", "checker"):
        item.add_marker(pytest.mark.neo4j)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One engine after the other, and on each the shipped records last: what a server holds changes once."""

    def order(item: pytest.Item) -> tuple[int, bool]:
        kind = _kind(item)
        return (ENGINES.index(kind.engine), kind.shipped) if kind is not None else (0, False)

    items.sort(key=order)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what was not tested once more, loudly."""
    reasons = {str(report.longrepr[2]).removeprefix("Skipped: ") for report in terminalreporter.getreports("skipped")}
    loud = {reason for reason in reasons if reason.startswith(UNTESTED)}
    if config.getoption("--engine") == "embedded":
        loud = {f"{UNTESTED}ON NEO4J: {_NOT_ASKED}", *(reason for reason in loud if _NOT_ASKED not in reason)}
    for reason in sorted(loud):
        terminalreporter.write_line(reason, red=True, bold=True)


_NOT_ASKED = "it was not asked for; run the tests with --engine both"


@pytest.fixture(autouse=True)
def _no_loop_of_others(request: pytest.FixtureRequest) -> Iterator[None]:
    """The browser keeps a loop of its own in this thread for as long as it is open; a test that opens no page may run one."""
    theirs = None if "chromium" in request.fixturenames else asyncio._get_running_loop()
    if theirs is not None:
        asyncio._set_running_loop(None)
    yield
    if theirs is not None:
        asyncio._set_running_loop(theirs)


@pytest.fixture(scope="session")
def neo4j_tools(pytestconfig: pytest.Config) -> None:
    """Neo4j's own programs can be run here; without them the tests that need them are skipped, and fail where MAILLON_CI is set."""
    if pytestconfig.getoption("--engine") == "embedded":
        pytest.skip(f"{UNTESTED}ON NEO4J: {_NOT_ASKED}")
    lacking = missing()
    if lacking is not None:
        untested(f"ON NEO4J: {lacking}; a server can be named in NEO4J_URI")


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A private authority, and a server's certificate that it signed, in a folder."""
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def server(neo4j_tools: None, authority: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j server of our own, with and without encryption, started once. A test that kills it starts it again."""
    policy = "dbms.ssl.policy.bolt"
    settings = {
        # Every test changes the whole graph: statistics would be taken and queries planned anew all the time.
        "db.index_sampling.background_enabled": "false",
        "dbms.cypher.min_replan_interval": "1h",
        "dbms.cypher.statistics_divergence_threshold": "1.0",
        "server.bolt.tls_level": "OPTIONAL",
        f"{policy}.enabled": "true",
        f"{policy}.base_directory": str(authority),
        f"{policy}.private_key": "private.key",
        f"{policy}.public_certificate": "public.crt",
        f"{policy}.client_auth": "NONE",
    }
    with Server(tmp_path_factory.mktemp("neo4j"), settings=settings, options=SHORT_LIVED) as server:
        yield server


@pytest.fixture(scope="session")
def neo4j(pytestconfig: pytest.Config, request: pytest.FixtureRequest) -> Address:
    """The Neo4j server that `NEO4J_URI` names, which must be empty, or our own."""
    named = None if pytestconfig.getoption("--engine") == "embedded" else named_server()
    if named is None:
        server: Server = request.getfixturevalue("server")
        return server.address
    with Place(server=named).open() as store:
        if store.read("MATCH (n) RETURN count(n) AS n")[0]["n"]:
            untested(f"ON NEO4J: the server at {named.uri} holds a graph, which the tests would delete; name an empty one in NEO4J_URI")
    return named


@pytest.fixture(scope="session")
def corpus_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds the shipped records and that nobody has open or may open: to be copied."""

    def load(folder: Path) -> None:
        with open_store(folder / "store", linger=LINGER) as store:
            load_corpus(store)
        ended(folder / "store")

    return once(tmp_path_factory, "corpus-files", load) / "store"


@pytest.fixture(scope="session")
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Where this test's graph is. It may hold what the test before left there."""
    kind: _Kind = request.param
    if kind.engine == "neo4j":
        return Place(server=request.getfixturevalue("neo4j"))
    running: Path | None = request.config.getoption("--running-store")
    if running is not None and not kind.shipped:
        return Place(directory=running)
    directory = tmp_path_factory.mktemp("shipped" if kind.shipped else "drawn") / "store"
    if kind.shipped:
        shutil.copytree(request.getfixturevalue("corpus_files"), directory)
    return Place(directory=directory)


@pytest.fixture(scope="session")
def _open_place(place: Place) -> Iterator[Store]:
    place.sweep()  # what a test tampered with is not whole, and would not be opened
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
    if place.server is not None:
        empty(_open_place)
        load_corpus(_open_place)
    return place


@pytest.fixture(scope="session")
def corpus(corpus_place: Place, _open_place: Store) -> Store:
    """The shipped records. Nobody writes to it."""
    return _open_place


@pytest.fixture(scope="session")
def corpus_directory(corpus_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds the shipped records. Nobody writes to it."""
    return shutil.copytree(corpus_files, tmp_path_factory.mktemp("corpus") / "store")
