"""A confidential data set beside a public one: what shows the whole database is refused until it is named, here and from Python."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from maillon.api.graph import Graph
from maillon.graph.statements import NodeStatement, Statement
from maillon.graph.store import Store
from maillon.graph.store.errors import DatasetUnknown
from maillon.wording import RefusedError
from tests.support.places import Place
from tests.support.processes import started
from tests.support.running import maillon
from tests.support.statements import node, trust

WHOLE = (
    ["cypher", "MATCH (o:Organisation) RETURN o.id"],
    ["query", "run", "clients-of", "-p", "supplier=org:open"],
    ["explore", "--no-browser"],
)


@pytest.fixture
def secret(store: Store) -> Store:
    """Two data sets, of which one is confidential.

    client ──▶ open   what anybody may know
    hidden ──▶ open   what only the confidential list says
    """
    store.load("public", [("1", [node("org:open"), trust("org:client", "org:open")])], loader="drawn")
    store.load("mine", [("1", [node("org:hidden"), trust("org:hidden", "org:open")])], loader="drawn", confidential=True)
    return store


def test_what_shows_the_whole_database_is_refused_until_each_confidential_data_set_is_named(secret: Store, empty_place: Place) -> None:
    secret.load("other", [("1", [node("org:other")])], loader="drawn", confidential=True)
    for line in WHOLE:
        for words, asked in (([], "--with mine --with other"), (["--with", "mine"], "--with other"), (["--with", "other"], "--with mine")):
            ran = maillon(empty_place, *line, *words)
            assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
            assert ran.err.rstrip().endswith(f"name them: {asked}")
    ran = maillon(empty_place, *WHOLE[0], "--with", "mine", "--with", "other")
    assert (ran.code, "org:hidden" in ran.out) == (0, True)


def test_a_data_set_that_is_not_there_cannot_be_named(secret: Store, empty_place: Place, tmp_path: Path) -> None:
    for line in (*WHOLE, ["export", "-o", str(tmp_path / "all.json")]):
        ran = maillon(empty_place, *line, "--with", "mien")
        assert (ran.code, "'mien'; loaded: mine, public" in ran.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_store_without_anything_confidential_is_shown_as_before(store: Store, empty_place: Place) -> None:
    store.load("public", [("1", [node("org:open")])], loader="drawn")
    assert maillon(empty_place, *WHOLE[0]).code == 0
    assert maillon(empty_place, *WHOLE[0], "--with", "public").code == 0


def test_python_refuses_as_the_commands_do(secret: Store) -> None:
    graph = Graph(secret)
    for ask in (graph.cypher, lambda text, **more: graph.question("clients-of", supplier="org:open", **more)):
        with pytest.raises(RefusedError, match=r"including=\['mine'\]"):
            ask("MATCH (o:Organisation) RETURN o.id")
        assert "org:hidden" in str(ask("MATCH (o:Organisation) RETURN o.id", including=["mine"]).rows)
    assert "org:hidden" not in str(graph.export())
    assert "org:hidden" in str(graph.export(including="mine"))
    with pytest.raises(DatasetUnknown, match="no data set is called 'mien'"):
        graph.export(including=["mien"])


def test_a_store_is_served_only_where_its_confidential_data_sets_are_named(tmp_path: Path) -> None:
    place = Place(directory=tmp_path / "store")
    with place.open() as store:
        store.load("mine", [("1", [node("org:hidden")])], loader="drawn", confidential=True)
    ran = maillon(place, "serve")
    assert (ran.code, "--with mine" in ran.err) == (2, True)
    command = [sys.executable, "-m", "maillon", "serve", "--with", "mine"]
    with started(*command, environment=place.environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline()


ANSWERS = (["blast-radius", "org:open"], ["show", "org:open"], ["chains", "org:hidden"], ["find", "hidden"], [*WHOLE[0], "--with", "mine"])
"""What holds something of the confidential list."""
PUBLIC = (["find", "open"], ["chains", "org:client"], ["show", "org:client"])
"""What holds nothing of it, on the same store."""


def test_an_answer_that_holds_something_confidential_says_so_on_its_face_and_row_by_row(secret: Store, empty_place: Place) -> None:
    for line in ANSWERS:
        for form in ("table", "md"):
            assert "Holds what only confidential data sets say: mine." in maillon(empty_place, *line, "--format", form).out
        assert (
            "Contient ce que disent seuls des jeux de données confidentiels\u202f: mine." in maillon(empty_place, *line, "--lang", "fr").out
        )
        assert json.loads(maillon(empty_place, *line, "--format", "json").out)["confidential"] == ["mine"]
        rows = list(csv.DictReader(io.StringIO(maillon(empty_place, *line, "--format", "csv").out)))
        assert {bool(row["confidential"]) for row in rows if "org:hidden" in row.values()} == {True}
        assert not any(row["confidential"] for row in rows if "org:hidden" not in str(row))
    for line in PUBLIC:
        for form in ("table", "md", "json", "csv"):
            assert "onfidential" not in maillon(empty_place, *line, "--format", form).out


def test_whose_statement_a_row_is_stands_beside_it_and_beside_no_other(secret: Store, empty_place: Place) -> None:
    answer = json.loads(maillon(empty_place, "blast-radius", "org:open", "--format", "json").out)
    marks = {row["id"]: row.get("confidential") for row in answer["nodes"]}
    assert marks == {"org:client": None, "org:hidden": ["mine"]}
    assert Graph(secret).blast_radius("org:open").to_dict() == answer
    assert "only confidential data sets" in Graph(secret).blast_radius("org:open").to_markdown("en")


def test_figures_of_the_whole_graph_say_what_they_count(secret: Store, empty_place: Place) -> None:
    for line in (["rank"], ["rank", "--what-if-gone", "org:open"]):
        ran = maillon(empty_place, *line)
        assert "what only confidential data sets say" in ran.out, ran.err


def test_what_is_said_in_public_too_is_not_called_confidential(store: Store) -> None:
    """mine and public both know a and a ──▶ b; only mine knows c; a document of mine is cited by its place."""
    both: list[Statement] = [node("org:a"), trust("org:a", "org:b")]
    source = NodeStatement("source:list", (), {"name": "List"})
    store.load("public", [("1", both)], loader="drawn")
    store.load("mine", [("1", [*both, trust("org:a", "org:c"), source])], loader="drawn", confidential=True)
    held = store.held()
    assert held is not None
    assert (held.datasets, dict(held.ids)) == (("mine",), {"org:c": ("mine",), "source:list": ("mine",)})
    known = [held.knowing(text) for text in ("org:a", "org:b", "org:c", "list#row 2", "List", "org:mine/whoever")]
    assert known == [(), (), *[("mine",)] * 4]
    store.load("mine", [], loader="drawn")
    assert store.held() is None


def test_any_load_can_be_marked_confidential_and_one_that_takes_the_mark_away_says_so(
    store: Store, empty_place: Place, tmp_path: Path
) -> None:
    (tmp_path / "mine.yaml").write_text("kind: sources\nentries:\n  - {id: s, publisher: S}\n")
    line = ("load", "records", str(tmp_path / "mine.yaml"), "--dataset", "mine")
    assert maillon(empty_place, *line, "--confidential").code == 0
    assert store.confidential() == ("mine",)
    ran = maillon(empty_place, *line)
    assert (store.confidential(), "mine was confidential and is so no longer" in ran.err) == ((), True)
    Graph(store).load("records", tmp_path / "mine.yaml", dataset="mine", confidential=True)
    assert store.confidential() == ("mine",)
