"""Files that are not what they seem."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from maillon.graph.name_matching import matching_key
from maillon.loaders import inputs, vcdb
from maillon.loaders.audit import Fields, shrank
from maillon.loaders.inputs import Input, collect_files, json_documents, table_of
from maillon.loaders.names import slug
from maillon.loaders.problems import BadInputError
from maillon.wording import RefusedError
from tests.support.workbooks import as_xlsx


def archive(tmp_path: Path, entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as zipped:
        for name, content in entries.items():
            zipped.writestr(name, content)
    path = tmp_path / "a.zip"
    path.write_bytes(buffer.getvalue())
    return path


def test_a_workbook_by_another_name_is_no_archive_and_says_how_to_call_it(tmp_path: Path) -> None:
    sheet = archive(tmp_path, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, zipfile.ZIP_STORED).read_bytes()
    for body, ending in ((as_xlsx("a;b\nc;d"), ".xlsx"), (sheet, ".ods")):
        path = tmp_path / "list.xls"
        path.write_bytes(body)
        with pytest.raises(BadInputError, match=f"call it {ending}"):
            collect_files([path], (".csv", ".xlsx", ".ods"))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="zip bomb"):
        collect_files([archive(tmp_path, {"a.json": b"0" * 60_000_000})], (".json",))


@pytest.mark.parametrize("name", ["../outside.json", "/etc/outside.json", "a/../../outside.json", "..\\outside.json", "C:outside.json"])
def test_an_entry_that_points_outside_its_archive_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="outside the archive"):
        collect_files([archive(tmp_path, {name: b"{}"})], (".json",))


def test_a_damaged_archive_and_a_missing_path_are_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 cut")
    with pytest.raises(BadInputError, match="download it again"):
        collect_files([tmp_path / "a.zip"], (".json",))
    with pytest.raises(BadInputError, match="check the path"):
        collect_files([tmp_path / "nothing.json"], (".json",))


def test_other_files_of_a_folder_are_left_alone_by_name(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("hello")
    (tmp_path / ".hidden.json").write_text("{}")
    (tmp_path / "a.JSON").write_text("{}")
    found = collect_files([tmp_path], (".json",))
    assert [Path(f.name).name for f in found.files] == ["a.JSON"]
    assert [Path(name).name for name in found.others] == ["README.md"]


@pytest.mark.parametrize("text", ['{"a": 1', "[" * 100_000, "not json"])
def test_truncated_or_hostile_json_is_refused_without_a_traceback(text: str) -> None:
    with pytest.raises(BadInputError, match=r"not JSON|nested too deeply"):
        list(json_documents(Input("a.json", text.encode())))


@pytest.mark.parametrize("value", ["NaN", "-Infinity"])
def test_what_is_no_number_of_json_costs_only_the_document_that_holds_it(value: str) -> None:
    text = f'[{{"a": 1}}, {{"b": [{{"c": {value}}}]}}, {{"a": 3}}]'
    found = [document for _, document in json_documents(Input("a.json", text.encode()))]
    assert [isinstance(document, RefusedError) for document in found] == [False, True, False]


def test_one_broken_line_among_lines_is_one_rejected_record(tmp_path: Path) -> None:
    good = json.loads((Path(__file__).parents[1] / "fixtures" / "vcdb" / "northmoor.json").read_text())
    (tmp_path / "a.jsonl").write_text(json.dumps(good) + '\n{"incident_id": "cut\n')
    reading = vcdb.read([tmp_path / "a.jsonl"], dataset=None, strict=False)
    assert (reading.read, [p.line for p in reading.rejected]) == (2, [2])


def test_a_file_of_which_too_many_lines_are_no_json_is_no_file_of_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    text = '{"a": 1}\n' + "".join(f'{{"a{n}": }}\n' for n in range(4))
    found = [document for _, document in json_documents(Input("a.jsonl", text.encode()))]
    assert [isinstance(document, RefusedError) for document in found] == [False, True, True, True, True]
    monkeypatch.setattr(inputs, "MAX_BROKEN", 3)
    with pytest.raises(BadInputError, match="more than 3 lines are no JSON, line 5 among them"):
        list(json_documents(Input("a.jsonl", text.encode())))


@pytest.mark.parametrize(
    ("text", "told"),
    [("{", "line 1, column 2"), ('[{"a": 1},\n {"b" 2}]', "line 2, column 7"), ('{"a": 1}\n{"a": x}\n', "line 2, column 7")],
)
def test_what_is_no_json_is_told_by_its_place_and_not_in_words_of_the_parser(text: str, told: str) -> None:
    try:
        (refused,) = [str(found) for _, found in json_documents(Input("a.json", text.encode())) if isinstance(found, RefusedError)]
    except BadInputError as error:
        refused = error.problems[0].reason
    assert refused == f"not JSON, or cut off ({told}); download it again"


def test_an_object_a_line_may_hold_what_other_programs_take_for_the_end_of_one_and_stand_there_twice() -> None:
    lines = '{"a": "x\u2028y\u0085z"}\r\n' * 2 + '{"a": 1}'
    read = list(json_documents(Input("a.json", lines.encode())))
    assert [(line, list(one)) for line, one in read] == [(1, ["a"]), (2, ["a"]), (3, ["a"])]
    assert [one["a"] for _, one in read] == ["x\u2028y z", "x\u2028y z", 1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_has_the_lines_that_its_program_wrote(end: str) -> None:
    table = table_of(Input("a.csv", f'a,b{end}1,2{end}"x{end}y",3{end}4,5'.encode()))
    assert [row.line for row in table.rows] == [2, 4, 5]
    assert table.rows[1].cells["a"] == f"x{end}y"


def test_a_quote_that_is_never_closed_is_said() -> None:
    with pytest.raises(BadInputError, match="a quote is not closed"):
        table_of(Input("a.csv", b'a,b\n1,"' + b"2,3\n" * (5 << 20)))


def test_a_row_that_does_not_fit_the_header_is_told_by_its_line() -> None:
    table = table_of(Input("a.csv", b"a,b\n1,2\n1,2,3\n\n4,5\n"))
    assert [row.line for row in table.rows] == [2, 5]
    assert [problem.line for problem in table.ragged] == [3]


def test_what_nobody_sees_is_taken_out_of_cells_and_said_with_its_line_and_code_point() -> None:
    source = Input("a.csv", "a,b\nChildren\x19s Hos\u00adpital,1\nX,2\n".encode())
    assert [row.cells["a"] for row in table_of(source).rows] == ["Children s Hospital", "X"]
    ((line, remark),) = [(said.line, said.reason) for said in source.remarks]
    assert line == 2
    assert "U+0019, U+00AD" in remark


def test_a_cell_of_a_megabyte_costs_its_row_and_nothing_else_looks_at_it() -> None:
    table = table_of(Input("a.csv", f"a,b\n{'a@' * 500_000},1\nX,2\n".encode()))
    assert [row.cells["a"] for row in table.rows] == ["X"]
    assert [problem.line for problem in table.ragged] == [2]


def test_what_nobody_sees_is_taken_out_of_json_and_said_with_its_line_and_code_point() -> None:
    objects = [{"a": "x\x1b\u200by"}, {"b": "caf\u00e9"}, {"c\u202e": "\ud83d"}]
    lines = "\n".join(map(json.dumps, objects))
    raw = '[{"a": "x\u200b\\u001by"}, {"b": "café"}, {"c\u202e": "\\ud83d"}]'
    for text in (json.dumps(objects), lines, raw):
        source = Input("a.json", text.encode())
        assert [document for _, document in json_documents(source)] == [{"a": "x y"}, {"b": "caf\u00e9"}, {"c": "\ufffd"}]
        assert [said.line for said in source.remarks] == [1, 3]
        assert all("U+" in said.reason for said in source.remarks)


def test_what_is_taken_is_read_what_is_ignored_has_a_reason_and_the_rest_is_unread() -> None:
    fields = Fields({"a": {"b": 1, "c": [1, 2]}, "d": {"e": 5}, "f": None}, {"d": "not asked"})
    assert fields.take("a.b") == 1
    assert fields.take("x.y", 7) == 7
    assert list(fields.unread()) == ["a.c", "a.c"]


def test_a_data_set_that_comes_back_60_percent_smaller_is_asked_about() -> None:
    assert shrank(100, 39)
    assert not shrank(100, 41)
    assert not shrank(0, 0)


def test_legal_forms_accents_and_case_do_not_tell_names_apart() -> None:
    assert matching_key("Omniscope, Inc.") == matching_key("OMNISCOPE INC") == matching_key("The Omniscope L.L.C.")
    assert slug("Société Générale de Santé") == slug("SOCIETE GENERALE DE SANTE")
    assert len(slug("word " * 60)) < 90
