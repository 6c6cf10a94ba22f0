"""An answer made short, or one part of it: what is not shown is counted, and named by a JSON Pointer (RFC 6901) to ask for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel

from maillon.assistant.messages import messages
from maillon.wording import RefusedError

LONG_TEXT = 1_000
"""Characters of one text, in an answer that is made short."""


TablePlace: TypeAlias = Literal["columns", "rows", "row"]
_PLACES: Mapping[str, TablePlace] = {"columns": "columns", "rows": "rows"}


class CutPart(BaseModel):
    """A list of which not all items are shown, or a text of which not all characters are."""

    part: str
    skipped: int
    shown: int
    total: int


@dataclass(slots=True)
class Shortened:
    """A value with lists and texts cut, and what was cut from it, outermost first."""

    value: Any
    cuts: list[CutPart] = field(default_factory=list)


def shorten(value: Any, items: int | None, text: int | None, *, at: str = "", skip: int = 0, table: TablePlace | None = None) -> Shortened:
    """The value with at most `items` items of each list and `text` characters of each text (None: all).

    A table keeps its columns, and each of its rows a cell for each.

    Args:
        value: JSON.
        items: of each list.
        text: characters of each text.
        at: where in the answer the value stands.
        skip: how many items or characters of the value itself are passed over.
        table: what the value is of a table, where it is such a part.
    """
    cuts: list[CutPart] = []

    def shown(one: Sequence[Any], at: str, skip: int, most: int | None) -> slice:
        end = len(one) if most is None else min(len(one), skip + most)
        if skip or end < len(one):
            cuts.append(CutPart(part=at, skipped=min(skip, len(one)), shown=max(end - skip, 0), total=len(one)))
        return slice(skip, end)

    def inner(one: Any, at: str, skip: int = 0, place: TablePlace | None = None) -> Any:
        if isinstance(one, str):
            return one[shown(one, at, skip, text)]
        if isinstance(one, Mapping):
            is_table = isinstance(one.get("columns"), list) and isinstance(one.get("rows"), list)
            return {key: inner(found, f"{at}/{escaped(str(key))}", 0, _PLACES.get(key) if is_table else None) for key, found in one.items()}
        if isinstance(one, Sequence):
            left = one[shown(one, at, skip, items if place in (None, "rows") else None)]
            within: TablePlace | None = "row" if place == "rows" else None
            return [inner(found, f"{at}/{number}", 0, within) for number, found in enumerate(left, skip)]
        return one

    return Shortened(inner(value, at, skip, table), cuts)


def escaped(key: str) -> str:
    """A key as it stands in a JSON Pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def part_of(value: Any, pointer: str) -> Any:
    """The part of a value that a JSON Pointer names.

    Raises:
        RefusedError: it is no pointer, or nothing stands there; says what does.
    """
    if pointer and not pointer.startswith("/"):
        raise RefusedError(messages("part.pointer", part=pointer[:200]))
    where = ""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping) and key in value:
            value = value[key]
        elif isinstance(value, list | tuple) and key.isdecimal() and key.isascii() and len(key) < 10 and int(key) < len(value):
            value = value[int(key)]
        else:
            raise RefusedError(messages("part.unknown", part=pointer[:200], where=where or "/", known=_held(value)))
        where = f"{where}/{step}"
    return value


def _held(value: Any) -> Any:
    """What can be named inside a value."""
    if isinstance(value, Mapping) and value:
        return [escaped(str(key))[:80] for key in list(value)[:40]]
    if isinstance(value, list | tuple) and value:
        return messages("part.count", n=len(value), last=len(value) - 1)
    return messages("part.nothing")
