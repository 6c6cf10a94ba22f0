"""Small files that are written whole or not at all, and what a writer leaves that was killed."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from maillon.graph.store import Store
from maillon.graph.store.engine.drafts import forget_drafts, write_atomic
from tests.support.drawing import draw
from tests.support.places import Place

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a file that is open is not moved there")


def _killed_while_it_writes(path: Path) -> None:
    """A writer that is killed before its draft takes the place of the file."""
    child = os.fork()
    if child == 0:
        os.fsync = lambda fd: os.kill(os.getpid(), signal.SIGKILL)
        write_atomic(path, {"half": True})
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def test_a_draft_whose_writer_was_killed_is_removed_and_the_file_is_what_it_was(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.json", {"n": 1})
    _killed_while_it_writes(tmp_path / "a.json")
    assert len(list(tmp_path.iterdir())) == 2
    forget_drafts(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == {"n": 1}


def test_a_draft_that_is_being_written_is_left_to_its_writer(tmp_path: Path) -> None:
    over = threading.Event()

    def forget() -> None:
        while not over.is_set():
            forget_drafts(tmp_path)

    cleaner = threading.Thread(target=forget)
    cleaner.start()
    try:
        for number in range(50):
            write_atomic(tmp_path / "a.json", {"n": number})
    finally:
        over.set()
        cleaner.join()
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == {"n": 49}


def test_the_next_load_removes_what_is_left_of_a_command_that_was_killed(store: Store, empty_place: Place) -> None:
    if empty_place.directory is None:
        return  # nothing is written beside the graph of a server
    _killed_while_it_writes(empty_place.directory / "datasets.json")
    assert list(empty_place.directory.glob(".maillon-*"))
    draw(store, "org:a delegates_to org:b")
    assert not list(empty_place.directory.glob(".maillon-*"))
