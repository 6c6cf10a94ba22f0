"""Stated or composed: whether what one contract states for one service holds a way together.

That A uses B by one contract, and B uses C by another, does not mean that anything of A is at C: nobody states that. A relation without a
contract joins any; one of a contract without a service joins any service of that contract.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from maillon.queries.subgraph import Arrow

Bond: TypeAlias = tuple[str, str]
"""A contract and a service; '' where none is named."""

UNBOUND: Bond = ("", "")


def joined_bond(bond: Bond, arrow: Arrow) -> Bond | None:
    """The contract and service of a way after one more relation; None where the relation is of another."""
    if not arrow.contract:
        return bond
    contract, service = bond
    if contract and contract != arrow.contract:
        return None
    if service and arrow.service and service != arrow.service:
        return None
    return arrow.contract, service or arrow.service


def is_stated(path: Iterable[Arrow]) -> bool:
    """Whether its relations hold inside one contract and one service, or carry none."""
    bond: Bond | None = UNBOUND
    for arrow in path:
        bond = joined_bond(bond, arrow) if bond is not None else None
    return bond is not None
