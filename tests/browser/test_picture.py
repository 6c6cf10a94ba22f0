r"""What a reader does with the picture, in a real browser.

people A,B,C ─▶ insurers A,B,C ─▶ payer ─▶ SMS vendor ─▶ host North
                      C ─(until 2023)─┘      ▲
patients ─▶ 28 laboratories ─▶ product Labo ─┘ ─▶ editor ─▶ unknown host
         └▶ hospital ─▶ telehealth ─▶ host South
"""

from __future__ import annotations

import datetime as dt
import itertools
import unicodedata
import xml.etree.ElementTree as ElementTree
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from maillon.graph.search_text import fold
from maillon.graph.store import open_store
from maillon.queries.blast_radius import blast_radius
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.known_on import force_along
from maillon.queries.neighbourhood import neighbourhood
from maillon.queries.radius_search import Outcome
from maillon.queries.scale.rank import largest_suppliers
from maillon.queries.scale.snapshot_build import load_or_build
from maillon.queries.subgraph import Force
from maillon.reports.formatting import name_of
from maillon.reports.picture import Wording, write_picture
from tests.support.browser import DAY, Open, Opened, Pages
from tests.support.drawing import draw, incident, org, people
from tests.support.invented import World, suppliers
from tests.support.spaces import typed

DAYS = [dt.date(y, m, 15) for y in range(2015, 2027) for m in (1, 7)] + [dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2024, 1, 22)]
SHOWN_KINDS = ("map", "incident", "chains")


def number_in(text: str) -> str:
    """Digits of a number as the page writes it, whatever its spaces."""
    return "".join(c for c in text if c.isdigit())


@pytest.mark.parametrize("kind", SHOWN_KINDS)
def test_each_picture_opens_without_asking_anybody_anything(opened: Open, pages: Pages, kind: str) -> None:
    here = opened(getattr(pages, kind))
    assert len(here.visible()) >= 7
    assert here.ask("maillon.network.physics.physicsEnabled") is False
    here.clean()


# figures


def test_the_figures_of_every_day_are_those_of_the_command(opened: Open, pages: Pages) -> None:
    here = opened(pages.map)
    for origin in ("incident:intrusion-2024-01", "org:tiers-payant", "org:sms", "product:labo", "org:tele"):
        for day in DAYS:
            expected = blast_radius(CypherReader(pages.store), origin, as_of=day)
            found = here.ask(
                """([id, day]) => { maillon.state.day = day; const r = maillon.radius(id);
                return [r.people.lo, r.people.hi ?? null, (r.people.un ?? []).length,
                [...r.hits].map(([n, h]) => [maillon.nodes[n].i, h.outcome, h.past]).sort()] }""",
                [origin, day.isoformat()],
            )
            people = expected.people
            assert found[:3] == [people.at_least, people.at_most, len(people.unknown)], (origin, day)
            assert found[3] == sorted([hit.node.id, str(hit.outcome), hit.past] for hit in expected.nodes), (origin, day)


def test_a_relation_is_in_force_past_or_not_begun_on_the_same_days_as_for_the_command(opened: Open, pages: Pages) -> None:
    here = opened(pages.map)
    relations = neighbourhood(CypherReader(pages.store), as_of=DAY).relations
    days = sorted({*DAYS, *(d for r in relations for d in (r.arrow.since, r.arrow.until, r.arrow.seen_on) if d)})
    found = here.ask("days => maillon.arrows.map(a => days.map(d => maillon.force(a, d)))", [d.isoformat() for d in days])
    assert found == [[str(r.arrow.force(day)) for day in days] for r in relations]
    assert {state for row in found for state in row} == {str(f) for f in Force}


def test_the_sentence_over_an_incident_says_what_the_command_says(opened: Open, pages: Pages) -> None:
    here = opened(pages.incident)
    expected = blast_radius(CypherReader(pages.store), "incident:intrusion-2024-01", as_of=DAY)
    banner = here.page.locator("#banner")
    assert (banner.get_attribute("data-least"), banner.get_attribute("data-most")) == (
        str(expected.people.at_least),
        str(expected.people.at_most),
    )
    assert number_in(banner.inner_text().split("De ")[1]) == "190000210000"
    outcomes = {hit.node.id: str(hit.outcome) for hit in expected.nodes}
    reached = [hit for hit in expected.nodes if hit.outcome is Outcome.POTENTIAL]
    past = sum(hit.past for hit in reached)
    unsure = sum(force_along(hit.witness, DAY) is Force.UNKNOWN for hit in reached)
    assert f"(dont {past} par une relation terminée, {unsure} par une relation non établie ce jour-là)" in banner.inner_text()
    assert here.outcomes() == outcomes
    assert set(outcomes.values()) == {"observed", "potential", "cleared"}
    assert {i for i, role in here.roles().items() if role == "origin"} == {"org:tiers-payant"}
    here.clean()


# c (about 9,000) ── client ──(reported; contested by the client)──▷ v*     d (5) ── other ──▷ w     x2, of which nobody says where it broke
def test_rounded_bounds_and_contested_relations_are_said_to_be(opened: Open, tmp_path: Path) -> None:
    cohort = people("c", size={"low": 9000, "high": 9000, "approximate": True, "evidence": ["s"]})
    with open_store(tmp_path / "store") as store:
        draw(
            store,
            *(cohort, people("d", 5, 5), org("client", "Insurer"), org("other", "Insurer")),
            *("population:c insured_by org:client", "population:d insured_by org:other", "org:other delegates_to org:w"),
            "org:client delegates_to org:v {status: reported}",
            "org:client delegates_to org:v {status: contested, by: org:client, made_on: 2024-01-01}",
            *(incident("x", compromised=[{"at": "org:v"}]), incident("x2")),
        )
        write_picture(neighbourhood(CypherReader(store), as_of=DAY), tmp_path / "page.html")
    here = opened(tmp_path / "page.html")
    here.ask("n => maillon.select(n)", here.number("org:v"))
    assert "Environ 9 000 personnes" in typed(here.page.inner_text("#banner"))
    assert "contesté · selon client" in here.page.inner_text("#right")
    here.ask("n => maillon.select(n)", here.number("org:w"))
    assert "Environ" not in here.page.inner_text("#banner")
    looks = here.ask("Object.fromEntries(maillon.scene().lines.map(line => [maillon.nodes[line.b].i, line.status]))")
    assert (looks["org:v"], looks["org:w"]) == ("contested", "reported")
    assert {row[0] for row in here.ask("maillon.tables()")["incidents"]} == {"x", "x2"}
    here.ask("id => maillon.selectIncident(id)", "incident:x2")
    assert typed(here.page.inner_text("#said")) == "x2 : aucune source ne dit chez qui la défaillance a eu lieu."
    assert "About 9,000 people" in opened(tmp_path / "page.html", "#lang=en&node=org:v").page.inner_text("#banner")
    here.clean()


def test_the_table_holds_the_same_figures(opened: Open, pages: Pages) -> None:
    here = opened(pages.map, "#all=1")
    tables = here.ask("maillon.tables()")
    answer = neighbourhood(CypherReader(pages.store), as_of=DAY)
    nodes = {node.id: node for node in answer.nodes}
    names = {node_id: name_of(nodes, node_id, "fr") for node_id in nodes}
    rows = {row[0]: row for row in tables["actors"]}
    for origin in (n.id for n in answer.nodes if n.id in answer.radii):
        people = blast_radius(CypherReader(pages.store), origin, as_of=DAY).people
        row = rows[names[origin]]
        most = people.at_most if people.at_most is not None else "inconnu"
        assert row[3:7] == [people.at_least, most, "≈" if people.approximate else "", len(people.unknown)], origin
    assert len(tables["relations"]) == len(answer.relations)
    assert {row[0] for row in tables["incidents"]} == {"Intrusion inventée chez le tiers payant", "Fuite inventée de laboratoires"}
    incident = next(row for row in tables["incidents"] if row[0].startswith("Intrusion"))
    assert incident[3:5] == [190_000, 210_000]
    assert "200" in incident[7]


# choosing


def test_a_click_isolates_the_chain_through_a_supplier_of_the_map(opened: Open, pages: Pages) -> None:
    here = opened(pages.map)
    assert "population:assures-a" not in here.visible()
    here.page.mouse.click(*here.point("org:tiers-payant"))
    roles = here.roles()
    people = {f"population:assures-{x}" for x in "abc"}
    insurers = {f"org:mutuelle-{x}" for x in "abc"}
    assert {i for i, role in roles.items() if role == "up"} == people | insurers
    assert {i for i, role in roles.items() if role == "down"} == {"org:sms", "org:nord"}
    assert here.visible() == people | insurers | {"org:tiers-payant", "org:sms", "org:nord"}
    assert "285" in here.page.inner_text("#banner")
    here.page.keyboard.press("Escape")
    assert here.roles() == {}
    assert "population:assures-a" not in here.visible()
    here.clean()


def test_isolating_and_coming_back_leaves_everything_where_it_was(opened: Open, pages: Pages) -> None:
    here = opened(pages.map, "#all=1")
    where = "[...maillon.shown().cards.keys()].map(n => [n, maillon.at(n).x, maillon.at(n).y])"
    before = here.ask(where)
    here.page.mouse.click(*here.point("org:tele"))
    here.page.click("#iso")
    assert here.visible() == set(here.roles())
    here.page.keyboard.press("Escape")
    assert here.ask(where) == before


def test_the_way_between_two_is_the_witness_of_the_command(opened: Open, pages: Pages) -> None:
    here = opened(pages.map, "#all=1")
    here.page.mouse.click(*here.point("population:assures-b"))
    here.ask("n => maillon.select(n, { second: true })", here.number("org:nord"))
    hit = next(h for h in blast_radius(CypherReader(pages.store), "org:nord", as_of=DAY).nodes if h.node.id == "population:assures-b")
    assert set(here.roles()) == {"population:assures-b", *(a.end for a in hit.witness)}
    here.ask("n => maillon.select(n, { second: true })", here.number("org:sud"))
    assert "Aucune relation" in here.page.inner_text("#banner")
    here.clean()


def test_a_click_on_a_line_shows_its_evidence(opened: Open, pages: Pages) -> None:
    here = opened(pages.chains)
    a, b = here.point("org:tiers-payant"), here.point("org:sms")
    here.page.mouse.click((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    text = here.page.inner_text("#right")
    assert "Tiers Payant Inventé confie un service à Passerelle SMS Fictive" in text
    assert "Document d’essai n° 1" in text
    assert here.page.locator("#right a").first.get_attribute("rel") == "noopener noreferrer nofollow"


def test_potential_and_observed_never_look_alike(opened: Open, pages: Pages) -> None:
    here = opened(pages.incident)
    here.ask("maillon.fit()")
    colours = """id => { const p = maillon.screen(maillon.nodes.find(x => x.i === id).n), c = document.querySelector('#g canvas');
        const k = c.width / c.clientWidth, d = c.getContext('2d').getImageData((p.x + 60) * k, (p.y + 14) * k, 1, 1).data;
        return [...d].slice(0, 3) }"""
    observed, potential = here.ask(colours, "org:mutuelle-a"), here.ask(colours, "org:mutuelle-c")
    assert observed != potential


# time and filters


def test_dragging_the_slider_changes_the_picture_as_the_day_does(opened: Open, pages: Pages) -> None:
    here = opened(pages.map, "#all=1")
    box = here.page.locator("#slider").bounding_box()
    here.page.mouse.move(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
    here.page.mouse.down()
    here.page.mouse.move(box["x"] + 9, box["y"] + box["height"] / 2, steps=4)
    here.page.mouse.up()
    day = dt.date.fromisoformat(here.ask("maillon.state.day"))
    assert day < dt.date(2017, 1, 1)
    relations = neighbourhood(CypherReader(pages.store), as_of=DAY).relations
    begun = {e for r in relations if r.arrow.force(day) is not Force.NOT_BEGUN for e in (r.arrow.start, r.arrow.end)}
    assert here.visible() == {i for i in begun if not i.startswith("org:labo-")} | {"org:labo-01"}
    assert here.page.locator("#incidents button:disabled").count() == 2
    here.clean()


def test_any_day_can_be_typed(opened: Open, pages: Pages) -> None:
    here = opened(pages.chains)
    for day, state in (("2023-12-31", "in_force"), ("2024-01-01", "past")):
        here.page.fill("#day", day)
        found = here.ask("maillon.arrows.find(a => a.from.i === 'org:mutuelle-c' && a.t === 'DELEGATES_TO').state")
        assert found == state


def test_the_legend_filters(opened: Open, pages: Pages) -> None:
    here = opened(pages.map, "#all=1")
    here.page.uncheck('[data-kind="host"]')
    assert not {"org:nord", "org:sud"} & here.visible()
    here.page.check('[data-kind="host"]')
    here.page.uncheck('[data-line="contested"]')
    assert "org:hopital" in here.visible()  # its patients still are in the picture
    assert not here.ask("maillon.shown().lines.some(l => l.status === 'contested')")
    here.page.uncheck('[data-line="past"]')
    assert not here.ask("maillon.shown().lines.some(l => l.state === 'past')")
    people = here.ask("maillon.radius('org:tiers-payant').people.lo")
    assert people == 285_000  # filters hide, they do not change figures
    for line in ("confirmed", "reported", "claimed", "governance"):
        here.page.uncheck(f'[data-line="{line}"]')
    assert here.visible() == {"org:tiers-payant", "product:labo"}  # where incidents broke
    here.clean()


# folds


def test_a_fold_lists_its_members_and_unfolds(opened: Open, pages: Pages) -> None:
    here = opened(pages.map, "#all=1")
    here.page.mouse.click(*here.point("org:labo-01"))
    assert "28 soignants" in here.page.inner_text("#right h2")
    here.page.fill("#members-q", "07")
    here.page.click("#members button")
    assert here.ask("maillon.nodes[maillon.state.node].i") == "org:labo-07"
    assert {"org:labo-07", "org:labo-01"} <= here.visible()
    assert here.roles()["product:labo"] == "down"
    here.page.click("text=Replier ce groupe")
    assert "org:labo-07" not in here.visible()
    here.page.keyboard.press("Escape")
    x, y = here.point("org:labo-01")
    here.page.mouse.click(x, y + 20 * here.ask("maillon.network.getScale()"))  # on the word "unfold"
    assert {f"org:labo-{i:02d}" for i in range(1, 29)} <= here.visible()
    card = here.ask("maillon.box(maillon.folds[0].members[0].n)")
    places = here.ask("maillon.folds[0].members.map(m => [maillon.at(m.n).x, maillon.at(m.n).y])")
    apart = 14  # what a line that passes between two cards needs
    assert all(abs(a[0] - b[0]) >= card["w"] + apart or abs(a[1] - b[1]) >= card["h"] + apart for a, b in itertools.combinations(places, 2))
    assert here.ask("maillon.letters()") >= 9
    here.clean()


# keyboard, search, pointer


def test_the_keyboard_alone_is_enough(opened: Open, pages: Pages) -> None:
    here = opened(pages.map, "#all=1")
    keys = here.page.keyboard
    keys.press("/")
    keys.type("teleconsultation")  # without its accents
    assert here.page.get_attribute("#q", "aria-expanded") == "true"
    keys.press("Enter")
    assert here.ask("maillon.nodes[maillon.state.node].i") == "org:tele"
    keys.press("ArrowRight")
    assert here.ask("maillon.nodes[maillon.state.focus].i") in ("org:sud", "org:groupe")
    here.page.locator("#live:not(:empty)").wait_for(state="attached")
    assert "Document d’essai" in here.page.inner_text("#tip")
    keys.press("Escape")
    keys.press("ArrowLeft")
    keys.press("Enter")
    assert here.ask("maillon.state.node === maillon.state.focus")
    keys.press("i")
    assert here.ask("maillon.state.iso") is True
    keys.press("Escape")
    assert here.roles() == {}
    here.clean()


def test_every_control_can_be_reached_with_tab(opened: Open, pages: Pages) -> None:
    here = opened(pages.map)
    seen = []
    for _ in range(60):
        here.page.keyboard.press("Tab")
        seen.append(here.ask("document.activeElement.id || document.activeElement.className || document.activeElement.tagName"))
    assert {
        "skip",
        "q",
        "mapbtn",
        "tablebtn",
        "pngbtn",
        "svgbtn",
        "linkbtn",
        "themebtn",
        "langbtn",
        "tab1",
        "g",
        "zin",
        "play",
        "slider",
        "day",
    } <= set(seen)


def test_the_pointer_shows_the_evidence_in_plain_words(opened: Open, pages: Pages) -> None:
    here = opened(pages.chains)
    x, y = here.point("org:mutuelle-a")
    here.page.mouse.move(x - 12, y)
    here.page.mouse.move(x, y)
    here.page.wait_for_selector("#tip:not([hidden])")
    text = here.page.inner_text("#tip")
    assert "Mutuelle Alpha" in text
    assert "Document d’essai n° 1" in text
    assert "De 140" in text


# table


def test_the_table_sorts_filters_and_leads_back(opened: Open, pages: Pages) -> None:
    here = opened(pages.map, "#all=1")
    here.page.click("#tablebtn")
    rows = here.page.locator("#tables tbody tr")
    assert rows.count() == len(neighbourhood(CypherReader(pages.store), as_of=DAY).relations)
    here.page.click('[data-table="actors"]')
    column = here.page.locator('thead button[data-column="3"]')
    column.click()
    column.click()
    assert here.page.locator("th[aria-sort=descending]").inner_text().startswith("Personnes derrière")
    figures = [int(number_in(text)) for text in here.page.locator("#tables tbody tr td:nth-child(4)").all_inner_texts() if number_in(text)]
    assert figures == sorted(figures, reverse=True)
    assert figures[0] == 491_000
    here.page.locator("#tables tbody th button", has_text="Passerelle").click()
    assert here.ask("maillon.nodes[maillon.state.node].i") == "org:sms"
    assert not here.page.locator("#tables").is_visible()
    here.clean()


def test_a_spreadsheet_gets_no_formula(opened: Open, pages: Pages, tmp_path: Path) -> None:
    w = World()
    w.source("essai-1", "Document d’essai")
    w.link(w.org("a", "=HYPERLINK(1)", "Insurer"), "delegates_to", w.org("b", "@SUM(1)\tb", "ServiceProvider"))
    here = opened(page_of(w, tmp_path, ["org:b"]))
    here.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    here.page.click("#tablebtn")
    here.page.click("#copybtn")
    here.page.locator("#copybtn", has_text="Copié").wait_for()
    line = here.ask("navigator.clipboard.readText()").splitlines()[1].split("\t")
    assert line[0] == "'=HYPERLINK(1)"
    assert line[2].startswith("'@SUM(1)")


# language, theme, link, images


def test_language_theme_and_link_reopen_the_same_view(opened: Open, pages: Pages) -> None:
    here = opened(pages.map, scheme="dark")
    assert here.page.get_attribute("html", "data-theme") == "dark"
    here.page.click("#langbtn")
    assert here.page.get_attribute("html", "lang") == "en"
    here.ask("id => maillon.selectIncident(id)", "incident:intrusion-2024-01")
    here.page.fill("#day", "2025-01-01")
    here.page.click("#tab1")
    here.page.uncheck('[data-kind="host"]')
    link = here.ask("location.hash")
    again = opened(pages.map, link)
    assert again.page.get_attribute("html", "lang") == "en"
    assert again.page.inner_text("#banner") == here.page.inner_text("#banner")
    assert "potential: 2 groups" in again.page.inner_text("#banner")
    assert again.ask("[maillon.state.day, maillon.state.incident]") == ["2025-01-01", "incident:intrusion-2024-01"]
    assert again.visible() == here.visible()
    assert not again.page.is_checked('[data-kind="host"]')
    again.clean()


def test_a_link_with_nonsense_opens_the_page_as_it_is(opened: Open, pages: Pages) -> None:
    here = opened(pages.map, "#node=org:nobody&day=9999-99&incident=%3Cscript%3E&lang=xx&without=__proto__&lines=constructor")
    assert here.roles() == {}
    here.clean()


def test_the_image_is_what_the_screen_shows(opened: Open, pages: Pages, tmp_path: Path) -> None:
    here = opened(pages.incident)
    with here.page.expect_download() as download:
        here.page.click("#pngbtn")
    image = tmp_path / "picture.png"
    download.value.save_as(image)
    head = image.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20], "big") > 1500
    colours = here.ask("""() => { const c = maillon.png(), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, s = new Set();
        for (let i = 0; i < d.length; i += 16) s.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return s.size }""")
    assert colours > 50
    here.clean()


def test_the_vector_drawing_is_well_formed_and_holds_every_name(opened: Open, pages: Pages, tmp_path: Path) -> None:
    here = opened(pages.incident)
    with here.page.expect_download() as download:
        here.page.click("#svgbtn")
    file = tmp_path / "picture.svg"
    download.value.save_as(file)
    assert download.value.suggested_filename.endswith("incident-intrusion-2024-01-2026-01-01.svg")
    root = ElementTree.parse(file).getroot()
    space = "{http://www.w3.org/2000/svg}"
    pieces = [t.text or "" for t in root.iter(f"{space}text")]
    text = typed(" ".join(pieces))
    assert {"Mutuelle Alpha", "Mutuelle Gamma", "constaté", "mis hors de cause"} <= set(pieces)
    assert "Tiers Payant" in text
    said = typed(here.page.locator("#said").text_content() or "")
    assert f"{said} D’après les seules relations recensées." in text  # whole, on as many lines as it needs
    for sign in (
        "Touché : constaté par une source",
        "Atteignable",
        "Mis hors de cause par une source",
        "Incident recensé",
        "Confirmée",
        "Terminée",
    ):
        assert sign in text
    sources = len(neighbourhood(CypherReader(pages.store), ["incident:intrusion-2024-01"], as_of=DAY).sources)
    assert f"Jour montré : 1 janvier 2026 · Données au 1 janvier 2026 · {sources} sources · Licence des données : non indiquée" in text
    assert {e.tag.removeprefix(space) for e in root.iter()} <= {"svg", "title", "path", "text"}


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1920, 1080), (1024, 700), (390, 844)])
@pytest.mark.parametrize("kind", SHOWN_KINDS)
def test_nothing_overflows_and_labels_can_be_read(opened: Open, pages: Pages, kind: str, width: int, height: int) -> None:
    here = opened(getattr(pages, kind), width=width, height=height)
    assert here.ask("document.documentElement.scrollWidth") <= width
    if here.page.locator("#steps").is_visible():  # where the canvas is small, a list beside it is what is read
        assert here.page.evaluate("parseFloat(getComputedStyle(document.querySelector('#steps .go')).fontSize)") >= 12
        return
    assert here.ask("maillon.letters()") >= 9
    if kind != "map":
        x, y = here.point("org:tiers-payant")
        box = here.page.locator("#g").bounding_box()
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]


def test_on_a_phone_an_incident_is_chosen_from_the_panel(opened: Open, pages: Pages) -> None:
    here = opened(pages.map, width=390, height=844)
    here.page.click("#sidebtn")
    here.page.click('[data-incident="incident:intrusion-2024-01"]')
    assert not here.page.locator("#side").is_visible()
    assert here.page.locator("#banner").is_visible()
    x, y = here.point("org:tiers-payant")
    box = here.page.locator("#g").bounding_box()
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]
    here.clean()


def test_on_paper_stands_the_whole_picture_in_light_colours(opened: Open, pages: Pages) -> None:
    here = opened(pages.incident, scheme="dark")
    here.page.emulate_media(media="print")
    here.ask("() => dispatchEvent(new Event('beforeprint'))")
    assert here.page.locator("#paper").is_visible()
    assert not any(here.page.locator(part).is_visible() for part in ("header", "main", "footer"))
    assert here.ask("[...document.getElementById('paper').getContext('2d').getImageData(3, 3, 1, 1).data].slice(0, 3)") == [246, 247, 249]
    here.ask("() => dispatchEvent(new Event('afterprint'))")
    here.page.emulate_media(media="screen")
    assert here.page.get_attribute("html", "data-theme") == "dark"
    assert here.page.locator("header").is_visible()
    here.clean()


# accessibility


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_axe_finds_nothing(opened: Open, pages: Pages, axe: str, scheme: str, lang: str) -> None:
    here = opened(pages.map, f"#lang={lang}", scheme=scheme)

    def violations(state: str) -> list[str]:
        found = here.ask("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations")
        return [f"{state}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]

    here.ask(axe)
    problems = violations("map")
    here.ask("n => maillon.select(n)", here.number("org:tiers-payant"))
    problems += violations("chosen")
    here.ask("id => maillon.selectIncident(id)", "incident:intrusion-2024-01")
    here.page.click("#right summary")
    problems += violations("incident")
    here.ask("maillon.clear()")
    here.ask("n => { maillon.state.map = false; maillon.select(n) }", here.number("org:labo-01"))
    problems += violations("fold")
    for kind in ("relations", "actors", "incidents"):
        here.ask("k => { maillon.state.tables = k; maillon.render() }", kind)
        problems += violations(f"table {kind}")
    here.ask("() => { maillon.state.tables = null; maillon.render() }")
    here.page.fill("#q", "fict")
    problems += violations("search")
    assert problems == []


def test_the_page_folds_what_is_searched_as_the_commands_do(opened: Open, pages: Pages) -> None:
    here = opened(pages.chains)
    # of Cherokee and some old Cyrillic letters the two do not agree which is the small one
    left_out = {*range(0x13A0, 0x1400), *range(0xAB70, 0xABC0), *range(0x1C80, 0x1C89)}
    every = [chr(point) for point in range(0x20, 0x1_0000) if unicodedata.category(chr(point))[0] in "LNPSZM" and point not in left_out]
    texts = [f"x{c}y" for c in every]
    texts += ["Æsio", "Łódź", "STRAẞE", "İstanbul Sağlık", "ısparta", "Ο ΛΌΓΟΣ", "L’Œil («Évry»)", "a\u0308\u0323", " -- ", ""]
    found = here.ask("texts => texts.map(maillon.folded)", texts)
    assert [(text, folded, fold(text)) for text, folded in zip(texts, found, strict=True) if folded != fold(text)] == []


def test_a_span_of_days_is_said_in_words(opened: Open, pages: Pages) -> None:
    texts = ["../2026-05-21", "2026-05/..", "2024-01-22/2024-02-01", "2025-11", "2018~", "2026-21", "../.."]
    assert opened(pages.chains).ask("texts => texts.map(maillon.edtf)", texts) == [
        *(
            "au plus tard le 21 mai 2026",
            "à partir de mai 2026",
            "22 janv. 2024 – 1 févr. 2024",
            "nov. 2025",
            "vers 2018",
            "2026-21",
            "../..",
        ),
    ]


def test_a_name_is_found_on_the_page_with_and_without_a_key_for_its_letters(opened: Open, tmp_path: Path) -> None:
    w = World()
    for slug, name in (("aesio", "Aésio"), ("strom", "Strøm"), ("lodz", "Łódź"), ("sio", "SIO")):
        w.link(w.people(slug, slug, slug, 10), "insured_by", w.org(slug, name, "Insurer"))
    here = opened(page_of(w, tmp_path))
    for word, name in (("æsio", "Aésio"), ("AESIO", "Aésio"), ("strom", "Strøm"), ("STRØM", "Strøm"), ("lodz", "Łódź")):
        here.page.fill("#q", word)
        assert name in here.page.inner_text("#found"), word
        assert "SIO" not in here.page.inner_text("#found").split(), typed
    here.clean()


# untrusted text


HOSTILE = (
    '<img src=x onerror="window.pwned=1">',
    "</script><script>window.pwned=1</script>",
    '"><svg onload="window.pwned=1">',
    '<a href="javascript:window.pwned=1" onclick="window.pwned=1">href</a>',
    "{{7*7}}{% raw %}${window.pwned=1}`",
    "<!--<script>",
    "}</style><style>*{display:none}",
    "مستشفى المدينة للبيانات",
    "👩‍⚕️🏥 clinique",
    'O\'Neil & "Fils"',
    "long " * 99,
)


def page_of(w: World, folder: Path, start: list[str] | None = None, **wording: Any) -> Path:
    with open_store(folder / "store") as store:
        store.load("w", w.statements(), loader="test")
        write_picture(neighbourhood(CypherReader(store), start or [], as_of=DAY), folder / "page.html", Wording(**wording))
    return folder / "page.html"


def test_hostile_names_stay_names(opened: Open, tmp_path: Path) -> None:
    w = World()
    for i, text in enumerate(HOSTILE):
        w.source(f"essai-{i + 1}", text, publisher=text)
        platform = w.org(f"p{i}", f"{text} {i}", "TelehealthPlatform", aliases=[text])
        insurer = w.org(f"m{i}", text, "Insurer")
        w.link(w.people(f"a{i}", text, text, 10), "insured_by", insurer)
        w.link(insurer, "delegates_to", platform, note={"fr": text, "en": text})
    for odd in ("proto", "constructor"):
        w.link("org:m0", "delegates_to", w.org(odd, "__proto__" if odd == "proto" else odd, "ServiceProvider"))
    w.incident("choc", HOSTILE[1], HOSTILE[0], compromised=[{"at": "org:p1", "evidence": ["essai-1"]}],
               open=[{"fr": HOSTILE[2], "en": HOSTILE[3]}],
               claims=[{"field": "cause", "text": {"fr": HOSTILE[0], "en": HOSTILE[1]}, "evidence": ["essai-2"]}])  # fmt: skip
    here = opened(page_of(w, tmp_path, title=HOSTILE[0], note=HOSTILE[1]))
    for lang in ("fr", "en"):
        for n in here.ask("maillon.nodes.map(n => n.n)"):
            here.ask("n => maillon.select(n)", n)
        here.ask("id => { maillon.clear(); maillon.selectIncident(id) }", "incident:choc")
        here.page.click("#right summary")
        here.ask("maillon.clear()")
        here.ask("() => { maillon.state.map = false; maillon.render(); maillon.fit() }")
        x, y = here.point("org:p1")
        here.page.mouse.move(x - 9, y)
        here.page.mouse.move(x, y)
        for kind in ("relations", "actors", "incidents"):
            here.ask("k => { maillon.state.tables = k; maillon.render() }", kind)
        here.ask("() => { maillon.state.tables = null; maillon.render() }")
        for text in ("<", "href", "script"):
            here.page.fill("#q", text)
        here.page.fill("#q", "")
        if lang == "fr":
            here.page.click("#langbtn")
    drawing = ElementTree.fromstring(here.ask("maillon.svg()"))
    assert {e.tag.rpartition("}")[2] for e in drawing.iter()} <= {"svg", "title", "path", "text"}
    links = here.ask("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
    assert all(link.startswith(("http://", "https://", "#")) for link in links)
    assert here.ask("window.pwned") is None
    assert here.ask("document.querySelectorAll('img, svg, iframe, object, embed, form').length") == 0
    assert here.ask("document.documentElement.scrollWidth") <= 1440
    here.clean()


def test_even_an_element_that_got_in_could_do_nothing(opened: Open, pages: Pages) -> None:
    here = opened(pages.map)
    here.ask(
        """() => { const d = document.createElement('div'); d.innerHTML = '<img src="https://example.org/p" onerror="window.pwned=1">';
        document.body.append(d);
        const s = document.createElement('script'); s.textContent = 'window.pwned=2'; document.body.append(s);
        return fetch('https://example.org/x').catch(() => null) }"""
    )
    here.page.wait_for_timeout(300)
    assert here.ask("window.pwned") is None
    assert here.requests == []


# edges of the data


def test_an_empty_answer_says_so(opened: Open, tmp_path: Path) -> None:
    here = opened(page_of(World(), tmp_path))
    assert "Rien à montrer" in here.page.inner_text("#empty")
    here.page.click("#tablebtn")
    assert "0 lignes" in here.page.inner_text("#tables")
    here.clean()


def test_in_an_iframe_the_picture_leaves_the_wheel_to_the_article(opened: Open, pages: Pages, tmp_path: Path) -> None:
    write_picture(neighbourhood(CypherReader(pages.store), as_of=DAY), tmp_path / "embed.html", embed=True)
    here = opened(tmp_path / "embed.html", width=700, height=500)
    assert not here.page.locator("#pngbtn").is_visible()
    assert not here.page.locator("#side").is_visible()
    before = here.ask("maillon.network.getScale()")
    here.page.mouse.move(350, 250)
    here.page.mouse.wheel(0, -300)
    here.page.wait_for_timeout(100)
    assert here.ask("maillon.network.getScale()") == before
    here.page.click("#sidebtn")
    assert here.page.locator("#side").is_visible()
    here.clean()


def test_a_picture_of_two_thousand_cards_says_what_it_left_out_and_stays_usable(opened: Open, tmp_path: Path) -> None:
    here = opened(page_of(suppliers(1_050, 30, 10, years=1), tmp_path))
    assert "Acteurs non dessinés : sans incident, de moindre portée" in typed(here.page.inner_text("#left-out"))
    here.page.click("#mapbtn")
    assert len(here.visible()) == 2_000
    here.ask("n => maillon.select(n)", here.number("org:p0"))
    assert len(here.visible()) < 500
    here.page.keyboard.press("Escape")
    here.page.click("#tablebtn")
    assert here.page.locator("#tables tbody tr").count() == 250
    here.clean()


def test_a_graph_too_large_for_a_page_shows_suppliers_and_says_so(
    opened: Open, pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maillon.queries.neighbourhood.MAX_RELATIONS", 10)
    suppliers = partial(largest_suppliers, load_or_build(pages.store).snapshot)
    write_picture(neighbourhood(CypherReader(pages.store), as_of=DAY, suppliers=suppliers), tmp_path / "large.html")
    here = opened(tmp_path / "large.html")
    assert "La base est trop grande pour une page" in here.page.inner_text("#left-out")
    assert here.ask("maillon.radius('org:tiers-payant').people.lo") == 285_000
    here.ask("n => maillon.select(n)", here.number("org:tiers-payant"))
    assert "De 285" in here.page.inner_text("#banner")
    assert "maillon picture NOM" in here.page.inner_text("#right")
    here.page.fill("#day", "2018-01-01")
    assert here.ask("maillon.radius('org:tiers-payant')") is None  # the figures are those of one day
    here.clean()


def test_a_choice_says_how_many_are_hidden_by_filters(opened: Open, pages: Pages) -> None:
    here: Opened = opened(pages.chains)
    here.page.uncheck('[data-kind="people"]')
    here.ask("n => maillon.select(n)", here.number("org:tiers-payant"))
    assert "3 cachés par les filtres" in here.page.inner_text("#banner")
