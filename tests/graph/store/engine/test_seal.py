"""The seal of a store's files: what is missing, shorter, longer, other or new since the last engine ended. No engine runs here."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from maillon.graph.store.engine import seal
from maillon.graph.store.engine.folder import Folder
from maillon.graph.store.engine.seal import changed_in_place, close_seal, is_open, open_seal

BUCKET, INDEX, SCHEMA = "Organisation_0.1.65536.v0.bucket", "Organisation_0_1.2.262144.v2.numidx", "schema.json"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The files of an engine that ended in order."""
    made = Folder(tmp_path)
    made.database.mkdir(parents=True)
    for name in (BUCKET, INDEX, SCHEMA, "dictionary.0.327680.v0.dict"):
        (made.database / name).write_bytes(name.encode() * 100)
    close_seal(made)
    return made


def _half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"0")


def _other(path: Path) -> None:
    path.write_bytes(b"?" * path.stat().st_size)


def _flip(path: Path) -> None:
    """A bit of it, as a disk may: the system's times stay."""
    state, content = path.stat(), bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def test_files_that_nobody_touched_pass_and_the_seal_is_open_while_an_engine_runs(folder: Folder) -> None:
    assert not is_open(folder)
    assert open_seal(folder) is None
    assert is_open(folder)
    close_seal(folder)
    assert not is_open(folder)
    assert open_seal(folder) is None


@pytest.mark.parametrize("name", [BUCKET, INDEX, SCHEMA])
@pytest.mark.parametrize(
    ("damage", "said"), [(Path.unlink, "is missing"), (_half, "bytes instead of"), (_longer, "bytes instead of"), (_other, "was changed")]
)
def test_every_file_that_is_not_what_it_was_is_named(folder: Folder, name: str, damage: Callable[[Path], None], said: str) -> None:
    damage(folder.database / name)
    found = open_seal(folder)
    assert found is not None
    assert name in found
    assert said in found
    assert not is_open(folder)  # it is found again by the next command


def test_a_file_of_the_engine_that_was_added_is_named_and_one_of_a_person_is_not(folder: Folder) -> None:
    (folder.database / "notes.txt").write_text("mine")
    assert open_seal(folder) is None
    close_seal(folder)
    (folder.database / "Organisation_0.9.65536.v0.bucket").write_bytes(b"0")
    found = open_seal(folder)
    assert found is not None
    assert "was added" in found


def test_a_copy_of_the_folder_whose_times_are_others_passes(folder: Folder, tmp_path: Path) -> None:
    copy = Folder(tmp_path.parent / f"{tmp_path.name}-copy")
    shutil.copytree(folder.root, copy.root, copy_function=shutil.copyfile)
    assert (copy.database / BUCKET).stat().st_mtime_ns != (folder.database / BUCKET).stat().st_mtime_ns
    assert open_seal(copy) is None


def test_a_bit_that_flipped_under_the_same_size_and_time_passes_the_opening_and_is_found_by_reading_everything(folder: Folder) -> None:
    _flip(folder.database / BUCKET)
    assert changed_in_place(folder) == [BUCKET]
    assert open_seal(folder) is None


def test_after_a_crash_files_of_records_may_have_grown_and_never_shrunk_or_gone(folder: Folder) -> None:
    assert open_seal(folder) is None
    _longer(folder.database / BUCKET)
    (folder.database / INDEX).unlink()  # the engine replaces these itself
    _other(folder.database / SCHEMA)
    assert open_seal(folder) is None
    _half(folder.database / BUCKET)
    found = open_seal(folder)
    assert found is not None
    assert BUCKET in found


@pytest.mark.parametrize("damage", [_half, _flip, _other, Path.unlink])
def test_a_seal_that_is_itself_damaged_tells_nothing_and_the_store_counts_as_crashed(
    folder: Folder, damage: Callable[[Path], None]
) -> None:
    damage(folder.seal)
    assert is_open(folder)
    assert open_seal(folder) is None
    close_seal(folder)
    assert not is_open(folder)
    assert json.loads(folder.seal.read_text("utf-8"))["closed"] is True


def test_a_file_that_is_written_to_while_it_is_read_is_not_taken_for_changed(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    read = seal._hash

    def meanwhile(path: Path) -> str:
        if path.name == BUCKET:
            path.write_bytes(b"?" * path.stat().st_size)
        return read(path)

    monkeypatch.setattr(seal, "_hash", meanwhile)
    assert changed_in_place(folder) == []
