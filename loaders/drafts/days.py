"""Dates of a text, as EDTF; what a date leaves open stays open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from maillon.loaders.cell_dates import MONTH_NAMES, read_date
from maillon.loaders.volumes import folded_in_place
from maillon.wording import RefusedError

_MONTH = r"(?:" + "|".join(sorted((name for names in MONTH_NAMES for name in names), key=len, reverse=True)) + r")(?:\.|(?![^\W_]))"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = r"(?<![\d.,])(?:[12]\d|3[01]|0?[1-9])(?:er|st|nd|rd|th)?"
_TO = r"\s*(?:au|et|to|and|-|through|until)\s*(?:le\s+|the\s+)?"
_FORMS = (
    ("days", re.compile(rf"(?P<a>{_DAY}){_TO}(?P<b>{_DAY})\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?")),
    ("days", re.compile(rf"(?P<m>{_MONTH})\s+(?P<a>{_DAY}){_TO}(?P<b>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?(?![\d.,]*\d)")),
    ("day", re.compile(rf"(?P<a>{_DAY})\s+(?:of\s+)?(?P<m>{_MONTH})(?:,?\s+(?:de\s+)?(?P<y>{_YEAR}))?")),
    ("day", re.compile(rf"(?P<m>{_MONTH})\s+(?P<a>{_DAY})(?![\d.,]*\d)(?:,?\s+(?P<y>{_YEAR}))?")),
    ("month", re.compile(rf"(?P<m>{_MONTH})\s+(?:of\s+)?(?P<y>{_YEAR})")),
    ("written", re.compile(r"(?<![\d./-])(?:\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4})(?![\d/-])")),
    (
        "open month",
        re.compile(rf"(?<![^\W_])(?:en|debut|fin|mi|courant|depuis|in|since|late|early|mid|until|by|last)[ -](?P<m>{_MONTH})(?!\s+\d)"),
    ),
    (
        "year",
        re.compile(
            rf"(?<![^\W_])(?:en|debut|fin|courant|depuis|des|in|since|late|early|mid|during)[ -](?P<y>{_YEAR})(?![\d{chr(0x202F)}-]|\s\d)"
        ),
    ),
)
"""The more a form says the earlier it is tried; no part of the text is two dates."""
_RELATIVE = re.compile(
    r"(?<![^\W_])(?:hier|avant-hier|aujourd'hui|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?!\s+\d)"
    r"|(?:la semaine|le mois|l'annee) (?:dernier|derniere|passee?|prochaine?)|il y a [a-z0-9-]{1,12} (?:jours?|semaines?|mois|ans?)"
    r"|yesterday|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?!,?\s+(?:\d|[a-z]+ \d))|last (?:week|month|year)"
    r"|(?<![^\W_])[a-z0-9-]{1,12} (?:days?|weeks?|months?|years?) (?:ago|later|earlier))(?![^\W_])"
)

OPEN_YEAR = "TODO"
"""What stands for the year of a date that gives none."""


@dataclass(frozen=True, slots=True)
class TextDay:
    """A date: EDTF, with `TODO` for a year that the text leaves open; the part of the text, and its place."""

    on: str
    text: str
    start: int


def text_days(text: str, language: str) -> Iterator[TextDay]:
    """Every date of a text that names a day, a month or a year. In English `3/4/2025` is two days, and stays to be decided."""
    folded = folded_in_place(text)
    found: dict[int, TextDay] = {}
    for kind, form in _FORMS:
        for match in form.finditer(folded):
            written = text[match.start() : match.end()]
            verb = written.startswith(("may ", "march "))  # `they may 3 times`: no month begins with a small letter in English
            on = None if verb else _edtf(kind, match.group(), match.groupdict(), language)
            if on is not None:
                found[match.start()] = TextDay(on, written, match.start())
                folded = f"{folded[: match.start()]}{' ' * len(match.group())}{folded[match.end() :]}"
    yield from (found[place] for place in sorted(found))


def _edtf(kind: str, written: str, told: dict[str, str | None], language: str) -> str | None:
    year = told.get("y")
    leap = year or "2000"  # a year in which every day of a month exists
    try:
        match kind:
            case "days":
                ends = [read_date(f"{told[part]} {told['m']} {leap}", "day-first", "") for part in "ab"]
                found = "/".join(end or "" for end in ends) if None not in ends and ends[0] < ends[1] else None  # type: ignore[operator]
            case "day":
                found = read_date(f"{told['a']} {told['m']} {leap}", "day-first", "")
            case "month" | "open month":
                found = read_date(f"{told['m']} {leap}", "day-first", "")
            case "year":
                found = year
            case _:
                found = _in_numbers(written, language)
    except RefusedError:
        return None
    return found if year or kind == "written" or found is None else found.replace("2000-", f"{OPEN_YEAR}-")


def _in_numbers(written: str, language: str) -> str | None:
    one, _, rest = written.replace(".", "/").partition("/")
    other = rest.partition("/")[0]
    if language == "en" and rest:
        if int(one) <= 12 and int(other) <= 12 and one != other:
            return OPEN_YEAR
        return read_date(written, "month-first" if int(other) > 12 else "day-first", "")
    return read_date(written, "day-first", "")


def relative_days(text: str) -> int:
    """How many days a text tells only by its own (`yesterday`, `lundi`): they are counted, not drafted."""
    return sum(1 for _ in _RELATIVE.finditer(folded_in_place(text)))
