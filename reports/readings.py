"""Whose statement a value is, in words and as JSON: a value never stands without the status and the speaker of its own statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from maillon.graph.model import Status
from maillon.reports.messages import messages
from maillon.wording import in_language

if TYPE_CHECKING:
    from maillon.graph.readings import SourceReading
    from maillon.queries.reader import IncidentStatement, Place
    from maillon.queries.subgraph import Arrow

_PLAIN = (
    "outcome",
    "low",
    "high",
    "approximate",
    "unit",
    "happened",
    "data",
    "scope",
    "data_after_end",
    "deployment",
    "data_at_provider",
    "gdpr_role",
)
_DAYS = {"since": "since_edtf", "until": "until_edtf", "planned_until": "planned_until_edtf", "seen_on": "seen_edtf", "on": "on_edtf"}


def reading_json(reading: SourceReading) -> dict[str, Any]:
    """One reading: what it gives, then how firmly, who says so, when, and on what."""
    values = {name: reading.values[name] for name in _PLAIN if reading.values.get(name) is not None}
    values |= {name: reading.values[edtf] for name, edtf in _DAYS.items() if reading.values.get(edtf) is not None}
    values = {name: sorted(value) if isinstance(value, (set, frozenset)) else value for name, value in values.items()}
    return {**values, "status": reading.status, "by": list(reading.by), "made_on": reading.made_on, "evidence": list(reading.evidence)}


def readings_json(readings: Sequence[SourceReading]) -> dict[str, Any]:
    """The key `readings`, only where there are several."""
    return {"readings": [reading_json(reading) for reading in readings]} if len(readings) > 1 else {}


def voice(status: str | None, by: Iterable[str], called: Callable[[str], str], lang: str) -> str:
    """`claimed by X`, `confirmed by Y and Z`, `reported`: the status of a statement and who makes it."""
    names = [called(who) for who in by]
    label = messages.label(status or "unknown", lang)
    return messages.say("voice.by", lang, status=label, names=names) if names else label


def contest_text(arrows: Iterable[Arrow], called: Callable[[str], str], lang: str) -> str:
    """Who contests one of some relations, or that a document has it contested; nothing where nobody does."""
    who = dict.fromkeys(one for arrow in arrows for one in arrow.contested_by)
    return voice(Status.CONTESTED, (one for one in who if ":" in one), called, lang) if who else ""


def voices(said: IncidentStatement, called: Callable[[str], str], lang: str) -> str:
    """The status and speaker of every reading that is not retracted, where nothing else tells them apart."""
    return " / ".join(dict.fromkeys(voice(r.status, r.by, called, lang) for r in said.standing or said.each))


def places_said(places: Iterable[Place], called: Callable[[str], str], lang: str) -> list[str]:
    """Where an incident broke, as far as that stands; whose word a place is, unless one reading is confirmed and none contested."""
    return _places(places, called, lang, firm=frozenset({Status.CONFIRMED}))


def places_cell(places: Iterable[Place], called: Callable[[str], str], lang: str) -> str:
    """The same in a cell of a table, where what is reported is told without whose word it is, too."""
    return " / ".join(_places(places, called, lang, firm=frozenset({Status.CONFIRMED, Status.REPORTED})))


def _places(places: Iterable[Place], called: Callable[[str], str], lang: str, *, firm: frozenset[Status]) -> list[str]:
    found = []
    for place in (p for p in places if p.broke):
        said = {reading.status for reading in place.standing}
        sure = not firm.isdisjoint(said) and Status.CONTESTED not in said
        found.append(called(place.party) if sure else f"{called(place.party)} ({voices(place, called, lang)})")
    return found


def alleged(places: Iterable[Place]) -> bool:
    """Whether no source states, of its own, that an incident broke at any of the places: it is only claimed, or contested."""
    return not any(r.status in (Status.CONFIRMED, Status.REPORTED) for place in places if place.broke for r in place.standing)


def outcome_said(said: IncidentStatement, called: Callable[[str], str], lang: str) -> str:
    """What each standing reading says, with its voice: `observed (confirmed by X) / possible (reported)`."""
    told = (f"{messages.label(r.outcome or 'unknown', lang)} ({voice(r.status, r.by, called, lang)})" for r in said.standing)
    return " / ".join(dict.fromkeys(told))


def notes(said: IncidentStatement, lang: str) -> str:
    """What a reader must know of it: the notes of its standing readings, each once; nothing where there are none."""
    told = (in_language(lang, reading.note_fr, reading.note_en) for reading in said.standing or said.each)
    return " / ".join(dict.fromkeys(note for note in told if note))


def other_voices(said: IncidentStatement, text: Callable[[SourceReading], str], called: Callable[[str], str], lang: str) -> str:
    """What the other readings say, each with its voice; nothing where there are none."""
    others = [f"{text(reading)} ({voice(reading.status, reading.by, called, lang)})" for reading in said.each[1:]]
    return messages.say("voice.others", lang, others=messages.say("semicolon", lang).join(others)) if others else ""
