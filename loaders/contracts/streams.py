"""JSON files of any size, one object after the other: never the whole of one in memory.

What is packed (gzip, zip) or comes from standard input is in memory, within the limits of `loaders.inputs`.
"""

from __future__ import annotations

import codecs
import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import ijson

from maillon.graph.system_errors import system_reason
from maillon.loaders.folders import is_folder
from maillon.loaders.inputs import Input, collect_files, refuse, text_of
from maillon.loaders.messages import messages

HEAD = 1 << 16
"""Bytes by which the shape of a file is known."""

MOST_BYTES = 16 << 30
"""No file may be larger: the contracts of France of all years are under two."""

_PIECE = 1 << 20
_BINARY = b"PAR1"
"""How Parquet begins."""
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Streamed:
    """A file that is read piece by piece, as often as is asked. `name` is how a person finds it again."""

    name: str
    path: Path | None = None
    data: bytes = b""

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The bytes, from their beginning.

        Raises:
            BadInputError: the file cannot be read.
        """
        if self.path is None:
            yield io.BytesIO(self.data)
            return
        try:
            with self.path.open("rb") as file:
                yield file
        except OSError as error:
            raise refuse(self.name, messages("input.unreadable", why=system_reason(error))) from error

    def head(self) -> bytes:
        """The first bytes, from the first that is no blank."""
        with self.opened() as file:
            return file.read(HEAD).lstrip()


def streams_of(paths: Sequence[Path], suffixes: tuple[str, ...]) -> tuple[list[Streamed], list[str]]:
    """The files to read, and by name those of another kind that are left alone.

    Raises:
        BadInputError: a path does not exist or cannot be read, an archive is hostile or damaged, or nothing is left.
    """
    found: list[Streamed] = []
    others: list[str] = []
    for path in paths:
        folder = is_folder(path)
        plain = [p for p in sorted(path.rglob("*")) if p.is_file()] if folder else [path]
        for one in plain:
            if str(one) != "-" and one.suffix.lower() in suffixes and os.path.isfile(one) and not _packed(one):  # noqa: PTH113
                found.append(_of_size(one))
            elif folder and one.suffix.lower() not in (*suffixes, ".gz", ".zip"):
                others.append(str(one))
            else:
                packed = collect_files([one], suffixes)
                found += [Streamed(source.name, None, text_of(source).encode()) for source in packed.files]
                others += packed.others
    if not found:
        raise refuse(", ".join(str(p) for p in paths), messages("file.nothing", endings=suffixes))
    return found, others


def _of_size(path: Path) -> Streamed:
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise refuse(str(path), messages("input.large", most=MOST_BYTES))
    if size == 0:
        raise refuse(str(path), messages("input.empty"))
    if _is_plain(path):
        return Streamed(str(path), path)
    return Streamed(str(path), None, text_of(Input(str(path), path.read_bytes())).encode())


def _is_plain(path: Path) -> bool:
    """Whether a file is UTF-8 without a mark, as JSON has to be; any other is decoded whole."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            for number, piece in enumerate(iter(lambda: file.read(_PIECE), b"")):
                if number == 0 and piece.startswith(_BINARY):
                    return True
                if number == 0 and piece.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
                    return False
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _packed(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4).startswith(_PACKED)
    except OSError as error:
        raise refuse(str(path), messages("input.unreadable", why=system_reason(error))) from error


def json_objects(source: Streamed, prefixes: Sequence[str]) -> Iterator[Any]:
    """The objects at some places of a file (`marches.item`), those of the first place first; a place that is not there gives none.

    Raises:
        BadInputError: no JSON, or cut off.
    """
    for prefix in prefixes:
        try:
            with source.opened() as file:
                yield from ijson.items(file, prefix, use_float=True, multiple_values=True)
        except ijson.IncompleteJSONError as error:
            raise refuse(source.name, messages("json.cut")) from error
        except (ijson.JSONError, ValueError, OverflowError) as error:
            raise refuse(source.name, messages("json.broken", place="")) from error


_LONGEST_SIGN = 1 << 10


def signs_in(source: Streamed, sign: re.Pattern[bytes]) -> set[tuple[bytes | None, ...]]:
    """The groups of a pattern wherever it is met in a file, read piece by piece; it must not be able to match more than a kilobyte."""
    found: set[tuple[bytes | None, ...]] = set()
    rest = b""
    with source.opened() as file:
        while piece := file.read(_PIECE):
            text = rest + piece
            found.update(match.groups() for match in sign.finditer(text))
            rest = text[-_LONGEST_SIGN:]
    return found


def json_lines(source: Streamed) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that hold anything, from 1."""
    with source.opened() as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line


def looks_like_page(head: bytes) -> bool:
    """Whether a file is a web page, whatever its name says."""
    return re.match(rb"<!doctype html|<html|<head|<body", head, re.IGNORECASE) is not None
