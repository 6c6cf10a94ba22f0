"""What the model says of each property, by its name alone: formats with one table for all nodes, or for all arrows, need it."""

from __future__ import annotations

from maillon.graph.model import ARROWS, COMMON_NODE, NODES, Property, arrow_properties

NODE_PROPERTIES: dict[str, Property] = {p.name: p for kind in reversed(NODES) for p in (*kind.properties, *COMMON_NODE)}
"""Name → property of nodes. Where kinds mean the same by other words, the first of them speaks."""

ARROW_PROPERTIES: dict[str, Property] = {p.name: p for kind in reversed(ARROWS) for p in arrow_properties(kind)}
"""Name → property of arrows."""
