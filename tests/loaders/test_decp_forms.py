"""The forms in which French public contracts are published beside JSON: XML of both orders, and the consolidated tables."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from maillon.loaders import decp, decp_tables
from maillon.loaders.base import Reading
from maillon.loaders.problems import BadInputError
from tests.support.contracts import ALL, HOSPITAL, LATER, SUPPLIER, THIRD, contract, lines, marches, organisations, relations, siret


def read(path: Path) -> Reading:
    return decp.read([path], dataset=None, strict=False, scope=ALL)


NEW = f"""<?xml version="1.0" encoding="UTF-8"?>
<marches><marche>
  <id>2024-1</id><acheteur><id>{siret(HOSPITAL)}</id></acheteur><nature>Marché</nature>
  <objet>Maintenance du dossier patient &amp; conseil</objet><codeCPV>72267000-4</codeCPV>
  <techniques><technique>Sans objet</technique></techniques><dureeMois>24</dureeMois>
  <dateNotification>2024-03-01</dateNotification><sousTraitanceDeclaree>oui</sousTraitanceDeclaree>
  <titulaires><titulaire><id>{siret(SUPPLIER)}</id><typeIdentifiant>SIRET</typeIdentifiant></titulaire></titulaires>
  <actesSousTraitance><acteSousTraitance><id>1</id>
    <sousTraitant><id>{siret(THIRD)}</id><typeIdentifiant>SIRET</typeIdentifiant></sousTraitant>
    <dureeMois>12</dureeMois><dateNotification>2024-05-01</dateNotification></acteSousTraitance></actesSousTraitance>
  <modificationsActesSousTraitance><modificationActesSousTraitance><id>1</id><dureeMois>6</dureeMois>
  </modificationActesSousTraitance></modificationsActesSousTraitance>
  <modifications>
    <modification><id>1</id><titulaires><id>{siret(LATER)}</id><typeIdentifiant>SIRET</typeIdentifiant></titulaires>
      <dateNotificationModification>2025-01-01</dateNotificationModification></modification>
    <modification><id>2</id><dureeMois>36</dureeMois>
      <dateNotificationModification>2025-06-01</dateNotificationModification></modification>
  </modifications>
</marche></marches>"""

OLD = f"""<marche xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <id>2019-1</id><_type>Marché</_type><acheteur><id>{siret(HOSPITAL)}</id><nom>CH des Sagnes</nom></acheteur>
  <objet>Maintenance</objet><codeCPV>48000000</codeCPV><dureeMois>12</dureeMois><dateNotification>2019-04-01</dateNotification>
  <titulaires>
    <titulaire><typeIdentifiant>SIRET</typeIdentifiant><id>{siret(SUPPLIER)}</id>
      <denominationSociale>Ardoise Cloud</denominationSociale></titulaire>
    <titulaire><typeIdentifiant>SIRET</typeIdentifiant><id>{siret(LATER)}</id>
      <denominationSociale>Schiste SA</denominationSociale></titulaire>
  </titulaires>
</marche>"""


# the same contract as JSON says: later takes over from supplier, and third is behind supplier
def test_xml_of_2022_says_what_its_json_says(tmp_path: Path) -> None:
    (tmp_path / "m.xml").write_text(NEW, "utf-8")
    assert lines(read(tmp_path / "m.xml")) == [
        "hospital → supplier 2024-03-01 2025-01-01",
        "hospital → later 2025-01-01 2027-02-28",
        "supplier → third 2024-05-01 2024-10-31",
    ]


def test_xml_of_2019_is_one_contract_at_its_root(tmp_path: Path) -> None:
    (tmp_path / "m.xml").write_text(OLD, "utf-8")
    reading = read(tmp_path / "m.xml")
    assert lines(reading) == ["hospital → supplier 2019-04-01 2020-03-31", "hospital → later 2019-04-01 2020-03-31"]
    assert {o.name for o in organisations(reading).values()} == {"CH des Sagnes", "Ardoise Cloud", "Schiste SA"}


BOMB = '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (NEW[:-40], "cut off"),
        (BOMB + OLD.replace("Maintenance", "&b;"), "document type"),
        ('<!DOCTYPE m SYSTEM "file:///etc/passwd">' + OLD, "document type"),
        (OLD.replace("Maintenance", "&nowhere;"), "not XML"),
        ("<a/>", "no contract"),
    ],
)
def test_xml_that_is_cut_or_would_expand_is_refused(text: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "m.xml").write_text(text, "utf-8")
    with pytest.raises(BadInputError, match=why):
        read(tmp_path / "m.xml")


def version(number: int, supplier: str, day: str, **more: Any) -> dict[str, Any]:
    """A row of decp.info: a version of a contract, and one of its suppliers."""
    said: dict[str, Any] = {
        "uid": f"{siret(HOSPITAL)}M-77",
        "id": "M-77",
        "nature": "Marché",
        "acheteur_id": siret(HOSPITAL),
        "acheteur_nom": "CHU des Sagnes",
    }
    said |= {"titulaire_id": siret(supplier), "titulaire_typeIdentifiant": "SIRET", "titulaire_nom": f"Maison {supplier}"}
    said |= {"objet": "Maintenance du dossier patient", "codeCPV": "72267000", "dureeMois": 36, "dateNotification": day}
    said |= {"datePublicationDonnees": day, "idAccordCadre": None, "modification_id": number, "donneesActuelles": number == 1}
    return said | more


VERSIONS = [
    version(1, LATER, "2024-01-10"),
    version(0, SUPPLIER, "2022-03-01"),
    version(0, SUPPLIER, "2022-05-01", id="M-78", dureeMois=None),
]
EXPECTED = ["hospital → supplier 2022-03-01 2024-01-10", "hospital → later 2024-01-10 2025-02-28", "hospital → supplier 2022-05-01 ?"]


def beside(supplier: str, number: str, day: str, months: str, *change: str) -> dict[str, str]:
    """A row of the ministry: the first values, and a modification beside them; `CDL` and the like where there is nothing."""
    said = {"titulaire_id_1": siret(supplier), "titulaire_typeidentifiant_1": "SIRET", "titulaire_id_2": "CDL", "id": number}
    said |= {"nature": "Marché", "objet": "Maintenance du dossier patient", "codecpv": "72267000-4", "dureemois": months}
    said |= {"datenotification": day, "soustraitancedeclaree": "0", "idaccordcadre": "CDL", "acheteur_id": siret(HOSPITAL)}
    names = ("idmodification", "idtitulairemodification", "datenotificationmodificationmodification", "dureemoismodification")
    return said | dict(zip(names, change or ("INX None", "CDL", "CDL", "MQ"), strict=True)) | {"idsoustraitant": "CDL"}


def as_csv(path: Path, rows: list[dict[str, Any]], delimiter: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def forms(folder: Path) -> dict[str, Path]:
    """One pair of contracts in every form of table."""
    ministry = [
        beside(SUPPLIER, "M-77", "2022-03-01", "36", "1", siret(LATER), "2024-01-10", "CDL"),
        beside(SUPPLIER, "M-78", "2022-05-01", "MQ NC"),
    ]
    return {"decp.info": as_csv(folder / "a.csv", VERSIONS, ","), "ministry": as_csv(folder / "b.csv", ministry, ";")}


# a row of a version bears the day of the modification: the contract began with version 0
@pytest.mark.parametrize("form", ["decp.info", "ministry"])
def test_the_rows_of_a_table_are_versions_of_contracts_and_the_end_counts_from_the_first(form: str, tmp_path: Path) -> None:
    path = forms(tmp_path)[form]
    reading = read(path)
    assert lines(reading) == EXPECTED
    assert reading.used == reading.read == len(path.read_text("utf-8").splitlines()) - 1
    assert reading.unread_fields == {}


def test_all_forms_of_one_table_say_the_same_but_for_names(tmp_path: Path) -> None:
    found = forms(tmp_path)
    said = [[r.model_dump() for r in relations(read(path))] for path in found.values()]
    assert said[0] == said[1]
    assert [len(organisations(read(path))) for path in found.values()] == [3, 0]


def test_parquet_is_read_where_pyarrow_is_there(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist(VERSIONS), tmp_path / "decp.parquet")
    reading = read(tmp_path / "decp.parquet")
    assert lines(reading) == EXPECTED
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "decp.parquet").read_bytes()[:500])
    with pytest.raises(BadInputError, match="not Parquet"):
        read(tmp_path / "cut.parquet")


def test_parquet_is_read_in_a_process_of_its_own_which_is_ended_where_it_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist(VERSIONS * 50_000), tmp_path / "decp.parquet")
    monkeypatch.setattr(decp_tables, "SECONDS", 0.05)
    with pytest.raises(BadInputError, match=r"takes more than 0\.\d+ seconds"):
        read(tmp_path / "decp.parquet")


def test_two_forms_of_one_contract_in_one_load_are_one_relation(tmp_path: Path) -> None:
    path = marches(tmp_path / "m.json", contract("M-78", dureeMois=None, dateNotification="2022-05-01"))
    reading = decp.read([path, forms(tmp_path)["decp.info"]], dataset=None, strict=False, scope=ALL)
    assert lines(reading) == EXPECTED
    assert reading.read == reading.used + reading.left_out.total() == 4


# the first row is whole; of the second the end, a delimiter or a quote is missing, so that its cells are not those of their columns
@pytest.mark.parametrize(("old", "new"), [(",0,False", ""), ("Maintenance", "Maintenance, support"), ("Maintenance", '"Maintenance')])
def test_a_row_that_is_cut_or_has_lost_a_delimiter_is_rejected_and_the_others_are_read(old: str, new: str, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [version(0, SUPPLIER, "2022-03-01"), version(0, LATER, "2022-05-01", id="M-78")], ",")
    first, _, last = path.read_text("utf-8").rstrip().rpartition("\n")
    path.write_text(f"{first}\n{last.replace(old, new)}", "utf-8")
    reading = read(path)
    assert lines(reading) == ["hospital → supplier 2022-03-01 2025-02-28"]
    assert (reading.read, reading.used, [(p.line, p.code) for p in reading.rejected]) == (2, 1, [(3, "table.ragged")])


def test_a_table_without_the_columns_of_contracts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(BadInputError, match="id"):
        read(tmp_path / "x.csv")
