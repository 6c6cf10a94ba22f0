"""Pop, then audit: what a loader takes out of a document it has read; what is left was either ignored by name or unread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
        self._data: dict[str, Any] = dict(data)
        self._ignored = ignored

    def take(self, path: str, default: Any = None) -> Any:
        """Remove and return the value at `path`, or `default`. A JSON null counts as absent."""
        *outer, last = path.split(".")
        place: Any = self._data
        for part in outer:
            inner = place.get(part)
            if not isinstance(inner, Mapping):
                return default
            place[part] = place = dict(inner)
        value = place.pop(last, None)
        return default if value is None else value

    def peek(self, path: str) -> Any:
        """The value at `path`, left in place; None where there is none."""
        place: Any = self._data
        for part in path.split("."):
            place = place.get(part) if isinstance(place, Mapping) else None
        return place

    def has(self, path: str) -> bool:
        """Whether there is anything at `path`, even if its parts have been taken."""
        place: Any = self._data
        for part in path.split("."):
            if not isinstance(place, Mapping) or part not in place:
                return False
            place = place[part]
        return place is not None

    def unread(self) -> Iterator[str]:
        """The paths that nobody took and that are not ignored by name, each once per occurrence."""
        for path in _leaves(self._data, ""):
            if not any(path == name or path.startswith(f"{name}.") for name in self._ignored):
                yield path


def _leaves(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, path)
    elif value is not None and value != "":
        yield path
