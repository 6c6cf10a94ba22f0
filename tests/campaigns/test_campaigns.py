"""Every campaign, small: a few cases of each, with a seed of their own. The commands run many."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.campaigns import building, crowd, damage, erasures, kills
from tests.campaigns.common import Outcome, table

SMALL: dict[str, Callable[[Path], Iterator[Outcome]]] = {
    "damage": lambda place: damage.run(place, 27, 5),
    "kills": lambda place: kills.run(place, 27, 3),
    "building": lambda place: building.run(place, 27, len(building.KINDS)),
    "erasures": lambda place: erasures.run(place, 27, 2),
    "crowd": lambda place: partial(crowd.run, seconds=3.0)(place, 27, 3),
}


@pytest.mark.skipif(sys.platform != "linux", reason="a campaign starts its commands by fork")
@pytest.mark.parametrize("name", SMALL)
def test_no_case_of_a_campaign_ends_as_none_may(name: str, tmp_path: Path) -> None:
    outcomes = list(SMALL[name](tmp_path))
    assert outcomes
    assert [outcome for outcome in outcomes if outcome.wrong] == []


@pytest.mark.skipif(sys.platform != "linux", reason="limits are those of Linux")
def test_a_load_that_the_system_cuts_is_finished_by_the_next(tmp_path: Path) -> None:
    from tests.campaigns import room

    outcomes = list(room.run(tmp_path, 27, 2))
    assert [outcome for outcome in outcomes if outcome.wrong] == []


def test_a_table_counts_how_cases_ended() -> None:
    outcomes = [Outcome("cut", "a", "whole"), Outcome("cut", "b", "refused"), Outcome("gone", "c", "WRONG: answered")]
    assert table(outcomes).splitlines() == [
        "|  | cases | WRONG | refused | whole |",
        "| --- | --- | --- | --- | --- |",
        "| cut | 2 | 0 | 1 | 1 |",
        "| gone | 1 | 1 | 0 | 0 |",
    ]
    assert [outcome.wrong for outcome in outcomes] == [False, False, True]
