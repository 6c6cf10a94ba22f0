"""From what a person types to one thing, or to the candidates."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from maillon.graph.privacy import personal_identifier
from maillon.graph.records import DataCategory, Product
from maillon.graph.search_text import fold
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.find import HeldTexts, UnknownNameError, find, held_texts, resolve, search
from tests.support.drawing import draw, incident, org, people


@pytest.fixture
def named(store: Store) -> CypherReader:
    draw(
        store,
        org("ocealab", "Laboratory", name="Océalab", aliases=["Océalab (Morbihan)"], identifiers=["siren:508346673"]),
        org("weda", "SoftwareVendor", name="Weda"),
        Product.model_validate({"id": "product:weda", "name": "Weda", "evidence": ["s"]}),
        org("mutuelle-a", "Insurer", name="Mutuelle A"),
        org("mutuelle-b", "Insurer", name="Mutuelle B"),
        people("insured-of-a", name={"fr": "Assurés de A", "en": "Insured of A"}),
        incident("weda-2025-11", aliases=["the Weda case"]),
        DataCategory.model_validate({"id": "health-data", "name": {"fr": "données de santé", "en": "health data"}}),
    )
    return CypherReader(store)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("OCEALAB", "org:ocealab"),
        ("océalab", "org:ocealab"),
        ("ocealab morbihan", "org:ocealab"),
        ("508346673", "org:ocealab"),
        ("508 346 673", "org:ocealab"),
        ("org:ocealab", "org:ocealab"),
        ("assures de a", "population:insured-of-a"),
        ("Insured of A", "population:insured-of-a"),
        ("données de santé", "data:health-data"),
        ("the weda case", "incident:weda-2025-11"),
    ],
)
def test_case_accents_and_punctuation_do_not_matter(named: CypherReader, text: str, found: str) -> None:
    assert find(named, text).matches[0].node.id == found
    assert resolve(named, text).id == found


def test_whole_names_come_before_parts_and_every_kind_is_searched(named: CypherReader) -> None:
    ids = [(m.node.id, m.exact) for m in find(named, "weda").matches]
    assert ids[:2] == [("org:weda", True), ("product:weda", True)]
    assert ("incident:weda-2025-11", False) in ids


# org:weda "Weda"    product:weda "Weda"    incident:weda-2025-11
def test_a_name_of_two_things_is_never_taken_for_one_of_them(named: CypherReader) -> None:
    for labels in (None, ("Organisation", "Product", "Incident"), ("Product", "Organisation")):
        for text in ("Weda", "weda"):
            with pytest.raises(UnknownNameError, match=r"could be several things: org:weda \(Weda\), product:weda \(Weda\)"):
                resolve(named, text, labels=labels)


def test_a_name_is_of_one_thing_where_the_other_could_not_stand(named: CypherReader) -> None:
    assert resolve(named, "Weda", labels=("Product",)).id == "product:weda"
    assert resolve(named, "weda-2025-11", labels=("Incident",)).id == resolve(named, "weda-2025-11").id == "incident:weda-2025-11"
    assert resolve(named, "health-data", labels=("DataCategory",)).id == "data:health-data"


def test_a_name_of_another_kind_of_thing_is_told_what_it_is_and_what_is_wanted(named: CypherReader) -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve(named, "Océalab", labels=("Incident", "Population"))
    assert str(caught.value) == "'Océalab' names org:ocealab (Océalab); what is asked for here is an incident or a cohort of people"
    french = "«\u202fOcéalab\u202f» désigne org:ocealab (Océalab)\u202f; il faut ici un incident ou un groupe de personnes"
    assert caught.value.say("fr") == french
    with pytest.raises(UnknownNameError, match="'org:weda' names org:weda"):
        resolve(named, "org:weda", labels=("Incident",))


def test_several_candidates_are_listed_and_none_is_chosen(named: CypherReader) -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve(named, "mutuelle")
    assert caught.value.several
    assert [n.id for n in caught.value.candidates] == ["org:mutuelle-a", "org:mutuelle-b"]
    assert "org:mutuelle-a (Mutuelle A)" in str(caught.value)
    assert "plusieurs choses" in caught.value.say("fr")


def test_a_name_that_nothing_has_shows_the_closest_ones(named: CypherReader) -> None:
    with pytest.raises(UnknownNameError, match=r"nothing is called 'Ocealap'; closest: org:ocealab") as caught:
        resolve(named, "Ocealap")
    assert not caught.value.several
    with pytest.raises(UnknownNameError, match="look with: maillon find"):
        resolve(named, "zzzzzzzzzz")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((text, "org:aesio") for text in ("aesio", "æsio", "Aésio", "ÆSIO", "a\u0308esio")),
        *((text, "org:strom") for text in ("strøm", "strom", "STRØM")),
        *((text, "org:laerdal") for text in ("lærdal", "laerdal")),
        *((text, "org:lodz") for text in ("łódź", "lodz", "ŁÓDŹ", "łodz")),
        *((text, "org:strasse") for text in ("straße", "strasse", "STRAẞE")),
        *((text, "org:istanbul") for text in ("istanbul sağlık", "ISTANBUL SAGLIK", "İstanbul", "ıstanbul")),
    ],
)
def test_a_name_is_found_with_and_without_a_key_for_its_letters(store: Store, text: str, found: str) -> None:
    draw(
        store,
        org("aesio", name="Aésio", aliases=["Æsio"]),
        org("sio", name="SIO Group"),
        org("strom", name="Strøm"),
        org("laerdal", name="Lærdal"),
        org("lodz", name="Łódź"),
        org("strasse", name="Straße"),
        org("istanbul", name="İstanbul Sağlık"),
    )
    reader = CypherReader(store)
    assert find(reader, text).matches[0].node.id == found
    assert resolve(reader, text).id == found


@pytest.mark.parametrize("text", ["", " ", "--", "'", "\\", "}) DETACH DELETE n //", "`", "%", "*", "\x00", "🙂", "x" * 10_000])
def test_odd_texts_find_nothing_and_break_nothing(store: Store, named: CypherReader, text: str) -> None:
    before = store.graph_hash()
    assert find(named, text).matches == ()
    with pytest.raises(UnknownNameError):
        resolve(named, text)
    assert store.graph_hash() == before


def test_no_more_is_listed_than_asked_for(named: CypherReader) -> None:
    every, two = find(named, "a"), find(named, "a", limit=2)
    assert two.matches == every.matches[:2]
    assert (two.cut, every.cut) == (len(every.matches) - 2, 0)


def test_a_whole_name_among_many_longer_ones_is_not_cut_off_with_them(store: Store) -> None:
    draw(store, *(org(f"x{n}", name=f"Sud {n}") for n in range(60)), org("long", name="A much longer name than theirs", aliases=["Sud"]))
    assert find(CypherReader(store), "sud", limit=1).matches[0].node.id == "org:long"
    assert resolve(CypherReader(store), "sud").id == "org:long"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
    .filter(fold)
    .filter(str.isprintable)  # what is not seen is refused in a name
    .filter(lambda name: personal_identifier(name) is None)
)
@example("0:0")
def test_a_thing_is_found_by_its_own_name_whatever_it_is(store: Store, name: str) -> None:
    draw(store, org("x", name=name))
    assert [m.node.id for m in find(CypherReader(store), name).matches] == ["org:x"]


@pytest.mark.parametrize("text", ["oce", "OCÉALAB", "org:ocealab", "508 346 673", "zzz", "ocealap", "x" * 3000, ""])
def test_a_search_in_what_is_held_finds_what_the_store_finds(named: CypherReader, text: str) -> None:
    held = held_texts(named)
    for limit in (0, 2):
        assert search(named, text, limit=limit, held=held) == search(named, text, limit=limit)


def answered(reader: CypherReader, text: str, labels: tuple[str, ...] | None, held: HeldTexts | None) -> tuple[str, ...]:
    """The id that a text means, or what is said, with the ids of the candidates."""
    try:
        return (resolve(reader, text, labels=labels, held=held).id,)
    except UnknownNameError as error:
        return (str(error), *(node.id for node in error.candidates))


@pytest.mark.parametrize("labels", [None, ("Organisation",), ("Incident",), ("Organisation", "Product")])
@pytest.mark.parametrize("text", ["oce", "OCÉALAB", "org:ocealab", "ocealab", "508 346 673", "zzz", "ocealap", "x" * 3000, ""])
def test_a_name_means_in_what_is_held_what_it_means_in_the_store(named: CypherReader, text: str, labels: tuple[str, ...] | None) -> None:
    assert answered(named, text, labels, held_texts(named)) == answered(named, text, labels, None)
