"""How long registers take from file to graph: a national FINESS file and a register of information, in the real formats, names invented.

Run: python -m benchmarks.registers [finess|dora]…
Promised: 103 000 sites in 5 minutes and 600 MB of the largest process; 20 000 rows of B_05.02 in 60 s.
"""

from __future__ import annotations

import csv
import io
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import psutil
from stdnum import luhn
from stdnum.iso7064 import mod_97_10

from maillon.loaders.dora_tables import TABLES

SITES, LINKS = 103_000, 20_000
_KINDS = ("CENTRE HOSPITALIER", "EHPAD", "PHARMACIE", "LABORATOIRE", "CENTRE DE SANTE", "MAISON D'ACCUEIL", "CLINIQUE", "FOYER")
_WORDS = (
    "DU LAC",
    "DES PINS",
    "SAINT MARTIN",
    "DE L'ÉTANG",
    "BELLEVUE",
    "DES TILLEULS",
    "DU PONT",
    "LES MIMOSAS",
    "DE LA SOURCE",
    "DU PARC",
)
_CATEGORIES = ("355", "500", "620", "611", "439", "255", "365", "252")


def _checked(stem: str) -> str:
    return stem + luhn.calc_check_digit(stem)


def write_finess(folder: Path, sites: int = SITES) -> list[Path]:
    """The file of sites, and that of the legal entities that run two sites each, in Latin-1."""
    chance = random.Random(5)
    bodies = [_checked(f"{1 + n % 95:02d}9{n // 95:05d}") for n in range(sites // 2)]
    places = {"sites": folder / "etalab-cs1100502-stock.csv", "bodies": folder / "etalab-cs1100501-stock.csv"}
    with places["sites"].open("w", encoding="latin-1", newline="") as file:
        file.write("finess;etalab;111;2026-05-12\n")
        for n in range(sites):
            kind = n % len(_KINDS)
            number, body = _checked(f"{1 + n % 95:02d}0{n // 95:05d}"), bodies[n // 2 % len(bodies)]
            name = f"{_KINDS[kind]} {chance.choice(_WORDS)} {n % 4000}"
            siret = _checked(_checked(f"{10_000_000 + n}") + "0001")
            place = f"{number[:2]}{n % 999:03d} VILLE {n % 5000}"
            line = [
                "structureet",
                number,
                body,
                name[:38],
                f"{name} ET SES ANNEXES",
                "",
                "",
                str(n % 90),
                "R",
                "DE LA GARE",
                "",
                "",
                f"{n % 900:03d}",
            ]
            line += [
                number[:2],
                "DEPARTEMENT",
                place,
                "0100000000",
                "",
                _CATEGORIES[kind],
                "Categorie",
                "1102",
                "Groupe",
                siret,
                "8610Z",
                "03",
            ]
            line += ["Tarif", "1", "Public", "1979-02-13", "1979-02-13", "2020-02-04", ""]
            file.write(";".join(line) + "\n")
    with places["bodies"].open("w", encoding="latin-1", newline="") as file:
        file.write("finess;etalab;111;2026-05-12\n")
        for n, body in enumerate(bodies):
            place = f"{body[:2]}{n % 999:03d} VILLE {n % 5000}"
            line = [
                "structureej",
                body,
                f"ASSOCIATION {n}",
                f"ASSOCIATION {chance.choice(_WORDS)} {n}",
                "",
                "1",
                "R",
                "DE LA GARE",
                "",
                "",
                "",
            ]
            line += [f"{n % 900:03d}", place, body[:2], "DEPARTEMENT", "0100000000", "60", "Association", "", ""]
            line += [_checked(f"{20_000_000 + n}"), "8610Z", "1979-02-13"]
            file.write(";".join(line) + "\n")
    return list(places.values())


def _lei(stem: str) -> str:
    body = f"999900{stem:X<12.12}"
    return body + mod_97_10.calc_check_digits(body)


def write_dora(folder: Path, links: int = LINKS) -> list[Path]:
    """A package: chains of ranks 1 to 4 in contracts of five links, over a tenth as many providers."""
    chance = random.Random(6)
    filer, lei_kind = _lei("OWNER"), "eba_qCO:qx2000"
    providers = [_lei(f"P{n:X}Z") for n in range(max(10, links // 10))]
    contracts = [f"C-{n:05d}" for n in range(links // 5)]
    rows: dict[str, list[list[str]]] = {table: [] for table in TABLES}
    rows["b_01.01"] = [[filer, "Mutuelle du Banc", "eba_GA:FR", "eba_CT:x309", "ACPR", "2025-12-31"]]
    rows["b_01.02"] = [[filer, "Mutuelle du Banc", "eba_GA:FR", "eba_CT:x309", "", filer, "", "", "9999-12-31", "", ""]]
    rows["b_06.01"] = [["F1", "eba_TA:x185", "Remboursement", filer, "eba_BT:x28", "", "", "", "", ""]]
    for n, code in enumerate(providers):
        rows["b_05.01"].append([code, lei_kind, "", "", f"Prestataire {n}", "", "eba_CT:x212", "eba_GA:FR", "", "", code, lei_kind])
    for reference in contracts:
        chain = chance.sample(providers, 5)
        rows["b_02.01"].append([reference, "eba_CO:x1", "", "eba_CU:EUR", "1000"])
        rows["b_02.02"].append(
            [
                reference,
                filer,
                chain[0],
                lei_kind,
                "F1",
                "eba_TA:S19",
                "2023-01-01",
                "9999-12-31",
                "",
                "",
                "",
                "",
                "eba_GA:FR",
                "eba_BT:x28",
            ]
            + ["eba_GA:FR", "eba_GA:FR", "eba_ZZ:x793", ""]
        )
        rows["b_03.01"].append([reference, filer, "true"])
        rows["b_03.02"].append([reference, chain[0], lei_kind])
        rows["b_04.01"].append([reference, filer, "eba_ZZ:x839", "0"])
        above = [chain[0], chain[0], chain[1], chain[2], chain[0]]
        for code, rank, recipient in zip(chain, (1, 2, 3, 4, 2), above, strict=True):
            rows["b_05.02"].append([reference, "eba_TA:S19", code, lei_kind, str(rank), recipient, lei_kind])
    path = folder / "register.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, lines in rows.items():
            text = io.StringIO()
            csv.writer(text).writerows([[f"c{column}" for column in TABLES[table].columns], *lines])
            archive.writestr(f"register/reports/{table}.csv", text.getvalue())
        archive.writestr("register/reports/parameters.csv", f"name,value\nentityID,rs:{filer}.IND\nrefPeriod,2025-12-31\n")
    return [path]


WRITERS: Mapping[str, Callable[[Path], list[Path]]] = {"finess": write_finess, "dora": write_dora}


def measured(command: list[str], store: Path) -> tuple[float, float, float, float]:
    """Seconds that a command takes, seconds of a processor in it, and the most megabytes that it held, and the engine of its store."""
    start, largest, engine, spent = time.perf_counter(), 0, 0, 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for one in psutil.process_iter(["pid", "cmdline", "memory_info", "cpu_times"]):
                cmdline = " ".join(one.info["cmdline"] or ())
                if not one.info["memory_info"]:
                    continue
                if one.pid == process.pid:
                    largest = max(largest, one.info["memory_info"].rss)
                    spent = max(spent, sum(one.info["cpu_times"][:2])) if one.info["cpu_times"] else spent
                elif str(store) in cmdline:
                    engine = max(engine, one.info["memory_info"].rss)
            time.sleep(0.5)
    if process.returncode:
        raise SystemExit(f"{command[2]} ended with {process.returncode}")
    return time.perf_counter() - start, spent, largest / (1 << 20), engine / (1 << 20)


def main() -> None:
    """Print seconds and megabytes of the first load and of the second, which changes nothing."""
    for name in sys.argv[1:] or list(WRITERS):
        place = Path(tempfile.mkdtemp(prefix="registers-"))
        files = WRITERS[name](place)
        store = place / "store"
        for turn in ("first", "second"):
            command = [sys.executable, "-m", "maillon", "load", name, *map(str, files), "--store", str(store), "--quiet"]
            seconds, spent, own, engine = measured(command, store)
            print(f"{name} {turn}: {seconds:.1f} s ({spent:.1f} s of a processor), {own:.0f} MB, engine {engine:.0f} MB", flush=True)
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
