"""Numbers as people write them, in digits and in the words of French and English: a token is understood whole, or not at all.

Digits may stand in groups of three (`1 234 567`, `1.234.567`, `1,234,567`, `1'234'567`) with a fraction after the other sign.
One sign before exactly three digits is a group (`10,000`), but before a scale it could be either (`1,234 million`): then nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maillon.graph.folding import fold_letters

SPACES = " \u00a0\u202f\u2009\u2007"
"""Spaces that may part groups of digits: the plain one, and the no-break, narrow, thin and figure spaces."""

_TOKEN = re.compile(rf"(?P<digits>\d(?:[\d.,'{SPACES}]*\d)?)|(?P<word>[^\W\d_]+)|(?P<sign>[^\s\w]|_)")
_GROUPED = re.compile(rf"(\d{{1,3}})(?:([.,'{SPACES}])\d{{3}})(?:\2\d{{3}})*")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of digits and what parts them, a word (folded), or one sign; `start` and `end` are its place in the text."""

    kind: str
    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, in order. Dashes and apostrophes come in one spelling."""
    plain = text.translate(_ONE_SPELLING)
    return [
        Token(m.lastgroup or "", fold_letters(m.group()) if m.lastgroup == "word" else m.group(), m.start(), m.end())
        for m in _TOKEN.finditer(plain)
    ]


_ONE_SPELLING = str.maketrans({"’": "'", "‘": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "−": "-"})


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A value as written. `scaled`: a scale (`million`) or a noun such as `centaine` is part of it, so that it is rounded.

    `many`: the text names so many without counting them (`des milliers`): `some` of it is at most ten times as many (`quelques`).
    """

    value: Fraction
    scaled: bool = False
    many: bool = False
    some: bool = False


def digits_value(text: str, *, scale_follows: bool = False) -> Fraction | None:
    """The value of a run of digits, or None where it is not one number, or could be two."""
    if text.isdigit():
        return Fraction(int(text))
    grouped = _GROUPED.match(text)
    if grouped:
        rest = text[grouped.end() :]
        whole = int(re.sub(r"\D", "", grouped.group()))
        single = len(grouped.group()) <= 7 and grouped[2] in ".,"
        if not rest:
            if single and grouped[1].startswith("0"):  # 0,125 is no group
                return _decimal(text)
            return None if single and scale_follows else Fraction(whole)
        fraction = re.fullmatch(r"([.,])(\d+)", rest)
        return whole + _fraction(fraction[2]) if fraction and fraction[1] != grouped[2] else None
    return _decimal(text)


def _decimal(text: str) -> Fraction | None:
    found = re.fullmatch(r"(\d+)[.,](\d+)", text)
    return int(found[1]) + _fraction(found[2]) if found else None


def _fraction(digits: str) -> Fraction:
    return Fraction(int(digits), 10 ** len(digits))


def _table(*lines: str) -> dict[str, int]:
    return {word: int(value) for line in lines for value, _, words in [line.partition(":")] for word in words.split()}


_UNITS = _table(
    *("1:un une one", "2:deux two", "3:trois three", "4:quatre four", "5:cinq five", "6:six", "7:sept seven", "8:huit eight"),
    *("9:neuf nine", "10:dix ten", "11:onze eleven", "12:douze twelve", "13:treize thirteen", "14:quatorze fourteen"),
    *("15:quinze fifteen", "16:seize sixteen", "17:seventeen", "18:eighteen", "19:nineteen", "20:vingt vingts twenty"),
    *("30:trente thirty", "40:quarante forty", "50:cinquante fifty", "60:soixante sixty", "70:septante seventy"),
    *("80:huitante octante eighty", "90:nonante ninety"),
)
_HUNDRED = _table("100:cent cents hundred hundreds")
SCALES = _table("1000:mille thousand", "1000000:million millions mio", "1000000000:milliard milliards bn")
"""Words that multiply the number before them. `billion` is a thousand times more in French than in English: it is not understood."""

_SHORT = {"k": 10**3, "m": 10**6, "md": 10**9, "mds": 10**9}
_NOT_UNDERSTOOD = {"billion", "billions", "trillion", "trillions", "billiard"}
_COLLECTIVES = _table(
    *("10:dizaine ten", "12:douzaine dozen", "15:quinzaine", "20:vingtaine", "30:trentaine", "40:quarantaine", "50:cinquantaine"),
    *("60:soixantaine", "100:centaine hundred", "1000:millier thousand", "1000000:million", "1000000000:milliard"),
)
_NOUNS_OF_NUMBER = {*_COLLECTIVES} - {"ten", "hundred", "thousand", "million", "milliard"}
_SOME = {"quelques", "few"}
_SEVERAL = {"plusieurs", "several", "des", "many", "certaines"}
_OF = {"de", "d", "of"}
_ARTICLES = {"a", "an", "un", "une", "one"}


class NotUnderstoodError(Exception):
    """The tokens up to `end` are a number in some way, but not one that can be read."""

    def __init__(self, end: int) -> None:
        super().__init__()
        self.end = end


def number_at(tokens: Sequence[Token], at: int) -> tuple[WrittenNumber, int] | None:
    """The number that begins at a token, and the index of the token after it; None where none begins there.

    Raises:
        NotUnderstoodError: a number begins there that is not understood whole.
    """
    token = tokens[at]
    if token.kind == "digits":
        return _in_digits(tokens, at)
    return _in_words(tokens, at) if token.kind == "word" else None


def _in_digits(tokens: Sequence[Token], at: int) -> tuple[WrittenNumber, int]:
    end = at + 1
    factor, end = _scale_at(tokens, end)
    value = digits_value(tokens[at].text, scale_follows=factor > 1)
    if value is None:
        raise NotUnderstoodError(end)
    if factor == 1:
        return WrittenNumber(value), end
    value *= factor
    if _texts(tokens, end, 2) in (["et", "demi"], ["et", "demie"]):
        return WrittenNumber(value + Fraction(factor, 2), scaled=True), end + 2
    if end < len(tokens) and tokens[end].kind == "digits":  # `1 million 200 000`
        more, after = _in_digits(tokens, end)
        if not (1000 <= more.value < factor and factor <= 1000 * more.value) or value % factor:
            raise NotUnderstoodError(after)
        return WrittenNumber(value + more.value, scaled=True), after
    return WrittenNumber(value, scaled=True), end


def _scale_at(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The factor of the scale at a token (1 where none stands there), and the index after it."""
    factor, end = 1, at
    while end < len(tokens) and tokens[end].kind == "word":
        word = tokens[end].text
        touches = tokens[end].start == tokens[end - 1].end
        if word in _NOT_UNDERSTOOD:
            raise NotUnderstoodError(end + 1)
        if word in SCALES or word in _HUNDRED or word in ("milliers", "thousands"):
            factor *= SCALES.get(word) or _HUNDRED.get(word) or 1000
        elif word in _SHORT and (touches or word != "m") and factor == 1:
            factor *= _SHORT[word]
        else:
            break
        end += 1
        if _texts(tokens, end, 1) == ["de"] and end + 1 < len(tokens) and tokens[end + 1].text in SCALES:
            end += 1  # `200 milliers de millions`
    return factor, end


def _texts(tokens: Sequence[Token], at: int, count: int) -> list[str]:
    return [token.text for token in tokens[at : at + count]]


def _in_words(tokens: Sequence[Token], at: int) -> tuple[WrittenNumber, int] | None:
    half = _half(tokens, at)
    if half:
        return half
    vague = _vague(tokens, at)
    if vague:
        return vague
    words, end = _numerals(tokens, at)
    if not words:
        return None
    value = _value_of(words)
    collective = _collective(tokens, end)
    if value is not None and collective and tokens[end].text in _NOUNS_OF_NUMBER | _plurals(_NOUNS_OF_NUMBER):
        factor, end = collective
        return WrittenNumber(Fraction(value * factor), scaled=True), end
    if end < len(tokens) and tokens[end].text in _NOT_UNDERSTOOD:
        raise NotUnderstoodError(end + 1)
    scaled = any(word in SCALES for word in words)
    if value is None:
        raise NotUnderstoodError(end)
    if scaled and _texts(tokens, end, 2) in (["et", "demi"], ["and", "half"]):
        return WrittenNumber(value + Fraction(max(SCALES[w] for w in words if w in SCALES), 2), scaled=True), end + 2
    if words[0] in _ARTICLES and len(words) == 1:
        return None  # an article
    return WrittenNumber(Fraction(value), scaled=scaled), end


def _half(tokens: Sequence[Token], at: int) -> tuple[WrittenNumber, int] | None:
    """`un demi-million`, `half a million`."""
    for words in (["un", "demi", "-"], ["un", "demi"], ["half", "a"]):
        end = at + len(words)
        if _texts(tokens, at, len(words)) == words and end < len(tokens) and tokens[end].text in SCALES:
            return WrittenNumber(Fraction(SCALES[tokens[end].text], 2), scaled=True), end + 1
    return None


def _plurals(words: set[str]) -> set[str]:
    return {f"{word}s" for word in words}


def _vague(tokens: Sequence[Token], at: int) -> tuple[WrittenNumber, int] | None:
    """`quelques centaines de milliers`, `several thousand`, `tens of thousands`: more than one of it, not counted."""
    start = at
    some = tokens[at].text in _SOME or _texts(tokens, at, 2) == ["a", "few"]
    if _texts(tokens, at, 2) == ["a", "few"]:
        start += 2
    elif some or tokens[at].text in _SEVERAL:
        start += 1
    found = _collective(tokens, start)
    if not found:
        return None
    factor, end = found
    plural = tokens[start].text.endswith("s")
    if start == at and not plural:
        return None
    return WrittenNumber(Fraction(factor), scaled=True, many=True, some=some), end


def _collective(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """`centaines de milliers` from a token on: its factor and the index after it."""
    factor, end = 1, at
    while end < len(tokens) and tokens[end].kind == "word":
        word = tokens[end].text
        known = _COLLECTIVES.get(word) or (_COLLECTIVES.get(word[:-1]) if word.endswith("s") else None)
        if not known:
            break
        factor *= known
        end += 1
        linked = end + 1 < len(tokens) and tokens[end].text in _OF
        following = tokens[end + 1].text if linked else ""
        if following in _COLLECTIVES or following.removesuffix("s") in _COLLECTIVES:
            end += 1
    return (factor, end) if end > at else None


def _numerals(tokens: Sequence[Token], at: int) -> tuple[list[str], int]:
    """The words of a number from a token on (`deux cent vingt et un mille`), and the index after them."""
    words: list[str] = []
    end = at
    while end < len(tokens):
        word = tokens[end].text
        if word in _UNITS or word in _HUNDRED or word in SCALES or (not words and word == "a"):
            words.append("un" if word == "a" else word)
            end += 1
        elif words and word in ("et", "and", "-") and end + 1 < len(tokens) and _continues(words[-1], word, tokens[end + 1].text):
            end += 1
        else:
            break
    if words == ["un"] and tokens[at].text == "a":
        return [], at
    return words, end


def _continues(last: str, link: str, word: str) -> bool:
    """Whether `et`, `and` or a dash stands inside a number: `vingt et un`, `one hundred and five`, `dix-sept`."""
    if word not in _UNITS and word not in _HUNDRED:
        return False
    if link == "and":
        return last in _HUNDRED or last in SCALES
    return link == "-" or (last in _UNITS and _UNITS[last] >= 20 and word in ("un", "une", "onze"))


def _value_of(words: Sequence[str]) -> int | None:
    """`deux cent quatre vingt dix mille` → 290000; None where the words are no number in either language."""
    total, current, least = 0, 0, 10**12
    for word in words:
        if word in SCALES:
            scale = SCALES[word]
            if scale >= least:
                return None
            total, current, least = total + (current or 1) * scale, 0, scale
        elif word in _HUNDRED:
            if current % 100 > 9 or current > 9:
                return None
            current = (current or 1) * 100
        else:
            unit = _UNITS[word]
            tens = current % 100
            if unit == 20 and tens == 4:  # quatre-vingts
                current += 76
            elif _may_follow(unit, tens):
                current += unit
            else:
                return None
    return total + current


def _may_follow(unit: int, tens: int) -> bool:
    """Whether a word of the value `unit` may follow those that make `tens` of the hundred: `vingt deux`, `soixante douze`, `dix sept`."""
    if tens == 0:
        return True
    if tens in (10, 70, 90):  # soixante-dix-sept
        return 7 <= unit < 10 or (tens > 10 and unit < 10)
    return tens % 10 == 0 and (unit < 10 or (tens in (60, 80) and unit < 17))
