"""Which origins are asked about together: those whom the same others reach, whatever they are called."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.graph.statements import ArrowStatement
from maillon.queries.scale import reach
from maillon.queries.scale.clustering import batches, power_iteration_embedding
from maillon.queries.scale.reach import Flow, Terms
from maillon.queries.subgraph import Arrow
from tests.support.random_relations import ON, every_origin, random_arrows, random_terms, snapshot_of, statement, typed


def two_countries(clinics: int, suppliers: int) -> tuple[np.ndarray, np.ndarray]:
    """Clinics and suppliers whose even numbers are one country and odd ones another; nobody trusts across.

    c0 ─▶ s0, s2, s4 …      c1 ─▶ s1, s3, s5 …      each clinic trusts up to four; s0 trusts s2 and s1 trusts s3
    """
    dice = np.random.default_rng(5)
    arrows = {(suppliers + c, int(s) * 2 + c % 2) for c in range(clinics) for s in dice.integers(0, suppliers // 2, 4)}
    arrows |= {(0, 2), (1, 3)}
    starts, ends = np.array(sorted(arrows)).T
    return starts, ends


def test_suppliers_of_one_country_are_near_and_those_of_another_far() -> None:
    starts, ends = two_countries(clinics=4000, suppliers=200)
    numbers = power_iteration_embedding(starts, ends, 200)
    assert np.isfinite(numbers).all()
    even, odd = np.sort(numbers[::2]), np.sort(numbers[1::2])
    apart = max(even[0] - odd[-1], odd[0] - even[-1])
    assert apart > 5 * max(np.ptp(even), np.ptp(odd))
    assert [sorted(b.tolist()) for b in sorted(batches(numbers, 128), key=min)] == [list(range(0, 200, 2)), list(range(1, 200, 2))]


def test_whom_nobody_of_those_looked_at_reaches_is_last() -> None:
    # 1 ─▶ 0        who trusts one alone tells nothing
    numbers = power_iteration_embedding(np.array([1]), np.array([0]), 2)
    assert numbers.tolist() == [np.inf, np.inf]


@given(st.lists(st.sampled_from([0.0, 0.001, 0.002, 1.0, 2.0, np.inf]), max_size=300), st.integers(64, 130))
@settings(deadline=None)
def test_every_origin_is_in_one_batch_and_no_batch_is_too_large(numbers: list[float], most: int) -> None:
    found = batches(np.array(numbers), most)
    assert sorted(place for batch in found for place in batch.tolist()) == list(range(len(numbers)))
    assert all(0 < len(batch) <= most for batch in found)
    values = [numbers[place] for batch in found for place in batch.tolist()]
    assert values == sorted(values)


@given(random_arrows, random_terms)
@settings(deadline=None, max_examples=60)
def test_an_answer_does_not_depend_on_which_origins_are_asked_together(drawn: list[Arrow], terms: Terms) -> None:
    arrows = list({a.order: a for a in map(typed, drawn) if a is not None}.values())
    snapshot = snapshot_of([statement(a) for a in arrows])
    together = every_origin(Flow(snapshot, terms))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reach, "_BLOCK", 2)
        assert every_origin(Flow(snapshot, terms)) == together


def test_thousands_of_origins_in_several_batches_have_the_answers_of_each() -> None:
    # 700 chains: a0 ─▶ b0 ─▶ c0, a1 ─▶ b1 ─▶ c1 …
    arrows = [ArrowStatement("DELEGATES_TO", f"org:{x}{i}", f"org:{y}{i}", ("", "", "")) for i in range(700) for x, y in ("ab", "bc")]
    answers = every_origin(Flow(snapshot_of(arrows), Terms(ON)))
    assert len(answers) == 1400
    assert all(answers[f"org:c{i}"] == [f"org:a{i}", f"org:b{i}"] and answers[f"org:b{i}"] == [f"org:a{i}"] for i in range(700))
