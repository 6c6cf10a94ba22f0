"""One page of the atlas, worded: its sentences, its tables, its sources, and the same answer for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillon.graph.characters import terminal_safe
from maillon.reports.atlas.linking import Linker
from maillon.reports.document import Document, Table, shown
from maillon.reports.dossiers.sections import Citations, Cited, CitedText, Grid, Part, weak_ones
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.queries.library import Question
    from maillon.queries.subgraph import Node
    from maillon.reports.atlas.addresses import Links
    from maillon.reports.atlas.suppliers import SupplierMap

AT_ONCE = (100, 50, 25)
"""So many rows of a long table, or lines of a long list, stand on one page, the rest on the next: fewer where a page has several."""

MOST_NAMED = 25
"""So many names stand in one sentence; how many others there are is said."""

MOST_AT_ONCE = 250
"""All lists of a page have so many rows on it at most, as far as that can be: it stays light."""


@dataclass(frozen=True, slots=True)
class Console:
    """The field for a person's own Cypher: what stands in it, and the words of the model that it can use."""

    text: str
    labels: Sequence[str]
    arrows: Sequence[str]


@dataclass(slots=True)
class AtlasPage:
    """A page in one language. `kind` says what it is about, `judged` for which days relations are judged ('': it has none).

    `later` says what takes too long to stand on it at once, and stands on the page to which `Links.whole` leads ('': nothing).
    `body` gives the answer for programs, the same in every language. `names` are the things that the page speaks of, by id: their names
    become links. `asked` is the question of the library that the page answers, with `given`, the values of its parameters as text.
    """

    path: str
    lang: str
    title: str
    kind: str
    summary: list[CitedText]
    parts: list[Part]
    body: Callable[[], dict[str, Any]]
    names: Mapping[str, Node]
    sources: list[Cited] = field(default_factory=list)
    computed: list[str] = field(default_factory=list)
    judged: str = ""
    asked: Question | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    queries: Sequence[str] = ()
    console: Console | None = None
    suppliers: SupplierMap | None = None
    about: str = ""
    later: str = ""
    linked: Linker | None = None

    def linker(self, links: Links) -> Linker:
        """What makes links of the names in it: the same for each of its sheets, since thousands of names take long to get ready."""
        self.linked = self.linked or Linker(self.names, links, weak_ones(self.sources))
        return self.linked

    @property
    def at_once(self) -> int:
        """So many rows of each list stand on one page; fewer where the rest of it is worked out: its chains are long."""
        lengths = [max(len(part.lines), len(part.grid.rows) if part.grid else 0) for part in self.parts]
        return next((n for n in AT_ONCE[bool(self.later) :] if sum(min(n, length) for length in lengths) <= MOST_AT_ONCE), AT_ONCE[-1])

    @property
    def sheets(self) -> int:
        """On how many pages its longest list stands."""
        longest = max((max(len(part.lines), len(part.grid.rows) if part.grid else 0) for part in self.parts), default=0)
        return max(1, -(-longest // self.at_once))


def json_text(body: Any) -> str:
    """The answer of a page as JSON."""
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


_EVIDENCE = re.compile(r" · \[([^\[\]]*)\]$")


def parts_of(document: Document, cite: Citations, known: Mapping[str, Node], lang: str) -> list[Part]:
    """The sections of a command's answer as parts of a page: evidence becomes numbers of the list of sources."""
    heads = {messages.say("col.evidence", lang)}
    found = [Part("", [CitedText(line.say(lang)) for line in document.nothing])] if document.nothing else []
    for section in document.sections:
        lines = [_cited_line(line, cite, known) for line in section.lines if line.strip()]
        grid = _grid(section.table, heads, cite, known, lang) if section.table is not None and section.table.rows else None
        if lines or grid:
            found.append(Part(section.heading, lines, grid))
    return found


def _cited_line(line: str, cite: Citations, known: Mapping[str, Node]) -> CitedText:
    """A line, with the evidence that ends it in brackets as numbers."""
    found = _EVIDENCE.search(line)
    evidence = _documents(found[1], known) if found else []
    return cite.say(line[: found.start()] if found and evidence else line, evidence)


def _documents(text: str, known: Mapping[str, Node]) -> list[str]:
    """The pieces of evidence in a list of them: those whose document is known. A place in a document may hold commas itself."""
    return [piece for piece in text.split(", ") if piece.partition("#")[0] in known]


def _grid(table: Table, evidence: set[str], cite: Citations, known: Mapping[str, Node], lang: str) -> Grid:
    at = next((i for i, head in enumerate(table.columns) if head in evidence), None)
    kept = [i for i in range(len(table.columns)) if i != at]
    rows = []
    for row in table.rows:
        cells = [CitedText(terminal_safe(shown(row[i], lang))) for i in kept]
        if at is not None and cells:
            said = shown(row[at], lang)
            cells[-1] = CitedText(cells[-1].text, cite(_documents(said, known)))
        rows.append(cells)
    return Grid([table.columns[i] for i in kept], rows)
