"""Ids that other programs keep: the same thing has the same id in every format, whatever else the graph holds."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from maillon.graph.model import ARROW_BY_TYPE
from maillon.graph.readings import canonical

if TYPE_CHECKING:
    from maillon.queries.exported import ExportedArrow

NAMESPACE = uuid.UUID("b4d0a6f2-6c0e-4f53-9a34-5d2f8f1c7e21")
"""Namespace of our UUIDs (RFC 9562, version 5): drawn once for this project, and never changed, as every id hangs on it."""

VOCABULARY = "urn:maillon:"
"""Before the names of our own terms, and before the ids of things, where a format wants addresses."""


def publisher_namespace(name: str | None) -> uuid.UUID:
    """The namespace of a publisher's ids, which meet no other publisher's; without one, ours."""
    return uuid.uuid5(NAMESPACE, canonical(["publisher", name])) if name else NAMESPACE


def key_parts(type_: str, properties: Mapping[str, Any]) -> list[str]:
    """The values that, with its type and both ends, tell an arrow from every other."""
    return [str(properties.get(name) or "") for name in ARROW_BY_TYPE[type_].key]


def arrow_id(arrow: ExportedArrow) -> str:
    """The id of an arrow: it hangs on its type, its ends and its key alone, never on other arrows."""
    return str(uuid.uuid5(NAMESPACE, canonical([arrow.type, arrow.start, arrow.end, *key_parts(arrow.type, arrow.properties)])))
