"""`maillon picture`: names in, one file out, one clear line when it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillon.graph.store import Store
from tests.support.invented import world
from tests.support.places import Place
from tests.support.running import maillon


@pytest.fixture
def invented(empty_place: Place, store: Store) -> Place:
    store.load("invented", world().statements(), loader="test")
    return empty_place


def test_a_name_is_enough_for_a_page(invented: Place, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    ran = maillon(
        invented, "picture", "passerelle sms fictive", "--as-of", "2025-01-01", "--title", "Mine", "--note", "My note", "-o", str(page)
    )
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith(str(page))
    html = page.read_text("utf-8")
    assert '<html lang="en">' in html
    assert "<title>Mine</title>" in html
    assert '"start":["org:sms"]' in html
    assert '"asOf":"2025-01-01"' in html


def test_without_a_name_the_page_is_the_map_of_all(invented: Place, tmp_path: Path) -> None:
    assert maillon(invented, "picture", "--lang", "fr", "--quiet", "-o", str(tmp_path / "map.html")).err == ""
    html = (tmp_path / "map.html").read_text("utf-8")
    assert '"subject":"map"' in html
    assert "Les fournisseurs, par nombre de personnes exposées" in html


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nobody at all",), "nothing is called 'nobody at all'"),
        (("org:nobody",), "org:nobody"),
        (("--as-of", "yesterday"), "'yesterday' is not a day"),
        (("--max-hops", "0"), "0 is not in the range"),
    ],
)
def test_wrong_use_is_one_line_and_writes_nothing(invented: Place, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    page = tmp_path / "page.html"
    page.write_text("the page of yesterday")
    ran = maillon(invented, "picture", *arguments, "-o", str(page))
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert page.read_text() == "the page of yesterday"


def test_a_folder_that_does_not_exist_is_said_before_anything_is_asked(tmp_path: Path) -> None:
    ran = maillon(Place(directory=tmp_path / "store"), "picture", "-o", str(tmp_path / "nowhere" / "page.html"))
    assert ran.code == 2
    assert "the folder" in ran.err
    assert "does not exist" in ran.err
    assert not (tmp_path / "store").exists()


def test_an_empty_store_gives_no_page(empty_place: Place, tmp_path: Path) -> None:
    assert maillon(empty_place, "picture", "-o", str(tmp_path / "page.html")).code == 4
    assert not (tmp_path / "page.html").exists()
