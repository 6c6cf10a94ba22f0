"""Questions of the library, and rows of queries, as documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from queries.library import Question, Rows, plain
from reports.document import Document, Section, Table


def question_list(questions: Sequence[Question], lang: str) -> Document:
    """The library, or what a search found in it."""
    rows = [[q.name, q.topic, q.title[lang], [p.name for p in q.parameters]] for q in questions]
    body = [
        {
            "name": q.name,
            "topic": q.topic,
            "title": dict(q.title),
            "description": dict(q.description),
            "parameters": [
                {"name": p.name, "type": p.type, "required": p.required, "example": plain(p.example), "meaning": dict(p.meaning)}
                for p in q.parameters
            ],
            "columns": list(q.columns),
        }
        for q in questions
    ]
    heads = ["name", "topic", "question", "parameters"] if lang == "en" else ["nom", "thème", "question", "paramètres"]
    return Document("Questions", [Section("", [], Table(heads, rows))], {"questions": body})


def question_document(q: Question, lang: str) -> Document:
    """One question: what it asks, its parameters, its Cypher."""
    lines = [q.description[lang], ""]
    lines += [
        f"-p {p.name}=… {p.type}: {p.meaning[lang]}; " + (f"ex. {p.example}" if p.required else f"({plain(p.default)})")
        for p in q.parameters
    ]
    cypher = Section("Cypher", q.cypher.splitlines())
    return Document(
        f"{q.name}: {q.title[lang]}", [Section("", lines), cypher], question_list([q], lang).json["questions"][0] | {"cypher": q.cypher}
    )


def rows_document(title: str, rows: Rows, headings: Mapping[str, Mapping[str, str]] | None, lang: str) -> Document:
    """Rows of a query."""
    heads = [headings[c][lang] if headings else c for c in rows.columns]
    table = Table(heads, rows.rows)
    body = {"columns": list(rows.columns), "rows": [list(r) for r in rows.rows], "truncated": rows.truncated}
    section = Section("", [], table)
    note = Section("", ["… " + ("d'autres lignes ne sont pas montrées" if lang == "fr" else "more rows are not shown")])
    return Document(title, [section, note] if rows.truncated else [section], body, Table(list(rows.columns), rows.rows))
