"""Every query we ship or print is Cypher to Neo4j's own checker and to the embedded engine."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import pkgutil
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from maillon import queries
from maillon.exports import export_files
from maillon.graph.model import ARROWS, NODES
from maillon.graph.store import cypher, open_store
from maillon.queries.blast_radius import blast_radius
from maillon.queries.chains import chains
from maillon.queries.cohort import cohort
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.exported import export_graph
from maillon.queries.find import find
from maillon.queries.incident import incident
from maillon.queries.library import library
from maillon.queries.neighbourhood import neighbourhood
from maillon.queries.notification_clock import all_clocks
from maillon.queries.show import show
from tests.neo4j.server import Address
from tests.support.places import ROOT, Place
from tests.support.tools import fetching, untested

LINT = ROOT / "tests" / "lint"

_PARAMETER = re.compile(r"\$(\w+)")
_FENCE = re.compile(r"^```cypher\n(.*?)^```", re.DOTALL | re.MULTILINE)
_CYPHER = re.compile(r"\b(MATCH|UNWIND|MERGE)\b.*\b(RETURN|CREATE|SET|DELETE|REMOVE)\b", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Query:
    """A text with the parameters that it is given."""

    name: str
    text: str
    parameters: tuple[str, ...]


def checker_missing() -> str | None:
    """Why Neo4j's checker cannot run here, or None; installs it the first time."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "no Node.js on this machine"
    with fetching(LINT):
        if not (LINT / "node_modules" / "@neo4j-cypher").exists():
            command = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
            run = subprocess.run(command, cwd=LINT, capture_output=True, text=True, timeout=600, check=False)
            if run.returncode:
                return f"npm cannot bring the checker: {run.stderr[-500:]}"
    return None


@dataclass(frozen=True, slots=True)
class Checked:
    """What Neo4j's checker said of queries: by text and parameters, each with line, column and words."""

    said: dict[tuple[str, tuple[str, ...]], list[str]]

    def problems(self, asked: Iterable[Query]) -> list[str]:
        """All that it said against these, a line each."""
        return [f"{query.name}, {said}" for query in asked for said in self.said[query.text, query.parameters]]


def check(asked: Iterable[Query]) -> Checked:
    """Give all of them to one process of the checker, which takes seconds to start."""
    texts = list(dict.fromkeys((query.text, query.parameters) for query in asked))
    body = json.dumps([{"name": i, "text": text, "parameters": parameters} for i, (text, parameters) in enumerate(texts)])
    run = subprocess.run(["node", "lint.cjs"], cwd=LINT, input=body, capture_output=True, text=True, timeout=900, check=True)
    said: dict[tuple[str, tuple[str, ...]], list[str]] = {text: [] for text in texts}
    for problem in json.loads(run.stdout):
        said[texts[problem["name"]]].append(f"line {problem['line']}, column {problem['column']}: {problem['message']}")
    return Checked(said)


def of_library() -> list[Query]:
    return [Query(f"{q.name}.cypher", q.cypher, tuple(p.name for p in q.parameters)) for q in library().values() if not q.walk]


def of_modules() -> Iterator[Query]:
    """Constants of the rooms, those with a gap for a label filled in."""
    for module in pkgutil.walk_packages(queries.__path__, "maillon.queries."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, str) and _CYPHER.search(value) and name != "__doc__":
                yield rendered(f"{module.name}.{name}", value)


def rendered(name: str, text: str) -> Query:
    gaps = {"label": NODES[0].label, "ids": "ids", "types": "|".join(arrow.type for arrow in ARROWS)}
    whole = text.format(**gaps) if re.search(r"(?<!\{)\{label\}", text) else text
    return Query(name, whole, tuple(_PARAMETER.findall(whole)))


def of_store() -> Iterator[Query]:
    """What a load sends, for every label and type of the model; which ends an arrow has changes nothing but two labels."""
    texts: list[str] = [
        text for name, text in vars(cypher).items() if re.match("[A-Z]", name) and name.isupper() and isinstance(text, str) and " " in text
    ]
    texts += cypher.schema_statements()
    for kind in NODES:
        texts += [read(kind.label) for read in (cypher.read_nodes, cypher.set_nodes, cypher.delete_orphans, cypher.read_labels)]
        texts += [read(kind.label) for read in (cypher.subjects_there, cypher.subjects_merged)]
        texts += [cypher.create_nodes(kind.label, roles) for roles in ((), kind.roles)]
        texts += [cypher.relabel(kind.label, how, kind.roles) for how in ("SET", "REMOVE") if kind.roles]
    for arrow in ARROWS:
        forms: tuple[Callable[[str, str, str], str], ...] = (
            cypher.read_arrows,
            cypher.create_arrows,
            cypher.set_arrows,
            cypher.delete_arrows,
        )
        texts += [form(arrow.type, arrow.starts[0], arrow.ends[0]) for form in forms]
    for text in texts:
        yield Query(text, text, tuple(_PARAMETER.findall(text)))


def of_docs() -> Iterator[Query]:
    for page in [*sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*.md"))]:
        for number, block in enumerate(_FENCE.findall(page.read_text("utf-8")), start=1):
            yield Query(f"{page.name}, block {number}", block, tuple(_PARAMETER.findall(block)))


@pytest.fixture(scope="module")
def asked_by_answers(corpus_directory: Path) -> list[Query]:
    """What the answers ask as they go, with labels and types filled in."""
    asked: dict[str, Query] = {}

    def listen(text: str, parameters: Mapping[str, Any]) -> None:
        asked[text] = Query(text, text, tuple(parameters))

    with open_store(corpus_directory) as store:
        reader = CypherReader(store, listen)
        find(reader, "mutuelle")
        find(reader, "no such name at all")
        show(reader, "org:viamedis")
        show(reader, "incident:medecindirect-2025-11")
        chains(reader, "population:insured-of-audiens")
        incident(reader, "incident:medecindirect-2025-11")
        blast_radius(reader, "org:viamedis", as_of=dt.date(2024, 1, 22))
        blast_radius(reader, "incident:weda-2025-11")
        cohort(reader, "population:insured-of-audiens")
        neighbourhood(reader, ["incident:medecindirect-2025-11"])
        all_clocks(reader)
        export_graph(reader)
        for _, pieces in export_files("neo4j-admin", reader):
            assert list(pieces)
    assert len(asked) > 10
    return list(asked.values())


WRONG = {
    "MATCH (n:Organisation) RETURN m.id": "`m` not defined",
    "MATCH (n:Organisation {id: $name}) RETURN n.id": "$name is not defined",
    "MATCH (n:Organisation) RETURN apoc.text.clean(n.name)": "apoc.text.clean",
    "MATCH (n:Organisation) RETURN elementId(n)": "elementId",
    "CALL db.index.fulltext.queryNodes('a', 'b') YIELD node RETURN node": "db.index.fulltext",
    "LET x = 1 RETURN x": "LET",
}


@pytest.fixture(scope="module")
def neo4j_checker(asked_by_answers: list[Query]) -> Checked:
    """What Neo4j's checker says of every query of this module, also of those that it must refuse."""
    reason = checker_missing()
    if reason is not None:
        untested(f"BY NEO4J'S CYPHER CHECKER: {reason}")
    wrong = [Query("wrong", text, ()) for text in WRONG]
    return check([*of_library(), *of_modules(), *of_store(), *of_docs(), *asked_by_answers, *wrong])


def test_neo4j_accepts_every_question_of_the_library_with_the_parameters_it_declares(neo4j_checker: Checked) -> None:
    assert neo4j_checker.problems(of_library()) == []


def test_neo4j_accepts_every_query_of_the_answers(neo4j_checker: Checked, asked_by_answers: list[Query]) -> None:
    assert neo4j_checker.problems([*of_modules(), *asked_by_answers]) == []


def test_neo4j_accepts_every_statement_of_a_load(neo4j_checker: Checked) -> None:
    assert neo4j_checker.problems(of_store()) == []


def test_neo4j_accepts_every_query_in_the_docs(neo4j_checker: Checked) -> None:
    assert neo4j_checker.problems(of_docs()) == []


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_the_checker_refuses_what_must_not_be_shipped(neo4j_checker: Checked, text: str, said: str) -> None:
    problems = neo4j_checker.problems([Query("wrong", text, ())])
    assert len(problems) >= 1
    assert said in problems[0]


def test_the_embedded_engine_reads_every_query_too(corpus_directory: Path, asked_by_answers: list[Query]) -> None:
    with open_store(corpus_directory) as store:
        for query in [*of_library(), *of_modules(), *asked_by_answers, *of_docs()]:
            store.read(f"EXPLAIN {query.text.rstrip().rstrip(';')}", **dict.fromkeys(query.parameters))


def test_the_functions_that_queries_may_use_are_those_of_the_server(neo4j: Address) -> None:
    with Place(server=neo4j).open() as store:
        there = {row["name"]: row for row in store.read("SHOW FUNCTIONS YIELD name, signature, aggregating, isDeprecated")}
    allowed = json.loads((LINT / "functions.json").read_text("utf-8"))
    for name, known in allowed.items():
        assert (known["signature"], known["aggregating"]) == (there[name]["signature"], there[name]["aggregating"])
        assert not there[name]["isDeprecated"]
