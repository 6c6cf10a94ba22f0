"""What a search found, as a document."""

from __future__ import annotations

from maillon.queries.find import Matches
from maillon.queries.subgraph import Node
from maillon.reports.document import Document, Section, Table
from maillon.reports.messages import messages


def find_document(text: str, found: Matches, lang: str) -> Document:
    """What a search found."""
    rows = [[m.node.id, m.node.called(lang), _kinds(m.node), m.node.properties.get("aliases") or []] for m in found.matches]
    table = Table(
        [messages.say("col.id", lang), messages.say("col.name", lang), messages.say("col.labels", lang), messages.say("col.alias", lang)],
        rows,
    )
    body = [
        {"id": m.node.id, "name": m.node.name, "labels": list(m.node.labels), "aliases": list(m.node.properties.get("aliases") or [])}
        for m in found.matches
    ]
    lines = [] if rows else [messages.say("rows.none", lang)]
    return Document(text, [Section("", lines, table if rows else None)], {"text": text, "matches": body, "cut": found.cut})


def _kinds(node: Node) -> str:
    roles = [label for label in node.labels if label != "Organisation"]
    return ", ".join(roles or node.labels)
