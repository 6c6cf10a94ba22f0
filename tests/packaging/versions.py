"""Runs a part of the tests on every engine with every driver that is promised: `python -m tests.packaging.versions` (`make versions`).

Each driver has an environment of its own with the wheel in it. What ran, and what came of it, is written into `docs/versions.json`, of
which the table in docs/from-laptop-to-cluster.md is made. Half an hour, and the network.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tests.packaging.building import Environment, built_wheel
from tests.support.places import ROOT

DRIVERS = ("5.28", "6")
"""The driver's versions: pyproject.toml allows all from the first up to the one after the last."""

ENGINES: Mapping[str, Mapping[str, str]] = {
    "embedded": {},
    "neo4j": {"MAILLON_NEO4J": ""},
    "neo4j, newest": {"MAILLON_NEO4J": "newest"},
}
"""What is run, and what the tests are told for it in the environment."""

PART = (
    "tests/queries/library/test_library.py",
    "tests/graph/store/test_asking.py",
    "tests/graph/store/test_neo4j.py",
    "tests/exports/test_neo4j_admin.py",
    "tests/api/test_graph.py",
)
"""Every question of the library, one's own Cypher, addresses and cut loads, the import tool, every answer from Python."""

RUNS = ROOT / "docs" / "versions.json"
PLACE = ROOT / "build" / "versions"


@dataclass(frozen=True, slots=True)
class Run:
    """One run: on what, when, and how many tests passed."""

    engine: str
    version: str
    cypher: str
    java: str
    driver: str
    python: str
    on: str
    passed: int
    failed: int

    @property
    def of(self) -> tuple[str, str, str]:
        """What tells it from others: a later one of the same takes its place."""
        return self.engine, self.version.split(".")[0], self.driver.split(".")[0]


def kept() -> list[Run]:
    """The runs that are written down."""
    return [Run(**run) for run in json.loads(RUNS.read_text("utf-8"))] if RUNS.exists() else []


def keep(run: Run) -> None:
    """Write a run down instead of the last one of the same."""
    runs = sorted([run, *(other for other in kept() if other.of != run.of)], key=lambda r: r.of)
    RUNS.write_text(json.dumps([asdict(r) for r in runs], ensure_ascii=False, indent=1) + "\n", "utf-8")


def table() -> str:
    """The runs as the page shows them."""
    heads = ("engine", "default language", "Java", "driver", "Python", "tests passed", "on")
    rows = [
        (f"{r.engine} {r.version}", r.cypher, r.java, r.driver, r.python, f"{r.passed}" + (f", {r.failed} failed" * bool(r.failed)), r.on)
        for r in kept()
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in (heads, ("---",) * len(heads), *rows))


def environments() -> Iterator[tuple[str, Environment]]:
    """For each driver, an environment with the wheel and what the tests need."""
    (PLACE / "wheel").mkdir(parents=True, exist_ok=True)
    for old in (PLACE / "wheel").glob("*.whl"):
        old.unlink()
    wheel = built_wheel(ROOT, PLACE / "wheel")
    for driver in DRIVERS:
        root = PLACE / f"driver-{driver}"
        environment = Environment(root) if (root / "pyvenv.cfg").exists() else Environment.make(root)
        environment.install("--reinstall-package", "maillon", f"{wheel}[dev]", f"neo4j=={driver}.*")
        yield driver, environment


def tried(environment: Environment, engine: str, part: Sequence[str] = PART) -> bool:
    """Run the tests on an engine in an environment; True if all passed. The run writes itself down (`tests.packaging.ran`)."""
    words = ["-q", "-n", "0", "-p", "no:cacheprovider", "-p", "tests.packaging.as_installed", "-p", "tests.packaging.ran"]
    command = [str(environment.python), "-m", "pytest", *words, "--engine", engine.partition(",")[0], *part]
    return not subprocess.run(command, cwd=ROOT, env={**os.environ, **ENGINES[engine]}, check=False).returncode


def described(ask: Callable[[str], Sequence[Mapping[str, Any]]]) -> dict[str, str]:
    """What an open server says that it is; `ask` answers Cypher with rows."""
    component = ask("CALL dbms.components() YIELD name, versions RETURN versions[0] AS version")[0]
    language = ask("SHOW SETTINGS YIELD name, value WHERE name = 'db.query.default_language' RETURN value")
    vm = ask("CALL dbms.queryJmx('java.lang:type=Runtime') YIELD attributes RETURN attributes.SpecVersion.value AS version")
    spoken = str(language[0]["value"]).replace("_", " ").title() if language else "Cypher 5"
    return {"engine": "Neo4j", "version": str(component["version"]), "cypher": spoken, "java": str(vm[0]["version"])}


def main() -> int:
    """Run all; the exit code is 1 where one fails. Names of engines as arguments run only these."""
    wanted = sys.argv[1:] or list(ENGINES)
    good = [tried(environment, engine) for _, environment in environments() for engine in wanted]
    print(f"{sum(good)} passed, {len(good) - sum(good)} failed")
    return 0 if all(good) else 1


def today() -> str:
    """The day, as a run is dated."""
    return dt.datetime.now(dt.UTC).date().isoformat()


if __name__ == "__main__":
    sys.exit(main())
