"""The files from which inputs are made: the invented lists of the tests, and the same as workbooks and archives."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.support.places import FIXTURES
from tests.support.workbooks import as_ods, as_xlsx

RECORDS = b"""kind: organisations
entries:
  - id: org:example-clinic
    name: Clinique Exemple
    roles: [CareProvider]
    country: FR
    identifiers: ["finess:750712184"]
    evidence: ["egora-2024-02-07#1"]
"""


@dataclass(frozen=True, slots=True)
class Seed:
    """A sound file for one loader. `beside` are files that are given with it and stay as they are."""

    loader: str
    name: str
    data: bytes
    beside: Mapping[str, bytes]

    @property
    def form(self) -> str:
        """How it is made: `csv`, `json`, `yaml`, or packed."""
        ending = self.name.rpartition(".")[2].lower()
        return "json" if ending == "jsonl" else ending


def seeds() -> list[Seed]:
    """All of them."""
    return list(_seeds())


def _seeds() -> Iterator[Seed]:
    mapping = {"mapping.yaml": (FIXTURES / "table" / "mapping.yaml").read_bytes()}
    tables = {
        "hhs": FIXTURES / "hhs" / "portal-2024-10.csv",
        "us-states": FIXTURES / "us_states" / "wa.csv",
        "processors": FIXTURES / "processors" / "list-2024-11-01.csv",
        "table": FIXTURES / "table" / "suppliers.csv",
    }
    for loader, path in tables.items():
        beside = mapping if loader == "table" else {}
        data = path.read_bytes()
        yield Seed(loader, "list.csv", data, beside)
        yield Seed(loader, "list.xlsx", as_xlsx(_by_semicolons(data)), beside)
        yield Seed(loader, "list.ods", as_ods(_by_semicolons(data)), beside)
        yield Seed(loader, "list.zip", _zipped("list.csv", data), beside)
    for path in sorted((FIXTURES / "table" / "ready").glob("*.csv")):
        yield Seed("table", "list.csv", path.read_bytes(), {})
    yield Seed("hhs", "list.csv", (FIXTURES / "hhs" / "named-associates.csv").read_bytes(), {})
    yield Seed("bonjourlafuite", "list.csv", (FIXTURES / "bonjourlafuite" / "leaks.csv").read_bytes(), {})
    yield Seed("vcdb", "list.csv", (FIXTURES / "vcdb_flat" / "vcdb.csv").read_bytes(), {})
    northmoor = (FIXTURES / "vcdb" / "northmoor.json").read_bytes()
    stix = (FIXTURES / "stix" / "clinic.json").read_bytes()
    for loader, data in (("vcdb", northmoor), ("stix", stix), ("misp", (FIXTURES / "misp" / "events.json").read_bytes())):
        yield Seed(loader, "list.json", data, {})
    yield Seed("ocds", "list.json", (FIXTURES / "ocds" / "releases.json").read_bytes(), {})
    for edition in ("2019", "2022"):
        yield Seed("decp", "list.json", (FIXTURES / "decp" / f"marches-{edition}.json").read_bytes(), {})
    yield Seed("vcdb", "list.zip", _zipped("list.json", northmoor), {})
    yield Seed("stix", "list.gz", gzip.compress(stix, mtime=0), {})
    yield Seed("dora", "list.zip", next((FIXTURES / "dora").glob("*LISIERE*")).read_bytes(), {})
    yield Seed("finess", "list.csv", (FIXTURES / "registers" / "finess.csv").read_bytes(), {})
    yield Seed("gleif", "list.csv", (FIXTURES / "registers" / "lei2.csv").read_bytes(), {})
    yield Seed("sae", "list.csv", (FIXTURES / "registers" / "ID_2022r.csv").read_bytes(), {})
    yield Seed("us-certified-it", "list.csv", (FIXTURES / "us_certified_it" / "reported.csv").read_bytes(), {})
    yield Seed("records", "list.yaml", RECORDS, {})


def _by_semicolons(data: bytes) -> str:
    text = data.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text), delimiter=";" if text.count(";") > text.count(",") else ",")
    return "\n".join(";".join(cell.replace(";", " ").replace("\n", " ").replace("&", "+").replace("<", "") for cell in row) for row in rows)


def _zipped(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()
