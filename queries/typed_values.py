"""Typed values from the properties of nodes and arrows, as a store gives them in rows and an export in its file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from maillon.graph.readings import SourceReading
from maillon.queries.reader import DataOutcome, GivenNotice, Impact, Place
from maillon.queries.subgraph import Arrow, Node

KEPT_BY_STORE = frozenset({"said", "said_n", "search", "roles"})
"""Properties that the store keeps for itself."""

RELATION_PROPERTIES = (
    *("service", "contract", "period", "since", "until", "planned_until", "seen_on", "since_edtf", "until_edtf", "planned_until_edtf"),
    *("seen_edtf", "data", "scope", "data_after_end", "deployment", "data_at_provider", "gdpr_role", "share", "status", "by"),
    *("made_on_edtf", "evidence", "conflict", "readings", "note_fr", "note_en"),
)
"""What `relation` reads."""

PLACE_PROPERTIES = (
    *("vector", "account_fr", "account_en", "status", "by", "made_on_edtf", "evidence", "conflict", "readings"),
    *("note_fr", "note_en"),
)
"""What `place` reads."""

IMPACT_PROPERTIES = (
    *(
        "outcome",
        "effect",
        "low",
        "high",
        "approximate",
        "unit",
        "data",
        "status",
        "evidence",
        "by",
        "made_on_edtf",
        "conflict",
        "readings",
    ),
    *("note_fr", "note_en"),
)
"""What `impact` reads."""

OUTCOME_PROPERTIES = ("of", "at", "outcome", "status", "evidence", "by", "made_on_edtf", "conflict", "readings", "note_fr", "note_en")
"""What `data_outcome` reads."""

NOTICE_PROPERTIES = (
    *("incident", "duty", "happened", "on", "on_to", "on_edtf", "status", "evidence", "by", "made_on_edtf", "conflict", "readings"),
    *("note_fr", "note_en"),
)
"""What `notice` reads."""


def node(node_id: str, labels: Iterable[str], properties: Mapping[str, Any]) -> Node:
    """A node; what the store keeps for itself is left out."""
    shown = {k: v for k, v in sorted(properties.items()) if k not in KEPT_BY_STORE and v is not None}
    return Node(
        id=node_id,
        labels=tuple(sorted(labels)),
        name=shown.get("name") or node_id,
        name_fr=shown.get("name_fr"),
        name_en=shown.get("name_en"),
        named=shown.get("named", True),
        properties=shown,
    )


def relation(type_: str, start: str, end: str, properties: Mapping[str, Any]) -> Arrow:
    """A trust or governance arrow."""
    values = _read(properties, RELATION_PROPERTIES, texts=("service", "contract", "period"), lists=("evidence", "by"))
    values["data"] = None if values["data"] is None else frozenset(values["data"])
    return Arrow(type=type_, start=start, end=end, **values)


def place(type_: str, incident: str, party: str, properties: Mapping[str, Any]) -> Place:
    """A COMPROMISED, ENTERED_THROUGH or ATTRIBUTED_TO arrow."""
    return Place(incident=incident, party=party, role=type_, **_read(properties, PLACE_PROPERTIES, lists=("evidence", "by")))


def impact(incident: str, party: str, properties: Mapping[str, Any]) -> Impact:
    """An AFFECTED arrow."""
    values = _read(properties, IMPACT_PROPERTIES, lists=("data", "evidence", "by"))
    return Impact(incident=incident, party=party, **values | {"approximate": rounded(values)})


def rounded(figure: Mapping[str, Any], stem: str = "") -> bool | None:
    """Whether the speaker rounds a figure (`low`, `high`, `approximate`); None where there is none to round."""
    if figure.get(f"{stem}low") is None and figure.get(f"{stem}high") is None:
        return None
    return bool(figure.get(f"{stem}approximate"))


def data_outcome(incident: str, category: str, properties: Mapping[str, Any]) -> DataOutcome:
    """An EXPOSED arrow."""
    values = _read(properties, OUTCOME_PROPERTIES, texts=("of", "at"), lists=("evidence", "by"))
    return DataOutcome(incident=incident, category=category, **values)


def notice(start: str, end: str, properties: Mapping[str, Any]) -> GivenNotice:
    """A NOTIFIED arrow."""
    values = _read(properties, NOTICE_PROPERTIES, texts=("duty",), lists=("evidence", "by"))
    said = {reading.happened for reading in values["readings"] if reading.stands}
    if len(said) > 1:
        values["happened"] = None
    return GivenNotice(start=start, end=end, **values)


def _read(properties: Mapping[str, Any], names: Iterable[str], *, texts: Iterable[str] = (), lists: Iterable[str] = ()) -> dict[str, Any]:
    """These properties; one that is missing is None, or empty if it is one of `texts` or `lists`."""
    values = {name: properties.get(name) for name in names}
    for name in texts:
        values[name] = values[name] or ""
    for name in lists:
        values[name] = tuple(values[name] or ())
    if "conflict" in values:
        values["conflict"] = bool(values["conflict"])
    if "readings" in values:
        values["readings"] = tuple(SourceReading.of(json.loads(text)) for text in values["readings"] or ())
    return values
