"""The values in the answer to a question of the library, as people read them: terms in words, days and figures spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maillon.reports.document import Table
from maillon.reports.formatting import action_text, is_veris, number
from maillon.reports.messages import messages
from maillon.reports.readings import voice
from maillon.reports.spoken_days import day_text
from maillon.wording import in_language

if TYPE_CHECKING:
    from maillon.queries.subgraph import Node

_TERMS = frozenset(
    {
        *("answer", "arrows", "before", "on_day", "then", "when", "with_one", "with_other", "data_after_end", "deployment"),
        *("duty", "effect", "effects", "ended_status", "field", "of", "outcome", "people", "relation", "service", "status"),
        *("statuses", "unit", "vector"),
    }
)
"""Columns of questions whose values are terms of the data."""
_DAYS = frozenset(
    {
        *("date", "earlier_on", "ended", "later_on", "made_on", "occurred", "occurred_from", "occurred_to", "published", "said_on"),
        *("detected_on", "disclosed_on", "restored_on", "seen_on", "since", "told_on", "until"),
    }
)
"""Columns of questions whose values are days."""
_OUTCOME_SAID = re.compile(r"(\w+) \((\w+)((?: \S+)*)\)")
"""An outcome with its status and who says so."""


def answer_table(heads: Mapping[str, str], rows: Sequence[Sequence[Any]], names: Mapping[str, Node], lang: str) -> Table:
    """The rows of a question in a language: of a text in both (`text_fr`, `text_en`) that of the reader, and names in it."""
    columns, shown = list(heads), told_columns(heads, lang)
    cells = [[_named(row[i], row, names, lang) if columns[i] == "name" else told(columns[i], row[i], lang) for i in shown] for row in rows]
    return Table(list(shown.values()), cells)


def told_columns(heads: Mapping[str, str], lang: str) -> dict[int, str]:
    """The columns that a reader of a language sees, by their number, with their headings."""
    columns, other = list(heads), in_language(lang, "_en", "_fr")
    shown = [i for i, c in enumerate(columns) if not (c.endswith(other) and f"{c.removesuffix(other)}_{lang}" in heads)]
    twins = len(shown) < len(columns)
    return {i: _IN_LANGUAGE.sub("", heads[columns[i]]) if twins else heads[columns[i]] for i in shown}


def ids_named(rows: Iterable[Sequence[Any]]) -> set[str]:
    """The ids in the rows of a question that say what is called so."""
    return {
        cell for row in rows for cell in row if isinstance(cell, str) and cell.startswith(("org:", "population:", "product:", "actor:"))
    }


def _named(name: Any, row: Sequence[Any], names: Mapping[str, Node], lang: str) -> Any:
    """A name in a language: that of the first thing in its row which is called so."""
    nodes = [names[cell] for cell in row if isinstance(cell, str) and cell in names]
    return next((str(node.called(lang)) for node in nodes if node.name == name), name)


_NAMED = ("org:", "population:", "product:", "actor:")
_IN_LANGUAGE = re.compile(r" \((?:fr|en)\)$")


def told(column: str, cell: Any, lang: str) -> Any:
    """A cell of the answer to a question in words; ids stay, because a person goes on with them."""
    if column.startswith("question_"):
        return " ".join(cell)
    if isinstance(cell, list):
        return [told(column, item, lang) for item in cell]
    if isinstance(cell, bool) or cell is None or cell == "":
        return cell
    if isinstance(cell, int):
        return number(cell, lang)
    if column in _DAYS:
        return day_text(cell, lang)
    if column in _TERMS and (said := _OUTCOME_SAID.fullmatch(str(cell))):
        return f"{messages.label(said[1], lang)} ({voice(said[2], said[3].split(), str, lang)})"
    if column.startswith("text_") and is_veris(str(cell)):
        return action_text(str(cell), lang)
    return messages.label(str(cell), lang) if column in _TERMS else cell
