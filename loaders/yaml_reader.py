"""YAML 1.2 (or JSON, which is YAML) with line numbers, for text written by people.

PyYAML composes the nodes (its parser is the well-kept part, and in C where the platform has it); this module
gives them the types of the YAML 1.2 core schema, so that `on`, `no`, `2025-11-28` and `007` stay what the author
typed. Tags, anchors and aliases have no use in a record and are refused: no code is run and nothing can grow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError, Problem

MAX_YAML_BYTES = 4 * 1024 * 1024
"""A record is written by hand; a larger file is not one."""
MAX_DEPTH = 40

Path_ = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE, _FALSE = frozenset({"true", "True", "TRUE"}), frozenset({"false", "False", "FALSE"})
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """Plain data (dict, list, str, int, float, bool, None) and the line on which each path begins."""

    file: str
    data: Any
    lines: dict[Path_, int] = field(repr=False)

    def line(self, path: Path_) -> int:
        """The line (from 1) of the deepest part of `path` that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


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
        raise _bad(path, 0, messages("file.unreadable", why=(error.strerror or str(error)).lower())) from error


def read_yaml_text(text: str, file: str) -> YamlDocument:
    """Read one document from text; `file` names it in errors.

    Raises:
        BadInputError: as `read_yaml`.
    """
    lines: dict[Path_, int] = {}
    try:
        _refuse_machinery(text, file)
        nodes = list(yaml.compose_all(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _bad(file, mark.line + 1 if mark else 0, messages("yaml.broken", why=error.problem or error.context)) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _bad(file, 0, messages("yaml.broken", why=str(error).splitlines()[0])) from error
    if not nodes:
        raise _bad(file, 0, messages("file.empty"))
    if len(nodes) > 1:
        raise _bad(file, nodes[1].start_mark.line + 1, messages("yaml.several"))
    data = _plain(nodes[0], (), lines, file)
    if not isinstance(data, dict):
        raise _bad(file, 1, messages("yaml.no_mapping"))
    return YamlDocument(file, data, lines)


def _refuse_machinery(text: str, file: str) -> None:
    """Refuse anchors, aliases, tags and deep nesting as they are met: composing makes a billion laughs large, and brackets slow."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _bad(file, line, messages("yaml.anchor"))
        tag = getattr(event, "tag", None)
        if tag:
            raise _bad(file, line, messages("yaml.tag", tag=tag))
        if depth > MAX_DEPTH:
            raise _bad(file, line, messages("yaml.deep", most=MAX_DEPTH))


def _plain(node: yaml.Node, path: Path_, lines: dict[Path_, int], file: str) -> Any:
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise _bad(file, key_line, messages("yaml.key"))
            key = key_node.value
            if key in result:
                raise _bad(file, key_line, messages("yaml.twice", key=key, first=lines[(*path, key)]))
            lines[(*path, key)] = key_line
            result[key] = _plain(value_node, (*path, key), lines, file)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, index), lines, file) for index, child in enumerate(node.value)]
    text: str = node.value
    return text if getattr(node, "style", None) in ("'", '"', "|", ">") else _scalar(text)


def _scalar(text: str) -> Any:
    """A plain scalar by the core schema of YAML 1.2.2, section 10.3.2 (less octal, hex, infinities)."""
    if text in _NULLS:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) < 20 else text
    return float(text) if _FLOAT.fullmatch(text) else text


def _bad(file: Path | str, line: int, reason: str) -> BadInputError:
    return BadInputError([Problem(str(file), line, "", "", reason)])
