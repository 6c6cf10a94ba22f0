"""Registers of information (DORA): who is entrusted with what by which contract, and who below; and what is no register."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.graph.records import Organisation, Relation, RelationsRecord
from maillon.graph.store import Store
from maillon.loaders import dora
from maillon.loaders.base import Reading
from maillon.loaders.problems import BadInputError
from maillon.wording import key_of
from tests.support.graph_in_memory import graph_of
from tests.support.places import FIXTURES
from tests.support.registers import (
    BELOW,
    DEEP,
    FILER,
    HOST,
    PERIOD,
    SOUND,
    TAXONOMY,
    Rows,
    entity,
    lei,
    link,
    package_files,
    provider,
    table_text,
    use,
    workbook_sheets,
    write_register,
    zipped_register,
)
from tests.support.workbooks import as_book

LISIERE = FIXTURES / "dora" / "LEI_999900MUTLISIERE0030.IND_ACPR_DOR_DORA_ROI.zip"
LITTORAL = FIXTURES / "dora" / "LEI_999900PREVLITTORAL08.IND_FR_DORA010100_DORA_2025-12-31_20261123T044938z.zip"


def loaded(*paths: Path) -> Reading:
    return dora.read(list(paths), dataset=None, strict=False)


def changed(folder: Path, tables: Mapping[str, Rows] | None = None) -> Reading:
    return loaded(write_register(folder, tables))


def relations(reading: Reading) -> list[Relation]:
    return [relation for record in reading.records.values() if isinstance(record, RelationsRecord) for relation in record.relations]


def arrows(reading: Reading) -> set[tuple[str, str, str | None, int | None]]:
    called = names(reading)
    return {
        (called.get(r.who, r.who), called.get(r.target, r.target), r.service, r.rank)
        for r in relations(reading)
        if r.verb == "delegates_to"
    }


def names(reading: Reading) -> dict[str, str]:
    return {identifier: record.name for identifier, record in reading.records.items() if isinstance(record, Organisation)}


def remarks(reading: Reading) -> set[str]:
    return {key_of(problem.reason).removeprefix("dora.remark.") for problem in reading.warnings}


def refused(folder: Path, files: Mapping[str, str | bytes], name: str = "register.zip") -> tuple[str, str]:
    (folder / name).write_bytes(zipped_register(files))
    with pytest.raises(BadInputError) as raised:
        loaded(folder / name)
    (problem,) = raised.value.problems
    return key_of(problem.reason), problem.say("en")


DIRECT = "MATCH (u)-[r:DELEGATES_TO]->(p) WHERE coalesce(r.rank, 1) = 1"
BELOW_ONE = "MATCH (u)-[r:DELEGATES_TO]->(p) WHERE r.rank > 1"
FIGURES = {
    "contracts": "MATCH ()-[r:DELEGATES_TO]->() RETURN count(DISTINCT r.contract)",
    "providers": "MATCH (o:ServiceProvider) RETURN count(o)",
    "by LEI": "MATCH (o:ServiceProvider) WHERE any(i IN o.identifiers WHERE i STARTS WITH 'lei:') RETURN count(o)",
    "by EUID": "MATCH (o:ServiceProvider) WHERE any(i IN o.identifiers WHERE i STARTS WITH 'euid:') RETURN count(o)",
    "by a code that is no checked number": "MATCH (o:ServiceProvider) WHERE size(coalesce(o.identifiers, [])) = 0 RETURN count(o)",
    "direct pairs": f"{DIRECT} RETURN count(DISTINCT [u.id, p.id])",
    "links": f"{BELOW_ONE} RETURN count(DISTINCT [r.contract, r.service, u.id, p.id])",
    "linked pairs": f"{BELOW_ONE} RETURN count(DISTINCT [u.id, p.id])",
    "rank 2": "MATCH (u)-[r:DELEGATES_TO {rank: 2}]->(p) RETURN count(r)",
    "rank 3": "MATCH (u)-[r:DELEGATES_TO {rank: 3}]->(p) RETURN count(r)",
    "direct parents": "MATCH ()-[r:SUBSIDIARY_OF]->() WHERE 'direct' IN r.parent RETURN count(r)",
    "ultimate parents": "MATCH ()-[r:SUBSIDIARY_OF]->() WHERE 'ultimate' IN r.parent RETURN count(r)",
    "ended before the register's day": "MATCH ()-[r:DELEGATES_TO]->() WHERE r.until < date('2025-12-31') RETURN count(DISTINCT r.contract)",
    "open": f"{DIRECT} AND r.since IS NOT NULL AND r.until IS NULL AND r.planned_until IS NULL RETURN count(DISTINCT r.contract)",
    "ended for a reason": "MATCH ()-[r:DELEGATES_TO]->() WHERE r.note_en STARTS WITH 'ended' RETURN count(DISTINCT r.contract)",
    "without dates": f"{DIRECT} AND r.since IS NULL RETURN count(DISTINCT r.contract)",
    "data in France": "MATCH ()-[r:DELEGATES_TO]->() WHERE 'FR' IN r.data_at_rest RETURN count(r)",
    "critical": "MATCH ()-[r:DELEGATES_TO {critical: true}]->() RETURN count(r)",
}
EXPECTED = {
    LISIERE: dict(zip(FIGURES, [7, 9, 7, 1, 1, 6, 9, 8, 7, 2, 2, 1, 1, 3, 1, 1, 5, 6], strict=True)),
    LITTORAL: dict(zip(FIGURES, [2, 3, 3, 0, 0, 2, 2, 2, 1, 1, 0, 0, 0, 1, 0, 0, 2, 2], strict=True)),
}


def asked(store: Store, cypher: str) -> Any:
    return next(iter(store.read(cypher)[0].values()))


@pytest.mark.parametrize("path", [LISIERE, LITTORAL], ids=["lisiere", "littoral"])
def test_every_figure_of_a_package_that_a_real_program_wrote_is_found_by_a_query(path: Path, store: Store) -> None:
    reading = loaded(path)
    store.load(reading.dataset, reading.statements(), loader="dora", confidential=reading.confidential)
    assert {figure: asked(store, cypher) for figure, cypher in FIGURES.items()} == EXPECTED[path]


# Lisière ──▶ … ──▶ Ponant ◀── … ◀── Littoral
def test_two_registers_are_one_graph_in_which_who_stands_in_both_is_one(store: Store) -> None:
    for path in (LISIERE, LITTORAL):
        reading = loaded(path)
        store.load(reading.dataset, reading.statements(), loader="dora")
    assert asked(store, "MATCH (o:Organisation) RETURN count(o)") == 14
    ponant = "MATCH (f)-[:DELEGATES_TO*1..4]->(p {name: 'Hébergement du Ponant SAS'}) WHERE f.name IN $names RETURN count(DISTINCT f)"
    filers = ["Mutuelle de la Lisière", "Prévoyance du Littoral"]
    assert next(iter(store.read(ponant, names=filers)[0].values())) == 2
    assert {d.id for d in store.status().datasets} == {"dora-999900mutlisiere0030-2025-12-31", "dora-999900prevlittoral08-2025-12-31"}


def test_a_register_is_confidential_and_each_of_its_rows_is_accounted_for() -> None:
    reading = loaded(LISIERE)
    assert reading.confidential
    assert reading.read == 80 == reading.used + len(reading.rejected) + reading.left_out.total()
    assert {key_of(rule): n for rule, n in reading.left_out.items()} == {
        "dora.left.assessment": 6,
        "dora.left.definitions": 1,
    }


# a contract inside the group (CA-IG-001) and the outside one that serves it (CA-2021-003)
def test_contracts_that_a_register_links_name_each_other() -> None:
    noted = {
        r.contract.rpartition("/")[2]: str(r.note.en)
        for r in relations(loaded(LISIERE))
        if r.contract and r.note and "B_02.03" in str(r.note.en)
    }
    assert noted == {
        "ca-ig-001": "linked with the contract CA-2021-003 (B_02.03)",
        "ca-2021-003": "linked with the contract CA-IG-001 (B_02.03)",
    }
    cited = {e.rpartition("#")[2] for r in relations(loaded(LISIERE)) for e in r.evidence if "b_02.03" in e}
    assert cited == {"b_02.03/CA-IG-001", "b_02.03/CA-2021-003"}


# Rivage ──▶ Rocher ──▶ Salle Basse ──▶ Fond de Cale
def test_a_chain_runs_from_who_uses_the_service_down_to_the_last_rank(tmp_path: Path) -> None:
    reading = changed(tmp_path)
    assert arrows(reading) == {
        ("Mutuelle du Rivage", "Rocher Hosting", "s17", 1),
        ("Rocher Hosting", "Salle Basse", "s17", 2),
        ("Salle Basse", "Fond de Cale", "s17", 3),
    }
    direct = next(r for r in relations(reading) if r.rank == 1)
    assert (direct.since, direct.until, direct.seen_on) == ("2023-01-01", None, PERIOD)
    assert (direct.data_at_provider, direct.data_at_rest, direct.data_processed, direct.sensitiveness) == (True, ["FR"], ["IE"], "high")
    assert (direct.critical, direct.functions, direct.data) == (True, ["Remboursement"], None)
    below = next(r for r in relations(reading) if r.rank == 2)
    assert (below.since, below.until, below.seen_on, below.data_at_rest) == (None, None, PERIOD, None)
    assert remarks(reading) == set()


@pytest.mark.parametrize("recipient", ["Not applicable", "", "0", FILER])
def test_a_direct_provider_has_no_recipient_among_the_providers_however_that_is_written(recipient: str, tmp_path: Path) -> None:
    rows = [link("C1", HOST, 1, recipient), *SOUND["b_05.02"][1:]]
    assert arrows(changed(tmp_path, {"b_05.02": rows})) == arrows(changed(tmp_path))


def test_without_a_row_of_rank_one_the_provider_that_signed_is_the_direct_one(tmp_path: Path) -> None:
    assert arrows(changed(tmp_path, {"b_05.02": SOUND["b_05.02"][1:]})) == arrows(changed(tmp_path))
    # nor of B_02.02: the one who signed and hands on
    alone = changed(tmp_path, {"b_05.02": SOUND["b_05.02"][1:], "b_02.02": []})
    assert arrows(alone) == arrows(changed(tmp_path))


def test_what_an_exporter_fills_in_by_default_is_no_fact(tmp_path: Path) -> None:
    reading = changed(tmp_path, {"b_02.02": [use("C1", HOST, c0140="eba_BT:x29", c0150="eba_GA:qx2007", c0160="", c0170="")]})
    direct = next(r for r in relations(reading) if r.rank == 1)
    assert (direct.data_at_provider, direct.data_at_rest, direct.data_processed, direct.sensitiveness) == (None, None, None, None)
    assert not [r for r in relations(reading) if r.verb == "subsidiary_of"]  # a parent of its own


def test_an_end_after_the_day_of_the_register_is_a_plan_and_one_before_it_is_the_last_sight_of_all_below(tmp_path: Path) -> None:
    later = graph_of(changed(tmp_path, {"b_02.02": [use("C1", HOST, c0080="2027-06-30")]}).records.values())
    planned = [a.properties.get("planned_until") for a in later.arrows if a.properties.get("rank") == 1]
    assert planned == ["2027-06-30"]
    ended = relations(changed(tmp_path, {"b_02.02": [use("C1", HOST, c0080="2024-06-30", c0090="eba_CO:x7")]}))
    assert {r.seen_on for r in ended} == {"2024-06-30"}
    assert [r.until for r in ended] == ["2024-06-30", None, None]
    assert [r.note.en for r in ended if r.note] == ["ended: weak security of sensitive data at the provider"]


# ──▶ Rocher          Basse ⇄ Cale
def test_a_loop_of_recipients_stands_as_it_is_said_and_hangs_on_nobody(tmp_path: Path) -> None:
    reading = changed(tmp_path, {"b_05.02": [link("C1", HOST, 1, HOST), link("C1", BELOW, 2, DEEP), link("C1", DEEP, 3, BELOW)]})
    assert ("Salle Basse", "Fond de Cale", "s17", 3) in arrows(reading)
    assert ("Fond de Cale", "Salle Basse", "s17", 2) in arrows(reading)
    assert remarks(reading) == {"loop", "unattached"}


def test_a_rank_that_the_recipients_contradict_is_said_and_both_are_kept(tmp_path: Path) -> None:
    reading = changed(tmp_path, {"b_05.02": [*SOUND["b_05.02"][:2], link("C1", DEEP, 4, BELOW)]})
    assert ("Salle Basse", "Fond de Cale", "s17", 4) in arrows(reading)
    assert remarks(reading) == {"rank"}


@pytest.mark.parametrize("rank", ["", "0", "-1", "1.5", "two", "1001"])
def test_a_rank_that_is_none_costs_its_row(rank: str, tmp_path: Path) -> None:
    reading = changed(tmp_path, {"b_05.02": [*SOUND["b_05.02"][:2], link("C1", DEEP, rank, BELOW)]})
    (problem,) = reading.rejected
    assert (key_of(problem.reason), problem.line) == ("dora.rank", 4)


def test_who_hands_on_is_the_only_one_of_the_rank_before_or_nobody_that_is_named(tmp_path: Path) -> None:
    rows = [*SOUND["b_05.02"][:2], link("C1", DEEP, 3, "")]
    reading = changed(tmp_path, {"b_05.02": rows})
    assert ("Salle Basse", "Fond de Cale", "s17", 3) in arrows(reading)
    assert remarks(reading) == {"deduced"}
    other = lei("OTHER")
    providers = [*SOUND["b_05.01"], provider(other, "Autre Salle")]
    two = changed(tmp_path, {"b_05.01": providers, "b_05.02": [*rows, link("C1", other, 2, HOST)]})
    assert ("unnamed recipient (contract C1)", "Fond de Cale", "s17", 3) in arrows(two)
    assert "recipient" in remarks(two)


# codes that are none: 0, N/A, and what only fills the cell
@pytest.mark.parametrize("code", ["0", "N/A", "Not Applicable", "eba_GA:qx2007", "99999999999999999999"])
def test_a_code_that_is_none_never_makes_two_providers_one(code: str, tmp_path: Path) -> None:
    tables: dict[str, Rows] = {
        "b_02.01": [["C1"] + [""] * 4, ["C2"] + [""] * 4],
        "b_02.02": [use("C1", code), use("C2", code)],
        "b_03.02": [],
        "b_04.01": [["C1", FILER, "", ""], ["C2", FILER, "", ""]],
        "b_05.01": [provider(code, "Laiton Conseil", "eba_qCO:qx2001")],
        "b_05.02": [link("C1", code, 1, code), link("C2", code, 1, code)],
    }
    reading = changed(tmp_path, tables)
    assert len({whom for _, whom, _, _ in arrows(reading)}) == 2
    assert "no_code" in remarks(reading)
    tables |= {"b_02.02": [use("C1", code)], "b_05.02": [link("C1", code, 1, code), link("C1", code, 2, code)]}
    alone = arrows(changed(tmp_path, tables))
    assert ("Mutuelle du Rivage", "Laiton Conseil", "s17", 1) in alone
    assert ("Laiton Conseil", "unnamed sub-contractor (contract C1)", "s17", 2) in alone


def test_a_code_with_wrong_digits_is_kept_as_a_name_and_joins_nothing(tmp_path: Path) -> None:
    wrong = HOST[:-2] + ("00" if HOST[-2:] != "00" else "11")
    text = package_files(SOUND)
    (tmp_path / "wrong.zip").write_bytes(zipped_register({name: content.replace(HOST, wrong) for name, content in text.items()}))
    reading = loaded(tmp_path / "wrong.zip")
    host = next(r for r in reading.records.values() if isinstance(r, Organisation) and r.name == "Rocher Hosting")
    assert (host.identifiers, host.aliases) == ([], [wrong])
    assert arrows(reading) == arrows(changed(tmp_path))
    assert remarks(reading) == {"digits"}


@pytest.mark.parametrize("written", ["LEI:{}", " {} ", "{}", "lei: {}"])
def test_a_code_is_the_same_however_it_is_written(written: str, tmp_path: Path) -> None:
    rows = [link("C1", written.format(HOST).lower(), 1, HOST), *SOUND["b_05.02"][1:]]
    assert arrows(changed(tmp_path, {"b_05.02": rows})) == arrows(changed(tmp_path))


@pytest.mark.parametrize(
    ("code", "kind", "identifier"),
    [
        ("FR7501.552081317", "eba_qCO:qx2002", "org:siren/552081317"),
        ("DE1101.HRB 12345", "eba_qCO:qx2002", "org:euid/de1101.hrb12345"),
        ("FR03552081317", "eba_qCO:qx2004", "org:siren/552081317"),
        ("BE0428759497", "eba_qCO:qx2004", "org:vat/be0428759497"),
        ("552081317", "eba_qCO:qx2003", "org:siren/552081317"),
        ("HRB-12", "eba_qCO:qx2003", "org:crn/fr-hrb12"),
    ],
)
def test_registers_share_a_provider_by_any_checked_number(code: str, kind: str, identifier: str, tmp_path: Path) -> None:
    tables: dict[str, Rows] = {
        "b_05.01": [provider(code, "Rocher Hosting", kind)],
        "b_05.02": [["C1", "eba_TA:S17", code, kind, "1", code, kind]],
        "b_02.02": [use("C1", code, c0040=kind)],
        "b_03.02": [["C1", code, kind]],
    }
    assert identifier in changed(tmp_path, tables).records


def test_a_natural_person_is_a_provider_without_name_or_code(tmp_path: Path) -> None:
    people = [provider("FRPASS12345", "Jeanne Exemple", "eba_qCO:qx2005", person="eba_CT:x213")]
    people += [provider("77", "Jean Exemple", "eba_qCO:qx2001", person="eba_CT:x213")]
    rows = [*SOUND["b_05.02"], link("C1", "FRPASS12345", 2, HOST), link("C1", "77", 2, HOST)]
    reading = changed(tmp_path, {"b_05.01": [*SOUND["b_05.01"], *people], "b_05.02": rows})
    assert len([1 for _, whom, _, _ in arrows(reading) if whom == "individual provider (natural person)"]) == 1
    assert len({r.target for r in relations(reading) if "individual." in r.target}) == 2
    said = "".join(record.model_dump_json() for record in reading.records.values()) + "".join(p.say("en") for p in reading.warnings)
    assert "Exemple" not in said
    assert "PASS" not in said


def test_what_refers_to_nobody_is_kept_and_said(tmp_path: Path) -> None:
    unknown = lei("NOBODY")
    reading = changed(tmp_path, {"b_05.02": [*SOUND["b_05.02"], link("C1", unknown, 2, HOST), link("C9", HOST, 1, HOST)]})
    assert ("Rocher Hosting", f"org:lei/{unknown.lower()}", "s17", 2) in arrows(reading)
    assert remarks(reading) == {"stranger", "contract", "no_user"}


def test_two_names_of_one_code_are_both_kept_and_said(tmp_path: Path) -> None:
    reading = changed(tmp_path, {"b_05.01": [*SOUND["b_05.01"], provider(HOST, "Rocher d'Armor")]})
    host = reading.records[f"org:lei/{HOST.lower()}"]
    assert isinstance(host, Organisation)
    assert {host.name, *host.aliases} == {"Rocher Hosting", "Rocher d'Armor"}
    assert remarks(reading) == {"two_names"}


def test_a_repeated_row_is_left_out_and_a_double_key_that_says_otherwise_is_said(tmp_path: Path) -> None:
    reading = changed(tmp_path, {"b_05.02": [*SOUND["b_05.02"], SOUND["b_05.02"][2]]})
    assert {key_of(rule) for rule in reading.left_out} == {"left.repeated"}
    double = changed(tmp_path, {"b_02.02": [use("C1", HOST), use("C1", HOST, c0070="2024-01-01")]})
    assert "double_key" in remarks(double)
    assert {r.since for r in relations(double) if r.rank == 1} == {"2023-01-01", "2024-01-01"}


def test_the_one_who_files_may_have_no_code(tmp_path: Path) -> None:
    tables = {name: [[cell if cell != FILER else "0" for cell in row] for row in rows] for name, rows in SOUND.items()}
    path = tmp_path / "anonymous.zip"
    path.write_bytes(zipped_register(package_files(tables, filer="0")))
    reading = loaded(path)
    assert reading.dataset == f"dora-mutuelle-du-rivage-{PERIOD}"
    assert arrows(reading) == arrows(changed(tmp_path))


def test_an_entity_is_an_insurer_only_where_it_is_one_and_its_parent_and_branch_are_kept(tmp_path: Path) -> None:
    broker = lei("BROKER")
    reading = changed(
        tmp_path,
        {
            "b_01.02": [*SOUND["b_01.02"], entity(broker, "Courtage du Rivage", "eba_CT:x320", FILER)],
            "b_01.03": [["BE1", FILER, "Rivage Liège", "eba_GA:BE"], ["BE2", lei("NOWHERE"), "Perdue", "eba_GA:BE"]],
        },
    )
    filer, other = reading.records[f"org:lei/{FILER.lower()}"], reading.records[f"org:lei/{broker.lower()}"]
    assert isinstance(filer, Organisation)
    assert isinstance(other, Organisation)
    assert (filer.roles, other.roles, filer.aliases) == (["Insurer"], [], ["Rivage Liège (BE)"])
    assert [(r.who, r.target, r.parent) for r in relations(reading) if r.verb == "subsidiary_of"] == [(other.id, filer.id, ["direct"])]
    assert [key_of(p.reason) for p in reading.rejected] == ["dora.branch"]


def test_hostile_text_is_kept_as_text(tmp_path: Path) -> None:
    name = '=HYPERLINK("x"), <b>SA</b>; "Rocher"'
    reading = changed(tmp_path, {"b_05.01": [provider(HOST, name), *SOUND["b_05.01"][1:]]})
    assert name in names(reading).values()


# what is no register
def test_each_thing_that_is_no_register_is_refused_with_its_reason(tmp_path: Path) -> None:
    sound = package_files(SOUND)
    without = {name: text for name, text in sound.items() if not name.endswith("b_05.02.csv")}
    nobody = package_files({**SOUND, "b_02.02": [], "b_03.02": [], "b_05.02": []})
    cases: dict[str, Mapping[str, str | bytes]] = {
        "dora.none": {"list.csv": "a,b\n1,2\n"},
        "dora.long_form": {"reports/dora.csv": "datapoint,factValue\ndp1,2\n"},
        "dora.two_tables": {**sound, "again/b_05.02.csv": sound["reports/b_05.02.csv"]},
        "dora.unknown_table": {**sound, "reports/b_08.01.csv": "c0010,c0020\n1,2\n"},
        "dora.missing_table": without,
        "dora.nobody": nobody,
        "dora.column": {**sound, "reports/b_05.02.csv": sound["reports/b_05.02.csv"].replace("c0050", "rank")},
        "dora.missing_columns": {
            **sound,
            "reports/b_05.02.csv": sound["reports/b_05.02.csv"].replace(",c0070", "").replace(",eba_qCO:qx2000\r", "\r"),
        },
        "dora.trial": package_files(SOUND, taxonomy="http://www.eba.europa.eu/eu/fr/xbrl/crr/fws/dora/jc-2023-86/2024-07-11/mod/dora.json"),
        "dora.no_day": {
            **package_files({**SOUND, "b_01.01": [[FILER, "Mutuelle du Rivage", "", "", "", ""]]}),
            "reports/parameters.csv": "name,value\nentityID,rs:x.IND\n",
        },
        "table.twice": {**sound, "reports/b_05.02.csv": sound["reports/b_05.02.csv"].replace("c0070", "c0060")},
        "input.empty": {**sound, "reports/b_05.02.csv": ""},
        "zip.outside": {"../b_05.02.csv": "x"},
    }
    for key, files in cases.items():
        assert refused(tmp_path, files)[0] == key
    assert refused(tmp_path, {"big/b_05.02.csv": b"0," * (40 << 20)})[0] == "zip.bomb"


@pytest.mark.parametrize("form", ["bom", "semicolons", "upper", "dotted", "bare", "columns in another order", "unix lines"])
def test_a_table_is_read_by_its_header_however_it_is_written(form: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict(package_files(SOUND))
    text = table_text("b_05.02", SOUND["b_05.02"])
    written: dict[str, str] = {
        "bom": "\ufeff" + text,
        "semicolons": table_text("b_05.02", SOUND["b_05.02"], delimiter=";"),
        "upper": text.replace("c00", "C00"),
        "dotted": text.replace("c00", "B_05.02.00"),
        "bare": text.replace("c00", "00"),
        "columns in another order": "\n".join(",".join(reversed(line.split(","))) for line in text.splitlines()),
        "unix lines": table_text("b_05.02", SOUND["b_05.02"], end="\n"),
    }
    files["reports/b_05.02.csv"] = written[form]
    (tmp_path / "form.zip").write_bytes(zipped_register(files))
    assert arrows(loaded(tmp_path / "form.zip")) == arrows(changed(tmp_path))


def test_the_same_package_unpacked_in_a_folder_is_the_same_register(tmp_path: Path) -> None:
    for name, text in package_files(SOUND).items():
        path = tmp_path / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    folder = loaded(tmp_path / "package")
    assert arrows(folder) == arrows(changed(tmp_path))
    assert folder.dataset == f"dora-{FILER.lower()}-{PERIOD}"


def test_another_taxonomy_is_read_where_its_tables_are_those_of_the_known_one_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "later.zip"
    path.write_bytes(zipped_register(package_files(SOUND, taxonomy=TAXONOMY.replace("4.0", "5.1"))))
    assert remarks(loaded(path)) == {"dora.version"}


def test_two_contracts_whose_references_read_alike_stay_two(tmp_path: Path) -> None:
    tables: dict[str, Rows] = {
        "b_02.01": [["C/1"] + [""] * 4, ["C-1"] + [""] * 4],
        "b_04.01": [["C/1", FILER, "", ""], ["C-1", FILER, "", ""]],
        "b_02.02": [],
        "b_03.01": [],
        "b_03.02": [],
        "b_05.02": [link("C/1", HOST, 1, HOST), link("C-1", BELOW, 1, BELOW)],
    }
    assert len({r.contract for r in relations(changed(tmp_path, tables))}) == 2


CELLS = st.sampled_from(
    ["", "0", "x", "C1", "1", "2", "9999-12-31", "2025-13-01", "Not applicable", HOST, FILER, "eba_BT:x28", "eba_GA:FR", "=1+1"]
)


# row ──┬── used        whatever the rows of all tables are
#       ├── rejected
#       └── left out
@settings(max_examples=30)
@given(data=st.data())
def test_whatever_the_rows_of_a_register_are_each_is_accounted_for(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    tables: dict[str, Rows] = {}
    for table, rows in SOUND.items():
        drawn = data.draw(st.lists(st.sampled_from(rows), max_size=4)) if rows else []
        tables[table] = [[data.draw(CELLS) if data.draw(st.integers(0, 7)) == 0 else cell for cell in row] for row in drawn]
    tables["b_05.02"] = [*tables["b_05.02"], SOUND["b_05.02"][0]]
    try:
        reading = changed(tmp_path_factory.mktemp("sum"), tables)
    except BadInputError:
        return
    kept = sum(any(cell.strip() for cell in row) for rows in tables.values() for row in rows)
    assert reading.read == kept == reading.used + len(reading.rejected) + reading.left_out.total()
    assert list(reading.statements())


FILLED: Mapping[str, Rows] = {table: rows for table, rows in SOUND.items() if rows}


@pytest.mark.parametrize("above", [0, 3, 5])
def test_the_workbook_of_the_authority_says_what_the_package_says(above: int, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(as_book(workbook_sheets(FILLED, above=above)))
    reading = loaded(path)
    package = changed(tmp_path)
    assert arrows(reading) == arrows(package)
    assert [r.data_at_rest for r in relations(reading)] == [r.data_at_rest for r in relations(package)]
    assert next(r for r in relations(reading) if r.rank == 1).sensitiveness == "high"
    assert reading.read == package.read
    assert reading.dataset == f"dora-{FILER.lower()}-2026-03-01"  # a workbook says its day in B_01.01
    assert {key_of(p.reason) for p in reading.warnings} == {"dora.sheets"}


# a number that one sheet keeps as a number: 999001, and the other as text: 000999001
@pytest.mark.parametrize(("number", "text"), [(999001.0, "000999001"), (77.0, "0077")])
def test_zeros_that_a_spreadsheet_took_away_are_found_again_and_that_is_said(number: float, text: str, tmp_path: Path) -> None:
    kind = "eba_qCO:qx2003"
    tables: dict[str, Rows] = {
        **FILLED,
        "b_05.01": [provider(text, "Laine de Roche", kind), provider(BELOW, "Salle Basse")],
        "b_02.02": [use("C1", text, c0040=kind)],
        "b_03.02": [["C1", text, kind]],
        "b_05.02": [],
    }
    sheets = workbook_sheets(tables)
    sheets["b_05.02"] += [
        ["", "C1", "S17", number, "CRN", 1, "", ""],
        ["", "C1", "S17", BELOW, "LEI", 2, number, "CRN"],
        ["", "Total", "", "", "", 3, "", ""],
    ]
    sheets["old b_05.02"] = [["b_05.02.0010"], ["ZZ"]]
    path = tmp_path / "register.xlsx"
    path.write_bytes(as_book(sheets))
    reading = loaded(path)
    assert arrows(reading) == {("Mutuelle du Rivage", "Laine de Roche", "s17", 1), ("Laine de Roche", "Salle Basse", "s17", 2)}
    assert remarks(reading) == {"zeros", "dora.sheets"}
    assert [key_of(p.reason) for p in reading.rejected] == ["table.total"]


def test_a_workbook_that_is_no_register_is_refused_with_its_reason(tmp_path: Path) -> None:
    sheets = workbook_sheets(FILLED)
    cases: dict[str, bytes] = {
        "dora.none": as_book({"Sheet1": [["a", "b"], ["1", "2"]]}),
        "dora.two_tables": as_book({**sheets, "B_05.02 ": sheets["b_05.02"]}),
        "dora.no_codes": as_book({**sheets, "b_05.02": [["contract", "service"], ["C1", "S17"]]}),
        "dora.nobody": as_book(workbook_sheets({"b_01.01": FILLED["b_01.01"]})),
        "book.old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"encrypted" * 100,
    }
    for key, data in cases.items():
        path = tmp_path / "register.xlsx"
        path.write_bytes(data)
        with pytest.raises(BadInputError) as raised:
            loaded(path)
        assert [key_of(problem.reason) for problem in raised.value.problems] == [key]


def test_a_formula_that_failed_costs_its_row_and_none_is_run(tmp_path: Path) -> None:
    sheets = workbook_sheets(FILLED)
    sheets["b_05.02"] += [["", "C1", "S17", "#REF!", "LEI", 2, HOST, "LEI"]]
    path = tmp_path / "register.xlsx"
    path.write_bytes(as_book(sheets))
    reading = loaded(path)
    assert [key_of(p.reason) for p in reading.rejected] == ["cell.failed"]
    assert arrows(reading) == arrows(changed(tmp_path))


# nobody ──▶ Rocher Hosting   (B_02.02 alone, its user "Not applicable")
def test_a_service_that_nobody_is_said_to_use_is_said_and_stops_nothing(tmp_path: Path) -> None:
    alone: dict[str, Rows] = {table: [] for table in ("b_03.01", "b_03.02", "b_03.03", "b_04.01", "b_05.02")}
    reading = changed(tmp_path, {**alone, "b_02.02": [use("C1", HOST, c0020="Not applicable")]})
    assert "no_user" in remarks(reading)
    assert arrows(reading) == set()
