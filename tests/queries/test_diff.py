"""What changed between two days or two exports, with witnesses."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillon.exports.maillon_json import from_file, to_text
from maillon.graph.model import ARROW_BY_TYPE, ARROWS, COMMON_NODE, NODE_BY_LABEL, NODES, NodeKind, arrow_properties, label_of
from maillon.graph.records import DataCategory, Source
from maillon.graph.statements import VIEW_VERSION
from maillon.graph.store import Store
from maillon.queries.changes import Matter
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.diff import Difference, Side, diff, side
from maillon.queries.exported import Exported, export_graph
from maillon.queries.typed_values import KEPT_BY_STORE
from maillon.reports.diff import diff_document
from maillon.reports.document import render
from maillon.reports.messages import messages
from tests.support.drawing import draw, incident, org, people

A, B = dt.date(2023, 12, 1), dt.date(2024, 3, 1)


def between(store: Store, a: dt.date = A, b: dt.date = B, **options: Any) -> Difference:
    graph = export_graph(CypherReader(store))
    return diff(side(graph, "a", a, dated=True), side(graph, "b", b, dated=True), **options)


def snapshot(store: Store, *parts: Any) -> Side:
    """The drawing as an export, on a day."""
    draw(store, *parts)
    return side(export_graph(CypherReader(store)), "export", B, dated=False)


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
    assert all("org:viamedis" in (n.properties.get("by"), n.id, *n.properties.get("scope", ())) for n in found.claims_gained)
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


def test_an_export_says_the_same_as_the_store_it_came_from(corpus: Store, tmp_path: Path) -> None:
    graph = export_graph(CypherReader(corpus))
    again = read_again(graph, tmp_path)
    assert diff(side(again, "e", B, dated=True), side(graph, "s", B, dated=True)).empty
    assert diff(side(again, "e", B, dated=False), side(graph, "s", B, dated=False)).empty


def read_again(graph: Exported, folder: Path) -> Exported:
    """A graph written to a file and read back."""
    (folder / "graph.json").write_text(to_text(graph), "utf-8")
    return from_file(folder / "graph.json")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("format_", ["table", "json", "csv", "md"])
def test_a_difference_is_printed_in_every_format_and_language(corpus: Store, lang: str, format_: str) -> None:
    text = render(diff_document(between(corpus), lang), format_)
    assert "Viamedis" in text or "org:viamedis" in text


# --- everything that is said ------------------------------------------------------------------------------------------

CATEGORY = DataCategory.model_validate({"id": "health-data", "name": {"fr": "données de santé", "en": "health data"}})
HEALTH = {"category": "health-data", "of": "patients", "by": "org:m", "made_on": "2024-02-01", "status": "confirmed"}
HIT = {"party": "org:m", "effect": "confidentiality", "by": "org:m", "made_on": "2024-02-01"}
TOLD = {"from": "org:m", "to": "org:cnil", "duty": "gdpr_33_1", "on": "2024-02-03", "by": "org:m", "made_on": "2024-02-05"}
OCCURRED = {"occurred": [{"on": "2024-01-22", "made_on": "2024-02-01", "evidence": ["s"]}]}


def said(store: Store, **fields: Any) -> Side:
    """What is said of one incident at `org:m`, at a clinic that a regulator hears of."""
    return snapshot(store, CATEGORY, org("m", "Clinic"), org("cnil", "Regulator"), incident("x", dates=OCCURRED, **fields))


def told(found: Difference, lang: str = "en", *, short: bool = False) -> list[str]:
    """The document in lines, headings among them."""
    return [line for s in diff_document(found, lang, short=short).sections for line in (s.heading, *s.lines) if line]


def test_what_was_taken_who_was_hit_and_who_was_told_is_never_called_no_difference(store: Store) -> None:
    before = said(store, data=[HEALTH | {"outcome": "exposed"}], affected=[HIT | {"outcome": "observed"}], notified=[TOLD])
    after = said(store, data=[HEALTH | {"outcome": "not_exposed"}], affected=[HIT | {"outcome": "not_affected"}])
    assert told(diff(before, after)) == [
        "What is said of people and data: changed",
        "x · health data (patients) · confirmed by m · [s]",
        "  outcome: exposed → not exposed",
        "x · m (confidentiality) · reported by m · [s]",
        "  outcome: observed → not affected",
        "Notices lost",
        "m · told cnil (x, GDPR art. 33(1), to the authority) · on: 2024-02-03 · reported by m · said on 2024-02-05 · [s]",
    ]
    assert told(diff(before, after), "fr", short=True) == [
        "Ce qui est dit des personnes et des données\u202f: modifié (2)",
        "x · données de santé (patients)\u202f: état\u202f: exposées → non exposées",
        "x · m (confidentialité)\u202f: état\u202f: constaté → non touché",
        "Notifications disparues (1)",
        "m · a prévenu cnil (x, art. 33(1) du RGPD, à l'autorité) · rapporté par m",
    ]


#   m says: possible, confirmed        m says: possible, confirmed
#   the group says: exposed, claimed   the regulator says: not exposed


def test_a_statement_that_is_gone_and_one_that_is_new_are_told_whole(store: Store) -> None:
    own, group = HEALTH | {"outcome": "possible"}, HEALTH | {"outcome": "exposed", "by": "actor:g", "status": "claimed"}
    authority = HEALTH | {"outcome": "not_exposed", "by": "org:cnil", "made_on": "2024-03-01", "status": "reported"}
    hit = [HIT | {"outcome": "observed"}]
    before, after = said(store, affected=hit, data=[own, group]), said(store, affected=hit, data=[own, group, authority])
    assert told(diff(before, after)) == [
        "What is said of people and data: changed",
        "x · health data (patients) · reported by cnil · [s]",
        "  now said, and shown first: not exposed · reported by cnil · said on 2024-03-01 · [s]",
    ]
    assert "  no longer said: not exposed · reported by cnil · said on 2024-03-01 · [s]" in told(diff(after, before))
    weaker = said(store, affected=hit, data=[own, group | {"outcome": "possible"}, authority])
    assert "  claimed by actor:g · outcome: exposed → possible" in told(diff(after, weaker))
    assert any(line.startswith("  the gravest that is said: exposed (claimed by actor:g) → possible") for line in told(diff(after, weaker)))


def test_what_only_reads_otherwise_comes_after_all_that_is_said_otherwise(store: Store) -> None:
    note = {"fr": "Neuf.", "en": "New."}
    before = said(store, data=[HEALTH | {"outcome": "exposed"}], affected=[HIT | {"outcome": "possible"}])
    after = said(store, data=[HEALTH | {"outcome": "exposed", "note": note}], affected=[HIT | {"outcome": "observed"}])
    found = diff(before, after)
    assert [(c.thing.kind, c.matter) for c in found.changes] == [("AFFECTED", Matter.HARM), ("EXPOSED", Matter.REST)]
    assert told(found)[-1] == "  note: not said → New."
    assert told(found, short=True)[-1] == "x · health data (patients): note"


def test_a_figure_that_is_put_otherwise_is_told_as_one(store: Store) -> None:
    hit = HIT | {"outcome": "observed", "unit": "persons"}
    before, after = said(store, affected=[hit | {"low": 20_000}]), said(store, affected=[hit | {"low": 20_000, "high": 33_000}])
    assert told(diff(before, after))[2:] == ["  figure: at least 20,000 persons → 20,000 to 33,000 persons"]
    french = "  chiffre\u202f: au moins 20\u202f000 personnes → de 20\u202f000 à 33\u202f000 personnes"
    assert told(diff(before, after), "fr")[2:] == [french]


def test_a_retracted_relation_is_a_change_and_ends_what_it_carried(store: Store) -> None:
    before = snapshot(store, people("p", 10, 20), "population:p insured_by org:m")
    found = diff(before, snapshot(store, people("p", 10, 20), "population:p insured_by org:m {status: retracted}"))
    assert [c.differing for c in found.relations_changed] == [("status",)]
    assert [r.party for r in found.reach_lost] == ["org:m"]


def test_of_a_day_what_incidents_showed_counts_by_its_own_day_its_documents_or_not_at_all(store: Store) -> None:
    source = Source.model_validate({"id": "dated", "publisher": "P", "published_on": "2024-02-10"})
    undated = {"party": "org:m", "outcome": "observed", "evidence": ["s"]}
    data = [HEALTH | {"outcome": "exposed"}, {"category": "email", "outcome": "exposed", "evidence": ["dated"]}]
    draw(store, source, org("m"), incident("x", dates=OCCURRED, data=data, affected=[undated]))
    assert [c.thing.ids[1] for c in between(store).changes if c.matter is Matter.HARM] == ["data:email", "data:health-data"]
    assert [c.thing.ids[1] for c in between(store, dt.date(2024, 2, 5)).changes if c.matter is Matter.HARM] == ["data:email"]
    assert between(store).right.undated == 1


def test_of_several_statements_those_made_by_the_day_make_the_arrow_of_that_day(store: Store) -> None:
    own, later = HEALTH | {"outcome": "possible"}, HEALTH | {"outcome": "exposed", "made_on": "2024-02-20"}
    draw(store, org("m"), incident("x", dates=OCCURRED, affected=[HIT | {"outcome": "observed"}], data=[own, later]))
    (change,) = (c for c in between(store, dt.date(2024, 2, 5)).changes if c.matter is Matter.HARM)
    assert change.before is not None
    assert change.before.properties["outcome"] == "possible"
    assert "readings" not in change.before.properties
    assert [said["outcome"] for said in change.new] == ["exposed"]


def test_two_exports_of_different_versions_say_so_and_name_what_only_one_gives(store: Store) -> None:
    graph = export_graph(CypherReader(store)) if draw(store, org("m")) else None
    assert graph is not None
    (node,) = graph.nodes
    other = replace(graph, view=None, nodes=(replace(node, properties={**node.properties, "colour": "red"}),))
    found = diff(side(graph, "a", B, dated=False), side(other, "b", B, dated=False))
    lines = told(found)
    assert lines[:3] == [
        "properties of b that this maillon does not know, compared as they stand: colour",
        f"written by different versions of maillon (a: view version {VIEW_VERSION}; b: view version not said): some of what differs may "
        "come from that and not from sources",
        "properties that b alone gives: colour",
    ]
    assert "  colour: not said → red" in lines


def test_every_property_of_the_model_has_a_name_that_people_read() -> None:
    names = {p.name for kind in NODES for p in (*COMMON_NODE, *kind.properties)} - KEPT_BY_STORE - {"id"}
    names |= {p.name for kind in ARROWS for p in arrow_properties(kind)} - KEPT_BY_STORE
    assert {key.removeprefix("property.") for key in messages.words if key.startswith("property.")} == names | {"labels"}


# --- whatever changes a byte of an export changes the difference -----------------------------------------------------

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "string": st.text(max_size=8),
    "integer": st.integers(0, 3),
    "float": st.sampled_from([0.5, 1, 1.0]),
    "boolean": st.booleans(),
    "date": st.dates(dt.date(1900, 1, 1)).map(dt.date.isoformat),
    "string list": st.lists(st.text(max_size=3), max_size=3),
}
EDTF = st.sampled_from(["2024", "2024-02", "2024-02-03", "2017~", "../2024"])
READINGS = st.lists(st.sampled_from(['{"status":"claimed"}', '{"outcome":"exposed","status":"claimed"}', "{}"]), max_size=3)


def edited(data: st.DataObject, body: dict[str, Any]) -> tuple[list[str], str | None]:
    """Change one thing in an export; the ids of it, and the property if one was set or taken out of what it is not known by."""
    kind = data.draw(st.sampled_from(["nodes", "arrows"]))
    place = data.draw(st.integers(0, len(body[kind]) - 1))
    thing = body[kind][place]
    ids = [thing["id"]] if kind == "nodes" else [thing["start"], thing["end"]]
    model = NODE_BY_LABEL[label_of(thing["id"])] if kind == "nodes" else ARROW_BY_TYPE[thing["type"]]
    known = {p.name: p.type for p in ((*COMMON_NODE, *model.properties) if isinstance(model, NodeKind) else arrow_properties(model))}
    names = sorted((known.keys() - KEPT_BY_STORE - {"id"}) | thing["properties"].keys() - {"id"} | {"colour"})
    match data.draw(st.sampled_from(["set", "set", "set", "take", "remove", "add", "label"])):
        case "set":
            name = data.draw(st.sampled_from(names))
            value = VALUES[known.get(name, "string")]
            value = EDTF if name.endswith("_edtf") else READINGS if name.endswith("readings") else value
            thing["properties"][name] = data.draw(value)
        case "take":
            name = data.draw(st.sampled_from(sorted(thing["properties"].keys() - {"id"}) or ["colour"]))
            thing["properties"].pop(name, None)
        case "remove":
            body[kind].pop(place)
            return ids, None
        case "add":
            body[kind].append(thing | ({"id": f"{thing['id']}-2"} if kind == "nodes" else {}))
            return [f"{thing['id']}-2"] if kind == "nodes" else ids, None
        case "label":
            thing["labels"] = ["Clinic", *thing.get("labels", [])]
            return ids, "labels" if kind == "nodes" else None
    return ids, name if name not in getattr(model, "key", ()) else None


def test_whatever_changes_a_byte_of_an_export_changes_the_difference(store: Store, tmp_path: Path) -> None:
    claims = [{"field": "persons-concerned", "low": 5, "unit": "persons", "by": "org:m"}]
    data = [HEALTH | {"outcome": "possible"}, HEALTH | {"outcome": "exposed", "by": "actor:g", "status": "claimed"}]
    event = incident("x", dates=OCCURRED, data=data, affected=[HIT | {"outcome": "observed"}], notified=[TOLD], claims=claims)
    draw(store, people("p", 10, 20), "population:p insured_by org:m {since: 2019}", org("m", "Insurer"), "org:m uses product:d", event)
    graph = export_graph(CypherReader(store))
    before, text = side(graph, "store", B, dated=False), to_text(graph)
    path = tmp_path / "edited.json"

    @settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def hold(drawn: st.DataObject) -> None:
        body = json.loads(text)
        ids, name = edited(drawn, body)
        again = json.dumps(body, ensure_ascii=False, indent=1) + "\n"
        path.write_text(again, "utf-8")
        found = diff(before, side(from_file(path), "file", B, dated=False))
        back = diff(side(from_file(path), "file", B, dated=False), before)
        assert found.empty == back.empty == (to_text(from_file(path)) == text)
        if found.changes:
            assert [list(c.thing.ids) for c in found.changes if list(c.thing.ids) == ids]
            assert name is None or [c for c in found.changes if name in {d.name for d in c.differing}]
            for short in (False, True):
                assert "Nothing differs." not in told(found, short=short)
                assert len(told(found, short=short)) >= 2

    hold()
