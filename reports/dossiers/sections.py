"""What documents are made of: headings, sentences with their sources, tables, a still picture; and the two templates."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup

from maillon.queries.incident import ExposedData
from maillon.queries.subgraph import Arrow, Force, Node
from maillon.reports.document import markdown_text, terminal_safe
from maillon.reports.dossiers.svg import Box, DrawnRelation, chain_svg
from maillon.reports.formatting import dates, labelled, name_of
from maillon.reports.messages import messages
from maillon.shipped import shipped

if TYPE_CHECKING:
    from jinja2 import Environment

DRAWN = 26
"""A picture of more boxes than this cannot be read on a page; the nearest ones are drawn and the rest is counted."""


@dataclass(frozen=True, slots=True)
class CitedText:
    """A sentence or cell with the numbers of the documents that say so."""

    text: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the last column of a row is often its sources."""

    heads: Sequence[str]
    rows: Sequence[Sequence[CitedText]]


@dataclass(slots=True)
class Part:
    """One section. `lead` explains it in small print."""

    heading: str
    lines: list[CitedText] = field(default_factory=list)
    grid: Grid | None = None
    picture: Markup | None = None
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """One document of the list at the end; `url` only if it is plain http(s)."""

    number: int
    id: str
    publisher: str
    title: str
    date: str
    undated: bool
    url: str | None


@dataclass(slots=True)
class Dossier:
    """A worded document."""

    title: str
    kind: str
    lang: str
    as_of: dt.date
    summary: list[CitedText]
    parts: list[Part]
    computed: list[str]
    sources: list[Cited]


class Citations:
    """Numbers the documents in the order in which the text first cites them."""

    def __init__(self, sources: Mapping[str, Node]) -> None:
        """Over the documents by id."""
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def __call__(self, evidence: Iterable[str]) -> tuple[int, ...]:
        """The numbers of `source-id#locator` references, sorted, each once."""
        found = {self._numbers.setdefault(e.partition("#")[0], len(self._numbers) + 1) for e in evidence}
        return tuple(sorted(found))

    def say(self, text: str, evidence: Iterable[str] = ()) -> CitedText:
        """A sentence with its documents."""
        return CitedText(terminal_safe(text), self(evidence))

    def listed(self) -> list[Cited]:
        """The documents cited so far, in order."""
        found = []
        for name, number in self._numbers.items():
            known: Mapping[str, Any] = self._sources[name].properties if name in self._sources else {}
            url = str(known.get("url") or "")
            safe = url if urlsplit(url).scheme in ("http", "https") else None
            publisher, title, date = (terminal_safe(str(known.get(k) or "")) for k in ("publisher", "title", "published_edtf"))
            found.append(Cited(number, name, publisher, title, date, bool(known.get("undated")), safe))
        return found


def arrow_row(arrow: Arrow, names: Mapping[str, Node], cite: Citations, lang: str, on: dt.date) -> list[CitedText]:
    """A relation as cells: who, relation, whom, service, dates, status and sources."""
    status = messages.label(arrow.status or "unknown", lang) + (f", {messages.say('conflict', lang)}" if arrow.conflict else "")
    texts = [
        name_of(names, arrow.start, lang),
        messages.label(arrow.type, lang),
        name_of(names, arrow.end, lang),
        messages.label(arrow.service, lang) if arrow.service else messages.label("unknown", lang) if arrow.type == "DELEGATES_TO" else "",
        dates(arrow, lang, on),
    ]
    return [*(cite.say(t) for t in texts), cite.say(status, arrow.evidence)]


def arrow_grid(arrows: Sequence[Arrow], names: Mapping[str, Node], cite: Citations, lang: str, on: dt.date) -> Grid | None:
    """Relations as a table; None for none."""
    if not arrows:
        return None
    heads = [messages.say(f"col.{c}", lang) for c in ("from", "relation", "to", "service", "dates", "status")]
    return Grid(heads, [arrow_row(a, names, cite, lang, on) for a in arrows])


def exposed_text(exposures: Iterable[ExposedData], names: Mapping[str, Node], lang: str) -> str:
    """The kinds of data exposed, apart for each kind of people: what leaked of professionals never reads as what leaked of patients."""
    groups: dict[str, set[str]] = {}
    for e in exposures:
        if e.outcome == "exposed":
            groups.setdefault(e.of, set()).add(name_of(names, e.category, lang))
    whose = {of: messages.label(of, lang) if of else messages.say("dossier.of_unsaid", lang) for of in groups}
    return "; ".join(labelled(whose[of], ", ".join(sorted(groups[of])), lang) for of in sorted(groups))


def cells(texts: Sequence[Any], cite: Citations, evidence: Iterable[str] = ()) -> list[CitedText]:
    """Cells of a row; the sources stand behind the last."""
    *first, last = ["" if t is None else str(t) for t in texts]
    return [*(cite.say(t) for t in first), cite.say(last, evidence)]


def chain_picture(
    paths: Sequence[Sequence[Arrow]], tones: Mapping[str, tuple[str, str]], names: Mapping[str, Node], lang: str, title: str, on: dt.date
) -> tuple[Markup | None, int]:
    """The still picture of chains, nearest first, and how many parties are left out of it.

    `tones` gives tone and mark of the parties that are not plain.
    """
    drawn: dict[str, None] = {}
    lines: dict[tuple[str, str], bool] = {}
    every = {end for path in paths for a in path for end in (a.start, a.end)}
    for path in sorted(paths, key=lambda p: (len(p), [a.order for a in p])):
        ends = {end for a in path for end in (a.start, a.end)}
        if len(ends | set(drawn)) > DRAWN:
            continue
        for arrow in path:
            drawn.update({arrow.start: None, arrow.end: None})
            past = arrow.force(on) is Force.PAST
            lines[arrow.start, arrow.end] = lines.get((arrow.start, arrow.end), True) and past
    if not drawn:
        return None, 0
    boxes = []
    for node_id in sorted(drawn):
        node = names.get(node_id)
        tone, mark = tones.get(node_id, ("plain", ""))
        if node is not None and not node.named and tone == "plain":
            tone, mark = "unknown", messages.say("dossier.not_named", lang)
        boxes.append(Box(node_id, terminal_safe(name_of(names, node_id, lang)), tone, mark))
    arrows = [DrawnRelation(a, b, past) for (a, b), past in sorted(lines.items())]
    description = messages.say("dossier.picture", lang, n=len(boxes), m=len(arrows))
    return chain_svg(boxes, arrows, title=title, description=description), len(every) - len(drawn)


def chain_lines(paths: Iterable[Sequence[Arrow]], names: Mapping[str, Node], cite: Citations, lang: str) -> list[CitedText]:
    """Chains in words, nearest first, each with the documents of its relations; a chain that begins another is not repeated."""
    found = {(path[0].start, *(a.end for a in path)): path for path in paths if path}
    inside = {ends[n:] for ends in found for n in range(1, len(ends))} | {ends[:n] for ends in found for n in range(1, len(ends))}
    kept = sorted((ends for ends in found if ends not in inside), key=lambda ends: (len(ends), ends))
    return [cite.say(" → ".join(name_of(names, i, lang) for i in ends), [e for a in found[ends] for e in a.evidence]) for ends in kept]


@lru_cache(maxsize=1)
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(shipped("reports", "dossiers", "templates")),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["md"] = lambda text: Markup(markdown_text(str(text)))
    found.globals["say"] = messages.say
    return found


def to_html(dossier: Dossier, queries: Sequence[str]) -> str:
    """One file: no script, no address is fetched, styles allowed by their hash alone."""
    style = shipped("reports", "dossiers", "templates", "dossier.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _templates().get_template("dossier.html.j2").render(d=dossier, queries=queries, style=Markup(style), digest=digest)


def to_markdown(dossier: Dossier, queries: Sequence[str]) -> str:
    """Plain Markdown: tables and lists; chains are told in words."""
    return _templates().get_template("dossier.md.j2").render(d=dossier, queries=queries)
