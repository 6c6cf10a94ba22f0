"""Which notices an incident calls for, as a document: by party and text, with the deadline and whether anything is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from maillon.queries.duties import TEXTS, PartyDuty
from maillon.reports.document import Document, Section, Table
from maillon.reports.messages import messages
from maillon.reports.notifications import told_dates
from maillon.reports.spoken_days import day_text, spoken

if TYPE_CHECKING:
    from maillon.queries.incident import IncidentAnswer

_HEADS = ("party", "notice", "article", "applies", "deadline", "recorded")
_COLUMNS = (
    "incident",
    "party",
    "notice",
    "article",
    "version",
    "applies",
    "aware_from",
    "aware_to",
    "due_from",
    "due_to",
    "told_only",
    "recorded",
)


def duties_document(found: Sequence[tuple[IncidentAnswer, Sequence[PartyDuty]]], lang: str) -> Document:
    """One section an incident; the texts, their versions and how hours are counted stand below."""
    heads = [messages.say(f"col.{c}", lang) for c in _HEADS]
    sections = [Section(a.incident.called(lang), [], Table(heads, [_row(d, lang) for d in rows])) for a, rows in found if rows]
    used = {duty.text.id for _, rows in found for duty in rows}
    texts = [messages.say(f"duty.text.{t.id}", lang) for t in TEXTS if t.id in used]
    if texts:
        notes = [messages.say("duty.never", lang), messages.say("duty.hours", lang), messages.say("duty.transposed", lang)]
        sections.append(Section(messages.say("duty.texts", lang), [*texts, *notes]))
    table = Table(_COLUMNS, [_csv(a.incident.id, d) for a, rows in found for d in rows])
    body = {"incidents": [{"id": a.incident.id, "duties": [duty_json(d) for d in rows]} for a, rows in found]}
    nothing = () if texts else (messages("duty.none", n=len(found)),)
    return Document(messages.say("duty.title", lang), sections, body, table, nothing=nothing)


def _row(duty: PartyDuty, lang: str) -> list[Any]:
    return [
        duty.party.called(lang),
        messages.say(f"duty.{duty.text.id}", lang),
        duty.text.article.replace("GDPR", messages.say("duty.gdpr", lang)),
        messages.say(f"duty.applies.{duty.applies}", lang),
        _deadline(duty, lang),
        _recorded(duty, lang),
    ]


def _deadline(duty: PartyDuty, lang: str) -> str:
    """By when, as widely as the sources allow; in words where the text counts no hours, or nobody says when the party knew."""
    if duty.due is None:
        return messages.say(f"duty.delay.{duty.text.id}", lang)
    last = _last(duty.due.end)
    said = messages.say("duty.by", lang, d=spoken(last) if last else spoken(None))
    return f"{said} ({messages.say('duty.weekend', lang)})" if duty.weekend else said


def _recorded(duty: PartyDuty, lang: str) -> str:
    if duty.filed:
        days = [day for notice in duty.filed if (day := told_dates(notice.told, lang))]
        return messages.say("duty.filed", lang, days=days or [day_text(None, lang) or "?"])
    if duty.told_only:
        return messages.say("duty.told_only", lang)
    return messages.say("duty.nothing", lang)


def _first(moment: dt.datetime | None) -> str | None:
    return moment.date().isoformat() if moment else None


def _last(moment: dt.datetime | None) -> str | None:
    return (moment - dt.timedelta(minutes=1)).date().isoformat() if moment else None


def _csv(incident: str, duty: PartyDuty) -> list[Any]:
    said = duty_json(duty)
    return [incident, *(said[c] for c in _COLUMNS[1:])]


def duty_json(duty: PartyDuty) -> dict[str, Any]:
    """The contract of one duty of `notifications --duties --format json`."""
    return {
        "party": duty.party.id,
        "notice": duty.text.id,
        "article": duty.text.article,
        "version": duty.text.version.isoformat(),
        "applies": duty.applies.value,
        "hours": duty.text.hours,
        "aware_from": _first(duty.aware.begin) if duty.aware else None,
        "aware_to": _last(duty.aware.end) if duty.aware else None,
        "due_from": _first(duty.due.begin) if duty.due else None,
        "due_to": _last(duty.due.end) if duty.due else None,
        "weekend": duty.weekend,
        "told_only": duty.told_only,
        "recorded": [n.told.on_edtf or "" for n in duty.filed],
    }
