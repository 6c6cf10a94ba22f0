"""What American hospitals report to use: a hospital by its CMS number, the product, its developer, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillon.graph.records import Organisation, Product, RelationsRecord
from maillon.loaders import us_certified_it
from maillon.loaders.base import Reading
from maillon.loaders.problems import BadInputError

FIXTURE = Path(__file__).parents[1] / "fixtures" / "us_certified_it" / "reported.csv"


def read(path: Path) -> Reading:
    return us_certified_it.read([path], dataset=None, strict=False)


def arrows(reading: Reading) -> list[str]:
    every = [r for record in reading.records.values() if isinstance(record, RelationsRecord) for r in record.relations]
    return sorted(f"{r.who.rpartition('/')[2]} {r.verb} {r.target.rpartition('/')[2]} {r.seen_on or ''}".strip() for r in every)


# 999901 ──USES (2022, 2023)──▶ HartCare ──▶ Hartwell      999901 ──▶ Results Portal of Larch      999902 ──▶ Results Portal of Quillet
def test_a_hospital_uses_what_it_reported_in_that_year_and_a_name_of_two_developers_is_two_products() -> None:
    reading = read(FIXTURE)
    assert arrows(reading) == [
        "999901 uses hartcare-inpatient-hartwell-systems-corporation 2022",
        "999901 uses hartcare-inpatient-hartwell-systems-corporation 2023",
        "999901 uses results-portal-larch-data-inc 2023",
        "999902 uses results-portal-quillet-health-llc 2023",
        "hartcare-inpatient-hartwell-systems-corporation provided_by hartwell-systems-corporation",
        "results-portal-larch-data-inc provided_by larch-data-inc",
        "results-portal-quillet-health-llc provided_by quillet-health-llc",
    ]
    hospital = reading.records["org:us-ccn/999901"]
    assert isinstance(hospital, Organisation)
    assert (hospital.identifiers, hospital.region, hospital.town) == (["us-ccn:999901"], "US-IA", "HARROW")
    assert [r.name for r in reading.records.values() if isinstance(r, Product)][:1] == ["HartCare Inpatient (Hartwell Systems Corporation)"]


def test_each_row_is_used_rejected_or_left_out_and_no_product_is_not_none() -> None:
    reading = read(FIXTURE)
    assert (reading.read, reading.used, len(reading.rejected), sum(reading.left_out.values())) == (6, 4, 1, 1)
    assert "org:us-ccn/999903" not in reading.records, "that it reported nothing is not that it uses nothing"


def test_columns_in_words_are_the_same_and_another_table_is_refused(tmp_path: Path) -> None:
    words = tmp_path / "words.csv"
    head, _, rows = FIXTURE.read_text("utf-8").partition("\n")
    named = head.replace("facility_id", "Facility ID").replace("city_town", "City/Town").replace("developer_name", "Developer Name")
    words.write_text(f"{named}\n{rows}", "utf-8")
    assert arrows(read(words)) == arrows(read(FIXTURE))
    other = tmp_path / "other.csv"
    other.write_text("Facility ID,Facility Name\n999901,X\n", "utf-8")
    with pytest.raises(BadInputError, match="developer_name"):
        read(other)


def test_without_the_year_nothing_is_said_of_when(tmp_path: Path) -> None:
    short = tmp_path / "short.csv"
    short.write_text("facility_id,developer_name,product_name\n999901,Hartwell Systems,HartCare\n", "utf-8")
    assert arrows(read(short)) == ["hartcare-hartwell-systems provided_by hartwell-systems", "999901 uses hartcare-hartwell-systems"][::-1]
