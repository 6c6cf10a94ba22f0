"""The page for a person's own Cypher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillon.graph.model import ARROWS, NODES
from maillon.queries.library.vocabulary import unknown_words
from maillon.reports.atlas.addresses import CONSOLE, Links
from maillon.reports.atlas.page import AtlasPage, Console, parts_of
from maillon.reports.dossiers.sections import Citations, CitedText, Part
from maillon.reports.messages import messages
from maillon.reports.questions import rows_document, unknown_text

if TYPE_CHECKING:
    from maillon.queries.library import Rows
    from maillon.queries.subgraph import Node
    from maillon.wording import Message

EXAMPLE = """MATCH (i:Incident) WHERE i.disclosed_on IS NOT NULL
RETURN i.id AS incident, i.disclosed_on AS public
ORDER BY public DESC LIMIT 20"""
"""What stands in the field of somebody who has asked nothing yet."""


@dataclass(frozen=True, slots=True)
class ConsoleAnswer:
    """A query with its rows (None: it was not run), the things that they name, or why it was refused."""

    text: str
    rows: Rows | None = None
    names: Mapping[str, Node] = field(default_factory=dict)
    refused: Message | None = None


def console_page(found: ConsoleAnswer, links: Links) -> AtlasPage:
    """The field and, below it, the rows, each id a link to its page."""
    lang = links.lang
    parts = []
    remarks = [CitedText(unknown_text(word, lang)) for word in unknown_words(found.text)]
    if found.refused is not None:
        remarks.insert(0, CitedText(found.refused.say(lang)))
    if remarks:
        parts.append(Part("", remarks))
    if found.rows is not None:
        document = rows_document("Cypher", found.rows, None, lang)
        answered = parts_of(document, Citations({}), {}, lang) or [Part("")]
        answered[0].heading = messages.say("atlas.console.rows", lang, n=len(found.rows.rows))
        answered[0].lines = answered[0].lines or ([] if found.rows.rows else [CitedText(messages.say("atlas.console.rows", lang, n=0))])
        parts += answered
    labels = sorted({label for kind in NODES for label in (kind.label, *kind.roles)})
    return AtlasPage(
        path=CONSOLE,
        lang=lang,
        title=messages.say("atlas.console", lang),
        kind="",
        summary=[CitedText(messages.say("atlas.console_lead", lang))],
        parts=parts,
        body=lambda: {"columns": list(found.rows.columns), "rows": [list(r) for r in found.rows.rows]} if found.rows else {},
        names=found.names,
        console=Console(found.text or EXAMPLE, labels, [kind.type for kind in ARROWS]),
    )
