"""The values in the answer to a question of the library, as people read them: terms in words, days and figures spoken."""

from __future__ import annotations

import re
from typing import Any

from maillon.reports.formatting import action_text, is_veris, number
from maillon.reports.messages import messages
from maillon.reports.spoken_days import day_text

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


def told(column: str, cell: Any, lang: str) -> Any:
    """A cell of the answer to a question in words; ids stay, because a person goes on with them."""
    if isinstance(cell, list):
        return [told(column, item, lang) for item in cell]
    if isinstance(cell, bool) or cell is None or cell == "":
        return cell
    if isinstance(cell, int):
        return number(cell, lang)
    if column in _DAYS:
        return day_text(cell, lang)
    if column in _TERMS and (said := _OUTCOME_SAID.fullmatch(str(cell))):
        return f"{messages.label(said[1], lang)} ({messages.label(said[2], lang)}{said[3]})"
    if column.startswith("text_") and is_veris(str(cell)):
        return action_text(str(cell), lang)
    return messages.label(str(cell), lang) if column in _TERMS else cell
