"""What the status says of public contracts: how many suppliers are known from elsewhere, and which incidents broke at them."""

from __future__ import annotations

from maillon.graph.store import Store
from maillon.queries.contract_suppliers import ContractSuppliers, contract_suppliers
from maillon.queries.cypher_reader import CypherReader
from tests.support.drawing import draw, incident, org

FROM_A_NOTICE = {"evidence": ["decp#26990001500019 2024-1"]}


# h ──contract──▶ a (known from a record; an incident broke there)     h ──▶ b (in the notice alone)     h ──▶ nobody named
def test_suppliers_of_contracts_are_counted_with_those_known_and_the_incidents_at_them(store: Store) -> None:
    broke = incident("breach", compromised=[{"at": "org:a"}])
    draw(
        store,
        broke,
        org("a"),
        org("b", **FROM_A_NOTICE),
        org("group", named=False, **FROM_A_NOTICE),
        *(f"org:h delegates_to org:{one} {{contract: c-{one}, evidence: [decp#1]}}" for one in ("a", "b", "group")),
        "org:h delegates_to org:other {contract: own}",
    )
    assert contract_suppliers(CypherReader(store)) == ContractSuppliers(2, 1, ("incident:breach",))


def test_without_contracts_there_is_nothing_to_say(store: Store) -> None:
    draw(store, "org:h delegates_to org:other {contract: own}")
    assert contract_suppliers(CypherReader(store)) is None
