"""Places as lists write them, and what of them tells two organisations apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.places import Locality, region_code, regions_differ, town_of


@pytest.mark.parametrize(
    ("written", "town"),
    [
        (("PARIS 12", None), ("paris", "12")),
        (("Paris 12e arrondissement", None), ("paris", "12")),
        (("PARIS-12ème", None), ("paris", "12")),
        (("Paris", "75012"), ("paris", "12")),
        (("Paris", "75116"), ("paris", "16")),
        (("Marseille", "13009"), ("marseille", "9")),
        (("Lyon Cedex 03", None), ("lyon", "")),
        (("Saint-Étienne", None), ("st etienne", "")),
        (("ST ETIENNE CEDEX 2", None), ("st etienne", "")),
        (("Ste. Marie", None), ("ste marie", "")),
        (("SAINTE MARIE", None), ("ste marie", "")),
        (("Saint-Genis-sur-Guiers", None), ("st genis guiers", "")),
        (("ST GENIS S/ GUIERS", None), ("st genis guiers", "")),
        (("L'Haÿ-les-Roses", None), ("hay roses", "")),
        (("Mount Gilead", None), ("mt gilead", "")),
        (("La", None), ("la", "")),
    ],
)
def test_one_town_in_its_spellings_is_one(written: tuple[str, str | None], town: tuple[str, str]) -> None:
    assert town_of(*written) == town


@pytest.mark.parametrize(
    ("country", "text", "code"),
    [
        ("US", "TX", "US-TX"),
        ("US", "Texas", "US-TX"),
        ("US", "NEW YORK", "US-NY"),
        ("FR", "1", "FR-01"),
        ("FR", "075", "FR-75"),
        ("FR", "2A", "FR-2A"),
        ("FR", "9D", "FR-974"),
        ("FR", "Corrèze", "FR-19"),
        ("FR", "Réunion", "FR-974"),
        ("FR", "ile de france", "FR-IDF"),
        ("CA", "Ontario", "CA-ON"),
        (None, "US-OH", "US-OH"),
        ("FR", "US-OH", None),
        ("FR", "Grand Nord", None),
        (None, "Texas", None),
    ],
)
def test_a_state_is_known_by_its_code_or_name_and_what_is_none_is_not_made_one(country: str | None, text: str, code: str | None) -> None:
    assert region_code(country, text) == code


def test_a_region_and_a_department_are_of_two_levels_and_say_nothing_of_each_other() -> None:
    assert regions_differ("FR-75", "FR-13")
    assert not regions_differ("FR-75", "FR-IDF")
    assert not regions_differ("FR-75", None)


def test_a_place_is_read_from_what_a_row_gives() -> None:
    assert Locality.read(country="FR", town="01440 VIRIAT") == Locality("FR", "FR-01", "VIRIAT", "01440")
    assert Locality.read(country="us", region="Texas", town="Houston").slug == "us-tx.houston"
    assert Locality.read(country="FR", region="Grand Nord", town="Dax").slug == "fr-grand-nord.dax"
    assert Locality.read(country="FR", postcode="20000").region is None  # Corsica: two departments
    assert Locality.read(town="Dax").slug == "in.dax"
    assert Locality.read().slug == ""


@given(st.text(max_size=40))
def test_any_text_has_a_town_that_is_read_again_as_itself(text: str) -> None:
    town, _ = town_of(text)
    assert town_of(town)[0] == town or any(word.isdigit() or word == "cedex" for word in town.split()) or town[-1:].isdigit()
