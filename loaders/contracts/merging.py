"""Releases of one contracting process, merged in the order of their dates as the Open Contracting Data Standard says (1.1, "Merging").

A later value takes the place of an earlier one; of lists, things with an id are merged by it, and every other list is replaced whole; null
takes away. What a party was in a release goes with its reference: ids of parties hold inside one release alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Release = dict[str, Any]

PARTIES = "party"
"""Where a reference to a party keeps what its release says of it."""


def with_parties(release: Mapping[str, Any]) -> Release:
    """A release in which each reference to a party holds what the release says of it; what it does not give stays away from it."""
    known = {str(p.get("id")): p for p in _objects(release.get("parties")) if p.get("id") is not None}

    def told(value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        return {**value, PARTIES: known.get(str(value.get("id")), {})}

    def acts(value: Any) -> Any:
        """Sub-contracts, with what the release says of those whom they name."""
        if not isinstance(value, Mapping):
            return value
        found = [
            {
                **act,
                "subcontractor": told(act.get("subcontractor")),
                "mainContractors": [told(m) for m in _objects(act.get("mainContractors"))],
            }
            for act in _objects(value.get("subcontracts"))
        ]
        return {**value, "subcontracts": found}

    found = dict(release)
    if "buyer" in release:
        found["buyer"] = told(release["buyer"])
    if isinstance(tender := release.get("tender"), Mapping) and "procuringEntity" in tender:
        found["tender"] = {**tender, "procuringEntity": told(tender["procuringEntity"])}
    if "awards" in release:
        awards = [
            {
                **a,
                **({"suppliers": [told(s) for s in _objects(a.get("suppliers"))]} if "suppliers" in a else {}),
                **({"subcontracting": acts(a["subcontracting"])} if "subcontracting" in a else {}),
            }
            for a in _objects(release["awards"])
        ]
        found["awards"] = awards
    if isinstance(bids := release.get("bids"), Mapping):
        details = [
            {**b, "subcontracting": acts(b["subcontracting"])} if "subcontracting" in b else b for b in _objects(bids.get("details"))
        ]
        found["bids"] = {"details": details}
    return found


def merged(releases: Iterable[Mapping[str, Any]]) -> Release:
    """The process as all its releases, in their order, leave it."""
    found: Release = {}
    for release in releases:
        found = _merged(found, release)
    return found


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> Release:
    found = dict(old)
    for name, value in new.items():
        if value is None:
            found.pop(name, None)
        elif name == PARTIES:
            found[name] = value
        elif isinstance(value, Mapping):
            before = found.get(name)
            found[name] = _merged(before if isinstance(before, Mapping) else {}, value)
        elif isinstance(value, list) and value and all(isinstance(one, Mapping) and one.get("id") is not None for one in value):
            found[name] = _by_id(found.get(name), value)
        else:
            found[name] = value
    return found


def _by_id(old: Any, new: list[Mapping[str, Any]]) -> list[Any]:
    held: dict[str, Any] = {str(one.get("id")): one for one in _objects(old)}
    for one in new:
        key = str(one["id"])
        held[key] = _merged(held.get(key, {}), one)
    return list(held.values())


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
