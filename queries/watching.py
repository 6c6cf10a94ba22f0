"""What is new for an organisation since it was last asked: rows of `concerned`, what is said of their incidents, and what stands beside.

What is known is kept as fingerprints alone: the file beside the store names nobody. A note or a document more is not news; a new claim, a
new party, a changed status, a new way to an incident is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from maillon.queries.claims import Claim
from maillon.queries.concerned import Concerned, ConcernedRow
from maillon.queries.groups import InGroup
from maillon.queries.messages import messages
from maillon.queries.reader import DataOutcome, GivenNotice, Impact, Place
from maillon.wording import MaillonError

if TYPE_CHECKING:
    from maillon.queries.incident import IncidentAnswer

FactKind = Literal["row", "place", "impact", "data", "notice", "claim", "group"]
Told = ConcernedRow | Place | Impact | DataOutcome | GivenNotice | Claim | InGroup

_FORMAT = 1


class WatchStateError(MaillonError):
    """The file of what was known is damaged, or of another version."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of an incident: what it says (`said`), and the fingerprint by which it is known again."""

    kind: FactKind
    incident: str
    mark: str
    said: Told


@dataclass(frozen=True, slots=True)
class News:
    """What is new since the last run, the answer that it is part of, and on which day each fact was first seen.

    `gone` is how many facts of the last run are there no longer; `first` whether there was none.
    """

    answer: Concerned
    incidents: Mapping[str, IncidentAnswer]
    new: tuple[Fact, ...]
    every: tuple[Fact, ...]
    seen: Mapping[str, str]
    gone: int
    first: bool


def facts(answer: Concerned, incidents: Iterable[IncidentAnswer], groups: Iterable[InGroup]) -> Iterator[Fact]:
    """Everything by which a later answer is compared with this one."""
    for row in answer.rows:
        path = [[arrow.type, arrow.end, arrow.contract, arrow.service] for arrow in row.path]
        yield _fact("row", row.incident.id, row, [row.kind, row.at.id, path, row.when, row.concern])
    for one in incidents:
        about = one.incident.id
        for place in (*one.compromised, *one.entered_through, *one.attributed_to):
            yield _fact("place", about, place, [place.role, place.party, place.vector, _voices(place)])
        for impact in one.affected:
            yield _fact("impact", about, impact, [impact.party, impact.effect, _voices(impact)])
        for data in one.exposures:
            yield _fact("data", about, data, [data.category, data.of, data.at, _voices(data)])
        for notice in one.notifications:
            yield _fact("notice", about, notice, [notice.start, notice.end, notice.duty, _voices(notice)])
        for claim in one.claims:
            said = [claim.field, claim.low, claim.high, claim.unit, claim.on, claim.answer, claim.text_en, list(claim.scope), claim.by]
            yield _fact("claim", about, claim, [*said, claim.status, bool(claim.superseded_by), claim.made_on_edtf])
    for kin in groups:
        yield _fact("group", kin.incident.id, kin, [kin.at.id, kin.of.id, kin.above])


def _voices(said: Place | Impact | DataOutcome | GivenNotice) -> list[Any]:
    """What each reading says, how firmly and by whom; neither its notes nor the documents that it rests on."""
    names = ("outcome", "happened", "on_edtf", "low", "high", "unit")
    return sorted(json.dumps([[r.values.get(n) for n in names], r.status, list(r.by)], default=str) for r in said.each)


def _fact(kind: FactKind, incident: str, said: Told, parts: list[Any]) -> Fact:
    text = json.dumps([kind, incident, *parts], default=str, ensure_ascii=False)
    return Fact(kind, incident, hashlib.sha256(text.encode()).hexdigest(), said)


def news(
    answer: Concerned, incidents: Iterable[IncidentAnswer], groups: Iterable[InGroup], known: Mapping[str, str] | None, today: dt.date
) -> News:
    """What of an answer, and of the `groups` beside it, was not known.

    `known` are fingerprints with the day of each (None: nothing was ever asked).
    """
    found = {one.incident.id: one for one in incidents}
    every = tuple({fact.mark: fact for fact in facts(answer, found.values(), groups)}.values())
    before = known or {}
    seen = {fact.mark: before.get(fact.mark, today.isoformat()) for fact in every}
    new = tuple(fact for fact in every if fact.mark not in before)
    return News(answer, found, new, every, seen, len(before.keys() - seen.keys()), known is None)


def read_state(path: Path) -> dict[str, str] | None:
    """Fingerprints and the day on which each was first seen; None where nothing was kept yet.

    Raises:
        WatchStateError: the file cannot be read as what was written.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise WatchStateError(messages("watch.state", path=path)) from error
    try:
        body = json.loads(text)
        facts_, digest = body["facts"], body["sha256"]
        whole = body["format"] == _FORMAT and digest == _digest(facts_)
    except (ValueError, KeyError, TypeError) as error:
        raise WatchStateError(messages("watch.state", path=path)) from error
    if not whole:
        raise WatchStateError(messages("watch.state", path=path))
    return {str(mark): str(day) for mark, day in facts_.items()}


def _digest(known: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(dict(sorted(known.items()))).encode()).hexdigest()


def write_state(path: Path, seen: Mapping[str, str]) -> None:
    """Keep what is known, whole or not at all, for the eyes of its owner.

    Raises:
        OSError: the file cannot be written.
    """
    body = json.dumps({"format": _FORMAT, "sha256": _digest(seen), "facts": dict(sorted(seen.items()))}, indent=1)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(body + "\n")
        draft.replace(path)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
