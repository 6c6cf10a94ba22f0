"""A figure that its speaker rounds is rounded wherever it is shown: of a claim, of those who were struck, of a cohort, of a group."""

from __future__ import annotations

import csv
import io
import json

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
