"""The commands of a store that is whole, or not: `verify`, `repair`, `backup`, `restore`, and what `load` and `status` say of it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from maillon.commands.exit_codes import DONE, INTERRUPTED, NOTHING_LOADED, SOME_REFUSED, STORE, WRONG_USE
from maillon.graph.store import Store, open_store
from maillon.graph.store.engine.folder import Folder
from tests.support.drawing import draw
from tests.support.engines import LINGER, ended, stopped
from tests.support.places import Place
from tests.support.processes import PATIENCE, eventually, started
from tests.support.running import maillon

QUESTION = ("chains", "org:a", "--format", "json")
RECORDS = "kind: sources\nentries:\n  - {id: s, publisher: S}\n"


# org:a ──▶ org:b
@pytest.fixture
def own(tmp_path: Path) -> Place:
    """A store in a folder that no engine has open, with a drawing and the records of a file."""
    (tmp_path / "mine.yaml").write_text(RECORDS)
    place = Place(directory=tmp_path / "store")
    with open_store(place.directory, linger=LINGER) as store:
        draw(store, "org:a delegates_to org:b")
        assert maillon(place, "load", "records", str(tmp_path / "mine.yaml"), "--dataset", "mine").code == DONE
    assert place.directory is not None
    ended(place.directory)
    return place


def _folder(place: Place) -> Folder:
    assert place.directory is not None
    return Folder(place.directory)


def test_a_store_that_is_whole_says_so_and_status_says_when(own: Place) -> None:
    assert "Not verified since the last load: maillon verify." in maillon(own, "status").out
    ran = maillon(own, "verify", "--format", "json")
    found = json.loads(ran.out)
    assert (ran.code, found["whole"], found["findings"]) == (DONE, True, [])
    assert min(found["nodes"], found["arrows"], found["records"]) > 0
    assert "Found whole on" in maillon(own, "status").out
    assert json.loads(maillon(own, "status", "--format", "json").out)["verified_on"]
    assert maillon(own, "repair").code == DONE


def test_a_store_that_is_not_whole_is_not_answered_from_and_names_the_file_and_the_command(own: Place) -> None:
    (_folder(own).database / "schema.json").unlink()
    for line in (QUESTION, ("status",), ("verify",), ("cypher", "RETURN 1"), ("export",), ("backup", "file.backup")):
        ran = maillon(own, *line)
        assert (ran.code, ran.out, ran.err.count("\n")) == (STORE, "", 1), line
        assert "the file schema.json is missing" in ran.err
        assert "maillon repair" in ran.err
    before = maillon(own, "repair", "--format", "json")
    assert before.code == DONE, before.err
    assert json.loads(before.out)["made"].keys() == {"drawn", "mine"}
    assert json.loads(before.out)["load_again"] == []
    assert maillon(own, *QUESTION).code == DONE
    assert maillon(own, "verify").code == DONE
    stopped(_folder(own).root)


def test_loading_the_same_file_into_a_store_that_is_not_whole_puts_it_right(own: Place, tmp_path: Path) -> None:
    (_folder(own).database / "schema.json").unlink()
    ran = maillon(own, "load", "records", str(tmp_path / "mine.yaml"), "--dataset", "mine")
    assert (ran.code, "made anew from its ledger before this load" in ran.err) == (DONE, True), ran.err
    assert maillon(own, *QUESTION).code == DONE
    stopped(_folder(own).root)


def test_what_a_repair_cannot_make_anew_is_named_with_the_line_that_loads_it(own: Place) -> None:
    for path in _folder(own).database.iterdir():
        path.write_bytes(b"")
    ran = maillon(own, "repair")
    assert ran.code == SOME_REFUSED
    assert "maillon load records … --dataset mine" in ran.out
    assert "The damaged files are kept in" in ran.out
    assert maillon(own, *QUESTION).code == STORE
    stopped(_folder(own).root)


def test_a_store_comes_back_from_its_backup_after_its_folder_is_gone(own: Place, tmp_path: Path) -> None:
    file = str(tmp_path / "all.backup")
    answer = maillon(own, *QUESTION)
    made = maillon(own, "backup", file, "--format", "json")
    assert made.code == DONE, made.err
    assert len(json.loads(made.out)["sha256"]) == 64
    again = maillon(own, "backup", file)
    assert (again.code, "--yes" in again.err) == (WRONG_USE, True)
    assert maillon(own, "backup", file, "--yes", "-o", str(tmp_path / "made.xlsx")).code == DONE
    assert (tmp_path / "made.xlsx").stat().st_size > 0
    stopped(_folder(own).root)
    shutil.rmtree(_folder(own).root)
    ran = maillon(own, "restore", file)
    assert (ran.code, "restored and verified" in ran.out) == (DONE, True), ran.err
    assert maillon(own, *QUESTION).out == answer.out
    assert maillon(own, "restore", file).code == DONE  # it holds the same
    stopped(_folder(own).root)


def test_a_file_that_is_no_backup_is_refused_before_a_store_is_made(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    ran = maillon(Place(directory=tmp_path / "store"), "restore", str(tmp_path / "thesis.txt"))
    assert (ran.code, "is no backup of maillon" in ran.err) == (NOTHING_LOADED, True)
    assert not (tmp_path / "store").exists()


def test_what_others_wrote_to_a_graph_is_listed_with_what_to_do(empty_place: Place, store: Store) -> None:
    draw(store, "org:a delegates_to org:b")
    store.connection.write(lambda tx: tx.run("MATCH (o:Organisation {id: 'org:a'}) SET o.name = 'X'").consume())
    ran = maillon(empty_place, "verify")
    assert (ran.code, "org:a: what is shown does not follow" in ran.out) == (STORE, True)
    assert ("maillon backup FILE" if empty_place.server else "maillon repair") in ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such sign")
def test_a_command_that_is_told_to_end_leaves_no_partial_file(empty_place: Place, store: Store, tmp_path: Path) -> None:
    draw(store, "org:a delegates_to org:b")
    rows = "UNWIND range(1, 3000000) AS x RETURN x"
    line = [sys.executable, "-m", "maillon", "cypher", rows, "--limit", "0", "--format", "csv", "-o", str(tmp_path / "rows.csv")]
    with started(*line, environment=empty_place.environment) as command:
        eventually(lambda: any(path.stat().st_size for path in tmp_path.iterdir()))
        command.send_signal(signal.SIGTERM)
        assert command.wait(PATIENCE) == INTERRUPTED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
def test_standard_output_that_has_no_room_ends_with_4_and_one_line(corpus_place: Place) -> None:
    for line in (["status"], ["schema"], ["loaders"]):
        with Path("/dev/full").open("w") as full:
            command = [sys.executable, "-m", "maillon", *line]
            ran = subprocess.run(
                command, env=os.environ | corpus_place.environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
            )
        assert (ran.returncode, ran.stderr.count("\n")) == (STORE, 1), ran.stderr
