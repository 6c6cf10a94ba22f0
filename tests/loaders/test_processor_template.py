"""The empty list: what it asks for is what `load processors` reads, in both languages."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from maillon.loaders.inputs import Input
from maillon.loaders.processor_columns import recognise_columns
from maillon.loaders.processor_template import template_columns
from maillon.loaders.processor_words import fate_named, has_ended, persons_named, says_yes
from maillon.loaders.workbooks import open_table
from maillon.reports.list_template import list_template
from maillon.wording import LANGUAGES


# template ──(filled in)──▶ load processors: each header is the field that it was made for, and surely
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_header_of_the_empty_list_is_recognised_as_what_it_asks_for(lang: str) -> None:
    columns = template_columns(lang)
    table = open_table(Input("list.xlsx", list_template(columns, lang)), header_only=True)
    assert [(c.field, c.score, c.left_out) for c in recognise_columns(table, "iso", {})] == [(c.field, 100, False) for c in columns]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_word_that_may_be_chosen_is_understood(lang: str) -> None:
    choices = {column.field: column.choices for column in template_columns(lang)}
    assert [persons_named(word) for word in choices["persons"] if persons_named(word)[1]] == []
    assert [fate_named(word).done for word in choices["fate"]] == ["returned", "erased", "kept"]
    assert [has_ended(word) for word in choices["state"]] == [False, True]
    assert [says_yes(word) for word in choices["hds"]] == [True, False]
    assert {word.isdigit() for word in choices["rank"]} == {True}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_has_a_comment_for_each_column_and_is_the_same_each_time(lang: str) -> None:
    columns = template_columns(lang)
    made = list_template(columns, lang)
    assert made == list_template(columns, lang)
    with zipfile.ZipFile(BytesIO(made)) as book:
        comments = book.read("xl/comments1.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert comments.count("<comment ") == len(columns)
    assert sheet.count("<dataValidation ") == sum(bool(column.choices) for column in columns)
