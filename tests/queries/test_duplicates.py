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
from maillon.queries.duplicates import Proposed, duplicates
from maillon.queries.find import UnknownNameError
from maillon.queries.find import resolve as find_one
from maillon.queries.resolution.candidates import Candidate
from maillon.queries.resolution.tiers import Pair, Tiers, tiers
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


def test_a_load_counts_what_a_decision_makes_one_and_what_parts_again(store: Store) -> None:
    for dataset, records in LISTS.items():
        before = store.load(dataset, records, loader="test")
    assert (before.nodes, before.arrows) == (4, 3)
    one = store.load("decisions", [SAME], loader="test")
    assert (one.nodes_created, one.nodes_deleted, one.nodes) == (1, 1, 4), "the decision comes, org:b/osprey goes"
    assert (one.arrows_created, one.arrows_deleted, one.arrows) == (2, 2, 3), "the arrows of org:b/osprey have another end"
    apart = store.unload("decisions")
    assert (apart.nodes_created, apart.nodes_deleted, apart.nodes) == (1, 1, 4)
    assert sum(store.status().nodes.values()) == 4
    for dataset in LISTS:
        last = store.unload(dataset)
    assert (last.nodes, last.arrows) == (0, 0)


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


def pairs(found: Proposed | Tiers) -> list[Pair]:
    """All pairs that a person may be asked about."""
    told = found.tiers if isinstance(found, Proposed) else found
    return [pair for group in (*told.decide, *told.names) for pair in group]


def propose(candidates: list[Candidate], threshold: int = 85) -> list[Pair]:
    return pairs(tiers(candidates, threshold=threshold))


# org:a/osprey-inc and org:b/osprey look alike; somebody decides; `show` says so, under the old id too
def test_a_proposed_pair_is_decided_explained_and_no_longer_proposed(store: Store) -> None:
    for dataset, records in LISTS.items():
        load(store, dataset, records)
    (pair,) = pairs(duplicates(CypherReader(store)))
    assert (pair.one.id, pair.other.id, pair.reason) == ("org:a/osprey-inc", "org:b/osprey", "name")
    load(store, "decisions", [SAME])
    assert pairs(duplicates(CypherReader(store))) == []
    node = find_one(CypherReader(store), "org:b/osprey")
    answer = show(CypherReader(store), node.id)
    assert node.id == "org:a/osprey-inc"
    assert [d["why"] for d in answer.decisions] == ["one address in both lists"]
    assert "Decisions of identity" in {section.heading for section in show_document(answer, "en", None).sections}


def test_a_pair_left_unsure_is_shown_again_and_one_that_is_not_the_same_is_not(store: Store) -> None:
    for dataset, records in LISTS.items():
        load(store, dataset, records)
    load(store, "decisions", [decided(unsure=["org:a/osprey-inc", "org:b/osprey"])])
    assert len(pairs(duplicates(CypherReader(store)))) == 1
    load(store, "decisions", [decided(not_same=["org:a/osprey-inc", "org:b/osprey"])])
    assert pairs(duplicates(CypherReader(store))) == []


# org:a ── same ── org:b (the reading group)   and   org:a ── not the same ── org:b (the registry desk)
def test_decisions_that_contradict_one_another_are_shown_with_who_decided_and_when(store: Store) -> None:
    for dataset, records in LISTS.items():
        load(store, dataset, records)
    other = decided(not_same=["org:a/osprey-inc", "org:b/osprey"], decided_by="the registry desk", on="2026-02-02")
    load(store, "decisions", [SAME, other])
    ((one, two),) = duplicates(CypherReader(store)).contradictions
    assert {(d["decided_by"], d["decided_on"], d["verdict"]) for d in (one, two)} == {
        ("the reading group", "2026-01-05", "same"),
        ("the registry desk", "2026-02-02", "not_same"),
    }
    text = duplicates_document(duplicates(CypherReader(store)), "fr")
    assert any(section.heading.startswith("Décisions qui se contredisent") for section in text.sections)


def known(identifier: str, name: str, **fields: Any) -> tuple[str, list[Statement]]:
    return identifier, project(Organisation(id=identifier, name=name, evidence=["a-list"], **fields), LISTED)


def ids(store: Store) -> set[str]:
    return {row["id"] for row in store.read("MATCH (o:Organisation) RETURN o.id AS id")}


# decided of org:a/park.fr; its list gives towns now, and that id is a former one of org:a/park.fr.autun
def test_a_decision_survives_a_better_id_and_is_undone_exactly(store: Store) -> None:
    load(store, "list-b", [known("org:b/park", "Clinique du Parc")])
    load(store, "list-a", [known("org:a/park.fr.autun", "Clinique du Parc", former_ids=["org:a/park.fr"])])
    before = store.graph_hash()
    load(store, "decisions", [decided(same=["org:a/park.fr", "org:b/park"])])
    assert ids(store) == {"org:a/park.fr.autun"}
    load(store, "list-c", [known("org:c/x", "X")])  # applied again, from the ledger and not from what is shown
    assert ids(store) == {"org:a/park.fr.autun", "org:c/x"}
    assert find_one(CypherReader(store), "org:a/park.fr").id == "org:a/park.fr.autun"
    store.unload("list-c")
    store.unload("decisions")
    assert store.graph_hash() == before


# org:a/park.fr is a former id of two: which of them was meant nobody knows, so nothing is joined and it is said
def test_a_decision_about_an_id_that_became_two_waits_and_is_said_to(store: Store) -> None:
    load(store, "list-a", [known(f"org:a/park.fr.{town}", "Parc", former_ids=["org:a/park.fr"]) for town in ("autun", "nantes")])
    load(store, "list-b", [known("org:b/park", "Clinique du Parc")])
    load(store, "decisions", [decided(same=["org:a/park.fr", "org:b/park"])])
    assert len(ids(store)) == 3
    assert duplicates(CypherReader(store)).unknown == ("org:a/park.fr",)
    with pytest.raises(UnknownNameError, match="autun"):
        find_one(CypherReader(store), "org:a/park.fr")


@pytest.mark.parametrize(
    ("now", "about"),
    [
        (known("org:a/osprey-billing", "OSPREY BILLING, INC."), {"name": "Osprey Billing"}),  # spelt another way
        (known("org:siren/552081317", "Osprey", identifiers=["siren:552081317"]), {"identifiers": ["siren:552081317"]}),
        (known("org:new-list/osprey", "Osprey Billing", town="Autun"), {"name": "Osprey Billing", "town": "AUTUN CEDEX"}),
    ],
)
def test_a_decision_survives_another_spelling_a_number_and_another_list(
    store: Store, now: tuple[str, list[Statement]], about: dict[str, Any]
) -> None:
    load(store, "decisions", [decided(same=["org:a/osprey-inc", "org:b/osprey"], about=[{"id": "org:a/osprey-inc", **about}])])
    load(store, "list-b", LISTS["list-b"])
    load(store, "list-a", [now])
    assert not {now[0], "org:b/osprey"} <= ids(store)


def test_a_decision_does_not_find_a_namesake_of_another_town(store: Store) -> None:
    about = [{"id": "org:a/osprey-inc", "name": "Osprey Billing", "town": "Autun"}]
    load(store, "decisions", [decided(same=["org:a/osprey-inc", "org:b/osprey"], about=about)])
    load(store, "list-b", LISTS["list-b"])
    load(store, "list-a", [known("org:a/osprey.nantes", "Osprey Billing", town="Nantes")])
    assert {"org:a/osprey.nantes", "org:b/osprey"} <= ids(store)


def candidate(identifier: str, name: str, **fields: Any) -> Candidate:
    return Candidate(f"org:{identifier}", name, **fields)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Omniscope, Inc.", "OMNISCOPE INC"),
        ("Æsio Mutuelle", "AESIO MUTUELLE"),
        ("Strøm", "Strom A/S"),
        ("Łódź Klinika", "Lodz Klinika"),
        ("Straße 12 GmbH", "Strasse 12"),
        ("Société Générale de Bocage", "Societe generale de bocage SAS"),
        ("Городская больница Тверь", "Gorodskaya bolnitsa Tver"),
        ("בֵּית חוֹלִים הַדַּסָּה", "בית חולים הדסה"),
        ("Assure Care Risk", "AssureCare Risk, Inc."),
        ("Meadow Endodontics of Cedar", "Meadow Edodontics of Cedar"),
        ("S.D.I.S. des Yvelines", "Service départemental d'incendie et de secours des Yvelines"),
        ("Mairie de Rouen", "Ville de Rouen"),
        ("UGECAP", "Union des groupements d'entretien et caisses autonomes de province"),
    ],
)
def test_pairs_that_look_alike_are_proposed(one: str, other: str) -> None:
    (pair,) = propose([candidate("a/1", one), candidate("b/1", other)], threshold=80)
    assert {pair.one.name, pair.other.name} == {one, other}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Medical Center, LLP", "Willow Medical Center"),
        ("Æsio", "SIO"),
        ("Lærdal", "Rdal"),
        ("Centre 14 Marais", "Centre 15 Marais"),
        ("Centre hospitalier de Marmont", "CHU de Marmont"),
        ("GHT du Marais", "CH du Marais"),
        ("Clinique du Marais Nord", "Clinique du Marais Sud"),
        ("Prévoyance Vallon Vie", "Prévoyance Vallon IARD"),
        ("Centre hospitalier de Mont-de-Marsan", "CMM Automobiles"),
        ("A", "A SAS"),
        ("SAS", "SARL SAS"),
        ("Городская больница 5", "Городская клиника 5"),
        ("בית חולים 5", "בית חולים 6"),
        ("SPS Medical", "Sud Provence Somedel"),  # a trade beside the letters: they are not its initials
    ],
)
def test_pairs_that_differ_in_a_word_that_matters_or_say_nothing_are_not_proposed(one: str, other: str) -> None:
    assert propose([candidate("a/1", one), candidate("b/1", other)]) == []


def test_one_name_in_two_places_or_countries_is_not_proposed_and_one_number_is_sure() -> None:
    ohio = candidate("a/1", "Good Harbor Hospital", country="US", region="US-OH")
    iowa = candidate("b/1", "Good Harbor Hospital", country="US", region="US-IA")
    france = candidate("c/1", "Good Harbor Hospital", country="FR", identifiers=("siren:552081317",))
    again = candidate("d/1", "Hôpital Good Harbor", country="FR", identifiers=("siren:552081317",))
    assert propose([ohio, iowa]) == []
    assert propose([ohio, france]) == []
    ((pair,),) = tiers([france, again]).sure
    assert (pair.reason, pair.number) == ("number", "siren:552081317")


def test_one_number_under_names_that_share_nothing_is_asked_and_never_joined() -> None:
    found = tiers([candidate("a/1", "Vallon", identifiers=("lei:1",)), candidate("b/1", "Marmont", identifiers=("lei:1",))])
    assert found.sure == ()
    assert [pair.reason for pair in pairs(found)] == ["number_names"]


# a: Eiffage Lavande Services, no number     b, c, d: the same name, three SIREN: a is one of them at most
def test_who_may_be_one_of_several_that_exclude_one_another_is_not_asked_for_each() -> None:
    name = "Eiffage Lavande Services"
    several = [candidate(f"b/{n}", name, identifiers=(f"siren:{n}",)) for n in range(3)]
    assert tiers([candidate("a/1", name), *several]).names == ()
    assert propose([candidate("a/1", name), *several], 50) == []
    ((pair,),) = tiers([candidate("a/1", name), several[0]]).names
    assert (pair.tier, pair.reason) == ("name", "name")


# a: Omniscope Lavande      b: Omniscope Lavande     no list says where: neither sure nor read one by one
@pytest.mark.parametrize(
    ("one", "other"), [("Tabarin Marmont SAS", "Tabarin & Marmont"), ("Vallon Énergies et Réseaux", "VALLON ENERGIES RESEAUX SA")]
)
def test_two_rows_of_one_list_that_a_legal_form_alone_tells_apart_bear_one_name(one: str, other: str) -> None:
    ((pair,),) = tiers([candidate("a/1", one), candidate("a/2", other)]).names
    assert pair.tier == "name"
    placed = tiers([candidate("a/1", one, region="FR-71"), candidate("a/2", other)])
    assert placed.names == (), "one says where it is"


def test_one_telling_name_without_a_place_stands_apart_and_is_sure_only_where_that_is_asked() -> None:
    both = [candidate("a/1", "Omniscope Lavande SAS"), candidate("b/1", "OMNISCOPE LAVANDE")]
    assert [len(tier) for tier in (tiers(both).sure, tiers(both).names, tiers(both).decide)] == [0, 1, 0]
    assert len(tiers(both, names=True).sure) == 1
    placed = [both[0], candidate("b/1", "OMNISCOPE LAVANDE", town="Autun")]
    assert tiers(placed, names=True).sure == ()
    one_word = [candidate("a/1", "Lavande"), candidate("b/1", "LAVANDE")]
    assert (tiers(one_word, names=True).sure, len(tiers(one_word).decide)) == ((), 1)
    beside_the_trade = [candidate("a/1", "Mairie de Lavande"), candidate("b/1", "MAIRIE LAVANDE")]
    assert [len(tier) for tier in (tiers(beside_the_trade).sure, tiers(beside_the_trade).names)] == [0, 1]


# a: Clinique de la Lavande - Autun      b: Clinique Lavande      both in Autun
@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        ("Clinique de la Lavande - Autun", "CL LAVANDE", True),
        ("Autun Clinique Lavande", "Clinique de la Lavande d'Autun", True),
        ("Clinique d'Autun", "Clinique", False),  # nothing tells but the town
        ("Clinique Lavande Nord", "Clinique Lavande Autun", False),
        ("CH Lavande Autun", "CHU Lavande", False),
        ("Clinique Lavande 2 Autun", "Clinique Lavande", False),
        ("Clinique de la Lavande", "Clinique de la Lavende Autun", False),  # a typing error is for a person to see
    ],
)
def test_what_only_one_name_says_may_be_the_town_where_both_are(one: str, other: str, sure: bool) -> None:
    both = [candidate("a/1", one, town="Autun"), candidate("b/1", other, town="Autun cedex")]
    assert len(tiers(both).sure) == sure
    twice = [*both, candidate("b/2", "Clinique Lavande d'Autun", town="Autun")]
    if sure:
        assert {pair.ids for group in tiers(twice).sure for pair in group} <= {("org:a/1", "org:b/2")}, "two in one list are named alike"
    assert tiers([both[0], candidate("b/1", other, town="Marmont")]).sure == ()


# a ── b ── c look alike, and so do a ── c: two answers tell all
def test_a_pair_that_follows_from_others_is_not_asked_until_one_of_them_is_denied() -> None:
    three = [
        candidate("a/1", "Omniscope Lavande Nimes"),
        candidate("b/1", "Omniscope Lavand Nimes"),
        candidate("c/1", "Omniscop Lavande Nimes"),
    ]
    found = tiers(three, threshold=60)
    assert (len(pairs(found)), len(found.implied)) == (2, 1)
    again = tiers(three, threshold=60, apart=[pairs(found)[0].ids])
    assert (len(pairs(again)), again.implied) == (2, ())


# org:a/osprey-inc ──DELEGATES_TO──▶ org:b/osprey: nobody is his own supplier
def test_two_of_whom_one_relation_speaks_are_two(store: Store) -> None:
    for dataset, records in LISTS.items():
        load(store, dataset, records)
    assert len(pairs(duplicates(CypherReader(store)))) == 1
    load(store, "list-c", [trusts("org:a/osprey-inc", "org:b/osprey", "c-list")])
    assert pairs(duplicates(CypherReader(store))) == []


def test_the_town_of_a_head_office_tells_no_site_apart_and_makes_none_sure() -> None:
    site = candidate("b/1", "Omniscope Lavande", town="Autun")
    assert propose([candidate("a/1", "Omniscope Lavande", town="Puteaux"), site]) == []
    (pair,) = propose([candidate("a/1", "Omniscope Lavande", town="Puteaux", head_office=True), site])
    assert pair.tier == "decide"
    assert tiers([candidate("a/1", "Omniscope Lavande", town="Autun", head_office=True), site]).sure == ()


# a: Clinique des Tilleuls (once: Clinique Lavande Omniscope), Autun      b: Clinique Lavande Omniscope, Autun
def test_a_renamed_hospital_is_known_by_the_name_that_it_had() -> None:
    renamed = candidate("a/1", "Clinique des Tilleuls", aliases=("Clinique Lavande Omniscope",), town="Autun", country="FR")
    ((pair,),) = tiers([renamed, candidate("b/1", "CLINIQUE LAVANDE OMNISCOPE", town="AUTUN CEDEX", country="FR")]).sure
    assert pair.reason == "name_place"


def test_industry_codes_identify_nobody() -> None:
    assert (
        propose([candidate("a/1", "Willow", identifiers=("naics:622110",)), candidate("b/1", "Cedar", identifiers=("naics:622110",))]) == []
    )


def test_an_alias_that_meets_a_name_is_a_reason_and_never_sure() -> None:
    (pair,) = propose([candidate("a/1", "Harbor Ltd", aliases=("Lakeside Optical",)), candidate("b/1", "Lakeside Optical")], 70)
    assert (pair.tier, pair.met.one.text, pair.met.other.text) == ("decide", "Lakeside Optical", "Lakeside Optical")


def test_the_decision_file_holds_every_pair_unsure_with_its_reasons_and_is_valid_as_it_is(tmp_path: Path) -> None:
    from maillon.loaders.records import read_records

    found = tiers([candidate("a/1", 'Omniscope "One", Inc.'), candidate("b/1", "Omniscope One")])
    (tmp_path / "decisions.yaml").write_text(text := decision_file(found.decide, "fr"))
    assert "# Pour\u202f: le même nom" in text
    read = read_records([tmp_path / "decisions.yaml"])
    assert read.problems == []
    (decision,) = [r for r in read.records.values() if isinstance(r, Decision)]
    assert (decision.verdict, [said.name for said in decision.about]) == ("unsure", ['Omniscope "One", Inc.', "Omniscope One"])
    assert duplicates_document(Proposed(found, (), ()), "fr").json["pairs"][0]["reason"] == "likely"


LETTERS = st.text(alphabet="abcdefgh ", min_size=1, max_size=18)


@given(LETTERS, LETTERS)
def test_comparison_is_symmetric(one: str, other: str) -> None:
    there = propose([candidate("a/1", one), candidate("b/1", other)], 50)
    back = propose([candidate("a/1", other), candidate("b/1", one)], 50)
    assert [p.score for p in there] == [p.score for p in back]
