"""The graph as records of our own format, which `maillon load records` reads again: a folder for each data set, with its description.

Records are written as their authors wrote them, one document an incident, registries beside them. A data set that another loader read
is left out: what a colleague needs is its file.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from maillon.exports.messages import messages
from maillon.graph.records import Stated, from_written, written
from maillon.graph.statements import written_of
from maillon.graph.store.cypher import DATASET, PAGE
from maillon.graph.store.loading.ledger import unpack
from maillon.queries.full_graph import stored_nodes
from maillon.wording import Message, RefusedError
from maillon.yaml_core import dump

if TYPE_CHECKING:
    from maillon.exports import Files
    from maillon.queries.cypher_reader import CypherReader

LOADER = "records"

_ALONE = {"incident": "incidents", "relations": "relations"}
"""Kinds of which each record is a file of its own, in a folder; of the others one file is a list."""

_LARGEST = 2 << 20
"""Characters of a list after which the next file begins: `maillon load` reads no larger ones than twice this."""


def files(reader: CypherReader) -> Files:
    """The files of every data set that is made of records: its description, then its records.

    Raises:
        RefusedError: the last load of a data set was cut, or a version before this one loaded it, which kept no records.
    """
    ours = [found for found in _datasets(reader) if found.get("loader") == LOADER]
    for found in ours:
        if not found.get("complete"):
            raise RefusedError(messages("records.cut", dataset=found["id"]))
    pages: dict[str, list[str]] = defaultdict(list)
    for row in reader.rows(f"MATCH (p:{PAGE}) WHERE p.payload IS NOT NULL RETURN p.dataset AS dataset, p.id AS id"):
        pages[row["dataset"]].append(row["id"])
    for found in ours:  # refused before the first file is written
        for page in sorted(pages[found["id"]])[:1]:
            if written_of(_lines(reader, page)[0]) is None:
                raise RefusedError(messages("records.before", dataset=found["id"]))
    for found in ours:
        yield f"{found['id']}/dataset.yaml", [dump(_description(found))]
        yield from _records(reader, found["id"], sorted(pages[found["id"]]))


def left_out(reader: CypherReader) -> list[Message]:
    """What is said of each data set that is not written."""
    others = [found for found in _datasets(reader) if found.get("loader") != LOADER]
    return [messages("records.other", dataset=found["id"], loader=found.get("loader") or "?") for found in others]


def _datasets(reader: CypherReader) -> list[dict[str, Any]]:
    return [properties for _, properties in stored_nodes(reader, DATASET)]


def _description(found: Mapping[str, Any]) -> dict[str, Any]:
    described = json.loads(found["description"]) if found.get("description") else {}
    marks = {"confidential": True} if found.get("confidential") else {}
    return {"kind": "dataset", **described, **marks, "id": found["id"]}


def _lines(reader: CypherReader, page: str) -> list[str]:
    (row,) = reader.rows(f"MATCH (p:{PAGE} {{id: $id}}) RETURN p.payload AS payload", id=page)
    return unpack(bytes(row["payload"]))


def _records(reader: CypherReader, dataset: str, pages: list[str]) -> Iterator[tuple[str, list[str]]]:
    lists: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for page in pages:
        for line in _lines(reader, page):
            record = _record(dataset, line)
            if record["kind"] in _ALONE:  # an id is a slug, of which only the slash is no part of a file's name
                yield f"{dataset}/{_ALONE[record['kind']]}/{record['id'].replace('/', '_')}.yaml", [dump(record)]
            else:
                lists[record.pop("kind")].append(record)
    for kind, entries in sorted(lists.items()):
        for number, part in enumerate(_parts(entries)):
            yield f"{dataset}/{kind}{f'-{number + 1}' if number else ''}.yaml", [dump({"kind": kind, "entries": part})]


def _record(dataset: str, line: str) -> dict[str, Any]:
    """The record of a line, its fields in the order in which the format names them."""
    kept = written_of(line)
    if kept is None:
        raise RefusedError(messages("records.before", dataset=dataset))
    try:
        said = written(from_written(kept.data))
    except ValidationError as error:  # the format of another version
        raise RefusedError(messages("records.before", dataset=dataset)) from error
    return {name: _ordered(value) for name, value in said.items()}


def _ordered(value: Any) -> Any:
    """Who says so, how firmly and where it was read comes after what is said."""
    if isinstance(value, list):
        return [_ordered(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: _ordered(value[name]) for name in sorted(value, key=lambda name: name in Stated.model_fields)}


def _parts(entries: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    part: list[dict[str, Any]] = []
    filled = 0
    for entry in entries:
        weight = len(dump(entry))
        if part and filled + weight > _LARGEST:
            yield part
            part, filled = [], 0
        part.append(entry)
        filled += weight
    yield part
