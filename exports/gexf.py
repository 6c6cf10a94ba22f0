"""The graph as one GEXF file with time, for Gephi's timeline: relations and incidents from their first to their last day.

What has no `start` or no `end` there has none that is known, which programs draw as always; nothing is made up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import networkx as nx

from maillon.exports.identity import arrow_id
from maillon.exports.networks import interval, network

if TYPE_CHECKING:
    from maillon.exports import Files
    from maillon.exports.manner import Manner
    from maillon.queries.cypher_reader import CypherReader


def files(reader: CypherReader, manner: Manner) -> Files:
    """One file. It does not say when it was written: the same graph gives the same bytes."""
    graph = manner.graph(reader)
    drawn = network(graph)
    for node in graph.nodes:
        drawn.nodes[node.id].update(interval(node, "occurred_from", "occurred_to"))
    for arrow in graph.arrows:
        key = arrow_id(arrow)
        drawn.edges[arrow.start, arrow.end, key].update(interval(arrow, "since", "until"), id=key)
    text = "\n".join(nx.generate_gexf(drawn))
    yield "", [re.sub(r'(<meta) lastmodifieddate="[^"]*"', r"\1", text, count=1) + "\n"]
