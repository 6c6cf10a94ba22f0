"""What is looked at in an OpenDocument sheet before its reader is asked, and where that one gives up: it says little, and may never end."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from xml.parsers import expat

CONTENT = "content.xml"

_MANIFEST = "META-INF/manifest.xml"
_MERGED = re.compile(rb'number-rows-spanned="(?!1")')


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document: whether only a password opens it, whether its cells are well-formed XML, whether some are merged over rows."""

    locked: bool
    sound: bool
    merged: bool


def look_at(archive: zipfile.ZipFile) -> OpenDocument:
    """Look at a document.

    Raises:
        KeyError: it has no content.
        zipfile.BadZipFile: a part of the archive is damaged.
    """
    if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
        return OpenDocument(True, True, False)
    content = archive.read(CONTENT)
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError:
        return OpenDocument(False, False, False)
    return OpenDocument(False, True, _MERGED.search(content) is not None)


def reach_of(content: bytes) -> tuple[int, int]:
    """The rows and columns of the sheet that reaches furthest; cells that hold nothing do not count.

    Raises:
        ValueError: a row or cell is repeated a number of times that is none.
    """
    reach = _Reach()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reach.start, reach.end
    parser.Parse(content, True)
    return reach.furthest


class _Reach:
    """How far the sheets met so far reach."""

    _ROW: ClassVar = "table:table-row"

    def __init__(self) -> None:
        self.furthest = (0, 0)
        self._rows = self._columns = self._place = self._times = 0
        self._filled = False

    def start(self, name: str, said: Mapping[str, str]) -> None:
        if name == "table:table":
            self._rows = self._columns = 0
        elif name == self._ROW:
            self._place, self._filled = 0, False
            self._times = int(said.get("table:number-rows-repeated", 1))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._place += int(said.get("table:number-columns-repeated", 1))
        elif name == "text:p":
            self._filled, self._columns = True, max(self._columns, self._place)

    def end(self, name: str) -> None:
        if name == self._ROW:
            self._rows += self._times
            if self._filled:
                self.furthest = max(self.furthest, (self._rows, self._columns), key=lambda reach: reach[0] * reach[1])
