"""What a stranger packed, unpacked in a process of its own (`loaders.confined` starts it): zip, gzip, XLSX, ODS, Parquet, articles.

It imports next to nothing, reads one request (a line of JSON, then the bytes) and writes frames: a line of JSON each, after which so many
bytes follow as its `size` says. The last frame is `end`, or a reason to refuse. A library that aborts, or takes all memory or time,
takes this process with it and no other.
"""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from maillon.loaders.messages import messages
from maillon.loaders.open_documents import CONTENT, look_at, reach_of
from maillon.wording import Message, RefusedError

MEMORY = 900 << 20
"""Bytes that this process may ask for."""

MAX_UNPACKED = 256 << 20
"""An archive, or a workbook, may hold this many bytes unpacked."""

MAX_RATIO = 400
"""An archive that unpacks to more than this many times its size is a bomb; JSON and CSV pack 5 to 30 times."""

MAX_CELLS = 5_000_000
"""Cells of one sheet, a row that is repeated counted once."""

MAX_CHARACTERS = 128 << 20
"""Characters of all cells of one sheet."""

Frame = tuple[dict[str, Any], bytes]

_ENCRYPTED = 1
"""The flag of an entry of a zip archive that only a password opens."""

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the workbooks of Excel 97 to 2003 begin, and those of today that only a password opens."""


class UnpackingError(RefusedError):
    """A file that cannot be unpacked; `inside` names the one inside an archive that is at fault."""

    def __init__(self, message: Message, inside: str = "") -> None:
        super().__init__(message)
        self.inside = inside


def _most(packed: int) -> int:
    return min(MAX_UNPACKED, MAX_RATIO * max(packed, 1 << 16))


def unpack_gzip(data: bytes) -> Iterator[Frame]:
    """What a gzip file holds, as one frame.

    Raises:
        UnpackingError: damaged, cut short, or a bomb.
    """
    most = _most(len(data))
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            content = stream.read(most + 1)
    except Exception as error:  # whatever a damaged file makes of the library
        raise UnpackingError(messages("gzip.damaged")) from error
    if len(content) > most:
        raise UnpackingError(messages("zip.bomb", most=most, packed=len(data)))
    yield {"name": "", "size": len(content)}, content


def unpack_zip(data: bytes, suffixes: Sequence[str]) -> Iterator[Frame]:
    """The files of a zip archive that end in one of `suffixes`, a frame each, by name; of the others their names alone.

    Raises:
        UnpackingError: damaged, a bomb, an entry that points outside, or two of one name.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = sorted((e for e in archive.infolist() if not e.is_dir()), key=lambda e: e.filename)
    except Exception as error:
        raise UnpackingError(messages("zip.damaged")) from error
    seen: set[str] = set()
    wanted: list[tuple[str, zipfile.ZipInfo]] = []
    for entry in entries:
        inside = PurePosixPath(entry.filename.replace("\\", "/"))
        if inside.is_absolute() or ".." in inside.parts or ":" in entry.filename:
            raise UnpackingError(messages("zip.outside"), entry.filename)
        if any(part.startswith((".", "__MACOSX")) for part in inside.parts):
            continue
        if str(inside) in seen:
            raise UnpackingError(messages("zip.twice"), str(inside))
        seen.add(str(inside))
        if inside.suffix.lower() in suffixes:
            wanted.append((str(inside), entry))
        else:
            yield {"other": str(inside), "size": 0}, b""
    if sum(entry.file_size for _, entry in wanted) > _most(len(data)):
        raise UnpackingError(messages("zip.bomb", most=_most(len(data)), packed=len(data)))
    for name, entry in wanted:
        if entry.flag_bits & _ENCRYPTED:
            raise UnpackingError(messages("zip.password"), name)
        try:
            with archive.open(entry) as stream:
                content = stream.read(entry.file_size + 1)
        except NotImplementedError as error:
            raise UnpackingError(messages("zip.method"), name) from error
        except Exception as error:
            raise UnpackingError(messages("zip.entry"), name) from error
        if len(content) > entry.file_size:
            raise UnpackingError(messages("zip.longer"), name)
        yield {"name": name, "size": len(content)}, content


def read_sheets(data: bytes, named: str, ods: bool) -> Iterator[Frame]:
    """The names of all sheets, and of those that are hidden; then the rows of every sheet whose name is like the pattern `named`.

    Rows are text, from the first that holds something; `times` counts equal ones that follow one another. The value of cells that are
    merged belongs to all their rows.

    Raises:
        UnpackingError: no workbook, a hostile one, too large, or of merged cells that the reader does not tell.
    """
    from python_calamine import SheetVisibleEnum

    book = _open_book(data, ods)
    room = _Room()
    hidden = [sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible]
    yield {"sheets": book.sheet_names, "hidden": hidden, "size": 0}, b""
    for sheet in book.sheet_names:
        if re.fullmatch(named, sheet.strip(), re.IGNORECASE):
            yield {"sheet": sheet, "size": 0}, b""
            yield from _rows_of(book, sheet, room)


class _Room:
    """How much of a workbook has been read."""

    def __init__(self) -> None:
        self.cells = self.characters = 0

    def take(self, texts: Sequence[str]) -> None:
        """Count a row, and refuse what is too large."""
        self.cells += len(texts)
        self.characters += sum(map(len, texts))
        if self.cells > MAX_CELLS or self.characters > MAX_CHARACTERS:
            raise UnpackingError(messages("book.large", cells=MAX_CELLS, characters=MAX_CHARACTERS))


def _open_book(data: bytes, ods: bool) -> Any:
    _check_archive(data, ods)
    from python_calamine import CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except MemoryError:
        raise
    except BaseException as error:  # a panic of the library is no Exception
        raise UnpackingError(_too_far(data) if ods else messages("book.broken")) from error


def _too_far(data: bytes) -> Message:
    """Why the reader refuses a well-formed OpenDocument: what it holds is more than it reads, or made otherwise."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            rows, columns = reach_of(archive.read(CONTENT))
    except ValueError:
        rows, columns = 0, 0
    return messages("book.reach", rows=rows, columns=columns) if rows * columns > MAX_CELLS else messages("book.broken")


def _rows_of(book: Any, sheet: str, room: _Room) -> Iterator[Frame]:
    try:
        page = book.get_sheet_by_name(sheet)
        values = page.to_python(skip_empty_area=True)
        top, left = page.start or (0, 0)
        merged = page.merged_cell_ranges or []
    except MemoryError:
        raise
    except BaseException as error:
        raise UnpackingError(messages("book.broken")) from error
    for (first, column), (last, _) in merged:
        _spread(values, first - top, last - top, column - left)
    yield {"top": top, "size": 0}, b""
    for row, same in groupby(values):
        texts = [_cell(value) for value in row]
        room.take(texts)
        line = json.dumps(texts).encode()
        yield {"times": sum(1 for _ in same), "size": len(line)}, line


def _spread(rows: list[list[Any]], first: int, last: int, column: int) -> None:
    """Write the value of merged cells into each of their rows."""
    if not (0 <= first < len(rows) and 0 <= column < len(rows[first])):
        return
    for row in rows[first + 1 : last + 1]:
        row[column] = rows[first][column]


def _check_archive(data: bytes, ods: bool) -> None:
    if data.startswith(COMPOUND):
        raise UnpackingError(messages("book.old"))
    document = None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            total = sum(entry.file_size for entry in archive.infolist())
            if ods and total <= _most(len(data)):
                document = look_at(archive)
    except MemoryError:
        raise
    except Exception as error:
        raise UnpackingError(messages("book.none")) from error
    if total > _most(len(data)):
        raise UnpackingError(messages("zip.bomb", most=_most(len(data)), packed=len(data)))
    twice = next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None
    if twice is not None:
        raise UnpackingError(messages("zip.twice"), twice)
    if document is None:
        if not any(name.startswith("xl/workbook.") for name in names):
            raise UnpackingError(messages("book.none"))
        return
    if document.locked:
        raise UnpackingError(messages("book.password"))
    if not document.sound:
        raise UnpackingError(messages("book.broken"))
    if document.merged:  # the reader of this format does not tell which cells they are
        raise UnpackingError(messages("book.merged"))


def unpack_article(data: bytes, form: str) -> Iterator[Frame]:
    """The article that a web page (`html`) or a PDF (`pdf`) holds, as one frame: its text, and what the page says of itself.

    Raises:
        UnpackingError: what reads it is not installed, or cannot read this.
    """
    try:
        if form == "pdf":
            from maillon.loaders.pdf_text import read_pdf as read
        else:
            from maillon.loaders.web_pages import read_web_page as read
        found = read(data)
    except ImportError as error:
        raise UnpackingError(messages("article.missing", form=form.upper())) from error
    except (MemoryError, RefusedError):
        raise
    except Exception as error:  # whatever a damaged file makes of the library
        raise UnpackingError(messages("article.broken", form=form.upper())) from error
    text = found.pop("text").encode()
    yield {**found, "size": len(text)}, text


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()


def read_parquet(file: str | io.BytesIO, without: Sequence[str]) -> Iterator[Frame]:
    """The names of the columns, then the rows, some at a time: what holds something, but for the columns `without`, whatever their case.

    Raises:
        UnpackingError: nothing reads it here, it is none, or cut off.
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise UnpackingError(messages("parquet.missing")) from error
    try:
        pyarrow.set_memory_pool(pyarrow.system_memory_pool())  # others reserve more than this process may
        table = ParquetFile(file, pre_buffer=False)
        names = table.schema_arrow.names
        yield _framed({"header": [name.casefold() for name in names]}, None)
        wanted = [name for name in names if name.casefold() not in without]
        for batch in table.iter_batches(_AT_ONCE, columns=wanted, use_threads=False):
            rows = [{n.casefold(): v for n, v in row.items() if v not in (None, "")} for row in batch.to_pylist()]
            yield _framed({}, rows)
    except MemoryError:
        raise
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UnpackingError(messages("parquet.broken")) from error


_AT_ONCE = 1_000
"""Rows of Parquet that are handed over together."""


def _framed(frame: dict[str, Any], content: Any) -> Frame:
    text = b"" if content is None else json.dumps(content, default=str).encode()
    return {**frame, "size": len(text)}, text


def _answer(request: Mapping[str, Any], data: bytes) -> Iterator[Frame]:
    match request["task"]:
        case "gzip":
            yield from unpack_gzip(data)
        case "zip":
            yield from unpack_zip(data, request["suffixes"])
        case "sheets":
            yield from read_sheets(data, request["named"], request["ods"])
        case "parquet":
            yield from read_parquet(request["path"] or io.BytesIO(data), request["without"])
        case "article":
            yield from unpack_article(data, request["form"])
    yield {"end": True, "size": 0}, b""


def _refusal(message: Message, inside: str = "") -> bytes:
    frame = {"refused": message.key, "fr": message.say("fr"), "en": message.say("en"), "inside": inside, "size": 0}
    return json.dumps(frame).encode() + b"\n"


def _limit_memory() -> None:
    """Take the limit on itself; other systems than Linux have none that holds, and the process is watched there."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer one request on standard input."""
    _limit_memory()
    out = sys.stdout.buffer
    request = json.loads(sys.stdin.buffer.readline())
    try:
        for frame, content in _answer(request, sys.stdin.buffer.read()):
            out.write(json.dumps(frame).encode() + b"\n" + content)
    except UnpackingError as error:
        out.write(_refusal(error.message, error.inside))
    except RefusedError as error:
        out.write(_refusal(error.message))
    except MemoryError:
        out.write(_refusal(messages("reader.memory", most=MEMORY >> 20)))
    out.flush()


if __name__ == "__main__":
    main()
