"""Whether a breach crosses one relation, backwards: from the one who is trusted to the one who trusts.

The rules are those of `docs/model.md`, section "Blast radius"; each returns why, so that an answer can say it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from maillon.graph.model import DataAfterEnd, Deployment, Effect
from maillon.queries.subgraph import Arrow, Force


class Verdict(StrEnum):
    """What a relation does with a breach. CLEARED: evidence says that it stops here; NO: it does not apply."""

    YES = "yes"
    POSSIBLE = "possible"
    CLEARED = "cleared"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Crossing:
    """The verdict, whether the relation had ended, and the reason where the verdict is not a plain yes."""

    verdict: Verdict
    past: bool = False
    reason: str = ""


def cross(arrow: Arrow, on: dt.date, effect: Effect, *, active_only: bool = False, data: str | None = None) -> Crossing:
    """Judge one relation on the day `on`.

    - A relation that had not begun does not count; one that may have begun does.
    - One that had ended counts for confidentiality (data stays with a former supplier, GDPR art. 28(3)(g)) unless it is
      evidenced that the data was returned or erased, and never for integrity or availability, which need a live link.
    - Software that runs at its user (`on_premises`) carries a breach of its vendor for integrity (a bad update); for
      confidentiality only where evidence says that data was at the vendor; never for availability.
    - A deployment that is not known lets it through as possible. So does unknown data, when one category is asked for.
    """
    force = arrow.force(on)
    if force is Force.NOT_BEGUN:
        return Crossing(Verdict.NO, reason="not-begun")
    past = force is Force.PAST
    if past and (active_only or effect is not Effect.CONFIDENTIALITY):
        return Crossing(Verdict.NO, past, "ended")
    if past and arrow.data_after_end in (DataAfterEnd.RETURNED, DataAfterEnd.ERASED):
        return Crossing(Verdict.CLEARED, past, f"data-{arrow.data_after_end}")
    if data is not None and arrow.data is not None and data not in arrow.data:
        return Crossing(Verdict.NO, past, "other-data")
    reasons = []
    if arrow.type == "USES":
        stopped = _deployment(arrow, effect)
        if isinstance(stopped, Crossing):
            return Crossing(stopped.verdict, past, stopped.reason)
        if stopped:
            reasons.append(stopped)
    if data is not None and arrow.data is None:
        reasons.append("data-unknown")
    return Crossing(Verdict.POSSIBLE, past, " ".join(reasons)) if reasons else Crossing(Verdict.YES, past)


def _deployment(arrow: Arrow, effect: Effect) -> Crossing | str:
    """A crossing that stops, or the reason why it is only possible, or '' for a plain yes."""
    if effect is Effect.CONFIDENTIALITY and arrow.data_at_provider is False:
        return Crossing(Verdict.CLEARED, reason="data-elsewhere")
    if arrow.deployment == Deployment.ON_PREMISES and effect is not Effect.INTEGRITY:
        if effect is Effect.CONFIDENTIALITY and arrow.data_at_provider:
            return ""
        return Crossing(Verdict.NO, reason="on-premises")
    if arrow.deployment is None and not (effect is Effect.CONFIDENTIALITY and arrow.data_at_provider):
        return "deployment-unknown"
    return ""
