"""What the readings of one relation leave standing: nobody is left out who may be exposed by any of them."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.queries.standing import Days, StatedRelation, standing


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def said(**values: Any) -> StatedRelation:
    days = {n: day(v) for n, v in values.items() if n in ("since", "until", "plan")}
    seen = {"seen": tuple(map(day, values["seen"]))} if "seen" in values else {}
    return StatedRelation(**{"status": "reported", **values, **days, **seen})


#  a ──uses──▶ p   where three readings disagree: the confirmed one, the claimed one, the contested one
@pytest.mark.parametrize(
    ("stops", "others", "stopped"),
    [
        ("reported", [], True),
        ("claimed", [], True),
        ("contested", [], False),
        ("reported", ["confirmed"], True),
        ("claimed", ["reported"], True),
        ("claimed", ["confirmed"], False),
        ("contested", ["reported"], False),
    ],
)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("data_at_provider", False),
        ("data_after_end", "erased"),
        ("deployment", "on_premises"),
        ("until", "2020-01-01"),
        ("since", "2030-01-01"),
    ],
)
def test_what_stops_a_breach_is_to_be_firm_against_those_that_are_silent_on_it(
    name: str, value: Any, stops: str, others: list[str], stopped: bool
) -> None:
    found = standing([said(status=stops, **{name: value}), *(said(status=status) for status in others)])
    assert (getattr(found, name) is not None) is stopped
    assert (name in found.contested) is not stopped


@pytest.mark.parametrize(
    ("name", "stop", "open_"),
    [("data_at_provider", False, True), ("data_after_end", "returned", "kept"), ("deployment", "on_premises", "dedicated")],
)
@pytest.mark.parametrize("status", ["confirmed", "claimed", "contested"])
def test_one_reading_that_lets_it_through_is_enough(name: str, stop: Any, open_: Any, status: str) -> None:
    found = standing([said(status="confirmed", **{name: stop}), said(status=status, **{name: open_})])
    assert getattr(found, name) != stop
    assert name in found.contested


def test_what_two_readings_both_say_is_not_contested() -> None:
    found = standing([said(data_at_provider=True, status="confirmed"), said(data_at_provider=True, since="2020-01-01")])
    assert (found.data_at_provider, found.contested) == (True, frozenset())


#  until 2023 │ since 2024, seen in March 2024: neither an end nor a beginning stands
def test_an_end_that_another_reading_lies_beyond_is_none_and_so_is_a_beginning() -> None:
    ended, begun = said(until="2023-12-31"), said(since="2024-01-01", seen=("2024-03-01", "2024-03-31"))
    found = standing([ended, begun])
    assert (found.since, found.until, found.contested) == (None, None, frozenset({"since", "until"}))


def test_the_widest_days_stand_and_an_open_one_is_open() -> None:
    first, second = said(since="2019-01-01", until="2022-12-31"), said(since="2020-01-01", until="2023-12-31")
    assert (standing([first, second]).since, standing([first, second]).until) == (day("2019-01-01"), day("2023-12-31"))
    found = standing([first, said(since_open=True, until_open=True)])
    assert (found.since, found.until) == (None, None)


def test_a_sighting_that_may_lie_inside_contradicts_nothing_and_one_outside_does() -> None:
    assert standing([said(since="2024-06-01", seen=("2024-01-01", "2024-12-31"))]).since == day("2024-06-01")
    found = standing([said(since="2024-06-01", until="2024-12-31", seen=("2025-02-01", "2025-02-01"))])
    assert (found.since, found.until, found.contested) == (day("2024-06-01"), None, frozenset({"until"}))


@pytest.mark.parametrize("name", ["since", "until"])
def test_a_sighting_on_the_very_day_of_a_beginning_or_an_end_contradicts_neither(name: str) -> None:
    found = standing([said(**{name: "2024-06-01"}), said(seen=("2024-06-01", "2024-06-01"), **{name: "2024-06-01"})])
    assert (getattr(found, name), found.contested) == (day("2024-06-01"), frozenset())


def test_who_only_saw_it_leaves_it_any_day_of_the_sighting() -> None:
    seen = said(seen=("2024-01-01", "2024-12-31"))
    assert standing([said(until="2024-06-30"), seen]).until == day("2024-12-31")
    assert standing([said(since="2024-06-01"), seen]).since == day("2024-01-01")
    assert standing([said(until="2024-06-30", seen=("2024-01-01", "2024-12-31"))]).until == day("2024-06-30")


def test_a_sighting_of_which_one_side_is_not_known_contradicts_only_by_the_other() -> None:
    ended = said(until="2022-12-31")
    assert standing([ended, StatedRelation("reported", seen=(None, day("2022-06-01")))]).until == day("2022-12-31")
    assert standing([ended, StatedRelation("reported", seen=(day("2023-06-01"), None))]).until is None
    begun = said(since="2022-12-31")
    assert standing([begun, StatedRelation("reported", seen=(None, day("2023-06-01")))]).since is None
    assert standing([begun, StatedRelation("reported", seen=(day("2022-06-01"), None))]).since == day("2022-06-01")
    assert StatedRelation("reported", seen=(None, day("2023-06-01"))).in_force(Days.on(day("2023-01-01")))


def test_a_planned_end_after_the_end_or_before_the_beginning_leaves_it_open() -> None:
    assert standing([said(until="2023-12-31"), said(plan="2025-12-31")]).until is None
    assert standing([said(until="2023-12-31"), said(plan="2022-12-31")]).until == day("2023-12-31")
    assert standing([said(since="2026-01-01"), said(plan="2025-12-31")]).since is None


def test_a_day_that_one_reading_gives_and_another_widens_is_contested() -> None:
    found = standing([said(since="2019-01-01", until="2018-12-31"), said(since="2020-01-01", until="2023-12-31")])
    assert found.contested == frozenset({"since", "until"})
    assert standing([said(until="2023-12-31"), said(until="2023-12-31", status="confirmed")]).contested == frozenset()


@pytest.mark.parametrize(
    ("statuses_of", "stands"),
    [(("reported", "claimed"), True), (("contested", "contested"), False), (("claimed", "claimed", "confirmed"), False)],
)
def test_data_that_one_says_returned_and_another_erased_is_there_by_neither(statuses_of: tuple[str, ...], stands: bool) -> None:
    values = [*({"data_after_end": v} for v in ("returned", "erased")), {}]
    found = standing([said(status=status, **value) for status, value in zip(statuses_of, values, strict=False)])
    assert (found.data_after_end is not None) is stands
    assert ("data_after_end" in found.contested) is not stands


@pytest.mark.parametrize(("status", "found"), [("reported", "shared"), ("contested", None)])
def test_of_two_places_of_software_the_one_that_lets_most_through_stands_unless_both_are_contested(status: str, found: str | None) -> None:
    readings = [said(deployment="dedicated", status="contested"), said(deployment="shared", status=status)]
    assert standing(readings).deployment == found


def test_scopes_and_data_of_all_readings_are_allowed() -> None:
    found = standing([said(scope="care", data=frozenset({"x"})), said(scope="insurance", data=frozenset({"y"}))])
    assert (found.scopes, found.data) == (frozenset({"care", "insurance"}), frozenset({"x", "y"}))
    found = standing([said(status="claimed", scope="care", data=frozenset({"x"})), said(status="confirmed")])
    assert (found.scopes, found.data) == (None, None)


def test_a_plan_keeps_it_in_force_until_its_day_and_says_nothing_after() -> None:
    planned = said(since="2020-01-01", plan="2025-12-31")
    assert planned.in_force(Days.on(day("2025-12-31")))
    assert not planned.in_force(Days.on(day("2026-01-01")))
    assert standing([planned]).until is None


def test_over_several_days_one_is_enough() -> None:
    held = said(since="2024-03-01", until="2024-03-10")
    assert held.in_force(Days(day("2024-02-01"), day("2024-03-01")))
    assert held.in_force(Days(None, None))
    assert not held.in_force(Days(day("2024-03-11"), None))


statuses = st.sampled_from(["confirmed", "reported", "claimed", "contested"])
some_days = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 6))
relations_said = st.lists(
    st.builds(
        StatedRelation,
        status=statuses,
        since=some_days,
        until=some_days,
        since_open=st.booleans(),
        until_open=st.booleans(),
        scope=st.sampled_from([None, "care", "insurance"]),
        data=st.sampled_from([None, frozenset({"x"}), frozenset({"x", "y"})]),
        deployment=st.sampled_from([None, "shared", "dedicated", "on_premises"]),
        data_at_provider=st.sampled_from([None, True, False]),
        data_after_end=st.sampled_from([None, "kept", "erased", "returned"]),
    ),
    min_size=1,
    max_size=4,
)


@given(relations_said)
def test_neither_order_nor_repetition_matters(readings: list[StatedRelation]) -> None:
    assert len({standing(order) for order in permutations(readings)}) == 1
    assert standing(readings * 2) == standing(readings) or len(readings) == 1


@given(relations_said)
def test_what_all_leave_standing_never_says_more_than_what_each_would_stop(readings: list[StatedRelation]) -> None:
    found = standing(readings)
    if found.since is not None:
        assert all(r.since is None or r.since >= found.since for r in readings)
    if found.until is not None:
        assert all(r.until is None or r.until <= found.until for r in readings)
    if found.data_at_provider is False:
        assert not any(r.data_at_provider for r in readings)
    if found.data_after_end in ("erased", "returned"):
        assert not any(r.data_after_end == "kept" for r in readings)
    for one in readings:
        assert found.scopes is None or one.scope is None or one.scope in found.scopes
        assert found.data is None or one.data is None or one.data <= found.data
