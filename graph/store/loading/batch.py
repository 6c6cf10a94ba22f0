"""One batch of pages in one transaction: read what they touch, compute, write it and the pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillon.graph.decisions import resolved, restriction
from maillon.graph.model import ARROW_BY_TYPE, NODE_BY_LABEL, label_of
from maillon.graph.statements import visible_arrow, visible_node
from maillon.graph.store import cypher
from maillon.graph.store.answers import plain_value
from maillon.graph.store.errors import StoreDamaged
from maillon.graph.store.loading.counts import add_counts
from maillon.graph.store.loading.delta import Delta, ItemKey, StatementCounts, combine, difference, kept
from maillon.graph.store.loading.ledger import Head, page_row, unpack
from maillon.graph.store.message_size import chunks
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

_Group = tuple[str, str, str]
"""Arrow type and the primary labels of its ends."""


@dataclass(slots=True)
class BatchResult:
    """What a batch changed. Nodes and arrows are counted once each; `relabelled` waits for its labels.

    `kinds` is primary label or type → how many more (or fewer) there are, pages of the ledger among them.
    """

    nodes_created: int = 0
    nodes_changed: int = 0
    nodes_deleted: int = 0
    arrows_created: int = 0
    arrows_changed: int = 0
    arrows_deleted: int = 0
    relabelled: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Node:
    said: list[str] | None
    counts: list[int] | None
    labels: frozenset[str]


class Batch:
    """A set of whole pages: those that are to be there, with their lines, and those that are to go."""

    def __init__(
        self,
        dataset: str,
        pages: Mapping[str, tuple[Head, list[str]] | None],
        merged: Mapping[str, str],
        authorities: Collection[str],
        *,
        refresh: bool = False,
    ) -> None:
        """`pages` is page id → head and lines, or None for a page that is to go; `merged` is what decisions made one.

        `authorities` are those with which the graph shows arrows that several speak of. Pages keep the lines as records state
        them, and beside them which part of `merged` the graph shows them with. With `refresh` what everything that they speak of
        shows is computed anew, also where nothing new is said.
        """
        self._dataset = dataset
        self._pages = pages
        self._refresh = refresh
        self._authorities = authorities
        self._merged = {page: restriction(content[1], merged) for page, content in pages.items() if content is not None}

    def apply(self, tx: ManagedTransaction) -> BatchResult:
        """Write the batch. Running it again, after a commit whose answer was lost, changes nothing.

        Raises:
            StoreDamaged: the graph and its ledger disagree.
        """
        stored = {row[0]: (row[1], row[2], row[3] or "") for row in _rows(tx, cypher.PAGE_PAYLOADS, ids=sorted(self._pages))}
        pages = {
            page: content
            for page, content in self._pages.items()
            if (content is None and page in stored)
            or (content is not None and (page not in stored or stored[page][::2] != (content[0].hash, self._merged[page])))
        }
        old = (line for page in pages if page in stored for line in resolved(unpack(bytes(stored[page][1])), stored[page][2]))
        delta = difference(old, self._lines(pages))
        if self._refresh:
            delta.touch(self._lines(self._pages))
        outcome = BatchResult()
        _Change(tx, delta, outcome, self._authorities, refresh=self._refresh).run()
        if outcome.relabelled:
            _run(tx, cypher.NOTE_RELABEL, rows=[{"dataset": self._dataset, "ids": sorted(outcome.relabelled)}])
        self._write_pages(tx, pages, stored)
        come, gone = pages.keys() - stored.keys(), sum(content is None for content in pages.values())
        outcome.kinds[cypher.PAGE] += len(come) - gone
        add_counts(tx, outcome.kinds)
        return outcome

    def _lines(self, pages: Iterable[str]) -> Iterator[str]:
        """The lines of those of the pages that are to be there, as decisions say that they are shown."""
        for page in pages:
            content = self._pages[page]
            if content is not None:
                yield from resolved(content[1], self._merged[page])

    def _write_pages(self, tx: ManagedTransaction, pages: Mapping[str, tuple[Head, list[str]] | None], stored: Mapping[str, Any]) -> None:
        rows = {page: page_row(self._dataset, *content, self._merged[page]) for page, content in pages.items() if content is not None}
        _run(tx, cypher.CREATE_PAGES, rows=[row for page, row in rows.items() if page not in stored])
        _run(tx, cypher.SET_PAGES, rows=[row for page, row in rows.items() if page in stored])
        _run(tx, cypher.DELETE_PAGES, ids=sorted(page for page, content in pages.items() if content is None))


class Reshown:
    """Arrows of which nothing new is said, to be shown with other authorities."""

    def __init__(self, keys: Iterable[ItemKey], authorities: Collection[str]) -> None:
        """`keys` are of arrows that are there."""
        self._keys = list(keys)
        self._authorities = authorities

    def apply(self, tx: ManagedTransaction) -> BatchResult:
        """Show them; those that already show it are left alone."""
        outcome = BatchResult()
        _Change(tx, Delta({key: {} for key in self._keys}), outcome, self._authorities, refresh=True).run()
        return outcome


class _Change:
    """Applies a delta inside a transaction. With `refresh` what already shows what it should is left alone."""

    def __init__(self, tx: ManagedTransaction, delta: Delta, outcome: BatchResult, authorities: Collection[str], *, refresh: bool) -> None:
        self._tx = tx
        self._refresh = refresh
        self._authorities = authorities
        self._delta = delta.changes
        self._outcome = outcome
        self._ends: dict[str, set[str]] = defaultdict(set)
        for key in self._delta:
            for node in key[1:2] if key[0] == "n" else key[2:4]:
                self._ends[label_of(node)].add(node)
        self._nodes: dict[str, _Node] = {}
        self._orphans: set[str] = set()
        self._updated: set[str] = set()

    def run(self) -> None:
        for label, ids in self._ends.items():
            for row in _rows(self._tx, cypher.read_nodes(label), ids=sorted(ids)):
                self._nodes[row[0]] = _Node(row[1], row[2], frozenset(row[3]) & frozenset(NODE_BY_LABEL[label].roles))
        arrows = self._read_arrows()
        self._write_nodes()
        self._write_arrows(arrows)
        self._delete_orphans()
        self._outcome.nodes_changed = len(self._updated)

    def _read_arrows(self) -> dict[ItemKey, tuple[list[str], list[int] | None]]:
        return {key: (row[1], row[2]) for key, row in self._arrows(cypher.read_arrows)}

    def _stored_nodes(self, label: str, ids: list[str]) -> dict[str, dict[str, Any]]:
        """What is there of them, where they are refreshed; nothing is read otherwise."""
        return {row[0]: _native(row[1]) for row in _rows(self._tx, cypher.read_whole_nodes(label), ids=ids)} if self._refresh else {}

    def _stored_arrows(self) -> dict[ItemKey, dict[str, Any]]:
        """The same for arrows."""
        return {key: _native(row[1]) for key, row in self._arrows(cypher.read_whole_arrows)} if self._refresh else {}

    def _arrows(self, text: Callable[[str, str, str], str]) -> Iterator[tuple[ItemKey, list[Any]]]:
        groups: dict[_Group, list[list[str]]] = defaultdict(list)
        for key in self._delta:
            if key[0] == "a" and key[2] in self._nodes and key[3] in self._nodes:
                groups[_group(key)].append(list(key[2:]))
        for group, rows in groups.items():
            for row in _rows(self._tx, text(*group), rows=rows):
                yield ("a", group[0], *row[0]), row

    def _write_nodes(self) -> None:
        created: dict[tuple[str, tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
        changed: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for label, ids in self._ends.items():
            stored = self._stored_nodes(label, sorted(ids))
            for node in sorted(ids):
                change, there = self._delta.get(("n", node)), self._nodes.get(node)
                if change is None and there is not None:
                    continue
                said = _combine(node, there.said if there else None, there.counts if there else None, change or {})
                roles, shown = visible_node(node, said)
                row = {**shown, **kept(said)}
                if there is None:
                    created[label, tuple(roles)].append(row)
                    continue
                if row == stored.get(node):
                    continue
                changed[label].append(row)
                self._updated.add(node)
                if frozenset(roles) != there.labels:
                    self._outcome.relabelled.add(node)
                if not said:
                    self._orphans.add(node)
        for (label, roles_), rows in created.items():
            _run(self._tx, cypher.create_nodes(label, roles_), rows=rows)
            self._outcome.nodes_created += len(rows)
            self._outcome.kinds[label] += len(rows)
        for label, rows in changed.items():
            _run(self._tx, cypher.set_nodes(label), rows=rows)

    def _write_arrows(self, there: Mapping[ItemKey, tuple[list[str], list[int] | None]]) -> None:
        created: dict[_Group, list[list[Any]]] = defaultdict(list)
        changed: dict[_Group, list[list[Any]]] = defaultdict(list)
        deleted: dict[_Group, list[list[Any]]] = defaultdict(list)
        stored = self._stored_arrows()
        for key, change in self._delta.items():
            if key[0] != "a":
                continue
            texts, counts = there.get(key, (None, None))
            said = _combine(" ".join(key[1:]), texts, counts, change)
            if not said:
                deleted[_group(key)].append(list(key[2:]))
                self._orphans.update(key[2:4])
                continue
            type_, start, end, *parts = key[1:]
            row = [*key[2:], {**visible_arrow(type_, start, end, parts, said, self._authorities), **kept(said)}]
            if row[-1] == stored.get(key):
                continue
            (changed if key in there else created)[_group(key)].append(row)
        for group, rows in created.items():
            _run(self._tx, cypher.create_arrows(*group), rows=rows)
            self._outcome.kinds[group[0]] += len(rows)
        for group, rows in changed.items():
            _run(self._tx, cypher.set_arrows(*group), rows=rows)
        for group, rows in deleted.items():
            _run(self._tx, cypher.delete_arrows(*group), rows=rows)
            self._outcome.kinds[group[0]] -= len(rows)
        self._outcome.arrows_created = sum(map(len, created.values()))
        self._outcome.arrows_changed = sum(map(len, changed.values()))
        self._outcome.arrows_deleted = sum(map(len, deleted.values()))

    def _delete_orphans(self) -> None:
        by_label: dict[str, list[str]] = defaultdict(list)
        for node in sorted(self._orphans):
            by_label[label_of(node)].append(node)
        for label, ids in by_label.items():
            gone = {row[0] for row in _rows(self._tx, cypher.delete_orphans(label), ids=ids)}
            self._outcome.nodes_deleted += len(gone)
            self._outcome.kinds[label] -= len(gone)
            self._updated -= gone
            self._outcome.relabelled -= gone


def _combine(what: str, texts: list[str] | None, counts: list[int] | None, change: StatementCounts) -> StatementCounts:
    try:
        return combine(texts, counts, change)
    except ValueError as error:
        raise StoreDamaged(messages("load.less", what=what)) from error


def _native(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: plain_value(value) for name, value in properties.items() if value is not None}


def _group(key: ItemKey) -> _Group:
    return ARROW_BY_TYPE[key[1]].type, label_of(key[2]), label_of(key[3])


def _rows(tx: ManagedTransaction, text: str, **lists: list[Any]) -> Iterator[list[Any]]:
    """Send a statement with its one list, in as many messages as it takes, and read all rows."""
    for name, rows in lists.items():
        for piece in chunks(rows):
            yield from tx.run(cypher.literal(text), {name: piece}).values()


def _run(tx: ManagedTransaction, text: str, **lists: list[Any]) -> None:
    """The same for a statement without rows; nothing is sent when there is nothing to do."""
    for _ in _rows(tx, text, **lists):
        pass
