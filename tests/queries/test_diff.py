"""What changed between two days or two exports, with witnesses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.diff import Difference, Side, diff, side
from maillon.queries.export_reader import ExportReader
from maillon.queries.exported import export_graph
from maillon.reports.diff import diff_document
from maillon.reports.document import render
from tests.support.drawing import draw, incident, people

A, B = dt.date(2023, 12, 1), dt.date(2024, 3, 1)


def between(store: Store, a: dt.date = A, b: dt.date = B, **options: Any) -> Difference:
    return diff(side(CypherReader(store), "a", a, dated=True), side(CypherReader(store), "b", b, dated=True), **options)


def snapshot(store: Store, *parts: Any) -> Side:
    """The drawing as an export, on a day."""
    draw(store, *parts)
    return side(ExportReader(export_graph(CypherReader(store))), "export", B, dated=False)


#   p ──▶ mutuelle ──until 2023-12-31──▶ old payer
#              └────since 2024-01-01───▶ new payer


def test_a_supplier_left_and_one_taken_between_two_days(store: Store) -> None:
    draw(
        store,
        people("p", 1000, 1200),
        "population:p insured_by org:m",
        "org:m delegates_to org:old {until: 2023-12-31}",
        "org:m delegates_to org:new {since: 2024-01-01}",
    )
    found = between(store)
    assert [(a.start, a.end) for a in found.relations_gained] == [("org:m", "org:new")]
    assert [(c.after.end, c.force_before.value, c.force_after.value) for c in found.relations_changed] == [("org:old", "unknown", "past")]
    assert [(r.population, r.party, [a.end for a in r.witness]) for r in found.reach_gained] == [
        ("population:p", "org:new", ["org:m", "org:new"])
    ]
    assert [(r.population, r.party, [a.end for a in r.witness]) for r in found.reach_lost] == [
        ("population:p", "org:old", ["org:m", "org:old"])
    ]
    assert (found.people_lost.at_least, found.people_lost.at_most) == (1000, 1200)
    assert found.relations_lost == ()


def test_a_day_against_itself_shows_nothing(corpus: Store) -> None:
    assert between(corpus, B, B).empty


def test_what_is_gained_one_way_is_lost_the_other_way(corpus: Store) -> None:
    there, back = between(corpus, A, B), between(corpus, B, A)
    assert there.relations_gained == back.relations_lost
    assert there.claims_gained == back.claims_lost
    assert there.incidents_gained == back.incidents_lost
    assert there.reach_gained == back.reach_lost
    assert there.people_gained == back.people_lost


def test_claims_and_incidents_without_a_day_are_counted_and_not_compared(store: Store) -> None:
    dated = {"field": "persons-concerned", "low": 5, "unit": "persons", "made_on": "2024-02-01"}
    undated = {"field": "persons-informed", "low": 5, "unit": "persons"}
    draw(
        store,
        incident("x", claims=[dated, undated], dates={"occurred": [{"on": "2024-01-22", "made_on": "2024-02-01", "evidence": ["s"]}]}),
    )
    found = between(store)
    assert [n.id for n in found.incidents_gained] == ["incident:x"]
    assert {n.properties["field"] for n in found.claims_gained} == {"persons-concerned", "occurred"}
    assert found.right.undated == 1


def test_only_what_touches_one_party(corpus: Store) -> None:
    found = between(corpus, of="org:viamedis")
    assert found.relations_changed
    assert all("org:viamedis" in (c.after.start, c.after.end) for c in found.relations_changed)
    assert {r.party for r in found.reach_lost} == {"org:viamedis"}
    assert "incident:viamedis-2024-01" in [n.id for n in found.incidents_gained]
    assert "incident:armentieres-2024-02" not in [n.id for n in found.incidents_gained]
    assert all("org:viamedis" in (n.properties.get("by"), n.id) for n in found.claims_gained)
    with pytest.raises(ValueError, match="org:nobody is on neither side"):
        between(corpus, of="org:nobody")


# --- exports --------------------------------------------------------------------------------------------------------


def test_two_exports_show_relations_claims_and_people_gained_lost_and_changed(store: Store) -> None:
    said = {"id": "c", "field": "persons-concerned", "low": 5, "unit": "persons"}
    first = snapshot(store, "population:p insured_by org:m", "org:m delegates_to org:a", incident("x", claims=[said]))
    second = snapshot(
        store,
        "population:p insured_by org:m",
        "org:m delegates_to org:b",
        "population:q insured_by org:m",
        incident("x", claims=[said | {"low": 9}]),
        incident("y"),
    )
    found = diff(first, second)
    assert [a.end for a in found.relations_lost] == ["org:a"]
    assert {(a.start, a.end) for a in found.relations_gained} == {("org:m", "org:b"), ("population:q", "org:m")}
    assert [(before.properties["low"], after.properties["low"]) for before, after in found.claims_changed] == [(5, 9)]
    assert [n.id for n in found.incidents_gained] == ["incident:y"]
    assert [(r.population, r.party) for r in found.reach_lost] == [("population:p", "org:a")]


def test_an_export_says_the_same_as_the_store_it_came_from(corpus: Store) -> None:
    reader = CypherReader(corpus)
    assert diff(side(ExportReader(export_graph(reader)), "e", B, dated=True), side(reader, "s", B, dated=True)).empty


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("format_", ["table", "json", "csv", "md"])
def test_a_difference_is_printed_in_every_format_and_language(corpus: Store, lang: str, format_: str) -> None:
    text = render(diff_document(between(corpus), lang), format_)
    assert "Viamedis" in text or "org:viamedis" in text
