"""After decisions came or went: show every record that mentions their ids as the decisions now say.

Each page remembers with which part of them it is shown, so that applying them, if cut, goes on from there at the next load.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from maillon.graph.decided_subjects import SubjectFinder
from maillon.graph.decisions import PairVerdict, merges, restriction
from maillon.graph.model import label_of
from maillon.graph.readings import canonical
from maillon.graph.store import cypher
from maillon.graph.store.loading.batch import Batch, BatchResult
from maillon.graph.store.loading.ledger import Head, unpack

if TYPE_CHECKING:
    from maillon.graph.store.connection import Connection

MARK = "|decisions"
"""Id of the page that says which decisions the graph shows. No data set has it: names of data sets are slugs."""

_PAGES = 16
"""Pages read at a time."""


class DecisionApplier:
    """Brings all pages of a store to what its decisions say."""

    def __init__(
        self,
        connection: Connection,
        authorities: Collection[str],
        write_batch: Callable[[Batch], BatchResult],
        write: Callable[..., None],
    ) -> None:
        """`write_batch` writes a batch of pages, `write` one statement; both under the lock of a load."""
        self._connection = connection
        self._authorities = authorities
        self._write_batch = write_batch
        self._write = write

    def apply(self) -> dict[str, str]:
        """Show every page with the decisions that the graph holds now; nothing is read when none changed.

        Returns:
            Id → the id that is kept, for every id that is replaced.

        Raises:
            StoreError: the store refuses or cannot be reached; the next load goes on from there.
        """
        merged = self._merged()
        now = hashlib.sha256(canonical(merged).encode()).hexdigest() if merged else ""
        rows = self._connection.read(lambda tx: tx.run(cypher.DECISIONS_APPLIED, id=MARK).values())
        if (rows[0][0] if rows else "") == now:
            return merged
        by_dataset: dict[str, list[str]] = defaultdict(list)
        for dataset, page in self._connection.read(lambda tx: tx.run(cypher.PAGES_BY_DATASET).values()):
            by_dataset[dataset].append(page)
        for dataset, pages in sorted(by_dataset.items()):
            for start in range(0, len(pages), _PAGES):
                self._apply_to_pages(dataset, sorted(pages)[start : start + _PAGES], merged)
        if merged:
            self._write(cypher.SET_DECISIONS_APPLIED, id=MARK, hash=now)
        else:
            self._write(cypher.FORGET_APPLIED, id=MARK)
        return merged

    def _merged(self) -> dict[str, str]:
        rows = self._connection.read(lambda tx: tx.run(cypher.DECISIONS).values())
        now, nowhere = self._found_again(
            {s for _, subjects, _, _ in rows for s in subjects}, [text for *_, about in rows for text in about or ()]
        )
        decided = [
            PairVerdict(verdict, tuple(now.get(s, s) for s in subjects if s not in nowhere), now.get(keep, keep) if keep else None)
            for verdict, subjects, keep, _ in rows
            if not nowhere.issuperset(subjects)
        ]
        moved = {s for verdict, subjects, *_ in rows if verdict == "uses" for s in subjects if s in now}
        return merges([*decided, *(PairVerdict("same", (s, now[s]), now[s]) for s in sorted(moved))])

    def _found_again(self, subjects: set[str], about: list[str]) -> tuple[dict[str, str], set[str]]:
        """Subjects that no record describes any more: the ids that they have now, and those that nothing mentions.

        Read from the ledger, which no decision changes.
        """
        missing = {s for s in subjects if label_of(s) in ("Organisation", "Population")}
        for label in {label_of(s) for s in missing}:
            there = self._rows(cypher.subjects_there(label), ids=sorted(missing))
            merged = self._rows(cypher.subjects_merged(label))
            missing -= {row[0] for row in there} | {old for row in merged for old in row[0]}
        if not missing:
            return {}, set()
        finder = SubjectFinder.of(missing, subjects - missing, about)
        pages = [page for _, page in self._rows(cypher.PAGES_BY_DATASET)]
        for start in range(0, len(pages), _PAGES):
            for row in self._rows(cypher.PAGE_PAYLOADS, ids=pages[start : start + _PAGES]):
                finder.look(unpack(bytes(row[2])))
        return finder.found(), finder.nowhere

    def _rows(self, text: str, **parameters: Any) -> list[list[Any]]:
        return self._connection.read(lambda tx: tx.run(cypher.literal(text), parameters).values())

    def _apply_to_pages(self, dataset: str, pages: list[str], merged: dict[str, str]) -> None:
        rows = self._connection.read(lambda tx: tx.run(cypher.PAGE_PAYLOADS, ids=pages).values())
        contents: dict[str, tuple[Head, list[str]] | None] = {}
        for page, hash_, payload, shown, records, statements in rows:
            lines = unpack(bytes(payload))
            if restriction(lines, merged) != (shown or ""):
                contents[page] = (Head(page, hash_, records, statements), lines)
        if contents:
            self._write_batch(Batch(dataset, contents, merged, self._authorities))
