"""A store in one file: what it said comes back from it, and a file that is not what was written is refused."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from maillon.graph.store import Store, StoreDamaged
from maillon.graph.store.backup import check_backup
from maillon.graph.store.errors import BackupRefused
from maillon.graph.store.loading.load import Load
from tests.support.languages import refused
from tests.support.places import empty
from tests.support.statements import clinics, expected

HALF = dict(list(clinics(2).items())[:50])


@pytest.fixture
def loaded(store: Store) -> Store:
    """Two data sets in small pages, one of them confidential."""
    small = Store(store.connection, loading=Load(store.connection, batch=50, page=8))
    small.load("d", clinics().items(), loader="drawn", title="D", licence="CC0-1.0", origin="d.csv")
    small.load("e", HALF.items(), loader="drawn", confidential=True)
    return small


def test_what_was_loaded_comes_back_with_all_that_is_known_of_it(loaded: Store, tmp_path: Path) -> None:
    before, known, ledger = loaded.graph_hash(), loaded.datasets(), loaded.ledger_hash()
    made = loaded.backup(tmp_path / "b", "1")
    assert made.datasets == {"d": 100, "e": 50}
    assert check_backup(tmp_path / "b") == made
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
    empty(loaded)
    back = Store(loaded.connection)
    assert back.restore(tmp_path / "b") == made
    assert back.graph_hash() == before == expected({"d": clinics(), "e": HALF})
    assert [(d.id, d.title, d.licence, d.confidential, d.loaded_on) for d in back.datasets()] == [
        (d.id, d.title, d.licence, d.confidential, d.loaded_on) for d in known
    ]
    assert back.backup(tmp_path / "again", "1").datasets == made.datasets
    assert back.ledger_hash() != ledger  # its pages are those of this store
    assert back.load("d", clinics().items(), loader="drawn").loaded == 0


def test_a_backup_that_others_load_during_holds_each_data_set_as_it_was_after_a_load(loaded: Store, tmp_path: Path) -> None:
    loads = iter([3, 4])

    def change(dataset: str, pages: int) -> None:
        if dataset == "d" and pages == 2 and (seed := next(loads, None)):
            loaded.load("d", clinics(seed).items(), loader="drawn")

    assert loaded.backup(tmp_path / "b", "1", change).datasets == {"d": 100, "e": 50}
    empty(loaded)
    loaded.restore(tmp_path / "b")
    assert loaded.graph_hash() == expected({"d": clinics(4), "e": HALF})


def test_a_data_set_that_is_unloaded_during_a_backup_is_not_in_it(loaded: Store, tmp_path: Path) -> None:
    def change(dataset: str, pages: int) -> None:
        if dataset == "d" and pages == 2:
            loaded.unload("d")

    assert loaded.backup(tmp_path / "b", "1", change).datasets == {"e": 50}
    assert check_backup(tmp_path / "b").datasets == {"e": 50}


def test_a_page_of_the_ledger_that_was_changed_stops_a_backup_and_leaves_no_file(loaded: Store, tmp_path: Path) -> None:
    loaded.connection.write(lambda tx: tx.run("MATCH (p:LedgerPage {dataset: 'd'}) WITH p LIMIT 1 SET p.hash = 'x'").consume())
    (tmp_path / "b").write_text("the one of yesterday")
    with refused(StoreDamaged, "not whole: the ledger of d is not", "pas entière : le registre de d n'est pas"):
        loaded.backup(tmp_path / "b", "1")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("b", "the one of yesterday")]


def test_a_file_that_was_cut_or_changed_in_one_bit_is_refused_and_nothing_is_written(loaded: Store, tmp_path: Path) -> None:
    loaded.backup(tmp_path / "b", "1")
    content = (tmp_path / "b").read_bytes()
    empty(loaded)
    choose = random.Random(27)
    places = [0, 1, len(content) - 1, len(content) - 2, *choose.sample(range(len(content)), 60)]
    for place in places:
        flipped = bytearray(content)
        flipped[place] ^= 1 << choose.randrange(8)
        for spoilt in (bytes(flipped), content[:place], content[:place] + content[place + 1 :]):
            (tmp_path / "b").write_bytes(spoilt)
            with pytest.raises(BackupRefused):
                check_backup(tmp_path / "b")
    with pytest.raises(BackupRefused):
        loaded.restore(tmp_path / "b")
    assert loaded.datasets() == ()
    assert loaded.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_why_a_file_is_refused_is_said(loaded: Store, tmp_path: Path) -> None:
    file = tmp_path / "b"
    file.write_text("my thesis")
    with refused(BackupRefused, "is no backup of maillon", "n'est pas une sauvegarde de maillon"):
        check_backup(file)
    loaded.backup(file, "1")
    first, *rest = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([first, *rest[:-1]]), "utf-8")
    with refused(BackupRefused, "the end of .* is missing", "la fin de .* manque"):
        check_backup(file)
    file.write_text("".join([first, *rest[1:]]), "utf-8")
    with refused(BackupRefused, "was changed since it was written", "a été changé depuis"):
        check_backup(file)
    file.write_text("".join([f"{json.dumps({**json.loads(first), 'version': 2})}\n", *rest]), "utf-8")
    with refused(BackupRefused, "format 2.*up to 1: update maillon", "format 2.*jusqu'au format 1 : mettre maillon à jour"):
        check_backup(file)


def test_a_store_that_holds_something_else_is_not_written_over(loaded: Store, tmp_path: Path) -> None:
    loaded.backup(tmp_path / "b", "1")
    assert loaded.restore(tmp_path / "b").datasets == {"d": 100, "e": 50}  # it holds the same
    loaded.load("mine", [("r", clinics()["v1"])], loader="drawn")
    before = loaded.graph_hash()
    with refused(BackupRefused, "holds something else already", "contient déjà autre chose"):
        loaded.restore(tmp_path / "b")
    loaded.unload("mine")
    loaded.load("d", clinics(5).items(), loader="drawn")
    with refused(BackupRefused, "holds something else already", "contient déjà autre chose"):
        loaded.restore(tmp_path / "b")
    assert loaded.graph_hash() != before


def test_a_restore_that_was_cut_goes_on(loaded: Store, tmp_path: Path) -> None:
    loaded.backup(tmp_path / "b", "1")
    empty(loaded)

    class CutError(Exception):
        pass

    def cut(dataset: str, pages: int) -> None:
        if dataset == "e":
            raise CutError

    with pytest.raises(CutError):
        loaded.restore(tmp_path / "b", cut)
    assert [(d.id, d.complete) for d in loaded.datasets()] == [("d", True), ("e", False)]
    loaded.restore(tmp_path / "b")
    assert loaded.graph_hash() == expected({"d": clinics(), "e": HALF})
    assert loaded.status().complete


def test_a_folder_that_cannot_take_the_file_is_said(loaded: Store, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        loaded.backup(tmp_path / "nowhere" / "b", "1")
