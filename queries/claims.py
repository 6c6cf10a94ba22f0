"""Claims: who said what when, what replaced what, and which figure stands in the headline.

**Headline policy.** The word of an authority or of the party itself before an independent voice, that before the attacker; among
these the most telling question, then a regulator before a victim, then the latest statement; a superseded or retracted claim never.
So a figure without an origin never stands above what the party says, however much further it goes. Equals are all shown. Only
figures in persons that speak of the whole incident compete: a figure of one client, one state or one cohort inside it is
listed as a part and never stands for the whole. The span and every speaker are always shown beside it.

**Span.** From the lowest to the highest of those figures. "At least" has no top and "at most" no bottom: an end that any of
them leaves open is open. Each figure that is not in the span is named with the reason.

**Conflicts.** Only claims of one subject are compared: one field, unit and scope (for a date also the part of the event that
it dates), and never two different cohorts. Two figures conflict when their ranges do not meet; one that its speaker rounds
is taken as ±5 %. A figure of a state (how many are eligible, on file, clients) is true of its day: such figures of clearly
different years do not conflict. A figure of the event does not age: what is said of it in different years can conflict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from maillon.graph.dates import parse_date
from maillon.graph.model import INCIDENT_DATES
from maillon.graph.readings import Speaker


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one party about one field of one incident (figures in `unit`, dates as days).

    `approximate`: the speaker rounds the figure; None where there is none.
    """

    id: str
    field: str
    low: int | None = None
    high: int | None = None
    approximate: bool | None = None
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
    replies_to: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    note_fr: str | None = None
    note_en: str | None = None

    @property
    def stands(self) -> bool:
        """Neither replaced by its author nor taken back."""
        return not self.superseded_by and self.status != "retracted"

    @property
    def subject(self) -> tuple[str, str | None, tuple[str, ...], str | None]:
        """What it speaks of: only claims of one subject are compared. The text of a date says which part it dates."""
        part = (self.text_en or self.text_fr) if self.field in INCIDENT_DATES else None
        return (self.field, self.unit, self.scope, part)

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year in which the statement may have been made; None where that is not known at both ends."""
        first, last = parse_date(self.made_on_edtf).stated if self.made_on_edtf else (None, None)
        return (first.year, last.year) if first and last else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Its figure as a range, widened by `ROUNDING` where the speaker rounds; or its date as a range of days."""
        if self.low is not None or self.high is not None:
            slack = ROUNDING if self.approximate else 0.0
            low = self.low * (1 - slack) if self.low is not None else 0.0
            return (low, self.high * (1 + slack) if self.high is not None else float("inf"))
        if self.on is not None:
            date = parse_date(self.on)
            return ((date.first or dt.date.min).toordinal(), (date.last or dt.date.max).toordinal())
        return None


PERSON_FIELDS = ("persons-concerned", "persons-informed", "persons-possibly-concerned", "persons-told")
"""Fields a headline may come from, the most telling first: only the first that any claim has is used."""

STATE_FIELDS = frozenset(
    {
        *("eligible-persons", "persons-on-file", "persons-covered", "registered-users", "user-base", "users"),
        *("clients", "client-professionals", "catchment-population", "group-size"),
    }
)
"""Fields that describe a state on a day, not the event."""

ROUNDING = 0.05
"""How far a rounded figure is taken to reach, as a share of it: `480 000`, said as approximate, may be 491 939."""


class Outside(StrEnum):
    """Why a figure is not in a span: the first of these that holds."""

    SUPERSEDED = "superseded"
    RETRACTED = "retracted"
    OTHER_UNIT = "other_unit"
    OTHER_QUESTION = "other_question"
    PART = "part"


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """From the lowest to the highest of `claims`; an end is open (None) as soon as one of them leaves it open.

    `approximate`: who gives an end rounds it. `wider` are those of `claims` that speak of more than the incident alone.
    `left_out` are all other figures by the reason, which keeps the order of `Outside`.
    """

    low: int | None
    high: int | None
    approximate: bool
    claims: tuple[Claim, ...]
    wider: tuple[Claim, ...]
    left_out: Mapping[Outside, tuple[Claim, ...]]

    @property
    def named(self) -> tuple[int, int] | None:
        """The least and the greatest number that any of the claims names, as a floor, a ceiling or a figure; None without claims."""
        numbers = [n for c in self.claims for n in (c.low, c.high) if n is not None]
        return (min(numbers), max(numbers)) if numbers else None


def figure_span(claims: Iterable[Claim], compromised: Collection[str] = ()) -> FigureSpan:
    """The span of the standing figures in persons of the whole incident; no `claims` where nobody gives one.

    Args:
        claims: of one incident; only those with a figure count.
        compromised: ids of the parties at which it broke; a figure whose scope holds all of them speaks of the whole.
    """
    inside: list[Claim] = []
    outside: dict[Outside, list[Claim]] = {reason: [] for reason in Outside}
    for claim in sorted(claims, key=_figure_order):
        if claim.low is not None or claim.high is not None:
            reason = _left_out(claim, set(compromised))
            (inside if reason is None else outside[reason]).append(claim)
    low, high = covering((c.low, c.high) for c in inside)
    return FigureSpan(
        low=low,
        high=high,
        approximate=any(c.approximate and ((low is not None and c.low == low) or (high is not None and c.high == high)) for c in inside),
        claims=tuple(inside),
        wider=tuple(c for c in inside if compromised and set(c.scope) > set(compromised)),
        left_out={reason: tuple(group) for reason, group in outside.items() if group},
    )


def covering(ranges: Iterable[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    """The least range that covers all of them; an end that one of them leaves open (None) is open. Of none: open at both ends."""
    known = list(ranges)
    lows, highs = [low for low, _ in known], [high for _, high in known]
    low = None if None in lows else min((v for v in lows if v is not None), default=None)
    return low, None if None in highs else max((v for v in highs if v is not None), default=None)


def _figure_order(claim: Claim) -> tuple[int, str, str, int, str]:
    telling = PERSON_FIELDS.index(claim.field) if claim.field in PERSON_FIELDS else len(PERSON_FIELDS)
    return (telling, claim.field, claim.unit or "", claim.low or 0, claim.id)


def _left_out(claim: Claim, compromised: set[str]) -> Outside | None:
    """Why a figure does not speak of the persons of the whole incident; None where it does."""
    if claim.superseded_by:
        return Outside.SUPERSEDED
    if claim.status == "retracted":
        return Outside.RETRACTED
    if claim.unit != "persons":
        return Outside.OTHER_UNIT
    if claim.field not in PERSON_FIELDS:
        return Outside.OTHER_QUESTION
    return Outside.PART if claim.scope and not (compromised and compromised <= set(claim.scope)) else None


@dataclass(frozen=True, slots=True)
class Headline:
    """The figure for the headline, in persons: more than one candidate where equals stand side by side.

    `span` covers every standing figure of the whole incident in `PERSON_FIELDS`: the range that goes beside it. `partial`:
    nobody gives a figure of the whole; the candidates are then the figures of its parts, each with its scope, never added up,
    and the span holds none. `parts` are the best figure of each part, whether or not there is one of the whole.
    """

    candidates: tuple[Claim, ...]
    span: FigureSpan
    partial: bool = False
    parts: tuple[Claim, ...] = ()
    policy: str = "regulator or victim, independent, attacker; most telling question; regulator first; latest first; superseded never"

    @property
    def range(self) -> tuple[int | None, int | None]:
        """The range of the candidates together, open where one of them is; open at both ends where they are only parts."""
        return (None, None) if self.partial else covering((c.low, c.high) for c in self.candidates)


def headline(claims: Iterable[Claim], compromised: Collection[str] = ()) -> Headline | None:
    """The headline figure in persons, or None where nobody gives one.

    Args:
        claims: of one incident.
        compromised: ids of the parties at which it broke; a figure whose scope holds all of them speaks of the whole.
    """
    span = figure_span(claims, compromised)
    in_part: dict[tuple[str, ...], list[Claim]] = {}
    for claim in span.left_out.get(Outside.PART, ()):
        in_part.setdefault(claim.scope, []).append(claim)
    parts = tuple(best for scope in sorted(in_part) for best in _best(in_part[scope]))
    if span.claims:
        return Headline(_best(span.claims), span, parts=parts)
    return Headline(parts, span, partial=True, parts=parts) if parts else None


def _best(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Those of the best voices, then of the most telling field, then of the best rank, then the latest; several where equals are left."""

    def place(claim: Claim) -> tuple[Speaker, int, Speaker]:
        return max(claim.speaker, Speaker.VICTIM), PERSON_FIELDS.index(claim.field), claim.speaker

    best = min(map(place, claims))
    pool = [c for c in claims if place(c) == best]
    dated = [c.made_on for c in pool if c.made_on is not None]
    if dated:
        pool = [c for c in pool if c.made_on == max(dated)]
    return tuple(sorted(pool, key=lambda c: c.id))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Standing claims of one subject, each of which contradicts another of them."""

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
        apart = {c.id: c for pair in combinations(group, 2) if conflict(*pair) for c in pair}
        if apart:
            claims_apart = sorted(apart.values(), key=lambda c: (c.made_on or dt.date.max, c.id))
            found.append(Conflict(claims_apart[0].field, claims_apart[0].unit, tuple(claims_apart)))
    return sorted(found, key=lambda c: (c.field, c.unit or "", c.claims[0].id))


def conflict(a: Claim, b: Claim) -> bool:
    """True if two standing claims cannot both be right. One that names no cohort speaks of all the people there are."""
    if a.subject != b.subject or not (a.stands and b.stands):
        return False
    if a.population and b.population and a.population != b.population:
        return False
    if a.answer and b.answer and a.answer != b.answer:
        return True
    if a.bounds is None or b.bounds is None:
        return False
    if a.field in STATE_FIELDS and a.years and b.years and (a.years[1] < b.years[0] or b.years[1] < a.years[0]):
        return False
    return a.bounds[0] > b.bounds[1] or b.bounds[0] > a.bounds[1]
