"""Decisions that ids name one thing: the graph is a function of records and decisions, in any order, and undone exactly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from maillon.graph.decisions import PairVerdict, apply_merges, merges
from maillon.graph.projection import project
from maillon.graph.records import Decision, Organisation, Relation, RelationsRecord
from maillon.graph.statements import LISTED, ArrowStatement, NodeStatement, Statement
from maillon.graph.store import Store, open_store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.duplicates import Candidate, compare, duplicates, propose
from maillon.queries.find import resolve as find_one
from maillon.queries.show import show
from maillon.reports.duplicates import decision_file, duplicates_document
from maillon.reports.show import show_document


def organisation(identifier: str, name: str) -> tuple[str, list[Statement]]:
    return identifier, project(Organisation(id=identifier, name=name, evidence=["a-list"]), LISTED)


def trusts(who: str, whom: str, source: str) -> tuple[str, list[Statement]]:
    relation = Relation(who=who, delegates_to=whom, service="billing", evidence=[source])
    title = {"fr": "lien", "en": "link"}
    record = RelationsRecord.model_validate({"kind": "relations", "id": f"{who[4:]}-{whom[4:]}", "title": title, "relations": [relation]})
    return f"relations:{record.id}", project(record, LISTED)


def decided(**fields: Any) -> tuple[str, list[Statement]]:
    decision = Decision.model_validate({"decided_by": "the reading group", "on": "2026-01-05", **fields})
    return decision.id, project(decision)


# list a:  org:a/osprey-inc ◀──DELEGATES_TO── org:a/clinic
# list b:  org:b/osprey     ◀──DELEGATES_TO── org:b/plan
LISTS = {
    "list-a": [
        organisation("org:a/osprey-inc", "Osprey Billing, Inc."),
        organisation("org:a/clinic", "Clinic"),
        trusts("org:a/clinic", "org:a/osprey-inc", "a-list"),
    ],
    "list-b": [
        organisation("org:b/osprey", "Osprey Billing"),
        organisation("org:b/plan", "Plan"),
        trusts("org:b/plan", "org:b/osprey", "b-list"),
        trusts("org:b/osprey", "org:b/plan", "b-list"),
    ],
}
SAME = decided(same=["org:a/osprey-inc", "org:b/osprey"], why="one address in both lists")


def load(store: Store, dataset: str, records: list[tuple[str, list[Statement]]]) -> None:
    store.load(dataset, records, loader="test")


# after the decision:  org:a/clinic ──▶ org:a/osprey-inc ◀── org:b/plan ; org:b/osprey is gone
def test_a_supplier_of_two_lists_is_recognised_through_a_decision_and_undone_again(store: Store) -> None:
    for dataset, records in LISTS.items():
        load(store, dataset, records)
    before, ledger = store.graph_hash(), store.ledger_hash()
    load(store, "decisions", [SAME])
    clients = store.read("MATCH (c)-[:DELEGATES_TO]->(o:Organisation {id: 'org:a/osprey-inc'}) RETURN c.id AS id ORDER BY id")
    assert [row["id"] for row in clients] == ["org:a/clinic", "org:b/plan"]
    node = store.read("MATCH (o:Organisation {id: 'org:a/osprey-inc'}) RETURN o.name AS name, o.aliases AS aliases, o.merged AS merged")[0]
    assert node == {"name": "Osprey Billing", "aliases": ["Osprey Billing, Inc."], "merged": ["org:b/osprey"]}
    assert store.read("MATCH (o:Organisation {id: 'org:b/osprey'}) RETURN o.id AS id") == []
    store.unload("decisions")
    assert store.graph_hash() == before
    assert store.ledger_hash() == ledger


def test_decisions_and_lists_in_any_order_give_one_graph(tmp_path: Path) -> None:
    everything = {**LISTS, "decisions": [SAME]}
    orders = [("list-a", "list-b", "decisions"), ("decisions", "list-b", "list-a"), ("list-b", "decisions", "list-a")]
    hashes = set()
    for number, order in enumerate(orders):
        with open_store(tmp_path / str(number)) as store:
            for dataset in order:
                load(store, dataset, everything[dataset])
            hashes.add(store.graph_hash())
    assert len(hashes) == 1


def test_a_list_that_changes_under_a_decision_takes_back_exactly_what_only_it_had_said(store: Store, tmp_path: Path) -> None:
    load(store, "decisions", [SAME])
    load(store, "list-a", LISTS["list-a"])
    expected = store.graph_hash()
    load(store, "list-b", LISTS["list-b"])
    load(store, "list-b", LISTS["list-b"][1:2])
    store.unload("list-b")
    assert store.graph_hash() == expected
    again = store.load("list-a", LISTS["list-a"], loader="test")
    assert (again.nodes_changed, again.arrows_changed, again.loaded) == (0, 0, 0)


class CutError(Exception):
    """The machine went down here."""


def test_decisions_whose_applying_is_cut_are_finished_by_the_next_load(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from maillon.graph.store.loading.apply_decisions import DecisionApplier

    for dataset, records in LISTS.items():
        load(store, dataset, records)
    apply = DecisionApplier._apply_to_pages
    done: list[str] = []

    def cut(self: DecisionApplier, dataset: str, pages: list[str], merged: dict[str, str]) -> None:
        if done:
            raise CutError
        apply(self, dataset, pages, merged)
        done.append(dataset)

    with monkeypatch.context() as patched:
        patched.setattr(DecisionApplier, "_apply_to_pages", cut)
        with pytest.raises(CutError):
            load(store, "decisions", [SAME])
    load(store, "decisions", [SAME])
    with open_store(tmp_path / "fresh") as fresh:
        for dataset, records in {**LISTS, "decisions": [SAME]}.items():
            load(fresh, dataset, records)
        assert fresh.graph_hash() == store.graph_hash()


# a ── b ── c, but "c is not a": one of the three decisions is wrong, so nothing is merged
def test_a_group_that_contradicts_itself_is_left_apart_as_a_whole() -> None:
    chain = [PairVerdict("same", ("org:a", "org:b")), PairVerdict("same", ("org:b", "org:c"))]
    assert merges(chain) == {"org:b": "org:a", "org:c": "org:a"}
    assert merges([*chain, PairVerdict("not_same", ("org:a", "org:c"))]) == {}
    assert merges([*chain, PairVerdict("unsure", ("org:a", "org:c"))]) == {"org:b": "org:a", "org:c": "org:a"}


def test_the_id_kept_is_the_one_asked_for_else_one_written_by_hand() -> None:
    assert merges([PairVerdict("same", ("org:a/x", "org:z"))]) == {"org:a/x": "org:z"}
    assert merges([PairVerdict("same", ("org:a/x", "org:z"), "org:a/x")]) == {"org:z": "org:a/x"}


def test_an_arrow_between_two_ids_that_are_one_is_no_arrow_and_ids_in_properties_follow() -> None:
    merged = {"org:b": "org:a"}
    assert apply_merges(ArrowStatement("DELEGATES_TO", "org:a", "org:b", ("", "", "")), merged) is None
    claim = apply_merges(NodeStatement("claim:x", (), {"by": "org:b", "scope": ["org:b", "org:a"], "text_en": "org:b"}), merged)
    assert claim is not None
    assert claim.properties == {"by": "org:a", "scope": ["org:a"], "text_en": "org:b"}
    told = apply_merges(ArrowStatement("NOTIFIED", "org:b", "org:c", ("incident:i", "")), merged | {"incident:i": "incident:j"})
    assert told == ArrowStatement("NOTIFIED", "org:a", "org:c", ("incident:j", ""))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"same": ["org:a", "org:a"]}, "appears twice"),
        ({"same": ["org:a", "product:a"]}, "different kinds"),
        ({"same": ["org:a", "org:b"], "not_same": ["org:a", "org:b"]}, "one of same"),
        ({}, "one of same"),
        ({"same": ["org:a", "org:b"], "keep": "org:c"}, "keep"),
        ({"same": ["org:a", "org:b"], "why": "ask someone@example.org"}, "e-mail"),
    ],
)
def test_a_decision_that_says_nothing_clear_is_refused(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        decided(**fields)


PAIRS = st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda pair: pair[0] != pair[1])
VERDICTS = st.lists(
    st.tuples(st.sampled_from(["same", "same", "not_same", "unsure"]), PAIRS).map(
        lambda item: PairVerdict(item[0], tuple(sorted(f"org:{x}" for x in item[1])))
    ),
    max_size=8,
)


@given(VERDICTS, st.randoms(use_true_random=False))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_what_is_merged_does_not_depend_on_the_order_of_decisions_and_never_chains(verdicts: list[PairVerdict], random: Any) -> None:
    merged = merges(verdicts)
    shuffled = list(verdicts)
    random.shuffle(shuffled)
    assert merges(shuffled) == merged
    assert not set(merged) & set(merged.values())
    for verdict in verdicts:
        if verdict.verdict == "not_same":
            a, b = (merged.get(s, s) for s in verdict.subjects)
            assert a != b


# org:a/osprey-inc and org:b/osprey look alike; somebody decides; `show` says so, under the old id too
def test_a_proposed_pair_is_decided_explained_and_no_longer_proposed(store: Store) -> None:
    for dataset, records in LISTS.items():
        load(store, dataset, records)
    (pair,) = duplicates(CypherReader(store)).pairs
    assert (pair.one.id, pair.other.id, pair.reason, pair.score) == ("org:a/osprey-inc", "org:b/osprey", "name", 100)
    load(store, "decisions", [SAME])
    assert duplicates(CypherReader(store)).pairs == ()
    node = find_one(CypherReader(store), "org:b/osprey")
    answer = show(CypherReader(store), node.id)
    assert node.id == "org:a/osprey-inc"
    assert [d["why"] for d in answer.decisions] == ["one address in both lists"]
    assert "Decisions of identity" in {section.heading for section in show_document(answer, "en", None).sections}


def test_a_pair_left_unsure_is_shown_again_and_one_that_is_not_the_same_is_not(store: Store) -> None:
    for dataset, records in LISTS.items():
        load(store, dataset, records)
    load(store, "decisions", [decided(unsure=["org:a/osprey-inc", "org:b/osprey"])])
    assert len(duplicates(CypherReader(store)).pairs) == 1
    load(store, "decisions", [decided(not_same=["org:a/osprey-inc", "org:b/osprey"])])
    assert duplicates(CypherReader(store)).pairs == ()


def candidate(identifier: str, name: str, **fields: Any) -> Candidate:
    return Candidate(f"org:{identifier}", name, **fields)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Omniscope, Inc.", "OMNISCOPE INC", "name"),
        ("Æsio", "Aésio", "name"),
        ("Æsio Mutuelle", "AESIO MUTUELLE", "name"),
        ("Strøm", "Strom A/S", "name"),
        ("Lærdal", "LAERDAL AS", "name"),
        ("Łódź Klinika", "Lodz Klinika", "name"),
        ("Straße 12 GmbH", "Strasse 12", "name"),
        ("ISPARTA SAĞLIK", "Isparta Sağlık", "name"),
        ("Société Générale de Bocage", "Societe generale de bocage SAS", "name"),
        ("Assure Care Risk", "AssureCare Risk, Inc.", "similar"),
        ("Meadow Endodontics of Cedar", "Meadow Edodontics of Cedar", "similar"),
        ("Tamarack Valley Pathology", "Tamarack Valley Pathology Associates", "similar"),
        ("Department of Willow Health and Family Services of", "Department of Willow Health and Family Services of the North", "cut"),
    ],
)
def test_pairs_that_look_alike_are_proposed_with_their_reason(one: str, other: str, reason: str) -> None:
    (pair,) = propose([candidate("a/1", one), candidate("b/1", other)])
    assert (pair.reason, set(pair.values)) == (reason, {one, other})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Medical Center, LLP", "Willow Medical Center"),
        ("University Hospital", "University Hospitals"),
        ("Æsio", "SIO"),
        ("Lærdal", "Rdal"),
        ("Willow Health Plan of Iowa", "Willow Health Plan of Ohio"),
        ("Centre 14 Marais", "Centre 15 Marais"),
        ("Tamarack of Wisconsin", "Tamarack"),
        ("Shore Medical Center", "South Shore Medical Center"),
    ],
)
def test_pairs_that_share_only_words_of_the_trade_or_differ_in_a_word_that_matters_are_not_proposed(one: str, other: str) -> None:
    assert propose([candidate("a/1", one), candidate("b/1", other)]) == []


def test_one_name_in_two_places_or_countries_is_not_proposed_but_one_identifier_always_is() -> None:
    ohio = candidate("a/1", "Good Harbor Hospital", country="US", region="US-OH")
    iowa = candidate("b/1", "Good Harbor Hospital", country="US", region="US-IA")
    france = candidate("c/1", "Good Harbor Hospital", country="FR", identifiers=("siren:552081317",))
    site = candidate("d/1", "Port-Bon", country="FR", identifiers=("siret:55208131700012",))
    assert propose([ohio, iowa]) == []
    assert propose([ohio, france]) == []
    (pair,) = propose([france, site])
    assert pair.reason == "identifier"


def test_industry_codes_identify_nobody() -> None:
    assert (
        propose([candidate("a/1", "Willow", identifiers=("naics:622110",)), candidate("b/1", "Cedar", identifiers=("naics:622110",))]) == []
    )


def test_an_alias_that_meets_a_name_is_a_reason_and_never_a_merge() -> None:
    pair = compare(candidate("a/1", "Harbor Ltd", aliases=("Lakeside Optical",)), candidate("b/1", "Lakeside Optical"))
    assert pair is not None
    assert (pair.reason, pair.values) == ("alias", ("Lakeside Optical", "Lakeside Optical"))


def test_the_decision_file_holds_every_pair_unsure_and_is_valid_as_it_is(tmp_path: Path) -> None:
    from maillon.loaders.records import read_records

    pairs = propose([candidate("a/1", 'Omniscope "One", Inc.'), candidate("b/1", "Omniscope One")])
    (tmp_path / "decisions.yaml").write_text(decision_file(pairs, "fr"))
    found = read_records([tmp_path / "decisions.yaml"])
    assert found.problems == []
    assert [r.verdict for r in found.records.values() if isinstance(r, Decision)] == ["unsure"]
    assert duplicates_document(pairs, "fr").json["pairs"][0]["reason"] == "name"


LETTERS = st.text(alphabet="abcdefgh ", min_size=1, max_size=18)


@given(LETTERS, LETTERS)
def test_comparison_is_symmetric(one: str, other: str) -> None:
    a, b = candidate("a/1", one), candidate("b/1", other)
    there, back = compare(a, b), compare(b, a)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert (there.score, there.one.id) == (back.score, back.one.id)
