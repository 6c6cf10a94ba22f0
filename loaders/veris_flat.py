"""`vcdb.csv`, the flat table that users of R have: a column a field or, of terms, a column a term; back into documents of VERIS.

Columns are dotted paths. `victim.country.US` is true for a victim there; the older file has `victim.country` with the code in it, 0
and 1 for false and true, and a dot for each sign that R does not like in a name (`action.error.variety.Disposal.error`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from maillon.graph.name_matching import fold_name
from maillon.loaders import categories
from maillon.loaders.inputs import Input, refuse, table_of
from maillon.loaders.messages import messages
from maillon.wording import Message, RefusedError

_EMPTY = {"", "0", "FALSE", "NA"}
_TRUE = {"1", "TRUE"}
_LISTS = (
    *("victim.country", "actor.partner.country", "attribute.confidentiality.data_victim"),
    *("asset.hosting", "asset.cloud", "asset.management", "asset.ownership"),
    *(f"action.{kind}.variety" for kind in ("malware", "hacking", "social", "misuse", "physical", "error", "environmental")),
)
"""Paths whose terms may be columns of their own; they are gathered into a list."""
_CHOICES = ("security_incident", "confidence", "attribute.confidentiality.data_disclosure")
"""Paths of whose terms one holds."""
_DATA = "attribute.confidentiality.data"
_VARIETIES = {fold_name(term): term for term in categories.VERIS}
_VERSION = "1.3"
"""The table does not name a version; its files were made of 1.2 and 1.3, whose fields that are read are the same."""


def flat_documents(source: Input) -> Iterator[tuple[int, Any]]:
    """The incidents of a flat table, as documents, each with its line; a row that does not fit the header is a `RefusedError`.

    Raises:
        BadInputError: not such a table.
    """
    table = table_of(source)
    if "incident_id" not in table.header or not any(header.startswith("victim.") for header in table.header):
        missing = ["incident_id", "victim.victim_id"]
        raise refuse(table.file, messages("table.other", loader="vcdb", missing=missing, header=table.header[:30]), line=1)
    for row in table.rows:
        yield row.line, _document(row.cells)
    for ragged in table.ragged:
        assert isinstance(ragged.reason, Message)
        yield ragged.line, RefusedError(ragged.reason)


def _document(cells: Mapping[str, str]) -> dict[str, Any]:
    document: dict[str, Any] = {"schema_version": _VERSION}
    data: dict[str, dict[str, Any]] = {}
    for path, text in cells.items():
        value = text.strip()
        if value in _EMPTY:
            continue
        listed, choice = _above(path, _LISTS), _above(path, _CHOICES)
        if listed and value in _TRUE:
            _put(document, listed, [*_at(document, listed), path[len(listed) + 1 :].replace(".", " ")])
        elif choice and value in _TRUE:
            _put(document, choice, path[len(choice) + 1 :].replace(".", " "))
        elif path.startswith(f"{_DATA}."):
            field, _, term = path[len(_DATA) + 1 :].partition(".")
            variety = _VARIETIES.get(fold_name(term), term)
            data.setdefault(variety, {"variety": variety}).update({"amount": value} if field == "amount" else {})
        else:
            _put(document, path, {} if value in _TRUE and path.count(".") == 1 else value)
    if data:
        _put(document, _DATA, list(data.values()))
    return document


def _above(path: str, known: Sequence[str]) -> str | None:
    """The path of which this column is one term."""
    return next((name for name in known if path.startswith(f"{name}.")), None)


def _at(document: Mapping[str, Any], path: str) -> list[Any]:
    place: Any = document
    for part in path.split("."):
        place = place.get(part) if isinstance(place, Mapping) else None
    return place if isinstance(place, list) else []


def _put(document: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at a path. A column that only says that a part is there (`action.error`) gives way to what the part holds."""
    *outer, last = path.split(".")
    place = document
    for part in outer:
        inner = place.get(part)
        if not isinstance(inner, dict):
            inner = place[part] = {}
        place = inner
    if not (isinstance(place.get(last), dict) and place[last]):
        place[last] = value
