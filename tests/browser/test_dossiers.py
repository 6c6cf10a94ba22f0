"""A document to hand over in a real browser: nothing is fetched, its policy allows all it needs, it can be read and printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.dossier import gather_dossier
from maillon.reports.dossiers import render_dossier, worded_dossier
from tests.support.browser import HIDDEN_CELLS

NOW = dt.date(2026, 1, 1)
CASES = [("incident", "incident:medecindirect-2025-11"), ("supplier", "org:viamedis"), ("exposure", "org:mutami")]


@pytest.fixture(params=CASES, ids=[kind for kind, _ in CASES])
def written(request: pytest.FixtureRequest, corpus: Store, tmp_path: Path) -> Path:
    """One document on disk."""
    kind, node_id = request.param
    path = tmp_path / f"{kind}.html"
    path.write_text(render_dossier(worded_dossier(gather_dossier(CypherReader(corpus), kind, node_id, NOW), "fr"), "html", []), "utf-8")
    return path


def test_a_document_fetches_nothing_breaks_no_policy_and_fits_a_phone_and_a_sheet(chromium: Any, written: Path) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    requests, complaints = [], []
    page.on("request", lambda r: requests.append(r.url))
    page.on("console", lambda m: complaints.append(m.text))
    page.goto(written.as_uri())
    assert requests == [written.as_uri()]
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(HIDDEN_CELLS) == []
    assert page.evaluate("getComputedStyle(document.querySelector('.summary')).borderLeftWidth") == "4px"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    assert len(page.pdf(format="A4")) > 10_000
    page.close()


def test_a_document_has_no_accessibility_violation(chromium: Any, axe: str, written: Path) -> None:
    page = chromium.new_page(bypass_csp=True)
    page.goto(written.as_uri())
    page.add_script_tag(content=axe)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' ')))")
    page.close()
    assert found == []
