"""A question as its file says it: a typed header, YAML 1.2 behind `// ` between two lines `// ---`, and the Cypher below.

The header is read with the types that it is meant to have: every text in French and English, every parameter with an example
of its type, no field that nothing reads. What is wrong is said at its line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from maillon.graph.dates import asked_day
from maillon.graph.model import NODE_BY_LABEL
from maillon.graph.yaml_faults import what_breaks
from maillon.queries.messages import messages
from maillon.wording import LANGUAGES, RefusedError
from maillon.yaml_core import YamlData, YamlError, YamlPath, parse

PARAMETER_TYPES = ("node", "string", "integer", "date", "boolean")
"""`node`: an id, a name or an alias of something in the graph; `date`: YYYY-MM-DD."""

_MARK = "// ---"


class QueryUseError(RefusedError):
    """A question is unknown, or its header, or a parameter, is missing or wrong; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question. Without a `default` (and not optional) it must be given.

    `labels` limits a `node` to these primary labels, the preferred one first.
    """

    name: str
    type: str
    meaning: Mapping[str, str]
    example: Any
    labels: tuple[str, ...] = ()
    default: Any = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the library; `walk`: no Cypher text answers it but a walk (`queries.library.walks`)."""

    name: str
    topic: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, Mapping[str, str]]
    cypher: str
    walk: bool = False


def parse_question(text: str, name: str) -> Question:
    """Read one `.cypher` file.

    Raises:
        QueryUseError: the header is missing, or something in it is missing, unknown or of another type.
    """
    lines = text.splitlines()
    marks = [i for i, line in enumerate(lines) if line.strip() == _MARK]
    if len(marks) < 2:
        raise QueryUseError(messages("header.missing", name=name))
    first, last = marks[0] + 1, marks[1]
    try:
        found = parse("\n".join(line.removeprefix("//").removeprefix(" ") for line in lines[first:last]))
    except YamlError as error:
        place = f"{name}.cypher:{first + max(error.line, 1)}"
        fault = what_breaks(error) if error.fault == "broken" else messages(f"header.fault.{error.fault}", detail=error.detail)
        raise QueryUseError(messages("header.yaml", place=place, fault=fault)) from error
    return _Header(name, found, first).question("\n".join(lines[last + 1 :]).strip())


class _Header:
    """The fields of one header, taken with their types; `above` lines of the file stand before it."""

    def __init__(self, name: str, found: YamlData, above: int) -> None:
        self._name = name
        self._found = found
        self._above = above

    def question(self, cypher: str) -> Question:
        header = self._fields(self._found.data, (), ("topic", "title", "description", "columns"), ("parameters", "answered_by"))
        parameters = self._list(header.get("parameters", []), ("parameters",))
        columns = self._mapping(header["columns"], ("columns",))
        walk = "answered_by" in header and self._one_of(header["answered_by"], ("answered_by",), ("walk",)) == "walk"
        return Question(
            name=self._name,
            topic=self._text(header["topic"], ("topic",)),
            title=self._both(header["title"], ("title",)),
            description=self._both(header["description"], ("description",)),
            parameters=tuple(self._parameter(value, ("parameters", place)) for place, value in enumerate(parameters)),
            columns={column: self._both(words, ("columns", column)) for column, words in columns.items()},
            cypher=cypher,
            walk=walk,
        )

    def _parameter(self, value: Any, path: YamlPath) -> Parameter:
        p = self._fields(value, path, ("name", "type", "meaning", "example"), ("labels", "default"))
        type_ = self._one_of(p["type"], (*path, "type"), PARAMETER_TYPES)
        labels = self._list(p.get("labels", []), (*path, "labels"))
        return Parameter(
            name=self._text(p["name"], (*path, "name")),
            type=type_,
            meaning=self._both(p["meaning"], (*path, "meaning")),
            example=self._value(p["example"], (*path, "example"), type_),
            labels=tuple(self._one_of(label, (*path, "labels", place), tuple(NODE_BY_LABEL)) for place, label in enumerate(labels)),
            default=None if p.get("default") is None else self._value(p["default"], (*path, "default"), type_),
            required="default" not in p,
        )

    def _value(self, value: Any, path: YamlPath, type_: str) -> Any:
        """An example or a default of a parameter of that type."""
        if type_ == "integer":
            return value if type(value) is int else self._refuse(path, value, "integer")
        if type_ == "boolean":
            return value if isinstance(value, bool) else self._refuse(path, value, "boolean")
        text = self._text(value, path)
        if type_ != "date":
            return text
        try:
            return asked_day(text)
        except ValueError:
            self._refuse(path, value, "date")

    def _both(self, value: Any, path: YamlPath) -> dict[str, str]:
        words = self._fields(value, path, LANGUAGES)
        return {lang: self._text(words[lang], (*path, lang)) for lang in LANGUAGES}

    def _fields(self, value: Any, path: YamlPath, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Any]:
        fields = self._mapping(value, path)
        for key in fields:
            if key not in (*needed, *optional):
                allowed = [*needed, *optional]
                raise QueryUseError(
                    messages("header.unknown", place=self._place((*path, key)), field=_shown((*path, key)), allowed=allowed)
                )
        for key in needed:
            if key not in fields:
                raise QueryUseError(messages("header.lacks", name=self._name, what=_shown((*path, key))))
        return fields

    def _mapping(self, value: Any, path: YamlPath) -> dict[str, Any]:
        return value if isinstance(value, dict) else self._refuse(path, value, "mapping")

    def _list(self, value: Any, path: YamlPath) -> list[Any]:
        return value if isinstance(value, list) else self._refuse(path, value, "list")

    def _text(self, value: Any, path: YamlPath) -> str:
        return value if isinstance(value, str) and value else self._refuse(path, value, "text")

    def _one_of(self, value: Any, path: YamlPath, allowed: tuple[str, ...]) -> str:
        if value not in allowed:
            raise QueryUseError(
                messages("header.word", place=self._place(path), field=_shown(path), value=_written(value), allowed=allowed)
            )
        return str(value)

    def _refuse(self, path: YamlPath, value: Any, wanted: str) -> NoReturn:
        kind = messages(f"header.{wanted}")
        raise QueryUseError(messages("header.type", place=self._place(path), field=_shown(path), value=_written(value), wanted=kind))

    def _place(self, path: YamlPath) -> str:
        return f"{self._name}.cypher:{self._above + self._found.line(path)}"


def _shown(path: YamlPath) -> str:
    """`columns.told_on.en`, `parameters[0].type`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def _written(value: Any) -> str:
    """A value as it stands in a header: `true`, `null`, and texts as they are."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
