"""The answer to a question of the library, as people read it: terms in words, days and figures spoken, names in their language."""

from __future__ import annotations

import datetime as dt

import pytest

from maillon.queries.subgraph import Node
from maillon.reports.question_values import answer_table, ids_named, told
from tests.support.spaces import typed

OPTICIANS = Node("org:o", ("Organisation",), "Opticians of the portal", name_fr="Opticiens du portail", named=False)


@pytest.mark.parametrize(
    ("column", "cell", "french", "english"),
    [
        ("status", "confirmed", "confirmé", "confirmed"),
        ("effects", ["availability", "confidentiality"], ["disponibilité", "confidentialité"], ["availability", "confidentiality"]),
        ("relation", "DELEGATES_TO", "confie un service à", "entrusts a service to"),
        ("outcome", "observed (confirmed org:cnil)", "constaté (confirmé par org:cnil)", "observed (confirmed by org:cnil)"),
        ("when", "after", "après la fin de la relation", "after the relation had ended"),
        ("made_on", "2025-12-08~", "vers le 8 déc. 2025", "about 2025-12-08"),
        ("since", "2020-23", "automne 2020", "autumn 2020"),
        ("detected_on", dt.date(2024, 1, 1), "1er janv. 2024", "2024-01-01"),
        ("size_low", 20_000_000, "20 000 000", "20,000,000"),
        ("text_fr", "hacking.use of stolen creds", "piratage : usage d'identifiants volés", "hacking: use of stolen credentials"),
        ("question_fr", ["Qui ?", "Où ?"], "Qui ? Où ?", "Qui ? Où ?"),
        ("incident", "incident:x", "incident:x", "incident:x"),
        ("known", False, False, False),
        ("until", None, None, None),
    ],
)
def test_a_value_is_told_in_the_language_of_the_reader(column: str, cell: object, french: object, english: object) -> None:
    for lang, expected in (("fr", french), ("en", english)):
        found = told(column, cell, lang)
        assert (typed(found) if isinstance(found, str) else found) == expected


def test_a_text_in_both_languages_is_one_column_and_names_are_those_of_the_reader() -> None:
    heads = {"client": "client", "name": "nom", "text_fr": "texte (fr)", "text_en": "texte (en)"}
    row = ["org:o", "Opticians of the portal", "bonjour", "hello"]
    assert ids_named([row]) == {"org:o"}
    french, english = (answer_table(heads, [row], {"org:o": OPTICIANS}, lang) for lang in ("fr", "en"))
    assert (list(french.columns), french.rows[0]) == (["client", "nom", "texte"], ["org:o", "Opticiens du portail", "bonjour"])
    assert english.rows[0] == ["org:o", "Opticians of the portal", "hello"]
    assert answer_table(heads, [row], {}, "fr").rows[0][1] == "Opticians of the portal"
