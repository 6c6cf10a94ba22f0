"""Products of several lists that bear one name are proposed to a person."""

from __future__ import annotations

from maillon.graph.records import Decision, Product
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.products_alike import product_pairs
from tests.support.drawing import draw, load


def product(identifier: str, name: str, *aliases: str) -> Product:
    return Product(id=f"product:{identifier}", name=name, aliases=list(aliases), evidence=["s"])


# by hand: pilote, autre    list a: pilote, x    list b: PILOTE+, y (also called Pilote): one name, in several lists
def test_one_name_in_two_lists_is_proposed_until_somebody_decides(store: Store) -> None:
    names = [product("pilote", "Pilote"), product("autre", "Autre"), product("a/pilote", "PILOTE"), product("a/x", "Pilote 2")]
    draw(store, *names, product("b/y", "Y", "Pilote"))
    reader = CypherReader(store)
    pairs = {("product:a/pilote", "product:b/y"), ("product:a/pilote", "product:pilote"), ("product:b/y", "product:pilote")}
    assert {pair.ids for pair in product_pairs(reader)} == pairs
    assert {pair.ids for pair in product_pairs(reader, {"product:b/y"})} == {pair for pair in pairs if "product:b/y" in pair}
    assert product_pairs(reader, set()) == []
    load(store, [Decision(not_same=["product:a/pilote", "product:pilote"], decided_by="the office", on="2026-11-01")], "decided")
    assert ("product:a/pilote", "product:pilote") not in {pair.ids for pair in product_pairs(reader)}
