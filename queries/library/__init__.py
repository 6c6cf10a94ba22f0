"""The library of questions: one `.cypher` file each, with a typed header in its first comment.

A header is YAML behind `// `, between two lines `// ---`. It names the question, describes it in French and English,
declares typed parameters with examples, and the columns that come back.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from maillon.graph.search_text import fold
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.find import resolve
from maillon.queries.json_value import json_value
from maillon.shipped import shipped
from maillon.wording import Catalogue, RefusedError

PARAMETER_TYPES = ("node", "string", "integer", "date", "boolean")
"""`node`: an id, a name or an alias of something in the graph; `date`: YYYY-MM-DD."""


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
    """One question of the library."""

    name: str
    topic: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, Mapping[str, str]]
    cypher: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a question or of a person's own Cypher: plain values, in the order of `columns`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


class QueryUseError(RefusedError):
    """A question is unknown, or its parameters are missing or wrong; the message says what is expected."""


misuse = Catalogue(
    {
        "header.missing": (
            "{name} : l'en-tête entre deux lignes « // --- » manque",
            "{name}: the header between two lines '// ---' is missing",
        ),
        "header.lacks": ("{name} : il manque {what} dans l'en-tête", "{name}: the header lacks {what}"),
        "question.close": (
            "aucune question ne s'appelle « {name} » ; au plus proche : {close}",
            "no question is called '{name}'; closest: {close}",
        ),
        "question.unknown": (
            "aucune question ne s'appelle « {name} » ; les lister avec : maillon query list",
            "no question is called '{name}'; list them with: maillon query list",
        ),
        "parameter.unknown": (
            "{question} n'a pas de paramètre « {name} » ; admis : {allowed}",
            "{question} has no parameter '{name}'; allowed: {allowed}",
        ),
        "parameter.meaning": ("{fr}", "{en}"),
        "parameter.missing": (
            "{question} a besoin de {name} ({meaning}) ; par exemple : -p {name}={example}",
            "{question} needs {name} ({meaning}); for example: -p {name}={example}",
        ),
        "parameter.type": (
            "{question} : {name} est de type {type}, et non « {text} » ; par exemple : -p {name}={example}",
            "{question}: {name} is a {type}, not '{text}'; for example: -p {name}={example}",
        ),
        "none": ("aucun", "none"),
    }
)
"""How a question can be misused."""


def parse_question(text: str, name: str) -> Question:
    """Read one `.cypher` file.

    Raises:
        QueryUseError: the header is missing or incomplete.
    """
    lines = text.splitlines()
    marks = [i for i, line in enumerate(lines) if line.strip() == "// ---"]
    if len(marks) < 2:
        raise QueryUseError(misuse("header.missing", name=name))
    header = yaml.safe_load("\n".join(line.removeprefix("//").removeprefix(" ") for line in lines[marks[0] + 1 : marks[1]]))
    try:
        parameters = tuple(
            Parameter(
                name=p["name"],
                type=p["type"],
                meaning=p["meaning"],
                example=p["example"],
                labels=tuple(p.get("labels", ())),
                default=p.get("default"),
                required="default" not in p,
            )
            for p in header.get("parameters", [])
        )
        return Question(
            name=name,
            topic=header["topic"],
            title=header["title"],
            description=header["description"],
            parameters=parameters,
            columns=header["columns"],
            cypher="\n".join(lines[marks[1] + 1 :]).strip(),
        )
    except (KeyError, TypeError) as error:
        raise QueryUseError(misuse("header.lacks", name=name, what=error)) from error


@lru_cache(maxsize=1)
def library() -> Mapping[str, Question]:
    """Every question, by name."""
    folder = shipped("queries", "library")
    found = [(path.stem, path.read_text("utf-8")) for path in folder.glob("*.cypher")]
    return {name: parse_question(text, name) for name, text in sorted(found)}


def question(name: str) -> Question:
    """The question of that name.

    Raises:
        QueryUseError: there is none; the closest names are in the message.
    """
    known = library()
    if name not in known:
        close = difflib.get_close_matches(name, list(known), 3)
        raise QueryUseError(misuse("question.close" if close else "question.unknown", name=name, close=close))
    return known[name]


def search_questions(words: str) -> list[Question]:
    """Questions that hold all the words (in either language, accents folded), best first; then those with most of them."""
    wanted = [w for w in fold(words).split() if len(w) > 1]
    scored = []
    for q in library().values():
        title = fold(" ".join([q.name, *q.title.values()]))
        text = f"{title} {fold(' '.join([q.topic, *q.description.values(), *q.columns]))}"
        score = sum(2 * (w in title) + (w in text) for w in wanted)
        if score and sum(w in text for w in wanted) * 2 >= len(wanted):
            scored.append((-score, q.name, q))
    return [q for _, _, q in sorted(scored, key=lambda s: s[:2])]


def bind(reader: CypherReader, asked: Question, given: Mapping[str, str]) -> dict[str, Any]:
    """Typed values of the parameters, from text.

    Raises:
        QueryUseError: one is missing, unknown or of another type; an example is in the message.
        UnknownNameError: a `node` that nothing, or several things, answer to.
    """
    known = {p.name: p for p in asked.parameters}
    for name in given:
        if name not in known:
            raise QueryUseError(misuse("parameter.unknown", question=asked.name, name=name, allowed=list(known) or misuse("none")))
    values: dict[str, Any] = {}
    for p in asked.parameters:
        if p.name in given:
            values[p.name] = _typed(reader, asked.name, p, given[p.name])
        elif p.required:
            meaning = misuse("parameter.meaning", **p.meaning)
            raise QueryUseError(misuse("parameter.missing", question=asked.name, name=p.name, meaning=meaning, example=p.example))
        else:
            values[p.name] = p.default
    return values


def _typed(reader: CypherReader, name: str, p: Parameter, text: str) -> Any:
    try:
        match p.type:
            case "node":
                return resolve(reader, text, labels=p.labels or None).id
            case "integer":
                return int(text)
            case "date":
                return dt.date.fromisoformat(text)
            case "boolean":
                return {"true": True, "false": False}[text.lower()]
            case _:
                return text
    except (ValueError, KeyError) as error:
        raise QueryUseError(misuse("parameter.type", question=name, name=p.name, type=p.type, text=text, example=p.example)) from error


def run_question(reader: CypherReader, asked: Question, values: Mapping[str, Any]) -> Rows:
    """The rows of a question, columns in the order of its header."""
    rows = reader.rows(asked.cypher, **values)
    columns = tuple(asked.columns)
    return Rows(columns, tuple(tuple(json_value(row[c]) for c in columns) for row in rows))
