"""The library of questions: every one keeps its contract and answers as expected on the shipped records."""

from __future__ import annotations

import datetime as dt
import inspect
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from neo4j import ManagedTransaction

from maillon.graph.model import ARROW_BY_TYPE, ARROWS, LABELS, NODES, arrow_properties
from maillon.graph.model import COMMON_NODE as COMMON
from maillon.graph.store import Store
from maillon.graph.store.cypher import literal
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.find import resolve
from maillon.queries.library import QueryUseError, Question, bind, library, question, run_question, search_questions
from maillon.queries.library.header import PARAMETER_TYPES, parse_question
from maillon.queries.library.walks import WALKS, answer_of
from maillon.shipped import shipped
from maillon.yaml_core import parse
from tests.expected import FOLDER, answer, as_text, examples

EVERY = [pytest.param(q, id=name) for name, q in library().items()]
CYPHER = [pytest.param(q, id=name) for name, q in library().items() if not q.walk]
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


@pytest.mark.parametrize("asked", CYPHER)
def test_a_question_names_only_what_the_model_has(asked: Question) -> None:
    bare = STRINGS.sub("''", asked.cypher)
    groups = re.findall(r"(?<=[\w(\[]):([A-Za-z_|]+)|(?<=\():([A-Za-z_|]+)", bare)
    names = {name for pair in groups for group in pair if group for name in group.split("|")}
    assert names <= LABELS | set(ARROW_BY_TYPE)
    assert names
    of_maps = set(re.findall(r"[{,]\s*(\w+): ", bare))
    used = set(re.findall(r"(?<!\w)[a-zA-Z]\w*\.(\w+)", bare)) - of_maps
    assert used <= PROPERTIES, used - PROPERTIES


@pytest.mark.parametrize("asked", CYPHER)
def test_a_question_only_reads(asked: Question) -> None:
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD|CALL(?! \{))\b", STRINGS.sub("", asked.cypher).upper())


@pytest.mark.parametrize("asked", EVERY)
def test_the_parameters_are_those_of_the_text_and_have_a_type_and_an_example(asked: Question) -> None:
    walked = set(inspect.signature(WALKS[asked.name]).parameters) - {"reader"} if asked.walk else set()
    assert {p.name for p in asked.parameters} == (walked if asked.walk else set(re.findall(r"\$(\w+)", asked.cypher)))
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
    reader = CypherReader(corpus)
    values = bind(reader, asked, given)
    rows = answer_of(asked.name, reader, values) if asked.walk else corpus.read(asked.cypher, **values)
    for row in rows[:1]:
        assert set(row) == set(asked.columns)


def test_an_engine_has_no_remark_on_what_the_questions_ask_of_it(corpus: Store) -> None:
    """A server remarks on properties and labels that it does not know, on what is deprecated and on what is slow."""
    asked: dict[str, Mapping[str, Any]] = {}
    reader = CypherReader(corpus, asked.__setitem__)
    for each in library().values():
        run_question(reader, each, bind(reader, each, {p.name: str(p.example) for p in each.parameters}))
        run_question(reader, each, bind(reader, each, examples(each)))

    def remarks(tx: ManagedTransaction) -> list[tuple[str, str]]:
        said = [(text, tx.run(literal(text), dict(values)).consume().gql_status_objects) for text, values in asked.items()]
        return [(text, note.status_description) for text, notes in said for note in notes if note.is_notification]

    assert len(asked) > len(library())
    assert corpus.connection.read(remarks) == []


def test_what_the_walk_answers_is_what_says_so_and_has_no_cypher_of_its_own() -> None:
    assert {q.name for q in library().values() if q.walk} == set(WALKS)
    assert all(line.startswith("//") for name in WALKS for line in library()[name].cypher.splitlines())


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
        ("quels prestataires derrière plusieurs mutuelles", "shared-suppliers"),
        ("adhérents fuite prévenus", "members-on-breached-platforms"),
        ("which vendors of hospitals", "suppliers-behind-care"),
        ("panne", "outages"),
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
    with pytest.raises(QueryUseError, match="at_least takes a whole number, not 'two'"):
        bind(CypherReader(corpus), question("shared-suppliers"), {"at_least": "two"})
    with pytest.raises(QueryUseError, match="since takes a day"):
        bind(CypherReader(corpus), question("timeline"), {"since": "2025"})


def test_an_unknown_question_names_the_closest() -> None:
    with pytest.raises(QueryUseError, match="closest: clients-of"):
        question("clients-off")


@pytest.mark.parametrize("text", ["MATCH (n) RETURN n", "// ---\n// topic: x\n// ---\nMATCH (n) RETURN n"])
def test_a_question_without_a_whole_header_is_refused(text: str) -> None:
    with pytest.raises(QueryUseError, match="broken: the header"):
        parse_question(text, "broken")


HEADER = """// A remark before the header.
// ---
// topic: notification
// title: {fr: Qui, en: Who}
// description:
//   fr: Qui a prévenu.
//   en: Who told.
// parameters:
//   - {name: since, type: date, meaning: {fr: depuis, en: since}, example: 2025-01-01, default: null}
//   - {name: least, type: integer, meaning: {fr: au moins, en: at least}, example: 2, default: 3}
//   - {name: told, type: boolean, meaning: {fr: prévenu, en: told}, example: true}
//   - {name: who, type: node, labels: [Organisation], meaning: {fr: qui, en: who}, example: org:a}
// columns:
//   told_on: {fr: le, en: on}
//   yes: {fr: oui, en: yes}
// ---
MATCH (n) RETURN n.on AS told_on, $since, $least, $told, $who
"""


def test_a_header_is_read_with_the_types_that_its_author_sees() -> None:
    asked = parse_question(HEADER, "asked")
    assert asked.columns == {"told_on": {"fr": "le", "en": "on"}, "yes": {"fr": "oui", "en": "yes"}}
    assert [p.example for p in asked.parameters] == [dt.date(2025, 1, 1), 2, True, "org:a"]
    assert [(p.required, p.default) for p in asked.parameters] == [(False, None), (False, 3), (True, None), (True, None)]
    assert asked.parameters[3].labels == ("Organisation",)
    assert asked.cypher.startswith("MATCH (n)")


@pytest.mark.parametrize(
    ("line", "written", "says"),
    [
        (3, "topic: 7", "asked.cypher:3: topic is '7', where a text"),
        (3, "topic:", "topic is 'null', where a text"),
        (4, "title: {fr: Qui}", "the header lacks title.en"),
        (4, "title: {fr: Qui, en: true}", "asked.cypher:4: title.en is 'true', where a text, in quotes"),
        (4, "title: {fr: Qui, en: Who, de: Wer}", "asked.cypher:4: nothing reads title.de; allowed here: fr, en"),
        (4, "title: Who", "title is 'Who', where a group of fields"),
        (4, "heading: {fr: Qui, en: Who}", "asked.cypher:4: nothing reads heading; allowed here: topic, title"),
        (4, "topic: twice", "asked.cypher:4: the header is not plain YAML ('topic' stands twice in it)"),
        (4, "title: &a {fr: Qui, en: Who}", "asked.cypher:4: the header is not plain YAML (an anchor or an alias)"),
        (4, "title: {fr: Qui, en: Who: what}", "asked.cypher:4: the header is not plain YAML (a comma or a closing brace is missing)"),
        (9, "  - {name: x, type: day, meaning: {fr: f, en: e}, example: 2025-01-01}", "parameters[0].type is 'day'; allowed: node"),
        (9, "  - {name: x, type: date, meaning: {fr: f, en: e}, example: 2025}", "parameters[0].example is '2025', where a text"),
        (9, "  - {name: x, type: date, meaning: {fr: f, en: e}, example: 2025-13-01}", "where a day (YYYY-MM-DD)"),
        (9, "  - {name: x, type: integer, meaning: {fr: f, en: e}, example: two}", "where a whole number"),
        (9, "  - {name: x, type: integer, meaning: {fr: f, en: e}, example: true}", "where a whole number"),
        (9, "  - {name: x, type: boolean, meaning: {fr: f, en: e}, example: yes}", "where true or false"),
        (9, "  - {name: x, type: node, meaning: {fr: f, en: e}, example: a, labels: Insurer}", "labels is 'Insurer', where a list"),
        (
            9,
            "  - {name: x, type: node, meaning: {fr: f, en: e}, example: a, labels: [Firm]}",
            "labels[0] is 'Firm'; allowed: Organisation",
        ),
        (9, "  - {name: x, type: date, meaning: {fr: f, en: e}, example: null}", "asked.cypher:9: parameters[0].example is 'null'"),
        (
            9,
            "  - {name: x, type: date, meaning: {fr: f, en: e}, example: 2025-01-01, optional: true}",
            "nothing reads parameters[0].optional",
        ),
        (14, "  told_on: le", "asked.cypher:14: columns.told_on is 'le', where a group of fields"),
    ],
)
def test_a_wrong_header_is_told_at_its_line_in_both_languages(line: int, written: str, says: str) -> None:
    lines = HEADER.splitlines()
    lines[line - 1] = f"// {written}"
    with pytest.raises(QueryUseError) as caught:
        parse_question("\n".join(lines), "asked")
    assert says in str(caught.value)
    assert caught.value.say("fr") != str(caught.value)


@pytest.mark.parametrize("asked_file", sorted(shipped("queries", "library").glob("*.cypher")), ids=lambda path: path.stem)
def test_no_header_leaves_a_word_to_the_reader_of_another_yaml(asked_file: Path) -> None:
    """A header means the same to whoever reads it as YAML 1.1, where `on` and `no` are true and false; days are days in both."""
    lines = asked_file.read_text("utf-8").splitlines()
    marks = [i for i, line in enumerate(lines) if line == "// ---"]
    text = "\n".join(line.removeprefix("//").removeprefix(" ") for line in lines[marks[0] + 1 : marks[1]])
    assert json.loads(json.dumps(yaml.safe_load(text), default=str)) == parse(text).data


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


NUMBERS = {"3": ("trois", "three"), "4": ("quatre", "four"), "6": ("six", "six")}


@pytest.mark.parametrize("asked", [q for q in library().values() if "*" in q.cypher], ids=lambda q: q.name)
def test_a_question_that_goes_only_so_far_says_how_far(asked: Question) -> None:
    for most in re.findall(r"\*\d+\.\.(\d+)", asked.cypher):
        french, english = NUMBERS[most]
        assert f"{french} maillons" in asked.description["fr"]
        assert f"{english} links" in asked.description["en"]
