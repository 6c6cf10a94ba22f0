"""Both engines hold the same graph."""

from __future__ import annotations

from pathlib import Path

from graph.store import Store, open_store


def test_the_shipped_records_are_the_same_graph_on_every_engine(corpus: Store, corpus_directory: Path) -> None:
    with open_store(corpus_directory) as embedded:
        assert corpus.graph_hash() == embedded.graph_hash()
        assert corpus.ledger_hash() == embedded.ledger_hash()
