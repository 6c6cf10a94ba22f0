"""Every night: new incidents are brought, what is new for an organisation is said once, and a feed holds all that is known."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest

from maillon.graph.store import Store
from maillon.loaders.fetching import fetch
from maillon.loaders.problems import BadInputError
from tests.support.drawing import drawn, load, org
from tests.support.places import Place
from tests.support.running import Ran, maillon

ATOM = "{http://www.w3.org/2005/Atom}"

SOURCES = "kind: sources\nentries:\n  - {id: paper, publisher: P, undated: true}\n"
DATASET = "kind: dataset\nid: news\n"


def record(name: str, at: str) -> str:
    return (
        f"kind: incident\nid: {name}\ntitle: {{fr: 'Fuite {name}', en: 'Leak <{name}> & more'}}\nevidence: [paper]\n"
        f"compromised:\n  - {{at: {at}, evidence: [paper]}}\n"
    )


# me ──▶ a ──▶ b ──▶ c
@pytest.fixture
def night(empty_place: Place, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The records of the first day in a folder, a list in the store, and nothing known of any run before."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    if empty_place.directory is not None:
        shutil.rmtree(empty_place.directory / "watch", ignore_errors=True)
    named = [org(slug, name=slug.capitalize()) for slug in ("me", "a", "b", "c")]
    load(store, drawn(*named, "org:me delegates_to org:a", "org:a delegates_to org:b", "org:b delegates_to org:c"), "list")
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "dataset.yaml").write_text(DATASET)
    (folder / "sources.yaml").write_text(SOURCES)
    (folder / "one.yaml").write_text(record("one", "org:a"))
    return folder


def watch(place: Place, folder: Path, *words: str) -> Ran:
    return maillon(place, "watch", "org:me", "--update", str(folder), *words)


def test_three_days_of_changes(empty_place: Place, night: Path, tmp_path: Path) -> None:
    first = watch(empty_place, night)
    assert (first.code, "First run" in first.out, "Leak <one> & more" in first.out) == (1, True, True)
    same = watch(empty_place, night)
    assert (same.code, "Nothing new since the last run." in same.out) == (0, True)
    (night / "two.yaml").write_text(record("two", "org:c"))
    feed = tmp_path / "feed.atom"
    third = watch(empty_place, night, "--feed", str(feed), "--format", "json")
    body = json.loads(third.out)
    assert third.code == 1
    assert {(n["incident"], n["kind"]) for n in body["new"]} == {("incident:two", "row"), ("incident:two", "place")}
    assert [n["row"]["rank"] for n in body["new"] if n["kind"] == "row"] == [3]
    entries = ElementTree.parse(feed).getroot().findall(f"{ATOM}entry")
    assert {entry.findtext(f"{ATOM}title") for entry in entries} == {"Leak <one> & more", "Leak <two> & more"}
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2


def test_a_yes_and_a_no_are_said_in_the_language_of_the_person_in_the_feed_too(empty_place: Place, night: Path, tmp_path: Path) -> None:
    told = [f"  - {{field: attacker-contact, answer: 'no', by: {by}, evidence: [paper]}}\n" for by in ("org:a", "org:b")]
    (night / "one.yaml").write_text(f"{record('one', 'org:a')}claims:\n{told[0]}{told[1].replace(chr(39) + 'no' + chr(39), 'yes')}")
    feed = tmp_path / "feed.atom"
    ran = watch(empty_place, night, "--lang", "fr", "--feed", str(feed))
    for text in (ran.out, feed.read_text("utf-8")):
        assert ("non (rapporté par A)" in text, "oui (rapporté par B)" in text) == (True, True)


def test_what_could_not_be_handed_over_is_new_again_the_next_time(empty_place: Place, night: Path) -> None:
    assert watch(empty_place, night, "-o", str(night / "missing" / "news.md")).code == 2
    assert watch(empty_place, night).code == 1


def test_an_archive_is_loaded_only_with_the_hash_that_was_announced(empty_place: Place, night: Path, tmp_path: Path) -> None:
    archive = tmp_path / "records.zip"
    with zipfile.ZipFile(archive, "w") as pack:
        for file in night.iterdir():
            pack.write(file, f"records/{file.name}")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    wrong = maillon(empty_place, "update", str(archive), "--sha256", "0" * 64)
    assert (wrong.code, f"SHA-256 is {digest} and not {'0' * 64}" in wrong.err) == (3, True)
    ran = maillon(empty_place, "update", str(archive), "--sha256", digest.upper())
    assert (ran.code, digest in ran.err, "0 rejected" in ran.out) == (0, True, True)
    assert "incident:one" in maillon(empty_place, "concerned", "org:me", "--format", "csv").out


def test_a_data_set_that_would_lose_most_of_its_records_is_asked_about(empty_place: Place, night: Path) -> None:
    for number in range(4):
        (night / f"more-{number}.yaml").write_text(record(f"more-{number}", "org:b"))
    assert maillon(empty_place, "update", str(night)).code == 0
    for number in range(4):
        (night / f"more-{number}.yaml").unlink()
    assert maillon(empty_place, "update", str(night)).code == 2
    assert maillon(empty_place, "update", str(night), "--yes").code == 0


@pytest.mark.parametrize("name", ["../outside.yaml", "/outside.yaml", "C:\\outside.yaml", "a/../../outside.yaml"])
def test_an_archive_writes_nothing_outside_of_its_folder(name: str, tmp_path: Path) -> None:
    archive, folder = tmp_path / "hostile.zip", tmp_path / "unpack"
    folder.mkdir()
    with zipfile.ZipFile(archive, "w") as pack:
        pack.writestr(name, DATASET)
    before = {p for p in tmp_path.rglob("*") if p.is_file()}
    with suppress(BadInputError):
        fetch(str(archive), folder)
    assert all(folder in p.parents for p in {p for p in tmp_path.rglob("*") if p.is_file()} - before)


def test_what_goes_in_plain_text_is_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="over https only"):
        fetch("http://127.0.0.1:1/records.zip", tmp_path)
    with pytest.raises(BadInputError, match="does not answer as it should"):
        fetch("https://127.0.0.1:1/records.zip", tmp_path)
