"""The page as a file: self-contained, the same for the same answer, safe with any text, never half written."""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import partial
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.store import Store
from maillon.project import contact
from maillon.queries.blast_radius import blast_radius
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.neighbourhood import Neighbourhood, neighbourhood
from maillon.queries.scale.rank import largest_suppliers
from maillon.queries.scale.snapshot_build import load_or_build
from maillon.reports.formatting import name_of
from maillon.reports.picture import Wording, render_page, write_picture
from maillon.reports.picture.clean import printable, web_address
from maillon.reports.picture.content import index_of, node_json
from maillon.reports.picture.folding import folds
from maillon.reports.picture.page import HERE, SCRIPTS, disc_radius, page_texts, vis_script
from maillon.wording import RefusedError
from tests.support.drawing import draw, incident, org, people
from tests.support.invented import World, suppliers, world
from tests.support.languages import refused

DAY = dt.date(2026, 1, 1)


@pytest.fixture
def whole(store: Store) -> Neighbourhood:
    store.load("invented", world().statements(), loader="test")
    return neighbourhood(CypherReader(store), as_of=DAY)


def block(html: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.S)
    assert found is not None
    return json.loads(found.group(1))


def test_the_page_needs_nothing_from_anywhere(whole: Neighbourhood) -> None:
    html = render_page(whole)
    assert html.startswith("<!doctype html>")
    assert '<html lang="fr">' in html
    own = re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.S)
    assert not re.search(r'(?:src|href)\s*=\s*["\'](?:https?:)?//', own)
    assert "@import" not in own
    assert "sourceMappingURL" not in own
    assert re.search(
        r"default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src data: blob:;", unescape(own)
    )
    assert len(html.encode()) < 1_000_000


def test_a_party_that_no_source_names_is_called_as_the_commands_call_it(whole: Neighbourhood) -> None:
    unnamed = [node.id for node in whole.nodes if node.id == "org:unknown.hosted-by.product-labo"]
    assert unnamed
    names = {node.id: node for node in whole.nodes}
    told = {lang: str(name_of(names, unnamed[0], lang)) for lang in ("fr", "en")}
    assert told["fr"].endswith("(non nommé)")
    index = index_of(whole)
    shown = node_json(names[unnamed[0]], index)
    assert {lang: shown[lang] or shown["name"] for lang in told} == told


def test_vis_network_keeps_the_notice_of_its_licence() -> None:
    assert "Apache License, Version 2.0" in vis_script() or "http://www.apache.org/licenses/LICENSE-2.0" in vis_script()


def test_our_scripts_write_text_and_never_markup() -> None:
    for name in SCRIPTS:
        script = (HERE / "static" / name).read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", script), name


def test_every_word_that_a_script_asks_for_exists() -> None:
    texts = page_texts()["fr"]
    script = "\n".join((HERE / "static" / name).read_text("utf-8") for name in SCRIPTS)
    asked = set(re.findall(r'\b(?:t|fill)\("([a-z.]+)"', script))
    asked |= {f"{key}.{n}" for key in re.findall(r'\bplural\("([a-z.]+)"', script) for n in ("one", "many")}
    asked |= set(re.findall(r'data-(?:text|label)="([a-z.]+)"', (HERE / "templates/page.html.j2").read_text("utf-8")))
    assert asked <= texts.keys()


def test_the_page_says_whom_to_tell_of_a_wrong_fact_in_both_languages() -> None:
    for lang, said in page_texts().items():
        assert contact().say(lang) in said["about.correct"]


def test_the_same_answer_gives_the_same_bytes(whole: Neighbourhood) -> None:
    assert render_page(whole) == render_page(whole)


def test_the_page_carries_the_figures_of_the_command(store: Store, whole: Neighbourhood) -> None:
    page = block(render_page(whole), "page")
    expected = blast_radius(CypherReader(store), "incident:intrusion-2024-01", as_of=DAY).people
    last = page["radii"]["incident:intrusion-2024-01"][-1]
    assert (last["p"]["lo"], last["p"].get("hi")) == (expected.at_least, expected.at_most) == (190_000, 210_000)
    assert len(block(render_page(whole), "nodes")) == len(whole.nodes)
    assert len(block(render_page(whole), "edges")) == len(whole.relations)


HOSTILE = (
    '<img src=x onerror="window.pwned=1">',
    "</script><script>window.pwned=1</script>",
    '"><svg onload="window.pwned=1">',
    '<a href="javascript:window.pwned=1">href</a>',
    "{{7*7}}{% raw %}${window.pwned=1}`",
    "<!--<script>",
    "}</style><style>*{display:none}",
)


class Elements(HTMLParser):
    """Names of the elements of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)


def test_hostile_words_of_the_author_stay_words(whole: Neighbourhood) -> None:
    harmless = Elements(render_page(whole, Wording(title="a", note="b"))).names
    for text in HOSTILE:
        assert Elements(render_page(whole, Wording(title=text, note=text))).names == harmless, text


def test_what_stood_there_survives_every_failure(whole: Neighbourhood, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.html"
    page.write_text("the page of yesterday")
    (tmp_path / "folder").mkdir()
    with refused(RefusedError, "does not exist", "n'existe pas"):
        write_picture(whole, tmp_path / "nowhere" / "page.html")
    with refused(RefusedError, "is a folder", "c'est un dossier"):
        write_picture(whole, tmp_path / "folder")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            write_picture(whole, page)
    assert page.read_text() == "the page of yesterday"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "page.html"]
    size = write_picture(whole, page)
    assert page.stat().st_size == size > 500_000


def test_an_empty_answer_makes_a_page_all_the_same(store: Store) -> None:
    assert block(render_page(neighbourhood(CypherReader(store), as_of=DAY)), "nodes") == []


def test_above_two_thousand_cards_the_page_says_what_it_left_out(store: Store) -> None:
    store.load("many", suppliers(1_050, 30, 10, years=1).statements(), loader="test")
    answer = neighbourhood(CypherReader(store), as_of=DAY)
    html = render_page(answer)
    page = block(html, "page")
    drawn = [n for n in block(html, "nodes") if "x" in n]
    assert len(drawn) == 2_000
    assert page["dropped"] == {"other": len(answer.nodes) - 2_000}
    names = {n["data"]["i"] for n in drawn}
    assert {f"org:p{i}" for i in range(30)} <= names  # those that reach most people stay


#   c0 … c9 ──▶ s ──▶ h ──▶ far ✗        s was asked for, an incident broke far off and hit c9; nothing happened to the others


def test_where_cards_do_not_fit_parties_struck_stay_first_then_those_directly_linked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillon.reports.picture.page.MOST_VISIBLE", 4)
    draw(
        store,
        *(f"org:c{n} delegates_to org:s {{since: {2000 + n}}}" for n in range(10)),
        "org:s hosted_by org:h",
        "org:h hosted_by org:far",
        incident("i", compromised=[{"at": "org:far"}], affected=[{"party": "org:c9", "outcome": "observed"}]),
    )
    html = render_page(neighbourhood(CypherReader(store), ["org:s"], as_of=DAY))
    assert {"org:s", "org:far", "org:c9"} <= {n["data"]["i"] for n in block(html, "nodes") if "x" in n}
    assert block(html, "page")["dropped"] == {"direct": 9}


# folding


def reach(arrows: set[tuple[str, str]], start: str) -> set[str]:
    seen, todo = set(), [start]
    while todo:
        for a, b in arrows:
            if a == todo[-1] and b not in seen:
                seen.add(b)
                todo.insert(0, b)
        todo.pop()
    return seen


def test_laboratories_with_the_same_links_fold_into_one_card(whole: Neighbourhood) -> None:
    assert folds(whole) == [[f"org:labo-{i:02d}" for i in range(1, 29)]]


def test_another_date_or_status_keeps_a_party_apart(store: Store) -> None:
    #   six clients ─▶ platform, one of them since another year, one only claimed
    w = World()
    w.source("essai-1", "Document d’essai")
    desk = w.org("p", "Plateforme fictive", "TelehealthPlatform")
    for i in range(6):
        client = w.org(f"c{i}", f"Cabinet fictif {i}", "Practice")
        w.link(client, "delegates_to", desk, since="2021" if i == 0 else "2020", status="claimed" if i == 1 else "confirmed")
    store.load("clients", w.statements(), loader="test")
    assert folds(neighbourhood(CypherReader(store), as_of=DAY)) == [[f"org:c{i}" for i in range(2, 6)]]


def test_an_incident_at_one_of_them_keeps_it_apart(store: Store) -> None:
    w = World()
    w.source("essai-1", "Document d’essai")
    desk = w.org("p", "Plateforme fictive", "TelehealthPlatform")
    clients = [w.org(f"c{i}", f"Cabinet fictif {i}", "Practice") for i in range(6)]
    for client in clients:
        w.link(client, "delegates_to", desk)
    w.incident("fuite", "Fuite inventée", "Invented leak", compromised=[{"at": desk, "evidence": ["essai-1"]}],
               affected=[{"party": clients[3], "outcome": "observed", "evidence": ["essai-1"]}])  # fmt: skip
    store.load("clients", w.statements(), loader="test")
    [fold] = folds(neighbourhood(CypherReader(store), as_of=DAY))
    assert clients[3] not in fold
    assert len(fold) == 5


def test_folding_keeps_who_reaches_whom(store: Store) -> None:
    store.load("some", suppliers(60, 3, 2).statements(), loader="test")
    answer = neighbourhood(CypherReader(store), as_of=DAY)
    arrows = {(r.arrow.start, r.arrow.end) for r in answer.relations}
    card = {m: group[0] for group in folds(answer) for m in group}
    folded = {(card.get(a, a), card.get(b, b)) for a, b in arrows}
    for node in answer.nodes:
        assert {card.get(i, i) for i in reach(arrows, node.id)} == reach(folded, card.get(node.id, node.id))


# text on its way to the page


@given(st.text(max_size=900))
def test_cleaned_text_hides_nothing_and_reverses_nothing(text: str) -> None:
    shown = printable(text)
    assert len(shown) <= 600
    assert not set(shown) & set("\u202e\u202d\u2066\u2067\u2068\u200b\u200f\x00\x1b\u2028\ufeff")
    assert printable(shown) == shown
    shown.encode("utf-8")


@pytest.mark.parametrize("text", ["Éléonore", "مستشفى", "بیمارستان می‌آید", "👩‍⚕️ 🏥", "O’Neil & fils <SARL>", '"quotes"'])
def test_words_of_every_script_and_emoji_stay_as_they_are(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("address", "usable"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>1</script>", False),
        (" javascript:alert(1)", False),
        ("https://user:secret@example.org/", False),
        ("https://", False),
        ("https://u:p@[bad", False),
        ("https://example.org/\u202egpj.exe", False),
        ("//example.org", False),
    ],
)
def test_only_plain_web_addresses_become_links(address: str, usable: bool) -> None:
    assert (web_address(address) is not None) is usable


@given(st.integers(1, 10**8), st.integers(1, 10**8))
def test_the_area_of_a_disc_is_proportional_to_people(people: int, more: int) -> None:
    small, great = sorted((people, more))
    ratio = disc_radius(small, great) / disc_radius(great, great)
    assert ratio**2 == pytest.approx(small / great) or disc_radius(small, great) == 5.0


def test_the_map_stands_in_the_order_of_the_ranking_and_gathers_those_of_whom_nobody_is_counted(store: Store, tmp_path: Path) -> None:
    """
    p1 (900) ──▶ i1 ──▶ one ; i1, i2 ──▶ two ; p3 (90) ──▶ i3 ──▶ small ; i4 ──▶ none, whose people nobody counts
    `one` and `two` stand before the same people: the ranking puts before the other the one that more organisations trust.
    """
    draw(
        store,
        *(people("p1", 900, 900), people("p3", 90, 90)),
        *(org(name, "Insurer") for name in ("i1", "i2", "i3", "i4")),
        *(org(name, "ServiceProvider") for name in ("one", "two", "small", "none")),
        *("population:p1 insured_by org:i1", "population:p3 insured_by org:i3"),
        *(f"org:i{n} delegates_to org:{name}" for n, name in ((1, "one"), (1, "two"), (2, "two"), (3, "small"), (4, "none"))),
    )
    ranked = partial(largest_suppliers, load_or_build(store, tmp_path).snapshot)
    answer = neighbourhood(CypherReader(store), as_of=DAY, suppliers=ranked)
    page = block(render_page(answer), "page")
    placed = sorted(page["map"], key=lambda n: (page["map"][n][0], page["map"][n][1]))
    drawn = [answer.nodes[int(n)].id for n in placed]
    assert drawn == [i for i in answer.ranked if i in drawn] == ["org:two", "org:one", "org:small"]
    ((_, gathered),) = page["gathered"]
    assert [answer.nodes[n].id for n in gathered] == ["org:none"]
