"""Bounds on how many persons are in a union of cohorts, which may overlap: never the sum of their sizes.

At least: cohorts may overlap, so only those that one evidenced way of counting (`partition`) keeps apart add up, and with them
whatever lies inside them; an inner cohort never adds to the one that contains it. At most: the outermost cohorts add up, capped
by what contains them; open as soon as one of them has no known upper bound. The rule is `docs/model.md`, section "People".

Both bounds hold for every truth that the records allow. They are attained, so that nothing tighter could be said, where no
outermost cohort and what lies in it name two partitions and nothing is known of how many are in a cohort that is not reached
(tests/queries/test_people.py tries every truth). Beyond that a tighter lower bound is a weighted clique problem, which is not
worth its price.

`bound_people` answers for one set of cohorts. `queries.scale.cohort_bounds` answers for hundreds of sets at once, with the same numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Cohort:
    """A population: bounds in persons (None: unknown), what contains it, its partition, the year its size was given for.

    `approximate`: the one who gave the size rounds. `several`: sources give several sizes, and the bounds hold for any of them.
    `disputed`: what sources give differently of `within`, `partition` and `people`; what is disputed is not known. `one`: a single
    organisation, by name, which no count of a group makes another number. `perhaps`: sources differ on whether its people are those that
    are counted, so that for certain none of them are.
    """

    id: str
    low: int | None = None
    high: int | None = None
    within: str | None = None
    partition: str | None = None
    year: int | None = None
    approximate: bool = False
    several: bool = False
    disputed: tuple[str, ...] = ()
    one: bool = False
    perhaps: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """At least and at most so many (None: no upper bound is known)."""

    at_least: int
    at_most: int | None


@dataclass(frozen=True, slots=True)
class PeopleBounds:
    """At least and at most so many persons (None: no upper bound is known).

    `unknown` are ids that add people nobody has counted: cohorts of unknown size, and organisations of which no cohort is
    recorded. `years` are the years of the sizes that entered, where they differ. `contradictions` are those of `contradictions`.
    `approximate`: a size that entered is rounded, so that both bounds are, as far as it was. `several` are the cohorts of which
    sources give several sizes, `disputed` those that sources place differently.
    """

    at_least: int
    at_most: int | None
    unknown: tuple[str, ...]
    cohorts: tuple[Cohort, ...]
    years: tuple[int, ...] = ()
    contradictions: tuple[tuple[str, ...], ...] = ()
    approximate: bool = False
    several: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


def bound_people(reached: Iterable[Cohort], containing: Mapping[str, Cohort] | None = None, uncounted: Iterable[str] = ()) -> PeopleBounds:
    """Bounds of the union of the reached cohorts.

    Args:
        reached: the cohorts whose people count, each once.
        containing: cohorts that are not reached but contain reached ones, or lie in them, by id: the highs of the first cap
            the sum, their partitions keep apart what lies in them, and the people of the second are reached too.
        uncounted: ids of what is reached and may bring people that no cohort records: there is then no upper bound.
    """
    cohorts = {c.id: c for c in sorted(reached, key=lambda c: c.id)}
    known = {**(containing or {}), **cohorts}
    contradicted = contradictions(known)
    known = undisputed(known, contradicted)
    unknown = sorted({*uncounted, *(c.id for c in cohorts.values() if c.low is None and c.high is None)})
    at_most = None if list(uncounted) else _at_most({i: known[i] for i in cohorts}, known)
    years = {c.year for c in cohorts.values() if c.year is not None and (c.low or c.high)}
    return PeopleBounds(
        at_least=_at_least({i: known[i] for i in cohorts}, known),
        at_most=at_most,
        unknown=tuple(unknown),
        cohorts=tuple(cohorts.values()),
        years=tuple(sorted(years)) if len(years) > 1 else (),
        contradictions=tuple(contradicted),
        approximate=any(c.approximate for c in cohorts.values()),
        several=tuple(c.id for c in cohorts.values() if c.several),
        disputed=tuple(c.id for c in cohorts.values() if c.disputed),
    )


def undisputed(known: Mapping[str, Cohort], contradicted: Iterable[Sequence[str]]) -> dict[str, Cohort]:
    """The cohorts with what is sure of them.

    A size that others contradict bounds nothing: which of them is true nobody knows. What lies in a cohort that sources place
    differently is kept apart from nothing outside it.
    """
    doubted = {i for group in contradicted for i in group}
    found = dict(known)
    for cohort in known.values():
        if cohort.id in doubted and not cohort.one:
            found[cohort.id] = replace(found[cohort.id], low=None, high=None)
        if cohort.partition is not None and any("within" in c.disputed for c in (cohort, *ancestors(cohort, known))):
            found[cohort.id] = replace(found[cohort.id], partition=None)
    return found


def ancestors(cohort: Cohort, known: Mapping[str, Cohort]) -> list[Cohort]:
    """What contains it, innermost first; a loop (refused at load) ends the walk."""
    found: list[Cohort] = []
    current = cohort
    while current.within is not None and current.within in known:
        current = known[current.within]
        if current in found or current.id == cohort.id:
            break
        found.append(current)
    return found


def _at_least(reached: Mapping[str, Cohort], known: Mapping[str, Cohort]) -> int:
    """The largest, over partitions and single cohorts, of what is certain to be distinct."""
    inside = _inside(known)

    def certain(cohort: Cohort, whole: bool) -> tuple[int, dict[str, int]]:
        """At least so many of its people are reached; and per partition, the same over its outermost cohorts in or at this one.

        `whole`: all its people are, because what contains it is reached.
        """
        whole = whole or (cohort.id in reached and not cohort.perhaps)
        best, sums = least([known[i] for i in inside[cohort.id]], whole)
        best = max(best, (cohort.low or 0) if whole else 0)
        return best, {**sums, **({cohort.partition: best} if cohort.partition else {})}

    def least(group: Sequence[Cohort], whole: bool) -> tuple[int, dict[str, int]]:
        sums: dict[str, int] = defaultdict(int)
        best = 0
        for cohort in group:
            value, parts = certain(cohort, whole)
            best = max(best, value)
            for partition, n in parts.items():
                sums[partition] += n
        return max(best, *sums.values(), 0), dict(sums)

    return least([known[i] for i in inside[None]], False)[0]


def _inside(known: Mapping[str, Cohort]) -> dict[str | None, list[str]]:
    """What lies directly in each cohort; under None, the outermost ones, and those of a loop (refused at load)."""
    found: dict[str | None, list[str]] = defaultdict(list)
    for cohort in known.values():
        above = ancestors(cohort, known)
        found[above[0].id if above and above[-1].within != cohort.id else None].append(cohort.id)
    return found


def _at_most(reached: Mapping[str, Cohort], known: Mapping[str, Cohort]) -> int | None:
    """The sum over the outermost reached cohorts, each sum capped by the high of what contains them."""
    outermost = [c for c in reached.values() if not any(a.id in reached for a in ancestors(c, known))]
    children: dict[str | None, set[str]] = {}
    for cohort in outermost:
        path = [cohort, *ancestors(cohort, known)]
        for inner, outer in zip(path, [*path[1:], None], strict=True):
            children.setdefault(outer.id if outer else None, set()).add(inner.id)

    def most(cohort_id: str) -> int | None:
        own = known[cohort_id].high
        if cohort_id in reached:
            return own
        inner = _sum(most(child) for child in sorted(children[cohort_id]))
        return own if inner is None else inner if own is None else min(inner, own)

    return _sum(most(root) for root in sorted(children.get(None, ())))


def _sum(values: Iterable[int | None]) -> int | None:
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def contradictions(known: Mapping[str, Cohort]) -> list[tuple[str, ...]]:
    """What cannot all be true, each as the ids involved.

    One id: a cohort with its low above its high. Two: (inner, outer), at least so many within at most fewer. More: cohorts of which
    at least so many are kept apart by one partition, and last the one that contains them all and has at most fewer than that. What
    these leave contradicting one another, when none of their sizes is believed, is found as well.
    """
    found: set[tuple[str, ...]] = set()
    while more := set(_contradictions(undisputed(known, found))) - found:
        found |= more
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Floor:
    """At least so many, and by whose sizes."""

    people: int
    by: frozenset[str]


def _contradictions(known: Mapping[str, Cohort]) -> Iterable[tuple[str, ...]]:
    inside = _inside(known)
    yield from ((c.id,) for c in known.values() if c.low is not None and c.high is not None and c.low > c.high)
    below: dict[str, list[_Floor]] = {}
    apart: dict[str, dict[str, list[_Floor]]] = {}
    for cohort in sorted(known.values(), key=lambda c: -len(ancestors(c, known))):  # the innermost first
        children = inside[cohort.id]
        floors = [floor for child in children for floor in below[child]]
        groups: dict[str, list[_Floor]] = defaultdict(list)
        for child in children:
            for partition, members in apart[child].items():
                groups[partition] += members
        own = _Floor(cohort.low or 0, frozenset({cohort.id}))
        sums = [
            _Floor(sum(m.people for m in members), frozenset().union(*(m.by for m in members if m.people))) for members in groups.values()
        ]
        if cohort.high is not None:
            beyond = [floor for floor in floors if floor.people > cohort.high]
            summed = [
                total
                for total, members in zip(sums, groups.values(), strict=True)
                if max(m.people for m in members) <= cohort.high < total.people
            ]
            yield from ((*sorted(floor.by), cohort.id) for floor in (*beyond, *summed) if cohort.id not in floor.by)
        floor = max([own, *sums, *floors], key=lambda f: (f.people, f is own))
        below[cohort.id] = [floor, *(f for f in floors if f is not floor)]
        apart[cohort.id] = {**groups, cohort.partition: [floor]} if cohort.partition else groups
