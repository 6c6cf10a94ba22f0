"""A list of processors that a controller keeps, in French: whom each row names, for whom, by which contract, from when until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.lists.comparing import Side, letters, named, table
from benchmarks.lists.registers import luhn
from maillon.graph.records import Organisation, Product, RelationsRecord
from maillon.loaders.base import Reading

OWNER = "Mutuelle du Héron Cendré"
"""Whose lists they are taken for."""

_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
_LANDS = {"France": "FR", "États-Unis": "US", "USA": "US", "Irlande (UE)": "IE"}
_NOBODY = ("à définir", "Néant", OWNER)
_PERSON = re.compile(r"M(?:me|\.)? [A-ZÉÈ]")


def _day(cell: str) -> str | None:
    """A day, a month or a year as French lists write them; what else stands there is no day."""
    if found := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", cell):
        return f"{found[3]}-{found[2]}-{found[1]}" if int(found[1]) < 30 or found[2] != "02" else None
    if found := re.fullmatch(r"(\d\d)/(\d{4})", cell):
        return f"{found[2]}-{found[1]}"
    month, _, year = cell.partition(" ")
    if month in _MONTHS and year.isdigit():
        return f"{year}-{_MONTHS.index(month) + 1:02d}"
    return cell if re.fullmatch(r"\d{4}(-\d\d-\d\d)?", cell) else None


def listed_rows(path: Path) -> Iterator[Side]:
    """What each row says; one about nobody, or the owner itself, need not become a record."""
    for line, row in table(path):
        name, giver = row["Sous-traitant"], row["Sous-traitant de"]
        key = (letters(name), letters(row["Référence du contrat"]))
        told = name not in _NOBODY and not _PERSON.match(name)
        if not told:
            yield Side({}, (key, key[1:]), line, told=False)
            continue
        number = row["SIREN"]
        yield Side(
            {
                "processor": name,
                "for whom": letters(giver or OWNER),
                "since": _day(row["Date de début"]),
                "until": _day(row["Date de fin"]),
                "country": _LANDS.get(row["Pays"]),
                "SIREN": f"siren:{number}" if number and luhn(number) else None,
                "host": frozenset({letters(row["Hébergeur"])} - {"", letters(name)}),
                "software": frozenset({letters(row["Logiciel"])} - {""}),
            },
            (key, key[1:]),
            line,
        )


def listed_records(reading: Reading) -> Iterator[Side]:
    """What the graph says of each row that became a record."""

    def called(party: str) -> str:
        found = reading.records.get(party)
        return letters(found.name) if isinstance(found, Organisation | Product) else letters(party)

    for record in reading.records.values():
        if not isinstance(record, RelationsRecord):
            continue
        told = [r for r in record.relations if r.verb == "delegates_to" and "/unknown." not in r.target]
        if not told:  # a processor that is not named yet, or whose name is a person's
            contract = letters(record.relations[0].contract or "")
            yield Side({}, ((None, contract), (contract,)))
            continue
        relation, contract = told[0], letters(told[0].contract or "")
        party = reading.records.get(relation.target)
        numbers = [number for number in party.identifiers if number.startswith("siren:")] if isinstance(party, Organisation) else []
        yield Side(
            {
                "processor": named(reading, relation.target),
                "for whom": called(relation.who),
                "since": relation.since,
                "until": relation.until,
                "country": party.country if isinstance(party, Organisation) else None,
                "SIREN": next(iter(numbers), None),
                "host": frozenset(called(r.target) for r in record.relations if r.verb == "hosted_by"),
                "software": frozenset(called(r.target) for r in record.relations if r.verb == "uses"),
            },
            ((called(relation.target), contract), (contract,)),
        )
