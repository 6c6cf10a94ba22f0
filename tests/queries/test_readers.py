"""A store, an export of it and a cache give one answer to each question, and each answer that only walks is the same over all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from maillon.graph.model import GOVERNANCE_TYPES, NODE_BY_LABEL, TRUST_TYPES
from maillon.graph.store import Store
from maillon.queries.blast_radius import blast_radius, prefetch
from maillon.queries.cached_reader import CachedReader
from maillon.queries.chains import chains
from maillon.queries.cohort import cohort
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.export_reader import ExportReader
from maillon.queries.exported import export_graph
from maillon.queries.held_reader import HeldReader
from maillon.queries.reader import Reader
from maillon.queries.show import show
from tests.support.drawing import draw, drawn, incident, org, people
from tests.support.graph_in_memory import graph_of

ON = dt.date(2026, 1, 1)


def questions(reader: Reader) -> Iterator[tuple[str, Callable[[Reader, list[str]], Any], list[str]]]:
    """Every question with all the ids that it can be asked about."""
    ids = {label: reader.ids(label) for label in NODE_BY_LABEL}
    parties = [*ids["Organisation"], *ids["Product"], *ids["Population"]]
    yield "nodes", lambda r, i: list(r.nodes(i).items()), [*parties, *ids["Incident"], *ids["Claim"], "org:nobody"]
    for types in (TRUST_TYPES, GOVERNANCE_TYPES):
        for backward in (True, False):

            def arrows(r: Reader, i: list[str], types: Any = types, backward: bool = backward) -> Any:
                return sorted(r.arrows(i, backward=backward, types=types), key=lambda a: a.order)

            yield f"arrows {types} {backward}", arrows, [*parties, "org:nobody"]
    yield "inside", lambda r, i: r.inside(i), [*ids["Population"], *ids["Organisation"]]
    yield "places", lambda r, i: r.places(i), [*ids["Incident"], "incident:none"]
    yield "incidents at", lambda r, i: r.incidents_at(i), [*parties, *ids["ThreatActor"]]
    yield "impacts", lambda r, i: r.impacts(i), ids["Incident"]
    yield "impacts on", lambda r, i: r.impacts_on(i), parties
    yield "data outcomes", lambda r, i: r.data_outcomes(i), ids["Incident"]


def test_a_store_an_export_and_a_cache_give_the_same_answers(corpus: Store) -> None:
    store = CypherReader(corpus)
    export = ExportReader(export_graph(store))
    for name, ask, ids in questions(store):
        said = ask(store, ids)
        assert said, name
        assert ask(export, ids) == said, name
        cache = CachedReader(store)
        half = ids[::2]
        assert ask(cache, half) == ask(store, half), name
        assert ask(cache, ids) == said == ask(cache, ids), name
    for label in NODE_BY_LABEL:
        assert export.ids(label) == store.ids(label) == CachedReader(store).ids(label)


#   p ──▶ m ──▶ v ──(taken back)──▶ w        x ──broke at──▶ v        x ──broke at (taken back)──▶ m        x ──hit──▶ p, m (taken back)
def test_what_is_shown_of_a_thing_is_the_same_from_the_store_and_from_memory(corpus: Store) -> None:
    stored, held = CypherReader(corpus), HeldReader(corpus)
    for label in ("Organisation", "Product", "Population", "Incident", "ThreatActor", "DataCategory", "Source"):
        for node_id in stored.ids(label)[:12]:
            assert show(held, node_id) == show(stored, node_id)


def test_what_was_taken_back_is_no_relation_and_is_told_of_an_incident(store: Store) -> None:
    draw(
        store,
        people("p", 10, 20),
        "population:p insured_by org:m",
        "org:m delegates_to org:v",
        "org:v delegates_to org:w {status: retracted}",
        incident(
            "x",
            compromised=[{"at": "org:v"}, {"at": "org:m", "status": "retracted"}],
            affected=[{"party": "population:p", "outcome": "observed"}, {"party": "org:m", "outcome": "observed", "status": "retracted"}],
        ),
    )
    graph = CypherReader(store)
    readers: list[Reader] = [graph, ExportReader(export_graph(graph)), CachedReader(graph)]
    for reader in readers:
        assert reader.arrows(["org:v"], backward=False) == []
        assert [(p.party, p.broke, p.stands) for p in reader.places(["incident:x"])] == [("org:m", False, False), ("org:v", True, True)]
        assert [(p.party, p.incident) for p in reader.incidents_at(["org:v", "org:m"])] == [
            ("org:m", "incident:x"),
            ("org:v", "incident:x"),
        ]
        assert [(i.party, i.stands) for i in reader.impacts(["incident:x"])] == [("org:m", False), ("population:p", True)]
        assert blast_radius(reader, "incident:x", as_of=ON).origins == ("org:v",)
        assert {s.party for h in blast_radius(reader, "org:v", as_of=ON).nodes for s in h.shown} == {"population:p"}


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        (lambda r, i: blast_radius(r, i, as_of=ON), ["org:viamedis", "product:weda", "incident:medecindirect-2025-11"]),
        (lambda r, i: chains(r, i, as_of=ON), ["population:insured-of-audiens", "org:mutami"]),
        (lambda r, i: cohort(r, i, as_of=ON), ["population:insured-of-audiens", "population:professionals-registered-at-viamedis"]),
    ],
    ids=["blast-radius", "chains", "cohort"],
)
def test_an_answer_that_only_walks_is_the_same_over_an_export_and_a_cache(corpus: Store, answer: Any, asked: list[str]) -> None:
    store = CypherReader(corpus)
    export, cache = ExportReader(export_graph(store)), CachedReader(store)
    for node_id in asked:
        assert answer(store, node_id) == answer(export, node_id) == answer(cache, node_id)


def test_a_cache_asks_for_each_thing_once(corpus: Store) -> None:
    asked: list[str] = []
    cache = CachedReader(CypherReader(corpus, lambda text, parameters: asked.append(text)))
    first = blast_radius(cache, "org:viamedis", as_of=ON)
    so_far = len(asked)
    assert so_far > 3
    assert blast_radius(cache, "org:viamedis", as_of=ON) == first
    assert blast_radius(cache, "org:viamedis", as_of=dt.date(2020, 1, 1)) != first
    assert len(asked) == so_far


class Telling:
    """A reader that keeps what it is asked."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.asked: list[tuple[str, list[str]]] = []

    def __getattr__(self, question: str) -> Any:
        def ask(ids: Iterable[str], **options: Any) -> Any:
            self.asked.append((question, sorted(ids)))
            return getattr(self._reader, question)(self.asked[-1][1], **options)

        return ask


#  c (in all, holds in) ──▶ h (in group) ──uses──▶ p ──▶ v ──▶ owner     all ──▶ group     x ──broke at──▶ p, ──hit──▶ h, elsewhere
@pytest.mark.parametrize("origins", [["incident:x"], ["org:v"], ["product:p"], ["org:h"], ["org:v", "incident:x", "org:h"]])
def test_what_is_asked_for_at_once_is_all_that_the_blast_radii_ask_for(origins: list[str]) -> None:
    said = [
        {"party": "org:h", "outcome": "observed", "effect": "confidentiality", "by": "org:press"},
        {"party": "org:elsewhere", "outcome": "observed", "effect": "confidentiality"},
    ]
    stolen = [{"category": "identity", "outcome": "exposed", "by": "org:agency"}]
    records = drawn(
        *(people("all", 9, 9), people("c", 5, 5, within="population:all"), people("in", 2, 2, within="population:c")),
        *(org("h", "CareProvider", within="org:group"), org("group", "CareProvider"), org("v")),
        "population:c patient_of org:h",
        "population:all patient_of org:group",
        "org:h uses product:p",
        "product:p provided_by org:v",
        "org:v subsidiary_of org:owner",
        incident("x", compromised=[{"at": "product:p"}], affected=said, data=stolen),
    )
    reader: Any = Telling(ExportReader(graph_of(records)))
    cache = CachedReader(reader)
    prefetch(cache, origins)
    at_once = len(reader.asked)
    assert [blast_radius(cache, origin, as_of=ON).origin.id for origin in origins] == origins
    assert at_once > 0
    assert reader.asked[at_once:] == []
