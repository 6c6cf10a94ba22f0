"""A cache in front of any reader: many answers about one part of a graph cost one reading of it."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from maillon.graph.model import TRUST_TYPES

if TYPE_CHECKING:
    from maillon.queries.reader import DataOutcome, GivenNotice, Impact, Place, Reader
    from maillon.queries.subgraph import Arrow, Node

T = TypeVar("T")


class CachedReader:
    """Asks another reader only for ids that a question has not been asked for. The graph must not change meanwhile.

    Several threads may ask it: one at a time waits for the other reader.

    Answers are cached per id: the answer to a question for several ids is the union of its answers for each.
    """

    def __init__(self, reader: Reader) -> None:
        """In front of another reader."""
        self._reader = reader
        self._lock = threading.RLock()
        self._nodes: dict[str, Node | None] = {}
        self._ids: dict[str, list[str]] = {}
        self._kept: dict[Hashable, dict[str, list[Any]]] = defaultdict(dict)

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """See `Reader`."""
        wanted = sorted(set(ids))
        with self._lock:
            missing = [i for i in wanted if i not in self._nodes]
            if missing:
                found = self._reader.nodes(missing)
                self._nodes.update({i: found.get(i) for i in missing})
            return {i: node for i in wanted if (node := self._nodes[i]) is not None}

    def arrows(self, ids: Iterable[str], *, backward: bool, types: Sequence[str] = TRUST_TYPES) -> list[Arrow]:
        """See `Reader`."""
        key = ("arrows", backward, tuple(types))
        return self._by_id(
            key, ids, lambda i: self._reader.arrows(i, backward=backward, types=types), lambda a: a.end if backward else a.start
        )

    def ids(self, label: str) -> list[str]:
        """See `Reader`."""
        with self._lock:
            if label not in self._ids:
                self._ids[label] = self._reader.ids(label)
            return self._ids[label]

    def inside(self, ids: Iterable[str]) -> list[Node]:
        """See `Reader`."""
        found = self._by_ids("inside", ids, self._reader.inside, lambda n: n.containers)
        return [node for _, node in sorted({n.id: n for n in found}.items())]

    def places(self, incidents: Iterable[str]) -> list[Place]:
        """See `Reader`."""
        return sorted(self._by_id("places", incidents, self._reader.places, lambda p: p.incident), key=lambda p: p.order)

    def incidents_at(self, parties: Iterable[str]) -> list[Place]:
        """See `Reader`."""
        return sorted(self._by_id("at", parties, self._reader.incidents_at, lambda p: p.party), key=lambda p: p.order)

    def impacts(self, incidents: Iterable[str]) -> list[Impact]:
        """See `Reader`."""
        return sorted(self._by_id("impacts", incidents, self._reader.impacts, lambda i: i.incident), key=lambda i: i.order)

    def impacts_on(self, parties: Iterable[str]) -> list[Impact]:
        """See `Reader`."""
        return sorted(self._by_id("on", parties, self._reader.impacts_on, lambda i: i.party), key=lambda i: i.order)

    def data_outcomes(self, incidents: Iterable[str]) -> list[DataOutcome]:
        """See `Reader`."""
        return sorted(self._by_id("data", incidents, self._reader.data_outcomes, lambda d: d.incident), key=lambda d: d.order)

    def notices(self, incidents: Iterable[str]) -> list[GivenNotice]:
        """See `Reader`."""
        return sorted(self._by_id("notices", incidents, self._reader.notices, lambda n: n.incident), key=lambda n: n.order)

    def _by_id(self, question: Hashable, ids: Iterable[str], ask: Callable[[list[str]], list[T]], id_of: Callable[[T], str]) -> list[T]:
        """The cached answers to a question for these ids, after asking for the missing ones; `id_of` is the id that a value belongs to."""
        return self._by_ids(question, ids, ask, lambda value: (id_of(value),))

    def _by_ids(
        self, question: Hashable, ids: Iterable[str], ask: Callable[[list[str]], list[T]], ids_of: Callable[[T], Iterable[str]]
    ) -> list[T]:
        """The same, of values that may belong to several ids."""
        wanted = sorted(set(ids))
        with self._lock:
            kept: dict[str, list[T]] = self._kept[question]
            missing = [i for i in wanted if i not in kept]
            if missing:
                found: dict[str, list[T]] = {i: [] for i in missing}
                for value in ask(missing):
                    for one in found.keys() & ids_of(value):
                        found[one].append(value)
                kept.update(found)
            return [value for i in wanted for value in kept[i]]
