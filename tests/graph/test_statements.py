"""How several statements become one node or arrow: a function of the set of assertions, and of nothing else."""

from __future__ import annotations

import datetime as dt
import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.model import ARROW_BY_TYPE, Status
from maillon.graph.statements import (
    CURATED,
    LISTED,
    REGISTER,
    ArrowStatement,
    NodeStatement,
    Statement,
    canonical,
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
    return visible_arrow(type_, parts, assertions)


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


#        since 2015, until 2023            since 2016
#  a ──────────────────────────▶ b   +  a ───────────▶ b      = since 2015, until 2023, conflict
def test_an_arrow_shows_the_widest_of_the_known_readings_and_says_that_they_differ() -> None:
    found = arrow(
        delegates(since="2015-01-01", since_edtf="2015", until="2023-12-31", until_edtf="2023"),
        delegates(since="2016-01-01", since_edtf="2016", evidence=["t"]),
    )
    assert (found["since"], found["until"]) == (dt.date(2015, 1, 1), dt.date(2023, 12, 31))
    assert (found["since_edtf"], found["until_edtf"]) == ("2015", "2023")
    assert found["conflict"] is True
    assert found["evidence"] == ["s", "t"]


def test_a_reading_that_does_not_know_never_widens_or_contradicts_one_that_does() -> None:
    found = arrow(delegates(until="2023-12-31", until_edtf="2023-12-31"), delegates(evidence=["t"]))
    assert found["until"] == dt.date(2023, 12, 31)
    assert "conflict" not in found


def test_the_text_of_a_date_is_the_text_of_the_reading_that_is_shown() -> None:
    found = arrow(delegates(until="2022-12-31", until_edtf="2022"), delegates(until="2023-12-31", until_edtf="../2023-12-31"))
    assert (found["until"], found["until_edtf"]) == (dt.date(2023, 12, 31), "../2023-12-31")


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["reported", "confirmed"], "confirmed"),
        (["claimed", "reported"], "reported"),
        (["confirmed", "contested"], "contested"),
        (["retracted", "claimed"], "claimed"),
        (["retracted"], "retracted"),
    ],
)
def test_the_status_is_the_firmest_unless_somebody_contests_and_retracted_only_where_nothing_else_is_said(
    statuses: list[str], expected: str
) -> None:
    assert arrow(*(delegates(status=s, evidence=[s]) for s in statuses))["status"] == expected


def test_a_retracted_reading_leaves_no_dates_or_data_but_its_evidence() -> None:
    found = arrow(delegates(since="2020-01-01", since_edtf="2020"), delegates(status="retracted", since="2010-01-01", evidence=["t"]))
    assert found["since"] == dt.date(2020, 1, 1)
    assert "conflict" not in found
    assert found["evidence"] == ["s", "t"]


def test_of_two_outcomes_the_gravest_is_shown_and_both_are_kept() -> None:
    found = arrow(delegates(outcome="not_exposed"), delegates(outcome="exposed"), type_="EXPOSED", parts=("patients", ""))
    assert (found["outcome"], found["outcomes"], found["conflict"]) == ("exposed", ["exposed", "not_exposed"], True)
    assert found["of"] == "patients"


def test_told_by_one_and_not_told_by_another_is_a_conflict() -> None:
    found = arrow(delegates(happened=True), delegates(happened=False), type_="NOTIFIED", parts=("incident:x", "gdpr_33_1"))
    assert (found["happened"], found["conflict"], found["incident"]) == (True, True, "incident:x")


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
    counted = [a for a in said if a["status"] != "retracted"] or said
    starts = [a["since"] for a in counted if "since" in a]
    ends = [a["until"] for a in counted if "until" in a]
    assert found.get("since") == (dt.date.fromisoformat(min(starts)) if starts else None)
    assert found.get("until") == (dt.date.fromisoformat(max(ends)) if ends else None)
    assert set(found["evidence"]) == {e for a in said for e in a["evidence"]}
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


def test_the_labels_of_a_statement_come_from_the_model_alone() -> None:
    assert primary_labels(NodeStatement("org:a")) == ("Organisation",)
    assert primary_labels(ArrowStatement("USES", "org:a", "product:b")) == ("Organisation", "Product")
    with pytest.raises(ValueError, match="no known prefix; allowed: org:"):
        primary_labels(NodeStatement("x`) DETACH DELETE n //"))
    assert len(ARROW_BY_TYPE["USES"].key) == 3
