"""No person enters: identifiers are recognised by their shape and refused, and never repeated in a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from maillon.graph import privacy
from maillon.graph.privacy import may_hold_a_number, personal_identifier, refuse_personal_identifier
from maillon.graph.records import Action
from maillon.wording import RefusedError


def nir_with_key(body: str) -> str:
    """The social security number of a body of 13 digits (invented), with its control key."""
    number = int(body.replace("2A", "19").replace("2B", "18"))
    return f"{body}{97 - number % 97:02d}"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("write to someone@example.org about it", "privacy.mail"),
        ("a.b+c@mail.example.co.uk", "privacy.mail"),
        (nir_with_key("1850275116001"), "privacy.nir"),
        ("2 85 02 75 116 001 " + nir_with_key("2850275116001")[-2:], "privacy.nir"),
        (nir_with_key("185022A116001"), "privacy.nir"),
        ("the number 1850275116001 without its key", "privacy.nir"),
        ("call 01 23 45 67 89", "privacy.phone"),
        ("call 0123456789", "privacy.phone"),
        ("call 01.23.45.67.89", "privacy.phone"),
        ("call +33 1 23 45 67 89", "privacy.phone"),
        ("call 0033123456789", "privacy.phone"),
        ("call (555) 123-4567", "privacy.phone"),
    ],
)
def test_what_identifies_a_person_is_refused_by_its_kind_and_not_repeated(text: str, key: str) -> None:
    found = personal_identifier(text)
    assert found is not None
    assert found.key == key
    with pytest.raises(RefusedError) as caught:
        refuse_personal_identifier(text)
    for lang in ("fr", "en"):
        said = caught.value.say(lang)
        assert found.say(lang) in said
        assert text not in said
        assert not any(word in said for word in text.split() if any(c.isdigit() for c in word) or "@" in word)


@pytest.mark.parametrize(
    "text",
    [
        "285 000 persons on 2025-11-28",
        "between 2024-01-22 and 2024-02-01, 33 000 000 people",
        "siren 508 346 673, siret 50834667300045",
        "finess 750712184, lei 969500QK4BFZ4YQFBZ15",
        "491 840 patients and 491 939 entries",
        "version 10.0.19045.3803",
        "an account @ the vendor",
        "192 700 000 then 190 000 000",
        "CVE-2023-34362",
    ],
)
def test_figures_dates_and_identifiers_of_organisations_pass(text: str) -> None:
    assert personal_identifier(text) is None
    assert refuse_personal_identifier(text) == text


@given(
    sex=st.sampled_from("12"),
    year=st.integers(0, 99),
    month=st.integers(1, 12),
    department=st.sampled_from(["01", "75", "2A", "2B", "99"]),
    place=st.integers(1, 989),
    order=st.integers(1, 999),
    spaced=st.booleans(),
)
def test_every_well_formed_social_security_number_is_recognised(
    sex: str, year: int, month: int, department: str, place: int, order: int, spaced: bool
) -> None:
    parts = [sex, f"{year:02d}", f"{month:02d}", department, f"{place:03d}", f"{order:03d}"]
    whole = nir_with_key("".join(parts))
    text = " ".join([*parts, whole[-2:]]) if spaced else whole
    found = personal_identifier(f"number {text}.")
    assert found is not None
    assert found.key in ("privacy.nir", "privacy.phone")


@pytest.mark.parametrize("own", ["7104ca3b-a94b-458a-83e0-0612345678ab", "8104ca3b-a94b-458a-83e0-000000000000", "(row-061234567890.whom)"])
def test_a_uuid_and_the_hash_of_a_row_are_no_telephone_number(own: str) -> None:
    assert personal_identifier(f"unnamed victim {own}") is None
    assert personal_identifier(f"{own} 06 12 34 56 78") is not None


@given(st.one_of(st.from_regex(privacy._NIR, fullmatch=True), st.from_regex(privacy._PHONE, fullmatch=True)), st.text())
def test_no_number_is_passed_over_by_the_quick_question_that_goes_before(number: str, around: str) -> None:
    assert may_hold_a_number(f"{around} {number} {around}")


@pytest.mark.parametrize("text", ["2016-05-17", "2016-05-17, 9", "../2016-05-17", "+2016-05"])
def test_a_day_alone_is_not_looked_into(text: str) -> None:
    assert not may_hold_a_number(text)


NIR = nir_with_key("1850275116001")


@pytest.mark.parametrize("text", [f"hacking.{NIR}", f"social.call 01 23 45 67 89 {NIR}"])
def test_an_action_holds_no_personal_identifier(text: str) -> None:
    with pytest.raises(ValidationError, match=r"social security|telephone"):
        Action(veris=text, evidence=["example"])


@pytest.mark.parametrize("locator", ["ann@example.org", f"row {NIR}", "call 01 23 45 67 89"])
def test_the_place_in_a_source_holds_no_personal_identifier(locator: str) -> None:
    with pytest.raises(ValidationError, match="never of persons"):
        Action(veris="hacking", evidence=[f"example#{locator}"])
    assert Action(veris="hacking", evidence=["example#p. 12, row 072c177859e6"]).evidence
