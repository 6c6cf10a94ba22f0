"""A graph in a store, asked in Cypher: the one place in which the questions of a walk become queries.

Every look-up goes id by id (`UNWIND`) through the label that has the unique id: an engine then uses its index, however many
ids there are. Ids of several labels are looked up by one query of several parts (`UNION ALL`): a question is one round trip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from maillon.graph.model import NODE_BY_LABEL, TRUST_TYPES, Status, label_of
from maillon.queries.typed_values import (
    IMPACT_PROPERTIES,
    NOTICE_PROPERTIES,
    OUTCOME_PROPERTIES,
    PLACE_PROPERTIES,
    RELATION_PROPERTIES,
    data_outcome,
    impact,
    node,
    notice,
    place,
    relation,
)

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.queries.reader import DataOutcome, GivenNotice, Impact, Place
    from maillon.queries.subgraph import Arrow, Node

Row: TypeAlias = dict[str, Any]
Listener: TypeAlias = Callable[[str, Mapping[str, Any]], None]


def _columns(arrow: str, properties: Sequence[str]) -> str:
    return ", ".join(f"{arrow}.{name} AS {name}" for name in properties)


AROUND = """
MATCH (n:{label} {{id: $id}})-[r]-(m)
RETURN type(r) AS type, startNode(r).id AS start, endNode(r).id AS end, properties(r) AS properties
"""
NODES_OF_IDS = "UNWIND ${ids} AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties"
IDS = "MATCH (n:{label}) RETURN n.id AS id"
LEAVING = (
    f"UNWIND ${{ids}} AS id MATCH (n:{{label}} {{{{id: id}}}}) MATCH (n)-[r:{{types}}]->(m) "
    f"RETURN type(r) AS type, n.id AS start, m.id AS end, {_columns('r', RELATION_PROPERTIES)}"
)
ENTERING = (
    f"UNWIND ${{ids}} AS id MATCH (n:{{label}} {{{{id: id}}}}) MATCH (m)-[r:{{types}}]->(n) "
    f"RETURN type(r) AS type, m.id AS start, n.id AS end, {_columns('r', RELATION_PROPERTIES)}"
)
INSIDE = """
MATCH (n:{label}) WHERE n.within IN ${ids} OR any(outer IN n.within_readings WHERE outer IN ${ids})
RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties
"""
PLACES = f"""
UNWIND $ids AS id MATCH (i:Incident {{id: id}}) MATCH (i)-[r:COMPROMISED|ENTERED_THROUGH|ATTRIBUTED_TO]->(x)
RETURN type(r) AS type, i.id AS start, x.id AS end, {_columns("r", PLACE_PROPERTIES)}
"""
INCIDENTS_AT = f"""
UNWIND ${{ids}} AS id MATCH (x:{{label}} {{{{id: id}}}}) MATCH (i:Incident)-[r:COMPROMISED|ENTERED_THROUGH|ATTRIBUTED_TO]->(x)
RETURN type(r) AS type, i.id AS start, x.id AS end, {_columns("r", PLACE_PROPERTIES)}
"""
IMPACTS = f"""
UNWIND $ids AS id MATCH (i:Incident {{id: id}}) MATCH (i)-[r:AFFECTED]->(x)
RETURN i.id AS start, x.id AS end, {_columns("r", IMPACT_PROPERTIES)}
"""
IMPACTS_ON = f"""
UNWIND ${{ids}} AS id MATCH (x:{{label}} {{{{id: id}}}}) MATCH (i:Incident)-[r:AFFECTED]->(x)
RETURN i.id AS start, x.id AS end, {_columns("r", IMPACT_PROPERTIES)}
"""
DATA_OUTCOMES = f"""
UNWIND $ids AS id MATCH (i:Incident {{id: id}}) MATCH (i)-[r:EXPOSED]->(d:DataCategory)
RETURN i.id AS start, d.id AS end, {_columns("r", OUTCOME_PROPERTIES)}
"""
NOTICES = f"""
MATCH (a:Organisation)-[r:NOTIFIED]->(b) WHERE r.incident IN $ids
RETURN a.id AS start, b.id AS end, {_columns("r", NOTICE_PROPERTIES)}
"""


class CypherReader:
    """The questions of a `Reader` and any other query of ours, over a store."""

    def __init__(self, store: Store, listener: Listener | None = None) -> None:
        """Over an open store; `listener` is told each query and its parameters before it is run."""
        self._store = store
        self._listener = listener

    def rows(self, cypher: str, /, **parameters: Any) -> list[Row]:
        """The rows of one of our own read-only queries, as plain values by column.

        Raises:
            StoreError: the engine refuses the query or cannot be reached.
        """
        if self._listener is not None:
            self._listener(cypher, parameters)
        return self._store.read(cypher, **parameters)

    def rows_in_pages(self, cypher: str, page: int = 20_000) -> Iterator[Row]:
        """The rows of a query that goes on after the id `$after`, in the order of their `id`: a page of them in memory at a time.

        Raises:
            StoreError: as `rows`.
        """
        after = ""
        while found := self.rows(f"{cypher} LIMIT {page}", after=after):
            yield from found
            if len(found) < page:
                return
            after = found[-1]["id"]

    def around(self, node_id: str) -> list[Row]:
        """Every arrow at a node, of any type: `type`, `start`, `end` and `properties`."""
        return self.rows(AROUND.format(label=label_of(node_id)), id=node_id)

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """See `Reader`."""
        found = {row["id"]: node(row["id"], row["labels"], row["properties"]) for row in self._by_label(NODES_OF_IDS, ids)}
        return {node_id: found[node_id] for node_id in sorted(found)}

    def arrows(self, ids: Iterable[str], *, backward: bool, types: Sequence[str] = TRUST_TYPES) -> list[Arrow]:
        """See `Reader`."""
        rows = self._by_label(ENTERING if backward else LEAVING, ids, types="|".join(types))
        return [relation(row["type"], row["start"], row["end"], row) for row in rows if row["status"] != Status.RETRACTED]

    def ids(self, label: str) -> list[str]:
        """See `Reader`."""
        return sorted(row["id"] for row in self.rows(IDS.format(label=_known(label))))

    def inside(self, ids: Iterable[str]) -> list[Node]:
        """See `Reader`."""
        found = [node(row["id"], row["labels"], row["properties"]) for row in self._by_label(INSIDE, ids)]
        return sorted(found, key=lambda n: n.id)

    def places(self, incidents: Iterable[str]) -> list[Place]:
        """See `Reader`."""
        return _places(self.rows(PLACES, ids=_listed(incidents)))

    def incidents_at(self, parties: Iterable[str]) -> list[Place]:
        """See `Reader`."""
        return _places(self._by_label(INCIDENTS_AT, parties))

    def impacts(self, incidents: Iterable[str]) -> list[Impact]:
        """See `Reader`."""
        return _impacts(self.rows(IMPACTS, ids=_listed(incidents)))

    def impacts_on(self, parties: Iterable[str]) -> list[Impact]:
        """See `Reader`."""
        return _impacts(self._by_label(IMPACTS_ON, parties))

    def data_outcomes(self, incidents: Iterable[str]) -> list[DataOutcome]:
        """See `Reader`."""
        rows = self.rows(DATA_OUTCOMES, ids=_listed(incidents))
        return sorted((data_outcome(row["start"], row["end"], row) for row in rows), key=lambda d: d.order)

    def notices(self, incidents: Iterable[str]) -> list[GivenNotice]:
        """See `Reader`."""
        rows = self.rows(NOTICES, ids=_listed(incidents))
        return sorted((notice(row["start"], row["end"], row) for row in rows), key=lambda n: n.order)

    def _by_label(self, text: str, ids: Iterable[str], **gaps: str) -> list[Row]:
        """The rows of a query over ids of any label: `text` for each label among them, joined by UNION ALL."""
        groups: dict[str, list[str]] = defaultdict(list)
        for node_id in _listed(ids):
            groups[label_of(node_id)].append(node_id)
        names = {label: f"{label.lower()}_ids" for label in sorted(groups)}
        parts = [text.format(label=label, ids=name, **gaps).strip() for label, name in names.items()]
        return self.rows("\nUNION ALL\n".join(parts), **{names[label]: group for label, group in groups.items()}) if parts else []


def _listed(ids: Iterable[str]) -> list[str]:
    return sorted(set(ids))


def _known(label: str) -> str:
    """The label, which becomes part of a query: only one of the model passes."""
    return NODE_BY_LABEL[label].label


def _places(rows: Iterable[Row]) -> list[Place]:
    return sorted((place(row["type"], row["start"], row["end"], row) for row in rows), key=lambda p: p.order)


def _impacts(rows: Iterable[Row]) -> list[Impact]:
    return sorted((impact(row["start"], row["end"], row) for row in rows), key=lambda i: i.order)
