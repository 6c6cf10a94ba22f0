"""Versions of one's own list through the command: what was left stays told, a respelt name is asked about, --replace forgets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from maillon.api.graph import Graph
from maillon.graph.store import Store
from maillon.wording import RefusedError
from tests.support.places import Place
from tests.support.running import Ran, maillon

HEADER = "Prestataire;Prestation\n"


def loaded(place: Place, folder: Path, on: str, rows: str, *more: str) -> Ran:
    path = folder / "list.csv"
    path.write_text(HEADER + rows, "utf-8")
    return maillon(place, "load", "processors", str(path), "--owner", "Mutuelle du Lac", "--as-of", on, "--format", "json", *more)


# 2023: lake ──▶ MédecinDirect, Viamedis        2024: lake ──▶ Médecin Direct
def test_a_newer_list_ends_what_it_lacks_and_asks_about_a_name_that_is_spelt_otherwise(empty_place: Place, tmp_path: Path) -> None:
    first = loaded(empty_place, tmp_path, "2023-11-01", "MédecinDirect;x\nViamedis;y\n")
    assert (first.code, json.loads(first.out)["changes"]) == (0, [])
    asked = loaded(empty_place, tmp_path, "2024-11-01", "Médecin Direct;x\n")
    assert (asked.code, "'MédecinDirect' is no longer on the list, and 'Médecin Direct' is new" in asked.err) == (2, True)
    tried = loaded(empty_place, tmp_path, "2024-11-01", "Médecin Direct;x\n", "--respelt", "--dry-run")
    newer = loaded(empty_place, tmp_path, "2024-11-01", "Médecin Direct;x\n", "--respelt")
    assert json.loads(tried.out)["changes"] == json.loads(newer.out)["changes"]
    assert [(c["kind"], c["name"], c["after"]) for c in json.loads(newer.out)["changes"]] == [("left", "Viamedis", "2023-11-01/2024-11-01")]
    chains = maillon(empty_place, "chains", "Mutuelle du Lac", "--as-of", "2025-01-01", "--format", "json").out
    assert ("org:processors-of-mutuelle-du-lac/medecindirect" in chains, "medecin-direct" in chains) == (True, False)
    again = loaded(empty_place, tmp_path, "2024-11-01", "Médecin Direct;x\n")
    assert (again.code, json.loads(again.out)["loaded"], json.loads(again.out)["taken_back"]) == (0, 0, 0)
    gone = loaded(empty_place, tmp_path, "2025-11-01", "Kalixia;z\n", "--replace")
    assert (gone.code, json.loads(gone.out)["changes"]) == (0, [])
    assert "would" not in gone.err
    assert "Viamedis" in gone.err  # what is forgotten is named
    assert "viamedis" not in maillon(empty_place, "find", "Viamedis").out


@pytest.mark.parametrize("option", ["--respelt", "--replace"])
def test_only_a_list_that_somebody_keeps_has_versions(option: str, empty_place: Place, tmp_path: Path) -> None:
    ran = maillon(empty_place, "load", "bonjourlafuite", str(tmp_path / "none.csv"), option, "--dry-run")
    assert (ran.code, f"{option} is for lists that somebody keeps" in ran.err) == (2, True)


def test_from_python_a_newer_list_goes_on_from_the_older_one_too(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    graph = Graph(store)
    for on, rows in (("2023-11-01", "MédecinDirect;x\nViamedis;y\n"), ("2024-11-01", "Médecin Direct;x\n")):
        path.write_text(HEADER + rows, "utf-8")
        if on == "2024-11-01":
            with pytest.raises(RefusedError, match="respelt=True"):
                graph.load("processors", path, owner="Mutuelle du Lac", as_of=on, dry_run=True)
        loads = graph.load("processors", path, owner="Mutuelle du Lac", as_of=on, respelt=True)
    assert [c["name"] for c in loads.to_dict()["changes"]] == ["Viamedis"]
    with pytest.raises(RefusedError, match="respelt and replace are for lists that somebody keeps"):
        graph.load("bonjourlafuite", path, respelt=False)
    with pytest.raises(RefusedError, match="respelt and replace are for lists that somebody keeps"):
        graph.load("bonjourlafuite", path, replace=True)
