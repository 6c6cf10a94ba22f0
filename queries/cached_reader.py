"""A reader that asks the store once: many answers about one part of the graph then cost one read of it.

Rows are kept per id, so that no rule of an answer is repeated here: what a question returns for several ids is what it
returns for each of them, put together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from maillon.graph.model import GOVERNANCE_TYPES, NODE_BY_LABEL, TRUST_TYPES
from maillon.queries.blast_radius import COMPROMISED, INCIDENTS, SHOWN
from maillon.queries.subgraph import Reader, arrows_query, by_label, nodes_query

_PAIRS = "MATCH (i:Incident)-[c:COMPROMISED]->(x) WHERE c.status <> 'retracted' RETURN DISTINCT i.id AS incident, x.id AS id"


class CachedReader:
    """Answers from memory what it has asked before, and asks the store for the rest. The store must not change meanwhile."""

    def __init__(self, store: Reader) -> None:
        self._store = store
        self._rows: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(dict)
        self._answers: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self._key = {SHOWN: "incident"}
        for label in NODE_BY_LABEL:
            self._key[nodes_query(label)] = "id"
            for types in (TRUST_TYPES, GOVERNANCE_TYPES):
                self._key[arrows_query(label, False, types)] = "start"
                self._key[arrows_query(label, True, types)] = "end"
        self._incidents: dict[str, set[str]] = defaultdict(set)
        self._compromised: dict[str, set[str]] = defaultdict(set)
        for row in store.read(_PAIRS):
            self._incidents[row["id"]].add(row["incident"])
            self._compromised[row["incident"]].add(row["id"])

    def read(self, cypher: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Like `Store.read`; questions that take `$ids` and give rows per id are asked once per id."""
        if cypher == INCIDENTS:
            return [{"id": i} for i in sorted({i for x in parameters["ids"] for i in self._incidents.get(x, ())})]
        if cypher == COMPROMISED:
            return [{"id": x} for x in sorted(self._compromised.get(parameters["id"], ()))]
        key = self._key.get(cypher)
        if key is None:
            asked = (cypher, repr(sorted(parameters.items())))
            if asked not in self._answers:
                self._answers[asked] = self._store.read(cypher, **parameters)
            return self._answers[asked]
        held = self._rows[cypher]
        missing = [i for i in parameters["ids"] if i not in held]
        if missing:
            held.update((i, []) for i in missing)
            for row in self._store.read(cypher, ids=missing):
                held[row[key]].append(row)
        return [row for i in parameters["ids"] for row in held[i]]

    def behind(self, ids: Iterable[str]) -> set[str]:
        """Fetch everything that reaches the ids, and what describes and owns it; returns their ids, the given ones included."""
        seen, frontier = set(ids), set(ids)
        while frontier:
            rows = self._arrows(frontier, backward=True, types=TRUST_TYPES)
            frontier = {row["start"] for row in rows} - seen
            seen |= frontier
        above, frontier = set(seen), set(seen)
        while frontier:
            rows = self._arrows(frontier, backward=False, types=GOVERNANCE_TYPES)
            frontier = {row["end"] for row in rows} - above
            above |= frontier
        self.describe(above)
        return seen

    def describe(self, ids: Iterable[str]) -> None:
        """Fetch the properties of nodes ahead of the answers that will ask for them one by one."""
        for label, group in by_label(ids).items():
            self.read(nodes_query(label), ids=group)

    def _arrows(self, ids: Iterable[str], *, backward: bool, types: Sequence[str]) -> list[dict[str, Any]]:
        return [row for label, group in by_label(ids).items() for row in self.read(arrows_query(label, backward, types), ids=group)]
