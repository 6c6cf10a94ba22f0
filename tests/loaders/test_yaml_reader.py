"""YAML as people write it: core types only, line numbers, and nothing that can run or grow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from maillon.loaders.problems import BadInputError, Problem
from maillon.loaders.yaml_reader import MAX_YAML_BYTES, read_yaml, read_yaml_text
from maillon.yaml_core import MAX_DEPTH


def only_problem(text: str) -> Problem:
    with pytest.raises(BadInputError) as caught:
        read_yaml_text(text, "x.yaml")
    (problem,) = caught.value.problems
    assert problem.file == "x.yaml"
    return problem


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-11-28", "2025-11-28"),
        ("on", "on"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("285000", 285000),
        ("-3", -3),
        ("007", "007"),
        ("0x10", "0x10"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("0.51", 0.51),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("2025", 2025),
        ('"2025"', "2025"),
        ("'true'", "true"),
        ("99999999999999999999999", "99999999999999999999999"),
        ("2017~", "2017~"),
        ("../2023", "../2023"),
    ],
)
def test_a_scalar_is_what_its_author_sees(written: str, read: object) -> None:
    found = read_yaml_text(f"a: {written}\n", "x").data["a"]
    assert found == read
    assert type(found) is type(read)


def test_every_part_of_a_document_knows_its_line() -> None:
    text = "kind: incident\nid: x\nrelations:\n  - who: org:a\n    uses: product:b\n  - {who: org:c,\n     uses: product:d}\n"
    document = read_yaml_text(text, "x.yaml")
    assert document.line(()) == 1
    assert document.line(("relations",)) == 3
    assert document.line(("relations", 0, "uses")) == 5
    assert document.line(("relations", 1)) == 6
    assert document.line(("relations", 1, "uses")) == 7
    assert document.line(("relations", 1, "since")) == 6, "what is missing is missed at the nearest line that exists"
    assert document.line(("nothing", "there")) == 1


def test_json_is_read_as_the_yaml_that_it_is() -> None:
    body = {"kind": "incident", "id": "x", "n": 1, "f": 0.5, "t": True, "u": None, "list": ["a", {"b": "c"}]}
    assert read_yaml_text(json.dumps(body), "x.json").data == body


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("", 0, "file.empty"),
        ("# only a remark\n", 0, "file.empty"),
        ("- a\n- b\n", 1, "yaml.no_mapping"),
        ("just words\n", 1, "yaml.no_mapping"),
        ("a: 1\n---\nb: 2\n", 3, "yaml.several"),
        ("a: 1\nb: [1, 2\n", 3, "yaml.broken"),
        ("a: 1\n\tb: 2\n", 2, "yaml.broken"),
        ("a: b: c\n", 1, "yaml.broken"),
        ("a: 1\nb: 2\na: 3\n", 3, "yaml.twice"),
        ("a: 1\nc:\n  - &x b\n  - *x\n", 3, "yaml.anchor"),
        ("a: &loop [*loop]\n", 1, "yaml.anchor"),
        ("a: 1\nb: !!python/object/apply:os.system [echo]\n", 2, "yaml.tag"),
        ("a: 1\nb: !local x\n", 2, "yaml.tag"),
        ("? [a, b]\n: c\n", 1, "yaml.key"),
        ("a: " + "[" * (MAX_DEPTH + 5) + "]" * (MAX_DEPTH + 5) + "\n", 1, "yaml.deep"),
        ("a: \x07\n", 1, "text.character"),
    ],
)
def test_what_is_no_record_is_refused_at_its_line(text: str, line: int, key: str) -> None:
    problem = only_problem(text)
    assert (problem.line, problem.code) == (line, key)
    assert problem.why("fr") != problem.why("en")


def test_a_billion_laughs_are_refused_before_they_grow() -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    assert only_problem("\n".join(lines)).code == "yaml.anchor"


def test_brackets_without_end_are_one_error() -> None:
    for opening in ("[", "{a: ", "- ", "? "):
        assert only_problem("a:\n  " + opening * 200_000).code in ("yaml.broken", "yaml.deep")


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("kind: incident\ntitle: Médecin\n".encode("latin-1"), "file.not_utf8"),
        (b"\xff\xfe" + "kind: incident".encode("utf-16-le"), "file.not_utf8"),
        (b"", "file.empty"),
        (b"a: " + b"x" * MAX_YAML_BYTES, "file.large"),
    ],
    ids=["latin-1", "utf-16", "empty", "huge"],
)
def test_a_file_that_cannot_be_text_of_a_record_is_one_error(tmp_path: Path, content: bytes, key: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(BadInputError) as caught:
        read_yaml(path)
    assert [p.code for p in caught.value.problems] == [key]


def test_a_directory_and_a_missing_file_are_one_error_each(tmp_path: Path) -> None:
    for path, key in ((tmp_path, "file.directory"), (tmp_path / "no.yaml", "file.missing")):
        with pytest.raises(BadInputError) as caught:
            read_yaml(path)
        assert [p.code for p in caught.value.problems] == [key]


def test_a_byte_order_mark_is_no_part_of_the_record(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfkind: incident\n")
    assert read_yaml(path).data == {"kind": "incident"}


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), plain, min_size=1, max_size=4))
def test_what_json_writes_is_read_back_the_same(data: dict[str, object]) -> None:
    assert read_yaml_text(json.dumps(data, ensure_ascii=False), "x").data == data


@given(st.text(max_size=200))
def test_any_text_is_a_mapping_or_one_clear_error(text: str) -> None:
    problems: list[Problem] = []
    try:
        found: object = read_yaml_text(text, "x").data
    except BadInputError as error:
        found, problems = None, error.problems
    assert isinstance(found, dict) or len(problems) == 1 or {p.code for p in problems} == {"text.character"}


@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), st.text("abc: -#'\"\n", max_size=30), min_size=1))
def test_quoted_and_folded_texts_of_other_writers_come_back(data: dict[str, str]) -> None:
    assert read_yaml_text(yaml.safe_dump(data, default_style='"'), "x").data == data
