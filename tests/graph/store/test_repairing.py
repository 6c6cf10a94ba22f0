"""A damaged store of a folder made whole from its own ledger, or as far as that is whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from maillon.graph.store import StoreDamaged, open_store
from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.engine.drafts import write_atomic
from maillon.graph.store.engine.folder import Folder, finish_repair, prepare
from maillon.graph.store.engine.seal import open_seal
from maillon.graph.store.loading.load import Load
from maillon.graph.store.repairing import repair_store
from maillon.graph.store.store import Store
from tests.support.engines import LINGER, ended
from tests.support.once import once
from tests.support.statements import clinics, expected

BOTH = expected({"d": clinics(), "e": clinics(2)})


@pytest.fixture
def damaged(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Folder:
    """A copy of a store with two data sets, for a test to damage."""
    import shutil

    def make(folder: Path) -> None:
        connection = EmbeddedConnection(folder / "store", LINGER)
        with Store(connection, loading=Load(connection, page=8)) as store:
            store.load("d", clinics().items(), loader="drawn")
            store.load("e", clinics(2).items(), loader="table")
        ended(folder / "store")

    source = once(tmp_path_factory, "two-datasets", make) / "store"
    return Folder(shutil.copytree(source, tmp_path / "store"))


def _delete(path: Path) -> None:
    path.unlink()


def _halve(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize(("files", "damage"), [("schema.json", _delete), ("*idx", _halve), ("DELEGATES_TO*.bucket", _halve)])
def test_a_store_whose_ledger_is_whole_is_made_anew_and_says_the_same(damaged: Folder, files: str, damage: Callable[[Path], None]) -> None:
    for path in damaged.database.glob(files):
        damage(path)
    with pytest.raises(StoreDamaged, match="maillon repair"):
        open_store(damaged.root, linger=LINGER)
    done = repair_store(damaged.root)
    assert (done.made, done.lost, done.kept) == ({"d": 100, "e": 100}, (), None)
    with open_store(damaged.root, linger=LINGER) as store:
        assert store.graph_hash() == BOTH
        assert store.verify().whole
        assert store.load("d", clinics().items(), loader="drawn").loaded == 0
    ended(damaged.root)
    assert not damaged.repairing.exists()


@pytest.mark.parametrize("index", ["id", "name"])
def test_after_a_crash_an_index_that_is_not_what_it_was_is_found_out_and_a_whole_store_is_looked_through_once(
    damaged: Folder, index: str
) -> None:
    kind = {"id": "*{}*.umtidx", "name": "*{}*.numtidx"}[index]
    assert open_seal(damaged) is None  # an engine began, and never ended
    with open_store(damaged.root, linger=LINGER) as store:
        assert not store.connection.must_count()  # it was found whole, and is not counted again by the next command
    ended(damaged.root)
    open_seal(damaged)
    one, other = (next(damaged.database.glob(kind.format(label))) for label in ("Clinic", "Vendor"))
    one.write_bytes(other.read_bytes())
    with pytest.raises(StoreDamaged, match="the index does not find it"):
        open_store(damaged.root, linger=LINGER)
    ended(damaged.root)


def test_what_cannot_be_made_anew_is_named_with_its_loader_and_the_damaged_files_are_kept(damaged: Folder) -> None:
    for path in damaged.database.glob("LedgerPage*.bucket"):
        _halve(path)
    done = repair_store(damaged.root)
    assert {lost.dataset: lost.loader for lost in done.lost}.keys() | done.made.keys() == {"d", "e"}
    assert all(lost.loader == {"d": "drawn", "e": "table"}[lost.dataset] for lost in done.lost)
    assert done.lost
    assert done.kept == damaged.damaged
    assert (damaged.damaged / "databases").is_dir()
    with open_store(damaged.root, linger=LINGER) as store:
        for dataset, seed in (("d", 1), ("e", 2)):
            store.load(dataset, clinics(seed).items(), loader="drawn")
        assert store.graph_hash() == BOTH
    ended(damaged.root)


def test_where_nothing_can_be_read_the_data_sets_are_known_all_the_same(damaged: Folder) -> None:
    for path in damaged.database.iterdir():
        path.write_bytes(b"")
    done = repair_store(damaged.root)
    assert done.made == {}
    assert [(lost.dataset, lost.loader) for lost in done.lost] == [("d", "drawn"), ("e", "table")]
    ended(damaged.root)


@pytest.mark.parametrize("cut", ["before", "old aside", "new in place"])
def test_a_repair_that_is_cut_in_its_last_step_is_finished_by_the_next_command(tmp_path: Path, cut: str) -> None:
    folder = prepare(tmp_path / "store")
    folder.database.mkdir(parents=True)
    (folder.database / "old").touch()
    whole = prepare(folder.repairing / "whole")
    whole.database.mkdir(parents=True)
    (whole.database / "new").touch()
    whole.seal.write_text("sealed")
    write_atomic(folder.repairing / "whole.json", {"keep": True})
    if cut != "before":
        folder.engine.rename(folder.damaged)
    if cut == "new in place":
        whole.seal.replace(folder.seal)
        whole.engine.rename(folder.engine)
    prepare(folder.root)
    assert [path.name for path in folder.database.iterdir()] == ["new"]
    assert folder.seal.read_text() == "sealed"
    assert (folder.damaged / "databases" / "maillon" / "old").exists()
    assert not folder.repairing.exists()
    assert finish_repair(folder) is None
