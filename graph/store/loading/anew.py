"""A load that brings most of what a store will hold: the whole database is built anew, beside the old one, from every ledger page.

The same pages give the same graph either way (a test compares); this way nothing that is there has to be read, found and changed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from maillon.graph.decisions import resolved
from maillon.graph.model import ARROW_BY_TYPE, COMMON_NODE, NODE_BY_LABEL, Property, arrow_properties, label_of
from maillon.graph.readings import canonical
from maillon.graph.statements import from_line, visible_arrow, visible_node
from maillon.graph.store import cypher
from maillon.graph.store.answers import plain_value
from maillon.graph.store.loading.batch import BatchResult
from maillon.graph.store.loading.counts import counts_row
from maillon.graph.store.loading.delta import StatementCounts, kept
from maillon.graph.store.loading.external_sort import SortedTexts
from maillon.graph.store.loading.ledger import Head, page_row

if TYPE_CHECKING:
    from maillon.graph.store.connection import Connection
    from maillon.graph.store.engine.anew import Frames

_ROWS = 5_000
"""Nodes or arrows handed over at once."""
_NEW, _OLD = 1, 2
_NODE, _ARROW = "0", "1"
"""Nodes are built first: arrows stand between them."""
_BOOKKEEPING_DAYS = {cypher.DATASET: ["loaded_on"], cypher.CHECK: ["on"]}


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page of a ledger, the part of the decisions that it is shown with, and whether this load brings it."""

    dataset: str
    head: Head
    lines: list[str]
    merged: str
    new: bool


def build_anew(
    connection: Connection,
    frames: Frames,
    pages: Iterable[StoredPage],
    authorities: Collection[str],
    progress: Callable[[float], None],
) -> BatchResult:
    """Hand over the whole of a store: its bookkeeping as it is, and what these pages, all that it will have, say.

    Args:
        connection: to the store as it is.
        frames: takes what is to be there.
        pages: of every data set.
        authorities: those with which arrows that several speak of are shown.
        progress: called with the part that was handed over, 0 to 1.

    Raises:
        StoreFull: no room for temporary files.
        StoreError: the store cannot be read.
    """
    return _Build(connection, frames, authorities, progress).run(pages)


class _Build:
    def __init__(self, connection: Connection, frames: Frames, authorities: Collection[str], progress: Callable[[float], None]) -> None:
        self._connection = connection
        self._frames = frames
        self._authorities = authorities
        self._progress = progress
        self._outcome = BatchResult()
        self._mentioned: dict[str, int] = {}
        """Ids at the ends of arrows → by whom: `_NEW`, `_OLD` or both."""
        self._types: set[str] = set()
        self._given = 0

    def run(self, pages: Iterable[StoredPage]) -> BatchResult:
        self._frames.declare(list(cypher.schema_statements()), {**_days_of_labels(), **_BOOKKEEPING_DAYS})
        with SortedTexts() as sort:
            self._read(pages, sort)
            groups = groupby(sort, key=lambda text: text.partition("\t")[0])
            first = self._nodes(groups)
            self._arrows(first, groups)
        self._bookkeeping()
        return self._outcome

    def _read(self, pages: Iterable[StoredPage], sort: SortedTexts) -> None:
        rows: list[dict[str, Any]] = []
        for page in pages:
            rows.append(_handed(page_row(page.dataset, page.head, page.lines, page.merged)))
            self._outcome.kinds[cypher.PAGE] += 1
            whose = _NEW if page.new else _OLD
            for line in resolved(page.lines, page.merged):
                for statement in from_line(line)[1]:
                    key = statement.key
                    if key[0] == "a":
                        self._types.add(key[1])
                        for end in key[2:4]:
                            self._mentioned[end] = self._mentioned.get(end, 0) | whose
                    kind = _NODE if key[0] == "n" else _ARROW
                    sort.add(f"{kind}{canonical(key[1:])}\t{whose}{statement.assertion}")
                    self._given += 1
            if len(rows) >= _ROWS // 100:
                self._frames.nodes([cypher.PAGE], rows)
                rows = []
        if rows:
            self._frames.nodes([cypher.PAGE], rows)

    def _nodes(self, groups: Iterator[tuple[str, Iterator[str]]]) -> tuple[str, Iterator[str]] | None:
        """Every node that is stated, then those that arrows only mention; the first group of arrows, which was read on the way."""
        rows: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        first = None
        for key, texts in groups:
            if key[0] != _NODE:
                first = (key, texts)
                break
            (node,) = json.loads(key[1:])
            said, whose = _said(texts)
            before = self._mentioned.pop(node, 0)
            self._node(node, said, whose | (before & _OLD), stated=whose, rows=rows)
        for node, whose in sorted(self._mentioned.items()):
            self._node(node, {}, whose, stated=0, rows=rows)
        for labels, left in rows.items():
            self._frames.nodes(list(labels), left)
        self._mentioned.clear()
        return first

    def _node(
        self, node: str, said: StatementCounts, whose: int, *, stated: int, rows: dict[tuple[str, ...], list[dict[str, Any]]]
    ) -> None:
        roles, shown = visible_node(node, said)
        label = label_of(node)
        labels = (NODE_BY_LABEL[label].label, *roles)
        rows[labels].append(_handed({**shown, **kept(said)}))
        if len(rows[labels]) >= _ROWS:
            self._frames.nodes(list(labels), rows.pop(labels))
        self._outcome.kinds[label] += 1
        self._outcome.nodes_created += not whose & _OLD
        self._outcome.nodes_changed += whose & _OLD and stated & _NEW and 1

    def _bookkeeping(self) -> None:
        for label, rows in (
            (cypher.DATASET, self._rows(cypher.EVERY_DATASET)),
            (cypher.PAGE, self._rows(cypher.MARKS)),
            (cypher.CHECK, self._rows(cypher.EVERY_CHECK)),
        ):
            if rows:
                self._frames.nodes([label], rows)
        self._frames.nodes([cypher.CHECK], [counts_row(self._outcome.kinds)])

    def _rows(self, text: str) -> list[dict[str, Any]]:
        found = self._connection.write(lambda tx: tx.run(cypher.literal(text)).values())
        return [_handed({name: plain_value(value) for name, value in row[0].items()}) for row in found]

    def _arrows(self, first: tuple[str, Iterator[str]] | None, groups: Iterator[tuple[str, Iterator[str]]]) -> None:
        self._frames.types({type_: _days(arrow_properties(ARROW_BY_TYPE[type_])) for type_ in sorted(self._types)})
        last, rows = "", list[tuple[str, str, dict[str, Any]]]()
        while first is not None:
            key, texts = first
            type_, start, end, *parts = json.loads(key[1:])
            said, whose = _said(texts)
            if rows and (type_ != last or len(rows) >= _ROWS):
                self._frames.arrows(last, rows)
                self._progress(sum(self._outcome.kinds[t] for t in self._types) / self._given)
                rows = []
            last = type_
            rows.append((start, end, _handed({**visible_arrow(type_, start, end, parts, said, self._authorities), **kept(said)})))
            self._outcome.kinds[type_] += 1
            self._outcome.arrows_created += not whose & _OLD
            self._outcome.arrows_changed += whose == _NEW | _OLD
            first = next(groups, None)
        if rows:
            self._frames.arrows(last, rows)


def _said(texts: Iterator[str]) -> tuple[StatementCounts, int]:
    """The assertions of a group and how many records make each, and whether old pages, new ones or both do."""
    said: StatementCounts = Counter()
    whose = 0
    for text in texts:
        rest = text.partition("\t")[2]
        whose |= int(rest[0])
        said[rest[1:]] += 1
    return said, whose


def _handed(properties: dict[str, Any]) -> dict[str, Any]:
    """Days as text: their type is declared. What is null is left out, as Cypher does."""
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in properties.items() if value is not None}


def _days_of_labels() -> dict[str, list[str]]:
    return {label: _days((*COMMON_NODE, *kind.properties)) for label, kind in NODE_BY_LABEL.items()}


def _days(properties: Iterable[Property]) -> list[str]:
    return [p.name for p in properties if p.type == "date"]
