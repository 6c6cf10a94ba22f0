"""Who is reached by what, for one origin or for all of them at once: one bit per origin, spread over arrays.

The rule of each relation is `queries.crossing.cross`, asked once per kind of relation and state of its dates. What a path
may not do as a whole is kept by layers: a path passes if some kind of data is carried by every relation that names its
data, and if no two relations name different scopes. So a way exists exactly if it exists inside one layer, which is one
kind of data and one scope with every relation that does not exclude them.

Nodes that something points at, and that point on (a few thousand in a country), are condensed: a loop is one node. Bits go
up from what trusts nobody to what trusts it, once each, however long the chains; then one pass serves all the leaves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from graph.model import TRUST_TYPES, Effect
from queries.crossing import Verdict, cross
from queries.snapshot import NONE, UNKNOWN_DAY, Kind, Snapshot
from queries.trust import Arrow, Force

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD = 64
_BLOCK = 8
"""Words in a block: 512 origins at once keep a row within one line of the processor's cache."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked: the day, what breaks, one category of data or any, and whether relations that had ended count."""

    on: dt.date
    effect: Effect = Effect.CONFIDENTIALITY
    data: str | None = None
    active_only: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The answer for up to 512 origins: bit i of a row belongs to the i-th origin of the block (little-endian within bytes).

    `first` is the place of the block's first origin among all that were asked, `count` how many it holds. `nodes` (shape r,
    sorted) are those that reach at least one of them, `rows` (shape r by words) their bits. An origin does not reach itself.
    """

    first: int
    count: int
    nodes: NDArray[np.int32]
    rows: NDArray[np.uint64]


def forces(snapshot: Snapshot, on: dt.date) -> NDArray[np.uint8]:
    """`Arrow.force` of every relation, as an index into `list(Force)`."""
    import numpy as np

    order = list(Force)
    day = on.toordinal()
    since, until, seen = snapshot.since, snapshot.until, snapshot.seen
    begun = ((since != UNKNOWN_DAY) & (since <= day)) | ((seen != UNKNOWN_DAY) & (seen <= day))
    lasting = (until >= day) | (seen >= day)
    result = np.where(begun & lasting, order.index(Force.IN_FORCE), order.index(Force.UNKNOWN)).astype(np.uint8)
    result[(until != UNKNOWN_DAY) & (until < day)] = order.index(Force.PAST)
    result[since > day] = order.index(Force.NOT_BEGUN)
    return result


def _example(kind: Kind, force: Force, on: dt.date) -> Arrow:
    """A relation of this kind whose dates make it stand so on that day."""
    day = dt.timedelta(1)
    since, until = {
        Force.NOT_BEGUN: (on + day, None),
        Force.PAST: (None, on - day),
        Force.IN_FORCE: (on, on),
        Force.UNKNOWN: (None, None),
    }[force]
    return Arrow(
        kind.type,
        "",
        "",
        since=since,
        until=until,
        data=frozenset(kind.data) if kind.data is not None else None,
        scope=kind.scope,
        data_after_end=kind.data_after_end,
        deployment=kind.deployment,
        data_at_provider=kind.data_at_provider,
        status=kind.status,
    )


def _layers(pairs: Sequence[tuple[tuple[str, ...] | None, str | None]]) -> list[frozenset[int]]:
    """The sets of (data, scope) pairs that can meet on one path, the largest only; `pairs` are those that occur."""
    known: set[str | None] = {category for data, _ in pairs for category in data or ()}
    scopes: set[str | None] = {scope for _, scope in pairs if scope is not None}
    found = {
        frozenset(
            i
            for i, (data, scope) in enumerate(pairs)
            if (data is None or (category is not None and category in data)) and (scope is None or scope == wanted)
        )
        for category in known or {None}
        for wanted in scopes or {None}
    }
    return sorted((layer for layer in found if not any(layer < other for other in found)), key=sorted)


def _nothing(origins: int) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    import numpy as np

    return np.zeros(0, np.int32), np.zeros((0, -(-origins // WORD)), np.uint64)


class Flow:
    """The relations that a breach crosses under given terms, ready to be spread over."""

    def __init__(self, snapshot: Snapshot, terms: Terms) -> None:
        """Judge every relation. Relations keep the order of the snapshot."""
        import numpy as np

        self.snapshot = snapshot
        self.terms = terms
        states = list(Force)
        crossings = [
            [
                cross(_example(kind, force, terms.on), terms.on, terms.effect, active_only=terms.active_only, data=terms.data)
                for force in states
            ]
            for kind in snapshot.kinds
        ]
        trust = np.array([kind.type in TRUST_TYPES and kind.data != () for kind in snapshot.kinds] or [False], bool)
        passes = np.array([[c.verdict in (Verdict.YES, Verdict.POSSIBLE) for c in row] for row in crossings] or [[False] * 4], bool)
        cleared = np.array([[c.verdict is Verdict.CLEARED for c in row] for row in crossings] or [[False] * 4], bool)
        force = forces(snapshot, terms.on)
        alive = trust[snapshot.kind] & (snapshot.start != snapshot.end)
        self.index: NDArray[np.int64] = np.flatnonzero(alive & passes[snapshot.kind, force])
        """The relations followed, as indices into the snapshot."""
        self.cleared: NDArray[np.int64] = np.flatnonzero(alive & cleared[snapshot.kind, force])
        """The relations that evidence stops."""
        self.start = snapshot.start[self.index]
        self.end = snapshot.end[self.index]
        self.past: NDArray[np.bool_] = force[self.index] == states.index(Force.PAST)
        pairs: dict[tuple[tuple[str, ...] | None, str | None], int] = {}
        numbers = [pairs.setdefault((self._carried(kind), kind.scope), len(pairs)) for kind in snapshot.kinds] or [0]
        self._pair_of_kind = np.array(numbers, np.int32)
        self.pair = self._pair_of_kind[snapshot.kind[self.index]]
        kinds = np.bincount(snapshot.kind[self.index], minlength=len(numbers)) + np.bincount(
            snapshot.kind[self.cleared], minlength=len(numbers)
        )
        occurring = set(self._pair_of_kind[np.flatnonzero(kinds)].tolist())
        layers = _layers([pair if i in occurring else (None, None) for i, pair in enumerate(pairs)])
        self.allowed: NDArray[np.bool_] = np.array([[i in layer for i in range(len(pairs))] for layer in layers] or [[]], bool)
        """Shape layers by pairs: whether a relation with this pair passes in the layer."""

    def _carried(self, kind: Kind) -> tuple[str, ...] | None:
        """The data of a kind; where one category is asked for, every relation that is followed carries it or may."""
        return None if self.terms.data is not None else kind.data

    @property
    def layers(self) -> int:
        """How many layers there are, at least one."""
        return len(self.allowed)

    @cached_property
    def core(self) -> NDArray[np.int32]:
        """The nodes that something trusts, sorted: whatever else there is can only be a leaf."""
        import numpy as np

        mark = np.zeros(self.snapshot.nodes, bool)
        mark[self.end] = True
        mark[self.snapshot.end[self.cleared]] = True
        return np.flatnonzero(mark).astype(np.int32)

    @cached_property
    def _place(self) -> NDArray[np.int32]:
        """Node → place in the core, or NONE."""
        import numpy as np

        place = np.full(self.snapshot.nodes, NONE, np.int32)
        place[self.core] = np.arange(len(self.core), dtype=np.int32)
        return place

    @cached_property
    def inner(self) -> NDArray[np.int64]:
        """The relations between nodes of the core."""
        import numpy as np

        return np.flatnonzero(self._place[self.start] != NONE)

    @cached_property
    def _states(self) -> _States:
        return _states(self)

    @cached_property
    def _condensed(self) -> _Condensed:
        return _condense(self._states.starts, self._states.ends, self._states.size * self.layers)

    @cached_property
    def loops(self) -> list[tuple[int, ...]]:
        """The loops of trust that a breach runs around: nodes of each, sorted, the largest loop first."""
        import numpy as np
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        size = len(self.core)
        if not size:
            return []
        ends = self._place[self.start[self.inner]], self._place[self.end[self.inner]]
        _, of = connected_components(csr_array((np.ones(len(ends[0]), bool), ends), shape=(size, size)), connection="strong")
        counts = np.bincount(of)
        found = [tuple(self.core[of == loop].tolist()) for loop in np.flatnonzero(counts > 1)]
        return sorted(found, key=lambda loop: (-len(loop), loop))

    @cached_property
    def _tails(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """What the last pass reads: per relation the tail it ends in; per tail its pair, and its lowest state.

        A tail stands for the states in which relations with one pair, one end and late enough a state arrive: the union
        over layers is taken once per tail, not once per relation.
        """
        import numpy as np

        states = self._states
        key = self.pair.astype(np.int64) * states.size + states.lowest(self._place[self.end], states.since)
        used, tail = _numbered(key, self.allowed.shape[1] * states.size)
        return tail, used // states.size, used % states.size

    def blocks(self, origins: Sequence[int] | Sequence[Sequence[int]] | NDArray[np.int32], max_hops: int | None = None) -> Iterator[Block]:
        """Who reaches each of the origins, 512 origins at a time, in the order given.

        Args:
            origins: indices of nodes; a list of them stands for one origin that breaks at all these nodes at once.
            max_hops: relations on a way, at most (None: any number).
        """
        import numpy as np

        step = _BLOCK * WORD
        for at in range(0, len(origins), step):
            groups = [np.atleast_1d(np.asarray(origin, np.int32)) for origin in origins[at : at + step]]
            numbers = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
            yield self._block(Block(at, len(groups), *_nothing(len(groups))), np.concatenate(groups), numbers, max_hops)

    def _block(self, empty: Block, origins: NDArray[np.int32], numbers: NDArray[np.int64], max_hops: int | None) -> Block:
        """The block whose i-th bit starts at every one of `origins` with the number i."""
        import numpy as np

        inside = self._place[origins] != NONE
        origins, numbers, words = origins[inside], numbers[inside], empty.rows.shape[1]
        if not len(origins) or max_hops == 0:
            return empty
        places = self._place[origins]
        bits = np.left_shift(np.uint64(1), (numbers % WORD).astype(np.uint64))
        states = self._states
        seeds = np.zeros((states.size, words), np.uint64)
        np.bitwise_or.at(seeds, (states.fresh(places), numbers // WORD), bits)
        spread = self._spread(np.tile(seeds, (self.layers, 1)), max_hops)
        tail, pair, lowest = self._tails
        tails = np.zeros((len(pair), words), np.uint64)
        for layer in range(self.layers):
            met = spread[layer * states.size : (layer + 1) * states.size]
            states.gather(met)
            passing = self.allowed[layer][pair]
            tails[passing] |= met[lowest[passing]]
        live = np.bitwise_or.reduce(tails, axis=1) != 0
        chosen = np.flatnonzero(live[tail])
        starts = self.start[chosen]
        if not len(starts):
            return empty
        first = firsts(starts)
        nodes = starts[first]
        rows = np.bitwise_or.reduceat(tails[tail[chosen]], first, axis=0)
        at = np.minimum(np.searchsorted(nodes, origins), len(nodes) - 1)
        there = nodes[at] == origins
        np.bitwise_and.at(rows, (at[there], numbers[there] // WORD), ~bits[there])
        kept = rows.any(axis=1)
        return replace(empty, nodes=nodes[kept], rows=rows[kept])

    def _spread(self, states: NDArray[np.uint64], max_hops: int | None) -> NDArray[np.uint64]:
        """What each state of the core reaches in one hop less than asked, itself included."""
        import numpy as np

        if max_hops is None:
            return self._condensed.spread(states)
        starts, ends = self._states.starts, self._states.ends
        order = np.argsort(starts, kind="stable")
        starts, ends = starts[order], ends[order]
        first = firsts(starts)
        for _ in range(max_hops - 1):
            if not len(starts):
                break
            step = np.bitwise_or.reduceat(states[ends], first, axis=0)
            before = states[starts[first]]
            if not (step & ~before).any():
                break
            after = states.copy()
            after[starts[first]] |= step
            states = after
        return states

    def reached(self, origin: int, max_hops: int | None = None) -> NDArray[np.int32]:
        """The nodes that reach one origin, sorted; cleared ones are not among them."""
        return next(self.blocks([origin], max_hops)).nodes

    def stopped(self, origin: int) -> NDArray[np.int32]:
        """The nodes that would reach the origin but for evidence that clears them on every way.

        Evidence stops a relation itself, or the relation began after the one further on had ended, so that nothing of it can
        have got there.
        """
        import numpy as np

        states, place = self._states, self._place
        if place[origin] == NONE:
            return np.zeros(0, np.int32)
        met = np.zeros((self.layers * states.size, 1), np.uint64)
        met[states.fresh(place[[origin]]) + states.size * np.arange(self.layers)] = 1
        met = self._spread(met, None)
        relations = np.concatenate((self.index, self.cleared))
        starts, ends = self.snapshot.start[relations], self.snapshot.end[relations]
        pairs = self._pair_of_kind[self.snapshot.kind[relations]]
        hit = np.zeros(len(relations), bool)
        for layer in range(self.layers):
            here = met[layer * states.size : (layer + 1) * states.size]
            states.gather(here)
            any_ = here[states.first[:-1], 0] > 0
            hit |= self.allowed[layer][pairs] & any_[place[ends]]
        return np.setdiff1d(starts[hit], np.append(self.reached(origin), origin)).astype(np.int32)

    def witness(self, origin: int, node: int) -> tuple[int, ...] | None:
        """One shortest way from the node to the origin, as indices of relations; None if there is none.

        A way of relations that had not ended is preferred to one of any other; ties go to the relation that comes first.
        """
        import numpy as np

        return self._shortest(origin, node, ~self.past) or self._shortest(origin, node, np.ones(len(self.past), bool))

    def _shortest(self, origin: int, node: int, usable: NDArray[np.bool_]) -> tuple[int, ...] | None:
        """Distances from the origin over states; then forwards from the node, the first relation that is on a shortest way."""
        states = self._states
        far = self._distances(origin, usable[states.relation])
        way: list[int] = []
        here, alive, left = node, None, None
        while left is None or left > 0:
            options = []
            for at in range(*self.start.searchsorted((here, here + 1))):
                if usable[at]:
                    options += [(int(far[after]), at, after) for after in self._onward(at, alive) if far[after] != NONE]
            if not options:
                return None
            best, at, _ = min(options)
            if left is not None:
                best, at = min((distance, at) for distance, at, _ in options if distance == left - 1)
            way.append(int(self.index[at]))
            here, left = int(self.end[at]), best
            alive = {after for distance, other, after in options if other == at and distance == best}
        return tuple(way)

    def _onward(self, at: int, alive: set[int] | None) -> list[int]:
        """The states in which a relation can arrive, coming from one of `alive` (None: from a start, in any)."""
        import numpy as np

        states = self._states
        place = int(self._place[self.end[at]])
        low, high = int(states.lowest(np.array([place]), states.since[[at]])[0]), int(states.first[place + 1])
        found = []
        for layer in range(self.layers):
            if not self.allowed[layer, self.pair[at]]:
                continue
            for after in range(low, high):
                if alive is not None:
                    before = states.find(self._place[self.start[[at]]], np.minimum(states.ended[[after]], states.until[[at]]))
                    if int(before[0]) + layer * states.size not in alive:
                        continue
                found.append(after + layer * states.size)
        return found

    def _distances(self, origin: int, usable: NDArray[np.bool_]) -> NDArray[np.int32]:
        """How many relations lead from each state of the core to the origin, NONE where none do."""
        import numpy as np

        states = self._states
        far = np.full(states.size * self.layers, NONE, np.int32)
        if self._place[origin] == NONE:
            return far
        order = np.flatnonzero(usable)
        order = order[np.argsort(states.ends[order], kind="stable")]
        starts, ends = states.starts[order], states.ends[order]
        frontier = states.fresh(self._place[[origin]]) + states.size * np.arange(self.layers)
        hop = 0
        while len(frontier):
            far[frontier] = hop
            hop += 1
            following = distinct(starts[_ranges(np.searchsorted(ends, frontier), np.searchsorted(ends, frontier, "right"))])
            frontier = following[far[following] == NONE]
        return far


@dataclass(frozen=True, slots=True)
class _States:
    """How a breach can have come to a node of the core: the node, and the earliest end of a relation on its way, if any ended.

    Data that a supplier kept after a relation ended cannot hold anything of those who came later, so a relation crosses only
    to states that ended on or after its beginning. `ended` is an index into the sorted days on which relations of the core
    ended, and one more for "none has ended"; states are sorted by place and `ended`, and `first` (per place) says where those
    of a node begin. Per relation, `since` is the lowest index it crosses to and `until` the index it brings. `starts`, `ends`,
    `relation`: the core's relations, once per layer and state they cross to, in numbers that count layers of states.
    """

    ended: NDArray[np.int64]
    first: NDArray[np.int64]
    since: NDArray[np.int64]
    until: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    relation: NDArray[np.int64]
    key: NDArray[np.int64]
    days: int

    @property
    def size(self) -> int:
        """States in one layer."""
        return len(self.ended)

    def find(self, place: NDArray[np.integer], ended: NDArray[np.integer]) -> NDArray[np.int64]:
        """The number of a state that there is."""
        return _found(self.key, place.astype("int64") * (self.days + 1) + ended, len(self.first) * (self.days + 1))

    lowest = find
    """The same, of the first state from `ended` on: there is always the one in which nothing has ended."""

    def fresh(self, place: NDArray[np.integer]) -> NDArray[np.int64]:
        """The state in which nothing has ended: the last of its node."""
        result: NDArray[np.int64] = self.first[place + 1] - 1
        return result

    def gather(self, rows: NDArray[np.uint64]) -> None:
        """Give each state, in place, the bits of every later state of its node too."""
        import numpy as np

        counts = np.diff(self.first)
        for distance in range(2, int(counts.max(initial=0)) + 1):
            at = self.first[1:][counts >= distance] - distance
            rows[at] |= rows[at + 1]


def _states(flow: Flow) -> _States:
    """Every state that some origin can bring about, found from "nothing has ended" everywhere, step by step."""
    import numpy as np

    inner, size = flow.inner, len(flow.core)
    until_day = flow.snapshot.until[flow.index]
    days = distinct(until_day[inner][flow.past[inner]].astype(np.int64))
    none = len(days)
    since = _found(days, flow.snapshot.since[flow.index].astype(np.int64), dt.date.max.toordinal())
    until = np.full(len(since), none, np.int64)
    until[flow.past] = np.searchsorted(days, until_day[flow.past])
    place_start, place_end = flow._place[flow.start[inner]].astype(np.int64), flow._place[flow.end[inner]].astype(np.int64)
    by_end = np.argsort(place_end, kind="stable")
    place_start, place_end, by_end = place_start[by_end], place_end[by_end], inner[by_end]
    width = none + 1
    known = np.arange(size, dtype=np.int64) * width + none
    fresh = known
    while len(fresh):
        place, ended = fresh // width, fresh % width
        low, high = np.searchsorted(place_end, place), np.searchsorted(place_end, place, "right")
        at = _ranges(low, high)
        came = np.repeat(ended, high - low)
        crosses = since[by_end[at]] <= came
        at, came = at[crosses], came[crosses]
        fresh = distinct(place_start[at] * width + np.minimum(came, until[by_end[at]]))
        fresh = fresh[known[np.minimum(np.searchsorted(known, fresh), len(known) - 1)] != fresh]
        known = np.sort(np.concatenate((known, fresh)))
    first = np.searchsorted(known, np.arange(size + 1) * width)
    low = np.searchsorted(known, place_end * width + since[by_end])
    high = first[place_end + 1]
    to = _ranges(low, high)
    at = np.repeat(np.arange(len(by_end)), high - low)
    relation = by_end[at]
    start = np.searchsorted(known, place_start[at] * width + np.minimum(known[to] % width, until[relation]))
    chosen = [np.flatnonzero(flow.allowed[layer][flow.pair[relation]]) for layer in range(flow.layers)]
    total = len(known)
    return _States(
        ended=known % width,
        first=first,
        since=since,
        until=until,
        starts=np.concatenate([start[keep] + layer * total for layer, keep in enumerate(chosen)]),
        ends=np.concatenate([to[keep] + layer * total for layer, keep in enumerate(chosen)]),
        relation=np.concatenate([relation[keep] for keep in chosen]),
        key=known,
        days=none,
    )


def _ranges(low: NDArray[np.int64], high: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of several half-open ranges, one after another."""
    import numpy as np

    lengths = high - low
    return np.arange(lengths.sum()) + np.repeat(low - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)


@dataclass(frozen=True, slots=True)
class _Condensed:
    """A graph whose loops are single nodes, its relations in the order in which bits go over them.

    `component` and `order` are per state: its component, and the states sorted by component. `starts` and `ends` are relations
    between components, sorted by level, then start; a level only leads to lower ones, and `levels` says where each begins.
    """

    component: NDArray[np.integer]
    order: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    levels: NDArray[np.int64]

    def spread(self, states: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """The bits of everything that each state reaches, itself included."""
        import numpy as np

        if not len(states):
            return states
        met = np.bitwise_or.reduceat(states[self.order], firsts(self.component[self.order]), axis=0)
        for low, high in zip(self.levels[:-1], self.levels[1:], strict=True):
            starts = self.starts[low:high]
            first = firsts(starts)
            met[starts[first]] |= np.bitwise_or.reduceat(met[self.ends[low:high]], first, axis=0)
        result: NDArray[np.uint64] = met[self.component]
        return result


def _condense(starts: NDArray[np.int64], ends: NDArray[np.int64], size: int) -> _Condensed:
    """Strongly connected parts (scipy), and the level of each: the longest way from it to one that trusts nothing further."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    ones = np.ones(len(starts), bool)
    count, component = (
        connected_components(csr_array((ones, (starts, ends)), shape=(size, size)), connection="strong") if size else (0, starts)
    )
    pairs = (
        np.unique(np.stack((component[starts], component[ends])).astype(np.int64), axis=1) if len(starts) else np.zeros((2, 0), np.int64)
    )
    above, below = pairs[:, pairs[0] != pairs[1]]
    by_end = np.argsort(below, kind="stable")
    above_sorted, below_sorted = above[by_end], below[by_end]
    level = np.zeros(count, np.int64)
    waiting = np.bincount(above, minlength=count)
    frontier = np.flatnonzero(waiting == 0)
    now = 0
    while len(frontier):
        level[frontier] = now
        low, high = np.searchsorted(below_sorted, frontier), np.searchsorted(below_sorted, frontier, "right")
        met = above_sorted[_ranges(low, high)]
        np.subtract.at(waiting, met, 1)
        frontier = distinct(met[waiting[met] == 0])
        now += 1
    order = np.lexsort((below, above, level[above]))
    levels = np.searchsorted(level[above][order], np.arange(1, now + 1))
    return _Condensed(component, np.argsort(component, kind="stable"), above[order], below[order], levels)


def distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """The distinct values, sorted."""
    import numpy as np

    ordered = np.sort(values)
    return ordered[firsts(ordered)]


def _found(ordered: NDArray[np.int64], values: NDArray[np.int64], below: int) -> NDArray[np.int64]:
    """How many of `ordered` are less than each value: `searchsorted`, by a table where there are many values.

    Every value and every member is at least 0 and less than `below`.
    """
    import numpy as np

    if below > 8 * len(values):
        return np.searchsorted(ordered, values)
    return (np.cumsum(np.bincount(ordered + 1, minlength=below + 1))[:-1])[values]


def _numbered(keys: NDArray[np.int64], below: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct keys, sorted, and for each key its place among them; all are less than `below`."""
    import numpy as np

    if below > 8 * len(keys) + 1_000_000:
        used, place = np.unique(keys, return_inverse=True)
        return used, place
    mark = np.zeros(below, bool)
    mark[keys] = True
    used = np.flatnonzero(mark)
    number = np.zeros(below, np.int64)
    number[used] = np.arange(len(used))
    return used, number[keys]


def distinct_pairs(first: NDArray[np.integer], second: NDArray[np.integer], below: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct pairs of two columns whose numbers are all less than `below`, sorted."""
    import numpy as np

    keys = distinct(first.astype(np.int64) * max(below, 1) + second)
    return keys // max(below, 1), keys % max(below, 1)


def firsts(values: NDArray[np.integer]) -> NDArray[np.int64]:
    """Where each run of equal values begins."""
    import numpy as np

    return np.flatnonzero(np.concatenate((np.ones(min(len(values), 1), bool), values[1:] != values[:-1])))
