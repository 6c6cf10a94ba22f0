"""Statements: what the projection makes of a record, and how several statements become one node or arrow.

A statement is one record's word about one node or one arrow. The store keeps, per node and arrow, the multiset of
distinct assertions (a statement without its key); everything a reader sees is a pure function of that set
(`visible_node`, `visible_arrow`), so that neither order nor repetition of loads can change the graph.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, TypeAlias, Union

from maillon.graph.model import ARROW_BY_TYPE, BILINGUAL, NODE_BY_LABEL, Status, arrow_properties, label_of
from maillon.graph.search_text import fold

Value: TypeAlias = Union[str, int, float, bool, list[str], list[int]]
"""A property as stated: dates are ISO text until they reach the store."""
Properties: TypeAlias = Mapping[str, Value]
Visible: TypeAlias = dict[str, Any]
"""Properties as stored: dates are `datetime.date`."""

CURATED, REGISTER, LISTED = 0, 1, 2
"""Ranks of sources for scalar properties of nodes: written by hand, official register, incident list."""

VIEW_VERSION = 2
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


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, UTF-8 as is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def to_line(record_id: str, statements: Iterable[Kept]) -> str:
    """One line of a ledger page: the record, its statements and, where it is kept, how it was written; canonical."""
    rows: list[list[Any]] = []
    written: list[Any] = []
    for s in statements:
        if isinstance(s, WrittenRecord):
            written.append(s.data)
        elif isinstance(s, NodeStatement):
            rows.append(["n", s.id, s.rank, sorted(s.roles), dict(s.properties)])
        else:
            rows.append(["a", s.type, s.start, s.end, list(s.parts), dict(s.properties)])
    return canonical([record_id, sorted(rows, key=canonical), *written])


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
    them have one order. Names that lose become aliases. Without any assertion the node is `unstated` and shows its id
    as its name.
    """
    read = sorted((json.loads(a) for a in assertions), key=lambda a: (a[0], canonical(a)))
    roles = sorted({role for a in read for role in a[1]})
    shown: dict[str, Any] = {}
    for name in {name for a in read for name in a[2]} - _SAID_TWICE.keys():
        values = [(a[0], a[2][name]) for a in read if a[2].get(name) is not None]
        if not values:
            continue
        if isinstance(values[0][1], list):
            shown[name] = sorted({item for _, value in values for item in value})
        else:
            shown[name] = min(values, key=lambda v: (v[0], canonical(v[1])))[1]
    shown |= _translated((a[0], a[2]) for a in read)
    others = {a[2]["name"] for a in read if a[2].get("name")} - {shown.get("name")}
    if others:
        shown["aliases"] = sorted({*shown.get("aliases", []), *others})
    if not read:
        shown = {"name": node_id, "unstated": True}
    if node_id.partition(":")[0] not in ("claim", "source"):
        shown["search"] = searchable(node_id, shown)
    return roles, {**_stored(shown), "id": node_id, "roles": roles}


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


_STATUS_ORDER = [status.value for status in Status]
_GRAVITY = ["exposed", "observed", "possible", "not_exposed", "not_affected"]
_WIDEST: dict[str, str] = {"since": "since_edtf", "until": "until_edtf", "on": "on_edtf", "seen_on": "seen_edtf"}
_COMPARED = (
    *("since", "until", "on", "on_to", "low", "high", "happened", "outcome", "share"),
    *("deployment", "data_at_provider", "data_after_end", "gdpr_role", "scope"),
)
"""Where known readings of these differ, the arrow says `conflict`."""


def visible_arrow(type_: str, parts: Iterable[str], assertions: Iterable[str]) -> Visible:
    """The properties that an arrow shows, given its distinct assertions.

    The widest of the known readings (earliest `since` and `on`, latest `until` and `seen_on`, lowest `low`, highest
    `high`); a null never widens a known reading. Evidence, speakers and data are united; a note and its translation come
    from one reading. Retracted readings count only when there is no other. `contested` wins over any other status; else
    the firmest. `conflict` is true where known readings differ.
    """
    kind = ARROW_BY_TYPE[type_]
    every = [json.loads(a) for a in sorted(assertions)]
    read = [a for a in every if a.get("status") != Status.RETRACTED] or every
    shown: dict[str, Any] = dict(zip(kind.key, parts, strict=True))
    for name in sorted({name for a in read for name in a}):
        if name in _WIDEST.values() or name in kind.key or name in _SAID_TWICE:
            continue
        values = [a[name] for a in read if a.get(name) is not None]
        if values:
            shown[name] = _combined(name, values)
    shown |= _translated((0, a) for a in read)
    for name, text in _WIDEST.items():
        texts = [a[text] for a in read if a.get(name) == shown.get(name) and a.get(text) is not None]
        if not texts:
            texts = [a[text] for a in read if a.get(text) is not None]
        if texts:
            shown[text] = min(texts)
    shown["evidence"] = sorted({e for a in every for e in a.get("evidence", [])}) or None
    if any(len({canonical(a[n]) for a in read if a.get(n) is not None}) > 1 for n in _COMPARED):
        shown["conflict"] = True
    outcomes = sorted({a["outcome"] for a in read if a.get("outcome")})
    if type_ == "EXPOSED" and len(outcomes) > 1:
        shown["outcomes"] = outcomes
    return _stored(shown)


def _combined(name: str, values: list[Any]) -> Any:
    if isinstance(values[0], list):
        return sorted({item for value in values for item in value})
    if name == "status":
        if Status.CONTESTED in values:
            return Status.CONTESTED.value
        return min(values, key=_STATUS_ORDER.index)
    if name == "outcome":
        return min(values, key=_GRAVITY.index)
    if name in ("until", "on_to", "seen_on", "high"):
        return max(values)
    if name == "happened":
        return any(values)
    return min(values, key=canonical) if name not in ("since", "on", "low") else min(values)


def primary_labels(statement: Statement) -> tuple[str, ...]:
    """The primary labels a statement touches: one for a node, two for an arrow (start, end).

    Raises:
        ValueError: an id whose prefix the model does not know.
    """
    if isinstance(statement, NodeStatement):
        return (label_of(statement.id),)
    return (label_of(statement.start), label_of(statement.end))
