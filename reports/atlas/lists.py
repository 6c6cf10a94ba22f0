"""Everything of one kind, by name: how a page is found without a script, and without knowing what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from maillon.graph.characters import terminal_safe
from maillon.graph.search_text import fold
from maillon.reports.atlas.page import AtlasPage
from maillon.reports.dossiers.sections import CitedText, Grid, Part, WordedLater
from maillon.reports.formatting import kinds_text, name_of
from maillon.reports.messages import messages
from maillon.reports.spoken_days import day_text

if TYPE_CHECKING:
    from maillon.queries.subgraph import Node
    from maillon.reports.atlas.addresses import Links


def list_page(kind: str, ids: list[str], names: Mapping[str, Node], links: Links) -> AtlasPage:
    """The things of one kind in alphabetical order.

    Args:
        kind: the prefix of their ids, which is the path of the page.
        ids: of the things.
        names: those things, and those by which a party is called that no source names.
        links: of the page.
    """
    lang, documents = links.lang, kind == "source"

    def called(node_id: str) -> str:
        return source_title(names[node_id]) if documents else terminal_safe(name_of(names, node_id, lang))

    def row(node_id: str) -> list[CitedText]:
        node, name = names[node_id], CitedText(called(node_id), (), node_id)
        if documents:
            get = node.properties.get
            return [name, CitedText(terminal_safe(str(get("publisher") or ""))), CitedText(day_text(get("published_edtf"), lang))]
        return [name, CitedText(kinds_text(node, lang))]

    ordered = sorted(ids, key=lambda i: (fold(called(i)), i))
    heads = [messages.say(f"col.{c}", lang) for c in (("title", "publisher", "date") if documents else ("name", "labels"))]
    return AtlasPage(
        path=links.path,
        lang=lang,
        title=messages.say(f"atlas.menu.{kind}", lang),
        kind="",
        summary=[CitedText(messages.say("atlas.list_lead", lang, n=len(ordered)))],
        parts=[Part("", grid=Grid(heads, WordedLater(ordered, row)))],
        body=lambda: {
            "kind": kind,
            "things": [{"id": i, "name": source_title(names[i]) if documents else names[i].name} for i in sorted(ids)],
        },
        names={},
    )


def source_title(node: Node) -> str:
    """What a document is called: its title, or else who published it."""
    get = node.properties.get
    return terminal_safe(str(get("title") or get("publisher") or node.id))
