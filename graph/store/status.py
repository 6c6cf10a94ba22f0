"""What a store holds, counted."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillon.graph.model import ARROWS, NODES
from maillon.graph.store import cypher
from maillon.graph.store.answers import plain_value

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from maillon.graph.store.connection import Connection


@dataclass(frozen=True, slots=True)
class DatasetStatus:
    """One data set. `records` and `loaded_on` are of its last complete load; `complete` is false after a load that was cut.

    `origin` and `description` are what `Store.load` was told.
    """

    id: str
    loader: str
    title: str | None
    licence: str | None
    records: int
    pages: int
    loaded_on: dt.date | None
    complete: bool
    confidential: bool
    origin: str | None
    description: str | None

    def said(self, name: str) -> str | None:
        """What the data set says of itself, such as its `version`, where it says so."""
        value = json.loads(self.description).get(name) if self.description else None
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """What the store holds. `nodes` is primary or role label → count, `arrows` is type → count; zeros are left out."""

    engine: str
    where: str
    nodes: dict[str, int]
    arrows: dict[str, int]
    datasets: tuple[DatasetStatus, ...]

    @property
    def claims(self) -> int:
        """Statements of parties about incidents."""
        return self.nodes.get("Claim", 0)

    @property
    def sources(self) -> int:
        """Documents."""
        return self.nodes.get("Source", 0)

    @property
    def complete(self) -> bool:
        """False when the last load of a data set was cut."""
        return all(dataset.complete for dataset in self.datasets)


def store_status(connection: Connection) -> StoreStatus:
    """Count everything.

    Raises:
        StoreError: the engine refuses or cannot be reached.
    """

    def work(tx: ManagedTransaction) -> StoreStatus:
        def count(pattern: str) -> int:
            return int(tx.run(cypher.literal(f"MATCH {pattern} RETURN count(x)")).values()[0][0])

        labels = [label for kind in NODES for label in (kind.label, *kind.roles)]
        nodes = {label: count(f"(x:{label})") for label in labels}
        arrows = {kind.type: count(f"()-[x:{kind.type}]->()") for kind in ARROWS}
        datasets = [_dataset(row[0]) for row in tx.run(cypher.EVERY_DATASET).values()]
        return StoreStatus(
            engine=connection.engine(),
            where=connection.where,
            nodes={label: n for label, n in nodes.items() if n},
            arrows={type_: n for type_, n in arrows.items() if n},
            datasets=tuple(sorted(datasets, key=lambda d: d.id)),
        )

    return connection.read(work)


def store_datasets(connection: Connection) -> tuple[DatasetStatus, ...]:
    """The data sets, by name; nothing is counted.

    Raises:
        StoreError: the engine refuses or cannot be reached.
    """
    rows = connection.read(lambda tx: tx.run(cypher.EVERY_DATASET).values())
    return tuple(sorted((_dataset(row[0]) for row in rows), key=lambda d: d.id))


def _dataset(properties: dict[str, Any]) -> DatasetStatus:
    return DatasetStatus(
        id=properties["id"],
        loader=properties.get("loader") or "",
        title=properties.get("title"),
        licence=properties.get("licence"),
        records=properties.get("records") or 0,
        pages=properties.get("pages") or 0,
        loaded_on=plain_value(properties.get("loaded_on")),
        complete=bool(properties.get("complete")),
        confidential=bool(properties.get("confidential")),
        origin=properties.get("origin"),
        description=properties.get("description"),
    )
