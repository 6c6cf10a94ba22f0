"""Ids are promises: what a record or a name was given once goes on resolving, also where the rule that gave it was a poor one.

`ids.json` holds ids as they were first given out: of names (those of the shipped records, and hard ones), of the shipped records,
and of what each loader makes of its fixtures. It is added to and never written anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.name_matching import fold_name
from maillon.graph.records import IncidentRecord, Organisation
from maillon.loaders import us_states
from maillon.loaders.base import loader
from maillon.loaders.names import first_slug, fold_of_ids, public_name, slug
from maillon.loaders.parties import Parties
from maillon.loaders.records import read_records
from tests.support.places import CORPUS, FIXTURES

GIVEN = json.loads(Path(__file__).with_name("ids.json").read_text("utf-8"))
FILES = {
    "bonjourlafuite": ["bonjourlafuite/leaks.csv"],
    "hhs": ["hhs/portal-2024-10.csv", "hhs/portal-2025-11.csv", "hhs/portal-2026-07.csv"],
    "stix": ["stix/clinic.json"],
    "table": ["table/suppliers.csv", "table/mapping.yaml"],
    "us-states": ["us_states/wa.csv"],
    "vcdb": ["vcdb/HOSTED.JSON", "vcdb/northmoor.json", "vcdb/practice.json", "vcdb/directions.yaml"],
}
TWO = (("Æsio", 900), ("SIO", 501))


def test_every_name_keeps_the_id_that_it_was_given_or_keeps_it_beside_a_better_one() -> None:
    assert len(GIVEN["names"]) > 700
    assert {name: first_slug(name) for name in GIVEN["names"]} == GIVEN["names"]
    changed = {name for name in GIVEN["names"] if slug(name) != first_slug(name) and public_name(name).name == name}
    assert len(changed) > 10
    assert all(not name.isascii() for name in changed)
    for name in sorted(changed):
        parties = Parties("a-list")
        parties.named(name, evidence="a-list", row="1")
        (record,) = parties.records().values()
        assert isinstance(record, Organisation)
        assert record.former_ids == [f"org:a-list/{GIVEN['names'][name]}"]


def test_every_shipped_record_keeps_its_id() -> None:
    assert set(GIVEN["records"]) <= read_records([CORPUS]).records.keys()


@pytest.mark.parametrize("name", FILES)
def test_what_a_loader_reads_keeps_its_ids(name: str) -> None:
    reading = loader(name).read([FIXTURES / file for file in FILES[name]], dataset=None, strict=False)
    assert sorted({*reading.records, *reading.stated}) == GIVEN[name]


@pytest.mark.parametrize(
    ("name", "first", "now"),
    [
        ("Lærdal", "l-rdal", "laerdal"),
        ("Æsio", "sio", "aesio"),
        ("Łódź", "odz", "lodz"),
        ("Strøm & Søn", "str-m-and-s-n", "strom-and-son"),
        ("Больница № 1", "no-1", "bolnitsa-no-1-28866739"),
    ],
)
def test_an_id_loses_no_letter_any_more(name: str, first: str, now: str) -> None:
    assert (first_slug(name), slug(name)) == (first, now)
    assert fold_name(name) != fold_of_ids(name)


@given(st.text(min_size=1, max_size=90), st.text(min_size=1, max_size=90))
def test_names_of_one_id_are_compared_as_one(one: str, other: str) -> None:
    if fold_name(one) and slug(one) == slug(other):
        assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("name", "is_person"),
    [
        ("Søren Kjær, MD", True),
        ("Aalborg Ø Klinik", False),
        ("Bjørn Ø. Hansen", True),
        ("Søren Ø. Hansen", True),
    ],
)
def test_a_letter_that_ids_do_not_know_hides_no_person(name: str, is_person: bool) -> None:
    assert (public_name(name).person is not None) is is_person


# SIO, 501 people ┐ one day, one slug: by the letters that ids know the smaller figure comes first;
# Æsio, 900 people ┘ compared as names (aesio, sio) the other would, and the two would change ids
def test_of_two_rows_with_one_id_the_same_one_still_gets_the_number(tmp_path: Path) -> None:
    path = tmp_path / "wa.csv"
    rows = [f"01/02/2024,01/05/2024,Cyberattack,12/01/2023,12/02/2023,{name},1,Malware,{count},Business,," for name, count in TWO]
    path.write_text("\n".join([(FIXTURES / "us_states" / "wa.csv").read_text("utf-8").splitlines()[0], *rows]), "utf-8")
    found = us_states.read([path], dataset=None, strict=True).records
    first, second = (found[f"incident:us-states/2024-01-05-sio.wa{number}"] for number in ("", ".2"))
    assert isinstance(first, IncidentRecord)
    assert isinstance(second, IncidentRecord)
    assert [first.claims[0].low, second.claims[0].low] == [501, 900]
