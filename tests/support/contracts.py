"""Invented notices of public contracts, and the relations that a loader makes of them, as lines to compare."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from maillon.graph.records import Organisation, Relation, RelationsRecord
from maillon.loaders import decp
from maillon.loaders.base import Reading
from maillon.loaders.contracts.scope import Scope

ALL = Scope(everything=True)


def _luhn(digits: str) -> str:
    total = sum(sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10)) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def siren(stem: str) -> str:
    """An invented SIREN that begins with eight digits."""
    assert len(stem) == 8
    return stem + _luhn(stem)


def siret(stem: str) -> str:
    """The first establishment of the body whose SIREN begins so."""
    body = siren(stem) + "0001"
    return body + _luhn(body)


HOSPITAL, OTHER_HOSPITAL = "26990001", "26990002"
SUPPLIER, LATER, THIRD = "99990001", "99990002", "99990003"


def contract(number: str = "2024-1", *suppliers: str, buyer: str = HOSPITAL, **more: Any) -> dict[str, Any]:
    """A contract as the order of 2022 has it, with what differs; `suppliers` are stems of SIREN."""
    return {
        "id": number,
        "acheteur": {"id": siret(buyer)},
        "nature": "Marché",
        "objet": "Maintenance du dossier patient",
        "codeCPV": "72267000-4",
        "dureeMois": 24,
        "dateNotification": "2024-03-01",
        "datePublicationDonnees": "2024-03-05",
        "titulaires": [{"titulaire": {"id": siret(stem), "typeIdentifiant": "SIRET"}} for stem in (suppliers or (SUPPLIER,))],
        **more,
    }


def marches(path: Path, *contracts: dict[str, Any]) -> Path:
    """A file of the format of 2022."""
    path.write_text(json.dumps({"marches": {"marche": contracts}}, ensure_ascii=False), "utf-8")
    return path


def read_decp(folder: Path, *contracts: dict[str, Any], scope: Scope = ALL) -> Reading:
    """What the loader makes of some contracts in one file."""
    return decp.read([marches(folder / "marches.json", *contracts)], dataset=None, strict=False, scope=scope)


def relations(reading: Reading) -> list[Relation]:
    """All relations, in the order of their records."""
    return [r for _, record in sorted(reading.records.items()) if isinstance(record, RelationsRecord) for r in record.relations]


def lines(reading: Reading) -> list[str]:
    """Each trust arrow as a line: who → whom, from when until when."""
    return [
        f"{_short(r.who)} → {_short(r.target)} {r.since or '?'} {r.until or '?'}" for r in relations(reading) if r.verb == "delegates_to"
    ]


def _short(identifier: str) -> str:
    """`h`, `s`, `l`, `t` for the bodies above; else the id."""
    names = {HOSPITAL: "hospital", OTHER_HOSPITAL: "other", SUPPLIER: "supplier", LATER: "later", THIRD: "third"}
    return {f"org:siren/{siren(stem)}": name for stem, name in names.items()}.get(identifier, identifier.removeprefix("org:"))


def organisations(reading: Reading) -> dict[str, Organisation]:
    """The organisations that are described."""
    return {i: r for i, r in reading.records.items() if isinstance(r, Organisation)}
