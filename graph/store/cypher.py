"""The Cypher of the store, built from the model: no label, type or property name ever comes from a record.

Three forms follow from how engines were seen to behave. Arrows are looked up with both ends matched first and the arrow
optional, else a server walks a hub. New nodes get all their labels in CREATE, because a label set in the transaction
that creates the node damages data. An arrow's key parts are never null, because a null cannot be found again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import LiteralString

from maillon.graph.model import (
    ARROW_BY_TYPE,
    ARROWS,
    COMMON_NODE,
    NODE_BY_LABEL,
    NODES,
    arrow_properties,
    constraints,
    name_indexes,
)

DATASET, PAGE, LOCK, CHECK = "Dataset", "LedgerPage", "LoadLock", "StoreCheck"
"""Labels of the store's own bookkeeping: not of the model, in no answer, not in the hash of the graph."""
BOOKKEEPING: Mapping[str, str] = {
    DATASET: "a data set: who loaded it, its title and licence, whether its last load was complete",
    PAGE: "a page of the ledger: what records of a data set said, packed; or the mark of what decisions and authorities were applied",
    LOCK: "who loads just now, while somebody does (on a server)",
    CHECK: "how much of each kind there must be, and when the store was last found whole",
}
"""Each of them and what a node with it is."""


def literal(text: str) -> LiteralString:
    """A query text for the driver, whose type asks for literals: ours are built from the model only, or are a person's own."""
    return text


def schema_statements() -> Iterator[str]:
    """What must be declared before the first load; the same text on every engine."""
    yield from constraints()
    yield from name_indexes()
    for label in (DATASET, PAGE, LOCK, CHECK):
        yield f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    yield f"CREATE INDEX ledgerpage_dataset IF NOT EXISTS FOR (n:{PAGE}) ON (n.dataset)"


def known_names() -> Iterator[str]:
    """What makes a Neo4j server know every property, label and arrow of the model, whoever may bear it.

    A query that names one that nothing bears yet gets a remark from the server otherwise, as if it were misspelt.
    """
    of_nodes = {p.name for kind in NODES for p in (*COMMON_NODE, *kind.properties)}
    of_arrows = {p.name for kind in ARROWS for p in arrow_properties(kind)}
    yield _known("db.createProperty", of_nodes | of_arrows)
    yield _known("db.createLabel", {label for kind in NODES for label in (kind.label, *kind.roles)})
    yield _known("db.createRelationshipType", {kind.type for kind in ARROWS})


def _known(procedure: str, names: Collection[str]) -> str:
    return f"UNWIND {sorted(names)} AS name CALL {procedure}(name)"


@cache
def read_nodes(label: str) -> str:
    """`$ids` → id, said, said_n, labels."""
    return f"UNWIND $ids AS id MATCH (n:{_primary(label)} {{id: id}}) RETURN n.id, n.said, n.said_n, labels(n)"


@cache
def read_merged(label: str) -> str:
    """`$ids` → those that a decision made one with another id, which is the one that is shown."""
    return f"MATCH (n:{_primary(label)}) WHERE n.merged IS NOT NULL UNWIND n.merged AS id WITH id WHERE id IN $ids RETURN DISTINCT id"


@cache
def read_whole_nodes(label: str) -> str:
    """`$ids` → id, properties."""
    return f"UNWIND $ids AS id MATCH (n:{_primary(label)} {{id: id}}) RETURN n.id, properties(n)"


@cache
def create_nodes(label: str, roles: tuple[str, ...]) -> str:
    """`$rows` of properties; every label inline."""
    known = NODE_BY_LABEL[label].roles
    labels = ":".join([_primary(label), *(known[known.index(role)] for role in roles)])
    return f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row"


@cache
def set_nodes(label: str) -> str:
    """`$rows` of properties, which replace what is there."""
    return f"UNWIND $rows AS row MATCH (n:{_primary(label)} {{id: row.id}}) SET n = row"


@cache
def delete_orphans(label: str) -> str:
    """`$ids` → the ids of those that nobody states and no arrow touches, which are deleted."""
    return (
        f"UNWIND $ids AS id MATCH (n:{_primary(label)} {{id: id}}) "
        "WHERE n.unstated AND NOT EXISTS { MATCH (n)--() } WITH n, n.id AS gone DELETE n RETURN gone"
    )


@cache
def relabel(label: str, operation: str, roles: tuple[str, ...]) -> str:
    """`$ids`: SET or REMOVE these role labels, all in one change of each node."""
    if operation not in ("SET", "REMOVE"):
        raise ValueError(operation)
    known = NODE_BY_LABEL[label].roles
    labels = ":".join(known[known.index(role)] for role in roles)
    return f"UNWIND $ids AS id MATCH (n:{_primary(label)} {{id: id}}) {operation} n:{labels}"


@cache
def read_arrows(type_: str, start: str, end: str) -> str:
    """`$rows` of [start, end, part…] → the row, said, said_n, for those that are there."""
    return f"{_find(type_, start, end)} RETURN r, x.said, x.said_n"


@cache
def read_whole_arrows(type_: str, start: str, end: str) -> str:
    """`$rows` of [start, end, part…] → the row, properties, for those that are there."""
    return f"{_find(type_, start, end)} RETURN r, properties(x)"


@cache
def create_arrows(type_: str, start: str, end: str) -> str:
    """`$rows` of [start, end, part…, properties]."""
    return f"{_ends(start, end)} CREATE (a)-[x:{_kind(type_)}]->(b) SET x = r[{_width(type_)}]"


@cache
def set_arrows(type_: str, start: str, end: str) -> str:
    """`$rows` of [start, end, part…, properties], which replace what is there."""
    return f"{_find(type_, start, end)} SET x = r[{_width(type_)}]"


@cache
def delete_arrows(type_: str, start: str, end: str) -> str:
    """`$rows` of [start, end, part…]."""
    return f"{_find(type_, start, end)} DELETE x"


@cache
def disputed_arrows(type_: str) -> str:
    """→ start, end, readings, part… of the arrows of a type of which sources say different things."""
    parts = "".join(f", x.{name}" for name in ARROW_BY_TYPE[type_].key)
    return f"MATCH (a)-[x:{_kind(type_)}]->(b) WHERE x.readings IS NOT NULL RETURN a.id, b.id, x.readings{parts}"


def _ends(start: str, end: str) -> str:
    return f"UNWIND $rows AS r MATCH (a:{_primary(start)} {{id: r[0]}}) MATCH (b:{_primary(end)} {{id: r[1]}})"


def _find(type_: str, start: str, end: str) -> str:
    parts = ", ".join(f"{name}: r[{place}]" for place, name in enumerate(ARROW_BY_TYPE[type_].key, start=2))
    key = f" {{{parts}}}" if parts else ""
    return f"{_ends(start, end)} OPTIONAL MATCH (a)-[x:{_kind(type_)}{key}]->(b) WITH r, x WHERE x IS NOT NULL"


def _width(type_: str) -> int:
    return 2 + len(ARROW_BY_TYPE[type_].key)


def _primary(label: str) -> str:
    return NODE_BY_LABEL[label].label


def _kind(type_: str) -> str:
    return ARROW_BY_TYPE[type_].type


PAGE_HEADS = f"MATCH (p:{PAGE}) WHERE p.dataset = $dataset RETURN p.id, p.hash, p.records, p.statements"
PAGE_PAYLOADS = (
    f"UNWIND $ids AS id MATCH (p:{PAGE} {{id: id}}) WHERE p.payload IS NOT NULL "
    "RETURN p.id, p.hash, p.payload, p.merged, p.records, p.statements"
)
CREATE_PAGES = f"UNWIND $rows AS row CREATE (p:{PAGE}) SET p = row"
SET_PAGES = f"UNWIND $rows AS row MATCH (p:{PAGE} {{id: row.id}}) SET p = row"
PAGES_BY_DATASET = f"MATCH (p:{PAGE}) WHERE p.payload IS NOT NULL RETURN p.dataset, p.id"
PAGES_OF = f"MATCH (p:{PAGE}) WHERE p.dataset = $dataset AND p.payload IS NOT NULL RETURN p.id"
DELETE_PAGES = f"UNWIND $ids AS id MATCH (p:{PAGE} {{id: id}}) DELETE p"
MARKS = f"MATCH (p:{PAGE}) WHERE p.payload IS NULL RETURN properties(p)"
STATEMENTS_KEPT = f"MATCH (p:{PAGE}) RETURN coalesce(sum(p.statements), 0)"
EVERY_PAGE_HASH = f"MATCH (p:{PAGE}) RETURN p.id, p.hash"

DECISIONS = f"MATCH (d:{NODE_BY_LABEL['Decision'].label}) WHERE d.verdict IS NOT NULL RETURN d.verdict, d.subjects, d.keep, d.about"
EVERY_DECISION = f"MATCH (d:{NODE_BY_LABEL['Decision'].label}) WHERE d.verdict IS NOT NULL RETURN d.id, d.name, d.subjects"
DECISIONS_APPLIED = f"MATCH (p:{PAGE} {{id: $id}}) RETURN p.hash"
SET_DECISIONS_APPLIED = f"MERGE (p:{PAGE} {{id: $id}}) SET p.hash = $hash"
FORGET_APPLIED = f"MATCH (p:{PAGE} {{id: $id}}) DELETE p"

AUTHORITIES = "MATCH (n:Regulator) RETURN n.id"
AUTHORITIES_APPLIED = f"MATCH (p:{PAGE} {{id: $id}}) RETURN p.merged"
SET_AUTHORITIES_APPLIED = f"MERGE (p:{PAGE} {{id: $id}}) SET p.hash = $hash, p.merged = $merged"

READ_DATASET = f"MATCH (d:{DATASET} {{id: $dataset}}) RETURN properties(d)"
MERGE_DATASET = f"MERGE (d:{DATASET} {{id: $dataset}}) SET d += $properties"
DELETE_DATASET = f"MATCH (d:{DATASET} {{id: $dataset}}) DELETE d"
OUTDATED_DATASETS = f"MATCH (d:{DATASET}) WHERE coalesce(d.view_version, 1) <> $version RETURN d.id"
ANY_DATASET = f"MATCH (d:{DATASET}) RETURN d.id LIMIT 1"
ANY_NODE = f"MATCH (n) WHERE NOT n:{PAGE} AND NOT n:{LOCK} AND NOT n:{CHECK} RETURN true LIMIT 1"
EVERY_DATASET = f"MATCH (d:{DATASET}) RETURN properties(d)"
NOTE_RELABEL = f"UNWIND $rows AS row MATCH (d:{DATASET} {{id: row.dataset}}) SET d.relabel = row.ids"
READ_RELABEL = f"MATCH (d:{DATASET}) WHERE d.relabel IS NOT NULL RETURN d.relabel"
CLEAR_RELABEL = f"MATCH (d:{DATASET}) WHERE d.relabel IS NOT NULL REMOVE d.relabel"


@cache
def subjects_there(label: str) -> str:
    """`$ids` → those of which a source says something."""
    return f"UNWIND $ids AS id MATCH (n:{_primary(label)} {{id: id}}) WHERE n.unstated IS NULL RETURN n.id"


@cache
def subjects_merged(label: str) -> str:
    """The ids that decisions put into another node, list by list."""
    return f"MATCH (n:{_primary(label)}) WHERE n.merged IS NOT NULL RETURN n.merged"


@cache
def how_often_said(label: str) -> str:
    """`$values` → id, name, and how many statements describe it."""
    said = "CASE WHEN n.said_n IS NULL THEN coalesce(size(n.said), 0) ELSE reduce(sum = 0, one IN n.said_n | sum + one) END"
    return f"UNWIND $values AS value MATCH (n:{_primary(label)} {{id: value}}) RETURN n.id, n.name, {said}"


@cache
def how_often_touched(label: str) -> str:
    """`$values` → id, and how many statements make the arrows at it."""
    said = "CASE WHEN x.said_n IS NULL THEN coalesce(size(x.said), 0) ELSE reduce(sum = 0, one IN x.said_n | sum + one) END"
    return f"UNWIND $values AS value MATCH (n:{_primary(label)} {{id: value}})-[x]-() RETURN n.id, sum({said})"


@cache
def bearing_name(label: str) -> str:
    """`$values` → id, name, of every node that is called so."""
    return f"MATCH (n:{_primary(label)}) WHERE n.name IN $values RETURN n.id, n.name"


@cache
def read_labels(label: str) -> str:
    """`$ids` → id, roles, labels."""
    return f"UNWIND $ids AS id MATCH (n:{_primary(label)} {{id: id}}) RETURN n.id, n.roles, labels(n)"


LOADING = f"MATCH (l:{LOCK}) WHERE l.owner IS NOT NULL AND l.until >= timestamp() RETURN l.owner"
READ_COUNTS = f"MATCH (c:{CHECK} {{id: 'counts'}}) RETURN c.kinds, c.numbers"
SET_COUNTS = f"MERGE (c:{CHECK} {{id: 'counts'}}) SET c.kinds = $kinds, c.numbers = $numbers"
ANY_COUNTED = f"MATCH (d:{DATASET}) WHERE d.ledger IS NOT NULL RETURN d.id LIMIT 1"
READ_VERIFIED = f"MATCH (c:{CHECK} {{id: 'verified'}}) RETURN c.on, c.ledger"
EVERY_CHECK = f"MATCH (c:{CHECK}) WHERE c.id <> 'counts' RETURN properties(c)"
SET_VERIFIED = f"MERGE (c:{CHECK} {{id: 'verified'}}) SET c.on = $on, c.ledger = $ledger"
# A page that only marks something is of no data set.
_PAGES_COUNTED = f"MATCH (x:{PAGE}) WHERE x.dataset IS NOT NULL"


@cache
def count_nodes() -> str:
    """→ primary label, how many, the pages of the ledger among them."""
    parts = [f"MATCH (x:{node.label}) RETURN '{node.label}' AS kind, count(x) AS n" for node in NODES]
    return " UNION ALL ".join([*parts, f"{_PAGES_COUNTED} RETURN '{PAGE}' AS kind, count(x) AS n"])


@cache
def count_arrows() -> str:
    """→ type, how many; for servers, which keep these numbers."""
    return " UNION ALL ".join(f"MATCH ()-[x:{arrow.type}]->() RETURN '{arrow.type}' AS kind, count(x) AS n" for arrow in ARROWS)


COUNT_ARROWS_AT_ONCE = "MATCH ()-[x]->() RETURN type(x) AS kind, count(x) AS n"
"""The same for an engine that would read all arrows once for each type."""


@cache
def every_id(label: str) -> str:
    """→ id of every node of a primary label, or of one of the store's own."""
    return f"MATCH (n:{_labelled(label)}) RETURN n.id"


@cache
def look_up(label: str) -> str:
    """`$ids` → the id of each node that the index of the label finds."""
    return f"UNWIND $ids AS id MATCH (n:{_labelled(label)} {{id: id}}) RETURN n.id"


@cache
def every_name(label: str) -> str:
    """→ name, or null, of every node of a primary label."""
    return f"MATCH (n:{_primary(label)}) RETURN n.name"


@cache
def look_up_name(label: str) -> str:
    """`$names` → each name that the index of the label finds, and how many nodes it finds by it."""
    return f"UNWIND $names AS name MATCH (n:{_primary(label)} {{name: name}}) RETURN name, count(n)"


def _labelled(label: str) -> str:
    return label if label in BOOKKEEPING else _primary(label)


PAGE_COUNTS = f"MATCH (p:{PAGE}) WHERE p.dataset IS NOT NULL RETURN p.dataset, count(p)"


@cache
def count_leaving(label: str) -> str:
    """→ type, how many arrows leave nodes of a primary label."""
    return f"MATCH (a:{_primary(label)})-[x]->() RETURN type(x), count(x)"


@cache
def count_arriving(label: str) -> str:
    """→ type, how many arrows arrive at nodes of a primary label."""
    return f"MATCH (b:{_primary(label)})<-[x]-() RETURN type(x), count(x)"


@cache
def scan_nodes(label: str) -> str:
    """→ id, labels, properties of every node of a primary label."""
    return f"MATCH (n:{_primary(label)}) RETURN n.id, labels(n), properties(n)"


@cache
def scan_arrows(type_: str) -> str:
    """→ start, end, properties of every arrow of a type."""
    return f"MATCH (a)-[x:{_kind(type_)}]->(b) RETURN a.id, b.id, properties(x)"


@cache
def scan_arrows_from_ends(label: str) -> str:
    """→ type, start, end of every arrow into a node of a primary label, found from that end."""
    return f"MATCH (b:{_primary(label)}) MATCH (b)<-[x]-(a) RETURN type(x), a.id, b.id"


FOREIGN_NODES = (
    f"MATCH (n) WHERE NOT ({' OR '.join(f'n:{label}' for label in [*(node.label for node in NODES), *sorted(BOOKKEEPING)])}) "
    "RETURN labels(n), count(n)"
)
FOREIGN_ARROWS = "MATCH ()-[x]->() WHERE NOT type(x) IN $types RETURN type(x), count(x)"
