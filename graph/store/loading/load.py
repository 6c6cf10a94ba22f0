"""The incremental load: only what changed since the last time is read, computed and written.

A load is a series of transactions, each of whole ledger pages. Interrupted between two, it leaves a graph that is right for
the records so far and a mark that says incomplete; the next load goes on from there.
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from functools import partial
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from maillon.graph.decisions import restriction
from maillon.graph.model import ARROW_BY_TYPE, NODE_BY_LABEL, label_of
from maillon.graph.statements import VIEW_VERSION, Kept, NodeStatement, from_line
from maillon.graph.store import cypher
from maillon.graph.store.answers import plain_value
from maillon.graph.store.errors import RecordRefused
from maillon.graph.store.loading.anew import StoredPage, build_anew
from maillon.graph.store.loading.apply_decisions import DecisionApplier
from maillon.graph.store.loading.authorities import AuthorityApplier
from maillon.graph.store.loading.batch import Batch, BatchResult, Reshown
from maillon.graph.store.loading.counts import begin_counts, foreign, kept_counts
from maillon.graph.store.loading.delta import record_of
from maillon.graph.store.loading.external_sort import ExternalSort, room_for_work
from maillon.graph.store.loading.ledger import Head, heads_hash, pack, paginate, unpack
from maillon.graph.store.loading.refresh import refresh
from maillon.graph.store.loading.stored_pages import read_heads, read_page
from maillon.graph.store.loading.validate import validate_lines
from maillon.graph.store.message_size import chunks
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from maillon.graph.store.connection import Connection
    from maillon.graph.store.engine.anew import Frames
    from maillon.graph.store.load_lock import LoadLock

Records: TypeAlias = Iterable[tuple[str, Iterable[Kept]]]
Progress: TypeAlias = Callable[[int, int], None]
"""Called after each batch with the pages done and the pages to do in all."""
Before: TypeAlias = Callable[[Sequence["TakenBack"]], None]
"""Called with what a load takes back, before anything is written; what it raises stops the load."""

BATCH = 10_000
"""Statements in one transaction, about."""

ANEW = 20_000
"""Statements from which on a first load builds the database anew: below, starting a process for it takes longer than it saves."""
_MOSTLY = 3
"""How many times what is there a load must bring for that."""
_SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_IN_MEMORY = 32 << 20
_INNER = frozenset({"relabelled", "kinds"})
"""What batches note for themselves: in no report."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. `read`, `loaded`, `unchanged` and `taken_back` count records; a changed record counts as loaded.

    Nodes and arrows are counted with those that decisions made one or let part again; `nodes` and `arrows` are how many the store
    holds after it, so that before + created - deleted = after.
    """

    dataset: str
    read: int = 0
    loaded: int = 0
    unchanged: int = 0
    taken_back: int = 0
    nodes_created: int = 0
    nodes_changed: int = 0
    nodes_deleted: int = 0
    arrows_created: int = 0
    arrows_changed: int = 0
    arrows_deleted: int = 0
    nodes: int = 0
    arrows: int = 0


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A record that a load takes back: its id, and the name of what it describes where it has one."""

    id: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a load would do, in records."""

    loaded: int
    unchanged: int
    taken_back: tuple[TakenBack, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What a data set says of itself.

    `origin` tells whether two loads mean the same files. `description` is the whole text that describes it, as JSON.
    """

    loader: str = ""
    title: str | None = None
    licence: str | None = None
    confidential: bool = False
    origin: str | None = None
    description: str | None = None


class Load:
    """Loads and unloads data sets over one connection.

    What a load reads it reads where it writes: in a cluster, the others may not have heard of the last load yet.
    """

    def __init__(self, connection: Connection, *, batch: int = BATCH, page: int | None = None, anew: int = ANEW) -> None:
        """`batch` and `anew` are in statements; `page` overrides the average records of a ledger page, for tests of small graphs.

        `anew` is how many a first load must bring for a new database to be worth it.
        """
        self._connection = connection
        self._batch = batch
        self._anew = anew
        self._page = {} if page is None else {"every": page}
        self._merged: dict[str, str] = {}
        self._authorities: frozenset[str] = frozenset()
        self._total = BatchResult()

    def load(
        self, dataset: str, records: Records, about: About, progress: Progress | None = None, before: Before | None = None
    ) -> LoadReport:
        """Make the data set say exactly these records; `before` anything is written it hears which records are taken back.

        Raises:
            RecordRefused: a record that the model does not allow; nothing was written.
            StoreError: the store refuses, is full or cannot be reached; running the load again goes on from there.
        """
        _check_name(dataset)
        with ExternalSort() as sort:
            read = 0
            for record, statements in records:
                sort.add(record, statements)
                read += 1
            with self._connection.load_lock() as lock, _Pages() as pages:
                self._connection.declare_model()
                plan = self._plan(dataset, read, sort, pages)
                change = self._preview(plan)
                if before is not None:
                    before(change.taken_back)
                self._begin(lock)
                self._run(plan, about, lock, progress)
                self._end(lock)
                return self._report(plan, change.loaded, change.unchanged, len(change.taken_back))

    def preview(self, dataset: str, records: Records) -> Preview:
        """What loading these records would do. Nothing is written.

        Raises:
            RecordRefused: a record that the model does not allow.
            StoreError: the store refuses or cannot be reached.
        """
        _check_name(dataset)
        with ExternalSort() as sort, _Pages() as pages:
            read = 0
            for record, statements in records:
                sort.add(record, statements)
                read += 1
            return self._preview(self._plan(dataset, read, sort, pages))

    def _plan(self, dataset: str, read: int, sort: ExternalSort, pages: _Pages) -> _Plan:
        old = self._old_heads(dataset)
        new: dict[str, Head] = {}
        for head, lines in paginate(dataset, sort.lines(), **self._page):
            new[head.id] = head
            if head.id not in old or old[head.id].hash != head.hash:
                validate_lines(lines)
                pages.keep(head, lines)
        return _Plan(dataset, read, old, new, pages)

    def _preview(self, plan: _Plan) -> Preview:
        """Compare the pages that change, line by line, in the order of the records' ids."""
        if not plan.old:
            return Preview(sum(head.records for head in plan.new.values()), 0, ())
        todo = plan.todo()
        unchanged = sum(head.records for page, head in plan.new.items()) - sum(plan.new[p].records for p in todo if p in plan.new)
        loaded, gone = 0, []
        old = (line for page in sorted(todo) if page in plan.old for line in self._old_lines(page))
        new = (line for page in sorted(todo) if page in plan.new for line in plan.pages.lines(page))
        for before, after in _side_by_side(old, new):
            if after is None and before is not None:
                gone.append(_taken_back(before))
            elif before == after:
                unchanged += 1
            else:
                loaded += 1
        return Preview(loaded, unchanged, tuple(gone))

    def _old_lines(self, page: str) -> list[str]:
        rows = self._connection.write(lambda tx: tx.run(cypher.PAGE_PAYLOADS, ids=[page]).values())
        return unpack(bytes(rows[0][2])) if rows else []

    def unload(self, dataset: str, progress: Progress | None = None) -> LoadReport:
        """Take back all that the data set said, and forget it.

        Raises:
            StoreError: as `load`.
        """
        _check_name(dataset)
        with self._connection.load_lock() as lock, _Pages() as pages:
            self._connection.declare_model()
            self._begin(lock)
            plan = _Plan(dataset, 0, self._old_heads(dataset), {}, pages)
            self._run(plan, None, lock, progress)
            if self._dataset(dataset) is not None:
                self._write(lock, cypher.DELETE_DATASET, dataset=dataset)
            self._end(lock)
            return self._report(plan, 0, 0, sum(head.records for head in plan.old.values()))

    def _end(self, lock: LoadLock) -> None:
        self._decisions(lock).apply()
        self._rank_speakers(lock)
        self._note()

    def _report(self, plan: _Plan, loaded: int, unchanged: int, taken_back: int) -> LoadReport:
        counts = {f.name: getattr(self._total, f.name) for f in fields(self._total) if f.name not in _INNER}
        held = self._connection.write(kept_counts) or Counter[str]()
        nodes, arrows = (sum(held[kind] for kind in kinds) for kinds in (NODE_BY_LABEL, ARROW_BY_TYPE))
        return LoadReport(plan.dataset, plan.read, loaded, unchanged, taken_back, **counts, nodes=nodes, arrows=arrows)

    def _note(self) -> None:
        rows = self._connection.write(lambda tx: tx.run(cypher.EVERY_DATASET).values())
        self._connection.note_datasets({row[0]["id"]: row[0].get("loader") or "" for row in rows})

    def _rank_speakers(self, lock: LoadLock) -> None:
        self._authorities = AuthorityApplier(self._connection, *self._writers(lock)).apply()

    def _decisions(self, lock: LoadLock) -> DecisionApplier:
        return DecisionApplier(self._connection, self._authorities, *self._writers(lock))

    def _writers(self, lock: LoadLock) -> tuple[Callable[[Batch | Reshown], BatchResult], Callable[..., None]]:
        """What writes a batch, and what writes one statement, under the lock."""
        return partial(self._apply, lock), partial(self._write, lock)

    def _apply(self, lock: LoadLock, batch: Batch | Reshown) -> BatchResult:
        outcome = self._connection.write(_fenced(lock, batch))
        _add(self._total, outcome)
        if outcome.relabelled:
            apply_role_labels(self._connection)
        return outcome

    def _begin(self, lock: LoadLock) -> None:
        self._total = BatchResult()
        self._connection.write(begin_counts)
        apply_role_labels(self._connection)
        self._rank_speakers(lock)
        self._merged = self._decisions(lock).apply()
        refresh(self._connection, *self._writers(lock), self._merged, self._authorities)

    def _old_heads(self, dataset: str) -> dict[str, Head]:
        rows = self._connection.write(lambda tx: tx.run(cypher.PAGE_HEADS, dataset=dataset).values())
        return {row[0]: Head(*row) for row in rows}

    def _run(self, plan: _Plan, about: About | None, lock: LoadLock, progress: Progress | None) -> None:
        """Write what changes."""
        todo = plan.todo()
        before = self._dataset(plan.dataset)
        marks: dict[str, Any] = {"complete": False, "view_version": VIEW_VERSION}
        if about is not None:  # known from the first page on, also where the load is cut
            marks |= {"loader": about.loader, "origin": about.origin}
            if about.confidential:
                marks["confidential"] = True
        if todo and any((before or {}).get(name) != value for name, value in marks.items()):
            self._write(lock, cypher.MERGE_DATASET, dataset=plan.dataset, properties=marks)
        tell = progress or (lambda done, of: None)
        anew = self._made_anew(plan)
        if anew is not None:
            with anew as frames:
                pages = self._every_page(plan)
                _add(
                    self._total,
                    build_anew(self._connection, frames, pages, self._authorities, lambda part: tell(int(part * len(todo)), len(todo))),
                )
            tell(len(todo), len(todo))
        else:
            done = 0
            for batch in plan.batches(todo, self._batch):
                self._apply(lock, Batch(plan.dataset, plan.contents(batch), self._merged, self._authorities))
                done += len(batch)
                tell(done, len(todo))
        if about is not None:
            self._finish(plan, about, before, lock)

    def _made_anew(self, plan: _Plan) -> AbstractContextManager[Frames] | None:
        """A new database, where a data set that the store does not hold yet brings most of what it will hold."""
        comes = sum(head.statements for head in plan.new.values())
        if plan.old or comes < self._anew:
            return None
        ((there,),) = self._connection.write(lambda tx: tx.run(cypher.STATEMENTS_KEPT).values())
        if comes < _MOSTLY * there or self._connection.write(foreign):
            return None
        return self._connection.made_anew(comes + there)

    def _every_page(self, plan: _Plan) -> Iterator[StoredPage]:
        """What the store holds, then what the plan brings.

        Raises:
            StoreDamaged: a page is not what it was: nothing is built from it.
        """
        held = self._connection.read(lambda tx: tx.run(cypher.PAGES_BY_DATASET).values())
        for dataset in sorted({row[0] for row in held}):
            for head in read_heads(self._connection, dataset):
                page, merged = read_page(self._connection, head, dataset)
                yield StoredPage(dataset, head, page.lines, merged, new=False)
        for name in plan.todo():
            lines = plan.pages.lines(name)
            yield StoredPage(plan.dataset, plan.new[name], lines, restriction(lines, self._merged), new=True)

    def _finish(self, plan: _Plan, about: About, before: dict[str, Any] | None, lock: LoadLock) -> None:
        now: dict[str, Any] = {
            "loader": about.loader,
            "title": about.title,
            "licence": about.licence,
            "confidential": about.confidential or None,
            "origin": about.origin,
            "description": about.description,
            "records": sum(head.records for head in plan.new.values()),
            "pages": len(plan.new),
            "ledger": heads_hash(plan.new.values()),
            "complete": True,
            "view_version": VIEW_VERSION,
            "loaded_on": dt.datetime.now(dt.UTC).date(),
        }
        known = plain_value(before or {})
        if any(known.get(name) != value for name, value in now.items()) or plan.todo():
            self._write(lock, cypher.MERGE_DATASET, dataset=plan.dataset, properties=now)

    def _dataset(self, dataset: str) -> dict[str, Any] | None:
        rows = self._connection.write(lambda tx: tx.run(cypher.READ_DATASET, dataset=dataset).values())
        return dict(rows[0][0]) if rows else None

    def _write(self, lock: LoadLock, text: str, **parameters: Any) -> None:
        def work(tx: ManagedTransaction) -> None:
            lock.fence(tx)
            tx.run(cypher.literal(text), parameters).consume()

        self._connection.write(work)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The pages of a data set as they are and as they are to be."""

    dataset: str
    read: int
    old: dict[str, Head]
    new: dict[str, Head]
    pages: _Pages

    def todo(self) -> list[str]:
        """The pages that change, in the order in which to write them."""
        changed = [page for page, head in self.new.items() if page not in self.old or self.old[page].hash != head.hash]
        gone = [page for page in self.old if page not in self.new]
        if self.old:
            return sorted([*changed, *gone])
        # On a first load, nodes before arrows: else each is created as unstated and then written again.
        return sorted(changed, key=lambda page: (not self.new[page].nodes, page))

    def batches(self, todo: list[str], size: int) -> Iterator[list[str]]:
        """Whole pages, about `size` statements at a time, at least one page."""
        batch: list[str] = []
        filled = 0
        for page in todo:
            weight = max(head.statements for head in (self.old.get(page), self.new.get(page)) if head is not None) or 1
            # A page that comes or goes took its records from the page before it, or gives them to it: together they
            # cancel out, apart the arrows would be deleted and made again.
            joined = bool(self.old) and (page in self.old) != (page in self.new) and filled + weight <= 2 * size
            if batch and filled + weight > size and not joined:
                yield batch
                batch, filled = [], 0
            batch.append(page)
            filled += weight
        if batch:
            yield batch

    def contents(self, batch: list[str]) -> dict[str, tuple[Head, list[str]] | None]:
        """The lines of a batch; None for a page that goes."""
        return {page: (self.new[page], self.pages.lines(page)) if page in self.new else None for page in batch}


class _Pages:
    """The lines of the pages that change, compressed, in memory while they are few and in a temporary file beyond."""

    def __init__(self) -> None:
        # Closed by __exit__; a context manager of its own would only move the line.
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._places: dict[str, tuple[int, int]] = {}

    def keep(self, head: Head, lines: list[str]) -> None:
        payload = pack(lines)
        self._places[head.id] = (self._file.tell(), len(payload))
        with room_for_work():
            self._file.write(payload)

    def lines(self, page: str) -> list[str]:
        start, length = self._places[page]
        self._file.seek(start)
        return unpack(self._file.read(length))

    def __enter__(self) -> _Pages:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def apply_role_labels(connection: Connection) -> None:
    """Give the nodes whose roles changed the labels of their roles, and empty the lists of nodes to relabel.

    SET and REMOVE go in transactions of their own: two label changes of one node in one transaction lose it.
    """
    waiting = connection.write(lambda tx: tx.run(cypher.READ_RELABEL).values())
    by_label: dict[str, list[str]] = defaultdict(list)
    for node in sorted({node for row in waiting for node in row[0]}):
        by_label[label_of(node)].append(node)
    if by_label:
        connection.write(_relabel("SET", by_label))
        connection.write(_relabel("REMOVE", by_label))
    if waiting:
        connection.write(lambda tx: tx.run(cypher.CLEAR_RELABEL).consume())


def _relabel(operation: str, by_label: dict[str, list[str]]) -> Callable[[ManagedTransaction], None]:
    def work(tx: ManagedTransaction) -> None:
        for label, ids in by_label.items():
            changes: dict[tuple[str, ...], list[str]] = defaultdict(list)
            for piece in chunks(ids):
                for node, roles, labels in tx.run(cypher.literal(cypher.read_labels(label)), ids=piece).values():
                    wanted, has = set(roles or ()), set(labels) & set(NODE_BY_LABEL[label].roles)
                    change = wanted - has if operation == "SET" else has - wanted
                    if change:
                        changes[tuple(sorted(change))].append(node)
            for roles_, nodes in changes.items():
                for piece in chunks(nodes):
                    tx.run(cypher.literal(cypher.relabel(label, operation, roles_)), ids=piece).consume()

    return work


def _fenced(lock: LoadLock, batch: Batch | Reshown) -> Callable[[ManagedTransaction], BatchResult]:
    def work(tx: ManagedTransaction) -> BatchResult:
        lock.fence(tx)
        return batch.apply(tx)

    return work


def _add(total: BatchResult, part: BatchResult) -> None:
    for f in fields(BatchResult):
        if f.name not in _INNER:
            setattr(total, f.name, getattr(total, f.name) + getattr(part, f.name))


def _side_by_side(old: Iterable[str], new: Iterable[str]) -> Iterator[tuple[str | None, str | None]]:
    """The ledger lines of each record before and after, both in the order of their records; None where one has none."""
    before, after = iter(old), iter(new)
    left, right = next(before, None), next(after, None)
    while left is not None or right is not None:
        first = None if left is None else record_of(left)
        second = None if right is None else record_of(right)
        takes_left = second is None or (first is not None and first <= second)
        takes_right = first is None or (second is not None and second <= first)
        yield left if takes_left else None, right if takes_right else None
        left = next(before, None) if takes_left else left
        right = next(after, None) if takes_right else right


def _taken_back(line: str) -> TakenBack:
    record, statements = from_line(line)
    names = (s.properties.get("name") for s in statements if isinstance(s, NodeStatement) and s.id == record)
    return TakenBack(record, next((str(name) for name in names if name), None))


def _check_name(dataset: str) -> None:
    if not _SLUG.fullmatch(dataset):
        raise RecordRefused(messages("load.dataset", name=dataset))
