"""XML of notices as plain data, one element after the other: an element with others in it is a mapping, one that stands there again a list.

Declarations of a document type are refused: nothing is expanded, and nothing can grow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from maillon.loaders.inputs import refuse
from maillon.loaders.messages import messages
from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.loaders.contracts.streams import Streamed

_PIECE = 1 << 16
_DEEPEST = 40


def xml_objects(source: Streamed, names: Collection[str]) -> Iterator[dict[str, Any]]:
    """The elements of some names, each with all that is in it.

    Raises:
        BadInputError: no XML, cut off, nested too deeply, or it declares a document type.
    """
    builder = _Builder(frozenset(names))
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.doctype
    with source.opened() as file:
        try:
            while piece := file.read(_PIECE):
                parser.Parse(piece, False)
                yield from builder.taken()
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise refuse(source.name, messages("xml.broken"), line=error.lineno) from error
        except RefusedError as error:
            raise refuse(source.name, error.message, line=parser.CurrentLineNumber) from error
    yield from builder.taken()


class _Builder:
    """What the parser has met so far."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self._open: list[tuple[str, dict[str, Any], list[str]]] = []
        self._within = 0
        self._done: list[dict[str, Any]] = []

    def taken(self) -> list[dict[str, Any]]:
        done, self._done = self._done, []
        return done

    def doctype(self, *_: object) -> None:
        raise RefusedError(messages("xml.doctype"))

    def start(self, tag: str, _: object) -> None:
        name = tag.rpartition(":")[2]
        self._within += bool(self._within) or name in self._names
        if not self._within:
            return
        if self._within > _DEEPEST:
            raise RefusedError(messages("json.deep"))
        self._open.append((name, {}, []))

    def text(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)

    def end(self, _: str) -> None:
        if not self._within:
            return
        self._within -= 1
        name, inner, texts = self._open.pop()
        if not self._open:
            self._done.append(inner)
            return
        value: Any = inner or "".join(texts).strip()
        outer = self._open[-1][1]
        if name not in outer:
            outer[name] = value
        elif isinstance(outer[name], list):
            outer[name].append(value)
        else:
            outer[name] = [outer[name], value]
