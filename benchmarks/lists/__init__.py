"""What the loaders make of public lists, field by field, beside what the `csv` and `json` modules alone read in them.

    python -m benchmarks.lists FOLDER

Of each file of the folder that is one of these lists, each row is paired with the record that it became (by its day, its place and
the letters of its name), and each field is right, missing (the row says it, the record does not), wrong, or invented (the record
says what the row does not). What the row says is worked out here: none of the loaders' code is asked for it.
"""

from __future__ import annotations

import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.lists import breaches, contracts, dora, processors, registers, shared_formats
from benchmarks.lists.comparing import NOWHERE, WORDS, Score, Side, compare
from maillon.loaders.base import CONTRACTS, Reading, loader
from maillon.loaders.contracts.scope import scope_of


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list: its loader, what stands in the head of its files, what its rows say, and what the records of a reading say."""

    loader: str
    mark: str
    rows: Callable[[Path], Iterator[Side]]
    records: Callable[[Reading], Iterator[Side]]
    asked: Mapping[str, Any] = field(default_factory=dict)
    """What the loader must be told beside the file."""


LISTS: Mapping[str, ListKind] = {
    "Washington": ListKind("us-states", "DataBreachCause", breaches.washington_rows, breaches.washington_records),
    "HHS, portal": ListKind("hhs", "Breach Submission Date", breaches.portal_rows, breaches.portal_records),
    "HHS, list of 2014": ListKind("hhs", "Business_Associate_Involved", breaches.list_2014_rows, breaches.list_2014_records),
    "Bonjour la fuite": ListKind("bonjourlafuite", '"subcontractor"', breaches.leak_rows, breaches.leak_records),
    "VCDB": ListKind("vcdb", '"incident_id"', shared_formats.veris_rows, shared_formats.veris_records),
    "STIX": ListKind("stix", '"bundle"', shared_formats.stix_rows, shared_formats.stix_records),
    "MISP": ListKind("misp", '"Event": {', shared_formats.misp_rows, shared_formats.misp_records),
    "GLEIF": ListKind("gleif", "Entity.LegalName", registers.gleif_rows, registers.register_records),
    "SAE": ListKind("sae", "fi_ej", registers.sae_rows, registers.register_records),
    "FINESS": ListKind("finess", "finess;", registers.finess_rows, registers.register_records),
    "DORA": ListKind("dora", "b_05.02.csv", dora.filed_rows, dora.filed_records),
    "Processors": ListKind(
        "processors", "Sous-traitant de;", processors.listed_rows, processors.listed_records, {"owner": processors.OWNER}
    ),
    "French contracts": ListKind("decp", '"marches"', contracts.decp_rows, contracts.decp_records),
    "Open Contracting": ListKind("ocds", '"ocid"', contracts.ocds_rows, contracts.ocds_records),
}


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files, and folders of VERIS records, that are one of the lists."""
    seen: set[Path] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in (".csv", ".json", ".zip") or "schema" in path.parts:
            continue
        head = _head(path)
        name = next((name for name, kind in LISTS.items() if kind.mark in head), None)
        if name == "VCDB" and path.suffix.lower() != ".json":
            continue
        place = path.parent if name == "VCDB" else path
        if name and place not in seen:
            seen.add(place)
            yield name, place


def _head(path: Path) -> str:
    """What tells of which list a file is: the names in an archive, the first row of a table, the beginning of a JSON."""
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            return " ".join(archive.namelist())
    head = path.read_bytes()[: 1 << 16].decode("utf-8", "replace")
    return head if path.suffix.lower() == ".json" else head.partition("\n")[0]


def measure(found: Iterable[tuple[str, Path]]) -> dict[str, Score]:
    """The score of each list over its files."""
    total: dict[str, Score] = {}
    for name, path in found:
        kind = LISTS[name]
        asked = {"scope": scope_of((), None, frozenset(), everything=True)} if kind.loader in CONTRACTS else kind.asked
        reading = loader(kind.loader).read([path], dataset=None, strict=False, **asked)
        score = total.setdefault(name, defaultdict(Counter))
        lines = {problem.line for problem in reading.rejected}
        told = [row for row in kind.rows(path) if not row.line or row.line not in lines]
        score["row"]["not kept"] += len(reading.rejected)
        for name_, counts in compare(told, kind.records(reading)).items():
            score[name_].update(counts)
    return total


def show(folder: Path) -> None:
    """Print a line a list, and below it each field of which something is not right."""
    print(f"| list | fields | rows | {' | '.join(WORDS)} |\n| --- | --- | --- |{' --- |' * len(WORDS)}")
    for name, score in measure(files(folder)).items():
        rows = score.pop("row")
        total: Counter[str] = Counter()
        for counts in score.values():
            total.update(counts)
        total["not kept"] += rows["not kept"]
        fields = ", ".join(name_ for name_ in score if name_ != NOWHERE)
        print(f"| {name} | {fields} | {rows['right'] + rows['missing'] + rows['not kept']} | {' | '.join(f'{total[w]}' for w in WORDS)} |")
        for name_, counts in {"row": rows, **score}.items():
            if counts["missing"] or counts["wrong"] or counts["invented"]:
                print(f"| | {name_} | | {' | '.join(f'{counts[w]}' for w in WORDS)} |")
