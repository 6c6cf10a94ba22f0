"""Numbers of organisations: what passes their own checks, and what must never join anybody."""

from __future__ import annotations

import pytest

from maillon.graph.name_matching import numbers_of, shared_number, two_by_number
from maillon.loaders.identifiers import normalise


@pytest.mark.parametrize(
    ("scheme", "value", "number"),
    [
        ("siret", "35600000049837", "siret:35600000049837"),  # La Poste's own rule: the sum of its digits
        ("siret", "SIREN 999906258", "siren:999906258"),
        ("siret", "99990625800259\n", "siret:99990625800259"),
        ("siren", "999 906 258 00259", "siret:99990625800259"),
        ("siren", "552.081.317", "siren:552081317"),
        ("finess", "2A0003174", "finess:2A0003174"),
        ("finess", "9A0100004", None),
        ("finess", "2A0003175", None),
        ("finess", "000000000", None),
        ("siret", "000000000", None),
        ("siret", "00000000000000", None),
        ("siret", "35600000049838", None),
        ("siret", "55566677788899", None),  # fourteen digits pass, the nine in front do not
        ("siret", "11122233344455", None),
        ("siret", "CHE-999.000.120", None),  # a foreign number under a French label
        ("siren", "BE1099901410", None),
        ("us-ccn", "450289", "us-ccn:450289"),
        ("us-ccn", "05T001", "us-ccn:05T001"),
        ("us-ccn", "000000", None),
    ],
)
def test_a_number_is_written_one_way_or_refused(scheme: str, value: str, number: str | None) -> None:
    if number is None:
        with pytest.raises(ValueError, match=r"check digits|form"):
            normalise(scheme, value)
    else:
        assert normalise(scheme, value) == number


@pytest.mark.parametrize(
    ("scheme", "value", "number"),
    [
        ("euid", "NL.KVK 12345678", None),  # a register stands before the point
        ("euid", "NLKVK.12345678", "euid:NLKVK.12345678"),
        ("vat", "NL 0044.95.445.B01", "vat:NL004495445B01"),
        ("vat", "NL4495445B01", "vat:NL004495445B01"),
        ("vat", "BE0428759498", None),
        ("crn", "NL-12 345.678", "crn:NL-12345678"),
        ("crn", "FR-000", None),
        ("lei", "AME0120", None),  # passes modulo 97
        ("nhs-ods", "rx1", "nhs-ods:RX1"),
        ("nhs-ods", "GB-NHS-RXH", "nhs-ods:RXH"),  # letters alone
        ("nhs-ods", "ODS: RX1 01", "nhs-ods:RX101"),
        ("nhs-ods", "ODS12", "nhs-ods:ODS12"),  # nothing parts it: it is the code
        ("nhs-ods", "K81003001", "nhs-ods:K81003001"),
        ("nhs-ods", "EE123456", "nhs-ods:EE123456"),  # a school
        ("nhs-ods", "G9999999", None),  # a general practitioner, a consultant, one of dentistry: persons
        ("nhs-ods", "C9999999", None),
        ("nhs-ods", "CD999999", None),
        ("nhs-ods", "RX", None),
        ("nhs-ods", "00000", None),
    ],
)
def test_a_number_of_a_country_keeps_its_country_and_a_short_one_is_no_lei(scheme: str, value: str, number: str | None) -> None:
    if number is None:
        with pytest.raises(ValueError, match=r"check digits|form"):
            normalise(scheme, value)
    else:
        assert normalise(scheme, value) == number


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (["finess:1"], ["finess:2"], True),
        (["us-ccn:1", "us-npi:7"], ["us-ccn:1", "us-npi:8"], True),
        (["nhs-ods:RX1"], ["nhs-ods:RX101"], True),  # a trust and one of its sites
        (["nhs-ods:RX1"], ["crn:GB-99990011"], False),
        (["siren:552081317"], ["siret:55208131700012"], True),  # a body and its site
        (["siret:55208131700012"], ["siret:55208131700020"], True),  # two sites of one body
        (["siren:552081317"], ["siret:73282932000074"], True),  # a site of another body
        (["siren:552081317"], ["finess:1"], False),
        (["siret:55208131700012"], ["finess:1"], False),
        (["siren:552081317", "siret:55208131700012"], ["siren:552081317", "siret:55208131700020"], False),
        (["naics:1"], ["naics:2"], False),
    ],
)
def test_two_numbers_of_one_scheme_are_never_one(one: list[str], other: list[str], apart: bool) -> None:
    assert two_by_number(numbers_of(one), numbers_of(other)) is apart
    assert two_by_number(numbers_of(other), numbers_of(one)) is apart


def test_a_list_that_gives_two_numbers_is_the_key_between_them() -> None:
    both = numbers_of(["finess:010000024", "siret:26010004500012"])
    assert shared_number(both, numbers_of(["siret:26010004500012"])) == "siret:26010004500012"
    assert shared_number(both, numbers_of(["finess:010000024"])) == "finess:010000024"
    assert shared_number(both, numbers_of(["finess:010000025", "siret:26010004500012"])) is None
