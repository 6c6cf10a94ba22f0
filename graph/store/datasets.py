"""A data set as it is handed from one store to another: what is known of it, and its ledger, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillon.graph.statements import Kept, from_line, with_inclusions, written_of
from maillon.graph.store import cypher
from maillon.graph.store.answers import plain_value
from maillon.graph.store.errors import StoreDamaged
from maillon.graph.store.loading.ledger import Head, heads_hash
from maillon.graph.store.loading.load import About, Load, Progress
from maillon.graph.store.loading.stored_pages import read_heads
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from maillon.graph.store.connection import Connection


Tell = Callable[[str, int], None]
"""Called with a data set or a step, and how much of it is done."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A data set: its properties as the store keeps them, and the heads of its pages."""

    properties: dict[str, Any]
    heads: tuple[Head, ...]

    @property
    def id(self) -> str:
        """Its name."""
        return str(self.properties["id"])

    @property
    def complete(self) -> bool:
        """False after a load that was cut."""
        return bool(self.properties.get("complete"))

    def check(self) -> None:
        """Let a ledger pass that has the pages of its last load.

        Raises:
            StoreDamaged: it has others; only of a complete one is known which it must have.
        """
        if self.complete and self.properties.get("ledger") not in (None, heads_hash(self.heads)):
            must = self.properties.get("pages") or 0
            raise StoreDamaged(messages("verify.dataset", dataset=self.id, found=len(self.heads), must=must))


def read_ledgers(connection: Connection) -> list[Ledger]:
    """The data sets of a store, by name. What has none is damaged, and nothing can be made of it.

    Raises:
        StoreError: the engine refuses or cannot be reached.
    """
    rows = connection.read(lambda tx: tx.run(cypher.EVERY_DATASET).values())
    properties = sorted(
        ({name: plain_value(value) for name, value in row[0].items()} for row in rows if row[0].get("id")), key=lambda d: str(d["id"])
    )
    return [Ledger(each, read_heads(connection, str(each["id"]))) for each in properties]


def records_of(lines: Iterable[str]) -> Iterator[tuple[str, list[Kept]]]:
    """What lines of a ledger say, record by record, for another load of the same."""
    for line in lines:
        record, statements = from_line(line)
        written = written_of(line)
        yield record, [*with_inclusions(statements), *([written] if written else [])]


def load_ledger(connection: Connection, properties: dict[str, Any], lines: Iterable[str], progress: Progress | None = None) -> int:
    """Load a data set as another store held it, cut where its load was cut; how many records.

    Raises:
        StoreError: the store refuses, is full or cannot be reached; running it again goes on from there.
    """
    about = About(
        loader=str(properties.get("loader") or ""),
        title=properties.get("title"),
        licence=properties.get("licence"),
        confidential=bool(properties.get("confidential")),
        origin=properties.get("origin"),
        description=properties.get("description"),
    )
    dataset = str(properties["id"])
    report = Load(connection).load(dataset, records_of(lines), about, progress)
    kept = {"complete": bool(properties.get("complete")), "loaded_on": properties.get("loaded_on")}
    connection.write(lambda tx: tx.run(cypher.MERGE_DATASET, dataset=dataset, properties=kept).consume())
    return report.read
