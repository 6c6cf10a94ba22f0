"""Files written by people, as YAML with line numbers, or as JSON where they end so; what is wrong with one is said at its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillon.graph.characters import strange_character, strange_text
from maillon.graph.records import MAX_TEXT
from maillon.graph.system_errors import system_reason
from maillon.graph.yaml_faults import what_breaks
from maillon.loaders.json_reader import parse_json
from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError, Problem
from maillon.yaml_core import MAX_DEPTH, YamlData, YamlError, YamlPath, parse, texts_of

if TYPE_CHECKING:
    from maillon.wording import Message

MAX_YAML_BYTES = 4 * 1024 * 1024
"""A record is written by hand; a larger file is not one."""


@dataclass(frozen=True, slots=True)
class YamlDocument(YamlData):
    """The data of one file."""

    file: str


def read_yaml(path: Path) -> YamlDocument:
    """Read one file.

    Raises:
        BadInputError: a directory, unreadable, empty, too large, not UTF-8, not YAML, several documents, or a
            construct that records do not use (tag, anchor, alias, duplicate or non-text key).
    """
    return read_yaml_text(read_text(path), str(path))


def read_text(path: Path) -> str:
    """The UTF-8 text of a file written by a person.

    Raises:
        BadInputError: a directory, unreadable, larger than `MAX_YAML_BYTES`, or not UTF-8.
    """
    try:
        with path.open("rb") as file:
            body = file.read(MAX_YAML_BYTES + 1)  # a device has no end
        if len(body) > MAX_YAML_BYTES:
            raise _bad(path, 0, messages("file.large", most=MAX_YAML_BYTES // 1024 // 1024))
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(path, 0, messages("file.not_utf8", byte=error.start)) from error
    except IsADirectoryError as error:
        raise _bad(path, 0, messages("file.directory")) from error
    except FileNotFoundError as error:
        raise _bad(path, 0, messages("file.missing")) from error
    except OSError as error:
        raise _bad(path, 0, messages("file.unreadable", why=system_reason(error))) from error


def read_yaml_text(text: str, file: str) -> YamlDocument:
    """Read one document from text; `file` names it in errors, and its ending says whether it is JSON.

    Raises:
        BadInputError: as `read_yaml`.
    """
    json = file.lower().endswith(".json")
    hidden = strange_text(text) if _NEXT_LINE in text and not json else None
    if hidden is not None:  # the one control character that YAML takes as it is, for the end of a line
        raise _bad(file, _line_of(text), hidden)
    try:
        found = parse_json(text) if json else _parsed(text)
    except YamlError as error:
        reason = strange_text(text) if error.fault == "broken" else None
        if reason is not None:  # what stands in a file as it is, and not as an escape, is no YAML
            raise _bad(file, _line_of(text), reason) from error
        raise _bad(file, error.line, _reason(error, json=json)) from error
    document = YamlDocument(found.data, found.lines, file)
    if not _legible(found.data):
        raise BadInputError(list(_illegible(document, found.data, ())))
    return document


def _parsed(text: str) -> YamlData:
    """YAML; or, where it stands in braces and YAML cannot read it, JSON, which differs from it in small things."""
    try:
        return parse(text)
    except YamlError as error:
        if error.fault != "broken" or not text.lstrip().startswith("{"):
            raise
        try:
            return parse_json(text)
        except YamlError:
            raise error from None


def _line_of(text: str) -> int:
    """The line of the first character that may not be in a text."""
    return next((number for number, line in enumerate(text.split("\n"), 1) if strange_character(line) is not None), 0)


def _legible(data: Any) -> bool:
    """Whether each text and key of a document can be looked at: nearly every one can, and no place is worked out for it."""
    texts = texts_of(data)
    return max(map(len, texts), default=0) <= _LONGEST and strange_character("".join(texts)) is None


def _illegible(document: YamlDocument, value: Any, path: YamlPath) -> Iterator[Problem]:
    """Every text, and every key, that is too long for anything to look at it, or holds what nobody sees."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _problems_of(document, key, (*path, key[:_NAMED]), document.line((*path, key)))
            yield from _illegible(document, inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _illegible(document, inner, (*path, place))
    elif isinstance(value, str):
        yield from _problems_of(document, value, path, document.line(path))


def _problems_of(document: YamlDocument, text: str, path: YamlPath, line: int) -> Iterator[Problem]:
    reason = messages("field.long", most=MAX_TEXT) if len(text) > _LONGEST else strange_text(text)
    if reason is not None:
        yield Problem(document.file, line, "", show_path(path), reason)


def show_path(path: YamlPath) -> str:
    """`("relations", 2, "since")` → `relations[2].since`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


_NEXT_LINE = "\x85"
_NAMED = 60
_LONGEST = 2083
"""Characters of an address, the longest thing that a field may hold."""


def _reason(error: YamlError, *, json: bool) -> Message:
    match error.fault:
        case "broken" if json:
            return messages("json.no_record", why=messages(f"json.fault.{error.detail}"))
        case "broken":
            return messages("yaml.broken", why=what_breaks(error))
        case "empty":
            return messages("file.empty")
        case "several":
            return messages("yaml.several")
        case "no_mapping":
            return messages("yaml.no_mapping")
        case "anchor":
            return messages("yaml.anchor")
        case "tag":
            return messages("yaml.tag", tag=error.detail)
        case "deep":
            return messages("yaml.deep", most=MAX_DEPTH)
        case "key":
            return messages("yaml.key")
        case "twice":
            return messages("yaml.twice", key=error.detail, first=error.first)


def _bad(file: Path | str, line: int, reason: str) -> BadInputError:
    return BadInputError([Problem(str(file), line, "", "", reason)])
