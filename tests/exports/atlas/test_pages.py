"""Live pages: what one of them waits for keeps no other waiting, and what they share is of what the store holds now.

insurer ─▶ payer ─▶ host
"""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

from maillon.exports.atlas.pages import Pages
from maillon.graph.store import Store
from maillon.queries.scale.rank import Ranking, rank
from maillon.queries.scale.reach import Terms
from maillon.queries.scale.snapshot_build import load_or_build
from maillon.reports.atlas.addresses import Links
from tests.support.drawing import draw


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
