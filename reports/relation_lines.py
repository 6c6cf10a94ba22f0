"""Relations and what incidents showed of a party, as JSON and as lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maillon.reports.document import Section
from maillon.reports.formatting import called, dates, figure_text, labelled, name_of
from maillon.reports.messages import messages
from maillon.reports.readings import other_voices, readings_json, voice
from maillon.wording import Name, after

if TYPE_CHECKING:
    from maillon.queries.reader import Impact
    from maillon.queries.standing import Days
    from maillon.queries.subgraph import Arrow, Node, Subgraph


def arrow_json(arrow: Arrow, on: dt.date | Days | None = None) -> dict[str, Any]:
    """A relation as JSON."""
    body: dict[str, Any] = {
        "from": arrow.start,
        "arrow": arrow.type,
        "to": arrow.end,
        "service": arrow.service or None,
        "contract": arrow.contract or None,
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


def relation_text(type_: str, who: str, whom: str, lang: str, *, begins: bool = False) -> str:
    """A relation as a sentence without its full stop: `les opticiens du portail confient un service à Viamedis`; with `begins`, `Les …`."""
    named = after(who, "le", lang)
    if begins and named != who:
        named = named[:1].upper() + named[1:]
    return messages.say(f"relation.{type_}", lang, who=Name(named, several=getattr(who, "several", False)), whom=whom)


def step_text(type_: str, who: str, whom: str, lang: str) -> str:
    """A relation as it goes on from the one named before: `confie un service à MédecinDirect`."""
    return messages.say(f"hop.{type_}", lang, who=who, whom=whom)


def verb_text(type_: str, who: str, lang: str) -> str:
    """What stands between the two ends of a relation in a table; of what an incident did, its own label."""
    key = f"between.{type_}"
    return messages.say(key, lang, who=who) if key in messages.words else messages.label(type_, lang)


def owners_section(arrows: Sequence[Arrow], names: Mapping[str, Node], lang: str) -> list[Section]:
    """Who owns what is reached: nothing where nobody is recorded."""
    if not arrows:
        return []

    def name(node_id: str) -> Name:
        return name_of(names, node_id, lang)

    lines = [
        f"{relation_text(a.type, name(a.start), name(a.end), lang, begins=True)} · {dates(a, lang)} · {voice(a.status, a.by, name, lang)}"
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
        "approximate": item.approximate,
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
    figure = figure_text(item.low, item.high, item.unit, lang, approximate=item.approximate)

    def name(node_id: str) -> str:
        return called(subgraph, node_id, lang)

    parts = [labelled(name(item.party), messages.label(item.outcome, lang), lang), voice(item.status, item.by, name, lang)]
    parts += [figure] if figure else []
    parts += [messages.label(item.effect, lang)] if item.effect else []
    others = other_voices(item, lambda r: messages.label(r.outcome or "unknown", lang), name, lang)
    parts += [others] if others else []
    return f"{' · '.join(parts)} · [{', '.join(item.evidence)}]"
