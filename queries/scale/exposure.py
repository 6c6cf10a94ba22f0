"""Who is exposed through each of many origins: people, organisations, clients, and those who have no path around it.

Every figure is a bound through the recorded relations, by the same rules as one blast radius (`queries.blast_radius`): the
people of care and insurance, professionals left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from maillon.graph.model import TRUST_TYPES
from maillon.queries.exposed_people import FACES_PEOPLE, may_face_people
from maillon.queries.messages import messages
from maillon.queries.people import Bounds, Cohort, bound_people, contradictions
from maillon.queries.scale.arrays import distinct, distinct_pairs, lookup, ranges, run_starts
from maillon.queries.scale.bits import WORD, column_counts
from maillon.queries.scale.cohort_bounds import UNBOUNDED, CohortBounds
from maillon.queries.scale.dominators import DominatorTree
from maillon.queries.scale.reach import Block, Flow, Terms, forces
from maillon.queries.scale.snapshot import NONE, Snapshot
from maillon.queries.subgraph import Force
from maillon.wording import RefusedError

NOBODY = Bounds(0, 0)


@dataclass(frozen=True, slots=True)
class Contested:
    """So much of the figures of one origin rests on relations that somebody contests: what they lose where these are not followed.

    `people` and `organisations` of the lower bounds, `clients` and `named_by` of the numbers.
    """

    people: int = 0
    organisations: int = 0
    clients: int = 0
    named_by: int = 0


UNCONTESTED = Contested()


@dataclass(frozen=True, slots=True)
class Ranked:
    """One origin, and who is exposed through it.

    `unknown`: reached cohorts of unknown size, and reached organisations whose people no cohort counts. `clients`: reached
    organisations that face people; `named_by`: those of them that name the origin themselves, directly or as the provider of
    a product they use. `only`: the cohorts that it dominates (all of their chains pass through it), `only_people` their bounds,
    `only_organisations` how many organisations it dominates. `approximate`: the size of a reached cohort is rounded by who gives it.
    `organisations_approximate`: the count of a reached group is; `only_approximate`: the size of a dominated cohort is.
    `contested`: how much of these figures rests on relations that somebody contests.
    """

    id: str
    people: Bounds
    organisations: Bounds
    unknown: int
    clients: int
    named_by: int
    only: tuple[str, ...] = ()
    only_people: Bounds = NOBODY
    only_organisations: int = 0
    approximate: bool = False
    organisations_approximate: bool = False
    only_approximate: bool = False
    contested: Contested = UNCONTESTED

    @property
    def hidden(self) -> bool:
        """True if people depend on it and no organisation that faces them names it."""
        return self.clients > 0 and self.named_by == 0


@dataclass(frozen=True, slots=True)
class Exposures:
    """Figures for many origins; arrays have one entry per origin, and -1 as an upper bound means open.

    `contested` (shape 3 by origins) are the people, organisations and clients that rest on contested relations (`Contested`).
    """

    people: tuple[NDArray[np.int64], NDArray[np.int64]]
    organisations: tuple[NDArray[np.int64], NDArray[np.int64]]
    unknown: NDArray[np.int64]
    clients: NDArray[np.int64]
    rounded: NDArray[np.int64]
    rounded_counts: NDArray[np.int64]
    contested: NDArray[np.int64]

    def at(self, positions: NDArray[np.int64]) -> Exposures:
        """The figures of the origins at these positions."""
        people, organisations = ((least[positions], most[positions]) for least, most in (self.people, self.organisations))
        others = (self.unknown[positions], self.clients[positions], self.rounded[positions], self.rounded_counts[positions])
        return Exposures(people, organisations, *others, self.contested[:, positions])

    def contested_at(self, position: int, named_by: int = 0) -> Contested:
        """What of the figures of one origin rests on contested relations."""
        people, organisations, clients = self.contested[:, position].tolist()
        return Contested(people, organisations, clients, named_by)


class Exposure:
    """Who is exposed through each of many origins, under given terms."""

    def __init__(self, snapshot: Snapshot, terms: Terms) -> None:
        """Judge the relations; the cohorts are indexed when they are first needed."""
        self.snapshot = snapshot
        self.flow = Flow(snapshot, terms)

    @cached_property
    def candidates(self) -> NDArray[np.int32]:
        """The nodes that others trust under these terms, sorted: nobody is exposed through any other."""
        return np.flatnonzero(self.flow.trusted).astype(np.int32)

    @cached_property
    def populations(self) -> NDArray[np.int32]:
        """Every cohort, sorted."""
        return np.flatnonzero(self.snapshot.with_labels("Population")).astype(np.int32)

    @cached_property
    def faces_people(self) -> NDArray[np.bool_]:
        """A mask of the organisations that have insured or patients."""
        return self.snapshot.with_labels(*FACES_PEOPLE)

    @cached_property
    def _may_face_people(self) -> NDArray[np.bool_]:
        """A mask of those, and of the organisations of which no source says what they are."""
        return self.snapshot.where_role(lambda role: may_face_people(role.labels))

    @cached_property
    def counted_people(self) -> NDArray[np.bool_]:
        """A mask of the cohorts whose people count: professionals are left out."""
        return self.snapshot.with_labels("Population") & ~self._of_professionals

    @cached_property
    def _of_professionals(self) -> NDArray[np.bool_]:
        return self.snapshot.where_role(lambda role: role.people == "professionals")

    @cached_property
    def people_bounds(self) -> CohortBounds:
        """Bounds over the cohorts, numbered as in `populations`."""
        snapshot, which = self.snapshot, self.populations
        low, high = (self._believed(column[which], which, self._people_contradictions) for column in (snapshot.low, snapshot.high))
        partition = [
            None if unplaced else snapshot.roles[role].partition
            for role, unplaced in zip(snapshot.role[which].tolist(), self._unplaced[which].tolist(), strict=True)
        ]
        return CohortBounds(low, high, _renumbered(which, snapshot.within), partition, self._perhaps[which])

    @cached_property
    def contradictions(self) -> tuple[tuple[str, ...], ...]:
        """Sizes of cohorts, and counts of groups, that cannot all be true, each as the ids involved."""
        return tuple(sorted((*self._people_contradictions, *self._group_contradictions)))

    @cached_property
    def disputed(self) -> tuple[str, ...]:
        """The cohorts and groups that sources place differently."""
        return tuple(self.snapshot.ids(np.flatnonzero(self.snapshot.where_role(lambda role: bool(role.disputed)))))

    @cached_property
    def _people_contradictions(self) -> list[tuple[str, ...]]:
        return contradictions({cohort.id: cohort for cohort in map(self.cohort, self.populations.tolist())})

    @cached_property
    def _group_contradictions(self) -> list[tuple[str, ...]]:
        """Only a group whose count has a top can be smaller than what lies in it."""
        if not (self._counts[1][self.groups][~self._named[self.groups]] != NONE).any():
            return []
        return contradictions({cohort.id: cohort for cohort in map(self._group, self.groups.tolist())})

    def _believed(self, sizes: NDArray[np.int64], which: NDArray[np.int32], contradicted: Iterable[tuple[str, ...]]) -> NDArray[np.int64]:
        """The sizes without those that others contradict."""
        doubted = {node for group in contradicted for i in group if (node := self.snapshot.find(i)) is not None}
        return np.where(np.isin(which, sorted(doubted)), NONE, sizes) if doubted else sizes

    @cached_property
    def _unplaced(self) -> NDArray[np.bool_]:
        """A mask of what sources place differently, and of what lies in it: it is kept apart from nothing outside."""
        snapshot = self.snapshot
        found = snapshot.where_role(lambda role: "within" in role.disputed)
        outer = snapshot.within.copy()
        for _ in range(snapshot.nodes):
            inside = outer != NONE
            if not found.any() or not inside.any():
                break
            found[inside] |= found[outer[inside]]
            outer[inside] = snapshot.within[outer[inside]]
        return found

    @cached_property
    def _perhaps(self) -> NDArray[np.bool_]:
        """A mask of the cohorts whose people are professionals by one source and not by another."""
        return np.asarray(self.snapshot.where_role(lambda role: "people" in role.disputed and role.people is None))

    @cached_property
    def _cohort_index(self) -> NDArray[np.int32]:
        """Node → index in `populations`, or NONE."""
        return _index_in(self.populations, self.snapshot.nodes)

    @cached_property
    def _standalone(self) -> NDArray[np.bool_]:
        """A mask of the named organisations that belong to no group."""
        return np.asarray(self.snapshot.with_labels("Organisation") & self._named & (self._counted_in == NONE) & ~self._unplaced)

    @cached_property
    def _counted_in(self) -> NDArray[np.int32]:
        """Per node the group that it is counted in, the nearest unnamed one (NONE: none): a named organisation is one itself."""
        outer = self.snapshot.within.copy()
        for _ in range(self.snapshot.nodes):
            named = outer != NONE
            named[named] = self._named[outer[named]]
            if not named.any():
                break
            outer[named] = self.snapshot.within[outer[named]]
        return outer

    @cached_property
    def _counts(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Per node, at least and at most how many organisations it is: a named one is one."""
        return np.where(self._named, 1, self.snapshot.low), np.where(self._named, 1, self.snapshot.high)

    def _group(self, node: int) -> Cohort:
        """An organisation as so many of them."""
        snapshot = self.snapshot
        low, high, within = (int(column[node]) for column in (*self._counts, self._counted_in))
        return Cohort(
            snapshot.id(node),
            None if low == NONE else low,
            None if high == NONE else high,
            None if within == NONE else snapshot.id(within),
            "organisations",
            disputed=("within",) if self._unplaced[node] else (),
            one=bool(self._named[node]),
        )

    @cached_property
    def _named(self) -> NDArray[np.bool_]:
        return self.snapshot.where_role(lambda role: role.named)

    @cached_property
    def groups(self) -> NDArray[np.int32]:
        """The groups of organisations and the members of groups, sorted."""
        return np.flatnonzero(self.snapshot.with_labels("Organisation") & ~self._standalone).astype(np.int32)

    @cached_property
    def _group_index(self) -> NDArray[np.int32]:
        """Node → index in `groups`, or NONE."""
        return _index_in(self.groups, self.snapshot.nodes)

    @cached_property
    def _group_bounds(self) -> CohortBounds:
        """Bounds over groups and members, numbered as in `groups`."""
        which = self.groups
        unnamed = [[i for i in ids if not self._named[node_of(self.snapshot, i)]] for ids in self._group_contradictions]
        low, high = (self._believed(column[which], which, map(tuple, unnamed)) for column in self._counts)
        partition = [None if unplaced else "organisations" for unplaced in self._unplaced[which].tolist()]
        return CohortBounds(low, high, _renumbered(which, self._counted_in), partition)

    @cached_property
    def _counted(self) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of an organisation that faces people and a cohort that counts them, its own or that of a group that contains it.

        A cohort of professionals counts no one in care or insured, nor does one whose relation had ended or had not begun.

        Returns:
            The number of each node that is in a pair (NONE: in none), and per pair the two numbers, sorted.
        """
        snapshot = self.snapshot
        chosen = ranges(*(snapshot.start.searchsorted(self.populations, side) for side in ("left", "right")))
        surely = self.counted_people & ~self._perhaps
        chosen = chosen[snapshot.of_types(TRUST_TYPES, chosen) & surely[snapshot.start[chosen]]]
        force, states = forces(snapshot, self.flow.terms.on, chosen), list(Force)
        chosen = chosen[(force != states.index(Force.PAST)) & (force != states.index(Force.NOT_BEGUN))]
        ends, cohorts = snapshot.end[chosen], snapshot.start[chosen]
        by_end = np.argsort(ends, kind="stable")
        ends, cohorts = ends[by_end], cohorts[by_end]
        facing = np.flatnonzero(self._may_face_people).astype(np.int32)
        found: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []
        group = facing.copy()
        for _ in range(snapshot.nodes):
            low, high = np.searchsorted(ends, group), np.searchsorted(ends, group, "right")
            has = np.flatnonzero(high > low)  # few have any
            found.append((np.repeat(facing[has], high[has] - low[has]), cohorts[ranges(low[has], high[has])]))
            group = np.where(group == NONE, NONE, snapshot.within[group])
            group[group == facing] = NONE
            if (group == NONE).all():
                break
        organisations, counted_by = (np.concatenate(side) for side in zip(*found, strict=True))
        number = _index_in(distinct(np.concatenate((organisations, counted_by))), snapshot.nodes)
        return number, *distinct_pairs(number[organisations], number[counted_by], snapshot.nodes)

    @cached_property
    def dominator_tree(self) -> DominatorTree:
        """The dominator tree."""
        return DominatorTree(self.flow)

    @cached_property
    def named_by(self) -> NDArray[np.int64]:
        """Per node, the number of organisations that face people and name it, directly or as the provider of a product they use."""
        return self._naming(self.flow)

    @cached_property
    def _contested_naming(self) -> NDArray[np.int64]:
        """Per node, how many of these name it only in a relation that somebody contests."""
        if not self.flow.contested.any():
            return np.zeros(self.snapshot.nodes, np.int64)
        return np.where(self._below_contested, self.named_by - self._naming(self._uncontested), 0)

    def _naming(self, flow: Flow) -> NDArray[np.int64]:
        snapshot = self.snapshot
        client = self.faces_people[flow.start]
        starts, ends = flow.start[client].astype(np.int64), flow.end[client].astype(np.int64)
        provided = snapshot.of_types(("PROVIDED_BY",), flow.index) & snapshot.with_labels("Product")[flow.start]
        order = np.argsort(ends, kind="stable")
        named, namers = [ends], [starts]
        for product, provider in zip(flow.start[provided].tolist(), flow.end[provided].tolist(), strict=True):
            users = starts[order[slice(*np.searchsorted(ends, (product, product + 1), sorter=order))]]
            users = users[users != provider]  # one that uses its own product names nobody
            named.append(np.full(len(users), provider, np.int64))
            namers.append(users)
        once, _ = distinct_pairs(np.concatenate(named), np.concatenate(namers), snapshot.nodes)
        return np.bincount(once, minlength=snapshot.nodes)

    def measure(self, origins: Sequence[int] | Sequence[Sequence[int]] | NDArray[np.int32]) -> Exposures:
        """The figures of each origin, in the order given; a list of nodes is one origin, as for `Flow.blocks`."""
        least, most, organisations_least, organisations_most, unknown, clients, rounded, counts = np.zeros((8, len(origins)), np.int64)
        for block in self.flow.blocks(origins):
            at, count = block.positions, len(block.positions)
            reached = column_counts(block.rows)  # nearly all face people: the few that do not are subtracted
            facing = (reached - column_counts(block.rows[~self.faces_people[block.nodes]]))[:count]
            may_face = (reached - column_counts(block.rows[~self._may_face_people[block.nodes]]))[:count]
            counted = self._rows_of_counted(block)
            uncounted = may_face - self._counted_clients(block, counted)[:count] + self._uncounted_origins(block, counted, origins)
            (least[at], most[at]), unsized, rounded[at] = self._people(block, count)
            most[at[uncounted > 0]] = UNBOUNDED
            unknown[at] = unsized + uncounted
            clients[at] = facing
            organisations_least[at], organisations_most[at] = self._organisations(block, reached, count)
            counts[at] = column_counts(block.rows[self._rounded[block.nodes] & ~self._named[block.nodes]])[:count]
        contested = self._contested(origins, np.stack((least, organisations_least, clients)))
        return Exposures((least, most), (organisations_least, organisations_most), unknown, clients, rounded, counts, contested)

    def _contested(
        self, origins: Sequence[int] | Sequence[Sequence[int]] | NDArray[np.int32], figures: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """How much people, organisations and clients lose per origin where no contested relation is followed."""
        lost = np.zeros_like(figures)
        below = self._below_contested
        if not below.any():
            return lost
        which = [i for i, origin in enumerate(origins) if below[np.asarray(origin, np.int64)].any()]
        for block in self._uncontested.blocks([np.atleast_1d(np.asarray(origins[i], np.int32)).tolist() for i in which]):
            at, count = np.array(which)[block.positions], len(block.positions)
            reached = column_counts(block.rows)
            facing = (reached - column_counts(block.rows[~self.faces_people[block.nodes]]))[:count]
            (people, _), _, _ = self._people(block, count)
            organisations, _ = self._organisations(block, reached, count)
            lost[:, at] = figures[:, at] - np.stack((people, organisations, facing))
        return lost

    @cached_property
    def _uncontested(self) -> Flow:
        """The relations that nobody contests, as far as they lead to what contested ones lead to: no other figure rests on one."""
        flow, ends = self.flow, self._below_contested.copy()
        before = 0
        while before < (before := int(ends.sum())):
            ends[flow.start[ends[flow.end]]] = True
        return Flow(self.snapshot, flow.terms, contested=False, ends=ends)

    @cached_property
    def _below_contested(self) -> NDArray[np.bool_]:
        """A mask of the nodes to which a contested relation leads, itself or through others."""
        flow = self.flow
        found = np.zeros(self.snapshot.nodes, bool)
        fresh = distinct(flow.end[flow.contested])
        while len(fresh):
            found[fresh] = True
            onward = ranges(*(flow.start.searchsorted(fresh, side) for side in ("left", "right")))
            fresh = distinct(flow.end[onward])
            fresh = fresh[~found[fresh]]
        return found

    def _people(self, block: Block, count: int) -> tuple[tuple[NDArray[np.int64], NDArray[np.int64]], NDArray[np.int64], NDArray[np.int64]]:
        """The bounds over the cohorts that reach each origin, and how many of these are of unknown and of rounded size."""
        here = np.flatnonzero(self.counted_people[block.nodes])
        nodes, rows = block.nodes[here], block.rows[here]
        least, most = self.people_bounds.bounds(rows, self._cohort_index[nodes])
        unsized = (self.snapshot.low[nodes] == NONE) & (self.snapshot.high[nodes] == NONE)
        rounded = self._rounded[nodes]
        return (least[:count], most[:count]), column_counts(rows[unsized])[:count], column_counts(rows[rounded])[:count]

    @cached_property
    def _rounded(self) -> NDArray[np.bool_]:
        """A mask of the cohorts and groups whose size or count is rounded by who gives it."""
        return self.snapshot.where_role(lambda role: role.rounded)

    def _organisations(self, block: Block, reached: NDArray[np.int64], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The bounds over the organisations that reach each origin: of `reached` nodes all are standalone ones but a few."""
        others = np.flatnonzero(~self._standalone[block.nodes])
        standalone = reached - column_counts(block.rows[others])
        number = self._group_index[block.nodes[others]]
        grouped = number != NONE
        least, most = self._group_bounds.bounds(block.rows[others[grouped]], number[grouped])
        most = np.where(most == UNBOUNDED, UNBOUNDED, most + standalone)
        return (least + standalone)[:count], most[:count]

    def _rows_of_counted(self, block: Block) -> NDArray[np.int64]:
        """Number of a node in `_counted` → its row in the block, or NONE."""
        nodes, _, _ = self._counted
        number = lookup(nodes, block.nodes)
        here = np.flatnonzero(number != NONE)
        at = np.full(int(nodes.max(initial=NONE)) + 1, NONE, np.int64)
        at[number[here]] = here
        return at

    def _counted_clients(self, block: Block, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """Per origin, the number of organisations that face people and reach it, with a cohort that counts them.

        `at`: the rows of the block, as `_rows_of_counted` has them.
        """
        _, organisations, cohorts = self._counted
        there = (at[organisations] != NONE) & (at[cohorts] != NONE)
        organisations, cohorts = organisations[there], cohorts[there]
        first = run_starts(organisations)
        rows = block.rows[at[organisations[first]]]
        if len(first):
            rows &= np.bitwise_or.reduceat(block.rows[at[cohorts]], first, axis=0)
        return column_counts(rows)

    def _uncounted_origins(
        self, block: Block, at: NDArray[np.int64], origins: Sequence[int] | Sequence[Sequence[int]] | NDArray[np.int32]
    ) -> NDArray[np.int64]:
        """Per origin of the block, how many organisations that break there face people whom no reached cohort counts.

        `at`: the rows of the block, as `_rows_of_counted` has them.
        """
        nodes, organisations, cohorts = self._counted
        found = np.zeros(len(block.positions), np.int64)
        for column, position in enumerate(block.positions.tolist()):
            for node in np.atleast_1d(np.asarray(origins[position])).tolist():
                if self._may_face_people[node]:
                    mine = slice(*np.searchsorted(organisations, (nodes[node], nodes[node] + 1))) if nodes[node] != NONE else slice(0)
                    rows = at[cohorts[mine]]
                    rows = rows[rows != NONE]
                    bit = np.uint64(1 << (column % WORD))
                    found[column] += not (block.rows[rows, column // WORD] & bit).any()
        return found

    def dominated(self, origins: Sequence[int] | NDArray[np.int32]) -> list[tuple[NDArray[np.int32], NDArray[np.int32]]]:
        """Per origin, the cohorts and the organisations that it dominates, among those that reach it."""
        populations, organisations = self.counted_people, self.snapshot.with_labels("Organisation")
        none = np.zeros(0, np.int32)
        found = [(none, none)] * len(origins)
        for block in self.flow.blocks(origins):
            at = self._rows_of(block)
            for column, position in enumerate(block.positions.tolist()):
                nodes = self.dominator_tree.dominated_by(int(origins[position]))
                nodes = nodes[at[nodes] != NONE]
                bit = np.uint64(1 << (column % WORD))
                nodes = nodes[(block.rows[at[nodes], column // WORD] & bit) != 0]
                found[position] = nodes[populations[nodes]], nodes[organisations[nodes]]
        return found

    def _rows_of(self, block: Block) -> NDArray[np.int32]:
        """Node → its row in the block, or NONE."""
        return _index_in(block.nodes, self.snapshot.nodes)

    def totals(self) -> tuple[int, int]:
        """The lower bounds on people and organisations over the whole graph: the denominators of shares."""
        patients = ~self._of_professionals[self.populations]
        people, _ = self.people_bounds.bounds(patients.astype(np.uint64)[:, None])
        grouped, _ = self._group_bounds.bounds(np.ones((len(self.groups), 1), np.uint64))
        return int(people[0]), int(grouped[0]) + int(self._standalone.sum())

    def cohort(self, node: int) -> Cohort:
        """A population as a cohort."""
        snapshot = self.snapshot
        low, high, year, within = (int(column[node]) for column in (snapshot.low, snapshot.high, snapshot.year, snapshot.within))
        return Cohort(
            snapshot.id(node),
            None if low == NONE else low,
            None if high == NONE else high,
            None if within == NONE else snapshot.id(within),
            snapshot.roles[snapshot.role[node]].partition,
            None if year == NONE else year,
            disputed=snapshot.roles[snapshot.role[node]].disputed,
            perhaps=bool(self._perhaps[node]),
        )

    def people_of(self, cohorts: Iterable[int]) -> Bounds:
        """The bounds over a few cohorts."""
        nodes = [int(node) for node in cohorts]
        around, frontier = set(nodes), nodes
        while frontier:  # what contains them
            frontier = [w for node in frontier if (w := int(self.snapshot.within[node])) != NONE and w not in around]
            around.update(frontier)
        frontier = list(around)
        while frontier:  # what lies in them
            frontier = [inner for node in frontier for inner in self._inside.get(node, ()) if inner not in around]
            around.update(frontier)
        bounds = bound_people([self.cohort(node) for node in nodes], {c.id: c for c in map(self.cohort, sorted(around))})
        return Bounds(bounds.at_least, bounds.at_most)

    @cached_property
    def _inside(self) -> dict[int, list[int]]:
        """Cohort → the cohorts that lie directly in it."""
        found: dict[int, list[int]] = {}
        for node in self.populations.tolist():
            if (outer := int(self.snapshot.within[node])) != NONE:
                found.setdefault(outer, []).append(node)
        return found

    def ranked(self, origins: NDArray[np.int32], figures: Exposures) -> list[Ranked]:
        """The figures as rows."""
        return [
            Ranked(
                self.snapshot.id(origin),
                bounds_at(figures.people, i),
                bounds_at(figures.organisations, i),
                int(figures.unknown[i]),
                int(figures.clients[i]),
                int(self.named_by[origin]),
                tuple(self.snapshot.ids(cohorts)),
                self.people_of(cohorts.tolist()),
                len(organisations),
                bool(figures.rounded[i]),
                bool(figures.rounded_counts[i]),
                bool(self._rounded[cohorts].any()),
                figures.contested_at(i, int(self._contested_naming[origin])),
            )
            for i, (origin, (cohorts, organisations)) in enumerate(zip(origins.tolist(), self.dominated(origins), strict=True))
        ]


def _renumbered(which: NDArray[np.int32], within: NDArray[np.int32]) -> NDArray[np.int32]:
    """The containers of `which`, as indices in `which`; NONE where the container is not among them."""
    outer = within[which]
    at = np.minimum(np.searchsorted(which, outer), max(len(which) - 1, 0))
    return np.where((outer != NONE) & (which[at] == outer), at, NONE).astype(np.int32) if len(which) else outer


def _index_in(which: NDArray[np.int32], nodes: int) -> NDArray[np.int32]:
    """Node → index in `which`, or NONE."""
    index = np.full(nodes, NONE, np.int32)
    index[which] = np.arange(len(which), dtype=np.int32)
    return index


def bounds_at(figures: tuple[NDArray[np.int64], NDArray[np.int64]], position: int) -> Bounds:
    """The bounds of one origin."""
    most = int(figures[1][position])
    return Bounds(int(figures[0][position]), None if most == UNBOUNDED else most)


def node_of(snapshot: Snapshot, node_id: str) -> int:
    """The node of an id.

    Raises:
        RefusedError: no recorded relation of trust touches it.
    """
    node = snapshot.find(node_id)
    if node is None:
        raise RefusedError(messages("rank.untouched", id=node_id))
    return node
