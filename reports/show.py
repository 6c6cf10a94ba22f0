"""Everything about one thing, as a document."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from maillon.graph.model import ARROW_BY_TYPE, Family
from maillon.graph.readings import SourceReading
from maillon.queries.json_value import json_value
from maillon.queries.show import AttachedArrow, ShowAnswer
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import name_of
from maillon.reports.messages import messages
from maillon.reports.readings import voice

_SKIPPED = frozenset({"id", "name", "name_fr", "name_en", "evidence", "unstated"})


def show_document(answer: ShowAnswer, lang: str, as_of: dt.date | None) -> Document:
    """What is said of a thing, its relations, its incidents, its sources. `as_of` leaves out relations begun later."""
    node = answer.node
    properties = [[k, json_value(v)] for k, v in node.properties.items() if k not in _SKIPPED]
    sections = [Section(messages.say("show.properties", lang), [], Table(["", ""], properties))] if properties else []
    evidence = node.properties.get("evidence")
    if evidence and sections:
        properties.append([messages.say("evidence", lang), list(evidence)])
    links = [link for link in answer.links if not _later(link, as_of)]
    groups = {
        "show.relations": (Family.TRUST, Family.GOVERNANCE),
        "show.incidents": (Family.INCIDENT,),
        "incident.figures": (Family.EVIDENCE,),
    }
    for heading, families in groups.items():
        rows = [_row(link, answer, lang) for link in links if ARROW_BY_TYPE[link.type].family in families]
        if rows:
            heads = [messages.say(f"col.{c}", lang) for c in ("from", "relation", "to", "dates", "status", "note", "evidence")]
            sections.append(Section(messages.say(heading, lang), [], Table(heads, rows)))
    if answer.decisions:
        rows = [
            [messages.say(f"decision.{d['verdict']}", lang), d["subjects"], d["decided_by"], d["decided_on"], d["why"]]
            for d in answer.decisions
        ]
        heads = [messages.say(f"col.{c}", lang) for c in ("verdict", "subjects", "decided_by", "decided_on", "why")]
        sections.append(Section(messages.say("show.decisions", lang), [], Table(heads, rows)))
    if answer.sources:
        rows = [
            [
                s.id.partition(":")[2],
                s.properties.get("publisher"),
                s.properties.get("title"),
                s.properties.get("published_edtf") or (messages.say("undated", lang) if s.properties.get("undated") else None),
                s.properties.get("url"),
            ]
            for s in answer.sources.values()
        ]
        sections.append(
            Section(
                messages.say("evidence", lang),
                [],
                Table([messages.say(f"col.{c}", lang) for c in ("id", "publisher", "title", "date", "address")], rows),
            )
        )
    body = {
        "id": node.id,
        "name": node.name,
        "labels": list(node.labels),
        "properties": {k: json_value(v) for k, v in node.properties.items()},
        "arrows": [{"type": x.type, "from": x.start, "to": x.end, **x.properties} for x in links],
        "decisions": [dict(d) for d in answer.decisions],
        "sources": {i: {k: json_value(v) for k, v in s.properties.items()} for i, s in answer.sources.items()},
    }
    rows_table = Table(["type", "from", "to"], [[x.type, x.start, x.end] for x in links])
    roles = ", ".join(label for label in node.labels)
    return Document(f"{node.called(lang)} ({node.id}) · {roles}", sections, body, rows_table)


def _later(link: AttachedArrow, as_of: dt.date | None) -> bool:
    since = link.properties.get("since")
    return as_of is not None and since is not None and since > as_of.isoformat()


def _row(link: AttachedArrow, answer: ShowAnswer, lang: str) -> list[object]:
    p = link.properties
    names = [name_of(answer.names, i, lang) for i in (link.start, link.end)]
    told = [messages.say(f"date.{k}", lang, d=p[f"{k}_edtf"]) for k in ("since", "until", "seen") if p.get(f"{k}_edtf")]
    told += [str(p["on_edtf"])] if p.get("on_edtf") else []
    notes = [messages.label(str(p[k]), lang) for k in ("service", "outcome", "vector", "duty", "deployment") if p.get(k)]
    notes += [messages.say("conflict", lang)] if p.get("conflict") else []
    notes += [str(p[f"note_{lang}"])] if p.get(f"note_{lang}") else []
    status = voice(str(p["status"]), p.get("by") or (), lambda who: name_of(answer.names, who, lang), lang) if p.get("status") else ""
    notes += [messages.say("voice.others", lang, others="; ".join(others))] if (others := _others(p, answer, lang)) else []
    return [names[0], messages.label(link.type, lang), names[1], ", ".join(told), status, "; ".join(notes), list(p.get("evidence", ()))]


def _others(properties: Mapping[str, Any], answer: ShowAnswer, lang: str) -> list[str]:
    """What the other readings of an arrow say, each with its days, status and speaker."""
    found = []
    for text in (properties.get("readings") or ())[1:]:
        said = SourceReading.of(json.loads(text))
        told = [
            messages.say(f"date.{k}", lang, d=said.values[f"{k}_edtf"]) for k in ("since", "until", "seen") if f"{k}_edtf" in said.values
        ]
        told += [str(said.on)] if said.on else []
        told += [messages.label(said.outcome, lang)] if said.outcome else []
        by = voice(said.status, said.by, lambda who: name_of(answer.names, who, lang), lang)
        found.append(f"{', '.join(told)} ({by})" if told else by)
    return found
