"""The register of processing in which each activity has a sheet of its own, as the French authority's model has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from maillon.graph.records import Organisation, Relation, RelationsRecord
from maillon.loaders import processors
from maillon.loaders.base import Reading
from maillon.loaders.problems import BadInputError
from tests.support.workbooks import as_book

Lines = list[list[str | float]]


def sheet(controller: str, activity: str, recipients: Lines, *more: list[str | float]) -> Lines:
    """A filled-in sheet of the model; `more` are lines of its last block, of transfers."""
    return [
        ["Fiche de registre de l'activité", "", "", "Référence", "A-1"],
        ["Description du traitement"],
        ["Nom du traitement", activity],
        ["Mise à jour", "10/11/2025"],
        ["Acteurs", "Nom", "Adresse", "Téléphone"],
        ["Responsable du traitement", controller, "1 rue Inventée", "01 99 00 00 00"],
        ["Délégué à la protection des données", "Camille ÉCHANTILLON", "1 rue Inventée", "01 99 00 00 01"],
        ["Responsable(s) conjoint(s)", ""],
        ["Catégories de données personnelles concernées", "Description", "", "Durée de conservation"],
        ["Données concernant la santé", "Décomptes" if activity else "", "", ""],
        ["Données de localisation (déplacements, données GPS, GSM, etc.)", "Non" if activity else ""],
        ["Numéro de Sécurité Sociale (ou NIR)", "", "", ""],
        ["Catégories de personnes concernées", "Catégorie", "", "Description"],
        ["Catégorie de personnes 1", "Adhérents" if activity else ""],
        ["Destinataires", "Type de destinataire", "", "Détails"],
        *recipients,
        ["Transferts hors UE", "Destinataire", "Pays", "Type de garanties"],
        *more,
    ]


TWO: Lines = [
    ["Destinataire 1", "Sous-traitants", "", "Bleu Payant\nAzur Mesure Inc. (mesure d'audience)\nM. Jean Exemple (consultant)"],
    ["Destinataire 2", "Service interne qui traite les données", "", "Gestion"],
    ["Destinataire 3", "Sous-traitants", "", "à définir"],
]


def register(tmp_path: Path, sheets: Mapping[str, Lines], owner: str | None = None) -> Reading:
    book: dict[str, Lines] = {"Tutoriel": [["Mode d'emploi"]], "Modèle de fiche": sheet("", "", [["Destinataire 1", ""]]), **sheets}
    path = tmp_path / "registre.xlsx"
    path.write_bytes(as_book(book))
    return processors.read([path], dataset="own", strict=False, owner=owner)


def relations(reading: Reading) -> list[Relation]:
    found = [r for record in reading.records.values() if isinstance(record, RelationsRecord) for r in record.relations]
    return [r for r in found if r.verb == "delegates_to"]


# Mutuelle du Lac ──▶ Bleu Payant, Azur Mesure Inc. (US), a consultant without a name, somebody who is to be chosen
def test_each_processor_of_an_activity_is_a_row_and_other_recipients_are_none(tmp_path: Path) -> None:
    abroad: list[str | float] = ["Organisme destinataire 1", "Azur Mesure Inc.", "États-Unis", "Clauses"]
    reading = register(tmp_path, {"A1": sheet("Mutuelle du Lac", "Soins", TWO, abroad), "exemple": sheet("Exemple", "Paie", TWO[:1])})
    assert {r.who for r in relations(reading)} == {"org:own/mutuelle-du-lac"}
    found = {r.target.removeprefix("org:own/").partition(".")[0]: (r.service, r.data, r.scope, r.seen_on) for r in relations(reading)}
    said = (["health-data", "insurance-claims"], "insurance", "2025-11-10")
    assert found == {
        "bleu-payant": ("soins", *said),
        "azur-mesure-inc": ("mesure-daudience", *said),
        "consultant": ("soins", *said),
        "unknown": ("soins", *said),
    }
    azur = reading.records["org:own/azur-mesure-inc"]
    assert isinstance(azur, Organisation)
    assert azur.country == "US"
    assert "chantillon" not in repr(reading.records).casefold()  # contacts are nowhere
    assert (reading.read, reading.used, dict(reading.left_out)) == (
        8,
        4,
        {"a recipient that is no processor": 1, "the example of the model": 3},
    )
    assert [p.code for p in reading.warnings] == ["list.owner_read", "list.day_read", "book.others"]
    assert reading.listed_on == dt.date(2025, 11, 10)


def test_activities_of_several_controllers_need_to_be_told_whose_register_it_is(tmp_path: Path) -> None:
    sheets = {"A1": sheet("Mutuelle du Lac", "Soins", TWO[:1]), "A2": sheet("Lac Prévoyance", "Arrêts", TWO[:1])}
    with pytest.raises(BadInputError, match="whose list is this"):
        register(tmp_path, sheets)
    reading = register(tmp_path, sheets, "Mutuelle du Lac")
    assert {r.who for r in relations(reading)} == {"org:own/mutuelle-du-lac", "org:own/lac-prevoyance"}
    assert len({r.target for r in relations(reading) if "bleu" in r.target}) == 1
    assert (reading.read, reading.used) == (6, 6)


def test_the_model_may_be_in_english(tmp_path: Path) -> None:
    (tmp_path / "record.xlsx").write_bytes(
        as_book(
            {
                "R1": [
                    ["Name of the processing activity", "Payroll"],
                    ["Actors", "Name"],
                    ["Data controller", "North Mutual"],
                    ["Categories of data", "Description"],
                    ["Health", "prescriptions"],
                    ["Recipients", "Kind", "Details"],
                    ["Recipient 1", "Processors", "Example Payroll"],
                ]
            }
        )
    )
    reading = processors.read([tmp_path / "record.xlsx"], dataset="own", strict=False)
    ((who, whom, data),) = [(r.who, r.target, r.data) for r in relations(reading)]
    assert (who, whom, data) == ("org:own/north-mutual", "org:own/example-payroll", ["health-data", "prescriptions"])
