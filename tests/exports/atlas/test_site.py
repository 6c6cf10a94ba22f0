"""A site: every link leads somewhere, nothing is asked of anybody else, its numbers are those of the commands."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from maillon.commands.exit_codes import DONE, WRONG_USE
from maillon.exports.atlas.earlier import WRITTEN, EarlierSite, earlier_site, recorded_pieces
from maillon.exports.atlas.pages import Pages
from maillon.exports.atlas.site import SiteSoFar, site_files, site_maps
from maillon.graph.statements import ArrowStatement, NodeStatement
from maillon.graph.store import Store
from maillon.queries.blast_radius import blast_radius
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.scale.rank import rank
from maillon.queries.scale.reach import Terms
from maillon.queries.scale.snapshot_build import load_or_build
from maillon.reports.atlas.addresses import Links
from maillon.reports.atlas.html import Publication
from maillon.reports.blast_radius import blast_json
from maillon.wording import RefusedError
from tests.support.crawl import crawl, served
from tests.support.drawing import draw, org
from tests.support.invented import world
from tests.support.places import Place
from tests.support.running import maillon
from tests.support.statements import node, trust

DAY = dt.date(2026, 1, 1)
HOSTILE = "<script>alert(1)</script>" + "x" * 470


def written(store: Store, folder: Path, url: str | None = None) -> dict[str, str]:
    """The files of a site of a store, by their place."""
    snapshot = load_or_build(store, folder / "snapshot").snapshot
    pages = Pages(store, lambda on: rank(snapshot, Terms(on)), held=True)
    publication = Publication(DAY.isoformat())
    told = SiteSoFar(EarlierSite(folder), publication, DAY)
    return {f.path: f.text for f in site_files(pages, publication, DAY, url, told, lambda done, of: None)}


class _Read(HTMLParser):
    """The links, ids and tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("href", "src") and value is not None:
                self.links.append(value)
            if name == "id" and value is not None:
                self.ids.append(value)
            assert name not in ("style", "srcset"), (tag, name)
            assert not name.startswith("on"), (tag, name)


def led_to(path: str, link: str) -> str | None:
    """The file to which a link of a page leads; None where that is on another host."""
    to = urlsplit(link)
    if to.scheme:
        return None
    parts = [*Path(path).parent.parts] if to.path else [*Path(path).parts]
    for step in unquote(to.path).split("/") if to.path else ():
        parts = parts[:-1] if step == ".." else [*parts, *([step] if step not in ("", ".") else [])]
    return "/".join(parts)


def dead(files: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Links of pages that lead to no file, or to no place in one."""
    read = {path: _Read(text) for path, text in files.items() if path.endswith(".html")}
    for path, page in read.items():
        for link in page.links:
            target, place = led_to(path, link), urlsplit(link).fragment
            if target is not None and (target not in files or (place and place not in read[target].ids)):
                yield path, link


def reached(files: dict[str, str], first: str) -> set[str]:
    """The pages to which links lead from the first one, by no script and within its language."""
    found, waiting = {first}, [first]
    while waiting:
        page = waiting.pop()
        for target in {led_to(page, link) for link in _Read(files[page]).links}:
            if target in files and target.endswith(".html") and target.startswith(first[:3]) and target not in found:
                found.add(target)
                waiting.append(target)
    return found


def test_a_site_is_whole_offline_and_says_what_the_commands_say(store: Store, tmp_path: Path) -> None:
    store.load("invented", world().statements(), loader="test")
    alone: list[NodeStatement | ArrowStatement] = [node(name) for name in ("org:alone", "data:of-no-incident", "actor:of-no-incident")]
    store.load("alone", [("1", alone)], loader="test")
    draw(store, org("hostile", name=HOSTILE), *(f"org:many delegates_to org:m{n}" for n in range(230)), "org:hostile delegates_to org:many")
    files = written(store, tmp_path)
    assert list(dead(files)) == []
    for lang in ("fr", "en"):
        assert reached(files, f"{lang}/index.html") == {path for path in files if path.startswith(f"{lang}/")}
    for path, text in files.items():
        if path.endswith(".html"):
            page = _Read(text)
            assert len(set(page.ids)) == len(page.ids), path
            assert page.tags.count("h1") == 1
            outside = {link for link in page.links if urlsplit(link).scheme}
            assert all(link.startswith("https://example.org/") for link in outside), "only the sources' own addresses"
            assert len(text.encode()) <= 200_000, path
    hostile = files["fr/org/hostile.html"]
    assert _Read(hostile).tags.count("script") == 2
    assert "<script>alert" not in hostile
    # 230 relations of one party stand on several pages, each once
    sheets = [text for path, text in files.items() if re.fullmatch(r"en/org/many(~p\d+)?\.html", path)]
    assert len(sheets) >= 3
    assert {n for text in sheets for n in re.findall(r"org/(m\d+)\.html", text)} == {f"m{n}" for n in range(230)}
    assert all(len(set(re.findall(r"org/(m\d+)\.html", text))) <= 200 for text in sheets)
    body = json.loads(files["org/tiers-payant.json"])
    answer = blast_json(blast_radius(CypherReader(store), "org:tiers-payant", as_of=DAY))
    assert body["blast_radius"] == json.loads(json.dumps(answer, default=str))
    assert f"{answer['people']['at_least']:,}" in files["en/org/tiers-payant.html"]
    index = json.loads(files["assets/search.js"].removeprefix("globalThis.MAILLON_SEARCH = ").rstrip().rstrip(";"))
    assert {"org:tiers-payant", "incident:intrusion-2024-01"} <= {thing["i"] for thing in index["things"]}


def test_a_site_with_an_address_has_a_map_and_feeds_that_name_it(store: Store, tmp_path: Path) -> None:
    store.load("invented", world().statements(), loader="test")
    files = written(store, tmp_path, "https://atlas.example/sub/")
    assert "<loc>https://atlas.example/sub/fr/incident/intrusion-2024-01.html</loc>" in files["sitemap.xml"]
    assert files["robots.txt"].endswith("Sitemap: https://atlas.example/sub/sitemap.xml\n")
    assert 'href="https://atlas.example/sub/en/incident/intrusion-2024-01.html"' in files["assets/incidents.en.atom"]


def test_a_map_of_more_addresses_than_one_file_may_hold_is_several_and_a_list_of_them() -> None:
    few = list(site_maps(["fr/a.html", "en/a.html"], "https://atlas.example/"))
    assert [(f.path, f.text.count("<loc>")) for f in few] == [("sitemap.xml", 2)]
    many = {f.path: f.text for f in site_maps([f"fr/{n}.html" for n in range(50_001)], "https://atlas.example/")}
    assert {path: text.count("<loc>") for path, text in many.items()} == {"sitemap-1.xml": 50_000, "sitemap-2.xml": 1, "sitemap.xml": 2}
    assert "<loc>https://atlas.example/sitemap-2.xml</loc>" in many["sitemap.xml"]


ATOM = "{http://www.w3.org/2005/Atom}"


def changes_told(folder: Path) -> dict[str, str]:
    """The entries of the feed of changes: title → what is told."""
    feed = ElementTree.parse(folder / "assets/changes.en.atom").getroot()
    entries = {e.findtext(f"{ATOM}title", ""): e.findtext(f"{ATOM}content", "") for e in feed.iter(f"{ATOM}entry")}
    assert len({e.findtext(f"{ATOM}id") for e in feed.iter(f"{ATOM}entry")}) == len(entries)
    return entries


def test_a_site_written_again_tells_what_changed_and_names_nothing_that_is_gone(empty_place: Place, store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "site"

    def write(*words: str) -> dict[str, str]:
        assert maillon(empty_place, "site", "-o", str(folder), *words).code == DONE
        return changes_told(folder)

    draw(store, "org:a delegates_to org:gone", "org:a delegates_to org:b")
    assert write() == {}, "the first site has changed nothing"
    assert write("--as-of", "2020-01-01") == {}, "another day is no change of what is recorded"
    draw(store, org("b", name="Bee"), org("c", name="<c>"), "org:a delegates_to org:b", "org:b delegates_to org:c")
    told = write()
    assert told["<c>"] == "A new page."
    assert told["Bee"].startswith("What is recorded changed: 3 additions")
    assert "1 removal" in told["a"]
    assert told["1 page was taken away"] == "1 page was taken away"
    assert "gone" not in (folder / "assets/changes.en.atom").read_text("utf-8")
    assert write() == told, "a change stays in the feed"
    # what was said of confidential data is not told to those who do not see it
    store.load("secret", [("1", [node("org:hidden"), trust("org:b", "org:hidden")])], loader="drawn", confidential=True)
    assert [*write("--with", "secret").values()].count("A new page.") == 2
    assert write() == {}


def test_what_is_recorded_on_a_page_does_not_depend_on_the_day_it_is_shown_for(store: Store, tmp_path: Path) -> None:
    store.load("invented", world().statements(), loader="test")
    snapshot = load_or_build(store, tmp_path / "snapshot").snapshot
    pages = Pages(store, lambda on: rank(snapshot, Terms(on)), held=True)
    seen = set()
    for path in pages.addresses():
        one, other = (recorded_pieces(pages.page(path, Links(path, "en", as_of=day)).body()) for day in (DAY, dt.date(2016, 1, 1)))
        if not path.startswith("incident/"):  # of an incident a site shows its own days
            assert one == other, path
        seen |= {path.partition("/")[0]} if one else set()
    assert {"org", "product", "population", "incident", "source"} <= seen


def test_what_only_a_confidential_data_set_says_is_in_no_file_unless_asked_for(empty_place: Place, store: Store, tmp_path: Path) -> None:
    draw(store, "org:a delegates_to org:b")
    secret: list[NodeStatement | ArrowStatement] = [node("org:hidden-party"), trust("org:hidden-party", "org:b")]
    store.load("secret", [("1", secret)], loader="drawn", confidential=True)
    for words, expected in (([], False), (["--with", "secret"], True)):
        folder = tmp_path / f"site{len(words)}"
        ran = maillon(empty_place, "site", "-o", str(folder), *words)
        assert ran.code == DONE, ran.err
        held = any("hidden-party" in path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())
        assert held is expected
        assert ("left out as confidential" in ran.err, "holds what only" in ran.err) == (not expected, expected)
        pages = [path.read_text("utf-8") for path in folder.glob("en/**/*.html")]
        assert {"holds what only confidential data sets say: secret" in page for page in pages} == {expected}
        bodies = [json.loads(path.read_text("utf-8")) for path in folder.glob("org/*.json")]
        assert {"confidential" in body for body in bodies} == {expected}


def test_a_folder_that_holds_something_else_is_left_alone(empty_place: Place, store: Store, tmp_path: Path) -> None:
    draw(store, "org:a delegates_to org:b")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("mine", "file", "file/below", "missing/below"):
        ran = maillon(empty_place, "site", "-o", str(tmp_path / name))
        assert (ran.code, ran.err.count("\n")) == (WRONG_USE, 1), name
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_a_second_site_takes_away_what_the_first_wrote_and_nothing_else(empty_place: Place, store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    draw(store, "org:a delegates_to org:gone")
    assert maillon(empty_place, "site", "-o", str(folder)).code == DONE
    assert (folder / "fr/org/gone.html").exists()
    with served(folder) as address:  # as any web server shows it
        found = crawl(address)
    html = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert {url.removeprefix(address) or "index.html" for url in found.pages} == html, "every page is reached by links"
    assert (found.dead, found.elsewhere) == ([], [])
    (folder / "fr/org/notes.txt").write_text("mine")
    store.unload("drawn")
    draw(store, "org:a delegates_to org:b")
    assert maillon(empty_place, "site", "-o", str(folder)).code == DONE
    assert not (folder / "fr/org/gone.html").exists()
    assert (folder / "fr/org/notes.txt").read_text() == "mine"
    assert (folder / "fr/org/b.html").exists()


TAMPERED = ('{"files": ["/etc/passwd", "../up", "fr/x.html", 7]}', '{"files": [], "changes": [{"on": "x"}]}', "[]", "no json")


@pytest.mark.parametrize("listed", TAMPERED)
def test_a_list_of_files_that_was_tampered_with_never_leads_out_of_the_folder(tmp_path: Path, listed: str) -> None:
    (tmp_path / WRITTEN).write_text(listed)
    if "fr/x.html" in listed:
        assert earlier_site(tmp_path).files == {"fr/x.html"}
    else:
        with pytest.raises(RefusedError, match="does not say"):
            earlier_site(tmp_path)
