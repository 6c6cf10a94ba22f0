"""What a picture shows: its figures are those of the commands, on every day; nothing is invented, nothing lost."""

from __future__ import annotations

import datetime as dt
import itertools
from functools import partial

import pytest

from maillon.graph.store import Store
from maillon.queries.blast_radius import blast_radius
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.neighbourhood import Neighbourhood, RadiusSpan, Subject, neighbourhood
from maillon.queries.scale.rank import largest_suppliers
from maillon.queries.scale.snapshot_build import load_or_build
from tests.support.invented import World, world

DAY = dt.date(2026, 1, 1)
DAYS = [
    dt.date.fromisoformat(day)
    for day in ["2010-01-01", "2016-01-01", "2020-03-01", "2021-02-01", "2022-07-01", "2023-12-31", "2024-01-22", "2026-01-01"]
]


@pytest.fixture
def invented(store: Store) -> Store:
    store.load("invented", world().statements(), loader="test")
    return store


def span_on(spans: tuple[RadiusSpan, ...], day: dt.date) -> RadiusSpan:
    return [s for s in spans if s.first is None or s.first <= day][-1]


def test_on_any_day_every_origin_answers_as_the_command_does(invented: Store) -> None:
    answer = neighbourhood(CypherReader(invented), as_of=DAY)
    asked = [i for i in answer.radii if not i.startswith("org:labo-")]
    assert {"incident:intrusion-2024-01", "org:tiers-payant", "product:labo", "org:unknown.hosted-by.product-labo"} <= set(asked)
    for origin in asked:
        for day in DAYS:
            expected = blast_radius(CypherReader(invented), origin, as_of=day)
            span = span_on(answer.radii[origin], day)
            assert (span.hits, span.people, span.professionals, span.providers) == (
                expected.nodes,
                expected.people,
                expected.professionals,
                expected.providers,
            ), (origin, day)


def test_an_answer_changes_only_from_one_span_to_the_next(invented: Store) -> None:
    for spans in neighbourhood(CypherReader(invented), as_of=DAY).radii.values():
        assert spans[0].first is None
        assert all(a.first is None or (b.first is not None and a.first < b.first) for a, b in itertools.pairwise(spans))
        assert all((a.hits, a.people) != (b.hits, b.people) or a.providers != b.providers for a, b in itertools.pairwise(spans))


def test_the_picture_of_an_incident_holds_all_that_reaches_it_and_whom_it_hit(invented: Store) -> None:
    answer = neighbourhood(CypherReader(invented), ["incident:intrusion-2024-01"], as_of=DAY)
    assert answer.subject is Subject.INCIDENT
    radius = blast_radius(CypherReader(invented), "incident:intrusion-2024-01", as_of=DAY)
    assert {hit.node.id for hit in radius.nodes} | {"org:tiers-payant", "org:sms", "org:nord"} <= {n.id for n in answer.nodes}
    assert "org:labo-01" not in {n.id for n in answer.nodes}


def test_depth_limits_the_picture_and_not_the_figures(invented: Store) -> None:
    # people A ─▶ insurer A ─▶ payer ─▶ SMS ─▶ host North
    near = neighbourhood(CypherReader(invented), ["org:sms"], depth=1, as_of=DAY)
    far = neighbourhood(CypherReader(invented), ["org:sms"], as_of=DAY)
    assert {n.id for n in near.nodes} == {"org:sms", "org:tiers-payant", "org:editeur", "org:nord"}
    assert len(far.nodes) > len(near.nodes)
    assert near.radii["org:sms"] == far.radii["org:sms"]


def test_whoever_owns_a_party_is_in_the_picture_without_being_reached(invented: Store) -> None:
    # telehealth ─(owned by)─▶ group
    answer = neighbourhood(CypherReader(invented), ["org:tele"], as_of=DAY)
    assert "org:groupe" in {n.id for n in answer.nodes}
    [owned] = [r for r in answer.relations if r.arrow.type == "SUBSIDIARY_OF"]
    assert (owned.live, owned.ended) == ("no", "no")
    assert all(hit.node.id != "org:tele" for hit in answer.radii["org:groupe"][-1].hits)


def test_every_relation_and_claim_has_a_source_in_the_picture(invented: Store) -> None:
    answer = neighbourhood(CypherReader(invented), as_of=DAY)
    known = {node.id.partition(":")[2] for node in answer.sources}
    evidence = [e for r in answer.relations for e in r.arrow.evidence] + [e for a in answer.incidents for c in a.claims for e in c.evidence]
    assert len(answer.relations) == 72
    assert {e.partition("#")[0] for e in evidence} <= known


def test_an_unnamed_host_stays_in_the_picture(invented: Store) -> None:
    answer: Neighbourhood = neighbourhood(CypherReader(invented), ["product:labo"], as_of=DAY)
    unknown = [n for n in answer.nodes if not n.named]
    assert [n.id for n in unknown] == ["org:unknown.hosted-by.product-labo"]


def test_an_empty_store_gives_an_empty_picture(store: Store) -> None:
    answer = neighbourhood(CypherReader(store), as_of=DAY)
    assert (answer.nodes, answer.relations, answer.incidents, answer.radii) == ((), (), (), {})


def test_a_loop_of_trust_ends(store: Store) -> None:
    #   a ─▶ b ─▶ c ─▶ a
    w = World()
    w.source("essai-1", "Document d’essai")
    a, b, c = (w.org(x, f"Organisme fictif {x}", "ServiceProvider") for x in "abc")
    for start, end in ((a, b), (b, c), (c, a)):
        w.link(start, "delegates_to", end)
    store.load("loop", w.statements(), loader="test")
    answer = neighbourhood(CypherReader(store), [a], as_of=DAY)
    assert {n.id for n in answer.nodes} == {a, b, c}
    assert {hit.node.id for hit in answer.radii[a][-1].hits} == {b, c}


def test_a_graph_too_large_for_a_page_is_shown_by_its_suppliers_with_the_figures_of_the_ranking(
    invented: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maillon.queries.neighbourhood.MAX_RELATIONS", 10)
    snapshot = load_or_build(invented).snapshot
    answer = neighbourhood(CypherReader(invented), as_of=DAY, suppliers=partial(largest_suppliers, snapshot))
    parties = sum(n for label, n in invented.status().nodes.items() if label in ("Organisation", "Product", "Population"))
    assert answer.left_out is not None
    assert answer.left_out.nodes == parties - len(answer.sizes)
    assert answer.left_out.arrows > 0
    assert answer.radii == {}
    assert "org:mutuelle-a" in answer.sizes
    for origin in ("org:tiers-payant", "org:sms", "product:labo", "org:unknown.hosted-by.product-labo"):
        people = blast_radius(CypherReader(invented), origin, as_of=DAY).people
        size = answer.sizes[origin]
        assert (size.people.at_least, size.people.at_most, size.unknown) == (people.at_least, people.at_most, len(people.unknown))
