"""The two answers side by side: what maillon says of a world, and what the documents say."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from maillon.graph.model import INCIDENT_DATES, Effect
from maillon.graph.records import Record
from maillon.graph.store import Store
from maillon.queries.blast_radius import BlastRadius, blast_radius
from maillon.queries.cached_reader import CachedReader
from maillon.queries.chains import chains
from maillon.queries.claims import Claim
from maillon.queries.cohort import Relevance, RelevantIncident, cohort
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.export_reader import ExportReader
from maillon.queries.exported import export_graph
from maillon.queries.incident import IncidentAnswer
from maillon.queries.incident import incident as incident_of
from maillon.queries.library.walks import WALKS
from maillon.queries.notification_clock import PartyClock, clocks
from maillon.queries.people import Bounds, PeopleBounds
from maillon.queries.reader import Reader
from maillon.queries.scale.exposure import Ranked
from maillon.queries.scale.rank import rank
from maillon.queries.scale.reach import Terms
from maillon.queries.scale.snapshot import Snapshot
from maillon.queries.scale.snapshot_build import load_or_build
from maillon.queries.scale.what_if import WhatIf, what_if
from maillon.queries.standing import Days as TheirDays
from tests.oracle import claims, clock, questions, radius
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
    records: list[Record],
    on: dt.date,
    effect: str = "confidentiality",
    data: str | None = None,
    active_only: bool = False,
    store: Store | None = None,
) -> Iterator[Difference]:
    """Every answer of which the two differ: those that maillon gives of a store that holds the records, or of the same graph in memory."""
    graph = graph_of(records) if store is None else export_graph(CypherReader(store))
    reader: Reader = ExportReader(graph) if store is None else CachedReader(CypherReader(store))
    snapshot = snapshot_of_records(records) if store is None else load_or_build(store).snapshot
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
    yield from _questions(world, reader, on)
    for incident in world.incidents:
        answer = incident_in(graph, reader, incident) if store is None else incident_of(CypherReader(store), incident)
        yield from _clock(world, incident, {p.party.id: p for p in clocks(answer).parties})
        yield from _claims(world, incident, answer)
    yield from _rank(world, snapshot, Terms(on, Effect(effect), data, active_only))


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
            if not row.restarted and row.ways:
                known, hops, _ = radius.best_ways(world, row.ways, mine.days)[node]
                if (hit.force.value, len(hit.best_known)) != (known, hops):
                    yield Difference("best known way", f"{node} behind {about}", (hit.force, len(hit.best_known)), (known, hops))
    if {h.node.id for h in theirs.nodes if h.outcome.value != "cleared"} == mine.exposed:
        yield from _people(world, theirs, mine, about)


def _account(world: World, reader: Reader, product: str, user: str, on: dt.date, effect: str) -> Iterator[Difference]:
    theirs = blast_radius(reader, product, as_of=on, effect=Effect(effect), account_of=user)
    found = {hit.node.id: str(hit.outcome.value).replace("observed", "potential") for hit in theirs.nodes}
    right = {node: row.outcome for node, row in radius.from_account(world, product, user, on, effect).items()}
    if found != right:
        yield Difference("from an account", f"of {user} on {product}, {on} {effect}", found, right)


def _people(world: World, theirs: BlastRadius, mine: radius.Radius, about: str) -> Iterator[Difference]:
    for name, said, professionals in (("people", theirs.people, False), ("professionals", theirs.professionals, True)):
        yield from _persons(world, said, mine, said.contradictions, f"{name}", about, professionals)
        unknown = radius.of_unknown_size(world, mine, professionals) | (set() if professionals else radius.uncounted(world, mine))
        if set(said.unknown) != unknown and len(world.one_by_one()) == 1:
            yield Difference(f"{name} of unknown number", about, said.unknown, sorted(unknown))
    care = theirs.providers
    yield from _organisations(
        world, Bounds(care.at_least, care.at_most), mine, care.contradictions, "care providers", about, only_care=True
    )


def _persons(
    world: World,
    said: PeopleBounds | Bounds,
    mine: radius.Radius,
    named: Iterable[Iterable[str]],
    question: str,
    about: str,
    professionals: bool = False,
) -> Iterator[Difference]:
    """Bounds of persons: exact where sources agree; where they place a cohort differently, true whoever of them is right."""
    disbelieved = {i for ids in named for i in ids}
    worlds = world.one_by_one()
    for one in worlds:
        right = radius.people(one, mine, professionals)
        if right.possible and len(worlds) > 1:
            if said.at_least > right.low or (said.at_most is not None and (right.high is None or said.at_most < right.high)):
                yield Difference(f"{question}, of one source", about, (said.at_least, said.at_most), (right.low, right.high))
        elif right.possible:
            if not _agrees(said, right, _mixed(one)):
                yield Difference(question, about, (said.at_least, said.at_most), (right.low, right.high))
        elif len(worlds) == 1 and not _mixed(one):
            right = radius.people(one, mine, professionals, disbelieved)
            if not right.possible or not _agrees(said, right, mixed=False):
                told = (said.at_least, said.at_most, sorted(disbelieved))
                yield Difference(f"{question}, contradicted", about, told, (right.low, right.high) if right.possible else "not named")
    if said.at_most is not None and said.at_least > said.at_most:
        yield Difference(f"{question}, floor above ceiling", about, (said.at_least, said.at_most), None)


def _organisations(
    world: World, said: Bounds, mine: radius.Radius, named: Iterable[Iterable[str]], question: str, about: str, *, only_care: bool
) -> Iterator[Difference]:
    disbelieved = {i for ids in named for i in ids}
    worlds = world.one_by_one()
    for one in worlds:
        right = radius.organisations(one, mine.exposed, only_care, disbelieved)
        if len(worlds) > 1:
            contradicted = radius.contradicts_itself(one)
            if not contradicted and (said.at_least > right.low or _end(said.at_most) < _end(right.high)):
                yield Difference(f"{question}, of one source", about, said, right)
        elif (said.at_least, said.at_most) != (right.low, right.high):
            yield Difference(question, about, said, right)
    if said.at_most is not None and said.at_least > said.at_most:
        yield Difference(f"{question}, floor above ceiling", about, said, None)


def _end(figure: int | None) -> float:
    return float("inf") if figure is None else figure


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


# --- questions of the library --------------------------------------------------------------------------------------------


def _questions(world: World, reader: Reader, on: dt.date) -> Iterator[Difference]:
    """What the walk answers."""
    cache = CachedReader(reader)
    organisations = sorted(n for n in world.nodes() if n.startswith("org:"))

    def told(question: str, *names: str, **given: Any) -> set[tuple[Any, ...]]:
        return {tuple("" if row[n] is None else row[n] for n in names) for row in WALKS[question](cache, **given)}

    def differs(question: str, about: str, said: Any, right: Any) -> Iterator[Difference]:
        if said != right:
            yield Difference(question, about, said, right)

    for one in organisations:
        about = f"{one} on {on}"
        right = questions.suppliers_of(world, one, on)
        said = told("suppliers-of", "supplier", "hops", "on_day", organisation=one, as_of=on)
        yield from differs("suppliers-of", about, said, {(party, *answer) for party, answer in right.items()})
        said = told("clients-of", "client", "product", "service", "on_day", supplier=one, as_of=on)
        yield from differs("clients-of", about, said, questions.clients_of(world, one, on))
        said = told("people-behind", "population", "hops", "on_day", organisation=one, as_of=on)
        yield from differs("people-behind", about, said, questions.people_behind(world, one, on))
        said = told("relations-on-one-source", "relation", "end", "on_day", organisation=one, as_of=on)
        yield from differs("relations-on-one-source", about, said, questions.on_one_source(world, one, on))
        among = questions.incidents_among_those_trusted(world, one, on)
        said = told("incidents-among-those-trusted", "incident", "at", "hops", "on_day", "when", organisation=one, as_of=on)
        yield from differs(
            "incidents-among-those-trusted", about, {s[:4] for s in said}, {(*k, *answer[:2]) for k, answer in among.items()}
        )
        for incident, at, _, _, when in said:
            if (incident, at) in among and when not in among[incident, at][2]:
                yield Difference("when an incident was", f"{incident} at {at} for {about}", when, among[incident, at][2])
    for one, other in itertools.pairwise(organisations):
        said = told("common-clients", "client", "with_one", "with_other", one=one, other=other, as_of=on)
        shared = questions.common_clients(world, one, other, on).items()
        yield from differs("common-clients", f"{one} {other} on {on}", said, {(client, *both) for client, both in shared})
    for product in world.products:
        said = told("users-of-product", "user", "on_day", product=product, as_of=on)
        used = questions.of_type(world, world.into(product), "USES", on)
        yield from differs("users-of-product", f"{product} on {on}", said, {(user, known) for user, _, known in used})
    said = told("hosted-where", "hosted", "host", "on_day", as_of=on)
    hosted = questions.of_type(world, world.arrows.values(), "HOSTED_BY", on)
    yield from differs("hosted-where", str(on), said, {h for h in hosted if not h[0].startswith("population:")})
    rows = {row["supplier"]: row for row in WALKS["shared-suppliers"](cache, at_least=1, as_of=on)}
    shares = {supplier: {name: row[name] for name in ("insurers", "in_force", "left", "groups")} for supplier, row in rows.items()}
    yield from differs("shared-suppliers", str(on), shares, questions.shared_suppliers(world, 1, on))
    left = questions.exposed_after_leaving(world)
    for client, incident, before in told("exposed-after-leaving", "client", "incident", "before"):
        if before not in left.get((client, incident), {before} if _restarted(world, incident) else set()):
            yield Difference("exposed-after-leaving", f"{client} by {incident}", before, left.get((client, incident)))
    said = {key[:2] for key in told("exposed-after-leaving", "client", "incident")}
    for key in left.keys() - said:
        if "no" not in left[key]:
            yield Difference("exposed-after-leaving", f"{key[0]} by {key[1]}", "absent", left[key])
    for incident in world.incidents:
        untold = questions.clients_not_said_to_be_told(world, incident)
        found = told("clients-not-said-to-be-told", "supplier", "client", "then", incident=incident)
        yield from differs("clients-not-said-to-be-told", incident, {f[:2] for f in found}, set(untold))
        for broke, client, then in found:
            if then != min(untold.get((broke, client), {then}), key=radius.BEST_KNOWN_FIRST.index):
                yield Difference("a client not said to be told", f"{client} of {broke} in {incident}", then, untold.get((broke, client)))


def _restarted(world: World, incident: str) -> bool:
    return any(row.restarted for row in radius.blast_radius(world, incident, None).rows.values())


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


def _claims(world: World, incident: str, theirs: IncidentAnswer) -> Iterator[Difference]:
    def ids(said: Iterable[Claim]) -> frozenset[str]:
        return frozenset(c.id.rpartition("/")[2] for c in said)

    right, said = claims.headline(world, incident), theirs.headline
    span = said.span if said else None
    told = said and span and claims.Headline(ids(said.candidates), said.partial, span.low, span.high, ids(span.claims))
    if told != right:
        yield Difference("headline", incident, told, right)
    apart = {c for conflict in theirs.conflicts if conflict.field not in INCIDENT_DATES for c in ids(conflict.claims)}
    if apart != claims.conflicts(world, incident):
        yield Difference("conflicts of claims", incident, apart, claims.conflicts(world, incident))


def _rank(world: World, snapshot: Snapshot, terms: Terms) -> Iterator[Difference]:
    answer = rank(snapshot, terms, top=1000)
    origins, named = answer.origins, answer.contradictions
    if len(world.one_by_one()) == 1 and radius.contradicts_itself(world, {i for ids in named for i in ids}):
        yield Difference("contradiction of a group that is not named", "the ranking", named, None)
    for row in origins:
        yield from _ranked(world, row, terms, "the ranking", named)
        yield from _resting(world, row, terms, "the ranking")
    if not origins:
        return
    gone = origins[len(origins) // 2].id
    label = gone.partition(":")[0]
    others = [row.id for row in origins if row.id != gone and row.id.partition(":")[0] == label]
    after: list[tuple[str, WhatIf, World]] = [("gone", what_if(snapshot, terms, gone=gone, top=1000), world.without(gone))]
    for other in others[:1]:
        after.append(("moved", what_if(snapshot, terms, moved=(gone, other), top=1000), world.moved(gone, other)))
    for name, changes, changed in after:
        found = {row.id: row.after for row in changes.changes}
        for row in origins:
            yield from _ranked(changed, found.get(row.id, row), terms, f"what if {name}", named)
            if row.id in found:
                yield from _resting(changed, found[row.id], terms, f"what if {name}")


def _resting(world: World, row: Ranked, terms: Terms, where: str) -> Iterator[Difference]:
    """How much of the figures is lost in the world without the relations that somebody contests."""
    about = f"{row.id} by {terms} in {where}"
    mine = radius.blast_radius(world, row.id, terms.on, terms.effect.value, terms.data, terms.active_only)
    bare = world.with_arrows({k: a for k, a in world.arrows.items() if all(r.status != "contested" for r in a.standing)})
    without = radius.blast_radius(bare, row.id, terms.on, terms.effect.value, terms.data, terms.active_only)
    lost = {node for node in mine.exposed - without.exposed if world.faces_people(node)}
    if row.contested.clients != len(lost):
        yield Difference(f"clients by contested relations in {where}", about, row.contested.clients, sorted(lost))
    if len(world.one_by_one()) == 1 and not _mixed(world):
        (found, right) = (radius.people(world, one, False) for one in (mine, without))
        if found.possible and right.possible and row.contested.people != found.low - right.low:
            yield Difference(f"people by contested relations in {where}", about, row.contested.people, found.low - right.low)


def _ranked(world: World, row: Ranked, terms: Terms, where: str, named: Iterable[Iterable[str]]) -> Iterator[Difference]:
    mine = radius.blast_radius(world, row.id, terms.on, terms.effect.value, terms.data, terms.active_only)
    about = f"{row.id} by {terms} in {where}"
    yield from _persons(world, row.people, mine, named, f"people in {where}", about)
    yield from _organisations(world, row.organisations, mine, named, f"organisations in {where}", about, only_care=False)
    unknown = radius.of_unknown_size(world, mine, False) | radius.uncounted(world, mine)
    if row.unknown != len(unknown) and len(world.one_by_one()) == 1:
        yield Difference(f"number of unknown size in {where}", about, row.unknown, sorted(unknown))
    if where == "the ranking" and terms.data is None and not terms.active_only:
        hidden = radius.hidden(world, row.id, terms.on, terms.effect.value)
        if row.hidden != hidden:
            yield Difference("hidden", about, row.hidden, hidden)
        only = radius.no_other_way(world, row.id, terms.on, terms.effect.value)
        counted = {n for n in only & world.populations.keys() if radius.of_patients(world, n)}
        said = set(row.only), row.only_organisations
        if said != (counted, sum(n.startswith("org:") for n in only)):
            yield Difference("no other way", about, said, sorted(only))
