"""How large a message to the engine may be.

The embedded engine takes messages of up to 16 MiB and does not answer larger ones, so that the driver would wait for
ever: whatever is sent is cut into pieces well below that, or refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from maillon.graph.store.errors import RecordRefused
from maillon.graph.store.messages import messages

T = TypeVar("T")

LARGEST = 15 << 20
"""Bytes that one message may have."""
_PIECE = 4 << 20
_HEAD = 9
"""Bytes that a value has at most beside its content."""


def size(value: Any) -> int:
    """At most how many bytes a value takes in a message."""
    if isinstance(value, str):
        return _HEAD + (len(value) if value.isascii() else len(value.encode()))
    if isinstance(value, (bytes, bytearray)):
        return _HEAD + len(value)
    if isinstance(value, Mapping):
        return _HEAD + sum(size(name) + size(item) for name, item in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return _HEAD + sum(map(size, value))
    return 2 * _HEAD


def chunks(rows: Sequence[T]) -> Iterator[list[T]]:
    """Rows in order, in lists that each fit into a message; no list is empty.

    Raises:
        RecordRefused: one row alone is too large.
    """
    piece: list[T] = []
    filled = 0
    for row in rows:
        weight = size(row)
        if weight > LARGEST:
            raise RecordRefused(messages("record.row", name=_name(row), size=weight >> 20, most=LARGEST >> 20))
        if piece and filled + weight > _PIECE:
            yield piece
            piece, filled = [], 0
        piece.append(row)
        filled += weight
    if piece:
        yield piece


def _name(row: Any) -> str:
    if isinstance(row, Mapping):
        return str(row.get("id"))
    return " ".join(str(part) for part in row[:2]) if isinstance(row, (list, tuple)) else str(row)[:100]
