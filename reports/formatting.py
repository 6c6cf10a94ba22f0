"""How answers are worded: numbers, days, dates of a relation, sizes, figures, bounds, hours."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from maillon.graph.dates import parse_date
from maillon.graph.unnamed import unknown_name, unnamed_beside
from maillon.queries.exposed_people import counted
from maillon.queries.known_on import PartiesOnDay, force_along, list_day, sighting
from maillon.queries.standing import Days
from maillon.queries.subgraph import Arrow, Force, Node, Subgraph
from maillon.queries.typed_values import rounded
from maillon.reports.messages import messages
from maillon.reports.spoken_days import SpokenDay, day_text, spoken
from maillon.wording import Name, figure, in_language, is_one

if TYPE_CHECKING:
    from maillon.graph.readings import SourceReading
    from maillon.queries.claims import Claim, FigureSpan
    from maillon.queries.clock_hours import Hours
    from maillon.queries.people import Bounds, PeopleBounds
    from maillon.queries.radius_search import Hit


def number(value: float | None, lang: str) -> str:
    """`323069` → `323 069` in French (narrow no-break space), `323,069` in English; nothing for None."""
    return "" if value is None else figure(value, lang)


def day(value: dt.date | None, lang: str) -> str:
    """A day as people read it; `?` where it is not known."""
    return day_text(value, lang) or "?"


def day_said(claim: Claim, lang: str) -> str:
    """When a claim was made, in a cell."""
    return day_text(claim.made_on_edtf, lang) or messages.say("undated", lang)


def day_range(first: dt.date | None, last: dt.date | None, lang: str) -> str:
    """One day, or from the first to the last; `?` for one of them that is not known."""
    if first is None and last is None:
        return messages.say("date.unknown", lang)
    return day(first, lang) if first == last else f"{day(first, lang)} – {day(last, lang)}"


def labelled(label: str, text: str, lang: str) -> str:
    """`label: text`, with the space that French puts before a colon."""
    return messages.say("labelled", lang, label=label, text=text)


def dates(arrow: Arrow, lang: str, on: dt.date | Days | None = None) -> str:
    """The dates of a relation as its sources give them, and what is known of the day asked."""
    seen = "listed" if on is not None and list_day(arrow, on) else "seen"
    parts = [
        messages.say(f"date.{name}", lang, d=spoken(text))
        for name, text in (
            *(("since", arrow.since_edtf), ("until", arrow.until_edtf)),
            *(("planned", arrow.planned_until_edtf), (seen, arrow.seen_edtf)),
        )
        if text
    ] or [messages.say("date.unknown", lang)]
    if on is not None:
        force = arrow.force(on)
        if seen == "listed":
            parts.append(messages.say("date.not_since", lang))
        elif force is Force.UNKNOWN and parts != [messages.say("date.unknown", lang)]:
            parts.append(messages.say("date.now_unknown", lang, d=days_text(Days.of(on), lang)))
        elif force is Force.PAST:
            parts.append(messages.say("date.past", lang, d=spoken(Days.of(on).first or Days.of(on).last)))
    return messages.say("semicolon", lang).join(parts)


def reading_dates(reading: SourceReading, lang: str) -> str:
    """The dates of one reading of a relation, as its source gives them."""
    texts = (("since", "since_edtf"), ("until", "until_edtf"), ("planned", "planned_until_edtf"), ("seen", "seen_edtf"))
    parts = [messages.say(f"date.{name}", lang, d=spoken(text)) for name, key in texts if (text := reading.values.get(key))]
    return messages.say("semicolon", lang).join(parts) or messages.say("date.unknown", lang)


def days_text(days: Days, lang: str) -> str:
    """Some days in words: one day, a period, or one with an end that is not known."""
    if days.first is None and days.last is None:
        return messages.say("days.none", lang)
    first, last = spoken(days.first), spoken(days.last)
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
    parts = [messages.say(key, lang, n=len(parties.in_force), d=days_text(parties.on, lang))]
    for day, n in sorted(Counter(parties.listed.values()).items(), reverse=True):
        parts.append(messages.say("known.listed", lang, n=n, d=spoken(day)))
    for name, days in (("seen", parties.seen), ("later", parties.seen_later)):
        if days:
            parts.append(messages.say(f"known.{name}", lang, n=len(days), years=_years_text(days.values(), lang)))
    for name, found in (("undated", parties.undated), ("past", parties.past), ("not_begun", parties.not_begun)):
        if found:
            parts.append(messages.say(f"known.{name}", lang, n=len(found)))
    return messages.say("semicolon", lang).join(parts)


def way_text(way: Sequence[Arrow], lang: str, on: dt.date | Days) -> str:
    """What is known of a way on a day, in a cell: in force, ended (when), or not known and when a source last sees it."""
    force = force_along(way, on)
    if force is Force.PAST:
        ended = dict.fromkeys(messages.say("way.past", lang, d=_end(a)) for a in way if a.force(on) is Force.PAST)
        return ", ".join(ended)
    if force is not Force.UNKNOWN:
        return messages.label(force, lang)
    seen = sighting(way, on)
    if seen is None:
        return messages.say("way.undated", lang)
    if seen.listed:
        return messages.say("date.listed", lang, d=spoken(seen.day))
    return messages.say("way.later" if seen.later else "way.seen", lang, y=seen.day.year)


def best_known_text(hit: Hit, lang: str, on: dt.date | Days) -> str:
    """What is known of what is reached, in a cell: of the way shown, or, where more is known of another, of that, and that it is one."""
    if hit.force is force_along(hit.witness, on):
        return way_text(hit.witness, lang, on)
    return messages.say("way.other", lang, known=way_text(hit.best_known, lang, on))


def _end(arrow: Arrow) -> SpokenDay:
    """When a relation ended, as the first reading that gives it says."""
    texts = (reading.values.get("until_edtf") for reading in arrow.readings if reading.stands)
    return spoken(arrow.until_edtf or next((text for text in texts if text), None))


def short_dates(arrow: Arrow, lang: str) -> str:
    """The years of a relation where there is little room, as its source says them: `2019–2023`, `seen 2018`, or nothing."""
    since, until, seen = (
        parse_date(text).stated if text else (None, None) for text in (arrow.since_edtf, arrow.until_edtf, arrow.seen_edtf)
    )
    if since[0] or until[1]:
        return f"{since[0].year if since[0] else ''}–{until[1].year if until[1] else ''}"
    return messages.say("date.seen_short", lang, y=seen[1].year) if seen[1] else ""


def whose_text(of: str, party: str, called: Callable[[str], Name], lang: str) -> str:
    """Whose data a statement is about: the kind of people, and of which party where it says so. Where it broke is another question."""
    whose = messages.label(of, lang) if of else ""
    if not party:
        return whose
    if not whose:
        return messages.say("whose.people", lang, party=called(party))
    return messages.say("whose.of", lang, whose=whose, party=called(party))


def name_of(names: Mapping[str, Node], node_id: str, lang: str) -> Name:
    """A name; the id where nothing describes it. A party that no source names is told by the one beside it."""
    whose = unnamed_beside(node_id)
    if whose is not None and whose[1] in names:
        verb, beside = whose
        return Name(unknown_name(verb, names[beside].called(lang)).say(lang), common=True)
    node = names.get(node_id)
    if node is not None and node.has("Claim"):
        field, _, about = node.name.partition(" ")
        return Name(f"{messages.label(field, lang)} {about}")
    return node.called(lang) if node else Name(node_id)


def called(subgraph: Subgraph, node_id: str, lang: str) -> Name:
    """A name; a product says that it is one, because products and their publishers often share a name."""
    node = subgraph.node(node_id)
    if node.has("Product"):
        return Name(f"{node.called(lang)} ({messages.say('product', lang)})")
    return name_of(subgraph.nodes, node_id, lang) if node_id in subgraph.nodes else node.called(lang)


def roles(node: Node) -> list[str]:
    """The labels that say what a node is: its roles, or else its kind."""
    return [label for label in node.labels if label != "Organisation"] or list(node.labels)


def kinds_text(node: Node, lang: str) -> str:
    """What a node is, in words."""
    return ", ".join(messages.label(label, lang) for label in roles(node))


def names_text(names: Sequence[str], lang: str) -> str:
    """Several names one after the other; with semicolons where one of them holds a comma."""
    return (messages.say("semicolon", lang) if any("," in name for name in names) else ", ").join(names)


def figure_text(low: int | None, high: int | None, unit: str | None, lang: str, *, approximate: bool | None = False) -> str:
    """`≥ 320 000 persons`, `285 000 persons`, `11 000 000–15 000 000 persons`; nothing where there is no figure."""
    if low is None and high is None:
        return ""
    return range_text(low, high, lang, about=bool(approximate), unit=unit)


def reading_figure(said: SourceReading, lang: str) -> str:
    """The figure that one reading of a party gives, with its unit, and `about` where its speaker rounds; nothing without one."""
    get = said.values.get
    return figure_text(get("low"), get("high"), get("unit"), lang, approximate=bool(get("approximate")))


def _counted(value: float | None, unit: str | None, lang: str) -> str:
    """A number with what is counted, in the singular or in the plural."""
    if value is None or unit is None:
        return number(value, lang)
    one = f"one.{unit}"
    word = messages.say(one, lang) if is_one(value, lang) and one in messages.words else messages.label(unit, lang)
    return f"{number(value, lang)} {word}"


def range_text(low: float | None, high: float | None, lang: str, *, about: bool = False, unit: str | None = None) -> str:
    """`285,000`, `at least 89 clients`, `11,000,000 to 15,000,000 persons`; `about` where whoever gives it rounds it."""
    kind = "exact" if low == high else "least" if high is None else "most" if low is None else "between"
    least = number(low, lang) if kind == "between" else _counted(low, unit, lang)
    most = _counted(high, unit, lang)
    ends = {"exact": {"low": least}, "least": {"low": least}, "most": {"high": most}, "between": {"low": least, "high": most}}
    return messages.say(f"range.{kind}{'_about' if about else ''}", lang, **ends[kind])


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


_VERIS = re.compile(r"(?:malware|hacking|social|misuse|physical|error|environmental|unknown)(?:\.[a-z0-9 _/-]+)?")


def is_veris(text: str) -> bool:
    """Whether a text is a term of VERIS and no sentence."""
    return _VERIS.fullmatch(text) is not None


def action_text(action: str, lang: str) -> str:
    """A VERIS action in words: `hacking.use of stolen creds` as `piratage : usage d'identifiants volés`."""
    named = [messages.label(f"veris.{term}", lang) if f"veris.{term}" in messages.labels else term for term in action.lower().split(".", 1)]
    return labelled(named[0], named[1], lang) if len(named) > 1 else named[0]


def vector_text(vector: str | None, lang: str) -> str:
    """By which way somebody came in."""
    return messages.label(vector, lang) if vector and vector != "unknown" else messages.say("vector.unknown", lang)


def claim_text(claim: Claim, lang: str) -> str:
    """The text of a claim in our own words, or else its note; how it was done in the words of VERIS."""
    if claim.field == "action" and claim.text_en:
        return action_text(claim.text_en, lang)
    return in_language(lang, claim.text_fr, claim.text_en) or in_language(lang, claim.note_fr, claim.note_en) or ""


def replied(claim: Claim, told: str, lang: str) -> str:
    """What a claim says, said to be a reply where it is one."""
    return messages.say("claim.reply", lang, told=told) if claim.replies_to else told


def size_of(node: Node) -> tuple[int | None, int | None]:
    """At least and at most so many persons of a cohort, or organisations of a group (None: unknown)."""
    return counted(node, "size" if node.has("Population") else "count")


def size_rounded(node: Node) -> bool | None:
    """Whether who gives the size or count rounds it; None where nobody gives one."""
    low, high = size_of(node)
    stem = "size" if node.has("Population") else "count"
    return rounded({"low": low, "high": high, "approximate": node.properties.get(f"{stem}_approximate")})


def size_text(node: Node, lang: str) -> str:
    """The size of a cohort or count of a group, `unknown` where nobody gives one; nothing for a single party."""
    low, high = size_of(node)
    if low is None and high is None:
        return messages.say("size.unknown", lang) if node.has("Population") or not node.named else ""
    return range_text(low, high, lang, about=bool(size_rounded(node)))


def hours_text(hours: Hours | None, lang: str) -> str:
    """`0 to 24`, `at least 48`, or unknown."""
    return messages.label("unknown", lang) if hours is None else range_text(hours.fewest, hours.most, lang)


def contradicted(found: Iterable[Iterable[str]], subgraph: Subgraph, lang: str) -> list[str]:
    """The sizes, or counts, that cannot all be true: a line, or none."""
    names = messages.say("semicolon", lang).join(", ".join(called(subgraph, i, lang) for i in ids) for ids in found)
    return [messages.say("blast.contradicted", lang, names=names)] if names else []


def bounds_line(bounds: PeopleBounds, subgraph: Subgraph, lang: str, *, most: int | None = None) -> list[str]:
    """People bounds in words: never a figure where none can be given. At most so many groups are named in one line, the others counted."""

    def named(ids: Sequence[str]) -> str:
        names = names_text([called(subgraph, i, lang) for i in ids[:most]], lang)
        more = len(ids) - most if most is not None else 0
        return messages.say("names.some", lang, names=names, n=more) if more > 0 else names

    lines = [bounds_text(bounds.at_least, bounds.at_most, lang)]
    if bounds.approximate:
        lines.append(messages.say("blast.approximate", lang))
    if bounds.several:
        lines.append(messages.say("blast.several", lang, names=named(bounds.several)))
    lines += contradicted(bounds.contradictions, subgraph, lang)
    if bounds.disputed:
        lines.append(messages.say("blast.disputed", lang, names=named(bounds.disputed)))
    if bounds.unknown:
        lines.append(messages.say("blast.unknown", lang, n=len(bounds.unknown), names=named(bounds.unknown)))
    if bounds.years:
        lines.append(messages.say("blast.years", lang, years=", ".join(map(str, bounds.years))))
    return lines


def bounds_brief(bounds: Bounds | PeopleBounds, lang: str, *, about: bool) -> str:
    """The bounds in one phrase, with `(rounded)` where a size that entered is."""
    text = bounds_text(bounds.at_least, bounds.at_most, lang)
    return messages.say("span.about", lang, text=text) if about and bounds.at_least else text


def bounds_text(least: int, most: int | None, lang: str) -> str:
    """`at least 20,000,000, at most 33,000,000`, or that no ceiling, or no number at all, can be given."""
    if most is None and not least:
        return messages.say("blast.no_number", lang)
    if most is None:
        return messages.say("blast.least", lang, low=least)
    if most == least:
        return number(least, lang)
    return messages.say("blast.bounds", lang, low=least, high=most)
