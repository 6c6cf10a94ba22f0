"""Listed words: what is in use is listed, each has a name in both languages, and the nearly listed is told from the new."""

from __future__ import annotations

import pytest

from maillon.graph.records import IncidentRecord, RelationsRecord
from maillon.graph.vocabulary import CLAIM_FIELDS, SERVICES, closest_fields, service_meant
from maillon.queries.claims import PERSON_FIELDS, STATE_FIELDS
from maillon.reports.messages import messages
from tests.support.places import read_corpus


def test_every_field_that_an_answer_looks_for_and_every_listed_word_has_a_name_in_both_languages() -> None:
    assert {*PERSON_FIELDS, *STATE_FIELDS} <= set(CLAIM_FIELDS)
    assert [word for word in (*CLAIM_FIELDS, *SERVICES) if word not in messages.labels] == []
    for words in (CLAIM_FIELDS, SERVICES):
        assert list(words) == sorted(set(words))


def test_every_service_of_the_shipped_records_is_listed() -> None:
    records = [r for r in read_corpus().records.values() if isinstance(r, IncidentRecord | RelationsRecord)]
    assert {relation.service for r in records for relation in r.relations if relation.service} <= set(SERVICES)


def test_the_closest_field_comes_first() -> None:
    assert closest_fields("person-concerned")[0] == "persons-concerned"
    assert closest_fields("xyzzy") == []


@pytest.mark.parametrize(
    ("service", "meant"),
    [("third-party-payments", "third-party-payment"), ("hosting", None), ("physiotherapy", None), ("billings", "billing")],
)
def test_a_service_that_is_nearly_a_listed_one_is_told_from_a_new_one(service: str, meant: str | None) -> None:
    assert service_meant(service) == meant
