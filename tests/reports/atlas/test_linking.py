"""Names become links, and nothing else of a text does; what is hostile stays text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from maillon.queries.subgraph import Node
from maillon.reports.atlas.addresses import Links
from maillon.reports.atlas.linking import Linker
from maillon.reports.dossiers.sections import CitedText


def node(node_id: str, name: str) -> Node:
    label = {"org": "Organisation", "product": "Product", "population": "Population"}[node_id.partition(":")[0]]
    return Node(node_id, (label,), name)


def linker(**names: str) -> Linker:
    nodes = [node(key.replace("__", ":").replace("_", "-"), name) for key, name in names.items()]
    return Linker({n.id: n for n in nodes}, Links("org/here", "en"))


def test_the_longest_name_is_the_one_that_is_meant() -> None:
    text = linker(org__harmonie="Harmonie", org__mutuelle="Harmonie Mutuelle").text("told Harmonie Mutuelle, not Harmonies")
    assert text == 'told <a href="../org/mutuelle.html"><bdi>Harmonie Mutuelle</bdi></a>, not Harmonies'


def test_a_cell_leads_to_what_it_is_said_to_be_about_whatever_else_bears_the_name() -> None:
    both = linker(org__weda="Weda", product__weda="Weda")
    assert "product/weda" in both.cell(CitedText("Weda", (), "product:weda"))
    assert "org/weda" in both.cell(CitedText("Weda"))


def test_a_page_never_links_to_itself() -> None:
    assert "<a" not in linker(org__here="Here Itself").text("Here Itself again")


def test_a_name_written_from_right_to_left_stands_apart_from_what_is_beside_it_also_on_its_own_page() -> None:
    shown = linker(org__here="מרכז רפואי", org__other="مستشفى السلام").text("מרכז רפואי (3) trusts مستشفى السلام: 2")
    assert shown == '<bdi>מרכז רפואי</bdi> (3) trusts <a href="../org/other.html"><bdi>مستشفى السلام</bdi></a>: 2'


def test_a_cell_that_is_an_address_of_the_web_leads_there_and_one_of_another_kind_nowhere() -> None:
    assert str(linker().cell(CitedText("https://a.example/x?y=1#z"))).startswith('<a href="https://a.example/x?y=1#z" rel="noreferrer')
    for text in ("javascript:alert(1)", "see https://a.example", "https://user@a.example/", "//a.example", "data:text/html,x", "http://"):
        assert "<a" not in linker().cell(CitedText(text)), text


def test_a_short_name_is_found_only_where_it_is_the_whole_cell() -> None:
    short = linker(org__or="OR")
    assert "<a" not in short.text("this OR that")
    assert "<a" in short.cell(CitedText("OR"))


def test_the_numbers_of_sources_lead_to_the_list() -> None:
    assert linker().cell(CitedText("so", (1, 3))) == 'so<sup><a href="#s1">1</a>, <a href="#s3">3</a></sup>'


@given(st.text(max_size=30), st.text(max_size=60))
def test_no_text_and_no_name_becomes_markup(name: str, text: str) -> None:
    hostile = Linker({"org:x": node("org:x", name)}, Links("index", "fr"))
    shown = str(hostile.text(f"{text} {name} <script>"))
    plain = shown.replace('<a href="org/x.html"><bdi>', "").replace("</bdi></a>", "")
    assert "<" not in plain.replace("<time>", "").replace("</time>", "")


def test_a_day_stays_on_one_line_and_a_piece_of_an_id_is_no_day() -> None:
    assert linker().text("from 2024-02-08 to 2024-03") == "from <time>2024-02-08</time> to <time>2024-03</time>"
    assert linker().text("incident:weda-2025-11, 12024-02") == "incident:weda-2025-11, 12024-02"
