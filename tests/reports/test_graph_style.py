"""The style of Neo4j Browser and the perspective of Bloom draw a node as a picture does, read by the rules of those programs."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from maillon.graph.model import ARROWS, LABELS, NODES, ORGANISATION_ROLES
from maillon.graph.store.cypher import BOOKKEEPING
from maillon.queries.subgraph import Node
from maillon.queries.typed_values import KEPT_BY_STORE
from maillon.reports.graph_style import perspective, style_sheet
from maillon.reports.picture.roles import role_of

MIXED = [
    ("Organisation",),
    ("Population",),
    ("Product",),
    ("Organisation", "Insurer"),
    ("Organisation", "HostingProvider", "SoftwareVendor"),
    ("Organisation", "CareProvider", "Hospital", "Employer"),
    ("Organisation", "Regulator", "Insurer"),
    ("Organisation", *ORGANISATION_ROLES),
]
"""Labels of nodes that a picture shows as cards."""


def rules(text: str) -> list[tuple[str, frozenset[str], Mapping[str, str]]]:
    """What Browser reads: its selectors, as tag and classes, with their properties, in the order of the sheet."""
    found: list[tuple[str, frozenset[str], Mapping[str, str]]] = []
    for selector, body in re.findall(r"^([\w.]+) \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL):
        tag, *classes = selector.split(".")
        found.append((tag, frozenset(classes), dict(re.findall(r"^  ([\w-]+): '?(.*?)'?;$", body, re.MULTILINE))))
    return found


def drawn(tag: str, *classes: str) -> dict[str, str]:
    """What Browser makes of a node with these labels, or an arrow of that type: every rule that fits, the last one above."""
    style: dict[str, str] = {}
    for of, needed, properties in rules(style_sheet()):
        if of == tag and needed <= set(classes):
            style |= properties
    return style


@pytest.mark.parametrize("labels", MIXED, ids=" ".join)
def test_browser_draws_a_party_in_the_colour_that_it_has_in_a_picture(labels: tuple[str, ...]) -> None:
    assert drawn("node", *labels)["color"] == role_of(Node("org:a", labels, "A")).colour
    assert drawn("node", *labels)["caption"] == "{name}"


@pytest.mark.parametrize("labels", MIXED, ids=" ".join)
def test_bloom_puts_a_party_first_into_the_category_of_that_colour(labels: tuple[str, ...]) -> None:
    first = next(c for c in perspective()["categories"] if set(c["labels"]) & set(labels))
    assert first["color"] == role_of(Node("org:a", labels, "A")).colour


def test_every_label_and_type_of_the_model_has_a_look_of_its_own() -> None:
    named = {name for _, classes, _ in rules(style_sheet()) for name in classes}
    assert named >= {kind.label for kind in NODES} | {kind.type for kind in ARROWS}
    assert named <= LABELS | {kind.type for kind in ARROWS} | set(BOOKKEEPING)
    assert {label for category in perspective()["categories"] for label in category["labels"]} >= {kind.label for kind in NODES}
    assert {kind["name"] for kind in perspective()["relationshipTypes"]} == {kind.type for kind in ARROWS}


def test_the_bookkeeping_is_small_in_browser_and_hidden_in_bloom() -> None:
    seen = perspective()
    assert seen["hideUncategorisedData"]
    for label in BOOKKEEPING:
        assert int(drawn("node", label)["diameter"].removesuffix("px")) < int(drawn("node", "Organisation")["diameter"].removesuffix("px"))
        assert not any(label in category["labels"] for category in seen["categories"])
    shown = {p["name"] for category in seen["categories"] for p in category["properties"] if not p["exclude"]}
    shown |= {p["propertyKey"] for kind in seen["relationshipTypes"] for p in kind["properties"]}
    assert not shown & KEPT_BY_STORE


def test_the_caption_of_a_category_is_one_property_that_its_nodes_have() -> None:
    for category in perspective()["categories"][1:]:
        assert [p["name"] for p in category["properties"] if p["isCaption"]] in (["name"], ["field"], ["publisher"], ["verdict"])


def test_the_sheet_holds_nothing_that_browser_would_take_for_a_selector() -> None:
    text = style_sheet()
    assert "/*" not in text
    assert "//" not in text
    assert text.count("{") - len(re.findall(r"'\{\w+\}'", text)) == len(rules(text))
