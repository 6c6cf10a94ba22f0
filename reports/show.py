"""Everything about one thing, as a document."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from maillon.graph.model import ARROW_BY_TYPE, Family
from maillon.graph.readings import SourceReading
from maillon.queries.json_value import json_value
from maillon.reports.changes import property_label, value_text
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import kinds_text, name_of
from maillon.reports.messages import messages
from maillon.reports.readings import voice
from maillon.reports.relation_lines import verb_text
from maillon.reports.spoken_days import day_text, spoken
from maillon.wording import in_language

if TYPE_CHECKING:
    from maillon.queries.show import AttachedArrow, ShowAnswer

_SKIPPED = frozenset({"id", "name", "name_fr", "name_en", "evidence", "unstated"})


def show_document(answer: ShowAnswer, lang: str, as_of: dt.date | None) -> Document:
    """What is said of a thing, its relations, its incidents, its sources. `as_of` leaves out relations begun later."""
    node = answer.node
    properties = _properties(answer, lang)
    sections = [Section(messages.say("show.properties", lang), [], Table(["", ""], properties))] if properties else []
    evidence = node.properties.get("evidence")
    if evidence and sections:
        properties.append([messages.say("evidence", lang), list(evidence)])
    links = [link for link in answer.links if not _later(link, as_of)]
    about = [link for link in links if link.type == "ABOUT" and link.end == node.id]
    links = [link for link in links if link not in about]
    groups = {
        "show.relations": (Family.TRUST, Family.GOVERNANCE, Family.INCLUSION),
        "show.incidents": (Family.INCIDENT,),
        "show.said": (Family.EVIDENCE,),
    }
    for heading, families in groups.items():
        rows = [_row(link, answer, lang) for link in links if ARROW_BY_TYPE[link.type].family in families]
        if rows:
            heads = [messages.say(f"col.{c}", lang) for c in ("from", "relation", "to", "dates", "status", "note", "evidence")]
            sections.append(Section(messages.say(heading, lang), [], Table(heads, rows)))
    if about:
        told = messages.say("show.about", lang, n=len(about), command=f"maillon incident {node.id.partition(':')[2]}")
        sections.append(Section(messages.say("show.claims", lang), [told]))
    if answer.decisions:
        rows = [
            [messages.say(f"decision.{d['verdict']}", lang), d["subjects"], d["decided_by"], day_text(d["decided_on"], lang), d["why"]]
            for d in answer.decisions
        ]
        heads = [messages.say(f"col.{c}", lang) for c in ("verdict", "subjects", "decided_by", "decided_on", "why")]
        sections.append(Section(messages.say("show.decisions", lang), [], Table(heads, rows)))
    if answer.sources:
        rows = [
            [
                s.id.partition(":")[2],
                s.properties.get("publisher"),
                messages.label(f"source.{s.properties['source_rank']}", lang) if s.properties.get("source_rank") else None,
                s.properties.get("title"),
                day_text(s.properties.get("published_edtf"), lang)
                or (messages.say("undated", lang) if s.properties.get("undated") else None),
                s.properties.get("url"),
            ]
            for s in answer.sources.values()
        ]
        sections.append(
            Section(
                messages.say("dossier.sources", lang),
                [],
                Table([messages.say(f"col.{c}", lang) for c in ("id", "publisher", "source_rank", "title", "date", "address")], rows),
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
    return Document(f"{name_of({node.id: node}, node.id, lang)} ({node.id}) · {kinds_text(node, lang)}", sections, body, rows_table)


def _properties(answer: ShowAnswer, lang: str) -> list[list[Any]]:
    """What is said of the node itself, each property by its name; of a text and its translation the one that is read."""
    every = answer.node.properties
    found = {
        k: v for k, v in every.items() if k not in _SKIPPED and f"{k}_edtf" not in every and f"{k.removesuffix('_on')}_edtf" not in every
    }
    other = in_language(lang, "_en", "_fr")
    told = {k: v for k, v in found.items() if not (k.endswith(other) and f"{k.removesuffix(other)}_{lang}" in found)}
    names = {**answer.names, answer.node.id: answer.node}
    return [[property_label(k, lang), value_text(k, json_value(v), names, lang)] for k, v in told.items()]


def _later(link: AttachedArrow, as_of: dt.date | None) -> bool:
    since = link.properties.get("since")
    return as_of is not None and since is not None and since > as_of.isoformat()


def _row(link: AttachedArrow, answer: ShowAnswer, lang: str) -> list[object]:
    p = link.properties
    names = [name_of(answer.names, i, lang) for i in (link.start, link.end)]
    told = [messages.say(f"date.{k}", lang, d=spoken(p[f"{k}_edtf"])) for k in ("since", "until", "seen") if p.get(f"{k}_edtf")]
    told += [day_text(p["on_edtf"], lang)] if p.get("on_edtf") else []
    notes = [messages.label(str(p[k]), lang) for k in ("service", "outcome", "effect", "of", "vector", "duty", "deployment") if p.get(k)]
    notes += [messages.say("clock.not_told", lang)] if p.get("happened") is False else []
    notes += [messages.say("conflict", lang)] if p.get("conflict") else []
    notes += [note.rstrip(".")] if (note := in_language(lang, p.get("note_fr"), p.get("note_en"))) else []
    status = voice(str(p["status"]), p.get("by") or (), lambda who: name_of(answer.names, who, lang), lang) if p.get("status") else ""
    notes += (
        [messages.say("voice.others", lang, others=messages.say("semicolon", lang).join(others))]
        if (others := _others(p, answer, lang))
        else []
    )
    return [
        names[0],
        verb_text(link.type, names[0], lang),
        names[1],
        ", ".join(told),
        status,
        messages.say("semicolon", lang).join(notes),
        list(p.get("evidence", ())),
    ]


def _others(properties: Mapping[str, Any], answer: ShowAnswer, lang: str) -> list[str]:
    """What the other readings of an arrow say, each with its days, status and speaker."""
    found = []
    for text in (properties.get("readings") or ())[1:]:
        said = SourceReading.of(json.loads(text))
        told = [
            messages.say(f"date.{k}", lang, d=spoken(said.values[f"{k}_edtf"]))
            for k in ("since", "until", "seen")
            if f"{k}_edtf" in said.values
        ]
        told += [day_text(said.on, lang)] if said.on else []
        told += [messages.label(said.outcome, lang)] if said.outcome else []
        told += [messages.say("clock.not_told", lang)] if said.happened is False else []
        by = voice(said.status, said.by, lambda who: name_of(answer.names, who, lang), lang)
        found.append(f"{', '.join(told)} ({by})" if told else by)
    return found
