"""What is written as YAML is read back as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from maillon.yaml_core import dump, parse

WORDS = "no|on|~|null|007|2025|2025-11|2025-11-28|1.5e3|1e5|.5|- a|a: b|a #b|'|=|<<|1_000| x|x\ny|\u2028|\x85|&a|*a|!t|{|["
texts = st.text(max_size=40) | st.sampled_from(WORDS.split("|"))
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(0, 1) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["kind", "id", "entries", "on", "no"]), values, min_size=1))
@example({"id": "1.5e3", "on": 1e-7, "no": 1e16})
def test_any_document_comes_back_as_it_was(data: dict[str, Any]) -> None:
    assert parse(dump(data)).data == data


@pytest.mark.parametrize("text", ["2025-11-28", "Nos fournisseurs", "https://example.org/a?b=c"])
def test_what_needs_no_quotes_has_none(text: str) -> None:
    assert dump({"id": text}) == f"id: {text}\n"
