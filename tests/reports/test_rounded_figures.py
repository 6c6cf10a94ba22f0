"""A figure that its speaker rounds is rounded wherever it is shown: of a claim, of those who were struck, of a cohort, of a group."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest

from maillon.graph.store import Store
from tests.support.drawing import drawn, incident, load, people
from tests.support.places import Place
from tests.support.running import maillon


#  population:c (about 9,000) ──▶ client ──▶ v*; struck: c (about 9,000), client (7,001, its own word, and about 7,000, the paper's)
@pytest.fixture
def rounded(empty_place: Place, store: Store) -> Place:
    struck = [
        {
            "party": "population:c",
            "outcome": "observed",
            "low": 9000,
            "high": 9000,
            "approximate": True,
            "unit": "persons",
            "evidence": ["s"],
        },
        {"party": "org:client", "outcome": "observed", "low": 7001, "high": 7001, "unit": "files", "by": "org:client", "evidence": ["s"]},
        {"party": "org:client", "outcome": "observed", "low": 7000, "high": 7000, "approximate": True, "unit": "files", "evidence": ["s"]},
    ]
    claims = [{"field": "persons-concerned", "low": 9000, "high": 9000, "approximate": True, "unit": "persons", "evidence": ["s"]}]
    happened = incident("x", effects=["confidentiality"], compromised=[{"at": "org:v"}], affected=struck, claims=claims)
    cohort = people("c", size={"low": 9000, "high": 9000, "approximate": True, "evidence": ["s"]})
    load(store, drawn("population:c insured_by org:client", "org:client delegates_to org:v", happened, cohort))
    return empty_place


def test_every_answer_in_words_says_about(rounded: Place) -> None:
    for arguments in (["incident", "incident:x"], ["blast-radius", "incident:x"], ["report", "incident", "incident:x", "-o", "-"]):
        told = maillon(rounded, *arguments).out
        assert "about 9,000 persons" in told, arguments
        assert "9,000 persons" not in told.replace("about 9,000 persons", ""), arguments
    assert "about 7,000 files" in maillon(rounded, "incident", "incident:x").out
    assert "environ 9 000 personnes" in maillon(rounded, "incident", "incident:x", "--lang", "fr").out.replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    )


def test_every_answer_for_programs_carries_it(rounded: Place) -> None:
    (client, cohort) = json.loads(maillon(rounded, "incident", "incident:x", "--format", "json").out)["parties"]
    assert (cohort["low"], cohort["approximate"]) == (9000, True)
    assert {(r["low"], r.get("approximate", False)) for r in client["readings"]} == {(7000, True), (7001, False)}
    (claim,) = csv.DictReader(io.StringIO(maillon(rounded, "incident", "incident:x", "--format", "csv").out))
    assert (claim["low"], claim["approximate"]) == ("9000", "yes")


#  struck: client, nobody says how many; d, a cohort that nobody counted; claim: an answer and no figure
@pytest.fixture
def uncounted(empty_place: Place, store: Store) -> Place:
    struck = [{"party": "org:client", "outcome": "observed", "evidence": ["s"]}]
    claims = [{"field": "duty-to-notify", "answer": "yes", "evidence": ["s"]}]
    happened = incident("x", effects=["confidentiality"], compromised=[{"at": "org:v"}], affected=struck, claims=claims)
    load(store, drawn("population:d insured_by org:client", "org:client delegates_to org:v", happened, people("d")))
    return empty_place


def figures(value: object) -> Iterator[dict[str, object]]:
    """Every object inside a JSON value that says whether its figure is rounded."""
    if isinstance(value, dict):
        if "approximate" in value and "low" in value:
            yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from figures(item)


def test_where_there_is_no_figure_nothing_is_said_of_rounding(uncounted: Place) -> None:
    found = [
        f
        for name in ("incident", "blast-radius")
        for f in figures(json.loads(maillon(uncounted, name, "incident:x", "--format", "json").out))
    ]
    assert len(found) >= 4, "the claim, the party struck, the cohort as a node and among those counted"
    assert {(f["low"], f["high"], f["approximate"]) for f in found} == {(None, None, None)}
    for asked in (["incident", "incident:x"], ["blast-radius", "org:v"], ["query", "run", "people-behind", "-p", "organisation=org:v"]):
        rows = list(csv.DictReader(io.StringIO(maillon(uncounted, *asked, "--format", "csv").out)))
        assert {row["approximate"] for row in rows} == {""}, asked
