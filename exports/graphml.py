"""The graph as one GraphML file with typed attributes, for Gephi, yEd, igraph or networkx; lists are joined by ` | `.

GraphML has no dates: a day is text, and the description of its attribute says so, as that of every attribute says what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from networkx.readwrite.graphml import GraphMLWriter

from maillon.exports.columns import ARROW_PROPERTIES, NODE_PROPERTIES
from maillon.exports.networks import network

if TYPE_CHECKING:
    from maillon.exports import Files
    from maillon.exports.manner import Manner
    from maillon.queries.cypher_reader import CypherReader


def files(reader: CypherReader, manner: Manner) -> Files:
    """One file."""
    drawn = network(manner.graph(reader))
    for _, _, attributes in drawn.edges(data=True):
        attributes["type"] = attributes["label"]
    writer = GraphMLWriter(drawn)
    for key in writer.xml.findall("key"):
        known = (NODE_PROPERTIES if key.get("for") == "node" else ARROW_PROPERTIES).get(key.get("attr.name", ""))
        if known is not None:
            description = Element("desc")
            description.text = f"{known.type}: {known.meaning}"
            key.insert(0, description)
    yield "", [f"{writer}\n"]
