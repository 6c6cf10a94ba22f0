"""One folding of letters under search and matching: what is one name to a reader is one text, and no letter is lost."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maillon.graph.folding import LETTERS, fold_letters
from maillon.graph.name_matching import fold_name, joined_letters, matching_key, without_brackets
from maillon.graph.search_text import fold

LATIN = [chr(point) for point in range(0x250) if unicodedata.name(chr(point), "").startswith("LATIN")]
NATIONAL = [letter for letter in LATIN if letter < "\u0180"]
"""The blocks Latin-1 and Latin Extended-A: the alphabets of the official languages of Europe, and Turkish."""
FOLDINGS = pytest.mark.parametrize("folding", [fold_letters, fold, fold_name, matching_key])
names = st.text(st.sampled_from([*LATIN, *LETTERS, *string.digits, " ", "-", "'", "&", ".", "\u0301", "\u0327"]), max_size=15)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Æsio", "AESIO"),
        ("Aésio", "aesio"),
        ("Strøm", "Strom"),
        ("Lærdal", "LAERDAL"),
        ("Łódź", "Lodz"),
        ("Straße", "STRASSE"),
        ("STRAẞE", "strasse"),
        ("İstanbul Sağlık", "istanbul saglik"),
        ("ISPARTA", "ısparta"),
        ("Þór Heilbrigðisþjónusta", "Thor Heilbrigdisthjonusta"),
        ("Đà Nẵng", "Da Nang"),
        ("Đorđević", "Dordevic"),
        ("Œuvre", "oeuvre"),
        ("Ħal Luqa", "Hal Luqa"),
        ("Ŧ Ŋ ĸ ǽ ǿ", "t n q ae o"),
        ("ŉ", "n"),
        ("ĳ", "ij"),
        ("ＡＢＣ ﬁn", "abc fin"),
    ],
)
def test_a_name_is_the_same_with_and_without_a_key_for_its_letters(written: str, typed: str) -> None:
    assert fold(written) == fold(typed) == typed.casefold().replace("ı", "i")
    assert fold_name(written) == fold_name(typed)


@pytest.mark.parametrize(("one", "other"), [("Æsio", "SIO"), ("Lærdal", "Rdal"), ("Müller", "Mueller"), ("Strøm", "Stroem"), ("Ørn", "rn")])
def test_a_letter_is_neither_dropped_nor_written_as_another_language_would(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert matching_key(one) != matching_key(other)


@pytest.mark.parametrize("letter", NATIONAL)
def test_every_letter_of_a_national_alphabet_becomes_plain_ones(letter: str) -> None:
    for folding in (fold_letters, fold, fold_name):
        plain = [c for c in folding(f"x{letter}x") if c in string.ascii_lowercase]
        assert len(plain) >= 3, "the letter is there"
    assert set(fold_name(letter)) <= set(string.ascii_lowercase)


@given(st.text(max_size=20), st.sampled_from(sorted(LETTERS)), st.text(max_size=20))
def test_no_letter_of_the_table_is_ever_lost(before: str, letter: str, after: str) -> None:
    assert LETTERS[letter] in fold_letters(before + letter + after)


@FOLDINGS
@given(st.text(max_size=20) | names)
def test_folding_twice_is_folding_once(folding: Callable[[str], str], text: str) -> None:
    once = folding(text)
    # letters that a word kept apart (`A & A`) stay apart where the word is left out, and are no `AA`
    assume(folding != matching_key or joined_letters(once) == once)
    assert folding(once) == once


@pytest.mark.parametrize(("apart", "together"), [("A&A", "AA"), ("C & A Santé", "CA Santé"), ("M et B Conseil", "MB Conseil")])
def test_letters_that_a_word_keeps_apart_are_not_one_word(apart: str, together: str) -> None:
    assert matching_key(apart) != matching_key(together)


@FOLDINGS
@given(names)
def test_case_and_the_way_a_letter_is_encoded_do_not_matter(folding: object, name: str) -> None:
    assert callable(folding)
    same = [name.upper(), name.lower(), name.casefold(), unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)]
    assert {folding(text) for text in same} == {folding(name)}


@given(st.text(string.ascii_letters + string.digits))
def test_plain_letters_and_digits_stay(text: str) -> None:
    assert fold_letters(text) == fold(text) == fold_name(text) == text.lower()


@pytest.mark.parametrize(
    ("text", "left"),
    [("a (b) c", "a   c"), ("a [b] (c", "a   (c"), ("a (b (c) d", "a   d"), ("a) b", "a) b"), ("(a)(b)", "  ")],
)
def test_what_stands_in_brackets_goes_with_them_and_a_bracket_that_nothing_closes_stays(text: str, left: str) -> None:
    assert without_brackets(text) == left
