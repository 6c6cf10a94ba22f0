"""Days as people say them: whatever a source may write becomes words, with what its language puts before it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.reports.spoken_days import SpokenDay, day_text, spoken


@pytest.mark.parametrize(
    ("edtf", "bare", "on", "since", "until"),
    [
        ("2018", "2018", "en 2018", "depuis 2018", "jusqu'en 2018"),
        ("2018~", "vers 2018", "vers 2018", "commencée vers 2018", "terminée vers 2018"),
        ("2025-11", "nov. 2025", "en nov. 2025", "depuis nov. 2025", "jusqu'en nov. 2025"),
        ("2025-12-01", "1er déc. 2025", "le 1er déc. 2025", "depuis le 1er déc. 2025", "jusqu'au 1er déc. 2025"),
        ("2025-11-28?", "28 nov. 2025 (incertain)", "le 28 nov. 2025 (incertain)", "depuis le 28 nov. 2025 (incertain)", None),
        ("2016/2023", "de 2016 à 2023", "de 2016 à 2023", "commencée entre 2016 et 2023", "terminée entre 2016 et 2023"),
        ("../2023-12-31", "au plus tard le 31 déc. 2023", "au plus tard le 31 déc. 2023", None, "terminée au plus tard le 31 déc. 2023"),
        ("2024-01-31/", "à partir du 31 janv. 2024", "à partir du 31 janv. 2024", None, None),
        ("2024-01-22/2024-02-01", "du 22 janv. 2024 au 1er févr. 2024", "du 22 janv. 2024 au 1er févr. 2024", None, None),
        ("2025-11-20T09:30+01:00", "20 nov. 2025 à 09:30 (UTC+01:00)", "le 20 nov. 2025 à 09:30 (UTC+01:00)", None, None),
        ("2025-11-20T09:30:05+00:00", "20 nov. 2025 à 09:30 (UTC)", "le 20 nov. 2025 à 09:30 (UTC)", None, None),
        ("2024-21", "printemps 2024", None, None, None),
    ],
)
def test_a_date_is_said_in_french_with_its_preposition(edtf: str, bare: str, on: str, since: str | None, until: str | None) -> None:
    wanted = {"": bare, "on": on, "since": since, "until": until}
    assert {need: SpokenDay(edtf).inflected(need, "fr") for need, text in wanted.items() if text} == {n: t for n, t in wanted.items() if t}


def test_a_date_is_said_in_english_and_days_stay_as_iso_8601() -> None:
    told = {edtf: SpokenDay(edtf).inflected("on", "en") for edtf in ("2018~", "2018", "2025-11-28", "../2023-12-31", "2016/2023")}
    assert list(told.values()) == ["about 2018", "in 2018", "on 2025-11-28", "by 2023-12-31", "2016 to 2023"]


def test_what_is_no_date_stays_as_it_is_and_what_is_not_known_is_a_question_mark() -> None:
    assert [day_text(text, "fr") for text in ("bientôt", "2025-13-01", "", None)] == ["bientôt", "2025-13-01", "", ""]
    assert spoken(None).inflected("since", "fr") == "?"


@given(st.dates(dt.date(1800, 1, 1), dt.date(2200, 1, 1)), st.sampled_from(["", "on", "since", "until"]))
def test_every_day_is_said_with_its_year_and_without_a_code(day: dt.date, need: str) -> None:
    text = spoken(day).inflected(need, "fr")
    assert str(day.year) in text
    assert day.isoformat() not in text
