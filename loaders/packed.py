"""Records of a register with hundreds of thousands of rows, held as text: a tenth of the memory that the models take."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import TypeVar, cast

from maillon.graph.records import Record

_R = TypeVar("_R", bound=Record)


class PackedRecords(MutableMapping[str, Record]):
    """Records by id. Each is JSON without what is left at its default, and made anew whenever it is asked for."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[type[Record], bytes]] = {}

    def __setitem__(self, identifier: str, record: Record) -> None:
        text = record.model_dump_json(by_alias=True, exclude_defaults=True)
        self._held[identifier] = (type(record), text.encode())

    def __getitem__(self, identifier: str) -> Record:
        kind, text = self._held[identifier]
        return kind.model_validate_json(text)

    def of(self, kind: type[_R]) -> Iterator[_R]:
        """The records of one kind; the others are left as they are held."""
        return (cast(_R, kind.model_validate_json(text)) for held, text in self._held.values() if held is kind)

    def __delitem__(self, identifier: str) -> None:
        del self._held[identifier]

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
