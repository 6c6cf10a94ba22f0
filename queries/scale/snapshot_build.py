"""The snapshot of a store: from its file, or built from the ledger, which any engine keeps.

It is built from the ledger, which every engine returns at the same speed, by the rules that make the graph (`graph.statements`). The
file carries the hash of the ledger: after a load the hash differs, and the snapshot is rebuilt.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import msgspec
import numpy as np

from maillon.graph.decisions import resolved
from maillon.graph.model import NODE_BY_PREFIX, Status, label_of
from maillon.graph.statements import canonical, visible_arrow, visible_node
from maillon.graph.store.cypher import EVERY_PAGE_HASH, PAGE_PAYLOADS
from maillon.graph.store.loading.ledger import unpack
from maillon.queries.scale import snapshot_file
from maillon.queries.scale.snapshot import (
    NONE,
    RELATION_TYPES,
    UNKNOWN_DAY,
    NodeRole,
    RelationKind,
    Snapshot,
    SnapshotDamagedError,
    date_of,
)
from maillon.wording import Message

_LABELS = ("Organisation", "Product", "Population")
_PREFIXES = tuple(f"{kind.prefix}:" for kind in NODE_BY_PREFIX.values() if kind.label in _LABELS)
_PAGES = 400


class LedgerStore(Protocol):
    """What a snapshot needs of a store."""

    def read(self, text: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Run one of our own read-only queries."""

    def ledger_hash(self) -> str:
        """SHA-256 (hex) of the records loaded."""


@dataclass(frozen=True, slots=True)
class SnapshotResult:
    """A snapshot, and whether it came from the file. `replaced` says why an existing file was unusable, if it was."""

    snapshot: Snapshot
    cached: bool
    replaced: Message | None = None


def load_or_build(store: LedgerStore, folder: Path | None = None) -> SnapshotResult:
    """The snapshot of the store as it is now: from its file in `folder` if the ledger is the same, else built and written there.

    A folder that cannot be written costs the time of the next build and nothing else.

    Raises:
        StoreError: the store cannot be reached.
    """
    wanted = store.ledger_hash()
    replaced: Message | None = None
    path = folder / snapshot_file.NAME if folder is not None else None
    if path is not None and path.exists():
        try:
            found = snapshot_file.read(path)
            if found.hash == wanted:
                return SnapshotResult(found, cached=True)
        except SnapshotDamagedError as error:
            replaced = error.message
    while True:
        built = build_from_store(store, wanted)
        now = store.ledger_hash()
        if now == wanted:
            break
        wanted = now  # a load ended meanwhile
    if path is not None:
        snapshot_file.write(path, built)
    return SnapshotResult(built, cached=False, replaced=replaced)


def build_from_store(store: LedgerStore, name: str) -> Snapshot:
    """Build the snapshot from the ledger; `name` is the ledger's hash.

    Raises:
        StoreError: the store cannot be reached.
    """
    return build(_lines(store), name)


def _lines(store: LedgerStore) -> Iterator[str]:
    pages = sorted(row["p.id"] for row in store.read(EVERY_PAGE_HASH))
    for at in range(0, len(pages), _PAGES):
        for row in store.read(PAGE_PAYLOADS, ids=pages[at : at + _PAGES]):
            yield "[" + ",".join(resolved(unpack(bytes(row["p.payload"])), row["p.merged"] or "")) + "]"


class _Index(dict[Any, int]):
    """Consecutive numbers for values, in order of first use."""

    def __missing__(self, value: Any) -> int:
        number = self[value] = len(self)
        return number


class _Relation(msgspec.Struct, gc=False):
    """The properties of a relation that are parsed: the fields of `RelationKind`, and dates. The rest is skipped."""

    status: str | None = None
    data: tuple[str, ...] | None = None
    scope: str | None = None
    data_after_end: str | None = None
    deployment: str | None = None
    data_at_provider: bool | None = None
    since: str | None = None
    until: str | None = None
    seen_on: str | None = None


class _Described(msgspec.Struct, gc=False):
    """The properties of a node that are parsed."""

    named: bool | None = None
    people: str | None = None
    partition: str | None = None
    size_low: int | None = None
    size_high: int | None = None
    size_as_of: str | None = None
    count_low: int | None = None
    count_high: int | None = None
    within: str | None = None


class _ArrowRow(msgspec.Struct, array_like=True, tag_field="_", tag="a", gc=False):
    type: str
    start: str
    end: str
    parts: tuple[str, ...]
    said: _Relation


class _NodeRow(msgspec.Struct, array_like=True, tag_field="_", tag="n", gc=False):
    id: str
    rank: int
    roles: tuple[str, ...]
    said: _Described


class _LedgerLine(msgspec.Struct, array_like=True, gc=False):
    """A record and its statements. How it was written may follow, and is skipped."""

    record: str
    statements: list[_ArrowRow | _NodeRow]


_NODE_FIELDS = _Described.__struct_fields__
_DATES = {"since": "since", "until": "until", "seen": "seen_on"}
_KIND_FIELDS = RelationKind._fields[1:]


def build(batches: Iterable[str], name: str) -> Snapshot:
    """Build a snapshot from texts that each hold a JSON list of ledger lines (`graph.statements.to_line`).

    Several assertions of one node or relation are merged by the rule of the graph itself (`visible_node`, `visible_arrow`); a
    single one, which is nearly every case at the scale of a country, is taken as it is.
    """
    ids, kinds, parts, days = _Index(), _Index(), _Index(), _Days()
    columns = {column: array("i") for column in ("start", "end", "kind", "part", "since", "until", "seen")}
    put_start, put_end, put_kind, put_part, put_since, put_until, put_seen = (column.append for column in columns.values())
    types = frozenset(RELATION_TYPES)
    retracted = Status.RETRACTED.value
    described: dict[int, Any] = {}
    assertions = _Assertions()
    decode = msgspec.json.Decoder(list[_LedgerLine]).decode
    for batch in batches:
        for line in decode(batch):
            for row in line.statements:
                if isinstance(row, _ArrowRow):
                    said = row.said
                    if row.type not in types or said.status == retracted:
                        continue  # a retracted relation is never followed, and widens no other reading
                    put_start(ids[row.start])
                    put_end(ids[row.end])
                    put_kind(
                        kinds[
                            row.type,
                            said.status,
                            said.data,
                            said.scope,
                            said.data_after_end,
                            said.deployment,
                            said.data_at_provider,
                        ]
                    )
                    put_part(parts[row.parts])
                    put_since(days[said.since])
                    put_until(days[said.until])
                    put_seen(days[said.seen_on])
                elif row.id.startswith(_PREFIXES):
                    assertions.add(described, ids[row.id], row)
    arrows = {column: np.frombuffer(values, np.int32) if values else np.zeros(0, np.int32) for column, values in columns.items()}
    merged, table = _merged(arrows, kinds, list(parts))
    return _sorted(name, list(ids), _described(described, ids), merged, table, list(parts))


class _Days(dict[Any, int]):
    """ISO date to ordinal, each text parsed once."""

    def __missing__(self, text: str | None) -> int:
        value = self[text] = UNKNOWN_DAY if text is None else dt.date.fromisoformat(text).toordinal()
        return value


class _Assertions:
    """Assertions about nodes, interned: most practices of a country are described alike."""

    def __init__(self) -> None:
        self._interned: dict[Any, Any] = {}

    def add(self, said: dict[int, Any], node: int, row: _NodeRow) -> None:
        assertion = (row.rank, row.roles, *msgspec.structs.astuple(row.said))
        assertion = self._interned.setdefault(assertion, assertion)
        before = said.get(node)
        if before is None:
            said[node] = assertion
        elif isinstance(before, list):
            before.append(assertion)
        elif before is not assertion:
            said[node] = [before, assertion]


def _described(said: Mapping[int, Any], ids: Mapping[str, int]) -> tuple[list[NodeRole], dict[str, array[Any]]]:
    """Roles, and per node the columns role, low, high, within (a number of `ids`), year."""
    roles = _Index()
    known: dict[Any, tuple[int, int, int, int]] = {}
    columns: dict[str, array[Any]] = {name: array("q") for name in ("role", "low", "high", "within", "year")}
    puts = [column.append for column in columns.values()]
    for node_id, node in list(ids.items()):
        assertion = said.get(node)
        common = not isinstance(assertion, list) and (assertion is None or assertion[-1] is None)  # and so within nothing
        values = known.get((node_id[:4], assertion)) if common else None
        if values is None:
            role, low, high, year, within = _shown(node_id, assertion)
            number = roles[role]
            values = (number, low, high, year)
            if common:
                known[node_id[:4], assertion] = values
        else:
            within = None
        for put, value in zip(puts, (values[0], values[1], values[2], NONE if within is None else ids[within], values[3]), strict=True):
            put(value)
    # A container that only `within` names is numbered last, and nothing describes it.
    for node_id in list(ids)[len(columns["role"]) :]:
        role, low, high, year, _ = _shown(node_id, None)
        for put, value in zip(puts, (roles[role], low, high, NONE, year), strict=True):
            put(value)
    return list(roles), columns


def _shown(node_id: str, assertion: Any) -> tuple[NodeRole, int, int, int, str | None]:
    assertions = [] if assertion is None else assertion if isinstance(assertion, list) else [assertion]
    texts = [canonical([a[0], a[1], {k: v for k, v in zip(_NODE_FIELDS, a[2:], strict=True) if v is not None}]) for a in assertions]
    own, shown = visible_node(node_id, texts)
    get = shown.get
    stem = "size" if node_id.startswith("population:") else "count"
    low, high, year = get(f"{stem}_low"), get(f"{stem}_high"), get("size_as_of")
    role = NodeRole(tuple(sorted({label_of(node_id), *own})), get("named", True), get("people"), get("partition"))
    return role, NONE if low is None else low, NONE if high is None else high, year.year if year else NONE, get("within")


def _merged(arrows: dict[str, Any], kinds: _Index, parts: Sequence[Any]) -> tuple[dict[str, Any], list[RelationKind]]:
    """The relations, each once: several assertions of one are combined as the graph combines them."""
    table = [RelationKind(*key) for key in kinds]
    rank = np.array([RELATION_TYPES.index(kind.type) for kind in table], np.int32)
    key = (arrows["part"], rank[arrows["kind"]] if table else arrows["kind"], arrows["end"], arrows["start"])
    order = np.lexsort(key)
    same = np.ones(max(len(order) - 1, 0), bool)
    for column in key:
        sorted_ = column[order]
        same &= sorted_[1:] == sorted_[:-1]
    if not same.any():
        return arrows, table
    first = np.flatnonzero(np.concatenate(([True], ~same)))
    last = np.concatenate((first[1:], [len(order)]))
    keep = order[first]
    result = {name: column[keep].copy() for name, column in arrows.items()}
    for place in np.flatnonzero(last - first > 1):
        rows = order[first[place] : last[place]]
        kind = table[arrows["kind"][rows[0]]]
        part = parts[arrows["part"][rows[0]]]
        texts = {_assertion(table, arrows, row) for row in rows}
        shown = visible_arrow(kind.type, part, texts)
        data = shown.get("data")
        values: dict[str, Any] = {name: shown.get(name) for name in _KIND_FIELDS} | {"data": None if data is None else tuple(data)}
        combined = RelationKind(kind.type, **values)
        number = kinds[tuple(combined)]
        if number == len(table):
            table.append(combined)
        result["kind"][place] = number
        for column, name in _DATES.items():
            result[column][place] = shown[name].toordinal() if shown.get(name) else UNKNOWN_DAY
    return result, table


def _assertion(table: Sequence[RelationKind], arrows: Mapping[str, Any], row: int) -> str:
    kind = table[arrows["kind"][row]]
    days = {name: date_of(int(arrows[column][row])) for column, name in _DATES.items()}
    said: dict[str, Any] = {name: getattr(kind, name) for name in _KIND_FIELDS} | {n: d.isoformat() if d else None for n, d in days.items()}
    return canonical({name: value for name, value in said.items() if value is not None})


def _sorted(
    name: str,
    ids: Sequence[str],
    described: tuple[list[NodeRole], dict[str, array[Any]]],
    arrows: Mapping[str, Any],
    kinds: Sequence[RelationKind],
    parts: Sequence[tuple[str, ...]],
) -> Snapshot:
    roles, columns = described
    encoded = [text.encode() for text in ids]
    order = np.array(sorted(range(len(ids)), key=encoded.__getitem__), np.int64)
    rank = np.empty(len(ids), np.int32)
    rank[order] = np.arange(len(ids), dtype=np.int32)
    lengths = np.array([len(encoded[i]) for i in order], np.int64)
    nodes = {column: np.array(values, np.int64)[order] for column, values in columns.items()}
    within = nodes["within"]
    part_order = sorted(range(len(parts)), key=parts.__getitem__)
    part_rank = np.empty(len(parts), np.int32)
    part_rank[part_order] = np.arange(len(parts), dtype=np.int32)
    type_rank = np.array([RELATION_TYPES.index(kind.type) for kind in kinds], np.int32)
    start, end = (rank[arrows[side]] if len(ids) else arrows[side] for side in ("start", "end"))
    part = part_rank[arrows["part"]] if parts else arrows["part"]
    by = np.lexsort((part, type_rank[arrows["kind"]] if len(kinds) else arrows["kind"], end, start))
    return Snapshot(
        hash=name,
        roles=tuple(roles),
        kinds=tuple(kinds),
        parts=tuple(parts[i] for i in part_order),
        names=np.frombuffer(b"".join(encoded[i] for i in order), np.uint8),
        offsets=np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        role=nodes["role"].astype(np.int32),
        low=nodes["low"],
        high=nodes["high"],
        within=np.where(within == NONE, NONE, rank[within] if len(ids) else within).astype(np.int32),
        year=nodes["year"].astype(np.int32),
        start=start[by],
        end=end[by],
        kind=arrows["kind"][by],
        part=part[by],
        since=arrows["since"][by],
        until=arrows["until"][by],
        seen=arrows["seen"][by],
    )
