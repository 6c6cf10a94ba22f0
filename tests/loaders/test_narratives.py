"""What a narrative settles, it settles whether or not a quick look at the whole text goes before."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from maillon.loaders.narratives import settled

_TOLD = st.sampled_from(
    [
        *(
            "A laptop was stolen",
            "OCR found that this did not constitute a breach",
            "The CE determined that it was not a breach, and OCR agreed",
        ),
        *(
            "This case is duplicative of another",
            "OCR Consolidated this review into the review of the BA",
            "It was consolidated with two others",
        ),
        *("Its business associate (BA) mailed letters", "No breach occurred", "The Office for Civil Rights held that there was no breach"),
    ]
)


# text ──quick look──▶ nothing          text + a sentence that settles nothing ──sentence by sentence──▶ the same
@given(st.lists(_TOLD, max_size=4))
@example(["OCR found that this did not constitute a breach"])
def test_a_text_settles_the_same_where_it_is_taken_apart_and_where_it_is_not(sentences: list[str]) -> None:
    text = ". ".join(sentences)
    assert settled(text) == settled(f"{text}. They were consolidated.")
