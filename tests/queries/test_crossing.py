"""Whether a breach crosses one relation: every rule of docs/model.md, one by one, and none read from a null."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.model import DataAfterEnd, Deployment, Effect
from maillon.queries.crossing import Crossing, Verdict, cross
from maillon.queries.standing import Days
from maillon.queries.subgraph import Arrow, Force

ON = dt.date(2024, 1, 22)
BEFORE, AFTER = dt.date(2023, 12, 31), dt.date(2024, 1, 23)
C, I, A = Effect.CONFIDENTIALITY, Effect.INTEGRITY, Effect.AVAILABILITY  # noqa: E741


def arrow(type_: str = "DELEGATES_TO", **fields: Any) -> Arrow:
    if "data" in fields:
        fields["data"] = frozenset(fields["data"])
    return Arrow(type_, "org:a", "org:b", **fields)


def verdict(found: Crossing) -> tuple[str, bool, str]:
    return found.verdict.value, found.past, found.reason


#  a ──delegates to──▶ b (broken)
@pytest.mark.parametrize(
    ("fields", "effect", "expected"),
    [
        ({}, C, ("yes", False, "")),
        ({}, A, ("yes", False, "")),
        ({"since": AFTER}, C, ("no", False, "not-begun")),
        ({"since": ON}, C, ("yes", False, "")),
        ({"until": ON}, A, ("yes", False, "")),
        ({"until": BEFORE}, C, ("yes", True, "")),
        ({"until": BEFORE}, I, ("no", True, "ended")),
        ({"until": BEFORE}, A, ("no", True, "ended")),
        ({"until": BEFORE, "data_after_end": "kept"}, C, ("yes", True, "")),
        ({"until": BEFORE, "data_after_end": "returned"}, C, ("cleared", True, "data-returned")),
        ({"until": BEFORE, "data_after_end": "erased"}, C, ("cleared", True, "data-erased")),
        ({"until": AFTER, "data_after_end": "erased"}, C, ("yes", False, "")),
        ({"seen_on": BEFORE}, C, ("yes", False, "")),
    ],
)
def test_time_decides_by_effect(fields: dict[str, Any], effect: Effect, expected: tuple[str, bool, str]) -> None:
    assert verdict(cross(arrow(**fields), Days.on(ON), effect)) == expected


def test_with_active_only_a_relation_that_had_ended_does_not_count() -> None:
    assert verdict(cross(arrow(until=BEFORE), Days.on(ON), C, active_only=True)) == ("no", True, "ended")
    assert cross(arrow(until=ON), Days.on(ON), C, active_only=True).verdict is Verdict.YES


#  a ──uses {deployment}──▶ product b (its vendor is broken)
@pytest.mark.parametrize(
    ("deployment", "at_provider", "effect", "expected"),
    [
        ("shared", None, C, ("yes", "")),
        ("shared", None, A, ("yes", "")),
        ("dedicated", None, C, ("yes", "")),
        ("on_premises", None, C, ("possible", "on-premises")),
        ("on_premises", True, C, ("yes", "")),
        ("on_premises", False, C, ("cleared", "data-elsewhere")),
        ("on_premises", None, I, ("yes", "")),
        ("on_premises", True, A, ("no", "on-premises")),
        (None, None, C, ("possible", "deployment-unknown")),
        (None, True, C, ("yes", "")),
        (None, False, C, ("cleared", "data-elsewhere")),
        (None, None, I, ("possible", "deployment-unknown")),
        (None, True, I, ("possible", "deployment-unknown")),
        (None, True, A, ("possible", "deployment-unknown")),
        (None, None, A, ("possible", "deployment-unknown")),
        ("shared", False, C, ("cleared", "data-elsewhere")),
        ("shared", False, A, ("yes", "")),
    ],
)
def test_where_the_software_runs_decides_what_a_breach_of_its_vendor_reaches(
    deployment: str | None, at_provider: bool | None, effect: Effect, expected: tuple[str, str]
) -> None:
    found = cross(arrow("USES", deployment=deployment, data_at_provider=at_provider), Days.on(ON), effect)
    assert (found.verdict.value, found.reason) == expected


def test_a_category_that_does_not_flow_stops_and_an_unknown_flow_lets_through_as_possible() -> None:
    assert verdict(cross(arrow(data=["identity"]), Days.on(ON), C, data="identity")) == ("yes", False, "")
    assert verdict(cross(arrow(data=["identity"]), Days.on(ON), C, data="email")) == ("no", False, "other-data")
    assert verdict(cross(arrow(), Days.on(ON), C, data="email")) == ("possible", False, "data-unknown")
    assert verdict(cross(arrow("USES"), Days.on(ON), C, data="email")) == ("possible", False, "deployment-unknown data-unknown")


days = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2028, 1, 1))
arrows = st.builds(
    Arrow,
    st.sampled_from(["DELEGATES_TO", "USES", "HOSTED_BY", "PROVIDED_BY", "INSURED_BY"]),
    st.just("org:a"),
    st.just("org:b"),
    since=days,
    until=days,
    seen_on=days,
    data=st.none() | st.frozensets(st.sampled_from("abc"), min_size=1),
    data_after_end=st.none() | st.sampled_from(DataAfterEnd),
    deployment=st.none() | st.sampled_from(Deployment),
    data_at_provider=st.none() | st.booleans(),
)


@given(arrows, st.dates(dt.date(2020, 1, 1), dt.date(2028, 1, 1)), st.sampled_from(Effect))
def test_a_live_effect_never_crosses_what_confidentiality_calls_past_and_only_that(relation: Arrow, on: dt.date, effect: Effect) -> None:
    found = cross(relation, Days.on(on), effect)
    assert found.past == (relation.force(on) is Force.PAST)
    if relation.force(on) is Force.NOT_BEGUN or (found.past and effect is not C):
        assert found.verdict is Verdict.NO
    assert (found.verdict is Verdict.YES) == (not found.reason)


@given(arrows, st.dates(dt.date(2020, 1, 1), dt.date(2028, 1, 1)), st.sampled_from(Effect), st.sampled_from("abc"))
def test_asking_less_never_clears_and_knowing_nothing_never_means_no(relation: Arrow, on: dt.date, effect: Effect, category: str) -> None:
    without, with_data = cross(relation, Days.on(on), effect), cross(relation, Days.on(on), effect, data=category)
    if without.verdict in (Verdict.NO, Verdict.CLEARED):
        assert with_data.verdict in (Verdict.NO, Verdict.CLEARED)
    active = cross(relation, Days.on(on), effect, active_only=True)
    assert active == without or without.past
    blank = Arrow(relation.type, "org:a", "org:b")
    assert cross(blank, Days.on(on), effect, data=category).verdict in (Verdict.YES, Verdict.POSSIBLE)


@given(arrows, st.dates(dt.date(2020, 1, 1), dt.date(2028, 1, 1)))
def test_what_is_known_of_a_relation_on_a_day_is_one_of_four_things(relation: Arrow, on: dt.date) -> None:
    force = relation.force(on)
    if relation.since is None and relation.until is None and relation.seen_on is None:
        assert force is Force.UNKNOWN
    if force is Force.IN_FORCE:
        assert relation.since is None or relation.since <= on
        assert relation.until is None or relation.until >= on
