"""Products that contracts may name: proposed with the words, weighed, decided by a person, and never taken for said."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from maillon.graph.projection import project
from maillon.graph.records import Decision, Product
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.product_hints import ProductHint, ProductNames, product_hints, words_of_text
from maillon.reports.product_hints import hint_file
from tests.support.drawing import draw, drawn, load, org


def product(slug: str, name: str, *aliases: str) -> Product:
    return Product.model_validate({"id": f"product:{slug}", "name": name, "aliases": list(aliases), "evidence": ["s"]})


def contract(title: str, number: str = "c1", who: str = "hospital", whom: str = "agfa", more: str = "") -> str:
    note = json.dumps(f'Public contract, CPV 72261000 (Software): "{title}".')
    return f"org:{who} delegates_to org:{whom} {{contract: {number}, service: it-services, note: {{en: {note}, fr: {note}}}{more}}}"


def hints(store: Store) -> list[ProductHint]:
    return product_hints(CypherReader(store))


def shown(store: Store) -> list[tuple[str, int]]:
    return [(hint.product_name, hint.signals.score) for hint in hints(store)]


# hospital ──"maintenance of Orbis PMSI and Hexagone"──▶ agfa ◀──PROVIDED_BY── Orbis
ORBIS, HEXAGONE = product("orbis", "Orbis"), product("hexagone", "Hexagone")
DAYS = ", since: 2024-03-01, until: 2026-02-28, made_on: 2024-03-01"
MAINTENANCE = contract("MAINTENANCE DES SOLUTIONS ORBIS PMSI ET HEXAGONE", more=DAYS)


def test_a_contract_that_names_two_products_is_a_hint_for_each_and_no_relation(store: Store) -> None:
    draw(store, ORBIS, HEXAGONE, "product:orbis provided_by org:agfa", MAINTENANCE)
    found = hints(store)
    assert [(hint.who, hint.product, hint.likely) for hint in found] == [
        ("org:hospital", "product:orbis", True),
        ("org:hospital", "product:hexagone", True),
    ]
    assert found[0].signals.vendor, "who is entrusted provides it"
    assert found[0].namings[0].words == "MAINTENANCE DES SOLUTIONS ORBIS PMSI ET HEXAGONE"
    assert store.read("MATCH (:Organisation)-[r:USES]->() RETURN r") == []


def test_a_product_is_asked_once_for_all_contracts_of_an_organisation(store: Store) -> None:
    draw(store, HEXAGONE, contract("Hexagone, maintenance", "c1"), contract("Hexagone: formation", "c2"), contract("Autre", "c3"))
    (hint,) = hints(store)
    assert [naming.contract for naming in hint.namings] == ["c1", "c2"]


@pytest.mark.parametrize(
    ("title", "named", "least"),
    [
        ("Migration de la solution HiX 365", ["HiX 365"], 2),  # the longer name counts
        ("Licences HiX", ["HiX"], 2),
        ("Support d'Orbis", ["Orbis"], 2),  # behind an apostrophe
        ("Maintenance du logiciel M…diboard", ["Médiboard"], 2),  # a letter that the publisher lost
        ("Orbiscope", [], 0),  # a part of a word
        ("Maintenance", [], 0),  # the label of the code says "Software", and names none
        ("", [], 0),
    ],
)
def test_a_name_is_found_as_whole_words(title: str, named: list[str], least: int, store: Store) -> None:
    draw(
        store,
        ORBIS,
        product("sw", "Software"),
        product("hix", "HiX"),
        product("hix-365", "HiX 365", "HIX365"),
        product("m", "Médiboard"),
        contract(title),
    )
    assert [name for name, _ in shown(store)] == named
    assert all(score >= least for _, score in shown(store))


# "easily" is an English word, "Orange" a street and a body, "Vidal" who sells it: each weighs less than a name with a word of the trade
def test_a_name_that_is_a_common_word_or_a_bodys_is_weak_and_a_word_of_the_trade_or_its_vendor_helps(store: Store) -> None:
    draw(
        store,
        *(product("easily", "Easily"), product("orange", "Orange"), product("vidal", "Vidal"), ORBIS),
        org("vidal", name="Vidal France"),
        org("orange", name="Orange"),
        contract("Patients reach the ward more easily", "c1"),
        contract("Orange Street, refurbishment", "c2"),
        contract("Abonnement Vidal", "c3", whom="vidal"),
        contract("Lignes fixes", "c4", whom="orange"),
        contract("Logiciel Orbis", "c5"),
    )
    by_name = {hint.product_name: hint for hint in hints(store)}
    assert shown(store)[0][0] == "Orbis"
    assert {name for name, hint in by_name.items() if not hint.likely} == {"Easily", "Orange", "Vidal"}
    assert (by_name["Easily"].signals.plain, by_name["Orange"].signals.body, by_name["Vidal"].signals.body) == (2, "Orange", "Vidal France")
    load(store, drawn("product:vidal provided_by org:vidal"), "vendors")
    assert {hint.product_name: hint.likely for hint in hints(store)}["Vidal"] is True


def test_what_stands_outside_the_quoted_object_is_no_word_of_the_trade(store: Store) -> None:
    draw(store, ORBIS, contract("Orbis"))
    (hint,) = hints(store)
    assert hint.signals.trade == "", "'Software' is the label of the code"


def decided(store: Store, verdict: str) -> dict[str, Any]:
    """Load the drafted file with its first entry decided."""
    draft = yaml.load(hint_file(hints(store), "en"), yaml.BaseLoader)
    entry = draft["entries"][0]
    entry |= {verdict: entry.pop("unsure"), "decided_by": "the data-protection team", "on": "2026-03-01"}
    load(store, [Decision.model_validate(entry)], "decisions")
    return dict(entry)


# after "uses":  hospital ──USES {c1, 2024-03-01, planned 2026-02-28}──▶ orbis, on the notice and the decision
def test_a_decision_takes_effect_as_a_use_under_the_contract_on_the_notice_and_the_decision_and_is_undone(store: Store) -> None:
    draw(store, ORBIS, "product:orbis provided_by org:agfa", MAINTENANCE)
    before = store.graph_hash()
    decided(store, "uses")
    (row,) = store.read(
        "MATCH (o:Organisation {id: 'org:hospital'})-[r:USES]->(p:Product {id: 'product:orbis'}) RETURN r.contract AS contract, "
        "r.since_edtf AS since, r.planned_until_edtf AS planned, r.status AS status, r.evidence AS evidence, r.data AS data"
    )
    document = row.pop("evidence")
    assert row == {"contract": "c1", "since": "2024-03-01", "planned": "2026-02-28", "status": "reported", "data": None}
    assert len(document) == 2
    cited = next(one for one in document if one.startswith("decision."))
    (source,) = store.read("MATCH (s:Source {id: $id}) RETURN s.publisher AS who, s.published_edtf AS day", id=f"source:{cited}")
    assert source == {"who": "the data-protection team", "day": "2026-03-01"}
    assert hints(store) == [], "it is decided"
    store.unload("decisions")
    assert store.graph_hash() == before


def test_a_decision_against_is_not_asked_again_also_for_later_contracts_and_one_left_open_is(store: Store) -> None:
    draw(store, HEXAGONE, contract("Hexagone"))
    decided(store, "not_uses")
    assert hints(store) == []
    draw(store, HEXAGONE, contract("Hexagone"), contract("Hexagone", "c2"))
    assert hints(store) == []
    store.unload("decisions")
    decided(store, "unsure")
    assert [hint.product for hint in hints(store)] == ["product:hexagone"]


def test_a_decision_for_one_contract_leaves_a_later_one_to_be_asked(store: Store) -> None:
    draw(store, HEXAGONE, contract("Hexagone"))
    decided(store, "uses")
    draw(store, HEXAGONE, contract("Hexagone"), contract("Hexagone", "c2"))
    (hint,) = hints(store)
    assert ([naming.contract for naming in hint.namings], hint.signals.in_use) == (["c2"], True)


# org:hospital bears another id now: the use goes along
def test_a_decided_use_follows_its_organisation_to_a_new_id(store: Store) -> None:
    draw(store, HEXAGONE, contract("Hexagone"))
    decided(store, "uses")
    draw(store, HEXAGONE, org("siren/266900257", former_ids=["org:hospital"]), contract("Hexagone", who="siren/266900257"))
    users = store.read("MATCH (o:Organisation)-[:USES]->(:Product {id: 'product:hexagone'}) RETURN o.id AS id")
    assert [row["id"] for row in users] == ["org:siren/266900257"]


USE = [{"contract": "c1", "evidence": ["s"]}]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"uses": ["org:a", "org:b"], "contracts": USE}, "an organisation and a product"),
        ({"not_uses": ["product:a", "product:b"], "contracts": USE}, "an organisation and a product"),
        ({"uses": ["org:a", "product:b"]}, "contracts says where"),
        ({"same": ["org:a", "org:b"], "contracts": USE}, "contracts says where"),
        ({"same": ["org:a", "product:b"]}, "never one thing"),
        ({"unsure": ["org:a", "population:b"]}, "never one thing"),
        ({"uses": ["org:a", "product:b"], "unsure": ["org:a", "product:b"], "contracts": USE}, "a decision is one of"),
    ],
)
def test_a_decision_that_says_nothing_or_two_things_is_refused(said: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        Decision.model_validate({"decided_by": "us", "on": "2026", **said})


WORDS = st.sampled_from(["orbis", "hix", "365", "pmsi", "the", "vidal", "hoptimal"])


@given(st.lists(WORDS, max_size=12), st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=5))
def test_every_product_found_stands_there_and_no_word_is_in_two_names(text: list[str], names: list[list[str]]) -> None:
    known = ProductNames.of((f"product:{n}", [" ".join(name)]) for n, name in enumerate(names))
    words = words_of_text(" ".join(text))
    taken: dict[int, tuple[int, int]] = {}
    for found, _, first, after in known.within(words):
        assert [w for w, _, _ in words[first:after]] == names[int(found.removeprefix("product:"))]
        assert all(taken.setdefault(at, (first, after)) == (first, after) for at in range(first, after))


def test_the_same_decision_about_two_contracts_is_two_decisions() -> None:
    said = {"uses": ["org:a", "product:b"], "decided_by": "us", "on": "2026"}
    one, other = (Decision.model_validate({**said, "contracts": [{"contract": c, "evidence": ["s"]}]}) for c in ("c1", "c2"))
    assert one.id != other.id
    assert len([s for s in project(one) if "USES" in str(s)]) == 1
