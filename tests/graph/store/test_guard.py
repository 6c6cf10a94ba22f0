"""What may be asked: a question passes, and what would do more than read is not sent."""

from __future__ import annotations

import pytest

from maillon.graph.store import QueryRefused
from maillon.graph.store.guard import check_question
from tests.support.cypher_texts import COMMANDS, QUESTIONS


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_passes(text: str) -> None:
    check_question(text)


@pytest.mark.parametrize("text", COMMANDS)
def test_what_would_do_more_than_read_is_not_sent(text: str) -> None:
    with pytest.raises(QueryRefused):
        check_question(text)
