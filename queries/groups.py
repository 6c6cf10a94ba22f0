"""Incidents at companies of the same group as those whom somebody trusts: told beside an answer, and never counted in it.

Owning is no way by which a breach goes (`graph.model`, governance). Who engages a company by the name of its group may still want to
ask, and an answer of which nothing is said would read as if nothing had happened there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillon.queries.concerned import last_known_day
from maillon.queries.lookalikes import Lookalike, happened_at
from maillon.queries.subgraph import Arrow, Force, Node

if TYPE_CHECKING:
    import datetime as dt

    from maillon.queries.concerned import Concerned
    from maillon.queries.reader import Reader

OWNERSHIP = ("SUBSIDIARY_OF", "SITE_OF")
"""Relations by which one organisation belongs to another, wholly or in part."""


@dataclass(frozen=True, slots=True)
class InGroup:
    """An incident at an organisation, or at a product of it, that belongs to one of those asked for, or owns it (`above`).

    `ties` are the relations between the two, `names` those who speak of them.
    """

    incident: Node
    at: Node
    of: Node
    above: bool
    ties: tuple[Arrow, ...]
    names: Mapping[str, Node]


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
    told = {at: ways for at, ways in kin.items() if happened[at]}
    speakers = {who for _, _, ties in told.values() for tie in ties for who in tie.speakers}
    nodes = reader.nodes({*told, *speakers, *(of for of, _, _ in told.values()), *(i for at in told for i in happened[at])})
    found = [
        InGroup(nodes[incident], nodes[at], nodes[of], above, ties, nodes)
        for at, (of, above, ties) in told.items()
        for incident in happened[at]
        if incident not in answer.incidents
    ]
    return tuple(sorted(found, key=lambda one: (-last_known_day(one.incident), one.incident.id, one.at.id)))


def _kin(reader: Reader, ids: Collection[str], on: dt.date) -> dict[str, tuple[str, bool, tuple[Arrow, ...]]]:
    """All that belong to some organisations on a day, or own them: to, or of, whom, whether they own, and the relations between them."""
    found: dict[str, tuple[str, bool, tuple[Arrow, ...]]] = {}
    for above in (False, True):
        here: dict[str, tuple[str, tuple[Arrow, ...]]] = {i: (i, ()) for i in ids}
        while here:
            further: dict[str, tuple[str, tuple[Arrow, ...]]] = {}
            for arrow in sorted(reader.arrows(here, backward=not above, types=OWNERSHIP), key=lambda tie: tie.order):
                near, far = (arrow.start, arrow.end) if above else (arrow.end, arrow.start)
                if far not in ids and far not in found and arrow.force(on) in (Force.IN_FORCE, Force.UNKNOWN):
                    of, ties = here[near]
                    found[far] = (of, above, (*ties, arrow))
                    further[far] = (of, (*ties, arrow))
            here = further
    return found
