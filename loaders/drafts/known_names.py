"""The names that are known already: of the shipped records and of whatever else is given, found in a text as they stand, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from maillon.graph.folding import fold_letters
from maillon.graph.records import Organisation, Product, Record, ThreatActor
from maillon.loaders.drafts.words import words
from maillon.loaders.persons import sounds_personal
from maillon.loaders.records import shipped_records

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[ \u00a0\u202f]?[-‑–'’&./·+]?[ \u00a0\u202f]?|,? ?")
_COMMON_WORDS = words("common")
"""NewNames of organisations that are words too: one of them alone is asked about."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name in a text: whose it is, as it is written there, its place, and whether the name is a common word or a given name."""

    id: str
    text: str
    start: int
    common: bool = False

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)


@dataclass(slots=True)
class _Node:
    ids: list[str] = field(default_factory=list)
    written: str = ""
    next: dict[str, _Node] = field(default_factory=dict)


@cache
def shipped_names() -> KnownNames:
    """The names of the shipped records."""
    return KnownNames(shipped_records().values())


class KnownNames:
    """NewNames by their folded words."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._root = _Node()
        self.ids: set[str] = set()
        for record in records:
            if (isinstance(record, Organisation) and record.named) or isinstance(record, Product | ThreatActor):
                self._add(record.id, (record.name, record.name_fr, *record.aliases))

    def _add(self, identifier: str, names: Sequence[str | None]) -> None:
        self.ids.add(identifier)
        for name in filter(None, names):
            keys = _words(name)
            if len("".join(keys)) < 3:
                continue
            node = self._root
            for word in keys:
                node = node.next.setdefault(word, _Node())
            node.written = node.written or name
            if identifier not in node.ids:
                node.ids.append(identifier)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Known names of a text, none inside another. A name begins with a capital or a digit there, as it does in the registry."""
        found_words = list(_WORD.finditer(text))
        keys = [fold_letters(word.group()) for word in found_words]
        place = 0
        while place < len(found_words):
            found = self._longest(text, found_words, keys, place)
            if found is None:
                place += 1
                continue
            node, last = found
            start, end = found_words[place].start(), found_words[last].end()
            written = text[start:end]
            alike = _written_alike(written, node.written) or DOMAIN.match(text, end) is not None
            if alike and not _inside_a_name(text, start, end):
                common = place == last and (keys[place] in _COMMON_WORDS or sounds_personal(written))
                for identifier in node.ids:
                    yield Mention(identifier, written, start, common or len(node.ids) > 1)
            place = last + 1

    def _longest(self, text: str, spans: Sequence[re.Match[str]], keys: Sequence[str], place: int) -> tuple[_Node, int] | None:
        node, found = self._root, None
        for at in range(place, len(spans)):
            if at > place and not _BETWEEN.fullmatch(text[spans[at - 1].end() : spans[at].start()]):
                break
            following: Mapping[str, _Node] = node.next
            if keys[at] not in following:
                break
            node = following[keys[at]]
            if node.ids:
                found = node, at
        return found


def _words(name: str) -> list[str]:
    return [fold_letters(word) for word in _WORD.findall(name)]


def _written_alike(written: str, name: str) -> bool:
    """A small letter where the name has a capital is another word (`orange`, `change`); capitals throughout are not."""
    first = written[0]
    if not (first.isupper() or first.isdigit() or name[0].islower()):
        return False
    acronym = name.isupper() and len(name) > 1
    return not acronym or written.isupper() or len(name) >= 4  # Cnil is the CNIL, and Ars is no ARS


DOMAIN = re.compile(r"\.(?:com|fr|org|net|eu|io|be|ch|ca|co\.uk|ie)\b")
_CAPITAL_AFTER = re.compile(r"[ \u00a0][A-ZÀ-Ý][\wÀ-ÿ'’-]*")


def _inside_a_name(text: str, start: int, end: int) -> bool:
    """Whether one word is part of a longer name (`Alan Turing`, `Orange Business`): then it is that name that is asked about."""
    if " " in text[start:end] or text[start:end].isupper():
        return False
    after = _CAPITAL_AFTER.match(text, end)
    return after is not None and not after.group().strip().isupper()
