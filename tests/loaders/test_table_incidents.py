"""Rows of a table that are incidents, and the lists whose mapping comes with maillon."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from maillon.graph.records import IncidentRecord, Organisation, Relation
from maillon.loaders import table
from maillon.loaders.base import Reading
from maillon.loaders.inputs import Input, RawTable
from maillon.loaders.problems import BadInputError
from maillon.loaders.table_draft import draft_mapping
from maillon.loaders.table_mapping import ready_mappings
from maillon.loaders.workbooks import open_table
from tests.support.places import FIXTURES, ROOT
from tests.support.workbooks import as_xlsx

READY = FIXTURES / "table" / "ready"
HEAD = "kind: table-mapping\ndataset: mine\nsource: {publisher: Us, published_on: 2025-06-30}\nrows: incidents\n"


def read(*paths: Path) -> Reading:
    return table.read(paths, dataset=None, strict=False)


def incidents(reading: Reading) -> dict[str, IncidentRecord]:
    return {r.id.partition("/")[2]: r for r in reading.records.values() if isinstance(r, IncidentRecord)}


def mapped(folder: Path, mapping: str, text: str, name: str = "breaches.csv") -> Reading:
    (folder / "mapping.yaml").write_text(HEAD + mapping, "utf-8")
    (folder / name).write_text(text, "utf-8")
    return read(folder / name, folder / "mapping.yaml")


def told(record: IncidentRecord) -> dict[str, object]:
    """What a test compares, short."""
    return {
        "when": [d.on for d in record.dates.occurred],
        "seen": [d.on for d in (*record.dates.detected, *record.dates.disclosed)],
        "hit": [(a.party.partition(":")[2].partition("/")[2], a.outcome, a.status) for a in record.affected],
        "figures": [(c.field, c.low, c.high) for c in record.claims],
        "data": {d.category: d.outcome for d in record.data},
        "how": [a.veris for a in record.actions],
        "arrows": [(r.verb, r.target.partition("/")[2]) for r in record.relations],
        "actors": [a.actor for a in record.attributed_to],
    }


def one(**changes: object) -> dict[str, object]:
    blank: dict[str, object] = {name: [] for name in ("when", "seen", "hit", "figures", "how", "arrows", "actors")}
    return {**blank, "data": {}, **changes}


RIGHT: dict[str, dict[str, dict[str, object]]] = {
    "california": {
        "2025-03-04-tamarack-retail": one(when=["2025-01-02/2025-01-09"], hit=[("tamarack-retail.us", "observed", "confirmed")]),
        "2025-06-18-harbor-imaging": one(
            when=["../2025-06-18"],
            hit=[("harbor-imaging.us", "observed", "confirmed")],
            arrows=[("linked_with", "northgate-billing-llc")],
        ),
        "2025-06-19-alder-health-systems": one(when=["2024-08-05"], hit=[("alder-health-systems.us", "observed", "confirmed")]),
    },
    "oregon": {
        "2022-12-20-tamarack-retail": one(when=["2022-11-01/2022-11-05"], hit=[("tamarack-retail.us", "observed", "confirmed")]),
        "2023-04-02-cedar-dental": one(when=["2023-03-07"], hit=[("cedar-dental.us", "observed", "confirmed")]),
    },
    "massachusetts": {
        "2024-01-04-quabbin-health-center": one(
            when=["../2024-01-04"],
            hit=[("quabbin-health-center.us", "observed", "confirmed")],
            figures=[("residents-concerned", 1204, 1204)],
            data={"health-data": "exposed", "national-insurance-number": "exposed"},
        ),
        "2024-01-05-tamarack-savings": one(
            when=["../2024-01-05"],
            hit=[("tamarack-savings.us", "observed", "confirmed")],
            figures=[("residents-concerned", 3, 3)],
            data={"bank-details": "exposed", "payment-card": "exposed"},
        ),
    },
    "maine": {
        "2025-02-11-kettle-cove-clinic": one(
            when=["2024-11-30"],
            seen=["2024-12-02"],
            hit=[("kettle-cove-clinic.us", "observed", "confirmed")],
            figures=[("residents-concerned", 17, 17)],
            how=["hacking"],
        ),
        "2025-02-12-sebago-credit-union": one(
            when=["2025-01-03/2025-01-08"],
            seen=["2025-01-09"],
            hit=[("sebago-credit-union.us", "observed", "confirmed")],
            figures=[("residents-concerned", 2, 2)],
        ),
    },
    "texas": {
        "2024-05-14-pecan-valley-hospital": one(
            when=["../2024-05-14"],
            seen=["2024-05-14"],
            hit=[("pecan-valley-hospital.us-tx.lubbock", "observed", "confirmed")],
            figures=[("residents-concerned", 2310, 2310)],
            data={"health-data": "exposed", "identity": "exposed", "national-insurance-number": "exposed"},
        ),
        "2024-05-15-unnamed": one(
            when=["../2024-05-15"],
            seen=["2024-05-15"],
            hit=[("dentist.row-2024-05-15-unnamed.victim", "observed", "confirmed")],
            figures=[("residents-concerned", 260, 260)],
            data={"insurance-contract": "exposed", "biometric-data": "exposed"},
        ),
    },
    "eurepoc": {
        "2025-01-16-clinica-santesempio": one(
            when=["2024-12-01/.."],
            hit=[("clinica-santesempio", "observed", "reported")] * 2,
        ),
        "2025-01-07-commune-of-exempleville": one(
            when=["2024-12-31"], hit=[("commune-of-exempleville", "observed", "reported"), ("city-of-modelburg", "observed", "reported")]
        ),
        "2025-02-07-unnamed": one(when=["../2025-02-07"], hit=[("unnamed-victim.2025-02-07-unnamed", "observed", "reported")]),
        "2025-02-09-unnamed": one(
            when=["2024-11-01/2024-11-02"],
            hit=[
                ("person.row-2025-02-09-unnamed.victim", "observed", "reported"),
                ("person.row-2025-02-09-unnamed.1.victim", "observed", "reported"),
                ("agency-of-examples-aex-spain", "observed", "reported"),
            ],
        ),
        "2025-02-10-unnamed": one(when=["2024-11-05/.."], hit=[("unnamed-victim.2025-02-10-unnamed", "observed", "reported")]),
    },
    "privacy-rights-clearinghouse": {
        "2023-09-22-tamarack-imaging-incorporated": one(
            when=["2021-07/2023-04"],
            hit=[("tamarack-imaging-incorporated.us", "observed", "reported")],
            figures=[("persons-concerned", 14, 14)],
            data={"identity": "exposed", "national-insurance-number": "exposed", "postal-address": "exposed"},
            how=["hacking"],
        ),
        "2021-11-10-willow-card-services": one(when=["2021-10-22/.."], hit=[("willow-card-services.us", "observed", "reported")]),
    },
    "sheet-en": {
        "2025-03-04-fernhill-surgery": one(
            when=["2025-02-03/.."],
            seen=["2025-02-17", "2025-03-04"],
            hit=[("fernhill-surgery", "observed", "confirmed")],
            figures=[("persons-concerned", 12000, None)],
            data={"identity": "exposed", "health-data": "exposed"},
            how=["malware.ransomware"],
            arrows=[("delegates_to", "hosta-records-ltd"), ("delegates_to", "tally-post-ltd")],
            actors=["actor:breaches/example-locker"],
        ),
        "2025-03-21-ashgrove-trust": one(
            when=["../2025-03-21"],
            seen=["2025-03-21"],
            hit=[("ashgrove-trust", "possible", "claimed")],
            figures=[("persons-concerned", 300, 300)],
            data={"email": "possible"},
        ),
        # a status that no word of the mapping translates may mean anything: no more than possible, and counted as unread
        "2025-05-02-beechwood-clinic": one(when=["../2025-04-11"], seen=["2025-05-02"], hit=[("beechwood-clinic", "possible", "reported")]),
    },
    "sheet-fr": {
        "2025-03-04-clinique-du-bocage": one(
            when=["2025-02-03/.."],
            seen=["2025-02-17", "2025-03-04"],
            hit=[("clinique-du-bocage", "observed", "confirmed")],
            figures=[("persons-concerned", 12000, None)],
            data={"identity": "exposed", "national-insurance-number": "exposed"},
            how=["malware.ransomware"],
            arrows=[("delegates_to", "hebergeur-modele")],
            actors=["actor:fuites/groupe-exemple"],
        ),
        "2025-03-21-mutuelle-du-val": one(
            when=["../2025-03-21"],
            seen=["2025-03-21"],
            hit=[("mutuelle-du-val", "possible", "claimed")],
            figures=[("persons-concerned", 1500, 1500)],
            data={"bank-details": "possible"},
        ),
        "2025-04-laboratoire-des-saules": one(
            when=["../2025-04-30"], seen=["2025-04"], hit=[("laboratoire-des-saules", "not_affected", "retracted")]
        ),
    },
}


# header ──▶ ready mapping ──▶ one incident a row
@pytest.mark.parametrize("name", sorted(RIGHT))
def test_a_public_list_is_known_by_its_header_and_read_without_a_mapping(name: str) -> None:
    reading = read(READY / f"{name}.csv")
    assert {key: told(record) for key, record in incidents(reading).items()} == RIGHT[name]
    assert [str(w.reason) for w in reading.warnings if w.code == "mapping.ready"] == [
        f"read with the ready mapping '{name}', known by the header"
    ]


def test_a_list_that_is_known_by_its_header_is_read_once_and_one_beside_it_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        shutil.copy(READY / "maine.csv", tmp_path / name)
    opened: list[str] = []

    def counted(source: Input, *given: Any, **more: Any) -> RawTable:
        opened.append(source.name)
        return open_table(source, *given, **more)

    monkeypatch.setattr(table, "open_table", counted)
    reading = read(tmp_path / "a.csv", tmp_path / "b.csv")
    assert [Path(name).name for name in opened] == ["a.csv", "b.csv"]
    assert reading.left_out.total() == reading.used == len(incidents(reading)) > 0


def test_another_name_in_the_cell_of_the_victim_is_kept() -> None:
    alder = read(READY / "california.csv").records["org:us-ca/alder-health-systems.us"]
    assert isinstance(alder, Organisation)
    assert alder.aliases == ["AHS"]


def test_every_ready_mapping_is_tried_here_and_named_in_the_docs() -> None:
    page = (ROOT / "docs" / "loaders.md").read_text("utf-8")
    assert set(ready_mappings()) == set(RIGHT)
    assert [name for name in ready_mappings() if f"`{name}`" not in page] == []


def test_what_a_ready_mapping_leaves_unread_is_counted() -> None:
    assert read(READY / "maine.csv").unread_fields == {"action: a word that the mapping does not translate": 1}
    assert read(READY / "privacy-rights-clearinghouse.csv").unread_fields == {"data (no category)": 1}
    assert read(READY / "sheet-fr.csv").unread_fields == {"data (no category)": 1}


def test_addresses_of_sources_are_evidence_and_accounts_of_persons_are_not() -> None:
    reading = read(READY / "eurepoc.csv")
    record = incidents(reading)["2025-01-16-clinica-santesempio"]
    urls = [str(source.url) for key, source in reading.records.items() if key.removeprefix("source:") in record.evidence]  # type: ignore[union-attr]
    assert (urls, record.effects) == (["https://example.org/a"], ["availability", "confidentiality"])


def test_a_workbook_of_incidents_gives_the_records_of_the_csv(tmp_path: Path) -> None:
    text = (READY / "oregon.csv").read_text("utf-8")
    (tmp_path / "oregon.xlsx").write_bytes(as_xlsx(text.replace(",", ";")))
    assert read(tmp_path / "oregon.xlsx").records == read(READY / "oregon.csv").records


# victim ──DELEGATES_TO──▶ supplier, compromised only where a column or a constant says so
@pytest.mark.parametrize(("where", "broken"), [("", []), ("broke_at: supplier", ["hosta"]), ("broke_at: victim", ["fern", "ash"])])
def test_where_it_broke_is_open_beside_a_supplier_unless_the_table_says_it(where: str, broken: list[str], tmp_path: Path) -> None:
    constants = f"constants: {{{where}}}\n" if where else ""
    reading = mapped(tmp_path, f"columns: {{victim: Who, supplier: Via}}\n{constants}", "Who,Via\nFern; Ash,Hosta\n")
    (record,) = incidents(reading).values()
    assert [c.at.partition("/")[2] for c in record.compromised] == broken
    assert [(r.who.partition("/")[2], r.target.partition("/")[2]) for r in record.relations] == [("fern", "hosta"), ("ash", "hosta")]
    assert [d.on for d in record.dates.occurred] == ["../2025-06-30"]  # the list knew it on its day


@pytest.mark.parametrize(
    ("cells", "bounds"),
    [
        ("1 200,,", [("persons-concerned", 1200, 1200, False)]),
        ("1200,about,", [("persons-concerned", 1200, 1200, True)]),
        ("1200,at-least,accounts", [("accounts-concerned", 1200, None, False)]),
        ("1200,at-most,files", [("files", None, 1200, False)]),
        ("1200 accounts,,accounts", [("accounts-concerned", 1200, 1200, False)]),
        ("1234567890123 patients,,", []),
    ],
)
def test_a_figure_has_its_unit_and_its_qualifier(cells: str, bounds: list[object], tmp_path: Path) -> None:
    columns = "columns: {victim: Who, figure: N, qualifier: How, unit: Of}\n"
    unit = "" if cells.endswith(("accounts", "files")) else "persons"
    reading = mapped(tmp_path, columns, f"Who,N,How,Of\nFern,{cells}{unit}\n")
    (record,) = incidents(reading).values()
    assert [(c.field, c.low, c.high, c.approximate) for c in record.claims] == bounds


def test_a_word_translated_by_the_mapping_has_its_meaning_and_a_no_column_is_not_exposed(tmp_path: Path) -> None:
    columns = "columns: {victim: Who, outcome: Hit, effect: What}\n"
    columns += "words: {outcome: {ne rien: not_affected, oui: observed}, effect: {panne: availability}}\n"
    reading = mapped(
        tmp_path,
        columns + "data_columns: {Health: health-data, Bank: bank-details}\n",
        "Who,Hit,What,Health,Bank\nFern,oui,panne,Yes,No\nAsh,Ne rien,panne,,\nElm,maybe,panne,X,perhaps\n",
    )
    found = {r.affected[0].party.partition("/")[2]: r for r in incidents(reading).values()}
    assert {name: (r.affected[0].outcome, r.effects) for name, r in found.items()} == {
        "fern": ("observed", ["availability"]),
        "ash": ("not_affected", []),
        "elm": ("possible", ["availability"]),
    }
    assert {name: {d.category: d.outcome for d in r.data} for name, r in found.items()} == {
        "fern": {"bank-details": "not_exposed", "health-data": "exposed"},
        "ash": {},
        "elm": {"health-data": "possible"},
    }
    assert reading.unread_fields == {"outcome: a word that the mapping does not translate": 1, "Bank": 1}


def test_rows_of_one_victim_and_day_are_told_apart_whatever_file_and_order_they_stand_in(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text(HEAD + "columns: {victim: Who, reported: On, locator: Id}\n", "utf-8")
    (tmp_path / "a.csv").write_text("Who,On,Id\nFern,2025-01-02,7\n", "utf-8")
    (tmp_path / "b.csv").write_text("Who,On,Id\nFern,2025-01-02,3\n", "utf-8")
    both = [read(tmp_path / one, tmp_path / other, tmp_path / "mapping.yaml") for one, other in (("a.csv", "b.csv"), ("b.csv", "a.csv"))]
    assert incidents(both[0]) == incidents(both[1])
    assert {key: r.evidence for key, r in incidents(both[0]).items()} == {"2025-01-02-fern": ["mine#3"], "2025-01-02-fern.2": ["mine#7"]}


def test_only_a_separator_outside_brackets_parts_names_and_a_name_on_two_lines_is_one(tmp_path: Path) -> None:
    columns = "columns: {victim: Who}\n"
    reading = mapped(tmp_path, columns, 'Who\tOn\n"Fern Agency (FA; Spain); Ash"\t1\n"University of Ferns\nand Mosses"\t2\n')
    hit = [[a.party.partition("/")[2] for a in record.affected] for record in incidents(reading).values()]
    assert sorted(hit) == [["fern-agency-fa-spain", "ash"], ["university-of-ferns-and-mosses"]]
    two_lines = reading.records["org:mine/university-of-ferns-and-mosses"]
    assert isinstance(two_lines, Organisation)
    assert two_lines.note


def test_a_row_that_says_nothing_of_anybody_is_refused_and_one_that_says_something_hit_somebody(tmp_path: Path) -> None:
    reading = mapped(tmp_path, "columns: {victim: Who, disclosed: On}\n", "Who,On,Note\n,2025-01-02,x\n,,y\n")
    assert [[a.party for a in record.affected] for record in incidents(reading).values()] == [
        ["org:mine/unnamed-victim.2025-01-02-unnamed"]
    ]
    assert [problem.code for problem in reading.rejected] == ["cell.nobody"]


@pytest.mark.parametrize(
    ("days", "occurred", "said"),
    [
        ("2025-01-05,2025-01-09", "2025-01-05/2025-01-09", 0),
        ("2025-01-05,2025-01-05", "2025-01-05", 0),
        ("2025-01-09,2025-01-05", "../2025-03-01", 1),
        ("2025-02,2025-01-31", "../2025-03-01", 1),
        ("2025-01,2025-01-05", "2025-01/2025-01-05", 0),
    ],
)
def test_days_that_end_before_they_begin_are_left_out_and_said_and_the_rest_stays(
    days: str, occurred: str, said: int, tmp_path: Path
) -> None:
    columns = "columns: {victim: Who, occurred_from: A, occurred_to: B, disclosed: On, residents: N}\nconstants: {residents_of: Ohio}\n"
    reading = mapped(tmp_path, columns, f"Who,A,B,On,N\nFern,{days},2025-03-01,about 30\n")
    (record,) = incidents(reading).values()
    assert [d.on for d in record.dates.occurred] == [occurred]
    assert [w.code for w in reading.warnings] == ["cell.reversed_days"] * said
    assert (record.claims, reading.unread_fields) == ([], {"number not understood": 1})


@pytest.mark.parametrize(
    ("cell", "occurred"),
    [
        ("06/15/202306/20/202308/25/2023", "2023-06-15/2023-08-25"),  # lines of a page that ran together
        ("03/03/2025 04/10/2025", "2025-03-03/2025-04-10"),
        ("2/14/24-2/26/24", "2024-02-14/2024-02-26"),
        ("11/16/ 2023", "2023-11-16"),
        ("09/05/2023;", "2023-09-05"),
        ("06/24/2024 (substitute)", "2024-06-24"),
        ("03/26/2024(2nd Supplemental Notice)", "2024-03-26"),
    ],
)
def test_days_are_read_as_people_write_them_on_a_page(cell: str, occurred: str, tmp_path: Path) -> None:
    columns = "dates: month-first\ncolumns: {victim: Who, occurred: On}\n"
    (record,) = incidents(mapped(tmp_path, columns, f'Who,On\nFern Clinic,"{cell}"\n')).values()
    assert [d.on for d in record.dates.occurred] == [occurred]


@pytest.mark.parametrize("cell", ["06/27/202409/7/202410/21/20240", "03/23/2025 (approximately)", "712/04/2023", "09/31/2021"])
def test_a_day_that_may_be_wrong_is_not_read(cell: str, tmp_path: Path) -> None:
    columns = "dates: month-first\ncolumns: {victim: Who, occurred: On}\n"
    with pytest.raises(BadInputError):
        mapped(tmp_path, columns, f'Who,On\nFern Clinic,"{cell}"\n')


# a list of one state: its column "State" says whose residents are counted, and not where a victim sits
def test_a_draft_takes_the_one_state_of_a_list_for_that_of_its_residents() -> None:
    rows = "Fern Bank,2025-01-02,Delaware,597,Theft\nHosta Ltd,2025-01-03,Delaware,12,Loss\n"
    draft = draft_mapping(Input("list.csv", f"Organization,Date of Incident,State,Residents Affected,Breach Type\n{rows}".encode()))
    assert 'residents_of: "Delaware"' in draft
    assert "\n  victim_region:" not in draft
    several = draft_mapping(
        Input("l.csv", f"Organization,Date of Incident,State,Residents Affected,Breach Type\n{rows.replace('Delaware', 'OH', 1)}".encode())
    )
    assert "\n  residents_of:" not in several
    elsewhere = draft_mapping(
        Input(
            "list.csv",
            f"Organization,Date of Incident,State,Individuals Affected,Breach Type\n{rows.replace('Delaware', 'OH', 1)}".encode(),
        )
    )
    assert '\n  victim_region: "State"' in elsewhere


def test_kinds_of_data_in_json_inside_a_cell_are_read(tmp_path: Path) -> None:
    columns = 'columns: {victim: Who, data: What}\nwords: {data: {"driver’s license": identity-document}}\n'
    reading = mapped(tmp_path, columns, 'Who\tWhat\nFern\t{"x": ["Driver\\u2019s licenses"]}\n')
    (record,) = incidents(reading).values()
    assert {d.category for d in record.data} == {"identity-document"}


@pytest.mark.parametrize("cell", ["jane.doe@example.org", "Clinic jane.doe@example.org", "1 85 05 78 006 084 91"])
def test_a_row_refused_for_a_person_is_named_by_its_line_and_never_by_an_id_made_of_the_name(cell: str, tmp_path: Path) -> None:
    reading = mapped(tmp_path, "columns: {victim: who, occurred: day}\n", f"who,day\n{cell},2024-01-02\nFern,2024-01-03\n")
    (problem,) = reading.rejected
    assert (problem.line, problem.record) == (2, "")
    assert not {"jane", "85"} & set(re.findall(r"\w+", problem.say("en")))


def test_a_person_is_no_actor_and_no_victim_by_name(tmp_path: Path) -> None:
    reading = mapped(tmp_path, "columns: {victim: Who, actor: By}\n", 'Who,By\n"Marie Exampleton, DDS",Jean Exampleton\nFern,Night Owls\n')
    assert not [r for r in reading.records.values() if "xampleton" in r.model_dump_json()]
    assert [a.actor for r in incidents(reading).values() for a in r.attributed_to] == ["actor:mine/night-owls"]


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ("columns: {victim: Who, colour: C}\n", "'colour' is not a field of incidents"),
        ("columns: {supplier: Who}\n", "victim is missing"),
        ("columns: {victim: Who, residents: N}\n", "residents_of is missing"),
        ("columns: {victim: Who}\nwords: {data: {x: nonsense}}\n", "words.data"),
        ("columns: {victim: Who}\nconstants: {status: sure}\n", "constants.status"),
        ("columns: {victim: Who}\nwords: {title: {x: y}}\n", "'title' is not a field"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused_with_what_is_allowed(mapping: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=reason):
        mapped(tmp_path, mapping, "Who,N,C\nFern,1,x\n")


@pytest.mark.parametrize(
    ("header", "row", "rows", "guessed"),
    [
        (
            "Victim;Vendor;Date of breach;Individuals affected;Information exposed",
            "Fern Clinic;Hosta;13/03/2025;1 200;medical notes",
            "incidents",
            {"victim": "Victim", "supplier": "Vendor", "occurred": "Date of breach", "figure": "Individuals affected"},
        ),
        (
            "Organisme touché;Prestataire;Date de la fuite;Nombre de personnes concernées;Données",
            "Clinique Modèle;Hébergeur Modèle;13/03/2025;1 200;nom",
            "incidents",
            {"victim": "Organisme touché", "supplier": "Prestataire", "occurred": "Date de la fuite", "data": "Données"},
        ),
        (
            "Nom de l'établissement;Éditeur;Date de l'incident;Nb patients;Nature des données;Vecteur;Revendication",
            "CH Modèle;Éditeur Modèle;13/02/2025;12 000;nom, prénom;rançongiciel;Groupe Exemple",
            "incidents",
            {
                "victim": "Nom de l'établissement",
                "figure": "Nb patients",
                "data": "Nature des données",
                "action": "Vecteur",
                "actor": "Revendication",
            },
        ),
        (
            "Name of Entity;Entity Type;Associate Present;Date Submitted;Breach cause;Texans Affected;Texans Affected Range",
            "Fern Clinic;Provider;No;03/13/2025;Theft;1,200;1,000-9,999",
            "incidents",
            {"victim": "Name of Entity", "reported": "Date Submitted", "action": "Breach cause", "residents": "Texans Affected"},
        ),
        (
            "Donneur d'ordre;Sous-traitant;Objet;Date d'effet;Échéance",
            "Clinique Modèle;Hébergeur Modèle;hébergement;13/03/2021;31/12/2025",
            "relations",
            {"who": "Donneur d'ordre", "whom": "Sous-traitant", "service": "Objet", "since": "Date d'effet", "until": "Échéance"},
        ),
        (
            "Company name;LEI;Country;Parent company",
            "Fern Ltd;;GB;Ash plc",
            "organisations",
            {"name": "Company name", "id": "LEI", "country": "Country", "subsidiary_of": "Parent company"},
        ),
    ],
)
def test_a_draft_knows_the_usual_headers_of_all_three_kinds_and_shows_the_first_rows(
    header: str, row: str, rows: str, guessed: dict[str, str]
) -> None:
    source = Input("list.csv", f"{header}\n{row}\n".encode())
    draft = draft_mapping(source)
    assert f"rows: {rows}" in draft
    assert [line for field, column in guessed.items() if (line := f'  {field}: "{column}"') not in draft] == []
    shown = draft.partition("The first 3 rows")[2]
    assert all(name in shown for name in row.split(";")[:1]), shown
    if rows != "organisations":
        assert f"dates: {'month' if 'Texans' in header else 'day'}-first" in draft
    assert ('residents_of: "Texas"' in draft) is ("Texans" in header)
    assert not any(f': "{column}"  #' in draft for column in ("Entity Type", "Associate Present", "Texans Affected Range"))


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_the_draft_of_a_known_list_is_its_ready_mapping_and_shows_what_is_read(name: str, tmp_path: Path) -> None:
    draft = draft_mapping(Input(f"{name}.csv", (READY / f"{name}.csv").read_bytes()))
    (tmp_path / "mapping.yaml").write_text(draft, "utf-8")
    shutil.copy(READY / f"{name}.csv", tmp_path / "list.csv")
    reading = read(tmp_path / "list.csv", tmp_path / "mapping.yaml")
    assert incidents(reading) == incidents(read(READY / f"{name}.csv"))
    shown = draft.partition("The first 3 rows, as they would be read:")[2].strip().splitlines()
    assert len(shown) == min(3, len(open_table(Input(name, (READY / f"{name}.csv").read_bytes())).rows))


def test_the_rows_shown_say_who_when_how_many_through_whom_and_how_sure() -> None:
    draft = draft_mapping(Input("sheet-en.csv", (READY / "sheet-en.csv").read_bytes()))
    assert draft.splitlines()[-3] == (
        "#   line 2: Fernhill Surgery · 2025-02-03/.., 2025-02-17, 2025-03-04 · at least 12000 persons · → Hosta Records Ltd"
        " · → Tally Post Ltd · health-data, identity · malware.ransomware · confirmed observed"
    )


def test_relations_and_incidents_share_the_shape_of_their_arrows() -> None:
    record = incidents(read(READY / "sheet-en.csv"))["2025-03-04-fernhill-surgery"]
    assert [(type(r), r.seen_on, r.status) for r in record.relations] == [(Relation, "2025-03-04", "confirmed")] * 2
