"""Registers of organisations: GLEIF, SAE, FINESS."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from benchmarks.lists.comparing import Side, named, table
from maillon.graph.records import Organisation, RelationsRecord
from maillon.loaders.base import Reading


def luhn(number: str) -> bool:
    """Whether the check digit of a SIREN or SIRET holds."""
    digits = [int(digit) * (1 + (place % 2)) for place, digit in enumerate(reversed(number))]
    return number.isdigit() and int(number) > 0 and sum(digit // 10 + digit % 10 for digit in digits) % 10 == 0


def siren(number: str) -> str | None:
    """The SIREN of a SIRET of which both check digits hold."""
    return number[:9] if len(number) == 14 and luhn(number) and luhn(number[:9]) else None


def gleif_rows(path: Path) -> Iterator[Side]:
    for line, row in table(path):
        country = row["Entity.LegalAddress.Country"]
        yield Side({"name": row["Entity.LegalName"], "identifier": f"lei:{row['LEI']}", "country": country}, ((row["LEI"],),), line)


def sae_rows(path: Path) -> Iterator[Side]:
    for line, row in table(path):
        yield Side(
            {
                "name": row["rs"],
                "identifier": f"finess:{row['fi']}",
                "country": "FR",
                "SIRET": row["sir"] if siren(row["sir"]) else None,
                "department": f"FR-{_OVERSEAS.get(row['dep'], row['dep'])}",
                "legal entity": row["fi_ej"].lower(),
                **({"other name": row["rscom"]} if row.get("rscom") else {}),
            },
            ((row["fi"],),),
            line,
        )


_OVERSEAS = {"9A": "971", "9B": "972", "9C": "973", "9D": "974", "9E": "975", "9F": "976"}


def finess_rows(path: Path) -> Iterator[Side]:
    text = path.read_bytes()
    try:
        read = text.decode("utf-8")
    except UnicodeDecodeError:
        read = text.decode("latin-1")
    for row in csv.reader(io.StringIO(read, newline=""), delimiter=";"):
        if row and row[0] == "structureet":
            yield Side(
                {
                    "name": row[4] or row[3],
                    "identifier": f"finess:{row[1]}",
                    "country": "FR",
                    "SIRET": row[22] if siren(row[22]) else None,
                    "legal entity": row[2].lower(),
                    **({"other name": row[3]} if row[3] != (row[4] or row[3]) else {}),
                },
                ((row[1],),),
            )


def register_records(reading: Reading) -> Iterator[Side]:
    """Each organisation that its register numbers, and the legal body of which it is a site."""
    runs = {r.who: r.target for record in reading.records.values() if isinstance(record, RelationsRecord) for r in record.relations}
    for key, record in reading.records.items():
        if key.startswith(("org:lei/", "org:finess/")) and isinstance(record, Organisation):
            numbers = dict(reversed(identifier.partition(":")[::2]) for identifier in record.identifiers)
            schemes = {scheme: number for number, scheme in numbers.items()}
            own = "lei" if key.startswith("org:lei/") else "finess"
            found = named(reading, record.id)
            values = {"name": found, "other name": found, "identifier": f"{own}:{schemes.get(own)}", "country": record.country}
            if own == "finess":
                values |= {"SIRET": schemes.get("siret"), "legal entity": runs.get(record.id, "/").partition("/")[2]}
                values |= {"department": record.region} if reading.dataset.startswith("sae") else {}
            yield Side(values, ((schemes.get(own),),))
