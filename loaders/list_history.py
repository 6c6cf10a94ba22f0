"""A list that somebody keeps has versions: what a newer one no longer holds has ended between the two days, and is not forgotten.

On which days a relation stood on the list is told by its evidence, one place a version; the day of a version that no longer holds it
stands there too, without a row. So the same versions make the same records, and a version that is loaded again changes nothing.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import ratio

from maillon.graph import name_matching as naming
from maillon.graph.dates import parse_date
from maillon.graph.records import Bilingual, Organisation, Record, Relation, RelationsRecord, from_written, written
from maillon.loaders.base import ListChange, Reading
from maillon.loaders.inputs import refuse
from maillon.loaders.messages import messages

_ALIKE = 88
"""Likeness of two names, 0 to 100, from which one may be the other spelt otherwise."""
_TOLD = ("service", "contract", "since", "until", "data", "data_after_end", "gdpr_role", "scope")
"""What of a relation is told as changed."""
_TRUST = ("delegates_to", "uses")


@dataclass(frozen=True, slots=True)
class Respelt:
    """A party that the newer version no longer names, and a new one whose name is nearly the same."""

    gone: str
    gone_name: str
    new: str
    new_name: str


def version_days(description: str | None) -> list[dt.date]:
    """The days of the versions that a data set holds."""
    return [dt.date.fromisoformat(day) for day in (json.loads(description) if description else {}).get("days", [])]


def respelt(reading: Reading, earlier: Mapping[str, Record]) -> list[Respelt]:
    """Parties of the newer version that may be ones of before spelt otherwise, the likeliest of each; none that a number keeps apart."""
    held, now = _parties(earlier), _parties(reading.records)
    met = {end for relation in _relations(reading.records) for end in (relation.who, relation.target)}
    gone = {i: o for i, o in held.items() if i not in met and not _has_left(i, earlier)}
    found = []
    for identifier, new in sorted(now.items()):
        if identifier in held:
            continue
        numbers = naming.numbers_of(new.identifiers)
        scored = [
            (score, old.id)
            for old in gone.values()
            if (score := _likeness(old, new)) >= _ALIKE and not naming.two_by_number(naming.numbers_of(old.identifiers), numbers)
        ]
        if scored:
            best = gone.pop(max(scored)[1])
            found.append(Respelt(best.id, best.name, identifier, new.name))
    return found


def known_spellings(pairs: Sequence[Respelt], earlier: Mapping[str, Record]) -> list[Respelt]:
    """Those of the pairs about which nothing need be asked: somebody said before that it is another spelling."""
    held = _parties(earlier)
    return [p for p in pairs if naming.fold_name(p.new_name) in {naming.fold_name(a) for a in (p.gone_name, *held[p.gone].aliases)}]


def renamed(reading: Reading, pairs: Sequence[Respelt], earlier: Mapping[str, Record]) -> None:
    """Let parties keep the ids that they had, under the new spelling; the old one becomes an alias."""
    if not pairs:
        return
    ids = {pair.new: pair.gone for pair in pairs}
    held = _parties(earlier)
    records = {}
    for key, record in reading.records.items():
        told = from_written(_replaced(written(record), ids))
        if isinstance(told, Organisation) and key in ids:
            old = held[told.id]
            aliases = sorted({*told.aliases, *old.aliases, old.name} - {told.name})
            told = told.model_copy(update={"aliases": aliases, "former_ids": sorted({*told.former_ids, key})})
        records[ids.get(key, key)] = told
    reading.records = records


def continue_list(reading: Reading, earlier: Mapping[str, Record], days: Sequence[dt.date]) -> None:
    """Take over what earlier versions of the list say, and tell what changed.

    Raises:
        BadInputError: nobody says of which day the newer version is, and it lacks parties; or it is older than the last one.
    """
    on = reading.listed_on
    last = max(days, default=None)
    if on is not None and last is not None and on < last:
        raise refuse(reading.dataset, messages("list.older", on=on.isoformat(), last=last.isoformat()))
    history = _History(reading, earlier, on)
    if on is None and history.lost:
        raise refuse(reading.dataset, messages("list.undated", names=history.lost[:8], n=len(history.lost)))
    if on is not None:
        history.carry()
    described = json.loads(reading.description or "{}")
    reading.description = json.dumps({**described, "days": [day.isoformat() for day in sorted({*days, *([on] if on else [])})]})


class _History:
    """A newer version beside what the data set says."""

    def __init__(self, reading: Reading, earlier: Mapping[str, Record], on: dt.date | None) -> None:
        self.reading, self.earlier, self.on = reading, earlier, on
        self.names = {i: o.name for records in (earlier, reading.records) for i, o in _parties(records).items()}
        self.new = list(_relations(reading.records))
        self.old = list(_relations(earlier))
        self.records_of_old = [key for key, record in earlier.items() if isinstance(record, RelationsRecord) for _ in record.relations]
        self.kept: dict[str, list[Relation]] = defaultdict(list)
        self.matches = _matched(self.old, self.new)
        self.unnamed = {i for i, record in earlier.items() if isinstance(record, Organisation) and not record.named}

    @property
    def lost(self) -> list[str]:
        """The names of those whom the newer version no longer entrusts with anything."""
        met = {r.target for r in self.new}
        gone = {r.target for r in self.old if r.verb in _TRUST and r.until is None and r.target not in met}
        return sorted(self.names.get(i, i) for i in gone)

    def carry(self) -> None:
        """Give what is still on the list its older places, and end what is no longer on it."""
        cited: dict[int, Relation] = {}
        trusting = {r.who for r in self.new} | {r.target for r in self.new}
        changes: list[ListChange] = []
        for place, old in enumerate(self.old):
            before = _stood(old, self.on)
            match = self.matches.get(place)
            if match is not None:
                cited[match] = _cite(cited.get(match, self.new[match]), before)
                changes += self._changed(old, self.new[match])
            elif before and not self._says_nobody(old):
                changes += self._keep(place, trusting)
        newly = {match: new for match, new in enumerate(self.new) if match not in self.matches.values()}
        known = {(o.who, o.verb, o.target) for o in self.old}
        changes += [
            self._change("again" if (n.who, n.verb, n.target) in known else "new", n, "", _told(n))
            for n in newly.values()
            if n.verb in _TRUST
        ]
        self._cite_again(cited)
        self._add_kept()
        self.reading.changes = sorted(set(changes))

    def _says_nobody(self, old: Relation) -> bool:
        """Whether a relation only leads to somebody whom no version names: each version says its own gaps."""
        return old.target in self.unnamed and not any(r.who == old.target and r.target not in self.unnamed for r in self.old)

    def _cite_again(self, cited: Mapping[int, Relation]) -> None:
        place = 0
        for key, record in self.reading.records.items():
            if isinstance(record, RelationsRecord):
                relations = [cited.get(place + n, relation) for n, relation in enumerate(record.relations)]
                place += len(relations)
                self.reading.records[key] = record.model_copy(update={"relations": relations})

    def _keep(self, place: int, trusting: set[str]) -> list[ListChange]:
        """A relation that the newer version no longer holds: ended between the two days, where the one who trusts is still on the list."""
        assert self.on is not None
        old = self.old[place]
        kept, changes = old, []
        if old.verb in (*_TRUST, "hosted_by") and (old.who in trusting or old.who in self.unnamed) and not self._ended(old):
            last = max((day for day in _days(old) if day), default=None)
            until = f"{last.isoformat() if last else '..'}/{self.on.isoformat()}"
            begins = parse_date(old.since).first if old.since else None
            if begins is not None and begins > self.on:
                return [self._change("left", old, _told(old), "")]
            note = messages("note.not_listed", on=self.on.isoformat())
            kept = old.model_copy(
                update={
                    "until": until,
                    "made_on": self.on.isoformat(),
                    "evidence": [*old.evidence, f"{self.reading.dataset}#{self.on.isoformat()}"],
                    "note": Bilingual(
                        fr="; ".join(filter(None, [note.say("fr"), old.note.fr if old.note else None])),
                        en="; ".join(filter(None, [note.say("en"), old.note.en if old.note else None])),
                    ),
                }
            )
            changes = [self._change("left", old, _told(old), until)] if old.verb in _TRUST else []
        self.kept[self.records_of_old[place]].append(Relation.model_validate(kept.model_dump(exclude_none=True)))
        return changes

    def _ended(self, old: Relation) -> bool:
        """Whether an end was said before; one that was only planned is none."""
        if old.until is None:
            return False
        until = parse_date(old.until)
        if old.made_on is not None:
            return until.first is None or until.first.isoformat() <= old.made_on
        return until.last is not None and self.on is not None and until.last <= self.on

    def _add_kept(self) -> None:
        """Each under the record that it stood in, or beside it where the newer version has one of that name."""
        title = Bilingual.of(messages("title.row", dataset=self.reading.dataset))
        kept: dict[str, list[Relation]] = defaultdict(list)
        for key, relations in self.kept.items():
            kept[f"{key}-before" if key in self.reading.records else key] += relations
        for own, relations in kept.items():
            record = RelationsRecord(kind="relations", id=own.removeprefix("relations:"), title=title, relations=relations)
            self.reading.records[own] = record
            for relation in relations:
                for named in (relation.who, relation.target, *(f"data:{kind}" for kind in relation.data or ())):
                    if named in self.earlier:
                        self.reading.records.setdefault(named, self.earlier[named])

    def _changed(self, old: Relation, new: Relation) -> Iterator[ListChange]:
        if new.verb in _TRUST:
            for name in _TOLD:
                before, after = getattr(old, name), getattr(new, name)
                if before != after:
                    yield self._change("changed", new, f"{name}: {_shown(before)}", f"{name}: {_shown(after)}")

    def _change(self, kind: str, relation: Relation, before: str, after: str) -> ListChange:
        name = self.names.get(relation.target, relation.target)
        through = self.names.get(relation.who, relation.who)
        return ListChange(kind, name, through, before, after)


_ROW = re.compile(r"(?:(\d{4}-\d{2}-\d{2}) )?row [0-9a-f]+")
_DAY_ALONE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _days(relation: Relation) -> list[dt.date | None]:
    """The days of the versions on which a relation stood; None for one of which nobody says the day."""
    found = [_ROW.fullmatch(e.partition("#")[2]) for e in relation.evidence]
    return [dt.date.fromisoformat(m[1]) if m[1] else None for m in found if m]


def _stood(relation: Relation, on: dt.date | None) -> list[str]:
    """The places of a relation in versions before a day."""
    told = []
    for citation in relation.evidence:
        found = _ROW.fullmatch(citation.partition("#")[2])
        if found and (found[1] is None or on is None or found[1] < on.isoformat()):
            told.append(citation)
    return told


def _cite(relation: Relation, more: Sequence[str]) -> Relation:
    return relation.model_copy(update={"evidence": list(dict.fromkeys([*relation.evidence, *more]))})


def _matched(old: Sequence[Relation], new: Sequence[Relation]) -> dict[int, int]:
    """By place, which relation of before is which of now: of one row of a version, else of one service and contract, or of one contract."""
    found: dict[int, int] = {}
    free: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, relation in enumerate(new):
        free[relation.who, relation.verb, relation.target].append(place)
    fits = (
        lambda a, b: not {*b.evidence}.isdisjoint(a.evidence),  # a version that is loaded again
        lambda a, b: (a.service, a.contract) == (b.service, b.contract),
        lambda a, b: a.contract == b.contract,
        lambda a, b: a.contract is None or b.contract is None,
    )
    for fit in fits:
        for place, relation in enumerate(old):
            if place in found:
                continue
            left = free[relation.who, relation.verb, relation.target]
            match = next((n for n in left if fit(relation, new[n])), None)
            if match is not None:
                found[place] = match
                left.remove(match)
    return found


def _relations(records: Mapping[str, Record]) -> Iterator[Relation]:
    for record in records.values():
        if isinstance(record, RelationsRecord):
            yield from record.relations


def _parties(records: Mapping[str, Record]) -> dict[str, Organisation]:
    return {i: record for i, record in records.items() if isinstance(record, Organisation) and record.named}


def _has_left(identifier: str, records: Mapping[str, Record]) -> bool:
    """Whether all that the list says of a party had ended before."""
    said = [r for r in _relations(records) if identifier in (r.who, r.target)]
    return bool(said) and all(any(_DAY_ALONE.fullmatch(e.partition("#")[2]) for e in r.evidence) for r in said)


def _likeness(one: Organisation, other: Organisation) -> float:
    pairs = [(naming.matching_key(a), naming.matching_key(b)) for a in (one.name, *one.aliases) for b in (other.name, *other.aliases)]
    return max(100.0 if a.replace(" ", "") == b.replace(" ", "") else float(ratio(a, b)) for a, b in pairs)


def _replaced(data: Any, ids: Mapping[str, str]) -> Any:
    """A document in which some ids are others."""
    if isinstance(data, str):
        return ids.get(data, data)
    if isinstance(data, list):
        return [_replaced(item, ids) for item in data]
    return {name: _replaced(item, ids) for name, item in data.items()} if isinstance(data, dict) else data


def _told(relation: Relation) -> str:
    return " · ".join(str(value) for value in (relation.service, relation.contract, relation.since, relation.until) if value)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
