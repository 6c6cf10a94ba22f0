"""The record format: every mistake is named at its line, with what is allowed, in French and English, and told once."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from maillon.graph.model import ARROW_BY_VERB, ORGANISATION_ROLES
from maillon.graph.records import DOCUMENT, RECORD_KINDS, IncidentRecord, Relation, Source, json_schema, record_id
from maillon.loaders.explaining import fields_at, form
from maillon.loaders.problems import Problem
from maillon.loaders.records import RecordSet, check_documents, read_records
from maillon.loaders.references import references
from maillon.loaders.yaml_reader import read_yaml_text
from tests.support.places import CORPUS

REGISTRY = """\
kind: organisations
entries:
  - {id: org:a, name: A, evidence: [s]}
  - {id: org:b, name: B, evidence: [s]}
"""
SOURCES = "kind: sources\nentries:\n  - {id: s, publisher: S}\n"
INCIDENT = """\
kind: incident
id: x
title: {fr: x, en: x}
evidence: [s]
"""


def checked(*texts: str) -> RecordSet:
    return check_documents([partial(read_yaml_text, text, f"{index}.yaml") for index, text in enumerate(texts)])


def problems(text: str) -> list[Problem]:
    """What is wrong with the first file of a set that is otherwise right."""
    found = checked(text, REGISTRY, SOURCES).problems
    assert all(p.file == "0.yaml" for p in found)
    return found


def only(text: str) -> Problem:
    (found,) = problems(text)
    return found


def test_a_whole_small_set_is_read_without_a_problem() -> None:
    found = checked(INCIDENT + "relations:\n  - {who: org:a, delegates_to: org:b, since: 2020, evidence: [s#p2]}\n", REGISTRY, SOURCES)
    assert found.problems == []
    assert sorted(found.records) == ["incident:x", "org:a", "org:b", "source:s"]
    assert found.files == 3


@pytest.mark.parametrize(
    ("lines", "line", "field", "key", "says"),
    [
        ("efects: [integrity]", 5, "efects", "field.unknown", "did you mean 'effects'"),
        ("relations:\n  - {who: org:a, uses: org:b, evidence: [s]}", 6, "relations[0].uses", "field.form", "product:abc-def"),
        ("relations:\n  - {who: org:a, delegates_to: org:b}", 6, "relations[0].evidence", "field.no_evidence", "where it was read"),
        ("relations:\n  - {who: org:a, delegates_to: org:b, evidence: []}", 6, "relations[0].evidence", "field.empty", "at least one"),
        ("relations:\n  - {who: org:a, evidence: [s]}", 6, "relations[0]", "relation.verbs", "exactly one verb, here: none"),
        (
            "relations:\n  - {who: org:a, delegates_to: org:b, member_of: org:b, evidence: [s]}",
            6,
            "relations[0]",
            "relation.verbs",
            "here: delegates_to, member_of",
        ),
        (
            "relations:\n  - {who: org:a, insured_by: org:b, evidence: [s]}",
            6,
            "relations[0]",
            "relation.ends",
            "allowed: Population insured_by Organisation",
        ),
        ("relations:\n  - {who: org:a, delegates_to: org:a, evidence: [s]}", 6, "relations[0]", "relation.itself", "both sides"),
        (
            "relations:\n  - {who: org:a, delegates_to: org:b, share: 0.5, evidence: [s]}",
            6,
            "relations[0]",
            "relation.qualifier",
            "'share' has no place on 'delegates_to'; allowed there: contract, critical, data",
        ),
        (
            "relations:\n  - {who: org:a, delegates_to: org:b, since: 2024, until: 2023, evidence: [s]}",
            6,
            "relations[0]",
            "relation.reversed",
            "until (2023) lies before since (2024)",
        ),
        (
            "relations:\n  - {who: org:a, delegates_to: org:b, since: 2024-02-30, evidence: [s]}",
            6,
            "relations[0].since",
            "date.no_day",
            "not a day of the calendar",
        ),
        (
            "relations:\n  - {who: org:a, delegates_to: org:aa, evidence: [s]}",
            6,
            "relations[0].delegates_to",
            "reference.unknown",
            "nobody declares 'org:aa'; closest: org:a",
        ),
        (
            "relations:\n  - {who: org:a, delegates_to: org:zebra-hosting, evidence: [s]}",
            6,
            "relations[0].delegates_to",
            "reference.unknown",
            "declare it in a registry (an entry with `id: org:zebra-hosting`)",
        ),
        (
            "relations:\n  - {who: org:a, delegates_to: org:b, evidence: [the-times]}",
            6,
            "relations[0].evidence[0]",
            "reference.unknown",
            "an entry with `id: the-times`",
        ),
        (
            "data:\n  - {category: health, outcome: exposed, evidence: [s]}",
            6,
            "data[0].category",
            "reference.unknown",
            "closest: health-data",
        ),
        ("data:\n  - {category: health-data, outcome: leaked, evidence: [s]}", 6, "data[0].outcome", "field.value", "exposed, possible"),
        ("claims:\n  - {field: cost, low: -1, unit: persons, evidence: [s]}", 6, "claims[0].low", "field.low", "at least 0"),
        ("claims:\n  - {field: cost, low: 9, high: 3, unit: persons, evidence: [s]}", 6, "claims[0]", "figure.reversed", "low (9)"),
        ("claims:\n  - {field: cost, low: 20000000000, unit: persons, evidence: [s]}", 6, "claims[0]", "figure.impossible", "at most"),
        ("claims:\n  - {field: cost, low: about 300, unit: persons, evidence: [s]}", 6, "claims[0].low", "field.no_integer", "285000"),
        ("claims:\n  - {field: cost, low: 5, evidence: [s]}", 6, "claims[0]", "figure.unit", "a figure needs a unit"),
        (
            "claims:\n  - {field: cause, answer: 'no', approximate: true, evidence: [s]}",
            6,
            "claims[0]",
            "figure.rounded",
            "leave approximate out",
        ),
        (
            "affected:\n  - {party: org:a, outcome: observed, approximate: true, evidence: [s]}",
            6,
            "affected[0]",
            "figure.rounded",
            "give low, high",
        ),
        (
            "claims:\n  - {field: person-concerned, low: 5, unit: persons, evidence: [s]}",
            6,
            "claims[0].field",
            "claim.field_close",
            "closest: persons-concerned",
        ),
        ("claims:\n  - {field: xyzzy, low: 5, unit: persons, evidence: [s]}", 6, "claims[0].field", "claim.field", "under 'context'"),
        ("context:\n  - {text: {}, evidence: [s]}", 6, "context[0].text", "text.none", "in both"),
        ("claims:\n  - {field: cause, evidence: [s]}", 6, "claims[0]", "claim.empty", "a claim says something"),
        (
            "claims:\n  - {field: cost, low: 5, unit: persons, answer: yes, evidence: [s]}",
            6,
            "claims[0]",
            "claim.both",
            "write two claims",
        ),
        (
            "claims:\n  - {field: cause, text: {fr: 'a@example.org', en: x}, evidence: [s]}",
            6,
            "claims[0].text.fr",
            "privacy.found",
            "an e-mail address",
        ),
        ("claims: many", 5, "claims", "field.no_list", "write [a, b]"),
        ("claims: [many]", 5, "claims[0]", "field.no_mapping", "allowed here: status, by"),
        ("notified:\n  - {from: org:a, to: org:b, happened: maybe, evidence: [s]}", 6, "notified[0].happened", "field.no_boolean", "true"),
        ("actions:\n  - {veris: magic, evidence: [s]}", 6, "actions[0].veris", "field.form", "social.phishing"),
        ("open:\n  - {fr: '', en: x}", 6, "open[0].fr", "field.short", "empty"),
        ("aliases: [" + "x" * 2001 + "]", 5, "aliases[0]", "field.long", "2000"),
    ],
)
def test_a_mistake_is_named_once_at_its_line_with_what_is_allowed(lines: str, line: int, field: str, key: str, says: str) -> None:
    problem = only(INCIDENT + lines + "\n")
    assert (problem.line, problem.record, problem.field, problem.code) == (
        line,
        "x" if "reference" not in key else "incident:x",
        field,
        key,
    )
    assert says in problem.why("en")
    assert problem.why("fr") != problem.why("en")
    assert str(problem) == problem.say("en")


@pytest.mark.parametrize(
    ("entry", "field", "key", "says"),
    [
        ("size: {low: 5}", "size.evidence", "field.no_evidence", "where it was read"),
        ("size: {evidence: [s]}", "size", "figure.none", "write 'unknown' instead"),
        ("size: {low: 7, high: 5, evidence: [s]}", "size", "figure.reversed", "low (7) is above high (5)"),
        ("size: 5", "size", "field.no_mapping", "or write unknown"),
        ("size: many", "size", "field.no_mapping", "or write unknown"),
        ("within: org:a", "within", "field.form", "population:abc-def"),
    ],
)
def test_a_size_may_be_unknown_and_anything_else_is_one_mistake(entry: str, field: str, key: str, says: str) -> None:
    text = "kind: populations\nentries:\n  - {id: population:p, name: {fr: p, en: p}, people: insured, evidence: [s], " + entry + "}\n"
    problem = only(text)
    assert (problem.line, problem.record, problem.field, problem.code) == (3, "population:p", f"entries[0].{field}", key)
    assert says in problem.why("en")


def test_every_problem_of_every_file_is_told_at_once() -> None:
    bad = INCIDENT + "efects: []\nrelations:\n  - {who: org:a, delegates_to: org:b, since: 2024, until: 2023}\n"
    found = checked(bad, "kind: organisations\nentries:\n  - {id: org:c, name: C, evidnce: [s]}\n", "kind: nonsense\n", SOURCES, "a: b: c")
    assert [(p.file, p.line, p.code) for p in found.problems] == [
        ("0.yaml", 5, "field.unknown"),
        ("0.yaml", 7, "reference.unknown"),
        ("0.yaml", 7, "field.no_evidence"),
        ("0.yaml", 7, "reference.unknown"),
        ("1.yaml", 3, "field.no_evidence"),
        ("1.yaml", 3, "field.unknown"),
        ("2.yaml", 1, "field.kind"),
        ("4.yaml", 1, "yaml.broken"),
    ]


def test_one_id_in_two_files_is_a_problem_that_names_both_places() -> None:
    found = checked(REGISTRY, "kind: organisations\nentries:\n  - {id: org:b, name: B again, evidence: [s]}\n", SOURCES)
    (problem,) = found.problems
    assert (problem.file, problem.line, problem.code) == ("1.yaml", 3, "id.twice")
    assert "0.yaml:4" in problem.reason


#  outer (at most 10)          a ──within──▶ b
#    ▲ within                  ▲             │
#  inner (at least 11)         └───within────┘
def test_a_cohort_larger_than_what_contains_it_and_one_that_contains_itself_are_refused() -> None:
    head = "kind: populations\nentries:\n"
    entry = "  - {{id: population:{0}, name: {{fr: x, en: x}}, people: insured, evidence: [s], {1}}}\n"
    larger = head + entry.format("outer", "size: {high: 10, evidence: [s]}")
    larger += entry.format("inner", "within: population:outer, size: {low: 11, evidence: [s]}")
    assert [(p.line, p.code) for p in problems(larger)] == [(4, "within.larger")]
    loop = head + entry.format("a", "within: population:b") + entry.format("b", "within: population:a")
    assert {p.code for p in problems(loop)} == {"within.loop"}


@pytest.mark.parametrize(
    ("claims", "key"),
    [
        (
            "- {id: a, field: cost, low: 1, unit: persons, evidence: [s]}\n  - {id: a, field: cost, low: 2, unit: persons, evidence: [s]}",
            "claim.twice",
        ),
        ("- {id: a, field: cause, low: 1, unit: persons, supersedes: [b], evidence: [s]}", "claim.earlier_unknown"),
        (
            "- {id: a, field: cause, low: 1, unit: persons, by: org:a, evidence: [s]}\n"
            "  - {id: b, field: cause, low: 1, unit: persons, by: org:b, supersedes: [a], evidence: [s]}",
            "claim.earlier_differs",
        ),
        (
            "- {id: a, field: cause, low: 1, unit: persons, evidence: [s]}\n"
            "  - {id: b, field: cause, low: 1, unit: accounts, supersedes: [a], evidence: [s]}",
            "claim.earlier_differs",
        ),
        (
            "- {id: a, field: cause, low: 1, unit: persons, supersedes: [b], evidence: [s]}\n"
            "  - {id: b, field: cause, low: 1, unit: persons, supersedes: [a], evidence: [s]}",
            "claim.loop",
        ),
    ],
)
def test_a_claim_replaces_only_an_earlier_one_of_the_same_speaker_field_and_unit(claims: str, key: str) -> None:
    assert only(INCIDENT + f"claims:\n  {claims}\n").code == key


@pytest.mark.parametrize(
    ("statements", "key"),
    [
        ("claims:\n  - {field: cause, answer: 'no', by: org:a, replies_to: [b], evidence: [s]}", "claim.reply_unknown"),
        (
            "context:\n  - {id: b, text: {en: b}, evidence: [s]}\n  - {text: {en: c}, replies_to: [b], evidence: [s]}",
            "claim.reply_own",
        ),
        (
            "claims:\n  - {id: b, field: cause, answer: 'no', by: org:a, evidence: [s]}\n"
            "context:\n  - {text: {en: c}, by: org:a, replies_to: [b], evidence: [s]}",
            "claim.reply_own",
        ),
        (
            "claims:\n  - {id: b, field: cause, answer: 'no', evidence: [s]}\ncontext:\n  - {id: b, text: {en: c}, evidence: [s]}",
            "claim.twice",
        ),
    ],
)
def test_a_reply_is_by_somebody_named_and_answers_what_another_said(statements: str, key: str) -> None:
    assert only(INCIDENT + f"{statements}\n").code == key


def test_only_a_group_has_a_count() -> None:
    text = "kind: organisations\nentries:\n  - {id: org:g, name: G, evidence: [s], named: false, count: {low: 3, high: 3, evidence: [s]}}\n"
    assert problems(text) == []
    assert only(text.replace("named: false, ", "")).code == "group.count"


def test_a_document_has_a_date_or_none_but_not_both() -> None:
    assert Source.model_validate({"id": "s", "publisher": "S", "undated": True}).undated
    with pytest.raises(ValidationError, match="is not undated"):
        Source.model_validate({"id": "s", "publisher": "S", "undated": True, "published_on": "2024"})


def test_a_value_that_identifies_a_person_is_not_repeated_in_the_error() -> None:
    text = INCIDENT.replace("id: x", "id: someone@example.org")
    (problem,) = [p for p in problems(text) if p.code == "field.form"]
    assert "example.org" not in problem.say("en") + problem.say("fr")


def test_every_reference_of_a_record_is_known_by_its_path() -> None:
    record = IncidentRecord.model_validate(
        {
            "id": "x",
            "title": {"fr": "x", "en": "x"},
            "evidence": ["s1#p1"],
            "dates": {"occurred": [{"on": "2020", "by": "org:by", "at": "org:at", "evidence": ["s2"]}]},
            "claims": [
                {"field": "cause", "answer": "yes", "scope": ["org:scope"], "population": "population:counted", "evidence": ["s3"]},
            ],
            "data": [{"category": "health-data", "outcome": "possible", "at": "population:whose", "evidence": ["s4"]}],
            "affected": [{"party": "product:p", "outcome": "possible", "data": ["identity"], "evidence": ["s5"]}],
            "notified": [{"from": "org:from", "to": "population:to", "evidence": ["s6"]}],
            "attributed_to": [{"actor": "actor:a", "evidence": ["s7"]}],
            "relations": [
                {"who": "org:who", "hosted_by": "unknown", "scope": "care", "evidence": ["s8"]},
                {"who": "org:who", "uses": "product:used", "data": ["email"], "evidence": ["s9"]},
            ],
        }
    )
    named = dict(references(record))
    assert sorted(named.values()) == sorted(
        ["source:s1", "source:s2", "org:by", "org:at", "source:s3", "org:scope", "population:counted", "source:s4", "data:health-data"]
        + ["population:whose", "product:p", "data:identity", "source:s5", "org:from", "population:to", "source:s6", "actor:a"]
        + ["source:s7", "org:who", "source:s8", "org:who", "product:used", "data:email", "source:s9"]
    )
    assert named["notified", 0, "from"] == "org:from"


def test_the_corpus_names_nobody_that_it_does_not_declare() -> None:
    found = read_records([CORPUS])
    assert found.problems == []
    assert all(record_id(record) == identifier for identifier, record in found.records.items())


# The messages


def patterns(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
        return own.union(*(patterns(value) for value in schema.values()))
    return set().union(*(patterns(value) for value in schema)) if isinstance(schema, list) else set()


def test_every_form_of_the_format_is_shown_by_an_example_and_not_as_a_pattern() -> None:
    for pattern in sorted(patterns(json_schema())):
        shown = form(pattern)
        for text in [shown] if isinstance(shown, str) else shown:
            assert not re.search(r"[\\^$*+{}]|\(\?", text), f"{pattern} is shown as {text}"


def test_the_fields_allowed_at_a_place_are_those_of_its_model() -> None:
    data: dict[str, Any] = {"kind": "incident"}
    assert "relations" in fields_at((), data)
    assert fields_at(("relations", 3), data)[:3] == ["status", "by", "made_on"]
    assert fields_at(("relations", 3), {"kind": "relations"}) == fields_at(("relations", 3), data)
    assert "from" in fields_at(("notified", 0), data)
    assert fields_at(("entries", 0, "size"), {"kind": "populations"})[:2] == ["low", "high"]


# The schema for editors


def test_the_published_schema_accepts_the_corpus_and_refuses_what_check_refuses() -> None:
    schema = Draft202012Validator(json_schema())
    for path in sorted(CORPUS.rglob("*.yaml")):
        schema.validate(read_yaml_text(path.read_text("utf-8"), path.name).data)
    for bad in (INCIDENT + "efects: []\n", INCIDENT.replace("id: x", "id: Not A Slug"), "kind: nonsense\n"):
        assert not schema.is_valid(read_yaml_text(bad, "x").data)
        assert problems(bad)


def test_every_verb_of_the_model_can_be_written_and_every_kind_has_a_model() -> None:
    assert set(ARROW_BY_VERB) <= set(Relation.model_fields)
    assert set(RECORD_KINDS) == {get_args(model.model_fields["kind"].annotation)[0] for model in RECORD_KINDS.values()}
    roles = DOCUMENT.json_schema()["$defs"]["Organisation"]["properties"]["roles"]["items"]["enum"]
    assert tuple(roles) == ORGANISATION_ROLES
