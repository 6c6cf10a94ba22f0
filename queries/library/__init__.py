"""The library of questions: one `.cypher` file each, with a typed header in its first comment (`header`).

A header names the question, describes it in French and English, declares typed parameters with examples, and the columns
that come back.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from maillon.graph.dates import asked_day
from maillon.graph.search_text import fold
from maillon.queries.find import resolve
from maillon.queries.json_value import json_value
from maillon.queries.library.header import Parameter, QueryUseError, Question, parse_question
from maillon.queries.library.synonyms import SMALL, meant_by
from maillon.queries.library.walks import answer_of
from maillon.queries.messages import messages
from maillon.shipped import shipped

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.find import HeldTexts

__all__ = ["QueryUseError", "Question", "Rows", "bind", "json_value", "library", "question", "run_question", "search_questions"]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a question or of a person's own Cypher: plain values, in the order of `columns`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


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
        raise QueryUseError(messages("question.close" if close else "question.unknown", name=name, close=close))
    return known[name]


def search_questions(words: str) -> list[Question]:
    """Questions that hold all the words or ones that mean the same (in either language, accents folded), best first; then most of them."""
    asked = [w for w in fold(words).split() if len(w) > 1]
    wanted = [w for w in asked if w not in SMALL] or asked
    scored = []
    for q in library().values():
        title = fold(" ".join([q.name, *q.title.values()]))
        text = f"{title} {fold(' '.join([q.topic, *q.description.values(), *q.columns]))}"
        score = sum(2 * (w in title) + (w in text) + any(m in title for m in meant_by(w)) for w in wanted)
        met = sum(w in text or any(m in text for m in meant_by(w)) for w in wanted)
        if met and met * 2 >= len(wanted):
            scored.append((-score, q.name, q))
    return [q for _, _, q in sorted(scored, key=lambda s: s[:2])]


def bind(reader: CypherReader, asked: Question, given: Mapping[str, str], *, held: HeldTexts | None = None) -> dict[str, Any]:
    """Typed values of the parameters, from text; names are looked up in `held`, where what everything is found by is kept.

    Raises:
        QueryUseError: one is missing, unknown or of another type; an example is in the message.
        UnknownNameError: a `node` that nothing, or several things, answer to.
    """
    known = {p.name: p for p in asked.parameters}
    for name in given:
        if name not in known:
            raise QueryUseError(messages("parameter.unknown", question=asked.name, name=name, allowed=list(known) or messages("none")))
    values: dict[str, Any] = {}
    for p in asked.parameters:
        if p.name in given:
            values[p.name] = _typed(reader, asked.name, p, given[p.name], held)
        elif p.required:
            raise QueryUseError(messages("parameter.missing", question=asked.name, name=p.name, meaning=p.meaning, example=p.example))
        else:
            values[p.name] = p.default
    return values


def _typed(reader: CypherReader, name: str, p: Parameter, text: str, held: HeldTexts | None) -> Any:
    try:
        match p.type:
            case "node":
                return resolve(reader, text, labels=p.labels or None, held=held).id
            case "integer":
                return int(text)
            case "date":
                return asked_day(text)
            case "boolean":
                return {"true": True, "false": False}[text.lower()]
            case _:
                return text
    except (ValueError, KeyError) as error:
        raise QueryUseError(
            messages("parameter.type", question=name, name=p.name, type=messages(f"type.{p.type}"), text=text[:100], example=p.example)
        ) from error


def run_question(reader: CypherReader, asked: Question, values: Mapping[str, Any], *, limit: int = 0) -> Rows:
    """The rows of a question, columns in the order of its header: all of them, or the first `limit`."""
    rows = answer_of(asked.name, reader, values) if asked.walk else reader.rows(asked.cypher, **values)
    columns = tuple(asked.columns)
    shown = rows[:limit] if limit else rows
    return Rows(columns, tuple(tuple(json_value(row[c]) for c in columns) for row in shown), truncated=len(rows) > len(shown))
