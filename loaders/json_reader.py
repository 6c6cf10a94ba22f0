"""JSON as plain data with the line of each part: what a program wrote as a record, read by JSON's own rules and not by those of YAML.

The two differ where it hurts: JSON writes a letter beyond the first 65,536 as two escapes and indents with tabs, and YAML takes neither.
Python's own module reads what has no fault. Where it finds one, or a line is asked for, this one walks objects and lists, so that it knows
where each begins.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Any, NoReturn

from maillon.yaml_core import MAX_DEPTH, YamlData, YamlError, YamlLines, YamlPath, whole_number

_BLANK = re.compile(r"[ \t\n\r]*+")
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*+))(\.[0-9]++)?([eE][-+]?[0-9]++)?")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_WORDS = {"true": True, "false": False, "null": None}


def parse_json(text: str) -> YamlData:
    """Read one object, with the same kinds of data and of faults as `yaml_core.parse`.

    Raises:
        YamlError: not JSON, nothing, no object, nested too deeply, or a key that stands twice.
    """
    data = _faultless(text)
    return _Reader(text).whole() if data is None else YamlData(data, YamlLines(lambda: _Reader(text).whole().lines.by_path))


def _faultless(text: str) -> dict[str, Any] | None:
    """The data of a text that has no fault; None where there may be one."""
    try:
        data = json.loads(text, object_pairs_hook=_each_once, parse_int=whole_number, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and _is_shallow(data) else None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError  # `_Reader` tells it at its line
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError


def _is_shallow(data: dict[str, Any]) -> bool:
    """Whether what lies inside is nested less deeply than any record may be."""
    level: list[Any] = [data]
    for _ in range(MAX_DEPTH):
        within = (inner for part in level for inner in (part.values() if type(part) is dict else part))
        level = [inner for inner in within if type(inner) is dict or type(inner) is list]
        if not level:
            return True
    return False


class _Reader:
    """One text on its way to data."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [found.start() for found in re.finditer("\n", text)]
        self._lines: dict[YamlPath, int] = {}
        self._at = 0

    def whole(self) -> YamlData:
        self._skip()
        if self._at == len(self._text):
            raise YamlError("empty", 0)
        data = self._value((), 0)
        self._skip()
        if self._at < len(self._text):
            raise YamlError("several", self._line())
        if not isinstance(data, dict):
            raise YamlError("no_mapping", 1)
        return YamlData(data, YamlLines(lambda: self._lines))

    def _skip(self) -> None:
        found = _BLANK.match(self._text, self._at)
        assert found is not None
        self._at = found.end()

    def _line(self, at: int | None = None) -> int:
        return bisect_right(self._ends, (self._at if at is None else at) - 1) + 1

    def _broken(self, why: str) -> NoReturn:
        raise YamlError("broken", self._line(), why)

    def _next(self) -> str:
        """The sign that comes next, after blanks; '' at the end."""
        self._skip()
        return self._text[self._at : self._at + 1]

    def _take(self, sign: str) -> bool:
        if self._next() != sign:
            return False
        self._at += 1
        return True

    def _value(self, path: YamlPath, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise YamlError("deep", self._line())
        sign = self._next()
        self._lines.setdefault(path, self._line())
        match sign:
            case "{":
                return self._object(path, depth)
            case "[":
                return self._list(path, depth)
            case '"':
                return self._string()
        number = _NUMBER.match(self._text, self._at)
        if number is not None:
            self._at = number.end()
            return whole_number(number[1]) if number[2] is None and number[3] is None else float(number.group())
        word = next((word for word in _WORDS if self._text.startswith(word, self._at)), None)
        if word is None:
            self._broken("value")
        self._at += len(word)
        return _WORDS[word]

    def _object(self, path: YamlPath, depth: int) -> dict[str, Any]:
        self._at += 1
        found: dict[str, Any] = {}
        if self._take("}"):
            return found
        while True:
            if self._next() != '"':
                self._broken("key")
            line = self._line()
            key = self._string()
            if key in found:
                raise YamlError("twice", line, key, self._lines[(*path, key)])
            self._lines[(*path, key)] = line
            if not self._take(":"):
                self._broken("colon")
            found[key] = self._value((*path, key), depth + 1)
            if self._take("}"):
                return found
            if not self._take(","):
                self._broken("brace")

    def _list(self, path: YamlPath, depth: int) -> list[Any]:
        self._at += 1
        found: list[Any] = []
        if self._take("]"):
            return found
        while True:
            found.append(self._value((*path, len(found)), depth + 1))
            if self._take("]"):
                return found
            if not self._take(","):
                self._broken("bracket")

    def _string(self) -> str:
        found = _STRING.match(self._text, self._at)
        if found is None:
            self._broken("open")
        try:
            text: str = json.loads(found.group())
        except json.JSONDecodeError as error:
            raise YamlError("broken", self._line(self._at + error.pos), "text") from error
        self._at = found.end()
        return text
