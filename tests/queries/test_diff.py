"""What changed between two days or two exports, with witnesses; and the export that comes back."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from maillon.exports.files import csv_files, graphml_files
from maillon.graph.store import Store
from maillon.queries.chains import chains
from maillon.queries.diff import Difference, Side, diff, side
from maillon.queries.exported import ExportError, as_json, export_graph, from_file
from maillon.reports.diff import diff_document
from maillon.reports.document import render
from tests.support.drawing import draw, incident, people

A, B = dt.date(2023, 12, 1), dt.date(2024, 3, 1)


def between(store: Store, a: dt.date = A, b: dt.date = B, **options: Any) -> Difference:
    return diff(side(store, "a", a, dated=True), side(store, "b", b, dated=True), **options)


def snapshot(store: Store, *parts: Any) -> Side:
    """The drawing as an export, on a day."""
    draw(store, *parts)
    return side(export_graph(store), "export", B, dated=False)


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
    exported = export_graph(corpus)
    assert diff(side(exported, "e", B, dated=True), side(corpus, "s", B, dated=True)).empty
    mine, theirs = (chains(r, "population:insured-of-audiens", as_of=B).chains for r in (exported, corpus))
    assert mine == theirs


def test_an_export_written_and_read_back_is_the_same_to_the_byte(corpus: Store, tmp_path: Path) -> None:
    text = as_json(export_graph(corpus))
    path = tmp_path / "graph.json"
    path.write_text(text, "utf-8")
    assert as_json(from_file(path)) == text
    assert as_json(export_graph(corpus)) == text


def test_an_export_answers_no_cypher(corpus: Store) -> None:
    with pytest.raises(ExportError, match="cannot answer Cypher"):
        export_graph(corpus).read("MATCH (n) RETURN n")


NODE = {"id": "org:a", "labels": ["Organisation"], "properties": {}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("not json", "it is not JSON"),
        ("[]", "not an export of maillon"),
        ('{"format": "other"}', "not an export of maillon"),
        ('{"format": "maillon-export", "version": 9}', "version 9, this maillon reads 1"),
        ('{"format": "maillon-export", "version": 1, "nodes": [{}], "arrows": []}', "lacks 'id'"),
        (json.dumps({"format": "maillon-export", "version": 1, "nodes": [NODE | {"id": "x"}], "arrows": []}), "no known prefix"),
        (
            json.dumps(
                {
                    "format": "maillon-export",
                    "version": 1,
                    "nodes": [],
                    "arrows": [{"type": "EATS", "start": "", "end": "", "properties": {}}],
                }
            ),
            "EATS",
        ),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ExportError, match=message) as caught:
        from_file(path)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file"):
        from_file(tmp_path / "none.json")


def test_csv_guards_formulas_and_graphml_holds_every_arrow(store: Store) -> None:
    import networkx as nx

    from tests.support.drawing import org

    draw(
        store,
        org("evil", name_fr="=1+1"),
        "org:evil delegates_to org:b {service: hosting}",
        "org:evil delegates_to org:b {service: billing}",
    )
    files = {name: "".join(pieces) for name, pieces in csv_files(store)}
    assert set(files) == {"nodes.csv", "arrows.csv"}
    assert "'=1+1" in files["nodes.csv"]
    ((_, pieces),) = graphml_files(store)
    network = nx.parse_graphml("".join(pieces))
    assert network.number_of_edges() == 2
    assert network.nodes["org:evil"]["labels"] == "Organisation"


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("format_", ["table", "json", "csv", "md"])
def test_a_difference_is_printed_in_every_format_and_language(corpus: Store, lang: str, format_: str) -> None:
    text = render(diff_document(between(corpus), lang), format_)
    assert "Viamedis" in text or "org:viamedis" in text
