"""Readings: what each source says of one thing, kept whole, and which of them leads.

Statements that say the same in the same words of the model, by one speaker, are one reading on the evidence of all of them. A
value is never combined with the status, the day or the speaker of another statement: what is shown of a thing is its first
reading, and the others stand beside it.

**Which leads.** What stands before what is contested, and that before what was retracted; then the speaker (`Speaker`: an
authority, the party itself, anybody else, the attacker); then the latest made, undated ones last; then the firmest; then the
text, so that every store agrees.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from maillon.graph.dates import said_day
from maillon.graph.model import Status

STATUSES = tuple(status.value for status in Status)
"""Firmest first; `contested` and `retracted` are no firmness."""

_BESIDE = frozenset({"evidence", "note_fr", "note_en"})
"""What two statements of one reading may have each of its own."""

GRAVEST_FIRST = ("exposed", "observed", "possible", "not_exposed", "not_affected")
"""Outcomes of data and of parties."""


class Speaker(IntEnum):
    """Ranks of speakers, best first. INDEPENDENT: anybody else, and a source that names nobody."""

    REGULATOR = 0
    VICTIM = 1
    INDEPENDENT = 2
    ATTACKER = 3


@dataclass(frozen=True, slots=True)
class SourceReading:
    """One reading. `values` are its properties as stated: days as ISO text."""

    values: Mapping[str, Any] = field(hash=False)
    status: str
    by: tuple[str, ...] = ()
    made_on: str | None = None
    evidence: tuple[str, ...] = ()

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> SourceReading:
        """From the properties of a statement."""
        by = said.get("by") or ()
        return cls(
            values=said,
            status=said.get("status") or Status.REPORTED.value,
            by=(by,) if isinstance(by, str) else tuple(by),
            made_on=said.get("made_on_edtf"),
            evidence=tuple(said.get("evidence") or ()),
        )

    @property
    def stands(self) -> bool:
        """Not retracted."""
        return self.status != Status.RETRACTED

    @property
    def outcome(self) -> str | None:
        """What it says became of a kind of data or a party."""
        return self.values.get("outcome")

    @property
    def happened(self) -> bool | None:
        """Of a notice: whether it says that somebody was told."""
        return self.values.get("happened")

    @property
    def on(self) -> str | None:
        """Of a notice: when, as EDTF."""
        return self.values.get("on_edtf")

    @property
    def note_fr(self) -> str | None:
        """What a reader must know of it, in French."""
        return self.values.get("note_fr")

    @property
    def note_en(self) -> str | None:
        """The same in English."""
        return self.values.get("note_en")

    def day(self, name: str) -> dt.date | None:
        """A day that it gives."""
        text = self.values.get(name)
        return text if isinstance(text, dt.date) or text is None else dt.date.fromisoformat(text)


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, UTF-8 as is."""
    return _CANONICAL.encode(value)


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)


def united(statements: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Statements that differ in nothing but evidence and note are one, on the evidence of all. Order does not matter."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for said in sorted(statements, key=canonical):
        groups.setdefault(canonical({k: v for k, v in said.items() if k not in _BESIDE and v is not None}), []).append(said)
    found = []
    for group in groups.values():
        one = {k: v for k, v in group[0].items() if k not in _BESIDE and v is not None}
        # a note and its translation come from one statement; one with both goes before one with one
        noted = min(group, key=lambda said: sum(said.get(name) is None for name in ("note_fr", "note_en")))
        one |= {name: noted[name] for name in ("note_fr", "note_en") if noted.get(name) is not None}
        evidence = sorted({e for said in group for e in said.get("evidence") or ()})
        found.append(one | ({"evidence": evidence} if evidence else {}))
    return found


def ranked(readings: Iterable[Mapping[str, Any]], party: Collection[str], authorities: Collection[str]) -> list[Mapping[str, Any]]:
    """Readings, that which leads first.

    Args:
        readings: as `united` gives them.
        party: ids of those who speak for themselves here; a reading with `own_word` speaks for itself as well.
        authorities: ids of the organisations that are authorities.
    """

    def key(said: Mapping[str, Any]) -> tuple[Any, ...]:
        made = said_day(said.get("made_on_edtf"))
        status = str(said.get("status") or Status.REPORTED.value)
        return (
            {Status.CONTESTED.value: 1, Status.RETRACTED.value: 2}.get(status, 0),
            rank_of_speaker(said, party, authorities),
            -made.toordinal() if made else 0,
            STATUSES.index(status),
            canonical(said),
        )

    return sorted(readings, key=key)


def rank_of_speaker(said: Mapping[str, Any], party: Collection[str], authorities: Collection[str]) -> Speaker:
    """The rank of the speaker of a reading: the best of several."""
    by = said.get("by") or ()
    if said.get("own_word"):
        return Speaker.VICTIM
    return min((_rank(one, party, authorities) for one in ((by,) if isinstance(by, str) else by)), default=Speaker.INDEPENDENT)


def _rank(by: str, party: Collection[str], authorities: Collection[str]) -> Speaker:
    if by.startswith("actor:"):
        return Speaker.ATTACKER
    if by in party:
        return Speaker.VICTIM
    return Speaker.REGULATOR if by in authorities else Speaker.INDEPENDENT


def gravest(readings: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The reading with the gravest outcome that is not retracted, of these the firmest: the widest word there is on it."""
    standing = [r for r in readings if r.get("status") != Status.RETRACTED and r.get("outcome") in GRAVEST_FIRST]
    return min(
        standing,
        key=lambda r: (GRAVEST_FIRST.index(r["outcome"]), STATUSES.index(str(r.get("status") or "reported")), canonical(r)),
        default=None,
    )
