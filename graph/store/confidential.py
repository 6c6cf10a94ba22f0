"""What only confidential data sets of a store know: the ids by which an answer that holds any of it is known, and can tell whose it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from maillon.graph.decisions import resolved
from maillon.graph.model import label_of
from maillon.graph.statements import NodeStatement, from_line
from maillon.graph.store import cypher
from maillon.graph.store.loading.stored_pages import read_heads, read_page

if TYPE_CHECKING:
    from maillon.graph.store.connection import Connection

_BATCH = 5_000
_SOURCE = "source:"


@dataclass(frozen=True, slots=True)
class ConfidentialHeld:
    """The confidential data sets of a store; and, of what nothing else in it knows, which of them know it: by id, and by name."""

    datasets: tuple[str, ...]
    ids: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]

    def knowing(self, text: str) -> tuple[str, ...]:
        """Which of them alone know what a text names: an id, a name, or a document that is cited with or without its place in it.

        An id that a list made of its own name (`org:LIST/…`) is the list's, whoever mentions it.
        """
        found = self.ids.get(text) or self.ids.get(f"{_SOURCE}{text.partition('#')[0]}") or self.names.get(text)
        made_by, slash, _ = text.partition(":")[2].partition("/")
        return found or ((made_by,) if slash and made_by in self.datasets else ())


def known_alone(connection: Connection, datasets: tuple[str, ...]) -> ConfidentialHeld:
    """What only these data sets of a store know.

    Raises:
        StoreDamaged: a page of the ledger is not what it was.
        StoreError: the engine cannot be reached.
    """
    described, touched = Counter[str](), Counter[str]()
    knowing: defaultdict[str, set[str]] = defaultdict(set)
    for dataset in datasets:
        for line in _lines(connection, dataset):
            for statement in from_line(line)[1]:
                if isinstance(statement, NodeStatement):
                    described[statement.id] += 1
                    knowing[statement.id].add(dataset)
                    continue
                for end in {statement.start, statement.end}:
                    touched[end] += 1
                    knowing[end].add(dataset)
    alone: dict[str, str | None] = {}
    others: Counter[str] = Counter()
    by_label: defaultdict[str, list[str]] = defaultdict(list)
    for identifier in sorted(knowing):
        by_label[label_of(identifier)].append(identifier)
    for label, ids in by_label.items():
        for identifier, name, several in _rows(connection, cypher.how_often_said(label), ids):
            if several <= described[identifier]:
                alone[identifier] = name
        for identifier, several in _rows(connection, cypher.how_often_touched(label), [i for i in ids if not described[i]]):
            if several > touched[identifier]:
                alone.pop(identifier, None)
        names = {name for identifier, name in alone.items() if name and label_of(identifier) == label}
        others.update(name for _, name in _rows(connection, cypher.bearing_name(label), sorted(names)))
    called = Counter(name for name in alone.values() if name)
    return ConfidentialHeld(
        datasets,
        {identifier: tuple(sorted(knowing[identifier])) for identifier in alone},
        {
            name: tuple(sorted(set().union(*(knowing[i] for i, n in alone.items() if n == name))))
            for name, several in called.items()
            if others[name] == several
        },
    )


def _lines(connection: Connection, dataset: str) -> Iterator[str]:
    for head in read_heads(connection, dataset):
        page, part = read_page(connection, head, dataset)
        yield from resolved(page.lines, part)


def _rows(connection: Connection, text: str, values: list[str]) -> Iterator[list[Any]]:
    items = iter(values)
    while batch := list(islice(items, _BATCH)):
        yield from connection.read(lambda tx, batch=batch: tx.run(cypher.literal(text), values=batch).values())  # type: ignore[misc]
