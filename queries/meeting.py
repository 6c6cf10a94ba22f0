"""Where what was just loaded meets the rest of the graph: a number that another organisation carries, decisions that contradict others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from maillon.queries.duplicates import contradictions_of, decisions_made

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader

NUMBER_HOLDERS = """
MATCH (o:Organisation) WHERE o.identifiers IS NOT NULL AND o.id > $after
RETURN o.id AS id, o.identifiers AS identifiers
ORDER BY id
"""

_NOBODYS = ("naics:",)
"""Schemes of which one value is many organisations."""


def numbers_met(reader: CypherReader, organisations: Mapping[str, Collection[str]]) -> list[tuple[str, str, str]]:
    """The organisations given, with their numbers, of which another carries a number: its id, the number, the id of the other.

    Raises:
        StoreError: the store cannot be reached.
    """
    sought = {number for numbers in organisations.values() for number in numbers if not number.startswith(_NOBODYS)}
    if not sought:
        return []
    first: dict[str, str] = {}  # of a national register each number has one holder
    several: dict[str, list[str]] = {}
    for row in reader.rows_in_pages(NUMBER_HOLDERS):
        for number in sought.intersection(row["identifiers"]):
            if first.setdefault(number, row["id"]) != row["id"]:
                several.setdefault(number, [first[number]]).append(row["id"])
    return [
        (own, number, other)
        for own, numbers in sorted(organisations.items() if several else ())
        for number in sorted(several.keys() & set(numbers))
        for other in several[number]
        if other != own and own in several[number]  # one that a decision made another's is no longer there
    ]


def decisions_at_odds(reader: CypherReader, decisions: Collection[str]) -> list[tuple[Mapping[str, Any], ...]]:
    """The groups of decisions that contradict one another and to which one of those given belongs.

    Raises:
        StoreError: the store cannot be reached.
    """
    groups = contradictions_of(reader, decisions_made(reader))
    return [group for group in groups if any(decision["id"] in decisions for decision in group)]
