"""The folder of links that an editable install makes, whatever stood there before."""

from __future__ import annotations

from pathlib import Path

import pytest

from hatch_build import link_rooms

NAMES = ["graph", "api.py"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of one room and one file."""
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "model.py").write_text("kinds = 9", encoding="utf-8")
    (tmp_path / "api.py").write_text("", encoding="utf-8")
    return tmp_path


def linked(checkout: Path) -> dict[str, bool]:
    """What stands in the folder, and whether it is a link."""
    return {entry.name: entry.is_symlink() for entry in (checkout / ".dev" / "maillon").iterdir()}


def test_each_room_is_a_link_that_still_leads_there_when_the_checkout_is_moved(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link_rooms(checkout, NAMES)
    assert linked(checkout) == {"graph": True, "api.py": True}
    moved = checkout.rename(tmp_path_factory.mktemp("elsewhere") / "maillon-main")
    assert (moved / ".dev" / "maillon" / "graph" / "model.py").read_text("utf-8") == "kinds = 9"


def test_a_second_install_leaves_right_links_alone(checkout: Path) -> None:
    link_rooms(checkout, NAMES)
    before = (checkout / ".dev" / "maillon" / "graph").lstat()
    link_rooms(checkout, NAMES)
    assert (checkout / ".dev" / "maillon" / "graph").lstat() == before


def test_a_room_that_has_gone_and_the_interpreters_cache_go_too(checkout: Path) -> None:
    link_rooms(checkout, [*NAMES, "old.py"])
    (checkout / ".dev" / "maillon" / "__pycache__").mkdir()
    link_rooms(checkout, NAMES)
    assert linked(checkout) == {"graph": True, "api.py": True}


def test_a_copy_that_somebody_made_of_the_linked_rooms_is_a_link_again_and_the_rooms_are_whole(checkout: Path) -> None:
    folder = checkout / ".dev" / "maillon"
    (folder / "graph").mkdir(parents=True)
    (folder / "graph" / "model.py").write_text("kinds = 8", encoding="utf-8")
    (folder / "api.py").write_text("old = True", encoding="utf-8")
    link_rooms(checkout, NAMES)
    assert linked(checkout) == {"graph": True, "api.py": True}
    assert (folder / "graph" / "model.py").read_text("utf-8") == "kinds = 9"
    assert (checkout / "api.py").read_text("utf-8") == ""
