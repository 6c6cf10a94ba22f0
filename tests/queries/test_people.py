"""People behind a set of cohorts: bounds that contain every truth, checked against every truth of small worlds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, combinations_with_replacement

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from maillon.queries.people import Cohort, PeopleBounds, ancestors, bound_people, contradictions, undisputed
from maillon.queries.scale.cohort_bounds import UNBOUNDED, CohortBounds

PERSONS = 7
"""The largest world that is tried whole."""


def truths(cohorts: list[Cohort], largest: int = PERSONS) -> Iterator[list[frozenset[str]]]:
    """Every world of up to so many persons that the records allow: each person as the set of cohorts they are in.

    Nobody is in a cohort without being in what contains it, and nobody is in two cohorts of one partition unless one of them
    contains the other. Sizes are within their bounds.
    """
    known = {c.id: c for c in cohorts}
    above = {c.id: {a.id for a in ancestors(c, known)} for c in cohorts}

    def allowed(person: frozenset[str]) -> bool:
        if any(not above[c] <= person for c in person):
            return False
        return all(
            known[a].partition is None or known[a].partition != known[b].partition or a in above[b] or b in above[a]
            for a, b in combinations(sorted(person), 2)
        )

    subsets = (frozenset(s) for s in chain.from_iterable(combinations(sorted(known), n) for n in range(1, len(known) + 1)))
    kinds = [person for person in subsets if allowed(person)]
    for size in range(largest + 1):
        for world in combinations_with_replacement(kinds, size):
            counts = {c: sum(c in person for person in world) for c in known}
            if all((c.low or 0) <= counts[c.id] and (c.high is None or counts[c.id] <= c.high) for c in cohorts):
                yield list(world)


def reached_people(world: list[frozenset[str]], reached: set[str]) -> int:
    return sum(not person.isdisjoint(reached) for person in world)


@st.composite
def forests(draw: st.DrawFn, *, plain: bool) -> tuple[list[Cohort], set[str]]:
    """Up to four cohorts in one another, and which are reached. `plain`: where the bounds are promised to be attained."""
    names = "abcd"[: draw(st.integers(1, 4))]
    reached = draw(st.sets(st.sampled_from(names), min_size=1))
    cohorts: list[Cohort] = []
    tree: dict[str, str] = {}
    for i, name in enumerate(names):
        within = draw(st.sampled_from([None, *names[:i]]))
        tree[name] = tree[within] if within else draw(st.sampled_from(["p", "q"]))
        partition = draw(st.sampled_from([None, tree[name]] if plain else [None, "p", "q"]))
        low, high = draw(st.none() | st.integers(0, 2)), draw(st.none() | st.integers(0, 2))
        if plain and name not in reached:
            low = None
        cohorts.append(Cohort(name, low, high, within, partition))
    return cohorts, reached


def bounds_of(cohorts: list[Cohort], reached: set[str]) -> PeopleBounds:
    return bound_people([c for c in cohorts if c.id in reached], {c.id: c for c in cohorts if c.id not in reached})


SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@given(forests(plain=False))
@SLOW
def test_no_world_that_the_records_allow_lies_outside_the_bounds(drawn: tuple[list[Cohort], set[str]]) -> None:
    cohorts, reached = drawn
    bounds = bounds_of(cohorts, reached)
    for world in truths(cohorts, 5):
        people = reached_people(world, reached)
        assert bounds.at_least <= people
        assert bounds.at_most is None or people <= bounds.at_most


@given(forests(plain=True))
@SLOW
def test_both_bounds_are_true_in_some_world_where_no_tree_mixes_ways_of_counting(drawn: tuple[list[Cohort], set[str]]) -> None:
    cohorts, reached = drawn
    bounds = bounds_of(cohorts, reached)
    assume(bounds.at_most is None or bounds.at_most <= PERSONS)
    found = {reached_people(world, reached) for world in truths(cohorts)}
    assume(found)
    assert min(found) == bounds.at_least
    if bounds.at_most is None:
        assert max(found) == PERSONS, "open upwards: as many as the world holds"
    else:
        assert max(found) == bounds.at_most


@given(forests(plain=False))
@SLOW
def test_where_no_world_is_possible_for_one_reason_the_cohorts_are_named(drawn: tuple[list[Cohort], set[str]]) -> None:
    cohorts, _ = drawn
    if contradictions({c.id: c for c in cohorts}):
        assert next(truths(cohorts, 6), None) is None


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_counting_many_origins_at_once_gives_the_bounds_of_each(data: st.DataObject) -> None:
    names = [f"c{i:02}" for i in range(data.draw(st.integers(1, 12)))]
    sizes = st.none() | st.integers(0, 9)
    cohorts = [
        Cohort(
            name,
            data.draw(sizes),
            data.draw(sizes),
            data.draw(st.sampled_from([None, None, *names[:i]])),
            data.draw(st.sampled_from([None, "p", "q"])),
        )
        for i, name in enumerate(names)
    ]
    origins = data.draw(st.integers(1, 70))
    reach = np.array([[data.draw(st.booleans()) for _ in names] for _ in range(min(origins, 5))]).reshape(-1, len(names))
    reach = np.resize(reach, (origins, len(names)))
    words = -(-origins // 64)
    rows = np.zeros((len(names), words), np.uint64)
    for origin, cohort in np.argwhere(reach):
        rows[cohort, origin // 64] |= np.uint64(1 << (int(origin) % 64))
    place = {name: i for i, name in enumerate(names)}
    known = {c.id: c for c in cohorts}
    believed = list(undisputed(known, contradictions(known)).values())
    counting = CohortBounds(
        np.array([-1 if c.low is None else c.low for c in believed]),
        np.array([-1 if c.high is None else c.high for c in believed]),
        np.array([-1 if c.within is None else place[c.within] for c in cohorts], np.int32),
        [c.partition for c in cohorts],
    )
    least, most = counting.bounds(rows)
    for origin in range(origins):
        one = bounds_of(cohorts, {names[i] for i in np.flatnonzero(reach[origin])})
        assert least[origin] == one.at_least
        assert most[origin] == (UNBOUNDED if one.at_most is None else one.at_most)


def test_cohorts_that_one_way_of_counting_keeps_apart_add_up_and_others_do_not() -> None:
    #   a 30 ─ p       c 40 (no partition): may be the same people as a or b
    #   b 20 ─ p
    a, b, c = Cohort("a", 30, 30, None, "p"), Cohort("b", 20, 25, None, "p"), Cohort("c", 40, 60)
    bounds = bound_people([a, b, c])
    assert (bounds.at_least, bounds.at_most) == (50, 115)


def test_cohorts_inside_two_that_are_kept_apart_are_apart_too() -> None:
    #   p: [ outer-1 ( a 30 ) ]  [ outer-2 ( b 20 ) ]     only a and b are reached
    outer = {"o1": Cohort("o1", partition="p"), "o2": Cohort("o2", partition="p", high=25)}
    bounds = bound_people([Cohort("a", 30, 40, "o1"), Cohort("b", 20, None, "o2")], outer)
    assert (bounds.at_least, bounds.at_most) == (50, 65)


def test_an_inner_cohort_adds_nothing_to_the_one_that_contains_it() -> None:
    #   [ outer 100..120 ( inner 80 ) ]
    bounds = bound_people([Cohort("outer", 100, 120), Cohort("inner", 80, 90, "outer")])
    assert (bounds.at_least, bounds.at_most) == (100, 120)


def test_a_cohort_of_unknown_size_leaves_no_ceiling_and_is_named() -> None:
    bounds = bound_people([Cohort("a", 10, 10), Cohort("b")])
    assert (bounds.at_least, bounds.at_most, bounds.unknown) == (10, None, ("b",))


def test_a_partition_that_exceeds_what_contains_it_is_named_with_its_cohorts() -> None:
    #   [ all ..100 ( a 60 ─ p ) ( b 50 ─ p ) ( c 90 ) ]
    known = {
        c.id: c
        for c in (
            Cohort("all", None, 100),
            Cohort("a", 60, None, "all", "p"),
            Cohort("b", 50, None, "all", "p"),
            Cohort("c", 90, 95, "all"),
        )
    }
    assert contradictions(known) == [("a", "b", "all")]
    assert bound_people(known.values()).contradictions == (("a", "b", "all"),)


def test_a_low_above_its_own_high_and_an_inner_above_its_outer_are_named() -> None:
    known = {c.id: c for c in (Cohort("a", 5, 3), Cohort("b", 9, None, "o"), Cohort("o", None, 7))}
    assert contradictions(known) == [("a",), ("b", "o")]


def test_sizes_that_contradict_each_other_bound_nothing_and_the_floor_is_never_above_the_ceiling() -> None:
    #   [ all ..100 ( a 60..60 ─ p ) ( b 50..50 ─ p ( inner 7 ) ) ]    c 3..3
    known = (
        Cohort("all", None, 100),
        Cohort("a", 60, 60, "all", "p"),
        Cohort("b", 50, 50, "all", "p"),
        Cohort("inner", 7, 9, "b"),
        Cohort("c", 3, 3),
    )
    bounds = bound_people(known)
    assert (bounds.at_least, bounds.at_most, bounds.contradictions) == (7, None, (("a", "b", "all"),))


def test_people_inside_a_cohort_of_unknown_size_contradict_what_contains_it() -> None:
    #   [ all ..5 ( a ? ( b 4 ─ p ) ( c 4 ─ p ) ) ]
    known = {
        cohort.id: cohort
        for cohort in (Cohort("all", None, 5), Cohort("a", within="all"), Cohort("b", 4, None, "a", "p"), Cohort("c", 4, None, "a", "p"))
    }
    assert contradictions(known) == [("b", "c", "all")]


@given(forests(plain=False))
@SLOW
def test_the_floor_is_never_above_the_ceiling_whatever_the_sizes_say(drawn: tuple[list[Cohort], set[str]]) -> None:
    cohorts, reached = drawn
    bounds = bounds_of(cohorts, reached)
    assert bounds.at_most is None or bounds.at_least <= bounds.at_most


#   b 5..5 ⊃? a 3..3 ─ p │ c 5..5 ⊃? a        b ─ p, d ─ p and lies in a
def test_what_lies_in_one_that_sources_place_differently_is_kept_apart_from_nothing() -> None:
    known = {c.id: c for c in (Cohort("b", 5, 5, None, "p"), Cohort("a", 3, 3, disputed=("within",)), Cohort("d", 2, 2, "a", "p"))}
    bounds = bound_people(known.values())
    assert (bounds.at_least, bounds.at_most, bounds.disputed) == (5, 8, ("a",))


def test_a_loop_of_containers_ends() -> None:
    looped = [Cohort("a", 5, 6, "b"), Cohort("b", 7, 8, "a")]
    least, _ = CohortBounds(np.array([5, 7]), np.array([6, 8]), np.array([1, 0], np.int32), [None, None]).bounds(
        np.array([[1], [1]], np.uint64)
    )
    assert bound_people(looped).at_least == least[0] == 7
