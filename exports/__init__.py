"""The graph for other programs, one module a format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.exports.manner import Manner
    from maillon.queries.cypher_reader import CypherReader

Files: TypeAlias = Iterator[tuple[str, Iterable[str]]]
"""The files of an export: each its name ('' where there is only one) and its text in pieces, so that none need be held whole."""

EXPORT_FORMATS = {
    "json": "maillon_json",
    "csv": "csv_tables",
    "graphml": "graphml",
    "gexf": "gexf",
    "json-ld": "json_ld",
    "stix": "stix",
    "misp": "misp",
    "neo4j-admin": "neo4j_admin",
    "records": "records",
}
"""Format → module of this room, whose `files` writes it. A module is imported only when its format is asked for."""


WHOLE_ONLY = ("neo4j-admin", "records")
"""Formats that hand on a store as it is, or the records that it was made of, and no part of a graph."""

VERSIONED = ("stix", "misp")
"""Formats whose things have versions, and who publishes them."""


def export_files(format_: str, reader: CypherReader, manner: Manner | None = None) -> Files:
    """The graph of a store in one of `EXPORT_FORMATS`; the same graph, after the same earlier file, gives the same bytes.

    Raises:
        KeyError: no such format.
        RefusedError: the format has no such manner, or the earlier file is none.
    """
    from maillon.exports.manner import PLAIN

    how = manner or PLAIN
    _refuse(format_, how)
    module = import_module(f"{__name__}.{EXPORT_FORMATS[format_]}")
    files: Files = module.files(reader) if format_ in WHOLE_ONLY else module.files(reader, how)
    return files


def goes_on_from(format_: str, path: Path) -> bool:
    """Whether a file is what an earlier export of one of `VERSIONED` wrote, so that its versions can go on."""
    from maillon.exports.manner import NotOursError

    try:
        import_module(f"{__name__}.{EXPORT_FORMATS[format_]}").previous(path)
    except NotOursError:
        return False
    return True


def _refuse(format_: str, manner: Manner) -> None:
    """Refuse what a format does not know."""
    from maillon.exports.messages import messages

    if format_ in WHOLE_ONLY and not manner.selection.whole:
        raise RefusedError(messages("export.whole", format=format_))
    known = {"previous": VERSIONED, "publisher": VERSIONED, "core": ("stix",)}
    asked = {"previous": manner.previous, "publisher": manner.publisher, "core": manner.core}
    for option, formats in known.items():
        if asked[option] and format_ not in formats:
            raise RefusedError(messages(f"export.plain.{option}", format=format_, formats=formats))


def json_in_pieces(head: str, items: Iterable[Any]) -> Iterator[str]:
    """A JSON object whose last member is a list, an item a line: `head` ends with the name of the list and a colon."""
    yield f"{head} [\n"
    for number, item in enumerate(items):
        yield f"{',' if number else ' '}{json.dumps(item, ensure_ascii=False, sort_keys=True)}\n"
    yield "]}\n"
