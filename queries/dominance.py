"""Which terms of a path make others needless, for searches in whose large graphs thousands of paths come to few different terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, Protocol, Self, TypeVar


class PathTerms(Protocol):
    """What is known of one path, hashable, and all that matters to how it can go on."""

    def dominates(self, other: Self, /) -> bool:
        """True if every continuation that is open to `other` is open to these too, on no worse terms."""
        ...


T = TypeVar("T", bound=PathTerms)


class Dominance(Generic[T]):
    """The terms of one search: equal ones are one object, and each pair of them is judged once."""

    def __init__(self) -> None:
        """Nothing is judged yet."""
        self._same: dict[T, T] = {}
        self._dominates: dict[tuple[int, int], bool] = {}

    def one(self, terms: T) -> T:
        """Equal terms as one object, which lives as long as the search: pairs are known by it."""
        return self._same.setdefault(terms, terms)

    def dominated(self, terms: T, known: Mapping[int, T]) -> bool:
        """Whether one of the terms that are known there, by their `id`, dominates these; all are of `one`, or live as long."""
        if id(terms) in known:
            return True
        for rival in known.values():
            pair = (id(rival), id(terms))
            found = self._dominates.get(pair)
            if found is None:
                found = self._dominates[pair] = rival.dominates(terms)
            if found:
                return True
        return False


def wider(a: frozenset[str] | None, b: frozenset[str] | None) -> bool:
    """Whether what `a` allows (None: anything) is at least what `b` allows."""
    return a is None or (b is not None and a >= b)
