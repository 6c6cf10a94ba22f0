"""What is sure, as decisions: one for each organisation, with the reason it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from maillon.graph.records import Decision
from maillon.reports.duplicates import about_subject
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.queries.resolution.tiers import Pair


def joins(groups: Sequence[Sequence[Pair]], on: dt.date) -> list[Decision]:
    """One decision for each group of sure pairs; maillon's rules decided it, on that day."""
    found = []
    for group in groups:
        members = {c.id: c for pair in group for c in (pair.one, pair.other)}
        why = messages("same.why", reasons=sorted({pair.number or messages("same.why_name", name=pair.one.name) for pair in group}))
        found.append(
            Decision.model_validate(
                {
                    "same": sorted(members),
                    "decided_by": "maillon",
                    "on": on.isoformat(),
                    "why": f"{why.say('fr')} / {why.say('en')}"[:2000],
                    "about": [about_subject(members[i]) for i in sorted(members)],
                }
            )
        )
    return found
