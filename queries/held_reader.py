"""A whole graph held in memory, for whoever asks about everything in it, one thing after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maillon.graph.model import TRUST_TYPES
from maillon.queries.cached_reader import CachedReader
from maillon.queries.cypher_reader import CypherReader, Row
from maillon.queries.export_reader import ExportReader
from maillon.queries.exported import export_graph

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.queries.reader import DataOutcome, GivenNotice, Impact, Place
    from maillon.queries.subgraph import Arrow, Node


class HeldReader(CypherReader):
    """Answers the questions of a `Reader` from memory, and any other query from the store, whose graph must not change meanwhile."""

    def __init__(self, store: Store, asking: Callable[[str, Mapping[str, Any]], None] | None = None) -> None:
        """Over an open store, whose whole graph is read once; `asking` is called before each query of that."""
        super().__init__(store)
        self._graph = ExportReader(export_graph(CypherReader(store, asking)))
        self._held = CachedReader(self._graph)

    def around(self, node_id: str) -> list[Row]:
        """See `CypherReader`."""
        return [{"type": a.type, "start": a.start, "end": a.end, "properties": a.properties} for a in self._graph.around(node_id)]

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """See `Reader`."""
        return self._held.nodes(ids)

    def arrows(self, ids: Iterable[str], *, backward: bool, types: Sequence[str] = TRUST_TYPES) -> list[Arrow]:
        """See `Reader`."""
        return self._held.arrows(ids, backward=backward, types=types)

    def ids(self, label: str) -> list[str]:
        """See `Reader`."""
        return self._held.ids(label)

    def inside(self, ids: Iterable[str]) -> list[Node]:
        """See `Reader`."""
        return self._held.inside(ids)

    def places(self, incidents: Iterable[str]) -> list[Place]:
        """See `Reader`."""
        return self._held.places(incidents)

    def incidents_at(self, parties: Iterable[str]) -> list[Place]:
        """See `Reader`."""
        return self._held.incidents_at(parties)

    def impacts(self, incidents: Iterable[str]) -> list[Impact]:
        """See `Reader`."""
        return self._held.impacts(incidents)

    def impacts_on(self, parties: Iterable[str]) -> list[Impact]:
        """See `Reader`."""
        return self._held.impacts_on(parties)

    def data_outcomes(self, incidents: Iterable[str]) -> list[DataOutcome]:
        """See `Reader`."""
        return self._held.data_outcomes(incidents)

    def notices(self, incidents: Iterable[str]) -> list[GivenNotice]:
        """See `Reader`."""
        return self._held.notices(incidents)
