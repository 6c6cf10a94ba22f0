"""A store that another version of maillon loaded: every answer says so, until something is loaded again."""

from __future__ import annotations

from maillon.graph.store import Store
from tests.support.places import FIXTURES, Place
from tests.support.running import maillon


def test_a_store_of_another_version_is_read_with_a_remark_until_something_is_loaded_again(empty_place: Place, store: Store) -> None:
    load = ("load", "us-states", str(FIXTURES / "us_states" / "wa.csv"))
    maillon(empty_place, *load)
    assert maillon(empty_place, "find", "tamarack").err == ""
    store.connection.write(lambda tx: tx.run("MATCH (d:Dataset) REMOVE d.view_version").consume())
    old = maillon(empty_place, "find", "tamarack")
    assert (old.code, old.err.count("\n")) == (0, 1)
    assert "another version of maillon loaded this store" in old.err
    assert "une autre version de maillon" in maillon(empty_place, "status", "--lang", "fr").err
    assert maillon(empty_place, "find", "tamarack", "--quiet").err == ""
    assert maillon(empty_place, *load).err == ""
    assert maillon(empty_place, "find", "tamarack").err == ""
