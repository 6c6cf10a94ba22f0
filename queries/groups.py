"""Incidents at companies of the same group as those whom somebody trusts: told beside an answer, and never counted in it.

Owning is no way by which a breach goes (`graph.model`, governance). Who engages a company by the name of its group may still want to
ask, and an answer of which nothing is said would read as if nothing had happened there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillon.queries.lookalikes import Lookalike, happened_at
from maillon.queries.subgraph import Force, Node

if TYPE_CHECKING:
    import datetime as dt

    from maillon.queries.concerned import Concerned
    from maillon.queries.reader import Reader

OWNERSHIP = ("SUBSIDIARY_OF", "SITE_OF")
"""Relations by which one organisation belongs to another, wholly or in part."""


@dataclass(frozen=True, slots=True)
class InGroup:
    """An incident at an organisation, or at a product of it, that belongs to one of those asked for, or owns it (`above`)."""

    incident: Node
    at: Node
    of: Node
    above: bool


def incidents_in_groups(reader: Reader, answer: Concerned, lookalikes: Iterable[Lookalike]) -> tuple[InGroup, ...]:
    """Beside an answer: what is recorded at those who own, or belong to, an organisation that is trusted or that one of these may be.

    Incidents of the answer are left out, and those before its `since`. Latest first.

    Raises:
        StoreError: the store cannot be reached.
    """
    asked = {*answer.trusted, *(other.id for one in lookalikes for other in one.others)}
    kin = _kin(reader, {i for i in asked if i.startswith("org:")}, answer.as_of)
    kin.pop(answer.owner.id, None)
    happened = happened_at(reader, kin, answer.since)
    nodes = reader.nodes({*kin, *(of for of, _ in kin.values()), *(i for found in happened.values() for i in found)})
    found = [
        InGroup(nodes[incident], nodes[at], nodes[of], above)
        for at, (of, above) in kin.items()
        for incident in happened[at]
        if incident not in answer.incidents
    ]
    return tuple(sorted(found, key=lambda one: (-_last_day(one.incident), one.incident.id, one.at.id)))


def _kin(reader: Reader, ids: Collection[str], on: dt.date) -> dict[str, tuple[str, bool]]:
    """All that belong to some organisations on a day, or own them: to, or of, whom, and whether they own."""
    found: dict[str, tuple[str, bool]] = {}
    for above in (False, True):
        here = {i: i for i in ids}
        while here:
            further: dict[str, str] = {}
            for arrow in reader.arrows(here, backward=not above, types=OWNERSHIP):
                near, far = (arrow.start, arrow.end) if above else (arrow.end, arrow.start)
                if far not in ids and far not in found and arrow.force(on) in (Force.IN_FORCE, Force.UNKNOWN):
                    found[far] = (here[near], above)
                    further[far] = here[near]
            here = further
    return found


def _last_day(incident: Node) -> int:
    day = incident.day("occurred_to", "occurred_from", "known_by")
    return day.toordinal() if day else 0
