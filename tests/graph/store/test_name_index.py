"""A name is found by an index, on each engine, also the longest that a record may have."""

from __future__ import annotations

from typing import Any

from neo4j import ManagedTransaction

from maillon.graph.records import MAX_TEXT
from maillon.graph.store import Store
from tests.support.drawing import draw, org

LONGEST = "𐎠" * MAX_TEXT
"""The most bytes that a name may have: four for each letter."""

ASKED = "MATCH (n:Organisation {name: $name}) RETURN n.id AS id"


def plan_of(store: Store, **parameters: Any) -> str:
    """How the engine would go about it, as its own text."""

    def work(tx: ManagedTransaction) -> str:
        return str(tx.run(f"EXPLAIN {ASKED}", parameters).consume().plan)

    return store.connection.read(work)


def test_a_name_is_looked_up_in_an_index_and_not_among_all(store: Store) -> None:
    draw(store, org("a", name="Weda"), org("b", name="Vidal"))
    assert "IndexSeek" in plan_of(store, name="Weda")
    assert store.read(ASKED, name="Weda") == [{"id": "org:a"}]


def test_the_longest_name_has_its_place_in_the_index(store: Store) -> None:
    draw(store, org("a", name=LONGEST), org("b", name=LONGEST[1:]))
    assert store.read(ASKED, name=LONGEST) == [{"id": "org:a"}]
