"""Who stands behind each of many origins: people, organisations, clients, and what only one carries.

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
from maillon.queries.messages import messages
from maillon.queries.people import Bounds, Cohort, bound_people
from maillon.queries.scale.arrays import distinct, distinct_pairs, ranges, run_starts
from maillon.queries.scale.bits import WORD, column_counts
from maillon.queries.scale.counting import UNBOUNDED, Counting
from maillon.queries.scale.dominators import Dominators
from maillon.queries.scale.reach import Block, Flow, Terms
from maillon.queries.scale.snapshot import NONE, Snapshot
from maillon.wording import RefusedError

FACES_PEOPLE = ("Insurer", "CareProvider", "TelehealthPlatform")
"""Those who have insured or patients; of a supplier, the clients that chains of people begin with."""


NOBODY = Bounds(0, 0)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One origin, and who stands behind it.

    `unknown`: reached cohorts of unknown size, and reached organisations whose people no cohort counts. `clients`: reached
    organisations that face people; `named_by`: those of them that name the origin themselves, directly or as the provider of
    a product they use. `only`: the cohorts all of whose chains pass here, `only_people` their bounds, `only_organisations`
    how many organisations are in the same case.
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

    @property
    def hidden(self) -> bool:
        """True where people depend on it and no contract of those whom they know names it."""
        return self.clients > 0 and self.named_by == 0


@dataclass(frozen=True, slots=True)
class Exposures:
    """Figures for many origins at once; arrays have one entry per origin, -1 in an "at most" means open."""

    people: tuple[NDArray[np.int64], NDArray[np.int64]]
    organisations: tuple[NDArray[np.int64], NDArray[np.int64]]
    unknown: NDArray[np.int64]
    clients: NDArray[np.int64]

    def at(self, places: NDArray[np.int64]) -> Exposures:
        """The figures of some of the origins."""
        people, organisations = ((least[places], most[places]) for least, most in (self.people, self.organisations))
        return Exposures(people, organisations, self.unknown[places], self.clients[places])


class Exposure:
    """Who stands behind each of many origins, under given terms."""

    def __init__(self, snapshot: Snapshot, terms: Terms) -> None:
        """Judge the relations and prepare the cohorts."""
        self.snapshot = snapshot
        self.flow = Flow(snapshot, terms)

    @cached_property
    def candidates(self) -> NDArray[np.int32]:
        """The nodes that something trusts under these terms, sorted: every other has nobody behind it."""
        trusted = np.zeros(self.snapshot.nodes, bool)
        trusted[self.flow.end] = True
        return np.flatnonzero(trusted).astype(np.int32)

    @cached_property
    def populations(self) -> NDArray[np.int32]:
        """Every cohort, sorted."""
        return np.flatnonzero(self.snapshot.having("Population")).astype(np.int32)

    @cached_property
    def faces_people(self) -> NDArray[np.bool_]:
        """A mask of the organisations that have insured or patients."""
        return self.snapshot.having(*FACES_PEOPLE)

    @cached_property
    def counted_people(self) -> NDArray[np.bool_]:
        """A mask of the cohorts whose people count: professionals are left out."""
        return self.snapshot.having("Population") & ~self._of_professionals

    @cached_property
    def _of_professionals(self) -> NDArray[np.bool_]:
        return self.snapshot.whose(lambda role: role.people == "professionals")

    @cached_property
    def people_counting(self) -> Counting:
        """The cohorts, numbered as in `populations`."""
        snapshot, which = self.snapshot, self.populations
        partition = [snapshot.roles[role].partition for role in snapshot.role[which]]
        return Counting(snapshot.low[which], snapshot.high[which], _renumbered(which, snapshot.within), partition)

    @cached_property
    def _cohort_number(self) -> NDArray[np.int64]:
        """Node → its place in `populations`, or NONE."""
        return _number(self.populations, self.snapshot.nodes)

    @cached_property
    def _alone(self) -> NDArray[np.bool_]:
        """A mask of the organisations that count as one, are part of no group and stand for none."""
        snapshot = self.snapshot
        alone = snapshot.having("Organisation") & self._named & (snapshot.within == NONE)
        alone[snapshot.within[snapshot.within != NONE]] = False
        return np.asarray(alone)

    @cached_property
    def _named(self) -> NDArray[np.bool_]:
        return self.snapshot.whose(lambda role: role.named)

    @cached_property
    def groups(self) -> NDArray[np.int32]:
        """Every group of organisations and every member of one, sorted."""
        return np.flatnonzero(self.snapshot.having("Organisation") & ~self._alone).astype(np.int32)

    @cached_property
    def _group_number(self) -> NDArray[np.int64]:
        """Node → its place in `groups`, or NONE."""
        return _number(self.groups, self.snapshot.nodes)

    @cached_property
    def _group_counting(self) -> Counting:
        """Groups and members, numbered as in `groups`: a named organisation counts as one, a group by its count."""
        snapshot, which = self.snapshot, self.groups
        low, high, within = snapshot.low[which], snapshot.high[which], _renumbered(which, snapshot.within)
        one = self._named[which] | ((low == NONE) & (high == NONE) & (within != NONE))  # or an unnamed member of a counted group
        return Counting(np.where(one, 1, low), np.where(one, 1, high), within, ["organisations"] * len(which))

    @cached_property
    def _counted(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Pairs (organisation that faces people, cohort that counts its people: its own or one of a group that contains it).

        Returns:
            The number of each node that is in any pair (NONE: in none), and per pair the two numbers, sorted.
        """
        snapshot = self.snapshot
        chosen = ranges(*(snapshot.start.searchsorted(self.populations, side) for side in ("left", "right")))
        chosen = chosen[snapshot.of_types(TRUST_TYPES, chosen)]
        ends, cohorts = snapshot.end[chosen], snapshot.start[chosen]
        by_end = np.argsort(ends, kind="stable")
        ends, cohorts = ends[by_end], cohorts[by_end]
        facing = np.flatnonzero(self.faces_people).astype(np.int32)
        found: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []
        group = facing.copy()
        for _ in range(snapshot.nodes):
            low, high = np.searchsorted(ends, group), np.searchsorted(ends, group, "right")
            lengths = high - low
            found.append((np.repeat(facing, lengths), cohorts[ranges(low, high)]))
            group = np.where(group == NONE, NONE, snapshot.within[group])
            group[group == facing] = NONE
            if (group == NONE).all():
                break
        organisations, counted_by = (np.concatenate(side) for side in zip(*found, strict=True))
        number = _number(distinct(np.concatenate((organisations, counted_by))), snapshot.nodes)
        return number, *distinct_pairs(number[organisations], number[counted_by], snapshot.nodes)

    @cached_property
    def dominators(self) -> Dominators:
        """What only one carries."""
        return Dominators(self.flow)

    @cached_property
    def named_by(self) -> NDArray[np.int64]:
        """Per node, how many organisations that face people name it: directly, or as the provider of a product they use."""
        flow, snapshot = self.flow, self.snapshot
        client = self.faces_people[flow.start]
        starts, ends = flow.start[client].astype(np.int64), flow.end[client].astype(np.int64)
        provided = snapshot.of_types(("PROVIDED_BY",), flow.index)
        order = np.argsort(ends, kind="stable")
        named, namers = [ends], [starts]
        for product, provider in zip(flow.start[provided].tolist(), flow.end[provided].tolist(), strict=True):
            users = starts[order[slice(*np.searchsorted(ends, (product, product + 1), sorter=order))]]
            named.append(np.full(len(users), provider, np.int64))
            namers.append(users)
        once, _ = distinct_pairs(np.concatenate(named), np.concatenate(namers), snapshot.nodes)
        return np.bincount(once, minlength=snapshot.nodes)

    def measure(self, origins: Sequence[int] | Sequence[Sequence[int]] | NDArray[np.int32]) -> Exposures:
        """Figures for each origin, in the order given; a list of nodes is one origin, as for `Flow.blocks`."""
        least, most, organisations_least, organisations_most, unknown, clients = np.zeros((6, len(origins)), np.int64)
        for block in self.flow.blocks(origins):
            at, count = block.places, len(block.places)
            reached = column_counts(block.rows)  # nearly all of them face people: what does not is taken off
            facing = (reached - column_counts(block.rows[~self.faces_people[block.nodes]]))[:count]
            uncounted = facing - self._counted_clients(block)[:count]
            (least[at], most[at]), unsized = self._people(block, count)
            most[at[uncounted > 0]] = UNBOUNDED
            unknown[at] = unsized + uncounted
            clients[at] = facing
            organisations_least[at], organisations_most[at] = self._organisations(block, reached, count)
        return Exposures((least, most), (organisations_least, organisations_most), unknown, clients)

    def _people(self, block: Block, count: int) -> tuple[tuple[NDArray[np.int64], NDArray[np.int64]], NDArray[np.int64]]:
        """The bounds of the cohorts reached, and how many of these are of unknown size."""
        here = np.flatnonzero(self.counted_people[block.nodes])
        nodes, rows = block.nodes[here], block.rows[here]
        least, most = self.people_counting.bounds(rows, self._cohort_number[nodes])
        unsized = (self.snapshot.low[nodes] == NONE) & (self.snapshot.high[nodes] == NONE)
        return (least[:count], most[:count]), column_counts(rows[unsized])[:count]

    def _organisations(self, block: Block, reached: NDArray[np.int64], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The bounds of the organisations reached, of which `reached` nodes stand for one each, but for a few others."""
        others = np.flatnonzero(~self._alone[block.nodes])
        alone = reached - column_counts(block.rows[others])
        number = self._group_number[block.nodes[others]]
        grouped = number != NONE
        least, most = self._group_counting.bounds(block.rows[others[grouped]], number[grouped])
        most = np.where(most == UNBOUNDED, UNBOUNDED, most + alone)
        return (least + alone)[:count], most[:count]

    def _counted_clients(self, block: Block) -> NDArray[np.int64]:
        """Per origin, the reached organisations that face people some of whom a reached cohort counts."""
        nodes, organisations, cohorts = self._counted
        number = nodes[block.nodes]
        here = np.flatnonzero(number != NONE)
        at = np.full(int(nodes.max(initial=NONE)) + 1, NONE, np.int64)
        at[number[here]] = here
        there = (at[organisations] != NONE) & (at[cohorts] != NONE)
        organisations, cohorts = organisations[there], cohorts[there]
        first = run_starts(organisations)
        rows = block.rows[at[organisations[first]]]
        if len(first):
            rows &= np.bitwise_or.reduceat(block.rows[at[cohorts]], first, axis=0)
        return column_counts(rows)

    def carried(self, origins: Sequence[int] | NDArray[np.int32]) -> list[tuple[NDArray[np.int32], NDArray[np.int32]]]:
        """Per origin the cohorts, and the organisations, of which only it carries what they entrust, of those that reach it."""
        populations, organisations = self.counted_people, self.snapshot.having("Organisation")
        none = np.zeros(0, np.int32)
        found = [(none, none)] * len(origins)
        for block in self.flow.blocks(origins):
            at = self._row_of(block)
            for number, place in enumerate(block.places.tolist()):
                under = self.dominators.under(int(origins[place]))
                under = under[at[under] != NONE]
                bit = np.uint64(1 << (number % WORD))
                under = under[(block.rows[at[under], number // WORD] & bit) != 0]
                found[place] = under[populations[under]], under[organisations[under]]
        return found

    def _row_of(self, block: Block) -> NDArray[np.int64]:
        """Node → its row in the block, or NONE."""
        at = np.full(self.snapshot.nodes, NONE, np.int64)
        at[block.nodes] = np.arange(len(block.nodes))
        return at

    def everyone(self) -> tuple[int, int]:
        """At least so many people, and so many organisations, are recorded in all: what shares are shares of."""
        patients = ~self._of_professionals[self.populations]
        people, _ = self.people_counting.bounds(patients.astype(np.uint64)[:, None])
        grouped, _ = self._group_counting.bounds(np.ones((len(self.groups), 1), np.uint64))
        return int(people[0]), int(grouped[0]) + int(self._alone.sum())

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
        )

    def people_of(self, cohorts: Iterable[int]) -> Bounds:
        """The bounds of a few cohorts."""
        reached = [self.cohort(int(node)) for node in cohorts]
        around: dict[str, Cohort] = {}
        for cohort in reached:
            outer = cohort.within
            while outer is not None and outer not in around:
                place = self.snapshot.find(outer)
                if place is None:
                    break
                around[outer] = self.cohort(place)
                outer = around[outer].within
        bounds = bound_people(reached, around)
        return Bounds(bounds.at_least, bounds.at_most)

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
            )
            for i, (origin, (cohorts, organisations)) in enumerate(zip(origins.tolist(), self.carried(origins), strict=True))
        ]


def _renumbered(which: NDArray[np.int32], within: NDArray[np.int32]) -> NDArray[np.int32]:
    """The containers of `which`, as places in `which`; a container that is none of them is nothing."""
    outer = within[which]
    at = np.minimum(np.searchsorted(which, outer), max(len(which) - 1, 0))
    return np.where((outer != NONE) & (which[at] == outer), at, NONE).astype(np.int32) if len(which) else outer


def _number(which: NDArray[np.int32], nodes: int) -> NDArray[np.int64]:
    number = np.full(nodes, NONE, np.int64)
    number[which] = np.arange(len(which))
    return number


def bounds_at(figures: tuple[NDArray[np.int64], NDArray[np.int64]], place: int) -> Bounds:
    """The bounds of one origin."""
    most = int(figures[1][place])
    return Bounds(int(figures[0][place]), None if most == UNBOUNDED else most)


def node_of(snapshot: Snapshot, node_id: str) -> int:
    """The node of an id.

    Raises:
        RefusedError: no recorded relation of trust touches it.
    """
    node = snapshot.find(node_id)
    if node is None:
        raise RefusedError(messages("rank.untouched", id=node_id))
    return node
