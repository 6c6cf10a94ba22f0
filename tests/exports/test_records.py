"""Records that are handed on load back to the same graph, with their names and licences, and without what is confidential."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillon.exports.records import files, left_out
from maillon.graph.store import Store, open_store
from maillon.graph.store.public_copy import public_copy
from maillon.loaders.base import Reading
from maillon.loaders.records import nobody, read_sets
from maillon.queries.cypher_reader import CypherReader
from maillon.wording import RefusedError
from tests.support.engines import LINGER
from tests.support.languages import refused
from tests.support.places import Place
from tests.support.running import maillon
from tests.support.statements import node

OPEN = """\
kind: organisations
entries:
  - {id: org:open, name: "Open: #1", aliases: ["no", "1.5e3"], named: false, count: {low: 3, approximate: true, evidence: [s]},
     evidence: [s]}
  - {id: org:client, name: Client, evidence: [s]}
"""
USES = "kind: relations\nid: r\ntitle: {fr: r, en: r}\nrelations:\n  - {who: org:client, delegates_to: org:open, evidence: [s]}\n"
SECRET = """\
kind: relations
id: secret/list
title: {fr: secret}
relations:
  - {who: org:open, delegates_to: org:hidden, since: 2020, evidence: [t]}
"""
HIDDEN = """\
kind: organisations
entries:
  - {id: org:hidden, name: Hidden, evidence: [t]}
  - {id: org:open, name: Alias, evidence: [t]}
"""
WAYS = (
    ["export", "--format", "json"],
    ["export", "--format", "csv", "-o", "{}/csv"],
    ["export", "--format", "records", "-o", "{}/records"],
)


def write(folder: Path, store: Store) -> Path:
    for name, pieces in files(CypherReader(store)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(pieces), "utf-8")
    return folder


def load(store: Store, readings: list[Reading]) -> None:
    for reading in readings:
        store.load(
            reading.dataset,
            reading.statements(),
            loader="records",
            title=reading.title,
            licence=reading.licence,
            confidential=reading.confidential,
            origin=reading.origin,
            description=reading.description,
        )


def own(folder: Path) -> list[Reading]:
    """Two data sets, of which one is confidential and names what the other declares."""
    for path, text in {
        "open/o.yaml": OPEN,
        "open/r.yaml": USES,
        "open/s.yaml": "kind: sources\nentries:\n  - {id: s, publisher: S, url: 'https://example.org'}\n",
        "open/dataset.yaml": "kind: dataset\nid: open\nlicence: CC0\ntitle: {fr: Ouvert}\n",
        "secret/r.yaml": SECRET,
        "secret/h.yaml": HIDDEN,
        "secret/t.yaml": "kind: sources\nentries:\n  - {id: t, publisher: T}\n",
        "secret/dataset.yaml": "kind: dataset\nid: secret\nconfidential: true\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return read_sets([folder], dataset=None, known=nobody)[1]


def test_the_shipped_records_come_back_to_the_same_graph(corpus: Store, tmp_path: Path) -> None:
    found, readings = read_sets([write(tmp_path / "out", corpus)], dataset=None, known=nobody)
    assert (found.warnings, [reading.dataset for reading in readings]) == ([], ["maillon-corpus"])
    with open_store(tmp_path / "store", linger=LINGER) as other:
        load(other, readings)
        assert other.graph_hash() == corpus.graph_hash()
        mine, theirs = (dict(s.recorded("maillon-corpus")) for s in (other, corpus))
        assert mine == theirs
        (told,) = other.datasets()
    assert (told.title, told.licence) == ("maillon corpus", "CC BY 4.0")


def test_what_is_handed_on_is_the_graph_that_there_would_be_without_the_confidential_data_sets(store: Store, tmp_path: Path) -> None:
    open_set, secret_set = sorted(own(tmp_path / "own"), key=lambda reading: reading.dataset)
    load(store, [open_set])
    without, handed = store.graph_hash(), dict(files(CypherReader(store)))
    load(store, [secret_set])
    whole = store.graph_hash()
    with public_copy(store, tmp_path / "copy", ["secret"]) as copy:
        assert copy.graph_hash() == without
        assert dict(files(CypherReader(copy))) == handed
    assert store.graph_hash() == whole
    assert not any("idden" in piece for pieces in handed.values() for piece in pieces)
    again = read_sets([write(tmp_path / "all", store)], dataset=None, known=nobody)[1]
    told = {(reading.dataset, reading.confidential, reading.licence) for reading in again}
    assert told == {("open", False, "CC0"), ("secret", True, None)}
    assert [reading.records for reading in again] == [open_set.records, secret_set.records]


@pytest.mark.parametrize("words", WAYS, ids=lambda words: words[2])
def test_no_export_holds_what_is_confidential_unless_it_is_asked_for(
    store: Store, empty_place: Place, tmp_path: Path, words: list[str]
) -> None:
    load(store, own(tmp_path / "own"))
    for option, seen in (([], False), (["--with", "secret"], True)):
        folder = tmp_path / f"out{len(option)}"
        folder.mkdir()
        ran = maillon(empty_place, *(word.format(folder) for word in words), *option)
        assert ran.code == 0, ran.err
        text = ran.out + "".join(path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())
        assert ("Hidden" in text, "Open: #1" in text) == (seen, True)
        assert ("left out as confidential" in ran.err) is not seen


def test_documents_and_pages_hold_nothing_confidential_and_the_terminal_does(store: Store, empty_place: Place, tmp_path: Path) -> None:
    load(store, own(tmp_path / "own"))
    assert "Hidden" in maillon(empty_place, "show", "org:open").out
    for command in (["report", "supplier", "org:open", "-o", "{}.md"], ["picture", "org:open", "-o", "{}.html"]):
        for option, seen in (([], False), (["--with", "secret"], True)):
            out = tmp_path / f"{command[0]}{len(option)}"
            words = [word.format(out) for word in command]
            ran = maillon(empty_place, *words, *option)
            assert ran.code == 0, ran.err
            text = Path(words[-1]).read_text("utf-8")
            assert ("Hidden" in text, "confidential data sets say: secret" in text) == (seen, seen)


def test_a_data_set_of_another_loader_is_named_as_left_out_and_one_that_was_cut_or_is_older_is_refused(store: Store) -> None:
    store.load("list", [("1", [node("org:a")])], loader="vcdb")
    reader = CypherReader(store)
    assert list(files(reader)) == []
    assert [note.say("en") for note in left_out(reader)] == ["list is not in it: the loader vcdb read it; hand on the file itself"]
    store.load("old", [("1", [node("org:a")])], loader="records")
    with refused(RefusedError, "kept no records", "ne gardait pas les fiches"):
        list(files(reader))


def test_nothing_is_written_beside_other_files(empty_place: Place, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("")
    ran = maillon(empty_place, "export", "--format", "records", "-o", str(tmp_path))
    assert ran.code == 2
    assert "empty or a new folder" in ran.err
