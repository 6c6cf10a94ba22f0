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
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from maillon.graph.dates import first_day
from maillon.graph.decisions import resolved
from maillon.graph.model import NODE_BY_PREFIX, Status, label_of
from maillon.graph.readings import canonical
from maillon.graph.statements import visible_node
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
from maillon.queries.standing import Standing, StatedRelation, standing

if TYPE_CHECKING:
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
        if store.ledger_hash() != wanted:  # a data set was erased meanwhile: nothing of it is left lying about
            path.unlink(missing_ok=True)
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
    since_edtf: str | None = None
    until: str | None = None
    until_edtf: str | None = None
    planned_until: str | None = None
    planned_until_edtf: str | None = None
    seen_on: str | None = None
    seen_edtf: str | None = None


class _Described(msgspec.Struct, gc=False):
    """The properties of a node that are parsed."""

    named: bool | None = None
    people: str | None = None
    partition: str | None = None
    size_low: int | None = None
    size_high: int | None = None
    size_as_of: str | None = None
    size_approximate: bool | None = None
    count_low: int | None = None
    count_high: int | None = None
    count_approximate: bool | None = None
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
_OPEN = -1
"""In the columns of a build: a statement speaks of that end of the relation and leaves it open."""


class _StatedKind(NamedTuple):
    """The properties of one statement other than days."""

    type: str
    status: str | None
    data: tuple[str, ...] | None
    scope: str | None
    data_after_end: str | None
    deployment: str | None
    data_at_provider: bool | None


def build(batches: Iterable[str], name: str) -> Snapshot:
    """Build a snapshot from texts that each hold a JSON list of ledger lines (`graph.statements.to_line`).

    What several assertions of one relation leave standing is the rule of any answer (`queries.standing`), and what they make of
    one node that of the graph itself (`visible_node`); a single one is nearly every case at the scale of a country.
    """
    ids, kinds, parts, days = _Index(), _Index(), _Index(), _Days()
    columns = {column: array("i") for column in ("start", "end", "kind", "part", "since", "until", "seen", "seen_from", "plan")}
    put_start, put_end, put_kind, put_part, put_since, put_until, put_seen, put_seen_from, put_plan = (c.append for c in columns.values())
    first_seen = _FirstSeen()
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
                        continue  # a retracted relation is never followed, and leaves nothing standing
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
                    put_since(_OPEN if said.since is None and said.since_edtf is not None else days[said.since])
                    ends = said.until or said.planned_until
                    put_until(_OPEN if ends is None and (said.until_edtf or said.planned_until_edtf) else days[said.until])
                    put_plan(days[said.planned_until])
                    put_seen(days[said.seen_on])
                    put_seen_from(days[said.seen_on] if said.seen_edtf is None else first_seen[said.seen_edtf])
                elif row.id.startswith(_PREFIXES):
                    assertions.add(described, ids[row.id], row)
    arrows = {column: np.frombuffer(values, np.int32) if values else np.zeros(0, np.int32) for column, values in columns.items()}
    merged, table = _merged(arrows, [_StatedKind(*kind) for kind in kinds])
    return _sorted(name, list(ids), _described(described, ids), merged, table, list(parts))


class _Days(dict[Any, int]):
    """ISO date to ordinal, each text parsed once."""

    def __missing__(self, text: str | None) -> int:
        value = self[text] = UNKNOWN_DAY if text is None else dt.date.fromisoformat(text).toordinal()
        return value


class _FirstSeen(dict[Any, int]):
    """EDTF of a sighting to the ordinal of the first day that it can mean, each text parsed once."""

    def __missing__(self, text: str) -> int:
        day = first_day(text)
        value = self[text] = UNKNOWN_DAY if day is None else day.toordinal()
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
    low, high = (get(f"{stem}_{end}") for end in (("least", "most") if f"{stem}_readings" in shown else ("low", "high")))
    year = get("size_as_of")
    disputed = tuple(name for name in ("within", "partition", "people") if f"{name}_readings" in shown)
    either = "professionals" in shown.get("people_readings", ())  # and others: whose people they are nobody knows
    role = NodeRole(
        tuple(sorted({label_of(node_id), *own})),
        get("named", True),
        None if either else get("people"),
        None if "partition" in disputed else get("partition"),
        bool(get(f"{stem}_approximate")),
        disputed,
    )
    within = None if "within" in disputed else get("within")
    return role, NONE if low is None else low, NONE if high is None else high, year.year if year else NONE, within


def _merged(arrows: dict[str, Any], stated: Sequence[_StatedKind]) -> tuple[dict[str, Any], list[RelationKind]]:
    """The relations, each once, with what its statements leave standing."""
    kinds = _Index()
    rank = np.array([RELATION_TYPES.index(kind.type) for kind in stated], np.int32)
    alone = np.array([kinds[_kind_of(kind, [_statement(kind, None, 0)])[0]] for kind in stated], np.int32)
    key = (arrows["part"], rank[arrows["kind"]] if stated else arrows["kind"], arrows["end"], arrows["start"])
    order = np.lexsort(key)
    same = np.ones(max(len(order) - 1, 0), bool)
    for column in key:
        sorted_ = column[order]
        same &= sorted_[1:] == sorted_[:-1]
    first = np.flatnonzero(np.concatenate(([True], ~same))) if len(order) else order
    last = np.concatenate((first[1:], [len(order)])).astype(np.int64)
    result = {name: column[order[first]].copy() for name, column in arrows.items()}
    _judge_alone(result, np.array([kind.status == Status.CONTESTED for kind in stated] or [False], bool))
    if stated:
        result["kind"] = alone[result["kind"]]
    for place in np.flatnonzero(last - first > 1):
        rows = order[first[place] : last[place]]
        said = [_statement(stated[arrows["kind"][row]], arrows, row) for row in rows]
        kind, left = _kind_of(stated[arrows["kind"][rows[0]]], said)
        result["kind"][place] = kinds[kind]
        result["since"][place] = left.since.toordinal() if left.since else UNKNOWN_DAY
        result["until"][place] = left.until.toordinal() if left.until else UNKNOWN_DAY
        result["seen"][place] = int(arrows["seen"][rows].max())
    del result["seen_from"], result["plan"]
    return result, list(kinds)


def _judge_alone(result: dict[str, Any], contested: NDArray[np.bool_]) -> None:
    """The days that single statements leave standing: none of one that is contested, nor one that its own sighting contradicts."""
    since, until, seen, seen_from = (result[name] for name in ("since", "until", "seen", "seen_from"))
    nothing = contested[result["kind"]] if len(since) else np.zeros(0, bool)
    known = seen != UNKNOWN_DAY
    reversed_ = (until > UNKNOWN_DAY) & (until < since)
    nothing = nothing | reversed_
    since[nothing | (since == _OPEN) | (known & (seen < since))] = UNKNOWN_DAY
    until[nothing | (until == _OPEN) | (seen_from > until)] = UNKNOWN_DAY


def _kind_of(kind: _StatedKind, said: Sequence[StatedRelation]) -> tuple[RelationKind, Standing]:
    """What the statements of one relation leave standing, without and with its days."""
    left = standing(said)
    data, scopes = (None if values is None else tuple(sorted(values)) for values in (left.data, left.scopes))
    contested = any(one.status == Status.CONTESTED for one in said)
    return RelationKind(kind.type, data, scopes, left.data_after_end, left.deployment, left.data_at_provider, contested), left


def _statement(kind: _StatedKind, arrows: Mapping[str, Any] | None, row: int) -> StatedRelation:
    """One statement, with its days where there are any."""
    since, until, seen, seen_from, plan = (
        (int(arrows[name][row]) for name in ("since", "until", "seen", "seen_from", "plan")) if arrows is not None else (UNKNOWN_DAY,) * 5
    )
    first, last = (date_of(day) for day in (seen_from, seen))
    return StatedRelation(
        status=kind.status,
        since=date_of(max(since, UNKNOWN_DAY)),
        until=date_of(max(until, UNKNOWN_DAY)),
        since_open=since == _OPEN,
        until_open=until == _OPEN,
        seen=(first, last) if first or last else None,
        plan=date_of(plan),
        data=None if kind.data is None else frozenset(kind.data),
        scope=kind.scope,
        data_after_end=kind.data_after_end,
        deployment=kind.deployment,
        data_at_provider=kind.data_at_provider,
    )


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
