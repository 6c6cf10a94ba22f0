"""Reading untrusted files: folders, archives, encodings, and files that are not what their name says.

Nothing is unpacked to disk, and nothing in this process (`loaders.confined`).
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from maillon.graph.characters import may_hide_strange, without_strange_characters
from maillon.graph.system_errors import system_reason
from maillon.loaders.confined import unpacked
from maillon.loaders.encodings import decode, lines_of
from maillon.loaders.folders import is_folder
from maillon.loaders.formulas import unguarded
from maillon.loaders.grids import MAX_CELL, Numbered, shape
from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError, Problem
from maillon.loaders.unpacking import COMPOUND, UnpackingError
from maillon.wording import Message, RefusedError

MAX_INPUT_BYTES = 1 << 30
"""No input may hold more bytes than this, unpacked."""

MAX_NESTED = 3_000_000
"""Objects and lists of one JSON file: five times those of the whole VERIS Community Database."""

_MAX_FIELD = 1 << 24
"""Characters of a cell of CSV; a longer one is a quote that is never closed."""

_NAMED = 20
"""Places of a file that are remarked one by one."""

_DIRECTORY = 1 << 16
"""Bytes at the end of an archive in which the names of a workbook's parts stand."""

_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Input:
    """One file of the input, whole. `name` is how a person finds it again (`list.zip:a/b.json` inside an archive)."""

    name: str
    data: bytes
    remarks: list[Problem] = field(default_factory=list, compare=False)
    """What a reader should know of how it was read; whoever reads it adds to them, and `rejecting.finish` passes them on."""

    def remark(self, remark: Message, line: int = 0) -> None:
        """Add a remark, once."""
        said = Problem(self.name, line, "", "", remark)
        if said not in self.remarks:
            self.remarks.append(said)


@dataclass(slots=True)
class Found:
    """What the paths hold: the files to read and, by name, those of another kind that were left alone."""

    files: list[Input] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def refuse(file: str, reason: Message, line: int = 0) -> BadInputError:
    """The error for one thing that is wrong with a file as a whole."""
    return BadInputError([Problem(file, line, "", "", reason)])


def collect_files(paths: Sequence[Path], suffixes: tuple[str, ...]) -> Found:
    """Read files, folders, zip archives and standard input (`-`).

    Args:
        paths: what the person named. A file is taken whatever its ending; in folders and archives only `suffixes` are.
        suffixes: endings in lower case; they match in any case (`.JSON` is real).

    Raises:
        BadInputError: a path does not exist or cannot be read, an archive is hostile or damaged, or nothing is left.
    """
    found = Found()
    for path in paths:
        if str(path) == "-":
            found.files.append(_checked("-", sys.stdin.buffer.read(MAX_INPUT_BYTES + 1)))
        elif is_folder(path):
            for file in sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p.relative_to(path))):
                _one(file, suffixes, found, named=False)
        else:
            _one(path, suffixes, found, named=True)
    if not found.files:
        where = ", ".join(str(p) for p in paths)
        raise refuse(where, messages("file.nothing", endings=suffixes))
    return found


def one_file(path: Path) -> Input:
    """One file as it is, or standard input (`-`): nothing is unpacked.

    Raises:
        BadInputError: it does not exist, cannot be read, or is larger than any input may be.
    """
    if str(path) == "-":
        return _checked("-", sys.stdin.buffer.read(MAX_INPUT_BYTES + 1))
    return _checked(str(path), _bytes_of(path))


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_INPUT_BYTES:
            raise refuse(str(path), messages("input.large", most=MAX_INPUT_BYTES))
        with path.open("rb") as file:
            return file.read(MAX_INPUT_BYTES + 1)  # a device has no size, and no end
    except OSError as error:
        raise refuse(str(path), messages("input.unreadable", why=system_reason(error))) from error


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.parts)


def _one(path: Path, suffixes: tuple[str, ...], found: Found, *, named: bool) -> None:
    name = path.name.lower()
    ending = Path(name.removesuffix(".gz")).suffix
    if not named and ending not in (*suffixes, ".zip"):
        found.others.append(str(path))
        return
    data = _bytes_of(path)
    if data.startswith(_GZIP):
        data = _gunzip(str(path), data)
    if data.startswith(_ZIP) and ending not in (*suffixes, ".zip") and (book := _workbook_in(data)) in suffixes:
        raise refuse(str(path), messages("book.ending", ending=book))
    if data.startswith(_ZIP) and ending not in suffixes:
        _unpack(str(path), data, suffixes, found)
    elif ending == ".zip":
        raise refuse(str(path), messages("zip.damaged"))
    else:
        found.files.append(_checked(str(path), data))


def _workbook_in(data: bytes) -> str:
    """The ending that an archive would have as the workbook that it is; '' where it is none: its list of files stands at its end."""
    parts = data[-_DIRECTORY:]
    return (
        ".xlsx" if b"xl/workbook.xml" in parts else ".ods" if b"mimetype" in data[:64] and b"opendocument.spreadsheet" in data[:128] else ""
    )


def _gunzip(name: str, data: bytes) -> bytes:
    """What a gzip file holds.

    Raises:
        BadInputError: damaged, cut short, or a bomb.
    """
    try:
        return b"".join(content for _, content in unpacked("gzip", data))
    except UnpackingError as error:
        raise refuse(name, error.message) from error


def _unpack(name: str, data: bytes, suffixes: tuple[str, ...], found: Found) -> None:
    files: list[Input] = []
    others: list[str] = []
    try:
        for frame, content in unpacked("zip", data, suffixes=suffixes):
            if "other" in frame:
                others.append(f"{name}:{frame['other']}")
            else:
                files.append(Input(f"{name}:{frame['name']}", content))
    except UnpackingError as error:
        raise refuse(f"{name}:{error.inside}" if error.inside else name, error.message) from error
    found.files += files
    found.others += others


def _checked(name: str, data: bytes) -> Input:
    if len(data) > MAX_INPUT_BYTES:
        raise refuse(name, messages("input.large", most=MAX_INPUT_BYTES))
    return Input(name, data)


def text_of(source: Input) -> str:
    """The text of a file (`loaders.encodings`); what was put right in it, or lost before it came here, is remarked.

    Raises:
        BadInputError: the file is empty, holds a web page, or no text in an encoding that is known.
    """
    if not source.data.strip():
        raise refuse(source.name, messages("input.empty"))
    if source.data.startswith(COMPOUND):
        raise refuse(source.name, messages("book.old"))
    if source.data.startswith(b"%PDF-"):
        raise refuse(source.name, messages("input.pdf"))
    try:
        text, remarks = decode(source.data)
    except RefusedError as error:
        raise refuse(source.name, error.message) from error
    head = text[:400].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<?xml", "<head", "<body")):
        raise refuse(source.name, messages("file.page"))
    for remark in remarks:
        source.remark(remark)
    return text


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of a table by header. `line` is the line of the file on which it ends, from 1."""

    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class RawTable:
    """A table of text: header, rows, and the rows that are none of it (they do not fit the header, are totals or notes).

    `sheet` is the sheet of a workbook that it stands on, `sheets` are all of that workbook.
    """

    file: str
    header: list[str]
    rows: list[RawRow] = field(default_factory=list)
    ragged: list[Problem] = field(default_factory=list)
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)


def table_of(source: Input, *, header_row: int | None = None, header_only: bool = False) -> RawTable:
    """Read a CSV, whatever its delimiter (comma, semicolon, tab, bar); empty lines are skipped.

    Args:
        source: the file.
        header_row: the line of the header; where none is given, it is looked for.
        header_only: a table without rows will do.

    Raises:
        BadInputError: empty, a web page, no header with at least two columns, or no row below it.
    """
    text = text_of(source)
    told = _SEP_LINE.match(text)
    body = text[told.end() :] if told else text
    rows = csv_rows(source.name, lines_of(body), told[1] if told else _delimiter(body))
    cells = _numbered(rows, bool(told))
    return shaped(source, cells, header_row=header_row, header_only=header_only)


def csv_rows(name: str, lines: Iterable[str], delimiter: str) -> Iterator[Numbered]:
    """The rows of a CSV, each with the line on which it ends.

    Raises:
        BadInputError: a cell that is longer than any table holds, mostly since a quote is never closed.
    """
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise refuse(name, messages("table.broken", most=_MAX_FIELD), line=reader.line_num) from error


def lines_alone(source: Input) -> list[Numbered]:
    """The lines of a text, each as one cell, whatever signs stand in it; quotes around one are no part of it.

    Raises:
        BadInputError: as `text_of`, or a quote that is never closed.
    """
    return _numbered(csv_rows(source.name, lines_of(text_of(source)), _NO_DELIMITER), 0)


_NO_DELIMITER = "\x1f"
"""A sign that parts no cells."""


def _numbered(rows: Iterable[Numbered], above: int) -> list[Numbered]:
    """The rows with their lines; a row that is the same as the one before it is kept once, whatever their number."""
    found: list[Numbered] = []
    last: list[str] = []
    read: list[str] = []
    for line, row in rows:
        if row != last:
            last, read = row, [unguarded(cell) for cell in row]
        found.append((line + above, read))
    return found


def legible(source: Input, cells: Iterable[Numbered]) -> Iterator[Numbered]:
    """The rows without characters that nobody sees; where they stood is remarked."""
    last: list[str] | None = None
    read: list[str] = []
    codes: list[str] = []
    met = _Unseen(source)
    for line, row in cells:
        if row is not last:
            told = [without_strange_characters(cell) if len(cell) <= MAX_CELL else (cell, ()) for cell in row]
            last, codes = row, list(dict.fromkeys(code for _, met in told for code in met))
            read = [text for text, _ in told] if codes else row
        met.at(line, codes)
        yield line, read
    met.say()


class _Unseen:
    """Where characters that nobody sees stood in a file: the first places are named, of more their number."""

    def __init__(self, source: Input) -> None:
        self._source, self._places = source, 0

    def at(self, line: int, codes: Sequence[str]) -> None:
        """Some stood in that line, or in the document of that number."""
        self._places += bool(codes)
        if codes and self._places <= _NAMED:
            self._source.remark(messages("text.strange", codes=codes[:_NAMED]), line)

    def say(self) -> None:
        """That is all."""
        if self._places > _NAMED:
            self._source.remark(messages("text.strange_more", n=self._places - _NAMED))


def shaped(
    source: Input, cells: Sequence[Numbered], *, header_row: int | None = None, header_only: bool = False, least: int = 2
) -> RawTable:
    """The table in a grid of cells, each row with its line, of `least` columns; what nobody sees is taken out of them, and said.

    Raises:
        BadInputError: no header of so many columns, or no row below it where one is needed.
    """
    try:
        grid = shape(list(legible(source, cells)), header_row, least=least)
    except RefusedError as error:
        raise refuse(source.name, error.message, line=header_row or 1) from error
    if not grid.rows and not grid.refused and not header_only:
        raise refuse(source.name, messages("table.no_row"))
    for line, remark in grid.remarks:
        source.remark(remark, line)
    table = RawTable(source.name, grid.header)
    last: list[str] = []
    for line, row in grid.rows:
        same = row is last  # a million equal rows are one in memory
        table.rows.append(RawRow(line, table.rows[-1].cells if same else dict(zip(grid.header, row, strict=True))))
        last = row
    table.ragged += [Problem(source.name, line, "", "", reason) for line, reason in grid.refused]
    return table


_SEP_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
"""The first line by which Excel tells its own delimiter."""


def _delimiter(text: str) -> str:
    """The delimiter by which most of the first rows have the same number of cells, and most cells."""

    def fits(delimiter: str) -> tuple[int, int]:
        try:
            rows = islice(csv.reader(io.StringIO(text[: 1 << 18], newline=""), delimiter=delimiter), 50)
            widths = Counter(len(row) for row in rows if row)
        except csv.Error:
            return (0, 0)
        width = max((w for w in widths if w > 1), key=lambda w: (widths[w], w), default=0)
        return widths[width], width

    return max(";,\t|", key=fits)


MAX_BROKEN = 100_000
"""Lines of a file of JSON lines that may be no JSON, each rejected by itself; with more of them the file is no such file."""

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)', re.DOTALL)
"""A text of JSON; one that nothing closes goes to the end."""


def _no_constant(text: str) -> Any:
    raise RefusedError(messages("json.constant", text=text))


def json_of(text: str) -> Any:
    """Parse JSON without its extensions (`NaN`, `Infinity`).

    Raises:
        ValueError: not JSON, truncated, or nested too deeply.
    """
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError as error:
        raise RefusedError(messages("json.deep")) from error


def json_refusal(error: ValueError, line: int = 0) -> Message:
    """Why a text is no JSON, with the place where its reader stood; `line` is that of the text, where it is one line of a file."""
    if isinstance(error, RefusedError):
        return error.message
    place = messages("json.place", line=line or error.lineno, column=error.colno) if isinstance(error, json.JSONDecodeError) else ""
    return messages("json.broken", place=place)


def _lenient(text: str) -> tuple[Any, list[RefusedError]]:
    """Parse JSON, with its extensions left in place as errors; all of them stand in the list beside it.

    Raises:
        ValueError: not JSON, truncated, or nested too deeply.
    """
    met: list[RefusedError] = []

    def constant(text: str) -> RefusedError:
        met.append(RefusedError(messages("json.constant", text=text)))
        return met[-1]

    try:
        return json.loads(text, parse_constant=constant), met
    except RecursionError as error:
        raise RefusedError(messages("json.deep")) from error


def _error_in(document: Any) -> RefusedError | None:
    """An error that `_lenient` left in a document, or that of a text that is too long in it."""
    todo = [document]
    while todo:
        data = todo.pop()
        if isinstance(data, RefusedError):
            return data
        if isinstance(data, str) and len(data) > MAX_CELL:
            return RefusedError(messages("cell.long", found=len(data), most=MAX_CELL))
        todo += data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return None


def json_documents(source: Input, *, with_files: bool = False) -> Iterator[tuple[int, Any]]:
    """The documents of a JSON file: one object, an array of objects, or one object a line; each with its line or index.

    What nobody sees is taken out of their texts, and said. A single broken line of a file of lines, and an element of an array that holds
    `NaN`, `Infinity` or a text that is too long, is yielded as a `RefusedError`.

    Args:
        source: the file.
        with_files: the format carries files inside texts, so that a text of any length is none to refuse.

    Raises:
        BadInputError: the file as a whole is no JSON.
    """
    text = text_of(source)
    if text.count("[") + text.count("{") > MAX_NESTED:
        raise refuse(source.name, messages("json.large", most=MAX_NESTED))
    if not may_hide_strange(text):
        yield from _documents(source, text, with_files)
        return
    met = _Unseen(source)
    for number, document in _documents(source, text, with_files):
        codes: dict[str, None] = {}
        yield number, _told(document, codes)
        met.at(number, list(codes))
    met.say()


def _told(value: Any, met: dict[str, None]) -> Any:
    """A part of a document without characters that nobody sees; they are in `met` afterwards. Parsing has bounded how deep it goes."""
    if isinstance(value, str):
        text, codes = without_strange_characters(value)
        met.update(dict.fromkeys(codes))
        return text
    if isinstance(value, dict):
        return {_told(name, met): _told(item, met) for name, item in value.items()}
    return [_told(item, met) for item in value] if isinstance(value, list) else value


def _documents(source: Input, text: str, with_files: bool) -> Iterator[tuple[int, Any]]:
    try:
        data, errors = _lenient(text)
    except ValueError as error:
        yield from _by_line(source, text, error, with_files)
        return
    long = not with_files and len(text) > MAX_CELL and any(found.end() - found.start() > MAX_CELL for found in _TEXT.finditer(text))
    for number, document in enumerate(data, 1) if isinstance(data, list) else [(0, data)]:
        yield number, (_error_in(document) or document) if errors or long else document


def _by_line(source: Input, text: str, error: ValueError, with_files: bool) -> Iterator[tuple[int, Any]]:
    """One document a line. A line that is the same as the one before it is the very same document: a million of them are one in memory.

    Raises:
        BadInputError: not even its first line is an object (`error` says why it is no document as a whole), or too many lines are none.
    """
    filled = ((number, line.strip()) for number, line in enumerate(lines_of(text), 1) if not line.isspace())
    head = list(islice(filled, 2))
    if len(head) < 2 or not (head[0][1].startswith("{") and head[0][1].endswith("}")):
        raise refuse(source.name, json_refusal(error)) from error
    bad = 0
    last, document = "", None
    for number, line in chain(head, filled):
        if line != last:
            last, document = line, _in_line(line, number, with_files)
        bad += isinstance(document, RefusedError)
        if bad > MAX_BROKEN:
            raise refuse(source.name, messages("json.lines", most=MAX_BROKEN, line=number))
        yield number, document


def _in_line(line: str, number: int, with_files: bool) -> Any:
    """The document of a line, or why it is none."""
    try:
        document = json_of(line)
    except ValueError as error:
        return RefusedError(json_refusal(error, number))
    return (_error_in(document) or document) if len(line) > MAX_CELL and not with_files else document
