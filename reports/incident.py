"""One incident as a document: what was said, by whom, and what conflicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from maillon.graph.model import SourceRank
from maillon.queries.evidence import only_weak
from maillon.queries.json_value import json_value
from maillon.queries.open_questions import open_questions
from maillon.queries.typed_values import rounded
from maillon.reports.document import Document, Section, Table
from maillon.reports.figure_lines import left_out_lines, span_lines
from maillon.reports.formatting import (
    claim_text,
    day_said,
    figure_text,
    hours_text,
    labelled,
    name_of,
    reading_figure,
    replied,
    vector_text,
    whose_text,
)
from maillon.reports.messages import messages
from maillon.reports.nearest import silent_lines
from maillon.reports.readings import notes, outcome_said, places_cell, reading_json, readings_json, voice
from maillon.reports.relation_lines import shown_json
from maillon.reports.spoken_days import day_text, spoken
from maillon.reports.statements import duty_lines, reply_lines
from maillon.wording import Name, in_language

if TYPE_CHECKING:
    from maillon.graph.readings import SourceReading
    from maillon.queries.claims import Claim, FigureSpan, Headline
    from maillon.queries.incident import IncidentAnswer
    from maillon.queries.reader import Place
    from maillon.queries.subgraph import Node


def incident_document(answer: IncidentAnswer, lang: str) -> Document:
    """One incident: what was said, by whom, and what conflicts."""
    node, names = answer.incident, answer.names

    def called(node_id: str | None) -> Name:
        return name_of(names, node_id, lang) if node_id else Name("")

    def speaker(claim: Claim) -> str:
        return called(claim.by) if claim.by else messages.say("source_itself", lang)

    def sources(evidence: Iterable[str]) -> str:
        return sources_text(evidence, answer.documents, lang)

    sections = []
    if answer.stated_by:
        by = answer.stated_by
        sections.append(Section("", [messages.say("incident.stated_by", lang, day=spoken(by.day), later=by.later, undated=by.undated)]))
    sections += [Section("", [line]) for line in looked_line(answer, lang)]
    if answer.headline:
        lines = []
        for c in answer.headline.candidates:
            about = (messages.label(c.field, lang), ", ".join(called(p) for p in c.scope), speaker(c), day_said(c, lang))
            parts = (_figure(c, lang), *about, messages.label(c.status, lang), f"[{sources(c.evidence)}]")
            lines.append(" · ".join(part for part in parts if part))
            lines += [f"  {text} · [{sources(on)}]" for text, on in reply_lines(c, answer.claims, called, lang)]
        if answer.headline.partial:
            lines.insert(0, messages.say("incident.partial", lang))
        lines += [*span_lines(answer.headline.span, called, lang), *left_out_lines(answer.headline.span, called, lang)]
        lines.append(messages.say("incident.policy", lang))
        sections.append(Section(messages.say("incident.headline", lang), lines))
    heads = [messages.say(f"col.{c}", lang) for c in ("field", "statement", "by", "made_on", "status", "evidence")]
    groups: dict[str, list[list[Any]]] = {"figures": [], "dates": [], "answers": [], "context": []}
    kinds: dict[str, str] = {}
    for c in answer.claims:
        own = "context" if c.field == "context" else "figures" if c.unit else "dates" if c.on else "answers"
        kind = kinds[c.id] = next((kinds[i] for i in c.replies_to if i in kinds), own)  # a reply stands beside what it answers
        text = _figure(c, lang) if c.unit else day_text(c.on, lang)
        told = claim_text(c, lang)
        scope = ", ".join(called(p) for p in c.scope)
        told = replied(c, " · ".join(t for t in (messages.label(c.answer, lang) if c.answer else "", text, scope, told) if t), lang)
        status = messages.label("superseded", lang) if c.superseded_by else messages.label(c.status, lang)
        groups[kind].append([messages.label(c.field, lang), told, speaker(c), day_text(c.made_on_edtf, lang), status, sources(c.evidence)])
    sections += [Section(messages.say(f"incident.{kind}", lang), [], Table(heads, rows)) for kind, rows in groups.items() if rows]
    if answer.conflicts or answer.disputed_data:
        lines = [
            labelled(messages.label(c.field, lang), " / ".join(f"{_said(claim, lang)} ({speaker(claim)})" for claim in c.claims), lang)
            for c in answer.conflicts
        ]
        lines += [
            labelled(" · ".join(x for x in (called(d.category), whose_text(d.of, d.at, called, lang)) if x), said, lang)
            for d in answer.disputed_data
            if (said := outcome_said(d, called, lang))
        ]
        sections.append(Section(messages.say("incident.conflicts", lang), lines))
    sections += _place_sections(answer, lang, called)
    duties = [f"{text} · [{sources(evidence)}]" for text, evidence in duty_lines(answer.duties_said, called, lang)]
    if answer.notifications or duties:
        table = _told_table(answer, called, lang) if answer.notifications else None
        sections.append(Section(messages.say("incident.notifications", lang), duties, table))
    questions = [question.said(lang) for question in open_questions(node)]
    if questions:
        sections.append(Section(messages.say("incident.open", lang), questions))
    if answer.documents:
        sections.append(Section(messages.say("incident.sources", lang), [" · ".join(_ranks(answer.documents, lang))]))
    rows = Table(
        [
            *("field", "low", "high", "approximate", "unit", "answer", "on", "text"),
            *("status", "by", "made_on", "superseded_by", "replies_to", "evidence"),
        ],
        [
            [c.field, c.low, c.high, c.approximate, c.unit, c.answer, c.on, in_language(lang, c.text_fr, c.text_en)]
            + [c.status, c.by, c.made_on_edtf, list(c.superseded_by), list(c.replies_to), list(c.evidence)]
            for c in answer.claims
        ],
    )
    title = f"{node.called(lang)} ({node.id}) · {', '.join(messages.label(e, lang) for e in node.properties.get('effects') or ())}"
    return Document(title, sections, incident_json(answer), rows, nothing=() if answer.speaks else silent_lines(answer))


def looked_line(answer: IncidentAnswer, lang: str) -> list[str]:
    """When news of it were last looked for; nothing where nobody says."""
    day = answer.incident.day("looked_on")
    return [messages.say("incident.looked", lang, d=day_text(day.isoformat(), lang))] if day else []


def sources_text(evidence: Iterable[str], documents: Mapping[str, Node], lang: str) -> str:
    """The sources of a statement; where all of them are digests, copies or unknown pages, that they are."""
    cited = list(evidence)
    text = ", ".join(cited)
    return messages.say("evidence.weak", lang, sources=text, weak=messages("evidence.weak_only")) if only_weak(cited, documents) else text


def _ranks(documents: Mapping[str, Node], lang: str) -> list[str]:
    """How many sources of each rank, the nearest to the event first."""
    counts = Counter(str(node.properties.get("source_rank") or "") for node in documents.values())
    ranked = [f"{messages.label(f'source.{rank}', lang)} {counts[rank]}" for rank in SourceRank if counts[rank]]
    return [*ranked, *([f"{messages.say('source.not_ranked', lang)} {counts['']}"] if counts[""] else [])]


def _figure(claim: Claim, lang: str) -> str:
    return figure_text(claim.low, claim.high, claim.unit, lang, approximate=claim.approximate)


def _said(claim: Claim, lang: str) -> str:
    return _figure(claim, lang) or day_text(claim.on, lang) or (messages.label(claim.answer, lang) if claim.answer else "") or claim.id


def _place_sections(answer: IncidentAnswer, lang: str, called: Any) -> list[Section]:
    def sources(evidence: Iterable[str]) -> str:
        return sources_text(evidence, answer.documents, lang)

    sections = []
    lines = [_place_line(p, messages.say("incident.broke", lang, party=called(p.party)), called, lang) for p in answer.compromised]
    for p in answer.entered_through:
        account = in_language(lang, p.account_fr, p.account_en) or ""
        detail = " · ".join(t for t in (vector_text(p.vector, lang), called(p.party), account) if t)
        lines.append(_place_line(p, messages.say("incident.way_in", lang, how=detail), called, lang))
    if lines:
        sections.append(Section(messages.say("incident.places", lang), lines))
    if answer.affected:
        heads = [messages.say(f"col.{c}", lang) for c in ("party", "outcome", "effect", "figure", "by", "status", "note", "evidence")]
        rows = [
            [
                called(s.party),
                messages.label(r.outcome or "unknown", lang),
                messages.label(s.effect, lang) if s.effect else "",
                reading_figure(r, lang),
                ", ".join(map(called, r.by)),
                _status(r, s.conflict, lang),
                in_language(lang, r.note_fr, r.note_en) or "",
                sources(r.evidence),
            ]
            for s in answer.affected
            for r in s.each
        ]
        sections.append(Section(messages.say("incident.parties", lang), [], Table(heads, rows)))
    if answer.exposures:
        heads = [messages.say(f"col.{c}", lang) for c in ("category", "outcome", "whose", "where", "by", "status", "note", "evidence")]
        where = places_cell(answer.compromised, called, lang)
        rows = []
        for e in answer.exposures:
            for r in e.each:
                by = ", ".join(map(called, r.by)) + (f" ({day_text(r.made_on, lang)})" if r.made_on else "")
                status = _status(r, e.conflict, lang)
                outcome = messages.label(r.outcome or "unknown", lang)
                rows.append(
                    [
                        called(e.category),
                        outcome,
                        whose_text(e.of, e.at, called, lang),
                        where,
                        by,
                        status,
                        in_language(lang, r.note_fr, r.note_en) or "",
                        sources(r.evidence),
                    ]
                )
        sections.append(Section(messages.say("incident.data", lang), [], Table(heads, rows)))
    if answer.attributed_to:
        lines = [_place_line(p, called(p.party), called, lang) for p in answer.attributed_to]
        sections.append(Section(messages.say("incident.actors", lang), lines))
    return sections


def _status(reading: SourceReading, conflict: bool, lang: str) -> str:
    return messages.label(reading.status, lang) + (f" · {messages.say('disputed', lang)}" if conflict else "")


def _place_line(place: Place, text: str, called: Any, lang: str) -> str:
    """What broke, the door or the actor, with who says so, and what others say of it."""
    said = [voice(reading.status, reading.by, called, lang) for reading in place.each]
    note = notes(place, lang)
    return f"{text} · {' / '.join(dict.fromkeys(said))}{f' · {note}' if note else ''} · [{', '.join(place.cited)}]"


def _voice_json(place: Place) -> dict[str, Any]:
    note = {"fr": place.note_fr, "en": place.note_en} if place.note_fr or place.note_en else None
    return {"status": place.status, "by": list(place.by), "note": note, "evidence": list(place.evidence), **readings_json(place.readings)}


def _told_table(answer: IncidentAnswer, called: Any, lang: str) -> Table:
    heads = [messages.say(f"col.{c}", lang) for c in ("from", "to", "date", "duty", "happened", "hours", "by", "status", "evidence")]
    rows = []
    for t in answer.notifications:
        hours = hours_text(t.hours, lang)
        for r in t.each:
            by = ", ".join(map(called, r.by)) + (f" ({day_text(r.made_on, lang)})" if r.made_on else "")
            happened = messages.label("yes" if r.happened else "no", lang)
            status = messages.label(r.status, lang) + (f" · {messages.say('disputed', lang)}" if t.happened is None else "")
            row = [called(t.start), called(t.end), day_text(r.on, lang), messages.label(t.duty, lang) if t.duty else "", happened]
            rows.append([*row, hours if r.happened else "", by, status, sources_text(r.evidence, answer.documents, lang)])
    return Table(heads, rows)


def claim_json(claim: Claim) -> dict[str, Any]:
    """One claim of the contract."""
    return {
        "id": claim.id,
        "field": claim.field,
        "low": claim.low,
        "high": claim.high,
        "approximate": claim.approximate,
        "unit": claim.unit,
        "answer": claim.answer,
        "on": claim.on,
        "text": {"fr": claim.text_fr, "en": claim.text_en} if claim.text_fr or claim.text_en else None,
        "scope": list(claim.scope),
        "population": claim.population,
        "status": claim.status,
        "by": claim.by,
        "speaker": claim.speaker.name.lower(),
        "made_on": claim.made_on_edtf,
        "source": list(claim.evidence),
        "supersedes": list(claim.supersedes),
        "superseded_by": list(claim.superseded_by),
        "replies_to": list(claim.replies_to),
    }


def _headline_json(head: Headline) -> dict[str, Any]:
    """`low` and `high` span the candidates where there are several; both are null where there are only figures of parts."""
    low, high = head.range
    return {
        "low": low,
        "high": high,
        "approximate": rounded({"low": low, "high": high, "approximate": any(c.approximate for c in head.candidates)}),
        "candidates": [c.id for c in head.candidates],
        "partial": head.partial,
        "parts": [c.id for c in head.parts],
        "range": _span_json(head.span),
        "policy": head.policy,
    }


def _span_json(span: FigureSpan) -> dict[str, Any]:
    """The range over the figures of the whole (`claims`), null at an end that one of them leaves open, and what is not in it and why."""
    return {
        "low": span.low,
        "high": span.high,
        "approximate": rounded({"low": span.low, "high": span.high, "approximate": span.approximate}),
        "claims": [c.id for c in span.claims],
        "wider": [c.id for c in span.wider],
        "left_out": {reason.value: [c.id for c in claims] for reason, claims in span.left_out.items()},
    }


def incident_json(answer: IncidentAnswer) -> dict[str, Any]:
    """The contract of `incident --format json`."""
    properties = {
        k: json_value(v)
        for k, v in answer.incident.properties.items()
        if k not in ("open_fr", "open_en", "id", "name", "name_fr", "name_en", "unstated")
    }
    by = answer.stated_by
    return {
        "id": answer.incident.id,
        **({"as_of": by.day.isoformat(), "left_out": {"later": by.later, "undated": by.undated}} if by else {}),
        **properties,
        "claims": [claim_json(c) for c in answer.claims],
        "sources": [{"id": i.partition(":")[2], "rank": node.properties.get("source_rank")} for i, node in answer.documents.items()],
        "on_weak_sources_only": [c.id for c in answer.claims if only_weak(c.evidence, answer.documents)],
        "headline": _headline_json(answer.headline) if answer.headline else None,
        "conflicts": [{"field": c.field, "unit": c.unit, "claims": [x.id for x in c.claims]} for c in answer.conflicts],
        "compromised": [{"at": p.party, **_voice_json(p)} for p in answer.compromised],
        "entered_through": [
            {
                "at": p.party,
                "vector": p.vector,
                "account": {"fr": p.account_fr, "en": p.account_en} if p.account_fr or p.account_en else None,
                **_voice_json(p),
            }
            for p in answer.entered_through
        ],
        "parties": [{"id": s.party, **{k: v for k, v in shown_json(s).items() if k not in ("party", "incident")}} for s in answer.affected],
        "data": [
            {
                "category": e.category,
                "of": e.of or None,
                "people_of": e.at or None,
                "outcome": e.outcome,
                "status": e.status,
                "conflict": e.conflict,
                "by": list(e.by),
                "readings": [reading_json(r) for r in e.each],
            }
            for e in answer.exposures
        ],
        "notifications": [
            {
                "from": t.start,
                "to": t.end,
                "duty": t.duty or None,
                "happened": t.happened,
                "on": t.on_edtf,
                "hours_after_detection": {"low": t.hours[0], "high": t.hours[1]} if t.hours else None,
                "status": t.status,
                "by": list(t.by),
                "readings": [{"on": None, **reading_json(r)} for r in t.each],
            }
            for t in answer.notifications
        ],
        "attributed_to": [{"id": p.party, **_voice_json(p)} for p in answer.attributed_to],
        "open": [{"fr": question.fr, "en": question.en} for question in open_questions(answer.incident)],
    }
