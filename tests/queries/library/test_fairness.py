"""A question says no more of an organisation than its sources: who contests it stands beside it, what only follows is potential."""

from __future__ import annotations

import pytest

from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader, Row
from maillon.queries.library import bind, library, question, run_question
from maillon.queries.library.walks import WALKS
from tests.support.drawing import draw, incident, org

GIVEN = {
    "supplier": "org:v",
    "organisation": "org:a",
    "one": "org:v",
    "other": "org:w",
    "product": "product:s",
    "population": "population:p",
}


# p ── a ──(reported; contested by a)──▷ v*     a ── w     a ──(so too)──▷ s, of v     b ──▷ v     c ──(so too, until 2022)──▷ v
@pytest.fixture
def drawn(store: Store) -> Store:
    draw(
        store,
        org("a", "Insurer"),
        org("b", "Insurer"),
        "population:p insured_by org:a",
        "org:a delegates_to org:v {status: reported}",
        "org:a delegates_to org:v {status: contested, by: org:a, made_on: 2024-01-01}",
        "org:a delegates_to org:w",
        "org:b delegates_to org:v",
        "product:s provided_by org:v",
        "org:a uses product:s {status: reported}",
        "org:a uses product:s {status: contested, by: org:a, made_on: 2024-01-01}",
        "org:a hosted_by org:v {status: reported}",
        "org:a hosted_by org:v {status: contested, by: org:a, made_on: 2024-01-01}",
        "org:c delegates_to org:v {status: reported, until: 2022}",
        "org:c delegates_to org:v {status: contested, until: 2022, by: org:a, made_on: 2024-01-01}",
        incident("x", compromised=[{"at": "org:v"}], dates={"occurred": [{"on": "2023-05-01", "evidence": ["s"]}]}),
    )
    return store


def rows(store: Store, name: str, **given: str) -> list[Row]:
    asked, reader = question(name), CypherReader(store)
    answer = run_question(reader, asked, bind(reader, asked, given))
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


@pytest.mark.parametrize("name", sorted(WALKS))
def test_whoever_contests_a_relation_stands_in_every_row_that_goes_along_it(drawn: Store, name: str) -> None:
    given = {p.name: GIVEN[p.name] for p in library()[name].parameters if p.name in GIVEN}
    if name == "people-behind":
        given["organisation"] = "org:v"
    assert any("org:a" in (row.get("contested_by") or row.get("contested") or ()) for row in rows(drawn, name, **given))


def test_what_nobody_contests_is_not_said_to_be(drawn: Store) -> None:
    found = {row["client"]: row["contested_by"] for row in rows(drawn, "clients-of", supplier="org:v") if row["service"] == ""}
    assert found["org:b"] == []


# a ──▷ v, b ──▷ v: only relations lead to them
def test_where_no_source_speaks_of_the_insured_they_are_only_potential(drawn: Store) -> None:
    assert {(row["insurer"], *row["outcome"]) for row in rows(drawn, "members-on-breached-platforms")} == {
        ("org:a", "potential"),
        ("org:b", "potential"),
    }


# a ──until 2022──▷ v*, which broke in 2023
def test_whom_only_a_relation_that_had_ended_exposes_is_only_potential(store: Store) -> None:
    draw(
        store,
        "org:a delegates_to org:v {until: 2022}",
        incident("x", compromised=[{"at": "org:v"}], dates={"occurred": [{"on": "2023-05-01", "evidence": ["s"]}]}),
    )
    assert [(row["client"], row["outcome"], row["people"]) for row in rows(store, "exposed-after-leaving")] == [
        ("org:a", ["potential"], [])
    ]


# c ──▷ v*     c told its people
def test_a_client_that_told_others_is_said_to_have_known(store: Store) -> None:
    told = [{"from": "org:c", "to": "population:p", "on": "2024-02-01"}]
    draw(store, "org:c delegates_to org:v", "org:d delegates_to org:v", incident("x", compromised=[{"at": "org:v"}], notified=told))
    found = {row["client"]: row["told_others"] for row in rows(store, "clients-not-said-to-be-told")}
    assert found == {"org:c": ["population:p"], "org:d": []}


# c struck at v* and at w*: neither broke at c
def test_to_be_struck_at_a_supplier_is_not_to_be_where_it_broke(store: Store) -> None:
    told = (("x", "org:v", "observed"), ("y", "org:w", "possible"))
    draw(store, *(incident(i, compromised=[{"at": at}], affected=[{"party": "org:c", "outcome": said}]) for i, at, said in told))
    (row,) = (row for row in rows(store, "in-several-incidents") if row["party"] == "org:c")
    assert (row["number"], row["broke"], row["struck"], row["perhaps"]) == (2, [], ["incident:x"], ["incident:y"])


# v hosts c*: it broke at c
def test_to_host_where_it_broke_is_said_to_be_that(store: Store) -> None:
    broke = (incident("x", compromised=[{"at": "org:c"}]), incident("y", compromised=[{"at": "org:v"}, {"at": "product:s"}]))
    draw(store, "org:c hosted_by org:v", "product:s provided_by org:v", *broke)
    found = {(row["incident"], row["at"], row["relation"]) for row in rows(store, "incidents-at", organisation="org:v")}
    assert found == {
        ("incident:x", "org:c", "HOSTED_BY"),
        ("incident:y", "org:v", None),
        ("incident:y", "product:s", "PROVIDED_BY"),
    }


def test_who_was_spared_an_outage_and_an_authority_that_was_not_told_stand_in_no_list_of_those_that_were(store: Store) -> None:
    spared = [{"party": "org:c", "outcome": "not_affected", "effect": "availability", "by": "org:v", "status": "confirmed"}]
    denied = [{"from": "org:v", "to": "org:cnil", "happened": False, "by": "org:cnil"}]
    draw(store, org("cnil", "Regulator"), incident("x", compromised=[{"at": "org:v"}], affected=spared, notified=denied))
    assert rows(store, "outages") == []
    assert rows(store, "authorities-told") == []


# what an attacker alone says of a kind of data is counted apart
def test_data_that_only_an_attacker_says_to_have_is_not_counted_as_exposed(store: Store) -> None:
    said = [
        {"category": "identity", "outcome": "exposed", "status": "claimed"},
        {"category": "email", "outcome": "exposed", "status": "confirmed", "by": "org:v"},
    ]
    draw(store, incident("x", compromised=[{"at": "org:v"}], data=said))
    found = {row["category"]: (row["exposed"], row["possible"], row["claimed"]) for row in rows(store, "categories-by-incidents")}
    assert found == {"data:email": (1, 0, 0), "data:identity": (0, 0, 1)}
