"""The pages about the shipped records keep in step with them: answers that are shown, the table of incidents, quotations."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import incidents
from maillon.queries.library import library
from maillon.reports.corpus import STALE, stale
from tests.support.corpus_page import PAGES, PICTURES, page, picture
from tests.support.pages import shown
from tests.support.places import ROOT
from tests.support.quotations import quoted, runs

ASKED = (ROOT / "docs" / "ask-the-graph.md").read_text("utf-8")


def test_the_page_asks_ten_questions_each_with_a_command_and_its_cypher() -> None:
    asked = re.split(r"^## (?=\d+\. )", ASKED, flags=re.MULTILINE)[1:]
    assert len(asked) == 10
    for section in asked:
        assert {a.kind for a in shown(section)} == {"console", "cypher"}, section.splitlines()[0]


def test_cypher_that_the_page_calls_a_question_of_the_library_is_that_question() -> None:
    for name in re.findall(r"maillon query run ([a-z-]+)", ASKED):
        assert library()[name].walk or library()[name].cypher in ASKED


def test_the_table_of_incidents_is_that_of_the_records(corpus: Store) -> None:
    for lang, written in PAGES.items():
        assert written.read_text("utf-8") == page(corpus, lang), "python -m tests.support.corpus_page STORE"


def test_the_picture_of_the_readme_is_drawn_from_the_records(corpus: Store) -> None:
    for lang, written in PICTURES.items():
        assert written.read_text("utf-8") == picture(corpus, lang), "python -m tests.support.corpus_page STORE"


def test_runs_of_words_are_found_across_punctuation_and_only_inside_quotation_marks() -> None:
    note = 'said: "One, two three-four five; six seven eight nine." and not this one two three four five six'
    assert set(runs("… one two three four five six seven eight …")) <= quoted(note)
    assert not set(runs("and not this one two three four five six")) & quoted(note)
    assert not quoted('- [S1] Publisher | "one two three four five six seven eight"')


#  looked at: never | on the newest day | 181 days before | 180 days before
def test_what_nobody_looked_at_for_half_a_year_before_the_newest_search_is_due(corpus: Store) -> None:
    reader = CypherReader(corpus)
    some = incidents(reader, reader.ids("Incident"))[:4]
    newest = dt.date(2026, 11, 29)
    days = [None, newest, newest - STALE - dt.timedelta(days=1), newest - STALE]
    told = [replace(a, incident=replace(a.incident, properties={"looked_on": day})) for a, day in zip(some, days, strict=True)]
    assert stale(told) == [told[0], told[2]]
    assert stale(told[:1]) == told[:1]
