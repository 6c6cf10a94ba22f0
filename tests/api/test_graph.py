"""Whatever the command can do Python can: a method for each command, its JSON the same, its faults said in words."""

from __future__ import annotations

import csv
import inspect
import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import maillon
from maillon.api.answers import Answer, Rows
from maillon.api.graph import Graph
from maillon.graph.store import Store
from maillon.reports.document import render
from tests.support.command_tree import commands
from tests.support.drawing import draw, org
from tests.support.places import Place
from tests.support.running import maillon as run

HERE = {"serve", "explore", "mcp", "site", "schema", "completion", "help", "decide", "template"}
"""Commands of use on a line alone: a server to start, files to publish or fill in, a person to ask, how to use it."""
METHOD = {"query": "question", "query list": "questions", "query search": "questions", "query run": "question", "query show": "questions"}
PRINTED = {
    *("lang", "format_", "output", "quiet", "show_cypher", "short", "explain_names", "exit_code", "allow_rejects", "feed", "text"),
}
"""How an answer is printed and a command ends: methods and attributes of the answer."""
PLACE = {"store", "uri", "ca"}
"""Where the graph is: parameters of `open`."""
OTHER = {"yes", "duties", "gone", "moved", "why_", "join", "products", "decide", "picture", "former", "words", "parameters"}
"""Asked of a person alone (yes); methods of their own (`what_if`, `why`, `duties`, `products_named`); keyword arguments (parameters);
former names."""
CALLED = {"label": "type", "depth": "max_hops", "on": "as_of", "everything": "all"}
"""Parameters that have another name in the command's own code."""


INCIDENT = """
kind: incident
id: made-up
title: {fr: fuite, en: leak}
evidence: [s]
dates: {occurred: [{on: 2025-03-01, evidence: [s]}]}
compromised: [{at: org:supplier, evidence: [s]}]
"""


def graph_of(place: Place) -> Graph:
    """As `maillon.open()` opens it where the environment says which store."""
    before = dict(os.environ)
    os.environ.update(place.environment)
    try:
        return maillon.open()
    finally:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(scope="module")
def graph(corpus_place: Place) -> Iterator[Graph]:
    with graph_of(corpus_place) as found:
        yield found


ALL = [pytest.param(name, command, id=name) for name, command in commands() if name.split()[0] not in HERE and name != "loaders new"]


@pytest.mark.parametrize(("name", "command"), ALL)
def test_every_command_has_a_method_and_every_option_a_parameter(name: str, command: click.Command) -> None:
    called = METHOD.get(name, name.replace("-", "_"))
    method: Callable[..., Any] = getattr(Graph, called, None) or getattr(maillon, called)
    takes = set(inspect.signature(method).parameters)
    keywords = {"as_of"} if name == "query run" else set[str]()  # a parameter of the questions that have a day
    keywords |= {"owner", "decisions"} if name == "concerned" else set()  # of a list as a file, which Python loads first
    options = [p.name or "" for p in command.params if isinstance(p, click.Option) and not p.hidden]
    missing = {CALLED.get(option, option) for option in options if option not in PRINTED | PLACE | OTHER} - takes - keywords
    assert missing == set()


ANSWERS: list[tuple[Callable[[Graph], Answer], list[str]]] = [
    (lambda g: g.find("weda"), ["find", "weda"]),
    (lambda g: g.show("org:weda"), ["show", "org:weda"]),
    (lambda g: g.chains("insured of Audiens", as_of="2024-01-22"), ["chains", "insured of Audiens", "--as-of", "2024-01-22"]),
    (lambda g: g.blast_radius("Viamedis", as_of="2024-01-22"), ["blast-radius", "Viamedis", "--as-of", "2024-01-22"]),
    (lambda g: g.concerned("Mutami", as_of="2026-01-01"), ["concerned", "Mutami", "--as-of", "2026-01-01"]),
    (lambda g: g.incident("medecindirect-2025-11"), ["incident", "medecindirect-2025-11"]),
    (lambda g: g.cohort("insured of Audiens", as_of="2026-01-01"), ["cohort", "insured of Audiens", "--as-of", "2026-01-01"]),
    (lambda g: g.notifications("medecindirect-2025-11"), ["notifications", "medecindirect-2025-11"]),
    (lambda g: g.duties("medecindirect-2025-11"), ["notifications", "medecindirect-2025-11", "--duties"]),
    (lambda g: g.diff("2023-12-31", "2024-03-01"), ["diff", "2023-12-31", "2024-03-01"]),
    (lambda g: g.rank(limit=3, as_of="2026-01-01"), ["rank", "--limit", "3", "--as-of", "2026-01-01"]),
    (lambda g: g.why("Viamedis", as_of="2026-01-01"), ["rank", "--why", "Viamedis", "--as-of", "2026-01-01"]),
    (lambda g: g.what_if(gone="Viamedis", as_of="2026-01-01"), ["rank", "--what-if-gone", "Viamedis", "--as-of", "2026-01-01"]),
    (lambda g: g.question("clients-of", supplier="Viamedis"), ["query", "run", "clients-of", "-p", "supplier=Viamedis"]),
    (lambda g: g.cypher("MATCH (s:Source) RETURN s.id ORDER BY s.id"), ["cypher", "MATCH (s:Source) RETURN s.id ORDER BY s.id"]),
    (lambda g: g.duplicates(), ["duplicates"]),
    (lambda g: g.products_named(), ["duplicates", "--products"]),
    (lambda g: g.status(), ["status"]),
]


@pytest.mark.parametrize(("ask", "words"), ANSWERS, ids=[" ".join(words[:2]) for _, words in ANSWERS])
def test_an_answer_is_the_json_of_the_command_and_shows_itself_shortly(
    graph: Graph, corpus_place: Place, ask: Callable[[Graph], Answer], words: list[str]
) -> None:
    answer = ask(graph)
    assert json.loads(json.dumps(answer.to_dict())) == json.loads(run(corpus_place, *words, "--format", "json").out)
    assert len(repr(answer)) < 250
    assert answer._repr_html_().startswith('<div class="maillon">')
    assert answer.to_markdown("fr").startswith("# ")
    header, *rows = csv.reader(io.StringIO(render(answer.told("en"), "csv"), newline=""))
    for table in (answer.to_pandas(), answer.to_polars()):
        assert (list(table.columns), len(table)) == (header, len(rows))


# Mine ──delegates to──▶ Supplier, where an incident broke; a second one comes from a file
def test_what_is_new_is_told_once_and_records_come_from_a_file_by_their_hash(store: Store, tmp_path: Path) -> None:
    draw(store, org("mine"), org("supplier"), "org:mine delegates_to org:supplier")
    graph, sources = Graph(store), tmp_path / "sources.yaml"
    sources.write_text("kind: sources\nentries: [{id: s, publisher: S}]\n", "utf-8")
    (tmp_path / "incident.yaml").write_text(INCIDENT, "utf-8")
    first = graph.watch("org:mine")
    assert (first.first, first.new) == (True, ())
    with pytest.raises(maillon.MaillonError, match="SHA-256"):
        graph.update(sources, sha256="0" * 64)
    second = graph.watch("org:mine", first.seen, source=tmp_path)
    assert {fact.incident for fact in second.new} == {"incident:made-up"}
    assert "where: supplier (reported)" in second.to_feed()
    again = graph.watch("org:mine", second.seen)
    assert (again.new, again.gone, again.to_dict()["new"]) == ((), 0, [])


def test_rows_are_gone_through_counted_and_handed_on(graph: Graph) -> None:
    rows = graph.question("clients-of", supplier="Viamedis")
    assert len(rows) == len(list(rows)) == len(rows.rows) > 10
    assert rows[0] == rows.to_dicts()[0] == dict(zip(rows.columns, rows.rows[0], strict=True))
    assert list(rows.to_pandas().columns) == list(rows.to_polars().columns) == list(rows.columns)


def test_a_hundred_thousand_rows_become_a_table() -> None:
    rows = Rows(("n", "name"), tuple((n, f"row {n}") for n in range(100_000)))
    assert rows.to_pandas()["n"].sum() == rows.to_polars()["n"].sum() == sum(range(100_000))
    assert rows._repr_html_().count("<tr>") == 51
    assert "99,950 more" in rows._repr_html_()


def test_networks_hold_the_relations_of_their_answer(graph: Graph) -> None:
    chains = graph.chains("insured of Audiens", as_of="2024-01-22")
    assert set(chains.to_networkx().edges()) == {(hop.arrow.start, hop.arrow.end) for chain in chains.chains for hop in chain.hops}
    radius = graph.blast_radius("Viamedis", as_of="2024-01-22")
    assert {hit.node.id for hit in radius.nodes} < set(radius.to_networkx()) == {*radius.origins, *(hit.node.id for hit in radius.nodes)}
    whole = graph.to_networkx()
    assert set(chains.to_networkx().edges()) <= set(whole.edges())


def test_a_picture_shows_itself_in_a_frame_that_reaches_nothing(graph: Graph, tmp_path: Path) -> None:
    picture = graph.picture("viamedis-2024-01", lang="en")
    assert picture._repr_html_().startswith('<iframe sandbox="allow-scripts"')
    assert "<script" not in picture._repr_html_()
    assert picture.save(tmp_path / "viamedis.html").read_text("utf-8") == picture.to_html()


def test_a_report_is_saved_as_its_name_says(graph: Graph, tmp_path: Path) -> None:
    report = graph.report("incident", "medecindirect-2025-11", lang="en")
    assert report.save(tmp_path / "a.md").read_text("utf-8") == report.markdown
    assert report.save(tmp_path / "a.html").read_text("utf-8") == report.html


def test_names_are_text_wherever_an_answer_is_shown(store: Store) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    draw(store, org("a", "Insurer"), org("b", note={"fr": hostile, "en": hostile}), "org:a delegates_to org:b")
    shown = Graph(store).show("org:b")._repr_html_()
    assert "<img" not in shown
    assert "&lt;img" in shown


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda g: g.blast_radius("Viamediss"), "org:viamedis"),
        (lambda g: g.chains("Mutami", as_of="yesterday"), "YYYY-MM-DD"),
        (lambda g: g.blast_radius("Viamedis", effect="loss"), "confidentiality"),
        (lambda g: g.rank(type="Insurers"), "Insurer"),
        (lambda g: g.rank(by="names"), "people-at-most"),
        (lambda g: g.question("clients-off"), "clients-of"),
        (lambda g: g.what_if(), "gone"),
        (lambda g: g.report("letter", "Viamedis"), "supplier"),
        (lambda g: g.export("pdf"), "graphml"),
        (lambda g: g.unload("nothing"), "maillon-corpus"),
        (lambda g: g.load("cvs", "x.csv"), "table"),
        (lambda g: g.load("hhs", "x.csv", owner="Mutami"), "processors"),
        (lambda g: g.load("hhs", "x.csv", cpv=["48"]), "decp"),
        (lambda g: g.load("records", "x.yaml", owner="Mutami"), "processors"),
        (lambda g: g.load("records", "x.yaml", all=True), "decp"),
    ],
)
def test_a_wrong_word_is_refused_with_what_there_is(graph: Graph, ask: Callable[[Graph], Any], says: str) -> None:
    with pytest.raises(maillon.MaillonError) as refused:
        ask(graph)
    assert says in str(refused.value)
    assert refused.value.say("fr") != refused.value.say("en")


def test_closed_means_closed(corpus_place: Place) -> None:
    graph = graph_of(corpus_place)
    graph.close()
    graph.close()
    with pytest.raises(maillon.StoreError, match=r"maillon\.open\(\)"):
        graph.status()
    assert "(closed)" in repr(graph)


def test_a_fork_is_told_to_open_its_own(corpus_place: Place) -> None:
    with graph_of(corpus_place) as graph:
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                graph.status()
                os.write(tell, b"answered")
            except maillon.StoreError as error:
                os.write(tell, str(error).encode())
            os._exit(0)
        os.waitpid(child, 0)
        assert "fork" in os.read(told, 1000).decode()
        assert graph.status().nodes, "the one who opened it goes on"


@pytest.mark.parametrize("named", [False, True])
def test_the_environment_is_read_as_by_the_command(named: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MAILLON_STORE", "NEO4J_URI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MAILLON_STORE", str(tmp_path / "a"))
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    with pytest.raises(maillon.StoreError) as refused:
        maillon.open(str(tmp_path / "elsewhere") if named else None)
    assert ("elsewhere is no store" if named else "are both set") in str(refused.value)
    words = ["--store", str(tmp_path / "elsewhere")] if named else []
    environment = {"MAILLON_STORE": str(tmp_path / "a"), "NEO4J_URI": "bolt://127.0.0.1:1"}
    line = run(None, "show", "x", *words, environment=environment).err
    assert str(refused.value).partition("; say which")[0].partition(". Fill it")[0] in line
