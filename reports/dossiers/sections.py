"""What documents are made of: headings, sentences with their sources, tables, a still picture; and the two templates."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, overload
from urllib.parse import urlsplit

from markupsafe import Markup

from maillon.graph.characters import terminal_safe
from maillon.graph.model import WEAK_SOURCES, Status
from maillon.graph.unnamed import unnamed_beside, unnamed_role
from maillon.project import contact
from maillon.queries.known_on import BEST_KNOWN_FIRST, force_along
from maillon.queries.standing import Days
from maillon.reports.document import markdown_text
from maillon.reports.dossiers.svg import Box, DrawnRelation, chain_svg
from maillon.reports.formatting import dates, days_text, name_of, reading_dates, short_dates
from maillon.reports.messages import messages
from maillon.reports.readings import contest_text, voice
from maillon.reports.relation_lines import relation_text, verb_text
from maillon.reports.spoken_days import day_text, spoken
from maillon.shipped import shipped
from maillon.wording import Name

if TYPE_CHECKING:
    from jinja2 import Environment

    from maillon.graph.readings import SourceReading
    from maillon.queries.subgraph import Arrow, Node

T = TypeVar("T")
W = TypeVar("W")
Address: TypeAlias = Callable[[str], str]
"""The address of the page of a thing by its id; '' where it has none."""

DRAWN = 26
"""A picture of more boxes than this cannot be read on a page; what matters most is drawn and the rest is counted."""


@dataclass(frozen=True, slots=True)
class CitedText:
    """A sentence or cell with the numbers of the documents that say so; `about` is the id of the one thing that it names, if any."""

    text: str
    cites: tuple[int, ...] = ()
    about: str = ""


class WordedLater(Sequence[W], Generic[T, W]):
    """Lines or rows that are worded when they are shown: of thousands a page shows a hundred."""

    def __init__(self, items: Sequence[T], word: Callable[[T], W]) -> None:
        """Of these things, each worded by `word`."""
        self._items = items
        self._word = word

    def __len__(self) -> int:
        """So many there are, shown or not."""
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> W: ...
    @overload
    def __getitem__(self, at: slice) -> list[W]: ...
    def __getitem__(self, at: int | slice) -> W | list[W]:
        """One of them, or a slice, worded."""
        return [self._word(item) for item in self._items[at]] if isinstance(at, slice) else self._word(self._items[at])


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the last column of a row is often its sources."""

    heads: Sequence[str]
    rows: Sequence[Sequence[CitedText]]


@dataclass(slots=True)
class Part:
    """One section. `lead` explains it in small print, `caption` the picture: its signs, and what it leaves out."""

    heading: str
    lines: Sequence[CitedText] = ()
    grid: Grid | None = None
    picture: Markup | None = None
    lead: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """One document of the list at the end; `url` only if it is plain http(s)."""

    number: int
    id: str
    publisher: str
    title: str
    date: str
    undated: bool
    rank: str | None
    url: str | None


def weak_ones(sources: Iterable[Cited]) -> frozenset[int]:
    """The numbers of the documents on which alone no statement should rest: digests, copies, unknown pages."""
    return frozenset(source.number for source in sources if source.rank in WEAK_SOURCES)


@dataclass(slots=True)
class Dossier:
    """A worded document. `judged` says for which days relations are judged."""

    title: str
    kind: str
    lang: str
    judged: str
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
            found.append(Cited(number, name, publisher, title, date, bool(known.get("undated")), known.get("source_rank"), safe))
        return found


def arrow_grid(arrows: Sequence[Arrow], names: Mapping[str, Node], cite: Citations, lang: str, on: dt.date | Days) -> Grid | None:
    """Relations as a table, a row for each reading that stands; None for none."""
    if not arrows:
        return None

    def called(who: str) -> Name:
        return name_of(names, who, lang)

    def end(who: str) -> CitedText:
        return CitedText(terminal_safe(called(who)), (), who)

    def row(said: tuple[Arrow, SourceReading | None, tuple[int, ...]]) -> list[CitedText]:
        """Who, relation, whom, service, dates, status and sources."""
        arrow, reading, cites = said
        unknown = messages.label("unknown", lang) if arrow.type == "DELEGATES_TO" else ""
        service = messages.label(arrow.service, lang) if arrow.service else unknown
        days = dates(arrow, lang, on) if reading is None else reading_dates(reading, lang)
        status, by = (arrow.status, arrow.by) if reading is None else (reading.status, reading.by)
        spoken_of = voice(status, by, called, lang) + (f", {messages.say('conflict', lang)}" if arrow.conflict else "")
        told = [CitedText(terminal_safe(text)) for text in (verb_text(arrow.type, called(arrow.start), lang), service, days)]
        return [end(arrow.start), told[0], end(arrow.end), told[1], told[2], CitedText(terminal_safe(spoken_of), cites)]

    said = [(a, r, cite((r or a).evidence)) for a in arrows for r in (None, *(r for r in a.readings[1:] if r.stands))]
    heads = [messages.say(f"col.{c}", lang) for c in ("from", "relation", "to", "service", "dates", "status")]
    return Grid(heads, WordedLater(said, row))


def cells(texts: Sequence[Any], cite: Citations, evidence: Iterable[str] = ()) -> list[CitedText]:
    """Cells of a row; the sources stand behind the last."""
    *first, last = ["" if t is None else str(t) for t in texts]
    return [*(cite.say(t) for t in first), cite.say(last, evidence)]


def chain_part(
    title: str,
    paths: Sequence[Sequence[Arrow]],
    tones: Mapping[str, tuple[str, str]],
    names: Mapping[str, Node],
    cite: Citations,
    lang: str,
    on: dt.date | Days,
    *,
    struck_by: Literal["incident", "observed"],
    address: Address | None = None,
) -> Part:
    """Chains of trust in a still picture, with its caption, and in words.

    `tones` gives tone and mark of the parties that are not plain; `hit` is the tone of those struck, which `struck_by` says how.
    `address` gives the page of a party, to which its box then leads.
    """
    kept, left_out = _drawn(paths, {i for i, (tone, _) in tones.items() if tone == "hit"}, on)
    picture = _chain_picture(kept, tones, names, lang, title, on, address) if kept else None
    caption = [messages.say("dossier.legend", lang, d=days_text(Days.of(on), lang))] if picture else []
    if left_out.total():
        counts = [
            messages.say(f"dossier.left.{struck_by}.{kind}", lang, n=n) for kind in ("struck", "direct", "further") if (n := left_out[kind])
        ]
        caption.append(messages.say("dossier.not_drawn", lang, counts=messages.say("semicolon", lang).join(counts)))
    return Part(
        title,
        chain_lines(paths, names, cite, lang, on),
        picture=picture,
        lead=messages.say("dossier.chain_lead", lang),
        caption=" ".join(caption),
    )


def _drawn(paths: Iterable[Sequence[Arrow]], struck: Collection[str], on: dt.date | Days) -> tuple[list[Sequence[Arrow]], Counter[str]]:
    """The paths that a picture has room for, and how many parties it leaves out: struck, directly linked, further away.

    The shortest way to each struck party comes first, then what is directly linked, then the rest, nearest first.
    """
    ordered = sorted((p for p in paths if p), key=lambda p: (len(p), BEST_KNOWN_FIRST.index(force_along(p, on)), [a.order for a in p]))
    first: dict[str, Sequence[Arrow]] = {}
    for path in ordered:
        for party in _parties(path) & set(struck):
            first.setdefault(party, path)
    seen: set[str] = set()
    kept = []
    for path in [*(p for p in ordered if p in first.values()), *ordered]:
        if len(_parties(path) | seen) <= DRAWN:
            seen |= _parties(path)
            kept.append(path)
    direct = {party for path in ordered if len(path) == 1 for party in _parties(path)}
    every = {party for path in ordered for party in _parties(path)}
    kinds = ("struck" if party in struck else "direct" if party in direct else "further" for party in every - seen)
    return kept, Counter(kinds)


def _parties(path: Iterable[Arrow]) -> set[str]:
    return {end for arrow in path for end in (arrow.start, arrow.end)}


def _chain_picture(
    paths: Iterable[Sequence[Arrow]],
    tones: Mapping[str, tuple[str, str]],
    names: Mapping[str, Node],
    lang: str,
    title: str,
    on: dt.date | Days,
    address: Address | None,
) -> Markup:
    between: dict[tuple[str, str], set[Arrow]] = {}
    for arrow in (a for path in paths for a in path):
        between.setdefault((arrow.start, arrow.end), set()).add(arrow)
    boxes = []
    for node_id in sorted({end for ends in between for end in ends}):
        node = names.get(node_id)
        tone, mark = tones.get(node_id, ("plain", ""))
        if node is not None and not node.named and tone == "plain":
            tone, mark = "unknown", messages.say("dossier.not_named", lang)
        boxes.append(Box(node_id, terminal_safe(name_of(names, node_id, lang)), tone, mark, address(node_id) if address else ""))
    lines = []
    for (start, end), arrows in sorted(between.items()):
        best = min(arrows, key=lambda a: (BEST_KNOWN_FIRST.index(a.force(on)), bool(a.contested_by), a.order))
        disputed = messages.label(Status.CONTESTED, lang) if best.contested_by else ""
        lines.append(DrawnRelation(start, end, best.force(on), " · ".join(t for t in (short_dates(best, lang), disputed) if t)))
    description = messages.say("dossier.picture", lang, n=len(boxes), m=len(lines))
    return chain_svg(boxes, lines, title=title, description=description)


def chain_lines(
    paths: Iterable[Sequence[Arrow]], names: Mapping[str, Node], cite: Citations, lang: str, on: dt.date | Days
) -> Sequence[CitedText]:
    """Chains in words, nearest first, each relation with its dates each chain with its documents; none that begins another."""
    found = {(path[0].start, *(a.end for a in path)): path for path in paths if path}
    inside = {ends[n:] for ends in found for n in range(1, len(ends))} | {ends[:n] for ends in found for n in range(1, len(ends))}
    kept = sorted((ends for ends in found if ends not in inside), key=lambda ends: (len(ends), ends))
    said = [(found[ends], cite(e for a in found[ends] for e in a.cited)) for ends in kept]
    return WordedLater(said, lambda chain: CitedText(terminal_safe(_chain_text(chain[0], names, lang, on)), chain[1]))


def contested_after(arrows: Iterable[Arrow], names: Mapping[str, Node], lang: str) -> str:
    """Who contests one of some relations, to stand after what is said of them."""
    disputed = contest_text(arrows, lambda who: name_of(names, who, lang), lang)
    return messages.say("semicolon", lang) + disputed if disputed else ""


def _chain_text(path: Sequence[Arrow], names: Mapping[str, Node], lang: str, on: dt.date | Days) -> str:
    steps = [f"{name_of(names, a.end, lang)} ({dates(a, lang, on)}{contested_after([a], names, lang)})" for a in path]
    return " → ".join([name_of(names, path[0].start, lang), *steps])


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
    found.globals.update(say=messages.say, label=messages.label, contact=contact, day=day_text, spoken=spoken)
    return found


def to_html(dossier: Dossier, queries: Sequence[str]) -> str:
    """One file: no script, no address is fetched, styles allowed by their hash alone."""
    style = shipped("reports", "dossiers", "templates", "dossier.css").read_text("utf-8") + cards_style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _templates()
        .get_template("dossier.html.j2")
        .render(d=dossier, queries=queries, style=Markup(style), digest=digest, weak=weak_ones(dossier.sources))
    )


def cards_style() -> str:
    """How the rows of a table of the class `cards` become cards on a narrow screen; each cell names its head in `data-head`."""
    return shipped("reports", "dossiers", "templates", "cards.css").read_text("utf-8")


def to_markdown(dossier: Dossier, queries: Sequence[str]) -> str:
    """Plain Markdown: tables and lists; chains are told in words."""
    return _templates().get_template("dossier.md.j2").render(d=dossier, queries=queries, weak=weak_ones(dossier.sources))


def sentence(line: str) -> str:
    """A line of a list, as a sentence among others."""
    return f"{line[:1].upper()}{line[1:]}."


def gap_text(arrow: Arrow, names: Mapping[str, Node], lang: str) -> str:
    """Which party of a relation no source names: by what it is to the other, or, of a group without names, by the relation."""
    whose = unnamed_beside(arrow.end)
    if whose is not None and whose[1] in names:
        role = unnamed_role(whose[0], names[whose[1]].called(lang)).say(lang)
        return messages.say("dossier.gap_role", lang, role=Name(role, common=True))
    start, end = (name_of(names, i, lang) for i in (arrow.start, arrow.end))
    return messages.say("dossier.gap", lang, link=relation_text(arrow.type, start, end, lang, begins=False))
