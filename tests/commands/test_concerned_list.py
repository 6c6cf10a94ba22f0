"""A list in, an answer out: read with the shipped records in a store that goes with the answer."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest

from tests.support.running import Ran, maillon

LIST = "Processor;Country;Service;Start;End\nViamedis;France;third-party payment;01/01/2019;31/12/2023\nExample Quiet;France;payroll;;\n"
SAME = "[org:processors-of-north-mutual/viamedis, org:viamedis]"


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, dict[str, str]]:
    """A folder with a list, and where temporary things and a store of one's own would be."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "processors-2026-11-01.csv").write_text(LIST, "utf-8")
    (tmp_path / "decided.yaml").write_text(f"kind: decisions\nentries:\n- {{same: {SAME}, decided_by: us, on: 2026-11-01}}\n")
    return tmp_path, {"MAILLON_STORE": str(tmp_path / "store")}


def concerned(ask: tuple[Path, dict[str, str]], *words: str) -> Ran:
    folder, environment = ask
    return maillon(None, "concerned", str(folder / "processors-2026-11-01.csv"), *words, "--format", "json", environment=environment)


def test_a_list_is_answered_without_a_store_before_any_decision_and_after_and_nothing_is_kept(ask: tuple[Path, dict[str, str]]) -> None:
    folder = ask[0]
    before = concerned(ask, "--owner", "North Mutual")
    body = json.loads(before.out)
    assert (before.code, body["rows"]) == (1, [])
    assert [u["may_be"] for u in body["undecided"]] == [["org:viamedis"]]
    after = concerned(ask, "--owner", "North Mutual", "--decisions", str(folder / "decided.yaml"))
    assert [(r["incident"], r["when"], r["rank"]) for r in json.loads(after.out)["rows"]] == [("incident:viamedis-2024-01", "after", 1)]
    assert "nothing is kept" in after.err
    assert {p.name for p in folder.iterdir()} == {"tmp", "processors-2026-11-01.csv", "decided.yaml"}
    assert list((folder / "tmp").iterdir()) == []


def test_what_is_to_be_typed_to_decide_about_a_list_keeps_it_first(ask: tuple[Path, dict[str, str]]) -> None:
    folder, environment = ask
    path = folder / "processors-2026-11-01.csv"
    path.write_text(f"{LIST}A, B and C;;x;;\n", "utf-8")
    ran = maillon(None, "concerned", str(path), "--owner", "North Mutual", environment=environment)
    assert f"keep the list first: maillon load processors {path} --owner 'North Mutual', then: maillon decide" in ran.out
    assert f"of this list: 1 remark; to see all: maillon load processors {path} --owner 'North Mutual' --dry-run" in ran.err


def test_whose_list_it_is_must_be_said_and_an_owner_goes_with_a_list_alone(ask: tuple[Path, dict[str, str]]) -> None:
    nobody = concerned(ask)
    named = maillon(None, "concerned", "Mutami", "--owner", "North Mutual", environment=ask[1])
    assert (nobody.code, named.code) == (3, 2)
    assert "--owner goes with a list as a file" in named.err
