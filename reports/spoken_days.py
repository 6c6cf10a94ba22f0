"""Days as people say them: `28 nov. 2025`, `vers 2018`, `depuis le 10 nov. 2025`; in English `2025-11-28`, `about 2018`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from maillon.reports.messages import messages
from maillon.wording import Inflected, Name, in_language

_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}(?::?\d{2})?)?)?([~?%]?)")
_UTC = ("Z", "+00", "+00:00", "+0000")
_PLAIN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class SpokenDay(Inflected):
    """A date as a source writes it (EDTF), or a day, for a gap of a message: `{d}`, `{d:on}`, `{d:since}`, `{d:until}`.

    `{d:on}` is `le 28 nov. 2025`, `en nov. 2025`, `vers 2018`. Anything that is no plain date (a season) stays as it is written.
    """

    edtf: str

    def inflected(self, need: str, lang: str) -> str:
        """The date, with the preposition that is asked for."""
        begin, slash, end = self.edtf.partition("/")
        if slash:
            return _period(begin, end, need, lang)
        return _point(self.edtf, need, lang)


def spoken(value: dt.date | str | None) -> SpokenDay:
    """A day or EDTF text for a gap of a message; `?` where it is not known."""
    return SpokenDay(value.isoformat() if isinstance(value, dt.date) else value or "?")


def day_text(value: dt.date | str | None, lang: str) -> str:
    """A day or EDTF text as it stands in a cell; nothing where there is none."""
    return spoken(value).inflected("", lang) if value else ""


def _period(begin: str, end: str, need: str, lang: str) -> str:
    """An interval; of a beginning or an end, the days between which it lies."""
    a, b = (_point(side, "", lang) for side in (begin, end))
    no_begin, no_end = (side in ("..", "") for side in (begin, end))
    key = "from" if no_end else "by" if no_begin else "inside" if need in ("since", "until") else "between"
    fit = "_day" if _PLAIN_DAY.match(begin if no_end else end) else ""
    text = messages.say(f"day.{key}{fit}", lang, **({"a": a} if no_end else {"b": b} if no_begin else {"a": a, "b": b}))
    return messages.say(f"day.{need}_period", lang, d=text) if need in ("since", "until") else text


def _point(text: str, need: str, lang: str) -> str:
    found = _POINT.fullmatch(text)
    if found is None:
        return text
    year, month, day, hour, zone, doubt = found.groups()
    if month and f"month.{month}" not in messages.words:
        return text
    name = messages.say(f"month.{month}", lang) if month else ""
    precision = "day" if day else "season" if month and month > "12" else "month" if month else "year"
    first = messages.say("day.first", lang)
    said = messages.say(
        f"day.{precision}", lang, **_parts(year, name, first if day == "01" else in_language(lang, (day or "").lstrip("0"), day))
    )
    if hour:
        said = messages.say(
            "day.hour",
            lang,
            d=said,
            h=hour,
            zone=f" ({'UTC' if zone in ('Z', '+00', '+00:00', '+0000') else f'UTC{zone}'})" if zone else "",
        )
    if doubt in ("~", "%"):
        said, precision = messages.say("day.about_day" if day else "day.about", lang, d=said), "about"
    said = messages.say(f"day.{need}_{precision}", lang, d=Name(said, common=precision == "season")) if need else said
    return messages.say("day.uncertain", lang, d=said) if doubt in ("?", "%") else said


def _parts(year: str, month: str, day: str | None) -> dict[str, str]:
    return {"y": year, **({"m": month} if month else {}), **({"d": day} if day else {})}
