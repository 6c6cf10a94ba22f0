"""Whether a breach crosses one relation, backwards: from the one who is trusted to the one who trusts.

The rules are those of `docs/model.md`, section "Blast radius"; each returns why, so that an answer can say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from maillon.graph.model import DataAfterEnd, Deployment, Effect
from maillon.queries.subgraph import Arrow, Force

if TYPE_CHECKING:
    from maillon.queries.standing import Days, Standing


class Verdict(StrEnum):
    """What a relation does with a breach. CLEARED: evidence says that it stops here; NO: it does not apply."""

    YES = "yes"
    POSSIBLE = "possible"
    CLEARED = "cleared"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Crossing:
    """The verdict, what is known of the relation on the days asked, and the reason where the verdict is not a plain yes."""

    verdict: Verdict
    force: Force
    reason: str = ""

    @property
    def past(self) -> bool:
        """Whether the relation had ended."""
        return self.force is Force.PAST


def cross(arrow: Arrow, days: Days, effect: Effect, *, active_only: bool = False, data: str | None = None) -> Crossing:
    """Judge one relation over some days, by what its readings leave standing (`queries.standing`).

    - A relation that had not begun does not count; one that may have begun does.
    - One that had ended counts for confidentiality (data stays with a former supplier, GDPR art. 28(3)(g)) unless it is
      evidenced that the data was returned or erased, and never for integrity or availability, which need a live link.
    - Software that runs at its user (`on_premises`) carries a breach of its vendor for integrity (a bad update), never for
      availability, and for confidentiality surely only where evidence says that data was at the vendor: where it runs does
      not say where all of its data is, so that it is possible.
    - A deployment that is not known lets it through as possible. So does unknown data, when one category is asked for, and
      whatever one reading would stop and the others do not (`contested`).
    """
    found = judged(arrow.type, arrow.force_over(days), arrow.standing, effect, active_only=active_only, data=data)
    if found.verdict in (Verdict.YES, Verdict.POSSIBLE) and _contested(arrow, days, found.past, effect):
        return Crossing(Verdict.POSSIBLE, found.force, " ".join([*found.reason.split(), "contested"]))
    return found


def judged(type_: str, force: Force, standing: Standing, effect: Effect, *, active_only: bool, data: str | None) -> Crossing:
    """The same, of a relation in one state of its dates and with what its readings leave standing."""
    past = force is Force.PAST
    if force is Force.NOT_BEGUN:
        return Crossing(Verdict.NO, force, "not-begun")
    if past and (active_only or effect is not Effect.CONFIDENTIALITY):
        return Crossing(Verdict.NO, force, "ended")
    if past and standing.data_after_end in (DataAfterEnd.RETURNED, DataAfterEnd.ERASED):
        return Crossing(Verdict.CLEARED, force, f"data-{standing.data_after_end}")
    if data is not None and standing.data is not None and data not in standing.data:
        return Crossing(Verdict.NO, force, "other-data")
    verdict, reason = _deployment(standing, effect) if type_ == "USES" else (Verdict.YES, "")
    if data is not None and standing.data is None and verdict in (Verdict.YES, Verdict.POSSIBLE):
        return Crossing(Verdict.POSSIBLE, force, " ".join([*reason.split(), "data-unknown"]))
    return Crossing(verdict, force, reason)


def _deployment(standing: Standing, effect: Effect) -> tuple[Verdict, str]:
    """What the place of software, and of its data, does with a breach, and why."""
    if effect is Effect.CONFIDENTIALITY:
        if standing.data_at_provider is False:
            return Verdict.CLEARED, "data-elsewhere"
        if standing.data_at_provider:
            return Verdict.YES, ""
        if standing.deployment == Deployment.ON_PREMISES:
            return Verdict.POSSIBLE, "on-premises"
    if effect is Effect.AVAILABILITY and standing.deployment == Deployment.ON_PREMISES:
        return Verdict.NO, "on-premises"
    return (Verdict.POSSIBLE, "deployment-unknown") if standing.deployment is None else (Verdict.YES, "")


def _contested(arrow: Arrow, days: Days, past: bool, effect: Effect) -> bool:
    """Whether one reading would stop the breach here, and what the others say, or how it is said, keeps it from doing so."""
    contested = arrow.standing.contested
    if not contested:
        return False
    stops = {
        "since": any(said.since is not None and days.before(said.since) for said in arrow.stated),
        "until": not past and any(said.until is not None and days.after(said.until) for said in arrow.stated),
        "data_after_end": past and effect is Effect.CONFIDENTIALITY,
        "data_at_provider": arrow.type == "USES" and effect is Effect.CONFIDENTIALITY,
        "deployment": arrow.type == "USES" and _bears(arrow.standing, effect),
    }
    return any(stops[name] for name in contested)


def _bears(standing: Standing, effect: Effect) -> bool:
    """Whether it matters to a breach that software runs at its user: not to a bad update, nor where its data is at the provider."""
    return effect is Effect.AVAILABILITY or (effect is Effect.CONFIDENTIALITY and not standing.data_at_provider)
