"""Figures of a text with their bounds and the word of what they count, read by `loaders.volumes` part by part of each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from maillon.loaders.drafts.words import words
from maillon.loaders.volumes import Figures, Volume, counted_noun, folded_in_place, read_figures

_PART = re.compile(r"[()\[\]]|(?<=\d),(?=\s)|(?=\b(?:dont|y compris|parmi lesquels|parmi lesquelles|including|of whom|of which)\b)")
"""Where a part of a sentence begins that counts on its own: what stands in brackets, and a part of the figure before it."""
_NUMBER_WORD = re.compile(r"[\s»”\"-]*+(?:(?:de|of|autres|other)\s++|d')?([^\W\d_][\w'-]*(?:\s(?:de\s|d'|of\s)[^\W\d_][\w-]*)?)")
_NO_UNIT = words("no_unit")
_COMPOUND = re.compile(r"[-‑][^\W\d_]")
"""After a number that is part of a word: `46-page`, `11-day`."""
_AFTER_NO_COUNT = re.compile(
    r"\s*(?:%|°|/|:\d|x\b|h(?:\d\d)?\b|(?:pour ?cents?|per ?cent|percent|points?)\b"
    r"|(?:ans?|annees?|mois|semaines?|jours?|heures?|minutes?|secondes?|years?|months?|weeks?|days?|hours?|minutes?|am|pm|a\.m|p\.m|fois|times|km|metres?|e|er|eme|ere|nd|rd|th|st)\b)"
)
_MONEY_AFTER = re.compile(r"\s*(?:(?:d'|de )?(euros?|€|dollars?|usd|eur)\b|(€))")
_MONEY_BEFORE = re.compile(r"([$€£])\s?$")
_LEAST = 100
"""A number without a word of what it counts is one of something from here on; below, it is a place in a list, an article, a floor."""
_FEW = 10
"""The same for one that the text says to be about, more or less than a number."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER_IN_WORDS = re.compile(
    r"cent|mill|dizaine|hundred|thousand|dozen|\b(?:trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|seize|vingt|trente|quarante)"
    r"|\b(?:three|four|five|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)"
)
"""From three on; `one` and `two` of something is how a story is told."""
_OTHERS = re.compile(r"(?<=\w\s)(?:autres|other|further|additional)(?=\s\w)", re.IGNORECASE)
"""Between a number in words and what it counts: `four other hospitals`."""


@dataclass(frozen=True, slots=True)
class TextFigure:
    """A figure: bounds as the text qualifies it, the number and the word of what it counts as written, and its place.

    Where the number could not be read whole, both bounds are None.
    """

    low: int | None
    high: int | None
    approximate: bool
    text: str
    unit: str
    start: int
    size: bool = False
    """An amount of data, or of money."""


def quantities_of(sentence: str) -> Iterator[TextFigure]:
    """Every figure of a sentence that counts something; shares, times and ordinals do not."""
    begin = 0
    for end in [*(found.start() for found in _PART.finditer(sentence)), len(sentence)]:
        part = sentence[begin:end]
        if any(c.isdigit() for c in part) or _NUMBER_IN_WORDS.search(part.lower()):
            lead = len(part) - len(part.lstrip("()[] "))
            yield from _of_part(part[lead:], begin + lead)
        begin = end


def _of_part(part: str, base: int) -> Iterator[TextFigure]:
    bare = re.sub(r"^(?:dont|y compris|including|of whom|of which|parmi lesquel(?:le)?s),?\s", lambda m: " " * len(m.group()), part)
    bare = _OTHERS.sub(lambda m: " " * len(m.group()), bare)
    found: Figures = read_figures(bare)
    folded = folded_in_place(bare)
    at = 0
    for volume in found.volumes:
        stands = _written_at(bare, at, volume.text)
        if stands is None or _VAGUE.match(folded, stands[0]) or _COMPOUND.match(bare, stands[1]):
            continue
        start, at = stands
        written = bare[start:at]
        unit = counted_noun(bare[at:]) or _unit_word(bare[at:])
        if volume.unit is None and not _counts(volume, written, unit):
            continue
        size = volume.unit == "bytes"
        about = volume.approximate and volume.low is not None and volume.high is not None
        yield TextFigure(volume.low, volume.high, about, written, "" if size else unit, base + start, size)
    at = 0
    for text in found.unread:
        place = bare.find(text, at)
        if place < 0:
            continue
        at = place + len(text)
        money = _MONEY_AFTER.match(folded[at:]), _MONEY_BEFORE.search(folded[:place])
        if any(money):
            unit = next(m for m in money if m).group().strip()
            low, high, about = _amount(bare[:at], text)
            yield TextFigure(low, high, about, text, unit, base + place, size=True)
        elif not _AFTER_NO_COUNT.match(folded[at:]) and len(re.sub(r"\D", "", text)) >= 3 and not _YEAR.fullmatch(text):
            yield TextFigure(None, None, False, text, _unit_word(bare[at:]), base + place)


def _amount(before: str, text: str) -> tuple[int | None, int | None, bool]:
    """The bounds of a sum of money, read without its currency."""
    volumes = read_figures(before.replace("$", "").replace("€", "").replace("£", "")).volumes
    if not volumes or not (volumes[-1].text.endswith(text) or text.endswith(volumes[-1].text)):
        return None, None, False
    last = volumes[-1]
    return last.low, last.high, last.approximate and last.low is not None and last.high is not None


def _written_at(text: str, at: int, number: str) -> tuple[int, int] | None:
    """Where a number that was read stands: sizes are read without their spaces."""
    signs = [c for c in number.lstrip("<>~ ") if not c.isspace()]
    for start in (place for place in range(at, len(text)) if signs and text[place] == signs[0]):
        end = start
        for sign in signs:
            while end < len(text) and text[end].isspace():
                end += 1
            if text[end : end + 1] != sign:
                break
            end += 1
        else:
            return start, end
    return None


_VAGUE = re.compile(
    r"(?:des|plusieurs|quelques|several|many|a few|few|dizaines|centaines|milliers|millions|dozens|tens|hundreds|thousands)\b"
)
"""Many without a number: nothing that a record could hold."""


def _counts(volume: Volume, written: str, unit: str) -> bool:
    """Whether a number beside no noun that is known counts something all the same."""
    if _YEAR.fullmatch(written):
        return False
    most = max(volume.low or 0, volume.high or 0)
    told = bool(unit) or any(c.isalpha() for c in written)
    return (most >= _LEAST and told) or (most >= _FEW and volume.approximate)


def _unit_word(after: str) -> str:
    """The word that stands after a number, as written."""
    found = _NUMBER_WORD.match(after.replace("’", "'"))
    word = found[1] if found else ""
    first, _, rest = word.partition(" ")
    if not first[:1].islower() or first in _NO_UNIT:
        return ""
    return word if rest.islower() else first  # a capital may be that of a name
