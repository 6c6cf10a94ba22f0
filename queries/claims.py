"""Claims: who said what when, what replaced what, and which figure stands in the headline.

The headline policy: a regulator before a victim, a victim before an independent voice, that before the attacker; within a
rank the latest statement; a superseded or retracted claim never. Figures of different units, fields or scopes are never
compared. The range over all claims and every speaker are always shown beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum


class Speaker(IntEnum):
    """Ranks of speakers, best first."""

    REGULATOR = 0
    VICTIM = 1
    INDEPENDENT = 2
    ATTACKER = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one party about one field of one incident (figures in `unit`, dates as days)."""

    id: str
    field: str
    low: int | None = None
    high: int | None = None
    approximate: bool = False
    unit: str | None = None
    answer: str | None = None
    text_fr: str | None = None
    text_en: str | None = None
    on: str | None = None
    on_from: dt.date | None = None
    on_to: dt.date | None = None
    scope: tuple[str, ...] = ()
    population: str | None = None
    status: str = "reported"
    by: str | None = None
    by_name: str | None = None
    speaker: Speaker = Speaker.INDEPENDENT
    made_on: dt.date | None = None
    made_on_edtf: str | None = None
    supersedes: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    note_fr: str | None = None
    note_en: str | None = None

    @property
    def stands(self) -> bool:
        """Neither replaced by its author nor taken back."""
        return not self.superseded_by and self.status != "retracted"

    @property
    def subject(self) -> tuple[str, str | None, tuple[str, ...], str | None]:
        """What it measures: only claims of one subject are compared."""
        return (self.field, self.unit, self.scope, self.population)


PERSON_FIELDS = (
    "persons-concerned",
    "persons-informed",
    "persons-possibly-concerned",
    "persons-on-file",
    "persons-told",
)
"""Fields a headline may come from, the most telling first: only the first that any claim has is used."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The figure for the headline: more than one candidate where equals disagree.

    `low` and `high` span all standing claims of the same field and unit: the range that goes beside it.
    """

    candidates: tuple[Claim, ...]
    low: int | None
    high: int | None
    policy: str = field(default="regulator, victim, independent, attacker; latest first; superseded never")


def headline(claims: Iterable[Claim]) -> Headline | None:
    """The headline figure in persons, or None where nobody gives one."""
    figures = [c for c in claims if c.unit == "persons" and c.stands and (c.low is not None or c.high is not None)]
    pool: list[Claim] = []
    for name in PERSON_FIELDS:
        pool = [c for c in figures if c.field == name]
        if pool:
            break
    if not pool:
        return None
    rank = min(c.speaker for c in pool)
    best = [c for c in pool if c.speaker == rank]
    dated = [c.made_on for c in best if c.made_on is not None]
    if dated:
        best = [c for c in best if c.made_on == max(dated)]
    related = [c for c in figures if c.field in PERSON_FIELDS and c.field != "persons-on-file"] or pool
    lows = [c.low if c.low is not None else c.high for c in related]
    highs = [c.high if c.high is not None else c.low for c in related]
    return Headline(
        candidates=tuple(sorted(best, key=lambda c: c.id)),
        low=min(v for v in lows if v is not None),
        high=max(v for v in highs if v is not None),
    )


@dataclass(frozen=True, slots=True)
class Conflict:
    """Standing claims of one subject that cannot all be right."""

    field: str
    unit: str | None
    claims: tuple[Claim, ...]


def conflicts(claims: Sequence[Claim]) -> list[Conflict]:
    """Subjects on which standing claims disagree: answers that differ, or figures or days whose ranges do not meet."""
    subjects: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.stands and claim.field not in ("context", "action"):
            subjects.setdefault(claim.subject, []).append(claim)
    found = []
    for group in subjects.values():
        if len({c.answer for c in group if c.answer}) > 1 or _apart(group):
            found.append(Conflict(group[0].field, group[0].unit, tuple(sorted(group, key=lambda c: (c.made_on or dt.date.max, c.id)))))
    return sorted(found, key=lambda c: (c.field, c.unit or "", c.claims[0].id))


def _apart(group: Sequence[Claim]) -> bool:
    """True if the ranges of two claims of the group have nothing in common."""
    ranges: list[tuple[float, float]] = []
    for c in group:
        if c.low is not None or c.high is not None:
            ranges.append((c.low if c.low is not None else 0, c.high if c.high is not None else float("inf")))
        elif c.on_from is not None or c.on_to is not None:
            first, last = c.on_from or dt.date.min, c.on_to or dt.date.max
            ranges.append((first.toordinal(), last.toordinal()))
    return bool(ranges) and max(low for low, _ in ranges) > min(high for _, high in ranges)
