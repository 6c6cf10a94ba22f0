"""VERIS incidents become records; what has no fixed meaning stays unqualified."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from maillon.graph.records import IncidentRecord, Organisation
from maillon.loaders import vcdb
from maillon.loaders.base import Reading
from maillon.loaders.problems import BadInputError

FIXTURES = Path(__file__).parents[1] / "fixtures" / "vcdb"


def read(*paths: Path, strict: bool = False) -> Reading:
    return vcdb.read(paths, dataset=None, strict=strict)


def incident(reading: Reading, stem: str) -> IncidentRecord:
    record = reading.records[f"incident:vcdb/{stem}"]
    assert isinstance(record, IncidentRecord)
    return record


def changed(**fields: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FIXTURES / "northmoor.json").read_text())
    return data | fields


def test_a_folder_is_read_in_any_case_of_its_endings_and_every_row_is_accounted_for() -> None:
    reading = read(FIXTURES)
    assert reading.read == 3 == len(reading.records) - reading.derived + len(reading.rejected)
    assert reading.rejected == []
    assert reading.unread_fields == {"shoe_size": 1, "file of another kind: .yaml": 1}


# Northmoor ──LINKED_WITH {secondary-victim}── Lakeside Scribes
#     └──────LINKED_WITH {secondary-victim}── Harbor Imaging
def test_secondary_victims_are_linked_without_a_direction_and_never_trusted() -> None:
    record = incident(read(FIXTURES), "aaaa0001-northmoor")
    verbs = {(r.who, r.verb, r.target, r.service) for r in record.relations if not r.who.startswith("population:")}
    assert verbs == {
        ("org:vcdb/northmoor-hospital.us-oh", "linked_with", "org:vcdb/lakeside-scribes-inc", "secondary-victim"),
        ("org:vcdb/northmoor-hospital.us-oh", "linked_with", "org:vcdb/harbor-imaging", "secondary-victim"),
    }
    assert {a.party for a in record.affected} == {"org:vcdb/northmoor-hospital.us-oh"}


# Harbor Imaging ──DELEGATES_TO──▶ Northmoor ──DELEGATES_TO──▶ Lakeside Scribes
def test_a_curated_file_of_directions_says_which_way_and_who_decided() -> None:
    record = incident(read(FIXTURES, FIXTURES / "directions.yaml"), "aaaa0001-northmoor")
    arrows = {(r.who, r.target): r for r in record.relations if r.verb == "delegates_to"}
    assert set(arrows) == {
        ("org:vcdb/northmoor-hospital.us-oh", "org:vcdb/lakeside-scribes-inc"),
        ("org:vcdb/harbor-imaging", "org:vcdb/northmoor-hospital.us-oh"),
    }
    assert all(r.note and "the reading group" in r.note.any for r in arrows.values())
    assert any(a.party == "org:vcdb/harbor-imaging" for a in record.affected)


def test_a_count_is_dated_by_the_last_change_of_the_record_and_names_its_cohort() -> None:
    record = incident(read(FIXTURES), "aaaa0001-northmoor")
    total = next(c for c in record.claims if c.field == "entries")
    assert (total.low, total.high, total.unit, total.made_on) == (1200, 1200, "entries", "2016-06-02")
    assert total.population == "population:patients-of.vcdb/northmoor-hospital.us-oh"


# unnamed victim ──HOSTED_BY──▶ unknown      (hosting, cloud)
#        └───────DELEGATES_TO──▶ unknown     (asset management)
#        └───────LINKED_WITH── unnamed partner
def test_assets_run_by_others_are_links_to_unknown_suppliers_and_the_victim_is_not_where_it_broke() -> None:
    record = incident(read(FIXTURES), "bbbb0002-hosted")
    links = {(r.verb, r.target, r.service) for r in record.relations}
    assert ("hosted_by", "unknown", "hosting") in links
    assert ("hosted_by", "unknown", "cloud") in links
    assert ("delegates_to", "unknown", "asset-management") in links
    assert ("linked_with", "org:vcdb/unnamed-partner.bbbb0002-hosted", "partner-actor") in links
    assert not any(service == "asset-ownership" for _, _, service in links)
    assert record.compromised == []


def test_unknown_other_and_not_applicable_stay_three_things() -> None:
    record = incident(read(FIXTURES), "bbbb0002-hosted")
    assert {d.category for d in record.data} == {"unknown-data", "other-data"}
    assert {a.veris for a in record.actions} == {"error.misconfiguration", "error.other"}
    assert {d.outcome for d in record.data} == {"possible"}


def test_confidence_and_security_incident_become_status_and_outcome() -> None:
    reading = read(FIXTURES)
    assert incident(reading, "aaaa0001-northmoor").affected[0].status == "confirmed"
    assert incident(reading, "bbbb0002-hosted").affected[0].status == "reported"
    suspected = incident(reading, "cccc0003-practice")
    assert {(a.status, a.outcome) for a in suspected.affected} == {("reported", "possible")}


def test_a_victim_named_like_a_person_enters_as_a_role_and_its_name_stands_nowhere() -> None:
    reading = read(FIXTURES)
    organisation = reading.records["org:vcdb/dentist.cccc0003-practice"]
    assert isinstance(organisation, Organisation)
    assert organisation.named is False
    text = " ".join(record.model_dump_json() for record in reading.records.values())
    assert "Ann" not in text
    assert "Example, DDS" not in text


def test_narratives_and_addresses_of_articles_are_ignored_by_name_and_not_kept() -> None:
    reading = read(FIXTURES)
    text = " ".join(record.model_dump_json() for record in reading.records.values())
    assert "narrative" not in text
    assert "example.org" not in text
    assert {"summary", "reference"} <= set(vcdb.LOADER.ignored_fields)


@pytest.mark.parametrize("form", ["array", "lines", "zip"])
def test_joined_arrays_json_lines_and_zips_give_the_records_of_the_folder(form: str, tmp_path: Path) -> None:
    files = sorted(p for p in FIXTURES.iterdir() if p.suffix.lower() == ".json")
    incidents = [json.loads(p.read_text()) for p in files]
    path = tmp_path / {"array": "all.json", "lines": "all.jsonl", "zip": "all.zip"}[form]
    if form == "array":
        path.write_text(json.dumps(incidents))
    elif form == "lines":
        path.write_text("\n".join(json.dumps(i) for i in incidents))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for file in files:
                archive.write(file, f"deep/{file.name}")
    assert read(path).records == read(*files).records


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"schema_version": "2.0"}, "1.3.x and 1.4.x are read"),
        ({"security_incident": "Perhaps"}, "is not a term that is known"),
        ({"timeline": {"incident": {"year": 2016, "month": 13}}}, "2016-13"),
        ({"attribute": {"confidentiality": {"data_total": 12_000_000_000}}}, "at most 10000000000"),
        ({"attribute": {"confidentiality": {"data_total": -3}}}, "at least 0"),
        ({"attribute": {"confidentiality": {"data_total": "many"}}}, "valid integer"),
        ({"attribute": {"confidentiality": {"data": ["Medical"]}}}, "another shape"),
        ({"incident_id": "", "plus": {}}, "give it an id"),
    ],
)
def test_one_bad_record_is_rejected_with_its_reason_and_the_rest_loads(broken: dict[str, Any], reason: str, tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text((FIXTURES / "practice.json").read_text())
    (tmp_path / "bad.json").write_text(json.dumps(changed(**broken)))
    reading = read(tmp_path)
    assert reading.read == 2
    assert [p.file for p in reading.rejected] == [str(tmp_path / "bad.json")]
    assert reason in str(reading.rejected[0])
    assert "org:vcdb/northmoor-hospital.us-oh" not in reading.records
    with pytest.raises(BadInputError, match=r"bad\.json"):
        read(tmp_path, strict=True)


def test_strict_insists_on_what_the_records_own_schema_version_requires(tmp_path: Path) -> None:
    data = changed()
    (tmp_path / "a.json").write_text(json.dumps(data))
    assert not read(tmp_path, strict=True).rejected
    (tmp_path / "a.json").write_text(json.dumps(data | {"schema_version": "1.4.1"}))
    assert not read(tmp_path).rejected
    with pytest.raises(BadInputError, match=r"missing victim\.government"):
        read(tmp_path, strict=True)


def test_an_e_mail_address_in_a_name_is_refused_by_name_and_not_repeated(tmp_path: Path) -> None:
    data = changed()
    data["victim"]["victim_id"] = "Clinic someone@example.org"
    (tmp_path / "a.json").write_text(json.dumps(data))
    with pytest.raises(BadInputError, match="an e-mail address") as refused:
        read(tmp_path)
    assert "someone" not in str(refused.value)
