"""The pages as a site: built without a warning, in two languages, whole in a folder, and no link leads nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import maillon
from docs.site import build, dead_links, language_of, on_site, pages, slug
from tests.support.once import once


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def built(folder: Path) -> None:
        (folder / "dead.json").write_text(json.dumps(build(folder / "site")))

    return once(tmp_path_factory, "docs-site", built)


def test_every_page_is_there_in_its_language_and_no_link_leads_nowhere(site: Path) -> None:
    assert json.loads((site / "dead.json").read_text()) == []
    for page in pages():
        tree = site / "site" / ("fr" if language_of(page) == "fr" else "")
        text = (tree / on_site(page)).with_suffix(".html").read_text("utf-8")
        assert f'<html lang="{language_of(page)}"' in text


def test_the_reference_says_what_each_public_name_is(site: Path) -> None:
    text = (site / "site" / "reference.html").read_text("utf-8")
    for name in set(maillon.__all__) - {"__version__"}:
        assert f".{name}" in text, name
    assert "Who is behind" in text, "the docstring of a method"


def test_each_language_is_searched_by_itself_also_from_a_folder(site: Path) -> None:
    for tree, word in (("", "blast radius"), ("fr", "sous-traitance")):
        index = (site / "site" / tree / "search" / "search_index.js").read_text("utf-8")
        assert index.startswith("var __index = {")
        assert word in index
        assert (site / "site" / tree / "iframe-worker.js").is_file()


def test_no_page_has_the_theme_ask_for_a_file_that_a_folder_does_not_give(site: Path) -> None:
    for page in (site / "site").rglob("*.html"):
        assert 'rel="alternate"' not in page.read_text("utf-8"), "the script of the theme would fetch a sitemap.xml beside what it names"
    assert 'hreflang="fr"' in (site / "site" / "index.html").read_text("utf-8"), "readers still find the other language"


def test_what_leads_nowhere_or_is_loaded_from_elsewhere_is_named(tmp_path: Path) -> None:
    page = '<h1 id="here">A</h1><a href="#here">a</a><a href="#gone">b</a><a href="no.html">c</a><script src="//x.example/a.js"></script>'
    (tmp_path / "a.html").write_text(page)
    assert list(dead_links(tmp_path)) == [
        "a.html loads //x.example/a.js",
        "a.html links to #gone, and there is no such place",
        "a.html links to no.html, which is not there",
    ]


def test_headings_have_the_addresses_that_links_between_pages_use() -> None:
    assert slug("9. Qu'est-ce qui quitte ma machine ?", "-") == "9-quest-ce-qui-quitte-ma-machine"
    assert slug("Who can connect, on a shared machine", "-") == "who-can-connect-on-a-shared-machine"
