"""Claims: the headline policy, what conflicts and what does not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.readings import Speaker
from maillon.graph.store import Store
from maillon.queries.claims import Claim, conflicts, covering, figure_span, headline
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import incident
from maillon.queries.library import bind, question, run_question

DAY = dt.date(2025, 1, 1)


def said(name: str, low: int | None = None, high: int | None = None, **fields: Any) -> Claim:
    """A figure in persons; `made` is an EDTF day or year."""
    made = fields.pop("made", None)
    fields.setdefault("field", "persons-concerned")
    day = dt.date.fromisoformat((made.rstrip("~") + "-01-01")[:10]) if made else None
    return Claim(id=name, low=low, high=high, unit=fields.pop("unit", "persons"), made_on=day, made_on_edtf=made, **fields)


def names(found: Any) -> list[str]:
    return [c.id for c in found]


# --- headline -------------------------------------------------------------------------------------------------------
#
#   regulator 100 ──┐
#   victim    120 ──┼──▶ headline: the regulator's, whatever the days
#   press     130 ──┤
#   attacker  900 ──┘


def test_a_regulator_stands_before_a_victim_before_an_independent_voice_before_the_attacker() -> None:
    voices = [
        said("attacker", 900, speaker=Speaker.ATTACKER, made="2025-04-01"),
        said("press", 130, made="2025-03-01"),
        said("victim", 120, speaker=Speaker.VICTIM, made="2025-02-01"),
        said("regulator", 100, speaker=Speaker.REGULATOR, made="2025-01-01"),
    ]
    while voices:
        found = headline(voices)
        assert found is not None
        assert names(found.candidates) == [voices.pop().id]


def test_within_a_rank_the_latest_statement_stands() -> None:
    found = headline([said("early", 500, made="2024-07-19"), said("late", 190, made="2025-01-24")])
    assert found is not None
    assert names(found.candidates) == ["late"]
    assert (found.span.low, found.span.high) == (190, None)


def test_two_candidates_of_equal_rank_and_day_are_both_shown() -> None:
    found = headline([said("a", 100, made="2025-01-01"), said("b", 200, made="2025-01-01")])
    assert found is not None
    assert names(found.candidates) == ["a", "b"]


def test_a_superseded_or_retracted_figure_is_never_the_headline_nor_in_the_range() -> None:
    replaced = said("replaced", 1, superseded_by=("later",), speaker=Speaker.REGULATOR)
    taken_back = said("taken-back", 9_999, status="retracted", speaker=Speaker.REGULATOR)
    found = headline([replaced, taken_back, said("later", 50)])
    assert found is not None
    assert names(found.candidates) == ["later"]
    assert (found.span.low, found.span.high) == (50, None)
    assert headline([replaced, taken_back]) is None


@pytest.mark.parametrize("unit", ["accounts", "files", "entries", "clients"])
def test_figures_of_other_units_never_become_the_headline(unit: str) -> None:
    assert headline([said("other", 65_000_000, unit=unit)]) is None


@pytest.mark.parametrize("field", ["eligible-persons", "persons-on-file", "user-base", "catchment-population"])
def test_people_who_could_be_concerned_are_not_people_who_are(field: str) -> None:
    assert headline([said("stock", 10_000_000, field=field, speaker=Speaker.REGULATOR)]) is None


#   incident ──COMPROMISED──▶ A          A: 900 (its own files)      client B: 30      client C: 200
#   a figure whose scope holds A speaks of the whole; B's and C's are parts and are never added up


def test_a_figure_of_one_client_never_stands_for_the_whole() -> None:
    of_b = said("b", 30, scope=("org:b",), speaker=Speaker.REGULATOR)
    of_a = said("a", 900, scope=("org:a",))
    found = headline([of_b, of_a], compromised=["org:a"])
    assert found is not None
    assert names(found.candidates) == ["a"]
    assert names(found.parts) == ["b"]
    assert (found.span.low, found.span.high) == (900, None)


def test_where_nobody_gives_the_whole_the_parts_stand_side_by_side_without_a_sum_or_range() -> None:
    found = headline([said("b", 30, scope=("org:b",)), said("c", 200, scope=("org:c",))], compromised=["org:a"])
    assert found is not None
    assert found.partial
    assert names(found.candidates) == ["b", "c"]
    assert found.span.claims == ()
    assert found.range == (None, None)


def ranged(name: str, ends: tuple[int | None, int | None], **fields: Any) -> Claim:
    """A figure with both ends in order, or one of them open."""
    low, high = ends if None in ends else sorted(n for n in ends if n is not None)
    return said(name, low, high, **fields)


figures = st.builds(
    ranged,
    st.uuids().map(str),
    st.tuples(st.none() | st.integers(0, 10**9), st.none() | st.integers(0, 10**9)).filter(any),
    speaker=st.sampled_from(Speaker),
    made=st.dates(dt.date(2015, 1, 1), dt.date(2030, 1, 1)).map(str),
    scope=st.sampled_from([(), ("org:a",), ("org:b",)]),
    status=st.sampled_from(["confirmed", "reported", "retracted"]),
)


@given(st.lists(figures, max_size=8), st.randoms())
def test_the_headline_does_not_depend_on_the_order_of_the_claims(claims: list[Claim], random: Any) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert headline(claims, ["org:a"]) == headline(shuffled, ["org:a"])


@given(st.lists(figures, min_size=1, max_size=8))
def test_no_candidate_is_outranked_by_a_standing_figure_of_the_whole(claims: list[Claim]) -> None:
    found = headline(claims, ["org:a"])
    standing = [c for c in claims if c.stands and c.scope in ((), ("org:a",)) and c.bounds]
    if standing:
        assert found is not None
        assert not found.partial
        assert {c.speaker for c in found.candidates} == {min(c.speaker for c in standing)}


#   A: at least 33      B: about 20      ──▶ at least 20, no ceiling: "at least" has no top, whoever else names a number
#   A: at most 49       B: 12            ──▶ at most 49, no floor


@pytest.mark.parametrize(
    ("ranges", "span"),
    [
        ([(33, None), (20, 20)], (20, None)),
        ([(None, 49), (12, 12)], (None, 49)),
        ([(33, None), (None, 49)], (None, None)),
        ([(285, 285), (320, 323)], (285, 323)),
        ([], (None, None)),
    ],
)
def test_an_end_that_one_figure_leaves_open_is_open(
    ranges: list[tuple[int | None, int | None]], span: tuple[int | None, int | None]
) -> None:
    assert covering(ranges) == span


@given(st.lists(figures, max_size=8))
def test_a_span_covers_what_is_in_it_and_each_figure_is_in_it_or_left_out_for_one_reason(claims: list[Claim]) -> None:
    found = figure_span(claims, ["org:a"])
    for claim in found.claims:
        assert found.low is None or (claim.low is not None and found.low <= claim.low)
        assert found.high is None or (claim.high is not None and claim.high <= found.high)
    told = [*found.claims, *(c for group in found.left_out.values() for c in group)]
    assert sorted(c.id for c in told) == sorted(c.id for c in claims if c.bounds)


def test_what_is_not_in_the_span_is_told_with_the_first_reason_that_holds() -> None:
    claims = [
        said("in", 5, 5),
        said("old", 1, superseded_by=("in",), unit="accounts"),
        said("back", 2, status="retracted"),
        said("files", 3, unit="files", scope=("org:b",)),
        said("stock", 4, field="persons-on-file"),
        said("part", 6, scope=("org:b",)),
        said("wider", 7, 9, scope=("org:a", "org:b"), approximate=True),
    ]
    found = figure_span(claims, ["org:a"])
    assert {str(reason): names(group) for reason, group in found.left_out.items()} == {
        "superseded": ["old"],
        "retracted": ["back"],
        "other_unit": ["files"],
        "other_question": ["stock"],
        "part": ["part"],
    }
    assert (names(found.claims), names(found.wider), found.low, found.high, found.approximate) == (["in", "wider"], ["wider"], 5, 9, True)


# --- conflicts ------------------------------------------------------------------------------------------------------


def test_figures_whose_ranges_do_not_meet_conflict() -> None:
    (found,) = conflicts([said("three", 300_000, 300_000), said("nine", 900_000)])
    assert names(found.claims) == ["nine", "three"]


def test_only_those_that_contradict_another_are_listed() -> None:
    (found,) = conflicts([said("a", 19, 19), said("b", 17, 17), said("wide", 10, 30)])
    assert names(found.claims) == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"unit": "persons"}, {"unit": "accounts"}, id="units"),
        pytest.param({"field": "persons-informed"}, {"field": "persons-concerned"}, id="fields"),
        pytest.param({"scope": ("org:a",)}, {"scope": ("org:b",)}, id="scopes"),
        pytest.param({"population": "population:a"}, {"population": "population:b"}, id="cohorts"),
        pytest.param({"status": "retracted"}, {}, id="a claim taken back"),
        pytest.param({"superseded_by": ("x",)}, {}, id="a claim replaced by its author"),
    ],
)
def test_what_does_not_measure_the_same_is_never_compared(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert conflicts([said("a", 1, 1, **one), said("b", 9, 9, **other)]) == []


def test_a_claim_that_names_no_cohort_speaks_of_all_the_people_there_are() -> None:
    assert conflicts([said("victim", 300_000, 300_000, population="population:users"), said("attacker", 323_069, 323_069)])


#   eligible persons:   2017  4 000 000      2018  10 000 000      a state, true of its day
#   persons concerned:  2024       600 000   2025     900 000      the event, which happened once


@pytest.mark.parametrize("field", ["eligible-persons", "clients", "persons-on-file"])
def test_figures_of_a_state_in_clearly_different_years_do_not_conflict(field: str) -> None:
    assert conflicts([said("a", 4, 4, field=field, made="2017"), said("b", 10, 10, field=field, made="2018~")]) == []


@pytest.mark.parametrize("made", [("2018", "2018-06-01"), (None, "2018"), (None, None)])
def test_figures_of_a_state_of_one_year_or_of_an_unknown_one_can_conflict(made: tuple[str | None, str | None]) -> None:
    pair = [said(n, v, v, field="eligible-persons", made=m) for n, v, m in zip("ab", (4, 10), made, strict=True)]
    assert len(conflicts(pair)) == 1


def test_figures_of_the_event_do_not_age() -> None:
    assert len(conflicts([said("a", 600, 600, made="2024"), said("b", 900, 900, made="2025")])) == 1


@pytest.mark.parametrize(("rounded", "conflicting"), [(480_000, False), (400_000, True)])
def test_a_rounded_figure_reaches_five_per_cent_further(rounded: int, conflicting: bool) -> None:
    assert bool(conflicts([said("exact", 491_939, 491_939), said("about", rounded, rounded, approximate=True)])) is conflicting


def test_answers_of_yes_and_no_conflict() -> None:
    pair = [Claim(id=a, field="regulator-notified", answer=a) for a in ("yes", "no")]
    assert len(conflicts(pair)) == 1


def test_dates_of_different_parts_of_the_event_do_not_conflict() -> None:
    def on(day: int, part: str | None) -> Claim:
        date = dt.date(2024, 1, day)
        return Claim(id=f"{day}{part}", field="occurred", on=str(date), on_from=date, on_to=date, text_en=part)

    assert conflicts([on(22, "collection of the data"), on(29, None)]) == []
    assert len(conflicts([on(22, None), on(29, None)])) == 1


@given(st.lists(figures, max_size=8))
def test_every_claim_of_a_conflict_contradicts_another_of_it(claims: list[Claim]) -> None:
    for found in conflicts(claims):
        for claim in found.claims:
            assert any(apart(claim, other) or apart(other, claim) for other in found.claims)


def apart(below: Claim, above: Claim) -> bool:
    """True if one figure ends below the other."""
    return below.high is not None and above.low is not None and below.high < above.low


# --- on the corpus --------------------------------------------------------------------------------------------------


def fields_in_conflict(corpus: Store, name: str) -> set[str]:
    return {c.field for c in incident(CypherReader(corpus), f"incident:{name}").conflicts}


def rows(corpus: Store, name: str, **parameters: str) -> list[dict[str, Any]]:
    asked = question(name)
    found = run_question(CypherReader(corpus), asked, bind(CypherReader(corpus), asked, parameters))
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("medecindirect-2025-11", "persons-concerned"),
        ("medecindirect-2025-11", "regulator-notified"),
        ("weda-2025-11", "outage-days"),
        ("weda-2025-11", "clients-must-notify-regulator"),
        ("dedalus-biologie-2021-02", "laboratories"),
        ("viamedis-2024-01", "occurred"),
        ("cegedim-mlm-2025", "entries"),
        ("cegedim-mlm-2025", "attacker-contact"),
        ("armentieres-2024-02", "persons-concerned"),
        ("amelipro-2022-03", "accounts-used"),
        ("doctolib-2020-07", "appointments"),
    ],
)
def test_speakers_who_contradict_each_other_are_found_by_the_incident(corpus: Store, name: str, field: str) -> None:
    assert field in fields_in_conflict(corpus, name)
    if field not in ("occurred",):
        assert field in {r["field"] for r in rows(corpus, "what-is-contested", incident=f"incident:{name}")}


def told(corpus: Store, name: str, *needed: tuple[str, Any]) -> None:
    """All `needed` pairs of field and value are among the statements of the incident, each with its source."""
    found = rows(corpus, "who-said-what", incident=f"incident:{name}")
    assert all(r["evidence"] for r in found)
    said_of = {(r["field"], v) for r in found for v in (r["low"], r["high"], r["answer"], r["date"], r["by"], r["status"])}
    assert set(needed) <= said_of, set(needed) - said_of


def test_contradictions_that_no_figure_can_decide_are_found_with_their_speakers(corpus: Store) -> None:
    told(corpus, "medecindirect-2025-11", ("persons-informed", 285_000), ("persons-concerned", 320_000))
    told(corpus, "medecindirect-2025-11", ("persons-concerned", 323_069), ("persons-concerned", 323_000))
    told(corpus, "medecindirect-2025-11", ("persons-possibly-concerned", 300_000))
    told(corpus, "weda-2025-11", ("clients", 23_000), ("users", 85_000))
    told(corpus, "dedalus-biologie-2021-02", ("cause", "org:dedalus-france"), ("cause", "org:cnil"))
    told(corpus, "mediboard-aleo-2024-11", ("persons-concerned", 758_912), ("persons-concerned", "claimed"))
    told(corpus, "cegedim-mlm-2025", ("persons-concerned", 15_000_000), ("persons-concerned", 11_000_000), ("entries", 65_000_000))
    told(corpus, "itelis-2025-11", ("persons-possibly-concerned", 5_000_000), ("disclosed", "2025-11-18"), ("disclosed", "2025-11-24"))
    told(corpus, "chsf-2022-08", ("white-plan", None))
    told(corpus, "change-healthcare-2024-02", ("data-volume", None))
    told(corpus, "synnovis-2024-06", ("persons-possibly-concerned", "org:casematrix"))
    told(corpus, "inovie-labosud-2025", ("persons-concerned", 3_200_000))


def test_relations_and_ways_in_on_which_sources_differ_are_found(corpus: Store) -> None:
    contested = {(r["start"], r["end"]) for r in rows(corpus, "relations-in-conflict")}
    assert ("org:weda", "org:vidal") in contested
    vectors = [r["vector"] for r in rows(corpus, "incidents-by-way-in") if r["incident"] == "incident:inovie-labosud-2025"]
    assert len(vectors) > 1


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("medecindirect-2025-11", "eligible-persons"),
        ("dedalus-biologie-2021-02", "entries"),
        ("dax-2021-02", "ransom-demanded"),
        ("dax-2021-02", "outage-days"),
        ("viamedis-2024-01", "persons-on-file"),
        ("viamedis-2024-01", "persons-concerned"),
        ("mediboard-aleo-2024-11", "cause"),
        ("change-healthcare-2024-02", "persons-concerned"),
        ("pja-2023", "persons-concerned"),
        ("clinical-diagnostics-nmdl-2025-07", "persons-concerned"),
        ("conduent-2024-2025", "persons-concerned"),
        ("blackbaud-2020", "occurred"),
        ("moveit-medicare-2023-05", "persons-possibly-concerned"),
        ("medibank-2022", "occurred"),
    ],
)
def test_different_measures_dates_and_revisions_are_no_conflict(corpus: Store, name: str, field: str) -> None:
    assert field not in fields_in_conflict(corpus, name)


def test_joint_owners_are_no_conflict(corpus: Store) -> None:
    assert ("org:viamedis", "org:malakoff-humanis") not in {(r["start"], r["end"]) for r in rows(corpus, "relations-in-conflict")}


@pytest.mark.parametrize(
    ("name", "low", "by"),
    [
        ("viamedis-2024-01", 33_000_000, "org:cnil"),
        ("medecindirect-2025-11", 285_000, "org:medecindirect"),
        ("dedalus-biologie-2021-02", 491_840, "org:cnil"),
        ("armentieres-2024-02", 300_000, "org:ch-armentieres"),
        ("clinical-diagnostics-nmdl-2025-07", 850_000, "org:clinical-diagnostics-nmdl"),
        ("pja-2023", 8_950_000, "org:pja"),
        ("conduent-2024-2025", 62_224_658, "org:conduent-business-services"),
    ],
)
def test_headlines_of_the_corpus(corpus: Store, name: str, low: int, by: str) -> None:
    found = incident(CypherReader(corpus), f"incident:{name}").headline
    assert found is not None
    assert [(c.low, c.by) for c in found.candidates] == [(low, by)]


def test_almerys_has_no_figure_of_the_whole_and_says_so(corpus: Store) -> None:
    found = incident(CypherReader(corpus), "incident:almerys-2024-02").headline
    assert found is not None
    assert found.partial
    assert [(c.scope, c.low) for c in found.candidates] == [(("org:mutame-plus",), 1_800)]
