"""Lists of processors that a controller keeps: columns recognised, rows as relations, and what is not understood counted."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from maillon.graph.records import Organisation, Population, Product, Quantity, Relation, RelationsRecord
from maillon.loaders import processors
from maillon.loaders.base import Reading
from maillon.loaders.countries import countries_in, country_code
from maillon.loaders.problems import BadInputError
from maillon.loaders.processor_words import data_named, fate_named, has_ended, persons_named, role_named
from tests.support.places import FIXTURES
from tests.support.workbooks import as_ods, as_xlsx

SIXTY = FIXTURES / "processors" / "list-2024-11-01.csv"
OWNER = "Mutuelle du Héron Cendré"
ON = dt.date(2024, 11, 1)


def listed(folder: Path, *lines: str, owner: str | None = OWNER, on: dt.date | None = ON) -> Reading:
    path = folder / "list.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return processors.read([path], dataset="own", strict=False, owner=owner, on=on)


def relations(reading: Reading, verb: str = "") -> list[Relation]:
    found = [r for record in reading.records.values() if isinstance(record, RelationsRecord) for r in record.relations]
    return [r for r in found if verb in ("", r.verb)]


def ends(reading: Reading, verb: str = "delegates_to") -> set[tuple[str, str]]:
    return {(r.who.rpartition("/")[2], r.target.rpartition("/")[2]) for r in relations(reading, verb)}


def sixty() -> Reading:
    return processors.read([SIXTY], dataset="own", strict=False, owner=OWNER)


def test_of_the_25_columns_of_a_list_19_are_read_and_6_left_out_by_name() -> None:
    reading = sixty()
    assert [(c.header, c.field) for c in reading.columns if c.left_out] == [
        ("N°", "number"),
        ("Contact DPO", "person"),
        ("Courriel du contact", "address"),
        ("Référent interne", "internal"),
        ("Observations", "free text"),
    ]
    assert [c.header for c in reading.columns if not c.field] == []
    assert len({c.field for c in reading.columns if c.field and not c.left_out}) == 20


def test_each_row_of_a_list_is_used_or_left_out_and_no_cell_costs_a_row() -> None:
    reading = sixty()
    assert (reading.read, reading.used, len(reading.rejected)) == (60, 58, 0)
    assert reading.left_out == {"the owner of the list: no processor of its own": 1, "the row names no processor": 1}
    text = str([record.model_dump() for record in reading.records.values()])
    assert not [word for word in ("Camille", "Dominique", "example.org", "DSI", "Direction des prestations") if word in text]


@pytest.mark.parametrize(("ending", "saved"), [(".xlsx", as_xlsx), (".ods", as_ods)])
def test_a_list_as_a_workbook_gives_the_records_of_the_csv(ending: str, saved: Callable[[str], bytes], tmp_path: Path) -> None:
    with SIXTY.open(encoding="utf-8", newline="") as file:
        rows = [";".join(cell.replace("&", "&amp;") for cell in row) for row in csv.reader(file, delimiter=";")]
    book = tmp_path / f"list-2024-11-01{ending}"
    book.write_bytes(saved("\n".join(rows)))
    from_book = processors.read([book], dataset="own", strict=False, owner=OWNER)
    assert from_book.records == sixty().records


# owner ──tp-2016-01 (until 2023-12-31, returned)──▶ viamedis ◀──kx-2024 (sub-processor)── kalixia ◀──kx-2024 (planned end 2026)── owner
def test_a_party_that_was_left_and_is_met_again_through_another_is_both() -> None:
    found = [r for r in relations(sixty(), "delegates_to") if "viamedis" in r.target or "kalixia" in r.target]
    assert [(r.who.rpartition("/")[2], r.contract, r.since, r.until, r.seen_on, r.gdpr_role, r.data_after_end, r.scope) for r in found] == [
        ("mutuelle-du-heron-cendre", "tp-2016-01", "2016-01-01", "2023-12-31", None, "processor", "returned", "insurance"),
        ("mutuelle-du-heron-cendre", "kx-2024", "2024-01-01", "2026-12-31", "2024-11-01", "processor", None, "insurance"),
        ("kalixia", "kx-2024", "2024-01", None, "2024-11-01", "sub_processor", None, "insurance"),
    ]
    assert {r.made_on for r in found} == {"2024-11-01"}
    assert {r.by for r in found} == {"org:own/mutuelle-du-heron-cendre"}


# owner ──▶ doctolib ──HOSTED_BY──▶ amazon-web-services; the place of hosting is no country of the host
def test_the_host_is_one_more_arrow_and_software_one_of_its_own() -> None:
    reading = sixty()
    assert ("doctolib", "amazon-web-services") in ends(reading, "hosted_by")
    hosted = next(r for r in relations(reading, "hosted_by") if r.who == "org:own/doctolib")
    assert (hosted.note and hosted.note.fr, hosted.contract) == ("lieu d'hébergement\u202f: Allemagne", "dl-5")
    host = reading.records["org:own/amazon-web-services"]
    assert isinstance(host, Organisation)
    assert (host.country, host.roles) == (None, ["HostingProvider"])
    assert ("cabinets-du-lac-selarl", "weda") in ends(reading, "uses")
    assert ("weda", "weda") in ends(reading, "provided_by")
    assert isinstance(reading.records["product:own/weda"], Product)


def test_the_owner_s_people_are_at_least_as_many_as_any_row_counts() -> None:
    sizes = {r.people: r.size for r in sixty().records.values() if isinstance(r, Population)}
    insured = sizes["insured"]
    assert isinstance(insured, Quantity)
    assert (insured.low, insured.high, insured.as_of) == (121000, None, "2024-11-01")
    assert sizes["employees"] == "unknown"


def test_kinds_of_data_of_which_one_is_not_known_are_left_open_and_named_once(tmp_path: Path) -> None:
    reading = listed(tmp_path, "Prestataire;Prestation;Données", "A SARL;x;identité, scores", "B SARL;y;identité", "C SARL;z;scores")
    assert [r.data for r in relations(reading, "delegates_to")] == [None, ["identity"], None]
    assert reading.unread_fields == {"cells that were not understood: kinds of data": 2}
    assert "'scores' (2 times)" in reading.warnings[-1].reason


def test_a_wrong_number_a_day_that_is_none_and_an_unknown_country_cost_no_row(tmp_path: Path) -> None:
    reading = listed(
        tmp_path,
        "Prestataire;SIREN;Pays;Début;Fin",
        "A SARL;732829321;Nouvelle-Prusse;30/02/2020;en cours",
        "B SARL;732 829 320;France;02/01/2021;",
    )
    assert (reading.used, len(reading.rejected)) == (2, 0)
    assert {r.target for r in relations(reading)} == {"org:own/a-sarl", "org:siren/732829320"}
    assert set(reading.unread_fields) == {f"cells that were not understood: {what}" for what in ("identifier", "start", "country")}


def test_a_name_is_the_same_party_in_every_column_and_its_number_holds_for_all(tmp_path: Path) -> None:
    reading = listed(
        tmp_path,
        "Prestataire;SIREN;Sous-traitant de;Hébergeur",
        "Castor Éditique SARL;732829320;;",
        "Loutre;;Castor Editique;CASTOR ÉDITIQUE",
    )
    assert ends(reading) == {("mutuelle-du-heron-cendre", "732829320"), ("732829320", "loutre")}
    assert ends(reading, "hosted_by") == {("loutre", "732829320")}


@pytest.mark.parametrize(
    ("row", "arrows", "said"),
    [
        ("B;1;", {("mutuelle-du-heron-cendre", "b")}, None),
        ("B;2;A", {("mutuelle-du-heron-cendre", "a"), ("a", "b")}, None),
        ("B;1;A", {("mutuelle-du-heron-cendre", "a"), ("a", "b")}, "do not agree"),
        ("B;1;B", {("mutuelle-du-heron-cendre", "b")}, None),
        ("B;;Mutuelle du Héron Cendré", {("mutuelle-du-heron-cendre", "b")}, None),
        ("B;2;Z", {("z", "b")}, "has no row"),
        ("B;1;oui", {("mutuelle-du-heron-cendre", "b")}, None),
    ],
)
def test_for_whom_a_party_works_goes_before_its_rank_and_both_are_compared(
    row: str, arrows: set[tuple[str, str]], said: str | None, tmp_path: Path
) -> None:
    reading = listed(tmp_path, "Prestataire;Rang;Sous-traitant de", "A;1;", row)
    assert arrows <= ends(reading)
    assert [said in w.reason for w in reading.warnings if said] in ([], [True])
    assert bool([w for w in reading.warnings if said and said in w.reason]) == (said is not None)


# owner ──▶ unknown ──▶ b: of a rank that skips the party between nothing is made up, and nothing dropped
def test_a_sub_processor_of_nobody_named_stands_behind_an_unknown_party(tmp_path: Path) -> None:
    reading = listed(tmp_path, "Prestataire;Rang;Contrat", "B;2;K-1")
    (first, second) = relations(reading, "delegates_to")
    assert first.target == second.who
    assert "/unknown.before." in first.target
    assert (first.gdpr_role, second.gdpr_role, first.contract, second.contract) == ("processor", "sub_processor", "k-1", "k-1")


def test_sub_processors_stand_in_the_row_of_the_one_that_engages_them(tmp_path: Path) -> None:
    reading = listed(tmp_path, "Prestataire;Sous-traitants ultérieurs", "A;B | C", "D;oui", "E;non", "F;néant")
    assert {("a", "b"), ("a", "c")} <= ends(reading)
    assert len([1 for who, whom in ends(reading) if who == "d" and whom.startswith("unknown.")]) == 1
    assert not [1 for who, _ in ends(reading) if who in ("e", "f")]


@pytest.mark.parametrize(
    ("cell", "used", "whom"),
    [
        ("à définir", 1, "unknown"),
        ("Néant", 0, ""),
        ("interne", 0, ""),
        ("Mutuelle du Heron Cendre", 0, ""),
        ("M. Camille Modèle (consultant)", 1, "consultant"),
        ("Loutre | Castor", 1, "loutre"),
    ],
)
def test_a_cell_that_names_nobody_oneself_or_a_person_makes_no_organisation(cell: str, used: int, whom: str, tmp_path: Path) -> None:
    reading = listed(tmp_path, "Prestataire;Prestation", f"{cell};conseil", "Autre SARL;conseil")
    assert reading.used == used + 1
    assert any(target.startswith(whom) for _, target in ends(reading)) or not used
    assert "Modèle" not in str([record.model_dump() for record in reading.records.values()])


@pytest.mark.parametrize(
    ("since", "until", "state", "told"),
    [
        ("01/02/2020", "", "", ("2020-02-01", None, "2024-11-01")),
        ("01/02/2020", "31/12/2023", "", ("2020-02-01", "2023-12-31", None)),
        ("01/02/2020", "31/12/2026", "", ("2020-02-01", "2026-12-31", "2024-11-01")),
        ("01/02/2020", "", "Résilié", ("2020-02-01", "../2024-11-01", None)),
        ("01/02/2020", "31/12/2026", "Résilié", ("2020-02-01", "../2024-11-01", None)),
        ("01/02/2025", "", "", ("2025-02-01", None, None)),
        ("01/02/2020", "01/01/2019", "", (None, None, "2024-11-01")),
        ("01/02/2020", "tacite reconduction", "actif", ("2020-02-01", None, "2024-11-01")),
    ],
)
def test_a_list_speaks_for_its_day(since: str, until: str, state: str, told: tuple[str | None, ...], tmp_path: Path) -> None:
    (one,) = relations(listed(tmp_path, "Prestataire;Début;Fin;Statut", f"A;{since};{until};{state}"))
    assert (one.since, one.until, one.seen_on) == told


def test_a_list_of_no_day_says_nothing_of_what_is_in_force_and_says_so(tmp_path: Path) -> None:
    reading = listed(tmp_path, "Prestataire;Début", "A;2020", on=None)
    assert [(r.seen_on, r.made_on) for r in relations(reading)] == [(None, None)]
    assert "--as-of" in reading.warnings[0].reason


@pytest.mark.parametrize(
    ("cell", "done", "agreed"),
    [
        ("Restituées le 15/01/2024", "returned", None),
        ("Restituées puis détruites", "erased", None),
        ("Destruction, certificat reçu", "erased", None),
        ("Conservées 20 ans", "kept", None),
        ("Restitution", None, "returned"),
        ("Restitution ou destruction", None, "erased"),
        ("à détruire sous 30 jours", None, None),
        ("Non détruites", None, "erased"),
        ("Deleted, confirmed", "erased", None),
        ("to be deleted", None, "erased"),
        ("voir avec le service", None, None),
    ],
)
def test_only_what_was_done_with_the_data_is_taken_as_done(cell: str, done: str | None, agreed: str | None) -> None:
    assert (fate_named(cell).done, fate_named(cell).agreed) == (done, agreed)


def test_what_a_contract_asks_for_clears_nobody_and_what_was_done_only_once_it_is_over(tmp_path: Path) -> None:
    reading = listed(tmp_path, "Prestataire;Fin;Sort des données", "A;2023;Destruction", "B;2023;Détruites", "C;2027;Détruites")
    assert [r.data_after_end for r in relations(reading)] == [None, "erased", None]
    assert reading.unread_fields == {"fate of the data: what the contract asks for, and not what was done": 1}


@pytest.mark.parametrize(
    ("cell", "people", "unread"),
    [
        ("Adhérents et ayants droit", ["insured"], []),
        ("Salariés, candidats", ["employees"], ["candidats"]),
        ("Professionnels de santé ; patients", ["professionals", "patients"], []),
        ("Tous sauf les patients", [], ["Tous sauf les patients"]),
        ("Members and dependants", ["insured"], []),
        ("Anciens salariés", ["employees"], []),
    ],
)
def test_whose_data_it_is_in_words(cell: str, people: list[str], unread: list[str]) -> None:
    assert persons_named(cell) == (people, unread)


def test_words_for_roles_states_and_kinds_of_data() -> None:
    roles = ["Sous-traitant", "Sous-traitant ultérieur", "Responsable conjoint", "Responsable de traitement", "joint controller", "x"]
    assert [role_named(r) for r in roles] == ["processor", "sub_processor", "joint_controller", "controller", "joint_controller", None]
    assert [has_ended(s) for s in ("Résilié", "En cours", "en cours de résiliation", "à résilier", "Actif", "Clos", "?")] == [
        *(True, False, False, None, False, True, None),
    ]
    assert data_named("nom, prénom (adhérent, conjoint) ; NIR").kinds == ("identity", "national-insurance-number")


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("France", {"FR"}),
        ("fr", {"FR"}),
        ("États-Unis d'Amérique", {"US"}),
        ("Irlande (UE)", {"IE"}),
        ("France / Irlande", {"FR", "IE"}),
        ("UE", set()),
        ("Corée", set()),
        ("Pays-Bas et Nulle-Part", set()),
    ],
)
def test_countries_in_words(cell: str, codes: set[str]) -> None:
    assert countries_in(cell) == codes
    assert country_code(cell) == (next(iter(codes)) if len(codes) == 1 else None)


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Sous-traitant de;Sous-traitants;Sous-traitants ultérieurs", ["for_whom", "name", "subprocessors"]),
        ("Prestatire;Type de prestataire;Pays tiers", ["name", "", "transfer"]),
        ("Nom du fournisseur;Pays du fournisseur;Pays d'hébergement des données", ["name", "country", "host_country"]),
        ("Processor;Sub-processor of;Data location;Personal data categories", ["name", "for_whom", "host_country", "data"]),
        ("Vendor name;Contact email;Business owner;Annual cost;Contract end date", ["name", "address", "internal", "amount", "until"]),
        ("Raison sociale;Nom du chef de projet;Chose étrange", ["name", "internal", ""]),
    ],
)
def test_headers_are_recognised_in_both_languages(header: str, fields: list[str], tmp_path: Path) -> None:
    names = header.split(";")
    row = ";".join("2020" if name == "Contract end date" else "Acme" for name in names)
    reading = listed(tmp_path, header, row)
    assert [column.field for column in reading.columns] == fields


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Prestataire;Pers. concernées;Sous-traitants ult.", ["name", "persons", "subprocessors"]),
        ("Prestataire;Sous-traitants;Nb contrats", ["name", "subprocessors", ""]),
        ("Fournisseur;Type de contrat;Type d'identifiant", ["name", "", ""]),
        ("Vendor Name;Vendor Status;Subproc.", ["name", "state", ""]),
    ],
)
def test_headers_are_known_cut_short_and_what_counts_or_sorts_a_thing_is_not_its_name(
    header: str, fields: list[str], tmp_path: Path
) -> None:
    reading = listed(tmp_path, header, ";".join(["Acme"] * len(fields)))
    assert [column.field for column in reading.columns] == fields


# owner ──▶ a   owner ──▶ b   owner ──▶ d: c is no processor, of b nobody says it, d has data and is none
@pytest.mark.parametrize(
    "header", ["Prestataire;Sous-traitant RGPD (oui/non);Données personnelles", "Vendor;Is Data Processor;Processes personal data (Y/N)"]
)
def test_a_row_that_says_that_its_party_is_no_processor_is_left_out_and_an_empty_answer_is_none(header: str, tmp_path: Path) -> None:
    reading = listed(tmp_path, header, "A SA;Oui;Oui", "B SA;;", "C SA;Non;Non", "D SA;Non;Oui")
    assert [column.field for column in reading.columns] == ["name", "processor", "processor"]
    assert [(r.target.rpartition("/")[2], r.gdpr_role) for r in relations(reading, "delegates_to")] == [
        ("a-sa", "processor"),
        ("b-sa", "processor"),
        ("d-sa", None),
    ]
    assert reading.left_out == {"the row says that it is no processor, or processes no personal data": 1}


# owner ──▶ a ──▶ b where the list says who engages whom; owner ──▶ b where `Tier` may as well say how important b is
@pytest.mark.parametrize("header", ["Tier", "Niveau"])
def test_a_tier_is_a_rank_only_where_the_list_says_who_engages_whom(header: str, tmp_path: Path) -> None:
    alone = listed(tmp_path, f"Prestataire;{header}", "A;1", "B;2")
    assert ends(alone) == {("mutuelle-du-heron-cendre", "a"), ("mutuelle-du-heron-cendre", "b")}
    assert [w.code for w in alone.warnings] == ["list.tier"]
    told = listed(tmp_path, f"Prestataire;{header};Sous-traitant de", "A;1;", "B;2;A")
    assert ("a", "b") in ends(told)
    assert [c.field for c in told.columns] == ["name", "rank", "for_whom"]


@pytest.mark.parametrize(
    ("header", "cell", "doubted"),
    [
        *(("Prestataire", "Grue, Lac et Val", True), ("Prestataire", "Teal Health, Inc.", False), ("Prestataire", "Grue et Val", False)),
        *(("Hébergeur", "Grue, Val", True), ("Hébergeur", "Grue et Val", True), ("Hébergeur", "Grue (Val, Lac)", False)),
        *(("Logiciel", "Grue / Val", True), ("Sous-traitants ultérieurs", "Grue & Val", True), ("Sous-traitant de", "Grue + Val", True)),
        *(("Prestataire", "Exemple, Anne (formatrice)", False), ("Prestataire", "Grue; Val", False)),
    ],
)
def test_a_cell_that_may_hold_several_names_is_read_as_one_and_that_is_said(header: str, cell: str, doubted: bool, tmp_path: Path) -> None:
    others = "" if header == "Prestataire" else "Prestataire;"
    quoted = f'"{cell}"'
    reading = listed(tmp_path, f"{others}{header};Prestation", f"{'Acme;' if others else ''}{quoted};x")
    assert [w.code for w in reading.warnings if w.code != "list.not_listed"] == ["list.comma"] * doubted


def test_a_cell_of_several_lines_is_so_many_names_and_that_is_said(tmp_path: Path) -> None:
    reading = listed(tmp_path, "Prestataire;Prestation", '"Grue\nservice des ventes";x', '"Val\n";x')
    assert ends(reading) == {("mutuelle-du-heron-cendre", name) for name in ("grue", "service-des-ventes", "val")}
    assert [w.code for w in reading.warnings] == ["list.lines"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".ods"])
def test_one_column_of_names_is_a_list(ending: str, tmp_path: Path) -> None:
    lines = ["Ceux de 2026", "Prestataire", "Grue", "Teal Health, Inc.", "Total : 2"]
    path = tmp_path / f"list{ending}"
    path.write_bytes({".csv": "\n".join(lines).encode(), ".xlsx": as_xlsx("\n".join(lines)), ".ods": as_ods("\n".join(lines))}[ending])
    reading = processors.read([path], dataset="own", strict=False, owner=OWNER, on=ON)
    assert ends(reading) == {("mutuelle-du-heron-cendre", "grue"), ("mutuelle-du-heron-cendre", "teal-health-inc")}
    assert [(p.line, p.code) for p in reading.rejected] == [(5, "table.total")]
    assert [w.code for w in reading.warnings] == ["table.title"]


def test_one_column_that_says_nothing_of_itself_is_refused_with_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="write 'Processor' above"):
        listed(tmp_path, "Grue", "Val")


def test_a_column_of_dates_without_dates_is_no_column_of_dates(tmp_path: Path) -> None:
    reading = listed(tmp_path, "Prestataire;Début;Contrat", "A;voir dossier papier;oui", "B;classeur 3;non")
    assert [(c.header, c.field) for c in reading.columns] == [("Prestataire", "name"), ("Début", ""), ("Contrat", "")]


def test_a_list_without_an_owner_or_without_names_is_refused(tmp_path: Path) -> None:
    for owner, line, code in ((None, "Prestataire;Pays", "list.no_owner"), (OWNER, "Pays;Statut", "list.no_name")):
        with pytest.raises(BadInputError) as error:
            listed(tmp_path, line, "Acme;x", owner=owner)
        assert error.value.problems[0].code == code


def test_an_owner_may_be_an_organisation_that_is_known_by_its_id(tmp_path: Path) -> None:
    reading = listed(tmp_path, "Prestataire;Personnes concernées", "A;Adhérents", owner="org:mutami")
    assert {r.who for r in relations(reading, "delegates_to")} == {"org:mutami"}
    assert "population:insured-of.mutami" in reading.records
    assert "org:mutami" not in reading.records


def test_controllers_of_a_group_stand_each_for_its_own_rows_and_are_named(tmp_path: Path) -> None:
    reading = listed(tmp_path, "Entité responsable;Prestataire", f"{OWNER};A", "Mutuelle de la Grue;B", ";C")
    assert ends(reading) == {("mutuelle-du-heron-cendre", "a"), ("mutuelle-de-la-grue", "b"), ("mutuelle-du-heron-cendre", "c")}
    assert "Mutuelle de la Grue" in reading.warnings[-1].reason


def test_the_data_set_of_an_owner_s_list_is_confidential_and_one_for_all_versions() -> None:
    reading = processors.read([SIXTY], dataset=None, strict=False, owner=OWNER)
    assert (reading.dataset, reading.confidential) == ("processors-of-mutuelle-du-heron-cendre", True)
    long = processors.read(
        [SIXTY], dataset=None, strict=False, owner="Fédération des mutuelles interprofessionnelles du Sud-Ouest atlantique"
    )
    assert len(long.dataset) <= 40
    assert not long.rejected


def test_files_of_several_days_are_versions_and_not_one_list(tmp_path: Path) -> None:
    paths = [tmp_path / f"list-{day}.csv" for day in ("2023-11-01", "2024-11-01")]
    for path in paths:
        path.write_text("Prestataire;Pays\nA;FR\n", "utf-8")
    with pytest.raises(BadInputError, match="versions"):
        processors.read(paths, dataset="own", strict=False, owner=OWNER)
    assert processors.read(paths, dataset="own", strict=False, owner=OWNER, on=ON).used == 1


def test_a_list_of_one_controller_is_its_own_and_one_of_a_person_needs_another_name(tmp_path: Path) -> None:
    reading = listed(tmp_path, "Responsable de traitement;Prestataire", "Mutuelle du Lac;Bleu", "MUTUELLE DU LAC;Vert", owner=None)
    assert ends(reading) == {("mutuelle-du-lac", "bleu"), ("mutuelle-du-lac", "vert")}
    assert "list.owner_read" in {p.code for p in reading.warnings}
    with pytest.raises(BadInputError, match="whose list is this"):
        listed(tmp_path, "Responsable de traitement;Prestataire", "Lac;Bleu", "Val;Vert", owner=None)
    with pytest.raises(BadInputError, match="the name of a person"):
        listed(tmp_path, "Prestataire", "Bleu;", owner="Dr Jean Exemple")


@pytest.mark.parametrize(
    ("item", "kinds"),
    [
        # the kinds of data as the French authority's models of the register put them
        ("État civil, identité, données d'identification, images…", "identity photograph"),
        ("Vie personnelle (habitudes de vie, situation familiale, etc.)", "family-situation personal-data"),
        ("Vie professionnelle (CV, situation professionnelle, scolarité, formation, distinctions, diplômes, etc.)", "profession schooling"),
        ("Informations d'ordre économique et financier (revenus, situation financière, situation fiscale, etc.)", "income"),
        ("Données de connexion (adress IP, logs, etc.)", "online-identifiers"),
        ("Données de localisation", "location"),
        ("Numéro de Sécurité Sociale (ou NIR)", "national-insurance-number"),
        ("Internet (cookies, traceurs, données de navigation, mesures d'audience)", "online-identifiers"),
        ("Données révélant l'origine raciale ou ethnique", "ethnic-origin"),
        ("Données révélant les opinions politiques", "beliefs"),
        ("Données révélant les convictions religieuses ou philosophiques", "beliefs"),
        ("Données révélant l'appartenance syndicale", "beliefs"),
        ("Données génétiques", "genetic-data"),
        ("Données biométriques aux fins d'identifier une personne physique de manière unique", "biometric-data"),
        ("Données concernant la santé", "health-data"),
        ("Données concernant la vie sexuelle ou l'orientation sexuelle", "sexual-orientation"),
        ("Données relatives à des condamnations pénales ou infractions", "criminal-records"),
        ("santé, paie, vie professionnelle, journaux", "health-data online-identifiers payslips profession"),
        (
            "civil status, personal life, professional life, connection data, health",
            "health-data identity online-identifiers personal-data profession",
        ),
    ],
)
def test_the_authority_s_kinds_of_data_are_known(item: str, kinds: str) -> None:
    assert (" ".join(data_named(item).kinds), data_named(item).unread) == (kinds, ())


@pytest.mark.parametrize(("hds", "criticality", "told"), [("Non", "Élevée", "HDS certificate: Non; criticality: Élevée"), ("NC", "", None)])
def test_a_certificate_and_a_criticality_are_noted_as_the_list_writes_them(
    hds: str, criticality: str, told: str | None, tmp_path: Path
) -> None:
    ((relation),) = relations(listed(tmp_path, "Prestataire;HDS;Criticité", f"Bleu;{hds};{criticality}"), "delegates_to")
    assert (relation.note and str(relation.note.en)) == told
