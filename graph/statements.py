"""Statements: what the projection makes of a record, and how several statements become one node or arrow.

A statement is one record's word about one node or one arrow. The store keeps, per node and arrow, the multiset of
distinct assertions (a statement without its key); everything a reader sees is a pure function of that set
(`visible_node`, `visible_arrow`), so that neither order nor repetition of loads can change the graph. How several statements
of one thing stand beside one another is the matter of `graph.readings`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, TypeAlias, Union

from maillon.graph.model import ARROW_BY_TYPE, BILINGUAL, NODE_BY_LABEL, ArrowKind, Family, Status, arrow_properties, label_of
from maillon.graph.readings import canonical, gravest, ranked, united
from maillon.graph.search_text import fold

Value: TypeAlias = Union[str, int, float, bool, list[str], list[int]]
"""A property as stated: dates are ISO text until they reach the store."""
Properties: TypeAlias = Mapping[str, Value]
Visible: TypeAlias = dict[str, Any]
"""Properties as stored: dates are `datetime.date`."""

CURATED, REGISTER, LISTED = 0, 1, 2
"""Ranks of sources for scalar properties of nodes: written by hand, official register, incident list."""

VIEW_VERSION = 5
"""Raised when `visible_node` or `visible_arrow` make something else of the same assertions: a store then refreshes what it shows
at its next load."""


@dataclass(frozen=True, slots=True)
class NodeStatement:
    """A record's word about one node. `rank` orders sources where scalars differ (`CURATED` first)."""

    id: str
    roles: tuple[str, ...] = ()
    properties: Properties = field(default_factory=dict)
    rank: int = CURATED

    @property
    def key(self) -> tuple[str, ...]:
        """What it speaks of."""
        return ("n", self.id)

    @property
    def assertion(self) -> str:
        """What it says, as canonical JSON."""
        return canonical([self.rank, sorted(self.roles), dict(self.properties)])


@dataclass(frozen=True, slots=True)
class ArrowStatement:
    """A record's word about one arrow. `parts` are the values of the type's key properties, in their order."""

    type: str
    start: str
    end: str
    parts: tuple[str, ...] = ()
    properties: Properties = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, ...]:
        """What it speaks of."""
        return ("a", self.type, self.start, self.end, *self.parts)

    @property
    def assertion(self) -> str:
        """What it says, as canonical JSON."""
        return canonical(dict(self.properties))


Statement: TypeAlias = Union[NodeStatement, ArrowStatement]


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """A record as its author wrote it: the ledger keeps it beside what it states, for who hands it on. The graph shows none of it."""

    data: Mapping[str, Any]


Kept: TypeAlias = Union[Statement, WrittenRecord]
"""What the ledger keeps of a record."""


def to_line(record_id: str, statements: Iterable[Kept]) -> str:
    """One line of a ledger page: the record, its statements and, where it is kept, how it was written; canonical."""
    rows: list[str] = []
    written: list[str] = []
    for s in statements:
        if isinstance(s, WrittenRecord):
            written.append(canonical(s.data))
        elif isinstance(s, NodeStatement):
            rows.append(canonical(["n", s.id, s.rank, sorted(s.roles), dict(s.properties)]))
        else:
            rows.append(canonical(["a", s.type, s.start, s.end, list(s.parts), dict(s.properties)]))
    said = ",".join(sorted(rows))
    # put together as `canonical` would write the whole, so that each statement is written once
    return f"[{','.join([canonical(record_id), f'[{said}]', *written])}]"


def from_line(line: str) -> tuple[str, list[Statement]]:
    """The inverse of `to_line` (statements come back sorted), without what was written."""
    record_id, rows, *_ = json.loads(line)
    statements: list[Statement] = []
    for row in rows:
        if row[0] == "n":
            statements.append(NodeStatement(row[1], tuple(row[3]), row[4], row[2]))
        else:
            statements.append(ArrowStatement(row[1], row[2], row[3], tuple(row[4]), row[5]))
    return record_id, statements


INCLUSION = "WITHIN"
"""The arrow that goes with a property: who says that a thing lies within another makes it."""


def inclusion(statement: NodeStatement) -> list[ArrowStatement]:
    """The arrow to what a cohort lies within, or to the group that an organisation is counted in; none where it lies in nothing."""
    outer = statement.properties.get("within")
    if not isinstance(outer, str):
        return []
    evidence = statement.properties.get("evidence")
    return [ArrowStatement(INCLUSION, statement.id, outer, (), {"evidence": evidence} if evidence else {})]


def with_inclusions(statements: Iterable[Statement]) -> list[Statement]:
    """Statements with those arrows, where a record was projected before they were."""
    found = list(statements)
    keys = {s.key for s in found}
    added = (arrow for s in found if isinstance(s, NodeStatement) for arrow in inclusion(s))
    return [*found, *(arrow for arrow in added if arrow.key not in keys)]


def line_of_today(line: str) -> str:
    """A line of a ledger as this version would write it."""
    record, statements = from_line(line)
    written = written_of(line)
    return to_line(record, [*with_inclusions(statements), *([written] if written else [])])


def written_of(line: str) -> WrittenRecord | None:
    """The record of a line as it was written, where the ledger keeps it."""
    _, _, *written = json.loads(line)
    return WrittenRecord(written[0]) if written else None


def _date_names() -> frozenset[str]:
    names = {p.name for kind in NODE_BY_LABEL.values() for p in kind.properties if p.type == "date"}
    return frozenset(names | {p.name for k in ARROW_BY_TYPE.values() for p in arrow_properties(k) if p.type == "date"})


_DATES = _date_names()
_SAID_TWICE = {f"{stem}_{lang}": stem for stem in BILINGUAL for lang in ("en", "fr")}


def _stored(properties: Mapping[str, Any]) -> Visible:
    return {name: dt.date.fromisoformat(value) if name in _DATES else value for name, value in properties.items() if value is not None}


def visible_node(node_id: str, assertions: Iterable[str]) -> tuple[list[str], Visible]:
    """The roles and properties that a node shows, given its distinct assertions.

    Lists are united. A scalar is that of the best-ranked source that gives one, then the smallest value. What is said in
    French and English (`BILINGUAL`) stays together: a text and its translation come from one source, and two lists of
    them have one order. What belongs together comes from one statement: a claim is one reading, with the others beside it
    (`graph.readings`); a size or a count is one with its day and speaker (`_sized`). Where sources place a cohort differently,
    each place stands beside the one shown (`_disputed`). The days of an incident span those of all sources (`_spanned`). Names
    that lose become aliases. Without any assertion the node is `unstated` and shows its id
    as its name.
    """
    read = sorted((json.loads(a) for a in assertions), key=lambda a: (a[0], canonical(a)))
    roles = sorted({role for a in read for role in a[1]})
    prefix = node_id.partition(":")[0]
    shown: dict[str, Any] = {}
    if prefix == "claim" and len(read) > 1:
        shown = _beside(ranked(united(a[2] for a in read), (), ()))
        read = [[0, [], shown]]
    for name in {name for a in read for name in a[2]} - _SAID_TWICE.keys() - shown.keys():
        values = [(a[0], a[2][name]) for a in read if a[2].get(name) is not None]
        if not values:
            continue
        if isinstance(values[0][1], list):
            shown[name] = sorted({item for _, value in values for item in value})
        else:
            shown[name] = min(values, key=lambda v: (v[0], canonical(v[1])))[1]
    if len(read) > 1:
        for stem in _STEMS.get(prefix, ()):
            shown = _sized(shown, stem, read)
        shown |= _disputed(shown, [a[2] for a in read], _PLACE.get(prefix, ()))
        if prefix == "incident":
            shown |= _spanned([a[2] for a in read])
    shown |= _translated((a[0], a[2]) for a in read)
    others = {a[2]["name"] for a in read if a[2].get("name")} - {shown.get("name")}
    if others:
        shown["aliases"] = sorted({*shown.get("aliases", []), *others})
    if not read:
        shown = {"name": node_id, "unstated": True}
    if prefix not in ("claim", "source"):
        shown["search"] = searchable(node_id, shown)
    return roles, {**_stored(shown), "id": node_id, "roles": roles}


_STEMS = {"population": ("size",), "org": ("count",)}
_PLACE = {"population": ("within", "partition", "people"), "org": ("within",)}
"""What decides whom a cohort, or a group, is counted with."""
_SIZE = ("low", "high", "as_of", "by", "approximate")


def _sized(shown: Mapping[str, Any], stem: str, read: Iterable[list[Any]]) -> dict[str, Any]:
    """What a node shows, with its size (or count) from one statement: of the best-ranked source, then of the latest day.

    Where sources give several, `size_readings` holds each, and `size_least` and `size_most` span them all: none of them is
    known to be the true one. A side that one of them leaves open is open.
    """
    names = [f"{stem}_{part}" for part in _SIZE]
    said = [(a[0], {n: a[2][n] for n in names if a[2].get(n) is not None}) for a in read]
    said = sorted(
        ((rank, size) for rank, size in said if f"{stem}_low" in size or f"{stem}_high" in size),
        key=lambda s: (s[0], _later_first(s[1].get(f"{stem}_as_of")), canonical(s[1])),
    )
    rest = {name: value for name, value in shown.items() if name not in names}
    if not said:
        return rest
    found = {**rest, **said[0][1]}
    every = list(dict.fromkeys(canonical(size) for _, size in said))
    if len(every) > 1:
        found[f"{stem}_readings"] = every
        found[f"{stem}_least"] = _extreme(min, [size.get(f"{stem}_low") for _, size in said])
        found[f"{stem}_most"] = _extreme(max, [size.get(f"{stem}_high") for _, size in said])
    return found


def _disputed(shown: Mapping[str, Any], said: Iterable[Mapping[str, Any]], names: Iterable[str]) -> dict[str, list[str]]:
    """Of each property that sources give differently, every value, the one shown first."""
    every = {name: {a[name] for a in said if a.get(name) is not None} for name in names}
    return {f"{name}_readings": [shown[name], *sorted(v - {shown[name]})] for name, v in every.items() if len(v) > 1}


def _later_first(day: str | None) -> int:
    return -dt.date.fromisoformat(day).toordinal() if day else 0


def _spanned(said: list[Mapping[str, Any]]) -> dict[str, Any]:
    """The days of an incident over all its records: as wide as any leaves them, open where one is."""
    first = {name: [a[name] for a in said if a.get(name)] for name in ("detected_on", "contained_on", "disclosed_on", "occurred_from")}
    found: dict[str, Any] = {name: min(days) for name, days in first.items() if days}
    last = {name: [a[name] for a in said if a.get(name)] for name in ("restored_on", "known_by", "occurred_to")}
    found |= {name: max(days) for name, days in last.items() if days}
    return {**found, **dict.fromkeys({side for a in said for side in a.get("dates_open") or ()})}


def _extreme(pick: Callable[[list[Any]], Any], values: list[Any]) -> Any:
    """The least (or most) of values; open where there is none, or one is."""
    return None if not values or None in values else pick(values)


def _beside(readings: list[Mapping[str, Any]]) -> dict[str, Any]:
    """The first reading, and where there are others all of them, whole, with everything that they cite."""
    shown = dict(readings[0])
    if len(readings) > 1:
        shown["readings"] = [canonical(reading) for reading in readings]
        shown["cited"] = sorted({e for reading in readings for e in reading.get("evidence") or ()})
    return shown


def _each(readings: list[Mapping[str, Any]], kind: ArrowKind) -> dict[str, list[str]]:
    """The readings once more, property by property in one order, for those who ask in Cypher."""
    found = {
        "each_status": [str(r.get("status") or "") for r in readings],
        "each_by": [" ".join(r.get("by") or ()) for r in readings],
        "each_made_on": [str(r.get("made_on_edtf") or "") for r in readings],
        "each_evidence": [" ".join(r.get("evidence") or ()) for r in readings],
    }
    own = {p.name for p in kind.properties}
    if own & {"outcome", "happened"}:
        found["each_outcome"] = [_outcome(r) for r in readings]
    days = ("on",) if "on" in own else () if kind.family is Family.INCIDENT else ("since", "until")
    return {**found, **{f"each_{day}": [str(r.get(f"{day}_edtf") or "") for r in readings] for day in days}}


def _outcome(reading: Mapping[str, Any]) -> str:
    happened = reading.get("happened")
    return str(reading.get("outcome") or ("" if happened is None else "told" if happened else "not_told"))


def _translated(readings: Iterable[tuple[int, Mapping[str, Any]]]) -> dict[str, Any]:
    """What readings, each with its rank, say in both languages: every text with its own translation."""
    read = list(readings)
    shown: dict[str, Any] = {}
    for stem in {_SAID_TWICE[name] for _, a in read for name in a if name in _SAID_TWICE}:
        names = (f"{stem}_en", f"{stem}_fr")
        said = [(rank, [a.get(name) for name in names]) for rank, a in read]
        if BILINGUAL[stem] == "string list":
            # "" stands for a translation that is not there: lists hold no nulls
            items = sorted({item for _, (english, french) in said for item in zip_longest(english or (), french or (), fillvalue="")})
            shown |= dict(zip(names, map(list, zip(*items, strict=True)), strict=True)) if items else {}
            continue
        # of one rank a text with its translation goes before one without; what is then still missing another may give
        said.sort(key=lambda reading: (reading[0], None in reading[1], canonical(reading[1])))
        for place, name in enumerate(names):
            shown[name] = next((pair[place] for _, pair in said if pair[place] is not None), None)
    return {name: value for name, value in shown.items() if value is not None}


def searchable(node_id: str, shown: Mapping[str, Any]) -> str:
    """The folded text that a search looks into: every name, alias and identifier, one a line, then the ids."""
    names = [shown.get(n) for n in ("name", "name_fr", "name_en")]
    names += [*shown.get("aliases", []), *(i.partition(":")[2] for i in shown.get("identifiers", []))]
    return "\n".join([*sorted({fold(name) for name in names if name}), node_id, *shown.get("merged", [])])


_COMPARED = (
    *("since", "until", "planned_until", "on", "on_to", "low", "high", "happened", "outcome", "share"),
    *("deployment", "data_at_provider", "data_after_end", "gdpr_role", "scope", "critical", "rank"),
)
"""Where standing readings that give one of these differ, the arrow says `conflict`."""


def visible_arrow(
    type_: str, start: str, end: str, parts: Iterable[str], assertions: Iterable[str], authorities: Collection[str] = ()
) -> Visible:
    """The properties that an arrow shows, given its distinct assertions: those of one reading, the first (`graph.readings`).

    Where there are others, `readings` holds all of them, the first one first, `cited` what all of them rest on, and, of an
    outcome, `gravest` is the gravest that is said, with its own status and speaker. `conflict`: standing readings give
    different values of one property, or one contests what another says.

    Args:
        type_: of the arrow.
        start: id of its start.
        end: id of its end.
        parts: its key properties, in the order of its type.
        assertions: what is said of it.
        authorities: ids of the organisations that the graph knows as authorities.
    """
    kind = ARROW_BY_TYPE[type_]
    said = [json.loads(a) for a in assertions]
    readings = said if len(said) == 1 else ranked(united(said), (start, end), authorities)
    shown = _beside(readings) | dict(zip(kind.key, parts, strict=True))
    if len(readings) > 1:
        shown |= _each(readings, kind)
        worst = gravest(readings)
        if worst is not None and worst is not readings[0]:
            shown |= {"gravest": worst["outcome"], "gravest_status": worst.get("status"), "gravest_by": worst.get("by")}
        standing = [r for r in readings if r.get("status") != Status.RETRACTED]
        differ = any(len({canonical(r[n]) for r in standing if r.get(n) is not None}) > 1 for n in _COMPARED)
        contested = len({r.get("status") == Status.CONTESTED for r in standing}) > 1
        if differ or contested:
            shown["conflict"] = True
    return _stored(shown)


def primary_labels(statement: Statement) -> tuple[str, ...]:
    """The primary labels a statement touches: one for a node, two for an arrow (start, end).

    Raises:
        ValueError: an id whose prefix the model does not know.
    """
    if isinstance(statement, NodeStatement):
        return (label_of(statement.id),)
    return (label_of(statement.start), label_of(statement.end))
