"""A confidential data set beside a public one: what shows the whole database is refused until it is named, here and from Python."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from maillon.api.graph import Graph
from maillon.graph.store import Store
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
    with pytest.raises(RefusedError, match="mien is not known"):
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
