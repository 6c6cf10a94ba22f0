"""How lists meet: who is known from another list, by what, and what answers would bring together."""

from __future__ import annotations

from typing import Any

from maillon.graph.projection import project
from maillon.graph.records import Decision, IncidentRecord, Organisation, Population, Relation, RelationsRecord, Source
from maillon.graph.statements import LISTED, Statement
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.list_meetings import Meeting, meeting_of, meetings
from maillon.queries.lookalikes import look
from maillon.reports.list_meetings import meeting_lines, meeting_table

Loadable = tuple[str, list[Statement]]


def organisation(identifier: str, name: str, evidence: str, **fields: Any) -> Loadable:
    return identifier, project(Organisation(id=identifier, name=name, evidence=[evidence], **fields), LISTED)


def filled(store: Store) -> CypherReader:
    """Two lists and records written by hand.

    list a: siren/1, Osprey Lavande (decided: org:osprey), Tilleul      list b: siren/1     by hand: org:osprey, org:tilleul ◀── people
    an incident broke at org:tilleul; no decision says that org:a/tilleul is org:tilleul
    """
    number = {"identifiers": ["siren:552081317"]}
    incident = IncidentRecord.model_validate(
        {
            "kind": "incident",
            "id": "x",
            "title": {"fr": "x", "en": "x"},
            "evidence": ["s"],
            "compromised": [{"at": "org:tilleul", "evidence": ["s"]}],
        }
    )
    relation = Relation(who="population:insured", insured_by="org:tilleul", evidence=["s"])
    trust = RelationsRecord.model_validate({"kind": "relations", "id": "trust", "title": {"fr": "x", "en": "x"}, "relations": [relation]})
    people = Population.model_validate({"id": "population:insured", "name": {"fr": "x", "en": "x"}, "people": "insured", "evidence": ["s"]})
    decision = Decision.model_validate({"same": ["org:a/osprey", "org:osprey"], "decided_by": "the tests", "on": "2026-01-01"})
    loads: dict[str, list[Loadable]] = {
        "a": [
            organisation("org:siren/552081317", "Bleu", "a#row 1", **number),
            organisation("org:a/osprey", "Osprey Lavande", "a#row 2"),
            organisation("org:a/tilleul", "Tilleul SAS", "a#row 3"),
        ],
        "b": [organisation("org:siren/552081317", "Bleu", "b#row 1", **number)],
        "hand": [
            organisation("org:osprey", "Osprey", "s"),
            organisation("org:tilleul", "Tilleul", "s"),
            ("population:insured", project(people)),
            ("relations:trust", project(trust)),
            ("incident:x", project(incident)),
        ],
        "decisions": [(decision.id, project(decision))],
    }
    for dataset, records in loads.items():
        store.load(dataset, records, loader="records")
    return CypherReader(store)


def test_it_is_counted_who_met_by_what_who_waits_and_what_an_answer_would_gain(store: Store) -> None:
    reader = filled(store)
    (of_a,) = meetings(reader, ["a"])
    assert of_a == Meeting("a", organisations=3, by_number=1, by_decision=1, sure=0, waiting=1, incidents=1, groups=1)
    assert {m.source: (m.organisations, m.by_number, m.by_decision) for m in meetings(reader)} == {
        "": (2, 0, 1),
        "a": (3, 1, 1),
        "b": (1, 1, 0),
    }
    of_one = meeting_of(reader, ["org:a/tilleul"], look(reader, ["org:a/tilleul"]))
    assert (of_one.organisations, of_one.waiting, of_one.incidents) == (1, 1, 1)
    assert "1 recorded incident" in meeting_lines([of_a], "en")[1]
    assert "1 à trancher" in meeting_lines([of_a], "fr")[1]
    assert meeting_table(meetings(reader), "en").rows[0][0] == "records written by hand"


# by hand, on a press article and a register: org:osprey      list a: the same number      joined: one organisation of two lists
def test_a_document_that_a_record_cites_is_no_list(store: Store) -> None:
    number: dict[str, Any] = {"identifiers": ["siren:552081317"]}
    documents = [Source(id=name, publisher=name, rank=rank, undated=True) for name, rank in (("paper", "press"), ("register", "authority"))]
    osprey = Organisation(id="org:osprey", name="Osprey", evidence=["paper", "register#552081317"], **number)
    listed = Source(id="a", publisher="a", undated=True)
    decision = Decision.model_validate({"same": ["org:siren/552081317", "org:osprey"], "decided_by": "the tests", "on": "2026-01-01"})
    store.load("hand", [("org:osprey", project(osprey)), *((f"source:{s.id}", project(s)) for s in documents)], loader="records")
    store.load("a", [organisation("org:siren/552081317", "Osprey", "a#row 1", **number), ("source:a", project(listed, LISTED))], loader="x")
    store.load("decisions", [(decision.id, project(decision))], loader="records")
    assert [(m.source, m.organisations, m.by_decision + m.by_number) for m in meetings(CypherReader(store))] == [("", 1, 1), ("a", 1, 1)]


def test_where_there_is_one_list_nothing_can_meet(store: Store) -> None:
    store.load("a", [organisation("org:a/osprey", "Osprey", "a#row 1"), organisation("org:a/osprei", "Osprei", "a#row 2")], loader="table")
    assert meetings(CypherReader(store)) == ()
