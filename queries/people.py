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
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cohort:
    """A population: bounds in persons (None: unknown), what contains it, its partition, the year its size was given for.

    `approximate`: the one who gave the size rounds. `several`: sources give several sizes, and the bounds hold for any of them.
    """

    id: str
    low: int | None = None
    high: int | None = None
    within: str | None = None
    partition: str | None = None
    year: int | None = None
    approximate: bool = False
    several: bool = False


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
    sources give several sizes.
    """

    at_least: int
    at_most: int | None
    unknown: tuple[str, ...]
    cohorts: tuple[Cohort, ...]
    years: tuple[int, ...] = ()
    contradictions: tuple[tuple[str, ...], ...] = ()
    approximate: bool = False
    several: tuple[str, ...] = ()


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
    unknown = sorted({*uncounted, *(c.id for c in cohorts.values() if c.low is None and c.high is None)})
    at_most = None if list(uncounted) else _at_most(cohorts, known)
    years = {c.year for c in cohorts.values() if c.year is not None and (c.low or c.high)}
    return PeopleBounds(
        at_least=_at_least(cohorts, known),
        at_most=at_most,
        unknown=tuple(unknown),
        cohorts=tuple(cohorts.values()),
        years=tuple(sorted(years)) if len(years) > 1 else (),
        contradictions=tuple(contradictions(known)),
        approximate=any(c.approximate for c in cohorts.values()),
        several=tuple(c.id for c in cohorts.values() if c.several),
    )


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
        whole = whole or cohort.id in reached
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

    One id: a cohort with its low above its high. Two: (inner, outer), at least so many within at most fewer. More: cohorts that
    one partition keeps apart, and last the one that contains them all and has at most fewer than they sum up to.
    """
    found: list[tuple[str, ...]] = [(c.id,) for c in known.values() if c.low is not None and c.high is not None and c.low > c.high]
    apart: dict[tuple[str, str], list[Cohort]] = defaultdict(list)
    for cohort in known.values():
        above = ancestors(cohort, known)
        for outer in above:
            if cohort.low is not None and outer.high is not None and cohort.low > outer.high:
                found.append((cohort.id, outer.id))
            if cohort.partition is not None:
                apart[outer.id, cohort.partition].append(cohort)
            if cohort.partition is not None and outer.partition == cohort.partition:
                break
    for (outer_id, _), members in apart.items():
        high = known[outer_id].high
        lows = [c.low or 0 for c in members]
        if high is not None and len(members) > 1 and max(lows) <= high < sum(lows):
            found.append((*sorted(c.id for c, low in zip(members, lows, strict=True) if low), outer_id))
    return sorted(found)
