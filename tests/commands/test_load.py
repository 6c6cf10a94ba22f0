"""`load`, `duplicates`, `loaders new` as a person meets them: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from maillon.cli import app

FIXTURES = Path(__file__).parents[1] / "fixtures"
HHS = FIXTURES / "hhs"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("commands")


def run(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments], env={"MAILLON_STORE": str(place / "store"), "MAILLON_LANG": "en", "NEO4J_URI": None})


def loaded(place: Path, *arguments: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run(place, "load", *arguments, "--format", "json").stdout)
    return found


def test_a_load_reports_what_was_read_rejected_and_left_unread_and_ends_with_5_when_a_row_was_rejected(place: Path) -> None:
    result = run(place, "load", "hhs", str(HHS / "named-associates.csv"), "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 5
    assert run(place, "load", "hhs", str(HHS / "named-associates.csv"), "--allow-rejects", "1").exit_code == 5
    assert run(place, "load", "hhs", str(HHS / "named-associates.csv"), "--allow-rejects", "2").exit_code == 0
    assert (report["dataset"], report["read"], len(report["rejected"])) == ("hhs-named-associates", 4, 2)
    assert {r["line"] for r in report["rejected"]} == {4, 5}
    assert report["read"] == report["used"] + len(report["rejected"])
    result = run(place, "load", "vcdb", str(FIXTURES / "vcdb"), "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["unread_fields"] == {"file of another kind: .yaml": 1, "shoe_size": 1}


def test_a_second_load_changes_nothing_and_a_much_smaller_one_is_asked_about(place: Path, tmp_path: Path) -> None:
    loaded(place, "vcdb", str(FIXTURES / "vcdb"))
    again = loaded(place, "vcdb", str(FIXTURES / "vcdb"))
    assert (again["loaded"], again["taken_back"]) == (0, 0)
    small = tmp_path / "small"
    small.mkdir()
    bare = json.loads((FIXTURES / "vcdb" / "practice.json").read_text())
    del bare["actor"], bare["attribute"]
    (small / "one.json").write_text(json.dumps(bare))
    refused = run(place, "load", "vcdb", str(small))
    assert refused.exit_code == 2
    assert "--yes" in str(refused.output)
    assert run(place, "load", "vcdb", str(small), "--yes").exit_code == 0
    assert run(place, "load", "vcdb", str(FIXTURES / "vcdb")).exit_code == 0


def test_duplicates_writes_a_decision_file_that_merges_once_it_is_filled_in_and_undoes_when_unloaded(place: Path, tmp_path: Path) -> None:
    run(place, "load", "hhs", str(HHS / "portal-2026-07.csv"))
    run(place, "load", "hhs", str(HHS / "named-associates.csv"))
    table = tmp_path / "other.csv"
    table.write_text("Client;Supplier\nWillow Creek Clinic;TAMARACK CLAIMS INC\n")
    mapping = tmp_path / "mapping.yaml"
    assert run(place, "loaders", "new", str(table), "-o", str(mapping)).exit_code == 0
    assert run(place, "load", "table", str(table), str(mapping)).exit_code == 0
    file = tmp_path / "decisions.yaml"
    pairs = json.loads(run(place, "duplicates", "--format", "json").stdout)["pairs"]
    assert run(place, "duplicates", "-o", str(file)).exit_code == 0
    assert all(f"unsure: [{', '.join(pair['ids'])}]" in file.read_text() for pair in pairs)
    ids = ["org:hhs/tamarack-claims-inc.us-mn", "org:other/tamarack-claims-inc"]
    assert ids in [pair["ids"] for pair in pairs]
    entry = f"{{same: [{', '.join(ids)}], decided_by: the tests, on: 2026-01-01, why: one name and one address}}"
    file.write_text(f"kind: decisions\nentries:\n  - {entry}\n")
    assert run(place, "load", "records", str(file), "--dataset", "decisions").exit_code == 0
    shown = json.loads(run(place, "show", ids[1], "--format", "json").stdout)
    assert shown["id"] == ids[0]
    assert shown["decisions"][0]["why"] == "one name and one address"
    assert run(place, "unload", "decisions", "--yes").exit_code == 0
    assert json.loads(run(place, "show", ids[1], "--format", "json").stdout)["id"] == ids[1]


# Tiersa (siren, from the table)   Third Payer (the same siren, from records)   ──not_same──   and both said to be one with Ash
def test_a_load_names_who_carries_a_number_that_another_carries_and_decisions_that_contradict_one_another(
    place: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "kind: organisations\nentries:\n"
        "  - {id: org:third-payer, name: Third Payer, identifiers: ['siren:552081317'], evidence: [own]}\n"
        "  - {id: org:ash, name: Ash, evidence: [own]}\n"
    )
    (tmp_path / "sources.yaml").write_text("kind: sources\nentries:\n  - {id: own, publisher: Us, undated: true}\n")
    first = run(place, "load", "records", str(own), str(tmp_path / "sources.yaml"), "--dataset", "own")
    assert (first.exit_code, "carries a number" in first.stderr) == (0, False)
    suppliers = run(place, "load", "table", str(FIXTURES / "table" / "suppliers.csv"), str(FIXTURES / "table" / "mapping.yaml"))
    assert "siren:552081317, org:siren/552081317 and org:third-payer" in suppliers.stderr
    decisions = tmp_path / "decisions.yaml"
    pairs = {"same": ["org:ash, org:third-payer", "org:ash, org:siren/552081317"], "not_same": ["org:siren/552081317, org:third-payer"]}
    lines = [f"  - {{{verdict}: [{ids}], decided_by: us, on: 2026-01-01}}" for verdict, all_ids in pairs.items() for ids in all_ids]
    decisions.write_text("\n".join(["kind: decisions", "entries:", *lines[:2]]) + "\n")
    assert "contradict" not in run(place, "load", "records", str(decisions), "--dataset", "odds").stderr
    decisions.write_text("\n".join(["kind: decisions", "entries:", *lines]) + "\n")
    said = run(place, "load", "records", str(decisions), "--dataset", "odds").stderr
    assert "org:siren/552081317, org:third-payer: not the same (us, 2026-01-01)" in said
    assert said.count(": the same (us, 2026-01-01)") == 2
    for dataset in ("odds", "own"):
        assert run(place, "unload", dataset, "--yes").exit_code == 0


def test_neither_a_mapping_nor_a_decision_file_is_written_over_unless_the_person_is_sure(place: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    loaded(place, "hhs", str(HHS / "named-associates.csv"))
    for line in (["loaders", "new", str(FIXTURES / "table" / "suppliers.csv"), "-o", str(kept)], ["duplicates", "-o", str(kept)]):
        kept.write_text("mine")
        refused = run(place, *line)
        assert (refused.exit_code, "--yes" in refused.output, kept.read_text()) == (2, True, "mine")
        assert run(place, *line, "--yes").exit_code in (0, 1)
        assert kept.read_text() != "mine"


def test_loaders_lists_every_loader_with_what_it_leaves_out(place: Path) -> None:
    for lang in ("fr", "en"):
        result = run(place, "loaders", "--format", "json", "--lang", lang)
        assert result.exit_code == 0
        for name in ("bonjourlafuite", "hhs", "misp", "processors", "records", "stix", "table", "us-states", "vcdb"):
            assert name in result.stdout
