"""A table of anybody's own, through a mapping file."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillon.graph.name_matching import numbers_of, shared_number, two_by_number
from maillon.graph.records import Organisation, Product, Relation, RelationsRecord
from maillon.loaders import table
from maillon.loaders.base import Reading
from maillon.loaders.identifiers import normalise
from maillon.loaders.inputs import Input
from maillon.loaders.problems import BadInputError
from maillon.loaders.table_draft import draft_mapping
from maillon.loaders.table_relations import share_of
from maillon.loaders.workbooks import open_table
from tests.support.workbooks import as_book, as_xlsx, repacked

FIXTURES = Path(__file__).parents[1] / "fixtures" / "table"
SUPPLIERS, MAPPING = FIXTURES / "suppliers.csv", FIXTURES / "mapping.yaml"


# Marais (siren) ──DELEGATES_TO {tiers-payant, 2020-02-01 → 2023-12-31}──▶ Tiersa (siren) ◀──DELEGATES_TO── Val Fleuri
#     └──────────DELEGATES_TO {hebergement}──▶ unknown
def test_rows_become_relations_and_an_identifier_is_the_identity() -> None:
    reading = table.read([SUPPLIERS, MAPPING], dataset=None, strict=False)
    relations = [r for record in reading.records.values() if isinstance(record, RelationsRecord) for r in record.relations]
    assert sorted((r.who, r.target, r.service, r.since, r.until) for r in relations) == sorted(
        [
            ("org:siren/732829320", "org:siren/552081317", "tiers-payant", "2020-02-01", "2023-12-31"),
            ("org:siren/732829320", "org:demo-register/unknown.row-03a65c8fc6ce", "hebergement", None, None),
            ("org:demo-register/cabinet-val-fleuri", "org:siren/552081317", "tiers-payant", "2021-02-13", None),
        ]
    )
    tiersa = reading.records["org:siren/552081317"]
    assert isinstance(tiersa, Organisation)
    assert (tiersa.name, tiersa.aliases, tiersa.identifiers) == ("Tiersa", ["Tiersa SAS"], ["siren:552081317"])


def test_a_list_is_confidential_where_its_mapping_says_so(tmp_path: Path) -> None:
    secret = tmp_path / "mapping.yaml"
    secret.write_text(MAPPING.read_text("utf-8") + "confidential: true\n", "utf-8")
    read = [table.read([SUPPLIERS, mapping], dataset=None, strict=False).confidential for mapping in (MAPPING, secret)]
    assert read == [False, True]


def test_a_bad_check_digit_a_day_that_does_not_exist_and_an_address_are_rejected_with_their_line() -> None:
    reading = table.read([SUPPLIERS, MAPPING], dataset=None, strict=False)
    assert reading.read == 6 == reading.used + len(reading.rejected) + reading.left_out.total()
    assert [(p.line, reason in p.reason) for p, reason in zip(reading.rejected, ("check digits", "calendar", "e-mail"), strict=True)] == [
        (5, True),
        (6, True),
        (7, True),
    ]
    assert reading.unread_fields == {}


def test_a_workbook_gives_the_records_of_the_csv(tmp_path: Path) -> None:
    (tmp_path / "suppliers.xlsx").write_bytes(as_xlsx(SUPPLIERS.read_text()))
    from_csv = table.read([SUPPLIERS, MAPPING], dataset=None, strict=False)
    from_xlsx = table.read([tmp_path / "suppliers.xlsx", MAPPING], dataset=None, strict=False)
    assert from_xlsx.records == from_csv.records


@pytest.mark.parametrize(("lang", "comment"), [("en", "# Check every line;"), ("fr", "# Vérifier chaque ligne")])
def test_a_drafted_mapping_guesses_the_columns_and_can_be_loaded_once_completed(tmp_path: Path, lang: str, comment: str) -> None:
    draft = draft_mapping(Input("suppliers.csv", SUPPLIERS.read_bytes()), lang)
    assert comment in draft
    assert 'who: "Client"' in draft
    assert 'whom: "Prestataire"' in draft
    path = tmp_path / "mapping.yaml"
    path.write_text(draft.replace("dates: iso", "dates: day-first"))
    assert table.read([SUPPLIERS, path], dataset=None, strict=False).records


def test_a_list_of_organisations_is_drafted_as_one_and_their_identifier_is_their_identity(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("FINESS;Raison sociale;Pays;Groupe\n010000024;Clinique du Bocage;FR;Santé Bocage\n010000025;Clinique Fausse;FR;\n")
    (tmp_path / "mapping.yaml").write_text(draft_mapping(Input("register.csv", path.read_bytes())))
    reading = table.read([path, tmp_path / "mapping.yaml"], dataset=None, strict=False)
    assert [p.code for p in reading.rejected] == ["id.check"]
    (record,) = [r for r in reading.records.values() if isinstance(r, RelationsRecord)]
    assert [(r.who, r.verb, r.target) for r in record.relations] == [("org:finess/010000024", "member_of", "org:register/sante-bocage")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("who: Client", "who: Klient"), "no column is called 'Klient'"),
        (("service: Prestation", "servize: Prestation"), "'servize' is not a field"),
        (("constants: {verb: delegates_to}", "constants: {}"), "give the verb"),
        (("schemes: {who_id: siren, whom_id: siren}", "schemes: {}"), "which scheme"),
    ],
)
def test_a_wrong_mapping_is_refused_with_what_is_allowed(change: tuple[str, str], reason: str, tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(MAPPING.read_text().replace(*change))
    with pytest.raises(BadInputError, match=reason):
        table.read([SUPPLIERS, path], dataset=None, strict=False)


def test_a_table_without_a_mapping_says_how_to_write_one() -> None:
    with pytest.raises(BadInputError, match="loaders new"):
        table.read([SUPPLIERS], dataset=None, strict=False)


def test_identifiers_are_written_one_way_and_checked() -> None:
    assert normalise("siren", "552 081 317") == "siren:552081317"
    assert normalise("finess", "010000024") == "finess:010000024"
    site, body = numbers_of(["siret:55208131766522"]), numbers_of(["siren:552081317", "siret:55208131766522"])
    assert two_by_number(site, body)  # an establishment is below its body, and never it
    assert shared_number(site, numbers_of(["finess:010000024", "siret:55208131766522"])) == "siret:55208131766522"
    assert shared_number(numbers_of(["naics:622110"]), numbers_of(["naics:622110"])) is None
    with pytest.raises(ValueError, match="check digits"):
        normalise("lei", "96950070RV1OKOPF1Y84")


def rows(tmp_path: Path, text: str, *, dates: str = "day-first") -> Reading:
    """A table of clients, suppliers, services, starts and ends through a mapping."""
    (tmp_path / "list.csv").write_text(f"Client;Prestataire;Service;Debut;Fin\n{text}\n", encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(
        f"kind: table-mapping\ndataset: t\nsource: {{publisher: Purchasing}}\nrows: relations\ndates: {dates}\n"
        "columns: {who: Client, whom: Prestataire, service: Service, since: Debut, until: Fin}\nconstants: {verb: delegates_to}\n"
    )
    return table.read([tmp_path / "list.csv", tmp_path / "mapping.yaml"], dataset=None, strict=False)


def relations_of(reading: Reading) -> list[Relation]:
    return [r for record in reading.records.values() if isinstance(record, RelationsRecord) for r in record.relations]


# Lac ──▶ unknown (of row 1)    Rosée ──▶ unknown (of row 2)    Rosée ──▶ unknown (of row 3): three, since nobody says that they are one
def test_two_rows_that_name_nobody_never_share_a_supplier(tmp_path: Path) -> None:
    reading = rows(tmp_path, "Lac;NC;éditique;2021;\nRosée;N.C.;éditique;2021;\nRosée;voir annexe;paie;2021;")
    targets = [r.target for r in relations_of(reading)]
    assert len(set(targets)) == 3
    assert [record.named for record in map(reading.records.get, targets) if isinstance(record, Organisation)] == [False] * 3


def test_a_row_that_says_nobody_or_oneself_gives_no_supplier_and_is_counted(tmp_path: Path) -> None:
    reading = rows(tmp_path, "Lac;Aucun;paie;2021;\nRosée;interne;paie;2021;\nVerte;Sans objet;paie;2021;")
    assert not relations_of(reading)
    assert {r.name for r in reading.records.values() if isinstance(r, Organisation)} == {"Lac", "Rosée", "Verte"}
    assert reading.unread_fields == {"'Prestataire': nobody, or oneself": 3}


def test_an_end_that_stands_for_none_gives_no_until(tmp_path: Path) -> None:
    reading = rows(
        tmp_path, "A;Bleu;x;2019-01-01;9999-12-31\nA;Vert;x;2019-01-01;en cours\nA;Gris;x;2019-01-01;2199-12-31\nA;Brun;x;2010;2012-01-01/"
    )
    assert sorted(r.until or "" for r in relations_of(reading)) == ["", "", "2012-01-01/", "2199-12-31"]


def test_a_date_that_contradicts_the_stated_order_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as refused:
        rows(tmp_path, "A;Bleu;x;03/04/2024;\nA;Vert;x;13/04/2024;", dates="month-first")
    assert [p.code for p in refused.value.problems] == ["date.contradicted"]


# Lac ──▶ Bleu, Azur    Verte ──▶ Bleu: a cell of two names is two suppliers, a merged one belongs to all its rows
def test_a_cell_of_several_suppliers_is_cut_and_a_merged_one_belongs_to_all_its_rows(tmp_path: Path) -> None:
    text = "Client;Prestataire;Service;Debut;Fin\nLac;Bleu;x;2021;\nVerte;;x;2021;"
    (tmp_path / "list.xlsx").write_bytes(as_xlsx(text, merged="B2:B3"))
    rows(tmp_path, "Lac;Bleu;x;2021;")
    merged = table.read([tmp_path / "list.xlsx", tmp_path / "mapping.yaml"], dataset=None, strict=False)
    assert {(r.who, r.target) for r in relations_of(merged)} == {("org:t/lac", "org:t/bleu"), ("org:t/verte", "org:t/bleu")}
    several = rows(tmp_path, 'Lac;"Bleu ; Azur";x;2021;\n')
    assert {r.target for r in relations_of(several)} == {"org:t/bleu", "org:t/azur"}


def test_a_name_on_two_lines_may_be_one_or_two_and_says_so(tmp_path: Path) -> None:
    reading = rows(tmp_path, 'Verte;"Tiers Payant\nBleu";x;2021;')
    supplier = reading.records["org:t/tiers-payant-bleu"]
    assert isinstance(supplier, Organisation)
    assert supplier.name == "Tiers Payant Bleu"
    assert supplier.note is not None


def test_a_failed_formula_is_no_value_and_its_row_is_rejected(tmp_path: Path) -> None:
    reading = rows(tmp_path, "Lac;Bleu;x;2021;\nLac;#N/A;x;2021;\n#REF!;Bleu;x;2021;\nLac;Vert;#VALEUR!;2021;")
    assert [(p.line, p.code) for p in reading.rejected] == [(3, "cell.failed"), (4, "cell.failed"), (5, "cell.failed")]


def test_what_was_put_right_in_a_file_is_said_and_a_name_with_a_lost_letter_is_refused(tmp_path: Path) -> None:
    reading = rows(tmp_path, "Clinique RosÃ©e;HÃ´tel Bleu;x;2021;\nCliniqu\ufffd;Bleu;x;2021;")
    assert [r.who for r in relations_of(reading)] == ["org:t/clinique-rosee"]
    assert {p.code for p in reading.warnings} == {"text.lost", "text.repaired"}
    assert [p.code for p in reading.rejected] == ["name.lost"]


def test_a_country_in_words_is_that_country(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "who,whom,where\nOak Clinic,B Hosting,France\nOak Clinic,C Hosting,États-Unis\nOak Clinic,D Hosting,FR\n", "utf-8"
    )
    mapping = (
        "kind: table-mapping\ndataset: t\nsource: {publisher: P}\nrows: relations\ncolumns: {who: who, whom: whom, whom_country: where}\n"
        "constants: {verb: delegates_to}\n"
    )
    (tmp_path / "m.yaml").write_text(mapping, "utf-8")
    reading = table.read([tmp_path / "t.csv", tmp_path / "m.yaml"], dataset=None, strict=True)
    found = {r.name: r.country for r in reading.records.values() if isinstance(r, Organisation)}
    assert found == {"Oak Clinic": None, "B Hosting": "FR", "C Hosting": "US", "D Hosting": "FR"}
    assert 'whom_country: "where"' not in draft_mapping(Input("t.csv", b"client,fournisseur,pays\nA,B,Nulle-Part\n"))
    assert 'whom_country: "pays"' in draft_mapping(Input("t.csv", "client,fournisseur,pays\nA,B,États-Unis\n".encode()))


def through(tmp_path: Path, text: str, mapping: str) -> Reading:
    """A table of relations through what the mapping says of it."""
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    (tmp_path / "m.yaml").write_text(f"kind: table-mapping\ndataset: t\nsource: {{publisher: P}}\nrows: relations\n{mapping}", "utf-8")
    return table.read([tmp_path / "t.csv", tmp_path / "m.yaml"], dataset=None, strict=False)


# Lac ──USES──▶ weda ──PROVIDED_BY──▶ Weda SAS    Lac ──USES──▶ pilote ──PROVIDED_BY──▶ Bleu, ──HOSTED_BY──▶ Azur
def test_a_product_is_used_by_whose_list_it_is_and_has_one_who_provides_and_one_who_hosts_it(tmp_path: Path) -> None:
    reading = through(
        tmp_path,
        "Logiciel;Éditeur;Hébergeur;Début\nWeda;Weda SAS;NC;2021\nPilote;Bleu;Azur;\nPILOTE;Bleu;;\ninterne;;;\n",
        "columns: {whom: Logiciel, provider: Éditeur, host: Hébergeur, since: Début}\nconstants: {who: Clinique du Lac, verb: uses}\n",
    )
    assert {(r.who, r.verb, r.target, r.since) for r in relations_of(reading)} == {
        ("org:t/clinique-du-lac", "uses", "product:t/weda", "2021"),
        ("product:t/weda", "provided_by", "org:t/weda-sas", None),
        ("org:t/clinique-du-lac", "uses", "product:t/pilote", None),
        ("product:t/pilote", "provided_by", "org:t/bleu", None),
        ("product:t/pilote", "hosted_by", "org:t/azur", None),
    }
    pilote = reading.records["product:t/pilote"]
    assert isinstance(pilote, Product)
    assert (pilote.name, pilote.aliases) == ("PILOTE", ["Pilote"])
    assert (reading.read, reading.used, reading.rejected) == (4, 4, [])


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ("columns: {whom: a, whom_country: b}\nconstants: {who: X, verb: uses}\n", "what is used is a product"),
        ("columns: {whom: a}\nconstants: {verb: uses}\n", "who is missing"),
        ("columns: {whom: a}\nconstants: {who: X, verb: uses, who_id: '552081317'}\n", "which scheme"),
        ("columns: {whom: a}\nconstants: {who: X, verb: serves}\n", "'serves' is not a term"),
        ("columns: {whom: a}\nconstants: {who: X, verb: uses}\nwords: {service: {x: y}}\n", "'service' is not a field"),
        (
            "columns: {whom: a, whom_country: b}\nconstants: {who: X, verb: hosted_by}\nwords: {whom_country: {x: Nowhere}}\n",
            "not two letters",
        ),
    ],
)
def test_constants_and_words_are_held_to_what_a_field_can_say(mapping: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=reason):
        through(tmp_path, "a;b\n1;2\n", mapping)


def test_a_word_that_no_table_knows_costs_no_row_and_is_named_once_with_its_count(tmp_path: Path) -> None:
    reading = through(
        tmp_path,
        "qui;pays;données;rôle;genre\nBleu;Hexagone;nom, NIR;Sous-traitant;ServiceProvider\n"
        "Vert;Nulle-Part;nom, humeurs;Confrère;Tisserand\n"
        "Gris;Nulle-Part;santé;responsable;\nM. Jean Exemple (consultant);France;;;\n",
        "columns: {whom: qui, whom_country: pays, data: données, gdpr_role: rôle, whom_role: genre}\n"
        "constants: {who: Lac, verb: delegates_to, who_id: '552081317', since: 01/02/2020}\ndates: day-first\nschemes: {who_id: siren}\n"
        "words: {whom_country: {Hexagone: FR}, data: {santé: health-data}}\n",
    )
    assert (reading.used, reading.rejected) == (4, [])
    told = {r.target.partition("/")[2]: (r.data, r.gdpr_role) for r in relations_of(reading)}
    assert told.pop(next(name for name in told if name.startswith("consultant."))) == (None, None)  # a natural person: no name
    assert told == {
        "bleu.fr": (["identity", "national-insurance-number"], "processor"),
        "vert": (None, None),
        "gris": (["health-data"], "controller"),
    }
    assert {r.who for r in relations_of(reading)} == {"org:siren/552081317"}
    assert {r.since for r in relations_of(reading)} == {"2020-02-01"}
    assert {record.country for record in reading.records.values() if isinstance(record, Organisation)} == {"FR", None}
    assert reading.unread_fields == {
        "cells that were not understood: country": 2,
        "cells that were not understood: kinds of data": 1,
        "cells that were not understood: role under the GDPR": 1,
        "cells that were not understood: role of the organisation": 1,
    }
    (country,) = [p.reason for p in reading.warnings if p.reason.startswith("country")]
    assert country.endswith("'Nulle-Part' (2 times)")


@pytest.mark.parametrize(
    ("cell", "share"), [("0,51", 0.51), ("51 %", 0.51), ("100%", 1.0), ("51", None), ("majoritaire", None), ("", None)]
)
def test_a_share_is_a_part_of_one_or_a_percentage(cell: str, share: float | None) -> None:
    assert share_of(cell) == share


BOOK = as_book(
    {
        "Couverture": [["Registre des sous-traitants"], ["Version", "3"], ["Date", "2024-11-01"]],
        "Liste": [["Registre"], ["Client", "Prestataire", "N° SIREN", "Début"], ["Lac", "Bleu", "552081317", "03/04/2020"]],
        "Codes": [["code", "sens", "depuis"], ["x", "paie", "2020"]],
    }
)


def test_a_cover_sheet_is_passed_over_and_what_was_not_read_is_said(tmp_path: Path) -> None:
    source = Input("list.xlsx", BOOK)
    found = open_table(source)
    assert (found.sheet, found.header) == ("Liste", ["Client", "Prestataire", "N° SIREN", "Début"])
    assert [(p.line, p.code) for p in source.remarks] == [(1, "table.title"), (0, "book.read")]
    assert "Couverture, Codes" in source.remarks[1].reason
    assert open_table(Input("list.xlsx", BOOK), "Codes").header == ["code", "sens", "depuis"]
    with pytest.raises(BadInputError, match="no sheet is called 'Liste 2'"):
        open_table(Input("list.xlsx", BOOK), "Liste 2")
    with pytest.raises(BadInputError, match="no row below the header"):
        open_table(Input("empty.xlsx", as_book({"Liste": [["a", "b", "c"]], "À propos": [["a", "b"], ["1", "2"]]})))
    hidden = as_book({"Vieux": [["a", "b", "c"], ["1", "2", "3"]], "Liste": [["d", "e"], ["4", "5"]]})
    seen = repacked(hidden, "xl/workbook.xml", b'name="Vieux"', b'name="Vieux" state="hidden"')
    assert open_table(Input("hidden.xlsx", seen)).header == ["d", "e"]


def test_a_draft_names_the_sheets_and_takes_one_and_the_line_of_its_header(tmp_path: Path) -> None:
    draft = draft_mapping(Input("list.xlsx", BOOK))
    assert 'sheet: "Liste"  # the sheets: Couverture, Liste, Codes' in draft
    (tmp_path / "list.xlsx").write_bytes(BOOK)
    (tmp_path / "m.yaml").write_text(draft, encoding="utf-8")
    (told,) = relations_of(table.read([tmp_path / "list.xlsx", tmp_path / "m.yaml"], dataset=None, strict=False))
    assert (told.target, told.since) == ("org:siren/552081317", "2020-04-03")
    told_otherwise = draft_mapping(Input("list.xlsx", BOOK), sheet="Codes", header_row=1)
    assert 'sheet: "Codes"' in told_otherwise
    assert "header_row: 1" in told_otherwise
    with pytest.raises(BadInputError, match="this is no workbook"):
        draft_mapping(Input("suppliers.csv", SUPPLIERS.read_bytes()), sheet="Liste")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        # a list of suppliers of nobody in particular asks whose it is; a bare number or place is of the party before it
        (
            "Fournisseur;N° SIREN;Ville;Prestation;Données traitées;Début\nBleu;552081317;Lyon;paie;nom, NIR;03/04/2020",
            [
                'whom: "Fournisseur"',
                'whom_id: "N° SIREN"',
                'whom_town: "Ville"',
                'data: "Données traitées"',
                "# who: …",
                "dates: day-first",
            ],
        ),
        ("Client;Pays;Prestataire;SIREN\nLac;France;Bleu;552081317", ['who_country: "Pays"', 'whom_id: "SIREN"']),
        ("Code fournisseur;Contact fournisseur;Fournisseur;Début\n1;x;Bleu;2020-01-02", ['whom: "Fournisseur"']),
        (
            "Logiciel;Éditeur;Mise en service\nPilote;Bleu;13/04/2020",
            ["verb: uses", 'provider: "Éditeur"', 'since: "Mise'],
        ),
        ("NOMCOM;LIBCOM;rs\nLyon;Lyon;Clinique du Lac", ['town: "NOMCOM"', 'name: "rs"']),
        ("Provider Name;NPI;City\nOak Clinic;1234567893;X", ["rows: organisations", 'name: "Provider Name"', "id: us-npi"]),
        ("Supplier;Supplier ID;Service\nBlue;12;payroll", ['whom: "Supplier"', "# whom_id: …"]),
    ],
)
def test_a_draft_knows_what_a_header_and_its_cells_say(text: str, lines: list[str]) -> None:
    draft = draft_mapping(Input("list.csv", text.encode()))
    assert [line for line in lines if line not in draft] == []


# a list of one day: what it holds was in force then, as with a list of processors
def test_a_table_of_a_day_is_cited_with_it(tmp_path: Path) -> None:
    mapping = 'columns: {whom: qui, service: quoi}\nconstants: {who: Lac, verb: delegates_to, seen_on: "2026-11-01"}\n'
    reading = through(tmp_path, "qui;quoi\nBleu;paie\n", mapping)
    (told,) = relations_of(reading)
    assert told.seen_on == "2026-11-01"
    assert told.evidence[0].startswith("t#2026-11-01 row ")
