"""What pydantic finds wrong, in our own words: of a record, of a row, of a file that a person wrote for a loader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic_core._pydantic_core import list_all_errors

from maillon.loaders.directions import read_directions
from maillon.loaders.explaining import reason_of_item
from maillon.loaders.problems import BadInputError, Problem
from maillon.loaders.table_mapping import read_mapping
from maillon.wording import key_of

MAPPING = """kind: table-mapping
dataset: my-suppliers
source: {publisher: Purchasing, published_on: 2026-01}
rows: relations
columns: {who: Client, whom: Supplier}
constants: {verb: delegates_to}
"""


def problem_in(path: Path, text: str, read: Any) -> Problem:
    path.write_text(text, "utf-8")
    with pytest.raises(BadInputError) as raised:
        read(path)
    (problem,) = raised.value.problems
    return problem


@pytest.mark.parametrize("error", list_all_errors(), ids=lambda error: error["type"])
def test_whatever_pydantic_refuses_is_said_without_its_words(error: Any) -> None:
    context = dict(error.get("example_context") or {})
    reason = reason_of_item({"type": error["type"], "ctx": context, "input": "x"}, "x")
    assert key_of(reason).startswith("field.")
    assert reason.say("fr") != reason.say("en")
    assert error["example_message_python"] not in reason


@pytest.mark.parametrize(
    ("before", "after", "line", "field", "says"),
    [
        ("rows: relations", "row: relations\nrows: relations", 4, "row", "did you mean 'rows'?"),
        ("rows: relations", "rows: contracts", 4, "rows", "allowed: relations, organisations, incidents"),
        ("published_on: 2026-01}", "publishd_on: 2026-01}", 3, "source.publishd_on", "did you mean 'published_on'?"),
        ("columns: {who: Client, whom: Supplier}", "columns: [Client, Supplier]", 5, "columns", "is not a group of fields"),
        ("dataset: my-suppliers", "dataset: My suppliers", 2, "dataset", "(abc-def)"),
    ],
)
def test_a_mapping_is_refused_at_the_line_and_field_with_what_is_allowed(
    before: str, after: str, line: int, field: str, says: str, tmp_path: Path
) -> None:
    problem = problem_in(tmp_path / "mapping.yaml", MAPPING.replace(before, after), read_mapping)
    assert (problem.line, problem.field) == (line, field)
    assert says in problem.why("en")
    assert problem.why("fr") != problem.why("en")


def test_directions_are_refused_in_the_same_way(tmp_path: Path) -> None:
    entry = "kind: vcdb-directions\nentries:\n  - {incident: ABC, secondary: customer, by: us, on: 2026-02-01}\n"
    problem = problem_in(tmp_path / "directions.yaml", entry, lambda path: read_directions([path]))
    assert (problem.line, problem.field) == (3, "entries[0].secondary")
    assert "allowed: client, supplier" in problem.why("en")
