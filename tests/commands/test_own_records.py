"""Own records beside the shipped ones: `check`, `load` and `demo` as a person meets them, and what each says beforehand."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.places import CORPUS, Place
from tests.support.running import Ran, maillon

SOURCES = "kind: sources\nentries:\n  - {id: own-list, publisher: Own list}\n"
CLINIC = "kind: organisations\nentries:\n  - {id: org:own-clinic, name: Own Clinic, roles: [Clinic], evidence: [own-list]}\n"
VENDOR = "kind: organisations\nentries:\n  - {id: org:own-vendor, name: Own Vendor, evidence: [own-list]}\n"
USES = """\
kind: relations
id: own-suppliers
title: {fr: Nos fournisseurs}
relations:
  - {who: org:own-clinic, delegates_to: WHOM, evidence: [own-list], note: {fr: un contrat signé}}
"""


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def said(ran: Ran) -> Any:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def datasets(place: Place) -> dict[str, dict[str, Any]]:
    return {found["dataset"]: found for found in said(maillon(place, "status", "--format", "json"))["datasets"]}


@pytest.fixture
def shipped(corpus_files: Path, tmp_path: Path) -> Place:
    """A store of one's own that holds the shipped records."""
    return Place(directory=shutil.copytree(corpus_files, tmp_path / "store"))


#  mine: org:own-clinic ──▶ org:viamedis (declared by the shipped records only)
def test_own_records_that_name_a_shipped_vendor_are_checked_and_loaded_alike_and_outlive_the_demonstration(
    shipped: Place, tmp_path: Path
) -> None:
    mine = write(tmp_path / "mine", s=SOURCES, c=CLINIC, u=USES.replace("WHOM", "org:viamedis"))
    assert maillon(shipped, "check", str(mine)).code == 0
    both = maillon(shipped, "load", "records", str(CORPUS), str(mine), "--format", "json")
    assert [one["dataset"] for one in said(both)["datasets"]] == ["maillon-corpus", "mine"]
    assert "shipped records describe" not in both.err
    held = datasets(shipped)
    demo = maillon(shipped, "demo", "-o", str(tmp_path / "demo.html"))
    assert demo.code == 0, demo.err
    assert datasets(shipped) == held
    assert "Own Clinic" in maillon(shipped, "blast-radius", "Viamedis").out
    assert maillon(shipped, "unload", "mine", "--yes").code == 0
    assert datasets(shipped)["maillon-corpus"] == held["maillon-corpus"]


def test_the_demonstration_refuses_to_change_records_of_its_name_that_it_did_not_load(empty_place: Place, tmp_path: Path) -> None:
    head = "kind: dataset\nid: maillon-corpus\n"
    write(tmp_path / "mine", d=head, s=SOURCES, c=CLINIC)
    assert maillon(empty_place, "load", "records", str(tmp_path / "mine")).code == 0
    held = datasets(empty_place)
    refused = maillon(empty_place, "demo", "-o", str(tmp_path / "demo.html"))
    assert refused.code == 2
    assert "does not come from the shipped records" in refused.err
    assert datasets(empty_place) == held
    assert "Own Clinic" in maillon(empty_place, "find", "Own Clinic").out


def test_a_load_says_by_name_what_it_takes_back_before_it_does_and_a_dry_run_lists_the_same(empty_place: Place, tmp_path: Path) -> None:
    mine = write(tmp_path / "mine", s=SOURCES, c=CLINIC, v=VENDOR)
    assert maillon(empty_place, "load", "records", str(mine)).code == 0
    (mine / "v.yaml").unlink()
    told = said(maillon(empty_place, "load", "records", str(mine), "--dry-run", "--format", "json"))
    assert (told["taken_back"], told["loaded"], told["unchanged"]) == (1, 0, 2)
    assert "Own Vendor" in maillon(empty_place, "find", "Own Vendor").out
    done = maillon(empty_place, "load", "records", str(mine), "--format", "json")
    assert said(done)["taken_back_records"] == told["taken_back_records"] == [{"record": "org:own-vendor", "name": "Own Vendor"}]
    assert "1 record removed: org:own-vendor (Own Vendor)" in done.err
    assert maillon(empty_place, "find", "Own Vendor").code == 1


def test_one_file_of_a_folder_does_not_take_the_others_back_unasked(empty_place: Place, tmp_path: Path) -> None:
    mine = write(tmp_path / "mine", s=SOURCES, c=CLINIC, v=VENDOR)
    assert maillon(empty_place, "load", "records", str(mine)).code == 0
    refused = maillon(empty_place, "load", "records", str(mine / "s.yaml"), str(mine / "c.yaml"))
    assert refused.code == 2
    assert "comes from other files" in refused.err
    assert "Own Vendor" in refused.err
    assert datasets(empty_place)["mine"]["records"] == 3
    moved = mine.rename(write(tmp_path / "elsewhere") / "mine")
    assert maillon(empty_place, "load", "records", str(moved)).code == 0


def test_a_dry_run_on_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    mine, place = write(tmp_path / "mine", s=SOURCES), Place(directory=tmp_path / "store")
    assert said(maillon(place, "load", "records", str(mine), "--dry-run", "--format", "json"))["loaded"] == 1
    assert maillon(place, "check", str(write(tmp_path / "other", c=CLINIC))).code == 3
    assert not (tmp_path / "store").exists()


def test_records_of_standard_input_are_named_by_who_gives_them(empty_place: Place) -> None:
    refused = maillon(empty_place, "load", "records", "-", stdin=SOURCES)
    assert refused.code == 3
    assert "--dataset" in refused.err
    assert maillon(empty_place, "load", "records", "-", "--dataset", "one", stdin=SOURCES).code == 0
    assert maillon(empty_place, "load", "records", "-", "--dataset", "two", stdin=CLINIC).code == 0
    assert {name: found["records"] for name, found in datasets(empty_place).items()} == {"one": 1, "two": 1}


@pytest.mark.parametrize("seed", range(5))
def test_check_and_load_agree_on_any_split_of_files_over_folders_and_loads(empty_place: Place, tmp_path: Path, seed: int) -> None:
    choose = random.Random(seed)
    files = {"s": SOURCES, "c": CLINIC, "v": VENDOR, "u": USES.replace("WHOM", "org:own-vendor"), "again": CLINIC}
    folders = [tmp_path / name for name in ("a", "b")]
    for name, text in files.items():
        write(choose.choice(folders), **{name: text})
    there = [str(folder) for folder in folders if folder.exists()]
    assert maillon(empty_place, "check", *there).code == 0
    assert maillon(empty_place, "load", "records", *there, "--dry-run").code == 0
    for folder in [*there, *there]:
        checked = maillon(empty_place, "check", folder)
        loaded = maillon(empty_place, "load", "records", folder)
        assert (checked.code, checked.out.count("nobody declares")) == (loaded.code, loaded.err.count("nobody declares"))
    assert maillon(empty_place, "load", "records", *there).code == 0
    again = maillon(empty_place, "load", "records", *there, "--format", "json")
    done = said(again)
    assert {one["loaded"] for one in done.get("datasets", [done])} == {0}


def test_a_text_in_french_alone_is_shown_to_who_reads_english(shipped: Place, tmp_path: Path) -> None:
    mine = write(tmp_path / "mine", s=SOURCES, c=CLINIC, u=USES.replace("WHOM", "org:viamedis"))
    loaded = maillon(shipped, "load", "records", str(mine))
    assert "no text in English (the other language is shown): title" in loaded.out
    assert "un contrat signé" in maillon(shipped, "show", "Own Clinic", "--lang", "en", "--format", "json").out
