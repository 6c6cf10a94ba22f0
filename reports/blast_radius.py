"""A blast radius as a document."""

from __future__ import annotations

from typing import Any

from maillon.queries.blast_radius import BlastRadius, Hit, Outcome
from maillon.queries.people import PeopleBounds
from maillon.queries.reader import DataOutcome, Impact
from maillon.queries.subgraph import Force
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import bounds_line, called, day, number, size_of, size_text
from maillon.reports.messages import messages
from maillon.reports.relation_lines import arrow_json, owners_section, shown_json, shown_line


def blast_document(answer: BlastRadius, lang: str) -> Document:
    """A blast radius: people, what is reached with a witness each, what incidents showed, gaps, owners."""
    subgraph = answer.subgraph
    of_incident = answer.origin.has("Incident")
    key = "blast.title_incident" if of_incident else "blast.title"
    title = messages.say(key, lang, name=answer.origin.called(lang), effect=messages.label(answer.effect, lang), date=answer.as_of)
    if answer.account_of:
        title += f" · {messages.say('blast.account', lang, name=answer.account_of.called(lang))}"
    sections = []
    if of_incident:
        sections.append(
            Section("", [messages.say("blast.broke", lang, names=", ".join(called(subgraph, i, lang) for i in answer.origins))])
        )
    if answer.nodes:
        sections.append(Section(messages.say("blast.people", lang), bounds_line(answer.people, subgraph, lang)))
        if answer.professionals.cohorts:
            sections.append(Section(messages.say("blast.professionals", lang), bounds_line(answer.professionals, subgraph, lang)))
        providers = answer.providers
        if providers.at_least or providers.unknown or providers.at_most is None:
            most = number(providers.at_most, lang) if providers.at_most is not None else messages.say("blast.no_bound", lang)
            lines = [messages.say("blast.bounds", lang, low=number(providers.at_least, lang), high=most)]
            if providers.unknown:
                names = ", ".join(called(subgraph, i, lang) for i in providers.unknown)
                lines.append(messages.say("blast.unknown", lang, n=len(providers.unknown), names=names))
            uncounted = [i for i in answer.people.unknown if subgraph.node(i).has("CareProvider")]
            if uncounted:
                lines.append(messages.say("patients.unknown", lang, names=", ".join(called(subgraph, i, lang) for i in uncounted)))
            sections.append(Section(messages.say("blast.providers", lang), lines))
        sections.append(Section(messages.say("blast.reached", lang), [], _hits_table(answer, lang)))
    else:
        sections.append(Section("", [messages.say("blast.none", lang)]))
    sections += _incident_sections(answer, lang)
    if answer.unknown_links:
        lines = [
            f"{called(subgraph, a.start, lang)} {messages.label(a.type, lang)} {called(subgraph, a.end, lang)} · [{', '.join(a.evidence)}]"
            for a in answer.unknown_links
        ]
        sections.append(Section(messages.say("blast.unknown_links", lang), lines))
    sections += owners_section(answer.owners, lang)
    rows = Table(
        ["id", "name", "labels", "outcome", "past", "hops", "size_low", "size_high", "data", "witness"],
        [
            [h.node.id, h.node.called(lang), list(h.node.labels), h.outcome.value, h.past, h.hops]
            + [*size_of(h.node), list(h.data) if h.data is not None else None, [a.start for a in h.witness] + [_origin_of(h)]]
            for h in answer.nodes
        ],
    )
    return Document(title, sections, blast_json(answer), rows)


def _origin_of(hit: Hit) -> str:
    """The party at which a witness path ends."""
    return hit.witness[-1].end if hit.witness else hit.node.id


def _hits_table(answer: BlastRadius, lang: str) -> Table:
    rows = []
    for hit in answer.nodes:
        outcome = messages.label(hit.outcome, lang)
        notes = [messages.label("past", lang)] if hit.past else []
        notes += [messages.label(reason, lang) for reason in hit.reasons]
        if hit.outcome is not Outcome.OBSERVED:
            notes += sorted({_remark(s, answer.effect, lang) for s in hit.shown})
        outcome += f" ({'; '.join(notes)})" if notes else ""
        passed = [*(a.start for a in hit.witness[1:]), _origin_of(hit)]
        path = " → ".join(called(answer.subgraph, node_id, lang) for node_id in passed)
        ended = ", ".join(dict.fromkeys(f"{a.until_edtf}" for a in hit.witness if a.force(answer.as_of) is Force.PAST))
        rows.append([called(answer.subgraph, hit.node.id, lang), size_text(hit.node, lang), outcome, hit.hops, path, ended])
    heads = [messages.say(f"col.{c}", lang) for c in ("name", "size", "outcome", "hops", "path")]
    return Table([*heads, messages.label("past", lang)], rows)


def _remark(item: Impact, effect: str, lang: str) -> str:
    """What an incident showed of a party; the effect is named where it is not the one asked for."""
    other = f", {messages.label(item.effect, lang)}" if item.effect not in ("", effect) else ""
    return f"{item.incident}: {messages.label(item.outcome, lang)}{other}"


def _incident_sections(answer: BlastRadius, lang: str) -> list[Section]:
    sections = []
    if answer.incidents:
        lines = []
        for node in answer.incidents:
            get = node.properties.get
            lines.append(f"{node.called(lang)} ({node.id}) · {', '.join(messages.label(e, lang) for e in get('effects') or ())}")
            if answer.effect == "availability" and "availability" in (get("effects") or ()):
                begin = get("occurred_from") or get("detected_on")
                lines.append("  " + messages.say("blast.outage", lang, a=day(begin, lang), b=day(get("restored_on"), lang)))
        shown = sorted({s for h in answer.nodes for s in h.shown}, key=lambda s: s.order)
        lines += [f"  {shown_line(s, answer.subgraph, lang)}" for s in shown]
        sections.append(Section(messages.say("blast.incidents", lang), lines))
    if answer.elsewhere:
        lines = [shown_line(s, answer.subgraph, lang) for s in answer.elsewhere]
        sections.append(Section(messages.say("blast.elsewhere", lang), lines))
    if answer.exposures and answer.effect == "confidentiality":
        groups: dict[tuple[str, str, str], list[str]] = {}
        for data in answer.exposures:
            key = (messages.label(data.of, lang) if data.of else "", data.at, messages.label(data.outcome, lang))
            groups.setdefault(key, []).append(data.category.partition(":")[2].replace("-", " "))
        table = Table(
            [messages.say(f"col.{c}", lang) for c in ("whose", "at", "outcome", "category")],
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
        "cohorts": [{"id": c.id, "low": c.low, "high": c.high, "within": c.within, "partition": c.partition} for c in bounds.cohorts],
        "years": list(bounds.years),
        "contradictions": [list(pair) for pair in bounds.contradictions],
        "qualifier": "through the recorded links",
    }


def _data_json(data: DataOutcome) -> dict[str, Any]:
    return {
        "incident": data.incident,
        "category": data.category,
        "of": data.of,
        "at": data.at,
        "outcome": data.outcome,
        "outcomes": list(data.outcomes) or None,
        "status": data.status,
        "evidence": list(data.evidence) or None,
        "by": list(data.by) or None,
    }


def blast_json(answer: BlastRadius) -> dict[str, Any]:
    """The contract of `blast-radius --format json`."""
    return {
        "origin": answer.origin.id,
        "as_of": answer.as_of.isoformat(),
        "effect": answer.effect.value,
        "data": answer.data,
        "active_only": answer.active_only,
        "account_of": answer.account_of.id if answer.account_of else None,
        "nodes": [
            {
                "id": h.node.id,
                "name": h.node.name,
                "labels": list(h.node.labels),
                "outcome": h.outcome.value,
                "past": h.past,
                "possible": list(h.reasons),
                "hops": h.hops,
                "data": list(h.data) if h.data is not None else None,
                "count": dict(zip(("low", "high"), size_of(h.node), strict=True)) if not h.node.named or h.node.has("Population") else None,
                "shown": [shown_json(s) for s in h.shown],
                "witness": [arrow_json(a, answer.as_of) for a in h.witness],
            }
            for h in answer.nodes
        ],
        "people": people_json(answer.people),
        "professionals": people_json(answer.professionals),
        "providers": {
            "at_least": answer.providers.at_least,
            "at_most": answer.providers.at_most,
            "unknown": list(answer.providers.unknown),
        },
        "unknown_links": [arrow_json(a) for a in answer.unknown_links],
        "owners": [arrow_json(a) for a in answer.owners],
        "incidents": [i.id for i in answer.incidents],
        "exposures": [_data_json(e) for e in answer.exposures],
        "elsewhere": [shown_json(s) for s in answer.elsewhere],
    }
