"""The schema of our own JSON holds for what is exported, and for nothing that the model forbids."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from maillon.exports.json_schema import export_schema
from maillon.exports.maillon_json import to_text
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.exported import export_graph
from tests.support.drawing import draw, incident, org, people

VALIDATOR = jsonschema.Draft202012Validator(export_schema())


def test_the_schema_is_one_and_holds_for_the_corpus(corpus: Store) -> None:
    jsonschema.Draft202012Validator.check_schema(export_schema())
    assert list(VALIDATOR.iter_errors(json.loads(to_text(export_graph(CypherReader(corpus)))))) == []


CHANGES: list[Callable[[dict[str, Any]], None]] = [
    lambda body: body.pop("arrows"),
    lambda body: body["nodes"][0].update(id="king:x"),
    lambda body: body["nodes"][0]["labels"].append("King"),
    lambda body: body["arrows"][0].update(type="EATS"),
    lambda body: body["arrows"][0].update(end="incident:x"),
    lambda body: body["arrows"][0]["properties"].update(since="soon"),
    lambda body: body["nodes"][0]["properties"].update(aliases="a"),
]


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_what_the_model_forbids_is_refused(store: Store, number: int) -> None:
    draw(store, org("a", "Insurer"), people("p", 1, 5), incident("x"), "org:a delegates_to org:b {since: 2020}")
    body = json.loads(to_text(export_graph(CypherReader(store))))
    assert VALIDATOR.is_valid(body)
    changed = copy.deepcopy(body)
    changed["arrows"].sort(key=lambda arrow: arrow["type"] != "DELEGATES_TO")
    CHANGES[number](changed)
    assert not VALIDATOR.is_valid(changed)
