"""The notification clock as a document: for each party when it knew, and whom it told after how many hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from maillon.queries.clock_hours import Span
from maillon.queries.notification_clock import Clocks, Notice, PartyClock, Timely, verdicts
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import hours_text, name_of
from maillon.reports.messages import messages

NOTICE_GROUPS = ("told_by", "to_clients", "to_authorities", "to_persons", "to_others")
CLOCK_HEADS = ("party", "aware", "told", "date", "duty", "hours_aware", "limit", "by", "evidence")


def notifications_document(found: Sequence[Clocks], lang: str) -> Document:
    """One section an incident, and how many notifications lie on which side of the 72 hours."""
    sections = [Section(c.incident.called(lang), [], clock_table(c, lang)) for c in found]
    counts = verdicts(found)
    lines = [f"{messages.say(f'timely.{t}', lang)}: {counts[t]}" for t in Timely if t is not Timely.NOT_JUDGED]
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
        ],
        [
            [c.incident.id, p.party.id, *_ends(p.aware), kind, n.told.start, n.told.end, n.told.duty, n.told.on, n.told.happened]
            + [*(n.hours or (None, None)), n.timely.value]
            for c in found
            for p in c.parties
            for kind, n in notices(p)
        ],
    )
    return Document(messages.say("clock.title", lang), sections, {"incidents": [clocks_json(c) for c in found]}, rows)


def notices(party: PartyClock) -> Iterator[tuple[str, Notice]]:
    """Everything told to or by a party, with its kind."""
    for kind in NOTICE_GROUPS:
        for notice in getattr(party, kind):
            yield kind, notice


def _ends(span: Span | None) -> tuple[str | None, str | None]:
    if span is None:
        return None, None
    return (span.first.isoformat() if span.first else None, span.last.isoformat() if span.last else None)


def aware_text(party: PartyClock, lang: str) -> str:
    """When a party knew; unknown where nobody says."""
    if party.aware is None:
        return messages.label("unknown", lang)
    first, last = _ends(party.aware)
    days = first if first == last else f"{first or '…'} – {last or '…'}"
    how = "clock.detected" if party.detected else "clock.told"
    return f"{days} ({messages.say(how, lang)})"


def clock_table(found: Clocks, lang: str) -> Table:
    """The parties of one incident, a row a notification; a party that told nobody, as far as anybody says, has one row."""

    def called(node_id: str) -> str:
        return name_of(found.names, node_id, lang)

    rows: list[list[Any]] = []
    for party in found.parties:
        told = list(notices(party))
        if not told:
            rows.append([party.party.called(lang), aware_text(party, lang), messages.say("clock.nobody_says", lang), *[""] * 6])
        for kind, notice in told:
            other = notice.told.start if kind == "told_by" else notice.told.end
            happened = "" if notice.told.happened else messages.say("clock.not_told" if notice.told.happened is False else "disputed", lang)
            whom = f"{messages.say(f'clock.{kind}', lang)} · {called(other)}" + (f" ({happened})" if happened else "")
            limit = "" if notice.timely is Timely.NOT_JUDGED else messages.say(f"timely.{notice.timely}", lang)
            by = ", ".join(dict.fromkeys(called(b) for r in notice.told.readings for b in r.by))
            evidence = ", ".join(dict.fromkeys(e for r in notice.told.readings for e in r.evidence))
            duty = messages.label(notice.told.duty, lang) if notice.told.duty else ""
            hours = hours_text(notice.hours, lang) if notice.told.happened is not False else ""
            rows.append(
                [
                    party.party.called(lang),
                    aware_text(party, lang),
                    whom,
                    notice.told.on or messages.label("unknown", lang),
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
        "parties": [
            {
                "id": p.party.id,
                "compromised": p.compromised,
                "aware": dict(zip(("from", "to"), _ends(p.aware), strict=True)) if p.aware else None,
                "aware_by": None if p.aware is None else "detection" if p.detected else "notice",
                "notices": [
                    {
                        "kind": kind,
                        "from": n.told.start,
                        "to": n.told.end,
                        "duty": n.told.duty or None,
                        "happened": n.told.happened,
                        "on": n.told.on,
                        "hours": {"low": n.hours.fewest, "high": n.hours.most} if n.hours else None,
                        "against_72_h": n.timely.value,
                        "evidence": sorted({e for r in n.told.readings for e in r.evidence}),
                    }
                    for kind, n in notices(p)
                ],
            }
            for p in found.parties
        ],
    }
