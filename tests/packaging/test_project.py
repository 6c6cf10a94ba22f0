"""Where the project is at home: said in one place, and until it is known, nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from docs.__main__ import GENERATED
from maillon.project import addresses, contact
from tests.packaging.building import PYPROJECT
from tests.support.places import ROOT

MARK = "<!-- contact -->"


def test_what_is_installed_knows_the_addresses_of_pyproject() -> None:
    assert addresses() == PYPROJECT["project"].get("urls", {}), "install again: the addresses have changed"


def test_while_no_address_is_known_a_person_is_named_in_both_languages() -> None:
    if addresses():
        pytest.skip("an address is known")
    assert contact() == "whoever gave you this copy"
    assert contact().say("fr") == "la personne qui vous a remis cette copie"


def test_every_page_with_a_place_for_it_is_generated() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    assert {path.relative_to(ROOT).as_posix() for path in pages if MARK in path.read_text("utf-8")} <= set(GENERATED)
    assert all(MARK in (ROOT / page).read_text("utf-8") for page in ("README.md", "README.fr.md", "CONTRIBUTING.md", "SECURITY.md"))


def test_an_address_in_pyproject_reaches_every_page_and_the_citation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = tmp_path / "maillon-9.dist-info" / "METADATA"
    card.parent.mkdir()
    urls = ("Repository, https://example.org/maillon", "Issues, https://example.org/maillon/issues")
    card.write_text("".join(["Metadata-Version: 2.4\nName: maillon\nVersion: 9\n", *(f"Project-URL: {url}\n" for url in urls)]), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for page in ("README.md", "README.fr.md", "CONTRIBUTING.md", "SECURITY.md", "docs/correct.md", "docs/correct.fr.md"):
        assert f"{MARK}https://example.org/maillon/issues<!-- /contact -->" in GENERATED[page]()
    assert "<!-- badges --><!-- /badges -->" in GENERATED["README.md"](), "of a place that makes none"
    assert yaml.safe_load(GENERATED["CITATION.cff"]())["repository-code"] == "https://example.org/maillon"


def test_badges_are_those_of_a_repository_that_makes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillon.project.addresses", lambda: {"Repository": "https://github.com/somebody/maillon/"})
    for page in ("README.md", "README.fr.md"):
        assert "[![tests](https://github.com/somebody/maillon/actions/workflows/tests.yml/badge.svg)]" in GENERATED[page]()


def test_the_citation_names_the_authors_of_the_package() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["authors"] == PYPROJECT["project"]["authors"] == [{"name": "the maillon authors"}]
    assert cited["license"] == PYPROJECT["project"]["license"]
