"""Which column of a list of processors is what: recognised by its header and by what stands in it, each with a score from 0 to 100."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from maillon.graph.name_matching import fold_name
from maillon.loaders.base import Column
from maillon.loaders.cell_dates import Order, says_no_end
from maillon.loaders.column_shapes import YES_OR_NO, is_date, share
from maillon.loaders.placeholders import placeholder
from maillon.loaders.processor_words import says_yes
from maillon.shipped import shipped
from maillon.yaml_core import parse

if TYPE_CHECKING:
    from maillon.loaders.inputs import RawTable

WORDS = shipped("loaders", "processor-columns.yaml")

LEAST = 75
"""A header that scores less is none that is known, and its column is left unread."""

_SEVERAL = frozenset({"identifier", "data", "processor"})
"""Fields that several columns may give."""
_DATES = frozenset({"since", "until"})
_SMALL = frozenset(
    ("de", "du", "des", "d", "la", "le", "les", "l", "un", "une", "et", "ou", "a", "au", "aux", "en", "of", "the", "an", "and", "or")
)
_SPELT = 88
"""Likeness of two spellings of one header, 0 to 100 (`Prestatire`)."""
_SAMPLE = 200
_TIER = re.compile(r"tier|level|niveau")
"""Headers that say a rank only where the list also says who engages whom: elsewhere they mostly say how important a party is."""
_ANSWERS = frozenset({"processor"})
"""Fields of which a column answers yes or no, and nothing else does."""
_ASKED = re.compile(r"\(?\b(?:oui ?/ ?non|o ?/ ?n|yes ?/ ?no|y ?/ ?n)\b\)?", re.IGNORECASE)
"""What a header of answers says of how to answer; it is no word of it."""
_KIND = re.compile(r"\b(?:types?|kinds?|category|nature|categories?|secteur|sector|nombre|nbre|nb|number of|count of)\b")
"""Headers of what kind a thing is, or how many there are, and not of its name (`Type de contrat`, `Nb contrats`)."""
_NAMED = frozenset({"name", "controller", "host", "for_whom", "contract", "product", "identifier"})
"""Fields that name one thing."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    field: str
    ignored: bool
    whole: bool
    """It counts only where the header says nothing else."""


def recognise_columns(table: RawTable, order: Order, told: Mapping[str, str]) -> list[Column]:
    """Each column with the field that it is, or why it is left out; `told` are fields of which the person says the header.

    Best scores first: a header is one field, and a field one header (but for numbers and kinds of data).
    """
    found: dict[str, Column] = {header: Column(header, field, 100) for field, header in told.items()}
    scored = [
        (score, phrase, header)
        for header in table.header
        if header not in found
        for phrase, score in _scores(header).items()
        if _fits(phrase, table, header, order)
    ]
    taken = set(told)
    for score, phrase, header in sorted(scored, key=lambda one: (-one[0], table.header.index(one[2]), _turn(one[1].field))):
        if header in found or (phrase.field in taken and phrase.field not in _SEVERAL and not phrase.ignored):
            continue
        found[header] = Column(header, phrase.field, score, left_out=phrase.ignored)
        taken |= set() if phrase.ignored else {phrase.field}
    return [found.get(header, Column(header, "", 0)) for header in table.header]


def _turn(field: str) -> tuple[bool, str]:
    """Of two fields that a header means alike: the one that only a column of answers gives, then by name."""
    return field not in _ANSWERS, field


@lru_cache(maxsize=4096)
def _scores(header: str) -> Mapping[_Phrase, int]:
    """The best phrase of each field for a header, where it scores enough."""
    words = _words(header)
    best: dict[str, tuple[int, _Phrase]] = {}
    for phrase in _phrases():
        score = _score(words, phrase)
        if score >= LEAST and score > best.get(phrase.field, (0, phrase))[0]:
            best[phrase.field] = (score, phrase)
    return {phrase: score for score, phrase in best.values()}


def _score(words: tuple[str, ...], phrase: _Phrase) -> int:
    """How sure a header means a phrase: the same words, more than these, or another spelling."""
    if not words or not phrase.words:
        return 0
    if words == phrase.words:
        return 100
    if sorted(words) == sorted(phrase.words):
        return 98
    if Counter(phrase.words) < Counter(words):
        return 0 if phrase.whole else 60 + 35 * len(set(phrase.words)) // len(set(words))
    if _abbreviates(words, phrase.words):
        return 85
    alike = int(ratio(" ".join(words), " ".join(phrase.words)))
    return alike - 10 if alike >= _SPELT else 0


def _abbreviates(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether words are those of a phrase, of which some are cut short and one at least stands whole (`Sous-traitants ult.`)."""
    if len(words) != len(phrase):
        return False
    pairs = list(zip(words, phrase, strict=True))
    cut = [(one, whole) for one, whole in pairs if one != whole]
    return len(cut) < len(pairs) and all(len(one) > 2 and whole.startswith(one) for one, whole in cut)


def _words(text: str) -> tuple[str, ...]:
    """The words of a header; a small one counts where it is the last: a `Sous-traitant de` is another than a `Sous-traitant`."""
    marked = re.sub(r"\bn\s*[°º]", " numero ", _ASKED.sub(" ", text), flags=re.IGNORECASE).replace("#", " numero ")
    words = fold_name(re.sub(r"(?<=[a-z])(?=[A-Z])|['\u2019_]", " ", marked)).split()
    return tuple(_stem(word) for place, word in enumerate(words) if word not in _SMALL or (place == len(words) - 1 and place))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and not word.endswith("ss") else word


@lru_cache(maxsize=1)
def _phrases() -> tuple[_Phrase, ...]:
    data = parse(WORDS.read_text(encoding="utf-8")).data
    return tuple(
        dict.fromkeys(
            _Phrase(_words(str(text).removeprefix("=")), field, kind == "ignored", str(text).startswith("="))
            for kind, fields in data.items()
            for field, texts in fields.items()
            for text in texts
        )
    )


def _fits(phrase: _Phrase, table: RawTable, header: str, order: Order) -> bool:
    """Whether most cells of a column can be what a field holds; an empty column can be anything."""
    field = phrase.field
    if field in _NAMED and not phrase.ignored and _KIND.search(fold_name(header)) and not _KIND.search(" ".join(phrase.words)):
        return False
    if field == "rank" and is_tier(header) and not any(phrase.field == "for_whom" for other in table.header for phrase in _scores(other)):
        return False
    filled = [cell for row in table.rows[:_SAMPLE] if (cell := row.cells[header].strip())]
    if field in _ANSWERS:
        return bool(filled) and share(filled, lambda cell: says_yes(cell) is not None)
    cells = [cell for cell in filled if placeholder(cell) is None]
    if not cells:
        return True
    if field in _DATES:
        return share(cells, lambda cell: says_no_end(cell) or is_date(cell, order))
    if field in ("rank", "persons_count"):
        return share(cells, lambda cell: any(c.isdigit() for c in cell))
    if field in ("name", "controller", "host", "for_whom", "product", "contract"):
        return share(cells, lambda cell: (field == "contract" or any(c.isalpha() for c in cell)) and fold_name(cell) not in YES_OR_NO)
    if field == "identifier":
        return share(cells, lambda cell: any(c.isdigit() for c in cell))
    return True


def is_tier(header: str) -> bool:
    """Whether a header may say a rank as well as an importance (`Tier`, `Niveau`)."""
    return _TIER.fullmatch(fold_name(header)) is not None
