"""`duplicates --join`: what is sure becomes one in one stroke, stays so only while it is sure, and parts again exactly."""

from __future__ import annotations

import json

import pytest

from maillon.graph.projection import project
from maillon.graph.statements import WrittenRecord
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from tests.support.drawing import drawn, load, org
from tests.support.places import Place
from tests.support.running import maillon

AUTUN = {"country": "FR", "region": "FR-71", "town": "Autun"}


# one/osprey (Autun) ──▶ one/host      two/osprey (Autun)     one/tilleul, two/tilleul: no place      two/host: another town
@pytest.fixture
def two_lists(empty_place: Place, store: Store) -> Place:
    for name, town in (("one", "Dijon"), ("two", "Nantes")):
        osprey = org(f"{name}/osprey", name="Clinique Osprey Lavande", **AUTUN)
        host = org(f"{name}/host", name="Hébergeur Falaise Bleue", **{**AUTUN, "region": None, "town": town})
        tilleul = org(f"{name}/tilleul", name="Tilleul Marine")
        load(store, drawn(osprey, host, tilleul, f"org:{name}/osprey delegates_to org:{name}/host"), name)
    return empty_place


def clients(place: Place, supplier: str) -> set[str]:
    body = json.loads(maillon(place, "blast-radius", supplier, "--format", "json").out)
    return {found["id"] for found in body["nodes"]}


def test_what_is_sure_becomes_one_is_said_and_parts_again_exactly(two_lists: Place, store: Store) -> None:
    before = store.graph_hash()
    ran = maillon(two_lists, "duplicates", "--join")
    assert "2 ids joined into 1 organisation" in ran.err
    assert clients(two_lists, "org:one/host") == clients(two_lists, "org:two/host") == {"org:one/osprey"}
    assert maillon(two_lists, "show", "org:two/osprey", "--format", "json").code == 0, "the other id goes on resolving"
    joined = store.graph_hash()
    maillon(two_lists, "duplicates", "--join")
    assert store.graph_hash() == joined, "joined anew from what is loaded"
    assert maillon(two_lists, "unload", "joined", "--yes").code == 0
    assert store.graph_hash() == before


def test_what_bears_one_name_is_joined_only_where_that_is_asked_for(two_lists: Place, store: Store) -> None:
    there = "MATCH (o:Organisation) WHERE o.name = 'Tilleul Marine' RETURN o.id AS id"
    maillon(two_lists, "duplicates", "--join")
    assert len(store.read(there)) == 2
    maillon(two_lists, "duplicates", "--join", "--names")
    assert len(store.read(there)) == 1


def test_what_is_no_longer_sure_is_parted_when_it_is_joined_anew(two_lists: Place, store: Store) -> None:
    maillon(two_lists, "duplicates", "--join")
    moved = org("two/osprey", name="Clinique Osprey Lavande", country="FR", region="FR-44", town="Nantes")
    load(store, drawn(moved, org("two/host", name="Hébergeur Falaise Bleue"), "org:two/osprey delegates_to org:two/host"), "two")
    maillon(two_lists, "duplicates", "--join")
    assert clients(two_lists, "org:two/host") == {"org:two/osprey"}


def test_what_was_joined_stays_joined_while_it_is_looked_at_and_where_the_look_is_stopped(
    two_lists: Place, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    maillon(two_lists, "duplicates", "--join")
    joined = store.graph_hash()
    meanwhile: list[str] = []

    def stop(reader: CypherReader, **_: object) -> None:
        assert len(reader.rows("MATCH (o:Organisation) WHERE o.name = 'Clinique Osprey Lavande' RETURN o.id")) == 2
        meanwhile.append(store.graph_hash())
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr("maillon.queries.duplicates.duplicates", stop)
        assert maillon(two_lists, "duplicates", "--join").code == 130
    assert meanwhile == [joined], "as after an end that nothing outlives"
    assert store.graph_hash() == joined
    assert maillon(two_lists, "unload", "joined", "--yes").code == 0


def test_what_was_joined_is_kept_as_written_so_that_it_is_handed_on_with_the_records(two_lists: Place, store: Store) -> None:
    maillon(two_lists, "duplicates", "--join")
    ((_, statements),) = store.recorded("joined")
    (written,) = (s for s in statements if isinstance(s, WrittenRecord))
    assert written.data["same"] == ["org:one/osprey", "org:two/osprey"]


def test_what_is_joined_with_a_confidential_list_is_confidential(two_lists: Place, store: Store) -> None:
    osprey = org("mine/osprey", name="Clinique Osprey Lavande", **AUTUN)
    store.load("mine", [(osprey.id, project(osprey))], loader="records", confidential=True)
    maillon(two_lists, "duplicates", "--join")
    assert store.confidential() == ("joined", "mine")
    assert "mine/osprey" not in maillon(two_lists, "export").out
    assert "mine/osprey" in maillon(two_lists, "export", "--with", "mine", "--with", "joined").out


def test_what_is_joined_again_is_confidential_no_more_once_no_list_is(two_lists: Place, store: Store) -> None:
    osprey = org("mine/osprey", name="Clinique Osprey Lavande", **AUTUN)
    store.load("mine", [(osprey.id, project(osprey))], loader="records", confidential=True)
    maillon(two_lists, "duplicates", "--join")
    store.unload("mine")
    assert store.confidential() == ("joined",), "it may still name what the list held"
    maillon(two_lists, "duplicates", "--join")
    assert store.confidential() == ()
    assert [found.id for found in store.datasets()] == ["joined", "one", "two"]
