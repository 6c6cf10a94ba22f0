"""How answers are worded: numbers, days, dates of a relation, sizes, figures, bounds, hours."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from maillon.graph.dates import parse_date
from maillon.graph.readings import SourceReading
from maillon.queries.claims import FigureSpan
from maillon.queries.clock_hours import Hours
from maillon.queries.exposed_people import counted
from maillon.queries.known_on import PartiesOnDay, force_along, sighting
from maillon.queries.people import PeopleBounds
from maillon.queries.standing import Days
from maillon.queries.subgraph import Arrow, Force, Node, Subgraph
from maillon.reports.messages import messages


def number(value: int | None, lang: str) -> str:
    """`323069` → `323 069` in French (narrow no-break space), `323,069` in English; nothing for None."""
    return "" if value is None else f"{value:,}".replace(",", messages.say("thousands", lang))


def day(value: dt.date | None, lang: str) -> str:
    """ISO 8601, which both languages read the same way; `?` where it is not known."""
    return value.isoformat() if value else "?"


def labelled(label: str, text: str, lang: str) -> str:
    """`label: text`, with the space that French puts before a colon."""
    return messages.say("labelled", lang, label=label, text=text)


def dates(arrow: Arrow, lang: str, on: dt.date | Days | None = None) -> str:
    """The dates of a relation as its sources give them, and what is known of the day asked."""
    parts = [
        messages.say(f"date.{name}", lang, d=text)
        for name, text in (
            *(("since", arrow.since_edtf), ("until", arrow.until_edtf)),
            *(("planned", arrow.planned_until_edtf), ("seen", arrow.seen_edtf)),
        )
        if text
    ] or [messages.say("date.unknown", lang)]
    if on is not None:
        force = arrow.force(on)
        if force is Force.UNKNOWN and parts != [messages.say("date.unknown", lang)]:
            parts.append(messages.say("date.now_unknown", lang, d=days_text(Days.of(on), lang)))
        elif force is Force.PAST:
            parts.append(messages.say("date.past", lang, d=days_text(Days.of(on), lang)))
    return ", ".join(parts)


def reading_dates(reading: SourceReading, lang: str) -> str:
    """The dates of one reading of a relation, as its source gives them."""
    texts = (("since", "since_edtf"), ("until", "until_edtf"), ("planned", "planned_until_edtf"), ("seen", "seen_edtf"))
    parts = [messages.say(f"date.{name}", lang, d=text) for name, key in texts if (text := reading.values.get(key))]
    return ", ".join(parts) or messages.say("date.unknown", lang)


def days_text(days: Days, lang: str) -> str:
    """Some days in words: one day, a period, or one with an end that is not known."""
    first, last = day(days.first, lang), day(days.last, lang)
    if days.first is None and days.last is None:
        return messages.say("days.none", lang)
    key = "one" if days.first == days.last else "to" if days.first is None else "from" if days.last is None else "both"
    return messages.say(f"days.{key}", lang, first=first, last=last)


def _years_text(days: Iterable[dt.date], lang: str) -> str:
    """`2025 (3), 2018 (6)`; only the years where there is one, or where there are many."""
    counts = sorted(Counter(day.year for day in days).items(), reverse=True)
    if len(counts) > YEARS_APART:
        return messages.say("known.years", lang, a=counts[-1][0], b=counts[0][0])
    return ", ".join(f"{year} ({number(n, lang)})" if len(counts) > 1 else str(year) for year, n in counts)


YEARS_APART = 4
"""So many different years are told apart; more are told as the first and the last."""


def parties_text(parties: PartiesOnDay, lang: str) -> str:
    """How many relations are in force on the day, not known (with the year in which a source last sees them), ended, not begun."""
    key = "known.in_force" if parties.in_force else "known.none_in_force"
    parts = [messages.say(key, lang, n=number(len(parties.in_force), lang), d=days_text(parties.on, lang))]
    for name, days in (("seen", parties.seen), ("later", parties.seen_later)):
        if days:
            parts.append(messages.say(f"known.{name}", lang, n=number(len(days), lang), years=_years_text(days.values(), lang)))
    for name, found in (("undated", parties.undated), ("past", parties.past), ("not_begun", parties.not_begun)):
        if found:
            parts.append(messages.say(f"known.{name}", lang, n=number(len(found), lang)))
    return messages.say("semicolon", lang).join(parts)


def way_text(way: Sequence[Arrow], lang: str, on: dt.date | Days) -> str:
    """What is known of a way on a day, in a cell: in force, ended (when), or not known and when a source last sees it."""
    force = force_along(way, on)
    if force is Force.PAST:
        ended = dict.fromkeys(_end_text(a) for a in way if a.force(on) is Force.PAST)
        return messages.say("way.past", lang, d=", ".join(ended))
    if force is not Force.UNKNOWN:
        return messages.label(force, lang)
    seen = sighting(way, on)
    if seen is None:
        return messages.say("way.undated", lang)
    return messages.say("way.later" if seen.later else "way.seen", lang, y=seen.day.year)


def _end_text(arrow: Arrow) -> str:
    """When a relation ended, as the first reading that gives it says."""
    texts = (reading.values.get("until_edtf") for reading in arrow.readings if reading.stands)
    return str(arrow.until_edtf or next((text for text in texts if text), "?"))


def short_dates(arrow: Arrow, lang: str) -> str:
    """The years of a relation where there is little room, as its source says them: `2019–2023`, `seen 2018`, or nothing."""
    since, until, seen = (
        parse_date(text).stated if text else (None, None) for text in (arrow.since_edtf, arrow.until_edtf, arrow.seen_edtf)
    )
    if since[0] or until[1]:
        return f"{since[0].year if since[0] else ''}–{until[1].year if until[1] else ''}"
    return messages.say("date.seen", lang, d=seen[1].year) if seen[1] else ""


def name_of(names: Mapping[str, Node], node_id: str, lang: str) -> str:
    """A name; the id where nothing describes it."""
    node = names.get(node_id)
    return node.called(lang) if node else node_id


def called(subgraph: Subgraph, node_id: str, lang: str) -> str:
    """A name; a product says that it is one, because products and their publishers often share a name."""
    node = subgraph.node(node_id)
    return f"{node.called(lang)} ({messages.say('product', lang)})" if node.has("Product") else node.called(lang)


def figure_text(low: int | None, high: int | None, unit: str | None, lang: str, *, approximate: bool = False) -> str:
    """`≥ 320 000 persons`, `285 000 persons`, `11 000 000–15 000 000 persons`; nothing where there is no figure."""
    if low is None and high is None:
        return ""
    unit_text = f" {messages.label(unit, lang)}" if unit else ""
    about = "≈ " if approximate else ""
    if low == high:
        text = number(low, lang)
    elif high is None:
        text = f"≥ {number(low, lang)}"
    elif low is None:
        text = f"≤ {number(high, lang)}"
    else:
        text = f"{number(low, lang)}–{number(high, lang)}"
    return f"{about}{text}{unit_text}"


def span_text(span: FigureSpan, lang: str) -> str:
    """`285,000 to 323,069`, `at least 20,000,000, no ceiling given`: an end that somebody leaves open is said to be open."""
    low, high = number(span.low, lang), number(span.high, lang)
    if span.low is not None and span.low == span.high:
        text = low
    else:
        ends = "open" if not low and not high else "least" if not high else "most" if not low else "between"
        text = messages.say(f"span.{ends}", lang, low=low, high=high)
    if span.approximate:
        text = messages.say("span.about", lang, text=text)
    named = span.named
    if (span.low is None or span.high is None) and named and named[0] != named[1]:
        text = messages.say("span.named", lang, text=text, low=number(named[0], lang), high=number(named[1], lang))
    return text


def size_of(node: Node) -> tuple[int | None, int | None]:
    """At least and at most so many persons of a cohort, or organisations of a group (None: unknown)."""
    return counted(node, "size" if node.has("Population") else "count")


def size_text(node: Node, lang: str) -> str:
    """The size of a cohort or count of a group, `unknown` where nobody gives one; nothing for a single party."""
    low, high = size_of(node)
    if low is None and high is None:
        return messages.label("unknown", lang) if node.has("Population") or not node.named else ""
    if low == high:
        return number(low, lang)
    if high is None:
        return f"≥ {number(low, lang)}"
    return f"{number(low, lang)}–{number(high, lang)}" if low is not None else f"≤ {number(high, lang)}"


def hours_text(hours: Hours | None, lang: str) -> str:
    """`0–24`, `≥ 48`, or unknown."""
    if hours is None:
        return messages.label("unknown", lang)
    return f"{hours.fewest}–{hours.most}" if hours.most is not None else f"≥ {hours.fewest}"


def bounds_line(bounds: PeopleBounds, subgraph: Subgraph, lang: str) -> list[str]:
    """People bounds in words: never a figure where none can be given."""
    most = number(bounds.at_most, lang) if bounds.at_most is not None else messages.say("blast.no_bound", lang)
    lines = [messages.say("blast.bounds", lang, low=number(bounds.at_least, lang), high=most)]
    if bounds.approximate:
        lines.append(messages.say("blast.approximate", lang))
    if bounds.several:
        lines.append(messages.say("blast.several", lang, names=", ".join(called(subgraph, i, lang) for i in bounds.several)))
    if bounds.unknown:
        names = ", ".join(called(subgraph, i, lang) for i in bounds.unknown)
        lines.append(messages.say("blast.unknown", lang, n=len(bounds.unknown), names=names))
    if bounds.years:
        lines.append(messages.say("blast.years", lang, years=", ".join(map(str, bounds.years))))
    return lines
