"""What the graph holds under names that a text gives: whole names and aliases alone, many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from maillon.graph.search_text import fold

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader

CALLED = """
MATCH (n:{label}) WHERE any(text IN $texts WHERE n.search CONTAINS text)
RETURN n.id AS id, n.search AS search ORDER BY id
"""


def ids_called(reader: CypherReader, names: Collection[str]) -> Mapping[str, Sequence[str]]:
    """By name: the ids of the organisations and products that bear it, as a name or an alias; of the rest nothing."""
    folded = {name: text for name in names if (text := fold(name))}
    found: dict[str, list[str]] = defaultdict(list)
    for label in ("Organisation", "Product") if folded else ():
        for row in reader.rows(CALLED.format(label=label), texts=sorted(set(folded.values()))):
            called = set(row["search"].split("\n"))
            for name, text in folded.items():
                if text in called:
                    found[name].append(row["id"])
    return found
