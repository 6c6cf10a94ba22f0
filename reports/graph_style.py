"""How Neo4j Browser and Bloom draw the graph: a style sheet (GraSS) and a perspective, in the colours of the pictures.

Both are made from the model, so that a label or type that it gets is drawn too. The store's own bookkeeping is small and grey in
the one, and in no category of the other, which shows nothing that is in none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maillon.graph.model import ARROWS, COMMON_NODE, NODES, Family, Property, PropertyType, arrow_properties
from maillon.graph.store.cypher import BOOKKEEPING
from maillon.queries.typed_values import KEPT_BY_STORE
from maillon.reports.picture.roles import ROLES

_INCIDENT = "#B93A0A"
"""What broke or was struck, in the pictures."""
_COLOURS: Mapping[str, str] = {
    "Incident": _INCIDENT,
    "Claim": "#D9C8AE",
    "Source": "#C7CED8",
    "DataCategory": "#0F766E",
    "ThreatActor": "#16202C",
    "Decision": "#F7B6A0",
}
"""Labels that no card of a picture has."""
_CAPTIONS: Mapping[str, str] = {"Claim": "field", "Source": "publisher", "Decision": "verdict"}
"""Property that names a node of a label; of the others it is the name."""
_LINES: Mapping[Family, tuple[str, int]] = {
    Family.TRUST: ("#7B8797", 3),
    Family.GOVERNANCE: ("#8A7AA0", 2),
    Family.INCLUSION: ("#8A7AA0", 1),
    Family.INCIDENT: (_INCIDENT, 2),
    Family.EVIDENCE: ("#D5DBE3", 1),
}
"""Colour and width of the arrows of a family."""
_KEPT_COLOUR = "#E5E7EB"
_DARK, _LIGHT = "#10151C", "#FFFFFF"
_CONTRAST = 4.5
"""Of text with what is behind it (WCAG 2.2, 1.4.3)."""


def style_sheet() -> str:
    """The GraSS of Neo4j Browser. The rule that stands last holds where a node has several labels; it knows no comments."""
    rules = [_rule("node", **_node("#94A3B8"), **{"diameter": "50px", "font-size": "10px", "caption": "'{name}'"})]
    rules += [_rule(f"node.{label}", **_node(colour), caption=f"'{{{_caption(label)}}}'") for label, colour in _looks()]
    rules += [_rule(f"node.{label}", **_node(_KEPT_COLOUR), diameter="10px", caption="'<type>'") for label in sorted(BOOKKEEPING)]
    rules.append(_rule("relationship", **_line(*_LINES[Family.TRUST]), **{"font-size": "8px", "padding": "3px", "caption": "'<type>'"}))
    rules += [_rule(f"relationship.{kind.type}", **_line(*_LINES[kind.family])) for kind in ARROWS]
    return "\n".join(rules)


def perspective() -> dict[str, Any]:
    """The perspective of Bloom: a category a label, the first that a node has counts; what is in none is hidden."""
    looks = list(reversed(list(_looks())))
    categories = [
        {
            "id": number,
            "name": label,
            "color": colour,
            "size": 1,
            "icon": "no-icon",
            "labels": [label],
            "properties": [_shown(p, caption=p.name == _caption(label)) for p in _properties(label)],
            "caption": [""],
        }
        for number, (label, colour) in enumerate(looks, start=1)
    ]
    other = {
        "id": 0,
        "name": "Other",
        "color": _KEPT_COLOUR,
        "size": 1,
        "icon": "no-icon",
        "labels": [],
        "properties": [],
        "caption": [""],
    }
    types = [
        {
            "id": kind.type,
            "name": kind.type,
            "properties": [
                {"propertyKey": p.name, "type": kind.type, "dataType": _TYPES[p.type]}
                for p in arrow_properties(kind)
                if p.name not in KEPT_BY_STORE
            ],
        }
        for kind in ARROWS
    ]
    return {
        "name": "maillon",
        "id": "maillon",
        "categories": [other, *categories],
        "relationshipTypes": types,
        "palette": {"colors": sorted({colour for _, colour in looks}), "currentIndex": 0},
        "templates": [],
        "hiddenRelationshipTypes": [],
        "hiddenCategories": [],
        "hideUncategorisedData": True,
        "parentPerspectiveId": None,
        "createdAt": 0,
        "lastEditedAt": 0,
        "version": "1.4.1",
    }


_TYPES: Mapping[PropertyType, str] = {
    "string": "string",
    "integer": "bigint",
    "float": "number",
    "boolean": "boolean",
    "date": "Date",
    "string list": "array",
    "integer list": "array",
}
"""What a perspective calls the types of properties."""


def _looks() -> Iterator[tuple[str, str]]:
    """Label and colour of all that is drawn, the one that holds where a node has several last."""
    yield from _COLOURS.items()
    yield from ((role.label, role.colour) for role in reversed(ROLES))


def _caption(label: str) -> str:
    return _CAPTIONS.get(label, "name")


def _properties(label: str) -> list[Property]:
    """What a node with the label may have; one with a role has what its organisation has."""
    kind = next(kind for kind in NODES if label in (kind.label, *kind.roles))
    return [*COMMON_NODE, *kind.properties]


def _shown(p: Property, *, caption: bool) -> dict[str, Any]:
    return {"name": p.name, "exclude": p.name in KEPT_BY_STORE, "isCaption": caption, "dataType": _TYPES[p.type]}


def _rule(selector: str, **properties: str) -> str:
    lines = [f"  {name}: {value};" for name, value in properties.items()]
    return "\n".join([f"{selector} {{", *lines, "}", ""])


def _node(colour: str) -> dict[str, str]:
    return {"color": colour, "border-color": _darker(colour), "border-width": "2px", "text-color-internal": _ink(colour)}


def _line(colour: str, width: int) -> dict[str, str]:
    return {"color": colour, "shaft-width": f"{width}px", "text-color-external": _DARK, "text-color-internal": _ink(colour)}


def _channels(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _darker(colour: str) -> str:
    return "#" + "".join(f"{round(channel * 0.8):02X}" for channel in _channels(colour))


def _ink(colour: str) -> str:
    """White where it is told apart from the colour, else nearly black."""
    linear = [c / 12.92 if (c := channel / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for channel in _channels(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return _LIGHT if 1.05 / (luminance + 0.05) > _CONTRAST else _DARK
