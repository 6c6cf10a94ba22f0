"""Live pages: what one of them waits for keeps no other waiting, and what they share is of what the store holds now.

insurer ─▶ payer ─▶ host
"""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest

from maillon.exports.atlas import pages as pages_module
from maillon.exports.atlas.pages import Pages
from maillon.graph.store import Store
from maillon.queries.scale.rank import Ranking, rank
from maillon.queries.scale.reach import Terms
from maillon.queries.scale.snapshot_build import load_or_build
from maillon.reports.atlas.addresses import Links
from maillon.reports.atlas.html import Publication, page_html
from tests.support.drawing import draw, incident, org, people


def test_pages_and_search_are_answered_while_one_of_them_takes_long(store: Store, tmp_path: Path) -> None:
    draw(store, "org:insurer delegates_to org:payer", "org:payer delegates_to org:host")
    begun, go = threading.Event(), threading.Event()

    def ranked(on: dt.date) -> Ranking:
        begun.set()
        assert go.wait(60)
        return rank(load_or_build(store, tmp_path / "snapshot").snapshot, Terms(on), top=0)

    pages = Pages(store, ranked)
    titles: list[str] = []
    slow = threading.Thread(target=lambda: titles.append(pages.page("suppliers", Links("suppliers", "en", live=True)).title))
    slow.start()
    try:
        assert begun.wait(60)
        assert pages.page("org/payer", Links("org/payer", "en", live=True)).title == "payer"
        assert [m.node.id for m in pages.search("pay", 5).matches] == ["org:payer"]
        assert titles == []
    finally:
        go.set()
        slow.join(60)
    assert titles == ["Who stands behind most people"]


def test_what_was_got_ready_is_answered_anew_once_a_data_set_was_loaded(store: Store, tmp_path: Path) -> None:
    draw(store, "org:insurer delegates_to org:payer")
    pages = Pages(store, lambda on: rank(load_or_build(store, tmp_path / "snapshot").snapshot, Terms(on), top=0))
    told: list[str] = []
    pages.prepare(lambda: told.append("go on"), lambda: told.append("ready"))
    assert told.count("ready") == 1
    links = Links("org/payer", "en", live=True)
    assert len(pages.page("org/payer", links).body()["trusted_by"]) == 1
    draw(store, "org:insurer delegates_to org:payer", "org:other delegates_to org:payer")
    assert pages.changed.is_set() is False
    assert len(pages.page("org/payer", links).body()["trusted_by"]) == 2
    assert pages.changed.is_set()


# people ─▶ insurer ─▶ payer ─▶ host: three stand behind the host
def test_of_a_party_behind_whom_many_stand_what_can_be_said_at_once_comes_first_and_the_rest_when_it_is_worked_out(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_module, "MOST_BEHIND", 2)
    draw(
        store,
        org("insurer", "Insurer"),
        people("insured", 4_000, 5_000),
        "population:insured insured_by org:insurer",
        "org:insurer delegates_to org:payer {since: 2020-01-01}",
        "org:payer hosted_by org:host",
    )
    pages = Pages(store, lambda on: rank(load_or_build(store, tmp_path / "snapshot").snapshot, Terms(on), top=0))
    pages.page("suppliers", Links("suppliers", "en", live=True))
    links = Links("org/host", "en", live=True)
    head = pages.page("org/host", links, whole=False)
    assert head.later
    shown = page_html(head, links, Publication("2026-01-01"))
    assert 'href="../org/host?whole=yes"' in shown
    whole = pages.page("org/host", links)
    assert (whole.later, [part.heading for part in head.parts if part.heading not in {p.heading for p in whole.parts}]) == ("", [])
    assert [line.text for line in head.summary] == [line.text for line in whole.summary], "the figures of the ranking are those of the page"
    assert "at least 4,000" in head.summary[-1].text
    assert pages.page("org/payer", Links("org/payer", "en", live=True), whole=False).later == "", "two stand behind it"


def test_what_was_opened_last_is_worked_out_first_and_then_stands_on_the_page(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_module, "MOST_BEHIND", 0)
    draw(store, "org:insurer delegates_to org:payer", "org:payer delegates_to org:host")
    pages = Pages(store, lambda on: rank(load_or_build(store, tmp_path / "snapshot").snapshot, Terms(on), top=0))

    def later(name: str) -> bool:
        return pages.page(f"org/{name}", Links(f"org/{name}", "en", live=True), whole=False).later != ""

    assert [later("payer"), later("host")] == [True, True]
    pages.work_out(1)
    assert [later("payer"), later("host")] == [True, False]
    pages.work_out(1)
    pages.work_out(0)
    assert [later("payer"), later("host")] == [False, False]


def test_a_statement_on_the_page_of_its_document_leads_to_the_incident_of_which_it_speaks(store: Store, tmp_path: Path) -> None:
    draw(store, incident("w", dates={"occurred": [{"on": "2024-01-22", "evidence": ["s"]}]}))
    pages = Pages(store, lambda on: rank(load_or_build(store, tmp_path / "snapshot").snapshot, Terms(on), top=0))
    links = Links("source/s", "en", live=True)
    shown = page_html(pages.page("source/s", links), links, Publication("2026-01-01"))
    assert '<a href="../incident/w"><bdi>occurred (w)</bdi></a>' in shown


def test_a_question_whose_example_is_not_there_says_so_and_names_nothing_that_nobody_typed(store: Store, tmp_path: Path) -> None:
    draw(store, "org:insurer delegates_to org:payer")
    pages = Pages(store, lambda on: rank(load_or_build(store, tmp_path / "snapshot").snapshot, Terms(on), top=0))
    links = Links("query/clients-of", "en", live=True)
    shown = page_html(pages.page("query/clients-of", links), links, Publication("2026-01-01"))
    assert "What this question takes as its example is not in this collection." in shown
    assert "org:viamedis" not in shown
