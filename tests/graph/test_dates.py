"""Partial dates: what a source gives, as the first and last day it can mean."""

from __future__ import annotations

import datetime as dt

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.graph import dates
from maillon.graph.dates import FIRST_YEAR, LAST_YEAR, parse_date
from maillon.wording import RefusedError


def day(text: str) -> dt.date | None:
    return None if text == "…" else dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-11-28", "2025-11-28", "2025-11-28"),
        ("2025-11", "2025-11-01", "2025-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2017~", "2016-01-01", "2018-12-31"),
        ("2025-12-08~", "2025-12-07", "2025-12-09"),
        ("2025-12~", "2025-11-01", "2026-01-31"),
        ("2025-12-08%", "2025-12-06", "2025-12-10"),
        ("~2024-01", "2023-12-01", "2024-02-29"),
        ("2020?", "2019-01-01", "2021-12-31"),
        ("2020%", "2018-01-01", "2022-12-31"),
        ("2024-22", "2024-06-01", "2024-08-31"),
        ("2024-22~", "2024-05-01", "2024-09-30"),
        ("2024-24", "2023-12-01", "2025-02-28"),
        ("2024-01-31/", "2024-01-31", "…"),
        ("/2024-01-31", "…", "2024-01-31"),
        ("2024~/2025", "2023-01-01", "2025-12-31"),
        ("2024-03-01T00:30+01:00", "2024-03-01", "2024-03-01"),
        ("2024-03-01T00:30:15Z/2024-03-02", "2024-03-01", "2024-03-02"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2024-01-22/2024-02-01", "2024-01-22", "2024-02-01"),
        ("2010/2012", "2010-01-01", "2012-12-31"),
        ("../2023-12-31", "…", "2023-12-31"),
        ("2024-01-01/..", "2024-01-01", "…"),
        ("../2012", "…", "2012-12-31"),
    ],
)
def test_a_date_means_every_day_that_its_source_leaves_open(text: str, first: str, last: str) -> None:
    found = parse_date(text)
    assert (found.text, found.first, found.last) == (text, day(first), day(last))


@given(st.integers(1, 9999), st.one_of(st.none(), st.integers(0, 13)), st.one_of(st.none(), st.integers(0, 32)), st.sampled_from("~?% "))
@settings(max_examples=25)
def test_a_plain_date_is_bounded_without_the_grammar_as_with_it(year: int, month: int | None, on: int | None, mark: str) -> None:
    text = f"{year:04d}" + "".join(f"-{part:02d}" for part in ((month, on) if month is not None else ()) if part is not None) + mark.strip()
    plain = dates._plain_bounds(text)
    try:
        parsed = parse_edtf(text)
    except EDTFParseException:
        assert plain is None
        return
    bounds = tuple(dt.date(*side[:3]) for side in (parsed.lower_strict(), parsed.upper_strict()))
    assert plain in (bounds, None)
    assert plain is not None or parsed.__class__.__name__.endswith("Season")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2025-13", "date.form"),
        ("2025-02-30", "date.no_day"),
        ("2025-02-30/2025-03-01", "date.no_day"),
        ("yesterday", "date.form"),
        ("28/11/2025", "date.form"),
        ("", "date.form"),
        ("../..", "date.endless"),
        ("/", "date.endless"),
        ("../", "date.endless"),
        ("2024-03-01T25:00", "date.no_day"),
        ("2024-03-01T10:00Z/2024-03-01T09:00Z", "date.reversed"),
        ("1066", "date.far"),
        ("20225-01-01", "date.form"),
        ("2999-01-01", "date.far"),
        ("2024-02-01/2024-01-22", "date.reversed"),
        ("2012/2010", "date.reversed"),
    ],
)
def test_an_impossible_date_is_refused_with_a_reason_in_both_languages(text: str, key: str) -> None:
    with pytest.raises(RefusedError) as caught:
        parse_date(text)
    message = caught.value.message
    assert message.key == key
    assert message.say("fr") != message.say("en") == str(caught.value)


@given(st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)))
def test_a_day_is_its_own_first_and_last_and_lies_in_its_month_and_year(drawn: dt.date) -> None:
    exact = parse_date(drawn.isoformat())
    month, year = parse_date(f"{drawn:%Y-%m}"), parse_date(f"{drawn:%Y}")
    assert exact.first == exact.last == drawn
    ends = [year.first, month.first, drawn, month.last, year.last]
    assert ends == sorted(end for end in ends if end)


@given(st.lists(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), min_size=2, max_size=2))
def test_an_interval_is_read_whole_or_refused_as_reversed(ends: list[dt.date]) -> None:
    begin, end = ends
    if begin <= end:
        found = parse_date(f"{begin}/{end}")
        assert (found.first, found.last) == (begin, end)
    else:
        with pytest.raises(RefusedError, match="before it begins"):
            parse_date(f"{begin}/{end}")


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_is_refused_and_nothing_else_happens(text: str) -> None:
    try:
        found = parse_date(text)
    except RefusedError:
        return
    assert found.first or found.last


def test_an_hour_keeps_its_zone_and_a_day_runs_from_one_midnight_to_the_next() -> None:
    hour = parse_date("2024-03-01T00:30+01:00")
    assert hour.begin == hour.end == dt.datetime(2024, 3, 1, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    day = parse_date("2024-03-01")
    assert (day.begin, day.end) == (dt.datetime(2024, 3, 1), dt.datetime(2024, 3, 2))
    opened = parse_date("../2024-03-01T10:00")
    assert (opened.begin, opened.end) == (None, dt.datetime(2024, 3, 1, 10, 0))


def test_what_an_approximate_date_says_without_its_doubt_is_kept() -> None:
    assert parse_date("2018~").stated == (dt.date(2018, 1, 1), dt.date(2018, 12, 31))
    assert (parse_date("2018~").approximate, parse_date("2018").approximate) == (True, False)
    assert parse_date("2018~/2020").approximate
