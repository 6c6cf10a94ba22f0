"""A store that another version wrote: read as it is, told apart, and shown as this version does after the next load of anything.

data set a: incident x, open: two questions      data set b: org:p ──DELEGATES_TO──▶ org:q, two readings with a note each
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from maillon.graph.statements import ArrowStatement, NodeStatement, Statement, Value, with_inclusions
from maillon.graph.store import RecordRefused, Store, StoreDamaged
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


def load_and_cut(store: Store, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Load while pages are brought up to date one by one, and go down when the batch of that number is to be written."""
    apply, done = Batch.apply, []

    def cut(self: Batch, tx: object) -> BatchResult:
        done.append(self)
        if len(done) == at:
            raise CutError
        return apply(self, tx)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Batch, "apply", cut)
        patched.setattr("maillon.graph.store.loading.refresh._PAGES", 1)
        with pytest.raises(CutError):
            store.load("a", WORLD["a"].items(), loader="drawn")


def test_a_cut_is_finished_by_the_next_load(small: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = small.graph_hash()
    age(small)
    load_and_cut(small, monkeypatch, at=2)
    assert small.outdated() == ["a", "b"]
    small.load("a", WORLD["a"].items(), loader="drawn")
    assert small.graph_hash() == fresh


INNER = NodeStatement("population:inner", (), {"name": "inner", "within": "population:outer", "evidence": ["s"]})
OUTER = NodeStatement("population:outer", (), {"name": "outer"})
MEMBER = NodeStatement("org:member", (), {"name": "member", "within": "org:group"})
GROUP = NodeStatement("org:group", (), {"name": "group"})
COHORTS: Mapping[str, list[Statement]] = {"inner": [INNER], "outer": [OUTER], "member": [MEMBER], "group": [GROUP]}
WITHIN = "MATCH (a)-[r:WITHIN]->(b) RETURN a.id AS inner, b.id AS outer, r.evidence AS evidence ORDER BY inner"
FOUND = [
    {"inner": "org:member", "outer": "org:group", "evidence": None},
    {"inner": "population:inner", "outer": "population:outer", "evidence": ["s"]},
]


@pytest.fixture
def older(store: Store) -> Store:
    """What lies within something, as a version stored it that made no arrow of it; and another data set."""
    found = Store(store.connection, loading=Load(store.connection, page=1))
    found.load("cohorts", COHORTS.items(), loader="drawn")
    found.load("a", WORLD["a"].items(), loader="drawn")
    found.connection.write(lambda tx: tx.run("MATCH (d:Dataset) SET d.view_version = 4").consume())
    return found


def today() -> list[tuple[str, list[Statement]]]:
    """The same records, projected by this version."""
    return [(record, with_inclusions(said)) for record, said in COHORTS.items()]


# inner ──WITHIN──▶ outer      member ──WITHIN──▶ group      (an older store: a property alone)
def test_an_older_store_gets_the_arrows_of_what_lies_within_something_with_the_next_load_of_anything(older: Store) -> None:
    assert older.read(WITHIN) == []
    assert older.verify().whole
    older.load("a", WORLD["a"].items(), loader="drawn")
    assert older.read(WITHIN) == FOUND
    assert older.verify().whole
    migrated, ledger = older.graph_hash(), older.ledger_hash()
    again = older.load("cohorts", today(), loader="drawn")
    assert (again.unchanged, again.loaded, again.arrows_created) == (4, 0, 0)
    assert (older.graph_hash(), older.ledger_hash()) == (migrated, ledger)


def test_an_older_store_gets_the_arrows_with_the_next_load_of_the_same_records(older: Store) -> None:
    older.load("cohorts", today(), loader="drawn")
    assert older.read(WITHIN) == FOUND
    assert older.verify().whole
    ledger = older.ledger_hash()
    assert older.load("cohorts", today(), loader="drawn").unchanged == 4
    assert older.ledger_hash() == ledger


def test_a_page_that_was_changed_is_not_written_anew_as_if_it_were_whole(older: Store) -> None:
    change = "MATCH (p:LedgerPage) WHERE p.dataset = 'cohorts' SET p.hash = 'another'"
    older.connection.write(lambda tx: tx.run(change).consume())
    with pytest.raises(StoreDamaged):
        older.load("a", WORLD["a"].items(), loader="drawn")
    assert older.read(WITHIN) == []


def test_what_lies_within_something_goes_with_who_says_so(older: Store) -> None:
    older.load("a", WORLD["a"].items(), loader="drawn")
    older.load("cohorts", [(record, said) for record, said in today() if record != "inner"], loader="drawn")
    assert older.read(WITHIN) == FOUND[:1]
    older.unload("cohorts")
    assert older.read(WITHIN) == []
    assert older.verify().whole


def test_a_migration_that_is_cut_leaves_a_store_that_is_whole_and_is_finished_by_the_next_load(
    older: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_and_cut(older, monkeypatch, at=5)
    assert len(older.read(WITHIN)) == 1
    assert older.verify().whole
    older.load("a", WORLD["a"].items(), loader="drawn")
    assert older.read(WITHIN) == FOUND
    assert older.verify().whole


def test_the_backup_of_an_older_store_is_restored_with_the_arrows(older: Store, tmp_path: Path) -> None:
    older.backup(tmp_path / "old.maillon", "0")
    older.unload("cohorts")
    older.unload("a")
    older.restore(tmp_path / "old.maillon")
    assert older.read(WITHIN) == FOUND


def test_nothing_lies_within_a_thing_of_another_kind(store: Store) -> None:
    wrong = ArrowStatement("WITHIN", "population:inner", "org:group")
    with pytest.raises(RecordRefused):
        store.load("wrong", [("x", [INNER, GROUP, wrong])], loader="drawn")
