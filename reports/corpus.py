"""The page about the shipped records: per incident what is known, what is contested, what is unknown. Counts, never judgements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from maillon.graph.model import INCIDENT_DATES
from maillon.queries.evidence import document_of
from maillon.queries.open_questions import open_questions
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import figure_text, name_of, number
from maillon.reports.messages import messages
from maillon.reports.spoken_days import day_text, spoken

if TYPE_CHECKING:
    from maillon.queries.incident import IncidentAnswer

CORPUS_HEADS = ("incident", "known", "contested", "unknown", "statements", "looked")

STALE = dt.timedelta(days=180)
"""How long before the newest search an incident may have been looked at: after half a year there may be news that nobody looked for."""


def corpus_document(answers: Sequence[IncidentAnswer], lang: str) -> Document:
    """One row an incident, by the first day it may have begun; what nobody dates comes last."""
    ordered = sorted(answers, key=lambda a: (str(a.incident.properties.get("occurred_from") or "9999"), a.incident.id))
    told = (known_text, contested, unknown, counts, looked)
    rows = [[a.incident.id.partition(":")[2], *(say(a, lang) for say in told)] for a in ordered]
    body = {"incidents": [dict(zip(CORPUS_HEADS, row, strict=True)) for row in rows]}
    table = Table([messages.say(f"corpus.{h}", lang) for h in CORPUS_HEADS], rows)
    old = [a.incident.id.partition(":")[2] for a in stale(ordered)]
    said = messages.say("corpus.stale_list", lang, n=len(old), names=", ".join(old)) if old else messages.say("corpus.none_stale", lang)
    sections = [Section("", [messages.say("corpus.lead", lang)], table), Section(messages.say("corpus.stale", lang), [said])]
    return Document(messages.say("corpus.title", lang), sections, body)


def looked(answer: IncidentAnswer, lang: str) -> str:
    """The day on which news of it were last looked for."""
    day = answer.incident.day("looked_on")
    return day_text(day.isoformat(), lang) if day else ""


def stale(answers: Sequence[IncidentAnswer]) -> list[IncidentAnswer]:
    """Those of which nobody says that news were looked for, or not for half a year before the newest search."""
    days = [day for a in answers if (day := a.incident.day("looked_on"))]
    return [a for a in answers if (day := a.incident.day("looked_on")) is None or day < max(days) - STALE]


def known_text(answer: IncidentAnswer, lang: str) -> str:
    """Where it broke, the days that somebody gives, the headline figure, how many kinds of data were exposed."""
    parts = [", ".join(name_of(answer.names, p.party, lang) for p in answer.compromised)]
    parts += [f"{messages.label(f, lang)} {_days(answer, f, lang)}" for f in sorted(INCIDENT_DATES) if _days(answer, f, lang)]
    head = answer.headline
    if head is not None:
        figures = list(dict.fromkeys(figure_text(c.low, c.high, c.unit, lang, approximate=c.approximate) for c in head.candidates))
        partial = messages.say("corpus.parts", lang) if head.partial else ""
        parts.append(f"{partial}{' / '.join(figures)} ({messages.label(head.candidates[0].field, lang)})")
    exposed = {e.category for e in answer.exposures if e.outcome == "exposed"}
    if exposed:
        parts.append(messages.say("corpus.data", lang, n=len(exposed)))
    return messages.say("semicolon", lang).join(p for p in parts if p)


def contested(answer: IncidentAnswer, lang: str) -> str:
    """Fields on which standing statements contradict each other, and kinds of data on which speakers differ."""
    fields = list(dict.fromkeys(messages.label(c.field, lang) for c in answer.conflicts))
    disputed = list(dict.fromkeys(messages.label(c.field, lang) for c in answer.claims if c.status == "contested" and c.stands))
    data = sorted({name_of(answer.names, e.category, lang) for e in answer.exposures if e.conflict})
    told = [name_of(answer.names, t.end, lang) for t in answer.notifications if t.happened is None]
    parts = list(dict.fromkeys([*fields, *disputed]))
    parts += [messages.say("corpus.data_conflict", lang, names=", ".join(data))] if data else []
    parts += [messages.say("corpus.told_conflict", lang, names=", ".join(told))] if told else []
    return messages.say("semicolon", lang).join(parts)


def unknown(answer: IncidentAnswer, lang: str) -> str:
    """What nobody says, and how many questions stay open."""
    missing = [messages.label(f, lang) for f in ("occurred", "detected", "disclosed") if not _days(answer, f, lang)]
    if answer.headline is None or answer.headline.partial:
        missing.append(messages.label("persons-concerned", lang))
    if not answer.entered_through or all(p.vector == "unknown" for p in answer.entered_through):
        missing.append(messages.say("corpus.way_in", lang))
    if not answer.exposures:
        missing.append(messages.say("corpus.no_data", lang))
    questions = open_questions(answer.incident)
    if questions:
        missing.append(messages.say("corpus.open", lang, n=len(questions)))
    return messages.say("semicolon", lang).join(missing)


def counts(answer: IncidentAnswer, lang: str) -> str:
    """Statements and the documents behind them."""
    documents = {document_of(e) for c in answer.claims for e in c.evidence}
    return f"{number(len(answer.claims), lang)} / {number(len(documents), lang)}"


def _days(answer: IncidentAnswer, field: str, lang: str) -> str:
    days = sorted({c.on for c in answer.claims if c.field == field and c.stands and c.on})
    return " / ".join(spoken(day).inflected("on", lang) for day in days)
