"""The graph for other programs, one module a format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader

Files: TypeAlias = Iterator[tuple[str, Iterable[str]]]
"""The files of an export: each its name ('' where there is only one) and its text in pieces, so that none need be held whole."""

EXPORT_FORMATS = {
    "json": "maillon_json",
    "csv": "csv_tables",
    "graphml": "graphml",
    "gexf": "gexf",
    "stix": "stix",
    "misp": "misp",
    "neo4j-admin": "neo4j_admin",
    "records": "records",
}
"""Format → module of this room, whose `files` writes it. A module is imported only when its format is asked for."""


def export_files(format_: str, reader: CypherReader) -> Files:
    """The graph of a store in one of `EXPORT_FORMATS`; the same graph gives the same bytes.

    Raises:
        KeyError: no such format.
    """
    files: Files = import_module(f"{__name__}.{EXPORT_FORMATS[format_]}").files(reader)
    return files


def json_in_pieces(head: str, items: Iterable[Any]) -> Iterator[str]:
    """A JSON object whose last member is a list, an item a line: `head` ends with the name of the list and a colon."""
    yield f"{head} [\n"
    for number, item in enumerate(items):
        yield f"{',' if number else ' '}{json.dumps(item, ensure_ascii=False, sort_keys=True)}\n"
    yield "]}\n"
