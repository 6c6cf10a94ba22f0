"""The headline figure and the conflicts of claims once more (docs/model.md, "Claims and the headline figure")."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from tests.oracle.days import span
from tests.oracle.world import AS_SAID, World

PERSONS = ("persons-concerned", "persons-informed", "persons-possibly-concerned", "persons-told")
"""The questions that a figure of the people struck answers, the most telling first."""
STATES = {"persons-on-file", "clients"}
"""Of the questions that random worlds hold, those that ask for a state."""


@dataclass(frozen=True)
class Headline:
    """Names of the claims that stand in the headline, whether they are only parts, and the span beside them."""

    shown: frozenset[str]
    partial: bool
    low: int | None
    high: int | None
    inside: frozenset[str]


def replaced(incident: Any) -> set[str]:
    """Claims that another says that it replaces."""
    return {earlier for claim in incident.claims for earlier in claim.supersedes}


def broke(incident: Any) -> set[str]:
    """Where it broke, as far as that stands."""
    return {c.at for c in incident.compromised if c.status != "retracted"}


def _rank(world: World, incident: Any, by: str | None) -> int:
    """A regulator, a victim (where it broke, whom it hit, who provides that or owns it), anybody else, the attacker."""
    hit = broke(incident) | {a.party for a in incident.affected if a.status != "retracted"}
    victims = hit | {a.end for a in world.arrows.values() if a.type == "PROVIDED_BY" and a.start in hit}
    victims |= {str(s.subsidiary_of) for s in world.statements if s.subsidiary_of and s.who in hit and s.status != "retracted"}
    if by is None:
        return 2
    if by.startswith("actor:"):
        return 3
    return 1 if by in victims else 0 if "Regulator" in world.roles(by) else 2


def _made(claim: Any) -> dt.date:
    made = span(claim.made_on and claim.made_on.translate(AS_SAID))
    return (made.first if made else None) or dt.date.min


def _best(world: World, incident: Any, claims: list[Any]) -> set[str]:
    """Authorities and parties, then others, then the attacker; of these the most telling question, the best speakers, the latest."""
    order = []
    for claim in claims:
        rank = _rank(world, incident, claim.by)
        order.append((0 if rank < 2 else rank, PERSONS.index(claim.field), rank, -_made(claim).toordinal()))
    return {str(claim.id) for claim, place in zip(claims, order, strict=True) if place == min(order)}


def headline(world: World, name: str) -> Headline | None:
    """Standing figures in persons that speak of the whole incident; where there are none, the best of each part."""
    incident = world.incidents[name]
    standing = [c for c in incident.claims if c.id not in replaced(incident) and c.status != "retracted"]
    figures = [c for c in standing if (c.low, c.high) != (None, None) and c.unit == "persons" and c.field in PERSONS]
    places = broke(incident)
    whole = [c for c in figures if not c.scope or (places and places <= set(c.scope))]
    if whole:
        low = None if any(c.low is None for c in whole) else min(c.low or 0 for c in whole)
        high = None if any(c.high is None for c in whole) else max(c.high or 0 for c in whole)
        return Headline(frozenset(_best(world, incident, whole)), False, low, high, frozenset(str(c.id) for c in whole))
    parts: dict[tuple[str, ...], list[Any]] = {}
    for claim in figures:
        parts.setdefault(tuple(sorted(claim.scope)), []).append(claim)
    shown = {one for claims in parts.values() for one in _best(world, incident, claims)}
    return Headline(frozenset(shown), True, None, None, frozenset()) if shown else None


def conflicts(world: World, name: str) -> set[str]:
    """Claims that contradict another of the same field, unit and scope."""
    incident = world.incidents[name]
    standing = [c for c in incident.claims if c.id not in replaced(incident) and c.status != "retracted"]
    return {str(c.id) for pair in combinations(standing, 2) if _conflict(*pair) for c in pair}


def _conflict(one: Any, other: Any) -> bool:
    if (one.field, one.unit, sorted(one.scope)) != (other.field, other.unit, sorted(other.scope)):
        return False
    if one.answer and other.answer:
        return bool(one.answer != other.answer)
    if one.field in STATES and _clearly_apart(_years(one), _years(other)):
        return False
    a, b = _reach(one), _reach(other)
    return a[1] < b[0] or b[1] < a[0]


def _reach(claim: Any) -> tuple[float, float]:
    """Its figure as a range, five in a hundred wider on each side where it is rounded; open where it gives no end."""
    wide = 0.05 if claim.approximate else 0.0
    if (claim.low, claim.high) == (None, None):
        return float("-inf"), float("inf")
    low = float("-inf") if claim.low is None else claim.low * (1 - wide)
    return low, float("inf") if claim.high is None else claim.high * (1 + wide)


def _years(claim: Any) -> tuple[int, int] | None:
    made = span(claim.made_on and claim.made_on.translate(AS_SAID))
    return (made.first.year, made.last.year) if made and made.first and made.last else None


def _clearly_apart(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])
