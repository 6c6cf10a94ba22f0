"""The library of questions: every one keeps its contract and answers as expected on the shipped records."""

from __future__ import annotations

import json
import re

import pytest

from maillon.graph.model import ARROW_BY_TYPE, ARROWS, LABELS, NODES, arrow_properties
from maillon.graph.model import COMMON_NODE as COMMON
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.find import resolve
from maillon.queries.library import (
    PARAMETER_TYPES,
    QueryUseError,
    Question,
    bind,
    library,
    parse_question,
    question,
    run_question,
    search_questions,
)
from tests.expected import FOLDER, answer, as_text

EVERY = [pytest.param(q, id=name) for name, q in library().items()]
PROPERTIES = (
    {p.name for p in COMMON} | {p.name for n in NODES for p in n.properties} | {p.name for a in ARROWS for p in arrow_properties(a)}
)
STRINGS = re.compile(r"'[^']*'")


def test_there_are_at_least_thirty_questions_on_many_topics() -> None:
    assert len(library()) >= 30
    assert len({q.topic for q in library().values()}) >= 10


@pytest.mark.parametrize("asked", EVERY)
def test_a_question_speaks_french_and_english(asked: Question) -> None:
    texts = [asked.title, asked.description, *asked.columns.values(), *(p.meaning for p in asked.parameters)]
    assert all(set(text) == {"fr", "en"} and text["fr"] and text["en"] for text in texts)
    assert asked.description["fr"] != asked.description["en"]


@pytest.mark.parametrize("asked", EVERY)
def test_a_question_names_only_what_the_model_has(asked: Question) -> None:
    bare = STRINGS.sub("''", asked.cypher)
    groups = re.findall(r"(?<=[\w(\[]):([A-Za-z_|]+)|(?<=\():([A-Za-z_|]+)", bare)
    names = {name for pair in groups for group in pair if group for name in group.split("|")}
    assert names <= LABELS | set(ARROW_BY_TYPE)
    assert names
    used = set(re.findall(r"(?<!\w)[a-zA-Z]\w*\.(\w+)", bare)) - {"claim"}
    assert used <= PROPERTIES, used - PROPERTIES


@pytest.mark.parametrize("asked", EVERY)
def test_a_question_only_reads(asked: Question) -> None:
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD|CALL(?! \{))\b", STRINGS.sub("", asked.cypher).upper())


@pytest.mark.parametrize("asked", EVERY)
def test_the_parameters_are_those_of_the_text_and_have_a_type_and_an_example(asked: Question) -> None:
    assert {p.name for p in asked.parameters} == set(re.findall(r"\$(\w+)", asked.cypher))
    assert all(p.type in PARAMETER_TYPES and p.example is not None for p in asked.parameters)


@pytest.mark.parametrize("asked", EVERY)
def test_the_answer_on_the_shipped_records_is_the_expected_one(corpus: Store, asked: Question) -> None:
    expected = (FOLDER / f"{asked.name}.json").read_text("utf-8")
    assert answer(corpus, asked) == json.loads(expected)["rows"]
    assert answer(corpus, asked), "an example that answers nothing shows nothing"


@pytest.mark.parametrize("asked", EVERY)
def test_every_example_runs_also_those_of_parameters_that_may_be_left_out(corpus: Store, asked: Question) -> None:
    for parameter in asked.parameters:
        if parameter.type == "node":
            assert resolve(CypherReader(corpus), str(parameter.example), labels=parameter.labels or None).id == parameter.example
    given = {p.name: str(p.example) for p in asked.parameters}
    assert run_question(CypherReader(corpus), asked, bind(CypherReader(corpus), asked, given)).columns == tuple(asked.columns)


@pytest.mark.parametrize("asked", EVERY)
def test_the_columns_are_those_that_come_back(corpus: Store, asked: Question) -> None:
    given = {p.name: str(p.example) for p in asked.parameters}
    for row in corpus.read(asked.cypher, **bind(CypherReader(corpus), asked, given))[:1]:
        assert list(row) == list(asked.columns)


def test_no_expected_file_is_left_of_a_question_that_is_gone() -> None:
    assert {p.stem for p in FOLDER.glob("*.json")} == set(library())


def test_the_text_of_an_expected_file_is_what_it_is_read_as() -> None:
    asked = question("claimed-by")
    assert json.loads(as_text(asked, [["a", None, 1]]))["rows"] == [["a", None, 1]]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("qui a prévenu qui", "who-told-whom"),
        ("clients fournisseur", "clients-of"),
        ("not exposed", "data-not-exposed"),
        ("fournisseur quitté", "exposed-after-leaving"),
        ("contested", "what-is-contested"),
        ("hebergeur", "hosted-where"),
        ("several insurers", "shared-suppliers"),
    ],
)
def test_a_question_is_found_by_the_words_of_a_person(words: str, name: str) -> None:
    assert name in [q.name for q in search_questions(words)][:5]


def test_a_missing_unknown_or_wrong_parameter_is_told_with_an_example(corpus: Store) -> None:
    asked = question("clients-of")
    with pytest.raises(QueryUseError, match=r"needs supplier.*for example: -p supplier=org:viamedis"):
        bind(CypherReader(corpus), asked, {})
    with pytest.raises(QueryUseError, match="no parameter 'vendor'; allowed: supplier"):
        bind(CypherReader(corpus), asked, {"vendor": "x"})
    with pytest.raises(QueryUseError, match="at_least is a integer, not 'two'"):
        bind(CypherReader(corpus), question("shared-suppliers"), {"at_least": "two"})
    with pytest.raises(QueryUseError, match="since is a date"):
        bind(CypherReader(corpus), question("timeline"), {"since": "2025"})


def test_an_unknown_question_names_the_closest() -> None:
    with pytest.raises(QueryUseError, match="closest: clients-of"):
        question("clients-off")


@pytest.mark.parametrize("text", ["MATCH (n) RETURN n", "// ---\n// topic: x\n// ---\nMATCH (n) RETURN n"])
def test_a_question_without_a_whole_header_is_refused(text: str) -> None:
    with pytest.raises(QueryUseError, match="broken: the header"):
        parse_question(text, "broken")


def test_what_is_contested_finds_the_same_figures_and_answers_as_the_incident(corpus: Store) -> None:
    from maillon.queries.incident import incident

    asked = question("what-is-contested")
    rows = run_question(CypherReader(corpus), asked, bind(CypherReader(corpus), asked, {})).rows
    by_query = {(row[0], row[1], row[2] or "", tuple(row[3])) for row in rows}
    by_answer = set()
    for row in corpus.read("MATCH (i:Incident) RETURN i.id AS id"):
        for found in incident(CypherReader(corpus), row["id"]).conflicts:
            if found.unit or found.claims[0].answer:
                by_answer.add((row["id"], found.field, found.unit or "", found.claims[0].scope))
    assert by_query == by_answer
