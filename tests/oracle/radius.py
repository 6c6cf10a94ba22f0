"""Blast radius, chains and people, by trying every simple way (docs/model.md, docs/exposure.md)."""

from __future__ import annotations

import datetime as dt
import functools
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.oracle.crossing import Crossed, allowed, began, crossing, ended, in_force, state, stops
from tests.oracle.world import CARE, Days, Key, TrustArrow, World, days_of


@dataclass(frozen=True)
class Way:
    """One simple way against the arrows, and what it says of its last node."""

    node: str
    hops: int
    cleared: bool
    possible: bool
    past: bool
    behind: bool
    """It passes one that is cleared: it says nothing of its last node, but where a source does."""
    path: tuple[Key, ...]
    """Its relations, from its last node to the origin."""


@dataclass
class Row:
    """One node of a blast radius."""

    outcome: str
    effects: set[str] = field(default_factory=set)
    past: bool = False
    possible: bool = False
    restarted: bool = False
    """One that was said to be struck stands behind one that is cleared: how sure the ways are is not said of such an incident."""
    ways: list[Way] = field(default_factory=list)
    """By which a breach gets there."""


@dataclass
class Radius:
    """Who would be hit, by outcome, and what bounds the people."""

    rows: dict[str, Row]
    origins: list[str]
    days: Days
    outside: set[str]

    @property
    def exposed(self) -> set[str]:
        return {n for n, row in self.rows.items() if row.outcome != "cleared"}


BEST_KNOWN_FIRST = ("in_force", "unknown", "past", "not_begun")


def force(arrow: TrustArrow, days: Days) -> str:
    """In force on the first day and on the last, had ended, had not begun, or not known."""
    found = state(arrow.standing, days)
    if found != "live":
        return found.replace(" ", "_")
    ends = (days.first, days.last)
    return "in_force" if all(e is not None and in_force(arrow.standing, Days(e, e)) for e in ends) else "unknown"


def best_ways(world: World, found: Iterable[Way], days: Days) -> dict[str, tuple[str, int, list[Way]]]:
    """By the node that ways end at: the best that is known of one (of its least known relation), the shortest such, and all as good."""
    known: dict[Key, int] = world.judged.setdefault(days, {})
    best: dict[str, tuple[int, int, list[Way]]] = {}
    for way in found:
        if way.cleared or way.behind:
            continue
        for key in way.path:
            if key not in known:
                known[key] = BEST_KNOWN_FIRST.index(force(world.arrows[key], days))
        rank = (max(known[key] for key in way.path), way.hops)
        if way.node not in best or rank < best[way.node][:2]:
            best[way.node] = (*rank, [way])
        elif rank == best[way.node][:2]:
            best[way.node][2].append(way)
    return {node: (BEST_KNOWN_FIRST[place], hops, as_good) for node, (place, hops, as_good) in best.items()}


def ways(world: World, origins: list[str], effect: str, days: Days, data: str | None, spared: set[str], active_only: bool) -> Iterator[Way]:
    """Every simple way from the origins, backwards."""
    judged: dict[Key, tuple[Crossed, Any, Any, Any, Any]] = world.judged.setdefault((effect, days, data), {})
    for key, arrow in world.arrows.items() if not judged else ():
        r = arrow.standing
        judged[key] = crossing(arrow, effect, days, data), allowed(r, "data"), allowed(r, "scope"), began(r), ended(r)

    def further(
        node: str, seen: frozenset[str], kinds: Any, scopes: Any, earliest: Any, possible: bool, past: bool, behind: bool, path: Any
    ) -> Iterator[Way]:
        for arrow in world.into(node):
            crossed, flows, scope, first, last = judged[arrow.key]
            if arrow.start in seen or crossed.answer == "no" or (active_only and crossed.past):
                continue
            left = flows if kinds is None else kinds if flows is None else kinds & flows
            one = scope if scopes is None else scopes if scope is None else scopes & scope
            if left == frozenset() or one == frozenset():
                continue
            late = earliest is not None and first is not None and first > earliest
            may = possible or crossed.answer == "possible"
            was = past or crossed.past
            cleared = late or crossed.answer == "cleared" or arrow.start in spared
            longer = (arrow.key, *path)
            yield Way(arrow.start, len(longer), cleared, may, was, behind, longer)
            end = earliest if not crossed.past or last is None else last if earliest is None else min(earliest, last)
            yield from further(arrow.start, seen | {arrow.start}, left, one, end, may, was, behind or cleared, longer)

    for origin in origins:
        yield from further(origin, frozenset(origins), None, None, None, False, False, False, ())


def said_of(world: World, incident: str, party: str, effect: str | None) -> list[Any]:
    """What stands of what was said of a party in an incident, of this effect or of none that is named."""
    found = world.incidents[incident].affected
    return [a for a in found if a.party == party and a.status != "retracted" and (effect is None or a.effect in (effect, None))]


def _observed(said: list[Any]) -> bool:
    return any(a.outcome == "observed" for a in said)


def _struck(said: list[Any]) -> bool:
    """A source says that it was struck, or may have been."""
    return any(a.outcome in ("observed", "possible") for a in said)


def _spared(said: list[Any]) -> bool:
    """All who speak say `not_affected`, and one of them is not contested."""
    return bool(said) and all(a.outcome == "not_affected" for a in said) and any(a.status != "contested" for a in said)


def blast_radius(
    world: World, origin: str, on: dt.date | None, effect: str | None = None, data: str | None = None, active_only: bool = False
) -> Radius:
    """Everything that reaches the origin backwards. An incident brings its effects and, where no day is asked for, its days."""
    incident = world.incidents.get(origin)
    days = Days(on, on) if on is not None or incident is None else days_of(incident)
    origins = [origin] if incident is None else sorted({c.at for c in incident.compromised if c.status != "retracted"})
    effects = [effect] if effect else list(incident.effects if incident and incident.effects else ["confidentiality"])
    rows: dict[str, Row] = {}
    for one in map(str, effects):
        for node, row in _of_one_effect(world, origin if incident else None, origins, one, days, data, active_only).items():
            known = rows.setdefault(node, row)
            if known is row or row.outcome == "cleared":
                continue
            if known.outcome == "cleared":
                rows[node] = row
                continue
            known.effects |= row.effects
            known.outcome = min(known.outcome, row.outcome, key=("observed", "potential").index)
            known.possible &= row.possible
            known.past &= row.past
            known.restarted |= row.restarted
            known.ways = [*known.ways, *row.ways]
    outside = {a.party for a in incident.affected if a.status != "retracted"} - rows.keys() - set(origins) if incident else set()
    return Radius(rows, origins, days, outside)


def _of_one_effect(
    world: World, incident: str | None, origins: list[str], effect: str, days: Days, data: str | None, active_only: bool
) -> dict[str, Row]:
    said = {node: said_of(world, incident, node, effect) if incident else [] for node in world.nodes()}
    spared = {node for node, s in said.items() if _spared(s)}
    found: dict[str, list[Way]] = {}
    todo = [origins]
    started = set(origins)
    while todo:
        for way in ways(world, todo.pop(), effect, days, data, spared, active_only):
            if not way.behind or _struck(said[way.node]):
                found.setdefault(way.node, []).append(way)
            if (way.cleared or way.behind) and way.node not in started and _struck(said[way.node]):
                started.add(way.node)  # it counts, and so do those behind it
                todo.append([way.node])
    rows: dict[str, Row] = {}
    for node, every in found.items():
        if node in origins:
            continue
        reached = [w for w in every if not w.cleared and not w.behind]
        counts = "potential" if reached or _struck(said[node]) else "cleared"
        outcome = "observed" if _observed(said[node]) else counts
        best = [w for w in reached if not w.past] or reached or every  # a living way is told before a past one
        row = Row(outcome, {effect} if outcome != "cleared" else set())
        row.past = all(w.past for w in best)
        row.possible = all(w.possible for w in best)
        row.restarted = len(started) > len(origins)
        row.ways = reached
        rows[node] = row
    return rows


def from_account(world: World, product: str, user: str, on: dt.date, effect: str) -> dict[str, Row]:
    """Whom one user's account on a product opens: every other tenant of what is shared, and who is behind them."""
    days = Days(on, on)
    rows: dict[str, Row] = {}
    others = {key: arrow for key, arrow in world.arrows.items() if user not in key[1:3]}
    for key, arrow in list(others.items()):
        if arrow.end != product:
            continue
        if arrow.type != "USES" or crossing(arrow, effect, days).answer in ("no", "cleared"):
            if arrow.type != "USES":
                del others[key]
            continue
        places = {r.says.deployment for r in arrow.standing} - {None}
        firm = stops(arrow.standing, lambda r: r.says.deployment, lambda v: v != "shared")
        if firm:
            del others[key]
        elif "shared" not in places or all(r.status == "contested" for r in arrow.standing if r.says.deployment == "shared"):
            rows[arrow.start] = Row("potential", possible=True)
    found = blast_radius(world.with_arrows(others), product, on, effect)
    for node, row in rows.items():
        if node in found.rows:
            found.rows[node].possible |= row.possible
    return found.rows


# --- people --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Size:
    low: int
    high: int | None


def size_of(records: list[Any], name: str) -> Size:
    """Several sizes are a range: none of them is known to be the true one."""
    given = [q for r in records if (q := getattr(r, name)) is not None and q != "unknown"]
    if not given:
        return Size(0, None)
    highs = [q.high for q in given]
    return Size(min(q.low or 0 for q in given), None if None in highs else max(highs))


@dataclass(frozen=True)
class People:
    """The least and the most; `possible` is False where no world has these sizes."""

    low: int
    high: int | None
    possible: bool = True


def bound(sizes: dict[str, Size], within: dict[str, str | None], partition: dict[str, str | None], reached: set[str]) -> People:
    """By trying every number of persons of every kind: a kind is a set of cohorts that one person can be in at once."""
    cohorts = sorted(sizes)
    kinds: list[frozenset[str]] = [frozenset()]
    for cohort in cohorts:
        kinds += [kind | {cohort} for kind in kinds]
    kinds = [k for k in kinds if k and _one_can_be_in(k, within, partition)]
    low = _fewest(cohorts, sizes, kinds, reached)
    if low is None:
        return People(0, None, False)
    return People(low, _most(cohorts, sizes, kinds, reached))


def _one_can_be_in(kind: frozenset[str], within: dict[str, str | None], partition: dict[str, str | None]) -> bool:
    """With everything that contains it, and in no two of one way of counting, unless one lies in the other."""

    def around(cohort: str) -> set[str]:
        outer = within[cohort]
        return set() if outer is None else {outer} | around(outer)

    apart = ((a, b) for a in kind for b in kind if a != b and partition[a] is not None and partition[a] == partition[b])
    return all(around(c) <= kind for c in kind) and all(a in around(b) or b in around(a) for a, b in apart)


def _fewest(cohorts: list[str], sizes: dict[str, Size], kinds: list[frozenset[str]], reached: set[str]) -> int | None:
    """The fewest persons of reached cohorts with which every cohort can have its size."""
    place = {c: n for n, c in enumerate(cohorts)}
    caps = [sizes[c].low if (high := sizes[c].high) is None else high for c in cohorts]
    start = (0,) * len(cohorts)
    best = {start: 0}
    todo = [(0, start)]
    while todo:
        cost, counts = heapq.heappop(todo)
        if cost > best[counts]:
            continue
        if all(n >= sizes[c].low for n, c in zip(counts, cohorts, strict=True)):
            return cost
        for kind in kinds:
            more = list(counts)
            for c in kind:
                more[place[c]] += 1
                if sizes[c].high is None:
                    more[place[c]] = min(more[place[c]], caps[place[c]])
            if any(n > cap for n, cap in zip(more, caps, strict=True)):
                continue
            after, price = tuple(more), cost + bool(kind & reached)
            if price < best.get(after, 10**9):
                best[after] = price
                heapq.heappush(todo, (price, after))
    return None


def _most(cohorts: list[str], sizes: dict[str, Size], kinds: list[frozenset[str]], reached: set[str]) -> int | None:
    """The most persons of reached cohorts that leave every cohort within its size. None: no end."""
    counting = [k for k in kinds if k & reached]
    if any(all(sizes[c].high is None for c in k) for k in counting):
        return None
    bounded = [c for c in cohorts if sizes[c].high is not None]

    @functools.cache
    def more(left: tuple[int, ...]) -> int:
        afters = (tuple(n - (c in kind) for n, c in zip(left, bounded, strict=True)) for kind in counting)
        return max((1 + more(after) for after in afters if min(after) >= 0), default=0)

    return more(tuple(sizes[c].high or 0 for c in bounded))


def people(world: World, radius: Radius, professionals: bool = False, disbelieved: Iterable[str] = ()) -> People:
    """Bounds of the persons insured or in care, or of the professionals, where some sizes are not believed."""
    reached = {n for n in radius.exposed if n in world.populations and _counts(world, n, professionals)}
    reached |= {n for n in world.populations if _counts(world, n, professionals) and reached & set(world.groups(n))}
    known = set(world.populations)
    tops = {[n, *world.groups(n)][-1] for n in reached}
    known = {n for n in known if [n, *world.groups(n)][-1] in tops}  # what lies elsewhere is none of these people
    sizes = {n: Size(0, None) if n in disbelieved else size_of(world.populations[n], "size") for n in known}
    within = {n: outer if (outer := world.within(n)) in known else None for n in known}
    partition = {n: min((p.partition for p in world.populations[n] if p.partition), default=None) for n in known}
    figure = bound(sizes, within, partition, reached)
    if not professionals and figure.possible and uncounted(world, radius):
        return People(figure.low, None)
    return figure


def _counts(world: World, node: str, professionals: bool) -> bool:
    """Whether its people are, by one source at least, those that are counted."""
    return any((r.people == "professionals") is professionals for r in world.populations[node])


def of_patients(world: World, cohort: str) -> bool:
    """Whether some source that says whose people they are says that they are no professionals, or none says it."""
    return {record.people for record in world.populations[cohort]} - {None} != {"professionals"}


def uncounted(world: World, radius: Radius) -> set[str]:
    """What faces people, or may, and is reached or the origin, and of which no reached cohort counts the people on that day."""
    counting = {n for n in radius.exposed if n in world.populations and _counts(world, n, False) and not _counts(world, n, True)}

    def counted(node: str) -> bool:
        return any(
            arrow.end in (node, *world.groups(node)) and arrow.start in counting and state(arrow.standing, radius.days) == "live"
            for arrow in world.arrows.values()
        )

    return {n for n in {*radius.exposed, *radius.origins} if world.may_face_people(n) and not counted(n)}


def of_unknown_size(world: World, radius: Radius, professionals: bool) -> set[str]:
    """Cohorts that are reached and of which nobody gives a figure, or whose figures together leave both ends open."""
    found = set()
    for node in radius.exposed & world.populations.keys():
        if _counts(world, node, professionals):
            given = [r.size for r in world.populations[node] if r.size is not None and r.size != "unknown"]
            if not given or (any(q.low is None for q in given) and any(q.high is None for q in given)):
                found.add(node)
    return found


def own_count(world: World, node: str, disbelieved: Iterable[str] = ()) -> Size:
    """How many organisations a node is by itself. A named one is one."""
    records = world.organisations.get(node, [])
    if not records:
        return Size(0, None) if node.startswith("org:unknown.") else Size(1, 1)
    if all(r.named for r in records):
        return Size(1, 1)
    return Size(0, None) if node in disbelieved else size_of(records, "count")


def counted_in(world: World, node: str, group: str | None = None) -> Any:
    """The group that it is counted in, or whether it is one of a group: a named one is one itself, beside its members."""
    unnamed = [g for g in world.groups(node) if world.organisations.get(g) and not all(r.named for r in world.organisations[g])]
    return (unnamed[0] if unnamed else None) if group is None else group in unnamed


def _least(world: World, node: str, disbelieved: Iterable[str] = ()) -> int:
    inside = sum(_least(world, n, disbelieved) for n in world.organisations if counted_in(world, n) == node)
    return max(own_count(world, node, disbelieved).low, inside)


def contradicts_itself(world: World, disbelieved: Iterable[str] = ()) -> bool:
    """A group with more members than its own count allows."""
    counts = ((own_count(world, n, disbelieved).high, _least(world, n, disbelieved)) for n in world.organisations)
    return any(high is not None and high < low for high, low in counts)


def _most_of(world: World, chosen: set[str], disbelieved: Iterable[str]) -> int | None:
    """The most organisations that the chosen can be, capped by what contains them."""

    def most(node: str) -> int | None:
        parts = [most(n) for n in world.organisations if counted_in(world, n) == node]
        inside = None if None in parts else sum(p for p in parts if p is not None)
        own = own_count(world, node, disbelieved).high
        if node in chosen:
            return own
        return inside if own is None else own if inside is None else min(own, inside)

    tops = [n for n in {*world.organisations, *chosen} if counted_in(world, n) is None]
    found = [most(n) for n in tops]
    return None if None in found else sum(f for f in found if f is not None)


def organisations(world: World, nodes: set[str], only_care: bool, disbelieved: Iterable[str] = ()) -> Size:
    """Groups are bounded by their count, as cohorts by their size; a member is not counted beside its group."""
    chosen = {n for n in nodes if n.startswith("org:") and (not only_care or world.roles(n) & CARE)}
    outermost = [n for n in chosen if not any(counted_in(world, n, outer) for outer in chosen)]
    return Size(sum(_least(world, n, disbelieved) for n in outermost), _most_of(world, chosen, disbelieved))


# --- chains --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chain:
    keys: tuple[Key, ...]
    past: bool
    composed: bool


def chains(world: World, start: str, on: dt.date) -> set[Chain]:
    """Simple paths to the last known link."""
    found: set[Chain] = set()
    days = Days(on, on)

    def further(
        node: str, path: tuple[TrustArrow, ...], seen: frozenset[str], scopes: frozenset[str] | None, kinds: frozenset[str] | None
    ) -> None:
        extended = False
        for arrow in world.out_of(node):
            scope = allowed(arrow.standing, "scope")
            one = scope if scopes is None else scopes if scope is None else scopes & scope
            flows = allowed(arrow.standing, "data")
            left = flows if kinds is None else kinds if flows is None else kinds & flows
            if arrow.end in seen or state(arrow.standing, days) == "not begun" or frozenset() in (one, left):
                continue
            extended = True
            further(arrow.end, (*path, arrow), seen | {arrow.end}, one, left)
        if path and not extended:
            contracts = {a.contract for a in path} - {""}
            services = {a.key[3] for a in path if a.contract} - {""}
            past = any(state(a.standing, days) == "past" for a in path)
            found.add(Chain(tuple(a.key for a in path), past, len(contracts) > 1 or len(services) > 1))

    further(start, (), frozenset([start]), None, None)
    return found


def known_to_the_start(world: World, start: str, on: dt.date) -> set[str]:
    """Whom the starting people deal with themselves."""
    return {a.end for a in world.out_of(start) if state(a.standing, Days(on, on)) != "not begun"}


# --- rank ----------------------------------------------------------------------------------------------------------------


def hidden(world: World, origin: str, on: dt.date, effect: str) -> bool:
    """Clients stand behind it, and none of them names it by a relation that carries a breach, or as the provider of a product."""
    days = Days(on, on)
    clients = {n for n in blast_radius(world, origin, on, effect).exposed if world.faces_people(n)}

    def holds(arrow: TrustArrow) -> bool:
        return crossing(arrow, effect, days).answer in ("yes", "possible")

    def names(client: str) -> bool:
        mine = [a for a in world.out_of(client) if holds(a)]
        used = {a.end for a in mine if a.type == "USES"}
        return any(a.end == origin for a in mine) or any(
            a.type == "PROVIDED_BY" and a.start in used and holds(a) for a in world.into(origin)
        )

    return bool(clients) and not any(map(names, clients))


def no_other_way(world: World, origin: str, on: dt.date, effect: str) -> set[str]:
    """Those that a breach of the origin reaches and that get to the end of no chain of relations without it."""
    days = Days(on, on)
    further: dict[str, set[str]] = {}
    for arrow in world.arrows.values():
        if crossing(arrow, effect, days).answer in ("yes", "possible"):
            further.setdefault(arrow.start, set()).add(arrow.end)

    def reached(node: str, without: str | None = None) -> set[str]:
        found, todo = set[str](), {node}
        while todo:
            found |= todo
            todo = set().union(*(further.get(n, set()) for n in todo)) - found - {without}
        return found

    def at_an_end(node: str) -> bool:
        """It trusts nobody further, or only those that come back to it."""
        return all(node in reached(other) for other in reached(node))

    exposed = blast_radius(world, origin, on, effect).exposed - {origin}
    return {node for node in exposed if not any(at_an_end(n) for n in reached(node, without=origin))}
