"""A row beside the record that it became: how both are paired, and what is said of each field; and how cells of lists are read here."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maillon.graph.records import IncidentRecord, Organisation
from maillon.loaders.base import Reading

WORDS = ("right", "missing", "wrong", "invented", "not kept")
"""`not kept`: a row that the load rejects with its reason, a name of which it says that it is a person's."""

NOWHERE = "names that stand in no row"

Values = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Side:
    """A row, or the record of one: what each field says, and what it is known by, the surest first."""

    values: Values
    keys: tuple[Key, ...]
    line: int = 0
    told: bool = True
    """Of a row: whether it must have become a record, as far as it can be told here."""


Score = dict[str, Counter[str]]


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def compare(rows: Iterable[Side], records: Iterable[Side]) -> Score:
    """Pair rows with records and judge each field."""
    left, right = list(rows), list(records)
    pairs: list[tuple[Side, Side | None]] = []
    for level in range(max((len(row.keys) for row in left), default=0)):
        waiting: dict[Key, list[Side]] = defaultdict(list)
        for record in right:
            waiting[record.keys[level]].append(record)
        still = []
        for row in left:
            found = waiting[row.keys[level]]
            if found:
                pairs.append((row, found[0]))
                right.remove(found.pop(0))
            else:
                still.append(row)
        left = still
    pairs += [(row, None) for row in left]
    score: Score = defaultdict(Counter)
    written = letters(" ".join(value for row, _ in pairs for value in row.values.values() if isinstance(value, str)))
    for record in [*right, *(match for _, match in pairs if match)]:
        for value in record.values.values():
            if isinstance(value, Named):
                score[NOWHERE]["invented"] += sum(letters(name) not in written for name in value.names)
    for row, match in pairs:
        if match or row.told:
            score["row"]["right" if match else "missing"] += 1
        for field, expected in row.values.items():
            judge(score[field], expected, match.values.get(field) if match else None)
    for record in right:
        score["row"]["invented"] += 1
        for field, said in record.values.items():
            judge(score[field], None, said)
    return score


def judge(counts: Counter[str], expected: Any, found: Any) -> None:
    """Count one field; of a set each member is counted, of names those that stand in the cell are right."""
    if isinstance(expected, Kinds):
        kinds = frozenset(found or ())
        counts["right"] += len(expected.sure & kinds)
        counts["missing"] += len(expected.sure - kinds)
        counts["invented"] += sum(not re.search(expected.stems[kind], expected.text) for kind in kinds)
    elif isinstance(found, Named) and found.person:
        counts["not kept"] += 1
    elif isinstance(found, AnyOf):
        counts["right" if expected in found.values else "wrong"] += 1
    elif isinstance(expected, frozenset) or isinstance(found, frozenset):
        one, other = frozenset(expected or ()), frozenset(found or ())
        counts["right"] += len(one & other)
        counts["missing"] += len(one - other)
        counts["invented"] += len(other - one)
    elif isinstance(found, Named):
        if not expected:
            counts["invented"] += bool(found.names)
        else:
            counts["right" if any(letters(name) in letters(expected) for name in found.names) else "wrong"] += 1
    elif expected is None and found is None:
        return
    elif expected == found:
        counts["right"] += 1
    else:
        counts["missing" if found is None else "invented" if expected is None else "wrong"] += 1


@dataclass(frozen=True)
class Kinds:
    """Kinds of data of which the items of a row leave no doubt, and all that the row says of data."""

    sure: frozenset[str]
    text: str
    stems: Mapping[str, str]
    """What must stand in the row for a kind not to be invented."""


@dataclass(frozen=True)
class AnyOf:
    """What several rows say of one party: each of them is right."""

    values: frozenset[str]


@dataclass(frozen=True)
class Named:
    """The names of a party in the graph."""

    names: tuple[str, ...]
    person: bool = False


def named(reading: Reading, party: str) -> Named | None:
    found = reading.records.get(party)
    if not isinstance(found, Organisation):
        return None
    return Named((found.name, *found.aliases)) if found.named else Named((), person="not kept" in found.name)


def incidents(reading: Reading) -> Iterator[IncidentRecord]:
    return (record for record in reading.records.values() if isinstance(record, IncidentRecord))


def figure(record: IncidentRecord, field: str) -> tuple[int | None, int | None] | None:
    return next(((c.low, c.high) for c in record.claims if c.field == field), None)


def whole(text: str) -> int | None:
    digits = text.replace(",", "").strip()
    return int(digits) if digits.isdigit() else None


def us_day(text: str) -> str | None:
    """`04/13/2018 12:00:00 AM`, `04-11-18 0:00`, `10/16/2009`, of several the first."""
    found = re.match(r"\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\b", text)
    if not found:
        return None
    year = int(found[3])
    try:
        return dt.date(year if year > 99 else 2000 + year, int(found[1]), int(found[2])).isoformat()
    except ValueError:  # 2/31/2014: a row to be rejected
        return None


def period(start: str | None, end: str | None, known: str | None) -> str | None:
    """A bound that is not given is none; with neither, it had happened by the day on which it was known."""
    if start and end and end < start:
        start = end = None
    if start and end:
        return start if start == end else f"{start}/{end}"
    return f"{start}/.." if start else f"../{end}" if end else f"../{known}" if known else None


def only(texts: list[str]) -> str | None:
    return texts[0] if len(texts) == 1 else None


def table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV, each with the line on which it ends."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    first = text.splitlines()[0]
    delimiter = max(";,", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    for row in reader:
        yield reader.line_num, {k: (v or "").strip() for k, v in row.items() if k}
