"""Learn the weights of `queries/resolution/weights.csv`, and measure them on the third that was never learnt on.

Run: python -m benchmarks.resolution.learn PAIRS.csv [--write]

A logistic regression (scikit-learn) over the signals, with places and without; a signal whose weight would say the opposite of
what it means is left out, so that every reason shown is one.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.resolution.labelled import LabelledPair, divided, read_pairs
from maillon.queries.resolution.candidates import NameRead
from maillon.queries.resolution.score import FOR, WEIGHTS, Weights, load_weights
from maillon.queries.resolution.signals import SIGNALS, Rarity, signals

_STRENGTH = 0.3


def rarity_of(pairs: Sequence[LabelledPair]) -> Rarity:
    """The frequencies of words over all names of some pairs."""
    return Rarity(NameRead.of(name) for name in sorted({c.name for pair in pairs for c in (pair.one, pair.other)}))


def matrix(pairs: Sequence[LabelledPair], rarity: Rarity) -> Any:
    """The signals of pairs, a row each."""
    return np.array([signals(pair.one, pair.other, rarity)[0] for pair in pairs])


def equal(pairs: Sequence[LabelledPair]) -> list[LabelledPair]:
    """One name met by itself, for each body: the labelled pairs leave out what is equal but for case and accents, as lists do not."""
    return [replace(pair, other=pair.one) for pair in pairs if pair.same]


def learn(values: Any, same: Any) -> dict[str, float]:
    """Weights by signal, and `bias`; signals of the wrong sign are dropped, the strongest first."""
    columns = list(range(len(SIGNALS)))
    while True:
        model = make_pipeline(StandardScaler(), LogisticRegression(C=_STRENGTH, max_iter=5000)).fit(values[:, columns], same)
        scaler, regression = model[0], model[-1]
        wrong = [(abs(w), c) for c, w in zip(columns, regression.coef_[0], strict=True) if w and (w > 0) != (SIGNALS[c] in FOR)]
        if not wrong:
            break
        columns.remove(max(wrong)[1])
    weights = dict.fromkeys(SIGNALS, 0.0)
    weights |= {SIGNALS[c]: float(w / s) for c, w, s in zip(columns, regression.coef_[0], scaler.scale_, strict=True)}
    weights["bias"] = float(regression.intercept_[0] - sum(regression.coef_[0] * scaler.mean_ / scaler.scale_))
    return weights


def report(name: str, pairs: Sequence[LabelledPair], scores: Any) -> None:
    """Print average precision, and the best recall at a precision of 0.8 and 0.9."""
    same = np.array([pair.same for pair in pairs])
    if not 0 < same.sum() < len(same):
        return
    precision, recall, _ = precision_recall_curve(same, scores)
    best = [max(r for p, r in zip(precision, recall, strict=True) if p >= at) for at in (0.8, 0.9)]
    average = average_precision_score(same, scores)
    print(f"{name:34} {len(pairs):5} pairs, {int(same.sum()):4} same  AP {average:.3f}  recall at .8 {best[0]:.2f}, at .9 {best[1]:.2f}")


def main() -> None:
    """Learn, print what the weights are worth on the third kept apart, and with `--write` write them."""
    path = Path(sys.argv[1])
    placed, bare = read_pairs(path), read_pairs(path, places=False)
    (learnt, kept), (learnt_bare, kept_bare) = divided(placed), divided(bare)
    rarity = rarity_of(learnt)
    every = [*learnt, *learnt_bare, *equal(learnt), *equal(learnt_bare)]
    weights = learn(matrix(every, rarity), np.array([pair.same for pair in every]))
    if "--write" in sys.argv:
        with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("signal", "weight"))
            writer.writerows((name, round(weight, 4)) for name, weight in weights.items() if weight)
    measured = load_weights() if "--write" in sys.argv else Weights(weights)
    rarity = rarity_of(kept)  # the words of lists that nobody has seen
    for name, pairs in (("with places", kept), ("without places", kept_bare)):
        scores = np.array([measured.score(signals(pair.one, pair.other, rarity)[0]) for pair in pairs])
        report(name, pairs, scores)
        for title, words in (("  hospitals", ("hospital", "namesake")), ("  contracts", ("contract",)), ("  by hand", ("hand",))):
            some = [i for i, pair in enumerate(pairs) if any(word in pair.kind for word in words)]
            report(title, [pairs[i] for i in some], scores[some])
        for at in (0.5, 0.6, 0.7, 0.8, 0.9):
            said = scores >= at
            same = np.array([pair.same for pair in pairs])
            print(f"    from {at}: precision {same[said].mean():.2f}, recall {said[same].mean():.2f}")


if __name__ == "__main__":
    main()
