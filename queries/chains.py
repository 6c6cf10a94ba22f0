"""Delegated-trust chains: who the people (or an organisation) trust, whom those trust in turn, and so on.

Simple paths along trust arrows, shortest first, ties by id. A chain ends at the last known link; a party that nobody
names is printed as an unknown link. Relations that lead back into the chain are named as loops, never followed.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillon.queries.standing import common
from maillon.queries.stated import is_stated
from maillon.queries.subgraph import Arrow, Force, Node, Subgraph
from maillon.queries.walk import describe, fetch_subgraph, owners

if TYPE_CHECKING:
    from maillon.queries.reader import Reader

MAX_STEPS = 200_000
"""Partial chains looked at before the search stops and says so (`truncated`)."""


@dataclass(frozen=True, slots=True)
class ChainHop:
    """One relation of a chain. `known_to_start`: the starting people deal with that party themselves."""

    arrow: Arrow
    force: Force
    known_to_start: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain.

    `stated`: its relations hold inside one contract and one service, or carry none; a chain that mixes them is composed: that B uses C
    for somebody else does not mean that A's data is at C. `complete`: no link of it is unknown. `loops` are ids that the
    last party trusts and that stand earlier in the chain. `data` are the categories that can flow to its end (None: not known).
    """

    hops: tuple[ChainHop, ...]
    stated: bool
    unknown: tuple[str, ...]
    loops: tuple[str, ...]
    data: tuple[str, ...] | None

    @property
    def complete(self) -> bool:
        """True if every party is named."""
        return not self.unknown


@dataclass(frozen=True, slots=True)
class Chains:
    """The answer: at most `limit` chains; `cut` were found beyond it.

    `shortened` chains go on beyond the longest that was asked for. `gave_up`: there were too many to look at them all.
    """

    start: Node
    as_of: dt.date
    chains: tuple[Chain, ...]
    cut: int
    shortened: int
    gave_up: bool
    owners: tuple[Arrow, ...]
    subgraph: Subgraph

    @property
    def truncated(self) -> bool:
        """True if any were cut, shortened or left unsearched."""
        return self.cut > 0 or self.shortened > 0 or self.gave_up


def chains(
    reader: Reader,
    start: str,
    *,
    to: str | None = None,
    via: str | None = None,
    data: str | None = None,
    max_hops: int | None = None,
    limit: int = 100,
    as_of: dt.date | None = None,
    stated_only: bool = False,
    confirmed_only: bool = False,
) -> Chains:
    """The chains that leave `start`.

    Args:
        reader: of the graph.
        start: id of a population, organisation or product.
        to: only chains that end there; via: only chains that pass there.
        via: id that a chain must contain.
        data: only chains along which this category (id without prefix) can flow.
        max_hops: longest chain, in relations.
        limit: most chains returned (0: all).
        as_of: the day for which relations are judged (default today); those that had not begun are left out.
        stated_only: leave out chains composed of several contracts.
        confirmed_only: follow only relations with status `confirmed`.
    """
    on = as_of or dt.date.today()
    # One hop more than is shown, to know which chains go on.
    subgraph = fetch_subgraph(reader, [start], backward=False, max_hops=max_hops and max_hops + 1)
    direct = {a.end for a in subgraph.outgoing[start] if a.force(on) is not Force.NOT_BEGUN}
    found: list[Chain] = []
    cut = 0
    search = _Search(subgraph, start, on, data, max_hops, to, confirmed_only)
    for path, loops, flow in search.paths():
        parties = [start, *(a.end for a in path)]
        if (via and via not in parties) or (stated_only and not is_stated(path)):
            continue
        if limit and len(found) >= limit:
            cut += 1
            continue
        found.append(
            Chain(
                hops=tuple(ChainHop(a, a.force(on), a.end in direct) for a in path),
                stated=is_stated(path),
                unknown=tuple(p for p in parties if not subgraph.node(p).named),
                loops=loops,
                data=tuple(sorted(flow)) if flow is not None else None,
            )
        )
    ends = {party for chain in found for hop in chain.hops for party in (hop.arrow.start, hop.arrow.end)}
    owned = tuple(owners(reader, ends)) if ends else ()
    describe(
        reader,
        subgraph,
        {*(end for a in owned for end in (a.start, a.end)), *(who for c in found for h in c.hops for who in h.arrow.speakers)},
    )
    return Chains(
        start=subgraph.node(start),
        as_of=on,
        chains=tuple(found),
        cut=cut,
        shortened=search.shortened,
        gave_up=search.gave_up,
        owners=owned,
        subgraph=subgraph,
    )


@dataclass(slots=True)
class _Search:
    subgraph: Subgraph
    start: str
    on: dt.date
    data: str | None
    max_hops: int | None
    to: str | None
    confirmed_only: bool
    gave_up: bool = False
    shortened: int = 0

    def paths(self) -> Iterator[tuple[tuple[Arrow, ...], tuple[str, ...], frozenset[str] | None]]:
        """Longest simple paths (or paths that end at `to`), shortest first, each with its loops and what can flow."""
        queue: deque[tuple[tuple[Arrow, ...], frozenset[str] | None, frozenset[str] | None]] = deque([((), None, None)])
        steps = 0
        while queue:
            path, flow, scopes = queue.popleft()
            steps += 1
            if steps > MAX_STEPS:
                self.gave_up = True
                return
            here = path[-1].end if path else self.start
            if here == self.to:
                yield path, (), flow
                continue
            parties = {self.start, *(a.end for a in path)}
            loops, went_on = [], False
            if self.max_hops is not None and len(path) >= self.max_hops:
                self.shortened += any(
                    arrow.end not in parties and self._flow(arrow, flow, scopes) is not None for arrow in self._usable(here)
                )
                if self.to is None:
                    yield path, (), flow
                continue
            for arrow in self._usable(here):
                step = self._flow(arrow, flow, scopes)
                if step is None:
                    continue
                if arrow.end in parties:
                    loops.append(arrow.end)
                    continue
                went_on = True
                queue.append(((*path, arrow), *step))
            if path and not went_on and self.to is None:
                yield path, tuple(sorted(set(loops))), flow

    def _usable(self, here: str) -> Iterator[Arrow]:
        for arrow in self.subgraph.outgoing[here]:
            if arrow.force(self.on) is Force.NOT_BEGUN or (self.confirmed_only and not arrow.confirmed):
                continue
            yield arrow

    def _flow(
        self, arrow: Arrow, flow: frozenset[str] | None, scopes: frozenset[str] | None
    ) -> tuple[frozenset[str] | None, frozenset[str] | None] | None:
        """What can flow after this relation and the scopes left, or None where nothing of what is asked can."""
        after = common(flow, arrow.standing.data)
        left = common(scopes, arrow.standing.scopes)
        if (after is not None and (not after or (self.data is not None and self.data not in after))) or (left is not None and not left):
            return None
        return after, left
