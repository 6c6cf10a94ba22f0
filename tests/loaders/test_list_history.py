"""Versions of a list: what a newer one no longer holds has ended between the two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.graph.records import Record, Relation, RelationsRecord, from_written, written
from maillon.loaders import processors
from maillon.loaders.base import Reading
from maillon.loaders.list_history import continue_list, known_spellings, renamed, respelt, version_days
from maillon.loaders.problems import BadInputError

HEADER = "Prestataire;Prestation;Contrat;Début;Fin;Sous-traitant de;Hébergeur"
FIRST, SECOND, THIRD = (dt.date(year, 11, 1) for year in (2023, 2024, 2025))


def version(folder: Path, on: dt.date | None, *rows: str) -> Reading:
    path = folder / "list.csv"
    path.write_text("\n".join([HEADER, *(row + ";" * (6 - row.count(";")) for row in rows)]) + "\n", "utf-8")
    return processors.read([path], dataset="own", strict=False, owner="Mutuelle du Lac", on=on)


def kept(reading: Reading) -> dict[str, Record]:
    """What a store hands back of it, in the store's order."""
    return {identifier: from_written(written(record)) for identifier, record in sorted(reading.records.items())}


def after(earlier: Reading, newer: Reading, *, same: bool = False) -> Reading:
    """The newer version, as the store would load it after the earlier one."""
    held = kept(earlier)
    pairs = respelt(newer, held)
    renamed(newer, pairs if same else known_spellings(pairs, held), held)
    continue_list(newer, held, version_days(earlier.description))
    return newer


def told(reading: Reading) -> dict[tuple[str, str, str | None], tuple[str | None, str | None]]:
    """Of each relation: who, whom and inside which contract; until when, and when it was last seen."""
    return {(_name(r.who), _name(r.target), r.contract): (r.until, r.seen_on) for r in relations(reading.records)}


def relations(records: Mapping[str, Record]) -> list[Relation]:
    return [r for record in records.values() if isinstance(record, RelationsRecord) for r in record.relations]


def _name(identifier: str) -> str:
    return identifier.rpartition("/")[2]


# 2023: lake ──▶ a, lake ──▶ b        2024: lake ──▶ a        a is in force on the day of the second list; b ended between the two days
def test_a_party_that_a_newer_list_no_longer_holds_has_ended_between_the_two_days(tmp_path: Path) -> None:
    found = after(version(tmp_path, FIRST, "A;x;K-1", "B;y;K-2"), version(tmp_path, SECOND, "A;x;K-1"))
    assert told(found) == {
        ("mutuelle-du-lac", "a", "k-1"): (None, "2024-11-01"),
        ("mutuelle-du-lac", "b", "k-2"): ("2023-11-01/2024-11-01", "2023-11-01"),
    }
    ended = next(r for r in relations(found.records) if r.target == "org:own/b")
    assert ended.note is not None
    assert ended.note.en == "not on the list of 2024-11-01"
    assert [(c.kind, c.name, c.after) for c in found.changes] == [("left", "B", "2023-11-01/2024-11-01")]
    assert version_days(found.description) == [FIRST, SECOND]


def test_an_end_that_the_list_said_stays_and_one_that_it_planned_gives_way(tmp_path: Path) -> None:
    first = version(tmp_path, FIRST, "A;x;K-1;2019;2022-12-31", "B;y;K-2;2019;2026-12-31", "C;z;K-3")
    found = after(first, version(tmp_path, SECOND, "C;z;K-3"))
    assert {name: until for (_, name, _), (until, _) in told(found).items()} == {"a": "2022-12-31", "b": "2023-11-01/2024-11-01", "c": None}


# lake ──▶ a ──▶ b, a hosted by h: that lake left a says nothing of a's own suppliers; that a left b, or h, while on the list, does
def test_what_a_party_that_was_left_entrusts_to_others_is_only_last_seen(tmp_path: Path) -> None:
    first = version(tmp_path, FIRST, "A;x;K-1;;;;H", "B;y;K-1;;;A", "C;z")
    gone = after(first, version(tmp_path, SECOND, "C;z"))
    assert (told(gone)["a", "b", "k-1"], told(gone)["a", "h", "k-1"]) == ((None, "2023-11-01"), (None, "2023-11-01"))
    assert told(gone)["mutuelle-du-lac", "a", "k-1"][0] == "2023-11-01/2024-11-01"
    still = after(first, version(tmp_path, SECOND, "A;x;K-1;;;;G", "C;z"))
    assert {told(still)["a", end, "k-1"][0] for end in ("b", "h")} == {"2023-11-01/2024-11-01"}
    assert told(still)["a", "g", "k-1"][0] is None


def test_a_version_that_is_loaded_again_changes_nothing(tmp_path: Path) -> None:
    once = after(version(tmp_path, FIRST, "A;x;K-1", "B;y;K-2"), version(tmp_path, SECOND, "A;x;K-1"))
    twice = after(once, version(tmp_path, SECOND, "A;x;K-1"))
    assert twice.records == once.records
    assert twice.description == once.description
    assert twice.changes == []


# each row says of the same people that they are the owner's: six times one relation, told apart by its row alone
def test_rows_that_say_one_thing_keep_each_its_own_places_when_a_version_is_loaded_again(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"

    def said(on: dt.date, service: str) -> Reading:
        rows = [f"{name};{service};Adhérents" for name in "FBDACE"]
        path.write_text("\n".join(["Prestataire;Prestation;Personnes concernées", *rows]), "utf-8")
        return processors.read([path], dataset="own", strict=False, owner="Mutuelle du Lac", on=on)

    once = after(said(FIRST, "x"), said(SECOND, "y"))
    assert after(once, said(SECOND, "y")).records == once.records


def test_a_third_version_leaves_what_ended_before_the_second_as_it_was(tmp_path: Path) -> None:
    second = after(version(tmp_path, FIRST, "A;x;K-1", "B;y;K-2"), version(tmp_path, SECOND, "A;x;K-1"))
    third = after(second, version(tmp_path, THIRD, "A;x;K-1", "C;z;K-3"))
    assert told(third)["mutuelle-du-lac", "b", "k-2"][0] == "2023-11-01/2024-11-01"
    assert [(c.kind, c.name) for c in third.changes] == [("new", "C")]
    back = after(second, version(tmp_path, THIRD, "A;x;K-1", "B;y;K-2"))
    assert told(back)["mutuelle-du-lac", "b", "k-2"] == (None, "2025-11-01")


# lake ──▶ unknown ──▶ b: the unknown one between stays as long as b is told of; a row without a name says its own gap in each version
def test_gaps_do_not_pile_up_from_version_to_version(tmp_path: Path) -> None:
    first = version(tmp_path, FIRST, "A;x", "à définir;y", "B;z;;;;oui")
    gone = after(first, version(tmp_path, SECOND, "A;x", "à définir;y and z"))
    assert len([1 for _, whom, _ in told(gone) if whom.startswith("unknown.row-")]) == 1


def test_a_row_that_a_corrected_version_of_one_day_drops_never_stood_on_it(tmp_path: Path) -> None:
    corrected = after(version(tmp_path, FIRST, "A;x;K-1", "Typing error;y;K-2"), version(tmp_path, FIRST, "A;x;K-1"))
    assert set(told(corrected)) == {("mutuelle-du-lac", "a", "k-1")}


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        ("A;x;K-1", "A;x and y;K-1", [("changed", "service: x", "service: x-and-y")]),
        ("A;x;K-1;2019", "A;x;K-1;2018", [("changed", "since: 2019", "since: 2018")]),
        ("A;x;", "A;x;K-9", [("changed", "contract: ", "contract: k-9")]),
        ("A;x;K-1", "A;x;K-2", [("again", "", "x · k-2"), ("left", "x · k-1", "2023-11-01/2024-11-01")]),
    ],
)
def test_what_changed_between_two_versions_is_a_table(before: str, now: str, changes: list[tuple[str, str, str]], tmp_path: Path) -> None:
    found = after(version(tmp_path, FIRST, before), version(tmp_path, SECOND, now))
    assert [(c.kind, c.before, c.after) for c in found.changes] == changes


def test_a_list_of_no_day_may_not_forget_anybody_and_an_older_one_does_not_come_after(tmp_path: Path) -> None:
    first = version(tmp_path, FIRST, "A;x", "B;y")
    with pytest.raises(BadInputError, match="--as-of") as error:
        after(first, version(tmp_path, None, "A;x"))
    assert "B" in str(error.value)
    assert after(first, version(tmp_path, None, "A;x", "B;z")).changes == []
    with pytest.raises(BadInputError, match="in their order"):
        after(version(tmp_path, SECOND, "A;x"), version(tmp_path, FIRST, "A;x"))


def test_after_a_list_of_no_day_the_end_is_open_on_one_side(tmp_path: Path) -> None:
    found = after(version(tmp_path, None, "A;x", "B;y"), version(tmp_path, SECOND, "A;x"))
    assert told(found)["mutuelle-du-lac", "b", None] == ("../2024-11-01", None)


# 2023: lake ──▶ MédecinDirect        2024: lake ──▶ Médecin Direct
@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [
        ("MédecinDirect", "Médecin Direct", True),
        ("Cegedim Santé", "CEGEDIM SANTE SAS", True),
        ("Almerys", "Almeris", False),
        ("Harmonie Gestion", "Harmonie Gestions", True),
        ("Viamedis", "Kalixia", False),
    ],
)
def test_a_name_that_is_spelt_otherwise_is_proposed_and_keeps_its_id_once_it_is_said_to_be_the_same(
    old: str, new: str, alike: bool, tmp_path: Path
) -> None:
    first = version(tmp_path, FIRST, f"{old};x", "Saule;y")
    newer = version(tmp_path, SECOND, f"{new};x", "Saule;y")
    assert [(p.gone_name, p.new_name) for p in respelt(newer, kept(first))] == ([(old, new)] if alike else [])
    if alike:
        found = after(first, newer, same=True)
        (party,) = {r.target for r in relations(found.records)} - {"org:own/saule"}
        assert party == next(r.target for r in relations(first.records) if r.target != "org:own/saule")
        assert found.changes == []
        again = version(tmp_path, THIRD, f"{new};x", "Saule;y")
        held = kept(found)
        assert known_spellings(respelt(again, held), held) == respelt(again, held) != []


ROWS = st.lists(st.sampled_from(["A;x;K-1", "B;y;K-2", "B;z;K-3", "C;w;", "D;v;K-4;2019;2022", "E;u;K-1;;;A"]), unique=True, min_size=1)


# a version on the list ⇒ no end is made up; gone ⇒ it stays in the records, and ended by the day of the newer one
@settings(max_examples=40)
@given(first=ROWS, second=ROWS, third=ROWS)
def test_nothing_that_ever_stood_on_a_dated_list_is_forgotten(
    first: Sequence[str], second: Sequence[str], third: Sequence[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("history")
    versions = [version(folder, on, *rows) for on, rows in zip((FIRST, SECOND, THIRD), (first, second, third), strict=True)]
    every = {(r.who, r.target, r.contract) for reading in versions for r in relations(reading.records)}
    now = {(r.who, r.target, r.contract) for r in relations(versions[2].records)}
    found = after(after(versions[0], versions[1]), versions[2])
    kept_of = {(r.who, r.target, r.contract): r for r in relations(found.records)}
    assert kept_of.keys() == every
    for key, relation in kept_of.items():
        assert key not in now or relation.until in (None, "2022")
        assert relation.evidence
