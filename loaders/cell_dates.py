"""Dates as cells of tables hold them, read in one stated order, for every loader.

What is tried, in this order:

1. nothing, or a word that says so (`NC`, `unknown`, `00/00/0000`): no date; of an end also what says that there is none (`en cours`,
   `ongoing`, and the last day of 9999 or 2999, which the EBA's templates ask for);
2. year first (`2021-03-17`, `2021/3/17`, `20210317`, `2021-03`), and EDTF as the records write it;
3. month names in French and English (`17 mars 2021`, `Mar 17, 2021`, `2021 Mar 17`, `mars 2020`), quarters (`T1 2020`);
4. month and year (`03/2020`);
5. three numbers, in the stated order (`13/03/21`): a year of two digits is 2000 to 2068 or 1969 to 1999, as POSIX has it;
6. five digits: the day of a spreadsheet (44272 is 2021-03-17).

A time after a day is left out (a day is what is asked for), but for one written as EDTF. A file of which one cell can only be read
in another order than the stated one (`13/04/2024`, month first) contradicts it, and is read by none (`check_order`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from maillon.graph.dates import parse_date
from maillon.graph.folding import fold_letters
from maillon.loaders.inputs import refuse
from maillon.loaders.messages import messages
from maillon.loaders.placeholders import placeholder
from maillon.wording import RefusedError

Order = Literal["iso", "day-first", "month-first"]

NO_END_YEARS = (2999, 9999)
"""Their last day stands for "no end"; the EBA's register of information asks for 9999-12-31."""

_NO_END = frozenset(
    fold_letters(words)
    for words in (
        *("en cours", "en vigueur", "toujours en cours", "toujours en vigueur", "à ce jour", "actif", "active", "présent", "aujourd'hui"),
        *("indéterminé", "indéterminée", "durée indéterminée", "sans fin", "sans terme", "illimité", "illimitée", "tacite reconduction"),
        *("ongoing", "on-going", "current", "in force", "present", "to date", "no end", "no end date", "open-ended", "open ended"),
        *("indefinite", "until further notice", "still in force", "permanent", "continuing", ".."),
    )
)
MONTH_NAMES = (
    ("janvier", "january", "janv", "jan"),
    ("fevrier", "february", "fevr", "fev", "feb"),
    ("mars", "march", "mar"),
    ("avril", "april", "avr", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "july", "juil", "jul"),
    ("aout", "august", "aug"),
    ("septembre", "september", "sept", "sep"),
    ("octobre", "october", "oct"),
    ("novembre", "november", "nov"),
    ("decembre", "december", "dec"),
)
"""How French and English write each month, folded, long before short."""
_MONTHS = {name: number for number, group in enumerate(MONTH_NAMES, 1) for name in group}
_WEEKDAYS = re.compile(
    r"\b(?:lun(?:di)?|mar(?:di)|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?"
    r"|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?,?\s*"
)
_ZONE = r"(?:z|utc|gmt|cest|cet|[a-z]{1,2}t|[+-]\d{2}:?\d{2})"
_TIME = re.compile(
    rf"(?:(?<!\s)\s++at?|(?<![t\s,]))[t\s,]++\d{{1,2}}(?:[:h]\d{{2}}(?::\d{{2}}(?:[.,]\d+)?)?|h)\s*+(?:[ap]\.?m\.?\s*+)?{_ZONE}?$"
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:[-/.](\d{1,2}))?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_SERIAL = re.compile(r"([1-7]\d{4})(?:[.,]\d+)?")
_QUARTER = re.compile(
    r"(?:[tq]([1-4])[ -]?(\d{4})|(\d{4})[ -]?[tq]([1-4])|([1-4])(?:er|e|eme|st|nd|rd|th)? (?:trimestre|quarter)(?: of)? (\d{4}))"
)
_LEAD = re.compile(
    r"(?:le|la|du|depuis|des|a partir du|a partir de|au|jusqu'au|jusqu'en|en|the|on|in|since|from|as of|until|courant)\s+(?:le\s+)?"
)
_ABOUT = re.compile(r"(?:vers|environ|env\.?|circa|ca\.?|c\.|about|around|approx\.?|~)\s*")
_PART_OF = re.compile(r"(?:debut|fin|mi|courant|early|late|mid)[ -]+(?:de\s+)?")
_LONGEST = 200
"""Characters of a cell beyond which it is a text and no date."""
_EPOCH = dt.date(1899, 12, 30)
_CENTURY_FROM = 69


def says_no_end(text: str) -> bool:
    """Whether a cell of an end says that there is none."""
    if len(text) > _LONGEST:
        return False
    if fold_letters(text.strip()).strip(" .") in _NO_END or text.strip() == "..":
        return True
    found = re.search(r"(?<!\d)(\d{4})(?!\d)", text)
    return found is not None and int(found[1]) in NO_END_YEARS


@lru_cache(maxsize=4096)  # many rows of a list give the same days
def read_date(text: str, order: Order, column: str) -> str | None:
    """A cell as EDTF; None where it holds no date.

    Raises:
        RefusedError: a text that is no date in the stated order, or a day that does not exist.
    """
    if len(text) > _LONGEST:
        raise _no_date(text[:_LONGEST], order, column)
    text = text.strip().removeprefix("'")  # by which a spreadsheet keeps a day as text
    if placeholder(text) is not None or not re.search(r"[1-9]", text):
        if placeholder(text) is None and any(c.isalpha() for c in text):
            raise _no_date(text, order, column)
        return None
    plain = re.sub(r"\s+", " ", fold_letters(text.strip().replace("’", "'")))
    edtf = _year_first(plain, text, column)
    if edtf is None:
        edtf = _as_records_write_it(text.strip())
    if edtf is None:
        without_time = _TIME.sub("", plain)
        edtf = _in_words(without_time, text, column) or _in_numbers(without_time, text, order, column)
    if edtf is None:
        raise _no_date(text, order, column)
    return parse_date(edtf).text


def read_end(text: str, order: Order, column: str) -> str | None:
    """A cell of an end as EDTF; None where it holds no date, or says that there is no end.

    Raises:
        RefusedError: as `read_date`.
    """
    return None if says_no_end(text) else read_date(text, order, column)


def read_day(text: str, order: Order, column: str) -> dt.date | None:
    """A cell as one day; None where it holds no date.

    Raises:
        RefusedError: no date, or one that is wider than a day.
    """
    edtf = read_date(text, order, column)
    if edtf is None:
        return None
    try:
        return dt.date.fromisoformat(edtf[:10] if "T" in edtf else edtf)
    except ValueError:
        raise _no_date(text, order, column) from None


def check_order(cells: Iterable[tuple[int, str]], order: Order, file: str) -> None:
    """Compare the stated order with the dates of a file, each given with its line.

    Raises:
        BadInputError: a cell can only be read in the other order. Nothing of the file can be trusted to be read right then.
    """
    if order == "iso":
        return
    seen: set[str] = set()
    for line, text in cells:
        if text in seen or len(text) > _LONGEST:
            continue
        seen.add(text)
        found = _NUMBERS.fullmatch(_TIME.sub("", text.strip().lower()))
        if found is None:
            continue
        day, month = (int(found[1]), int(found[3])) if order == "day-first" else (int(found[3]), int(found[1]))
        if day <= 12 < month <= 31:
            raise refuse(file, messages("date.contradicted", text=found.group(), order=messages(f"order.{order}")), line=line)


def _no_date(text: str, order: Order, column: str) -> RefusedError:
    shown = text.strip()[:30]
    if order == "iso" and _NUMBERS.fullmatch(_TIME.sub("", shown.lower())):
        return RefusedError(messages("cell.order", text=shown))
    return RefusedError(messages("cell.date", column=column, text=shown, form=messages(f"form.{order}")))


def _day(year: int, month: int, day: int, text: str, column: str) -> str:
    if year < 100:
        year += 1900 if year >= _CENTURY_FROM else 2000
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise RefusedError(messages("cell.day", column=column, text=text.strip()[:30])) from None


def _month(year: int, month: int, text: str, column: str) -> str:
    _day(year, month, 1, text, column)
    return f"{year:04d}-{month:02d}"


def _year_first(plain: str, text: str, column: str) -> str | None:
    found = _YEAR_FIRST.fullmatch(_TIME.sub("", plain))
    if found is None:
        compact = _COMPACT.fullmatch(plain)
        return _day(int(compact[1]), int(compact[2]), int(compact[3]), text, column) if compact else None
    if found[4] is None:
        season = found[2] == "-" and found[3] in ("21", "22", "23", "24")
        return plain if season else _month(int(found[1]), int(found[3]), text, column)
    day = _day(int(found[1]), int(found[3]), int(found[4]), text, column)
    clock = re.fullmatch(r"[\d-]{10}t(\d{2}:\d{2}(?::\d{2})?)(z|[+-]\d{2}:?\d{2})?", plain)
    return text.strip() if clock and not clock[1].startswith("00:00") else day  # midnight is how programs write a day


def _as_records_write_it(text: str) -> str | None:
    if not re.match(r"\.\.|\d{4}", text) and not text.startswith("/"):
        return None
    try:
        return parse_date(text).text
    except RefusedError:
        return None


def _in_words(plain: str, text: str, column: str) -> str | None:
    """`17 mars 2021`, `Monday, March 17, 2021`, `mars 2020`, `vers 2019`, `T1 2020`."""
    bare = _LEAD.sub("", plain, count=1) if _LEAD.match(plain) else plain
    about = _ABOUT.match(bare)
    if about:
        bare = bare[about.end() :]
    bare = _PART_OF.sub("", bare, count=1) if _PART_OF.match(bare) else bare
    mark = "~" if about else ""
    quarter = _QUARTER.fullmatch(bare)
    if quarter:
        number, year = (quarter[1], quarter[2]) if quarter[1] else (quarter[4], quarter[3]) if quarter[4] else (quarter[5], quarter[6])
        return f"{year}-{3 * int(number) - 2:02d}/{year}-{3 * int(number):02d}"
    if re.fullmatch(r"\d{4}", bare):
        return f"{bare}{mark}"
    words = re.findall(r"\d+|[a-z]+|-", _WEEKDAYS.sub("", bare)) if re.search(r"[a-z]{3}", bare) else []
    dashed = "-" in words
    words = [word for word in words if word not in ("er", "st", "nd", "rd", "th", "-", "of", "de")]
    shape = "".join("M" if word in _MONTHS else str(min(len(word), 4)) if word.isdigit() else "?" for word in words)
    values = [_MONTHS.get(word) or int(word) if word.isdigit() or word in _MONTHS else 0 for word in words]
    match shape:
        case "1M4" | "2M4" | "1M2" | "2M2":
            return _day(values[2], values[1], values[0], text, column) + mark
        case "M14" | "M24":
            return _day(values[2], values[0], values[1], text, column) + mark
        case "4M1" | "4M2":
            return _day(values[0], values[1], values[2], text, column) + mark
        case "M4":
            return _month(values[1], values[0], text, column) + mark
        case "4M":
            return _month(values[0], values[1], text, column) + mark
        case "M2" if dashed:  # how spreadsheets shorten a month: mars-21
            return _day(values[1], values[0], 1, text, column)[:7] + mark
        case _:
            return None


def _in_numbers(plain: str, text: str, order: Order, column: str) -> str | None:
    bare = _LEAD.sub("", plain, count=1) if _LEAD.match(plain) else plain
    found = _NUMBERS.fullmatch(bare)
    if found:
        if order == "iso":
            return None
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        day, month = (one, two) if order == "day-first" else (two, one)
        if len(found[4]) == 4 and year < 100:
            return None
        return _day(year, month, day, text, column)
    found = _MONTH_YEAR.fullmatch(bare)
    if found:
        return _month(int(found[2]), int(found[1]), text, column)
    found = _SERIAL.fullmatch(bare)
    return (_EPOCH + dt.timedelta(days=int(found[1]))).isoformat() if found else None
