"""Who is who inside a table: places, numbers and letters tell organisations apart; nothing falls together in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillon.graph.records import Organisation, RelationsRecord
from maillon.loaders import sae, table
from maillon.loaders.base import Reading

SOURCE = "source: {publisher: Drawn}"
ORGANISATIONS = f"kind: table-mapping\ndataset: drawn\n{SOURCE}\nrows: organisations\n"


def read(folder: Path, text: str, mapping: str) -> Reading:
    (folder / "drawn.csv").write_text(text, "utf-8")
    (folder / "mapping.yaml").write_text(mapping, "utf-8")
    return table.read([folder / "drawn.csv", folder / "mapping.yaml"], dataset=None, strict=False)


def organisations(reading: Reading) -> dict[str, Organisation]:
    return {i: r for i, r in reading.records.items() if isinstance(r, Organisation) and i.startswith("org:")}


def arrows(reading: Reading) -> set[tuple[str, str, str]]:
    return {
        (r.who, r.verb, r.target) for record in reading.records.values() if isinstance(record, RelationsRecord) for r in record.relations
    }


# one name, six towns, one of them in three spellings, one in two arrondissements
def test_an_organisation_known_by_name_only_is_one_a_place(tmp_path: Path) -> None:
    rows = [
        "Clinique du Parc,FR,71400,Autun,",
        "Clinique du Parc,FR,24000,Périgueux,",
        "CLINIQUE DU PARC,FR,42000,Saint-Étienne,",
        "Clinique du Parc,FR,,ST ETIENNE CEDEX 2,42",
        "Clinique du Parc,FR,,Saint Etienne,Loire",
        "Clinique du Parc,FR,75012,Paris,",
        "Clinique du Parc,FR,,PARIS 15E ARRONDISSEMENT,75",
        "Clinique du Parc,FR,,,",
    ]
    columns = "columns: {name: Nom, country: Pays, postcode: CP, town: Ville, region: Dep}\n"
    reading = read(tmp_path, "\n".join(["Nom,Pays,CP,Ville,Dep", *rows]), ORGANISATIONS + columns)
    assert set(organisations(reading)) == {
        "org:drawn/clinique-du-parc.fr-71.autun",
        "org:drawn/clinique-du-parc.fr-24.perigueux",
        "org:drawn/clinique-du-parc.fr-42.st-etienne",
        "org:drawn/clinique-du-parc.fr-75.paris-12",
        "org:drawn/clinique-du-parc.fr-75.paris-15",
        "org:drawn/clinique-du-parc.fr",
    }
    autun = organisations(reading)["org:drawn/clinique-du-parc.fr-71.autun"]
    assert (autun.region, autun.town, autun.postcode) == ("FR-71", "Autun", "71400")
    assert autun.former_ids == ["org:drawn/clinique-du-parc.fr"]


def test_without_a_place_namesakes_are_one_inside_the_list_and_it_is_said_with_their_lines(tmp_path: Path) -> None:
    text = "Name,Role\nMemorial Hospital,Hospital\nMemorial Hospital,Clinic\nWillow,Hospital\n"
    reading = read(tmp_path, text, ORGANISATIONS + "columns: {name: Name, role: Role}\n")
    (told,) = reading.warnings
    assert told.code == "together"
    assert "'Memorial Hospital' (lines 2, 3)" in told.say("en")
    assert "2 lignes" in told.say("fr")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ærø Sygehus", "Rø Sygehus"),
        ("Городская больница 5", "Городская клиника 5"),
        ("401 Γενικό Νοσοκομείο", "401 Στρατιωτικό Νοσοκομείο"),
        ("中山医院", "钟山医院"),  # written alike in Latin letters
        ("مستشفى الملك فهد", "مستشفى الملك خالد"),
        ("בית חולים 5", "מרפאה 5"),
        ("Clinique A+", "Clinique A"),
    ],
)
def test_letters_that_tell_two_organisations_apart_stay_in_their_ids(tmp_path: Path, one: str, other: str) -> None:
    reading = read(tmp_path, f"Name,X\n{one},1\n{other},2\n", ORGANISATIONS + "columns: {name: Name}\nignore: [X]\n")
    assert {o.name for o in organisations(reading).values()} == {one, other}


@pytest.mark.parametrize(
    ("pointed", "bare"),
    [("בֵּית חוֹלִים הַדַּסָּה", "בית חולים הדסה"), ("مُسْتَشْفَى المَلِك فَهْد", "مستشفى الملك فهد"), ("مســتشفى الملك فهد", "مستشفى الملك فهد")],
)
def test_vowels_that_are_mostly_not_written_tell_nobody_apart(tmp_path: Path, pointed: str, bare: str) -> None:
    reading = read(tmp_path, f"Name,X\n{pointed},1\n{bare},2\n", ORGANISATIONS + "columns: {name: Name}\nignore: [X]\n")
    assert len(organisations(reading)) == 1


# site (FINESS 010000024, SIRET) ──SITE_OF──▶ body (SIREN 260100045)
def test_a_row_with_two_numbers_is_a_site_of_its_body_and_the_key_between_both(tmp_path: Path) -> None:
    mapping = ORGANISATIONS + "columns: {name: rs, id: fi, id_2: siret}\nschemes: {id: finess, id_2: siret}\n"
    reading = read(tmp_path, "fi,rs,siret\n010000024,CH DE FLEYRIAT,26010004500012\n", mapping)
    (site,) = organisations(reading).values()
    assert (site.id, site.identifiers) == ("org:finess/010000024", ["finess:010000024", "siret:26010004500012"])
    assert arrows(reading) == {("org:finess/010000024", "site_of", "org:siren/260100045")}


def test_the_body_of_a_site_is_given_by_name_or_number(tmp_path: Path) -> None:
    mapping = ORGANISATIONS + "columns: {name: rs, id: fi, site_of: ej, site_of_id: fi_ej}\nschemes: {id: finess, site_of_id: finess-ej}\n"
    reading = read(tmp_path, "fi,rs,fi_ej,ej\n010000024,CH DE FLEYRIAT,010780054,CH DE BOURG\n", mapping)
    assert arrows(reading) == {("org:finess/010000024", "site_of", "org:finess-ej/010780054")}
    assert organisations(reading)["org:finess-ej/010780054"].name == "CH DE BOURG"


def test_establishments_of_one_body_in_a_list_of_them_stay_apart(tmp_path: Path) -> None:
    mapping = ORGANISATIONS + "columns: {name: Nom, id: SIRET}\nschemes: {id: siret}\n"
    reading = read(tmp_path, "Nom,SIRET\nHôpital du Val,55208131766522\nHôpital du Mont,55208131700018\n", mapping)
    assert arrows(reading) == {
        ("org:siret/55208131766522", "site_of", "org:siren/552081317"),
        ("org:siret/55208131700018", "site_of", "org:siren/552081317"),
    }


RELATIONS = f"kind: table-mapping\ndataset: drawn\n{SOURCE}\nrows: relations\nconstants: {{verb: delegates_to}}\n"
SUPPLIERS = RELATIONS + "columns: {who: Client, whom: Fournisseur, whom_id: SIRET}\nschemes: {whom_id: siret}\n"


# La Poste's rule, wrong digits, Luhn without a SIREN, zeros; and one body by SIREN and by SIRET
def test_the_party_of_a_contract_is_the_legal_body_and_bad_numbers_join_nobody(tmp_path: Path) -> None:
    rows = [
        "CH du Hallier,La Poste,35600000049837",
        "CH du Hallier,Poste inventée,35600000049838",
        "CH du Hallier,Pinson Cloud,55566677788899",
        "CH du Hallier,Zéro Pointé,000000000",
        "CH du Hallier,Grive Santé,SIREN 999906258",
        'CH du Hallier,Grive Santé,"99990625800259\n"',
    ]
    reading = read(tmp_path, "\n".join(["Client,Fournisseur,SIRET", *rows]), SUPPLIERS)
    assert (reading.read, [p.line for p in reading.rejected]) == (6, [3, 4, 5])
    assert {target for _, _, target in arrows(reading)} == {"org:siren/356000000", "org:siren/999906258"}
    grive = organisations(reading)["org:siren/999906258"]
    assert grive.identifiers == ["siren:999906258", "siret:99990625800259"]


# one SIREN, two SIRET, names that share nothing: two establishments below their body, and it is not they who are one
def test_establishments_whose_names_share_nothing_are_not_made_one_by_their_body(tmp_path: Path) -> None:
    rows = ["Us,Hôpital du Val,99990625800259", "Us,Clinique des Lilas,99990625800010"]
    reading = read(tmp_path, "\n".join(["Client,Fournisseur,SIRET", *rows]), SUPPLIERS)
    sites = {"org:siret/99990625800259", "org:siret/99990625800010"}
    assert {(who, whom) for who, verb, whom in arrows(reading) if verb == "site_of"} == {(site, "org:siren/999906258") for site in sites}
    assert {whom for _, verb, whom in arrows(reading) if verb == "delegates_to"} == sites


def test_one_number_under_two_names_that_share_nothing_is_said_with_the_lines(tmp_path: Path) -> None:
    mapping = RELATIONS + "columns: {who: Client, whom: Fournisseur, whom_id: SIREN}\nschemes: {whom_id: siren}\n"
    reading = read(tmp_path, "Client,Fournisseur,SIREN\nUs,Grive Santé,999906258\nUs,Pinson Cloud,999906258\n", mapping)
    told = next(p for p in reading.warnings if p.code == "number.names")
    assert "siren 999906258" in told.say("en")
    assert "lines 2, 3" in told.say("en")


def test_numbers_of_two_bodies_in_one_row_reject_it(tmp_path: Path) -> None:
    mapping = ORGANISATIONS + "columns: {name: Nom, id: SIREN, id_2: SIRET}\nschemes: {id: siren, id_2: siret}\n"
    text = "Nom,SIREN,SIRET\nGrive,552081317,99990625800259\nMerle,552081317,55208131766522\n"
    reading = read(tmp_path, text, mapping)
    assert [p.code for p in reading.rejected] == ["id.two_bodies"]


def test_a_list_whose_places_are_those_of_head_offices_says_so_of_each(tmp_path: Path) -> None:
    mapping = ORGANISATIONS + "place_of: head_office\ncolumns: {name: Nom, town: Ville}\n"
    (found,) = organisations(read(tmp_path, "Nom,Ville\nGrive,Puteaux\n", mapping)).values()
    assert (found.place_of, found.town) == ("head_office", "Puteaux")


def test_a_former_name_is_another_name(tmp_path: Path) -> None:
    mapping = ORGANISATIONS + "columns: {name: Nom, former_name: Ancien}\n"
    (found,) = organisations(read(tmp_path, "Nom,Ancien\nHôpital Sud,Clinique des Lilas\n", mapping)).values()
    assert found.aliases == ["Clinique des Lilas"]


@pytest.mark.parametrize("postcode", ["2021 Mar 17 12:00:00 AM", "71 400 (Autun)", "7" * 3000])
def test_a_postcode_that_is_none_costs_its_row_and_no_other(postcode: str, tmp_path: Path) -> None:
    mapping = ORGANISATIONS + "columns: {name: Name, postcode: CP, town: Town}\nconstants: {country: FR}\n"
    reading = read(tmp_path, f"Name,CP,Town\nClinique du Parc,{postcode},Autun\nClinique du Lac,71400,Autun\n", mapping)
    assert [(problem.line, problem.code) for problem in reading.rejected] == [(2, "party.postcode")]
    assert [found.name for found in organisations(reading).values()] == ["Clinique du Lac"]


def test_a_second_name_that_is_longer_than_any_costs_its_row_and_no_other(tmp_path: Path) -> None:
    rows = f"fi;rs;rscom;fi_ej;an\n010000024;CH DU LAC;{'x' * 3000};010780054;2022\n010780062;CH DU PARC;;010780054;2022\n"
    (tmp_path / "ID_2022.csv").write_text(rows, "utf-8")
    reading = sae.read([tmp_path / "ID_2022.csv"], dataset=None, strict=False)
    assert [(problem.line, problem.code) for problem in reading.rejected] == [(2, "name.long")]
    assert [found.name for found in organisations(reading).values()] == ["CH DU PARC"]
