"""YAML 1.2 (or JSON, which is YAML) as plain data with line numbers, for text written by people: records, headers of questions.

PyYAML composes the nodes (its parser is the well-kept part, and in C where the platform has it); this module gives them the
types of the YAML 1.2 core schema, so that `on`, `no`, `2025-11-28` and `007` stay what the author typed. Tags, anchors and
aliases have no use here and are refused: no code is run and nothing can grow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Literal, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

MAX_DEPTH = 40

YamlPath: TypeAlias = tuple[str | int, ...]
"""Keys and positions that lead to a part of a document."""

Fault: TypeAlias = Literal["broken", "empty", "several", "no_mapping", "anchor", "tag", "deep", "key", "twice"]

_BREAKS: Mapping[str, tuple[str, ...]] = {
    "colon": ("mapping values are not allowed",),
    "bracket": ("',' or ']'",),
    "brace": ("',' or '}'",),
    "dash": ("'-' indicator", "sequence entries are not allowed", "block collection"),
    "key": ("expected ':'", "expected key", "<block end>", "document start"),
    "start": ("cannot start any token", "alphabetic or numeric"),
    "open": ("unexpected end of stream", "unexpected document"),
    "escape": ("escape", "hexdecimal", "hexadecimal"),
    "block": ("comment or line break", "comment or a line break", "indentation indicator"),
    "character": ("control characters", "special characters"),
}
BREAKS = ("tab", *_BREAKS, "other")
"""What breaks a text, by the name of the message that says it."""

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?")
_NULLS = ("", "~", "null", "Null", "NULL")
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WORDS: Mapping[str, bool | None] = {**dict.fromkeys(_NULLS), **_BOOLEANS}
_BEGINS_A_NUMBER = frozenset("+-.0123456789")
_ENDS = re.compile("[\r\n\x85\u2028\u2029\ufeff]")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(Exception):
    """The text is not one document of plain fields. `line` counts from 1 and is 0 for the text as a whole.

    `detail` is what breaks a `broken` text (one of `BREAKS`), the `tag`, or the key that stands `twice`, whose first line is `first`.
    """

    def __init__(self, fault: Fault, line: int, detail: str = "", first: int = 0) -> None:
        super().__init__(fault, line, detail)
        self.fault, self.line, self.detail, self.first = fault, line, detail, first


@dataclass(frozen=True)
class YamlLines:
    """The line on which each part of a document begins.

    They are found when first one is asked for: most documents have nothing wrong, and the lines take more room than their text.
    """

    find: Callable[[], dict[YamlPath, int]]

    @cached_property
    def by_path(self) -> dict[YamlPath, int]:
        """The line (from 1) of each path."""
        return self.find()

    def line(self, path: YamlPath) -> int:
        """The line (from 1) of the deepest part of `path` that exists."""
        while path and path not in self.by_path:
            path = path[:-1]
        return self.by_path.get(path, 1)


@dataclass(frozen=True, slots=True)
class YamlData:
    """Plain data (dict, list, str, int, float, bool, None), and where its parts begin."""

    data: dict[str, Any]
    lines: YamlLines = field(repr=False, compare=False)

    def line(self, path: YamlPath) -> int:
        """The line (from 1) of the deepest part of `path` that exists."""
        return self.lines.line(path)


def parse(text: str) -> YamlData:
    """Read one document of fields.

    Raises:
        YamlError: not YAML, nothing, several documents, no mapping, or a construct that has no use here (a tag, an anchor,
            an alias, a key that is no word or stands twice).
    """
    try:
        data = _only_document(_events(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError("broken", mark.line + 1 if mark else 0, _break_of(error, text)) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise YamlError("broken", 0, "character" if isinstance(error, yaml.reader.ReaderError) else "other") from error
    if not isinstance(data, dict):
        raise YamlError("no_mapping", 1)
    return YamlData(data, YamlLines(partial(_lines_of, text)))


def _break_of(error: yaml.MarkedYAMLError, text: str) -> str:
    """What breaks a text, by what the parser says of it: one of `BREAKS`. Its words are those of its authors, and in English alone."""
    lines = text.split("\n")
    mark = error.problem_mark
    if mark and mark.line < len(lines) and lines[mark.line][mark.column : mark.column + 1] == "\t":
        return "tab"
    said = f"{error.problem or ''} {error.context or ''}"
    return next((name for name, words in _BREAKS.items() if any(word in said for word in words)), "other")


def dump(data: Mapping[str, Any]) -> str:
    """Plain data as one document that `parse` reads back as it is, readable and with its fields in their order."""
    return str(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=140))


class _Dumper(yaml.SafeDumper):
    """Writes a text without quotes only where `parse` takes it for a text: PyYAML itself would go by YAML 1.1."""

    def ignore_aliases(self, data: Any) -> bool:
        """Nothing is written as an alias: `parse` refuses them."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # Where lines end by other signs than a line feed, only double quotes keep them.
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if _ENDS.search(text) else None)


_Dumper.add_representer(str, _text)
_Dumper.yaml_implicit_resolvers = {}
for _tag, _form in (
    ("null", "|".join(re.escape(word) for word in sorted(_NULLS))),
    ("bool", "|".join(sorted(_BOOLEANS))),
    ("int", _INTEGER.pattern),
    ("float", _FLOAT.pattern),
):
    _Dumper.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"\A(?:{_form})\Z"), None)


def _events(text: str) -> Iterator[Any]:
    """What the parser meets, one thing after the other. Anchors, aliases, tags and deep nesting are refused as they are met.

    Nothing is composed of them before: that makes a billion laughs large, and brackets slow.
    """
    depth = 0
    loader = _LOADER(text)
    try:
        while (event := loader.get_event()) is not None:
            kind = type(event)
            if kind is AliasEvent:
                raise YamlError("anchor", event.start_mark.line + 1)
            if kind in _ENDINGS:
                depth -= 1
            elif kind is ScalarEvent or kind in _BEGINNINGS:
                if event.anchor:
                    raise YamlError("anchor", event.start_mark.line + 1)
                if event.tag:
                    raise YamlError("tag", event.start_mark.line + 1, event.tag)
                depth += kind is not ScalarEvent
                if depth > MAX_DEPTH:
                    raise YamlError("deep", event.start_mark.line + 1)
            yield event
    finally:
        loader.dispose()


_BEGINNINGS = (MappingStartEvent, SequenceStartEvent)
_ENDINGS = (MappingEndEvent, SequenceEndEvent)


def _only_document(events: Iterator[Any]) -> Any:
    """The data of the one document that there is.

    What is wrong with its keys is told only where all that follows is YAML, and no other document.
    """
    next(events)  # the beginning of the text
    if type(next(events)) is StreamEndEvent:
        raise YamlError("empty", 0)
    data, wrong = None, None
    try:
        data = _plain(next(events), events)
    except YamlError as error:
        if error.fault not in ("key", "twice"):
            raise
        wrong = error
    second = 0
    for event in events:
        if type(event) is DocumentStartEvent and not second:
            second = next(events).start_mark.line + 1
    if second:
        raise YamlError("several", second)
    if wrong is not None:
        raise wrong
    return data


def _plain(event: Any, events: Iterator[Any]) -> Any:
    """The value that begins with an event; what belongs to it is taken from those that follow."""
    kind = type(event)
    if kind is ScalarEvent:
        text: str = event.value
        return text if event.style in _QUOTED else _scalar(text)
    if kind is SequenceStartEvent:
        items: list[Any] = []
        while type(item := next(events)) is not SequenceEndEvent:
            items.append(_plain(item, events))
        return items
    result: dict[str, Any] = {}
    begun: dict[str, Any] = {}
    while type(named := next(events)) is not MappingEndEvent:
        begin = named.start_mark
        if type(named) is not ScalarEvent:
            raise YamlError("key", begin.line + 1)
        key = named.value
        if key in begun:
            raise YamlError("twice", begin.line + 1, key, begun[key].line + 1)
        begun[key] = begin
        result[key] = _plain(next(events), events)
    return result


def _lines_of(text: str) -> dict[YamlPath, int]:
    """The line on which each path of a document begins that `parse` has read."""
    events = _events(text)
    next(events)
    next(events)
    lines: dict[YamlPath, int] = {}
    _place(next(events), events, (), lines)
    return lines


def _place(event: Any, events: Iterator[Any], path: YamlPath, lines: dict[YamlPath, int]) -> None:
    """Note the line of a value, which for that of a key is the key's, and of all inside it."""
    lines.setdefault(path, event.start_mark.line + 1)
    kind = type(event)
    if kind is SequenceStartEvent:
        position = 0
        while type(item := next(events)) is not SequenceEndEvent:
            _place(item, events, (*path, position), lines)
            position += 1
    elif kind is MappingStartEvent:
        while type(named := next(events)) is not MappingEndEvent:
            here = (*path, named.value)
            lines[here] = named.start_mark.line + 1
            _place(next(events), events, here, lines)


_QUOTED = ("'", '"', "|", ">")


def whole_number(digits: str) -> int | str:
    """A whole number as it is written; one that no field holds stays the text that it is."""
    return int(digits) if len(digits) < 20 else digits


def _scalar(text: str) -> Any:
    """A plain scalar by the core schema of YAML 1.2.2, section 10.3.2 (less octal, hex, infinities)."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _BEGINS_A_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return whole_number(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def texts_of(data: Any) -> list[str]:
    """Every text and key inside plain data, in no order: for what is asked of all of them at once."""
    found: list[str] = []
    todo: list[Any] = [[data]]
    for part in todo:  # it grows meanwhile
        for value in part:
            kind = type(value)
            if kind is str:
                found.append(value)
            elif kind is list:
                todo.append(value)
            elif kind is dict:
                found += value
                todo.append(value.values())
    return found
