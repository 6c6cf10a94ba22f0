"""The questions of the library that cross a relation, once more: each by trying every simple way (docs/model.md, "Arrows", "Dates")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tests.oracle.crossing import ended
from tests.oracle.radius import BEST_KNOWN_FIRST, Way, best_ways, blast_radius, force, ways
from tests.oracle.world import Days, Key, TrustArrow, World, days_of

DIRECT = ("DELEGATES_TO", "USES", "HOSTED_BY")
Best = tuple[str, int, list[Way]]
"""What is best known of a way, the number of relations of the shortest such, and all that are as good."""


def trusted(world: World, start: str, on: dt.date) -> dict[str, Best]:
    """Whom a party trusts: all whose breach would reach it."""
    days = Days(on, on)
    found = {}
    for party in world.nodes():
        if party != start:
            there = best_ways(world, ways(world, [party], "confidentiality", days, None, set(), active_only=False), days)
            if start in there:
                found[party] = there[start]
    return found


def suppliers_of(world: World, organisation: str, on: dt.date) -> dict[str, tuple[int, str]]:
    """By supplier: how many relations the best known way has, and what is known of it."""
    return {party: (hops, known) for party, (known, hops, _) in trusted(world, organisation, on).items()}


def shared_suppliers(world: World, at_least: int, on: dt.date) -> dict[str, dict[str, list[str]]]:
    """Of each supplier behind so many named insurers: those, those of them by a way in force, those that had left, and groups."""
    named = {n: all(r.named for r in world.organisations[n]) for n in world.organisations}
    behind: dict[str, dict[str, str]] = {}
    for insurer in world.organisations:
        if "Insurer" in world.roles(insurer):
            for party, (_, known) in suppliers_of(world, insurer, on).items():
                if party.startswith("org:"):
                    behind.setdefault(party, {})[insurer] = known
    found = {}
    for supplier, by in behind.items():
        held = sorted(i for i, known in by.items() if named[i] and known != "past")
        if len(held) >= at_least:
            found[supplier] = {
                "insurers": held,
                "in_force": sorted(i for i in held if by[i] == "in_force"),
                "left": sorted(i for i, known in by.items() if named[i] and known == "past"),
                "groups": sorted(i for i in by if not named[i]),
            }
    return found


def begun(world: World, arrows: Iterable[TrustArrow], days: Days) -> list[TrustArrow]:
    """Those that had begun, or may have."""
    return [a for a in arrows if force(a, days) != "not_begun"]


def clients_of(world: World, supplier: str, on: dt.date) -> set[tuple[str, str, str, str]]:
    """Client, product, service and what is known of the relation: who trusts it directly, or uses what it provides or hosts."""
    days = Days(on, on)
    inward = begun(world, world.into(supplier), days)
    found = {(a.start, "", a.key[3], force(a, days)) for a in inward if a.type in DIRECT and a.start.startswith("org:")}
    for product in {a.start for a in inward if a.start.startswith("product:")}:
        used = [a for a in begun(world, world.into(product), days) if a.type == "USES"]
        found |= {(a.start, product, a.key[3], force(a, days)) for a in used}
    return found


def common_clients(world: World, one: str, other: str, on: dt.date) -> dict[str, tuple[str, str]]:
    """Of each client of both, the best that is known of its relation to each."""
    sides: list[dict[str, str]] = []
    for supplier in (one, other):
        side: dict[str, str] = {}
        for client, _, _, known in clients_of(world, supplier, on):
            side[client] = min(side.get(client, known), known, key=BEST_KNOWN_FIRST.index)
        sides.append(side)
    return {client: (sides[0][client], sides[1][client]) for client in sides[0].keys() & sides[1].keys()}


def of_type(world: World, arrows: Iterable[TrustArrow], type_: str, on: dt.date) -> set[tuple[str, str, str]]:
    """Who, whom and what is known of each relation of one type."""
    days = Days(on, on)
    return {(a.start, a.end, force(a, days)) for a in begun(world, arrows, days) if a.type == type_}


def on_one_source(world: World, organisation: str, on: dt.date) -> set[tuple[str, str, str]]:
    """Whom an organisation trusts by one document only, whoever says it in it."""
    found = set()
    for arrow in begun(world, world.out_of(organisation), Days(on, on)):
        documents = {e.partition("#")[0] for r in arrow.readings for e in r.says.evidence}
        if len(documents) == 1:
            found.add((arrow.type, arrow.end, force(arrow, Days(on, on))))
    return found


def when(world: World, incident: str, path: Iterable[Key]) -> str:
    """Before a relation of the way began, after one had ended, while all held, or not known."""
    days = days_of(world.incidents[incident])
    forces = [force(world.arrows[key], days) for key in path]
    if "not_begun" in forces:
        return "before"
    if "past" in forces:
        return "after"
    return "during" if set(forces) <= {"in_force"} else "unknown"


def incidents_among_those_trusted(world: World, organisation: str, on: dt.date) -> dict[tuple[str, str], tuple[int, str, set[str]]]:
    """By incident and where it broke: the best known way's length and what is known of it, and when it happened (ways may tie)."""
    found = {}
    for party, (known, hops, as_good) in trusted(world, organisation, on).items():
        for name, incident in world.incidents.items():
            if any(c.at == party and c.status != "retracted" for c in incident.compromised):
                found[name, party] = (hops, known, {when(world, name, w.path) for w in as_good})
    return found


def people_behind(world: World, organisation: str, on: dt.date) -> set[tuple[str, int, str]]:
    """By population: length and knowledge of the best known way."""
    days = Days(on, on)
    found = ways(world, [organisation], "confidentiality", days, None, set(), active_only=False)
    best = best_ways(world, found, days)
    return {(node, hops, known) for node, (known, hops, _) in best.items() if node in world.populations}


def clients_not_said_to_be_told(world: World, name: str) -> dict[tuple[str, str], set[str]]:
    """By supplier that broke and direct client of whom nothing stands of a notice: what is known of a relation in those days."""
    incident = world.incidents[name]
    days = days_of(incident)
    told = {n.to for n in incident.notified if n.status != "retracted"}
    found: dict[tuple[str, str], set[str]] = {}
    for broke in {c.at for c in incident.compromised if c.status != "retracted"}:
        for arrow in begun(world, world.into(broke), days):
            if arrow.type in DIRECT and arrow.start.startswith("org:") and arrow.start not in told:
                found.setdefault((broke, arrow.start), set()).add(force(arrow, days))
    return found


def exposed_after_leaving(world: World) -> dict[tuple[str, str], set[str]]:
    """By client and incident: whether its relation had ended before, as far as is known, by each of the best known ways."""
    found: dict[tuple[str, str], set[str]] = {}
    for name, incident in world.incidents.items():
        radius = blast_radius(world, name, None)
        days = days_of(incident)
        for node, row in radius.rows.items():
            if node.startswith("org:") and row.outcome != "cleared" and not row.restarted:
                as_good = best_ways(world, row.ways, days)[node][2]
                found[node, name] = {_left(world.arrows[way.path[0]], days) for way in as_good}
    return {key: answers for key, answers in found.items() if answers != {"no"}}


def _left(arrow: TrustArrow, days: Days) -> str:
    last = ended(arrow.standing)
    if last is None:
        return "no"
    if force(arrow, days) == "past":
        return "yes"
    return "not known" if days.last is None or last < days.last else "no"
