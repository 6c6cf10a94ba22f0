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
    assert reading.read == 3 == reading.used
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


# unnamed victim ──HOSTED_BY──▶ unnamed host             (hosting, cloud)
#        └───────DELEGATES_TO──▶ unnamed supplier        (asset management)
#        └───────LINKED_WITH── unnamed partner
def test_assets_run_by_others_are_links_to_unknown_suppliers_and_the_victim_is_not_where_it_broke() -> None:
    record = incident(read(FIXTURES), "bbbb0002-hosted")
    links = {(r.verb, r.target, r.service) for r in record.relations}
    assert ("hosted_by", "org:vcdb/unnamed-host.bbbb0002-hosted", "hosting") in links
    assert ("hosted_by", "org:vcdb/unnamed-host.bbbb0002-hosted", "cloud") in links
    assert ("delegates_to", "org:vcdb/unnamed-supplier.bbbb0002-hosted", "asset-management") in links
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
        ({"schema_version": "2.0"}, "1.2 to 1.4 are read"),
        ({"security_incident": "Perhaps"}, "is not a term that is known"),
        ({"timeline": {"incident": {"year": 2016, "month": 13}}}, "2016-13"),
        ({"attribute": {"confidentiality": {"data_total": 12_000_000_000}}}, "at most 10000000000"),
        ({"attribute": {"confidentiality": {"data_total": -3}}}, "at least 0"),
        ({"attribute": {"confidentiality": {"data_total": "many"}}}, "not a whole number"),
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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("River Oral Health; 621210", [("River Oral Health", "621210")]),
        ("Arbor Dental;621210", [("Arbor Dental", "621210")]),
        ("River Oral Health; 621210, Arbor Dental; 621210", [("River Oral Health", "621210"), ("Arbor Dental", "621210")]),
        ("Alpha Clinic; Beta Clinic;Gamma Clinic", [("Alpha Clinic", ""), ("Beta Clinic", ""), ("Gamma Clinic", "")]),
        ("Alpha Clinic\nBeta Clinic", [("Alpha Clinic", ""), ("Beta Clinic", "")]),
        ("HealthThen, New Fork Inc.", [("HealthThen, New Fork Inc.", "")]),
        ("1199; 621210", [("1199", "621210")]),
        (" ; ", []),
    ],
)
def test_several_names_in_one_text_are_parted_at_semicolons_and_industry_codes(text: str, parts: list[tuple[str, str]]) -> None:
    assert vcdb.several(text) == parts


# Alpha ◀──AFFECTED── incident ──AFFECTED──▶ Beta
def test_several_victims_in_one_text_are_all_hit(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(changed(victim={"victim_id": "Alpha Clinic; 621111; Beta Clinic", "country": ["US"]})))
    record = incident(read(tmp_path), "aaaa0001-northmoor")
    assert (
        {a.party for a in record.affected} == {"org:vcdb/alpha-clinic.us", "org:vcdb/beta-clinic.us"} == {c.at for c in record.compromised}
    )


@pytest.mark.parametrize(("year", "month"), [(2019.0, 5.0), ("2019", "5"), (2019, 5)])
@pytest.mark.parametrize("total", [1200.0, "1,200", "1200", 1200])
def test_whole_numbers_are_read_however_a_program_wrote_them(year: Any, month: Any, total: Any, tmp_path: Path) -> None:
    confidentiality = {"data_disclosure": "Yes", "data_total": total, "data": [{"variety": "Medical", "amount": total}]}
    data = changed(timeline={"incident": {"year": year, "month": month}}, attribute={"confidentiality": confidentiality})
    (tmp_path / "a.json").write_text(json.dumps(data))
    record = incident(read(tmp_path), "aaaa0001-northmoor")
    assert [d.on for d in record.dates.occurred] == ["2019-05"]
    assert {(c.field, c.low, c.high) for c in record.claims} == {("entries", 1200, 1200), ("entries-of-category", 1200, 1200)}


def test_varieties_of_one_category_are_one_kind_of_data_and_each_amount_is_claimed_once(tmp_path: Path) -> None:
    said = [("API key", 5), ("Medical", 7), ("Session key", 5.0), ("API key", 6), ("Session key", None)]
    items = [{"variety": variety, "amount": amount} for variety, amount in said]
    (tmp_path / "a.json").write_text(json.dumps(changed(attribute={"confidentiality": {"data_disclosure": "Yes", "data": items}})))
    record = incident(read(tmp_path), "aaaa0001-northmoor")
    assert [d.category for d in record.data] == ["access-keys", "health-data"]
    assert [(c.text and c.text.en, c.low) for c in record.claims] == [
        ("access keys and session tokens", 5),
        ("health data (not further specified)", 7),
        ("access keys and session tokens", 6),
    ]


@pytest.mark.parametrize("total", [1200.5, "12OO", "1,20", [1200], True])
def test_what_is_no_whole_number_rejects_its_record_and_is_never_lost(total: Any, tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text((FIXTURES / "practice.json").read_text())
    (tmp_path / "bad.json").write_text(json.dumps(changed(attribute={"confidentiality": {"data_total": total}})))
    assert [p.code for p in read(tmp_path).rejected] == ["cell.number"]


def test_nan_in_one_record_of_an_array_rejects_that_record_alone(tmp_path: Path) -> None:
    good, bad = (FIXTURES / "practice.json").read_text(), json.dumps(changed()).replace('"year": 2016', '"year": NaN')
    (tmp_path / "joined.json").write_text(f"[{good}, {bad}]")
    reading = read(tmp_path)
    assert (reading.read, reading.used, [(p.line, p.code) for p in reading.rejected]) == (2, 1, [(2, "json.constant")])


@pytest.mark.parametrize(
    "name",
    ["Unidentified Hospital", "an undisclosed clinic", "unknown hospital", "clinique non nommée", "Hospital", "Chris O'Sample (hospital)"],
)
def test_victims_without_a_name_are_each_a_party_of_their_own(name: str, tmp_path: Path) -> None:
    for number in (1, 2):
        own = {"incident_id": f"7104ca3b-a94b-458a-83e0-06123456780{number}", "plus": {}}  # a UUID is no telephone number
        (tmp_path / f"{number}.json").write_text(json.dumps(changed(victim={"victim_id": name, "country": ["US"]}, **own)))
    reading = read(tmp_path)
    victims = {a.party for record in reading.records.values() if isinstance(record, IncidentRecord) for a in record.affected}
    assert len(victims) == 2
    assert {reading.records[victim].named for victim in victims} == {False}  # type: ignore[union-attr]


@pytest.mark.parametrize("version", ["1.2", "1.2.1", "1.3.4", "1_3_4", "1.4.1"])
def test_a_country_alone_and_the_versions_since_1_2_are_read(version: str, tmp_path: Path) -> None:
    victim = {"victim_id": "Cedar Clinic", "country": "US", "state": "OH"}
    (tmp_path / "a.json").write_text(json.dumps(changed(schema_version=version, victim=victim)))
    assert "org:vcdb/cedar-clinic.us-oh" in read(tmp_path).records


# schema 1.2:   victim: [{Cedar Clinic, OH}]      victim: [{Cedar Clinic, OH}, {Birch Dental, MI}]
@pytest.mark.parametrize(
    ("victims", "parties"),
    [
        ([{"victim_id": "Cedar Clinic", "country": "US", "state": ["OH"]}], {"org:vcdb/cedar-clinic.us-oh"}),
        (
            [
                {"victim_id": "Cedar Clinic", "country": "US", "state": ["OH"], "industry": "621111"},
                {"victim_id": "Birch Dental", "country": "US", "state": ["MI"], "industry": "621210"},
            ],
            {"org:vcdb/cedar-clinic.us", "org:vcdb/birch-dental.us"},
        ),
        ([{"victim_id": "Unknown", "country": "US"}], {"org:vcdb/unnamed-victim.aaaa0001-northmoor"}),
    ],
)
def test_the_victims_of_schema_1_2_are_a_list_and_all_are_hit(victims: list[dict[str, Any]], parties: set[str], tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(changed(schema_version="1.2", victim=victims)))
    record = incident(read(tmp_path), "aaaa0001-northmoor")
    assert {a.party for a in record.affected if a.party.startswith("org:")} == parties


def test_without_a_year_an_incident_had_happened_by_the_day_it_was_written_down(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(changed(timeline={}, plus={"created": "2016-03-04T10:00:00Z"})))
    assert [d.on for d in incident(read(tmp_path), "aaaa0001-northmoor").dates.occurred] == ["../2016-03-04"]


# Northmoor: Potentially, Loss      Cloudy Chart ──LINKED_WITH── River, Arbor, an unnamed partner; ──HOSTED_BY──▶ unnamed host
def test_the_flat_table_is_read_as_the_documents_that_it_was_made_of() -> None:
    reading = read(FIXTURES.parent / "vcdb_flat")
    assert (reading.read, reading.used, reading.unread_fields) == (2, 2, {"shoe.size": 1})
    northmoor = incident(reading, "0000aaaa-0000-4000-8000-000000000011")
    assert {(a.party, a.effect, a.outcome) for a in northmoor.affected} == {
        ("org:vcdb/northmoor-hospital.us-oh", "confidentiality", "possible"),
        ("org:vcdb/northmoor-hospital.us-oh", "availability", "observed"),
    }
    assert ([d.on for d in northmoor.dates.occurred], [a.veris for a in northmoor.actions]) == (
        ["2011-12"],
        ["hacking.use of stolen creds"],
    )
    assert [(c.low, c.made_on) for c in northmoor.claims] == [(943434, "2013-12-06")]
    cloudy = incident(reading, "0000aaaa-0000-4000-8000-000000000012")
    stem = "0000aaaa-0000-4000-8000-000000000012"
    assert {(r.verb, r.target) for r in cloudy.relations} == {
        ("linked_with", "org:vcdb/river-oral-health"),
        ("linked_with", "org:vcdb/arbor-dental"),
        ("linked_with", f"org:vcdb/unnamed-partner.{stem}"),
        ("hosted_by", f"org:vcdb/unnamed-host.{stem}"),
    }
    assert ([d.on for d in cloudy.dates.occurred], [a.veris for a in cloudy.actions]) == (["../2013-02-22"], ["error.disposal error"])


def test_a_flat_table_with_a_term_a_column_gives_kinds_of_data(tmp_path: Path) -> None:
    header = "incident_id,victim.victim_id,victim.country.US,attribute.confidentiality.data_disclosure.Yes,security_incident.Confirmed"
    more = (
        "attribute.confidentiality.data.variety.Medical,attribute.confidentiality.data.variety.Digital certificate,timeline.incident.year"
    )
    (tmp_path / "vcdb.csv").write_text(f"{header},{more}\nA-1,Cedar Clinic,TRUE,TRUE,TRUE,TRUE,FALSE,2019\nA-2,Short\n")
    reading = read(tmp_path)
    record = incident(reading, "a-1")
    assert [(d.category, d.outcome) for d in record.data] == [("health-data", "exposed")]
    assert [(a.party, a.outcome, a.status) for a in record.affected] == [("org:vcdb/cedar-clinic.us", "observed", "confirmed")]
    assert (reading.read, [p.line for p in reading.rejected]) == (2, [3])
