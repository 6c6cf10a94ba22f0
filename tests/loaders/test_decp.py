"""French public contracts: what a notice says becomes dated relations, and what it does not say stays unknown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.privacy import personal_identifier
from maillon.loaders import decp
from maillon.loaders.contracts.scope import ORDINARY
from maillon.loaders.problems import BadInputError
from tests.support.contracts import (
    ALL,
    HOSPITAL,
    LATER,
    OTHER_HOSPITAL,
    SUPPLIER,
    THIRD,
    contract,
    lines,
    marches,
    organisations,
    read_decp,
    relations,
    siren,
    siret,
)


def modification(number: int, on: str | None, *suppliers: str, months: int | None = None) -> dict[str, Any]:
    said: dict[str, Any] = {"id": number, "dateNotificationModification": on, "datePublicationDonneesModification": "2025-01-01"}
    if months:
        said["dureeMois"] = months
    if suppliers:
        said["titulaires"] = [{"titulaire": {"id": siret(stem), "typeIdentifiant": "SIRET"}} for stem in suppliers]
    return {"modification": said}


# hospital ──from its notification, for 24 months──▶ supplier
def test_a_contract_is_a_dated_relation_of_the_buyer_with_the_notice_as_evidence(tmp_path: Path) -> None:
    reading = read_decp(tmp_path, contract())
    assert lines(reading) == ["hospital → supplier 2024-03-01 2026-02-28"]
    said = relations(reading)[0]
    assert (said.status, said.by, said.made_on) == ("confirmed", f"org:siren/{siren(HOSPITAL)}", "2024-03-01")
    assert said.evidence == [f"decp#{siret(HOSPITAL)} 2024-1"]
    assert (said.service, said.contract) == ("it-services", f"{siren(HOSPITAL)}.2024-1")
    assert (said.data, said.gdpr_role, said.deployment) == (None, None, None)
    assert said.note is not None
    assert "Maintenance du dossier patient" in str(said.note.fr)
    assert "its notification" in str(said.note.en)


# supplier ──▶ 2024-10-01 ──▶ later; 36 months count from the first day, whatever the order in the file
def test_a_modification_names_only_what_it_changed_and_a_later_supplier_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    changes = [modification(2, "2025-03-15", months=36), modification(1, "2024-10-01", LATER)]
    expected = ["hospital → supplier 2024-03-01 2024-10-01", "hospital → later 2024-10-01 2027-02-28"]
    assert lines(read_decp(tmp_path, contract(modifications=changes))) == expected
    assert lines(read_decp(tmp_path, contract(modifications=changes[::-1]))) == expected


def test_a_modification_with_a_day_of_publication_alone_happened_by_then(tmp_path: Path) -> None:
    reading = read_decp(tmp_path, contract(modifications=[modification(1, None, LATER)]))
    assert lines(reading) == ["hospital → supplier 2024-03-01 ../2025-01-01", "hospital → later ../2025-01-01 2026-02-28"]


def test_a_supplier_that_comes_back_has_two_times_in_the_contract(tmp_path: Path) -> None:
    changes = [modification(1, "2024-06-01", LATER), modification(2, "2025-01-01", SUPPLIER)]
    reading = read_decp(tmp_path, contract(modifications=changes))
    assert sorted((line, r.period) for line, r in zip(lines(reading), relations(reading), strict=True)) == [
        ("hospital → later 2024-06-01 2025-01-01", None),
        ("hospital → supplier 2024-03-01 2024-06-01", None),
        ("hospital → supplier 2025-01-01 2026-02-28", "2"),
    ]


MODIFICATIONS = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from([(), (SUPPLIER,), (LATER,), (THIRD, LATER)]), st.sampled_from([None, 12, 36])),
    max_size=5,
    unique_by=lambda change: change[0],
)


# whatever is changed, and in whatever order it stands: on each day somebody holds the contract, and what is said is the same
@given(changes=MODIFICATIONS, data=st.data())
def test_the_order_of_modifications_in_a_file_never_matters_and_the_contract_is_always_held(
    changes: list[tuple[int, tuple[str, ...], int | None]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("decp")
    said = [modification(n, f"2024-{n + 1:02d}-15", *who, months=months) for n, (n_, who, months) in enumerate(changes)]
    first = lines(read_decp(folder, contract(dateNotification="2024-01-01", modifications=said)))
    again = lines(read_decp(folder, contract(dateNotification="2024-01-01", modifications=data.draw(st.permutations(said)))))
    assert first == again
    held = [line.split()[-2:] for line in first]
    for day in (change["modification"]["dateNotificationModification"] for change in said):
        assert any(since <= day and (until == "?" or until > day) for since, until in held)


@pytest.mark.parametrize(
    "shape",
    [
        {"titulaire": [{"id": siret(SUPPLIER), "typeIdentifiant": "SIRET"}, {"id": siret(LATER), "typeIdentifiant": "SIRET"}]},
        [[[{"titulaire": {"id": siret(SUPPLIER)}}, {"titulaire": {"id": siret(LATER)}}]]],
        [{"id": siret(SUPPLIER), "typeIdentifiant": "SIRET"}, {"id": siret(LATER)}],
        {"titulaire": [[{"id": siret(SUPPLIER)}], {"titulaire": {"id": siret(LATER)}}]},
    ],
)
def test_suppliers_are_read_in_whatever_shape_they_stand(shape: Any, tmp_path: Path) -> None:
    reading = read_decp(tmp_path, contract(titulaires=shape))
    assert lines(reading) == ["hospital → supplier 2024-03-01 2026-02-28", "hospital → later 2024-03-01 2026-02-28"]


@pytest.mark.parametrize("shape", [["a text"], "a text", 7, [{"titulaire": "a text"}]])
def test_a_shape_of_suppliers_that_is_not_understood_is_rejected_and_no_contract_without_one(shape: Any, tmp_path: Path) -> None:
    reading = read_decp(tmp_path, contract(titulaires=shape), contract("2024-2"))
    assert [(p.line, p.code) for p in reading.rejected] == [(1, "decp.party")]
    assert reading.used == 1


@pytest.mark.parametrize(
    "shape", [None, [], [None], [{"id": None, "denominationSociale": "null"}], [{"titulaire": {"id": "", "nom": "NC"}}]]
)
def test_a_supplier_that_is_not_given_is_an_unknown_one_of_its_own(shape: Any, tmp_path: Path) -> None:
    reading = read_decp(tmp_path, contract(titulaires=shape), contract("2024-2", titulaires=shape, objet="Autre objet"))
    whom = [r.target for r in relations(reading)]
    assert len(set(whom)) == 2
    assert all(organisations(reading)[one].named is False for one in whom)


@pytest.mark.parametrize("name", ["INFRUCTUEUX", "Sans suite", "Lot déclaré sans suite", "Non attribué"])
def test_a_lot_without_a_winner_is_no_contract(name: str, tmp_path: Path) -> None:
    none = [{"typeIdentifiant": "SIRET", "id": "00000000000000", "denominationSociale": name}]
    reading = read_decp(tmp_path, contract(titulaires=none), contract("2024-2"))
    assert (reading.read, reading.used, reading.left_out.total()) == (2, 1, 1)
    assert lines(reading) == ["hospital → supplier 2024-03-01 2026-02-28"]


def act(number: int, taker: Any, months: Any = 12, on: str = "2024-05-01") -> dict[str, Any]:
    return {"acteSousTraitance": {"id": number, "sousTraitant": taker, "dureeMois": months, "dateNotification": on}}


# hospital ──▶ supplier ──▶ third, all inside one contract
def test_a_declared_sub_contractor_is_inside_the_contract_behind_the_supplier(tmp_path: Path) -> None:
    acts = [act(1, {"id": siret(THIRD), "typeIdentifiant": "SIRET"})]
    reading = read_decp(tmp_path, contract(sousTraitanceDeclaree=True, actesSousTraitance=acts))
    assert lines(reading) == ["hospital → supplier 2024-03-01 2026-02-28", "supplier → third 2024-05-01 2025-04-30"]
    assert len({r.contract for r in relations(reading)}) == 1


# hospital ──▶ one of {supplier, later} ──▶ third: nobody says which
def test_behind_several_suppliers_a_sub_contractor_is_behind_one_of_them_and_nobody_says_which(tmp_path: Path) -> None:
    acts = [act(1, {"id": siret(THIRD)}), act(1, {"id": f"FR00{siren('99990004')}", "typeIdentifiant": "TVA"}, "NC")]
    change = {"modificationActeSousTraitance": {"id": 1, "dureeMois": 30}}
    reading = read_decp(
        tmp_path,
        contract("2024-1", SUPPLIER, LATER, actesSousTraitance=acts, modificationsActesSousTraitance=[change]),
    )
    group = f"decp/suppliers.{siren(HOSPITAL)}.2024-1"
    assert lines(reading)[2:] == [
        f"hospital → {group} 2024-03-01 ?",
        f"{group} → third 2024-05-01 2025-04-30",
        f"{group} → siren/{siren('99990004')} 2024-05-01 ?",
    ]
    assert [r.who for r in relations(reading) if r.member_of] == [f"org:siren/{siren(stem)}" for stem in (SUPPLIER, LATER)]
    assert any("several acts" in str(warning) for warning in reading.warnings)


def test_the_modification_of_a_sub_contract_that_one_act_bears_is_applied(tmp_path: Path) -> None:
    change = {"modificationActeSousTraitance": {"id": 2, "dureeMois": 6}}
    acts = [act(1, {"id": siret(LATER)}), act(2, {"id": siret(THIRD)})]
    reading = read_decp(tmp_path, contract(actesSousTraitance=acts, modificationsActesSousTraitance=[change]))
    assert lines(reading)[1:] == ["supplier → later 2024-05-01 2025-04-30", "supplier → third 2024-05-01 2024-10-31"]


def test_a_sub_contractor_that_is_declared_and_not_named_is_unknown_and_not_none(tmp_path: Path) -> None:
    reading = read_decp(tmp_path, contract(sousTraitanceDeclaree=True), contract("2024-2", sousTraitanceDeclaree=False))
    assert [line for line in lines(reading) if line.startswith("supplier")] == [f"supplier → decp/unknown.{siren(HOSPITAL)}.2024-1.s1 ? ?"]


def number(kind: str | None, text: str) -> dict[str, Any]:
    return {"titulaires": [{"titulaire": {"id": text} | ({"typeIdentifiant": kind} if kind else {})}]}


@pytest.mark.parametrize(
    ("kind", "text", "whom"),
    [
        (None, siret(SUPPLIER), f"org:siren/{siren(SUPPLIER)}"),
        ("SIRET", siren(SUPPLIER), f"org:siren/{siren(SUPPLIER)}"),
        ("TVA", siret(SUPPLIER), f"org:siren/{siren(SUPPLIER)}"),
        ("TVA_INTRACOMMUNAUTAIRE", f"FR 00 {siren(SUPPLIER)}", f"org:siren/{siren(SUPPLIER)}"),
        ("SIRET", " ".join(siret(SUPPLIER)), f"org:siren/{siren(SUPPLIER)}"),
        ("SIRET", siret("00990006")[1:], f"org:siren/{siren('00990006')}"),
        ("TVA", "BE 1099.901.410", "org:vat/be1099901410"),
        ("HORS UE", "CHE-999.000.120", "org:decp/hors-ue/che-999-000-120"),
        ("HORS_UE", "CHE-999.000.120", "org:decp/hors-ue/che-999-000-120"),
        ("FRWF", "99-1", "org:decp/frwf/99-1"),
        ("TAHITI", siren(SUPPLIER), f"org:decp/tahiti/{siren(SUPPLIER)}"),
    ],
)
def test_a_number_is_what_its_check_digits_say_and_elsewhere_a_number_of_elsewhere(
    kind: str | None, text: str, whom: str, tmp_path: Path
) -> None:
    assert [r.target for r in relations(read_decp(tmp_path, contract(**number(kind, text))))] == [whom]


@pytest.mark.parametrize("text", ["00000000000000", "1234567890", "CDL", "NC", "12345678901234", "99999999999999"])
def test_a_filler_or_a_wrong_number_is_nobodys(text: str, tmp_path: Path) -> None:
    named: dict[str, Any] = {"titulaires": [{"typeIdentifiant": "SIRET", "id": text, "denominationSociale": "Ardoise Cloud"}]}
    nameless: dict[str, Any] = number("SIRET", text)
    reading = read_decp(tmp_path, contract(**named), contract("2024-2", **nameless))
    whom = [r.target for r in relations(reading)]
    assert whom == ["org:decp/ardoise-cloud", f"org:decp/unknown.{siren(HOSPITAL)}.2024-2.1"]


@pytest.mark.parametrize(
    ("code", "name", "roles"),
    [
        ("72267000-4", "Ardoise Healthcare", ["ServiceProvider"]),
        ("48180000-3", "Ardoise", ["ServiceProvider"]),  # who sells software need not publish it
        ("79512000-6", "NC", ["ServiceProvider"]),  # nobody names it, and it is entrusted with calls
        ("85145000-7", "Ardoise", []),  # a laboratory, or who hands on to one: it may have patients of its own
        ("72267000-4", "CHU des Sagnes", []),  # a hospital that runs systems for others has patients all the same
        ("72267000-4", "Mutuelle de l'Ardoise", []),
        ("50312300-8", "Ardoise", ["ServiceProvider"]),
        ("33195000-3", "Ardoise", []),  # who watches over patients from afar may care for them
        ("45215140-0", "Ardoise", []),  # what it builds is no service that health data goes to
    ],
)
def test_who_is_entrusted_with_a_service_is_a_provider_of_it_by_the_contract_unless_it_may_have_patients_too(
    code: str, name: str, roles: list[str], tmp_path: Path
) -> None:
    sold = [{"id": None if name == "NC" else siret(SUPPLIER), "denominationSociale": name}]
    reading = read_decp(tmp_path, contract(codeCPV=code, titulaires=sold))
    assert organisations(reading)[relations(reading)[0].target].roles == roles


def test_a_buyer_gets_no_role_from_its_notices_and_neither_does_a_supplier_that_is_a_number_alone(tmp_path: Path) -> None:
    buyer: dict[str, Any] = {"acheteur": {"id": siret(HOSPITAL), "nom": "CHU des Sagnes"}}
    assert [o.roles for o in organisations(read_decp(tmp_path, contract(**buyer))).values()] == [[]]


# framework ◀─concluded by─ hospital        other ──▶ supplier, and it may order under the framework
def test_a_framework_is_no_relation_of_who_concluded_it_and_a_call_off_is_joined_to_it(tmp_path: Path) -> None:
    called = contract("S-12", buyer=OTHER_HOSPITAL, nature="Marché subsequent", idAccordCadre="GHT-7")
    frame = contract("GHT-7", techniques={"technique": ["Accord-cadre"]})
    itself = contract("Z-1", LATER, idAccordCadre="Z-1")
    reading = read_decp(tmp_path, called, frame, itself, contract("Z-2", LATER, idAccordCadre=None, dureeMois=12))
    group = f"decp/framework.{siren(HOSPITAL)}.ght-7"
    assert lines(reading) == [
        f"{group} → supplier 2024-03-01 2026-02-28",
        "hospital → later 2024-03-01 2026-02-28",
        "hospital → later 2024-03-01 2025-02-28",
        "other → supplier 2024-03-01 2026-02-28",
    ]
    joined = [(r.verb, r.target) for r in relations(reading) if r.verb != "delegates_to"]
    assert joined == [("linked_with", f"org:{group}"), ("member_of", f"org:{group}")]


@pytest.mark.parametrize(
    "name",
    [
        "RESEAU DES ACHETEURS HOSPITALIERS",
        "GROUPEMENT COOPERATION SANITAIRE - UNION DES HOPITAUX POUR LES ACHATS",
        "UNION DES GROUPEMENTS D'ACHATS PUBLICS (UGAP)",
        "GCS Uni.H.A.",
        "Centrale d'achat de l'informatique hospitalière (CAIH)",
        "Crown Commercial Service",
    ],
)
def test_who_buys_for_others_is_known_by_the_names_that_notices_and_registers_give_it(name: str, tmp_path: Path) -> None:
    body: dict[str, Any] = {"acheteur": {"id": siret(HOSPITAL), "nom": name}}
    assert lines(read_decp(tmp_path, contract(**body))) == [f"decp/framework.{siren(HOSPITAL)}.2024-1 → supplier 2024-03-01 2026-02-28"]


def test_who_buys_for_others_is_not_the_user_and_who_sells_for_others_is_not_the_supplier(tmp_path: Path) -> None:
    body: dict[str, Any] = {"acheteur": {"id": siret("77605646"), "nom": "UGAP"}}
    through: dict[str, Any] = {"titulaires": [{"typeIdentifiant": "SIRET", "id": siret("77605646"), "denominationSociale": "UGAP"}]}
    reading = read_decp(tmp_path, contract(**body), contract("2024-2", **through))
    assert lines(reading) == [
        f"hospital → decp/behind.{siren(HOSPITAL)}.2024-2.1 2024-03-01 2026-02-28",
        f"decp/framework.{siren('77605646')}.2024-1 → supplier 2024-03-01 2026-02-28",
    ]


def old(number: str, **more: Any) -> dict[str, Any]:
    """A contract as the order of 2019 has it."""
    return {
        "id": number,
        "acheteur": {"id": siret(HOSPITAL), "nom": "Centre hospitalier des Sagnes"},
        "_type": "Marché",
        "nature": "Marché",
        "objet": f"Maintenance {number}",
        "codeCPV": "48000000",
        "dureeMois": 12,
        "dateNotification": "2019-04-01+02:00",
        "titulaires": [{"typeIdentifiant": "SIRET", "id": siret(SUPPLIER), "denominationSociale": "Ardoise Cloud"}],
        "modifications": [],
        **more,
    }


def old_file(path: Path, *contracts: Any) -> Path:
    path.write_text(json.dumps({"marches": contracts}, ensure_ascii=False), "utf-8")
    return path


def test_the_format_of_2019_and_one_file_of_both_are_read(tmp_path: Path) -> None:
    concession: dict[str, Any] = {"id": "C1", "autoriteConcedante": {"id": siret(HOSPITAL)}, "concessionnaires": [{"id": siret(LATER)}]}
    concession |= {"codeCPV": "79995100", "dateSignature": "2019-02-01", "dateDebutExecution": "2019-05-01", "dureeMois": 120}
    path = old_file(tmp_path / "both.json", old("A"), contract("B", THIRD), concession)
    reading = decp.read([path], dataset=None, strict=False, scope=ALL)
    assert lines(reading) == [
        "hospital → supplier 2019-04-01 2020-03-31",
        "hospital → third 2024-03-01 2026-02-28",
        "hospital → later 2019-05-01 2029-04-30",
    ]
    assert [str(r.note.en).rpartition(". ")[2] for r in relations(reading) if r.note][2] == "Begins when it is first carried out."


NEW, OLD = json.dumps({"marche": [contract()]}), json.dumps([old("A")])
ALONE = json.dumps(contract())
CONCESSION = json.dumps([{"id": "C1", "autoriteConcedante": {"id": siret(HOSPITAL)}, "concessionnaires": [{"id": siret(LATER)}]}])


# what would stand at a place that nobody looks at would be lost unsaid
@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f'{{"marches": {NEW}}}{{"marches": {OLD}}}', 2),  # two files, one behind the other
        (f'{{"marches": {OLD}}}\n{{"marches": {NEW}}}', 2),
        (f'{{"marches": {NEW}}}\n{OLD}', 2),
        (f'{OLD}{{"marches": {NEW}}}', 2),
        (f'{{"marches": {NEW}, "marches": {OLD}}}', 2),
        (f'[{{"marches": {NEW}}}, {{"marches": {OLD}}}]', 2),
        (f'{{"marches": {{"marche": {ALONE}, "contrat-concession": {CONCESSION}}}}}', 2),  # as programs write XML of one contract
        (f'{{"marches": {{"marche": {ALONE}}}}}', 1),
        (f'{{"marches": [{{"marche": {ALONE}}}]}}', 1),
        (f'{{"said": {{"by": ["x"]}}, "marches": {OLD}}}', 1),
    ],
)
def test_each_contract_of_a_file_is_read_wherever_it_stands_in_either_format(text: str, found: int, tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text(text, "utf-8")
    reading = decp.read([tmp_path / "m.json"], dataset=None, strict=False, scope=ALL)
    assert (reading.read, reading.used, len(lines(reading))) == (found, found, found)


def test_what_is_read_is_what_a_health_buyer_buys_of_software_and_services_and_the_rest_is_counted(tmp_path: Path) -> None:
    town = {"acheteur": {"id": siret("21990001"), "nom": "Commune de Sagnes"}}
    rows = [
        old("A"),
        old("B", codeCPV="15000000"),
        old("C", codeCPV=None),
        old("D", **town),
        contract("E"),
        old("F", codeCPV="15000000", **town),
    ]
    reading = decp.read([old_file(tmp_path / "m.json", *rows)], dataset=None, strict=False, scope=ORDINARY)
    assert (reading.read, reading.used) == (6, 2)
    assert {str(rule): n for rule, n in reading.left_out.items()} == {
        "code out of scope: neither software nor a service of IT or health": 2,
        "without a CPV code": 1,
        "a buyer that is not of health": 1,
    }


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Hôpital de Marmont", "words"),
        ("L'HÔPITAL NORD-OUEST", "words"),
        ("Mairie de l’Hôpital", None),  # a town of that name
        ("SCI PLACE DE L'HOPITAL", None),
        ("Clinique vétérinaire du Parc", None),
        ("C.H.U. des Sagnes", "words"),
        ("Chutes de Marmont", None),
    ],
)
def test_a_word_in_a_name_makes_a_health_buyer_however_it_is_written_and_a_street_or_a_town_does_not(name: str, rule: str | None) -> None:
    assert ORDINARY.buyer((), [name]) == rule


# pes gives the number of the buyer alone, and another file its name
def test_a_name_that_a_notice_lacks_or_has_lost_letters_of_is_that_of_another_notice(tmp_path: Path) -> None:
    nameless = old("A", acheteur={"id": siret(HOSPITAL), "nom": ""})
    damaged = old("B", acheteur={"id": siret(HOSPITAL), "nom": "H\ufffdpital des Sagnes"})
    files = [old_file(tmp_path / "a.json", nameless, damaged), old_file(tmp_path / "b.json", old("C"))]
    reading = decp.read(files, dataset=None, strict=False, scope=ORDINARY)
    assert reading.used == 3
    assert organisations(reading)[f"org:siren/{siren(HOSPITAL)}"].name == "Centre hospitalier des Sagnes"
    alone = decp.read(files[:1], dataset=None, strict=False, scope=ORDINARY)
    assert alone.used == 2
    assert f"org:siren/{siren(HOSPITAL)}" not in organisations(alone)


def test_a_notice_that_stands_there_again_is_one_relation_on_the_evidence_of_each_file(tmp_path: Path) -> None:
    files = [old_file(tmp_path / "a.json", old("A"), old("A")), old_file(tmp_path / "b.json", old("A"))]
    reading = decp.read(files, dataset=None, strict=False, scope=ALL)
    assert (reading.read, reading.used, dict(reading.left_out)) == (3, 1, {"the same row again": 2})
    assert relations(reading)[0].evidence == [f"decp#{siret(HOSPITAL)} A (a.json)", f"decp#{siret(HOSPITAL)} A (b.json)"]


def test_one_object_under_several_numbers_is_one_relation_with_each_notice_as_evidence(tmp_path: Path) -> None:
    rows = [old(number, objet="Maintenance d'Épicéa", montant=n) for n, number in enumerate("ABC")]
    reading = decp.read(
        [old_file(tmp_path / "a.json", *rows, old("D", objet="Maintenance de Sapin"))], dataset=None, strict=False, scope=ALL
    )
    assert (reading.used, len(relations(reading))) == (4, 2)
    assert len(relations(reading)[0].evidence) == 3


def test_a_natural_person_leaves_neither_a_name_nor_a_number(tmp_path: Path) -> None:
    person = {"titulaires": [{"typeIdentifiant": "SIRET", "id": siret(SUPPLIER), "denominationSociale": "DUPONT Jean"}]}
    reading = decp.read([old_file(tmp_path / "a.json", old("A", **person), old("B", **person))], dataset=None, strict=False, scope=ALL)
    written = "".join(record.model_dump_json() for record in reading.records.values())
    assert "DUPONT" not in written.upper()
    assert siren(SUPPLIER) not in written
    (whom,) = {r.target for r in relations(reading)}
    assert organisations(reading)[whom].note is not None
    assert "2 contracts" in str(organisations(reading)[whom].note)


@pytest.mark.parametrize(("field", "value"), [("dureeMois", 999), ("dureeMois", "NC"), ("dureeMois", 0), ("dureeMois", None)])
def test_a_duration_that_cannot_be_is_no_end(field: str, value: Any, tmp_path: Path) -> None:
    reading = read_decp(tmp_path, contract(**{field: value}))
    assert lines(reading) == ["hospital → supplier 2024-03-01 ?"]
    assert len(reading.warnings) == isinstance(value, int), "a number that cannot be is said, and NC is none"


@pytest.mark.parametrize("day", ["1970-01-01", "2999-12-31", "0024-03-01", "2024-13-40", "NC", None])
def test_a_day_that_cannot_be_is_no_beginning(day: Any, tmp_path: Path) -> None:
    assert lines(read_decp(tmp_path, contract(dateNotification=day))) == ["hospital → supplier ? ?"]


def test_a_file_that_is_cut_gives_nothing_and_the_others_are_read(tmp_path: Path) -> None:
    whole = marches(tmp_path / "whole.json", contract())
    cut = tmp_path / "cut.json"
    cut.write_bytes(whole.read_bytes()[:-30])
    reading = decp.read([cut, whole], dataset=None, strict=False, scope=ALL)
    assert (reading.read, reading.used, [p.code for p in reading.rejected]) == (2, 1, ["json.cut"])
    with pytest.raises(BadInputError, match="cut off"):
        decp.read([cut], dataset=None, strict=False, scope=ALL)


@pytest.mark.parametrize("text", ["[1, 2", "{}", '{"other": []}', "<html></html>", '{"marches": 3}'])
def test_what_is_no_file_of_contracts_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(BadInputError):
        decp.read([tmp_path / "x.json"], dataset=None, strict=False, scope=ALL)


# 201 91 02 218 022 has the form of a social security number, 0601020304 that of a telephone number
@pytest.mark.parametrize("number", ["2019102218022E00", "2019102218022", "0601020304", "1 85 05 78 006 084 36"])
def test_a_number_of_a_contract_whose_digits_look_like_a_persons_is_no_reason_to_reject_it(number: str, tmp_path: Path) -> None:
    placed = contract("sub", buyer=OTHER_HOSPITAL, nature="Marché subséquent", idAccordCadre=number)
    framework = contract(number, nature="Accord-cadre", techniques=["Accord-cadre"])
    reading = read_decp(tmp_path, framework, placed)
    assert (reading.read, reading.used, reading.rejected) == (2, 2, [])
    assert [personal_identifier(f"{r.contract} {r.who}") for r in relations(reading)] == [None] * len(relations(reading))
    (member,) = (r for r in relations(reading) if r.verb == "member_of")
    assert any(r.who == member.target for r in relations(reading)), "the call-off is placed under the framework that is there"


# lot 1 ──▶ supplier, lot 2 ──▶ later, lot 3 ──▶ third: three notices under one number
def test_lots_under_one_number_are_a_contract_each_and_keep_their_names_where_more_come(tmp_path: Path) -> None:
    lots = [contract("7", stem, objet=f"Lot {n}") for n, stem in enumerate((SUPPLIER, LATER, THIRD), 1)]
    reading = read_decp(tmp_path, *lots)
    assert (reading.read, reading.used, reading.rejected) == (3, 3, [])
    assert [line.split(" → ")[1].split()[0] for line in sorted(lines(reading))] == ["later", "supplier", "third"]
    called = {r.target: r.contract for r in relations(reading)}
    assert len(set(called.values())) == 3
    assert called[f"org:siren/{siren(SUPPLIER)}"] == f"{siren(HOSPITAL)}.7"
    two = read_decp(tmp_path, *lots[:2])
    assert {r.target: r.contract for r in relations(two)}.items() <= called.items()
