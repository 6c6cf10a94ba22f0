"""Whatever is done to a file, a loader reads it or refuses it with a reason. `python -m tests.fuzz` does the same with thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillon.loaders.base import MODULES
from tests.fuzz.campaign import run
from tests.fuzz.reader import LOADED, drawn, outcome_of, written
from tests.fuzz.seeds import seeds


def test_each_loader_has_a_seed_and_each_seed_is_read(tmp_path: Path) -> None:
    assert {seed.loader for seed in seeds()} == set(MODULES)
    for seed in seeds():
        assert outcome_of(seed.loader, written(seed, seed.data, tmp_path)) == LOADED, seed.name


def test_a_number_makes_the_same_input_each_time() -> None:
    assert list(drawn(5, range(30)))[17:18] == list(drawn(5, [17]))


@pytest.mark.parametrize("seed", [1, 2])
def test_no_damaged_file_brings_a_loader_down(seed: int, tmp_path: Path) -> None:
    tally = run(range(80), seed, tmp_path)
    assert tally.faults == []
    assert tally.all.total() == 80


def test_a_fault_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault of a loader")

    monkeypatch.setattr("maillon.loaders.hhs.read", broken)
    assert outcome_of("hhs", [tmp_path]) == "ZeroDivisionError: a fault of a loader"
