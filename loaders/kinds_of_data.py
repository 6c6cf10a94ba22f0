"""The kinds of data that an item of a list or a notice names, by the table of words in `kinds-of-data.yaml`.

What may be wrong is left unread: an item with a word of negation, and a word that counts alone only where an unknown one stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from maillon.graph.folding import fold_letters
from maillon.graph.name_matching import clean_name
from maillon.shipped import shipped
from maillon.yaml_core import parse

WORDS = shipped("loaders", "kinds-of-data.yaml")

_EMPTY_WORDS = {
    "fr": frozenset(
        ("d", "l", "de", "du", "des", "la", "le", "les", "un", "une", "et", "ou", "a", "au", "aux", "en", "par", "s", "qu", "sur")
        + ("votre", "vos", "leur", "leurs", "son", "sa", "ses", "ce", "cette", "ces", "y")
    ),
    "en": frozenset(("of", "the", "and", "or", "a", "an", "s", "your", "their", "its", "his", "her", "well", "for", "in", "on", "with")),
}
_NUMBER = re.compile(r"\bn\s*[°º]\s*|\bn[°º]?(?=\s(?:de|d')\b)|\bnum(?:eros?|\.|\b)|\bno\.\s")
_EMAIL = re.compile(r"\be[- ]?mails?\b")
_PART = re.compile(r"[,;/:()\[\]•|\n]| - ")
_WORD = re.compile(r"[a-z0-9]+")

_Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The table of one language, its words brought to what is compared."""

    phrases: Mapping[_Stems, frozenset[str]]
    """No category: a phrase that names none."""
    alone: frozenset[_Stems]
    """Phrases that count only where nothing unknown stands beside them."""
    around: frozenset[str]
    negations: frozenset[str]

    @property
    def longest(self) -> int:
        """Words of the longest phrase."""
        return max(map(len, self.phrases))


def kinds_named(text: str, language: str) -> set[str]:
    """The categories that an item names; empty where none is recognised, or what it says is not sure.

    Args:
        text: `nom, prénom`, `N° de sécurité sociale`.
        language: `fr` or `en`; of another language nothing is known.
    """
    if language not in _EMPTY_WORDS:
        return set()
    words = _table()[language]
    parts = [_stems(part, language) for part in _PART.split(_plain(text))]
    if any(stem in words.negations for part in parts for stem in part):
        return set()
    return {category for part in parts for category in _of_part(part, words)}


def _of_part(stems: _Stems, words: _Words) -> set[str]:
    sure: set[str] = set()
    if_alone: set[str] = set()
    unknown = False
    place = 0
    while place < len(stems):
        phrase = next((stems[place : place + n] for n in range(words.longest, 0, -1) if stems[place : place + n] in words.phrases), None)
        if phrase is None:
            unknown = unknown or stems[place] not in words.around
            place += 1
            continue
        (if_alone if phrase in words.alone else sure).update(words.phrases[phrase])
        unknown = unknown or not words.phrases[phrase]
        place += len(phrase)
    return sure if unknown else sure | if_alone


def _plain(text: str) -> str:
    folded = fold_letters(clean_name(text))
    return _EMAIL.sub("email", _NUMBER.sub("numero ", folded))


def _stems(text: str, language: str) -> _Stems:
    return tuple(_stem(word) for word in _WORD.findall(text) if word not in _EMPTY_WORDS[language])


def _stem(word: str) -> str:
    """A word without plural and feminine: `médicaux` and `médicales` → `medical`."""
    if len(word) > 4 and word.endswith("aux"):
        return f"{word[:-3]}al"
    if len(word) > 3 and word[-1] in "sx" and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


@lru_cache(maxsize=1)
def _table() -> Mapping[str, _Words]:
    data = parse(WORDS.read_text(encoding="utf-8")).data
    return {language: _language(language, table) for language, table in data.items()}


def _language(language: str, table: Mapping[str, object]) -> _Words:
    phrases: dict[_Stems, set[str]] = {}
    alone: set[_Stems] = set()
    for category, written in table.items():
        if category in ("not", "around"):
            continue
        for text in _flat(written):
            phrase = _stems(_plain(text), language)
            kinds = phrases.setdefault(phrase, set())
            if category != "none":
                kinds.add(category)
            if text.startswith("="):
                alone.add(phrase)
    one = {name: frozenset(stem for text in _flat(table[name]) for stem in _stems(_plain(text), language)) for name in ("not", "around")}
    return _Words({phrase: frozenset(kinds) for phrase, kinds in phrases.items()}, frozenset(alone), one["around"], one["not"])


def _flat(written: object) -> Iterator[str]:
    for item in written if isinstance(written, Iterable) and not isinstance(written, str) else ():
        yield from _flat(item) if isinstance(item, list) else [str(item)]
