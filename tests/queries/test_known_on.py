"""What is known of ways on one day: each party once, by the best that is known of a way to it."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from maillon.queries.known_on import force_along, list_day, parties_on_day
from maillon.queries.subgraph import Arrow, Force

DAY = dt.date(2026, 1, 1)
days = st.none() | st.dates(dt.date(2015, 1, 1), dt.date(2035, 1, 1))
arrows = st.builds(Arrow, st.just("USES"), st.just("org:a"), st.just("org:b"), since=days, until=days, seen_on=days)
ways = st.lists(st.tuples(st.sampled_from(["org:a", "org:b", "org:c"]), st.lists(arrows, max_size=3)), max_size=8)


@given(ways)
def test_each_party_stands_once_and_the_best_known_way_to_it_counts(given_ways: list[tuple[str, list[Arrow]]]) -> None:
    found = parties_on_day(given_ways, DAY)
    told = [*found.in_force, *found.seen, *found.listed, *found.seen_later, *found.undated, *found.past, *found.not_begun]
    assert sorted(told) == sorted({party for party, _ in given_ways})
    assert found.total == len(told)
    assert set(found.in_force) == {party for party, way in given_ways if all(a.force(DAY) is Force.IN_FORCE for a in way)}


@given(ways)
def test_nobody_is_called_seen_on_a_day_that_no_source_gives(given_ways: list[tuple[str, list[Arrow]]]) -> None:
    found = parties_on_day(given_ways, DAY)
    for party, day in {**found.seen, **found.seen_later}.items():
        assert day in {d for to, way in given_ways if to == party for a in way for d in (a.since, a.seen_on, a.until)}
    assert all(day <= DAY for day in found.seen.values())
    assert all(day > DAY for day in found.seen_later.values())


#   a ──seen 2018──▶ b ──seen 2020──▶ c        the whole way was last dated 2018; a relation that ended ends the way


def test_a_way_is_as_little_known_as_its_least_known_relation() -> None:
    first = Arrow("USES", "org:a", "org:b", seen_on=dt.date(2018, 1, 1))
    second = Arrow("USES", "org:b", "org:c", seen_on=dt.date(2020, 1, 1))
    ended = Arrow("USES", "org:c", "org:d", until=dt.date(2019, 1, 1))
    assert parties_on_day([("org:a", [first, second])], DAY).seen == {"org:a": dt.date(2018, 1, 1)}
    assert parties_on_day([("org:a", [first, second])], dt.date(2019, 6, 1)).seen_later == {"org:a": dt.date(2020, 1, 1)}
    assert [force_along(way, DAY) for way in ([], [first], [first, ended])] == [Force.IN_FORCE, Force.UNKNOWN, Force.PAST]


#   owner ──listed 2025-06-01──▶ b ──listed──▶ c: in force on the list's day; b ──seen 2025-06-01──▶ d by somebody else: only seen
def test_what_a_list_held_was_in_force_on_its_day() -> None:
    day = dt.date(2025, 6, 1)
    cited = ("own#2025-06-01 row a", "other")
    first = Arrow("USES", "org:owner", "org:b", seen_on=day, evidence=cited)
    second = Arrow("USES", "org:b", "org:c", seen_on=day, evidence=cited)
    other = Arrow("USES", "org:b", "org:d", seen_on=day, evidence=("article#2025-06-01",))
    earlier = Arrow("USES", "org:owner", "org:e", seen_on=day, evidence=("own#2024-06-01 row a",))
    ways = [("org:c", [first, second]), ("org:d", [first, other]), ("org:e", [earlier])]
    found = parties_on_day(ways, DAY)
    assert (found.listed, found.seen) == ({"org:c": day}, {"org:d": day, "org:e": day})
    assert parties_on_day(ways, dt.date(2025, 5, 1)).listed == {}
    assert [list_day(first, on) for on in (DAY, day, dt.date(2025, 5, 1))] == [day, None, None]
