"""How many people stand behind a set of cohorts: honest bounds, never a sum of rows.

At least: cohorts may overlap, so only those that one evidenced way of counting (`partition`) keeps apart add up; an inner
cohort never adds to the one that contains it. At most: the outermost cohorts add up, capped by what contains them; open
as soon as one of them has no known upper bound. The rule is `docs/model.md`, section "People".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cohort:
    """A population: bounds in persons (None: unknown), what contains it, its partition, the year its size was given for."""

    id: str
    low: int | None = None
    high: int | None = None
    within: str | None = None
    partition: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class PeopleBounds:
    """At least and at most so many persons (None: no upper bound is known).

    `unknown` are ids that add people nobody has counted: cohorts of unknown size, and organisations of which no cohort is
    recorded. `years` are the years of the sizes that entered, where they differ. `contradictions` are pairs
    (inner, outer) where the inner is larger than the outer.
    """

    at_least: int
    at_most: int | None
    unknown: tuple[str, ...]
    cohorts: tuple[Cohort, ...]
    years: tuple[int, ...] = ()
    contradictions: tuple[tuple[str, str], ...] = ()


def bound_people(reached: Iterable[Cohort], containing: Mapping[str, Cohort] | None = None, uncounted: Iterable[str] = ()) -> PeopleBounds:
    """Bounds of the union of the reached cohorts.

    Args:
        reached: the cohorts whose people count, each once.
        containing: cohorts that are not reached but contain reached ones, by id: their highs cap the sum.
        uncounted: ids of what is reached and may bring people that no cohort records: there is then no upper bound.
    """
    cohorts = {c.id: c for c in sorted(reached, key=lambda c: c.id)}
    known = {**(containing or {}), **cohorts}
    unknown = sorted({*uncounted, *(c.id for c in cohorts.values() if c.low is None and c.high is None)})
    at_most = None if list(uncounted) else _at_most(cohorts, known)
    years = {c.year for c in cohorts.values() if c.year is not None and (c.low or c.high)}
    return PeopleBounds(
        at_least=_at_least(list(cohorts.values()), known),
        at_most=at_most,
        unknown=tuple(unknown),
        cohorts=tuple(cohorts.values()),
        years=tuple(sorted(years)) if len(years) > 1 else (),
        contradictions=tuple(contradictions(known)),
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


def _at_least(cohorts: list[Cohort], known: Mapping[str, Cohort]) -> int:
    """The largest, over partitions and single cohorts, of what is certain to be distinct."""
    inside = {c.id: {a.id for a in ancestors(c, known)} for c in cohorts}

    def certain(cohort: Cohort) -> int:
        return max(cohort.low or 0, least([c for c in cohorts if cohort.id in inside[c.id]]))

    def least(group: list[Cohort]) -> int:
        best = max((certain(c) for c in group), default=0)
        for partition in {c.partition for c in group if c.partition}:
            members = [c for c in group if c.partition == partition]
            ids = {c.id for c in members}
            best = max(best, sum(certain(c) for c in members if not inside[c.id] & ids))
        return best

    return least(cohorts)


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


def contradictions(known: Mapping[str, Cohort]) -> list[tuple[str, str]]:
    """Pairs (inner, outer) where at least so many lie within a cohort of at most fewer."""
    return sorted(
        (c.id, a.id) for c in known.values() for a in ancestors(c, known) if c.low is not None and a.high is not None and c.low > a.high
    )
