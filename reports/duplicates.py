"""What may be one organisation, tier by tier, with what speaks for and against; and as a decision file to fill in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from maillon.graph.characters import on_one_line, taken_text
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import labelled
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.queries.duplicates import Proposed
    from maillon.queries.resolution.candidates import Candidate
    from maillon.queries.resolution.tiers import Pair
    from maillon.wording import Message

_OF_EACH = {"numbers_differ": "numbers", "kinds_differ": "kinds", "sides_differ": "sides"}
"""Signals that are said with what each of the two names has."""


def reasons(pair: Pair) -> tuple[list[Message], list[Message]]:
    """What speaks for the two being one, and what against."""
    one, other, met, parts = pair.one, pair.other, pair.met, pair.parts
    speaks: list[Message] = []
    against: list[Message] = []
    if pair.number:
        speaks.append(messages("same.number", number=pair.number))
    if pair.reason == "number_names":
        against.append(messages("same.nothing_shared"))
    if met.one.letters == met.other.letters and met.one.letters:
        speaks.append(messages("same.letters"))
    elif met.initials:
        speaks.append(messages("same.initials", name=min(met.one.text, met.other.text, key=len)))
    if pair.counts:
        speaks.append(messages("same.words", words=[messages("same.word", word=word, n=n) for word, n in pair.counts]))
    if parts.get("town_same", 0) or (one.town and other.town and one.town_words[0] == other.town_words[0]):
        speaks.append(messages("same.town", town=other.town))
    elif "region_same" in parts:
        speaks.append(messages("same.region", region=one.region))
    if met.in_town:
        speaks.append(messages("same.town_word", words=list(met.in_town)))
    if "town_differs" in parts:
        against.append(messages("same.towns", one=one.town, other=other.town))
    elif "region_differs" in parts:
        against.append(messages("same.regions", one=one.region, other=other.region))
    for name, of in _OF_EACH.items():
        if name in parts:
            mine, theirs = sorted(getattr(met.one, of)), sorted(getattr(met.other, of))
            against.append(messages(f"same.{name}", one=mine or "–", other=theirs or "–"))
    if pair.rivals:
        against.append(messages("same.rivals", n=pair.rivals))
    for only in (met.only_one, met.only_other):
        if only:
            against.append(messages("same.only", words=list(only)))
    return speaks, against


def _row(pair: Pair, lang: str, group: int) -> list[Any]:
    speaks, against = reasons(pair)
    said = [messages.say("same.for", lang, reasons=speaks)] if speaks else []
    said += [messages.say("same.against", lang, reasons=against)] if against else []
    return [group, pair.score, messages.say(f"duplicates.{pair.reason}", lang), _shown(pair.one), _shown(pair.other), " ".join(said)]


def _shown(candidate: Candidate) -> str:
    place = ", ".join(part for part in (candidate.town, candidate.region or candidate.country) if part)
    return f"{candidate.name} ({place}) {candidate.id}" if place else f"{candidate.name} {candidate.id}"


def _json(pair: Pair, group: int, lang: str) -> dict[str, Any]:
    speaks, against = reasons(pair)
    return {
        "ids": list(pair.ids),
        "names": [pair.one.name, pair.other.name],
        "group": group,
        "tier": pair.tier,
        "reason": pair.reason,
        "score": pair.score,
        "number": pair.number,
        "for": [reason.say(lang) for reason in speaks],
        "against": [reason.say(lang) for reason in against],
    }


def duplicates_document(proposed: Proposed, lang: str) -> Document:
    """What is to be decided (pairs of one organisation together, best first), what bears one name, what is sure, and contradictions."""
    found = proposed.tiers
    columns = ("group", "score", "reason", "one", "other", "reasons")
    titles = [messages.say(f"col.{c}", lang) for c in columns]
    decide = [_row(pair, lang, n) for n, group in enumerate(found.decide, 1) for pair in group]
    named = [_row(pair, lang, n) for n, group in enumerate(found.names, 1) for pair in group]
    sure = [_row(pair, lang, n) for n, group in enumerate(found.sure, 1) for pair in group]
    counts = {
        "sure": len(sure),
        "sure_groups": len(found.sure),
        "names": len(named),
        "names_groups": len(found.names),
        "decide": len(decide),
        "decide_groups": len(found.decide),
        "implied": len(found.implied),
        "contradictions": len(proposed.contradictions),
        "unknown": len(proposed.unknown),
    }
    told = ["duplicates.decide_count", *(["duplicates.implied_count"] if found.implied else [])]
    told += [*(["duplicates.names_count"] if named else []), *(["duplicates.sure_count"] if sure else [])]
    sections = [Section("", [messages.say(key, lang, **counts) for key in told])]
    if decide:
        sections.append(Section(messages.say("duplicates.to_decide", lang), [], Table(titles, decide)))
    if named:
        sections.append(Section(messages.say("duplicates.one_name", lang), [], Table(titles, named)))
    if sure:
        sections.append(Section(messages.say("duplicates.sure", lang), [], Table(titles, sure)))
    if proposed.contradictions:
        heads = [messages.say(f"col.{c}", lang) for c in ("group", "verdict", "ids", "decided_by", "decided_on")]
        rows = [
            [n, messages.say(f"decision.{d['verdict']}", lang), list(d["subjects"]), d["decided_by"], d["decided_on"]]
            for n, group in enumerate(proposed.contradictions, 1)
            for d in group
        ]
        sections.append(Section(messages.say("duplicates.contradictions", lang), [], Table(heads, rows)))
    if proposed.unknown:
        sections.append(Section("", [messages.say("duplicates.unknown", lang, n=len(proposed.unknown), ids=list(proposed.unknown[:5]))]))
    body = {
        "counts": counts,
        "pairs": [_json(pair, n, lang) for n, group in enumerate(found.decide, 1) for pair in group],
        "names": [_json(pair, n, lang) for n, group in enumerate(found.names, 1) for pair in group],
        "sure": [_json(pair, n, lang) for n, group in enumerate(found.sure, 1) for pair in group],
        "implied": [list(pair.ids) for pair in found.implied],
        "contradictions": [[dict(d) for d in group] for group in proposed.contradictions],
        "unknown": list(proposed.unknown),
    }
    title = messages.say("duplicates.title", lang, n=len(decide), sure=len(sure))
    return Document(title, sections, body, Table(columns, [*decide, *named, *sure]))


def decision_file(groups: Sequence[Sequence[Pair]], lang: str) -> str:
    """Pairs as a YAML file of decisions, group by group: each `unsure`, with its reasons as comments, to be judged by hand.

    Each says what its ids stand for (`about`), so that it holds without the lists, and after they were spelt another way.
    """
    lines = [f"# {line}" for line in messages.say("duplicates.file", lang).split("\n")]
    lines += ["kind: decisions", "entries:"]
    for number, group in enumerate(groups, 1):
        lines.append(f"  # {messages.say('duplicates.group', lang, n=number)}")
        for pair in group:
            met = " / ".join(json.dumps(candidate.name, ensure_ascii=False) for candidate in (pair.one, pair.other))
            reason = messages.say(f"duplicates.{pair.reason}", lang)
            lines.append(f"  # {on_one_line(f'{pair.score} {labelled(reason, met, lang)}')}")
            speaks, against = reasons(pair)
            for key, said in (("same.for", speaks), ("same.against", against)):
                lines += [f"  # {on_one_line(messages.say(key, lang, reasons=said))}"] if said else []
            about = json.dumps([about_subject(c) for c in (pair.one, pair.other)], ensure_ascii=False)
            nobody = messages.say("duplicates.nobody", lang)
            lines.append(f"  - {{unsure: [{pair.one.id}, {pair.other.id}], decided_by: {nobody}, on: 2000, about: {about}}}")
    return "\n".join(lines if groups else [*lines[:-1], "entries: []"]) + "\n"


def about_subject(candidate: Candidate) -> dict[str, Any]:
    """What an id stands for, as a decision says it."""
    said = {
        "id": candidate.id,
        "name": taken_text(candidate.name),
        "country": candidate.country,
        "region": candidate.region,
        "town": taken_text(candidate.town),
        "identifiers": sorted(f"{scheme}:{value}" for scheme, values in candidate.numbers.items() for value in values),
    }
    return {name: value for name, value in said.items() if value}
