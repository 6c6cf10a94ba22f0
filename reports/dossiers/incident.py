"""The incident dossier: for a journalist or researcher who must know who says what, and what nobody says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from maillon.queries.radius_search import Outcome
from maillon.reports.dossiers.sections import (
    Address,
    Citations,
    CitedText,
    Dossier,
    Grid,
    Part,
    arrow_grid,
    cells,
    chain_part,
    contested_after,
    gap_text,
    sentence,
)
from maillon.reports.figure_lines import left_out_lines, span_lines
from maillon.reports.formatting import (
    bounds_line,
    dates,
    day_said,
    days_text,
    hours_text,
    labelled,
    name_of,
    reading_figure,
    replied,
    vector_text,
    whose_text,
)
from maillon.reports.incident import looked_line
from maillon.reports.messages import messages
from maillon.reports.notifications import aware_text, notices, told_dates, told_voices
from maillon.reports.readings import alleged, notes, outcome_said, places_cell, voices
from maillon.reports.relation_lines import relation_text
from maillon.reports.spoken_days import day_text, spoken
from maillon.reports.statements import duty_lines, reply_lines, speaker, statement
from maillon.wording import Name, in_language

if TYPE_CHECKING:
    from maillon.queries.dossier import IncidentDossier
    from maillon.queries.reader import Place

Called = Callable[[str], Name]


def incident_parts(found: IncidentDossier, lang: str, address: Address | None = None, *, most_named: int | None = None) -> Dossier:
    """Word it; `address` gives the pages of the parties, to which the boxes of the picture then lead.

    Of groups whose size nobody gives at most so many (`most_named`) are named in a sentence, and the others counted.
    """
    cite = Citations(found.sources)
    answer = found.answer
    names = found.names

    def called(node_id: str) -> Name:
        return name_of(names, node_id, lang)

    summary = incident_summary(found, cite, called, lang)
    parts = [
        _picture(found, cite, lang, address),
        _behind(found, cite, lang),
        _parties(found, cite, called, lang),
        _people(found, lang, most_named),
        _data(found, cite, called, lang),
        _figures(found, cite, called, lang),
        _conflicts(found, cite, called, lang),
        _clock(found, cite, called, lang),
        _context(found, cite, called, lang),
        _unknown(found, cite, called, lang),
    ]
    computed = [
        messages.say("dossier.computed_day", lang, d=days_text(found.days, lang)),
        messages.say("incident.policy", lang),
        messages.say("dossier.computed_conflicts", lang),
        messages.say("dossier.computed_people", lang),
        messages.say("clock.rule", lang),
    ]
    kept = [p for p in parts if p.lines or p.grid or p.picture]
    return Dossier(answer.incident.called(lang), "incident", lang, days_text(found.days, lang), summary, kept, computed, cite.listed())


def _told(place: Place, called: Called, lang: str) -> str:
    """How firmly and by whom it is said, with what a reader must know of it."""
    return " · ".join(t for t in (voices(place, called, lang), notes(place, lang)) if t)


def incident_summary(found: IncidentDossier, cite: Citations, called: Called, lang: str) -> list[CitedText]:
    """The first lines: the headline figure with its speaker, where it broke, by which way, with what effect."""
    answer, lines = found.answer, list[CitedText]()
    head = answer.headline
    if head is None:
        lines.append(CitedText(messages.say("dossier.no_figure", lang)))
    else:
        if head.partial:
            lines.append(CitedText(messages.say("incident.partial", lang)))
        for claim in head.candidates:
            text = labelled(messages.label(claim.field, lang).capitalize(), statement(claim, called, lang), lang)
            day = {"on": spoken(claim.made_on_edtf)} if claim.made_on_edtf else {}
            key = "dossier.said_by" if day else "dossier.said_undated"
            said = messages.say(key, lang, who=speaker(claim, called, lang), **day, status=messages.label(claim.status, lang))
            lines.append(cite.say(f"{text.removesuffix('.')} — {said}", claim.evidence))
            lines += [cite.say(sentence(text), on) for text, on in reply_lines(claim, answer.claims, called, lang)]
        covered = messages.say("semicolon", lang).join(span_lines(head.span, called, lang))
        lines += [CitedText(sentence(covered))] if covered else []
    for place in answer.compromised:
        lines.append(
            cite.say(
                messages.say("dossier.broke_at", lang, where=called(place.party), status=_told(place, called, lang).removesuffix(".")),
                place.cited,
            )
        )
    broke = {place.party for place in answer.compromised}
    for arrow in found.behind:
        if arrow.start in broke:
            link = relation_text(arrow.type, called(arrow.start), called(arrow.end), lang)
            said = dates(arrow, lang, found.days) + contested_after([arrow], found.names, lang)
            text = messages.say("dossier.behind_line", lang, link=link, dates=said)
            lines.append(cite.say(text, arrow.evidence))
    for place in answer.entered_through:
        account = in_language(lang, place.account_fr, place.account_en) or ""
        how = " · ".join(t for t in (vector_text(place.vector, lang), called(place.party), account, _told(place, called, lang)) if t)
        lines.append(cite.say(messages.say("dossier.way_in", lang, how=how.removesuffix(".")), place.cited))
    effects = answer.incident.properties.get("effects") or ()
    if effects:
        struck = any(p.stands for p in answer.compromised) or any(r.outcome == "observed" for i in answer.affected for r in i.standing)
        text = messages.say(
            "dossier.effects" if struck else "dossier.effects_alleged", lang, effects=", ".join(messages.label(e, lang) for e in effects)
        )
        lines.append(cite.say(text, answer.incident.properties.get("evidence") or ()))
    return [*lines, *(CitedText(line) for line in looked_line(answer, lang))]


def _picture(found: IncidentDossier, cite: Citations, lang: str, address: Address | None) -> Part:
    radius = found.radius
    if radius is None:
        return Part("")
    broke = messages.say("dossier.broke_alleged" if alleged(found.answer.compromised) else "dossier.broke", lang)
    tones: dict[str, tuple[str, str]] = dict.fromkeys(radius.origins, ("origin", broke))
    tone = {Outcome.OBSERVED: "hit", Outcome.POTENTIAL: "potential", Outcome.CLEARED: "cleared"}
    tones |= {h.node.id: (tone[h.outcome], messages.label(h.outcome, lang)) for h in radius.nodes}
    return chain_part(
        messages.say("dossier.chain", lang),
        [h.witness for h in radius.nodes],
        tones,
        found.names,
        cite,
        lang,
        found.days,
        struck_by="observed",
        address=address,
    )


def _behind(found: IncidentDossier, cite: Citations, lang: str) -> Part:
    grid = arrow_grid(found.behind, found.names, cite, lang, found.days)
    return Part(messages.say("dossier.behind", lang), grid=grid, lead=messages.say("dossier.behind_lead", lang))


def _parties(found: IncidentDossier, cite: Citations, called: Called, lang: str) -> Part:
    heads = [messages.say(f"col.{c}", lang) for c in ("party", "outcome", "effect", "figure", "by", "status")]
    rows = []
    for s, r in [(hit, reading) for hit in found.answer.affected for reading in hit.each]:
        note = in_language(lang, r.note_fr, r.note_en) or ""
        status = (
            messages.label(r.status, lang) + (f", {messages.say('conflict', lang)}" if s.conflict else "") + (f". {note}" if note else "")
        )
        texts = [
            called(s.party),
            messages.label(r.outcome or "unknown", lang),
            messages.label(s.effect, lang) if s.effect else messages.label("unknown", lang),
            reading_figure(r, lang),
            ", ".join(called(b) for b in r.by) or messages.say("source_itself", lang),
            status,
        ]
        rows.append(cells(texts, cite, r.evidence))
    return Part(messages.say("incident.parties", lang), grid=Grid(heads, rows) if rows else None)


def _people(found: IncidentDossier, lang: str, most_named: int | None) -> Part:
    radius = found.radius
    if radius is None:
        return Part("")
    if not radius.nodes:
        return Part(
            messages.say("blast.people", lang),
            [CitedText(messages.say("blast.none" if found.answer.compromised else "blast.nowhere", lang))],
        )
    lines = [CitedText(text) for text in bounds_line(radius.people, radius.subgraph, lang, most=most_named)]
    if radius.professionals.cohorts:
        text = messages.say("semicolon", lang).join(bounds_line(radius.professionals, radius.subgraph, lang, most=most_named))
        lines.append(CitedText(labelled(messages.say("blast.professionals", lang), text, lang)))
    return Part(messages.say("blast.people", lang), lines, lead=messages.say("dossier.people_lead", lang))


def _data(found: IncidentDossier, cite: Citations, called: Called, lang: str) -> Part:
    heads = [messages.say(f"col.{c}", lang) for c in ("category", "outcome", "whose", "where", "by", "status", "note")]
    where = places_cell(found.answer.compromised, called, lang)
    rows = []
    for e in found.answer.exposures:
        for r in e.each:
            by = ", ".join(called(b) for b in r.by) or messages.say("source_itself", lang)
            status = messages.label(r.status, lang) + (f", {messages.say('disputed', lang)}" if e.conflict else "")
            texts = [
                called(e.category),
                messages.label(r.outcome or "unknown", lang),
                whose_text(e.of, e.at, called, lang),
                where,
                by,
            ]
            note = in_language(lang, r.note_fr, r.note_en) or ""
            rows.append([*(cite.say(t) for t in texts), cite.say(status, r.evidence), cite.say(note)])
    return Part(messages.say("incident.data", lang), grid=Grid(heads, rows) if rows else None, lead=messages.say("dossier.data_lead", lang))


def _figures(found: IncidentDossier, cite: Citations, called: Called, lang: str) -> Part:
    heads = [messages.say(f"col.{c}", lang) for c in ("field", "statement", "by", "made_on", "status")]
    rows = []
    for c in found.answer.claims:
        if c.field == "context":
            continue
        status = messages.label("superseded", lang) if c.superseded_by else messages.label(c.status, lang)
        texts = [
            messages.label(c.field, lang),
            statement(c, called, lang),
            speaker(c, called, lang),
            day_said(c, lang),
            status,
        ]
        rows.append(cells(texts, cite, c.evidence))
    head = found.answer.headline
    lines = [CitedText(text) for text in left_out_lines(head.span, called, lang)] if head else []
    lead = messages.say("dossier.statements_lead", lang) if lines else ""
    return Part(messages.say("dossier.statements", lang), lines, Grid(heads, rows) if rows else None, lead=lead)


def _conflicts(found: IncidentDossier, cite: Citations, called: Called, lang: str) -> Part:
    lines = []
    for conflict in found.answer.conflicts:
        said = " / ".join(f"{statement(c, called, lang)} ({speaker(c, called, lang)})" for c in conflict.claims)
        lines.append(cite.say(labelled(messages.label(conflict.field, lang), said, lang), [e for c in conflict.claims for e in c.evidence]))
    for data in found.answer.disputed_data:
        lines.append(cite.say(labelled(called(data.category), outcome_said(data, called, lang), lang), data.cited))
    return Part(messages.say("incident.conflicts", lang), lines)


def _clock(found: IncidentDossier, cite: Citations, called: Called, lang: str) -> Part:
    heads = [messages.say(f"col.{c}", lang) for c in ("party", "aware", "told", "date", "duty", "hours_aware", "limit", "by")]
    rows = []
    for party in found.clocks.parties:
        for kind, notice in notices(party):
            told = notice.told
            other = told.start if kind == "told_by" else told.end
            state = "" if told.happened else f" ({messages.say('clock.not_told' if told.happened is False else 'disputed', lang)})"
            limit = "" if notice.timely == "not_judged" else messages.say(f"timely.{notice.timely}", lang)
            texts = [called(party.party.id), aware_text(party, lang), f"{messages.say(f'clock.{kind}', lang)} · {called(other)}{state}"]
            texts += [told_dates(told, lang) or messages.label("unknown", lang), messages.label(told.duty, lang) if told.duty else ""]
            texts += [hours_text(notice.hours, lang) if told.happened is not False else "", limit, told_voices(told, called, lang)]
            rows.append(cells(texts, cite, told.cited))
    duties = [cite.say(text, evidence) for text, evidence in duty_lines(found.clocks.duties_said, called, lang)]
    lead = messages.say("clock.rule", lang) if rows else ""
    return Part(messages.say("incident.notifications", lang), duties, Grid(heads, rows) if rows else None, lead=lead)


def _context(found: IncidentDossier, cite: Citations, called: Called, lang: str) -> Part:
    claims = [c for c in found.answer.claims if c.field == "context"]
    lines = []
    for c in claims:
        on = f"{day_text(c.on, lang)} · " if c.on else ""
        text = replied(c, in_language(lang, c.text_fr, c.text_en) or "", lang)
        by = f" ({called(c.by)})" if c.by else ""
        lines.append(cite.say(f"{on}{text}{by}", c.evidence))
    return Part(messages.say("incident.context", lang), lines)


def _unknown(found: IncidentDossier, cite: Citations, called: Called, lang: str) -> Part:
    answer = found.answer
    get = answer.incident.properties.get
    lines = [CitedText(text) for text in get(f"open_{lang}") or ()]
    if answer.headline is None or answer.headline.partial:
        lines.append(CitedText(messages.say("dossier.no_figure", lang)))
    for name in ("occurred", "detected", "disclosed"):
        if not any(c.field == name and c.stands for c in answer.claims):
            lines.append(CitedText(messages.say("dossier.no_date", lang, what=messages.label(name, lang))))
    owned = {arrow.start for arrow in found.behind}
    for party in dict.fromkeys(place.party for place in answer.compromised if place.party not in owned):
        lines.append(CitedText(messages.say("dossier.no_behind", lang, party=called(party))))
    if not answer.entered_through:
        lines.append(CitedText(messages.say("dossier.no_way_in", lang)))
    if not answer.exposures and "confidentiality" in (get("effects") or ()):
        lines.append(CitedText(messages.say("dossier.no_data", lang)))
    for arrow in found.radius.unknown_links if found.radius else ():
        lines.append(cite.say(gap_text(arrow, found.names, lang), arrow.evidence))
    return Part(messages.say("dossier.unknown", lang), lines, lead=messages.say("dossier.unknown_lead", lang))
