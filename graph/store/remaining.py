"""What a store says without some of its data sets: what documents and pages are made of, and what stays when they are taken back.

One rule for both, so that what was handed on is the graph that there is after `unload`. A decision goes with what it is about: where a
subject is known from those data sets alone, it would name what nothing else names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from maillon.graph.decisions import MENTIONED
from maillon.graph.store import cypher
from maillon.graph.store.datasets import Ledger, read_ledgers
from maillon.graph.store.loading.load import TakenBack
from maillon.graph.store.loading.stored_pages import read_page

if TYPE_CHECKING:
    from maillon.graph.store.connection import Connection

_DECISION = '["decision:'
"""How the ledger's line of a decision begins."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """The data sets that remain, and the decisions that go although one of these says them."""

    ledgers: tuple[Ledger, ...]
    decisions: tuple[TakenBack, ...]

    def lines(self, connection: Connection, ledger: Ledger) -> Iterator[str]:
        """The lines of one of them, in the order of their records.

        Raises:
            StoreDamaged: a page of the ledger is not what it was.
            StoreError: the engine refuses or cannot be reached.
        """
        gone = {f'["{decision.id}"' for decision in self.decisions}
        for line in _lines(connection, [ledger]):
            if not (gone and line.startswith(_DECISION) and line.partition(",")[0] in gone):
                yield line


def remaining(connection: Connection, without: Collection[str], besides: Iterable[str] = ()) -> Remaining:
    """What remains of a store without some of its data sets. `besides` are lines that come instead of theirs.

    Raises:
        StoreDamaged: a page of the ledger is not what it was.
        StoreError: the engine refuses or cannot be reached.
    """
    ledgers = read_ledgers(connection)
    stays = tuple(ledger for ledger in ledgers if ledger.id not in without)
    decided = connection.read(lambda tx: tx.run(cypher.EVERY_DECISION).values())
    subjects = {subject for _, _, several in decided for subject in several}
    theirs = {s for s in subjects if s.partition(":")[2].partition("/")[0] in without}
    theirs |= _mentioned(_lines(connection, [ledger for ledger in ledgers if ledger.id in without]), subjects)
    alone = theirs - _mentioned(chain(besides, _lines(connection, stays)), theirs)
    gone = {identifier: name for identifier, name, several in decided if alone.intersection(several)}
    return Remaining(stays, tuple(TakenBack(identifier, name) for identifier, name in sorted(gone.items())))


def _lines(connection: Connection, ledgers: Iterable[Ledger]) -> Iterator[str]:
    for ledger in ledgers:
        for head in ledger.heads:
            yield from read_page(connection, head, ledger.id)[0].lines


def _mentioned(lines: Iterable[str], wanted: Collection[str]) -> set[str]:
    """Those ids that lines mention which are no decisions; not a line is read where none is wanted."""
    found: set[str] = set()
    for line in lines if wanted else ():
        if not line.startswith(_DECISION):
            found.update(identifier for identifier in MENTIONED.findall(line) if identifier in wanted)
        if len(found) == len(wanted):
            break
    return found
