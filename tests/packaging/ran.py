"""A plugin of pytest that writes down what ran: on which engine, with which driver, how many tests passed (`docs/versions.json`)."""

from __future__ import annotations

import platform
from importlib.metadata import version
from typing import Any

import pytest

from tests.neo4j.server import Address
from tests.packaging.versions import Run, described, keep, today

_FOUND = pytest.StashKey[dict[str, str]]()


@pytest.fixture(scope="session", autouse=True)
def engine_of_this_run(pytestconfig: pytest.Config, request: pytest.FixtureRequest) -> None:
    """Ask the engine what it is, while it runs."""
    if pytestconfig.getoption("--engine") == "embedded":
        pytestconfig.stash[_FOUND] = {"engine": "embedded", "version": version("arcadedb"), "cypher": "its own", "java": "none"}
    else:
        from neo4j import GraphDatabase

        at: Address = request.getfixturevalue("neo4j")
        with GraphDatabase.driver(at.uri, auth=(at.username, at.password)) as driver:
            pytestconfig.stash[_FOUND] = described(lambda text: [record.data() for record in driver.execute_query(text).records])


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Write the run down, with the failures."""
    found = config.stash.get(_FOUND, None)
    if found is not None:
        counts = {what: len(terminalreporter.stats.get(what, ())) for what in ("passed", "failed", "error")}
        run = Run(
            **found,
            driver=version("neo4j"),
            python=platform.python_version(),
            on=today(),
            passed=counts["passed"],
            failed=counts["failed"] + counts["error"],
        )
        keep(run)
        terminalreporter.write_line(f"written down: {run}")
