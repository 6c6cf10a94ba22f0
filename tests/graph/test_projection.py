"""One record → its statements: pure, complete, and never more than the record says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillon.graph.model import ARROW_BY_TYPE, NODE_BY_LABEL, arrow_properties, label_of, patterns
from maillon.graph.projection import project
from maillon.graph.records import DataCategory, IncidentRecord, Record, Relation, Source, ThreatActor
from maillon.graph.statements import LISTED, ArrowStatement, NodeStatement, Statement
from maillon.graph.store import Store
from maillon.graph.unnamed import unknown_party
from maillon.loaders.records import read_records
from tests.support.drawing import drawn, incident, load, org, people, relation
from tests.support.places import CORPUS


def arrows(record: Record, type_: str) -> list[ArrowStatement]:
    return [s for s in project(record) if isinstance(s, ArrowStatement) and s.type == type_]


def nodes(record: Record) -> dict[str, NodeStatement]:
    return {s.id: s for s in project(record) if isinstance(s, NodeStatement)}


def relations(*sentences: str) -> Record:
    return next(r for r in drawn(*sentences) if type(r).__name__ == "RelationsRecord")


def claims(record: IncidentRecord, field: str) -> list[NodeStatement]:
    return [n for n in nodes(record).values() if n.id.startswith(f"claim:{record.id}/{field}/")]


#  org:a ──DELEGATES_TO {service, since 2020, until ../2023-12-31}──▶ org:b
def test_a_relation_is_one_arrow_with_the_first_and_last_day_that_its_dates_allow() -> None:
    (found,) = arrows(
        relations("org:a delegates_to org:b {service: billing, since: 2020, until: ../2023-12-31, data: [b, a]}"), "DELEGATES_TO"
    )
    assert (found.start, found.end, found.parts) == ("org:a", "org:b", ("billing", "", ""))
    assert found.properties["since"] == "2020-01-01"
    assert found.properties["until"] == "2023-12-31"
    assert (found.properties["since_edtf"], found.properties["until_edtf"]) == ("2020", "../2023-12-31")
    assert found.properties["data"] == ["a", "b"]
    assert found.properties["evidence"] == ["s"]
    assert "scope" not in found.properties, "what is not said is not there"


def test_a_begin_that_is_open_at_its_first_day_stays_unknown_and_keeps_its_text() -> None:
    (found,) = arrows(relations("org:a uses product:p {since: ../2012, until: 2020/..}"), "USES")
    assert "since" not in found.properties
    assert "until" not in found.properties
    assert (found.properties["since_edtf"], found.properties["until_edtf"]) == ("../2012", "2020/..")


#  org:a ──hosted by──▶ ?        org:b ──hosted by──▶ ??
def test_each_unknown_party_is_a_visible_node_of_its_own() -> None:
    found = nodes(relations("org:a hosted_by unknown", "org:b hosted_by unknown", "org:a delegates_to unknown"))
    expected = {unknown_party(who, verb) for who, verb in (("org:a", "hosted_by"), ("org:b", "hosted_by"), ("org:a", "delegates_to"))}
    assert set(found) == expected
    assert all(n.properties["named"] is False for n in found.values())
    assert found[unknown_party("org:a", "hosted_by")].roles == ("HostingProvider",)


def test_a_hospital_is_a_care_provider_too() -> None:
    (found,) = project(org("h", "Hospital"))
    assert isinstance(found, NodeStatement)
    assert found.roles == ("CareProvider", "Hospital")


def test_a_size_that_is_unknown_leaves_no_figure_at_all() -> None:
    (found,) = project(people("p"))
    assert not [name for name in found.properties if name.startswith("size")]
    (sized,) = project(people("q", 5, None))
    assert (sized.properties["size_low"], "size_high" in sized.properties) == (5, False)


#  occurred 2024-01-22 (a)      occurred 2024-02-01 (b, contested)     occurred 2023 (c, retracted)
def test_every_reading_of_a_date_is_a_claim_and_the_incident_spans_those_that_stand() -> None:
    record = incident(
        "x",
        dates={
            "occurred": [
                {"on": "2024-01-22", "by": "org:a", "evidence": ["s"]},
                {"on": "2024-02-01", "by": "org:b", "status": "contested", "evidence": ["s"]},
                {"on": 2023, "by": "org:c", "status": "retracted", "evidence": ["s"]},
            ]
        },
    )
    event = nodes(record)["incident:x"]
    assert (event.properties["occurred_from"], event.properties["occurred_to"]) == ("2024-01-22", "2024-02-01")
    assert sorted(str(c.properties["on_edtf"]) for c in claims(record, "occurred")) == ["2023", "2024-01-22", "2024-02-01"]
    assert {a.end for a in arrows(record, "STATED_BY")} == {"org:a", "org:b", "org:c"}


def test_a_claim_is_about_its_incident_stated_by_its_speaker_and_reported_by_each_source() -> None:
    record = incident("x", claims=[{"field": "persons-concerned", "low": 5, "unit": "persons", "by": "org:a", "evidence": ["s#p1", "t"]}])
    (claim,) = claims(record, "persons-concerned")
    assert [(a.start, a.end) for a in arrows(record, "ABOUT")] == [(claim.id, "incident:x")]
    assert [(a.start, a.end) for a in arrows(record, "STATED_BY")] == [(claim.id, "org:a")]
    assert [(a.start, a.end, a.parts) for a in arrows(record, "REPORTS")] == [
        ("source:s", claim.id, ("p1",)),
        ("source:t", claim.id, ("",)),
    ]
    assert (claim.properties["low"], "high" in claim.properties) == (5, False)


def test_a_claim_without_a_named_speaker_is_nobodys() -> None:
    assert arrows(incident("x", claims=[{"field": "cause", "answer": "no"}]), "STATED_BY") == []


def test_one_claim_read_in_two_places_is_one_claim_and_two_speakers_are_two() -> None:
    def one(**fields: Any) -> set[str]:
        record = incident("x", claims=[{"field": "cause", "low": 5, "unit": "persons", "by": "org:a", "evidence": ["s"], **fields}])
        return {c.id for c in claims(record, "cause")}

    assert one() == one(evidence=["t"]) == one(status="confirmed")
    assert one().isdisjoint(one(by="org:b"))
    assert one().isdisjoint(one(low=6))


def test_a_superseded_claim_stays_and_the_later_one_points_to_it() -> None:
    first = {"id": "first", "field": "cause", "low": 500, "unit": "persons", "by": "org:a"}
    record = incident("x", claims=[first, {"field": "cause", "low": 100, "unit": "persons", "by": "org:a", "supersedes": ["first"]}])
    later = [c for c in claims(record, "cause") if "supersedes" in c.properties]
    assert len(claims(record, "cause")) == 2
    assert [c.properties["supersedes"] for c in later] == [["claim:x/cause/first"]]


#  x ──AFFECTED {confidentiality}──▶ org:a     x ──AFFECTED {availability}──▶ org:a     x ──EXPOSED {patients}──▶ data:d
def test_each_effect_at_a_party_and_each_kind_of_people_is_an_arrow_of_its_own() -> None:
    record = incident(
        "x",
        compromised=[{"at": "product:p"}],
        entered_through=[{"vector": "account", "at": "org:a", "holder": {"fr": "un compte", "en": "an account"}}],
        affected=[
            {"party": "org:a", "outcome": "observed", "effect": "confidentiality", "low": 3, "approximate": True, "unit": "persons"},
            {"party": "org:a", "outcome": "not_affected", "effect": "availability"},
        ],
        data=[{"category": "d", "outcome": "exposed", "of": "patients"}, {"category": "d", "outcome": "possible", "of": "professionals"}],
        attributed_to=[{"actor": "actor:g", "status": "claimed"}],
        notified=[{"from": "org:a", "to": "org:r", "on": "2024-02", "duty": "gdpr_33_1", "happened": False}],
    )
    assert [(a.end, a.parts) for a in arrows(record, "AFFECTED")] == [("org:a", ("confidentiality",)), ("org:a", ("availability",))]
    assert [a.properties.get("approximate") for a in arrows(record, "AFFECTED")] == [True, None]
    assert [(a.end, a.parts) for a in arrows(record, "EXPOSED")] == [("data:d", ("patients", "")), ("data:d", ("professionals", ""))]
    assert [(a.end, a.parts) for a in arrows(record, "COMPROMISED")] == [("product:p", ())]
    (door,) = arrows(record, "ENTERED_THROUGH")
    assert (door.parts, door.properties["account_fr"], door.properties["account_en"]) == (("account",), "un compte", "an account")
    (told,) = arrows(record, "NOTIFIED")
    assert (told.start, told.end, told.parts) == ("org:a", "org:r", ("incident:x", "gdpr_33_1"))
    assert (told.properties["happened"], told.properties["on"], told.properties["on_to"]) == (False, "2024-02-01", "2024-02-29")
    assert [a.properties["status"] for a in arrows(record, "ATTRIBUTED_TO")] == ["claimed"]


def test_the_small_registries_become_nodes_with_the_prefix_of_their_kind() -> None:
    source = Source.model_validate({"id": "s", "publisher": "P", "published_on": "2024-02", "url": "https://example.org/x"})
    category = DataCategory.model_validate({"id": "d", "name": {"fr": "f", "en": "e"}, "special": True})
    actor = ThreatActor.model_validate({"id": "actor:g", "name": "G", "evidence": ["s"]})
    stated = nodes(source)["source:s"].properties
    assert (stated["published_on"], stated["published_edtf"], stated["name"]) == ("2024-02-01", "2024-02", "P")
    assert nodes(category)["data:d"].properties["special"] is True
    assert nodes(actor)["actor:g"].properties["name"] == "G"


def test_the_rank_of_a_loader_stands_on_every_node_that_it_states() -> None:
    statements = project(incident("x", claims=[{"field": "cause", "answer": "yes"}]), LISTED)
    assert {s.rank for s in statements if isinstance(s, NodeStatement)} == {LISTED}


@pytest.fixture(scope="module")
def corpus_statements() -> list[Statement]:
    return [s for record in read_records([CORPUS]).records.values() for s in project(record)]


def test_the_projection_says_nothing_that_the_model_does_not_declare(corpus_statements: list[Statement]) -> None:
    common = {"name", "name_fr", "name_en", "aliases", "note_fr", "note_en", "evidence"}
    legal = {pattern for kind in ARROW_BY_TYPE.values() for pattern in patterns(kind)}
    for s in corpus_statements:
        if isinstance(s, NodeStatement):
            kind = NODE_BY_LABEL[label_of(s.id)]
            assert set(s.properties) <= common | {p.name for p in kind.properties}, s.id
            assert set(s.roles) <= set(kind.roles)
        else:
            arrow = ARROW_BY_TYPE[s.type]
            assert set(s.properties) <= {p.name for p in arrow_properties(arrow)} - set(arrow.key), s.key
            assert f"(:{label_of(s.start)})-[:{s.type}]->(:{label_of(s.end)})" in legal
            assert len(s.parts) == len(arrow.key)


def test_every_stated_fact_of_the_corpus_has_a_source(corpus_statements: list[Statement]) -> None:
    for s in corpus_statements:
        evidence_arrow = isinstance(s, ArrowStatement) and s.type in ("ABOUT", "STATED_BY", "REPORTS")
        if not evidence_arrow and not s.key[1].startswith(("source:", "data:")):
            assert s.properties.get("evidence"), s.key


def test_a_record_projects_to_the_same_statements_every_time(corpus_statements: list[Statement]) -> None:
    again = [s for record in read_records([CORPUS]).records.values() for s in project(record)]
    assert [(s.key, s.assertion) for s in again] == [(s.key, s.assertion) for s in corpus_statements]


#  a ─▶ b ─▶ c, said by any records in any order, some of them changed or taken back in between
small = st.lists(
    st.sampled_from(
        [
            "org:a delegates_to org:b",
            "org:a delegates_to org:b {since: 2015}",
            "org:a delegates_to org:b {since: 2016, status: contested}",
            "org:b uses product:c",
            "population:p insured_by org:a",
            "org:b hosted_by unknown",
        ]
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=small, second=small, swap=st.booleans())
def test_the_graph_is_a_function_of_the_set_of_records(store: Store, first: list[str], second: list[str], swap: bool) -> None:
    def records(name: str, sentences: list[str]) -> list[Record]:
        record = relations(*sentences)
        return [record.model_copy(update={"id": name})]

    sets = {"one": records("one", first), "two": records("two", second)}
    for name in sets:
        store.unload(name)
    hashes = []
    for order in (["one", "two"], ["two", "one"]):
        for name in order:
            load(store, sets[name], name)
        hashes.append(store.graph_hash())
        again = load(store, sets["one"], "one")
        assert (again.unchanged, again.nodes_changed + again.arrows_changed) == (1, 0)
        load(store, sets["one" if swap else "two"], "two")
        load(store, sets["two"], "two")
        hashes.append(store.graph_hash())
        store.unload("one")
        store.unload("two")
        assert store.read("MATCH (n) WHERE n:Organisation OR n:Product OR n:Population RETURN count(n) AS n") == [{"n": 0}]
    assert len(set(hashes)) == 1


def test_a_relation_reads_as_the_sentence_it_was_written_as() -> None:
    found = relation("population:p patient_of org:a {since: 2020}")
    assert isinstance(found, Relation)
    assert (found.who, found.verb, found.target, found.since) == ("population:p", "patient_of", "org:a", "2020")


#  broke at v, hit a: what a says is the word of a party, what z says is not
def test_only_what_a_party_of_the_incident_says_is_its_own_word() -> None:
    affected = [{"party": "org:a", "outcome": "observed", "by": by} for by in ("org:a", "org:z")]
    found = arrows(incident("x", compromised=[{"at": "org:v"}], affected=affected), "AFFECTED")
    assert [arrow.properties.get("own_word") for arrow in found if arrow.properties["by"] == ["org:a"]] == [True]
    assert [arrow.properties.get("own_word") for arrow in found if arrow.properties["by"] == ["org:z"]] == [None]


def test_an_incident_is_detected_at_the_first_of_the_days_that_are_given_and_over_at_the_last() -> None:
    days = [{"on": day, "evidence": ["s"]} for day in ("2024-01-05", "2024-01-03")]
    fields = ("detected", "contained", "disclosed", "restored")
    shown = nodes(incident("x", compromised=[{"at": "org:v"}], dates=dict.fromkeys(fields, days)))["incident:x"].properties
    assert [shown[f"{field}_on"] for field in fields] == ["2024-01-03", "2024-01-03", "2024-01-03", "2024-01-05"]
