"""Dates in cells: one reader, one stated order, and a file that contradicts it is read by none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.dates import parse_date
from maillon.loaders.cell_dates import Order, check_order, read_date, read_day, read_end
from maillon.loaders.problems import BadInputError
from maillon.wording import RefusedError


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [
        *(("13/03/21", "2021-03-13"), ("01.10.19", "2019-10-01"), ("1-2-2021", "2021-02-01"), ("12/05/69", "1969-05-12")),
        *(("03/2020", "2020-03"), ("mars 2020", "2020-03"), ("mars-21", "2021-03"), ("2020", "2020"), ("2020-03", "2020-03")),
        *(("1 octobre 2021", "2021-10-01"), ("1er août 2021", "2021-08-01"), ("01 NOV 2021", "2021-11-01"), ("17-Mar-21", "2021-03-17")),
        *(("March 17, 2021", "2021-03-17"), ("2021 Mar 17 12:00:00 AM", "2021-03-17"), ("Monday, March 3rd, 2025", "2025-03-03")),
        *(("lundi 3 mars 2025", "2025-03-03"), ("le 3 mars 2025", "2025-03-03"), ("depuis 2019", "2019"), ("vers 2019", "2019~")),
        *(("13/03/2021 0:00", "2021-03-13"), ("13/03/2021 10:30 PM EST", "2021-03-13"), ("2021-03-17T00:00:00.000", "2021-03-17")),
        *(("2021-03-17 23:30:00 UTC", "2021-03-17"), ("2021-03-17T10:30+01:00", "2021-03-17T10:30+01:00"), ("20210317", "2021-03-17")),
        *(("2024/04/01", "2024-04-01"), ("2024/03.18", "2024-03-18"), ("2024-3/8", "2024-03-08")),
        *(("44272", "2021-03-17"), ("44272.5", "2021-03-17"), ("T1 2020", "2020-01/2020-03"), ("Q3 2021", "2021-07/2021-09")),
        *(("2012~", "2012~"), ("2012-01-01/", "2012-01-01/"), ("../2023-12-31", "../2023-12-31"), ("2020-22", "2020-22")),
        *(("", None), ("NC", None), ("unknown", None), ("00/00/0000", None), ("à définir", None), ("-", None)),
    ],
)
def test_a_cell_is_read_day_first(cell: str, edtf: str | None) -> None:
    assert read_date(cell, "day-first", "since") == edtf


@pytest.mark.parametrize(
    ("cell", "order", "code"),
    [
        ("31/04/2021", "day-first", "cell.day"),
        ("13/13/2021", "day-first", "cell.day"),
        ("2021-13", "iso", "cell.day"),
        ("03/04/2021", "iso", "cell.order"),
        *((cell, "day-first", "cell.date") for cell in ("21-Mar", "Marseille 2013", "printemps", "12", "3/4", "1/2/3/4", "999999")),
    ],
)
def test_what_is_no_date_in_the_stated_order_is_refused_with_the_forms_that_are_read(cell: str, order: Order, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_date(cell, order, "since")
    assert refused.value.message.key == code


@pytest.mark.parametrize(
    "cell",
    ["9999-12-31", "31/12/9999", "2999-12-31", "31.12.2999", "en cours", "En cours.", "ongoing", "durée indéterminée", "present", ".."],
)
def test_an_end_that_says_that_there_is_none_has_no_day(cell: str) -> None:
    assert read_end(cell, "day-first", "until") is None


def test_a_far_end_is_not_taken_for_none() -> None:
    assert read_end("2199-12-31", "day-first", "until") == "2199-12-31"


@pytest.mark.parametrize("cell", ["2021-03", "2021", "T1 2020"])
def test_where_a_day_is_needed_a_month_is_refused(cell: str) -> None:
    with pytest.raises(RefusedError):
        read_day(cell, "day-first", "submitted")


FORMS = {  # how a day is written, and in which order it must then be read
    "{d:02d}/{m:02d}/{y}": "day-first",
    "{d}.{m}.{y}": "day-first",
    "{d:02d}-{m:02d}-{yy:02d}": "day-first",
    "{m:02d}/{d:02d}/{y} 12:00:00 AM": "month-first",
    "{m}/{d}/{yy:02d}": "month-first",
    "{y}-{m:02d}-{d:02d}": "iso",
    "{y}/{m}/{d}": "iso",
    "{d} {french} {y}": "iso",
    "{d} {short} {yy:02d}": "iso",
    "{english} {d}, {y}": "iso",
    "{y} {short} {d:02d} 11:59:59 PM": "iso",
}
FRENCH = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
ENGLISH = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


@given(st.dates(dt.date(1970, 1, 1), dt.date(2068, 12, 31)), st.sampled_from(sorted(FORMS)))
def test_a_day_in_any_form_is_read_as_that_day(day: dt.date, form: str) -> None:
    names = {"french": FRENCH[day.month - 1], "english": ENGLISH[day.month - 1], "short": ENGLISH[day.month - 1][:3]}
    cell = form.format(d=day.day, m=day.month, y=day.year, yy=day.year % 100, **names)
    order: Order = FORMS[form]  # type: ignore[assignment]
    assert read_day(cell, order, "since") == day


@given(st.text(alphabet="0123456789/-. T:marsAMaoutjuin~?,", max_size=25), st.sampled_from(["iso", "day-first", "month-first"]))
def test_any_text_is_a_date_or_refused(cell: str, order: Order) -> None:
    try:
        edtf = read_date(cell, order, "since")
    except RefusedError:
        return
    assert edtf is None or parse_date(edtf).text == edtf


def test_a_cell_that_only_the_other_order_can_read_contradicts_the_whole_file() -> None:
    rows = [(2, "03/04/2024"), (3, "13/04/2024")]
    check_order(rows, "day-first", "list.csv")
    with pytest.raises(BadInputError) as refused:
        check_order(rows, "month-first", "list.csv")
    assert [(p.line, p.code) for p in refused.value.problems] == [(3, "date.contradicted")]


def test_a_cell_that_was_read_in_one_order_is_read_anew_in_the_other() -> None:
    assert [read_date("03/04/2021", order, "day") for order in ("day-first", "month-first", "day-first")] == [
        *("2021-04-03", "2021-03-04", "2021-04-03"),
    ]
    for column in ("begin", "end"):
        with pytest.raises(RefusedError, match=column):
            read_date("31/02/2021", "day-first", column)
