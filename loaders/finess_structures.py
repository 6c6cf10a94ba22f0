"""FINESS as the new directory publishes it (FINESS+, `finess-structures-journalier-….json`): legal entities, and their sites in each.

What it says is handed on as the fields of the older lines. Closed entities and sites are in it, with the day of their closing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from maillon.graph.characters import without_strange_characters
from maillon.loaders.contracts.streams import Streamed, json_objects
from maillon.loaders.inputs import refuse
from maillon.loaders.messages import messages

_NATURAL_PERSON = "70"
"""Legal status of a natural person (terminology TRE-R400)."""
_CLOSED = "I"

StructureLine = tuple[str, dict[str, str]]
"""A kind of line (`structureej`, `structureet`) and its fields."""


def generated_on(source: Streamed) -> str:
    """The day on which a file was made.

    Raises:
        BadInputError: it is no such file.
    """
    told = next(json_objects(source, ["generatedAt"]), None)
    found = re.match(r"\d{4}-\d\d-\d\d", told) if isinstance(told, str) else None
    if found is None:
        raise refuse(source.name, messages("finess.other"), line=1)
    return found[0]


def structures(source: Streamed) -> Iterator[tuple[int, list[StructureLine]]]:
    """The legal entities of a file, each with its sites; an entity is known by its place in the file, from 1.

    Raises:
        BadInputError: no JSON, or cut off.
    """
    for number, entity in enumerate(json_objects(source, ["pmej.item"]), 1):
        if isinstance(entity, dict):
            yield number, list(_lines(entity))


def _lines(entity: Mapping[str, Any]) -> Iterator[StructureLine]:
    told = _part(entity, "informationsGeneralesPMEJ")
    number = _text(told, "numFinessPm")
    yield (
        "structureej",
        {
            "nofiness": number,
            "rs": _text(told, "denominationPm"),
            "rslongue": _text(told, "denominationLonguePmSmsse"),
            "siren": _text(told, "siren"),
            "libstatutjuridique": "Personne physique" if _text(told, "statutJuridique") == _NATURAL_PERSON else "",
            **_place(entity),
        },
    )
    for site in entity.get("ege") or ():
        if isinstance(site, dict):
            own = _part(site, "informationsGeneralesEGE")
            closed = _text(own, "dateFermeture")
            yield (
                "structureet",
                {
                    "nofinesset": _text(own, "numFinessEge"),
                    "nofinessej": number,
                    "rs": _text(own, "nomEgeCourt"),
                    "rslongue": _text(own, "nomEgeLong"),
                    "siret": _text(own, "siret"),
                    "categetab": _text(site, "categorieentiteGeographiqueExercice"),
                    "closed": closed or ("?" if _text(site, "etatObjet") == _CLOSED else ""),
                    **_place(site),
                },
            )


def _place(of: Mapping[str, Any]) -> dict[str, str]:
    """Department and town, as the older lines write them."""
    addresses = [address for address in of.get("adresse") or () if isinstance(address, dict)]
    address: Mapping[str, Any] = addresses[0] if addresses else {}
    commune = _text(address, "cogCommune")
    department = commune[:3] if commune.startswith(("97", "98")) else commune[:2]
    town = f"{_text(address, 'codePostal')} {_text(address, 'ligneAcheminement')}".strip()
    return {"departement": department, "ligneacheminement": town}


def _part(of: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = of.get(name)
    return found if isinstance(found, dict) else {}


def _text(of: Mapping[str, Any], name: str) -> str:
    found = of.get(name)
    return " ".join(without_strange_characters(str(found))[0].split()) if isinstance(found, str | int) else ""
