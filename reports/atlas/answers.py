"""The answer to a question of the library as a table of a page.

What it names is called by its name and leads to its page, and the documents that say so stand behind each row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillon.graph.characters import terminal_safe
from maillon.queries.evidence import document_of
from maillon.reports.atlas.addresses import WITH_PAGES, has_page
from maillon.reports.document import shown
from maillon.reports.dossiers.sections import Citations, CitedText, Grid
from maillon.reports.formatting import name_of
from maillon.reports.question_values import told, told_columns
from maillon.wording import Message, rendered

if TYPE_CHECKING:
    from maillon.queries.library import Question, Rows
    from maillon.queries.subgraph import Node

_ID = re.compile(rf"(?<![\w-])(?:{'|'.join(WITH_PAGES)}):[^\s,;()]+")


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question with the values of its parameters as text, its rows (None: it could not be asked), and why there are none.

    `names` are the things that its rows name, by id, and the documents that they rest on.
    """

    question: Question
    given: Mapping[str, str]
    rows: Rows | None
    nothing: tuple[Message, ...]
    names: Mapping[str, Node]

    @property
    def sources(self) -> dict[str, Node]:
        """The documents, by their id without prefix."""
        return {i.partition(":")[2]: node for i, node in self.names.items() if i.startswith("source:")}


def ids_told(rows: Rows) -> set[str]:
    """The ids of all that the rows name, and of the documents that they rest on."""
    found = set()
    for row in rows.rows:
        for column, cell in zip(rows.columns, row, strict=True):
            if column == "evidence":
                found |= {document_of(e) for e in cell or ()}
            else:
                found |= {i for text in _texts(cell) for i in _ID.findall(text)}
    return found


def answer_grid(found: AnsweredQuestion, rows: Sequence[Sequence[Any]], cite: Citations, lang: str) -> Grid:
    """Rows of the answer. A name that only repeats what an id of the row is called is left out."""
    assert found.rows is not None
    columns, names = found.rows.columns, found.names
    heads = {c: str(rendered(found.question.columns[c], lang)) for c in columns}
    told_heads = told_columns(heads, lang)
    repeated = {i for i in told_heads if columns[i] == "name" and all(_repeats(row, i, names) for row in rows)}
    kept = [i for i in told_heads if columns[i] != "evidence" and i not in repeated]

    def cell(row: Sequence[Any], i: int) -> CitedText:
        if isinstance(row[i], str) and row[i] in names and has_page(row[i]):
            return CitedText(terminal_safe(name_of(names, row[i], lang)), (), row[i])
        text = terminal_safe(shown(told(columns[i], row[i], lang), lang))
        return CitedText(with_names(text, names, lang))

    said = columns.index("evidence") if "evidence" in columns else None
    lines = []
    for row in rows:
        *first, last = [cell(row, i) for i in kept]
        lines.append([*first, CitedText(last.text, cite(row[said] or ()) if said is not None else (), last.about)])
    return Grid([told_heads[i] for i in kept], lines)


def with_names(text: str, names: Mapping[str, Node], lang: str) -> str:
    """A text in which the ids of what is known are its names."""
    return _ID.sub(lambda i: terminal_safe(name_of(names, i[0], lang)) if i[0] in names else i[0], text)


def _repeats(row: Sequence[Any], at: int, names: Mapping[str, Node]) -> bool:
    return any(isinstance(c, str) and c in names and names[c].name == row[at] for c in row)


def _texts(cell: Any) -> Iterator[str]:
    items: Iterable[Any] = cell if isinstance(cell, (list, tuple)) else [cell]
    return (item for item in items if isinstance(item, str))
