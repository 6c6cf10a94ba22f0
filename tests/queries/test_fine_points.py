"""Fine points of the rules that a change of one word would break, each on a graph small enough to see the answer."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest

from maillon.graph.model import Effect
from maillon.graph.name_matching import is_site_of, numbers_of
from maillon.graph.projection import own_parties, project
from maillon.graph.readings import canonical
from maillon.graph.records import Record
from maillon.graph.statements import NodeStatement
from maillon.graph.store import Store
from maillon.queries.blast_radius import blast_radius
from maillon.queries.chains import chains
from maillon.queries.claims import Claim, conflict, conflicts, figure_span, headline
from maillon.queries.clock_hours import Hours, Span, hours_between
from maillon.queries.cohort import Relevance, cohort
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.detection import own_detections
from maillon.queries.export_reader import ExportReader
from maillon.queries.forward_search import ways_from
from maillon.queries.known_on import parties_on_day
from maillon.queries.library import bind, question, run_question
from maillon.queries.notification_clock import LIMIT_HOURS, Timely, against_limit, notification_clock, verdicts
from maillon.queries.people import Cohort, bound_people, contradictions
from maillon.queries.scale.rank import rank
from maillon.queries.scale.reach import Terms
from maillon.queries.scale.snapshot_build import load_or_build
from maillon.queries.standing import Days
from maillon.queries.subgraph import Arrow
from maillon.queries.walk import fetch_subgraph
from maillon.wording import RefusedError
from tests.support.drawing import draw, drawn, incident, org, people
from tests.support.graph_in_memory import graph_of, snapshot_of_records

ON = dt.date(2024, 1, 22)


def read(*parts: str | Record) -> ExportReader:
    """A drawing, without an engine."""
    return ExportReader(graph_of(drawn(*parts)))


def reached(store: Store, origin: str = "org:v", **options: Any) -> dict[str, tuple[str, bool]]:
    answer = blast_radius(CypherReader(store), origin, **{"as_of": ON, **options})
    return {hit.node.id: (hit.outcome.value, hit.past) for hit in answer.nodes}


#  v* ◁─ subsidiary ─ …    v* ─ member ─▷ network ─ subsidiary ─▷ trust ─ linked ─▷ other
def test_owners_are_followed_upwards_by_ownership_and_no_other_link(store: Store) -> None:
    draw(
        store,
        "org:a delegates_to org:v",
        "org:v subsidiary_of org:owner",
        "org:owner subsidiary_of org:holding",
        "org:v member_of org:network",
        "org:network subsidiary_of org:trust",
        "org:v linked_with org:other",
        "org:other subsidiary_of org:fund",
    )
    found = blast_radius(CypherReader(store), "org:v", as_of=ON).owners
    assert {(a.start, a.end) for a in found} == {
        ("org:v", "org:owner"),
        ("org:owner", "org:holding"),
        ("org:v", "org:network"),
        ("org:v", "org:other"),
    }


#  c ──care──▶ a ──▶ b ──insurance──▶ d     a relation without a scope does not make the others meet
def test_scopes_differ_across_a_relation_that_has_none(store: Store) -> None:
    draw(store, "org:c delegates_to org:a {scope: care}", "org:a delegates_to org:b", "org:b delegates_to org:d {scope: insurance}")
    assert set(reached(store, "org:d")) == {"org:a", "org:b"}
    assert [[h.arrow.end for h in c.hops] for c in chains(CypherReader(store), "org:c", as_of=ON).chains] == [["org:a", "org:b"]]


#  p ──care──▶ c ──care──▶ a ──▶ v*      c reaches v by care and by insurance, p only where care holds throughout
#              c ──insurance──▶ v*
def test_two_ways_to_one_node_leave_different_scopes_open(store: Store) -> None:
    draw(
        store,
        "population:p patient_of org:c {scope: care}",
        "org:c delegates_to org:a {scope: care}",
        "org:a delegates_to org:v",
        "org:c delegates_to org:v {scope: insurance}",
    )
    assert set(reached(store)) == {"org:a", "org:c", "population:p"}


#  p ──since 2022──▶ c ──until 2020──▶ v*    and    c ──until 2023──▶ v* (another service): p came while the second held
def test_two_ways_to_one_node_with_different_ends(store: Store) -> None:
    draw(
        store,
        "population:p patient_of org:c {since: 2022-06-01}",
        "org:c delegates_to org:v {until: 2020-12-31}",
        "org:c delegates_to org:v {until: 2023-06-01, service: backup}",
    )
    assert reached(store)["population:p"] == ("potential", True)


#  p ──since the day of the end──▶ c ──until that day──▶ v*
@pytest.mark.parametrize(("since", "outcome"), [("2020-12-31", "potential"), ("2021-01-01", "cleared")])
def test_what_began_on_the_day_of_the_end_may_have_gone_through(store: Store, since: str, outcome: str) -> None:
    draw(store, f"population:p patient_of org:c {{since: {since}}}", "org:c delegates_to org:v {until: 2020-12-31}")
    assert reached(store)["population:p"][0] == outcome


#  a ──(its own machines, e-mails at v)──▷ v* ◁──(shared, data elsewhere)── b ◁── a     which data: known for one effect, not for the other
def test_of_several_effects_the_data_is_known_only_where_it_is_for_each() -> None:
    graph = read(
        "org:a uses product:v {deployment: on_premises, data_at_provider: true, data: [email]}",
        "org:b uses product:v {deployment: shared, data_at_provider: false}",
        "org:a delegates_to org:b",
        incident("x", compromised=[{"at": "product:v"}], effects=["availability", "confidentiality"]),
    )
    found = {hit.node.id: hit.data for hit in blast_radius(graph, "incident:x").nodes}
    assert found["org:a"] is None
    only = blast_radius(graph, "incident:x", effect=Effect.CONFIDENTIALITY).nodes
    assert {hit.node.id: hit.data for hit in only}["org:a"] == ("email",)


#  a ──(shared, data elsewhere)──▷ v*
def test_who_is_cleared_of_one_effect_and_struck_by_another_is_struck() -> None:
    graph = read(
        "org:a uses product:v {deployment: shared, data_at_provider: false}",
        incident("x", compromised=[{"at": "product:v"}], effects=["availability", "confidentiality"]),
    )
    (hit,) = blast_radius(graph, "incident:x").nodes
    assert (hit.outcome.value, [effect.value for effect, _ in hit.by_effect]) == ("potential", ["availability"])


#  a ══uses══▷ v*    one source says at a's own machines, another shared: of the data that matters only where nobody says that it is at v
@pytest.mark.parametrize(("at_provider", "reasons"), [(", data_at_provider: true", ()), ("", ("contested",))])
def test_where_software_runs_is_no_question_for_data_that_is_at_its_provider(at_provider: str, reasons: tuple[str, ...]) -> None:
    places = {"on_premises": "org:a", "shared": "org:z"}
    graph = read(*(f"org:a uses product:v {{deployment: {where}, by: {by}{at_provider}}}" for where, by in places.items()))
    (hit,) = blast_radius(graph, "product:v", as_of=ON).nodes
    assert hit.reasons == reasons
    (hit,) = blast_radius(graph, "product:v", as_of=ON, effect=Effect.INTEGRITY).nodes
    assert hit.reasons == (), "a bad update comes to both"


#  a ── v*, in force: what became of the data after an end of which nobody knows is no question
def test_what_is_disputed_of_the_data_after_an_end_matters_only_where_there_is_one() -> None:
    graph = read(*(f"org:a delegates_to org:v {{data_after_end: {fate}, by: org:{by}}}" for fate, by in (("erased", "a"), ("kept", "z"))))
    (hit,) = blast_radius(graph, "org:v", as_of=ON).nodes
    assert hit.reasons == ()


#  p ── a, b, … : 101 chains of one relation
def test_the_first_hundred_chains_are_shown_and_the_others_counted() -> None:
    graph = read(*(f"population:p patient_of org:a{number:03}" for number in range(101)))
    found = chains(graph, "population:p", as_of=ON)
    assert (len(found.chains), found.cut) == (100, 1)


#  a ──(its own machines, data at v)──▷ v* ◁──(shared)── b ◁── a      one way carries the data, the other an outage too
def test_by_several_effects_a_node_is_as_near_as_by_the_nearest(store: Store) -> None:
    draw(
        store,
        "org:a uses product:v {deployment: on_premises, data_at_provider: true}",
        "org:b uses product:v {deployment: shared}",
        "org:a delegates_to org:b",
        incident("x", compromised=[{"at": "product:v"}], effects=["availability", "confidentiality"]),
    )
    (a,) = (hit for hit in blast_radius(CypherReader(store), "incident:x").nodes if hit.node.id == "org:a")
    assert a.hops == 1
    assert {effect.value for effect, _ in a.by_effect} == {"confidentiality", "availability"}


#  a ── b (since the day) ── c (until the day)
@pytest.mark.parametrize(("since", "found"), [("2020-12-31", ["org:b", "org:c"]), ("2021-01-01", ["org:b"])])
def test_whom_one_trusts_is_reached_through_what_began_on_the_day_of_the_end(store: Store, since: str, found: list[str]) -> None:
    draw(store, f"org:a delegates_to org:b {{since: {since}}}", "org:b delegates_to org:c {until: 2020-12-31}")
    reader, asked = CypherReader(store), question("suppliers-of")
    answer = run_question(reader, asked, bind(reader, asked, {"organisation": "org:a", "as_of": "2024-01-22"}))
    assert sorted(row[answer.columns.index("supplier")] for row in answer.rows) == found


#  the incident: a source says that a was struck, another that it was not
def test_a_party_with_both_outcomes_is_not_spared(store: Store) -> None:
    both = [
        {"party": "org:a", "outcome": "observed", "effect": "confidentiality"},
        {"party": "org:a", "outcome": "not_affected", "effect": "confidentiality", "by": "org:a"},
    ]
    draw(store, "org:a delegates_to org:v", incident("x", compromised=[{"at": "org:v"}], affected=both))
    assert reached(store, "incident:x", as_of=None) == {"org:a": ("observed", False)}


#  p ── a ──(past, erased)──▷ v*    one source says that a was struck, another that it was not: so p, behind it, may be
def test_a_party_with_both_outcomes_is_not_cleared_by_the_note_of_a_relation_nor_is_who_stands_behind_it(store: Store) -> None:
    both = [
        {"party": "org:a", "outcome": "observed", "effect": "confidentiality"},
        {"party": "org:a", "outcome": "not_affected", "effect": "confidentiality", "by": "org:a"},
    ]
    draw(
        store,
        "population:p patient_of org:a {since: 2015}",
        "org:a delegates_to org:v {until: 2020-12-31, data_after_end: erased}",
        incident("x", compromised=[{"at": "org:v"}], affected=both, dates={"occurred": [{"on": "2023-05-01", "evidence": ["s"]}]}),
    )
    found = reached(store, "incident:x", as_of=None)
    assert {node: outcome for node, (outcome, _) in found.items()} == {"org:a": "observed", "population:p": "potential"}


def test_an_incident_of_which_nobody_gives_a_day_counts_on_every_day(store: Store) -> None:
    draw(
        store,
        "org:a delegates_to org:v",
        incident("x", compromised=[{"at": "org:v"}], affected=[{"party": "org:a", "outcome": "observed"}]),
    )
    assert reached(store, as_of=dt.date(1990, 1, 1)) == {"org:a": ("observed", False)}


def test_a_size_with_a_low_alone_is_known_and_years_of_sizes_that_nobody_gives_are_none() -> None:
    found = bound_people([Cohort("a", low=5, year=2020), Cohort("b", year=2023)])
    assert (found.at_least, found.at_most, found.unknown, found.years) == (5, None, ("b",), ())
    assert bound_people([Cohort("a", low=5, year=2020), Cohort("b", high=9, year=2023)]).years == (2020, 2023)


def test_hours_run_on_from_an_open_side_and_never_backwards() -> None:
    opened = Span.of("2024-01-05").hull(Span.of("../2024-01-03"))
    assert (opened.begin, opened.end) == (None, Span.of("2024-01-05").end)
    assert hours_between(opened, Span.of("2024-01-06")) == Hours(0, None)
    assert hours_between(Span.of("2024-01-02"), Span.of("2024-01-01")) is None, "the notice lies before the detection"
    assert hours_between(Span.of("2024-01-02T10:00Z"), Span.of("2024-01-02T10:00Z")) == Hours(0, 0)
    assert hours_between(Span.of("2024-01-01T10:00+01:00"), Span.of("2024-01-01T10:30Z")) == Hours(1.5, 1.5)


def test_an_hour_with_its_zone_and_a_day_are_compared_by_the_clock_on_the_wall() -> None:
    assert hours_between(Span.of("2024-01-01T10:00+05:00"), Span.of("2024-01-02")) == Hours(14, 38)
    assert hours_between(Span.of("2024-01-01"), Span.of("2024-01-02T10:00-08:00")) == Hours(10, 34)


def test_a_day_that_ends_at_the_very_moment_of_the_detection_lies_before_it() -> None:
    assert hours_between(Span.of("2024-01-02T00:00"), Span.of("2024-01-01")) is None


def test_exactly_72_hours_are_within_them() -> None:
    assert LIMIT_HOURS == 72
    assert against_limit(Hours(10, 72), approximate=False) is Timely.WITHIN
    assert against_limit(Hours(72, 80), approximate=False) is Timely.UNCLEAR
    assert against_limit(Hours(72.5, 80), approximate=False) is Timely.BEYOND
    assert against_limit(Hours(10, 20), approximate=True) is Timely.UNCLEAR


#  told by two suppliers on the 12th and the 25th; own detection on the 20th; the authority on the 22nd
@pytest.mark.parametrize(
    ("own", "notices", "fewest", "most", "timely"),
    [
        (None, ["2024-01-12"], 216, 264, "beyond_72_h"),
        ("2024-01-20", ["2024-01-12"], 216, 264, "beyond_72_h"),
        ("2024-01-20", [], 24, 72, "within_72_h"),
        ("2024-01-20", ["2024-01-25"], 24, 72, "within_72_h"),
        (None, ["2024-01-12", "2024-01-25"], 216, 264, "beyond_72_h"),
        ("2024-01-20~", [], 0, 96, "either_side_of_72_h"),
    ],
)
def test_a_party_knows_at_the_first_of_its_own_detection_and_of_each_notice(
    store: Store, own: str | None, notices: list[str], fewest: int, most: int, timely: str
) -> None:
    told = [{"from": f"org:s{i}", "to": "org:client", "on": on, "duty": "gdpr_33_2"} for i, on in enumerate(notices)]
    told.append({"from": "org:client", "to": "org:cnil", "on": "2024-01-22", "duty": "gdpr_33_1"})
    dates = {"detected": [{"on": own, "at": "org:client", "evidence": ["s"]}] if own else []}
    happened = incident("x", compromised=[{"at": "org:s0"}], notified=told, dates=dates)
    draw(store, happened, org("s0"), org("s1"), org("client"), org("cnil", "Regulator"))
    client = next(p for p in notification_clock(CypherReader(store), "incident:x").parties if p.party.id == "org:client")
    (filing,) = client.to_authorities
    assert (filing.hours, filing.timely.value) == (Hours(fewest, most), timely)
    assert client.due is None


def test_another_notice_to_an_authority_is_not_the_filing_that_is_owed(store: Store) -> None:
    told = [
        {"from": "org:s", "to": "org:client", "on": "2024-01-12", "duty": "gdpr_33_2"},
        {"from": "org:client", "to": "org:authority", "on": "2024-01-13", "duty": "hipaa"},
    ]
    draw(store, incident("x", compromised=[{"at": "org:s"}], notified=told), org("s"), org("client"), org("authority", "Regulator"))
    client = next(p for p in notification_clock(CypherReader(store), "incident:x").parties if p.party.id == "org:client")
    assert client.due == Span.of("2024-01-12").later(72)


def test_filings_are_counted_by_the_side_of_72_hours_on_which_they_lie(store: Store) -> None:
    filed = {"to": "org:cnil", "duty": "gdpr_33_1"}
    told: list[dict[str, Any]] = [{"from": "org:s", "on": "2024-01-12", **filed}, {"from": "org:t", **filed}]
    told.append({"from": "org:s", "to": "org:t", "on": "2024-01-12", "duty": "gdpr_33_2"})
    dates = {"detected": [{"on": "2024-01-11", "at": "org:s", "evidence": ["s"]}]}
    happened = incident("x", compromised=[{"at": "org:s"}], notified=told, dates=dates)
    draw(store, happened, org("s"), org("t"), org("cnil", "Regulator"))
    found = verdicts([notification_clock(CypherReader(store), "incident:x")])
    assert {side: count for side, count in found.items() if count} == {Timely.WITHIN: 1, Timely.UNKNOWN: 1}


def test_a_notice_of_an_unknown_day_may_have_come_before_the_own_detection(store: Store) -> None:
    dates = {"detected": [{"on": "2024-01-20", "at": "org:client", "evidence": ["s"]}]}
    told = [
        {"from": "org:s", "to": "org:client", "duty": "gdpr_33_2"},
        {"from": "org:client", "to": "org:cnil", "on": "2024-01-22", "duty": "gdpr_33_1"},
    ]
    happened = incident("x", compromised=[{"at": "org:s"}], notified=told, dates=dates)
    draw(store, happened, org("s"), org("client"), org("cnil", "Regulator"))
    client = next(p for p in notification_clock(CypherReader(store), "incident:x").parties if p.party.id == "org:client")
    (filing,) = client.to_authorities
    assert (filing.hours, filing.timely) == (Hours(24, None), Timely.UNCLEAR)


def test_a_corrected_detection_counts_no_more_and_one_who_filed_nothing_may_owe_it(store: Store) -> None:
    dates = {
        "detected": [
            {"on": "2024-01-10", "at": "org:client", "status": "retracted", "evidence": ["s"]},
            {"on": "2024-01-20", "at": "org:client", "evidence": ["s"]},
        ]
    }
    told = [{"from": "org:s", "to": "org:client", "on": "2024-01-21", "duty": "gdpr_33_2"}]
    draw(store, incident("x", compromised=[{"at": "org:s"}], notified=told, dates=dates), org("s"), org("client"))
    client = next(p for p in notification_clock(CypherReader(store), "incident:x").parties if p.party.id == "org:client")
    assert (client.aware, client.aware_by) == (Span.of("2024-01-20"), "detection")
    assert client.due is not None
    assert client.due.end == dt.datetime(2024, 1, 24), "72 hours after the midnight with which the 20th ended"


def claim(name: str, low: int, high: int | None = None, made: str | None = None) -> Claim:
    day = dt.date.fromisoformat(made) if made else None
    top = low if high is None else high
    return Claim(name, "persons-concerned", low, top, unit="persons", made_on=day, made_on_edtf=made)


def test_of_one_rank_a_dated_figure_stands_before_an_undated_one_and_ranges_that_touch_do_not_conflict() -> None:
    found = headline([claim("undated", 10), claim("dated", 20, made="2024-01-01")])
    assert found is not None
    assert [c.id for c in found.candidates] == ["dated"]
    assert conflicts([claim("a", 10, 20), claim("b", 20, 30)]) == []
    assert conflicts([claim("a", 10, 20), claim("b", 21, 30)]) != []


def test_a_retracted_action_is_none_of_the_incident_and_a_month_of_sighting_is_a_month() -> None:
    actions = [{"veris": "hacking", "status": "retracted"}, {"veris": "error"}]
    happened = incident("x", compromised=[{"at": "org:v"}], actions=actions)
    node = next(s for s in project(happened) if getattr(s, "id", "") == "incident:x")
    assert node.properties["actions"] == ["error"]


#  a ──seen in March 2024──▶ v*
@pytest.mark.parametrize(("day", "force"), [("2024-02-29", "unknown"), ("2024-03-10", "in_force"), ("2024-04-01", "unknown")])
def test_a_month_of_sighting_is_in_force_on_each_of_its_days(store: Store, day: str, force: str) -> None:
    draw(store, "org:a delegates_to org:v {seen_on: 2024-03}")
    (arrow,) = CypherReader(store).arrows(["org:a"], backward=False)
    assert arrow.force(dt.date.fromisoformat(day)).value == force


def test_a_site_is_of_the_body_of_which_it_has_all_nine_digits() -> None:
    body = numbers_of(["siren:732829320"])
    assert is_site_of(numbers_of(["siret:73282932000074"]), body)
    assert not is_site_of(numbers_of(["siret:73282932100074"]), body)


#  a ──▶ v, v owned by o from tomorrow on
@pytest.mark.parametrize(("since", "owners"), [("2024-01-22", ["org:o"]), ("2024-01-23", [])])
def test_an_owner_of_tomorrow_carries_nothing_today(store: Store, since: str, owners: list[str]) -> None:
    draw(store, "org:a delegates_to org:v", f"org:v subsidiary_of org:o {{since: {since}}}")
    assert [o.id for o in rank(load_or_build(store).snapshot, Terms(ON)).owners] == owners


#  [ all ( c ( part ) ) ]   a source calls it possible for all, another observed it in a part: for c it is observed in a part
def test_what_is_observed_in_a_part_goes_before_what_is_possible_for_the_whole(store: Store) -> None:
    said = [
        {"party": "population:all", "outcome": "possible", "effect": "confidentiality"},
        {"party": "population:part", "outcome": "observed", "effect": "confidentiality"},
    ]
    cohorts = [people("all", 9, 9), people("c", 5, 5, within="population:all"), people("part", 2, 2, within="population:c")]
    draw(store, *cohorts, incident("x", compromised=[{"at": "org:v"}], affected=said), org("v"))
    (link,) = cohort(CypherReader(store), "population:c").links
    assert (link.relevance, link.at, link.extent) == (Relevance.OBSERVED, "population:part", "narrower")


def test_incidents_that_bear_on_a_cohort_are_told_from_the_first_to_the_last_undated_ones_at_the_end() -> None:
    days: dict[str, list[dict[str, Any]]] = {
        "a": [],
        "b": [{"on": "2024-06-01", "evidence": ["s"]}],
        "c": [{"on": "2024-01-01", "evidence": ["s"]}],
    }
    struck = [{"party": "population:p", "outcome": "observed"}]
    happened = [incident(name, compromised=[{"at": "org:v"}], affected=struck, dates={"occurred": on}) for name, on in days.items()]
    links = cohort(read(people("p", 5, 5), org("v"), *happened), "population:p").links
    assert [link.incident.id for link in links] == ["incident:c", "incident:b", "incident:a"]


#  product:p broke: its operator says when it saw that; so, with no speaker named, does the press; a client saw it later
def test_where_a_product_broke_whoever_says_when_it_was_seen_is_its_operator() -> None:
    def seen(name: str, on: str, by: str | None = None, scope: tuple[str, ...] = ()) -> Claim:
        return Claim(name, "detected", None, None, on=on, by=by, scope=scope)

    claims = [seen("own", "2024-01-10", "org:op"), seen("press", "2024-01-11"), seen("client", "2024-01-20", "org:c", ("org:c",))]
    found = {who: [c.id for c in own_detections(f"org:{who}", claims, ["product:p"])] for who in ("op", "c", "z")}
    assert found == {"op": ["own", "press"], "c": ["client"], "z": []}
    assert [c.id for c in own_detections("org:op", claims, [])] == ["own", "press"], "nobody says where it broke"
    assert [c.id for c in own_detections("org:z", claims, ["org:z"])] == ["press"], "it broke there, and nobody is named"


#  of c's e-mail the leading word and another differ: the leading one is told, but never "not exposed" where another does not say so
@pytest.mark.parametrize(
    ("leading", "other", "told"),
    [("possible", "exposed", "possible"), ("not_exposed", "possible", "possible"), ("not_exposed", "exposed", "exposed")],
)
def test_what_leads_is_told_of_data_unless_it_alone_says_not_exposed(store: Store, leading: str, other: str, told: str) -> None:
    data = [
        {"category": "email", "outcome": leading, "status": "confirmed", "by": "org:v"},
        {"category": "email", "outcome": other, "status": "claimed", "by": "org:z"},
    ]
    struck = [{"party": "population:c", "outcome": "observed"}]
    draw(store, people("c", 5, 5), incident("x", compromised=[{"at": "org:v"}], affected=struck, data=data), org("v"), org("z"))
    (leak,) = cohort(CypherReader(store), "population:c").leaks
    assert leak.outcome == told


#  [ all ( c ( part ) ) ]   nothing is said of c: what was observed for all goes before what is possible for a part; where c itself
#  was not struck, only what is said of a part of it is left
@pytest.mark.parametrize(("itself", "found"), [(False, ("observed", "population:all")), (True, ("possible", "population:part"))])
def test_what_is_said_of_the_whole_bears_on_a_cohort_unless_it_was_itself_not_struck(
    store: Store, itself: bool, found: tuple[str, str]
) -> None:
    said = [
        {"party": "population:all", "outcome": "observed", "effect": "confidentiality"},
        {"party": "population:part", "outcome": "possible", "effect": "confidentiality"},
        *([{"party": "population:c", "outcome": "not_affected", "effect": "confidentiality"}] if itself else []),
    ]
    cohorts = [people("all", 9, 9), people("c", 5, 5, within="population:all"), people("part", 2, 2, within="population:c")]
    draw(store, *cohorts, incident("x", compromised=[{"at": "org:v"}], affected=said), org("v"))
    (link,) = cohort(CypherReader(store), "population:c").links
    assert (link.relevance.value, link.at) == found


#  c was struck with its bank details, of which the incident's own list of data says nothing
def test_data_named_only_with_whom_it_struck_is_told_and_that_which_is_listed_once(store: Store) -> None:
    said = [{"party": "population:c", "outcome": "observed", "effect": "confidentiality", "data": ["bank-details", "email"]}]
    listed = [{"category": "email", "outcome": "exposed"}]
    draw(store, people("c", 5, 5), incident("x", compromised=[{"at": "org:v"}], affected=said, data=listed), org("v"))
    leaks = cohort(CypherReader(store), "population:c").leaks
    assert sorted((k.category, k.certainty.value, k.at) for k in leaks) == [
        ("data:bank-details", "exposed", "population:c"),
        ("data:email", "exposed", ""),
    ]


#  [ c ( part ) ]   the relation of one of them had ended, and the data was erased: for c that clears c, and of a part says nothing
@pytest.mark.parametrize(("who", "relevances"), [("c", [Relevance.CLEARED]), ("part", [])])
def test_a_relation_that_clears_a_cohort_clears_it_and_one_of_a_part_says_nothing_of_the_whole(
    who: str, relevances: list[Relevance]
) -> None:
    happened = incident("x", compromised=[{"at": "org:v"}], dates={"occurred": [{"on": "2023-05-01", "evidence": ["s"]}]})
    cohorts = [people("c", 9, 9), people("part", 2, 2, within="population:c")]
    graph = read(*cohorts, f"population:{who} user_of org:v {{until: 2020-12-31, data_after_end: erased}}", happened)
    assert [link.relevance for link in cohort(graph, "population:c").links] == relevances


def test_of_two_parts_of_which_the_same_is_said_the_first_by_id_is_told() -> None:
    struck = [{"party": f"population:{part}", "outcome": "observed", "by": "org:v"} for part in ("q", "p")]
    cohorts = [people("c", 9, 9), *(people(part, 2, 2, within="population:c") for part in ("p", "q"))]
    (link,) = cohort(read(*cohorts, org("v"), incident("x", compromised=[{"at": "org:v"}], affected=struck)), "population:c").links
    assert link.at == "population:p"


def test_the_claims_of_a_conflict_are_told_in_the_order_in_which_they_were_made_undated_ones_last() -> None:
    undated, later, first = claim("a", 10), claim("b", 20, made="2024-02-01"), claim("c", 30, made="2024-01-01")
    (found,) = conflicts([undated, later, first])
    assert [c.id for c in found.claims] == ["c", "b", "a"]
    assert conflict(later, first)
    assert not conflict(later, replace(first, status="retracted"))


def test_a_claim_is_named_by_its_field_and_incident_and_has_a_short_id_that_its_words_give() -> None:
    said = {"field": "persons-concerned", "low": 10, "unit": "persons", "approximate": True, "evidence": ["s"]}
    nodes = [s for s in project(incident("x", compromised=[{"at": "org:v"}], claims=[said])) if isinstance(s, NodeStatement)]
    (found,) = [s for s in nodes if s.id.startswith("claim:")]
    assert re.fullmatch(r"claim:x/persons-concerned/[0-9a-f]{8}", found.id)
    assert (found.properties["name"], found.properties["approximate"]) == ("persons-concerned (x)", True)
    assert canonical({"é": ["ü", None]}) == '{"é":["ü",null]}', "as it is read, and sorted as it is read"


#  the days of an incident are as wide as its sources leave them; a detection ends them where nobody says when it occurred
@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ({"occurred": [{"on": "2024-01-02/2024-01-09", "evidence": ["s"]}]}, Days(dt.date(2024, 1, 2), dt.date(2024, 1, 9))),
        ({"occurred": [{"on": "2024-01-02/..", "evidence": ["s"]}]}, Days(dt.date(2024, 1, 2), None)),
        ({"detected": [{"on": "2024-01-05", "evidence": ["s"]}]}, Days(None, dt.date(2024, 1, 5))),
        ({}, Days(None, None)),
    ],
)
def test_the_days_of_an_answer_are_those_that_the_sources_leave(dates: dict[str, Any], days: Days) -> None:
    graph = read("org:a delegates_to org:v", incident("x", compromised=[{"at": "org:v"}], dates=dates))
    found = blast_radius(graph, "incident:x")
    assert (found.days, found.effect) == (days, Effect.CONFIDENTIALITY)


def test_who_names_an_account_where_there_is_none_is_told_which_products_there_are() -> None:
    graph = read("org:a uses product:p", "product:p provided_by org:v", "org:b delegates_to org:v")
    with pytest.raises(RefusedError, match="product:p"):
        blast_radius(graph, "org:v", account_of="org:b")


#  x ──broke at──▶ v ◀── a     all that speak say that a was not struck; one of them is contested: the other still clears
@pytest.mark.parametrize(("statuses", "outcome"), [(["reported", "contested"], "cleared"), (["contested", "contested"], "potential")])
def test_one_word_that_is_not_contested_clears(statuses: list[str], outcome: str) -> None:
    said = [{"party": "org:a", "outcome": "not_affected", "status": status, "by": f"org:speaker{i}"} for i, status in enumerate(statuses)]
    graph = read("org:a delegates_to org:v", incident("x", compromised=[{"at": "org:v"}], affected=said))
    assert [(h.node.id, h.outcome.value) for h in blast_radius(graph, "incident:x").nodes] == [("org:a", outcome)]


def test_of_several_later_sightings_of_a_way_the_last_counts_and_of_several_ways_the_first() -> None:
    def way(*years: int) -> list[Arrow]:
        return [Arrow("USES", f"org:{n}", f"org:{n + 1}", seen_on=dt.date(year, 1, 1)) for n, year in enumerate(years)]

    assert parties_on_day([("org:a", way(2028, 2030))], ON).seen_later == {"org:a": dt.date(2030, 1, 1)}
    assert parties_on_day([("org:a", way(2030)), ("org:a", way(2028))], ON).seen_later == {"org:a": dt.date(2028, 1, 1)}
    assert parties_on_day([("org:a", way(2019)), ("org:a", way(2021))], ON).seen == {"org:a": dt.date(2021, 1, 1)}


def test_the_first_of_two_events_is_the_one_that_is_known_and_what_is_doubted_stays_so() -> None:
    one, nothing = Span.of("2024-01-20"), Span.of(None)
    assert one.earliest(nothing) == nothing.earliest(one) == one
    assert not one.approximate
    assert one.doubted().approximate
    assert one.earliest(one.doubted()).approximate
    assert one.hull(one.doubted()).approximate


#  a group of 5 to 10 insurers ──▶ pa     m0 … m5 ──▶ pb       pb carries six for certain, pa only five
def test_concentration_counts_the_organisations_that_are_certain() -> None:
    group = org("g", "Insurer", named=False, count={"low": 5, "high": 10, "evidence": ["s"]})
    members = [org(f"m{i}", "Insurer") for i in range(6)]
    relations = ["org:g delegates_to org:pa", *(f"org:m{i} delegates_to org:pb" for i in range(6))]
    payers = [org(name, "ThirdPartyPayer") for name in ("pa", "pb")]
    (layer,) = rank(snapshot_of_records(drawn(group, *members, *payers, *relations)), Terms(ON)).concentration
    assert layer.top_organisations == pytest.approx({1: 6 / 13, 5: 11 / 13, 20: 11 / 13})
    assert layer.hhi_organisations == pytest.approx((100 * 5 / 11) ** 2 + (100 * 6 / 11) ** 2)
    assert (layer.hhi_people, layer.top_people) == (None, {})


#  six payers, 6 to 1 persons behind each
def test_the_first_five_of_a_layer_are_not_all_of_it() -> None:
    cohorts = [people(f"c{n}", n, n, partition="one") for n in range(1, 7)]
    relations = [f"population:c{n} insured_by org:p{n}" for n in range(1, 7)]
    payers = [org(f"p{n}", "ThirdPartyPayer") for n in range(1, 7)]
    (layer,) = rank(snapshot_of_records(drawn(*cohorts, *payers, *relations)), Terms(ON)).concentration
    assert layer.top_people == pytest.approx({1: 6 / 21, 5: 20 / 21, 20: 1})


#  [ all ≤ 4 ( mid ( a ≥ 5, b ≥ 6 ) ) ]
def test_every_cohort_that_is_larger_than_what_holds_it_at_any_depth_is_named() -> None:
    cohorts = [Cohort("all", high=4), Cohort("mid", within="all"), Cohort("a", low=5, within="mid"), Cohort("b", low=6, within="mid")]
    assert sorted(contradictions({c.id: c for c in cohorts})) == [("a", "all"), ("b", "all")]


#  a ──(e-mails)──▷ b, a ──(e-mails, identities)──▷ b ──(identities)──▷ c
def test_the_wider_of_two_ways_carries_on() -> None:
    graph = read(
        "org:a delegates_to org:b {service: x, data: [email]}",
        "org:a delegates_to org:b {service: y, data: [email, identity]}",
        "org:b delegates_to org:c {data: [identity]}",
    )
    assert sorted(ways_from(fetch_subgraph(graph, ["org:a"], backward=False), "org:a", ON)) == ["org:b", "org:c"]


def test_a_walk_goes_as_many_hops_as_it_is_asked_to() -> None:
    graph = read("org:a delegates_to org:b", "org:b delegates_to org:c", "org:c delegates_to org:d")
    found = {hops: sorted(a.end for a in fetch_subgraph(graph, ["org:a"], backward=False, max_hops=hops).arrows()) for hops in (1, 2, None)}
    assert found == {1: ["org:b"], 2: ["org:b", "org:c"], None: ["org:b", "org:c", "org:d"]}


def test_a_notice_that_one_contests_and_another_reports_is_not_contested(store: Store) -> None:
    filing = {"from": "org:s", "to": "org:cnil", "on": "2024-01-12", "duty": "gdpr_33_1"}
    told = [{**filing, "status": "contested", "by": "org:z"}, {**filing, "status": "reported"}]
    dates = {"detected": [{"on": "2024-01-11", "at": "org:s", "evidence": ["s"]}]}
    draw(store, incident("x", compromised=[{"at": "org:s"}], notified=told, dates=dates), org("s"), org("z"), org("cnil", "Regulator"))
    (party,) = notification_clock(CypherReader(store), "incident:x").parties
    assert [notice.timely for notice in party.to_authorities] == [Timely.WITHIN]


def test_a_party_to_which_no_relation_has_begun_is_one_of_all() -> None:
    found = parties_on_day([("org:b", [Arrow("USES", "org:a", "org:b", since=dt.date(2030, 1, 1))])], ON)
    assert (found.not_begun, found.total) == (("org:b",), 1)


#  product:p broke (of v); q did not (of z): what v says is the word of a party, what z says is not
def test_who_is_behind_what_did_not_break_is_no_party() -> None:
    relations = [
        {"who": f"product:{product}", "provided_by": f"org:{vendor}", "evidence": ["s"]} for product, vendor in (("p", "v"), ("q", "z"))
    ]
    assert own_parties(incident("x", compromised=[{"at": "product:p"}], relations=relations)) == {"product:p", "org:v"}


def test_conflicts_are_told_by_field_unit_and_the_first_claim_of_each() -> None:
    def of(name: str, low: int, scope: str, made: str) -> Claim:
        return replace(claim(name, low, made=made), scope=(scope,))

    found = conflicts(
        [
            of("z", 10, "org:a", "2024-02-01"),
            of("a", 20, "org:a", "2024-01-01"),
            of("b", 10, "org:b", "2024-01-01"),
            of("c", 20, "org:b", "2024-02-01"),
        ]
    )
    assert [[c.id for c in one.claims] for one in found] == [["a", "z"], ["b", "c"]]


def test_figures_outside_the_span_are_told_by_their_unit_before_their_size() -> None:
    figures = [replace(claim("a", 9), unit="records"), replace(claim("b", 10), unit="accounts"), claim("c", 5)]
    span = figure_span(figures, set())
    assert [c.id for group in span.left_out.values() for c in group] == ["b", "a"]


def test_of_sightings_after_the_day_the_first_is_told() -> None:
    way = [Arrow("USES", "org:a", "org:b", seen_on=dt.date(2018, 1, 1), until=dt.date(2020, 1, 1))]
    found = parties_on_day([("org:b", way)], dt.date(2017, 1, 1))
    assert found.seen_later == {"org:b": dt.date(2018, 1, 1)}


#  s told the client on the 12th; that the client itself saw it on the 10th is contested: it knew on a day from the 10th to the 12th
def test_a_contested_detection_makes_the_moment_less_sure(store: Store) -> None:
    dates = {"detected": [{"on": "2024-01-10", "at": "org:client", "status": "contested", "evidence": ["s"]}]}
    told = [
        {"from": "org:s", "to": "org:client", "on": "2024-01-12", "duty": "gdpr_33_2"},
        {"from": "org:client", "to": "org:cnil", "on": "2024-01-13", "duty": "gdpr_33_1"},
    ]
    draw(store, incident("x", compromised=[{"at": "org:s"}], notified=told, dates=dates), org("s"), org("client"), org("cnil", "Regulator"))
    client = next(p for p in notification_clock(CypherReader(store), "incident:x").parties if p.party.id == "org:client")
    (filing,) = client.to_authorities
    assert (filing.hours, filing.timely) == (Hours(0, 96), Timely.UNCLEAR)


#  a ──▶ p ──▶ x and p ──▶ y, neither of which a names
def test_of_the_points_that_no_contract_names_as_many_are_told_as_are_asked_for() -> None:
    records = drawn(org("a", "Insurer"), "org:a delegates_to org:p", "org:p delegates_to org:x", "org:p delegates_to org:y")
    found = [rank(snapshot_of_records(records), Terms(ON), top=top) for top in (0, 1)]
    assert [len(ranking.hidden) for ranking in found] == [2, 1]
