"""Kinds of data by the words of lists, French and English; what may be wrong is left unread."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.kinds import measured
from maillon.loaders.categories import known_categories
from maillon.loaders.kinds_of_data import WORDS, kinds_named
from maillon.yaml_core import parse

TABLE = parse(WORDS.read_text(encoding="utf-8")).data
PHRASES = [
    (language, category, phrase)
    for language, table in TABLE.items()
    for category, lists in table.items()
    if category not in ("not", "around", "none")
    for phrases in lists
    for phrase in phrases
]


@pytest.mark.parametrize(
    ("item", "kinds"),
    [
        ("nom, prénom, date de naissance", "identity birth-date"),
        ("N° de Sécurité sociale", "national-insurance-number"),
        ("numéros de sécu", "national-insurance-number"),
        ("Dossiers médicaux", "medical-documents"),
        ("Comptes-rendus d’analyses médicales", "medical-documents"),
        ("Données vaccinales", "health-data"),
        ("semaines d'aménorrhée à la naissance", "health-data"),
        ("Numéro de contrat", "member-number"),
        ("Dates de couverture", "insurance-contract"),
        ("CVV", "payment-card"),
        ("Numéro de carte bleue (partiel)", "payment-card"),
        ("documents d'identité", "identity-document"),
        ("orientations sexuelles", "sexual-orientation"),
        ("Convictions religieuses", "beliefs"),
        ("adresse IP", "online-identifiers"),
        ("adresse", "postal-address"),
        ("e-mails", "email"),
        ("date et lieu de naissance", "birth-date birth-place"),
    ],
)
def test_an_item_of_a_french_list_names_its_kinds_of_data(item: str, kinds: str) -> None:
    assert kinds_named(item, "fr") == set(kinds.split())


@pytest.mark.parametrize(
    "item",
    ["Rang de naissance", "pas de données bancaires", "aucun mot de passe", "identifiant externe", "carte de fidélité", "couleur préférée"]
    + ["nom de l'opticien", "Certificat de naissance", "adresse du magasin", "Centre hospitalier", "hors IBAN"],
)
def test_what_only_sounds_like_a_kind_is_left_unread(item: str) -> None:
    assert kinds_named(item, "fr") == set()


@pytest.mark.parametrize(
    ("item", "kinds"),
    [
        ("Social Security numbers", "national-insurance-number"),
        ("names and addresses", "identity postal-address"),
        ("driver’s license number", "identity-document"),
        ("medical record numbers", "patient-number"),
        ("e-mail addresses", "email"),
        ("no passwords, not even hashed", "account-credentials"),
        ("birth order", ""),
    ],
)
def test_an_item_of_an_english_list_names_its_kinds_of_data(item: str, kinds: str) -> None:
    expected = set() if "not even" in item else set(kinds.split())
    assert kinds_named(item, "en") == expected


def test_each_word_stands_under_a_category_that_is_known() -> None:
    assert {category for _, category, _ in PHRASES} <= set(known_categories())


TYPED: list[Callable[[str], str]] = [
    str.upper,
    str.title,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace(" ", "-"),
    lambda text: text.replace("'", "’"),
]


@given(st.sampled_from(PHRASES), st.sampled_from(TYPED))
def test_a_phrase_is_known_however_it_is_typed(entry: tuple[str, str, str], typed: Callable[[str], str]) -> None:
    language, category, phrase = entry
    assert category in kinds_named(typed(phrase.removeprefix("=")), language)


def test_of_items_that_the_words_were_not_written_on_few_are_wrong() -> None:
    found = measured()
    assert sum(map(len, found.values())) == 202
    assert found["wrong"] == []
    assert len(found["right"]) >= 114
