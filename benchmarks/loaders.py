"""How long incident lists take from file to graph, twice: files of the real formats, made here with invented names.

Run: python -m benchmarks.loaders [vcdb|hhs|bonjourlafuite]…
Promised: 3 000 VERIS incidents in 60 s and 5 000 rows of the breach portal in 30 s on the embedded engine; the second
load of the same files changes nothing; at most 500 MB in this process.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.duplicates import candidates

COUNTS = {"vcdb": 3_000, "hhs": 5_000, "bonjourlafuite": 1_000}


def write_vcdb(folder: Path, count: int) -> Path:
    """One VERIS file an incident."""
    chance = random.Random(3)
    names = [c.name for c in candidates(count // 2)]
    for number in range(count):
        secondary = {"secondary": {"victim_id": chance.sample(names, 3)}} if number % 20 == 0 else {}
        incident = {
            "incident_id": f"{number:08d}-aaaa-4bbb-8ccc-000000000000",
            "schema_version": "1.3.4",
            "security_incident": "Confirmed",
            "action": {"hacking": {"variety": ["Use of stolen creds"], "vector": ["Web application"]}},
            "actor": {"external": {"variety": ["Unknown"]}},
            "asset": {
                "assets": [{"variety": "S - Database"}],
                "hosting": ["External - shared environment"] if number % 10 == 0 else ["Internal"],
            },
            "attribute": {
                "confidentiality": {
                    "data_disclosure": "Yes",
                    "data": [{"variety": "Medical", "amount": number}, {"variety": "Personal"}],
                    "data_total": number,
                    "data_victim": ["Patient"],
                }
            },
            "discovery_method": {"unknown": True},
            "timeline": {"incident": {"year": 2010 + number % 14, "month": 1 + number % 12}},
            "victim": {
                "victim_id": chance.choice(names),
                "country": ["US"],
                "state": "OH",
                "industry": "622110",
                "employee_count": "Unknown",
                **secondary,
            },
            "summary": "x" * 600,
        }
        (folder / f"{number}.json").write_text(json.dumps(incident))
    return folder


def write_hhs(folder: Path, count: int) -> Path:
    """One export of the portal."""
    chance = random.Random(4)
    names = [c.name for c in candidates(count)]
    path = folder / "portal-2026-01.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                *("Name of Covered Entity", "State", "Covered Entity Type", "Individuals Affected", "Breach Submission Date"),
                *("Type of Breach", "Location of Breached Information", "Business Associate Present", "Web Description"),
            ]
        )
        for number in range(count):
            kind = chance.choice(["Healthcare Provider", "Healthcare Provider", "Health Plan", "Business Associate"])
            day = f"{1 + number % 12:02d}/{1 + number % 28:02d}/{2010 + number % 16}"
            row = [names[number % len(names)], "OH", kind, 500 + number, day, "Theft", "Laptop", chance.choice(["Yes", "No"]), "y" * 400]
            writer.writerow(row)
    return path


def write_bonjourlafuite(folder: Path, count: int) -> Path:
    """The French list, a third of its rows with a supplier."""
    names = [c.name for c in candidates(count)]
    path = folder / "leaks.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(["date", "status", "processor", "subcontractor", "organization_type", "volume", "data", "sensitive", "links"])
        for number in range(count):
            supplier = names[number % 40] if number % 3 == 0 else ""
            day = f"{2020 + number % 6}-{1 + number % 12:02d}-{1 + number % 28:02d}"
            link = f"['https://example.org/{number}.png']"
            writer.writerow([day, "confirmed", names[number], supplier, "", f"{number} 000 patients", "['nom, prénom', 'IBAN']", "", link])
    return path


def main() -> None:
    """Print seconds to read and to load, the second load, and peak memory."""
    from maillon.graph.store import open_store
    from maillon.loaders.base import loader

    writers = {"vcdb": write_vcdb, "hhs": write_hhs, "bonjourlafuite": write_bonjourlafuite}
    with tempfile.TemporaryDirectory() as place, open_store(Path(place) / "store") as store:
        for name in sys.argv[1:] or list(writers):
            folder = Path(place) / name
            folder.mkdir()
            path = writers[name](folder, COUNTS[name])
            for turn in ("first", "second"):
                start = time.perf_counter()
                reading = loader(name).read([path], dataset=None, strict=True)
                read = time.perf_counter() - start
                report = store.load(reading.dataset, reading.statements(), loader=name)
                seconds = time.perf_counter() - start
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                changed = report.nodes_created + report.nodes_changed + report.arrows_created + report.arrows_changed
                print(f"{name} {turn}: {reading.read} read in {read:.1f} s, {seconds:.1f} s in all, {changed} changes, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
