"""Open questions of the shipped incidents: the pairs of the records, in the answer, as JSON, as text and on the page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest

from maillon.graph.records import IncidentRecord
from maillon.graph.store import Store
from maillon.loaders.records import read_records
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import incident
from maillon.queries.neighbourhood import neighbourhood
from maillon.queries.open_questions import open_questions
from maillon.reports.incident import incident_document
from maillon.reports.picture import render_page
from maillon.wording import spaced
from tests.support.places import CORPUS

Pairs = set[tuple[str, str]]


@pytest.fixture(scope="module")
def recorded() -> Mapping[str, Pairs]:
    """Incident → its questions, as its record puts them in French and English."""
    records = [r for r in read_records([CORPUS]).records.values() if isinstance(r, IncidentRecord)]
    found = {f"incident:{r.id}": {(question.fr or "", question.en or "") for question in r.open} for r in records}
    assert sum(map(len, found.values())) > 100
    return found


def test_the_answer_holds_the_pairs_of_the_record_also_as_json_and_text(corpus: Store, recorded: Mapping[str, Pairs]) -> None:
    for identifier, pairs in recorded.items():
        answer = incident(CypherReader(corpus), identifier)
        questions = open_questions(answer.incident)
        assert {(q.fr, q.en) for q in questions} == pairs
        assert len(questions) == len(pairs)
        for place, lang in enumerate(("fr", "en")):
            document = incident_document(answer, lang)
            assert [(q["fr"], q["en"]) for q in document.json["open"]] == [(q.fr, q.en) for q in questions]
            expected = sorted((spaced(pair[0]), pair[1])[place] for pair in pairs)
            assert not pairs or expected in [sorted(section.lines) for section in document.sections]


def test_the_page_holds_the_pairs_of_the_record(corpus: Store, recorded: Mapping[str, Pairs]) -> None:
    block = re.search(r'<script type="application/json" id="page">(.*?)</script>', render_page(neighbourhood(CypherReader(corpus))), re.S)
    assert block is not None
    shown = {found["i"]: {tuple(pair) for pair in found.get("open", [])} for found in json.loads(block[1])["incidents"]}
    assert shown == {name: {(spaced(fr), en) for fr, en in pairs} for name, pairs in recorded.items()}
