"""Names in a text become links to the pages of what they name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from maillon.graph.characters import terminal_safe
from maillon.reports.atlas.addresses import Links, has_page
from maillon.reports.formatting import name_of
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.queries.subgraph import Node
    from maillon.reports.dossiers.sections import CitedText

SHORTEST = 3
"""Names of fewer letters are words of other things too often to be found in a sentence; a whole cell may be one."""

_ADDRESS = re.compile(r"https?://[^\s/?#\\@]+(?:[/?#]\S*)?")
_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])")
_WORD = re.compile(r"\w+")
_FIRST = ("org", "product", "incident", "population", "actor", "data", "source")
"""Which of several things of one name a sentence means: a product is often called as its publisher, whose page names it."""


class Linker:
    """Finds the names of the things that a page speaks of. Text that names nothing is escaped and stays as it is."""

    def __init__(self, names: Mapping[str, Node], links: Links, weak: AbstractSet[int] = frozenset()) -> None:
        """Over the things of a page by id, whose names are those of the page's language; `weak` are its documents that weigh little."""
        self._links = links
        self._weak = weak
        self._ids: dict[str, str] = {}
        self._lengths: dict[str, Sequence[int]] = {}
        lengths: dict[str, set[int]] = defaultdict(set)
        order = sorted((i for i in names if has_page(i)), key=lambda i: (_FIRST.index(i.partition(":")[0]), i))
        for node_id in order:
            name = terminal_safe(name_of(names, node_id, links.lang))
            for text in (name, name[:1].lower() + name[1:]) if getattr(name_of(names, node_id, links.lang), "common", False) else (name,):
                if text not in self._ids:
                    self._ids[text] = node_id
                    if len(text) >= SHORTEST and (first := _WORD.search(text)) and first.start() == 0:
                        lengths[first[0]].add(len(text))
            self._ids.setdefault(node_id, node_id)
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def cell(self, cell: CitedText) -> Markup:
        """A cell with its sources: the link of what it is about, else of what it names as a whole, else of the names in it.

        A cell that is an address of the web leads there.
        """
        node_id = cell.about or self._ids.get(cell.text, "")
        if node_id:
            to = self._links.thing(node_id)
            shown = self._anchor(to, cell.text) if to else self._apart(cell.text)
        elif _ADDRESS.fullmatch(cell.text):
            shown = Markup(f'<a href="{escape(cell.text)}" rel="noreferrer noopener nofollow">{escape(cell.text)}</a>')
        else:
            shown = self.text(cell.text)
        return shown + self._cites(cell) if cell.cites else shown

    def text(self, text: str) -> Markup:
        """A sentence, with the longest names in it as links."""
        parts: list[str] = []
        at = 0
        for word in _WORD.finditer(text):
            if word.start() < at or word[0] not in self._lengths:
                continue
            name = self._named(text, word.start(), self._lengths[word[0]])
            if name is None:
                continue
            to = self._links.thing(self._ids[name])
            parts += [self._plain(text[at : word.start()]), self._anchor(to, name) if to else self._apart(name)]
            at = word.start() + len(name)
        return Markup("".join([*parts, self._plain(text[at:])]))  # every part went through escape

    def _named(self, text: str, at: int, lengths: Sequence[int]) -> str | None:
        """The longest name that stands there as a whole: no letter goes on behind it.

        Thousands of names may begin with one word, "Hospital"; how many letters they have differs little.
        """
        for length in lengths:
            name, end = text[at : at + length], at + length
            if len(name) == length and name in self._ids and not (end < len(text) and name[-1].isalnum() and text[end].isalnum()):
                return name
        return None

    @staticmethod
    def _anchor(to: str, text: str) -> Markup:
        return Markup(f'<a href="{escape(to)}">{Linker._apart(text)}</a>')

    @staticmethod
    def _plain(text: str) -> Markup:
        """A text in which a day stays on one line."""
        return Markup(_DAY.sub(r"<time>\g<0></time>", str(escape(text))))

    @staticmethod
    def _apart(name: str) -> Markup:
        """A name whose direction of writing turns nothing beside it round."""
        return Markup(f"<bdi>{escape(name)}</bdi>")

    def _cites(self, cell: CitedText) -> Markup:
        numbers = Markup("<sup>" + ", ".join(f'<a href="#s{n}">{n}</a>' for n in cell.cites) + "</sup>")
        if not set(cell.cites) <= self._weak:
            return numbers
        return numbers + Markup(" <small>({})</small>").format(messages.say("evidence.weak_only", self._links.lang))
