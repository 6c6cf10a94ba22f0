"""Whole numbers as programs of tables leave them in JSON: `2019.0`, `"1,200"`."""

from __future__ import annotations

from typing import Any

from maillon.loaders.messages import messages
from maillon.loaders.placeholders import placeholder
from maillon.loaders.volumes import whole_number
from maillon.wording import RefusedError


def json_number(value: Any, column: str) -> int | None:
    """A whole number; None where there is none (`null`, `"Unknown"`).

    Raises:
        RefusedError: something else stands there.
    """
    if isinstance(value, str):
        return None if placeholder(value) else whole_number(value, column)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise RefusedError(messages("cell.number", column=column))
