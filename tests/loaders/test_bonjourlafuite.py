"""The French list: cascades of one supplier, French volumes, Python literals that are never run."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from maillon.graph.records import IncidentRecord, Organisation, Quantity, Source
from maillon.loaders import bonjourlafuite
from maillon.loaders.base import Reading
from maillon.loaders.problems import BadInputError

LIST = Path(__file__).parents[1] / "fixtures" / "bonjourlafuite" / "leaks.csv"


def read(path: Path = LIST, *, strict: bool = False) -> Reading:
    return bonjourlafuite.read([path], dataset=None, strict=strict)


def incidents(reading: Reading) -> dict[str, list[IncidentRecord]]:
    found: dict[str, list[IncidentRecord]] = {}
    for record in reading.records.values():
        if isinstance(record, IncidentRecord):
            found.setdefault(record.id, []).append(record)
    return found


# Marais ──▶ Tiersa ◀── Causse      2026-05-23 … 2026-06-11: one cascade with its root, and Marais again in September: another
#              ▲
#           Bocage ──▶ Payalia
def test_rows_that_share_a_supplier_within_the_window_are_one_cascade_with_the_suppliers_own_row_as_its_root() -> None:
    found = incidents(read())
    cascade = found["bonjourlafuite/2026-05-23-cascade-tiersa"]
    assert len(cascade) == 4
    assert {r.who for record in cascade for r in record.relations} == {
        "org:bonjourlafuite/mutuelle-des-marais",
        "org:bonjourlafuite/prevoyance-du-causse",
        "org:bonjourlafuite/sante-bocage",
    }
    root = next(record for record in cascade if not record.relations)
    assert [c.at for c in root.compromised] == ["org:bonjourlafuite/tiersa"]
    assert {c.low for c in root.claims} == {1_500_000}
    assert len(found["bonjourlafuite/2026-09-20-cascade-tiersa"]) == 1


def test_a_cell_of_two_names_is_cut_only_where_each_stands_alone_elsewhere() -> None:
    reading = read()
    assert "org:bonjourlafuite/payalia" in reading.records
    assert "org:bonjourlafuite/resana-et-masalledemo" in reading.records
    assert "org:bonjourlafuite/resana" not in reading.records


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    header, *rows = LIST.read_text().splitlines()
    random.Random(7).shuffle(rows)
    (tmp_path / "leaks.csv").write_text("\n".join([header, *rows]))
    assert read(tmp_path / "leaks.csv").records == read().records


def test_a_literal_that_calls_something_is_rejected_and_the_rest_loads() -> None:
    reading = read()
    assert reading.read == 10 == reading.used + len(reading.rejected)
    assert [(p.line, p.code) for p in reading.rejected] == [(9, "cell.literal"), (11, "cell.date")]
    assert "appels" in reading.rejected[0].why("fr")
    with pytest.raises(BadInputError):
        read(strict=True)


def test_gigabytes_are_not_people_and_ransomware_alone_takes_availability() -> None:
    gym = incidents(read())["bonjourlafuite/2026-02-22-cascade-resana-et-masalledemo"][0]
    assert [(c.field, c.low, c.text.en if c.text else "") for c in gym.claims] == [("data-volume", None, "82GB")]
    assert gym.effects == ["availability"]
    assert {(a.status, a.outcome) for a in gym.affected} == {("claimed", "possible")}


def test_links_to_social_networks_are_left_out_and_other_links_are_sources() -> None:
    urls = {str(r.url) for r in read().records.values() if isinstance(r, Source)}
    assert "https://example.org/img/marais.png" in urls
    assert not any("x.com" in url for url in urls)


def test_an_item_of_data_without_a_category_is_counted_as_unread() -> None:
    assert read().unread_fields == {"data (no category)": 1}


def listed(path: Path, *rows: tuple[str, str, str]) -> Reading:
    header = '"date";"status";"processor";"subcontractor";"organization_type";"volume";"data";"sensitive";"links"'
    lines = [f'"{day}";"confirmed";"{who}";"{supplier}";"";"";"[]";"";"[]"' for day, who, supplier in rows]
    path.write_text("\n".join([header, *lines]), "utf-8")
    return read(path, strict=True)


# Payeur Bleu ◀── Mutuelle C      (Payeur Bleu, Payeur Vert): one of them stands alone elsewhere, so the comma parts two
def test_a_cell_of_two_whose_leak_it_is_names_both(tmp_path: Path) -> None:
    rows = [("2025-10-24", "Mutuelle C", "Payeur Bleu"), ("2025-12-27", "Payeur Bleu, Payeur Vert", ""), ("2026-03-01", "Dupont, SA", "")]
    found = incidents(listed(tmp_path / "l.csv", *rows))
    (both,) = found["bonjourlafuite/2025-12-27-payeur-bleu-payeur-vert"]
    names = {"org:bonjourlafuite/payeur-bleu", "org:bonjourlafuite/payeur-vert"}
    assert {a.party for a in both.affected} == names == {c.at for c in both.compromised}
    assert len(found["bonjourlafuite/2026-03-01-dupont-sa"][0].affected) == 1


@pytest.mark.parametrize(
    ("name", "count"), [("11 agences exemple", 11), ("300 hôpitaux", 300), ("3 Suisses", None), ("366 Lab", None), ("1001 Pneus", None)]
)
def test_so_many_organisations_without_names_are_a_group_of_so_many(name: str, count: int | None, tmp_path: Path) -> None:
    reading = listed(tmp_path / "l.csv", ("2025-12-31", name, ""))
    (party,) = [r for r in reading.records.values() if isinstance(r, Organisation)]
    assert party.named is (count is None)
    assert (party.count.low if isinstance(party.count, Quantity) else None) == count


# Boutique F ──▶ Payeur Bleu ◀── Boutique G, 33 days later: one cascade by our reading, and that is an open question of it
def test_that_leaks_through_one_supplier_are_one_event_is_said_to_be_open(tmp_path: Path) -> None:
    reading = listed(tmp_path / "l.csv", ("2025-11-27", "Boutique F", "Payeur Bleu"), ("2025-12-30", "Boutique G", "Payeur Bleu"))
    (cascade,) = incidents(reading).values()
    assert len(cascade) == 2
    assert all("does not say that these leaks are one event" in record.open[0].any for record in cascade)
    assert [[d.on for d in record.dates.occurred] for record in cascade] == [["../2025-11-27"], ["../2025-12-30"]]
