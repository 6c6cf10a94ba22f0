"""The map of suppliers: who stands behind most, layer by layer, and who of them trusts whom. Its order is that of the ranking."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from maillon.graph.characters import terminal_safe
from maillon.queries.scale.exposure import Ranked
from maillon.queries.subgraph import Arrow, Force, Node
from maillon.reports.formatting import name_of, range_text
from maillon.reports.messages import messages
from maillon.reports.picture.roles import ROLES, TIERS, role_of
from maillon.reports.rank import contested_beside

if TYPE_CHECKING:
    from maillon.queries.incident import IncidentAnswer
    from maillon.queries.scale.rank import Ranking

MEASURES = ("people", "clients", "incidents")
"""What the map can be sorted by; the first is what it opens with."""

FIRST = 8
"""So many suppliers of a layer stand in view; the others of the layer on demand."""

LISTED = 25
"""So many of the others are named."""

MOST_RINGS = 20
"""More uncounted groups than this are told by their number alone."""

Figure: TypeAlias = Callable[[Ranked], int]
"""What a supplier is sorted by."""


@dataclass(frozen=True, slots=True)
class Supplier:
    """One supplier of the map. `place` is its number in the map, `trusts` those of the suppliers of the map whom it trusts."""

    id: str
    place: int
    name: str
    figures: Mapping[str, int]
    uncounted: int
    said: str
    trusts: Sequence[int]

    def width(self, most: int) -> float:
        """The length of its bar of people, in hundredths of the longest; what is there at all is seen."""
        return round(max(0.7, 100 * self.figures[MEASURES[0]] / most), 2) if self.figures[MEASURES[0]] else 0.0

    @property
    def rings(self) -> int:
        """So many rings are drawn for the groups that nobody counted."""
        return min(self.uncounted, MOST_RINGS)


@dataclass(frozen=True, slots=True)
class Layer:
    """The suppliers of one layer: those in view, and the `others`; `said` is, for each measure, how many these are ('': none)."""

    heading: str
    shown: Sequence[Supplier]
    others: Sequence[Supplier]
    unlisted: int
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SupplierMap:
    """The layers from those whom insurers trust to those who host; `most` is the greatest figure of people.

    `undrawn` parties are ranked and stand behind nobody but people of their own.
    """

    layers: Sequence[Layer]
    first: int
    most: int
    undrawn: int


def supplier_map(
    ranking: Ranking,
    names: Mapping[str, Node],
    incidents: Iterable[IncidentAnswer],
    ties: Iterable[Arrow],
    lang: str,
    *,
    first: int = FIRST,
    on: dt.date,
) -> SupplierMap:
    """The map of a ranking.

    Args:
        ranking: by people.
        names: of those ranked.
        incidents: every incident; those that broke at a supplier count for it.
        ties: relations between those ranked.
        lang: the language.
        first: so many of each layer stand in view.
        on: the day for which relations are judged.
    """
    broke = Counter(party for answer in incidents for party in {place.party for place in answer.compromised})
    layers: dict[int, list[Ranked]] = defaultdict(list)
    for row in ranking.origins:
        role = role_of(names[row.id]) if row.id in names else ROLES[-1]
        if row.clients or (role.tier >= TIERS.index("platforms") and role.key != "regulator"):
            layers[role.tier].append(row)
    figures: Mapping[str, Figure] = {
        "people": lambda row: row.people.at_least,
        "clients": lambda row: row.clients,
        "incidents": lambda row: broke[row.id],
    }
    kept = {tier: _named_ones(rows, figures.values(), first) for tier, rows in layers.items()}
    place = {row.id: n for n, row in enumerate(row for tier in sorted(kept) for row in kept[tier])}
    trusts: dict[str, set[int]] = defaultdict(set)
    for arrow in ties:
        if arrow.start in place and arrow.end in place and arrow.force(on) in (Force.IN_FORCE, Force.UNKNOWN):
            trusts[arrow.start].add(place[arrow.end])

    def supplier(row: Ranked) -> Supplier:
        low, high = row.people.at_least, row.people.at_most
        people = range_text(low, high if high == low else None, lang, about=row.approximate, unit="persons")
        parts = [contested_beside(people, row.contested.people, lang, about=row.approximate)] if low else []
        parts += [messages.say("atlas.map.uncounted", lang, n=row.unknown)] if row.unknown else []
        clients = messages.say("atlas.map.clients", lang, n=row.clients)
        parts += [contested_beside(clients, row.contested.clients, lang)] if row.clients else []
        parts += [messages.say("atlas.map.incidents", lang, n=broke[row.id])] if broke[row.id] else []
        name, said = terminal_safe(name_of(names, row.id, lang)), messages.say("semicolon", lang).join(parts)
        return Supplier(row.id, place[row.id], name, {m: of(row) for m, of in figures.items()}, row.unknown, said, sorted(trusts[row.id]))

    shown: list[Layer] = []
    for tier in sorted(kept):
        in_view = [row for row in layers[tier] if row.people.at_least][:first]
        others = [row for row in kept[tier] if row not in in_view]
        none = {measure: sum(not of(row) for row in layers[tier]) for measure, of in figures.items()}
        said = {measure: _others_said(measure, len(layers[tier]), n, first, lang) for measure, n in none.items()}
        heading = messages.say(f"picture.tier.{TIERS[tier]}", lang)
        unlisted = len(layers[tier]) - len(kept[tier])
        shown.append(Layer(heading, [*map(supplier, in_view)], [*map(supplier, others)], unlisted, said))
    shown.sort(key=lambda layer: not layer.shown)  # a layer of which nobody is counted says less
    return SupplierMap(
        layers=shown,
        first=first,
        most=max((s.figures[MEASURES[0]] for layer in shown for s in (*layer.shown, *layer.others)), default=0),
        undrawn=ranking.ranked_of - sum(map(len, layers.values())),
    )


def _others_said(measure: str, size: int, none: int, first: int, lang: str) -> str:
    """How many of a layer stand out of view when it is sorted by a measure, and how many of them have no figure there."""
    in_view = min(first, size - none)
    hidden = size - in_view
    if not hidden:
        return ""
    without = messages(f"atlas.map.none.{measure}")
    if not in_view:
        return messages.say("atlas.map.all", lang, n=hidden, without=without)
    if not none:
        return messages.say("atlas.map.more", lang, n=hidden)
    if hidden == none:
        return messages.say("atlas.map.rest", lang, n=hidden, without=without)
    return messages.say("atlas.map.others", lang, n=hidden, m=none, without=without)


def _named_ones(rows: Sequence[Ranked], figures: Iterable[Figure], first: int) -> list[Ranked]:
    """Those of a layer that the page names, in the order of the ranking: the first by each figure, then the next of the ranking."""
    wanted: dict[str, None] = {}
    for of in figures:
        by = sorted((r for r in rows if of(r)), key=of, reverse=True)
        wanted.update(dict.fromkeys(r.id for r in by[:first]))
    rest = [r.id for r in rows if r.id not in wanted]
    wanted.update(dict.fromkeys(rest[: max(0, first + LISTED - len(wanted))]))
    return [r for r in rows if r.id in wanted]
