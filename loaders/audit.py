"""Pop, then audit: what a loader takes out of a document it has read; what is left was either ignored by name or unread."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

SHRINKS_BY = 0.6
"""A run that yields 60 % fewer records than the last one is asked about before it replaces it."""


def shrank(before: int, now: int) -> bool:
    """Whether a data set of `before` records came back so much smaller that a person should be asked first."""
    return before > 0 and now < before * (1 - SHRINKS_BY)


class Fields:
    """The fields of one document (nested mappings and lists), taken out one by one.

    Paths are dotted, without list positions: `victim.secondary.victim_id`.
    """

    def __init__(self, data: Mapping[str, Any], ignored: Mapping[str, str]) -> None:
        self._data: dict[str, Any] = _own(data)
        self._ignored = ignored

    def take(self, path: str, default: Any = None) -> Any:
        """Remove and return the value at `path`, or `default`. A JSON null counts as absent."""
        outer, last = _steps(path)
        place: Any = self._data
        for part in outer:
            place = place.get(part)
            if not isinstance(place, dict):
                return default
        value = place.pop(last, None)
        return default if value is None else value

    def peek(self, path: str) -> Any:
        """The value at `path`, left in place; None where there is none."""
        place: Any = self._data
        for part in path.split("."):
            place = place.get(part) if isinstance(place, dict) else None
        return place

    def has(self, path: str) -> bool:
        """Whether there is anything at `path`, even if its parts have been taken."""
        place: Any = self._data
        for part in path.split("."):
            if not isinstance(place, dict) or part not in place:
                return False
            place = place[part]
        return place is not None

    def unread(self) -> Iterator[str]:
        """The paths that nobody took and that are not ignored by name, each once per occurrence."""
        yield from _leaves(self._data, "", self._ignored)


@lru_cache(maxsize=1024)  # a loader asks every document for the same paths
def _steps(path: str) -> tuple[tuple[str, ...], str]:
    """The parts of a path: those that lead to the place, and the last."""
    *outer, last = path.split(".")
    return tuple(outer), last


def _own(data: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings inside mappings, copied: what is taken out of them stays in the document. Of lists nothing is taken."""
    return {name: _own(value) if isinstance(value, dict) else value for name, value in data.items()}


def _leaves(value: Any, path: str, ignored: Collection[str]) -> Iterator[str]:
    if path in ignored:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}" if path else str(name), ignored)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, path, ignored)
    elif value is not None and value != "":
        yield path
