"""Rows on their way to an engine: in order, and never more at once than a message may hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.store import RecordRefused
from maillon.graph.store.message_size import LARGEST, chunks, size
from tests.support.languages import refused


@given(st.lists(st.text(max_size=5)))
def test_pieces_keep_every_row_in_order(rows: list[str]) -> None:
    assert [row for piece in chunks(rows) for row in piece] == rows


def test_pieces_stay_far_below_the_largest_message() -> None:
    rows = [{"id": str(i), "text": "é" * 500_000} for i in range(20)]
    assert all(size(piece) < LARGEST // 2 for piece in chunks(rows))
    with refused(RecordRefused, "big is too large", "big est trop long"):
        list(chunks([{"id": "big", "text": "x" * LARGEST}]))
