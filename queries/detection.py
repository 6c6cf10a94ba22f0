"""When a party itself saw an incident: the claims of a detection that are its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillon.queries.claims import Claim


def own_detections(party: str, claims: Iterable[Claim], broke: Collection[str]) -> Iterator[Claim]:
    """Standing claims of when this party saw it: those made for it, and for a party that broke those made for all.

    Args:
        party: its id.
        claims: all that was said of the incident.
        broke: ids of where it broke.
    """
    found = [c for c in claims if c.field == "detected" and c.stands and c.on]
    itself = saw_for_all(party, found, broke)
    for claim in found:
        own = party in claim.scope or (claim.by == party and not claim.scope)
        if own or (not claim.scope and itself and _of_itself(claim, broke)):
            yield claim


def saw_for_all(party: str, claims: Iterable[Claim], broke: Collection[str]) -> bool:
    """Whether a detection that names nobody is this party's: it broke there or, where a product broke, it is its operator.

    Where a product broke and one single party says when it saw that, it is the product's own operator.
    """
    if party in broke:
        return True
    if any(place.startswith("org:") for place in broke):
        return False
    return party in {c.by for c in claims if c.field == "detected" and c.by and not c.scope}


def _of_itself(claim: Claim, broke: Collection[str]) -> bool:
    """False where a client says when it saw or learnt of it: that is no detection by the party that broke."""
    return claim.by is None or claim.by in broke or not broke
