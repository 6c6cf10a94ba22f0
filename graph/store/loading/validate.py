"""What the model allows a statement to say, checked before anything is written.

Labels and types that reach Cypher come from the model; a statement can only name them, never bring its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, TypeAlias

from maillon.graph.model import ARROW_BY_TYPE, COMMON_NODE, NODE_BY_LABEL, Property, PropertyType, arrow_properties, label_of
from maillon.graph.statements import ArrowStatement, NodeStatement, Statement, from_line
from maillon.graph.store.errors import RecordRefused
from maillon.graph.store.messages import messages
from maillon.wording import RefusedError

_KEPT = frozenset(
    {
        *("id", "roles", "unstated", "search", "said", "said_n", "conflict", "readings", "cited"),
        *("gravest", "gravest_status", "gravest_by"),
        *(f"each_{part}" for part in ("status", "by", "made_on", "evidence", "outcome", "since", "until", "on")),
        *(f"{stem}_{part}" for stem in ("size", "count") for part in ("readings", "least", "most")),
    }
)
"""Properties that are computed: no record can state them."""
_Types: TypeAlias = Mapping[str, tuple[PropertyType, Callable[[Any], bool]]]
"""Of each property that may be stated its type, and what tells whether a value is of it."""


def validate_lines(lines: Iterable[str]) -> None:
    """Refuse lines of the ledger in which a statement stands that the model does not allow.

    Raises:
        RecordRefused: as `validate_statement`.
    """
    for line in lines:
        record, statements = from_line(line)
        for statement in statements:
            validate_statement(record, statement)


def validate_statement(record: str, statement: Statement) -> None:
    """Refuse a statement that the model does not allow.

    Raises:
        RecordRefused: an unknown label, role, type, end, key part or property, or a value of another type.
    """
    try:
        if isinstance(statement, NodeStatement):
            _check_node(statement)
        else:
            _check_arrow(statement)
    except RefusedError as error:
        raise RecordRefused(messages("record.refused", id=record, reason=error.message)) from error


def _check_node(statement: NodeStatement) -> None:
    label = label_of(statement.id)
    for role in statement.roles:
        if role not in NODE_BY_LABEL[label].roles:
            raise RefusedError(messages("statement.role", id=statement.id, role=role))
    _check_properties(statement.id, statement.properties, _node_types(label))


def _check_arrow(statement: ArrowStatement) -> None:
    kind = ARROW_BY_TYPE.get(statement.type)
    if kind is None:
        raise RefusedError(messages("statement.type", type=statement.type))
    start, end = label_of(statement.start), label_of(statement.end)
    if start not in kind.starts or end not in kind.ends or (kind.alike and start != end):
        ends = {"start": statement.start, "end": statement.end, "start_label": start, "end_label": end}
        raise RefusedError(messages("statement.ends", type=statement.type, **ends))
    if len(statement.parts) != len(kind.key) or not all(isinstance(part, str) for part in statement.parts):
        raise RefusedError(messages("statement.key", type=statement.type, key=str(kind.key or "()"), found=str(statement.parts)))
    _check_properties(statement.type, statement.properties, _arrow_types(statement.type))


def _check_properties(owner: str, properties: Mapping[str, Any], types: _Types) -> None:
    for name, value in properties.items():
        if name not in types:
            raise RefusedError(messages("statement.property", owner=owner, name=name))
        wanted, fits = types[name]
        if value is not None and not fits(value):
            raise RefusedError(messages("statement.value", name=name, owner=owner, type=wanted, found=repr(value)))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool)


def _is_whole(value: Any) -> bool:
    # Engines hold 64 bits.
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


def _is_number(value: Any) -> bool:
    return isinstance(value, float) or _is_whole(value)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and _names_a_day(value)


@lru_cache(maxsize=4096)  # many statements of a list give the same few days
def _names_a_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and not [item for item in value if not isinstance(item, str)]


def _are_whole(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_whole, value))


_FITS: dict[PropertyType, Callable[[Any], bool]] = {
    "string": _is_text,
    "boolean": _is_truth,
    "integer": _is_whole,
    "float": _is_number,
    "date": _is_day,
    "string list": _are_texts,
    "integer list": _are_whole,
}


def _types(properties: tuple[Property, ...]) -> _Types:
    return {p.name: (p.type, _FITS[p.type]) for p in properties if p.name not in _KEPT}


@cache
def _node_types(label: str) -> _Types:
    return _types((*COMMON_NODE, *NODE_BY_LABEL[label].properties))


@cache
def _arrow_types(type_: str) -> _Types:
    kind = ARROW_BY_TYPE[type_]
    return _types(tuple(p for p in arrow_properties(kind) if p.name not in kind.key))
