"""After an authority came or went: show the arrows that several speak of as their speakers now rank.

Which reading of an arrow leads depends on who its speakers are (`graph.readings`): what is known of an organisation can change
what an arrow shows. The store remembers with which authorities it shows its arrows, so that a load that was cut goes on from
there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from maillon.graph.model import ARROW_BY_TYPE
from maillon.graph.readings import canonical
from maillon.graph.store import cypher
from maillon.graph.store.loading.batch import BatchResult, Reshown

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from maillon.graph.store.connection import Connection
    from maillon.graph.store.loading.delta import ItemKey

AUTHORITIES_MARK = "|authorities"
"""Id of the page that says with which authorities arrows are shown. No data set has it: names of data sets are slugs."""

_ARROWS = 5_000
"""Arrows shown anew in one transaction."""


class AuthorityApplier:
    """Brings the arrows of a store to the authorities that its nodes are."""

    def __init__(self, connection: Connection, write_batch: Callable[[Reshown], BatchResult], write: Callable[..., None]) -> None:
        """`write_batch` writes arrows, `write` one statement; both under the lock of a load."""
        self._connection = connection
        self._write_batch = write_batch
        self._write = write

    def apply(self) -> frozenset[str]:
        """Show every arrow with the authorities that the graph holds now; no arrow is read when none changed.

        Returns:
            The ids of the authorities.

        Raises:
            StoreError: the store refuses or cannot be reached; the next load goes on from there.
        """
        now = frozenset(row[0] for row in self._connection.read(lambda tx: tx.run(cypher.AUTHORITIES).values()))
        rows = self._connection.read(lambda tx: tx.run(cypher.AUTHORITIES_APPLIED, id=AUTHORITIES_MARK).values())
        before = frozenset(json.loads(rows[0][0])) if rows else frozenset()
        if now == before:
            return now
        keys = list(self._spoken_of_by(now ^ before))
        for start in range(0, len(keys), _ARROWS):
            self._write_batch(Reshown(keys[start : start + _ARROWS], now))
        if now:
            text = canonical(sorted(now))
            self._write(cypher.SET_AUTHORITIES_APPLIED, id=AUTHORITIES_MARK, merged=text, hash=hashlib.sha256(text.encode()).hexdigest())
        else:
            self._write(cypher.FORGET_APPLIED, id=AUTHORITIES_MARK)
        return now

    def _spoken_of_by(self, speakers: frozenset[str]) -> Iterator[ItemKey]:
        """The arrows that several readings speak of, one of them by one of these speakers."""
        for kind in ARROW_BY_TYPE.values():
            if not kind.evidenced:
                continue
            for start, end, readings, *parts in self._connection.read(_disputed(kind.type)):
                if any(by in speakers for reading in readings for by in json.loads(reading).get("by") or ()):
                    yield ("a", kind.type, start, end, *parts)


def _disputed(type_: str) -> Callable[[ManagedTransaction], list[list[Any]]]:
    return lambda tx: tx.run(cypher.literal(cypher.disputed_arrows(type_))).values()
