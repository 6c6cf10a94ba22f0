"""The notification clock as a document: for each party when it knew, and whom it told after how many hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from maillon.queries.notification_clock import Clocks, Notice, PartyClock, Timely, verdicts
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import hours_text, labelled, name_of
from maillon.reports.messages import messages
from maillon.reports.readings import readings_json, voice
from maillon.reports.spoken_days import day_text
from maillon.reports.statements import duty_lines

if TYPE_CHECKING:
    from maillon.queries.clock_hours import Span
    from maillon.queries.reader import GivenNotice
    from maillon.wording import Name

NOTICE_GROUPS = ("told_by", "to_clients", "to_authorities", "to_persons", "to_others")
CLOCK_HEADS = ("party", "aware", "told", "date", "duty", "hours_aware", "limit", "by", "evidence")


def notifications_document(found: Sequence[Clocks], lang: str) -> Document:
    """One section an incident, and how many notifications lie on which side of the 72 hours."""
    sections = [Section(c.incident.called(lang), _duties(c, lang), clock_table(c, lang)) for c in found]
    counts = verdicts(found)
    lines = [labelled(messages.say(f"timely.{t}", lang), str(counts[t]), lang) for t in Timely if t is not Timely.NOT_JUDGED]
    sections.append(Section(messages.say("clock.limit", lang), [*lines, messages.say("clock.rule", lang)]))
    rows = Table(
        [
            "incident",
            "party",
            "aware_from",
            "aware_to",
            "kind",
            "from",
            "to",
            "duty",
            "on",
            "happened",
            "hours_low",
            "hours_high",
            "against_72_h",
            "status",
            "by",
            "denied_by",
            "evidence",
        ],
        [
            [c.incident.id, p.party.id, *_ends(p.aware), kind, n.told.start, n.told.end, n.told.duty, n.told.on_edtf, n.told.happened]
            + [*(n.hours or (None, None)), n.timely.value, *_sayers(n.told), sorted(n.told.cited)]
            for c in found
            for p in c.parties
            for kind, n in notices(p)
        ],
    )
    nothing = () if any(c.parties for c in found) else (messages("clock.none", n=len(found)),)
    return Document(messages.say("clock.title", lang), sections, {"incidents": [clocks_json(c) for c in found]}, rows, nothing=nothing)


def notices(party: PartyClock) -> Iterator[tuple[str, Notice]]:
    """Everything told to or by a party, with its kind."""
    for kind in NOTICE_GROUPS:
        for notice in getattr(party, kind):
            yield kind, notice


def _ends(span: Span | None) -> tuple[str | None, str | None]:
    if span is None:
        return None, None
    first, last = (day_of(moment) for moment in (span.begin, span.end - dt.timedelta(minutes=1) if span.end else None))
    if span.begin is not None and span.begin == span.end:
        return (span.begin.isoformat(timespec="minutes"),) * 2
    return first, last


def day_of(moment: dt.datetime | None) -> str | None:
    """The day of a moment."""
    return moment.date().isoformat() if moment else None


def told_dates(told: GivenNotice, lang: str) -> str:
    """When somebody was told, as each standing reading says."""
    return " / ".join(dict.fromkeys(day_text(r.on, lang) for r in told.standing if r.on and r.happened is not False))


def told_voices(told: GivenNotice, called: Callable[[str], str], lang: str) -> str:
    """Whose word a notice is, each with what it says where that is that nobody was told."""
    found = []
    for reading in told.standing:
        said = voice(reading.status, reading.by, called, lang)
        found.append(f"{messages.say('clock.not_told', lang)} ({said})" if reading.happened is False else said)
    return " / ".join(dict.fromkeys(found))


def _sayers(told: GivenNotice) -> tuple[str, list[str], list[str]]:
    """The status and speakers of a notice, and who denies it: where both is said, the status and speakers are of those who say yes."""
    if told.happened is not None:
        return told.status, list(told.by), []
    sides = {yes: [r for r in told.standing if (r.happened is not False) is yes] for yes in (True, False)}
    by, denied = (list(dict.fromkeys(who for reading in sides[yes] for who in reading.by)) for yes in (True, False))
    return next((r.status for r in sides[True]), told.status), by, denied


def aware_text(party: PartyClock, lang: str) -> str:
    """When a party knew; unknown where nobody says."""
    if party.aware is None:
        return messages.label("unknown", lang)
    first, last = _ends(party.aware)
    days = day_text(first if first == last else f"{first or '..'}/{last or '..'}", lang)
    how = "clock.detected" if party.aware_by == "detection" else "clock.told"
    return f"{days} ({messages.say(how, lang)})"


def due_text(due: Span, lang: str) -> str:
    """By when a party that was told may owe the authority a notice: the last moment that its sources allow, if any."""
    _, last = _ends(due)
    return messages.say("clock.due", lang, d=day_text(last, lang) or "…")


def _duties(found: Clocks, lang: str) -> list[str]:
    """Who has to tell, according to whom."""
    lines = duty_lines(found.duties_said, lambda who: name_of(found.names, who, lang), lang)
    return [f"{text} · [{', '.join(evidence)}]" for text, evidence in lines]


def clock_table(found: Clocks, lang: str) -> Table:
    """The parties of one incident, a row a notification; a party that told nobody, as far as anybody says, has one row."""

    def called(node_id: str) -> Name:
        return name_of(found.names, node_id, lang)

    rows: list[list[Any]] = []
    for party in found.parties:
        told = list(notices(party))
        if not told:
            rows.append([party.party.called(lang), aware_text(party, lang), messages.say("clock.nobody_says", lang), *[""] * 6])
        if party.due is not None:
            rows.append([party.party.called(lang), aware_text(party, lang), due_text(party.due, lang), *[""] * 6])
        for kind, notice in told:
            other = notice.told.start if kind == "told_by" else notice.told.end
            happened = "" if notice.told.happened else messages.say("clock.not_told" if notice.told.happened is False else "disputed", lang)
            whom = f"{messages.say(f'clock.{kind}', lang)} · {called(other)}" + (f" ({happened})" if happened else "")
            limit = "" if notice.timely is Timely.NOT_JUDGED else messages.say(f"timely.{notice.timely}", lang)
            by = told_voices(notice.told, called, lang)
            evidence = ", ".join(notice.told.cited)
            duty = messages.label(notice.told.duty, lang) if notice.told.duty else ""
            hours = hours_text(notice.hours, lang) if notice.told.happened is not False else ""
            rows.append(
                [
                    party.party.called(lang),
                    aware_text(party, lang),
                    whom,
                    told_dates(notice.told, lang) or messages.label("unknown", lang),
                    duty,
                    hours,
                    limit,
                    by,
                    evidence,
                ]
            )
    return Table([messages.say(f"col.{h}", lang) for h in CLOCK_HEADS], rows)


def clocks_json(found: Clocks) -> dict[str, Any]:
    """One incident of `notifications --format json`."""
    return {
        "id": found.incident.id,
        "duties_said": [
            {
                "field": c.field,
                "answer": c.answer,
                "text": {"fr": c.text_fr, "en": c.text_en} if c.text_fr or c.text_en else None,
                "scope": list(c.scope),
                "status": c.status,
                "by": c.by,
                "made_on": c.made_on_edtf,
                "replies_to": list(c.replies_to),
                "evidence": list(c.evidence),
            }
            for c in found.duties_said
        ],
        "parties": [
            {
                "id": p.party.id,
                "compromised": p.compromised,
                "aware": dict(zip(("from", "to"), _ends(p.aware), strict=True)) if p.aware else None,
                "aware_by": p.aware_by,
                "may_owe_by": dict(zip(("from", "to"), _ends(p.due), strict=True)) if p.due else None,
                "notices": [
                    {
                        "kind": kind,
                        "from": n.told.start,
                        "to": n.told.end,
                        "duty": n.told.duty or None,
                        "happened": n.told.happened,
                        "on": n.told.on_edtf,
                        "status": n.told.status,
                        "by": list(n.told.by),
                        **readings_json(n.told.readings),
                        "hours": {"low": n.hours.fewest, "high": n.hours.most} if n.hours else None,
                        "against_72_h": n.timely.value,
                        "evidence": sorted(n.told.cited),
                    }
                    for kind, n in notices(p)
                ],
            }
            for p in found.parties
        ],
    }
