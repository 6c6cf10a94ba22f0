"""What is new for an organisation, as a document, and everything that is known as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from maillon.graph.characters import without_strange_characters
from maillon.queries.claims import Claim
from maillon.queries.concerned import ConcernedRow
from maillon.queries.groups import InGroup
from maillon.queries.reader import DataOutcome, GivenNotice, Impact, Place
from maillon.reports.concerned import Beside, ask_lines, concern_text, concerned_json, kin_text, row_json, through_text, undecided_lines
from maillon.reports.confidential import noted
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import claim_text, figure_text, labelled, name_of
from maillon.reports.messages import messages
from maillon.reports.readings import outcome_said, voice, voices
from maillon.reports.spoken_days import day_text, spoken

if TYPE_CHECKING:
    from maillon.queries.subgraph import Node
    from maillon.queries.watching import Fact, News

FEED_LONGEST = 200
"""Entries of a feed; older ones are left out."""


def watch_document(found: News, beside: Beside, lang: str) -> Document:
    """What is new: by incident, the rows first, then what is said; then what to ask."""
    names = _names(found)
    sections = [Section("", [line.say(lang) for line in undecided_lines(found.answer, beside.lookalikes)])]
    head = [messages.say("watch.first", lang)] if found.first else []
    if found.new:
        incidents = len({fact.incident for fact in found.new})
        head.append(messages.say("watch.new", lang, n=len(found.new), incidents=incidents))
    else:
        head.append(messages.say("watch.none", lang))
    if found.gone:
        head.append(messages.say("watch.gone", lang, n=found.gone))
    if beside.newest is not None:
        head.append(messages.say("concerned.newest", lang, d=spoken(beside.newest)))
    sections = [*(s for s in sections if s.lines), Section("", head)]
    for incident in dict.fromkeys(fact.incident for fact in found.new):
        told = [fact for fact in found.new if fact.incident == incident]
        asks = [line for f in told if isinstance(f.said, ConcernedRow) for line in ask_lines(f.said, names, lang)]
        lines = [fact_text(fact, names, lang) for fact in told]
        sections.append(Section(name_of(names, incident, lang), [*dict.fromkeys(lines), *dict.fromkeys(asks)]))
    rows = Table(
        ["incident", "kind", "text", "seen"],
        [[f.incident, messages.say(f"watch.{f.kind}", lang), fact_text(f, names, lang), found.seen[f.mark]] for f in found.new],
    )
    title = messages.say("watch.title", lang, name=found.answer.owner.called(lang), d=spoken(found.answer.as_of))
    return Document(title, sections, _json(found, beside, names), rows)


def _names(found: News) -> Mapping[str, Node]:
    names = dict(found.answer.names)
    for one in found.incidents.values():
        names |= {**one.names, one.incident.id: one.incident}
    return names | {fact.incident: fact.said.incident for fact in found.every if isinstance(fact.said, InGroup)}


def _json(found: News, beside: Beside, names: Mapping[str, Node]) -> dict[str, Any]:
    new = [
        {"incident": f.incident, "kind": f.kind, "text": fact_text(f, names, "en"), "mark": f.mark}
        | ({"row": row_json(f.said)} if isinstance(f.said, ConcernedRow) else {})
        for f in found.new
    ]
    answer = concerned_json(found.answer, beside)
    return {**{k: v for k, v in answer.items() if k != "rows"}, "first_run": found.first, "gone": found.gone, "new": new}


def fact_text(fact: Fact, names: Mapping[str, Node], lang: str) -> str:
    """One thing that is known, in a line, with whose word it is."""

    def called(who: str) -> str:
        return str(name_of(names, who, lang))

    said = fact.said
    match said:
        case ConcernedRow():
            when = messages.say(f"when.{said.when}", lang) if said.path else ""
            way = through_text(said, names, lang)
            parts = [messages.say(f"concerned.{said.kind}", lang), said.at.called(lang), way, when, concern_text(said, names, lang)]
            text = " · ".join(str(part) for part in parts if part)
        case Place():
            text = f"{called(said.party)} ({voices(said, called, lang)})"
        case Impact():
            text = labelled(called(said.party), outcome_said(said, called, lang) or voices(said, called, lang), lang)
        case DataOutcome():
            text = labelled(called(said.category), outcome_said(said, called, lang) or voices(said, called, lang), lang)
        case GivenNotice():
            day = f" {day_text(said.on_edtf, lang)}" if said.on_edtf else ""
            text = f"{called(said.start)} → {called(said.end)}{day} ({voices(said, called, lang)})"
        case Claim():
            figure = figure_text(said.low, said.high, said.unit, lang, approximate=said.approximate)
            answer = messages.label(said.answer, lang) if said.answer else ""
            told = figure or answer or day_text(said.on, lang) or claim_text(said, lang)
            by = (said.by,) if said.by else ()
            text = labelled(messages.label(said.field, lang), f"{told} ({voice(said.status, by, called, lang)})", lang)
        case InGroup():
            text = kin_text(said, lang)
    return labelled(messages.say(f"watch.{fact.kind}", lang), text, lang)


def atom(found: News, lang: str, confidential: Sequence[str] = ()) -> str:
    """Everything that is known, an entry an incident, updated on the day of its newest fact; no address of anybody is in it.

    It begins with the confidential data sets, if any, that are in the graph of which it is made.
    """
    names = _names(found)
    entries = []
    for incident in dict.fromkeys(fact.incident for fact in found.every):
        facts = [fact for fact in found.every if fact.incident == incident]
        entries.append((max(found.seen[f.mark] for f in facts), incident, [fact_text(f, names, lang) for f in facts]))
    entries.sort(key=lambda e: e[1])
    entries.sort(key=lambda e: e[0], reverse=True)
    newest = max((day for day, *_ in entries), default=found.answer.as_of.isoformat())
    owner = found.answer.owner
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(lang)}>',
        f"<id>{_urn(owner.id)}</id>",
        f"<title>{_xml(messages.say('watch.feed', lang, name=owner.called(lang)))}</title>",
        *([f"<subtitle>{_xml(said)}</subtitle>"] if (said := noted(None, confidential, lang)) else []),
        f"<updated>{_moment(newest)}</updated>",
        "<author><name>maillon</name></author>",
    ]
    for day, incident, told in entries[:FEED_LONGEST]:
        lines += [
            "<entry>",
            f"<id>{_urn(owner.id, incident)}</id>",
            f"<title>{_xml(name_of(names, incident, lang))}</title>",
            f"<updated>{_moment(day)}</updated>",
            f'<content type="text">{_xml(chr(10).join(dict.fromkeys(told)))}</content>',
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>"]) + "\n"


def _xml(text: str) -> str:
    return escape("\n".join(without_strange_characters(line)[0] for line in str(text).split("\n")))


def _urn(*ids: str) -> str:
    digest = hashlib.sha256("|".join(ids).encode()).hexdigest()[:32]
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}"


def _moment(day: str) -> str:
    return f"{dt.date.fromisoformat(day).isoformat()}T00:00:00Z"
