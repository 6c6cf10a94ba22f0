"""What each question of the library answers on the shipped records: one file a question, values read against the records.

After a change of the records: `python -m tests.expected STORE`, then read the difference before it is committed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.library import Question, bind, library, run_question

FOLDER = Path(__file__).parent


def examples(question: Question) -> dict[str, str]:
    """The example of every parameter that must be given, as a person would type it, and of the day, which else is today."""
    return {p.name: str(p.example) for p in question.parameters if p.required or p.name == "as_of"}


def answer(store: Store, question: Question) -> list[list[Any]]:
    """Rows on the examples, in an order that no engine decides."""
    reader = CypherReader(store)
    rows = run_question(reader, question, bind(reader, question, examples(question))).rows
    return sorted((list(row) for row in rows), key=lambda row: json.dumps(row, ensure_ascii=False))


def as_text(question: Question, rows: list[list[Any]]) -> str:
    """The file of one question: a row a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    head = json.dumps({"parameters": examples(question), "columns": list(question.columns)}, ensure_ascii=False)
    return f'{head[:-1]}, "rows": [\n{lines}\n]}}\n'


def rewrite(store: Store) -> None:
    """Write every file anew."""
    for name, question in library().items():
        (FOLDER / f"{name}.json").write_text(as_text(question, answer(store, question)), "utf-8")
