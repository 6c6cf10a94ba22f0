"""Words of a person's Cypher that the model does not know, with those that may have been meant.

No engine complains about a label that nothing carries: the answer is just empty. So a misspelt name is worth a remark.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from maillon.graph.model import ARROWS, COMMON_NODE, NODES, arrow_properties
from maillon.graph.store.cypher import DATASET, PAGE

# Comments and texts, also those that nothing closes, hold no names; a name in backticks does.
_SILENT = re.compile(r"//[^\n]*+|/\*(?:.*?\*/|.*)|'(?:\\.|[^'\\])*+(?:'|\Z)|\"(?:\\.|[^\"\\])*+(?:\"|\Z)", re.DOTALL)
_NODE = re.compile(r"\(\s*+\w*+\s*+:\s*+([\w|&!:%\s()`]+)")
_ARROW = re.compile(r"\[\s*+\w*+\s*+:\s*+([\w|&!:%\s()`]+)")
_TEST = re.compile(r"\b(?:WHERE|AND|OR|NOT|XOR)\s++\w++\s*+:\s*([\w|&!:%\s`]+?)(?=\b(?:AND|OR|XOR|RETURN|WITH)\b|[)},]|$)", re.IGNORECASE)
_PROPERTY = re.compile(r"(?<![\w.])[A-Za-z_]\w*\.([A-Za-z_]\w*)(?![\w(.])")
_NAME = re.compile(r"`?([^\W\d]\w*)`?")
_CLOSE_LABEL, _CLOSE_PROPERTY = 0.6, 0.75

NameKind = Literal["label", "arrow", "property"]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that nothing in the model is called. `suggestions` come closest first and may be none."""

    kind: NameKind
    word: str
    suggestions: tuple[str, ...]


def unknown_words(text: str) -> list[Unknown]:
    """Labels, arrow types and properties of a query that the model does not have, in the order of the text, each once.

    Properties are named only where one of the model is spelt nearly the same: a query can make its own.
    """
    bare = _SILENT.sub(" ", text)
    found: dict[tuple[NameKind, str], Unknown] = {}
    for kind, word in _used(bare):
        known = _known()[kind]
        if word in known or (kind, word) in found:
            continue
        cutoff = _CLOSE_PROPERTY if kind == "property" else _CLOSE_LABEL
        suggestions = tuple(_closest(word, known, cutoff))
        if suggestions or kind != "property":
            found[kind, word] = Unknown(kind, word, suggestions)
    return list(found.values())


def named_words(text: str) -> list[str]:
    """Labels and arrow types of the model that a query names, in the order of the text, each once."""
    known = _known()
    return list(dict.fromkeys(word for kind, word in _used(_SILENT.sub(" ", text)) if kind != "property" and word in known[kind]))


def _used(bare: str) -> Iterator[tuple[NameKind, str]]:
    patterns: tuple[tuple[NameKind, re.Pattern[str]], ...] = (
        ("label", _NODE),
        ("label", _TEST),
        ("arrow", _ARROW),
        ("property", _PROPERTY),
    )
    places: list[tuple[int, NameKind, str]] = []
    for kind, pattern in patterns:
        for match in pattern.finditer(bare):
            start = match.start(1)
            # An inline condition follows the labels: (n:Organisation WHERE n.name …).
            names = re.split(r"\bWHERE\b|\)", match[1], maxsplit=1, flags=re.IGNORECASE)[0]
            places += [(start + name.start(), kind, name[1]) for name in _NAME.finditer(names)]
    yield from ((kind, word) for _, kind, word in sorted(places))


@cache
def _known() -> dict[NameKind, frozenset[str]]:
    labels = {label for kind in NODES for label in (kind.label, *kind.roles)} | {DATASET, PAGE}
    properties = {p.name for kind in NODES for p in (*COMMON_NODE, *kind.properties)}
    properties |= {p.name for arrow in ARROWS for p in arrow_properties(arrow)}
    return {"label": frozenset(labels), "arrow": frozenset(arrow.type for arrow in ARROWS), "property": frozenset(properties)}


def _closest(word: str, known: Iterable[str], cutoff: float) -> list[str]:
    folded = {name.casefold().replace("_", ""): name for name in sorted(known)}
    return [folded[close] for close in difflib.get_close_matches(word.casefold().replace("_", ""), list(folded), 3, cutoff)]
