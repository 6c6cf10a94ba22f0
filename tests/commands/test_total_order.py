"""Every answer has one order: the same bytes after a reload that stores the graph in another order, and on either engine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from maillon import cli
from maillon.commands.exit_codes import CUT_SHORT, DONE, NO
from maillon.exports import EXPORT_FORMATS
from maillon.graph.projection import project
from maillon.graph.records import DataCategory, Record, ThreatActor, record_id, written
from maillon.graph.statements import Kept, WrittenRecord
from maillon.graph.store import Store
from maillon.loaders.base import loader
from maillon.queries.library import library
from tests.expected import examples
from tests.support.drawing import drawn, incident, org, people
from tests.support.once import once
from tests.support.places import CORPUS, ROOT, Place
from tests.support.running import maillon

Records = Sequence[tuple[str, Sequence[Kept]]]

DAY = "2026-01-05"

ELSEWHERE = {
    "update",
    "watch",
    "decide",
    "demo",
    "template",
    "draft",
    "check",
    "load",
    "unload",
    "loaders",
    "status",
    "serve",
    "schema",
    "cypher",
    "help",
    "verify",
    "repair",
    "backup",
    "restore",
    "explore",
    "mcp",
    "completion",
    "site",
}
"""Commands that read no graph, change it, name the engine and its place, keep it whole, run a person's own query, or put the answers
of the others on pages."""


def kept(record: Record) -> list[Kept]:
    """What a load of records keeps of one."""
    return [*project(record), WrittenRecord(written(record))]


def corpus() -> Records:
    reading = loader("records").read([CORPUS], dataset=None, strict=True)
    return [(name, kept(record)) for name, record in reading.records.items()]


def ties() -> Records:
    """Parties and incidents between which everything stands several times: services, doors, effects, duties, speakers, dates."""
    keys = enumerate([("x", "k"), ("y", "k"), ("x", "l")], 1)
    services = [f"{{service: {s}, contract: {c}, since: 2020-01-0{n}, until: 202{5 - n}, evidence: [t{n}]}}" for n, (s, c) in keys]
    sentences = [
        *(f"org:{a} {verb} {b} {q}" for a in "ab" for verb, b in (("delegates_to", "org:s"), ("uses", "product:w")) for q in services),
        *(f"product:w {verb} org:{b} {q}" for verb, b in (("provided_by", "s"), ("hosted_by", "h"), ("hosted_by", "s")) for q in services),
        *(f"org:s {verb} org:{o} {{since: 201{n}}}" for n, o in enumerate("op") for verb in ("subsidiary_of", "member_of")),
        "org:s delegates_to org:h",
        "org:h delegates_to org:s {until: 2024-01-01}",
        "org:b hosted_by org:h {until: 2019}",
        *(f"population:{p} insured_by org:{a} {q}" for p, a in (("m", "a"), ("n", "a"), ("n", "b")) for q in services[:2]),
        *(f"org:s linked_with org:{x} {{service: {s}}}" for x in "ab" for s in ("z", "t")),
    ]
    said = {"field": "persons-concerned", "low": 5, "high": 5, "unit": "persons", "made_on": "2024-01-02"}
    events = [
        incident(
            name,
            effects=["confidentiality", "availability"],
            dates={"occurred": [{"on": "2024-01-01", "by": by, "evidence": [by[-1]]} for by in ("org:a", "org:b")]},
            compromised=[{"at": "org:s"}, {"at": "product:w"}],
            entered_through=[{"vector": v, "at": at} for v in ("phishing", "account", "supplier") for at in ("org:a", "org:s")],
            attributed_to=[{"actor": f"actor:{a}"} for a in "gk"],
            affected=[
                {"party": party, "outcome": outcome, "effect": effect}
                for party in ("org:a", "org:b", "population:m")
                for effect, outcome in (("confidentiality", "observed"), ("availability", "possible"))
            ],
            data=[
                {"category": c, "outcome": "exposed", "of": of, **({"at": at} if at else {}), "by": by, "evidence": [by[-1]]}
                for c in ("email", "health")
                for of in ("patients", "insured")
                for at in (None, "org:a")
                for by in ("org:a", "org:s")
            ],
            notified=[
                {"from": "org:s", "to": to, "duty": duty, "on": "2024-01-03", "by": by, "evidence": [by[-1]]}
                for to in ("org:a", "org:b", "population:m")
                for duty in ("gdpr_33_2", "gdpr_34")
                for by in ("org:s", "org:a")
            ],
            claims=[{**said, "by": by, "scope": scope, "evidence": [by[-1]]} for by in ("org:a", "org:b") for scope in ([], ["org:a"])]
            + [{**said, "low": 9, "high": 9, "by": "org:s"}],
        )
        for name in ("x", "y")
    ]
    records: list[Record] = [
        *drawn(
            *sentences,
            org("a", "Insurer"),
            org("b", "Insurer"),
            people("m", 10, 20),
            people("n", 10, 20),
            people("i", within="population:m"),
        ),
        *events,
        *(DataCategory.model_validate({"id": c, "name": {"fr": c, "en": c}}) for c in ("email", "health")),
        *(ThreatActor.model_validate({"id": f"actor:{a}", "name": "G", "evidence": ["s"]}) for a in "gk"),
    ]
    return [(record_id(record), kept(record)) for record in records]


def load_upside_down(store: Store, records: Records) -> None:
    """The same records so that the engine stores what they say in another order: every third statement first, then its neighbours."""
    for least in (2, 1, 0):
        part = ((name, [s for place, s in enumerate(said) if place % 3 >= least]) for name, said in records)
        store.load("ordered", part, loader="records")


def of_corpus() -> Iterator[list[str]]:
    """Commands about the shipped records."""
    for thing in ("org:viamedis", "incident:change-healthcare-2024-02", "data:identity", "product:monlogicielmedical"):
        yield ["show", thing]
    for origin in ("org:viamedis", "product:weda", "incident:weda-2025-11"):
        for effect in ("confidentiality", "availability"):
            yield ["blast-radius", origin, "--effect", effect, "--as-of", DAY]
    yield ["chains", "population:insured-of-audiens", "--as-of", DAY]
    for name in ("change-healthcare-2024-02", "doctolib-2020-07", "viamedis-2024-01"):
        yield ["incident", name]
    yield ["concerned", "org:la-mutuelle-generale", "--as-of", DAY]
    yield ["cohort", "population:insured-of-audiens", "--as-of", DAY]
    yield ["notifications"]
    yield ["diff", "2023-12-31", "2024-03-01"]
    for options in ([], ["--by", "only"], ["--why", "org:viamedis"], ["--what-if-gone", "org:viamedis"]):
        yield ["rank", *options, "--as-of", DAY]
    yield ["find", "mutuelle"]
    yield ["duplicates", "--threshold", "60"]
    for question in library().values():
        given = [word for name, value in examples(question).items() for word in ("-p", f"{name}={value}")]
        yield ["query", "run", question.name, *given]


def of_ties() -> Iterator[list[str]]:
    """The same commands about a graph of ties."""
    for thing in ("org:s", "org:a", "product:w", "incident:x", "data:email", "population:m", "actor:g"):
        yield ["show", thing]
    for origin in ("org:s", "product:w", "org:h", "incident:x"):
        for effect in ("confidentiality", "availability"):
            yield ["blast-radius", origin, "--effect", effect, "--as-of", DAY]
    yield ["chains", "population:n", "--as-of", DAY]
    yield ["incident", "x"]
    yield ["incident", "x", "--as-of", DAY]
    for owner in ("org:s", "org:a"):
        yield ["concerned", owner, "--as-of", DAY]
    for group in "mni":
        yield ["cohort", f"population:{group}", "--as-of", DAY]
    yield ["notifications"]
    yield ["diff", "2019-01-01", "2026-01-01"]
    for options in ([], ["--by", "only"], ["--why", "org:s"], ["--what-if-gone", "org:h"]):
        yield ["rank", *options, "--as-of", DAY]
    yield ["find", "s"]
    yield ["duplicates", "--threshold", "50"]
    parties = {"supplier": "org:s", "one": "org:s", "other": "org:h", "speaker": "org:a", "thing": "org:s", "incident": "incident:x"}
    meant = {**parties, "population": "population:n", "product": "product:w", "category": "data:email"}
    for question in library().values():
        required = [p for p in question.parameters if p.required]
        for organisation in ("org:s", "org:a") if any(p.name == "organisation" for p in required) else ("",):
            values = {**meant, "organisation": organisation}
            given = [f"{p.name}={values.get(p.name, p.example)}" for p in required]
            yield ["query", "run", question.name, *(word for pair in given for word in ("-p", pair))]


def files_of_corpus() -> Iterator[list[str]]:
    """Commands that write files."""
    yield ["picture", "--as-of", DAY]
    yield ["report", "supplier", "org:viamedis", "--as-of", DAY]
    yield ["export", "--format", "json"]


def files_of_ties() -> Iterator[list[str]]:
    """All of them about a graph of ties."""
    for kind, thing in (("incident", "x"), ("supplier", "org:s"), ("exposure", "org:a")):
        yield ["report", kind, thing, "--as-of", DAY]
    for start in ([], ["x"], ["org:s"]):
        yield ["picture", *start, "--as-of", DAY]
    yield from (["export", "--format", name] for name in EXPORT_FORMATS)


AT_ONE_TIME = {"SOURCE_DATE_EPOCH": "1700000000"}
"""The time of an export is that of the versions in it: here one for all."""


@dataclass(frozen=True, slots=True)
class Case:
    """A graph, the commands that print and those that write, and the formats tried of what is printed."""

    records: Callable[[], Records]
    printed: Callable[[], Iterator[list[str]]]
    written: Callable[[], Iterator[list[str]]]
    formats: tuple[str, ...]


CASES = {"corpus": Case(corpus, of_corpus, files_of_corpus, ("json",)), "ties": Case(ties, of_ties, files_of_ties, ("json", "table"))}


def said(place: Place, case: Case, folder: Path) -> dict[str, str]:
    """What each command prints, and the files that others write."""
    found = {}
    for command in case.printed():
        for format_ in case.formats:
            ran = maillon(place, *command, "--format", format_)
            assert ran.code in (DONE, NO, CUT_SHORT), (command, ran.err)
            found[" ".join([*command, format_])] = ran.out
    for number, command in enumerate(case.written()):
        target = folder / f"{number}.md"
        ran = maillon(place, *command, "-o", str(target), "--quiet")
        assert ran.code == 0, (command, ran.err)
        files = sorted(file for file in target.rglob("*") if file.is_file()) if target.is_dir() else [target]
        found |= {" ".join([*command, str(file.relative_to(target))]): file.read_text("utf-8") for file in files}
    return found


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return [name for name in one if one[name] != other[name]]


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, dict[str, str]]:
    """A graph and the commands about it, with what they say on the embedded engine, in a process that hashes texts otherwise."""
    case = CASES[request.param]

    def ask(home: Path) -> None:
        with Place(directory=home / "store").open() as store:
            store.load("ordered", iter(case.records()), loader="records")
            command = [sys.executable, "-m", "tests.commands.test_total_order", request.param, str(home)]
            run = subprocess.run(
                command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "1", **AT_ONE_TIME}, capture_output=True, text=True, check=False
            )
            assert run.returncode == 0, run.stderr[-2000:]
        (home / "said.json").write_text(run.stdout, "utf-8")

    return case, json.loads((once(tmp_path_factory, f"total-order-{request.param}", ask) / "said.json").read_text("utf-8"))


def test_each_command_says_the_same_bytes_after_a_reload_in_another_order_and_on_each_engine(
    case: tuple[Case, dict[str, str]], empty_place: Place, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in AT_ONE_TIME.items():
        monkeypatch.setenv(name, value)
    asked, expected = case
    load_upside_down(store, asked.records())
    assert differing(expected, said(empty_place, asked, tmp_path)) == []


@pytest.mark.parametrize("name", CASES)
def test_every_command_that_answers_is_tried(name: str) -> None:
    tried = {command[0] for commands in (CASES[name].printed, CASES[name].written) for command in commands()}
    assert tried == set(cli.COMMANDS) - ELSEWHERE


if __name__ == "__main__":
    print(json.dumps(said(Place(directory=Path(sys.argv[2]) / "store"), CASES[sys.argv[1]], Path(sys.argv[2]))))
