"""What a search found, as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import kinds_text, name_of, roles
from maillon.reports.messages import messages
from maillon.reports.nearest import no_name_lines

if TYPE_CHECKING:
    from maillon.queries.find import Matches


def find_document(text: str, found: Matches, lang: str) -> Document:
    """What a search found."""
    rows = [
        [m.node.id, name_of({m.node.id: m.node}, m.node.id, lang), kinds_text(m.node, lang), m.node.properties.get("aliases") or []]
        for m in found.matches
    ]
    table = Table(
        [messages.say("col.id", lang), messages.say("col.name", lang), messages.say("col.labels", lang), messages.say("col.alias", lang)],
        rows,
    )
    machine = Table(
        ["id", "name", "kind", "alias"],
        [[m.node.id, m.node.called(lang), roles(m.node), m.node.properties.get("aliases") or []] for m in found.matches],
    )
    body = [
        {"id": m.node.id, "name": m.node.name, "labels": list(m.node.labels), "aliases": list(m.node.properties.get("aliases") or [])}
        for m in found.matches
    ]
    answer = {"text": text, "matches": body, "cut": found.cut, "closest": [node.id for node in found.closest]}
    return Document(text, [Section("", [], table)], answer, machine, nothing=() if rows else no_name_lines(text, found.closest))
