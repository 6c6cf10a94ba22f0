"""Organisations and products that look like others, of which nobody said whether they are one, and what is known of those others."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillon.queries.concerned import Concerned, since_then
from maillon.queries.duplicates import duplicates
from maillon.queries.products_alike import product_pairs

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.reader import Reader
    from maillon.queries.resolution.candidates import Candidate
    from maillon.queries.resolution.tiers import Tiers

LOOKED_AT_MOST = 20_000
"""Organisations up to which it is looked in passing who looks like whom; beyond, `duplicates` says it."""

_NAMED = "MATCH (o:Organisation) WHERE o.named RETURN count(o) AS n"


@dataclass(frozen=True, slots=True)
class Lookalike:
    """An organisation or product, those that it may be (the likeliest first), and the incidents at them or at products of theirs."""

    mine: Candidate
    others: tuple[Candidate, ...]
    incidents: tuple[str, ...]


def look(reader: CypherReader, ids: Collection[str]) -> Tiers | None:
    """What may be one with some organisations, for all that is said of it; None where there are too many to look in passing.

    Raises:
        StoreError: the store cannot be reached.
    """
    if reader.rows(_NAMED)[0]["n"] > LOOKED_AT_MOST:
        return None
    return duplicates(reader, of={i for i in ids if i.startswith("org:")}).tiers


def lookalikes(reader: CypherReader, ids: Collection[str], tiers: Tiers, since: dt.date | None = None) -> tuple[Lookalike, ...]:
    """Those of some organisations and products that look like others, most known first.

    Args:
        reader: of the graph.
        ids: the organisations and products.
        tiers: what `look` found of them.
        since: count only incidents that may have gone on, or become known, on that day or later.

    Raises:
        StoreError: the store cannot be reached.
    """
    pairs = [pair for groups in (tiers.sure, tiers.names, tiers.decide, (tiers.implied,)) for group in groups for pair in group]
    mine: dict[str, Candidate] = {}
    others: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for pair in (*pairs, *product_pairs(reader, {i for i in ids if i.startswith("product:")})):
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            if one.id in ids and other.id not in ids:
                mine[one.id] = one
                others[one.id].setdefault(other.id, other)
    happened = happened_at(reader, {i for found in others.values() for i in found}, since)
    found = [
        Lookalike(mine[i], tuple(others[i].values()), tuple(sorted({x for other in others[i] for x in happened[other]}))) for i in others
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.incidents), one.mine.id)))


def lookalikes_of(reader: CypherReader, answer: Concerned) -> tuple[Lookalike, ...] | None:
    """Of those whom an organisation trusts, with what they would add to an answer; None where there are too many to look.

    Raises:
        StoreError: the store cannot be reached.
    """
    tiers = look(reader, answer.trusted)
    return None if tiers is None else lookalikes(reader, answer.trusted, tiers, answer.since)


def happened_at(reader: Reader, ids: Collection[str], since: dt.date | None) -> dict[str, set[str]]:
    """By organisation, the incidents recorded at it or at a product of it that may have gone on, or become known, on a day or later.

    Raises:
        StoreError: the store cannot be reached.
    """
    provided = [(a.start, a.end) for a in reader.arrows(sorted(ids), backward=True, types=("PROVIDED_BY",))]
    holders = defaultdict(set, {i: {i} for i in ids})
    for product, vendor in provided:
        holders[product].add(vendor)
    places = [p for p in reader.incidents_at(sorted(holders)) if p.broke]
    nodes = reader.nodes({p.incident for p in places})
    found: dict[str, set[str]] = defaultdict(set)
    for place in places:
        if since is None or since_then(nodes[place.incident], since):
            for holder in holders[place.party]:
                found[holder].add(place.incident)
    return found
