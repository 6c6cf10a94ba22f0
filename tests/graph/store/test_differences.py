"""The engines differ where the docs say so, and nowhere else that was thought of."""

from __future__ import annotations

import pytest

from maillon.graph.store import Store
from maillon.graph.store.connection import EmbeddedConnection
from tests.support.differences import DIFFERENCES, Difference


@pytest.mark.parametrize("difference", DIFFERENCES, ids=[d.what for d in DIFFERENCES])
def test_an_engine_does_what_the_table_says(store: Store, difference: Difference) -> None:
    embedded = isinstance(store.connection, EmbeddedConnection)
    assert difference.probe(store) == (difference.embedded if embedded else difference.neo4j)
