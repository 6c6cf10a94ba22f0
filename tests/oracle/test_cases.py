"""Small worlds in which answers once differed from the documents, each standing for its kind; docs/model.md names their numbers.

Of each, what maillon answers is said, and that the oracle answers the same (`asked`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

import pytest

from maillon.graph.model import Effect
from maillon.graph.records import Record
from maillon.queries.blast_radius import BlastRadius, blast_radius
from maillon.queries.cached_reader import CachedReader
from maillon.queries.chains import Chains, chains
from maillon.queries.claims import Claim
from maillon.queries.cohort import cohort
from maillon.queries.export_reader import ExportReader
from maillon.queries.incident import IncidentAnswer
from maillon.queries.library.walks import WALKS, exposed_after_leaving
from maillon.queries.notification_clock import PartyClock, clocks
from maillon.queries.people import PeopleBounds
from maillon.queries.scale.rank import rank
from maillon.queries.scale.reach import Terms
from maillon.queries.scale.what_if import what_if
from maillon.reports.blast_radius import blast_document
from maillon.reports.document import render
from tests.oracle.compare import differences
from tests.support.drawing import drawn, incident, org, people
from tests.support.graph_in_memory import graph_of, incident_in, snapshot_of_records
from tests.support.places import ROOT

ON = dt.date(2024, 1, 22)
NOW = dt.date(2026, 6, 1)


class Asked:
    """A drawing that both implementations were asked about and answered alike."""

    def __init__(self, *parts: str | Record, on: dt.date = NOW, effect: Effect = Effect.CONFIDENTIALITY) -> None:
        self.records = drawn(*parts)
        assert [str(d) for d in differences(self.records, on, effect.value)] == []
        self.on, self.effect = on, effect
        self.graph = graph_of(self.records)
        self.reader = ExportReader(self.graph)

    def radius(self, origin: str) -> BlastRadius:
        of_incident = origin.startswith("incident:")
        return blast_radius(self.reader, origin, as_of=None if of_incident else self.on, effect=None if of_incident else self.effect)

    def reached(self, origin: str) -> dict[str, str]:
        """Who is behind the origin: observed, potential or cleared, with why it is only possible, and `past`."""
        hits = self.radius(origin).nodes
        return {h.node.id.partition(":")[2]: " ".join([h.outcome.value, *h.reasons, *(["past"] if h.past else [])]) for h in hits}

    def people(self, origin: str) -> tuple[int, int | None]:
        return bounds(self.radius(origin).people)

    def chains(self, start: str) -> Chains:
        return chains(self.reader, start, as_of=self.on)

    def cohort(self, population: str) -> dict[str, str]:
        links = cohort(self.reader, population, as_of=self.on).links
        return {link.incident.id.partition(":")[2]: f"{link.relevance.value} {link.extent}" for link in links}

    def clock(self, party: str) -> PartyClock:
        found = {p.party.id: p for p in clocks(incident_in(self.graph, self.reader, "incident:i")).parties}
        return found[party]

    def left(self) -> list[tuple[str, str]]:
        return [(row["client"], row["before"]) for row in exposed_after_leaving(CachedReader(self.reader))]


def bounds(found: PeopleBounds) -> tuple[int, int | None]:
    return found.at_least, found.at_most


def at(party: str, **fields: Any) -> Any:
    """An incident that broke there on 22 January 2024, where nothing else is said."""
    dates = {"occurred": [{"on": "2024-01-22", "evidence": ["s"]}]}
    return incident("i", **{"effects": ["confidentiality"], "dates": dates, "compromised": [{"at": party}], **fields})


# --- what one relation does with a breach --------------------------------------------------------------------------------


#  c ──▶ a ──uses, on premises──▶ p ──▶ v
def test_01_where_software_runs_does_not_say_where_its_data_is() -> None:
    told = Asked(
        "population:c patient_of org:a", "org:a uses product:p {deployment: on_premises}", "product:p provided_by org:v", people("c", 5, 5)
    )
    for origin in ("org:v", "product:p"):
        assert told.reached(origin).items() >= {"a": "potential on-premises", "c": "potential on-premises"}.items()


#  a ──uses──▶ p   the data was at the provider (confirmed) │ was elsewhere (claimed)
def test_02_a_claim_does_not_clear_what_a_confirmed_statement_leaves_open() -> None:
    told = Asked(
        "org:a uses product:p {deployment: shared, data_at_provider: true, status: confirmed}",
        "org:a uses product:p {deployment: shared, data_at_provider: false, status: claimed}",
    )
    assert told.reached("product:p") == {"a": "potential contested"}


#  a ──▶ b until 2023   data kept (confirmed) │ erased (claimed)
def test_03_data_that_one_says_erased_and_another_kept_is_contested() -> None:
    told = Asked(
        "org:a delegates_to org:b {until: 2023-12-31, data_after_end: kept, status: confirmed}",
        "org:a delegates_to org:b {until: 2023-12-31, data_after_end: erased, status: claimed}",
    )
    assert told.reached("org:b") == {"a": "potential contested past"}


#  a ──▶ b until 2023   returned │ erased: by either it is there no more
def test_data_that_one_says_returned_and_another_erased_is_there_by_neither() -> None:
    told = Asked(
        "org:a delegates_to org:b {until: 2023-12-31, data_after_end: returned}",
        "org:a delegates_to org:b {until: 2023-12-31, data_after_end: erased, status: confirmed}",
    )
    assert told.reached("org:b") == {"a": "cleared data-returned past"}


#  c ──insurance──▶ a ──insurance (confirmed) │ care (claimed)──▶ b
def test_05_every_scope_that_a_reading_gives_is_allowed() -> None:
    told = Asked(
        "population:c insured_by org:a {scope: insurance}",
        "org:a delegates_to org:b {scope: insurance, status: confirmed}",
        "org:a delegates_to org:b {scope: care, status: claimed}",
    )
    assert [[hop.arrow.end for hop in chain.hops] for chain in told.chains("population:c").chains] == [["org:a", "org:b"]]
    assert told.reached("org:b") == {"a": "potential", "c": "potential"}


ABSENT = "absent"


#  a ──▶ x, 22 January 2024: what a breach of x does by confidentiality, integrity, availability
@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("org:a delegates_to org:x {since: 2030}", (ABSENT, ABSENT, ABSENT)),
        ("org:a delegates_to org:x", ("potential", "potential", "potential")),
        ("org:a delegates_to org:x {until: 2023}", ("potential past", ABSENT, ABSENT)),
        ("org:a delegates_to org:x {until: 2023, data_after_end: returned}", ("cleared data-returned past", ABSENT, ABSENT)),
        ("org:a uses product:x {deployment: shared}", ("potential", "potential", "potential")),
        ("org:a uses product:x {deployment: dedicated}", ("potential", "potential", "potential")),
        ("org:a uses product:x {deployment: on_premises, data_at_provider: true}", ("potential", "potential", ABSENT)),
        ("org:a uses product:x {deployment: on_premises}", ("potential on-premises", "potential", ABSENT)),
        ("org:a uses product:x", ("potential deployment-unknown",) * 3),
        ("org:a uses product:x {data_at_provider: true}", ("potential", *("potential deployment-unknown",) * 2)),
        ("org:a uses product:x {deployment: shared, data_at_provider: false}", ("cleared data-elsewhere", "potential", "potential")),
        ("org:a uses product:x {data_at_provider: false}", ("cleared data-elsewhere", *("potential deployment-unknown",) * 2)),
    ],
)
def test_118_what_one_relation_does_with_a_breach_is_that_of_the_table(relation: str, expected: tuple[str, str, str]) -> None:
    broke = relation.split()[2]
    assert tuple(Asked(relation, on=ON, effect=effect).reached(broke).get("a", ABSENT) for effect in Effect) == expected


@pytest.mark.parametrize(("carried", "expected"), [("{data: [email]}", []), ("", ["data-unknown"]), ("{data: [identity, email]}", [""])])
def test_119_of_one_kind_of_data_only_relations_that_carry_it_count_or_may(carried: str, expected: list[str]) -> None:
    records = drawn(f"org:a delegates_to org:x {carried}")
    assert [str(d) for d in differences(records, ON, data="identity")] == []
    hits = blast_radius(ExportReader(graph_of(records)), "org:x", as_of=ON, data="identity").nodes
    assert [" ".join(h.reasons) for h in hits] == expected


#  c ──▶ a ──▶ x: what the two relations together let through
@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("{data: [email]}", "{data: [identity]}", {"a": "potential"}),
        ("{scope: insurance}", "{scope: care}", {"a": "potential"}),
        ("{since: 2023}", "{until: 2021}", {"a": "potential past", "c": "cleared past"}),
        ("{since: 2020}", "{until: 2021}", {"a": "potential past", "c": "potential past"}),
    ],
)
def test_120_data_scope_and_time_hold_along_a_whole_way(first: str, second: str, expected: dict[str, str]) -> None:
    assert Asked(f"org:c delegates_to org:a {first}", f"org:a delegates_to org:x {second}").reached("org:x") == expected


#  b, d ──▶ p ◀── a, whose account is the way in
@pytest.mark.parametrize(("runs", "expected"), [("shared", [""]), ("dedicated", []), ("on_premises", []), ("", ["deployment-unknown"])])
def test_121_from_an_account_only_tenants_of_what_is_shared_are_opened(runs: str, expected: list[str]) -> None:
    told = Asked("org:a uses product:p {deployment: shared}", "org:b uses product:p" + (f" {{deployment: {runs}}}" if runs else ""))
    hits = blast_radius(told.reader, "product:p", as_of=NOW, account_of="org:a").nodes
    assert [" ".join(h.reasons) for h in hits] == expected


# --- days ----------------------------------------------------------------------------------------------------------------


def test_06_a_beginning_that_one_reading_leaves_open_is_not_known() -> None:
    told = Asked("org:a delegates_to org:b {since: ../2023-12-31, status: confirmed}", "org:a delegates_to org:b {since: 2024-06}", on=ON)
    assert told.reached("org:b") == {"a": "potential contested"}


def test_08_about_2024_may_be_2023() -> None:
    told = Asked("org:a delegates_to org:b {since: 2024~}", on=dt.date(2023, 12, 31))
    assert told.reached("org:b") == {"a": "potential"}


def test_10_seen_after_its_end_it_is_in_force_by_one_and_past_by_the_other() -> None:
    told = Asked("org:a delegates_to org:b {until: 2023-12-31}", "org:a delegates_to org:b {seen_on: 2024-03, status: confirmed}", on=ON)
    assert told.reached("org:b") == {"a": "potential contested"}


@pytest.mark.parametrize("day", ["2023-02-01", "2024-02-01"])
def test_83_until_2023_and_since_2024_leave_neither_an_end_nor_a_beginning(day: str) -> None:
    sentences = ("org:a delegates_to org:b {until: 2023-12-31}", "org:a delegates_to org:b {since: 2024-01-01, seen_on: 2024-03}")
    assert Asked(*sentences, on=dt.date.fromisoformat(day)).reached("org:b") == {"a": "potential contested"}


@pytest.mark.parametrize("until", ["2023-06-30", "2025-12-31"])
def test_44_an_end_that_was_said_before_it_came_is_a_plan(until: str) -> None:
    told = Asked(f"org:a delegates_to org:b {{since: 2020, until: {until}, made_on: 2020-01-01}}", effect=Effect.AVAILABILITY)
    assert told.reached("org:b") == {"a": "potential"}


#  a ──▶ b   until 2023 │ said in 2020: until 2025
def test_a_plan_for_a_later_day_leaves_the_end_open() -> None:
    told = Asked(
        "org:a delegates_to org:b {until: 2023}", "org:a delegates_to org:b {until: 2025, made_on: 2020}", effect=Effect.AVAILABILITY
    )
    assert told.reached("org:b") == {"a": "potential contested"}


def test_88_an_unknown_end_is_not_ten_years_later() -> None:
    told = Asked("org:a delegates_to org:b {since: 2020, until: 2024-01-31/}", on=dt.date(2030, 1, 1))
    assert {a.force(dt.date(2030, 1, 1)).value for a in told.reader.arrows(["org:b"], backward=True)} == {"unknown"}


#  a ──▶ b   until 2018 │ until 2023    of one the client had left before the breach, of the other it had not
def test_days_of_which_one_reading_would_stop_it_are_contested() -> None:
    told = Asked(
        "org:a delegates_to org:b {until: 2018}",
        "org:a delegates_to org:b {until: 2023, status: confirmed}",
        on=dt.date(2021, 1, 1),
        effect=Effect.AVAILABILITY,
    )
    assert told.reached("org:b") == {"a": "potential contested"}


# --- incidents -----------------------------------------------------------------------------------------------------------


def test_19_a_contested_not_affected_clears_nobody() -> None:
    spared = {"party": "org:a", "outcome": "not_affected", "status": "contested"}
    told = Asked("population:c insured_by org:a", "org:a delegates_to org:b", at("org:b", affected=[spared]))
    assert told.reached("incident:i") == {"a": "potential", "c": "potential"}


def test_21_an_incident_strikes_who_was_a_client_on_its_own_days() -> None:
    told = Asked("org:a delegates_to org:b {since: 2020, until: 2024-12-31}", at("org:b", effects=["availability"]))
    assert told.reached("incident:i") == {"a": "potential"}


#  a ──▶ b until 2023     of the incident is only said that it was disclosed after 15 February 2024: it may have begun in 2020
def test_an_incident_of_which_a_source_gives_a_day_is_not_judged_today() -> None:
    dates = {"disclosed": [{"on": "2024-02-15/..", "evidence": ["s"]}]}
    told = Asked("org:a delegates_to org:b {since: 2019, until: 2023}", at("org:b", effects=["availability"], dates=dates))
    assert told.reached("incident:i") == {"a": "potential"}


#  a ──▶ b since 2023     occurred from 2019 on, says one, and by 2024, says another; seen in 2022: it may have gone on after that
def test_what_sources_leave_open_of_an_incident_no_day_of_its_detection_closes() -> None:
    occurred = [{"on": on, "evidence": ["s"]} for on in ("2019-01-22/..", "/2024")]
    dates = {"occurred": occurred, "detected": [{"on": "2022-22", "evidence": ["s"]}]}
    told = Asked("org:a delegates_to org:b {since: 2023}", at("org:b", dates=dates))
    assert told.reached("incident:i") == {"a": "potential"}


#  a ──▶ b until 2020     of the incident at b no source gives any day: a may have been a client then
def test_106_an_incident_of_which_nobody_gives_a_day_is_not_judged_today() -> None:
    told = Asked("org:a delegates_to org:b {since: 2019, until: 2020}", at("org:b", effects=["availability"], dates={}))
    assert told.reached("incident:i") == {"a": "potential"}
    assert {a.force(told.radius("incident:i").days).value for a in told.reader.arrows(["org:b"], backward=True)} == {"unknown"}


#  a ──▶ b until 2020     by one record it occurred on a day of 2024, by the other some time up to 2023
def test_107_a_side_that_one_record_leaves_open_no_other_closes() -> None:
    by_then = at("org:b", effects=["availability"], dates={"occurred": [{"on": "../2023", "evidence": ["s"]}]})
    relation = "org:a delegates_to org:b {since: 2019, until: 2020}"
    assert Asked(relation, at("org:b", effects=["availability"])).reached("incident:i") == {}
    assert Asked(relation, at("org:b", effects=["availability"]), by_then).reached("incident:i") == {"a": "potential"}


#  a ──▶ b until 2020     it came out on a day that is known by one record, and after one by the other
def test_what_one_record_leaves_open_of_when_it_came_out_no_other_closes() -> None:
    first, second = (
        at("org:b", effects=["availability"], dates={"disclosed": [{"on": on, "evidence": ["s"]}]}) for on in ("2018-01-01", "2018/..")
    )
    relation = "org:a delegates_to org:b {since: 2019, until: 2020}"
    assert Asked(relation, first).reached("incident:i") == {}
    assert Asked(relation, first, second).reached("incident:i") == {"a": "potential"}


def test_34_an_incident_with_two_effects_names_those_of_each_row() -> None:
    told = Asked(
        "org:a uses product:p {deployment: on_premises}",
        "product:p provided_by org:v",
        at("org:v", effects=["availability", "integrity"]),
    )
    found = {h.node.id: {e.value for e in h.effects} for h in told.radius("incident:i").nodes}
    assert found == {"org:a": {"integrity"}, "product:p": {"availability", "integrity"}}


def test_37_people_who_were_observed_are_behind_a_client_that_was_spared() -> None:
    told = Asked(
        people("c", 5, 5),
        org("b", "SoftwareVendor"),
        "population:c insured_by org:a",
        "org:a delegates_to org:b",
        at(
            "org:b",
            affected=[
                {"party": "org:a", "outcome": "not_affected", "status": "claimed", "effect": "confidentiality"},
                {"party": "population:c", "outcome": "observed", "status": "confirmed", "effect": "confidentiality"},
            ],
        ),
    )
    assert told.reached("incident:i") == {"a": "cleared", "c": "observed"}
    assert told.people("incident:i") == (5, 5)


def test_60_whom_a_source_observed_no_note_of_a_relation_clears() -> None:
    observed = {"party": "org:a", "outcome": "observed", "effect": "confidentiality", "status": "confirmed"}
    told = Asked(
        "population:c insured_by org:a",
        "org:a delegates_to org:b {until: 2019, data_after_end: erased, status: claimed}",
        at("org:b", affected=[observed]),
    )
    assert {node: told_of.split()[0] for node, told_of in told.reached("incident:i").items()} == {"a": "observed", "c": "potential"}


#  c, d ──▶ p, which broke in 2024: c was spared, d was observed    asked also about the relations of a day before
def test_114_what_sources_say_of_an_incident_counts_on_whatever_day_its_relations_are_asked() -> None:
    told = Asked(
        "population:c user_of product:p",
        "population:d user_of product:p",
        at("product:p", affected=[{"party": "population:c", "outcome": "not_affected"}, {"party": "population:d", "outcome": "observed"}]),
        on=dt.date(2022, 6, 1),
    )
    for day in (told.on, ON, None):
        hits = blast_radius(told.reader, "incident:i", as_of=day).nodes
        assert {h.node.id: h.outcome.value for h in hits} == {"population:c": "cleared", "population:d": "observed"}


#  a ──uses until 2023──▶ p ──▶ v (broke in 2024)
def test_25_who_left_a_product_left_its_provider() -> None:
    told = Asked("org:a uses product:p {until: 2023-12-31}", "product:p provided_by org:v", at("org:v"))
    assert told.left() == [("org:a", "yes")]


def test_27_before_an_incident_whose_beginning_is_open_is_not_known() -> None:
    dates = {"occurred": [{"on": "../2024-01-22", "evidence": ["s"]}]}
    told = Asked("org:a delegates_to org:b {until: 2019}", at("org:b", dates=dates))
    assert told.left() == [("org:a", "not known")]


#  a ──▶ b, undated    a ──▶ c ──▶ b, in force
def test_117_of_several_ways_the_best_known_counts() -> None:
    told = Asked(
        "org:a delegates_to org:b",
        "org:a delegates_to org:c {since: 2020, until: 2027}",
        "org:c delegates_to org:b {since: 2020, until: 2027}",
        "population:p insured_by org:a {since: 2020, until: 2027}",
        people("p", 3, 3),
    )
    found = {h.node.id: (h.hops, h.force.value, len(h.best_known)) for h in told.radius("org:b").nodes}
    assert found == {"org:a": (1, "in_force", 2), "org:c": (1, "in_force", 1), "population:p": (2, "in_force", 3)}
    suppliers = WALKS["suppliers-of"](CachedReader(told.reader), organisation="org:a", as_of=NOW)
    assert {row["supplier"]: (row["hops"], row["on_day"]) for row in suppliers} == {"org:c": (1, "in_force"), "org:b": (2, "in_force")}
    behind = WALKS["people-behind"](CachedReader(told.reader), organisation="org:b", as_of=NOW)
    assert [(row["population"], row["hops"], row["on_day"]) for row in behind] == [("population:p", 3, "in_force")]
    line = render(blast_document(told.radius("org:b"), "en"), "md")
    assert "in force (by another way)" in line


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("{since: 2024}", "unknown"),
        ("{since: 2024, until: 2025}", "in_force"),
        ("{since: 2023, seen_on: 2024-01-22}", "in_force"),
        ("{seen_on: 2018}", "unknown"),
        ("{since: 2024-02}", "not_begun"),
        ("{until: 2023}", "past"),
        ("", "unknown"),
    ],
)
def test_122_on_a_day_a_relation_is_what_the_table_says(dates: str, expected: str) -> None:
    (arrow,) = Asked(f"org:a delegates_to org:b {dates}", on=ON).reader.arrows(["org:a"], backward=False)
    assert arrow.force(ON).value == expected


#  a ──care, undated──▶ b, which broke    a ──claims, 2020 to 2027──▶ b
def test_of_several_relations_of_a_client_the_best_known_is_told() -> None:
    told = Asked(
        "org:a delegates_to org:b {service: care}", "org:a delegates_to org:b {service: claims, since: 2020, until: 2027}", at("org:b")
    )
    (row,) = WALKS["clients-not-said-to-be-told"](CachedReader(told.reader), incident="incident:i")
    assert (row["client"], row["then"]) == ("org:a", "in_force")


# --- people --------------------------------------------------------------------------------------------------------------


def test_12_an_origin_that_faces_people_of_its_own_has_no_ceiling() -> None:
    told = Asked(org("b", "Hospital"), "org:a delegates_to org:b")
    assert told.people("org:b") == (0, None)


#  c (5) ──▶ a ──▶ v ◀── x      of x nobody says what it is
def test_105_what_nobody_says_the_kind_of_may_have_people_of_its_own() -> None:
    clients = ("population:c insured_by org:a", "org:a delegates_to org:v", "org:x delegates_to org:v")
    told = Asked(org("v", "SoftwareVendor"), people("c", 5, 5), *clients)
    assert told.people("org:v") == (5, None)
    assert told.radius("org:v").people.unknown == ("org:x",)
    assert Asked(org("v", "SoftwareVendor"), org("x", "ServiceProvider"), people("c", 5, 5), *clients).people("org:v") == (5, 5)


def test_13_professionals_close_no_ceiling_of_patients() -> None:
    told = Asked(org("a", "Hospital"), people("c", 5, 5, people="professionals"), "population:c user_of org:a", "org:a delegates_to org:b")
    assert told.people("org:b") == (0, None)
    assert bounds(told.radius("org:b").professionals) == (5, 5)


#  c (unknown) ▢ d (5)   only c is reached
def test_31_an_inner_cohort_that_is_not_reached_leaves_so_many_in_the_outer_one() -> None:
    told = Asked(people("c"), people("d", 5, 5, within="population:c"), "population:c insured_by org:a")
    assert told.people("org:a") == (5, None)


def test_38_a_rounded_size_leaves_a_rounded_bound() -> None:
    told = Asked(people("c", size={"low": 5, "high": 5, "approximate": True, "evidence": ["s"]}), "population:c insured_by org:a")
    assert told.people("org:a") == (5, 5)
    assert told.radius("org:a").people.approximate


def test_80_two_sizes_are_a_range() -> None:
    told = Asked(people("c", 1, 1), people("c", 5, 5), "population:c insured_by org:a")
    assert told.people("org:a") == (1, 5)


#  h (hospital, in group g) ──▶ b ◀── a ◀── c (5)      c treated by g from 2030 on
def test_100_a_cohort_whose_relation_has_not_begun_counts_nobody_in_the_ranking_either() -> None:
    told = Asked(
        org("g", named=False, count={"low": 2, "high": 5, "evidence": ["s"]}),
        org("h", "Hospital", within="org:g"),
        people("c", 5, 5),
        "org:h delegates_to org:b",
        "org:a delegates_to org:b",
        "population:c insured_by org:a",
        "population:c patient_of org:g {since: 2030}",
    )
    assert told.people("org:b") == (5, None)
    found = {row.id: row.people for row in rank(snapshot_of_records(told.records), Terms(NOW)).origins}
    assert (found["org:b"].at_least, found["org:b"].at_most) == (5, None)


#  h (hospital, in group g) ──▶ b ◀── c      c treated by g: no relation leads from g to b, and c counts the people of h all the same
def test_a_cohort_of_a_group_that_nothing_leads_to_counts_the_people_of_its_members() -> None:
    told = Asked(
        org("g"),
        org("h", "Hospital", within="org:g"),
        people("c", 4, 4),
        "org:h delegates_to org:b",
        "population:c user_of org:b",
        "population:c patient_of org:g",
    )
    assert told.people("org:b") == (4, 4)


def test_103_an_unnamed_member_whose_count_nobody_gives_adds_nothing_certain() -> None:
    told = Asked(
        org("g", named=False, count={"low": 2, "high": 5, "evidence": ["s"]}),
        org("h", "CareProvider", named=False, count="unknown", within="org:g"),
        "org:h delegates_to org:b",
    )
    found = told.radius("org:b").providers
    assert (found.at_least, found.at_most) == (0, 5)


#  [ g: at most 1 ( h ) ( k ) ]   h ──▶ b, k ──▶ b
def test_108_a_group_that_is_smaller_than_its_members_bounds_nothing_and_is_named() -> None:
    told = Asked(
        org("g", "Hospital", named=False, count={"high": 1, "evidence": ["s"]}),
        org("h", "Hospital", within="org:g"),
        org("k", "Hospital", within="org:g"),
        "org:h delegates_to org:b",
        "org:k delegates_to org:b",
    )
    found = told.radius("org:b").providers
    assert (found.at_least, found.at_most, found.contradictions) == (2, 2, (("org:h", "org:k", "org:g"),))
    answer = rank(snapshot_of_records(told.records), Terms(NOW))
    assert [(row.organisations.at_least, row.organisations.at_most) for row in answer.origins] == [(2, 2)]
    assert answer.contradictions == (("org:h", "org:k", "org:g"),)


#  [ g, named ( h ) ( k ) ]   h ──▶ b, k ──▶ b, g ──▶ b
def test_109_a_named_organisation_is_one_beside_those_that_lie_in_it() -> None:
    told = Asked(
        org("g", "Hospital"),
        *(org(name, "Hospital", within="org:g") for name in "hk"),
        *(f"org:{name} delegates_to org:b" for name in "ghk"),
    )
    found = told.radius("org:b").providers
    assert (found.at_least, found.at_most) == (3, 3)


#  [ c at most 5 ( d 9 ) ] ──▶ a     whichever is right, neither bounds anything
def test_110_sizes_that_contradict_each_other_bound_nothing_and_are_named() -> None:
    told = Asked(people("c", 2, 5), people("d", 9, 9, within="population:c"), org("a", "Insurer"), "population:c insured_by org:a")
    assert told.people("org:a") == (0, None)
    assert told.radius("org:a").people.contradictions == (("population:d", "population:c"),)


#  [ c 5 ( d 3 ) ] │ [ e 4 ( d 3 ) ]     c and d are reached: by the second source d lies outside c
def test_111_a_cohort_that_sources_place_differently_loses_nobody() -> None:
    told = Asked(
        people("c", 5, 5),
        people("d", 3, 3, within="population:c"),
        people("d", 3, 3, within="population:e"),
        people("e", 4, 4),
        org("a", "Insurer"),
        "population:c insured_by org:a",
        "population:d insured_by org:a",
    )
    assert told.people("org:a") == (5, 8)
    assert told.radius("org:a").people.disputed == ("population:d",)
    assert rank(snapshot_of_records(told.records), Terms(NOW)).disputed == ("population:d",)


#  [ c ( d ) ] │ [ e ( d ) ] ──▶ b, which broke: what may be around d bears on it
def test_what_concerns_a_cohort_by_any_source_concerns_what_it_places_there() -> None:
    told = Asked(
        people("c"),
        people("d", within="population:c"),
        people("d", within="population:e"),
        people("e"),
        "population:e insured_by org:b",
        at("org:b"),
    )
    assert told.cohort("population:d") == {"i": "potential wider"}


#  c (5) ─ insured │ professionals ──▶ a
def test_112_people_of_whom_sources_differ_count_for_certain_with_neither() -> None:
    told = Asked(people("c", 5, 5), people("c", 5, 5, people="professionals"), org("a", "ServiceProvider"), "population:c user_of org:a")
    assert (told.people("org:a"), bounds(told.radius("org:a").professionals)) == ((0, 5), (0, 5))


#  [ c, insured │ professionals ( d, insured, 3 ) ] ──▶ a
def test_115_what_lies_in_people_of_whom_sources_differ_counts_for_certain_with_neither() -> None:
    told = Asked(
        people("c", 5, 7),
        people("c", 5, 7, people="professionals"),
        people("d", 3, 3, within="population:c"),
        org("a", "ServiceProvider"),
        "population:c user_of org:a",
    )
    assert (told.people("org:a"), bounds(told.radius("org:a").professionals)) == ((0, 7), (0, 7))


#  c (?), d (at most 4 │ at least 3), e (5) ──▶ a, a hospital ──▶ b, of which nobody says what it is
def test_130_what_nobody_counted_is_named() -> None:
    told = Asked(
        people("c"),
        people("d", None, 4),
        people("d", 3),
        people("e", 5, 5),
        org("a", "Hospital"),
        *(f"population:{name} patient_of org:a" for name in "cde"),
        "org:a delegates_to org:b",
    )
    assert told.radius("org:b").people.unknown == ("org:b", "population:c", "population:d")


#  c ─ m │ c ─ n, d ─ m, all of 2 ──▶ a
def test_113_a_way_of_counting_on_which_sources_differ_keeps_nothing_apart() -> None:
    told = Asked(
        people("c", 2, 2, partition="m"),
        people("c", 2, 2, partition="n"),
        people("d", 2, 2, partition="m"),
        org("a", "Insurer"),
        "population:c insured_by org:a",
        "population:d insured_by org:a",
    )
    assert told.people("org:a") == (2, 4)


def test_104_a_cohort_that_left_an_insurer_counts_its_people_no_more() -> None:
    told = Asked(
        org("a", "Insurer"),
        org("d", "Insurer"),
        people("c", 5, 5),
        "population:c insured_by org:a",
        "population:c insured_by org:d {until: 2010}",
        "org:a delegates_to org:b",
        "org:d delegates_to org:b",
    )
    assert told.people("org:b") == (5, None)


def test_96_who_is_named_only_by_suppliers_is_hidden() -> None:
    told = Asked(org("a", "Insurer"), "org:a delegates_to org:b", "org:b provided_by org:v")
    assert [row.id for row in rank(snapshot_of_records(told.records), Terms(NOW)).hidden] == ["org:v"]


#  c ──▶ a ──▶ b (its subsidiary until 2020) ; holding ⊃ owner ⊃ a
@pytest.mark.parametrize(
    ("dates", "owned"),
    [("", {"org:owner": 5, "org:holding": 5}), ("{until: 2020}", {}), ("{since: 2030}", {})],
)
def test_132_owners_add_up_what_all_below_them_carry_by_the_ownership_of_the_day(dates: str, owned: dict[str, int]) -> None:
    told = Asked(
        people("c", 5, 5),
        "population:c insured_by org:a",
        f"org:a subsidiary_of org:owner {dates}",
        "org:owner subsidiary_of org:holding",
        "org:sister subsidiary_of org:owner",
    )
    found = rank(snapshot_of_records(told.records), Terms(NOW))
    assert {o.id: o.people.at_least for o in found.owners if o.people.at_least} == owned
    assert "org:sister" not in {row.id for row in found.origins}, "a subsidiary that breaks does not break its sister"


#  c (6) ──▶ a │ d (4) ──▶ b, two payers; e (10) ──▶ an insurer
def test_133_concentration_is_told_of_all_recorded_people_and_by_the_squares_of_the_percentages_of_a_layer() -> None:
    told = Asked(
        *(people(name, size, size, partition="one") for name, size in (("c", 6), ("d", 4), ("e", 10))),
        *(org(name, "ThirdPartyPayer") for name in "ab"),
        *("population:c user_of org:a", "population:d user_of org:b", "population:e insured_by org:insurer"),
        org("insurer", "Insurer"),
    )
    (layer,) = rank(snapshot_of_records(told.records), Terms(NOW)).concentration
    assert layer.top_people == pytest.approx({1: 0.3, 5: 0.5, 20: 0.5})
    assert layer.hhi_people == pytest.approx(60**2 + 40**2)


#  c ──▶ a ──▶ b ──▶ a
def test_134_a_loop_of_trust_is_followed_to_its_end_and_named() -> None:
    told = Asked(people("c", 5, 5), "population:c insured_by org:a", "org:a delegates_to org:b", "org:b delegates_to org:a")
    found = rank(snapshot_of_records(told.records), Terms(NOW))
    assert (found.loops, {row.id: row.people.at_least for row in found.origins}) == ((("org:a", "org:b"),), {"org:a": 5, "org:b": 5})


#  c ──▶ a ──▶ v ; d ──▶ a and d ──▶ w : all of c's chains pass a and v, and d has another ; c ──▶ x ⇄ y, an end of its own
@pytest.mark.parametrize(("loop", "only"), [(False, {"org:a": ["population:c"], "org:v": ["population:c"]}), (True, {})])
def test_135_no_other_way_is_who_gets_to_the_end_of_no_chain_without_it(loop: bool, only: dict[str, list[str]]) -> None:
    told = Asked(
        people("c", 5, 5),
        people("d", 3, 3),
        "population:c insured_by org:a",
        "population:d insured_by org:a",
        "population:d insured_by org:w",
        "org:a delegates_to org:v",
        *(["population:c insured_by org:x", "org:x delegates_to org:y", "org:y delegates_to org:x"] if loop else []),
    )
    found = rank(snapshot_of_records(told.records), Terms(NOW), top=0)
    assert {row.id: list(row.only) for row in found.origins if row.only} == only


#  c ──▶ a ──▶ v ──▶ w
@pytest.mark.parametrize(
    ("change", "people_after"),
    [
        ({"gone": "org:v"}, {"org:v": 0, "org:w": 0}),
        ({"moved": ("org:v", "org:u")}, {"org:u": 5, "org:v": 0, "org:w": 0}),
        ({"moved": ("org:v", "org:w")}, {"org:v": 0}),
    ],
)
def test_136_what_if_ends_every_relation_of_one_or_lets_all_that_trust_it_trust_another(
    change: dict[str, Any], people_after: dict[str, int]
) -> None:
    told = Asked(people("c", 5, 5), "population:c insured_by org:a", "org:a delegates_to org:v", "org:v delegates_to org:w", org("u"))
    found = what_if(snapshot_of_records(told.records), Terms(NOW), top=0, **change)
    assert {row.id: row.after.people.at_least for row in found.changes} == people_after


#  c (?) ──▶ a    h, a hospital of which nobody counts the people ──▶ b    c moves to b
def test_131_what_changes_only_in_what_nobody_counted_is_told() -> None:
    told = Asked(people("c"), org("b", "ServiceProvider"), org("h", "Hospital"), "population:c user_of org:a", "org:h delegates_to org:b")
    found = what_if(snapshot_of_records(told.records), Terms(NOW), moved=("org:a", "org:b"), top=0)
    rows = {row.id: (row.before.unknown, row.after.unknown) for row in found.changes}
    assert rows["org:b"] == (1, 2)


# --- chains and cohorts --------------------------------------------------------------------------------------------------


#  c ──▶ a ──▶ b ──▶ a ; of another contract, scope or data
@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("{contract: k}", "{contract: k}", [("a b", True)]),
        ("{contract: k}", "{contract: l}", [("a b", False)]),
        ("{contract: k, service: s}", "{contract: k, service: s}", [("a b", True)]),
        ("{contract: k, service: s}", "{contract: k, service: t}", [("a b", False)]),
        ("{contract: k}", "{contract: k, service: t}", [("a b", True)]),
        ("{service: s}", "{contract: k, service: t}", [("a b", True)]),
        ("{scope: insurance}", "{scope: care}", [("a", True)]),
        ("{data: [email]}", "{data: [identity]}", [("a", True)]),
        ("", "{since: 2030}", [("a", True)]),
        ("", "{until: 2020}", [("a b", True)]),
        ("", "{status: retracted}", [("a", True)]),
    ],
)
def test_123_hops_join_by_contract_scope_data_and_day(first: str, second: str, expected: list[tuple[str, bool]]) -> None:
    told = Asked(f"population:c insured_by org:a {first}", f"org:a delegates_to org:b {second}", "org:b delegates_to org:a")
    found = told.chains("population:c").chains
    assert [(" ".join(h.arrow.end.removeprefix("org:") for h in c.hops), c.stated) for c in found] == expected
    assert [c.loops for c in found if len(c.hops) == 2] == [("org:a",)] * (expected[0][0] == "a b")


#  c ──▶ a ──▶ b      and from 2030 on c ──▶ b
def test_15_nobody_is_known_to_the_start_before_the_relation_begins() -> None:
    told = Asked("population:c insured_by org:a", "org:a delegates_to org:b", "population:c user_of org:b {since: 2030}")
    known = {hop.arrow.end: hop.known_to_start for chain in told.chains("population:c").chains for hop in chain.hops}
    assert known == {"org:a": True, "org:b": False}


def test_52_what_is_potential_for_the_whole_is_potential_for_its_part() -> None:
    told = Asked(
        people("c", 9, 9),
        people("d", 1, 1, within="population:c"),
        "population:c insured_by org:a",
        "org:a delegates_to org:b",
        at("org:b", data=[{"category": "identity", "outcome": "exposed"}]),
    )
    assert told.cohort("population:d") == {"i": "potential wider"}


#  c (not affected) ▢ d (observed)
def test_a_part_that_was_struck_is_not_hidden_by_a_word_on_the_whole() -> None:
    said = [{"party": "population:c", "outcome": "not_affected"}, {"party": "population:d", "outcome": "observed"}]
    told = Asked(people("c"), people("d", within="population:c"), "population:c insured_by org:b", at("org:b", affected=said))
    assert told.cohort("population:c") == {"i": "observed narrower"}
    assert told.cohort("population:d") == {"i": "observed same"}


def test_65_an_incident_that_may_have_begun_by_the_day_counts() -> None:
    dates = {"occurred": [{"on": "../2024-01-22", "evidence": ["s"]}]}
    told = Asked("population:c insured_by org:a", "org:a delegates_to org:b", at("org:b", dates=dates), on=dt.date(2024, 1, 1))
    assert told.cohort("population:c") == {"i": "potential same"}


def test_74_what_was_observed_of_people_counts_whatever_the_effects_of_the_incident() -> None:
    observed = {"party": "population:c", "outcome": "observed", "effect": "confidentiality", "status": "confirmed"}
    told = Asked(
        "population:c insured_by org:a", "org:a delegates_to org:b", at("org:b", effects=["integrity"], affected=[observed]), on=NOW
    )
    assert told.cohort("population:c") == {"i": "observed same"}


# --- the clock -----------------------------------------------------------------------------------------------------------

AUTHORITY = org("reg", "Regulator")


def filing(on: str | None = None, **fields: Any) -> dict[str, Any]:
    given = {"from": "org:a", "to": "org:reg", "duty": "gdpr_33_1", **({"on": on} if on else {})}
    return {**given, **fields}


def filed(detected: str, *filings: dict[str, Any], relations: tuple[str, ...] = ()) -> PartyClock:
    dates = {"detected": [{"on": detected, "by": "org:a", "at": "org:a", "evidence": ["s"]}]}
    return Asked(AUTHORITY, org("a"), *relations, at("org:a", dates=dates, notified=list(filings))).clock("org:a")


#  it broke at a; that it broke at p too was taken back: a's figure is of the whole
def test_116_a_figure_of_all_that_broke_is_of_the_whole_whatever_was_taken_back() -> None:
    figure = {"id": "k", "field": "persons-concerned", "high": 104, "unit": "persons", "scope": ["org:a"], "evidence": ["s"]}
    broke = [{"at": "org:a"}, {"at": "product:p", "status": "retracted"}]
    told = Asked(at("org:a", compromised=broke, claims=[figure]), "org:c delegates_to org:a")
    found = incident_in(told.graph, told.reader, "incident:i").headline
    assert found is not None
    assert (found.partial, found.range) == (False, (None, 104))


def figure(name: str, field: str = "persons-concerned", **fields: Any) -> dict[str, Any]:
    return {"id": name, "field": field, "unit": "persons", "evidence": ["s"], **fields}


def told_of(*figures: dict[str, Any]) -> IncidentAnswer:
    told = Asked(AUTHORITY, org("b"), at("org:a", claims=list(figures)), "org:a subsidiary_of org:b")
    return incident_in(told.graph, told.reader, "incident:i")


def last_part(claims: Iterable[Claim]) -> list[str]:
    return [claim.id.rpartition("/")[2] for claim in claims]


#  who speaks, of which question, when: the best of all, then the others without it, and so on
def test_124_authorities_and_parties_go_before_others_and_the_attacker_and_the_most_telling_question_before_the_rest() -> None:
    order = [
        figure("regulator", by="org:reg", low=1, high=1),
        figure("owner-late", by="org:b", made_on="2024-02", low=2, high=2),
        figure("victim-early", by="org:a", made_on="2024-01", low=3, high=3),
        figure("victim-undated", by="org:a", low=4, high=4),
        figure("informed", "persons-informed", by="org:a", low=7, high=7),
        figure("others", low=5, high=5),
        figure("others-informed", "persons-informed", low=8, high=8),
        figure("attacker", by="actor:x", low=6, high=6),
    ]
    for n, best in enumerate(order):
        found = told_of(*order[n:]).headline
        assert found is not None
        assert last_part(found.candidates) == [best["id"]]
    equals = told_of(figure("k", low=1), figure("l", low=2)).headline
    assert equals is not None
    assert last_part(equals.candidates) == ["k", "l"]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([{"low": 10, "high": 10}, {"low": 20, "high": 30}], (10, 30)),
        ([{"low": 10, "high": 10}, {"low": 20}], (10, None)),
        ([{"low": 10, "high": 10}, {"high": 20}], (None, 20)),
        ([{"low": 10, "high": 10}, {"low": 99, "high": 99, "status": "retracted"}], (10, 10)),
        ([{"low": 10, "high": 10}, {"low": 99, "high": 99, "unit": "organisations"}], (10, 10)),
        ([{"low": 10, "high": 10}, {"low": 99, "high": 99, "scope": ["org:b"]}], (10, 10)),
        ([{"low": 10, "high": 10}, {"low": 99, "high": 99, "supersedes": ["k0"]}], (99, 99)),
    ],
)
def test_125_a_span_is_open_where_a_figure_leaves_it_open_and_holds_what_stands_of_the_whole(
    figures: list[dict[str, Any]], expected: tuple[int | None, int | None]
) -> None:
    found = told_of(*(figure(f"k{n}", **fields) for n, fields in enumerate(figures))).headline
    assert found is not None
    assert (found.span.low, found.span.high) == expected


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ({"low": 100, "high": 100}, {"low": 101, "high": 101}, True),
        ({"low": 100, "high": 100, "approximate": True}, {"low": 105, "high": 105}, False),
        ({"low": 100, "high": 100, "approximate": True}, {"low": 106, "high": 106}, True),
        ({"low": 100}, {"low": 200, "high": 200}, False),
        ({"low": 100, "high": 100}, {"low": 200, "high": 200, "scope": ["org:b"]}, False),
        ({"low": 100, "high": 100, "made_on": "2020"}, {"low": 200, "high": 200, "made_on": "2024"}, True),
    ],
)
def test_126_figures_conflict_where_their_ranges_do_not_meet(one: dict[str, Any], other: dict[str, Any], conflict: bool) -> None:
    assert bool(told_of(figure("k", **one), figure("l", **other)).conflicts) is conflict


def test_127_figures_of_a_state_in_clearly_different_years_do_not_conflict() -> None:
    for made_on, conflict in (("2020", False), ("2024-05", True), ("2023/2024", True)):
        later = figure("l", "persons-on-file", low=200, high=200, made_on="2024")
        assert bool(told_of(figure("k", "persons-on-file", low=100, high=100, made_on=made_on), later).conflicts) is conflict


@pytest.mark.parametrize(
    ("on", "hours", "verdict"),
    [
        ("2024-03-01", (0, 24), "within_72_h"),
        ("2024-03-03", (24, 72), "within_72_h"),
        ("2024-03-04", (48, 96), "either_side_of_72_h"),
        ("2024-03-06", (96, 144), "beyond_72_h"),
        ("2024-03-06~", (72, 168), "either_side_of_72_h"),
        ("2024-03-06/..", (96, None), "beyond_72_h"),
    ],
)
def test_128_a_day_is_a_range_of_hours(on: str, hours: tuple[int, int | None], verdict: str) -> None:
    (notice,) = filed("2024-03-01", filing(on)).to_authorities
    assert notice.hours is not None
    assert (notice.hours.fewest, notice.hours.most, notice.timely.value) == (*hours, verdict)


#  b, a processor ──told on the 12th──▶ a, of which no filing is recorded
def test_129_a_party_that_was_told_and_of_which_nothing_more_is_recorded_may_owe_a_notice() -> None:
    told = {"from": "org:b", "to": "org:a", "duty": "gdpr_33_2", "on": "2024-03-12"}
    assert filed("2024-03-20", told, relations=("org:a delegates_to org:b",)).due is not None
    assert filed("2024-03-20", told, filing("2024-03-13"), relations=("org:a delegates_to org:b",)).due is None


def test_40_two_days_of_one_filing_are_judged_together() -> None:
    clock = filed("2024-03-01", filing("2024-03-02", status="claimed"), filing("2024-03-20", status="confirmed"))
    assert [n.timely.value for n in clock.to_authorities] == ["either_side_of_72_h"]


def test_42_a_contested_filing_is_contested() -> None:
    clock = filed("2024-03-01", filing("2024-03-02", status="contested"))
    assert [n.timely.value for n in clock.to_authorities] == ["contested"]


def test_93_hours_with_their_zones_are_counted_exactly() -> None:
    (notice,) = filed("2024-03-01T00:30:00+01:00", filing("2024-03-03T23:30:00-05:00")).to_authorities
    assert notice.hours is not None
    assert (notice.hours.fewest, notice.hours.most, notice.timely.value) == (77, 77, "beyond_72_h")


#  b ──told on the 12th──▶ a, which itself saw it on the 20th, and filed on the 22nd
def test_a_party_knew_at_the_first_of_its_own_detection_and_a_notice() -> None:
    told = {"from": "org:b", "to": "org:a", "duty": "gdpr_33_2", "on": "2024-03-12"}
    clock = filed("2024-03-20", told, filing("2024-03-22"), relations=("org:a delegates_to org:b",))
    (notice,) = clock.to_authorities
    assert notice.hours is not None
    assert (notice.hours.fewest, notice.hours.most, notice.timely.value) == (216, 264, "beyond_72_h")


# --- the documents and these cases ---------------------------------------------------------------------------------------

NOT_A_SENTENCE = {"25"}
"""A case of a question of the library (`exposed-after-leaving`), whose own description says it."""


def test_every_case_stands_beside_a_sentence_of_the_documents_and_every_number_there_is_a_case() -> None:
    text = "".join((ROOT / "docs" / name).read_text("utf-8") for name in ("model.md", "exposure.md"))
    named = {number for found in re.findall(r" \[(\d{2,3}(?:, \d{2,3})*)\]", text) for number in found.split(", ")}
    cases = {found for name in globals() for found in re.findall(r"^test_(\d{2,3})_", name)}
    assert named == cases - NOT_A_SENTENCE
