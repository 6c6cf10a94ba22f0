"""Our own JSON file: it comes back to the byte, and a file that is something else is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from maillon.exports.maillon_json import ExportError, from_file, to_text
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.exported import export_graph


def test_an_export_written_and_read_back_is_the_same_to_the_byte(corpus: Store, tmp_path: Path) -> None:
    text = to_text(export_graph(CypherReader(corpus)))
    path = tmp_path / "graph.json"
    path.write_text(text, "utf-8")
    assert to_text(from_file(path)) == text
    assert to_text(export_graph(CypherReader(corpus))) == text


NODE = {"id": "org:a", "labels": ["Organisation"], "properties": {}}


def export(node: dict[str, Any], **arrow: Any) -> str:
    """An export of one node, and one arrow or none."""
    return json.dumps({"format": "maillon-export", "version": 1, "nodes": [node], "arrows": [arrow] if arrow else []})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("not json", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "not an export of maillon"),
        ('{"format": "other"}', "not an export of maillon"),
        ('{"format": "maillon-export", "version": 9}', "version 9, this maillon reads 1"),
        ('{"format": "maillon-export", "version": 1, "nodes": [{}], "arrows": []}', "lacks 'id'"),
        (json.dumps({"format": "maillon-export", "version": 1, "nodes": [NODE | {"id": "x"}], "arrows": []}), "no known prefix"),
        (
            json.dumps(
                {
                    "format": "maillon-export",
                    "version": 1,
                    "nodes": [],
                    "arrows": [{"type": "EATS", "start": "", "end": "", "properties": {}}],
                }
            ),
            "EATS",
        ),
        (export(NODE | {"properties": {"count_low": "many"}}), "count_low of 'org:a' is not a whole number"),
        (export(NODE | {"properties": {"named": 1}}), "named of 'org:a' is not true or false"),
        (export(NODE | {"properties": {"aliases": "A"}}), "aliases of 'org:a' is not a list of texts"),
        (export(NODE | {"properties": {"count_as_of": "soon"}}), "count_as_of of 'org:a' is not a day"),
        (export(NODE | {"properties": {"count_readings": ['{"count_low": true}']}}), "count_low of 'org:a' is not a whole number"),
        (export(NODE, type="USES", start="org:a", end="product:p", properties={"seen_edtf": "once"}), "once"),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ExportError, match=message) as caught:
        from_file(path)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no such file"):
        from_file(tmp_path / "none.json")
