"""Invented registers of information (DORA), written table by table as packages: a small sound one, and what tests change of it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from maillon.loaders.dora_tables import TABLES

Rows = Sequence[Sequence[str]]


def lei(stem: str) -> str:
    """A LEI with its check digits (ISO 7064 mod 97-10); `999900` begins none that was ever given out."""
    body = f"999900{stem:X<12.12}"
    digits = "".join(str(int(c, 36)) for c in f"{body}00")
    return f"{body}{98 - int(digits) % 97:02d}"


FILER, HOST, BELOW, DEEP = lei("RIVAGE"), lei("HOST"), lei("BELOW"), lei("DEEP")
PERIOD = "2025-12-31"
TAXONOMY = "http://www.eba.europa.eu/eu/fr/xbrl/crr/fws/dora/4.0/mod/dora.json"


def provider(code: str, name: str, kind: str = "eba_qCO:qx2000", *, person: str = "eba_CT:x212", land: str = "eba_GA:FR") -> list[str]:
    """A row of B_05.01; its ultimate parent is itself, as exporters write."""
    return [code, kind, "", "", name, name, person, land, "", "", code, kind]


def use(contract: str, code: str, service: str = "eba_TA:S17", **changes: str) -> list[str]:
    """A row of B_02.02; `changes` are columns (`c0080="2024-12-31"`)."""
    row = [contract, FILER, code, "eba_qCO:qx2000", "F1", service, "2023-01-01", "9999-12-31", "", "", "", "", "eba_GA:FR"]
    row += ["eba_BT:x28", "eba_GA:FR", "eba_GA:IE", "eba_ZZ:x793", ""]
    for column, value in changes.items():
        row[int(column[1:]) // 10 - 1] = value
    return row


def link(contract: str, code: str, rank: int | str, recipient: str, service: str = "eba_TA:S17") -> list[str]:
    """A row of B_05.02."""
    return [contract, service, code, "eba_qCO:qx2000", str(rank), recipient, "eba_qCO:qx2000"]


def entity(code: str, name: str, kind: str = "eba_CT:x309", parent: str | None = None) -> list[str]:
    """A row of B_01.02; without another parent it is its own, as exporters write."""
    return [code, name, "eba_GA:FR", kind, "eba_RP:x53", parent or code, PERIOD, PERIOD, "9999-12-31", "eba_CU:EUR", ""]


SOUND: Mapping[str, Rows] = {
    "b_01.01": [[FILER, "Mutuelle du Rivage", "eba_GA:FR", "eba_CT:x309", "ACPR", "2026-03-01"]],
    "b_01.02": [entity(FILER, "Mutuelle du Rivage")],
    "b_01.03": [],
    "b_02.01": [["C1", "eba_CO:x1", "Not Applicable", "eba_CU:EUR", "1000.5"]],
    "b_02.02": [use("C1", HOST)],
    "b_02.03": [],
    "b_03.01": [["C1", FILER, "true"]],
    "b_03.02": [["C1", HOST, "eba_qCO:qx2000"]],
    "b_03.03": [],
    "b_04.01": [["C1", FILER, "eba_ZZ:x839", "0"]],
    "b_05.01": [provider(HOST, "Rocher Hosting"), provider(BELOW, "Salle Basse"), provider(DEEP, "Fond de Cale")],
    "b_05.02": [link("C1", HOST, 1, HOST), link("C1", BELOW, 2, HOST), link("C1", DEEP, 3, BELOW)],
    "b_06.01": [["F1", "eba_TA:x185", "Remboursement", FILER, "eba_BT:x28", "", PERIOD, "", "", ""]],
    "b_07.01": [],
    "b_99.01": [],
}
"""`Mutuelle du Rivage → Rocher Hosting → Salle Basse → Fond de Cale`, by one contract for one service."""


def table_text(table: str, rows: Rows, *, delimiter: str = ",", end: str = "\r\n") -> str:
    """A table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow([f"c{column}" for column in TABLES[table].columns])
    writer.writerows(rows)
    return text.getvalue()


def package_files(tables: Mapping[str, Rows], *, period: str = PERIOD, filer: str = FILER, taxonomy: str = TAXONOMY) -> dict[str, str]:
    """The files of a package, by their place below its root folder."""
    files = {f"reports/{table}.csv": table_text(table, rows) for table, rows in tables.items()}
    files["META-INF/reportPackage.json"] = json.dumps({"documentInfo": {"documentType": "https://xbrl.org/report-package/2023"}})
    files["reports/report.json"] = json.dumps({"documentInfo": {"extends": [taxonomy]}})
    files["reports/parameters.csv"] = f"name,value\r\nentityID,rs:{filer}.IND\r\nrefPeriod,{period}\r\n"
    indicators = "".join(f"{table.upper()},{str(table in tables).lower()}\r\n" for table in TABLES)
    files["reports/FilingIndicators.csv"] = f"templateID,reported\r\n{indicators}"
    return files


def zipped_register(files: Mapping[str, str | bytes], root: str = "any name (of no import)") -> bytes:
    """Files in an archive, below one folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{root}/{name}", content)
    return buffer.getvalue()


def write_register(folder: Path, changes: Mapping[str, Rows] | None = None, name: str = "register.zip") -> Path:
    """The sound register with other rows in some tables, as a package in a folder."""
    path = folder / name
    path.write_bytes(zipped_register(package_files({**SOUND, **(changes or {})})))
    return path


_LABELS = {
    "eba_qCO:qx2000": "LEI",
    "eba_qCO:qx2003": "FR_CRN",
    "eba_CT:x212": "Legal person",
    "eba_CT:x309": "Insurance and reinsurance undertakings",
    "eba_TA:S17": "S17. Cloud computing: IaaS",
    "eba_BT:x28": "Yes",
    "eba_ZZ:x793": "High",
    "eba_GA:FR": "FR",
    "eba_GA:IE": "IE",
}
"""What the drop-down lists of the workbook show for codes of the taxonomy."""


def workbook_sheets(tables: Mapping[str, Rows], *, above: int = 3) -> dict[str, list[list[str | float]]]:
    """The sheets of the EBA's workbook: codes of the columns from column B, below them names and types, then rows with labels for codes."""
    sheets: dict[str, list[list[str | float]]] = {"Instructions": [["how to fill it in"]]}
    for table, rows in tables.items():
        columns = TABLES[table].columns
        head: list[list[str | float]] = [["Register of information"] for _ in range(above)]
        head.append(["", *(f"{table}.{column}" for column in columns)])
        head.append(["", *(f"name {column}" for column in columns)])
        head.append(["", *("text" for _ in columns)])
        for row in rows:
            head.append(["", *(_LABELS.get(cell, cell) for cell in row)])
        sheets[table] = head
    return sheets
