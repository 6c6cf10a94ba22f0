"""How answers are worded: numbers, days, dates of a relation, sizes, figures, bounds, hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from maillon.queries.clock_hours import Hours
from maillon.queries.people import PeopleBounds
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


def dates(arrow: Arrow, lang: str, on: dt.date | None = None) -> str:
    """The dates of a relation as its sources give them, and what is known of the day asked."""
    parts = [
        messages.say(f"date.{name}", lang, d=text)
        for name, text in (("since", arrow.since_edtf), ("until", arrow.until_edtf), ("seen", arrow.seen_edtf))
        if text
    ] or [messages.say("date.unknown", lang)]
    if on is not None:
        force = arrow.force(on)
        if force is Force.UNKNOWN and (arrow.since_edtf or arrow.until_edtf or arrow.seen_edtf):
            parts.append(messages.say("date.now_unknown", lang, d=on))
        elif force is Force.PAST:
            parts.append(messages.say("date.past", lang, d=on))
    return ", ".join(parts)


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


def size_of(node: Node) -> tuple[int | None, int | None]:
    """At least and at most so many persons of a cohort, or organisations of a group (None: unknown)."""
    stem = "size" if node.has("Population") else "count"
    return node.properties.get(f"{stem}_low"), node.properties.get(f"{stem}_high")


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
    if bounds.unknown:
        names = ", ".join(called(subgraph, i, lang) for i in bounds.unknown)
        lines.append(messages.say("blast.unknown", lang, n=len(bounds.unknown), names=names))
    if bounds.years:
        lines.append(messages.say("blast.years", lang, years=", ".join(map(str, bounds.years))))
    return lines
