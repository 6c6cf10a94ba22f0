"""Registers of organisations that lists join through: GLEIF (levels 1 and 2), FINESS (sites, legal entities), SAE (site, entity, group)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from maillon.graph.records import Organisation, Relation, RelationsRecord
from maillon.loaders import finess, gleif, sae
from maillon.loaders.base import Reading
from maillon.loaders.problems import BadInputError
from maillon.wording import key_of
from tests.support.registers import lei

OLD, NEW, CHILD, NOWHERE = lei("OLD"), lei("NEW"), lei("CHILD"), lei("NOWHERE")
LEVEL_1 = (
    "LEI,Entity.LegalName,Entity.LegalName.xmllang,Entity.LegalAddress.Country,Entity.LegalAddress.City,Entity.EntityCategory,"
    "Entity.EntityStatus,Entity.SuccessorEntity.1.SuccessorLEI,Entity.RegistrationAuthority.RegistrationAuthorityID,"
    "Entity.RegistrationAuthority.RegistrationAuthorityEntityID,Registration.RegistrationStatus"
)
LEVEL_2 = (
    "Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType,Relationship.RelationshipStatus,"
    "Relationship.Period.1.startDate,Relationship.Period.1.endDate,Relationship.Period.1.periodType,"
    "Registration.RegistrationStatus,Registration.LastUpdateDate"
)
DIRECT, ULTIMATE = "IS_DIRECTLY_CONSOLIDATED_BY", "IS_ULTIMATELY_CONSOLIDATED_BY"


def entity(code: str, name: str, *, status: str = "ISSUED", successor: str = "", category: str = "GENERAL", siren: str = "") -> str:
    return f"{code},{name},fr,FR,LYON,{category},ACTIVE,{successor},{'RA000189' if siren else ''},{siren},{status}"


def owns(child: str, parent: str, kind: str = DIRECT, period: str = ",,", status: str = "ACTIVE") -> str:
    return f"{child},{parent},{kind},{status},{period},PUBLISHED,2024-06-30T00:00:00Z"


def relations(reading: Reading) -> list[Relation]:
    return [relation for record in reading.records.values() if isinstance(record, RelationsRecord) for relation in record.relations]


def said(reading: Reading) -> set[tuple[str, str, str]]:
    return {(r.who, r.verb, r.target) for r in relations(reading)}


def organisation(reading: Reading, identifier: str) -> Organisation:
    found = reading.records[identifier]
    assert isinstance(found, Organisation)
    return found


def from_gleif(folder: Path, entities: Sequence[str] = (), relationships: Sequence[str] = ()) -> Reading:
    paths = []
    for name, header, rows in (("lei2.csv", LEVEL_1, entities), ("rr.csv", LEVEL_2, relationships)):
        if rows:
            (folder / name).write_text("\n".join([header, *rows]) + "\n", "utf-8")
            paths.append(folder / name)
    return gleif.read(paths, dataset=None, strict=False)


# old ──succeeded by──▶ new        lapsed and pending entries stay, a known number without a name too
def test_entities_are_organisations_whatever_became_of_their_registration_and_lead_to_their_successors(tmp_path: Path) -> None:
    rows = [entity(NEW, "Crevette Union"), entity(OLD, "Crevette Rose", status="MERGED", successor=NEW)]
    rows += [entity(CHILD, "Bouquet", status="LAPSED", successor=NOWHERE)]
    reading = from_gleif(tmp_path, rows)
    assert said(reading) == {
        (f"org:lei/{OLD.lower()}", "linked_with", f"org:lei/{NEW.lower()}"),
        (f"org:lei/{CHILD.lower()}", "linked_with", f"org:lei/{NOWHERE.lower()}"),
    }
    assert f"org:lei/{NOWHERE.lower()}" not in reading.records
    assert organisation(reading, f"org:lei/{CHILD.lower()}").town is None
    assert (reading.read, reading.used, reading.unread_fields) == (3, 3, {})


@pytest.mark.parametrize(("siren", "found"), [("552081317", True), ("552 081 317", True), ("552081318", False), ("B123", False)])
def test_a_number_of_a_french_register_is_a_siren_where_its_digits_hold(siren: str, found: bool, tmp_path: Path) -> None:
    reading = from_gleif(tmp_path, [entity(NEW, "Crevette Union", siren=siren)])
    identifiers = organisation(reading, f"org:lei/{NEW.lower()}").identifiers
    assert identifiers == sorted([f"lei:{NEW}", *(["siren:552081317"] if found else [])])


def test_natural_persons_and_annulled_entries_are_left_out_and_wrong_digits_rejected(tmp_path: Path) -> None:
    rows = [entity(OLD, "Jeanne Exemple", category="SOLE_PROPRIETOR"), entity(CHILD, "Double", status="DUPLICATE")]
    reading = from_gleif(tmp_path, [*rows, entity(NEW, "Crevette Union"), entity(f"{NEW[:-1]}X", "Faux")])
    assert {key_of(rule) for rule in reading.left_out} == {"gleif.left.person", "gleif.left.annulled"}
    assert [key_of(p.reason) for p in reading.rejected] == ["id.form"]
    assert reading.read == 4 == reading.used + len(reading.rejected) + reading.left_out.total()


# child ──direct, ultimate──▶ new
def test_direct_and_ultimate_parent_in_one_are_one_relation_that_says_both(tmp_path: Path) -> None:
    period = "2018-01-01T00:00:00Z,,RELATIONSHIP_PERIOD"
    reading = from_gleif(tmp_path, relationships=[owns(CHILD, NEW, DIRECT, period), owns(CHILD, NEW, ULTIMATE, period)])
    (relation,) = relations(reading)
    assert (relation.parent, relation.since, relation.until) == (["direct", "ultimate"], "2018-01-01", None)


def test_an_accounting_period_is_not_the_time_of_a_relation_and_nobody_owns_itself(tmp_path: Path) -> None:
    rows = [owns(CHILD, NEW, DIRECT, "2016-01-01T00:00:00Z,2016-12-31T00:00:00Z,ACCOUNTING_PERIOD"), owns(NEW, NEW, ULTIMATE)]
    rows += [owns(OLD, NEW, "IS_FUND-MANAGED_BY"), owns(OLD, NEW, "IS_INTERNATIONAL_BRANCH_OF")]
    rows += [owns(OLD, CHILD, status="INACTIVE")]
    reading = from_gleif(tmp_path, relationships=rows)
    assert {(r.verb, r.since, r.until) for r in relations(reading)} == {
        ("subsidiary_of", None, None),
        ("site_of", None, None),
        ("subsidiary_of", None, "../2024-06-30"),
    }
    assert {key_of(rule) for rule in reading.left_out} == {"gleif.left.itself", "gleif.left.kind"}


SITE = (
    "structureet;010000024;010780054;CH DE FLEYRIAT;CENTRE HOSPITALIER DE FLEYRIAT;;;900;RTE;DE PARIS;;;451;01;AIN;01440 VIRIAT;0474454647;"
    "0474454114;355;Centre Hospitalier (C.H.);1102;Centres Hospitaliers;26010004500012;8610Z;03;ARS;1;Etablissement public;1979-02-13;"
    "1979-02-13;2020-02-04;"
)
ENTITY = (
    'structureej;010780054;CH DE FLEYRIAT;CENTRE HOSPITALIER "DE" L\'AIN;;900;RTE;DE PARIS;;;;451;01440 VIRIAT;01;AIN;0474454647;13;'
    "Etablissement Public Communal d'Hospitalisation;;;260100045;8610Z;1979-02-13"
)
HEAD = "finess;etalab;111;2026-05-12"


def from_finess(folder: Path, *lines: str, encoding: str = "utf-8", head: str = HEAD) -> Reading:
    path = folder / "finess.csv"
    path.write_bytes("\n".join([head, *lines, ""]).encode(encoding))
    return finess.read([path], dataset=None, strict=False)


# site ──▶ legal entity
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_site_stands_below_the_legal_entity_that_runs_it(encoding: str, tmp_path: Path) -> None:
    reading = from_finess(tmp_path, SITE.replace("FLEYRIAT", "FLEYRIAT ÉTOILÉ"), ENTITY.replace('"DE"', '""DE""'), encoding=encoding)
    assert said(reading) == {("org:finess/010000024", "site_of", "org:finess-ej/010780054")}
    site, body = organisation(reading, "org:finess/010000024"), organisation(reading, "org:finess-ej/010780054")
    assert (site.name, site.aliases) == ("CENTRE HOSPITALIER DE FLEYRIAT ÉTOILÉ", ["CH DE FLEYRIAT ÉTOILÉ"])
    assert (site.roles, site.region, site.town, site.postcode) == (["Hospital"], "FR-01", "VIRIAT", "01440")
    assert site.identifiers == ["finess:010000024", "siret:26010004500012"]
    assert body.identifiers == ["finess-ej:010780054", "siren:260100045"]
    assert [r.seen_on for r in relations(reading)] == ["2026-05-12"]
    assert "PARIS" not in "".join(record.model_dump_json() for record in reading.records.values())


def test_those_who_take_people_in_at_home_have_no_place_and_natural_persons_are_left_out(tmp_path: Path) -> None:
    person = ENTITY.replace("Etablissement Public Communal d'Hospitalisation", "Personne Physique").replace("010780054", "010780062")
    reading = from_finess(tmp_path, SITE.replace(";355;", ";462;"), person, "geolocalisation;010000024;1;2")
    site = organisation(reading, "org:finess/010000024")
    assert (site.roles, site.region, site.town, site.postcode) == ([], None, None, None)
    assert {key_of(rule) for rule in reading.left_out} == {"finess.left.person", "finess.left.other"}


STRUCTURES = {
    "schemaVersion": "v1.0.0",
    "generatedAt": "2026-03-09T15:49:37Z",
    "gcc": [{"gccId": "1", "nomGcc": "Nord"}],
    "pmej": [
        {
            "informationsGeneralesPMEJ": {
                "denominationPm": "CH DE FLEYRIAT       ",
                "denominationLonguePmSmsse": "CENTRE HOSPITALIER DE L'AIN",
                "numFinessPm": "010780054",
                "siren": "260100045",
                "statutJuridique": "13",
            },
            "contact": [{"telecom": {"telephone": "0474454647"}}],
            "ege": [
                {
                    "informationsGeneralesEGE": {
                        "nomEgeCourt": "CH DE FLEYRIAT",
                        "nomEgeLong": "CENTRE HOSPITALIER DE FLEYRIAT",
                        "numFinessEge": "010000024",
                        "siret": "26010004500012",
                    },
                    "categorieentiteGeographiqueExercice": "355",
                    "adresse": [{"libelleVoie": "DE PARIS", "cogCommune": "01451", "ligneAcheminement": "VIRIAT", "codePostal": "01440"}],
                    "etatObjet": "A",
                },
                {
                    "informationsGeneralesEGE": {"nomEgeLong": "ANNEXE DU LAC", "numFinessEge": "010000032", "dateFermeture": "2019-03-03"},
                    "etatObjet": "I",
                },
                {"informationsGeneralesEGE": {"nomEgeLong": "FAUSSE", "numFinessEge": "010000025"}, "etatObjet": "A"},
            ],
        },
        {"informationsGeneralesPMEJ": {"denominationPm": "EXEMPLE MARIE", "numFinessPm": "010780062", "statutJuridique": "70"}},
    ],
}


# a site and a closed one ──▶ legal entity, as the new directory says it
def test_the_json_of_the_new_directory_says_what_the_lines_say(tmp_path: Path) -> None:
    path = tmp_path / "finess-structures.json"
    path.write_text(json.dumps(STRUCTURES), "utf-8")
    reading = finess.read([path], dataset=None, strict=False)
    lines = from_finess(tmp_path, SITE, ENTITY.replace('CENTRE HOSPITALIER "DE" L\'AIN', "CENTRE HOSPITALIER DE L'AIN"), head=HEAD)
    for number in ("org:finess/010000024", "org:finess-ej/010780054"):
        told, line = organisation(reading, number), organisation(lines, number)
        assert (told.name, told.aliases, told.roles, told.identifiers) == (line.name, line.aliases, line.roles, line.identifiers)
    site = organisation(reading, "org:finess/010000024")
    assert (site.region, site.town, site.postcode) == ("FR-01", "VIRIAT", "01440")
    assert {(r.who, r.seen_on, r.until) for r in relations(reading)} == {
        ("org:finess/010000024", "2026-03-09", None),
        ("org:finess/010000032", None, "2019-03-03"),
    }
    assert [p.code for p in reading.rejected] == ["id.check"]
    assert {key_of(rule): n for rule, n in reading.left_out.items()} == {"finess.left.person": 1}
    assert reading.read == 5 == reading.used + len(reading.rejected) + reading.left_out.total()
    assert not any(word in repr(dict(reading.records)) for word in ("PARIS", "0474454647", "MARIE"))
    (tmp_path / "other.json").write_text('{"releases": []}', "utf-8")
    with pytest.raises(BadInputError):
        finess.read([tmp_path / "other.json"], dataset=None, strict=False)


def test_an_overseas_department_a_missing_siret_and_a_short_name_are_read(tmp_path: Path) -> None:
    line = SITE.replace("010000024", "9A0102018").replace(";01;AIN;", ";9A;GUADELOUPE;").replace("26010004500012", "")
    wrong = SITE.replace("010000024", "010000025")
    short = SITE.replace("CENTRE HOSPITALIER DE FLEYRIAT", "").replace("26010004500012", "26010004500013")
    reading = from_finess(tmp_path, short, wrong, "structureet;010000024;x", line)
    assert organisation(reading, "org:finess/010000024").name == "CH DE FLEYRIAT"
    assert organisation(reading, "org:finess/010000024").identifiers == ["finess:010000024"]
    assert {key_of(p.reason) for p in reading.rejected} <= {"id.check", "table.ragged"}
    assert reading.read == 4 == reading.used + len(reading.rejected)


@pytest.mark.parametrize("head", ["nofinesset;rs", "", "structureet;010000024"])
def test_a_file_that_does_not_begin_as_finess_does_is_refused(head: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as raised:
        from_finess(tmp_path, "a;b", head=head)
    assert {key_of(p.reason) for p in raised.value.problems} == {"finess.other"}


SURVEY = "an;fi;rs;rscom;fi_ej;sir;dep;CPO;LIBCOM;SIRTET;RSTET;FIFU1;cat;new"


def from_sae(folder: Path, *rows: str) -> Reading:
    path = folder / "ID_2022r.csv"
    path.write_bytes("\n".join([SURVEY, *rows, ""]).encode("latin-1"))
    return sae.read([path], dataset=None, strict=False)


# site ──▶ legal entity ──▶ head of the group        a site that was merged ──▶ site
def test_a_survey_leads_from_the_site_over_its_entity_to_the_head_of_its_group(tmp_path: Path) -> None:
    reading = from_sae(
        tmp_path,
        "2022;010000024;CLINIQUE DE L'ÉTANG;;010780054;26010004500012;01;01440;VIRIAT;552081317;GROUPE DU LAC;010780062;1;2",
        "2022;010780062;CLINIQUE DU BOIS;LE BOIS;010780054;260100045;01;01440;VIRIAT;552081317;LE LAC GROUPE;;1;",
        "2022;020004156;CLINIQUE SEULE;;590805065;39434217400288;02;02100;ST QUENTIN;394342174;SEULE;;1;",
    )
    assert said(reading) == {
        ("org:finess/010000024", "site_of", "org:finess-ej/010780054"),
        ("org:finess/010780062", "site_of", "org:finess-ej/010780054"),
        ("org:finess/020004156", "site_of", "org:finess-ej/590805065"),
        ("org:finess-ej/010780054", "subsidiary_of", "org:siren/552081317"),
        ("org:finess/010780062", "linked_with", "org:finess/010000024"),
    }
    head = organisation(reading, "org:siren/552081317")
    assert {head.name, *head.aliases} == {"GROUPE DU LAC", "LE LAC GROUPE"}
    assert (reading.dataset, reading.unread_fields) == ("sae-2022", {"new": 1})


def test_a_table_that_is_no_survey_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a;b\n1;2\n")
    with pytest.raises(BadInputError) as raised:
        sae.read([tmp_path / "x.csv"], dataset=None, strict=False)
    assert [key_of(p.reason) for p in raised.value.problems] == ["table.other"]
