"""What a stranger packed cannot bring maillon down: it is unpacked in a process of its own, with limits of memory and time."""

from __future__ import annotations

import gzip
import io
import sys
import warnings
import zipfile
from pathlib import Path

import pytest

from maillon.loaders import confined, vcdb
from maillon.loaders.confined import unpacked
from maillon.loaders.inputs import Input, collect_files
from maillon.loaders.problems import BadInputError
from maillon.loaders.unpacking import UnpackingError
from maillon.loaders.workbooks import open_table
from tests.support.workbooks import as_ods, as_xlsx, repacked

HEADER = "Client;Prestataire"


def zipped(*entries: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # a name that stands twice
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(BadInputError) as raised:
        open_table(Input(name, data))
    (problem,) = raised.value.problems
    return problem.reason


@pytest.mark.parametrize("cell", ["XFD1048576", "XFD4294967295", "ZZZZZZ1"])
def test_a_small_workbook_that_asks_for_all_memory_is_refused_in_one_line(cell: str) -> None:
    row = f'<row r="{cell.lstrip("XFDZ")}"><c r="{cell}"><v>1</v></c></row></sheetData>'.encode()
    book = repacked(as_xlsx(HEADER), "sheet1.xml", b"</sheetData>", row)
    assert len(book) < 3_000
    assert any(words in refusal("a.xlsx", book) for words in ("the reader broke down", "memory", "a workbook that is damaged"))


def without(book: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return zipped(*((name, archive.read(name)) for name in archive.namelist() if not name.endswith(part)))


XLSX, ODS = as_xlsx(f"{HEADER}\nA;B"), as_ods(f"{HEADER}\nA;B")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENCRYPTED = b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>'
FAR = b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
LONE = (
    b'<table:table-row><table:table-cell table:number-columns-repeated="16380"/>'
    b'<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
)


@pytest.mark.parametrize(
    ("name", "book", "said"),
    [
        ("a.xlsx", XLSX[:-200], "no XLSX or ODS workbook, or one that is cut off"),
        ("a.xlsx", b"Client;Prestataire\nA;B\n", "no XLSX or ODS workbook"),
        ("a.xlsx", without(XLSX, "xl/workbook.xml"), "no XLSX or ODS workbook"),
        ("a.ods", without(ODS, "content.xml"), "no XLSX or ODS workbook"),
        ("a.xlsx", OLD, "Excel 97 to 2003, or one with a password"),
        ("a.xls", OLD, "Excel 97 to 2003, or one with a password"),
        ("a.csv", OLD, "Excel 97 to 2003, or one with a password"),
        ("a.xlsx", without(XLSX, "sheet1.xml"), "damaged, or does not follow its format"),
        ("a.xlsx", without(XLSX, "workbook.xml.rels"), "damaged, or does not follow its format"),
        ("a.xlsx", repacked(XLSX, "sheet1.xml", b"</sheetData>", b"<row"), "damaged, or does not follow its format"),
        ("a.xlsx", repacked(XLSX, "sheet1.xml", b"<sheetData>", b'<sheetData><row><c t="s"><v>9</v></c></row>'), "damaged, or does not"),
        ("a.ods", without(ODS, "mimetype"), "damaged, or does not follow its format"),
        ("a.ods", repacked(ODS, "content.xml", b"</table:table>", b""), "damaged, or does not follow its format"),
        (
            "a.ods",
            repacked(ODS, "manifest.xml", b"/>", b">" + ENCRYPTED.replace(b"m:", b"manifest:") + b"</manifest:manifest>"),
            "a password",
        ),
        ("a.ods", repacked(ODS, "content.xml", b"</table:table>", FAR + LONE + b"</table:table-row></table:table>"), "to row 1,048,003"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else None,
)
def test_a_workbook_that_cannot_be_read_is_refused_in_words_of_our_own(name: str, book: bytes, said: str) -> None:
    assert said in refusal(name, book)


@pytest.mark.parametrize("ending", ["zip", "gz"])
def test_an_archive_that_cannot_be_unpacked_is_refused_in_words_of_our_own(ending: str, tmp_path: Path) -> None:
    packed = gzip.compress(b"a,b\n1,2\n" * 99) if ending == "gz" else zipped(("a.csv", b"a,b\n1,2\n" * 99))
    at = packed.index(b"a.csv") + 8 if ending == "zip" else 14
    (tmp_path / f"a.csv.{ending}").write_bytes(packed[:at] + b"\xff\xff" + packed[at + 2 :])
    with pytest.raises(BadInputError, match=r"download it again$"):
        collect_files([tmp_path / f"a.csv.{ending}"], (".csv",))


@pytest.mark.parametrize(
    ("flags", "method", "said"), [(1, 8, "protected by a password"), (0, 9, "compressed in a way that is not read here")]
)
def test_an_archive_of_another_program_says_what_to_do(flags: int, method: int, said: str, tmp_path: Path) -> None:
    packed = bytearray(zipped(("a.csv", b"a,b\n1,2\n" * 99)))
    local, central = packed.index(b"PK\x03\x04"), packed.index(b"PK\x01\x02")
    for at in (local + 6, central + 8):
        packed[at], packed[at + 2] = packed[at] | flags, method
    (tmp_path / "a.zip").write_bytes(packed)
    with pytest.raises(BadInputError, match=said):
        collect_files([tmp_path / "a.zip"], (".csv",))


@pytest.mark.skipif(sys.platform == "win32", reason="a process that asks for too much ends by itself there")
def test_where_the_system_sets_no_limit_the_process_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = b"<row><c><v>1</v></c><c><v>2</v></c></row>" * 200_000
    book = repacked(as_xlsx(HEADER), "sheet1.xml", b"</sheetData>", rows + b"</sheetData>")
    monkeypatch.setattr(confined, "LIMITED", False)
    monkeypatch.setattr(confined, "MEMORY", 30 << 20)
    assert "asks for more than 30 MB of memory" in refusal("a.xlsx", book)


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = b"<row><c><v>1</v></c><c><v>2</v></c></row>" * 200_000
    book = repacked(as_xlsx(HEADER), "sheet1.xml", b"</sheetData>", rows + b"</sheetData>")
    monkeypatch.setattr(confined, "SECONDS", 0.05)
    assert "takes more than 0.05 seconds" in refusal("a.xlsx", book)


def test_a_row_that_a_sheet_repeats_a_hundred_thousand_times_is_one_in_memory_and_counted_as_often() -> None:
    book = as_ods("Client;Prestataire\nClinique du Lac;Hébergeur Azur", repeated=100_000)
    table = open_table(Input("a.ods", book))
    assert (len(table.rows), table.rows[0].line, table.rows[-1].line) == (100_000, 2, 100_001)
    assert len({id(row.cells) for row in table.rows}) == 1


def test_a_cell_of_a_million_letters_costs_its_row(tmp_path: Path) -> None:
    long = "é" * 1_000_000
    table = open_table(Input("a.csv", f"Client;Prestataire\nA;{long}\nB;C\n".encode()))
    assert [row.cells["Client"] for row in table.rows] == ["B"]
    assert [problem.reason for problem in table.ragged] == ["a cell of 1000000 characters; allowed: at most 100000"]
    (tmp_path / "a.json").write_text(f'[{{"incident_id": "a", "summary": "{long}"}}]')
    with pytest.raises(BadInputError, match="a cell of 1000000 characters"):
        vcdb.read([tmp_path / "a.json"], dataset=None, strict=False)


def test_a_name_that_stands_twice_in_an_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(("a.csv", b"one"), ("a.csv", b"other")))
    with pytest.raises(BadInputError, match=r"a\.zip:a\.csv: this name stands twice"):
        collect_files([tmp_path / "a.zip"], (".csv",))
    book = zipped(("content.xml", b"<a/>"), ("content.xml", b"<b/>"))
    assert "this name stands twice" in refusal("a.ods", book)


@pytest.mark.parametrize("byte", range(0, 120, 7))
def test_a_damaged_archive_is_read_as_it_was_or_refused_in_one_line(byte: int, tmp_path: Path) -> None:
    rows = b"Name of Covered Entity,State\n" + b"".join(b"Clinic %d,OH\n" % n for n in range(40))
    data = bytearray(zipped(("a.csv", rows)))
    data[-byte - 1] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(data)
    try:
        found = [source.data for source in collect_files([tmp_path / "a.zip"], (".csv",)).files]
    except BadInputError as error:
        found = [rows] * len(error.problems)
    assert found == [rows]


def test_a_process_that_breaks_down_is_a_refusal() -> None:
    with pytest.raises(UnpackingError, match="the reader broke down"):
        list(unpacked("zip", zipped(("a.csv", b""))))  # asked without the endings, it falls over its own question
