"""A relation that somebody contests is shown with who contests it, in every answer that goes along it."""

from __future__ import annotations

import csv
import io

import pytest

from maillon.graph.store import Store
from tests.support.drawing import drawn, incident, load, org, people
from tests.support.places import Place
from tests.support.running import maillon

ANSWERS = [
    ["blast-radius", "org:v"],
    ["blast-radius", "incident:x"],
    ["concerned", "org:client"],
    ["watch", "org:client"],
    ["chains", "population:c"],
    ["show", "org:client"],
    ["rank", "--why", "org:v"],
    ["report", "supplier", "org:v", "-o", "-"],
    ["report", "exposure", "org:client", "-o", "-"],
    ["report", "incident", "incident:x", "-o", "-"],
]


#  c ──▶ client ──(reported; contested by the client)──▶ v*     other ──▶ v
@pytest.fixture
def disputed(empty_place: Place, store: Store) -> Place:
    relations = (
        "population:c insured_by org:client",
        "org:client delegates_to org:v {status: reported}",
        "org:client delegates_to org:v {status: contested, by: org:client, made_on: 2024-01-01}",
        "org:other delegates_to org:v",
    )
    happened = incident("x", effects=["confidentiality"], compromised=[{"at": "org:v"}])
    named = (
        org("client", "Insurer", name="Client Mutual"),
        org("other", name="Other Mutual"),
        people("c", size={"low": 5, "high": 5, "evidence": ["s"]}),
    )
    load(store, drawn(*relations, happened, *named))
    return empty_place


@pytest.mark.parametrize("asked", ANSWERS, ids=lambda asked: " ".join(asked[:2]))
def test_every_answer_in_words_names_who_contests_it(disputed: Place, asked: list[str]) -> None:
    assert "contested by Client Mutual" in maillon(disputed, *asked).out
    if asked[0] != "watch":  # says what is new once, in whatever language
        assert "contesté par Client Mutual" in maillon(disputed, *asked, "--lang", "fr").out


@pytest.mark.parametrize(
    "asked", [a for a in ANSWERS if a[0] in ("blast-radius", "concerned", "chains", "rank")], ids=lambda a: " ".join(a[:2])
)
def test_every_table_for_programs_names_who_contests_it(disputed: Place, asked: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(maillon(disputed, *asked, "--format", "csv").out)))
    assert "org:client" in {row["contested_by"] for row in rows}
    if asked[0] == "blast-radius":
        assert {row["id"]: row["contested_by"] for row in rows}["org:other"] == ""


def test_the_ranking_and_the_map_of_suppliers_say_how_many_rest_on_it(disputed: Place) -> None:
    assert "5 (5 of them only by a contested relation)" in maillon(disputed, "rank").out
    assert "5 (dont 5 seulement par une relation contestée)" in maillon(disputed, "rank", "--lang", "fr").out
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(maillon(disputed, "rank", "--format", "csv").out))}
    assert {name: rows["org:v"][f"contested_{name}"] for name in ("people", "organisations", "clients", "named_by")} == {
        "people": "5",
        "organisations": "1",
        "clients": "1",
        "named_by": "1",
    }
    assert rows["org:client"]["contested_people"] == "0"
