"""No text from outside, whatever it is made of, keeps an expression longer than its length explains."""

from __future__ import annotations

from tests.patterns import LIMIT, kinds, patterns, seconds

LENGTH = 2_000
ALLOWED = 3 * LIMIT * LENGTH / 1_000_000
"""Three times what a linear expression may take: one that is quadratic takes a hundred times as much."""


def test_every_expression_is_found() -> None:
    named = {found.module.removeprefix("maillon.") for found in patterns()}
    assert {"graph.privacy", "loaders.table", "loaders.bonjourlafuite", "loaders.record_files", "queries.library.vocabulary"} <= named
    assert all(found.methods for found in patterns())


def test_every_expression_is_linear_in_a_text_of_any_kind_of_character() -> None:
    # Here the time is the behaviour: a quadratic expression is right, and never ends. Processor time, so that a busy machine is none.
    slow = {
        (found.module, found.pattern.pattern, kind)
        for found in patterns()
        for kind, text in kinds(found.pattern.pattern, LENGTH)
        if seconds(found, text) > ALLOWED and min(seconds(found, text) for _ in range(2)) > ALLOWED
    }
    assert not slow
