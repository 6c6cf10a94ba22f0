"""Files written by people, as YAML with line numbers; what is wrong with one is said at its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from maillon.graph.system_errors import system_reason
from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError, Problem
from maillon.wording import Message
from maillon.yaml_core import MAX_DEPTH, YamlData, YamlError, parse

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
        if path.stat().st_size > MAX_YAML_BYTES:
            raise _bad(path, 0, messages("file.large", most=MAX_YAML_BYTES // 1024 // 1024))
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(path, 0, messages("file.not_utf8", byte=error.start)) from error
    except IsADirectoryError as error:
        raise _bad(path, 0, messages("file.directory")) from error
    except FileNotFoundError as error:
        raise _bad(path, 0, messages("file.missing")) from error
    except OSError as error:
        raise _bad(path, 0, messages("file.unreadable", why=system_reason(error))) from error


def read_yaml_text(text: str, file: str) -> YamlDocument:
    """Read one document from text; `file` names it in errors.

    Raises:
        BadInputError: as `read_yaml`.
    """
    try:
        found = parse(text)
    except YamlError as error:
        raise _bad(file, error.line, _reason(error)) from error
    return YamlDocument(found.data, found.lines, file)


def _reason(error: YamlError) -> Message:
    match error.fault:
        case "broken":
            return messages("yaml.broken", why=error.detail)
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
