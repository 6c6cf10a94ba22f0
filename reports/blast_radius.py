"""A blast radius as a document."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from maillon.queries.known_on import parties_on_day
from maillon.queries.radius_search import Hit, Outcome
from maillon.queries.typed_values import rounded
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import (
    best_known_text,
    bounds_line,
    bounds_text,
    called,
    contradicted,
    day,
    days_text,
    labelled,
    names_text,
    parties_text,
    size_of,
    size_rounded,
    size_text,
    whose_text,
)
from maillon.reports.messages import messages
from maillon.reports.nearest import nothing_reached_lines
from maillon.reports.readings import contest_text, readings_json, voice
from maillon.reports.relation_lines import arrow_json, owners_section, relation_text, shown_json, shown_line
from maillon.reports.spoken_days import spoken

if TYPE_CHECKING:
    from maillon.queries.blast_radius import BlastRadius
    from maillon.queries.nearest import NothingReached
    from maillon.queries.people import PeopleBounds
    from maillon.queries.reader import DataOutcome, Impact
    from maillon.queries.subgraph import Node
    from maillon.wording import Name


def blast_document(answer: BlastRadius, lang: str, none: NothingReached | None = None) -> Document:
    """A blast radius: people, what is reached with a witness each, what incidents showed, gaps, owners; `none` tells why nothing is."""
    subgraph = answer.subgraph
    of_incident = answer.origin.has("Incident")
    key = "blast.title_incident" if of_incident else "blast.title"
    effects = ", ".join(messages.label(effect, lang) for effect in answer.effects)
    date = days_text(answer.days, lang) if of_incident else spoken(answer.as_of)
    title = messages.say(key, lang, name=answer.origin.called(lang), effect=effects, date=date)
    if answer.account_of:
        title += f" · {messages.say('blast.account', lang, name=answer.account_of.called(lang))}"
    sections = []
    if of_incident and answer.origins:
        sections.append(
            Section("", [messages.say("blast.broke", lang, names=", ".join(called(subgraph, i, lang) for i in answer.origins))])
        )
    if answer.nodes:
        sections.append(Section(messages.say("blast.people", lang), bounds_line(answer.people, subgraph, lang)))
        if answer.professionals.cohorts:
            sections.append(Section(messages.say("blast.professionals", lang), bounds_line(answer.professionals, subgraph, lang)))
        providers = answer.providers
        if providers.at_least or providers.unknown or providers.at_most is None:
            lines = [bounds_text(providers.at_least, providers.at_most, lang)]
            lines += [messages.say("blast.approximate_counts", lang)] if providers.approximate else []
            lines += contradicted(providers.contradictions, subgraph, lang)
            if providers.unknown:
                names = names_text([called(subgraph, i, lang) for i in providers.unknown], lang)
                lines.append(messages.say("blast.unknown", lang, n=len(providers.unknown), names=names))
            uncounted = [i for i in answer.people.unknown if subgraph.node(i).has("CareProvider")]
            if uncounted:
                lines.append(messages.say("patients.unknown", lang, names=names_text([called(subgraph, i, lang) for i in uncounted], lang)))
            sections.append(Section(messages.say("blast.providers", lang), lines))
        sections.append(Section(messages.say("blast.reached", lang), _known_lines(answer, lang), _hits_table(answer, lang)))
    sections += _incident_sections(answer, lang)
    if answer.unknown_links:
        lines = [
            relation_text(a.type, called(subgraph, a.start, lang), called(subgraph, a.end, lang), lang, begins=True)
            + f" · [{', '.join(a.evidence)}]"
            for a in answer.unknown_links
        ]
        sections.append(Section(messages.say("blast.unknown_links", lang), lines))
    sections += owners_section(answer.owners, subgraph.nodes, lang)
    rows = Table(
        ["id", "name", "labels", "outcome", "past", "stated", "hops", "size_low", "size_high", "approximate"]
        + ["data", "witness", "contested_by"],
        [
            [h.node.id, h.node.called(lang), list(h.node.labels), h.outcome.value, h.past, h.stated, h.hops]
            + [
                *size_of(h.node),
                size_rounded(h.node),
                list(h.data) if h.data is not None else None,
                [a.start for a in h.witness] + [_origin_of(h)],
            ]
            + [list(dict.fromkeys(who for a in h.witness for who in a.contested_by))]
            for h in answer.nodes
        ],
    )
    return Document(title, sections, blast_json(answer), rows, nothing=nothing_reached_lines(none) if none else ())


def _origin_of(hit: Hit) -> str:
    """The party at which a witness path ends."""
    return hit.witness[-1].end if hit.witness else hit.node.id


def _known_lines(answer: BlastRadius, lang: str) -> list[str]:
    """How many are reached, by what is known on the day of the relations on the way; those that evidence clears do not count."""
    ways = ((h.node.id, way) for h in answer.nodes if h.outcome is not Outcome.CLEARED for way in (h.witness, h.best_known))
    reached = parties_on_day(ways, answer.days)
    return [messages.say("blast.reached_known", lang, n=reached.total, known=parties_text(reached, lang))] if reached.total else []


def _hits_table(answer: BlastRadius, lang: str) -> Table:
    rows = []
    for hit in answer.nodes:
        outcome = _outcome(hit, lang) if len(answer.effects) > 1 else messages.label(hit.outcome, lang)
        notes = [messages.say("note.past", lang)] if hit.past else []
        notes += [messages.label(reason, lang) for reason in hit.reasons]
        notes += [] if hit.stated else [messages.say("note.composed", lang)]
        disputed = contest_text(hit.witness, lambda who: called(answer.subgraph, who, lang), lang)
        notes += [messages.say("note.contested", lang, contested=disputed)] if disputed else []
        if hit.outcome is not Outcome.OBSERVED:
            notes += sorted({_remark(s, answer, lang) for s in hit.shown})
        outcome += f" ({messages.say('semicolon', lang).join(notes)})" if notes else ""
        passed = [*(a.start for a in hit.witness[1:]), _origin_of(hit)]
        path = " → ".join(called(answer.subgraph, node_id, lang) for node_id in passed)
        known = best_known_text(hit, lang, answer.days)
        rows.append([called(answer.subgraph, hit.node.id, lang), size_text(hit.node, lang), outcome, hit.hops, path, known])
    return Table([messages.say(f"col.{c}", lang) for c in ("name", "size", "outcome", "hops", "path", "known")], rows)


def _outcome(hit: Hit, lang: str) -> str:
    """Of several effects, what is known of each: `observed: availability · potential: confidentiality`."""
    by_outcome = {o: [messages.label(e, lang) for e, found in hit.by_effect if found is o] for o in Outcome}
    return " · ".join(labelled(messages.label(o, lang), ", ".join(effects), lang) for o, effects in by_outcome.items() if effects)


def _remark(item: Impact, answer: BlastRadius, lang: str) -> str:
    """What an incident showed of a party, and who says so; the effect is named where it is not one of those asked for."""

    def name(node_id: str) -> Name:
        return called(answer.subgraph, node_id, lang)

    said = voice(item.status, item.by, name, lang)
    other = f", {messages.label(item.effect, lang)}" if item.effect not in ("", *answer.effects) else ""
    return messages.say("note.shown", lang, outcome=messages.label(item.outcome, lang), incident=name(item.incident), more=other, said=said)


def _incident_sections(answer: BlastRadius, lang: str) -> list[Section]:
    sections = []
    subgraph = answer.subgraph
    if answer.incidents:
        lines = []
        for node in answer.incidents:
            get = node.properties.get
            lines.append(f"{node.called(lang)} ({node.id}) · {', '.join(messages.label(e, lang) for e in get('effects') or ())}")
            if "availability" in answer.effects and "availability" in (get("effects") or ()):
                begin = get("occurred_from") or get("detected_on")
                lines.append("  " + messages.say("blast.outage", lang, a=day(begin, lang), b=day(get("restored_on"), lang)))
        shown = sorted({s for h in answer.nodes for s in h.shown}, key=lambda s: s.order)
        lines += [f"  {shown_line(s, answer.subgraph, lang)}" for s in shown]
        sections.append(Section(messages.say("blast.incidents", lang), lines))
    if answer.elsewhere:
        lines = [shown_line(s, answer.subgraph, lang) for s in answer.elsewhere]
        sections.append(Section(messages.say("blast.elsewhere", lang), lines))
    if answer.exposures and "confidentiality" in answer.effects:
        groups: dict[tuple[str, ...], list[str]] = {}
        for data in answer.exposures:
            for reading in data.each:
                said = voice(reading.status, reading.by, lambda who: called(answer.subgraph, who, lang), lang)
                whose = whose_text(data.of, data.at, lambda who: called(subgraph, who, lang), lang)
                key = (whose, messages.label(reading.outcome or "unknown", lang), said)
                groups.setdefault(key, []).append(called(subgraph, data.category, lang))
        table = Table(
            [messages.say(f"col.{c}", lang) for c in ("whose", "outcome", "status", "category")],
            [[*key, ", ".join(dict.fromkeys(values))] for key, values in groups.items()],
        )
        sections.append(Section(messages.say("blast.data", lang), [], table))
    return sections


def people_json(bounds: PeopleBounds) -> dict[str, Any]:
    """The contract's `people`."""
    return {
        "at_least": bounds.at_least,
        "at_most": bounds.at_most,
        "unknown": list(bounds.unknown),
        "cohorts": [
            {
                "id": c.id,
                "low": c.low,
                "high": c.high,
                "approximate": rounded({"low": c.low, "high": c.high, "approximate": c.approximate}),
                "within": c.within,
                "partition": c.partition,
            }
            for c in bounds.cohorts
        ],
        "years": list(bounds.years),
        "contradictions": [list(pair) for pair in bounds.contradictions],
        "approximate": bounds.approximate,
        "several_sizes": list(bounds.several),
        "disputed": list(bounds.disputed),
        "qualifier": "through the recorded links",
    }


def _count_json(node: Node) -> dict[str, int | bool | None]:
    low, high = size_of(node)
    return {"low": low, "high": high, "approximate": size_rounded(node)}


def _iso(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _data_json(data: DataOutcome) -> dict[str, Any]:
    return {
        "incident": data.incident,
        "category": data.category,
        "of": data.of,
        "people_of": data.at,
        "outcome": data.outcome,
        "status": data.status,
        "evidence": list(data.evidence) or None,
        "by": list(data.by) or None,
        "conflict": data.conflict,
        **readings_json(data.readings),
    }


def blast_json(answer: BlastRadius) -> dict[str, Any]:
    """The contract of `blast-radius --format json`."""
    return {
        "origin": answer.origin.id,
        "as_of": answer.as_of.isoformat(),
        "days": {"from": _iso(answer.days.first), "to": _iso(answer.days.last)},
        "effect": answer.effect.value if answer.effect else None,
        "effects": [effect.value for effect in answer.effects],
        "data": answer.data,
        "active_only": answer.active_only,
        "account_of": answer.account_of.id if answer.account_of else None,
        "nodes": [
            {
                "id": h.node.id,
                "name": h.node.name,
                "labels": list(h.node.labels),
                "outcome": h.outcome.value,
                "effects": [{"effect": effect.value, "outcome": outcome.value} for effect, outcome in h.by_effect],
                "past": h.past,
                "force": h.force.value,
                "possible": list(h.reasons),
                "stated": h.stated,
                "hops": h.hops,
                "data": list(h.data) if h.data is not None else None,
                "count": _count_json(h.node) if not h.node.named or h.node.has("Population") else None,
                "shown": [shown_json(s) for s in h.shown],
                "witness": [arrow_json(a, answer.days) for a in h.witness],
            }
            for h in answer.nodes
        ],
        "people": people_json(answer.people),
        "professionals": people_json(answer.professionals),
        "providers": {
            "at_least": answer.providers.at_least,
            "at_most": answer.providers.at_most,
            "approximate": answer.providers.approximate,
            "unknown": list(answer.providers.unknown),
            "contradictions": [list(ids) for ids in answer.providers.contradictions],
        },
        "unknown_links": [arrow_json(a) for a in answer.unknown_links],
        "owners": [arrow_json(a) for a in answer.owners],
        "incidents": [i.id for i in answer.incidents],
        "exposures": [_data_json(e) for e in answer.exposures],
        "elsewhere": [shown_json(s) for s in answer.elsewhere],
    }
