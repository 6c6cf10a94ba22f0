"""A record in JSON is read by JSON's own rules, and what is wrong with it is said at its line."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from maillon.loaders.json_reader import _Reader, parse_json
from maillon.loaders.problems import BadInputError
from maillon.loaders.records import check_text
from maillon.loaders.yaml_reader import read_yaml_text
from maillon.yaml_core import MAX_DEPTH, YamlData, YamlError
from tests.support.hostile import hostile_texts

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False) | hostile_texts(20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(hostile_texts(8), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(hostile_texts(8), values, max_size=4), st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_whatever_a_program_writes_as_json_is_read_back_the_same(data: dict[str, object], ascii: bool, indent: int | str | None) -> None:
    assert parse_json(json.dumps(data, ensure_ascii=ascii, indent=indent)).data == data


_SIGNS = '{}[]",:\\01.-eE+ \n\tNautrfls\ufeff\u2028\x01'


# a text of JSON, a few of its signs changed ──quickly, and step by step──▶ the same data with the same lines, or the same fault
@given(
    st.dictionaries(hostile_texts(8), values, max_size=4) | st.just({"a": 1, "b": {"a": [1.5e300, -0.0, 10**25, True, None]}}),
    st.lists(st.tuples(st.integers(0, 200), st.sampled_from(_SIGNS), st.booleans()), max_size=3),
)
@example({"a": {"b": 1}}, [(0, "\ufeff", True)])
@example({"a": 1, "b": 2}, [(9, "a", False)])
def test_what_is_read_quickly_is_what_is_read_step_by_step(data: dict[str, object], changes: list[tuple[int, str, bool]]) -> None:
    text = json.dumps(data)
    for place, sign, insert in changes:
        text = text[:place] + sign + text[place + (not insert) :]
    assert _outcome(parse_json, text) == _outcome(lambda text: _Reader(text).whole(), text)


@pytest.mark.parametrize("depth", range(MAX_DEPTH - 2, MAX_DEPTH + 3))
@pytest.mark.parametrize("inside", ["", "1", "{}"])
def test_the_deepest_that_is_read_is_the_same_in_either_way(depth: int, inside: str) -> None:
    text = '{"a": ' + "[" * depth + inside + "]" * depth + "}"
    assert _outcome(parse_json, text) == _outcome(lambda text: _Reader(text).whole(), text)


def _outcome(read: Callable[[str], YamlData], text: str) -> object:
    try:
        found = read(text)
    except YamlError as error:
        return error.fault, error.line, error.detail, error.first
    return repr(found.data), found.lines.by_path


def test_each_part_has_the_line_on_which_it_stands() -> None:
    found = parse_json('{\n"a": [\n1,\n{"b": "\\ud83d\\ude00"}],\n\n"c":\n null}')
    assert found.data == {"a": [1, {"b": "\N{GRINNING FACE}"}], "c": None}
    paths: list[tuple[str | int, ...]] = [(), ("a",), ("a", 0), ("a", 1, "b"), ("c",)]
    assert [found.line(path) for path in paths] == [1, 2, 3, 4, 6]


@pytest.mark.parametrize(
    ("text", "fault", "line"),
    [
        ("", "empty", 0),
        (" \n", "empty", 0),
        ("[1]", "no_mapping", 1),
        ('{"a": 1}\n{"b": 2}', "several", 2),
        ('{"a": 1,\n"a": 2}', "twice", 2),
        ('{"a": 1,\n}', "broken", 2),
        ('{"a":\n NaN}', "broken", 2),
        ('{"a":\n 01}', "broken", 2),
        ('{"a" 1}', "broken", 1),
        ('{"a": "x\ny"}', "broken", 1),
        ('{"a": "\\x"}', "broken", 1),
        ('{"a": "open', "broken", 1),
        ("{a: 1}", "broken", 1),
        ('{"a": [1 2]}', "broken", 1),
        ('{"a": ' + "[" * (MAX_DEPTH + 5), "deep", 1),
    ],
)
def test_what_is_no_json_is_refused_at_its_line(text: str, fault: str, line: int) -> None:
    with pytest.raises(YamlError) as caught:
        parse_json(text)
    assert (caught.value.fault, caught.value.line) == (fault, line)


EMOJI = '{\n\t"kind": "organisations",\n\t"entries": [{"id": "org:a", "name": "A \\ud83d\\ude00", "evidence": ["s"]}]}'


@pytest.mark.parametrize("file", ["x.json", "X.JSON", "-", "x.yaml"])
def test_an_escape_of_two_halves_and_a_tab_are_json_wherever_it_is_read(file: str) -> None:
    assert read_yaml_text(EMOJI, file).data["entries"][0]["name"] == "A \N{GRINNING FACE}"


@pytest.mark.parametrize(
    ("text", "file", "line", "code"),
    [
        ('{"kind": "organisations",\n"entries": [{"name": "a\\u001b[31m"}]}', "x.json", 2, "U+001B"),
        ('{"kind": "organisations",\n"entries": [{"name": "a\\ud83d"}]}', "x.json", 2, "U+D83D"),
        ('{\n"kind": "a\x9b"}', "x.json", 2, "U+009B"),
        ('{"kind":\n"a\x1b"}', "x.json", 2, "U+001B"),
        ('kind: a\nname: "x\\u202e"\n', "x.yaml", 2, "U+202E"),
        ('kind: a\nname: "x\\e"\n', "x.yaml", 2, "U+001B"),
        ("kind: a\nname: x\x1b\n", "x.yaml", 2, "U+001B"),
        ("kind: a\nname: \x85x\n", "x.yaml", 2, "U+0085"),
        ('{"kind":\n"\\b"}', "x.json", 1, "U+0008"),
        ("kind: a\nname: x\u200b\n", "x.yaml", 2, "U+200B"),
        ("kind: a\nna\u00adme: x\n", "x.yaml", 2, "U+00AD"),
        ("kind: table-mapping\ncolumns:\n  who: a\x7f\n", "m.yaml", 3, "U+007F"),
    ],
)
def test_a_character_that_nobody_sees_is_refused_with_its_line_and_code_point(text: str, file: str, line: int, code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_yaml_text(text, file)
    (problem,) = caught.value.problems
    assert (problem.line, problem.code) == (line, "text.character")
    assert code in problem.why("fr")
    assert code in problem.why("en")
    assert str(problem).isprintable()


def test_a_text_of_a_megabyte_is_refused_by_its_length_alone() -> None:
    long = "a" * 1_000_000
    for text in (f"kind: organisations\nentries:\n  - {{id: org:a, name: {long}, evidence: [s]}}\n", f'{{"id": "{long}"}}'):
        problems = check_text(text).problems
        assert [problem.code for problem in problems] == ["field.long"]
        assert len(str(problems[0])) < 200
