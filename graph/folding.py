"""One folding of letters, for whatever compares names: search, matching, the search of the page.

A letter becomes the letter that it is made from. Where Unicode decomposes it (UAX #15, compatibility decompositions), that
one does: é → e, ö → o, ş → s, ﬁ → fi; its marks (category Mn) go. The letters of Latin alphabets that Unicode does not
decompose stand in `LETTERS`. Case goes by full case folding (Unicode Standard, section 3.13): ß and ẞ → ss.
With and without a dot, in any case, i is one letter (Turkish İ, I, ı, i).

How a language writes a letter when it has no key for it is another matter and no rule here, because languages differ in it:
German writes ö as oe and Swedish as o, so Müller meets Muller and not Mueller, Strøm meets Strom and not Stroem. Letters
whose plain writing is not agreed (ə) stay as they are.

Letters of other scripts are written in Latin ones by `romanised` where names are compared or made into ids; several of them may be
written alike, which `other_letters` tells apart.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TWO_IN_ONE = {"æ": "ae", "œ": "oe", "ß": "ss"}
_DOTLESS = {"ı": "i", "ȷ": "j"}
_STROKE_OR_BAR = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ƀ": "b", "ǥ": "g", "ɨ": "i", "ƚ": "l", "ɍ": "r", "ʉ": "u", "ƶ": "z"}
_HOOK = {"ɓ": "b", "ɖ": "d", "ɗ": "d", "ƒ": "f", "ƙ": "k", "ɲ": "n", "ƴ": "y"}
_ETH_THORN_ENG_KRA = {"ð": "d", "þ": "th", "ŋ": "n", "ĸ": "q"}  # Greenlandic writes kra as q today
_FINAL_SIGMA = {"ς": "σ"}  # no letter of its own: only full case folding makes it one with the other

LETTERS = _TWO_IN_ONE | _DOTLESS | _STROKE_OR_BAR | _HOOK | _ETH_THORN_ENG_KRA | _FINAL_SIGMA
"""Small letters that no decomposition of Unicode takes apart, and what they become. The page of the picture gets it as it is."""

_TABLE = str.maketrans(LETTERS)

_VOWEL_POINTS = frozenset(
    chr(code)
    for first, last in ((0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED))
    for code in range(first, last + 1)
)
"""Marks with which Hebrew and Arabic may write vowels, and mostly do not; what of these ranges is no mark keeps its place."""
_LENGTHENED = "\N{ARABIC TATWEEL}"
"""Makes a word longer on a line, and means nothing."""


def fold_letters(text: str) -> str:
    """`Æsio` and `ÆSIO` → `aesio`, `Łódź` → `lodz`: small letters without marks; spaces and punctuation stay."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return bare.casefold().translate(_TABLE)


def romanised(text: str) -> str:
    """`Городская больница` → `Gorodskaya bol'nitsa`: letters of other scripts than Latin in Latin ones (the tables of anyascii)."""
    if text.isascii():
        return text
    return "".join(_romanised(c) for c in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def _romanised(letter: str) -> str:
    if letter.isascii() or not _other_script(letter):
        return letter
    if letter == _LENGTHENED or (letter in _VOWEL_POINTS and unicodedata.category(letter) == "Mn"):
        return ""
    from anyascii import anyascii

    return anyascii(letter)


def _other_script(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return unicodedata.category(letter)[0] in "LMN" and not name.startswith(("LATIN", "COMBINING", "FULLWIDTH LATIN", "MODIFIER"))


def other_letters(text: str) -> str:
    """What Latin writing does not tell apart in a text: its letters and digits of other scripts, and the sign that goes (`A+`)."""
    if text.isascii() and "+" not in text:
        return ""
    kept = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(
        c for c in kept if c == "+" or (not c.isascii() and c != _LENGTHENED and _other_script(c) and unicodedata.category(c)[0] in "LN")
    )
