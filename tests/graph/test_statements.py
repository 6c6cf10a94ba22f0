"""How several statements become one node or arrow: a function of the set of assertions, and of nothing else."""

from __future__ import annotations

import datetime as dt
import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.model import ARROW_BY_TYPE, Status, arrow_properties
from maillon.graph.readings import canonical
from maillon.graph.statements import (
    CURATED,
    LISTED,
    REGISTER,
    ArrowStatement,
    NodeStatement,
    Statement,
    from_line,
    primary_labels,
    to_line,
    visible_arrow,
    visible_node,
)


def node(rank: int = CURATED, roles: tuple[str, ...] = (), **properties: Any) -> str:
    return NodeStatement("org:x", roles, properties, rank).assertion


def shown(*assertions: str) -> dict[str, Any]:
    return visible_node("org:x", assertions)[1]


def delegates(**properties: Any) -> str:
    return canonical({"status": "reported", "evidence": ["s"], **properties})


def arrow(*assertions: str, type_: str = "DELEGATES_TO", parts: tuple[str, ...] = ("", "", "")) -> dict[str, Any]:
    return visible_arrow(type_, "org:a", "org:b", parts, assertions)


#  record of rank 2: name B        record of rank 0: name Z
#            └────────▶ org:x ◀────────┘
def test_the_name_is_that_of_the_best_ranked_source_and_the_others_become_aliases() -> None:
    found = shown(node(LISTED, name="B"), node(CURATED, name="Z", aliases=["zed"]), node(REGISTER, name="A"))
    assert (found["name"], found["aliases"]) == ("Z", ["A", "B", "zed"])


def test_within_a_rank_the_smallest_value_wins() -> None:
    assert shown(node(name="B", country="FR"), node(name="A", country="BE"))["name"] == "A"
    assert shown(node(name="B", country="FR"), node(name="A", country="BE"))["country"] == "BE"


def test_a_better_ranked_source_that_is_silent_does_not_hide_a_value() -> None:
    assert shown(node(CURATED, name="A"), node(LISTED, name="B", country="FR"))["country"] == "FR"


def test_lists_and_roles_are_united() -> None:
    roles, found = visible_node(
        "org:x", [node(roles=("Insurer",), identifiers=["lei:1"]), node(LISTED, ("Employer",), identifiers=["siren:2"])]
    )
    assert roles == ["Employer", "Insurer"]
    assert found["identifiers"] == ["lei:1", "siren:2"]


def test_a_node_that_only_arrows_mention_shows_its_id_and_says_so() -> None:
    roles, found = visible_node("org:x", [])
    assert roles == []
    assert (found["name"], found["unstated"]) == ("org:x", True)


def test_every_name_alias_and_identifier_can_be_searched_folded() -> None:
    found = shown(node(name="Océalab", name_fr="Océalab (Morbihan)", aliases=["L'Océan"], identifiers=["siren:508346673"]))
    assert found["search"].split("\n") == ["508346673", "l ocean", "ocealab", "ocealab morbihan", "org:x"]


def test_dates_become_days_and_unknown_values_are_left_out() -> None:
    found = visible_node("incident:x", [NodeStatement("incident:x", (), {"name": "x", "detected_on": "2025-11-28"}).assertion])[1]
    assert found["detected_on"] == dt.date(2025, 11, 28)
    assert "contained_on" not in found


#        since 2015, until 2023 (reported)        since 2016 (confirmed)
#  a ────────────────────────────────────▶ b   +  a ─────────────────────▶ b      = the second, with the first beside it
def test_an_arrow_shows_one_reading_whole_and_keeps_the_others_whole_beside_it() -> None:
    first = {"since": "2015-01-01", "since_edtf": "2015", "until": "2023-12-31", "until_edtf": "2023"}
    found = arrow(delegates(**first), delegates(since="2016-01-01", since_edtf="2016", status="confirmed", evidence=["t"]))
    assert (found["since"], found.get("until"), found["status"]) == (dt.date(2016, 1, 1), None, "confirmed")
    assert (found["evidence"], found["cited"], found["conflict"]) == (["t"], ["s", "t"], True)
    assert [json.loads(text) for text in found["readings"]][1] == {**first, "status": "reported", "evidence": ["s"]}


def test_statements_that_say_the_same_are_one_reading_on_the_evidence_of_both() -> None:
    found = arrow(delegates(since="2016-01-01", note_en="seen"), delegates(since="2016-01-01", evidence=["t"]))
    assert (found["evidence"], found["note_en"]) == (["s", "t"], "seen")
    assert not {name for name in found if name in ("readings", "cited", "conflict") or name.startswith("each_")}


@pytest.mark.parametrize(
    ("type_", "days"), [("DELEGATES_TO", {"each_since", "each_until"}), ("NOTIFIED", {"each_on"}), ("AFFECTED", set())]
)
def test_the_days_of_several_readings_stand_beside_them_as_the_kind_of_arrow_has_days(type_: str, days: set[str]) -> None:
    parts = [""] * len(ARROW_BY_TYPE[type_].key)
    found = visible_arrow(type_, "org:a", "org:b", parts, [delegates(by=["org:a"]), delegates(by=["org:z"])])
    beside = {name for name in found if name.startswith("each_")}
    assert beside & {"each_since", "each_until", "each_on"} == days


def test_a_reading_that_is_silent_contradicts_none_that_speaks() -> None:
    assert "conflict" not in arrow(delegates(until="2023-12-31", until_edtf="2023-12-31"), delegates(status="confirmed", evidence=["t"]))


#  the CNIL (an authority)   org:a (an end of the arrow)   a press agency   the attacker
@pytest.mark.parametrize("silent", range(4))
def test_an_authority_speaks_before_the_party_the_party_before_others_and_those_before_the_attacker(silent: int) -> None:
    speakers = ["org:cnil", "org:a", "org:press", "actor:x"]
    statements = [delegates(by=[who], status="claimed", since=f"201{i}-01-01") for i, who in enumerate(speakers)][silent:]
    found = visible_arrow("DELEGATES_TO", "org:a", "org:b", ("", "", ""), statements, {"org:cnil"})
    assert (found["by"], found["since"]) == ([speakers[silent]], dt.date(2010 + silent, 1, 1))


def test_the_word_of_a_party_of_the_incident_is_its_own_though_it_is_no_end_of_the_arrow() -> None:
    words: list[dict[str, Any]] = [
        {"by": ["org:press"], "outcome": "exposed"},
        {"by": ["org:victim"], "outcome": "possible", "own_word": True},
    ]
    found = arrow(*(delegates(**word) for word in words), type_="EXPOSED", parts=("patients", ""))
    assert (found["outcome"], found["by"]) == ("possible", ["org:victim"])
    assert (found["gravest"], found["gravest_status"], found["gravest_by"]) == ("exposed", "reported", ["org:press"])


def test_of_several_words_on_a_notice_each_says_told_not_told_or_nothing() -> None:
    words = [delegates(happened=True, by=["org:a"]), delegates(happened=False, by=["org:x"]), delegates(by=["org:y"], on_edtf="2024")]
    found = arrow(*words, type_="NOTIFIED", parts=("incident:x", ""))
    assert dict(zip(found["each_by"], found["each_outcome"], strict=True)) == {"org:a": "told", "org:x": "not_told", "org:y": ""}


def test_of_one_speaker_the_latest_word_leads_and_of_one_day_the_firmest() -> None:
    dated = [delegates(made_on_edtf=f"202{i}", share=i / 10) for i in range(3)]
    assert arrow(*dated, delegates(share=0.9, status="confirmed"))["share"] == 0.2
    assert arrow(delegates(share=0.1), delegates(share=0.9, status="confirmed"))["share"] == 0.9


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["reported", "confirmed"], "confirmed"),
        (["claimed", "reported"], "reported"),
        (["confirmed", "contested"], "confirmed"),
        (["claimed", "contested"], "claimed"),
        (["retracted", "contested"], "contested"),
        (["retracted", "claimed"], "claimed"),
        (["retracted"], "retracted"),
    ],
)
def test_what_stands_leads_before_what_is_contested_and_that_before_what_was_retracted(statuses: list[str], expected: str) -> None:
    assert arrow(*(delegates(status=s, evidence=[s]) for s in statuses))["status"] == expected


def test_one_who_contests_what_another_says_is_a_conflict_and_one_who_retracts_it_is_none() -> None:
    assert arrow(delegates(), delegates(status="contested"))["conflict"] is True
    assert "conflict" not in arrow(delegates(), delegates(status="retracted", since="2010-01-01"))


def test_told_by_one_and_not_told_by_another_is_a_conflict() -> None:
    found = arrow(delegates(happened=True), delegates(happened=False), type_="NOTIFIED", parts=("incident:x", "gdpr_33_1"))
    assert (found["conflict"], found["incident"], len(found["readings"])) == (True, "incident:x", 2)


statements_drawn = st.lists(
    st.fixed_dictionaries(
        {"status": st.sampled_from([s.value for s in Status]), "evidence": st.sampled_from([["s"], ["t"], ["s", "u"]])},
        optional={
            "by": st.sampled_from([["org:cnil"], ["org:a"], ["org:press"], ["actor:x"]]),
            "made_on_edtf": st.sampled_from(["2024", "2025-02", "2025-02-03"]),
            "outcome": st.sampled_from(["exposed", "possible", "not_exposed"]),
            "since": st.sampled_from(["2020-01-01", "2021-01-01"]),
            "until": st.sampled_from(["2022-12-31", "2023-12-31"]),
            "data_after_end": st.sampled_from(["kept", "erased"]),
            "note_en": st.sampled_from(["n", "m"]),
        },
    ),
    min_size=1,
    max_size=6,
)


@given(statements_drawn, st.booleans())
def test_every_value_status_and_speaker_that_an_arrow_shows_is_of_one_statement(said: list[dict[str, Any]], cnil: bool) -> None:
    found = visible_arrow("EXPOSED", "incident:i", "data:d", ("", ""), map(canonical, said), {"org:cnil"} if cnil else set())
    words = ("status", "by", "made_on_edtf", "outcome", "since", "until", "data_after_end")
    stated = [tuple(one.get(name) for name in words) for one in said]
    shown = [json.loads(text) for text in found.get("readings", [])] or [
        {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in found.items()}
    ]
    assert all(tuple(one.get(name) for name in words) in stated for one in shown)
    first = {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in found.items()}
    assert tuple(first.get(name) for name in words) == tuple(shown[0].get(name) for name in words)
    if "gravest" in found:
        triple = (found["gravest"], found["gravest_status"], found.get("gravest_by"))
        assert triple in [(one.get("outcome"), one["status"], one.get("by")) for one in said]
    assert {e for one in shown for e in one["evidence"]} == {e for one in said for e in one["evidence"]}, "nothing is lost"
    assert len(shown) == len({canonical({k: one.get(k) for k in words}) for one in said})


#  population:c   100 (one source)   500 (another)
def test_two_sizes_of_one_cohort_are_a_range_and_each_stays_with_its_day_and_speaker() -> None:
    small = NodeStatement("population:c", (), {"name": "c", "size_low": 100, "size_high": 100, "size_by": "org:a"}).assertion
    large: dict[str, Any] = {"size_low": 500, "size_high": 500, "size_as_of": "2024-01-01", "size_approximate": True}
    found = visible_node("population:c", [small, NodeStatement("population:c", (), large).assertion])[1]
    assert (found["size_low"], found["size_as_of"], found["size_approximate"]) == (500, dt.date(2024, 1, 1), True)
    assert "size_by" not in found, "the one who gave the other size"
    assert (found["size_least"], found["size_most"], len(found["size_readings"])) == (100, 500, 2)


def test_of_two_sizes_of_one_rank_and_day_the_smaller_text_is_shown_whatever_else_their_sources_say() -> None:
    first = NodeStatement("population:c", (), {"name": "a", "size_low": 500, "size_high": 500}).assertion
    second = NodeStatement("population:c", (), {"name": "b", "size_low": 100, "size_high": 100}).assertion
    assert {visible_node("population:c", both)[1]["size_low"] for both in permutations([first, second])} == {100}


#  claim: 100 (contested)    100 (confirmed)
def test_two_readings_of_one_claim_show_the_leading_one_whole() -> None:
    statuses = ("contested", "s"), ("confirmed", "t")
    claims: list[dict[str, Any]] = [{"low": 100, "status": status, "evidence": [source]} for status, source in statuses]
    found = visible_node("claim:c", [NodeStatement("claim:c", (), one).assertion for one in claims])[1]
    assert (found["status"], found["evidence"], len(found["readings"])) == ("confirmed", ["t"], 2)


def test_a_size_that_one_source_leaves_open_leaves_the_range_open() -> None:
    sizes: list[dict[str, Any]] = [{"size_low": 100, "size_high": 100}, {"size_low": 300}]
    found = visible_node("population:c", [NodeStatement("population:c", (), size).assertion for size in sizes])[1]
    assert (found["size_least"], found.get("size_most")) == (100, None)


def test_the_days_of_an_incident_are_as_wide_as_any_record_leaves_them() -> None:
    records = [{"occurred_from": "2024-01-01", "occurred_to": "2024-01-05"}, {"occurred_from": "2023-12-01", "occurred_to": "2024-01-02"}]
    said = [NodeStatement("incident:x", (), record).assertion for record in records]
    found = visible_node("incident:x", said)[1]
    assert (found["occurred_from"], found["occurred_to"]) == (dt.date(2023, 12, 1), dt.date(2024, 1, 5))
    opened = NodeStatement("incident:x", (), {"occurred_to": "2024-01-02", "dates_open": ["occurred_from"]}).assertion
    assert "occurred_from" not in visible_node("incident:x", [*said, opened])[1]
    silent = NodeStatement("incident:x", (), {"name": "x"}).assertion
    assert visible_node("incident:x", [*said, silent])[1]["occurred_from"] == dt.date(2023, 12, 1), "who says nothing opens nothing"


def questions(*pairs: tuple[str, str], rank: int = CURATED) -> str:
    fr, en = ([pair[place] for pair in pairs] for place in (0, 1))
    return NodeStatement("incident:x", (), {"open_fr": fr, "open_en": en}, rank).assertion


def asked(*assertions: str) -> list[tuple[str, str]]:
    found = visible_node("incident:x", assertions)[1]
    return list(zip(found.get("open_fr", []), found.get("open_en", []), strict=True))


#  French order: Combien, Par où      English order: By which way, How many
def test_two_lists_of_one_text_in_two_languages_keep_one_order() -> None:
    assert asked(questions(("Combien ?", "How many?"), ("Par où ?", "By which way?"))) == [
        ("Par où ?", "By which way?"),
        ("Combien ?", "How many?"),
    ]


def test_questions_of_several_sources_are_united_with_their_translations() -> None:
    one = questions(("Combien ?", "How many?"), ("Qui ?", "Who?"))
    other = questions(("Combien ?", "How many?"), ("Où ?", "Where?"), rank=LISTED)
    assert asked(one, other) == [("Combien ?", "How many?"), ("Où ?", "Where?"), ("Qui ?", "Who?")]


def test_one_text_with_two_translations_is_two_items_and_one_without_stays_one() -> None:
    assert asked(questions(("Qui ?", "Who?")), questions(("Qui donc ?", "Who?"))) == [("Qui ?", "Who?"), ("Qui donc ?", "Who?")]
    assert asked(questions(("Qui ?", ""), ("", "Where?"))) == [("Qui ?", ""), ("", "Where?")]
    assert asked(NodeStatement("incident:x", (), {"open_fr": ["Qui ?", "Où ?"], "open_en": ["Who?"]}).assertion) == [
        ("Où ?", ""),
        ("Qui ?", "Who?"),
    ]


def test_a_note_and_its_translation_come_from_one_source() -> None:
    found = shown(node(note_fr="b", note_en="a"), node(note_fr="a", note_en="b"))
    assert (found["note_fr"], found["note_en"]) == ("b", "a")
    found = shown(node(LISTED, note_fr="a", note_en="a"), node(CURATED, note_fr="z", note_en="z"))
    assert (found["note_fr"], found["note_en"]) == ("z", "z")
    found = arrow(delegates(note_fr="b", note_en="a"), delegates(note_fr="a", note_en="b"))
    assert (found["note_fr"], found["note_en"]) == ("b", "a")


def test_a_translation_that_one_source_lacks_another_may_give() -> None:
    assert shown(node(name_fr="F"), node(LISTED, name_fr="f", name_en="e"))["name_fr"] == "F"
    assert shown(node(name_fr="F"), node(LISTED, name_fr="f", name_en="e"))["name_en"] == "e"
    assert shown(node(name_fr="F"), node(name_fr="f", name_en="e"))["name_fr"] == "f", "of one rank the whole pair goes first"
    assert "name_en" not in shown(node(name_fr="F"))


words = st.sampled_from(["a", "b", "c"])
bilingual: st.SearchStrategy[dict[str, str]] = st.fixed_dictionaries({"note_fr": words, "note_en": words}) | st.just({})
several = st.lists(st.tuples(words, words), max_size=3).map(
    lambda pairs: {"open_fr": [p[0] for p in pairs], "open_en": [p[1] for p in pairs]}
)


@given(st.lists(st.tuples(st.sampled_from([CURATED, REGISTER, LISTED]), bilingual, several), min_size=1, max_size=4))
def test_no_text_is_ever_shown_beside_the_translation_of_another(drawn: list[tuple[int, dict[str, str], dict[str, list[str]]]]) -> None:
    assertions = [NodeStatement("incident:x", (), {**note, **lists}, rank).assertion for rank, note, lists in drawn]
    found = visible_node("incident:x", assertions)[1]
    said = {pair for _, _, lists in drawn for pair in zip(lists["open_fr"], lists["open_en"], strict=True)}
    assert set(asked(*assertions)) == said
    assert len(asked(*assertions)) == len(said)
    notes = {(note["note_fr"], note["note_en"]) for _, note, _ in drawn if note}
    assert not notes or (found["note_fr"], found["note_en"]) in notes
    assert all(visible_node("incident:x", order)[1] == found for order in permutations(assertions))


days = st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31)).map(dt.date.isoformat)
readings = st.fixed_dictionaries(
    {
        "status": st.sampled_from([s.value for s in Status]),
        "evidence": st.lists(st.sampled_from("stuv"), min_size=1, unique=True).map(sorted),
    },
    optional={
        "since": days,
        "until": days,
        "data": st.lists(st.sampled_from("abc"), min_size=1, unique=True).map(sorted),
        "scope": st.sampled_from(["care", "insurance"]),
        "data_after_end": st.sampled_from(["kept", "erased"]),
        "note_en": st.text(max_size=3),
    },
).map(canonical)


@given(st.lists(readings, min_size=1, max_size=4, unique=True))
def test_what_an_arrow_shows_does_not_depend_on_order_or_repetition(assertions: list[str]) -> None:
    expected = arrow(*assertions)
    assert all(arrow(*order) == expected for order in permutations(assertions))
    assert arrow(*assertions, *assertions) == expected


@given(st.lists(readings, min_size=1, max_size=4, unique=True))
def test_an_arrow_shows_only_what_the_model_declares_and_never_less_than_it_knows(assertions: list[str]) -> None:
    found = arrow(*assertions)
    said = [json.loads(a) for a in assertions]
    declared = {p.name for p in arrow_properties(ARROW_BY_TYPE["DELEGATES_TO"])}
    assert found.keys() <= declared
    assert set(found.get("cited", found["evidence"])) == {e for a in said for e in a["evidence"]}
    assert None not in found.values()


@given(
    st.lists(
        st.tuples(
            st.sampled_from([CURATED, REGISTER, LISTED]),
            st.dictionaries(st.sampled_from(["name", "country", "note_fr"]), st.text(min_size=1, max_size=3), min_size=1),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_a_node_shows_does_not_depend_on_order_or_repetition(drawn: list[tuple[int, dict[str, str]]]) -> None:
    assertions = [NodeStatement("org:x", (), properties, rank).assertion for rank, properties in drawn]
    expected = visible_node("org:x", assertions)
    assert all(visible_node("org:x", order) == expected for order in permutations(assertions))
    assert visible_node("org:x", assertions * 2) == expected


statements = st.lists(
    st.one_of(
        st.builds(
            NodeStatement,
            st.sampled_from(["org:a", "org:b"]),
            st.lists(st.sampled_from(["Employer", "Insurer"]), unique=True).map(sorted).map(tuple),
            st.dictionaries(st.sampled_from(["name", "country"]), st.text(max_size=5)),
            st.sampled_from([CURATED, LISTED]),
        ),
        st.builds(
            ArrowStatement,
            st.just("USES"),
            st.just("org:a"),
            st.just("product:p"),
            st.tuples(st.text(max_size=2), st.just(""), st.just("")),
            st.dictionaries(st.sampled_from(["note_en", "scope"]), st.text(max_size=5)),
        ),
    ),
    max_size=4,
)


@given(st.text(max_size=10), statements)
def test_a_line_of_the_ledger_is_read_back_as_what_was_said(record_id: str, said: list[Statement]) -> None:
    found_id, found = from_line(to_line(record_id, said))
    assert found_id == record_id
    assert sorted((s.key, s.assertion) for s in found) == sorted((s.key, s.assertion) for s in said)
    assert to_line(record_id, reversed(said)) == to_line(record_id, said)
    assert "\n" not in to_line(record_id, said)
    assert to_line(record_id, said) == canonical(json.loads(to_line(record_id, said)))


def test_the_labels_of_a_statement_come_from_the_model_alone() -> None:
    assert primary_labels(NodeStatement("org:a")) == ("Organisation",)
    assert primary_labels(ArrowStatement("USES", "org:a", "product:b")) == ("Organisation", "Product")
    with pytest.raises(ValueError, match="no known prefix; allowed: org:"):
        primary_labels(NodeStatement("x`) DETACH DELETE n //"))
    assert len(ARROW_BY_TYPE["USES"].key) == 3
