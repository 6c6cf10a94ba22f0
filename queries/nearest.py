"""What an answer in which nothing is can still tell: what was found of what was asked, and what is nearest."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillon.queries.blast_radius import BlastRadius, blast_radius
from maillon.queries.cached_reader import CachedReader
from maillon.queries.chains import Chains, chains
from maillon.queries.subgraph import Force, Node
from maillon.queries.walk import fetch_subgraph

if TYPE_CHECKING:
    from maillon.queries.reader import Reader


@dataclass(frozen=True, slots=True)
class NoChain:
    """Why there is no chain as asked.

    `leaving` and `leading` relations are recorded at the start, whatever their dates; `chains` leave it on the day, if nothing else is
    asked (`more`: too many to look at them all). `alone`: each thing asked of a chain, what it is, and of how many chains it holds by
    itself.
    """

    start: Node
    on: dt.date
    leaving: int
    leading: int
    chains: int
    more: bool
    alone: tuple[tuple[str, Node | None, int], ...]


def no_chain(reader: Reader, empty: Chains, asked: Mapping[str, Any]) -> NoChain:
    """Of an answer without chains, for what was `asked` of them: arguments of `chains` (`to`, `via`, `data`, `stated_only`, …)."""
    cache, start, on = CachedReader(reader), empty.start.id, empty.as_of
    every = chains(cache, start, as_of=on, limit=0)
    alone = []
    for condition, value in asked.items():
        node_id = f"data:{value}" if condition == "data" else value if isinstance(value, str) else ""
        fitting = chains(cache, start, as_of=on, limit=0, **{condition: value}) if every.chains else every
        alone.append((condition, cache.nodes([node_id]).get(node_id) if node_id else None, len(fitting.chains)))
    return NoChain(
        start=empty.start,
        on=on,
        leaving=len(cache.arrows([start], backward=False)),
        leading=len(cache.arrows([start], backward=True)),
        chains=len(every.chains),
        more=every.gave_up,
        alone=tuple(alone),
    )


@dataclass(frozen=True, slots=True)
class NothingReached:
    """Why nothing is exposed: relations that lead to where it broke, and that leave it; parties reached if nothing else is asked.

    `owned`: what belongs to where it broke, or may have, each with the relations that lead there; those to which none leads are left out.
    """

    origin: Node
    broke: bool
    leading: int
    leaving: int
    reached: int
    owned: tuple[tuple[Node, int], ...] = ()


def nothing_reached(reader: Reader, empty: BlastRadius, as_of: dt.date | None) -> NothingReached:
    """Of an answer that reaches nobody; `as_of` is the day that was asked for."""
    account = empty.account_of.id if empty.account_of else None
    freely = blast_radius(reader, empty.origin.id, as_of=as_of, account_of=account)
    return NothingReached(
        origin=empty.origin,
        broke=bool(empty.origins),
        leading=len(reader.arrows(empty.origins, backward=True)) if empty.origins else 0,
        leaving=len(reader.arrows(empty.origins, backward=False)) if empty.origins else 0,
        reached=len(freely.nodes),
        owned=_owned(reader, empty),
    )


def _owned(reader: Reader, empty: BlastRadius) -> tuple[tuple[Node, int], ...]:
    """What belongs to where it broke: ownership is never followed, and an owner to which nothing leads may own what much leads to."""
    held = reader.arrows(empty.origins, backward=True, types=("SUBSIDIARY_OF",)) if empty.origins else []
    owned = {a.start for a in held if a.status != "retracted" and a.force(empty.days) in (Force.IN_FORCE, Force.UNKNOWN)}
    leading = Counter(arrow.end for arrow in (reader.arrows(owned, backward=True) if owned else ()))
    nodes = reader.nodes(leading)
    return tuple((nodes[one], leading[one]) for one in sorted(leading, key=lambda one: (-leading[one], one)))


@dataclass(frozen=True, slots=True)
class NoIncident:
    """Of people whom no incident concerns: the incidents that are recorded, and the parties that these people trust in the end."""

    on: dt.date
    incidents: int
    trusted: int


def no_incident(reader: Reader, population: str, on: dt.date) -> NoIncident:
    """Of a population whom no incident that had begun by a day concerns."""
    return NoIncident(
        on, len(reader.ids("Incident")), len(fetch_subgraph(reader, [population], backward=False).nodes.keys() - {population})
    )


@dataclass(frozen=True, slots=True)
class Around:
    """A thing that was named in a question without rows, and how many relations of trust lead to it and leave it (None: it has none)."""

    parameter: str
    node: Node
    leading: int | None
    leaving: int | None


def around(reader: Reader, named: Mapping[str, str]) -> list[Around]:
    """Of the things that were named, by the name of the parameter."""
    nodes = reader.nodes(named.values())
    found = []
    for parameter, node_id in named.items():
        trusts = any(nodes[node_id].has(label) for label in ("Organisation", "Product", "Population"))
        counts = [len(reader.arrows([node_id], backward=backward)) if trusts else None for backward in (True, False)]
        found.append(Around(parameter, nodes[node_id], *counts))
    return found
