"""A year of French public contracts of a whole country, invented: how long a load takes, and what the largest of its processes holds.

    python -m benchmarks.contracts                   600 000 contracts of 30 000 buyers, 9 000 of them of health, in the format of 2022
    python -m benchmarks.contracts --contracts 60000

Each contract has what a real one has; about one in fifteen is of software or an IT service, and of these one in three of a health buyer, so
that about two in a hundred are in scope. The load is the command itself, from the file to the graph; then it is run again.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

BUYERS, HEALTH, SUPPLIERS = 30_000, 9_000, 60_000
_EVERY = 0.2


def _luhn(digits: str) -> str:
    total = sum(sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10)) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def siret(stem: str) -> str:
    """The first establishment of an invented body whose SIREN begins with eight digits."""
    body = stem + _luhn(stem)
    return body + "0001" + _luhn(body + "0001")


def contracts(number: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """So many contracts of one year."""
    drawn = random.Random(seed)
    buyers = [siret(f"{26_000_000 + n:08d}" if n < HEALTH else f"{21_000_000 + n:08d}") for n in range(BUYERS)]
    suppliers = [siret(f"{90_000_000 + n:08d}") for n in range(SUPPLIERS)]
    for place in range(number):
        technical = drawn.random() < 0.067
        code = drawn.choice(("48000000", "72267000", "72253200", "48814000")) if technical else f"{drawn.randint(3, 45):02d}000000"
        day = f"2024-{drawn.randint(1, 12):02d}-{drawn.randint(1, 28):02d}"
        said: dict[str, Any] = {
            "id": f"2024M{place:07d}",
            "acheteur": {"id": buyers[drawn.randrange(BUYERS)]},
            "nature": "Marché",
            "objet": f"Prestation {place} : fourniture, installation et maintenance d'une solution et services associés",
            "codeCPV": code,
            "procedure": "Procédure adaptée",
            "lieuExecution": {"code": "75056", "typeCode": "Code commune"},
            "dureeMois": drawn.choice((12, 24, 36, 48)),
            "dateNotification": day,
            "datePublicationDonnees": day,
            "montant": drawn.randint(1_000, 900_000),
            "formePrix": "Unitaire",
            "typesPrix": {"typePrix": ["Définitif ferme"]},
            "techniques": {"technique": ["Accord-cadre" if drawn.random() < 0.2 else "Sans objet"]},
            "modalitesExecution": {"modaliteExecution": ["Sans objet"]},
            "considerationsSociales": {"considerationSociale": ["Sans objet"]},
            "considerationsEnvironnementales": {"considerationEnvironnementale": ["Sans objet"]},
            "typeGroupementOperateurs": "Pas de groupement",
            "sousTraitanceDeclaree": False,
            "offresRecues": drawn.randint(1, 9),
            "titulaires": [{"titulaire": {"id": suppliers[int(drawn.random() ** 3 * SUPPLIERS)], "typeIdentifiant": "SIRET"}}],
        }
        if drawn.random() < 0.05:
            change = {"id": 1, "dureeMois": 60, "dateNotificationModification": "2025-01-15"}
            said["modifications"] = [{"modification": change}]
        yield said


def write(path: Path, number: int) -> None:
    """A file of so many contracts, as one object on one line: what streams best is not what is published."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"marches": {"marche": [')
        for place, one in enumerate(contracts(number)):
            file.write(("," if place else "") + json.dumps(one, ensure_ascii=False))
        file.write("]}}")


def load(path: Path, store: Path) -> tuple[float, int, dict[str, Any]]:
    """Seconds of one load, the most memory that the largest of its processes held, and what the load says of itself."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "maillon", "load", "decp", str(path), "--store", str(store), "--format", "json", "--yes"]
    with tempfile.TemporaryFile() as out:
        run = subprocess.Popen(command, stdout=out)
        most = 0
        whole = psutil.Process(run.pid)
        while run.poll() is None:
            with contextlib.suppress(psutil.Error):  # one of them has just ended
                most = max([most, *(one.memory_info().rss for one in (whole, *whole.children(recursive=True)))])
            time.sleep(_EVERY)
        out.seek(0)
        return time.perf_counter() - begin, most, json.loads(out.read())


def main() -> None:
    """Write the file, load it twice, and print a line for each load."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contracts", type=int, default=600_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "marches.json"
        write(path, asked.contracts)
        print(f"{asked.contracts} contracts, {path.stat().st_size / 1e6:.0f} MB")
        for word in ("first load", "second load"):
            seconds, most, said = load(path, Path(name) / "store")
            counts = {key: said[key] for key in ("read", "used", "loaded", "unchanged")}
            print(f"{word}: {seconds:.0f} s, {most / 1e6:.0f} MB in the largest process, {counts}")


if __name__ == "__main__":
    main()
