"""Declared sub-contracts of an OCDS process: of the award, of the winning bid, and of parties with that role.

The fields are those of the extension "Subcontracting" and of the profile for eForms. What a bid that did not
win declares is no sub-contract.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from maillon.loaders.contracts.merging import PARTIES
from maillon.loaders.contracts.notices import Signatory, SubContract
from maillon.loaders.contracts.values import plain_text

Read = Callable[[Any], Signatory | None]
"""Reads whom a reference means."""


def sub_contracts_of(
    process: Mapping[str, Any], award: Mapping[str, Any], *, alone: bool, read: Read
) -> tuple[tuple[SubContract, ...], bool]:
    """The sub-contracts of an award, and whether it is said that there are some. `alone`: it is the only award of its process."""
    acts: list[SubContract] = []
    declared = False
    for place in (award, *_bids_of(process, award, alone=alone)):
        declared |= place.get("hasSubcontracting") is True
        said = place.get("subcontracting")
        acts += _acts(said, read) if isinstance(said, Mapping) else []
    if alone:
        named = {act.party for act in acts}
        others = (read({"id": party.get("id"), PARTIES: party}) for party in _objects(process.get("parties")) if _sub_contracts(party))
        acts += [SubContract("", other) for other in others if other is not None and other not in named]
    return tuple(dict.fromkeys(acts)), declared


def _acts(said: Mapping[str, Any], read: Read) -> list[SubContract]:
    found = []
    for act in _objects(said.get("subcontracts")):
        givers = tuple(giver for one in _objects(act.get("mainContractors")) if (giver := read(one)) is not None)
        found.append(SubContract(plain_text(act.get("id")), read(act.get("subcontractor")) or Signatory(), givers=givers))
    return found


def _bids_of(process: Mapping[str, Any], award: Mapping[str, Any], *, alone: bool) -> Iterator[Mapping[str, Any]]:
    """The bids that won an award: those that it names; else those of its suppliers, for its lots; else the only one of the only award."""
    bids = process.get("bids")
    details = _objects(bids.get("details")) if isinstance(bids, Mapping) else []
    related = {plain_text(one) for one in (award.get("relatedBid"), *_list(award.get("relatedBids"))) if one is not None}
    suppliers = _ids(award.get("suppliers"))
    for bid in details:
        tenderers = _ids(bid.get("tenderers"))
        if related:
            won = plain_text(bid.get("id")) in related
        elif tenderers and suppliers:
            lots, own = _texts(bid.get("relatedLots")), _texts(award.get("relatedLots"))
            won = bool(tenderers & suppliers) and (not lots or not own or bool(lots & own))
        else:
            won = alone and len(details) == 1
        if won:
            yield bid


def _sub_contracts(party: Mapping[str, Any]) -> bool:
    return "subcontractor" in [plain_text(role).casefold() for role in _list(party.get("roles"))]


def _ids(value: Any) -> set[str]:
    return {plain_text(one.get("id")) for one in _objects(value) if one.get("id") is not None}


def _texts(value: Any) -> set[str]:
    return {plain_text(one) for one in _list(value)}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in _list(value) if isinstance(one, Mapping)]
