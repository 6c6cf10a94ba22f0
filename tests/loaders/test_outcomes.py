"""What every list promises: a word of a format for what became of a victim has one place, and each incident has a day.

A source says what it says and no more: potential is possible, unknown is possible, no is not affected, suspected is possible.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from maillon.graph.dates import parse_date
from maillon.graph.records import IncidentRecord
from maillon.loaders import bonjourlafuite, hhs, misp, stix, table, us_states, vcdb
from maillon.loaders.base import MODULES, Reading, loader
from tests.support.places import FIXTURES

PORTAL = (
    *("Name of Covered Entity", "State", "Covered Entity Type", "Individuals Affected", "Breach Submission Date", "Type of Breach"),
    *("Location of Breached Information", "Business Associate Present", "Web Description"),
)
LISTS: dict[str, list[str]] = {
    "bonjourlafuite": ["bonjourlafuite/leaks.csv"],
    "hhs": ["hhs/portal-2024-10.csv", "hhs/portal-2025-11.csv", "hhs/portal-2026-07.csv", "hhs/named-associates.csv"],
    "misp": ["misp/events.json"],
    "stix": ["stix/clinic.json"],
    "table": ["table/ready/sheet-fr.csv"],
    "us-states": ["us_states/wa.csv"],
    "vcdb": ["vcdb/HOSTED.JSON", "vcdb/northmoor.json", "vcdb/practice.json"],
}


WITHOUT_INCIDENTS = {"decp", "dora", "finess", "gleif", "ocds", "processors", "sae", "us-certified-it"}
"""Loaders of relations and of registers, which say nothing of incidents."""


def incidents(reading: Reading) -> list[IncidentRecord]:
    return [record for record in reading.records.values() if isinstance(record, IncidentRecord)]


def veris(folder: Path, **changes: Any) -> Reading:
    data: dict[str, Any] = json.loads((FIXTURES / "vcdb" / "northmoor.json").read_text("utf-8"))
    attribute = changes.pop("attribute", data["attribute"])
    (folder / "one.json").write_text(json.dumps({**data, **changes, "attribute": attribute}), "utf-8")
    return vcdb.read([folder / "one.json"], dataset=None, strict=True)


def disclosed(folder: Path, word: str | None) -> Reading:
    confidentiality = {"data": [{"variety": "Medical"}], "data_total": 900, **({"data_disclosure": word} if word else {})}
    return veris(folder, attribute={"confidentiality": confidentiality, "availability": {"variety": ["Loss"]}})


def determined(folder: Path, word: str, loss: str = "confirmed-loss") -> Reading:
    bundle: dict[str, Any] = json.loads((FIXTURES / "stix" / "clinic.json").read_text("utf-8"))
    incident = next(o for o in bundle["objects"] if o["type"] == "incident")
    core = incident["extensions"][stix.INCIDENT_EXTENSION]
    core["determination"] = word
    core["confidentiality_impacts"][0]["loss_type"] = loss
    (folder / "one.json").write_text(json.dumps(bundle), "utf-8")
    return stix.read([folder / "one.json"], dataset=None, strict=True)


def kept(folder: Path, status: str, outcome: str = "") -> Reading:
    """A row of a sheet kept by hand."""
    words = "words: {status: {confirmed: confirmed, claimed: claimed, disputed: contested, denied: retracted}}\n"
    words = words.replace("}}", "}, outcome: {hit: observed, maybe: possible, spared: not_affected}}")
    columns = "columns: {victim: Who, reported: On, data: Data, status: Status, outcome: Outcome}\n"
    head = "kind: table-mapping\ndataset: mine\nsource: {publisher: Us}\nrows: incidents\n"
    (folder / "mapping.yaml").write_text(head + columns + words, "utf-8")
    (folder / "one.csv").write_text(f"Who,On,Data,Status,Outcome\nCedar Clinic,2026-01-02,email,{status},{outcome}\n", "utf-8")
    return table.read([folder / "one.csv", folder / "mapping.yaml"], dataset=None, strict=True)


def shared(folder: Path, word: str | None, relation: str = "determination", *more: str) -> Reading:
    said = [word, *more]
    thing = {"name": "incident", "Attribute": [{"type": "text", "object_relation": relation, "value": each} for each in said]}
    event = {
        "uuid": "00000000-0000-4000-8000-00000000a001",
        "info": "x",
        "date": "2025-02-03",
        "Attribute": [{"type": "target-org", "value": "Fernhill Clinic"}],
        "Object": [thing] if word else [],
    }
    (folder / "one.json").write_text(json.dumps(event), "utf-8")
    return misp.read([folder / "one.json"], dataset=None, strict=True)


def leaked(folder: Path, word: str) -> Reading:
    header = '"date";"status";"processor";"subcontractor";"organization_type";"volume";"data";"sensitive";"links"'
    row = f'"2026-01-02";"{word}";"Clinique Modèle";"";"";"";"[\'IBAN\']";"";"[]"'
    (folder / "leaks.csv").write_text(f"{header}\n{row}\n", "utf-8")
    return bonjourlafuite.read([folder / "leaks.csv"], dataset=None, strict=True)


def portal(folder: Path, *rows: tuple[str, ...]) -> Reading:
    with (folder / "breach-2024-10.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([PORTAL, *rows])
    return hhs.read([folder / "breach-2024-10.csv"], dataset=None, strict=True)


def narrated(folder: Path, text: str) -> Reading:
    return portal(folder, ("Cedar Clinic", "PA", "Healthcare Provider", "2220", "10/04/2023", "Theft", "Laptop", "No", text))


Hit = tuple[str | None, str, str]
LOST: Hit = ("availability", "observed", "confirmed")
SEEN: set[Hit] = {("confidentiality", "observed", "confirmed")}
MAYBE: Hit = ("confidentiality", "possible", "reported")
Case = tuple[Callable[..., Reading], tuple[Any, ...], set[Hit], set[str]]
CONTRACT: dict[str, list[Case]] = {
    "vcdb": [
        (disclosed, ("Yes",), {("confidentiality", "observed", "confirmed"), LOST}, {"exposed"}),
        (
            disclosed,
            ("Potentially",),
            {MAYBE, LOST},
            {"possible"},
        ),
        (disclosed, ("Unknown",), {MAYBE, LOST}, {"possible"}),
        (disclosed, (None,), {MAYBE, LOST}, {"possible"}),
        (
            disclosed,
            ("No",),
            {("confidentiality", "not_affected", "confirmed"), LOST},
            {"not_exposed"},
        ),
    ],
    "stix": [
        (determined, ("confirmed",), SEEN, {"exposed"}),
        (determined, ("confirmed", "suspected-loss"), {("confidentiality", "possible", "confirmed")}, {"possible"}),
        (determined, ("confirmed", "contained"), {("confidentiality", "possible", "confirmed")}, {"possible"}),
        (determined, ("suspected",), {MAYBE}, {"possible"}),
        (determined, ("low-value",), {("confidentiality", "observed", "reported")}, {"exposed"}),
        (determined, ("blocked",), {("confidentiality", "not_affected", "reported")}, {"not_exposed"}),
        (determined, ("failed-attempt",), {("confidentiality", "not_affected", "reported")}, {"not_exposed"}),
        (determined, ("false-positive",), {("confidentiality", "not_affected", "retracted")}, {"not_exposed"}),
    ],
    "table": [
        (kept, ("confirmed",), SEEN, {"exposed"}),
        (kept, ("",), {("confidentiality", "observed", "reported")}, {"exposed"}),
        (kept, ("claimed",), {("confidentiality", "possible", "claimed")}, {"possible"}),
        (kept, ("disputed",), {("confidentiality", "possible", "contested")}, {"possible"}),
        (kept, ("denied",), {("confidentiality", "not_affected", "retracted")}, {"not_exposed"}),
        (kept, ("to be seen",), {MAYBE}, {"possible"}),
        (kept, ("confirmed", "maybe"), {("confidentiality", "possible", "confirmed")}, {"possible"}),
        (kept, ("confirmed", "spared"), {("confidentiality", "not_affected", "confirmed")}, {"not_exposed"}),
        (kept, ("confirmed", "who knows"), {("confidentiality", "possible", "confirmed")}, {"possible"}),
    ],
    "misp": [
        (shared, (None,), {(None, "possible", "reported")}, set()),
        (shared, ("successful-attempt",), {(None, "observed", "reported")}, set()),
        (shared, ("suspected",), {(None, "possible", "reported")}, set()),
        (shared, ("blocked",), {(None, "not_affected", "reported")}, set()),
        (shared, ("false-positive",), {(None, "not_affected", "retracted")}, set()),
        (shared, ("False Positive", "criticality"), {(None, "not_affected", "retracted")}, set()),
        (shared, ("High", "criticality"), {(None, "possible", "reported")}, set()),
        (shared, ("refuted", "incident_type"), {(None, "not_affected", "retracted")}, set()),
        (shared, ("blocked", "incident_type"), {(None, "not_affected", "reported")}, set()),
        (shared, ("confirmed", "incident_type", "ransomware"), {(None, "observed", "confirmed")}, set()),
        (shared, ("confirmed", "incident_type", "refuted"), {(None, "possible", "reported")}, set()),
    ],
    "bonjourlafuite": [
        (leaked, ("confirmed",), SEEN, {"exposed"}),
        (leaked, ("claimed",), {("confidentiality", "possible", "claimed")}, {"possible"}),
        (leaked, ("untrusted",), {("confidentiality", "possible", "contested")}, {"possible"}),
    ],
    "hhs": [
        (narrated, ("",), SEEN, {"exposed"}),
        (
            narrated,
            ("Following OCR's investigation, it was determined that this did not constitute a breach of PHI.",),
            {("confidentiality", "not_affected", "confirmed")},
            {"not_exposed"},
        ),
        # the entity's own judgement clears nobody
        (
            narrated,
            ("The CE determined that it was not a breach. OCR asked why.",),
            {("confidentiality", "observed", "confirmed")},
            {"exposed"},
        ),
        (
            narrated,
            ("The CE told OCR that the CE concluded it was not a breach.",),
            {("confidentiality", "observed", "confirmed")},
            {"exposed"},
        ),
    ],
}


@pytest.mark.parametrize(("name", "case"), [(name, case) for name, cases in CONTRACT.items() for case in cases])
def test_each_word_for_what_became_of_a_victim_has_its_status_and_outcome(name: str, case: Case, tmp_path: Path) -> None:
    make, words, hits, exposed = case
    (record,) = incidents(make(tmp_path, *words))
    assert {(a.effect, a.outcome, a.status) for a in record.affected} == hits
    assert {d.outcome for d in record.data} == exposed
    assert set(record.effects) == {effect for effect, outcome, _ in hits if effect and outcome != "not_affected"}
    if all(outcome == "not_affected" for _, outcome, _ in hits):
        assert record.compromised == []


def test_every_loader_of_a_list_with_words_for_outcomes_stands_in_this_contract() -> None:
    assert set(MODULES) - {"records", "us-states", *WITHOUT_INCIDENTS} == set(CONTRACT)
    assert set(MODULES) - {"records", *WITHOUT_INCIDENTS} == set(LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_every_incident_of_every_list_has_the_day_by_which_it_was_known(name: str) -> None:
    found = incidents(loader(name).read([FIXTURES / file for file in LISTS[name]], dataset=None, strict=False))
    assert found
    for record in found:
        said = [*record.dates.occurred, *record.dates.detected, *record.dates.disclosed]
        assert any(parse_date(date.on).first or parse_date(date.on).last for date in said), record.id


# Cedar Clinic ──DELEGATES_TO──▶ (unnamed)      the column says No, the narrative says an associate: where it broke is open
def test_no_associate_present_is_not_it_broke_here(tmp_path: Path) -> None:
    (plain,) = incidents(narrated(tmp_path, ""))
    assert (plain.compromised, [r.verb for r in plain.relations]) == ([], ["patient_of"])
    (told,) = incidents(narrated(tmp_path, "The covered entity (CE) reported that its business associate (BA) was attacked."))
    assert told.compromised == []
    assert [(r.verb, r.target, r.status) for r in told.relations][:1] == [
        ("delegates_to", "org:hhs/unnamed-associate.2023-10-04-cedar-clinic.pa", "reported")
    ]


@pytest.mark.parametrize(
    ("text", "figures", "said"),
    [
        ("This case is duplicative of an investigation of the BA.", 0, "counts its people"),
        ("OCR has consolidated the review of this case into a review of the BA.", 0, "counts its people"),
        ("OCR closed this breach report and consolidated into an existing breach report filed by Cedar.", 0, "counts its people"),
        ("This case was consolidated into an existing compliance investigation.", 1, "joined this case to another"),
        ("The CE, a member of Maple Consolidated Health Plan, retrained its staff.", 1, ""),
    ],
)
def test_what_was_consolidated_into_another_report_is_counted_once_or_said(text: str, figures: int, said: str, tmp_path: Path) -> None:
    (record,) = incidents(narrated(tmp_path, text))
    assert len([c for c in record.claims if c.field == "persons-concerned"]) == figures
    assert said in " ".join(c.text.any for c in record.context)
    assert text not in record.model_dump_json()


# Maple ──▶ associate of January        Maple ──▶ associate of February: nothing says that they are one
def test_two_unnamed_suppliers_of_one_client_stay_two(tmp_path: Path) -> None:
    rows = [("Maple Plan", "CT", "Health Plan", "900", day, "Theft", "Email", "Yes", "") for day in ("01/04/2022", "02/09/2023")]
    targets = {r.target for record in incidents(portal(tmp_path, *rows)) for r in record.relations if r.verb == "delegates_to"}
    assert len(targets) == 2


# 2024-10: 500 (not known yet), 1 000        2025-11: 5 000, 1 000
def test_of_two_reports_of_one_day_the_known_figure_stays_and_the_placeholder_is_the_one_that_changed(tmp_path: Path) -> None:
    def row(count: str) -> tuple[str, ...]:
        return ("Cedar Billing LLC", "OH", "Business Associate", count, "10/04/2024", "Theft", "Email", "Yes", "")

    def figures(*counts: str) -> dict[str, int | None]:
        return {record.id: record.claims[0].low for record in incidents(portal(tmp_path, *map(row, counts)))}

    before, after = figures("500", "1000"), figures("5000", "1000")
    assert {before[i]: after[i] for i in before} == {1000: 1000, 500: 5000}


@pytest.mark.parametrize(
    ("start", "end", "aware", "occurred"),
    [
        ("01/02/2021", "01/08/2021", "02/04/2021", "2021-01-02/2021-01-08"),
        ("01/02/2021", "01/02/2021", "02/04/2021", "2021-01-02"),
        ("", "01/08/2021", "02/04/2021", "../2021-01-08"),
        ("01/08/2021", "", "02/04/2021", "2021-01-08/.."),
        ("01/10/2021", "01/08/2021", "02/04/2021", "../2021-02-04"),
        ("", "", "02/04/2021", "../2021-02-04"),
        ("", "", "", "../2021-03-17"),
    ],
)
def test_a_bound_that_is_not_given_is_no_bound(start: str, end: str, aware: str, occurred: str, tmp_path: Path) -> None:
    header = "DateAware,DateSubmitted,DataBreachCause,DateStart,DateEnd,Name,Id,CyberattackType,WashingtoniansAffected"
    (tmp_path / "wa.csv").write_text(f"{header}\n{aware},03/17/2021,Cyberattack,{start},{end},Cedar Health Inc.,1,Ransomware,1517\n")
    reading = us_states.read([tmp_path / "wa.csv"], dataset=None, strict=True)
    (record,) = incidents(reading)
    assert ([d.on for d in record.dates.occurred], record.claims[0].low) == ([occurred], 1517)
    assert [p.code for p in reading.warnings] == (["cell.reversed_days"] if start > end > "" else [])
