"""One thing that changed, in lines: what it is, what of it was put how before and is now, and who says so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from maillon.graph.model import ARROW_BY_TYPE, BILINGUAL, Status
from maillon.queries.changes import Change, Differing, Said, Thing, Turn, revised_properties
from maillon.queries.subgraph import Node
from maillon.reports.formatting import action_text, figure_text, is_veris, labelled, name_of, number
from maillon.reports.messages import messages
from maillon.reports.readings import voice
from maillon.reports.relation_lines import step_text
from maillon.reports.spoken_days import day_text, spoken
from maillon.wording import in_language, spaced

_TERMS = frozenset(
    {
        *("outcome", "status", "effect", "effects", "deployment", "data_after_end", "gdpr_role", "scope", "unit", "field", "people"),
        *("labels", "roles", "duty", "service", "vector", "gravest", "gravest_status", "answer", "each_status", "each_outcome", "of"),
    }
)
"""Properties whose values are terms of the data."""

_FIGURE = ("low", "high", "unit", "approximate")
"""Properties that are one figure together."""
_GRAVEST = ("gravest", "gravest_status", "gravest_by")
_READINGS = frozenset({"readings", "size_readings", "count_readings"})
_VOICE = frozenset({"status", "by", "made_on", "made_on_edtf", "evidence", "own_word"})
_FIRST = ("outcome", "happened", "gravest", "low", "high", "unit", "status", "by")
"""What is told first of a thing."""
_FLAGS = frozenset({"conflict", "approximate", "size_approximate", "count_approximate", "own_word", "unstated", "undated"})
"""Properties that are only there where they hold."""
_APART = frozenset(
    {"id", "outcome", "happened", "low", "high", "unit", "approximate", "incident", "field", "name", "cited", *_READINGS, *_VOICE}
)
"""Properties of a reading that its text puts in a place of their own, or that its thing already names."""
_DAYS = frozenset({"since", "until", "planned_until", "seen_on", "on", "on_from", "on_to"})
_DATES = _DAYS | {
    *("detected_on", "contained_on", "disclosed_on", "restored_on", "occurred_from", "occurred_to", "known_by", "made_on", "published_on"),
    *("accessed_on", "decided_on", "count_as_of", "size_as_of", "as_of", "each_made_on", "each_since", "each_until", "each_on"),
}
"""Properties whose values are dates."""
_TEXTS = frozenset({"note", "text", "title", "why", "open", "account"})
"""Stems of texts: a short line only says that they differ."""

Names = Mapping[str, Node]


def thing_text(thing: Thing, names: Names, lang: str) -> str:
    """What a thing is: a name and id, or both ends of an arrow with what sets it apart from others between them."""
    if len(thing.ids) == 1:
        (node_id,) = thing.ids
        return _claim_text(thing, names, lang) if thing.kind == "Claim" else f"{name_of(names, node_id, lang)} ({node_id})"
    start, end = (name_of(names, i, lang) for i in thing.ids)
    key = [value_text(name, thing.properties[name], names, lang) for name in ARROW_BY_TYPE[thing.kind].key if thing.properties.get(name)]
    told = end if thing.kind in ("EXPOSED", "AFFECTED") else step_text(thing.kind, start, end, lang)
    return f"{start} · {told}" + (f" ({', '.join(key)})" if key else "")


def _claim_text(thing: Thing, names: Names, lang: str) -> str:
    said = thing.properties
    incident = name_of(names, str(said.get("incident")), lang)
    return f"{incident} · {messages.label(str(said.get('field') or 'unknown'), lang)}"


def change_lines(change: Change, names: Names, lang: str, *, short: bool = False) -> list[str]:
    """A change: one line that says what it is, and below it one for each thing that differs. In `short` all is one line."""
    head = thing_text(change.thing, names, lang)
    if change.turn is not Turn.CHANGED:
        said = [said_text(reading, names, lang, short=short) for reading in change.thing.readings] or _bare(change.thing, short=short)
        also = messages.say("diff.reading_also", lang)
        contested = (r for r in change.thing.readings[1:] if short and r.get("status") == Status.CONTESTED)
        lines = [
            " · ".join([head, *said[:1], *(_voice_of(r, names, lang) for r in contested)]),
            *(f"  {labelled(also, text, lang)}" for text in said[1:]),
        ]
        return lines[:1] if short else lines
    parts = [" → ".join(messages.label(force, lang) for force in change.force)] if change.force else []
    assert change.before is not None
    assert change.after is not None
    gravest = _gravest_texts(change, names, lang)
    told = [d for d in change.told if not (gravest and d.name in _GRAVEST)]
    parts += _told_lines(told, change.before.properties, change.after.properties, names, lang, short=short)
    if len(set(gravest)) > 1 or (gravest and not (parts or change.revised or change.gone or change.new)):
        parts.append(labelled(property_label("gravest", lang), " → ".join(gravest), lang))
    if change.revised:
        whose = _voice_of(change.revised[1], names, lang)
        parts[:0] = [f"{whose} · {line}" for line in _told_lines(revised_properties(change), *change.revised, names, lang, short=short)]
    known = [("leads", change.lead)] if change.lead and change.lead not in change.new else []
    readings = [*(("gone", r) for r in change.gone), *(("new_lead" if r is change.lead else "new", r) for r in change.new), *known]
    for key, reading in readings:
        parts.append(labelled(messages.say(f"diff.reading_{key}", lang), said_text(reading, names, lang, short=short), lang))
    if short:
        return [labelled(head, messages.say("semicolon", lang).join(parts), lang)]
    whole = change.thing.readings
    now = f" · {_voice_of(whole[0], names, lang)} · [{', '.join(whole[0].get('evidence') or ())}]" if whole else ""
    return [f"{head}{now}", *(f"  {part}" for part in parts)]


def said_text(said: Said, names: Names, lang: str, *, short: bool = False) -> str:
    """One reading, whole: what it gives, its note, how firmly, who says so and when, on what. `short`: only what and who."""
    get = said.get
    parts = [value_text("outcome", get("outcome"), names, lang)] if get("outcome") else []
    parts += [messages.say("clock.not_told", lang)] if get("happened") is False else []
    figure = figure_text(get("low"), get("high"), get("unit"), lang, approximate=bool(get("approximate")))
    parts += [figure] if figure else []
    rest = [Differing(n, None, v) for n, v in said.items() if n not in _APART and not (n in _DAYS and (f"{n}_edtf" in said or "_" in n))]
    if not short:
        parts += [
            labelled(property_label(d.name, lang), value_text(d.name, d.after, names, lang), lang)
            for d in _once(rest, lang)
            if d.after != ""
        ]
    parts.append(_voice_of(said, names, lang))
    if get("made_on_edtf") and not short:
        parts.append(messages.say("diff.said_on", lang, d=spoken(get("made_on_edtf"))))
    return " · ".join(parts) + ("" if short else f" · [{', '.join(get('evidence') or ())}]")


def _bare(thing: Thing, *, short: bool) -> list[str]:
    evidence = thing.properties.get("evidence")
    return [f"[{', '.join(evidence)}]"] if evidence and not short else []


def _voice_of(said: Said, names: Names, lang: str) -> str:
    by = said.get("by") or ()
    return voice(
        said.get("status") or Status.REPORTED.value, [by] if isinstance(by, str) else by, lambda who: name_of(names, who, lang), lang
    )


def _once(differing: Iterable[Differing], lang: str) -> list[Differing]:
    """What is to be told in one language: of a text and its translation the one that is read."""
    found = list(differing)
    names = {d.name for d in found}
    other = in_language(lang, "_en", "_fr")
    twice = {f"{stem}{other}" for stem in BILINGUAL if f"{stem}_{lang}" in names}
    kept = [d for d in found if d.name not in twice]
    return sorted(kept, key=lambda d: _FIRST.index(d.name) if d.name in _FIRST else len(_FIRST))


def _told_lines(differing: Iterable[Differing], before: Said, after: Said, names: Names, lang: str, *, short: bool) -> list[str]:
    """Each property that differs, in a line of its own; what is one figure in one."""
    told = _once(differing, lang)
    rest = [_differing_text(d, names, lang, short=short) for d in told if d.name not in _FIGURE]
    if len(rest) == len(told):
        return rest
    figures = [
        figure_text(said.get("low"), said.get("high"), said.get("unit"), lang, approximate=bool(said.get("approximate")))
        or messages.say("diff.unsaid", lang)
        for said in (before, after)
    ]
    if figures[0] == figures[1]:
        return [_differing_text(d, names, lang, short=short) for d in told]
    line = labelled(messages.say("col.figure", lang), " → ".join(figures), lang)
    first = sum(d.name in _FIRST[: _FIRST.index("low")] for d in told)
    return [*rest[:first], line, *rest[first:]]


def _gravest_texts(change: Change, names: Names, lang: str) -> list[str]:
    """The gravest outcome before and after, if that differs, each with its own voice: that of the reading shown where none is graver."""
    told = []
    for thing in (change.before, change.after):
        if thing and thing.readings and any(d.name in _GRAVEST for d in change.told):
            given = thing.properties
            graver = {"outcome": given.get("gravest"), "status": given.get("gravest_status"), "by": given.get("gravest_by")}
            said = graver if "gravest" in given else thing.readings[0]
            told.append(f"{value_text('outcome', said.get('outcome'), names, lang)} ({_voice_of(said, names, lang)})")
    return told


def _differing_text(differing: Differing, names: Names, lang: str, *, short: bool) -> str:
    name, before, after = differing.name, differing.before, differing.after
    label = property_label(name, lang)
    if short and name.removesuffix("_fr").removesuffix("_en") in _TEXTS:
        return label
    if isinstance(before, list) and isinstance(after, list) and set(map(str, before)) != set(map(str, after)):
        items = [f"− {value_text(name, [item], names, lang)}" for item in before if item not in after]
        items += [f"+ {value_text(name, [item], names, lang)}" for item in after if item not in before]
        return labelled(label, ", ".join(items), lang)
    return labelled(label, " → ".join(value_text(name, value, names, lang) for value in (before, after)), lang)


def property_label(name: str, lang: str) -> str:
    """What a property is called; one that the model does not know keeps its own name."""
    key = f"property.{name}"
    return messages.say(key, lang) if key in messages.words else name


def value_text(name: str, value: Any, names: Names, lang: str) -> str:
    """A value in words: names for ids, labels for terms, `not said` where there is none."""
    if value is None and name in _FLAGS:
        return messages.label("no", lang)
    if value is None or value == "" or value == []:
        return messages.say("diff.unsaid", lang)
    if isinstance(value, bool):
        return messages.label("yes" if value else "no", lang)
    if isinstance(value, int):
        return number(value, lang)
    if isinstance(value, Sequence) and not isinstance(value, str):
        between = messages.say("semicolon", lang) if name in _READINGS else " " if name.startswith("open_") else ", "
        return between.join(value_text(name, item, names, lang) for item in value)
    text = str(value)
    if name in _READINGS:
        return _reading_text(name, text, names, lang)
    if name == "data":
        text = text if text in names else f"data:{text}" if f"data:{text}" in names else text
    if text in names:
        return name_of(names, text, lang)
    if name in _DATES or name.endswith("_edtf"):
        return day_text(text, lang)
    if name == "actions":
        return action_text(text, lang)
    if name in ("country", "language"):
        return messages.label(f"{name}.{text}", lang) if f"{name}.{text}" in messages.labels else text
    if name.startswith("text_") and is_veris(text):
        return action_text(text, lang)
    if name.endswith("_fr"):
        return spaced(text)
    return messages.label(text, lang) if name in _TERMS else text


def _reading_text(name: str, text: str, names: Names, lang: str) -> str:
    said = json.loads(text)
    stem = name.removesuffix("_readings")
    if stem == name:
        return said_text(said, names, lang)
    get = said.get
    figure = figure_text(get(f"{stem}_low"), get(f"{stem}_high"), None, lang, approximate=bool(get(f"{stem}_approximate")))
    by, day = get(f"{stem}_by"), get(f"{stem}_as_of")
    told = ", ".join([*([name_of(names, by, lang)] if by else []), *([day_text(day, lang)] if day else [])])
    return f"{figure} ({told})" if told else figure
