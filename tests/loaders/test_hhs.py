"""The breach portal: exports of different dates, in any order, one graph."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from maillon.graph.records import IncidentRecord, Organisation
from maillon.graph.store import Store
from maillon.loaders import hhs
from maillon.loaders.base import Reading
from maillon.loaders.problems import BadInputError
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import incident_claims
from maillon.queries.library import bind, library, run_question

FIXTURES = Path(__file__).parents[1] / "fixtures" / "hhs"
EXPORTS = ("portal-2024-10", "portal-2025-11", "portal-2026-07")
TAMARACK = "2024-07-19-tamarack-claims-inc.mn"


def read(*names: str) -> Reading:
    return hhs.read([FIXTURES / f"{name}.csv" for name in names], dataset=None, strict=False)


def incident(reading: Reading, key: str) -> IncidentRecord:
    record = reading.records[f"incident:hhs/{key}"]
    assert isinstance(record, IncidentRecord)
    return record


def test_every_row_is_loaded_or_rejected_and_one_export_is_one_data_set() -> None:
    for name in (*EXPORTS, "named-associates"):
        reading = read(name)
        assert reading.dataset == f"hhs-{name}"
        assert reading.read == reading.used + len(reading.rejected)
    assert read(*EXPORTS).dataset == "hhs"


# 500 (2024-10) ◀── 100 000 000 (2025-11) ◀── 192 700 000 (2026-07): dated claims of one incident
def test_three_exports_in_all_six_orders_give_one_graph_and_the_newest_count_stands(store: Store) -> None:
    readings = {name: read(name) for name in EXPORTS}
    hashes = set()
    for order in permutations(EXPORTS):
        for name in order:
            store.load(readings[name].dataset, readings[name].statements(), loader="hhs")
        hashes.add(store.graph_hash())
        said = incident_claims(CypherReader(store), [f"incident:hhs/{TAMARACK}"])
        claims = [c for c in said[f"incident:hhs/{TAMARACK}"] if c.field == "persons-concerned"]
        assert [(c.low, c.high, c.stands) for c in claims] == [
            (500, None, False),
            (100_000_000, 100_000_000, False),
            (192_700_000, 192_700_000, True),
        ]
        again = store.load(readings[EXPORTS[0]].dataset, readings[EXPORTS[0]].statements(), loader="hhs")
        assert (again.unchanged, again.nodes_changed, again.arrows_changed) == (again.read, 0, 0)
        for name in order:
            store.unload(readings[name].dataset)
    assert len(hashes) == 1


HEAD = "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,Type of Breach\n"


def cedar(*counts: int) -> str:
    """An export with reports of one associate on one day, of so many people each."""
    return HEAD + "".join(f"Cedar Billing LLC,OH,Business Associate,{n},10/04/2024,Hacking/IT Incident\n" for n in counts)


# 2024-10:  1 000   500 (nobody knows yet)        2025-11:  1 000   5 000        which is which must not depend on what is read first
@pytest.mark.parametrize("together", [True, False])
def test_a_report_that_two_exports_share_keeps_its_place_and_the_other_one_its_new_number(tmp_path: Path, together: bool) -> None:
    files = [tmp_path / "x-2024-10.csv", tmp_path / "x-2025-11.csv"]
    files[0].write_text(cedar(500, 1000))
    files[1].write_text(cedar(5000, 1000))
    loads = [files, files[::-1]] if together else [[file] for file in files]
    readings = [hhs.read(load, dataset="d", strict=False) for load in loads]
    if together:
        assert readings[0].records == readings[1].records
    counts: dict[str, set[tuple[str | None, int | None]]] = {}
    for record in (record for reading in readings for record in reading.records.values() if isinstance(record, IncidentRecord)):
        counts.setdefault(record.id, set()).update((c.made_on, c.low) for c in record.claims if c.low)
    key = "hhs/2024-10-04-cedar-billing-llc.oh"
    assert counts == {key: {("2024-10", 1000), ("2025-11", 1000)}, f"{key}.2": {("2024-10", 500), ("2025-11", 5000)}}


# 500 ▶ 1 000 ▶ 500 again: the third export repeats the first, and is no repetition
def test_a_number_that_changes_and_changes_back_is_told_by_every_export(tmp_path: Path) -> None:
    files = [tmp_path / f"x-2024-1{month}.csv" for month in range(3)]
    for file, count in zip(files, (700, 1000, 700), strict=True):
        file.write_text(cedar(count))
    reading = hhs.read(files, dataset="d", strict=False)
    assert (reading.read, reading.used, reading.left_out.total()) == (3, 3, 0)


# reported on 2024-07-19: it had happened by then, and that day places it where a day is asked for
def test_an_incident_of_which_only_the_day_of_its_report_is_known_stands_in_the_timeline(store: Store) -> None:
    reading = read(EXPORTS[0])
    store.load(reading.dataset, reading.statements(), loader="hhs")
    reader = CypherReader(store)
    question = library()["timeline"]
    for since, there in (("2024-07-19", True), ("2024-07-20", False)):
        rows = run_question(reader, question, bind(reader, question, {"since": since})).rows
        assert (f"incident:hhs/{TAMARACK}" in {row[1] for row in rows}) is there


@pytest.mark.parametrize("count", [500, 501])
def test_the_placeholders_are_a_lower_bound_and_no_count(count: int, tmp_path: Path) -> None:
    text = (FIXTURES / "portal-2025-11.csv").read_text().replace('"501"', f'"{count}"')
    (tmp_path / "portal-2025-11.csv").write_text(text)
    reading = hhs.read([tmp_path / "portal-2025-11.csv"], dataset=None, strict=False)
    claim = incident(reading, "2025-03-04-cedar-point-therapy.ny@portal-2025-11").claims[0]
    assert (claim.low, claim.high) == (500, None)
    assert claim.note is not None


# Willow Creek ──DELEGATES_TO──▶ (unnamed, of this report)         unnamed covered entities ──DELEGATES_TO──▶ Tamarack (it broke there)
def test_associate_present_is_an_arrow_to_an_unknown_supplier_and_a_reporting_associate_is_the_supplier_itself() -> None:
    reading = read("portal-2024-10")
    clinic = incident(reading, "2024-08-01-willow-creek-clinic.oh@portal-2024-10")
    unnamed = "org:hhs/unnamed-associate.2024-08-01-willow-creek-clinic.oh"
    assert ("delegates_to", unnamed) in {(r.verb, r.target) for r in clinic.relations}
    assert clinic.compromised == []
    tamarack = incident(reading, f"{TAMARACK}@portal-2024-10")
    assert [c.at for c in tamarack.compromised] == ["org:hhs/tamarack-claims-inc.us-mn"]
    assert [(r.who, r.target) for r in tamarack.relations] == [
        ("org:hhs/clients-of.tamarack-claims-inc.us-mn", "org:hhs/tamarack-claims-inc.us-mn")
    ]


def test_broken_headers_are_recognised_by_what_the_cells_hold() -> None:
    reading = read("portal-2026-07")
    assert {r.name for r in reading.records.values() if isinstance(r, Organisation) and r.named} == {
        "Tamarack Claims, Inc.",
        "Cedar Point Therapy",
        "HHS Office for Civil Rights",
    }
    assert reading.unread_fields == {}


def test_two_reports_of_one_entity_on_one_day_stay_two_incidents_whatever_their_place_in_the_file() -> None:
    reading = read("portal-2026-07")
    stems = {key for key in reading.records if "cedar-point-therapy.ny" in key and key.startswith("incident:")}
    assert len(stems) == 2


# Prairie ──DELEGATES_TO──▶ Osprey Billing, Kestrel Mailing       Willow Creek ──▶ Meadow Computer Services
def test_the_list_of_2014_names_associates_and_splits_them_only_at_a_semicolon() -> None:
    reading = read("named-associates")
    relations = [
        (r.who, r.verb, r.target) for record in reading.records.values() if isinstance(record, IncidentRecord) for r in record.relations
    ]
    assert sorted(relations) == [
        ("org:hhs/prairie-health-plan.us-ia", "delegates_to", "org:hhs/kestrel-mailing-llc.us"),
        ("org:hhs/prairie-health-plan.us-ia", "delegates_to", "org:hhs/osprey-billing-inc.us"),
        ("org:hhs/willow-creek-clinic.us-oh", "delegates_to", "org:hhs/meadow-computer-services.us"),
    ]
    prairie = incident(reading, "occurred-2011-09-20-prairie-health-plan.ia@named-associates")
    assert prairie.dates.occurred[0].on == "2011-09-20/2011-10-28"
    assert prairie.claims[0].made_on == "2014-06-30"


def test_a_negative_count_and_a_period_that_ends_before_it_begins_are_rejected_with_their_line() -> None:
    reading = read("named-associates")
    assert [(p.line, "whole number" in p.reason or "before it begins" in p.reason) for p in reading.rejected] == [
        (4, True),
        (5, True),
    ]


def test_a_single_practitioner_enters_as_a_role_in_a_place() -> None:
    reading = read("portal-2024-10")
    text = " ".join(record.model_dump_json() for record in reading.records.values())
    assert "Example" not in text
    assert "org:hhs/dentist.2024-08-03-dentist.vt" in reading.records


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
        (b"a,b\n1,2\n", "not a table that .hhs. reads"),
        (b"only one column\nx\n", "one column only"),
    ],
)
def test_what_is_no_export_is_refused_with_one_clear_reason(content: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(BadInputError, match=reason):
        hhs.read([tmp_path / "x.csv"], dataset=None, strict=False)


def test_two_encodings_and_line_ends_in_one_file_are_read(tmp_path: Path) -> None:
    lines = (FIXTURES / "portal-2025-11.csv").read_text().splitlines()
    lines[1] = lines[1].replace("Tamarack", "Tamaräck")
    lines[2] = lines[2].replace("Willow", "Wïllow")
    data = b"\r\n".join(line.encode("cp1252" if i == 1 else "utf-8") for i, line in enumerate(lines))
    (tmp_path / "portal-2025-11.csv").write_bytes(data)
    reading = hhs.read([tmp_path / "portal-2025-11.csv"], dataset=None, strict=False)
    names = {r.name for r in reading.records.values() if isinstance(r, Organisation)}
    assert {"Tamaräck Claims, Inc.", "Wïllow Creek Clinic"} <= names
