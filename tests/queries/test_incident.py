"""What was said of one incident: every speaker kept, conflicts named, nothing inferred."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from maillon.graph.readings import Speaker
from maillon.graph.records import DataCategory, IncidentRecord, ThreatActor
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import IncidentAnswer, incident
from maillon.reports.incident import incident_document
from tests.support.drawing import draw, load, org
from tests.support.drawing import incident as event


def answer(store: Store, *extra: Any, **fields: Any) -> IncidentAnswer:
    categories = [DataCategory.model_validate({"id": c, "name": {"fr": c, "en": c}}) for c in ("email", "health")]
    draw(store, event("x", **fields), org("v"), org("client"), org("authority", "Regulator"), org("paper"), *categories, *extra)
    return incident(CypherReader(store), "incident:x")


def figure(low: int, **fields: Any) -> dict[str, Any]:
    return {"field": "persons-concerned", "low": low, "high": low, "unit": "persons", **fields}


#  authority: 300      v (broken): 200      paper: 250      actor: 999
def test_every_speaker_keeps_its_figure_and_its_rank(store: Store) -> None:
    actor = ThreatActor.model_validate({"id": "actor:g", "name": "G", "evidence": ["s"]})
    claims = [figure(300, by="org:authority"), figure(200, by="org:v"), figure(250, by="org:paper"), figure(999, by="actor:g"), figure(260)]
    found = answer(store, actor, compromised=[{"at": "org:v"}], claims=claims)
    assert {(c.low, c.speaker) for c in found.claims} == {
        (300, Speaker.REGULATOR),
        (200, Speaker.VICTIM),
        (250, Speaker.INDEPENDENT),
        (999, Speaker.ATTACKER),
        (260, Speaker.INDEPENDENT),
    }
    assert found.headline is not None
    assert [c.low for c in found.headline.candidates] == [300]
    assert (found.headline.span.low, found.headline.span.high) == (200, 999)
    assert [len(c.claims) for c in found.conflicts] == [5]


#  x ─▶ product ──provided by──▶ v ──subsidiary of──▶ owner
def test_the_provider_of_a_broken_product_speaks_as_a_victim(store: Store) -> None:
    found = answer(store, "product:p provided_by org:v", compromised=[{"at": "product:p"}], claims=[figure(5, by="org:v")])
    assert [c.speaker for c in found.claims] == [Speaker.VICTIM]


def test_an_authority_that_was_itself_struck_speaks_as_a_victim(store: Store) -> None:
    found = answer(store, compromised=[{"at": "org:authority"}], claims=[figure(5, by="org:authority")])
    assert [c.speaker for c in found.claims] == [Speaker.VICTIM]


def test_a_superseded_and_a_retracted_figure_stay_and_do_not_stand(store: Store) -> None:
    claims = [
        figure(500, id="first", by="org:v"),
        figure(900, id="second", by="org:v", supersedes=["first"]),
        figure(7, by="org:v", status="retracted"),
    ]
    found = answer(store, compromised=[{"at": "org:v"}], claims=claims)
    assert {(c.low, c.stands) for c in found.claims} == {(500, False), (900, True), (7, False)}
    first = next(c for c in found.claims if c.low == 500)
    assert first.superseded_by == ("claim:x/persons-concerned/second",)
    assert found.conflicts == ()


#  the paper says 900 ◀── v answers ◀── the authority answers v; a later figure stands after them, whatever its date
def test_a_reply_follows_what_it_answers(store: Store) -> None:
    claims = [
        figure(900, id="first", by="org:paper", made_on="2024-03"),
        {"id": "second", "field": "cause", "text": {"en": "no"}, "by": "org:v", "made_on": "2024-01", "replies_to": ["first"]},
        figure(5, by="org:client", made_on="2024-04"),
    ]
    context = [{"text": {"en": "yes"}, "by": "org:authority", "replies_to": ["second"], "evidence": ["s"]}]
    found = answer(store, compromised=[{"at": "org:v"}], claims=claims, context=context)
    assert [c.by for c in found.claims] == ["org:paper", "org:v", "org:authority", "org:client"]
    assert [c.replies_to for c in found.claims[:2]] == [(), ("claim:x/persons-concerned/first",)]
    (section,) = [s for s in incident_document(found, "en").sections if s.table and "900 persons" in str(s.table)]
    assert section.table is not None
    assert ["in reply" in str(row[1]) for row in section.table.rows] == [False, True, True, False]


#  v: "may have come in through a vendor": the doubt stands beside the way in, in words and for programs
def test_what_a_reader_must_know_of_the_way_in_stands_beside_it(store: Store) -> None:
    doubt = {"fr": "au conditionnel", "en": "in the conditional"}
    entry = {"vector": "supplier", "at": "org:v", "by": "org:v", "note": doubt}
    found = answer(store, compromised=[{"at": "org:v", "note": {"en": "in part"}}], entered_through=[entry])
    document = incident_document(found, "en")
    (places,) = [s for s in document.sections if any("in the conditional" in line for line in s.lines)]
    assert [" · in part · " in line for line in places.lines] == [True, False]
    assert document.json["entered_through"][0]["note"] == doubt


#  a answers b, and b answers a
def test_replies_that_answer_each_other_are_told_once(store: Store) -> None:
    claims = [
        {"id": "a", "field": "cause", "text": {"en": "no"}, "by": "org:v", "replies_to": ["b"]},
        {"id": "b", "field": "cause", "text": {"en": "yes"}, "by": "org:paper", "replies_to": ["a"]},
    ]
    assert sorted(c.by or "" for c in answer(store, claims=claims).claims) == ["org:paper", "org:v"]


#  v says 2024-01-22; the paper says February: both kept, the span over both
def test_each_reading_of_a_date_is_kept_with_its_speaker(store: Store) -> None:
    occurred = [{"on": "2024-01-22", "by": "org:v", "evidence": ["s"]}, {"on": "2024-02", "by": "org:paper", "evidence": ["t"]}]
    found = answer(store, dates={"occurred": occurred})
    assert {(c.on, c.by) for c in found.claims if c.field == "occurred"} == {("2024-01-22", "org:v"), ("2024-02", "org:paper")}
    get = found.incident.properties.get
    assert (get("occurred_from"), get("occurred_to")) == (dt.date(2024, 1, 22), dt.date(2024, 2, 29))
    assert [c.field for c in found.conflicts] == ["occurred"]


#  v ──told 2024-01-25──▶ authority (v)       v ──had not told──▶ authority (authority)
def test_told_by_one_and_denied_by_the_other_is_neither_yes_nor_no(store: Store) -> None:
    told = {"from": "org:v", "to": "org:authority", "duty": "gdpr_33_1"}
    found = answer(
        store,
        dates={"detected": [{"on": "2024-01-22", "evidence": ["s"]}]},
        notified=[{**told, "on": "2024-01-25", "by": "org:v"}, {**told, "happened": False, "by": "org:authority", "made_on": "2024-02-01"}],
    )
    (notice,) = found.notifications
    assert notice.happened is None
    assert {(r.by, r.happened, r.on) for r in notice.readings} == {(("org:v",), True, "2024-01-25"), (("org:authority",), False, None)}


@pytest.mark.parametrize(
    ("detected", "told", "hours"),
    [
        ("2024-01-22", "2024-01-22", (0, 24)),
        ("2024-01-22", "2024-01-25", (48, 96)),
        ("2024-01", "2024-01-31", (0, 744)),
        (None, "2024-01-25", None),
        ("2024-01-22", None, None),
    ],
)
def test_hours_are_as_wide_as_the_days_allow_and_unknown_where_a_day_is(
    store: Store, detected: str | None, told: str | None, hours: tuple[int, int] | None
) -> None:
    dates = {"detected": [{"on": detected, "evidence": ["s"]}]} if detected else {}
    notice = {"from": "org:v", "to": "org:client", **({"on": told} if told else {})}
    found = answer(store, dates=dates, compromised=[{"at": "org:v"}], notified=[notice])
    assert [t.hours for t in found.notifications] == [hours]


#  x ──exposed──▶ email (v)     x ──not exposed──▶ email (authority)      health: nobody says anything
def test_what_speakers_say_of_the_data_is_kept_apart_and_silence_is_nothing(store: Store) -> None:
    data = [
        {"category": "email", "outcome": "exposed", "of": "patients", "by": "org:v"},
        {"category": "email", "outcome": "not_exposed", "of": "patients", "by": "org:authority"},
        {"category": "email", "outcome": "possible", "of": "professionals"},
    ]
    found = answer(store, data=data)
    by_people = {e.of: e for e in found.exposures}
    assert set(by_people) == {"patients", "professionals"}
    patients = by_people["patients"]
    assert (patients.outcome, patients.by, patients.conflict) == ("not_exposed", ("org:authority",), True), "the authority speaks first"
    assert [(r.outcome, r.by) for r in patients.each] == [("not_exposed", ("org:authority",)), ("exposed", ("org:v",))]
    assert found.disputed_data == (patients,)
    assert not by_people["professionals"].conflict
    assert "data:health" not in {e.category for e in found.exposures}


def test_who_was_hit_and_who_was_not_stand_side_by_side_with_their_figures(store: Store) -> None:
    affected = [
        {"party": "org:v", "outcome": "observed", "effect": "confidentiality", "low": 5, "unit": "persons"},
        {"party": "org:v", "outcome": "not_affected", "effect": "availability"},
        {"party": "org:client", "outcome": "possible", "by": "org:paper"},
    ]
    found = answer(store, affected=affected)
    assert [(s.party, s.outcome, s.effect, s.low) for s in found.affected] == [
        ("org:client", "possible", "", None),
        ("org:v", "not_affected", "availability", None),
        ("org:v", "observed", "confidentiality", 5),
    ]


def test_where_it_broke_and_the_way_in_name_roles_and_never_persons(store: Store) -> None:
    holder = {"fr": "compte d'un praticien parti", "en": "account of a practitioner who had left"}
    found = answer(store, compromised=[{"at": "org:v"}], entered_through=[{"vector": "account", "at": "org:client", "holder": holder}])
    assert [p.party for p in found.compromised] == ["org:v"]
    (door,) = found.entered_through
    assert (door.party, door.vector, door.account_en) == ("org:client", "account", holder["en"])


def test_an_incident_of_which_little_is_said_is_answered_with_little(store: Store) -> None:
    found = answer(store, open=[{"fr": "Qui ?", "en": "Who?"}])
    assert (found.claims, found.headline, found.conflicts, found.affected, found.exposures, found.notifications) == (
        (),
        None,
        (),
        (),
        (),
        (),
    )
    assert found.incident.properties["open_en"] == ["Who?"]


#  two data sets speak of incident x: 5 (hand-written) and 5 (a list): one incident, two sources of one claim
def test_two_data_sets_that_say_the_same_are_two_sources_of_one_claim(store: Store) -> None:
    answer(store, claims=[figure(5, by="org:v")])
    other = event("x", claims=[figure(5, by="org:v", evidence=["t"])])
    assert isinstance(other, IncidentRecord)
    load(store, [other], "list")
    (claim,) = incident(CypherReader(store), "incident:x").claims
    assert claim.evidence == ("s", "t")
    store.unload("list")
    (claim,) = incident(CypherReader(store), "incident:x").claims
    assert claim.evidence == ("s",)


def test_every_id_of_the_answer_has_a_name(store: Store) -> None:
    found = answer(
        store,
        compromised=[{"at": "org:v"}],
        claims=[figure(5, by="org:paper", scope=["org:client"])],
        notified=[{"from": "org:v", "to": "org:authority", "by": "org:paper"}],
        data=[{"category": "email", "outcome": "possible", "at": "org:client"}],
    )
    assert {"org:v", "org:client", "org:paper", "org:authority", "data:email"} <= set(found.names)
