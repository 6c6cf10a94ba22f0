"""What the page says of engines and drivers is what ran, and what ran is all that is promised."""

from __future__ import annotations

import re

from tests.packaging.building import PYPROJECT
from tests.packaging.versions import DRIVERS, Run, described, kept, table
from tests.support.places import ROOT


def neo4j_of(name: str) -> str:
    """The version that a list of Maven's names."""
    (found,) = re.findall(r"<neo4j.version>(.+?)</neo4j.version>", (ROOT / "tests" / "neo4j" / name).read_text("utf-8"))
    return str(found)


def test_every_engine_was_run_with_every_driver_that_is_promised_and_nothing_failed() -> None:
    (promised,) = [name for name in PYPROJECT["project"]["dependencies"] if name.startswith("neo4j")]
    assert promised == f"neo4j>={DRIVERS[0]},<{int(DRIVERS[-1]) + 1}"
    engines = {"embedded", f"Neo4j {neo4j_of('pom.xml')}", f"Neo4j {neo4j_of('newest.xml')}"}
    ran = {(run.engine if run.engine == "embedded" else f"{run.engine} {run.version}", driver) for run in kept() for driver in of(run)}
    assert ran == {(engine, driver) for engine in engines for driver in DRIVERS}
    assert all(run.passed > 50 and run.failed == 0 for run in kept())


def of(run: Run) -> list[str]:
    """The promised versions of the driver to which that of a run belongs."""
    return [driver for driver in DRIVERS if f"{run.driver}.".startswith(f"{driver}.")]


def test_both_default_languages_were_run() -> None:
    assert {run.cypher for run in kept() if run.engine == "Neo4j"} == {"Cypher 5", "Cypher 25"}


def test_a_run_stands_in_the_table_with_what_failed() -> None:
    assert table().count("\n") == len(kept()) + 2
    assert "failed" not in table()


def test_a_server_that_names_no_default_language_has_cypher_5() -> None:
    told = {"dbms.components": [{"version": "5.26.30"}], "SETTINGS": [], "queryJmx": [{"version": "17"}]}
    answers = lambda text: next(rows for name, rows in told.items() if name in text)  # noqa: E731
    assert described(answers) == {"engine": "Neo4j", "version": "5.26.30", "cypher": "Cypher 5", "java": "17"}
