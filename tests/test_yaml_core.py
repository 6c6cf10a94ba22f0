"""What is written as YAML is read back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from maillon import yaml_core
from maillon.graph.yaml_faults import what_breaks
from maillon.yaml_core import BREAKS, YamlError, YamlPath, dump, parse, texts_of

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


BROKEN = {
    "tab": "a:\n\tb: 2\n",
    "colon": "title: Fuite : le point\n  suite: non\nb: c: d\n",
    "bracket": "a: [1, 2\nb: 3\n",
    "brace": "a: {x: 1\nb: 3\n",
    "key": "a: 1\nb\nc: 2\n",
    "dash": "a: - b\n",
    "start": "by: @example\n",
    "open": 'a: "never closed\n',
    "escape": 'path: "C:\\Users"\n',
    "block": "a: | text\n  b\n",
    "character": "a: \x01\n",
}


# text ──(PyYAML in C, and in Python)──▶ what breaks it, in our own words
@pytest.mark.parametrize("loader", [yaml_core._LOADER, yaml.SafeLoader], ids=["C", "Python"])
@pytest.mark.parametrize(("name", "text"), [*BROKEN.items(), ("key", " a: 1\nb: 2\n"), ("key", "a: 'x' y\n"), ("dash", "- a\nb: 1\n")])
def test_what_breaks_a_text_is_told_alike_by_both_parsers(name: str, text: str, loader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_core, "_LOADER", loader)
    with pytest.raises(YamlError) as raised:
        parse(text)
    assert (raised.value.fault, raised.value.detail) == ("broken", name)


@given(st.text("ab: -[]{}'\"|>&*!%@`#,\n\t\\\x07", max_size=30))
def test_no_text_is_refused_in_the_words_of_the_parser(text: str) -> None:
    broken = _broken(text)
    if broken is not None:
        assert broken.detail in BREAKS
        assert what_breaks(broken).say("fr") != what_breaks(broken).say("en")


def _broken(text: str) -> YamlError | None:
    try:
        parse(text)
    except YamlError as error:
        return error if error.fault == "broken" else None
    return None


@pytest.mark.parametrize(
    ("text", "fault", "line"),
    [
        ("a: 1\na: 2\n", "twice", 2),
        ("? [a]\n: 1\na: 1\na: 2\n", "key", 1),
        ("a: 1\na: 2\nb: [1\n", "broken", 4),
        ("a: 1\na: 2\nb: &x 1\n", "anchor", 3),
        ("a: 1\na: 2\n---\nb: 1\n", "several", 4),
        ("- 1\n---\nb: 1\n---\nc: 1\n", "several", 3),
        ("# nothing\n", "empty", 0),
        ("- a\n", "no_mapping", 1),
    ],
)
def test_what_is_no_yaml_at_all_is_told_before_what_is_wrong_with_its_keys(text: str, fault: str, line: int) -> None:
    with pytest.raises(YamlError) as raised:
        parse(text)
    assert (raised.value.fault, raised.value.line) == (fault, line)


# a: [x, {b: y}]   ──▶   a:           1, ("a",)
#                         - x         2, ("a", 0)
#                         - b: y      3, ("a", 1) and ("a", 1, "b")
def test_the_lines_of_a_document_are_those_of_its_keys_and_items() -> None:
    found = parse("a:\n- x\n- b: y\n'1': |\n  text\n  more\nc: 2\n")
    assert found.lines.by_path == {(): 1, ("a",): 1, ("a", 0): 2, ("a", 1): 3, ("a", 1, "b"): 3, ("1",): 4, ("c",): 7}


@given(st.dictionaries(st.sampled_from(["kind", "id", "entries", "on", "no"]), values, min_size=1))
def test_every_path_of_a_document_has_a_line_and_none_beside_them(data: dict[str, Any]) -> None:
    assert parse(dump(data)).lines.by_path.keys() == {(), *_paths(data, ())}


def _paths(value: Any, path: YamlPath) -> Iterator[YamlPath]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*path, key)
        yield from _paths(part, (*path, key))


@given(st.dictionaries(st.sampled_from(["kind", "id", "entries", "on", "no"]), values, min_size=1))
def test_texts_of_a_document_are_all_its_keys_and_all_its_words(data: dict[str, Any]) -> None:
    keys = [path[-1] for path in _paths(data, ()) if isinstance(path[-1], str)]
    assert sorted(texts_of(data)) == sorted([*keys, *_words(data)])


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _words(part)
