"""What reading takes, without a store: from files to the lines of the ledger, in seconds of a processor.

Run: python -m benchmarks.reading [vcdb|hhs|records|records-json]… [--count N] [--times N] [--lines FOLDER] [--profile]
With `--lines` the lines of each go into a file of that folder, so that two versions can be compared byte for byte.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import json
import pstats
import resource
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from benchmarks.duplicates import candidates
from benchmarks.loaders import write_hhs, write_vcdb
from maillon.graph.collecting import seldom_collected
from maillon.graph.store.loading.external_sort import ExternalSort
from maillon.loaders.base import loader
from maillon.yaml_core import parse

_SOURCES = """\
kind: sources
entries:
  - {id: gazette, publisher: Gazette, title: Weekly of the made-up, published_on: 2025-03-02}
  - {id: authority, publisher: Authority, published_on: 2025-03-09}
"""
_CATEGORIES = """\
kind: data-categories
entries:
  - {id: contact-details, name: {fr: coordonnées, en: contact details}}
  - {id: medical-notes, name: {fr: dossiers médicaux, en: medical notes}, special: true}
"""
_ORGANISATION = """\
  - id: org:made-up-{n}
    name: "{name}"
    roles: [Hospital]
    country: FR
    evidence: [gazette]
"""
_INCIDENT = """\
kind: incident
id: made-up-{n}
title:
  fr: Fuite de l'hôpital {n}
  en: Leak at hospital {n}
effects: [confidentiality]
actions:
  - {{veris: hacking.use of stolen creds, status: reported, evidence: ["gazette#paragraph 2"]}}
dates:
  occurred:
    - {{on: "{year}-{month:02d}", evidence: [gazette]}}
compromised:
  - at: org:made-up-{supplier}
    status: reported
    evidence: ["gazette#paragraph 3"]
data:
  - {{category: contact-details, outcome: exposed, of: patients, evidence: [gazette]}}
  - {{category: medical-notes, outcome: not_exposed, of: patients, evidence: [gazette]}}
claims:
  - field: persons-concerned
    low: {low}
    high: {high}
    unit: persons
    by: org:made-up-{who}
    made_on: {year}-{month:02d}-20
    scope: [org:made-up-{who}]
    evidence: ["gazette#paragraph 4"]
affected:
  - {{party: "org:made-up-{who}", outcome: observed, effect: confidentiality, evidence: [gazette]}}
notified:
  - {{from: "org:made-up-{who}", to: org:made-up-0, on: "{year}-{month:02d}-17", duty: gdpr_33_1, evidence: [authority]}}
relations:
  - who: org:made-up-{who}
    delegates_to: org:made-up-{supplier}
    service: maintenance
    since: {year}
    evidence: [gazette]
evidence: [gazette, authority]
"""
_ORGANISATIONS = 500


def write_records(folder: Path, count: int) -> Path:
    """Documents of one incident each, beside a registry of those whom they name."""
    (folder / "sources.yaml").write_text(_SOURCES, encoding="utf-8")
    (folder / "categories.yaml").write_text(_CATEGORIES, encoding="utf-8")
    entries = [_ORGANISATION.format(n=n, name=one.name) for n, one in enumerate(candidates(_ORGANISATIONS))]
    (folder / "organisations.yaml").write_text("kind: organisations\nentries:\n" + "".join(entries), encoding="utf-8")
    for n in range(count):
        who = 1 + n % (_ORGANISATIONS - 1)
        supplier = 1 + (n + 7) % (_ORGANISATIONS - 1)
        day = {"year": 2010 + n % 14, "month": 1 + n % 12}
        text = _INCIDENT.format(n=n, who=who, supplier=supplier, low=500 + n, high=600 + n, **day)
        (folder / f"{n}.yaml").write_text(text, encoding="utf-8")
    return folder


def write_records_in_json(folder: Path, count: int) -> Path:
    """The same documents as a program writes them."""
    for path in sorted(write_records(folder, count).iterdir()):
        path.with_suffix(".json").write_text(json.dumps(parse(path.read_text(encoding="utf-8")).data, indent=2), encoding="utf-8")
        path.unlink()
    return folder


WRITERS: dict[str, Callable[[Path, int], Path]] = {
    "vcdb": write_vcdb,
    "hhs": write_hhs,
    "records": write_records,
    "records-json": write_records_in_json,
}


@seldom_collected()
def lines_of(name: str, path: Path) -> list[str]:
    """What `load` makes of files before it asks the store: the lines of the ledger."""
    reading = loader(name.removesuffix("-json")).read([path], dataset="benchmark", strict=True)
    with ExternalSort() as sort:
        for record, statements in reading.statements():
            sort.add(record, statements)
        return [line.text for line in sort.lines()]


def timed(name: str, path: Path) -> tuple[float, int, list[str]]:
    """Seconds of this process for it, its peak of memory in kilobytes (of Linux), and the lines."""
    start = time.process_time()
    lines = lines_of(name, path)
    return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, lines


def main() -> None:
    """Print the best time of each, every one in a process of its own in which nothing is remembered yet, and the hash of its lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(WRITERS))
    parser.add_argument("--count", type=int, default=4_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--lines", type=Path)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    if asked.lines:
        asked.lines.mkdir(parents=True, exist_ok=True)
    for name in asked.names or list(WRITERS):
        with tempfile.TemporaryDirectory() as place, get_context("spawn").Pool(1, maxtasksperchild=1) as fresh:
            (folder := Path(place) / name).mkdir()
            path = WRITERS[name](folder, asked.count)
            turns = [fresh.apply(timed, (name, path)) for _ in range(asked.times)]
            if asked.profile:
                profile = cProfile.Profile()
                profile.runcall(lines_of, name, path)
                pstats.Stats(profile).sort_stats("tottime").print_stats(60)
        lines = turns[0][2]
        text = "".join(f"{line}\n" for line in lines).encode()
        if asked.lines:
            (asked.lines / f"{name}.jsonl").write_bytes(text)
        best, most = min(turn[0] for turn in turns), max(turn[0] for turn in turns)
        said = f"{max(turn[1] for turn in turns) / 1024:.0f} MB; {len(lines):,} lines, {hashlib.sha256(text).hexdigest()[:16]}"
        print(f"{name}: {best:.2f} s, at most {most:.2f} s of {asked.count:,}; {said}")


if __name__ == "__main__":
    main()
