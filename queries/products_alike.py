"""Products of several lists that bear one name: they may be one, which a person says, as of organisations; nothing is merged for a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from itertools import combinations
from typing import TYPE_CHECKING

from maillon.queries.duplicates import decisions_made
from maillon.queries.resolution.candidates import Candidate, NameRead
from maillon.queries.resolution.signals import Met
from maillon.queries.resolution.tiers import Pair

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader

_PRODUCTS = "MATCH (p:Product) WHERE p.name IS NOT NULL RETURN p.id AS id, p.name AS name, p.aliases AS aliases ORDER BY id"
_LIKELY = 0.95
"""A product is called as another: less than sure, since names of products are words of the language too."""


def products(reader: CypherReader) -> dict[str, Candidate]:
    """Every product with a name, by id.

    Raises:
        StoreError: the store cannot be reached.
    """
    return {row["id"]: Candidate(row["id"], row["name"], tuple(row["aliases"] or ())) for row in reader.rows(_PRODUCTS)}


def product_pairs(reader: CypherReader, of: Collection[str] | None = None) -> list[Pair]:
    """Products of two lists that bear one name, of which nobody said whether they are one; with `of`, those of which one is among these.

    Raises:
        StoreError: the store cannot be reached.
    """
    if of is not None and not of:
        return []
    named: dict[str, dict[str, tuple[Candidate, NameRead]]] = defaultdict(dict)
    for product in products(reader).values():
        for name in product.names:
            if not name.says_nothing:
                named[name.letters].setdefault(product.id, (product, name))
    apart = {frozenset(d["subjects"]) for d in decisions_made(reader)}
    found: dict[tuple[str, str], Pair] = {}
    for alike in named.values():
        for (one, mine), (other, its) in combinations(sorted(alike.values(), key=lambda each: each[0].id), 2):
            asked = of is None or one.id in of or other.id in of
            if asked and _list_of(one.id) != _list_of(other.id) and not any({one.id, other.id} <= subjects for subjects in apart):
                common = tuple((word, word) for word in mine.words)
                met = Met(mine, its, common, (), (), (), 0.0, 0.0)
                found.setdefault((one.id, other.id), Pair(one, other, "decide", "name", _LIKELY, met, {}))
    return list(found.values())


def _list_of(product: str) -> str:
    """The list that gave an id; '' where it was written by hand."""
    head, slash, _ = product.removeprefix("product:").partition("/")
    return head if slash else ""
