"""The words by which articles are read, as `words.yaml` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from maillon.shipped import shipped
from maillon.yaml_core import parse


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    data = parse(shipped("loaders", "drafts", "words.yaml").read_text("utf-8")).data
    return {name: tuple(word for line in lines for word in line) for name, lines in data.items()}


def either(*names: str) -> str:
    """One of the words of these lists, the longest that fits, as a regular expression."""
    found = sorted((word for name in names for word in _lists()[name]), key=len, reverse=True)
    return f"(?:{'|'.join(found)})"


def words(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_lists()[name])
