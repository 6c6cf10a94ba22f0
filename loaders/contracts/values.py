"""Days, durations, codes and texts of notices, as publishers write them; what cannot be true is not kept, and said."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from maillon.graph.characters import without_strange_characters
from maillon.loaders.messages import messages

if TYPE_CHECKING:
    from maillon.wording import Message

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""A day of a contract outside these years is a slip of the keyboard."""

MOST_MONTHS = 600
"""Fifty years; 999 is how a field is filled that must hold a number."""

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:$|[T ].*|[+Z-].*)")
_FRENCH_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_CODE = re.compile(r"(\d{7,8})(?:-\d)?")
_FILLERS = frozenset(
    (
        *("", "-", ".", "/", "?", "0", "cdl", "mq", "mq nc", "inx none", "inx", "nc", "nr", "nd", "na", "n/a", "null", "none", "nan"),
        *("x", "xx", "xxx", "sans objet", "non communiqué", "non communique", "non renseigné", "non renseigne", "inconnu", "vide", "tbc"),
        *("1234567890", "aucun", "aucune", "néant", "neant", "non", "false", "9999", "no", "undefined", "nsp", "autre"),
    )
)
_NO_WINNER = re.compile(
    r"infructueu|sans suite|non attribu|lot vide|aucune offre|no award|not awarded|no bids?\b",
    re.IGNORECASE,
)


def plain_text(value: Any) -> str:
    """A value as a text on one line, without what nobody sees; '' where there is none, or a filler stands in its place."""
    if value is None or isinstance(value, bool | dict | list):
        return ""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    text = " ".join(without_strange_characters(text)[0].split())
    return "" if is_filler(text) else text


@lru_cache(maxsize=8192)
def is_filler(text: str) -> bool:
    """Whether a text stands where there is nothing: `CDL`, `MQ NC`, `INX None`, `1234567890`, the same sign again and again."""
    plain = text.strip().strip("\"'").casefold()
    signs = re.sub(r"[\W_]", "", plain)
    return plain in _FILLERS or not signs or (len(signs) > 2 and len(set(signs)) == 1)


def says_no_winner(name: str) -> bool:
    """Whether, in place of a supplier, it is said that there is none: `INFRUCTUEUX`, `Sans suite`."""
    return _NO_WINNER.search(name) is not None


def contract_day(value: Any, remarks: list[Message]) -> str | None:
    """A day, as it is written, whatever hour and zone stand behind it; None where there is none."""
    if isinstance(value, dt.date):
        value = value.isoformat()
    text = plain_text(value)
    if not text:
        return None
    found = _DAY.fullmatch(text)
    if found is None and (french := _FRENCH_DAY.fullmatch(text)) is not None:
        text = f"{french[3]}-{french[2]}-{french[1]}"
        found = _DAY.fullmatch(text)
    try:
        day = dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        day = None
    if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR:
        return sys.intern(day.isoformat())  # a year of contracts has few of them
    if day is None or day.year not in (2999, 9999):  # the last day of these says that there is no end
        remarks.append(messages("contract.day"))
    return None


def months_of(value: Any, remarks: list[Message]) -> int | None:
    """A duration in whole months; None where there is none, or none that can be."""
    if isinstance(value, bool):
        return None
    text = plain_text(value)
    if not text:
        if any(sign.isdigit() for sign in str(value)):  # `0`, `999`: a filler that is a number all the same
            remarks.append(messages("contract.months"))
        return None
    try:
        months = float(text.replace(",", "."))
    except ValueError:
        remarks.append(messages("contract.months"))
        return None
    if 0 < months <= MOST_MONTHS and months.is_integer():
        return int(months)
    remarks.append(messages("contract.months"))
    return None


@lru_cache(maxsize=8192)
def code_of(text: str) -> str | None:
    """Eight digits of a code of the Common Procurement Vocabulary, without the check digit; None where there is none.

    A number of seven digits is one whose first zero was lost.
    """
    found = _CODE.fullmatch(re.sub(r"\s", "", text))
    return sys.intern(found[1].zfill(8)) if found and found[1].strip("0") else None


def end_of(since: str, months: int) -> str:
    """The last day of so many months from a day on: 36 months from 2022-03-01 end on 2025-02-28."""
    first = dt.date.fromisoformat(since)
    at = first.year * 12 + first.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return (dt.date(year, month, min(first.day, calendar.monthrange(year, month)[1])) - dt.timedelta(days=1)).isoformat()


def items_in(value: Any, key: str) -> Iterator[Any]:
    """The things that a field holds: a thing, a list of them, lists in lists, each with or without a word around it (`key`).

    What is none of that is handed on as it is.
    """
    if isinstance(value, list):
        for one in value:
            yield from items_in(one, key)
    elif isinstance(value, dict) and key in value:
        yield from items_in(value[key], key)
    else:
        yield value


def words_in(value: Any) -> list[str]:
    """All texts in a field, however they are nested."""
    if isinstance(value, dict):
        return [word for one in value.values() for word in words_in(one)]
    if isinstance(value, list):
        return [word for one in value for word in words_in(one)]
    return [text for text in (plain_text(value),) if text]
