"""The tools that people would use instead, each called the way its users would: Neo4j's own Cypher, scipy, networkx."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from maillon.graph.model import TRUST_TYPES
from maillon.queries.scale.snapshot import UNKNOWN_DAY, Snapshot

if TYPE_CHECKING:
    from neo4j import Driver

HOPS = 6
_BATCH = 10_000
_TYPES = "|".join(TRUST_TYPES)


def in_force(snapshot: Snapshot, on: dt.date) -> NDArray[np.int64]:
    """The trust relations that may be in force on the day: the one filter that every tool can be given."""
    day = on.toordinal()
    begun = snapshot.since <= day
    lasting = (snapshot.until == UNKNOWN_DAY) | (snapshot.until >= day)
    return np.flatnonzero(snapshot.of_types(TRUST_TYPES) & begun & lasting)


def into_neo4j(driver: Driver, snapshot: Snapshot) -> None:
    """Create the graph, plainly: nodes by id, relations with their dates."""
    ids = snapshot.ids(range(snapshot.nodes))
    run = driver.execute_query
    run("CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE")
    for at in range(0, len(ids), _BATCH):
        run("UNWIND $ids AS id CREATE (:Node {id: id})", ids=ids[at : at + _BATCH])
    for type_ in TRUST_TYPES:
        which = np.flatnonzero(snapshot.of_types((type_,)))
        create: Any = (
            f"UNWIND $rows AS row MATCH (a:Node {{id: row[0]}}) MATCH (b:Node {{id: row[1]}}) "
            f"CREATE (a)-[:{type_} {{since: row[2], until: row[3]}}]->(b)"
        )
        for at in range(0, len(which), _BATCH):
            run(create, rows=[_row(snapshot, ids, int(i)) for i in which[at : at + _BATCH]])


def _row(snapshot: Snapshot, ids: Sequence[str], index: int) -> list[Any]:
    days = [int(column[index]) for column in (snapshot.since, snapshot.until)]
    return [ids[snapshot.start[index]], ids[snapshot.end[index]], *(dt.date.fromordinal(day) if day else None for day in days)]


ONE: Any = f"""
MATCH (o:Node {{id: $id}})<-[path:{_TYPES}*1..{HOPS}]-(x)
WHERE all(r IN path WHERE (r.since IS NULL OR r.since <= $on) AND (r.until IS NULL OR r.until >= $on)) AND x <> o
RETURN count(DISTINCT x) AS n
"""
MANY: Any = f"""
UNWIND $ids AS id
MATCH (o:Node {{id: id}})
CALL (o) {{ MATCH (o)<-[:{_TYPES}*1..{HOPS}]-(x) WHERE x <> o RETURN count(DISTINCT x) AS n }}
RETURN id, n
"""


def neo4j_one(driver: Driver, origin: str, on: dt.date) -> int:
    """Who reaches one origin over relations in force, in Cypher."""
    return int(driver.execute_query(ONE, id=origin, on=on).records[0]["n"])


def neo4j_many(driver: Driver, origins: Sequence[str]) -> list[int]:
    """Who reaches each of many origins, in Cypher (without dates, which would make it slower still)."""
    found = {row["id"]: row["n"] for row in driver.execute_query(MANY, ids=list(origins)).records}
    return [found.get(origin, 0) for origin in origins]


def scipy_matrix(snapshot: Snapshot, on: dt.date) -> Any:
    """The relations in force as a sparse matrix, from the one who is trusted to those who trust (scipy.sparse)."""
    from scipy.sparse import csr_array

    relations = in_force(snapshot, on)
    ends = snapshot.end[relations], snapshot.start[relations]
    return csr_array((np.ones(len(relations), np.int8), ends), shape=(snapshot.nodes, snapshot.nodes))


def scipy_many(matrix: Any, origins: Sequence[int]) -> list[int]:
    """A breadth-first search per origin (scipy.sparse.csgraph, no limit of hops)."""
    from scipy.sparse.csgraph import breadth_first_order

    return [len(breadth_first_order(matrix, origin, return_predecessors=False)) - 1 for origin in origins]


def networkx_many(snapshot: Snapshot, relations: NDArray[np.int64], origins: Sequence[int]) -> Callable[[], list[int]]:
    """`networkx.descendants` per origin on a reversed graph built before."""
    import networkx as nx

    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_edges_from(zip(snapshot.end[relations].tolist(), snapshot.start[relations].tolist(), strict=True))
    return lambda: [len(nx.descendants(graph, origin)) for origin in origins]
