"""What nobody sees does not come in, whichever way a text takes, and nothing that goes to a terminal commands it."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given
from pydantic import ValidationError

from maillon.graph.characters import (
    refuse_strange_character,
    strange_character,
    terminal_safe,
    without_strange_characters,
)
from maillon.graph.records import Bilingual, Organisation
from maillon.wording import RefusedError
from tests.support.hostile import hostile_texts
from tests.support.languages import refused

WHITE, JOINERS = "\t\n\r", "\u200c\u200d"


def test_every_control_and_format_character_of_unicode_is_strange_but_white_space_and_joiners() -> None:
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        if unicodedata.category(character) in ("Cc", "Cf", "Cs"):
            expected = None if character in WHITE + JOINERS else f"U+{number:04X}"
            assert strange_character(f"a{character}b") == expected


@given(hostile_texts())
@example("\ufffe")
def test_what_is_read_without_them_holds_none_and_nothing_else_is_lost(text: str) -> None:
    read, codes = without_strange_characters(text)
    assert strange_character(read) is None
    assert bool(codes) == (strange_character(text) is not None)
    shown = ["\ufffd" if unicodedata.category(c) == "Cs" or c in "\ufffe\uffff" else c for c in text]  # what no file can hold
    kept = [c for c in shown if strange_character(c) is None]
    assert [c for c in read if c != " "] == [c for c in kept if c != " "]


def test_a_control_is_read_as_a_space_and_what_only_hides_is_left_out() -> None:
    read = without_strange_characters("Children\x19s Hos\u00adpital\u200b of\u202e X \ud83d")
    assert read == ("Children s Hospital of X \ufffd", ("U+0019", "U+00AD", "U+200B", "U+202E", "U+D83D"))


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x00", "\x7f", "\x9b", "\x1f", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800"])
def test_a_record_with_one_is_refused_in_every_kind_of_text(character: str) -> None:
    code = f"U\\+{ord(character):04X}"
    with refused(RefusedError, code, code):
        refuse_strange_character(f"a{character}")
    for make in (
        lambda text: Organisation(id="org:a", name=text, evidence=["s"]),
        lambda text: Organisation(id="org:a", name="A", aliases=[text], evidence=["s"]),
        lambda text: Organisation(id="org:a", name="A", evidence=[f"s#{text}"]),
        lambda text: Bilingual(fr=text),
    ):
        make("plain")
        with pytest.raises(ValidationError, match="string_unicode" if character == "\ud800" else code):
            make(f"x{character}y")


def test_joiners_and_letters_of_every_script_are_taken() -> None:
    for text in ("می\u200cخواهم", "\N{WOMAN}\u200d\N{ROCKET}", "Océalab 東京 עברית", "a\u202fb", "two\nlines"):
        assert refuse_strange_character(text) == text
        assert without_strange_characters(text) == (text, ())
        assert terminal_safe(text) == text


@given(hostile_texts())
def test_nothing_on_a_terminal_commands_it(text: str) -> None:
    shown = terminal_safe(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n" + JOINERS for c in shown)
