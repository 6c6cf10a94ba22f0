"""A page says no more of an organisation than its sources do: whose word a place is, that a relation is contested, who has to tell."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from maillon.graph.records import Record
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.dossier import incident_dossier
from maillon.queries.notification_clock import all_clocks
from maillon.queries.organisation import organisation
from maillon.queries.show import show
from maillon.reports.atlas.addresses import Links
from maillon.reports.atlas.organisation import organisation_page
from maillon.reports.atlas.page import AtlasPage
from maillon.reports.atlas.things import incident_page
from maillon.reports.document import render
from maillon.reports.notifications import notifications_document
from maillon.reports.show import show_document
from tests.support.drawing import draw, incident, org

DAY = dt.date(2026, 1, 1)


def page_of_incident(store: Store, *parts: str | Record, lang: str = "en") -> AtlasPage:
    draw(store, *parts)
    return incident_page(incident_dossier(CypherReader(store), "incident:x"), Links("incident/x", lang))


def text_of(page: AtlasPage, heading: str) -> str:
    """All that a part of a page says."""
    (part,) = (part for part in page.parts if part.heading == heading)
    rows = [cell.text for row in (part.grid.rows if part.grid else ()) for cell in row]
    return "\n".join([*(line.text for line in part.lines), *rows, str(part.picture or "")])


#  c ──▶ v*, where it broke by the word of these
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ([("confirmed", "org:v")], "The incident took place at v."),
        ([("reported", None)], "The incident took place at v (reported)."),
        ([("claimed", "org:c")], "The incident is said to have taken place at v (claimed by c)."),
        ([("reported", None), ("contested", "org:v")], "The incident took place at v (reported / contested by v)."),
        ([("contested", "org:v")], "The incident is said to have taken place at v (contested by v)."),
    ],
)
def test_the_page_of_an_incident_says_whose_word_its_place_is(store: Store, said: list[tuple[str, str | None]], sentence: str) -> None:
    places = [{"at": "org:v", "status": status, **({"by": by} if by else {})} for status, by in said]
    page = page_of_incident(store, "org:c delegates_to org:v", incident("x", compromised=places))
    assert page.summary[0].text.startswith(sentence)


#  c ──(reported; contested by c)──▶ v*
def test_a_still_picture_says_that_a_relation_is_contested(store: Store) -> None:
    contested = "org:c delegates_to org:v {status: contested, by: org:c, made_on: 2024-01-01}"
    page = page_of_incident(
        store, "org:c delegates_to org:v", contested, "org:d delegates_to org:v", incident("x", compromised=[{"at": "org:v"}])
    )
    assert text_of(page, "Who trusts it, step by step").count(">contested</text>") == 1
    around = organisation_page(organisation(CypherReader(store), "org:v", DAY), None, Links("org/v", "en"))
    assert text_of(around, "At a glance").count(">contested</text>") == 1


#  d ──(until 2020)──▶ v
def test_a_relation_that_ended_is_not_said_to_be_a_loss_of_trust(store: Store) -> None:
    draw(store, "org:d delegates_to org:v {until: 2020}")
    page = organisation_page(organisation(CypherReader(store), "org:v", DAY), None, Links("org/v", "en"))
    assert "Was trusted by, until the relation ended (1)" in {part.heading for part in page.parts}


#  v did not tell c, by c's word; c struck in availability
def test_all_that_is_known_of_one_thing_says_what_was_hit_and_who_was_not_told(store: Store) -> None:
    told = [{"from": "org:v", "to": "org:c", "happened": False, "by": "org:c"}]
    struck = [{"party": "org:c", "outcome": "observed", "effect": "availability"}]
    draw(store, org("c"), org("v"), incident("x", compromised=[{"at": "org:v"}], notified=told, affected=struck))
    text = render(show_document(show(CypherReader(store), "org:c"), "en", None), "md", lang="en")
    assert "observed; availability" in text
    assert "not told by that date" in text


#  v says that it told the authority, which says not
def test_whoever_denies_that_it_was_told_is_not_said_to_confirm_it(store: Store) -> None:
    told = {"from": "org:v", "to": "org:cnil", "duty": "gdpr_33_1"}
    said = [{**told, "by": "org:v", "status": "confirmed"}, {**told, "happened": False, "by": "org:cnil", "status": "confirmed"}]
    page = page_of_incident(store, org("cnil", "Regulator"), org("v"), incident("x", compromised=[{"at": "org:v"}], notified=said))
    assert "not told by that date (confirmed by cnil) / confirmed by v" in text_of(page, "Who told whom")
    document = notifications_document(all_clocks(CypherReader(store)), "en")
    (row,) = csv.DictReader(io.StringIO(render(document, "csv", lang="en")))
    assert (row["happened"], row["by"], row["denied_by"]) == ("", "org:v", "org:cnil")


#  the authority says that clients have to tell it, a union of theirs says not; nobody told anybody
def test_who_has_to_tell_stands_with_its_speakers_where_who_told_whom_stands(store: Store) -> None:
    claims = [
        {"id": "must", "field": "clients-must-notify-regulator", "answer": "yes", "by": "org:cnil", "status": "confirmed"},
        {"replies_to": ["must"], "field": "clients-must-notify-regulator", "answer": "no", "by": "org:union"},
    ]
    parts = (
        org("cnil", "Regulator"),
        org("union"),
        "org:c delegates_to org:v",
        incident("x", compromised=[{"at": "org:v"}], claims=claims),
    )
    told = text_of(page_of_incident(store, *parts), "Who told whom")
    assert "yes (confirmed by cnil)" in told
    assert "in reply: no (reported by union)" in told
