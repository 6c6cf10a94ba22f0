"""What had been said of an incident by a day: statements count from the day they were made, or their document was published."""

from __future__ import annotations

import datetime as dt

import pytest

from maillon.graph.records import Source
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import IncidentAnswer, StatedBy, incident
from maillon.queries.incident_by_day import incident_by_day
from tests.support.drawing import draw
from tests.support.drawing import incident as told_incident


def answer(store: Store, day: str) -> IncidentAnswer:
    return incident_by_day(CypherReader(store), "incident:x", dt.date.fromisoformat(day))


@pytest.fixture
def told(store: Store) -> Store:
    """org:a is said to be hit on 10 January (confirmed) and on 20 January (not hit, by a newspaper); figures on 5, 15 and 25 January.

    incident:x ── COMPROMISED (document of 12 January) ──▶ org:a
    """
    draw(
        store,
        Source.model_validate({"id": "early", "publisher": "P", "title": "E", "published_on": "2025-01-12"}),
        Source.model_validate({"id": "late", "publisher": "P", "title": "L", "published_on": "2025-01-22"}),
        Source.model_validate({"id": "undated", "publisher": "P", "title": "U"}),
        "org:a delegates_to org:b",
        told_incident(
            "x",
            effects=["confidentiality"],
            compromised=[{"at": "org:a", "evidence": ["early"], "status": "confirmed"}],
            affected=[
                {"party": "org:b", "outcome": "observed", "made_on": "2025-01-10", "evidence": ["late"], "status": "claimed"},
                {"party": "org:b", "outcome": "not_affected", "made_on": "2025-01-20", "evidence": ["late"], "status": "confirmed"},
            ],
            claims=[
                {"id": "one", "field": "persons-concerned", "low": 10, "unit": "persons", "made_on": "2025-01-05", "by": "org:a"},
                {
                    "id": "two",
                    "field": "persons-concerned",
                    "low": 20,
                    "unit": "persons",
                    "made_on": "2025-01-15",
                    "by": "org:a",
                    "supersedes": ["one"],
                },
                {"field": "persons-concerned", "low": 30, "unit": "persons", "evidence": ["late"]},
                {"field": "persons-concerned", "low": 40, "unit": "persons", "evidence": ["undated"]},
            ],
        ),
    )
    return store


def lows(found: IncidentAnswer) -> list[tuple[int | None, bool]]:
    return sorted((c.low, c.stands) for c in found.claims)


def test_before_anything_was_said_nothing_is_told_and_all_is_counted(told: Store) -> None:
    found = answer(told, "2025-01-04")
    assert (found.claims, found.compromised, found.affected, found.headline) == ((), (), (), None)
    assert found.stated_by == StatedBy(dt.date(2025, 1, 4), later=6, undated=1)


def test_a_page_of_a_document_is_of_the_day_of_the_document(store: Store) -> None:
    source = Source.model_validate({"id": "early", "publisher": "P", "title": "E", "published_on": "2025-01-12"})
    claim = {"field": "persons-concerned", "low": 10, "unit": "persons", "evidence": ["early#page 3"]}
    draw(store, source, told_incident("x", compromised=[{"at": "org:a", "evidence": ["early#page 1"]}], claims=[claim]))
    found = answer(store, "2025-01-12")
    assert ([p.party for p in found.compromised], lows(found)) == (["org:a"], [(10, True)])


def test_a_claim_stands_until_the_one_that_replaces_it_was_made(told: Store) -> None:
    assert lows(answer(told, "2025-01-14")) == [(10, True)]
    assert lows(answer(told, "2025-01-15")) == [(10, False), (20, True)]


def test_a_statement_without_a_day_counts_from_the_day_its_document_was_published(told: Store) -> None:
    assert [p.party for p in answer(told, "2025-01-11").compromised] == []
    assert [p.party for p in answer(told, "2025-01-12").compromised] == ["org:a"]
    assert lows(answer(told, "2025-01-22")) == [(10, False), (20, True), (30, True)]


def test_an_arrow_of_several_statements_is_that_of_those_which_had_been_made(told: Store) -> None:
    first, both = (answer(told, day).affected for day in ("2025-01-10", "2025-01-20"))
    assert [(i.outcome, i.status, i.conflict) for i in first] == [("observed", "claimed", False)]
    assert [(i.outcome, i.conflict, [r.outcome for r in i.each]) for i in both] == [("not_affected", True, ["not_affected", "observed"])]


def test_what_bears_no_day_at_all_is_left_out_on_every_day(told: Store) -> None:
    found = answer(told, "2099-01-01")
    assert found.stated_by == StatedBy(dt.date(2099, 1, 1), later=0, undated=1)
    assert 40 not in [c.low for c in found.claims]


def test_on_a_late_day_the_shipped_incidents_say_what_they_say_without_a_day_but_for_what_bears_none(corpus: Store) -> None:
    reader = CypherReader(corpus)
    for row in reader.rows("MATCH (i:Incident) RETURN i.id AS id ORDER BY id"):
        whole, by_day = incident(reader, row["id"]), incident_by_day(reader, row["id"], dt.date(2100, 1, 1))
        assert by_day.stated_by is not None
        assert by_day.stated_by.later == 0
        assert set(by_day.claims) <= set(whole.claims) or by_day.stated_by.undated
        if not by_day.stated_by.undated:
            assert (by_day.claims, by_day.affected, by_day.exposures) == (whole.claims, whole.affected, whole.exposures)
            assert (by_day.compromised, by_day.notifications) == (whole.compromised, whole.notifications)
