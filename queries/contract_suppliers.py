"""The suppliers of public contracts that are known from elsewhere, and the incidents that broke at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader

SUPPLIERS_OF_CONTRACTS = """
MATCH ()-[r:DELEGATES_TO]->(s:Organisation)
WHERE r.contract <> '' AND coalesce(s.named, true) AND any(e IN r.evidence WHERE e STARTS WITH 'decp#' OR e STARTS WITH 'ocds#')
RETURN DISTINCT s.id AS id, s.evidence AS evidence
ORDER BY id
"""
_LISTS = ("decp", "ocds")


@dataclass(frozen=True, slots=True)
class ContractSuppliers:
    """How many named suppliers the contracts have, how many of them another list or the records know, and the incidents at these."""

    suppliers: int
    known: int
    incidents: tuple[str, ...]


def contract_suppliers(reader: CypherReader) -> ContractSuppliers | None:
    """Of the contracts that are loaded; None where there are none.

    Raises:
        StoreError: the store cannot be reached.
    """
    rows = reader.rows(SUPPLIERS_OF_CONTRACTS)
    if not rows:
        return None
    known = [row["id"] for row in rows if any(e.partition("#")[0] not in _LISTS for e in row["evidence"] or ())]
    broke = {place.incident for place in reader.incidents_at([row["id"] for row in rows]) if place.broke}
    return ContractSuppliers(len(rows), len(known), tuple(sorted(broke)))
