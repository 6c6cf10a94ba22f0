"""Every file of a folder searched for words: as it is, in UTF-16, and in what is compressed or encoded inside."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP = re.compile(rb"\x1f\x8b\x08")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")
_MOST = 64 << 20


def holding(folder: Path, words: Collection[str]) -> dict[str, set[str]]:
    """Word → `file: form` for each place that holds it, whatever its case."""
    found: dict[str, set[str]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder)
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # of an engine that ended meanwhile
            continue
        for form, told in [("its name", str(name).encode()), *_forms(content)]:
            lower = told.lower()
            for word in words:
                if any(word.lower().encode(encoding) in lower for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
                    found.setdefault(word, set()).add(f"{name}: {form}")
    return found


def _forms(content: bytes, depth: int = 2) -> Iterator[tuple[str, bytes]]:
    """The content, and what is compressed or encoded in it, to the given depth."""
    yield "raw", content
    if depth:
        inner = [*(("inflated", each) for each in _inflated(content)), *(("base64", each) for each in _decoded(content))]
        for form, each in inner:
            yield from ((f"{form} {deeper}", found) for deeper, found in _forms(each, depth - 1))


def _inflated(content: bytes) -> Iterator[bytes]:
    for pattern, window in ((_ZLIB, zlib.MAX_WBITS), (_GZIP, zlib.MAX_WBITS | 16)):
        for match in pattern.finditer(content):
            with suppress(zlib.error):
                found = zlib.decompressobj(window).decompress(content[match.start() :], _MOST)
                if len(found) > 8:
                    yield found


def _decoded(content: bytes) -> Iterator[bytes]:
    for match in _BASE64.finditer(content):
        text = match[0].rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        for start in range(4):
            part = text[start:]
            with suppress(ValueError):
                yield base64.b64decode(part[: len(part) // 4 * 4])
