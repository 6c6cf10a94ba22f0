"""Pairs that may be one organisation, as a document, and as a decision file to fill in."""

from __future__ import annotations

import json
from collections.abc import Sequence

from maillon.queries.duplicates import Pair
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import labelled
from maillon.reports.messages import messages


def duplicates_document(pairs: Sequence[Pair], lang: str) -> Document:
    """The pairs with their reasons and the values that met, best first."""
    columns = ("score", "reason", "id", "other", "values")
    heads = [messages.say(f"col.{c}", lang) for c in columns]
    rows = [[p.score, messages.say(f"duplicates.{p.reason}", lang), p.one.id, p.other.id, list(p.values)] for p in pairs]
    body = {"pairs": [{"ids": [p.one.id, p.other.id], "reason": p.reason, "score": p.score, "values": list(p.values)} for p in pairs]}
    title = messages.say("duplicates.title", lang, n=len(pairs))
    return Document(title, [Section("", [], Table(heads, rows))], body, Table(columns, rows))


def decision_file(pairs: Sequence[Pair], lang: str) -> str:
    """The pairs as a YAML file of decisions: each `unsure`, with the values that met as a comment, to be judged by hand."""
    lines = [f"# {line}" for line in messages.say("duplicates.file", lang).split("\n")]
    lines += ["kind: decisions", "entries:"]
    for pair in pairs:
        met = " / ".join(json.dumps(value, ensure_ascii=False) for value in pair.values)
        lines.append(f"  # {pair.score} {labelled(messages.say(f'duplicates.{pair.reason}', lang), met, lang)}")
        lines.append(f"  - {{unsure: [{pair.one.id}, {pair.other.id}], decided_by: {messages.say('duplicates.nobody', lang)}, on: 2000}}")
    return "\n".join(lines if pairs else [*lines[:-1], "entries: []"]) + "\n"
