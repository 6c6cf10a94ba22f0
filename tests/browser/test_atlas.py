"""The atlas of the shipped records in a browser: walked by clicks alone, found by keyboard, read with every reader, printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from maillon.exports.atlas.pages import Pages
from maillon.exports.atlas.site import search_script
from maillon.graph.store import Store
from maillon.queries.scale.rank import rank
from maillon.queries.scale.reach import Terms
from maillon.queries.scale.snapshot_build import load_or_build
from maillon.reports.atlas.addresses import Links
from maillon.reports.atlas.html import ASSETS, Publication, asset, page_html
from tests.support.browser import DAY, HIDDEN_CELLS

HOST = "http://atlas.test/"
PUBLICATION = Publication(DAY.isoformat())


class Atlas:
    """The files of a site, each written when the browser first asks for it; what it asks of anybody else is refused and remembered."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._search: str | None = None
        self.elsewhere: list[str] = []
        self.missing: list[str] = []

    def text(self, path: str) -> str:
        """The file at a path of the site."""
        name = path.removeprefix("assets/")
        if name in ASSETS:
            return asset(name)
        if name == "search.js":
            self._search = self._search or search_script(self._pages)
            return self._search
        lang, _, rest = path.partition("/")
        found = re.fullmatch(r"(.+?)(?:~p(\d+))?\.html", rest)
        assert found, path
        links = Links(found[1], lang)
        page = self._pages.answer(found[1], None if found[1].startswith("incident/") else DAY)(links)
        return page_html(page, links.part_of(int(found[2] or 1)), PUBLICATION)

    def serve(self, route: Any) -> None:
        """Answer one request of the browser."""
        url = urlsplit(route.request.url)
        if f"{url.scheme}://{url.netloc}/" != HOST:
            self.elsewhere.append(route.request.url)
            route.abort()
            return
        kind = {"css": "text/css", "js": "text/javascript"}.get(url.path.rpartition(".")[2], "text/html")
        route.fulfill(body=self.text(url.path.lstrip("/")), content_type=f"{kind}; charset=utf-8")


Go = Callable[..., Any]


@pytest.fixture(scope="module")
def atlas(corpus: Store, tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The atlas of the shipped records on the day of the pictures."""
    snapshot = load_or_build(corpus, tmp_path_factory.mktemp("atlas")).snapshot
    return Atlas(Pages(corpus, lambda on: rank(snapshot, Terms(on), top=0), held=True))


@pytest.fixture
def go(chromium: Any, atlas: Atlas) -> Iterator[Go]:
    """Open a page of the atlas; nothing may go wrong on it and nothing be asked of anybody else."""
    contexts, complaints = [], []

    def opened(path: str, *, width: int = 1440, height: int = 900, scheme: str = "light", **more: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **more)
        contexts.append(context)
        context.route("**/*", atlas.serve)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text))
        page.goto(HOST + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
    assert atlas.elsewhere == []


def clicked(page: Any, *names: str) -> int:
    """Click links by their names, one after the other; how many clicks that were."""
    for name in names:
        page.locator("main, header").get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_load_state()
    return len(names)


def row_of(page: Any, *texts: str) -> str:
    """The row of a table in which all of the texts stand."""
    rows = page.locator("main tbody tr")
    for text in texts:
        rows = rows.filter(has_text=text)
    return " ".join(rows.first.inner_text().split())


def test_one_click_says_whose_insured_were_on_a_breached_platform_who_told_them_and_when(go: Go) -> None:
    page = go("en/index.html")
    heading = page.get_by_role("heading", name=re.compile("Whose insured were, or may have been, on a breached platform"))
    answer = heading.locator("xpath=..").get_by_role("link", name=re.compile("The whole answer"))
    answer.click()
    told = row_of(page, "Intrusion into the Almerys portal", "Insured of Alan", "2024-02-08")
    assert "Alan" in told
    assert "observed" in told
    # each name leads on: to the incident, which says who told whom
    clicked(page, "Intrusion into the Almerys portal")
    assert "Almerys" in page.locator("h1").inner_text()
    assert "2024-02-08" in row_of(page, "told", "Insured of Alan")


def test_three_people_answer_their_question_in_three_clicks_or_fewer(go: Go) -> None:
    # a journalist: what is said of the number of people hit at Viamedis, and by whom?
    page = go("fr/index.html")
    clicks = clicked(page, "Incidents", "Intrusion chez Viamedis", "Qui a dit quoi")
    assert clicks <= 3
    assert "CNIL" in row_of(page, "personnes concernées", "33\u202f000\u202f000")
    # a data protection officer: which of those whom we trust was breached, and did we trust it then?
    page = go("fr/index.html")
    page.fill("#q", "harmonie mutuelle")
    page.locator("#found li").first.click()
    page.wait_for_url("**/org/harmonie-mutuelle.html")
    assert "Viamedis" in page.locator("main").inner_text()
    # a researcher: who stands behind most, and the same for a program
    page = go("en/index.html")
    clicks = clicked(page, "Suppliers")
    first = page.locator(".layer li a").first.inner_text()
    assert first in row_of(page, "1")
    assert page.get_by_role("link", name="the same data as JSON").get_attribute("href") == "../suppliers.json"
    assert clicks + 1 <= 3


def test_the_map_sorts_by_each_measure_and_links_what_is_under_the_pointer_or_in_focus(go: Go) -> None:
    page = go("en/suppliers.html")
    for measure in ("people", "clients", "incidents"):
        page.locator(f"#by input[value={measure}]").check()
        figures = page.evaluate(
            "m => [...document.querySelectorAll('.layer')].map(l => [...l.querySelector('ol').children].map(r => +r.dataset[m]))", measure
        )
        assert all(layer == sorted(layer, reverse=True) and all(layer) for layer in figures)
        assert any(figures)
    page.locator("#by input[value=people]").check()
    page.locator(".layer li", has_text="MédecinDirect").first.get_by_role("link").focus()
    linked = page.locator(".layer li.tied").all_inner_texts()
    assert any("Teladoc" in text for text in linked)
    assert page.locator(".ties path").count() == len(linked)
    page.mouse.move(0, 0)
    page.locator("h1").click()
    assert page.locator(".ties path").count() == 0


def test_the_search_is_used_by_keyboard_alone_and_folds_accents(go: Go) -> None:
    page = go("en/questions.html")
    page.keyboard.press("/")
    page.keyboard.type("MEDECINDIRECT")
    page.wait_for_selector("#found li[role=option]")
    page.keyboard.press("ArrowDown")
    assert page.locator("#q").get_attribute("aria-activedescendant") == "f0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/org/medecindirect.html")


KINDS = {
    "index": "index.html",
    "suppliers": "suppliers.html",
    "incident": "incident/medecindirect-2025-11.html",
    "organisation": "org/viamedis.html",
    "people": "population/insured-of-alan.html",
    "question": "query/members-on-breached-platforms.html",
    "source": "source/silicon.html",
}
"""A page of each kind."""


@pytest.mark.parametrize(("lang", "scheme"), [("fr", "light"), ("en", "dark")])
def test_no_kind_of_page_has_an_accessibility_violation_moves_as_it_opens_or_overflows_a_phone(
    go: Go, axe: str, lang: str, scheme: str
) -> None:
    page = go(f"{lang}/index.html", scheme=scheme, bypass_csp=True)
    for kind, path in KINDS.items():
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"{HOST}{lang}/{path}")
        moved = page.evaluate(
            """() => new Promise(done => {
              let sum = 0;
              const watch = new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; });
              watch.observe({ type: "layout-shift", buffered: true });
              requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
            })"""
        )
        assert moved == 0, kind
        page.add_script_tag(content=axe)
        found = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).slice(0, 5).join(' ')))")
        assert found == [], kind
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, kind
        assert page.evaluate(HIDDEN_CELLS) == [], kind


def test_on_a_telephone_each_cell_of_a_table_says_under_which_head_it_stands(go: Go) -> None:
    page = go("en/incident/medecindirect-2025-11.html")
    row = page.locator("table.cards tbody tr").first
    told = "cell => getComputedStyle(cell, '::before').content"
    assert [cell.evaluate(told) for cell in row.locator("td").all()] == ["none"] * row.locator("td").count()
    page.set_viewport_size({"width": 390, "height": 844})
    heads = page.locator("table.cards").first.locator("th").all_text_contents()
    assert [cell.evaluate(told) for cell in row.locator("td").all()] == [f'"{head}"' for head in heads]


def test_a_page_is_read_without_javascript_and_printed_on_sheets(go: Go) -> None:
    page = go("fr/suppliers.html", java_script_enabled=False)
    assert "Doctolib" in page.locator(".layers").inner_text()
    assert page.locator("table tbody tr").count() > 20
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) > 1
