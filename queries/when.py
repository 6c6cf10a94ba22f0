"""When an incident happened, relative to the relations that lead to where it broke."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from maillon.queries.blast_radius import days_of
from maillon.queries.subgraph import Arrow, Force, Node


class When(StrEnum):
    """When an incident happened, relative to the relations that lead to its party: while they held, after one had ended, or before."""

    DURING = "during"
    AFTER = "after"
    UNKNOWN = "unknown"
    BEFORE = "before"


def when_of(incident: Node, way: Iterable[Arrow]) -> When:
    """When it happened: before a relation of the way began or after one had ended only if all the incident's days lie there."""
    days = days_of(incident)
    forces = [arrow.force_over(days) for arrow in way]
    if Force.NOT_BEGUN in forces:
        return When.BEFORE
    if Force.PAST in forces:
        return When.AFTER
    return When.DURING if all(force is Force.IN_FORCE for force in forces) else When.UNKNOWN
