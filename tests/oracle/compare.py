"""The two answers side by side: what maillon says of a world, and what the documents say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from maillon.graph.model import Effect
from maillon.graph.records import Record
from maillon.queries.blast_radius import BlastRadius, blast_radius
from maillon.queries.chains import chains
from maillon.queries.cohort import Relevance, RelevantIncident, cohort
from maillon.queries.export_reader import ExportReader
from maillon.queries.notification_clock import PartyClock, clocks
from maillon.queries.people import Bounds, PeopleBounds
from maillon.queries.reader import Reader
from maillon.queries.scale.exposure import Ranked
from maillon.queries.scale.rank import rank
from maillon.queries.scale.reach import Terms
from maillon.queries.scale.snapshot import Snapshot
from maillon.queries.scale.what_if import WhatIf, what_if
from maillon.queries.standing import Days as TheirDays
from tests.oracle import clock, radius
from tests.oracle import cohort as cohorts
from tests.oracle.crossing import in_force, state
from tests.oracle.world import Days, World, leading, parties_of_incident
from tests.support.graph_in_memory import graph_of, incident_in, snapshot_of_records


@dataclass(frozen=True)
class Difference:
    """One answer that differs: of which question, about what, what maillon says and what the oracle says."""

    question: str
    about: str
    maillon: Any
    oracle: Any

    @property
    def kind(self) -> str:
        return self.question

    def __str__(self) -> str:
        return f"{self.question} · {self.about}\n  maillon: {self.maillon}\n  oracle:  {self.oracle}"


def differences(
    records: list[Record], on: dt.date, effect: str = "confidentiality", data: str | None = None, active_only: bool = False
) -> Iterator[Difference]:
    """Every answer of which the two differ."""
    graph = graph_of(records)
    reader = ExportReader(graph)
    world = World(records)
    yield from _readings(world, graph, on)
    yield from _force(world, reader, on)
    for origin in (*world.nodes(), *world.incidents):
        if not origin.startswith("population:"):
            yield from _radius(world, reader, origin, on, effect, data, active_only)
            if origin in world.incidents:
                yield from _radius(world, reader, origin, None, None, data, active_only)
    for key, arrow in world.arrows.items():
        if key[0] == "USES" and state(arrow.standing, Days(on, on)) == "live":
            yield from _account(world, reader, key[2], key[1], on, effect)
    for start in world.populations:
        yield from _chains(world, reader, start, on)
        yield from _cohort(world, reader, start, on)
    for incident in world.incidents:
        answer = clocks(incident_in(graph, reader, incident))
        yield from _clock(world, incident, {p.party.id: p for p in answer.parties})
    yield from _rank(world, snapshot_of_records(records), Terms(on, Effect(effect), data, active_only))


# --- arrows --------------------------------------------------------------------------------------------------------------


def _readings(world: World, graph: Any, on: dt.date) -> Iterator[Difference]:
    shown = {
        (a.type, a.start, a.end, *(a.properties.get(n) or "" for n in ("service", "contract", "period"))): a.properties
        for a in graph.arrows
    }
    for key, arrow in world.all_arrows.items():
        lead = leading(world, [r.says for r in arrow.readings], {arrow.start, arrow.end})
        allowed = {_told(s) for s in lead}
        p = shown[key]
        told = (
            p["status"],
            tuple(p.get("by") or ()),
            p.get("since_edtf"),
            p.get("until_edtf") or p.get("planned_until_edtf"),
            p.get("scope"),
        )
        if told not in allowed:
            yield Difference("leading reading", " ".join(key), told, sorted(allowed, key=str))
    for name, incident in world.incidents.items():
        parties = parties_of_incident(world, incident)
        by_arrow: dict[tuple[str, str], list[Any]] = {}
        for said in incident.affected:
            by_arrow.setdefault((said.party, said.effect or ""), []).append(said)
        found = {(a.end, a.properties.get("effect") or ""): a.properties for a in graph.arrows if a.type == "AFFECTED" and a.start == name}
        for at, every in by_arrow.items():
            right = {(s.status, (s.by,) if s.by else (), s.outcome) for s in leading(world, every, parties | {at[0]})}
            shows = (found[at]["status"], tuple(found[at].get("by") or ()), found[at]["outcome"])
            if shows not in right:
                yield Difference("leading reading of what was affected", f"{name} {at}", shows, sorted(right, key=str))


def _told(said: Any) -> tuple[Any, ...]:
    return (said.status, (said.by,) if said.by else (), said.since, said.until, said.scope)


def _force(world: World, reader: Reader, on: dt.date) -> Iterator[Difference]:
    for arrow in reader.arrows(world.nodes(), backward=False):
        key = (arrow.type, arrow.start, arrow.end, arrow.service or "", arrow.contract or "", arrow.period or "")
        if key not in world.arrows:
            yield Difference("arrow", str(key), "followed", "retracted")
            continue
        readings = world.arrows[key].standing
        for days in (Days(on, on), Days(None, on), Days(on, None), Days(on - dt.timedelta(400), on)):
            said = arrow.force_over(TheirDays(days.first, days.last)).value
            mine = state(readings, days)
            if days.first == days.last == on and mine == "live":
                mine = "in force" if in_force(readings, days) else "unknown"
            said = said.replace("_", " ")
            if said != mine and not (mine == "live" and said in ("in force", "unknown")):
                yield Difference("force", f"{' '.join(key)} over {days}", said, mine)


# --- blast radius --------------------------------------------------------------------------------------------------------


def _radius(
    world: World, reader: Reader, origin: str, on: dt.date | None, effect: str | None, data: str | None, active_only: bool
) -> Iterator[Difference]:
    """Of an incident that is asked about as such, on its own days and by all its effects (`on` and `effect` None)."""
    theirs = blast_radius(reader, origin, as_of=on, effect=Effect(effect) if effect else None, data=data, active_only=active_only)
    mine = radius.blast_radius(world, origin, on, effect, data, active_only)
    if (theirs.days.first, theirs.days.last) != (mine.days.first, mine.days.last):
        yield Difference("days of an incident", origin, theirs.days, mine.days)
        return
    about = " ".join(f"{origin} on {on or 'its days'} {effect or ''} {data or ''} {'--active-only' if active_only else ''}".split())
    said = {hit.node.id: hit for hit in theirs.nodes}
    for node in sorted({*said, *mine.rows}):
        hit, row = said.get(node), mine.rows.get(node)
        outcome = "absent" if hit is None else str(hit.outcome.value)
        right = "absent" if row is None else row.outcome
        if outcome != right and not (origin not in world.incidents and {outcome, right} == {"observed", "potential"}):
            yield Difference("outcome in a blast radius", f"{node} behind {about}", outcome, right)
        elif hit is not None and row is not None and row.outcome != "cleared":
            if {str(e.value) for e in hit.effects} != row.effects:
                yield Difference("effects in a blast radius", f"{node} behind {about}", hit.effects, row.effects)
            if row.outcome == "potential" and not row.restarted and bool(hit.reasons) != row.possible:
                yield Difference("possible in a blast radius", f"{node} behind {about}", hit.reasons, row.possible)
            if not row.restarted and hit.past != row.past:
                yield Difference("past in a blast radius", f"{node} behind {about}", hit.past, row.past)
    if {h.node.id for h in theirs.nodes if h.outcome.value != "cleared"} == mine.exposed:
        yield from _people(world, theirs, mine, about)


def _account(world: World, reader: Reader, product: str, user: str, on: dt.date, effect: str) -> Iterator[Difference]:
    theirs = blast_radius(reader, product, as_of=on, effect=Effect(effect), account_of=user)
    found = {hit.node.id: str(hit.outcome.value).replace("observed", "potential") for hit in theirs.nodes}
    right = {node: row.outcome for node, row in radius.from_account(world, product, user, on, effect).items()}
    if found != right:
        yield Difference("from an account", f"of {user} on {product}, {on} {effect}", found, right)


def _people(world: World, theirs: BlastRadius, mine: radius.Radius, about: str) -> Iterator[Difference]:
    for name, said, right in (
        ("people", theirs.people, radius.people(world, mine)),
        ("professionals", theirs.professionals, radius.people(world, mine, professionals=True)),
    ):
        if right.possible and not _agrees(said, right, _mixed(world)):
            yield Difference(name, about, (said.at_least, said.at_most), (right.low, right.high))
    groups = radius.organisations(world, mine.exposed, only_care=True)
    counted = (theirs.providers.at_least, theirs.providers.at_most)
    if counted != (groups.low, groups.high) and not radius.contradicts_itself(world):
        yield Difference("care providers", about, counted, (groups.low, groups.high))


def _agrees(said: PeopleBounds | Bounds, right: radius.People, mixed: bool) -> bool:
    """Equal; where an outermost cohort mixes two partitions inside itself, no world lies outside."""
    if not mixed:
        return (said.at_least, said.at_most) == (right.low, right.high)
    return said.at_least <= right.low and (said.at_most is None or (right.high is not None and right.high <= said.at_most))


def _mixed(world: World) -> bool:
    inside: dict[str, set[str | None]] = {}
    for node, records in world.populations.items():
        for outer in world.groups(node)[-1:]:
            inside.setdefault(outer, set()).update(r.partition for r in records)
    return any(len(ways) > 1 for ways in inside.values())


# --- chains, cohorts, clocks, rank ---------------------------------------------------------------------------------------


def _chains(world: World, reader: Reader, start: str, on: dt.date) -> Iterator[Difference]:
    theirs = chains(reader, start, as_of=on, limit=10_000)
    mine = {c.keys: c for c in radius.chains(world, start, on)}
    direct = radius.known_to_the_start(world, start, on)
    said = {}
    for chain in theirs.chains:
        arrows = [hop.arrow for hop in chain.hops]
        keys = tuple((a.type, a.start, a.end, a.service or "", a.contract or "", a.period or "") for a in arrows)
        past = any(hop.force.value == "past" for hop in chain.hops)
        said[keys] = radius.Chain(keys, past, not chain.stated)
        for hop in chain.hops:
            if hop.known_to_start != (hop.arrow.end in direct):
                yield Difference("known to the start", f"{hop.arrow.end} from {start} on {on}", hop.known_to_start, sorted(direct))
    for keys in {*said, *mine}:
        if said.get(keys) != mine.get(keys):
            yield Difference("chains", f"from {start} on {on}: {' → '.join(k[2] for k in keys)}", said.get(keys), mine.get(keys))


def _cohort(world: World, reader: Reader, population: str, on: dt.date) -> Iterator[Difference]:
    answer = cohort(reader, population, as_of=on)
    theirs = {r.incident.id: _bearing(r) for r in answer.links}
    mine = cohorts.relevance(world, population, on)
    for incident in sorted({*theirs, *mine}):
        if theirs.get(incident) != mine.get(incident):
            yield Difference("cohort", f"{population} in {incident} on {on}", theirs.get(incident), mine.get(incident))
    if theirs == mine:
        told = {(k.incident, k.category.removeprefix("data:"), k.of): str(k.certainty.value) for k in answer.leaks}
        right = cohorts.data_of(world, population, on)
        for key in sorted({*told, *right}):
            if told.get(key) not in right.get(key, {None}):
                yield Difference("data of a cohort", f"{population}: {key} on {on}", told.get(key), right.get(key))


_VERDICTS = {"within": "within_72_h", "beyond": "beyond_72_h", "unclear": "either_side_of_72_h"}


def _bearing(link: RelevantIncident) -> str:
    """An incident that was observed at a part, or at what holds it, is only possible for the cohort; maillon says `at` which."""
    return "possible" if link.relevance is Relevance.OBSERVED and link.extent != "same" else str(link.relevance.value)


def _clock(world: World, incident: str, theirs: dict[str, PartyClock]) -> Iterator[Difference]:
    mine = clock.clocks(world, incident)
    if sorted(theirs) != sorted(mine):
        yield Difference("parties of a clock", incident, sorted(theirs), sorted(mine))
        return
    for party, right in mine.items():
        said = theirs[party]
        known = right.aware is not None and (right.aware.start, right.aware.stop) != (None, None)
        if (said.due is not None) != (right.may_owe and known):
            yield Difference("may owe a notice", f"{party} in {incident}", said.due, right.may_owe)
        told = {n.told.end: n for n in said.to_authorities if n.told.duty == "gdpr_33_1"}
        for filing in right.filings:
            notice = told.get(filing.to)
            verdict = "absent" if notice is None else str(notice.timely.value)
            if filing.verdict == "?":
                continue
            if verdict != _VERDICTS.get(filing.verdict, filing.verdict):
                yield Difference("verdict of a clock", f"{party} in {incident}", (verdict, notice and notice.hours), filing)
            elif notice is not None and notice.hours is not None and verdict != "contested":
                hours = (notice.hours.fewest, notice.hours.most)
                if hours != (filing.fewest, filing.most):
                    yield Difference("hours of a clock", f"{party} in {incident}", hours, filing)


def _rank(world: World, snapshot: Snapshot, terms: Terms) -> Iterator[Difference]:
    origins = rank(snapshot, terms, top=1000).origins
    for row in origins:
        yield from _ranked(world, row, terms, "the ranking")
    if not origins:
        return
    gone = origins[len(origins) // 2].id
    label = gone.partition(":")[0]
    others = [row.id for row in origins if row.id != gone and row.id.partition(":")[0] == label]
    after: list[tuple[str, WhatIf, World]] = [("gone", what_if(snapshot, terms, gone=gone, top=1000), world.without(gone))]
    for other in others[:1]:
        after.append(("moved", what_if(snapshot, terms, moved=(gone, other), top=1000), world.moved(gone, other)))
    for name, answer, changed in after:
        found = {row.id: row.after for row in answer.changes}
        for row in origins:
            yield from _ranked(changed, found.get(row.id, row), terms, f"what if {name}")


def _ranked(world: World, row: Ranked, terms: Terms, where: str) -> Iterator[Difference]:
    mine = radius.blast_radius(world, row.id, terms.on, terms.effect.value, terms.data, terms.active_only)
    about = f"{row.id} by {terms} in {where}"
    right = radius.people(world, mine)
    if right.possible and not _agrees(row.people, right, _mixed(world)):
        yield Difference(f"people in {where}", about, row.people, right)
    groups = radius.organisations(world, mine.exposed, only_care=False)
    counted = (row.organisations.at_least, row.organisations.at_most)
    if counted != (groups.low, groups.high) and not radius.contradicts_itself(world):
        yield Difference(f"organisations in {where}", about, row.organisations, groups)
    if where == "the ranking" and terms.data is None and not terms.active_only:
        hidden = radius.hidden(world, row.id, terms.on, terms.effect.value)
        if row.hidden != hidden:
            yield Difference("hidden", about, row.hidden, hidden)
