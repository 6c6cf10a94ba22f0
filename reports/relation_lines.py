"""Relations and what incidents showed of a party, as JSON and as lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from maillon.queries.reader import Impact
from maillon.queries.standing import Days
from maillon.queries.subgraph import Arrow, Subgraph
from maillon.reports.document import Section
from maillon.reports.formatting import called, dates, figure_text, labelled
from maillon.reports.messages import messages
from maillon.reports.readings import other_voices, readings_json, voice


def arrow_json(arrow: Arrow, on: dt.date | Days | None = None) -> dict[str, Any]:
    """A relation as JSON."""
    body: dict[str, Any] = {
        "from": arrow.start,
        "arrow": arrow.type,
        "to": arrow.end,
        "service": arrow.service or None,
        "since": arrow.since_edtf,
        "until": arrow.until_edtf,
        "planned_until": arrow.planned_until_edtf,
        "seen_on": arrow.seen_edtf,
        "status": arrow.status,
        "by": list(arrow.by),
        "data": sorted(arrow.data) if arrow.data is not None else None,
        "deployment": arrow.deployment,
        "conflict": arrow.conflict,
        "evidence": list(arrow.evidence),
        **readings_json(arrow.readings),
    }
    if on is not None:
        body["force"] = arrow.force(on).value
    return body


def owners_section(arrows: Sequence[Arrow], lang: str) -> list[Section]:
    """Who owns what is reached: nothing where nobody is recorded."""
    if not arrows:
        return []
    lines = [
        f"{a.start} {messages.label(a.type, lang)} {a.end} · {dates(a, lang)} · {voice(a.status, a.by, str, lang)}"
        + (f" · {messages.say('conflict', lang)}" if a.conflict else "")
        + f" · [{', '.join(a.evidence)}]"
        for a in arrows
    ]
    return [Section(messages.say("owners", lang), lines)]


def shown_json(item: Impact) -> dict[str, Any]:
    """One AFFECTED arrow."""
    return {
        "incident": item.incident,
        "party": item.party,
        "outcome": item.outcome,
        "effect": item.effect or None,
        "low": item.low,
        "high": item.high,
        "unit": item.unit,
        "data": list(item.data),
        "status": item.status,
        "by": list(item.by),
        "conflict": item.conflict,
        "evidence": list(item.evidence),
        **readings_json(item.readings),
    }


def shown_line(item: Impact, subgraph: Subgraph, lang: str) -> str:
    """What an incident showed of one party, in one line with its evidence."""
    figure = figure_text(item.low, item.high, item.unit, lang)

    def name(node_id: str) -> str:
        return called(subgraph, node_id, lang)

    parts = [labelled(name(item.party), messages.label(item.outcome, lang), lang), voice(item.status, item.by, name, lang)]
    parts += [figure] if figure else []
    parts += [messages.label(item.effect, lang)] if item.effect else []
    others = other_voices(item, lambda r: messages.label(r.outcome or "unknown", lang), name, lang)
    parts += [others] if others else []
    return f"{' · '.join(parts)} · [{', '.join(item.evidence)}]"
