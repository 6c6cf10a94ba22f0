"""What only confidential data sets know: worked out once, and anew where what is loaded has changed."""

from __future__ import annotations

from maillon.graph.projection import project
from maillon.graph.store import Store
from tests.support.drawing import drawn, load, org


# mine (confidential) says org:mine/osprey; then public says it too; then mine is confidential no longer
def test_what_only_a_confidential_list_knows_is_kept_until_something_else_is_loaded(store: Store) -> None:
    osprey = org("mine/osprey", name="Clinique Osprey")
    records = [(osprey.id, project(osprey))]
    store.load("mine", records, loader="records", confidential=True)
    first = store.held()
    assert first is not None
    assert first.knowing("org:mine/osprey") == ("mine",)
    assert store.held() is first
    load(store, drawn(osprey), "public")
    second = store.held()
    assert second is not None
    assert (dict(second.ids), dict(second.names)) == ({}, {})
    store.load("mine", records, loader="records")
    assert store.held() is None
