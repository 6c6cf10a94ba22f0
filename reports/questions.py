"""Questions of the library, and rows of queries, as documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maillon.queries.json_value import json_value
from maillon.queries.library import Question, Rows, library, search_questions
from maillon.reports.cypher_values import readable
from maillon.reports.document import Document, Section, Table, csv_lines
from maillon.reports.formatting import labelled
from maillon.reports.messages import messages
from maillon.reports.question_values import answer_table
from maillon.wording import Message, rendered

if TYPE_CHECKING:
    from maillon.queries.library.header import Parameter
    from maillon.queries.library.vocabulary import Unknown
    from maillon.queries.subgraph import Node


def question_list(questions: Sequence[Question], lang: str, searched: Sequence[str] = ()) -> Document:
    """The library, or what a search for these words found in it."""
    rows = [
        [q.name, messages.say(f"topic.{q.topic}", lang), str(rendered(q.title, lang)), [p.name for p in q.parameters]] for q in questions
    ]
    body = [
        {
            "name": q.name,
            "topic": q.topic,
            "title": dict(q.title),
            "description": dict(q.description),
            "parameters": [
                {"name": p.name, "type": p.type, "required": p.required, "example": json_value(p.example), "meaning": dict(p.meaning)}
                for p in q.parameters
            ],
            "columns": list(q.columns),
        }
        for q in questions
    ]
    heads = [messages.say(f"question.{c}", lang) for c in ("name", "topic", "question", "parameters")]
    nothing = () if rows else _none_lines(searched)
    return Document("Questions", [Section("", [], Table(heads, rows))], {"questions": body}, nothing=nothing)


def question_document(q: Question, lang: str) -> Document:
    """One question: what it asks, its parameters, its Cypher."""
    lines = [str(rendered(q.description, lang)), ""]
    lines += [
        messages.say(
            "question.parameter",
            lang,
            name=p.name,
            type=messages(f"type.{p.type}"),
            meaning=p.meaning,
            more=_more(p),
        )
        for p in q.parameters
    ]
    cypher = Section("Cypher", q.cypher.splitlines())
    body = question_list([q], lang).json["questions"][0] | {"cypher": q.cypher}
    cells = [q.name, messages.say(f"topic.{q.topic}", lang), str(rendered(q.title, lang)), str(rendered(q.description, lang))]
    heads = ("name", "topic", "question", "description", "parameters", "cypher")
    row = [*cells, [p.name for p in q.parameters], q.cypher]
    return Document(labelled(q.name, cells[2], lang), [Section("", lines), cypher], body, Table(heads, [row]))


def _more(parameter: Parameter) -> Message:
    """What is taken where a parameter is left out, or else an example of it."""
    if parameter.required:
        return messages("question.example", example=json_value(parameter.example))
    if parameter.default is not None:
        return messages("question.default", default=json_value(parameter.default))
    return messages("question.optional").then(messages("question.example", example=json_value(parameter.example)))


def rows_document(
    title: str,
    rows: Rows,
    headings: Mapping[str, Mapping[str, str]] | None,
    lang: str,
    nothing: Sequence[Message] = (),
    names: Mapping[str, Node] | None = None,
) -> Document:
    """Rows of a query, or `nothing`, what there is to say where it has none; `names` are the nodes that rows of a question name."""
    called = {c: str(rendered(headings[c], lang)) if headings else c for c in rows.columns}
    cells = [[readable(cell) for cell in row] for row in rows.rows]
    table = Table(rows.columns, cells) if headings is None else answer_table(called, cells, names or {}, lang)
    body = {"columns": list(rows.columns), "rows": [list(r) for r in rows.rows], "truncated": rows.truncated}
    more = [Section("", [messages.say("rows.more", lang)])] if rows.truncated else []
    return Document(title, [Section("", [], table), *more], body, Table(list(rows.columns), cells), called, nothing)


def rows_as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The CSV of `rows_document`, row by row."""
    return csv_lines(columns, ([readable(cell) for cell in row] for row in rows))


def rows_as_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The JSON of `rows_document`, row by row; all rows are in it."""
    head, rest = _json_text({"columns": list(columns), "rows": [[]], "truncated": False}).split("[\n    []\n  ]")
    yield f"{head}["
    before = "\n    "
    for row in rows:
        yield before + _json_text(list(row)).replace("\n", "\n    ")
        before = ",\n    "
    yield f"{']' if before[0] != ',' else chr(10) + '  ]'}{rest}\n"


def _json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def unknown_text(unknown: Unknown, lang: str) -> str:
    """A line about a word that the model does not know."""
    hint = messages("unknown.close", names=unknown.suggestions) if unknown.suggestions else messages("unknown.all")
    return messages(f"unknown.{unknown.kind}", word=unknown.word).then(hint).say(lang)


def _none_lines(words: Sequence[str]) -> list[Message]:
    """No question holds these words; of several, how many hold each."""
    each = [messages("query.alone", word=word, n=len(search_questions(word))) for word in words] if len(words) > 1 else []
    return [messages("query.none", n=len(library())), *each, messages("query.list")]
