"""The supplier dossier: for a security officer who must know who hangs on a supplier, and what happened to it before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillon.queries.radius_search import Hit, Outcome
from maillon.queries.standing import Days
from maillon.queries.subgraph import Arrow, Force
from maillon.reports.dossiers.sections import (
    Citations,
    CitedText,
    Dossier,
    Grid,
    Part,
    WordedLater,
    arrow_grid,
    cells,
    chain_part,
    gap_text,
)
from maillon.reports.exposed_data import exposed_text
from maillon.reports.formatting import (
    best_known_text,
    bounds_line,
    day_range,
    days_text,
    labelled,
    name_of,
    parties_text,
    size_text,
    span_text,
)
from maillon.reports.messages import messages
from maillon.reports.readings import contest_text, outcome_said
from maillon.reports.relation_lines import relation_text
from maillon.reports.spoken_days import spoken
from maillon.reports.statements import speaker, statement

if TYPE_CHECKING:
    from maillon.queries.dossier import SupplierDossier
    from maillon.queries.reader import Impact
    from maillon.wording import Name


def supplier_parts(found: SupplierDossier, lang: str) -> Dossier:
    """Word it."""
    cite = Citations(found.sources)
    names, radius = found.names, found.radius
    assert radius is not None

    def called(node_id: str) -> Name:
        return name_of(names, node_id, lang)

    people = bounds_line(radius.people, radius.subgraph, lang)
    summary = [
        CitedText(messages.say("dossier.clients_of", lang, n=found.known.total, known=parties_text(found.known, lang))),
        CitedText(_incidents_of(found, lang)),
        CitedText(labelled(messages.say("blast.people", lang), people[0], lang)),
    ]
    parts = [
        _picture(found, cite, lang),
        Part(messages.say("dossier.clients", lang), grid=arrow_grid(found.clients, names, cite, lang, found.as_of)),
        Part(
            messages.say("dossier.past_clients", lang),
            grid=arrow_grid(found.past, names, cite, lang, found.as_of),
            lead=messages.say("dossier.past_lead", lang),
        ),
        Part(
            messages.say("dossier.later_clients", lang),
            grid=arrow_grid(found.later, names, cite, lang, found.as_of),
            lead=messages.say("dossier.later_lead", lang, d=spoken(found.as_of)),
        ),
        Part(
            messages.say("dossier.trusts", lang),
            [] if found.trusts else [CitedText(messages.say("dossier.trusts_nobody", lang))],
            arrow_grid(found.trusts, names, cite, lang, found.as_of),
        ),
        Part(messages.say("blast.people", lang), [CitedText(text) for text in people], lead=messages.say("dossier.people_lead", lang)),
        reached_part(found, lang),
        incidents_part(found, cite, lang),
        Part(messages.say("owners", lang), grid=arrow_grid(found.owners, names, cite, lang, found.as_of)),
        supplier_unknown(found, cite, lang),
    ]
    computed = [
        messages.say("dossier.computed_asked", lang, d=spoken(found.as_of)),
        messages.say("dossier.computed_potential", lang),
        messages.say("dossier.computed_people", lang),
        messages.say("incident.policy", lang),
    ]
    kept = [p for p in parts if p.lines or p.grid or p.picture]
    return Dossier(called(found.node.id), "supplier", lang, days_text(Days.on(found.as_of), lang), summary, kept, computed, cite.listed())


def _picture(found: SupplierDossier, cite: Citations, lang: str) -> Part:
    radius = found.radius
    assert radius is not None
    tone = {Outcome.OBSERVED: "hit", Outcome.POTENTIAL: "potential", Outcome.CLEARED: "cleared"}
    tones = {h.node.id: (tone[h.outcome], messages.label(h.outcome, lang)) for h in radius.nodes}
    tones |= dict.fromkeys(radius.origins, ("origin", messages.say("dossier.subject", lang)))
    paths = [*(h.witness for h in radius.nodes if h.witness), *([a] for a in found.trusts if a.start == found.node.id)]
    return chain_part(messages.say("dossier.chain", lang), paths, tones, found.names, cite, lang, found.as_of, struck_by="observed")


def _incidents_of(found: SupplierDossier, lang: str) -> str:
    """How many incidents, and how many of them came after the day asked."""
    days = (answer.incident.day("occurred_from", "detected_on", "disclosed_on") for answer in found.incidents)
    later = sum(day is not None and day > found.as_of for day in days)
    key = "dossier.incidents_later" if later else "dossier.incidents_of"
    return messages.say(key, lang, n=len(found.incidents), **({"later": later, "d": spoken(found.as_of)} if later else {}))


def _shown(item: Impact, found: SupplierDossier, lang: str) -> str:
    """What an incident showed of a party: the effect, the outcome, whose word it is."""
    effect = f"{messages.label(item.effect, lang)}, " if item.effect else ""
    said = outcome_said(item, lambda who: name_of(found.names, who, lang), lang)
    return labelled(name_of(found.names, item.incident, lang), f"{effect}{said}", lang)


def reached_part(found: SupplierDossier, lang: str) -> Part:
    """Who is exposed if it breaks, each with what is known of the way."""
    assert found.radius is not None
    heads = [messages.say(f"col.{c}", lang) for c in ("name", "size", "outcome", "hops", "known")]

    def row(hit: Hit) -> list[CitedText]:
        notes = [messages.say("note.past", lang)] if hit.past else []
        notes += [messages.label(reason, lang) for reason in hit.reasons]
        notes += sorted({_shown(s, found, lang) for s in hit.shown})
        disputed = contest_text(hit.witness, lambda who: name_of(found.names, who, lang), lang)
        notes += [messages.say("note.contested", lang, contested=disputed)] if disputed else []
        outcome = messages.label(hit.outcome, lang) + (f" ({messages.say('semicolon', lang).join(notes)})" if notes else "")
        known = best_known_text(hit, lang, found.as_of)
        return [CitedText(t) for t in (name_of(found.names, hit.node.id, lang), size_text(hit.node, lang), outcome, str(hit.hops), known)]

    rows = WordedLater(found.radius.nodes, row)
    return Part(
        messages.say("blast.reached", lang), grid=Grid(heads, rows) if rows else None, lead=messages.say("dossier.reached_lead", lang)
    )


def incidents_part(found: SupplierDossier, cite: Citations, lang: str) -> Part:
    """The incidents that broke at it, or at a product of it."""
    heads = [messages.say(f"col.{c}", lang) for c in ("incident", "dates", "effect", "figure", "data")]
    rows = []

    def called(node_id: str) -> Name:
        return name_of(found.names, node_id, lang)

    for answer in found.incidents:
        get = answer.incident.properties.get
        dates = day_range(get("occurred_from"), get("occurred_to"), lang)
        effects = ", ".join(messages.label(e, lang) for e in get("effects") or ())
        head = answer.headline
        said = [f"{statement(c, called, lang)} ({speaker(c, called, lang)})" for c in (head.candidates if head else ())]
        exposed = exposed_text(answer.exposures, found.names, lang)
        evidence = [*(get("evidence") or ()), *(e for c in (head.candidates if head else ()) for e in c.evidence)]
        figure = " / ".join(said) or messages.label("unknown", lang)
        if head and len(head.span.claims) > len(head.candidates):
            figure += f" · {messages.say('span.covers', lang, n=len(head.span.claims), span=span_text(head.span, lang))}"
        rows.append(
            cells([answer.incident.called(lang), dates, effects, figure, exposed or messages.label("unknown", lang)], cite, evidence)
        )
    lines = [] if rows else [CitedText(messages.say("dossier.no_incident", lang))]
    return Part(messages.say("dossier.incidents", lang), lines, Grid(heads, rows) if rows else None)


def supplier_unknown(found: SupplierDossier, cite: Citations, lang: str) -> Part:
    """What nobody says of those who trust it, and of those whom it trusts."""

    def link(arrow: Arrow) -> str:
        start, end = (name_of(found.names, i, lang) for i in (arrow.start, arrow.end))
        return relation_text(arrow.type, start, end, lang, begins=True)

    lines = []
    gaps = found.radius.unknown_links if found.radius else ()
    for arrow in (*gaps, *(a for a in found.trusts if not _named(found, a.end))):
        lines.append(cite.say(gap_text(arrow, found.names, lang), arrow.evidence))
    for arrow in found.clients:
        if arrow.force(found.as_of) is Force.UNKNOWN:
            lines.append(cite.say(messages.say("dossier.not_known_now", lang, link=link(arrow), d=spoken(found.as_of)), arrow.evidence))
    for arrow in found.past:
        if arrow.data_after_end is None:
            lines.append(cite.say(messages.say("dossier.data_after_unknown", lang, link=link(arrow)), arrow.evidence))
    if not any(a.type == "HOSTED_BY" for a in found.trusts):
        lines.append(CitedText(messages.say("dossier.no_host", lang)))
    return Part(messages.say("dossier.unknown", lang), lines, lead=messages.say("dossier.unknown_lead", lang))


def _named(found: SupplierDossier, node_id: str) -> bool:
    node = found.names.get(node_id)
    return node is None or node.named
