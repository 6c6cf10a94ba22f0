"""Names as they are cleaned before they are compared."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from maillon.graph.name_matching import clean_name


@given(st.text(st.characters(max_codepoint=127), max_size=30))
@example("Bob`s  clinic ;")
def test_a_name_is_cleaned_alike_with_a_letter_beyond_ascii_and_without(text: str) -> None:
    assert clean_name(f"é{text}é").replace("é", "e") == clean_name(f"e{text}e")
