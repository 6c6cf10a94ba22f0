"""Questions that Cypher alone cannot answer: whether a relation holds on a day, and what gets along a way of several.

Each is answered by the walk of a blast radius (`queries.radius_search`, read forwards in `queries.forward_search`), so that the
rule stands once. Relations that had not begun on the day are left out; what had ended or is not known on it is said (`on_day`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from maillon.queries.blast_radius import blast_radius, days_of, prefetch
from maillon.queries.cached_reader import CachedReader
from maillon.queries.chains import chains
from maillon.queries.cypher_reader import CypherReader, Row
from maillon.queries.exposed_people import counted
from maillon.queries.forward_search import ways_from, ways_from_each
from maillon.queries.known_on import BEST_KNOWN_FIRST, force_along
from maillon.queries.radius_search import Outcome
from maillon.queries.stated import is_stated
from maillon.queries.subgraph import Arrow, Force, Subgraph
from maillon.queries.typed_values import rounded
from maillon.queries.walk import fetch_subgraph
from maillon.queries.when import when_of

if TYPE_CHECKING:
    from maillon.queries.reader import GivenNotice, Impact, Reader
    from maillon.queries.standing import Days

Walk: TypeAlias = Callable[..., Iterable[Row]]
"""Reader and parameters of a question → its rows, by column."""

_DIRECT = ("DELEGATES_TO", "USES", "HOSTED_BY")


def answer_of(asked: str, reader: CypherReader, values: Mapping[str, Any]) -> list[Row]:
    """The rows of a question that the walk answers. A day that is not given is today."""
    given = dict(values)
    if "as_of" in given:
        given["as_of"] = given["as_of"] or dt.date.today()
    return list(WALKS[asked](CachedReader(reader), **given))


def _dated(arrow: Arrow, day: dt.date) -> Row:
    """The days of a relation as its first reading gives them, whose word that is, and what is known of it on the day."""
    return {
        "since": arrow.since_edtf,
        "until": arrow.until_edtf or arrow.planned_until_edtf,
        "seen_on": arrow.seen_edtf,
        "on_day": arrow.force(day).value,
        "status": arrow.status,
        "by": list(arrow.by),
        "contested_by": _contested([arrow]),
        "evidence": list(arrow.cited),
    }


def _along(way: Collection[Arrow]) -> Row:
    """How firm each relation of a way is, who contests one of them, whether one contract holds the way together, and what it rests on.

    A way is no firmer than its weakest relation, so that no single status stands for it.
    """
    return {
        "statuses": [arrow.status for arrow in way],
        "contested_by": _contested(way),
        "stated": is_stated(way),
        "evidence": _cited(way),
    }


def _contested(way: Iterable[Arrow]) -> list[str]:
    return list(dict.fromkeys(who for arrow in way for who in arrow.contested_by))


def _standing(arrows: Iterable[Arrow], day: dt.date) -> list[Arrow]:
    """Those that had begun, or may have, in a total order."""
    return sorted((a for a in arrows if a.force(day) is not Force.NOT_BEGUN), key=lambda a: a.order)


def suppliers_of(reader: Reader, organisation: str, as_of: dt.date) -> Iterator[Row]:
    """Whom an organisation trusts, with the best known way there."""
    subgraph = fetch_subgraph(reader, [organisation], backward=False)
    ways = ways_from(subgraph, organisation, as_of)
    for supplier, way in sorted(ways.items(), key=lambda item: (len(item[1]), item[0])):
        node = subgraph.node(supplier)
        last = way[-1]
        row = {"hops": len(way), "supplier": supplier, "name": node.name, "through": last.start, "known": node.named}
        row |= _dated(last, as_of) | {"on_day": force_along(way, as_of).value}
        yield row | _along(way)


def _cited(way: Iterable[Arrow]) -> list[str]:
    return list(dict.fromkeys(e for arrow in way for e in arrow.cited))


def shared_suppliers(reader: Reader, at_least: int, as_of: dt.date) -> Iterator[Row]:
    """Suppliers behind several insurers: those named whose way there had not ended; the others apart."""
    insurers = [n for n in reader.nodes(reader.ids("Organisation")).values() if n.has("Insurer")]
    subgraph = fetch_subgraph(reader, [n.id for n in insurers], backward=False)
    behind: dict[str, dict[str, Force]] = {}
    contested: set[tuple[str, str]] = set()
    disputed = {arrow.order for arrow in subgraph.arrows() if arrow.contested_by}
    for insurer, ways in ways_from_each(subgraph, [n.id for n in insurers], as_of):
        for party, way in ways.items():
            if subgraph.node(party).has("Organisation"):
                behind.setdefault(party, {})[insurer] = way.force
                if disputed and any(arrow.order in disputed for arrow in way.path):
                    contested.add((party, insurer))
    groups = {n.id for n in insurers if not n.named}
    rows = []
    for supplier, forces in behind.items():
        held = [i for i, f in forces.items() if f is not Force.PAST and i not in groups]
        if len(held) >= at_least:
            rows.append(
                {
                    "supplier": supplier,
                    "name": subgraph.node(supplier).name,
                    "number": len(held),
                    "insurers": sorted(held),
                    "in_force": sorted(i for i in held if forces[i] is Force.IN_FORCE),
                    "left": sorted(i for i, f in forces.items() if f is Force.PAST and i not in groups),
                    "groups": sorted(i for i in forces if i in groups),
                    "contested": sorted(i for i in forces if (supplier, i) in contested),
                }
            )
    return iter(sorted(rows, key=lambda r: (-int(str(r["number"])), str(r["supplier"]))))


def _clients(reader: Reader, supplier: str, day: dt.date) -> list[tuple[Arrow, str]]:
    """The relations by which organisations trust a supplier directly, or use a product that it provides or hosts (with its id)."""
    inward = reader.arrows([supplier], backward=True)
    products = sorted({a.start for a in _standing(inward, day) if a.start.startswith("product:")})
    direct = [(a, "") for a in _standing(inward, day) if a.type in _DIRECT and a.start.startswith("org:")]
    used = _standing((a for a in reader.arrows(products, backward=True) if a.type == "USES"), day) if products else []
    return [*direct, *((a, a.end) for a in used)]


def clients_of(reader: Reader, supplier: str, as_of: dt.date) -> Iterator[Row]:
    """Who trusts a supplier directly, or uses a product of it."""
    found = _clients(reader, supplier, as_of)
    names = reader.nodes({a.start for a, _ in found})
    for arrow, product in sorted(found, key=lambda f: (f[1] != "", f[0].start, f[1], f[0].order)):
        row = {"client": arrow.start, "name": names[arrow.start].name, "known": names[arrow.start].named}
        yield row | {"product": product, "service": arrow.service} | _dated(arrow, as_of)


def common_clients(reader: Reader, one: str, other: str, as_of: dt.date) -> Iterator[Row]:
    """Organisations that trust two suppliers, with what is known of each relation on the day."""
    ways = [_best_known((arrow for arrow, _ in _clients(reader, supplier, as_of)), as_of) for supplier in (one, other)]
    names = reader.nodes(set(ways[0]) & set(ways[1]))
    for client in sorted(names):
        a, b = (way[client] for way in ways)
        row = {"client": client, "name": names[client].name, "known": names[client].named}
        row |= {"with_one": a.force(as_of).value, "with_other": b.force(as_of).value, "statuses": [a.status, b.status]}
        yield row | {"contested_by": _contested([a, b]), "evidence": _cited([a, b])}


def _best_known(arrows: Iterable[Arrow], days: dt.date | Days) -> dict[str, Arrow]:
    """By who trusts, the relation of which most is known."""
    best: dict[str, Arrow] = {}
    for arrow in arrows:
        known = best.get(arrow.start)
        if known is None or BEST_KNOWN_FIRST.index(arrow.force(days)) < BEST_KNOWN_FIRST.index(known.force(days)):
            best[arrow.start] = arrow
    return best


def users_of_product(reader: Reader, product: str, as_of: dt.date) -> Iterator[Row]:
    """Who uses a product, where it runs, and whether their data was at the provider."""
    used = _standing((a for a in reader.arrows([product], backward=True) if a.type == "USES"), as_of)
    names = reader.nodes({a.start for a in used})
    for arrow in used:
        row = {"user": arrow.start, "name": names[arrow.start].name, "known": names[arrow.start].named}
        yield row | {"deployment": arrow.deployment, "data_at_provider": arrow.data_at_provider} | _dated(arrow, as_of)


def hosted_where(reader: Reader, as_of: dt.date) -> Iterator[Row]:
    """Who hosts what."""
    parties = [*reader.ids("Organisation"), *reader.ids("Product")]
    hosting = _standing(reader.arrows(parties, backward=False, types=("HOSTED_BY",)), as_of)
    names = reader.nodes({a.end for a in hosting})
    for arrow in sorted(hosting, key=lambda a: (names[a.end].named, a.end, a.order)):
        yield {"hosted": arrow.start, "host": arrow.end, "named": names[arrow.end].named} | _dated(arrow, as_of)


def relations_on_one_source(reader: Reader, organisation: str, as_of: dt.date) -> Iterator[Row]:
    """Whom an organisation trusts according to one document only."""
    for arrow in _standing(reader.arrows([organisation], backward=False), as_of):
        if len({e.partition("#")[0] for e in arrow.cited}) == 1:
            row = _dated(arrow, as_of)
            del row["evidence"]
            yield {"relation": arrow.type, "end": arrow.end, "service": arrow.service, "source": arrow.cited[0]} | row


def incidents_among_those_trusted(reader: Reader, organisation: str, as_of: dt.date) -> Iterator[Row]:
    """Incidents at those whom an organisation trusts, along the best known way, and whether they happened while it held."""
    subgraph = fetch_subgraph(reader, [organisation], backward=False)
    ways = ways_from(subgraph, organisation, as_of)
    places = [p for p in reader.incidents_at(ways) if p.broke]
    happened = reader.nodes({p.incident for p in places})
    for place in sorted(places, key=lambda p: (p.incident, len(ways[p.party]), p.party)):
        way = ways[place.party]
        yield {
            "incident": place.incident,
            "at": place.party,
            "hops": len(way),
            "path": [organisation, *(a.end for a in way)],
            "when": when_of(happened[place.incident], way).value,
            "on_day": force_along(way, as_of).value,
            "status": place.status,
            "by": list(place.by),
        } | _along(way)


def people_behind(reader: Reader, organisation: str, as_of: dt.date) -> Iterator[Row]:
    """Populations that trust an organisation, directly or through others: those of its blast radius."""
    radius = blast_radius(reader, organisation, as_of=as_of)
    for hit in radius.nodes:
        if hit.node.has("Population") and hit.outcome is not Outcome.CLEARED:
            row = {"population": hit.node.id, "name": hit.node.name, "hops": len(hit.best_known)}
            row |= dict(zip(("size_low", "size_high"), counted(hit.node, "size"), strict=True))
            row |= {"approximate": rounded({**hit.node.properties, **row}, "size_"), "on_day": hit.force.value}
            yield row | _along(hit.best_known) | {"stated": hit.stated}


def chains_from(reader: Reader, population: str, as_of: dt.date) -> Iterator[Row]:
    """Whom people trust step by step: one chain a row, shortest first."""
    for chain in chains(reader, population, limit=0, as_of=as_of).chains:
        way = [hop.arrow for hop in chain.hops]
        yield {
            "hops": len(way),
            "chain": [population, *(a.end for a in way)],
            "arrows": [a.type for a in way],
            "on_day": force_along(way, as_of).value,
        } | _along(way)


def clients_not_said_to_be_told(reader: Reader, incident: str | None) -> Iterator[Row]:
    """Clients of where an incident broke, on its own days, of whom nobody says whether they were told.

    Who told others of it knew: a client that did is named with those whom it told.
    """
    for place in sorted((p for p in reader.places(_wanted(reader, incident)) if p.broke), key=lambda p: (p.incident, p.party)):
        days = days_of(reader.nodes([place.incident])[place.incident])
        notices = [notice for notice in reader.notices([place.incident]) if notice.stands]
        told = {notice.end for notice in notices}
        spoke: dict[str, set[str]] = {}
        for notice in notices:
            if notice.happened:
                spoke.setdefault(notice.start, set()).add(notice.end)
        inward = [a for a in reader.arrows([place.party], backward=True) if a.type in _DIRECT and a.start.startswith("org:")]
        begun = (a for a in sorted(inward, key=lambda a: a.order) if a.force_over(days) is not Force.NOT_BEGUN and a.start not in told)
        clients = _best_known(begun, days)
        names = reader.nodes(clients)
        for client, arrow in clients.items():
            row: Row = {"incident": place.incident, "client": client, "name": names[client].name, "known": names[client].named}
            yield row | {
                "supplier": place.party,
                "then": arrow.force_over(days).value,
                "told_others": sorted(spoke.get(client, ())),
                "status": arrow.status,
                "by": list(arrow.by),
                "contested_by": _contested([arrow]),
                "evidence": list(arrow.cited),
            }


def running_when_breached(reader: Reader, incident: str | None) -> Iterator[Row]:
    """Whose direct relation with where an incident broke held on its own days, or may have, contract by contract."""
    for place in sorted((p for p in reader.places(_wanted(reader, incident)) if p.broke), key=lambda p: (p.incident, p.party)):
        days = days_of(reader.nodes([place.incident])[place.incident])
        inward = [a for a in reader.arrows([place.party], backward=True) if a.type in _DIRECT and a.start.startswith("org:")]
        held = [a for a in sorted(inward, key=lambda a: a.order) if a.force_over(days) in (Force.IN_FORCE, Force.UNKNOWN)]
        names = reader.nodes({a.start for a in held})
        for arrow in (a for a in held if names[a.start].named):
            row: Row = {"incident": place.incident, "supplier": place.party, "client": arrow.start, "name": names[arrow.start].name}
            yield row | {
                "service": arrow.service,
                "contract": arrow.contract,
                "then": arrow.force_over(days).value,
                "since": arrow.since_edtf,
                "until": arrow.until_edtf or arrow.planned_until_edtf,
                "status": arrow.status,
                "by": list(arrow.by),
                "contested_by": _contested([arrow]),
                "evidence": list(arrow.cited),
            }


_CARE = ("CareProvider", "Insurer")


def suppliers_behind_care(reader: Reader, at_least: int, as_of: dt.date) -> Iterator[Row]:
    """Suppliers by the named care providers, insurers and buyers of contracts that entrust a service to them directly."""
    everybody = reader.nodes(reader.ids("Organisation"))
    direct = _standing(reader.arrows(list(everybody), backward=False, types=("DELEGATES_TO",)), as_of)
    best: dict[str, dict[str, Force]] = {}
    contested: set[tuple[str, str]] = set()
    for arrow in direct:
        buyer = everybody[arrow.start]
        if buyer.named and (arrow.contract or any(buyer.has(role) for role in _CARE)):
            held = best.setdefault(arrow.end, {})
            known = (arrow.force(as_of), held.get(arrow.start, Force.PAST))
            held[arrow.start] = min(known, key=BEST_KNOWN_FIRST.index)
            contested |= {(arrow.end, arrow.start)} if arrow.contested_by else set()
    rows: list[tuple[str, list[str], dict[str, Force]]] = []
    for supplier, forces in best.items():
        still = sorted(i for i, force in forces.items() if force is not Force.PAST)
        if len(still) >= at_least and everybody[supplier].named:
            rows.append((supplier, still, forces))
    broke = [p for p in reader.incidents_at([supplier for supplier, _, _ in rows]) if p.broke]
    for supplier, still, forces in sorted(rows, key=lambda row: (-len(row[1]), row[0])):
        yield {
            "supplier": supplier,
            "name": everybody[supplier].name,
            "number": len(still),
            "buyers": still,
            "in_force": [i for i in still if forces[i] is Force.IN_FORCE],
            "left": sorted(i for i, force in forces.items() if force is Force.PAST),
            "contested": sorted(i for i in forces if (supplier, i) in contested),
            "incidents": sorted({p.incident for p in broke if p.party == supplier}),
        }


def _wanted(reader: Reader, incident: str | None) -> list[str]:
    return reader.ids("Incident") if incident is None else [incident]


def exposed_after_leaving(reader: CachedReader) -> Iterator[Row]:
    """Organisations whose relation had ended before an incident further on, by the walk of its blast radius; or may have."""
    incidents = reader.nodes(reader.ids("Incident"))
    prefetch(reader, list(incidents))
    for incident in incidents.values():
        days = days_of(incident)
        radius = blast_radius(reader, incident.id)
        impacts = {(i.party, i.effect): i for i in reader.impacts([incident.id]) if i.stands}
        for hit in radius.nodes:
            left = hit.best_known[0]
            until = left.standing.until
            if not hit.node.has("Organisation") or hit.outcome is Outcome.CLEARED or until is None:
                continue
            force = left.force_over(days)
            if force is not Force.PAST and not _may_have_left(until, days):
                continue
            shown = _outcomes(i for (party, _), i in impacts.items() if party == hit.node.id)
            people = _people_said(hit.node.id, impacts.values(), radius.subgraph)
            yield (
                {
                    "client": hit.node.id,
                    "name": hit.node.name,
                    "supplier": hit.best_known[-1].end,
                    "ended": left.until_edtf or until.isoformat(),
                    "incident": incident.id,
                    "occurred": incident.day("occurred_from"),
                    "before": "yes" if force is Force.PAST else "not known",
                    "outcome": shown or ([] if people else _ONLY_REACHABLE),
                    "people": people,
                    "ended_status": left.status,
                    "ended_by": list(left.by),
                }
                | _along(hit.best_known)
                | {"stated": hit.stated}
            )


def members_on_breached_platforms(reader: CachedReader, incident: str | None) -> Iterator[Row]:
    """Insurers that reach where an incident broke, with their insured and each notice to either, by the walk of its blast radius."""
    wanted = reader.nodes(_wanted(reader, incident))
    prefetch(reader, list(wanted))
    for happened in wanted.values():
        radius = blast_radius(reader, happened.id)
        impacts = [i for i in reader.impacts([happened.id]) if i.stands]
        notices = sorted(
            (n for n in reader.notices([happened.id]) if n.stands and n.happened), key=lambda n: (n.on_edtf or "", n.start, n.end)
        )
        for hit in radius.nodes:
            if not hit.node.has("Insurer") or hit.outcome is Outcome.CLEARED:
                continue
            insured = [a.start for a in _standing(radius.subgraph.incoming[hit.node.id], dt.date.max) if a.type == "INSURED_BY"]
            groups: list[str | None] = [*dict.fromkeys(insured)]
            for people in groups or [None]:
                both = {hit.node.id, people}
                row: Row = {
                    "incident": happened.id,
                    "platform": hit.best_known[-1].end,
                    "insurer": hit.node.id,
                    "insured": people,
                    "then": force_along(hit.best_known, radius.days).value,
                    "outcome": _outcomes(i for i in impacts if i.party in both) or _ONLY_REACHABLE,
                    "contested_by": _contested(hit.best_known),
                    "stated": hit.stated,
                }
                told: list[GivenNotice | None] = [n for n in notices if n.end in both]
                for notice in told or [None]:
                    yield row | {
                        "told": notice.end if notice else None,
                        "told_by": notice.start if notice else None,
                        "told_on": notice.on_edtf if notice else None,
                        "status": notice.status if notice else None,
                        "by": list(notice.by) if notice else [],
                        "evidence": list(dict.fromkeys([*_cited(hit.best_known), *(notice.evidence if notice else ())])),
                    }


def _may_have_left(until: dt.date, days: Days) -> bool:
    """Whether the relation may have ended before the incident, as far as anybody knows its days."""
    return days.last is None or until < days.last


def _people_said(client: str, impacts: Iterable[Impact], subgraph: Subgraph) -> list[str]:
    people = {a.start for a in subgraph.incoming[client] if a.start.startswith("population:")}
    return _outcomes(i for i in impacts if i.party in people)


_ONLY_REACHABLE = [Outcome.POTENTIAL.value]
"""The outcome where no source speaks and recorded relations lead there: computed, and never a statement."""


def _outcomes(impacts: Iterable[Impact]) -> list[str]:
    """What is said of a party, each statement with its status and speaker: `possible (reported)`."""
    readings = (reading for impact in impacts for reading in impact.standing)
    return sorted({f"{r.outcome} ({' '.join((r.status, *r.by))})" for r in readings})


WALKS: Mapping[str, Walk] = {
    "chains-from": chains_from,
    "clients-not-said-to-be-told": clients_not_said_to_be_told,
    "clients-of": clients_of,
    "common-clients": common_clients,
    "exposed-after-leaving": exposed_after_leaving,
    "hosted-where": hosted_where,
    "incidents-among-those-trusted": incidents_among_those_trusted,
    "members-on-breached-platforms": members_on_breached_platforms,
    "people-behind": people_behind,
    "relations-on-one-source": relations_on_one_source,
    "running-when-breached": running_when_breached,
    "shared-suppliers": shared_suppliers,
    "suppliers-behind-care": suppliers_behind_care,
    "suppliers-of": suppliers_of,
    "users-of-product": users_of_product,
}
"""Question → what answers it."""
