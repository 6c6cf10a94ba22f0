"""The pairs of one sitting: what follows from an answer is not asked, and the last answer can be taken back."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from maillon.queries.deciding import BATCH_RULES, PairAnswer, Questions
from maillon.queries.resolution.candidates import Candidate
from maillon.queries.resolution.score import load_weights
from maillon.queries.resolution.signals import Rarity
from maillon.queries.resolution.tiers import Pair, compare


def made(one: str, other: str, **fields: Any) -> Pair:
    a, b = (Candidate(f"org:{side}", "Osprey Lavande", **fields) for side in (one, other))
    pair = compare(a, b, Rarity(name for c in (a, b) for name in c.names), load_weights())
    assert pair is not None
    return pair


AB, BC, AC = made("a", "b"), made("b", "c"), made("a", "c")


def ids(questions: Questions) -> list[tuple[str, str]]:
    return [pair.ids for pair in questions.left]


def test_who_is_one_with_two_makes_these_one_and_who_is_another_is_not_asked_about_each_of_a_group() -> None:
    asked = Questions([AB, BC, AC])
    asked.answer(AB, PairAnswer.SAME)
    asked.answer(BC, PairAnswer.SAME)
    assert ids(asked) == []
    asked.take_back()
    asked.answer(BC, PairAnswer.NOT_SAME)
    assert ids(asked) == []  # a is b, and b is not c
    asked.take_back()
    asked.answer(BC, PairAnswer.UNSURE)
    assert ids(asked) == [AC.ids]


def test_what_is_put_off_is_not_asked_again_in_the_sitting_and_is_no_answer() -> None:
    asked = Questions([AB, BC])
    asked.answer(AB, None)
    assert ids(asked) == [BC.ids]
    assert asked.answers == []
    assert asked.take_back() == (AB, None)
    assert asked.take_back() is None


@given(st.lists(st.sampled_from([*PairAnswer, None]), max_size=3))
def test_taking_every_answer_back_leaves_what_was_there(verdicts: list[PairAnswer | None]) -> None:
    asked = Questions([AB, BC, AC])
    before = ids(asked)
    for verdict in verdicts:
        if asked.left:
            asked.answer(asked.left[0], verdict)
    while asked.take_back():
        pass
    assert ids(asked) == before


def test_a_rule_holds_of_the_pairs_that_it_names_alone() -> None:
    number = made("x/a", "y/b", identifiers=("siren:552081317",))
    country, nowhere = made("x/a", "y/b", country="FR"), made("x/a", "y/b")
    held = {name: [rule(pair) for pair in (number, country, nowhere)] for name, rule in BATCH_RULES.items()}
    assert held == {"same-identifier": [True, False, False], "same-name-and-country": [False, True, False]}
