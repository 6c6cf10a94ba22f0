"""Whether a store is whole: everything that another hand may do to a graph is found and named."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys

import pytest

from maillon.graph.store import Store, StoreDamaged, StoreLocked
from tests.support.drawing import draw, drawn, load, org
from tests.support.languages import refused
from tests.support.places import Place
from tests.support.processes import line_of, started
from tests.support.statements import clinics

TAMPERED: dict[str, tuple[str, str]] = {
    "an arrow is deleted": (
        "MATCH (:Organisation {id: 'org:a'})-[x:DELEGATES_TO]->() DELETE x",
        "of the ledger, 1 node or relation is missing",
    ),
    "a node is deleted with its arrows": (
        "MATCH (o:Organisation {id: 'org:c'}) DETACH DELETE o",
        "of the ledger, . nodes or relations are missing",
    ),
    "an arrow is added": (
        "MATCH (a:Organisation {id: 'org:a'}), (c:Organisation {id: 'org:c'}) CREATE (a)-[:DELEGATES_TO {service: 'x'}]->(c)",
        "the graph says something else than the ledger",
    ),
    "a node is added": ("CREATE (:Organisation {id: 'org:new', name: 'New'})", "org:new: in the graph, and in no ledger"),
    "a node of another label is added": ("CREATE (:Hospital {id: 'h'})", "1 × Hospital: written by another program"),
    "an arrow of another type is added": (
        "MATCH (a:Organisation {id: 'org:a'}), (c:Organisation {id: 'org:c'}) CREATE (a)-[:LIKES]->(c)",
        "1 × LIKES: written by another program",
    ),
    "a name is changed": (
        "MATCH (o:Organisation {id: 'org:a'}) SET o.name = 'B'",
        "org:a: what is shown does not follow from what is said",
    ),
    "a role is taken away": ("MATCH (o:Organisation {id: 'org:r'}) REMOVE o:Insurer", "org:r: what is shown does not follow"),
    "a value of an arrow is changed": (
        "MATCH (:Organisation {id: 'org:a'})-[x:DELEGATES_TO]->() SET x.status = 'denied'",
        "DELEGATES_TO org:a org:b .*what is shown does not follow",
    ),
    "what is said of a node is changed": (
        "MATCH (o:Organisation {id: 'org:r'}) SET o.said = []",
        "org:r: the graph says something else than the ledger",
    ),
    "an id is changed": ("MATCH (o:Organisation {id: 'org:b'}) SET o.id = 'org:z'", "org:z: the graph says something else than the ledger"),
    "a page of the ledger is changed": (
        "MATCH (p:LedgerPage) SET p.records = p.records + 1",
        "page .* of the ledger of drawn cannot be read or was changed",
    ),
    "a page of the ledger is deleted": (
        "MATCH (p:LedgerPage) DELETE p",
        "the ledger of drawn is not that of its last load: 0 pages?, 1 written then",
    ),
    "a data set is forgotten": ("MATCH (d:Dataset) DELETE d", "drawn: the index does not find it"),
    "the number of what must be there is changed": (
        "MATCH (c:StoreCheck {id: 'counts'}) SET c.numbers = [n IN c.numbers | n + 1]",
        "instead of",
    ),
}


# Loads in many small steps, three times something else, once it is told to.
LOADS = """
import sys
from maillon.graph.store import open_store
from maillon.graph.store.loading.load import Load
from maillon.graph.store.place import credentials, database, where
from maillon.graph.store.store import Store
from tests.support.statements import clinics

place = where()
with open_store(place.folder, place.uri, credentials=credentials() if place.uri else None, database=database()) as opened:
    store = Store(opened.connection, loading=Load(opened.connection, batch=20, page=4))
    sys.stdin.readline()
    for seed in (1, 2, 3):
        store.load("d", clinics(seed).items(), loader="drawn", before=lambda gone: print("writes", flush=True) if seed == 1 else None)
"""


# org:a ──▶ org:b ──▶ org:c, and the insurer org:r
@pytest.fixture
def small(store: Store) -> Store:
    draw(store, "org:a delegates_to org:b", "org:b delegates_to org:c", org("r", "Insurer"))
    return store


def test_what_was_loaded_is_whole_and_the_day_is_kept_until_the_next_load(small: Store) -> None:
    assert small.last_verified() is None
    found = small.verify()
    assert (found.findings, found.whole, found.nodes, found.arrows) == ((), True, 4, 2)
    assert small.last_verified() == dt.datetime.now(dt.UTC).date()
    load(small, drawn("org:a delegates_to org:c"), "more")
    assert small.last_verified() is None


@pytest.mark.parametrize("what", TAMPERED)
def test_what_another_hand_did_is_named(small: Store, what: str) -> None:
    tampering, said = TAMPERED[what]
    small.verify()
    small.connection.write(lambda tx: tx.run(tampering).consume())
    found = small.verify()
    assert not found.whole
    assert any(re.search(said, finding) for finding in found.findings), found.findings
    assert all(finding.say("fr") != finding.say("en") for finding in found.findings)


def test_many_findings_are_counted_and_the_first_are_said(store: Store) -> None:
    store.load("d", clinics().items(), loader="drawn")
    store.connection.write(lambda tx: tx.run("MATCH (o:Organisation) SET o.name = 'X'").consume())
    found = store.verify()
    assert (len(found.findings), found.wrong) == (20, 100)


def test_what_another_version_shows_otherwise_is_no_damage_and_is_verified_after_the_next_load(small: Store) -> None:
    small.connection.write(lambda tx: tx.run("MATCH (d:Dataset) SET d.view_version = 0").consume())
    small.connection.write(lambda tx: tx.run("MATCH (o:Organisation {id: 'org:a'}) SET o.name = 'as it was shown once'").consume())
    assert small.verify().whole
    assert small.last_verified() is None
    load(small, drawn("org:a delegates_to org:c"), "more")
    assert small.verify().whole
    assert small.last_verified() is not None


def test_a_load_that_runs_is_not_taken_for_damage(small: Store) -> None:
    with small.connection.load_lock(), refused(StoreLocked, "a load is running", "un chargement est en cours"):
        small.verify()

    def change(step: str, done: int) -> None:
        if step == "ledger" and done == 1:
            load(small, drawn("org:a delegates_to org:c"), "meanwhile")

    with refused(StoreLocked, "a load is running", "un chargement est en cours"):
        small.verify(change)
    assert small.last_verified() is None
    assert small.verify().whole


def test_while_another_command_loads_the_answer_is_whole_or_that_a_load_runs(small: Store, empty_place: Place) -> None:
    said: list[str] = []
    with started(sys.executable, "-c", LOADS, environment=empty_place.environment, stdin=subprocess.PIPE) as loading:
        assert loading.stdin is not None

        def begin(step: str, done: int) -> None:
            """Have the other begin once the ledger is read and the graph is not, and wait until it writes."""
            if not said:
                print("go", file=loading.stdin, flush=True)
                said.append(line_of(loading))

        answers = 0
        while loading.poll() is None:
            try:
                assert small.verify(begin).whole
            except StoreLocked as error:
                assert "a load is running" in str(error)  # noqa: PT017 — it may run, and need not
            answers += 1
        assert (said, loading.returncode) == (["writes"], 0)
    assert answers > 1
    assert small.verify().whole


def test_a_server_that_others_wrote_to_is_not_answered_from(small: Store, empty_place: Place) -> None:
    small.connection.write(lambda tx: tx.run("MATCH ()-[x:DELEGATES_TO]->() DELETE x").consume())
    if empty_place.server is None:
        return  # the engine of a folder is ours alone: it is counted after a crash only
    english, french = "DELEGATES_TO: 0 instead of 2.*maillon backup FILE", "DELEGATES_TO : 0 au lieu de 2.*maillon backup FICHIER"
    with refused(StoreDamaged, english, french):
        empty_place.open()
