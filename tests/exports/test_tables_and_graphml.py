"""CSV tables and GraphML."""

from __future__ import annotations

import networkx as nx

from maillon.exports import export_files
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from tests.support.drawing import draw, org


def test_csv_guards_formulas_and_graphml_holds_every_arrow(store: Store) -> None:
    draw(
        store,
        org("evil", name_fr="=1+1"),
        "org:evil delegates_to org:b {service: hosting}",
        "org:evil delegates_to org:b {service: billing}",
    )
    files = {name: "".join(pieces) for name, pieces in export_files("csv", CypherReader(store))}
    assert set(files) == {"nodes.csv", "arrows.csv"}
    assert "'=1+1" in files["nodes.csv"]
    ((_, pieces),) = export_files("graphml", CypherReader(store))
    network = nx.parse_graphml("".join(pieces))
    assert network.number_of_edges() == 2
    assert network.nodes["org:evil"]["labels"] == "Organisation"
