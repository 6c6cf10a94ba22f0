"""How every command ends: one table, an empty answer, a cut one, a store in which nothing is."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

import maillon as library
from maillon.commands import exit_codes
from maillon.commands.exit_codes import CUT_SHORT, DONE, EXIT_CODES, NO, STORE
from maillon.commands.messages import messages
from maillon.graph.store import Store, StoreEmpty, StoreGone, open_store
from maillon.queries import chains, neighbourhood
from maillon.queries.resolution import blocking
from maillon.reports.picture import page as drawn_page
from tests.support.drawing import draw, incident, org, people
from tests.support.engines import LINGER
from tests.support.lines import BASE
from tests.support.places import ROOT, Place
from tests.support.running import maillon

EMPTY: dict[str, list[str]] = {
    "find": ["find", "nothing bears this"],
    "query search": ["query", "search", "zzzz"],
    "query run": ["query", "run", "clients-of", "-p", "supplier=org:alone"],
    "cypher": ["cypher", "MATCH (n:Hospital) RETURN n.id"],
    "chains": ["chains", "org:alone"],
    "blast-radius": ["blast-radius", "org:alone"],
    "concerned": ["concerned", "org:a"],
    "incident": ["incident", "incident:silent"],
    "cohort": ["cohort", "population:spared"],
    "notifications": ["notifications", "incident:silent"],
    "duplicates": ["duplicates", "--threshold", "100"],
    "decide": ["decide", "--rule", "same-identifier", "--who", "us"],
    "rank": ["rank", "--type", "Hospital"],
}
"""By command: a question whose answer is empty. It ends with 1."""

NEVER_EMPTY = {
    "demo": "it shows what it loaded",
    "load": "it says what became of the data",
    "loaders": "there are some",
    "loaders new": "it writes a draft",
    "template": "it writes an empty list",
    "update": "it says what became of the data",
    "watch": "nothing new is an answer, and a good one",
    "unload": "it says what it took back",
    "status": "a count of nothing is a count",
    "verify": "a store is whole or not",
    "repair": "it says what it made anew",
    "backup": "it says what it wrote",
    "restore": "it says what it restored",
    "draft": "an article in which nothing is found is a draft all the same",
    "check": "it says what is wrong",
    "show": "what is called by name is there",
    "diff": "no difference is an answer, and a good one",
    "report": "a document says what nobody says",
    "picture": "what is called by name is there",
    "site": "a page says what nobody says",
    "query list": "there are some",
    "query show": "what is called by name is there",
    "export": "what it writes is the graph",
    "serve": "it runs until it is stopped",
    "explore": "it runs until it is stopped",
    "mcp": "it runs until its input ends",
    "schema": "there is one",
    "completion": "there is one",
    "help": "there is one",
}
"""By command: why it does not end with 1."""


# org:alone    incident:silent    population:spared    org:a ──▶ org:b ──▶ org:c, ──▶ org:d; org:e ──▶ org:b
@pytest.fixture
def sparse(empty_place: Place, store: Store) -> Place:
    draw(
        store,
        org("alone"),
        people("spared", 1, 1),
        incident("silent"),
        *("org:a delegates_to org:b", "org:b delegates_to org:c", "org:b delegates_to org:d", "org:e delegates_to org:b"),
    )
    return empty_place


def test_every_command_says_what_its_empty_answer_is() -> None:
    assert EMPTY.keys().isdisjoint(NEVER_EMPTY)
    assert EMPTY.keys() | NEVER_EMPTY.keys() == BASE.keys() | {"serve", "explore", "mcp"}


def test_an_answer_that_is_empty_ends_with_1(sparse: Place) -> None:
    assert {name: maillon(sparse, *line).code for name, line in EMPTY.items()} == dict.fromkeys(EMPTY, NO)


def test_one_table_of_exit_codes_stands_in_help_and_in_the_documents() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for lang in ("en", "fr"):
        told = " ".join(maillon(None, "--help", environment={"MAILLON_LANG": lang, "COLUMNS": "100"}).out.split())
        for code in EXIT_CODES:
            assert f"{code} {' '.join(messages.say(f'exit.{code}', lang).split())}" in told
    for code in EXIT_CODES:
        assert f"| {code} | {messages.say(f'exit.{code}', 'en')} |" in page
    declared = {value for name, value in vars(exit_codes).items() if name.isupper() and isinstance(value, int)}
    assert declared - {*EXIT_CODES} == {exit_codes.INTERNAL, exit_codes.INTERRUPTED}


CUT: dict[str, tuple[list[str], list[str], list[str]]] = {
    "find": (["find", "a"], ["--limit", "1"], ["--limit", "0"]),
    "chains": (["chains", "org:a"], ["--limit", "1"], ["--limit", "0"]),
    "chains, in length": (["chains", "org:a"], ["--max-hops", "1"], []),
    "rank": (["rank"], ["--limit", "1"], ["--limit", "0"]),
    "rank --why": (["rank", "--why", "org:b"], ["--limit", "1"], ["--limit", "0"]),
    "rank --what-if-gone": (["rank", "--what-if-gone", "org:b"], ["--limit", "1"], ["--limit", "0"]),
    "cypher": (["cypher", "MATCH (o:Organisation) RETURN o.id AS id ORDER BY id"], ["--limit", "1"], ["--limit", "0"]),
    "query run": (["query", "run", "chains-from", "-p", "population=population:p"], ["--limit", "1"], ["--limit", "0"]),
}
"""A question, the words that cut its answer, and those with which it is whole."""


NEVER_CUT = {
    **dict.fromkeys(
        ("demo", "load", "update", "unload", "status", "check", "verify", "repair", "backup", "restore"), "it says what it did or found"
    ),
    **dict.fromkeys(
        ("show", "blast-radius", "concerned", "watch", "incident", "cohort", "notifications", "diff", "report"), "all that is known"
    ),
    **dict.fromkeys(("loaders", "loaders new", "template", "draft"), "of no graph"),
    **dict.fromkeys(("query list", "query search", "query show", "schema", "completion", "help", "serve"), "of no graph"),
    "mcp": "each reply says what it leaves out",
    "explore": "pages say what they leave for the next",
    "export": "the whole graph",
    "site": "the whole graph; long lists go on on further pages",
    "decide": "it says what it did",
    "duplicates": "no limit of rows; names that too many share have a test of their own",
    "picture": "it says what it leaves out, in a test of its own",
}
"""By command: why no limit cuts its answer."""


def test_every_command_says_what_cuts_its_answer_or_why_nothing_does() -> None:
    cut = {name.partition(" --")[0].partition(",")[0] for name in CUT}
    assert cut.isdisjoint(NEVER_CUT)
    assert cut | NEVER_CUT.keys() == BASE.keys() | {"serve", "explore", "mcp"}


@pytest.fixture
def branching(empty_place: Place, store: Store) -> Place:
    """population:p ──▶ org:a ──▶ org:b ──▶ org:c and org:d; population:q ──▶ org:e ──▶ org:b"""
    draw(
        store,
        people("p", 10, 10),
        people("q", 10, 10),
        *(
            "population:p insured_by org:a",
            "population:q insured_by org:e",
            "org:a delegates_to org:b",
            "org:b delegates_to org:c",
            "org:b delegates_to org:d",
        ),
        "org:e delegates_to org:b",
    )
    return empty_place


@pytest.mark.parametrize("name", CUT)
def test_a_limit_that_cuts_is_said_in_every_format_and_a_whole_answer_says_nothing(branching: Place, name: str) -> None:
    line, cutting, whole = CUT[name]
    said = {}
    for format_ in ("table", "csv", "json", "md"):
        ran = maillon(branching, *line, *cutting, "--format", format_)
        assert (ran.code, bool(ran.err)) == (DONE, True), ran.err
        said[format_] = ran.err
        assert maillon(branching, *line, *cutting, "--format", format_, "--quiet").err == ""
        all_of_it = maillon(branching, *line, *whole, "--format", format_)
        assert (all_of_it.code, all_of_it.err) == (DONE, "")
        assert all_of_it.out != ran.out
    assert len(set(said.values())) == 1
    assert " ".join(whole) in said["csv"]
    assert maillon(branching, *line, *cutting, "--lang", "fr").err not in ("", said["table"])


def test_a_limit_that_nobody_set_ends_with_6_and_says_how_to_get_all(
    branching: Place, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(store, *(org(f"x{n}", name=f"Xylo {n}") for n in range(51)), *(f"org:many delegates_to org:y{n}" for n in range(101)))
    for line in (["find", "xylo"], ["chains", "org:many"]):
        ran = maillon(branching, *line)
        assert (ran.code, "--limit 0" in ran.err) == (CUT_SHORT, True), line
        assert maillon(branching, *line, "--quiet").code == CUT_SHORT
        assert maillon(branching, *line, "--limit", "0").code == DONE
    ranked = maillon(branching, "rank")  # the first twenty are what a ranking is
    assert (ranked.code, "20 of " in ranked.err) == (DONE, True)
    rows = "UNWIND range(1, 10001) AS x RETURN x"
    ran = maillon(branching, "cypher", rows, "--format", "csv")
    assert (ran.code, ran.err, len(ran.out.splitlines())) == (
        CUT_SHORT,
        "10,000 rows shown; there are more; all of them: --limit 0\n",
        10_001,
    )
    assert len(maillon(branching, "cypher", rows, "--format", "csv", "--limit", "0").out.splitlines()) == 10_002
    monkeypatch.setattr(chains, "MAX_STEPS", 5)
    ran = maillon(branching, "chains", "org:many", "--limit", "0")
    assert (ran.code, "--max-hops" in ran.err) == (CUT_SHORT, True)


def test_names_that_too_many_share_are_said_not_to_be_compared(empty_place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(store, *(org(f"x{n}", name="Pharmacie du Centre") for n in range(6)))
    monkeypatch.setattr(blocking, "BLOCK", 5)
    ran = maillon(empty_place, "duplicates")
    assert ran.code == CUT_SHORT
    assert "Pharmacie du Centre" in ran.err


def test_a_picture_that_leaves_something_out_says_so(branching: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = str(tmp_path / "page.html")
    whole = maillon(branching, "picture", "org:a", "-o", page)
    assert (whole.code, len(whole.err.splitlines())) == (DONE, 1)
    near = maillon(branching, "picture", "org:a", "--max-hops", "1", "-o", page)
    assert (near.code, "2 neighbouring nodes are further away than --max-hops 1;" in near.err) == (DONE, True), near.err
    monkeypatch.setattr(drawn_page, "MOST_VISIBLE", 2)
    crowded = maillon(branching, "picture", "org:a", "-o", page)
    assert (crowded.code, "nodes are not drawn" in crowded.err) == (CUT_SHORT, True)
    monkeypatch.setattr(neighbourhood, "MAX_RELATIONS", 1)
    large = maillon(branching, "picture", "-o", page)
    assert (large.code, "too large for one page" in large.err) == (CUT_SHORT, True)


def test_a_chain_that_is_as_long_as_asked_for_and_ends_there_is_not_cut(branching: Place) -> None:
    ran = maillon(branching, "chains", "org:a", "--max-hops", "2", "--format", "json")
    assert (ran.code, ran.err) == (DONE, "")
    assert (json.loads(ran.out)["truncated"], json.loads(ran.out)["shortened"]) == (False, 0)


# A store in which nothing is


READING = sorted(
    BASE.keys()
    - {
        "demo",
        "load",
        "restore",
        "loaders",
        "loaders new",
        "template",
        "draft",
        "check",
        "query list",
        "query search",
        "query show",
        "schema",
        "completion",
        "help",
    }
)


@pytest.mark.parametrize("name", [*READING, "serve"])
def test_a_place_where_no_store_is_never_answers_and_none_is_made_there(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    for folder in ("mistyped", "empty"):
        ran = maillon(Place(directory=tmp_path / folder), *BASE.get(name, [name]))
        assert (ran.code, ran.out) == (STORE, "")
        assert ran.err.count("\n") == 1
        assert "nothing was ever loaded there. Fill it with: maillon demo" in ran.err
    assert [p.name for p in tmp_path.iterdir()] == ["empty"]
    assert not list((tmp_path / "empty").iterdir())


def test_an_empty_store_says_that_it_is(empty_place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in READING:
        if name == "repair" and empty_place.server is not None:
            continue  # a server has a way of its own
        ran = maillon(empty_place, *BASE[name])
        if name == "status":
            assert (ran.code, ran.err.startswith("this store is empty")) == (DONE, True)
            continue
        assert (ran.code, ran.out) == (STORE, "")
        assert "this store is empty" in ran.err
        assert "maillon demo" in ran.err
    assert not list(tmp_path.iterdir())


def test_from_python_a_place_where_nothing_is_does_not_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreEmpty, match=r"maillon\.demo\(\)"):
        library.open(tmp_path / "mistyped")
    assert not list(tmp_path.iterdir())
    open_store(tmp_path / "store", linger=LINGER).close()
    monkeypatch.setenv("MAILLON_STORE", str(tmp_path / "store"))
    for place in (tmp_path / "store", None):
        with pytest.raises(StoreEmpty, match=r"this store is empty .*maillon\.demo\(\)"):
            library.open(place)


def test_a_store_removed_or_replaced_between_two_lines_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with open_store(folder, linger=LINGER) as store:
        draw(store, "org:a delegates_to org:b")
        with library.open(folder) as graph:
            assert [m.node.id for m in graph.find("a", limit=1)] == ["org:a"]
            shutil.rmtree(folder)
            for _ in range(2):
                with pytest.raises(StoreGone, match="deleted or replaced"):
                    graph.find("a")
            with pytest.raises(StoreGone):
                graph.cypher("RETURN 1")
            with open_store(folder, linger=LINGER) as other:
                draw(other, "org:c delegates_to org:d")
                with pytest.raises(StoreGone):
                    graph.status()
    with library.open(folder) as graph:
        assert graph.cypher("MATCH (o:Organisation) RETURN o.id AS id ORDER BY id").rows == (("org:c",), ("org:d",))


def test_from_python_all_rows_come_unless_a_limit_is_given(sparse: Place, store: Store) -> None:
    graph = library.Graph(store)
    text = "UNWIND range(1, 12000) AS x RETURN x"
    assert len(graph.cypher(text).rows) == 12_000
    first = graph.cypher(text, limit=10)
    assert (len(first.rows), first.truncated) == (10, True)
    assert len(graph.find("a", limit=1)) == 1 < len(graph.find("a"))


def test_rows_that_are_written_as_they_come_are_those_of_the_whole_answer(sparse: Place) -> None:
    text = "MATCH (n) RETURN n, n.id AS id, [n.id, null] AS list"
    for format_ in ("csv", "json", "md", "table"):
        whole = maillon(sparse, "cypher", text, "--format", format_)
        assert maillon(sparse, "cypher", text, "--format", format_, "--limit", "0") == whole
    rows = csv.reader(io.StringIO(maillon(sparse, "cypher", text, "--limit", "0", "--format", "csv").out))
    assert next(rows) == ["n", "id", "list"]
    none = maillon(sparse, "cypher", "MATCH (n:Hospital) RETURN n", "--limit", "0", "--format", "json")
    assert none == maillon(sparse, "cypher", "MATCH (n:Hospital) RETURN n", "--format", "json")
    assert none.code == NO
