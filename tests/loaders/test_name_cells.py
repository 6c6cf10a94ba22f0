"""Cells of names that hold more than a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillon.graph.records import IncidentRecord
from maillon.loaders import us_states
from maillon.loaders.name_cells import NameCell, read_name_cell, table_suppliers


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("Maple Plan, Inc. (Oak Mailing, LLC)", NameCell("Maple Plan, Inc.", supplier="Oak Mailing, LLC")),
        ("Elm Billing, LLC on behalf of Maple Plan", NameCell("Elm Billing, LLC", for_whom="Maple Plan")),
        ("Elm Billing, LLC, on behalf of its clients", NameCell("Elm Billing, LLC")),
        ("Elm Billing, LLC on behalf of  relevant data owner", NameCell("Elm Billing, LLC")),
        ("Elm Billing on behalf of the covered entities", NameCell("Elm Billing")),
        ("Fir Welfare Fund c/o Birch Administrators", NameCell("Fir Welfare Fund", care_of="Birch Administrators")),
        ("Alder Asset Company (“Alder”)", NameCell("Alder Asset Company", alias="Alder")),
        ('Teachers Fund of America ("TFA', NameCell("Teachers Fund of America", alias="TFA")),
        ("Camping Planet / Good Pam (CPGP)", NameCell("Camping Planet / Good Pam", alias="CPGP")),
        ("Linden Mortgage LLC (dba Mr. Linden)", NameCell("Linden Mortgage LLC (dba Mr. Linden)")),
        ("Cedar Inns (Willow Hotels, LLC)", NameCell("Cedar Inns", linked="Willow Hotels, LLC")),
        ("Cedar Corporation (Freddy Mox)", NameCell("Cedar Corporation (Freddy Mox)")),
        ("Cedar Insurance (Kelly Sample)", NameCell("Cedar Insurance")),
        ("Cedar Insurance (Sample Kelly)", NameCell("Cedar Insurance")),
        ("Cedar Insurance", NameCell("Cedar Insurance")),
    ],
)
def test_a_cell_is_taken_apart_only_where_it_proves_how(cell: str, read: NameCell) -> None:
    assert read_name_cell(cell, {"oak mailing llc"}) == read


def test_a_supplier_is_who_stands_in_brackets_behind_two_names_or_has_a_row_of_its_own() -> None:
    assert table_suppliers(["A Plan (Oak, LLC)", "B Plan (Oak, LLC)", "C Plan (Elm)", "Elm", "D Plan (Fir)"]) == {"oak llc", "elm"}


# Maple Plan ──DELEGATES_TO──▶ Oak Mailing ◀──DELEGATES_TO── Fir Insurance      Oak's own row: there it broke, the state does not say where
# Yew Clinic ──DELEGATES_TO──▶ Elm Billing (which reports for it)
def test_who_stands_in_brackets_behind_several_is_whom_they_entrust_and_where_it_broke_is_open(tmp_path: Path) -> None:
    names = ["Maple Plan (Oak Mailing)", "Fir Insurance (Oak Mailing)", "Oak Mailing", "Elm Billing, LLC on behalf of Yew Clinic"]
    rows = [f'02/04/2021,03/2{n}/2021,Cyberattack,,,"{name}",{n},Ransomware,900' for n, name in enumerate(names)]
    header = "DateAware,DateSubmitted,DataBreachCause,DateStart,DateEnd,Name,Id,CyberattackType,WashingtoniansAffected"
    (tmp_path / "wa.csv").write_text("\n".join([header, *rows]))
    reading = us_states.read([tmp_path / "wa.csv"], dataset=None, strict=True)
    found = [record for record in reading.records.values() if isinstance(record, IncidentRecord)]
    relations = {(r.who, r.verb, r.target, r.status, r.by) for record in found for r in record.relations}
    assert relations == {
        ("org:us-states/maple-plan", "delegates_to", "org:us-states/oak-mailing", "reported", None),
        ("org:us-states/fir-insurance", "delegates_to", "org:us-states/oak-mailing", "reported", None),
        ("org:us-states/yew-clinic", "delegates_to", "org:us-states/elm-billing-llc", "reported", None),
    }
    assert {c.at for record in found for c in record.compromised} == {"org:us-states/oak-mailing"}
    yew = next(a for record in found for a in record.affected if a.party == "org:us-states/yew-clinic")
    assert (yew.outcome, yew.status) == ("possible", "reported")
