r"""Whatever was asked for is in view: the first view, after fitting, isolating, searching, opening a fold and moving the slider.

people A,B,C ─▶ insurers A,B,C ─▶ payer ─▶ SMS vendor ─▶ host North
                      C ─(until 2023)─┘      ▲
patients ─▶ 28 laboratories ─▶ product Labo ─┘ ─▶ editor ─▶ unknown host
         └▶ hospital ─▶ telehealth ─▶ host South
"""

from __future__ import annotations

import pytest

from maillon.queries.cypher_reader import CypherReader
from maillon.queries.neighbourhood import neighbourhood
from maillon.reports.picture import write_picture
from tests.support.browser import DAY, Open, Opened, Pages
from tests.support.drawing import draw, incident

SIZES = ((1440, 900), (1024, 768), (390, 844))

OUTSIDE = """() => maillon.keys().filter(key => {
  const at = maillon.at(key), box = maillon.box(key), g = document.getElementById("g"), c = maillon.network;
  const a = c.canvasToDOM({ x: at.x - box.w / 2, y: at.y - box.h / 2 }), z = c.canvasToDOM({ x: at.x + box.w / 2, y: at.y + box.h / 2 });
  return a.x < 0 || a.y < 34 || z.x > g.clientWidth || z.y > g.clientHeight;
}).map(String)"""


def outside(here: Opened) -> list[str]:
    """Keys of the cards and incidents shown that are not wholly in the canvas, below its headings."""
    here.page.wait_for_timeout(60)  # the browser lays the page out, and the canvas follows
    return list(here.ask(OUTSIDE))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_all_that_was_asked_for_is_in_view_whatever_one_does(opened: Open, pages: Pages, size: tuple[int, int]) -> None:
    here = opened(pages.incident, width=size[0], height=size[1])
    assert outside(here) == [], "at first"
    here.ask("maillon.isolate()")
    assert len(here.visible()) >= 3
    assert outside(here) == [], "isolated"
    here.ask("maillon.isolate()")
    here.ask("maillon.network.moveTo({ position: { x: 9000, y: 9000 }, scale: 1 })")
    assert outside(here), "the reader moved away"
    here.ask("document.getElementById('zfit').click()")
    assert outside(here) == [], "fitted"
    here.ask("maillon.clear(); maillon.setDay('2019-01-01')")
    assert outside(here) == [], "on another day"
    here.ask("maillon.setDay('2026-01-01')")
    here.ask("for (const fold of maillon.folds) maillon.unfold(fold, fold.members)")
    assert outside(here) == [], "unfolded"
    here.page.fill("#q", "passerelle")
    here.page.press("#q", "Enter")
    chosen = set(here.roles())
    inside = {here.ask("key => maillon.nodes[key].i", int(key)) for key in outside(here) if key.isdigit()}
    assert "org:sms" in chosen
    assert chosen.isdisjoint(inside), "found"
    here.page.set_viewport_size({"width": 900, "height": 600})
    assert outside(here) == [], "in a window of another size"
    here.clean()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("kind", ["map", "chains"])
def test_the_first_view_of_every_picture_is_whole(opened: Open, pages: Pages, kind: str, size: tuple[int, int]) -> None:
    assert outside(opened(getattr(pages, kind), width=size[0], height=size[1])) == []


def test_a_wide_crowd_is_whole_and_legible(opened: Open, pages: Pages, tmp_path_factory: pytest.TempPathFactory) -> None:
    """28 clients of one supplier, in ranks: no card covers another, and letters have nine pixels at least."""
    page = tmp_path_factory.mktemp("crowd") / "crowd.html"
    arrows = [f"org:c{n} delegates_to org:s {{service: s{n}}}" for n in range(28)]
    store = pages.store
    draw(store, *arrows, incident("x", compromised=[{"at": "org:s"}]))
    try:
        write_picture(neighbourhood(CypherReader(store), ["incident:x"], as_of=DAY), page)
    finally:
        store.unload("drawn")
    here = opened(page)
    assert outside(here) == []
    assert here.ask("maillon.letters()") >= 9
    overlaps = here.ask(
        """() => { const cards = [...maillon.shown().cards.keys()].map(k => [maillon.at(k), maillon.box(k)]); let n = 0;
        cards.forEach(([p, a], i) => cards.slice(i + 1).forEach(([q, b]) => {
          if (Math.abs(p.x - q.x) < (a.w + b.w) / 2 && Math.abs(p.y - q.y) < (a.h + b.h) / 2) n++; }));
        return n; }"""
    )
    assert overlaps == 0


def test_on_a_telephone_the_chain_is_a_list_that_is_read_without_panning(opened: Open, pages: Pages) -> None:
    here = opened(pages.incident, width=390, height=844)
    steps = here.page.locator("#steps")
    assert steps.is_visible()
    heads = [h.inner_text() for h in steps.locator("h2").all()]
    assert heads[0] == "Où l’incident a eu lieu" or heads[0] == "Où l'incident a eu lieu"
    names = {b.inner_text() for b in steps.locator("button").all()}
    assert {"Tiers Payant Inventé", "Mutuelle Alpha", "Assurés de la Mutuelle Alpha"} <= names
    assert steps.evaluate("e => e.scrollWidth <= e.clientWidth")
    here.page.click("#stepsbtn")
    assert not steps.is_visible()
    here.page.click("#stepsbtn")
    here.page.click("#steps >> text=Mutuelle Alpha >> nth=0")
    assert "Mutuelle Alpha" in here.page.inner_text("#banner")
    here.clean()


def test_the_sentence_stands_above_the_picture_and_covers_none_of_it(opened: Open, pages: Pages) -> None:
    for width, height in SIZES:
        here = opened(pages.incident, width=width, height=height)
        banner, canvas = (here.page.locator(name).bounding_box() for name in ("#banner", "#g"))
        assert banner["y"] + banner["height"] <= canvas["y"] + 0.5
