"""A store that another version wrote: read as it is, told apart, and shown as this version does after the next load of anything.

data set a: incident x, open: two questions      data set b: org:p ──DELEGATES_TO──▶ org:q, two readings with a note each
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from maillon.graph.statements import ArrowStatement, NodeStatement, Statement, Value
from maillon.graph.store import Store
from maillon.graph.store.loading.batch import Batch, BatchResult
from maillon.graph.store.loading.load import Load

QUESTIONS = {"open_fr": ["Combien ?", "Par où ?"], "open_en": ["How many?", "By which way?"]}
X = NodeStatement("incident:x", (), {"name": "x", **QUESTIONS})
P = NodeStatement("org:p", ("Insurer",), {"name": "Strøm"})
Q = NodeStatement("org:q", ("Insurer",), {"name": "Æsio"})


def delegates(source: str, fr: str, en: str) -> ArrowStatement:
    properties: dict[str, Value] = {"status": "reported", "evidence": [source], "note_fr": fr, "note_en": en}
    return ArrowStatement("DELEGATES_TO", P.id, Q.id, ("", "", ""), properties)


WORLD: Mapping[str, Mapping[str, list[Statement]]] = {
    "a": {"x": [X], "y": [NodeStatement("incident:y", (), {"name": "y"})]},
    "b": {"p": [P], "q": [Q], "one": [delegates("s", "b", "a")], "other": [delegates("t", "a", "b")]},
}


@pytest.fixture
def small(store: Store) -> Store:
    """The world, in pages of one record or two."""
    found = Store(store.connection, loading=Load(store.connection, page=1))
    for dataset, records in WORLD.items():
        found.load(dataset, records.items(), loader="drawn")
    return found


def age(store: Store) -> None:
    """Make the store what the version before made of the same records: lists and notes sorted apart, letters left in the search."""
    changes = [
        (
            "MATCH (i:Incident {id: 'incident:x'}) SET i.open_fr = $fr, i.open_en = $en",
            {"fr": ["Combien ?", "Par où ?"], "en": ["By", "How"]},
        ),
        ("MATCH (o:Organisation {id: 'org:p'}) SET o.search = 'strøm\norg:p'", {}),
        ("MATCH ()-[r:DELEGATES_TO]->() SET r.note_fr = 'a', r.note_en = 'a'", {}),
        ("MATCH (d:Dataset) REMOVE d.view_version", {}),
    ]
    for text, values in changes:
        store.connection.write(lambda tx, text=text, values=values: tx.run(text, values).consume())  # type: ignore[misc]


def test_a_store_of_today_is_not_outdated(small: Store) -> None:
    assert small.outdated() == []


def test_the_next_load_of_any_data_set_refreshes_all_of_them(small: Store) -> None:
    fresh, ledger = small.graph_hash(), small.ledger_hash()
    age(small)
    assert small.graph_hash() != fresh
    assert small.outdated() == ["a", "b"]
    report = small.load("b", WORLD["b"].items(), loader="drawn")
    assert small.graph_hash() == fresh
    assert small.ledger_hash() == ledger
    assert small.outdated() == []
    assert (report.loaded, report.unchanged, report.nodes_changed, report.arrows_changed) == (0, 4, 2, 1)


def test_a_load_after_that_finds_nothing_to_change(small: Store) -> None:
    age(small)
    small.load("a", WORLD["a"].items(), loader="drawn")
    again = small.load("a", WORLD["a"].items(), loader="drawn")
    assert (again.unchanged, again.nodes_changed, again.arrows_changed) == (2, 0, 0)


def test_taking_a_data_set_back_brings_the_others_up_to_date(small: Store) -> None:
    age(small)
    small.unload("a")
    without = small.graph_hash()
    small.unload("b")
    small.load("b", WORLD["b"].items(), loader="drawn")
    assert small.graph_hash() == without


# incidents x and y are one: what x has open is shown at y, before and after
def test_what_decisions_made_one_stays_one(small: Store) -> None:
    same = NodeStatement(
        "decision:x-y", (), {"name": "same", "verdict": "same", "subjects": ["incident:x", "incident:y"], "keep": "incident:y"}
    )
    small.load("decisions", [("decision", [same])], loader="drawn")
    fresh = small.graph_hash()
    small.connection.write(lambda tx: tx.run("MATCH (i:Incident {id: 'incident:y'}) SET i.open_fr = ['?', '?']").consume())
    small.connection.write(lambda tx: tx.run("MATCH (d:Dataset) REMOVE d.view_version").consume())
    report = small.load("b", WORLD["b"].items(), loader="drawn")
    assert small.graph_hash() == fresh
    assert report.nodes_changed == 1


class CutError(Exception):
    """The machine went down here."""


def test_a_cut_is_finished_by_the_next_load(small: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = small.graph_hash()
    age(small)
    apply, done = Batch.apply, []

    def cut(self: Batch, tx: object) -> BatchResult:
        done.append(self)
        if len(done) == 2:
            raise CutError
        return apply(self, tx)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Batch, "apply", cut)
        patched.setattr("maillon.graph.store.loading.refresh._PAGES", 1)
        with pytest.raises(CutError):
            small.load("a", WORLD["a"].items(), loader="drawn")
    assert small.outdated() == ["a", "b"]
    small.load("a", WORLD["a"].items(), loader="drawn")
    assert small.graph_hash() == fresh
