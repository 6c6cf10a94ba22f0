"""How likely two organisations are one, from their signals and weights that were learnt (`benchmarks/resolution/learn.py`)."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from maillon.queries.resolution.signals import SIGNALS

WEIGHTS = Path(__file__).with_name("weights.csv")
"""The table of weights: what each signal adds to the logarithm of the odds."""

_SPEAK_FOR = """
letters shared covered contained initials first alike own_words town_word town_same region_same
shared_in_town shared_unplaced contained_unplaced letters_unplaced
"""
FOR = frozenset(_SPEAK_FOR.split())
"""Signals that speak for two being one; all others speak against it."""


class Weights:
    """The learnt weights, by signal."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """Of signals, and the `bias` where no signal says anything."""
        self._bias = weights["bias"]
        self._weights = tuple(weights.get(name, 0.0) for name in SIGNALS)

    def score(self, values: Sequence[float]) -> float:
        """From 0 to 1."""
        return 1 / (1 + math.exp(-self._bias - sum(w * v for w, v in zip(self._weights, values, strict=True))))

    def parts(self, values: Sequence[float]) -> dict[str, float]:
        """What each signal that says something adds, by its name."""
        return {name: w * v for name, w, v in zip(SIGNALS, self._weights, values, strict=True) if w * v}


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights that are shipped."""
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        return Weights({row["signal"]: float(row["weight"]) for row in csv.DictReader(file)})
