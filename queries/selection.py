"""A part of a whole graph: what is around one thing, what may be said on a day, what is of some kinds of relations."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from maillon.graph.model import ARROW_BY_TYPE, Family, label_of
from maillon.queries.diff import on_day
from maillon.queries.evidence import document_of
from maillon.queries.messages import messages
from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.queries.exported import Exported, ExportedArrow, ExportedNode


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of a graph is meant.

    `of` is the id of a node: what at most `max_hops` arrows lead to from it, along or against them. `day` leaves out what may not be
    said on it, as `diff` does. `families` are the kinds of arrows that are meant, with what stands at their ends.
    """

    of: str | None = None
    max_hops: int = 1
    day: dt.date | None = None
    families: frozenset[Family] = frozenset(Family)

    @property
    def whole(self) -> bool:
        """True where nothing is left out."""
        return self == WHOLE


WHOLE = Selection()


@dataclass(frozen=True, slots=True)
class Selected:
    """The part, and of how many statements and incidents no day is known, which are left out where a day was asked for."""

    graph: Exported
    undated: int = 0


def select(graph: Exported, wanted: Selection) -> Selected:
    """The part of a graph that is meant.

    What is said goes with what it is about: with an incident its claims, with a claim who makes it, and with everything the
    documents that it rests on. These are never ways on, so that two incidents of which one page tells are not neighbours for that.

    Raises:
        RefusedError: the graph has no node `of`.
    """
    undated = 0
    if wanted.day is not None:
        graph, undated = on_day(graph, wanted.day)
    if wanted.of is not None and all(node.id != wanted.of for node in graph.nodes):
        raise RefusedError(messages("selection.gone", id=wanted.of))
    arrows = [a for a in graph.arrows if ARROW_BY_TYPE[a.type].family in wanted.families]
    if wanted.of is not None:
        taken = _told(graph, arrows, _near(arrows, wanted.of, wanted.max_hops), cites=Family.EVIDENCE in wanted.families)
        arrows = [a for a in arrows if a.start in taken and a.end in taken]
    elif wanted.families != WHOLE.families:
        taken = {end for a in arrows for end in (a.start, a.end)}
    else:
        return Selected(graph, undated)
    return Selected(replace(graph, nodes=tuple(n for n in graph.nodes if n.id in taken), arrows=tuple(arrows)), undated)


def _near(arrows: Iterable[ExportedArrow], of: str, max_hops: int) -> set[str]:
    """What at most `max_hops` arrows lead to. Arrows of evidence are ways only from a claim or a document that is asked about."""
    spoken = label_of(of) in ("Claim", "Source")
    beside: dict[str, set[str]] = defaultdict(set)
    for arrow in arrows:
        if spoken or ARROW_BY_TYPE[arrow.type].evidenced:
            beside[arrow.start].add(arrow.end)
            beside[arrow.end].add(arrow.start)
    found = edge = {of}
    for _ in range(max_hops):
        edge = {other for one in edge for other in beside[one]} - found
        found = found | edge
    return found


def _told(graph: Exported, arrows: Iterable[ExportedArrow], near: set[str], *, cites: bool) -> set[str]:
    """These nodes, with the claims about them, who makes those, and, where it `cites`, the documents that all rest on."""
    if not cites:
        return near
    claims = {a.start for a in arrows if a.type == "ABOUT" and a.end in near}
    found = near | claims | {a.end for a in arrows if a.type == "STATED_BY" and a.start in claims}
    things: list[ExportedNode | ExportedArrow] = [n for n in graph.nodes if n.id in found]
    things += [a for a in arrows if a.start in found and a.end in found]
    cited = {document_of(e) for thing in things for name in ("evidence", "cited") for e in thing.properties.get(name) or ()}
    return found | {n.id for n in graph.nodes if n.id in cited}
