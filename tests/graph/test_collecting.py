"""Python looks for dead objects less often while records are made, and as before afterwards; through what is made to stay never."""

from __future__ import annotations

import gc

import pytest

from maillon.graph.collecting import made_to_stay, seldom_collected


@seldom_collected()
def _fails(met: list[tuple[int, int, int]]) -> None:
    met.append(gc.get_threshold())
    raise ZeroDivisionError


@pytest.mark.parametrize("before", [(700, 10, 10), (200_000, 5, 5), (0, 10, 10)])
def test_a_load_leaves_the_collector_as_its_caller_set_it(before: tuple[int, int, int]) -> None:
    own, met = gc.get_threshold(), list[tuple[int, int, int]]()
    gc.set_threshold(*before)
    try:
        with pytest.raises(ZeroDivisionError):
            _fails(met)
        assert gc.get_threshold() == before
    finally:
        gc.set_threshold(*own)
    assert met[0][1:] == before[1:]
    assert met[0][0] == 0 if before[0] == 0 else met[0][0] >= before[0]  # where nothing is collected it stays so


def test_what_is_made_to_stay_is_looked_through_no_more_and_what_dies_still_goes() -> None:
    threshold = gc.get_threshold()
    try:
        with made_to_stay():
            made = [[n] for n in range(1_000)]
        assert gc.get_freeze_count() >= len(made)
        assert gc.get_threshold() == threshold
        frozen = gc.get_freeze_count()
        made.clear()
        assert gc.get_freeze_count() <= frozen - 1_000
    finally:
        gc.unfreeze()
