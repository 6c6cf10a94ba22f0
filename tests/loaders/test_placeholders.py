"""What stands where a name should stand: nobody, not known, or oneself."""

from __future__ import annotations

import pytest

from maillon.loaders.placeholders import Placeholder, is_unnamed, placeholder


@pytest.mark.parametrize(
    ("meaning", "cells"),
    [
        (
            Placeholder.UNKNOWN,
            "NC|N.C.|n. c.|non renseigné|Non communiquée|/|.|--|???|TBD|to be confirmed|à définir|not disclosed|Undisclosed|voir annexe|"
            "cf. annexe 3|see attached list|"
            "Divers|various|inconnu|\\N|pas encore connu|not yet known|NR|confidential",
        ),
        (Placeholder.NONE, "Aucun|aucune|néant|Sans objet|s.o.|N/A|none|pas de sous-traitant|no vendor|not applicable|Aucun (à ce jour)"),
        (Placeholder.ONESELF, "Interne|en interne|in-house|internal|auto-hébergé|Nous-mêmes|géré en interne|self hosted"),
    ],
)
def test_a_cell_without_a_name_says_one_of_three_things(meaning: Placeholder, cells: str) -> None:
    assert {cell: placeholder(cell) for cell in cells.split("|")} == dict.fromkeys(cells.split("|"), meaning)


@pytest.mark.parametrize(
    "name",
    [
        "Orange",
        "NASA",
        "X",
        "Total",
        "No Limit",
        "Interne Santé",
        "Divers & Fils",
        "Néant Conseil",
        "Sans Souci",
        "医院",
        "Internal Medicine Associates",
    ],
)
def test_a_name_is_not_taken_for_a_placeholder(name: str) -> None:
    assert placeholder(name) is None


@pytest.mark.parametrize(
    ("name", "unnamed"),
    [
        *(
            ("Unidentified Hospital", True),
            ("Unnamed Hospital", True),
            ("undisclosed third-party vendor", True),
            ("A Hospital in Ohio", True),
        ),
        *(("hôpital non précisé", True), ("Clinique anonyme", True), ("une clinique de Lyon", True), ("A Company", True)),
        *(("Hospital", True), ("The Clinic", True), ("Hôpital", True), ("la mutuelle", True), ("Mutuelle du Lac", False)),
        *(
            ("Unknown Worlds Entertainment", False),
            ("A Better Clinic", False),
            ("A Woman's Choice Clinic", False),
            ("Clinique du Lac", False),
        ),
    ],
)
def test_a_name_that_says_the_kind_alone_names_nobody(name: str, unnamed: bool) -> None:
    assert is_unnamed(name) is unnamed
