"""A folder that `neo4j-admin database import` turns into a database: the fast way to bring a country to a server.

    cd FOLDER
    neo4j-admin database import full @import.args neo4j       (the server is stopped, its database empty)
    cypher-shell -f after-import.cypher                       (the server runs again)

The database then holds the same graph, the same ledger and what must be there, so that the next `maillon load` changes only what changed
and an import that was cut is seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillon.exports.messages import messages
from maillon.graph.model import ARROWS, COMMON_NODE, NODES, Property, arrow_properties
from maillon.graph.store.cypher import CHECK, DATASET, PAGE, known_names, schema_statements
from maillon.queries.full_graph import stored_arrows, stored_nodes
from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.exports import Files
    from maillon.queries.cypher_reader import CypherReader

_SEPARATORS = "\x1f\x1e\x1d\x1c"
"""Between the items of a list: made for this (U+001F, information separator), so no name holds it."""

_TYPES = {
    "string": "string",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
    "date": "date",
    "string list": "string[]",
    "integer list": "long[]",
}
_KEPT = {"said": "string[]", "said_n": "long[]"}
_LEDGER: dict[str, dict[str, str]] = {
    DATASET: {"id": "string", "loader": "string", "title": "string", "licence": "string", "records": "long", "pages": "long"}
    | {"complete": "boolean", "loaded_on": "date", "relabel": "string[]", "view_version": "long"}
    | {"confidential": "boolean", "origin": "string", "description": "string", "ledger": "string"},
    PAGE: {"id": "string", "dataset": "string", "hash": "string", "records": "long", "statements": "long", "payload": "byte[]"}
    | {"merged": "string"},
    CHECK: {"id": "string", "kinds": "string[]", "numbers": "long[]", "on": "date", "ledger": "string"},
}
# The import tool has no way to write an empty list: it makes it a null. This property says which ones to put back.
_EMPTY = "_empty"
_BATCH = 10_000


def files(reader: CypherReader) -> Files:
    """CSV files of nodes and arrows with typed headers, the tool's arguments, and the Cypher to run afterwards.

    Raises:
        RefusedError: lists hold every character that could separate their items, or something holds what the model does not know.
    """
    between = _separator(reader)
    parts: list[_Part] = []
    for label, columns in _node_columns().items():
        parts.append(part := _Part("nodes", label, columns, between))
        yield part.file, part.nodes(reader)
    for kind in ARROWS:
        parts.append(part := _Part("relationships", kind.type, _columns(arrow_properties(kind)) | _KEPT, between))
        yield part.file, part.arrows(stored_arrows(reader, kind))
    yield "import.args", _arguments(parts, between)
    yield "after-import.cypher", _afterwards(parts)


def _separator(reader: CypherReader) -> str:
    """The first of `_SEPARATORS` that no item of any list holds: a store may hold what an earlier version took."""
    patterns = {f"(x:{label})": columns for label, columns in _node_columns().items()}
    patterns |= {f"()-[x:{kind.type}]->()": _columns(arrow_properties(kind)) for kind in ARROWS}
    met: list[str] = []
    for between in _SEPARATORS:
        for pattern, columns in patterns.items():
            lists = [name for name, type_ in columns.items() if type_ == "string[]"]
            if not lists:
                continue
            holds = " OR ".join(f"any(item IN x.{name} WHERE item CONTAINS $between)" for name in lists)
            found = reader.rows(f"MATCH {pattern} WHERE {holds} RETURN x.name AS name LIMIT 1", between=between)
            if found:
                met.append(str(found[0]["name"]))
                break
        else:
            return between
    raise RefusedError(messages("admin.separator", first=repr(met[0])))


def _node_columns() -> dict[str, dict[str, str]]:
    return {kind.label: _columns((*COMMON_NODE, *kind.properties)) | _KEPT for kind in NODES} | _LEDGER


def _columns(properties: Sequence[Property]) -> dict[str, str]:
    return {p.name: _TYPES[p.type] for p in properties}


@dataclass(slots=True)
class _Part:
    """One file: the nodes of a label or the arrows of a type."""

    kind: str
    name: str
    columns: dict[str, str]
    between: str
    emptied: set[str] = field(default_factory=set)

    @property
    def file(self) -> str:
        return f"{self.kind}-{self.name}.csv"

    def nodes(self, reader: CypherReader) -> Iterator[str]:
        yield self._header([f"{name}:{'ID(node)' if name == 'id' else type_}" for name, type_ in self.columns.items()], ":LABEL")
        for labels, properties in stored_nodes(reader, self.name):
            yield self._line(properties, self._text(self.between.join(sorted(labels)), "string"))

    def arrows(self, arrows: Iterable[tuple[str, str, dict[str, Any]]]) -> Iterator[str]:
        yield self._header([f"{name}:{type_}" for name, type_ in self.columns.items()], ":START_ID(node)", ":END_ID(node)")
        for start, end, properties in arrows:
            yield self._line(properties, self._text(start, "string"), self._text(end, "string"))

    def _header(self, columns: list[str], *more: str) -> str:
        return ",".join([*columns, f"{_EMPTY}:string[]", *more]) + "\n"

    def _line(self, properties: dict[str, Any], *more: str) -> str:
        empty = sorted(name for name, value in properties.items() if value == [])
        self.emptied.update(empty)
        strange = properties.keys() - self.columns.keys()
        if strange:
            raise RefusedError(messages("admin.unknown", name=self.name, properties=sorted(strange)))
        cells = [self._text(properties.get(name), type_) for name, type_ in self.columns.items()]
        return ",".join([*cells, self._text(empty, "string[]"), *more]) + "\n"

    def _text(self, value: Any, type_: str) -> str:
        """A CSV cell, as the import tool reads it: an empty cell is null, a quoted empty one an empty string."""
        if value is None or value == []:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | float):
            return repr(value)
        if isinstance(value, dt.date):
            return value.isoformat()
        if type_ == "byte[]":
            return self.between.join(str(byte - 256 if byte > 127 else byte) for byte in value)
        return _quoted(self.between.join(map(str, value)) if isinstance(value, list) else str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _arguments(parts: list[_Part], between: str) -> Iterator[str]:
    for part in parts:
        # A type is named here and not in each row; the labels of a node differ from row to row.
        target = f"={part.name}=" if part.kind == "relationships" else "="
        yield f"--{part.kind}{target}./{part.file}\n"  # later versions take a bare name for one inside their own folder
    # These take one value each, and so end the list of files before the name of the database.
    yield f"--array-delimiter=U+{ord(between):04X}\n"
    yield "--multiline-fields=true\n"


def _afterwards(parts: list[_Part]) -> Iterator[str]:
    yield "// Unique ids, the names of the model, and the empty lists that the import tool cannot write. It can be run again.\n"
    yield from (f"{statement};\n" for statement in (*schema_statements(), *known_names()))
    for part in parts:
        pattern = f"(x:{part.name})" if part.kind == "nodes" else f"()-[x:{part.name}]->()"
        for name in sorted(part.emptied):
            change = f"SET x.{name} = []"
            yield f"MATCH {pattern} WHERE '{name}' IN x.{_EMPTY} CALL (x) {{ {change} }} IN TRANSACTIONS OF {_BATCH} ROWS;\n"
        if part.emptied:
            yield f"MATCH {pattern} WHERE x.{_EMPTY} IS NOT NULL CALL (x) {{ REMOVE x.{_EMPTY} }} IN TRANSACTIONS OF {_BATCH} ROWS;\n"
