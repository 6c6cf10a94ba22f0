"""One incident as a document: what was said, by whom, and what conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from maillon.queries.claims import Claim, Headline
from maillon.queries.incident import GivenNotice, IncidentAnswer
from maillon.queries.json_value import json_value
from maillon.queries.open_questions import open_questions
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import day, figure_text, hours_text, name_of, number
from maillon.reports.messages import messages
from maillon.reports.relation_lines import shown_json
from maillon.wording import in_language


def incident_document(answer: IncidentAnswer, lang: str) -> Document:
    """One incident: what was said, by whom, and what conflicts."""
    node, names = answer.incident, answer.names

    def called(node_id: str | None) -> str:
        return name_of(names, node_id, lang) if node_id else ""

    def speaker(claim: Claim) -> str:
        return called(claim.by) if claim.by else messages.say("source_itself", lang)

    sections = []
    if answer.stated_by:
        by = answer.stated_by
        sections.append(Section("", [messages.say("incident.stated_by", lang, day=day(by.day, lang), later=by.later, undated=by.undated)]))
    if answer.headline:
        lines = [
            " · ".join(
                t
                for t in (
                    _figure(c, lang),
                    messages.label(c.field, lang),
                    ", ".join(called(p) for p in c.scope),
                    speaker(c),
                    c.made_on_edtf or "?",
                    messages.label(c.status, lang),
                    f"[{', '.join(c.evidence)}]",
                )
                if t
            )
            for c in answer.headline.candidates
        ]
        if answer.headline.partial:
            lines.insert(0, messages.say("incident.partial", lang))
        else:
            lines.append(
                messages.say("incident.range", lang, low=number(answer.headline.low, lang), high=number(answer.headline.high, lang))
            )
        lines.append(messages.say("incident.policy", lang))
        sections.append(Section(messages.say("incident.headline", lang), lines))
    heads = [messages.say(f"col.{c}", lang) for c in ("field", "statement", "by", "made_on", "status", "evidence")]
    groups: dict[str, list[list[Any]]] = {"figures": [], "dates": [], "answers": [], "context": []}
    for c in answer.claims:
        kind = "context" if c.field == "context" else "figures" if c.unit else "dates" if c.on else "answers"
        text = _figure(c, lang) if c.unit else c.on or ""
        told = in_language(lang, c.text_fr, c.text_en) or in_language(lang, c.note_fr, c.note_en) or ""
        scope = ", ".join(called(p) for p in c.scope)
        told = " · ".join(t for t in (messages.label(c.answer, lang) if c.answer else "", text, scope, told) if t)
        status = messages.label("superseded", lang) if c.superseded_by else messages.label(c.status, lang)
        groups[kind].append([messages.label(c.field, lang), told, speaker(c), c.made_on_edtf or "", status, ", ".join(c.evidence)])
    sections += [Section(messages.say(f"incident.{kind}", lang), [], Table(heads, rows)) for kind, rows in groups.items() if rows]
    if answer.conflicts:
        lines = [
            f"{messages.label(c.field, lang)}: " + " / ".join(f"{_said(claim, lang)} ({speaker(claim)})" for claim in c.claims)
            for c in answer.conflicts
        ]
        sections.append(Section(messages.say("incident.conflicts", lang), lines))
    sections += _place_sections(answer, lang, called)
    if answer.notifications:
        sections.append(Section(messages.say("incident.notifications", lang), [], _told_table(answer.notifications, called, lang)))
    questions = [question.said(lang) for question in open_questions(node)]
    if questions:
        sections.append(Section(messages.say("incident.open", lang), questions))
    rows = Table(
        ["field", "low", "high", "unit", "answer", "on", "text", "status", "by", "made_on", "superseded_by", "evidence"],
        [
            [c.field, c.low, c.high, c.unit, c.answer, c.on, in_language(lang, c.text_fr, c.text_en)]
            + [c.status, c.by, c.made_on_edtf, list(c.superseded_by), list(c.evidence)]
            for c in answer.claims
        ],
    )
    title = f"{node.called(lang)} ({node.id}) · {', '.join(messages.label(e, lang) for e in node.properties.get('effects') or ())}"
    return Document(title, sections, incident_json(answer), rows)


def _figure(claim: Claim, lang: str) -> str:
    return figure_text(claim.low, claim.high, claim.unit, lang, approximate=claim.approximate)


def _said(claim: Claim, lang: str) -> str:
    return _figure(claim, lang) or claim.on or (messages.label(claim.answer, lang) if claim.answer else "") or claim.id


def _place_sections(answer: IncidentAnswer, lang: str, called: Any) -> list[Section]:
    sections = []
    lines = [f"{called(p.party)} · {messages.label(p.status, lang)} · [{', '.join(p.evidence)}]" for p in answer.compromised]
    for p in answer.entered_through:
        account = in_language(lang, p.account_fr, p.account_en) or ""
        detail = " · ".join(
            t for t in (messages.label(p.vector or "unknown", lang), called(p.party), account, messages.label(p.status, lang)) if t
        )
        lines.append(f"← {detail} · [{', '.join(p.evidence)}]")
    if lines:
        sections.append(Section(messages.say("incident.places", lang), lines))
    if answer.affected:
        heads = [messages.say(f"col.{c}", lang) for c in ("party", "outcome", "effect", "figure", "by", "status", "note", "evidence")]
        rows = [
            [
                called(s.party),
                messages.label(s.outcome, lang),
                messages.label(s.effect, lang) if s.effect else "",
                figure_text(s.low, s.high, s.unit, lang),
            ]
            + [
                ", ".join(map(called, s.by)),
                messages.label(s.status, lang),
                in_language(lang, s.note_fr, s.note_en) or "",
                ", ".join(s.evidence),
            ]
            for s in answer.affected
        ]
        sections.append(Section(messages.say("incident.parties", lang), [], Table(heads, rows)))
    if answer.exposures:
        heads = [messages.say(f"col.{c}", lang) for c in ("category", "outcome", "whose", "at", "by", "status", "evidence")]
        rows = []
        for e in answer.exposures:
            for r in e.readings:
                by = ", ".join(map(called, r.by)) + (f" ({r.made_on})" if r.made_on else "")
                status = messages.label(r.status, lang) + (f" · {messages.say('disputed', lang)}" if e.conflict else "")
                outcome = messages.label(r.outcome or "unknown", lang)
                rows.append(
                    [
                        called(e.category),
                        outcome,
                        messages.label(e.of, lang) if e.of else "",
                        called(e.at),
                        by,
                        status,
                        ", ".join(r.evidence),
                    ]
                )
        sections.append(Section(messages.say("incident.data", lang), [], Table(heads, rows)))
    if answer.attributed_to:
        lines = [f"{called(p.party)} · {messages.label(p.status, lang)} · [{', '.join(p.evidence)}]" for p in answer.attributed_to]
        sections.append(Section(messages.say("incident.actors", lang), lines))
    return sections


def _told_table(notifications: Iterable[GivenNotice], called: Any, lang: str) -> Table:
    heads = [messages.say(f"col.{c}", lang) for c in ("from", "to", "date", "duty", "happened", "hours", "by", "status", "evidence")]
    rows = []
    for t in notifications:
        hours = hours_text(t.hours, lang)
        for r in t.readings:
            by = ", ".join(map(called, r.by)) + (f" ({r.made_on})" if r.made_on else "")
            happened = messages.label("yes" if r.happened else "no", lang)
            status = messages.label(r.status, lang) + (f" · {messages.say('disputed', lang)}" if t.happened is None else "")
            row = [called(t.start), called(t.end), r.on or "", messages.label(t.duty, lang) if t.duty else "", happened]
            rows.append([*row, hours if r.happened else "", by, status, ", ".join(r.evidence)])
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
    }


def _headline_json(head: Headline) -> dict[str, Any]:
    """`low` and `high` span the candidates where there are several; both are null where there are only figures of parts."""
    lows = [c.low for c in head.candidates]
    highs = [c.high for c in head.candidates]
    return {
        "low": None if head.partial or None in lows else min(v for v in lows if v is not None),
        "high": None if head.partial or None in highs else max(v for v in highs if v is not None),
        "candidates": [c.id for c in head.candidates],
        "partial": head.partial,
        "parts": [c.id for c in head.parts],
        "range": {"low": head.low, "high": head.high},
        "policy": head.policy,
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
        "headline": _headline_json(answer.headline) if answer.headline else None,
        "conflicts": [{"field": c.field, "unit": c.unit, "claims": [x.id for x in c.claims]} for c in answer.conflicts],
        "compromised": [{"at": p.party, "status": p.status, "evidence": list(p.evidence)} for p in answer.compromised],
        "entered_through": [
            {
                "at": p.party,
                "vector": p.vector,
                "account": {"fr": p.account_fr, "en": p.account_en} if p.account_fr or p.account_en else None,
                "status": p.status,
                "evidence": list(p.evidence),
            }
            for p in answer.entered_through
        ],
        "parties": [{"id": s.party, **{k: v for k, v in shown_json(s).items() if k not in ("party", "incident")}} for s in answer.affected],
        "data": [
            {
                "category": e.category,
                "of": e.of or None,
                "at": e.at or None,
                "outcome": e.outcome,
                "status": e.status,
                "conflict": e.conflict,
                "readings": [
                    {"outcome": r.outcome, "status": r.status, "by": list(r.by), "made_on": r.made_on, "evidence": list(r.evidence)}
                    for r in e.readings
                ],
            }
            for e in answer.exposures
        ],
        "notifications": [
            {
                "from": t.start,
                "to": t.end,
                "duty": t.duty or None,
                "happened": t.happened,
                "on": t.on,
                "hours_after_detection": {"low": t.hours[0], "high": t.hours[1]} if t.hours else None,
                "status": t.status,
                "readings": [
                    {
                        "happened": r.happened,
                        "on": r.on,
                        "status": r.status,
                        "by": list(r.by),
                        "made_on": r.made_on,
                        "evidence": list(r.evidence),
                    }
                    for r in t.readings
                ],
            }
            for t in answer.notifications
        ],
        "attributed_to": [{"id": p.party, "status": p.status, "evidence": list(p.evidence)} for p in answer.attributed_to],
        "open": [{"fr": question.fr, "en": question.en} for question in open_questions(answer.incident)],
    }
