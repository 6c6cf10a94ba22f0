"""Walks over a graph, hop by hop, by the questions of a `Reader`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from maillon.graph.model import GOVERNANCE_TYPES
from maillon.queries.subgraph import Arrow, Subgraph

if TYPE_CHECKING:
    from maillon.queries.reader import Reader


def fetch_subgraph(reader: Reader, origins: Iterable[str], *, backward: bool, max_hops: int | None = None) -> Subgraph:
    """Everything that reaches the origins (backward), or that they reach (forward), over trust relations.

    One question per hop. It follows every relation that is not retracted, whatever its dates: what counts on a day is the
    answer's affair. What contains (`within`) a node that is reached is described too.
    """
    result = Subgraph()
    seen = set(origins)
    frontier = set(seen)
    hops = 0
    while frontier and (max_hops is None or hops < max_hops):
        arrows = reader.arrows(frontier, backward=backward)
        hops += 1
        frontier = set()
        for arrow in arrows:
            result.add(arrow)
            other = arrow.start if backward else arrow.end
            if other not in seen:
                seen.add(other)
                frontier.add(other)
    describe(reader, result, seen)
    result.sort()
    return result


def describe(reader: Reader, result: Subgraph, ids: Iterable[str]) -> None:
    """Fetch the nodes of `ids` and, step by step, what contains them."""
    missing = set(ids) - set(result.nodes)
    while missing:
        found = reader.nodes(missing)
        result.nodes.update(found)
        missing = {outer for n in found.values() for outer in n.containers} - set(result.nodes)


def owners(reader: Reader, ids: Iterable[str]) -> list[Arrow]:
    """Governance relations that leave the ids, and on upwards: shown beside an answer, never crossed by it."""
    found: dict[tuple[str, ...], Arrow] = {}
    frontier, seen = set(ids), set(ids)
    while frontier:
        arrows = reader.arrows(frontier, backward=False, types=GOVERNANCE_TYPES)
        found.update({arrow.order: arrow for arrow in arrows})
        frontier = {a.end for a in arrows if a.type == "SUBSIDIARY_OF"} - seen
        seen |= frontier
    return [found[key] for key in sorted(found)]
