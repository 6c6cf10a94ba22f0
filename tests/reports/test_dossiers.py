"""Documents to hand over: what they hold, where each sentence comes from, and that nothing in them is live."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import validate

from maillon.graph.store import Store
from maillon.queries.cached_reader import CachedReader
from maillon.queries.concerned import NotOfThatKindError
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.dossier import exposure_dossier, gather_dossier, incident_dossier, supplier_dossier
from maillon.queries.library.walks import WALKS
from maillon.queries.subgraph import Force
from maillon.queries.when import When
from maillon.reports.dossiers import render_dossier, worded_dossier
from maillon.reports.dossiers.exposure import trusted_part
from maillon.reports.dossiers.sections import Citations, Dossier
from maillon.reports.dossiers.svg import Box, DrawnRelation, chain_svg
from maillon.reports.schema import ANSWERS
from tests.support.drawing import draw, incident, org
from tests.support.places import Place
from tests.support.running import maillon

NOW = dt.date(2026, 1, 1)
SHIPPED = [
    ("incident", "incident:medecindirect-2025-11"),
    ("incident", "incident:weda-2025-11"),
    ("incident", "incident:almerys-2024-02"),
    ("supplier", "org:viamedis"),
    ("supplier", "product:mediboard"),
    ("exposure", "org:mutami"),
    ("exposure", "org:la-mutuelle-generale"),
    ("exposure", "org:ap-hp"),
]


class Page(HTMLParser):
    """What a page is made of, for questions about it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def worded(store: Store, kind: str, node_id: str, lang: str = "en") -> Dossier:
    return worded_dossier(gather_dossier(CypherReader(store), kind, node_id, None if kind == "incident" else NOW), lang)


def document(store: Store, kind: str, node_id: str, format_: str = "html", lang: str = "en") -> str:
    return render_dossier(worded(store, kind, node_id, lang), format_, ["MATCH (n) RETURN n"])


@pytest.mark.parametrize(("kind", "node_id"), SHIPPED)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_page_holds_nothing_live_and_fetches_nothing(corpus: Store, kind: str, node_id: str, lang: str) -> None:
    text = document(corpus, kind, node_id, lang=lang)
    page = Page(text)
    assert not {"script", "iframe", "img", "link", "object", "form", "base"} & {tag for tag, _ in page.tags}
    assert not any(name.startswith("on") or name in ("style", "src", "srcset") for _, attrs in page.tags for name in attrs)
    (policy,) = [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "@media print" in style
    assert page.all("html")[0]["lang"] == lang


@pytest.mark.parametrize(("kind", "node_id"), SHIPPED)
def test_every_citation_leads_to_a_document_and_every_document_is_cited(corpus: Store, kind: str, node_id: str) -> None:
    page = Page(document(corpus, kind, node_id))
    ids = {attrs["id"] for _, attrs in page.tags if attrs.get("id")}
    anchors = [str(a["href"])[1:] for a in page.all("a") if str(a["href"]).startswith("#")]
    assert set(anchors) <= ids
    assert {i for i in ids if i and re.fullmatch(r"s\d+", i)} <= set(anchors)
    assert all(str(a["href"]).startswith(("#", "https://", "http://")) for a in page.all("a"))


@pytest.mark.parametrize(("kind", "node_id"), SHIPPED)
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("format_", ["html", "md"])
def test_a_document_says_what_is_not_known_how_it_was_computed_and_how_to_correct_it(
    corpus: Store, kind: str, node_id: str, lang: str, format_: str
) -> None:
    text = document(corpus, kind, node_id, format_, lang)
    for heading in {
        "en": ("What is not known", "How this was computed", "Is a fact here wrong or unfair?"),
        "fr": ("on ne sait pas", "Comment cela a été calculé", "Un fait est faux ou injuste"),
    }[lang]:
        assert heading in text
    assert "MATCH (n) RETURN n" in text
    assert "dossier." not in text.replace("dossier.md", "")


def test_the_dossier_of_an_incident_shows_every_figure_with_its_speaker_and_the_headline_first(corpus: Store) -> None:
    found = worded(corpus, "incident", "incident:medecindirect-2025-11")
    assert "285,000 persons" in found.summary[0].text
    assert "MédecinDirect" in found.summary[0].text
    assert found.summary[0].cites
    text = render_dossier(found, "md", [])
    assert all(figure in text for figure in ("285,000", "320,000", "323,069", "323,000"))


@pytest.mark.parametrize(("kind", "node_id"), SHIPPED)
def test_every_statement_of_a_table_cites_a_document(corpus: Store, kind: str, node_id: str) -> None:
    found = worded(corpus, kind, node_id)
    for part in found.parts:
        if part.grid and part.heading not in ("What is reached",):
            assert all(any(cell.cites for cell in row) for row in part.grid.rows), part.heading


def test_what_leaked_of_professionals_never_reads_as_what_leaked_of_the_insured(corpus: Store) -> None:
    text = render_dossier(worded(corpus, "exposure", "org:mutami"), "md", [])
    row = next(line for line in text.splitlines() if line.startswith("| Intrusion at Viamedis"))
    everybody, _, professionals = row.partition("health professionals, exposed (")
    insured = everybody.partition("insured persons, not exposed (")[0]
    assert "bank details" in professionals
    assert "bank details" not in insured
    assert "insured persons, exposed (confirmed by CNIL" in insured, "whose word it is"
    assert "insured persons, not exposed (reported by CNIL" in row, "what is denied is told as well"


def test_an_incident_with_no_date_and_no_figure_says_so(store: Store) -> None:
    draw(store, "org:m delegates_to org:a", incident("x", effects=["confidentiality"], compromised=[{"at": "org:a"}]))
    text = document(store, "incident", "incident:x", "md")
    for missing in (
        "occurred: no source gives a date",
        "No source gives a number of persons",
        "The way in: no source says",
        "Which data: no source says",
    ):
        assert missing in text


#  x: somebody claims that a was hit, and nothing is said to have broken      y: it broke at a
def test_what_nobody_saw_is_not_said_to_have_been_hit(store: Store) -> None:
    claimed = [{"party": "org:a", "outcome": "possible", "status": "claimed"}]
    alleged = incident("x", effects=["confidentiality"], affected=claimed)
    draw(store, alleged, incident("y", effects=["confidentiality"], compromised=[{"at": "org:a"}]), org("a"))
    for name, said in (("x", "What is said to be at stake: confidentiality."), ("y", "What was hit: confidentiality.")):
        assert said in [line.text for line in worded(store, "incident", f"incident:{name}").summary]


def test_a_headline_figure_without_a_day_says_so_in_a_word(store: Store) -> None:
    claims = [{"field": "persons-concerned", "low": 100, "high": 100, "unit": "persons", "by": "org:a"}]
    draw(store, "org:m delegates_to org:a", incident("x", claims=claims, compromised=[{"at": "org:a"}]))
    assert "Persons concerned: 100 persons — says a, undated (reported)" in [
        line.text for line in worded(store, "incident", "incident:x").summary
    ]


def test_two_headline_candidates_of_equal_rank_are_both_in_the_first_lines(store: Store) -> None:
    claims = [{"field": "persons-concerned", "low": n, "high": n, "unit": "persons", "made_on": "2024-02-01"} for n in (100, 900)]
    draw(store, "org:m delegates_to org:a", incident("x", claims=claims, compromised=[{"at": "org:a"}]))
    first = [line.text for line in worded(store, "incident", "incident:x").summary]
    assert any("100 persons" in text for text in first)
    assert any("900 persons" in text for text in first)


#   m ──until 2023──▶ old ✗ 2024-01      m ──▶ held (seen 2024) ✗ 2024-01      m ──▶ vague ✗ 2024-01      m ──since 2025──▶ later ✗ 2024-01


def test_an_incident_came_during_after_or_before_the_relation_or_nobody_knows(store: Store) -> None:
    names = ("old", "held", "vague", "later")
    breaches = [
        incident(f"at-{n}", compromised=[{"at": f"org:{n}"}], dates={"occurred": [{"on": "2024-01-22", "evidence": ["s"]}]}) for n in names
    ]
    draw(
        store,
        "org:m delegates_to org:old {until: 2023-12-31}",
        "org:m delegates_to org:held {since: 2020, until: 2030}",
        "org:m delegates_to org:vague",
        "org:m delegates_to org:later {since: 2025-01-01}",
        *breaches,
    )
    found = exposure_dossier(CypherReader(store), "org:m", NOW)
    assert {row.at.id: row.when for row in found.answer.rows} == {
        "org:old": When.AFTER,
        "org:held": When.DURING,
        "org:vague": When.UNKNOWN,
        "org:later": When.BEFORE,
    }
    asked = render_dossier(worded(store, "exposure", "org:m"), "md", [])
    assert "was the data entrusted until 2023-12-31 returned or erased" in asked
    assert "later: in" not in asked


def test_an_exposure_report_lists_everyone_trusted_the_gaps_and_thin_links(store: Store) -> None:
    draw(store, "org:m delegates_to org:a", "org:a hosted_by unknown", "org:a delegates_to org:b {evidence: [s, t]}")
    found = exposure_dossier(CypherReader(store), "org:m", NOW)
    assert [(t.node.id, t.hops) for t in found.trusted] == [("org:a", 1), ("org:b", 2), ("org:unknown.hosted-by.org-a", 2)]
    assert [a.end for a in found.gaps] == ["org:unknown.hosted-by.org-a"]
    assert {a.end for a in found.thin} == {"org:a", "org:unknown.hosted-by.org-a"}


#   m ──▶ left, until 2023, data returned      m ──care──▶ a ──insurance──▶ b      m ──until 2023──▶ c ◀── d ◀── m (both in force)


#  m ══k1, no day══▶ a       m ══k2, since 2019══▶ a       x struck m itself, and nobody says through whom
def test_of_several_contracts_with_one_supplier_the_best_known_counts_and_what_struck_oneself_is_at_none_of_them(store: Store) -> None:
    struck = incident("x", affected=[{"party": "org:m", "outcome": "observed", "effect": "confidentiality"}])
    draw(
        store,
        org("m"),
        "org:m delegates_to org:a {contract: k1, service: hosting}",
        "org:m delegates_to org:a {contract: k2, service: hosting, since: 2019-03-04}",
        struck,
    )
    text = document(store, "exposure", "org:m", "md")
    assert "1 direct supplier named. Relations: none known to be in force on 2026-01-01; 1 not known that day (last dated 2019)." in text
    assert "| a | 1 | a (contract k1), and 1 more direct relation |" in text
    assert "Recorded incidents at any of them: 0." in text
    assert "Incidents that a source tells of the organisation itself or of the people behind it" in text
    assert "From the contract with a (hosting, contract k1): since when" in text
    assert "m entrusts a service to a (contract k1): no source says since when." in text


def test_the_way_to_those_trusted_is_that_of_the_question_and_whom_no_data_reaches_is_marked(store: Store) -> None:
    held = "{since: 2020, until: 2030}"
    draw(
        store,
        "org:m delegates_to org:left {until: 2023-12-31, data_after_end: returned}",
        "org:m delegates_to org:a {since: 2020, until: 2030, scope: care}",
        "org:a delegates_to org:b {since: 2020, until: 2030, scope: insurance}",
        "org:m delegates_to org:c {until: 2023-12-31}",
        f"org:m delegates_to org:d {held}",
        f"org:d delegates_to org:c {held}",
    )
    reader = CypherReader(store)
    found = exposure_dossier(reader, "org:m", NOW)
    asked = WALKS["suppliers-of"](CachedReader(reader), organisation="org:m", as_of=NOW)
    assert {(t.node.id, t.hops, t.force) for t in found.trusted if t.reached} == {(r["supplier"], r["hops"], r["on_day"]) for r in asked}
    assert {t.node.id for t in found.trusted if not t.reached} == {"org:left", "org:b"}
    told = {row[0].text: row[4].text for row in trusted_part(found, Citations(found.sources), "en").grid.rows}  # type: ignore[union-attr]
    assert {name for name, days in told.items() if "does not get there" in days} == {"left", "b"}


@pytest.mark.parametrize(
    ("ask", "node_id", "message"),
    [
        (incident_dossier, "org:a", "is not an incident"),
        (supplier_dossier, "incident:x", "neither an organisation nor a product"),
        (supplier_dossier, "org:m", "not a supplier in this graph"),
        (exposure_dossier, "product:p", "is not an organisation"),
        (exposure_dossier, "org:a", "no source says whom it trusts"),
    ],
)
def test_a_report_about_something_of_another_kind_is_refused(store: Store, ask: Any, node_id: str, message: str) -> None:
    draw(store, "org:m delegates_to org:a", "org:m uses product:p", incident("x"))
    with pytest.raises(NotOfThatKindError, match=message):
        ask(CypherReader(store), node_id, NOW)


def test_names_and_texts_of_others_stay_text(store: Store) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    draw(store, org("m", name_fr=evil), org("a", name_fr="[x](javascript:alert(1))"), "org:m delegates_to org:a")
    html = document(store, "exposure", "org:m", lang="fr")
    assert "<script>" not in html
    assert not Page(html).all("img")
    markdown = document(store, "exposure", "org:m", "md", lang="fr")
    assert "<script>" not in markdown
    assert "[x](javascript" not in markdown


def test_an_address_that_is_not_http_is_no_link() -> None:
    from maillon.queries.subgraph import Node

    cite = Citations({"s": Node("source:s", ("Source",), "s", properties={"url": "javascript:alert(1)", "publisher": "P"})})
    cite(["s#p1", "gone"])
    assert [(c.number, c.id, c.url) for c in cite.listed()] == [(1, "s", None), (2, "gone", None)]


# --- picture --------------------------------------------------------------------------------------------------------


def test_the_still_picture_is_well_formed_escaped_and_points_right() -> None:
    boxes = [Box("population:p", 'a <b> & "c"', "potential", "potential"), Box("org:m", "m" * 200), Box("org:s", "s", "origin", "x")]
    text = chain_svg(
        boxes, [DrawnRelation("population:p", "org:m"), DrawnRelation("org:m", "org:s", Force.PAST)], title="t & t", description="<d>"
    )
    root = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == "t & t"  # type: ignore[union-attr]
    lefts = [float(str(rect.get("x"))) for rect in root.iter(f"{space}rect")]
    assert lefts == sorted(lefts)
    assert len(set(lefts)) == 3
    assert [p.get("stroke-dasharray") for p in root.iter(f"{space}path") if p.get("marker-end")] == [None, "6 5"]
    assert not re.search(r"\sstyle=", text)


@pytest.mark.parametrize(
    ("dates", "rows"), [("non établi depuis 2026", ["non établi", "depuis 2026"]), ("seen 2026", ["seen 2026"]), ("", [])]
)
def test_dates_wider_than_the_gap_between_two_boxes_stand_in_rows_and_no_box_hides_them(dates: str, rows: list[str]) -> None:
    text = chain_svg([Box("org:a", "a"), Box("org:b", "b")], [DrawnRelation("org:a", "org:b", label=dates)], title="", description="")
    drawn = [t for t in ElementTree.fromstring(text).iter("{http://www.w3.org/2000/svg}text") if t.get("font-size")]
    assert [t.text for t in drawn] == rows
    heights = [float(str(t.get("y"))) for t in drawn]
    assert heights == sorted(set(heights))


def test_a_name_in_capitals_or_in_broad_letters_stays_inside_its_box() -> None:
    def longest(name: str) -> int:
        root = ElementTree.fromstring(chain_svg([Box("org:a", name), Box("org:b", "b")], [], title="", description=""))
        return max(len(text.text or "") for text in root.iter("{http://www.w3.org/2000/svg}text"))

    name = "assistance publique des hopitaux de marseille et environs"
    assert longest(name.upper()) < longest(name) <= 28
    assert longest("医疗信息服务有限公司" * 5) <= 16
    assert longest("W" * 400) <= 24


def test_a_loop_is_drawn_and_ends() -> None:
    text = chain_svg(
        [Box("org:a", "a"), Box("org:b", "b")], [DrawnRelation("org:a", "org:b"), DrawnRelation("org:b", "org:a")], title="", description=""
    )
    assert ElementTree.fromstring(text).tag.endswith("svg")


def test_no_box_is_no_picture() -> None:
    assert chain_svg([], [], title="", description="") == ""


def test_a_picture_too_large_for_a_page_says_what_it_leaves_out(store: Store) -> None:
    draw(store, *(f"org:c{n} delegates_to org:s" for n in range(40)))
    text = document(store, "supplier", "org:s")
    assert "Parties not drawn: directly linked, nothing observed there: 15." in text


#   m ──▶ d00 … d29        m ──▶ d00 ──▶ x ──▶ far ✗        30 direct suppliers, and one two links further that broke


def test_a_struck_party_is_drawn_before_direct_ones_and_the_caption_says_which_are_not(store: Store) -> None:
    draw(
        store,
        *(f"org:m delegates_to org:d{n:02}" for n in range(30)),
        "org:d00 delegates_to org:x",
        "org:x delegates_to org:far",
        "org:d29 delegates_to org:beyond",
        incident("i", compromised=[{"at": "org:far"}]),
    )
    found = worded(store, "exposure", "org:m")
    drawn = str(found.parts[0].picture)
    assert all(f">{name}<" in drawn for name in ("far", "x", "d00", "d22"))
    assert ">d29<" not in drawn
    assert found.parts[0].caption.endswith("directly linked, without a recorded incident: 7; further away, without a recorded incident: 1.")


#   a ──seen 2018──▶ s    b ──seen 2016──▶ s    c ──▶ s    d ──until 2023──▶ s    e ──since 2030──▶ s    f ──2020 to 2030──▶ s


def test_the_head_counts_clients_by_what_is_known_on_the_day_asked(store: Store) -> None:
    draw(
        store,
        "org:a delegates_to org:s {seen_on: 2018}",
        "org:b delegates_to org:s {seen_on: 2016}",
        "org:c delegates_to org:s",
        "org:d delegates_to org:s {until: 2023-12-31}",
        "org:e delegates_to org:s {since: 2030}",
        "org:f delegates_to org:s {since: 2020, until: 2030}",
        "org:f delegates_to org:s {until: 2019, service: hosting}",
    )
    found = worded(store, "supplier", "org:s")
    assert found.summary[0].text == (
        "6 parties are recorded as trusting it. Relations: 1 in force on 2026-01-01; "
        "2 not known that day (last dated 2018 (1), 2016 (1)); 1 without any date; 1 ended; 1 not begun."
    )
    chains = [line.text for line in found.parts[0].lines]
    assert "a → s (last seen in 2018; not known whether in force on 2026-01-01)" in chains
    assert {part.heading for part in found.parts} >= {
        "Who trusts it",
        "Who trusted it, until the relation ended",
        "Who did not trust it yet",
    }


def test_a_relation_not_known_to_hold_is_drawn_with_another_line_and_head_and_its_years(store: Store) -> None:
    draw(
        store,
        "org:a delegates_to org:s {seen_on: 2018}",
        "org:d delegates_to org:s {until: 2023-12-31}",
        "org:f delegates_to org:s {since: 2020, until: 2030}",
    )
    root = ElementTree.fromstring(str(worded(store, "supplier", "org:s").parts[0].picture))
    space = "{http://www.w3.org/2000/svg}"
    looks = sorted((str(p.get("stroke-dasharray")), p.get("marker-end")) for p in root.iter(f"{space}path") if p.get("marker-end"))
    assert looks == [("1.5 3.5", "url(#open)"), ("6 5", "url(#tip)"), ("None", "url(#tip)")]
    assert {"seen 2018", "–2023", "2020–2030"} <= {t.text for t in root.iter(f"{space}text")}


#   x ✗ p ──provided by──▶ v ──subsidiary of, since 2020──▶ owner


def test_the_dossier_of_an_incident_names_who_is_behind_the_party_and_since_when(store: Store) -> None:
    draw(
        store,
        "product:p provided_by org:v {since: 2019}",
        "org:v subsidiary_of org:owner {since: 2020}",
        incident("x", compromised=[{"at": "product:p"}], dates={"occurred": [{"on": "2024-01-22", "evidence": ["s"]}]}),
        incident("y", compromised=[{"at": "org:owner"}]),
    )
    text = document(store, "incident", "incident:x", "md")
    assert "Behind it: p is provided by v (since 2019; not known whether in force on 2024-01-22)." in text
    assert "| v | subsidiary of | owner |  | since 2020; not known whether in force on 2024-01-22 |" in text
    assert "Who is behind owner (owner, provider): no source says." in document(store, "incident", "incident:y", "md")


def test_an_incident_after_the_day_asked_is_counted_apart(store: Store) -> None:
    late = incident("x", compromised=[{"at": "org:s"}], dates={"occurred": [{"on": "2030-01-22", "evidence": ["s"]}]})
    draw(store, "org:a delegates_to org:s", late)
    assert worded(store, "supplier", "org:s").summary[1].text == "Recorded incidents at it or its products: 1, of which 1 after 2026-01-01."


# --- commands -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["md", "html"])
def test_the_command_writes_a_file_and_shows_the_queries_in_it(corpus_place: Place, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"weda.{ending}"
    ran = maillon(corpus_place, "report", "incident", "weda-2025-11", "-o", str(target), "--as-of", "2026-01-01")
    assert (ran.code, ran.err.strip()) == (0, str(target))
    assert "MATCH (i:Incident {id: id})" in target.read_text("utf-8").replace("&#34;", '"')


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("report", "incident", "weda-2025-11", "-o", "x.pdf"), "does not write that format; allowed: md, html"),
        (("report", "incident", "org:weda", "-o", "x.md"), "'org:weda' names org:weda (Weda); what is asked for here is an incident"),
        (("report", "supplier", "org:cnil", "-o", "x.md"), "not a supplier in this graph"),
        (("report", "exposure", "org:cnil", "-o", "x.md"), "no source says whom it trusts"),
        (("report", "supplier", "Viamedis", "-o", "/nowhere/x.md"), "cannot be written"),
        (("diff", "2024-01-01", "graph.json"), "are a day and a file"),
        (("export", "--format", "csv"), "name a folder"),
        (("cohort", "org:viamedis"), "what is asked for here is a cohort of people"),
    ],
)
def test_wrong_use_ends_in_one_line_and_code_2(corpus_place: Place, arguments: tuple[str, ...], message: str) -> None:
    ran = maillon(corpus_place, *arguments)
    assert ran.code == 2
    assert message in ran.err
    assert ran.err.count("\n") == 1


def test_a_refusal_speaks_french_where_french_is_asked_for(corpus_place: Place) -> None:
    ran = maillon(corpus_place, "report", "exposure", "org:cnil", "-o", "x.md", "--lang", "fr")
    assert (ran.code, "aucune source ne dit à qui elle fait confiance" in ran.err) == (2, True)


def test_a_file_that_is_no_export_ends_with_code_3(corpus_place: Place, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", "utf-8")
    ran = maillon(corpus_place, "diff", str(tmp_path / "a.json"), str(tmp_path / "a.json"))
    assert (ran.code, ran.err.count("\n")) == (3, 1)


def test_an_old_document_survives_a_report_that_cannot_be_made(corpus_place: Place, tmp_path: Path) -> None:
    target = tmp_path / "x.md"
    target.write_text("old", "utf-8")
    assert maillon(corpus_place, "report", "supplier", "org:cnil", "-o", str(target)).code == 2
    assert target.read_text("utf-8") == "old"


def test_exports_are_written_and_compared(corpus_place: Place, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert maillon(corpus_place, "export", "-o", str(tmp_path / f"{name}.json")).code == 0
    assert maillon(corpus_place, "export", "--format", "csv", "-o", str(tmp_path / "tables")).code == 0
    assert {p.name for p in (tmp_path / "tables").iterdir()} == {"nodes.csv", "arrows.csv", "datapackage.json"}
    both = [str(tmp_path / f"{name}.json") for name in ("a", "b")]
    ran = maillon(corpus_place, "diff", *both, "--exit-code")
    assert (ran.code, "Nothing differs." in ran.out) == (0, True)
    text = (tmp_path / "b.json").read_text("utf-8")
    (tmp_path / "b.json").write_text(text.replace('"outcome": "exposed"', '"outcome": "not_exposed"', 1), "utf-8")
    assert maillon(corpus_place, "diff", *both).code == 0
    ran = maillon(corpus_place, "diff", *both, "--exit-code", "--format", "json")
    assert ran.code == 1
    found = json.loads(ran.out)
    validate(found, ANSWERS["diff"])
    assert [(c["about"], c["kind"], c["differing"]) for c in found["changes"]] == [("harm", "EXPOSED", ["outcome"])]
    (tmp_path / "b.json").write_text(text.replace('"version": 1', '"version": 2', 1), "utf-8")
    assert maillon(corpus_place, "diff", *both).code == 3


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("cohort", ("cohort", "population:insured-of-mutuelle-mieux-etre")),
        ("notifications", ("notifications",)),
        ("diff", ("diff", "2023-12-01", "2024-03-01")),
    ],
)
def test_the_json_of_an_answer_keeps_to_its_published_schema(corpus_place: Place, name: str, arguments: tuple[str, ...]) -> None:
    ran = maillon(corpus_place, *arguments, "--format", "json")
    assert ran.code == 0
    validate(json.loads(ran.out), ANSWERS[name])
