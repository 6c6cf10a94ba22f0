"""Reach over arrays: the same answer as the walk of one blast radius, as every path tried by hand, and as Cypher."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from maillon.graph.model import TRUST_TYPES, Effect
from maillon.graph.statements import ArrowStatement
from maillon.graph.store import Store
from maillon.queries.blast_radius import blast_radius
from maillon.queries.cached_reader import CachedReader
from maillon.queries.crossing import Verdict, cross
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.radius_search import Outcome
from maillon.queries.scale.reach import Flow, Terms
from maillon.queries.scale.snapshot import Snapshot
from maillon.queries.scale.snapshot_build import load_or_build
from maillon.queries.scale.witness import Witnesses
from maillon.queries.standing import Days
from maillon.queries.subgraph import Arrow
from tests.support.drawing import draw
from tests.support.random_relations import ON, every_origin, random_arrows, random_terms, snapshot_of, statement, typed


def reached(snapshot: Snapshot, origin: str, terms: Terms, max_hops: int | None = None) -> list[str]:
    node = snapshot.find(origin)
    assert node is not None
    return snapshot.ids(Flow(snapshot, terms).reached(node, max_hops))


# --- drawn graphs -------------------------------------------------------------------------------------------------


def test_who_trusts_somebody_who_trusts_the_origin_is_reached_whatever_the_length(store: Store) -> None:
    # p ─▶ a ─▶ b ─▶ c ─▶ d        e ─▶ f
    draw(store, "population:p insured_by org:a", *(f"org:{a} delegates_to org:{b}" for a, b in ("ab", "bc", "cd", "ef")))
    snapshot = load_or_build(store).snapshot
    assert reached(snapshot, "org:d", Terms(ON)) == ["org:a", "org:b", "org:c", "population:p"]
    assert reached(snapshot, "org:d", Terms(ON), max_hops=2) == ["org:b", "org:c"]
    assert reached(snapshot, "org:d", Terms(ON), max_hops=0) == []


def test_an_origin_that_nothing_reaches_has_nobody_behind_it(store: Store) -> None:
    # a ─▶ b
    draw(store, "org:a delegates_to org:b")
    snapshot = load_or_build(store).snapshot
    flow = Flow(snapshot, Terms(ON))
    a, b = (snapshot.find(f"org:{name}") for name in "ab")
    assert a is not None
    assert b is not None
    assert (len(flow.reached(a)), Witnesses(flow, a).path(b), len(flow.blocked(a))) == (0, None, 0)


def test_one_giant_loop_ends_and_is_named() -> None:
    # o0 ─▶ o1 ─▶ … ─▶ o1999 ─▶ o0 ◀─ outside
    size = 2000
    arrows = [ArrowStatement("DELEGATES_TO", f"org:o{i}", f"org:o{(i + 1) % size}", ("", "", "")) for i in range(size)]
    snapshot = snapshot_of([*arrows, ArrowStatement("DELEGATES_TO", "org:outside", "org:o0", ("", "", ""))])
    flow = Flow(snapshot, Terms(ON))
    assert [len(loop) for loop in flow.loops] == [size]
    o7 = snapshot.find("org:o7")
    assert o7 is not None
    assert len(flow.reached(o7)) == size, "everybody in the loop but itself, and the one outside"
    assert {len(nodes) for nodes in every_origin(flow).values()} == {size}


def test_a_chain_of_thousands_is_followed_to_its_end() -> None:
    size = 3000
    arrows = [ArrowStatement("DELEGATES_TO", f"org:o{i}", f"org:o{i + 1}", ("", "", "")) for i in range(size)]
    snapshot = snapshot_of(arrows)
    assert len(reached(snapshot, f"org:o{size}", Terms(ON))) == size


def test_data_passes_only_where_one_category_is_carried_all_the_way(store: Store) -> None:
    # p ─{health}─▶ a ─{contact}─▶ x        p and x share no category
    #               a ─{health}──▶ y
    draw(
        store,
        "population:p insured_by org:a {data: [health]}",
        "org:a delegates_to org:x {data: [contact]}",
        "org:a delegates_to org:y {data: [health, contact]}",
    )
    snapshot = load_or_build(store).snapshot
    assert reached(snapshot, "org:x", Terms(ON)) == ["org:a"]
    assert reached(snapshot, "org:y", Terms(ON)) == ["org:a", "population:p"]
    assert reached(snapshot, "org:y", Terms(ON, data="contact")) == ["org:a"]


def test_hops_whose_scopes_differ_do_not_join(store: Store) -> None:
    # p ─(insurance)─▶ a ─(?)─▶ b ─(care)─▶ x
    draw(
        store,
        "population:p insured_by org:a {scope: insurance}",
        "org:a delegates_to org:b",
        "org:b delegates_to org:x {scope: care}",
    )
    assert reached(load_or_build(store).snapshot, "org:x", Terms(ON)) == ["org:a", "org:b"]


def test_what_began_after_the_supplier_was_left_is_cleared(store: Store) -> None:
    # new ─(since 2023)─▶ a ─(until 2021)─▶ x ◀─(until 2021)─ a ◀─(since 2020)─ old
    draw(
        store,
        "org:new delegates_to org:a {since: 2023-01-01}",
        "org:old delegates_to org:a {since: 2020-01-01}",
        "org:a delegates_to org:x {until: 2021-12-31}",
    )
    snapshot = load_or_build(store).snapshot
    x = snapshot.find("org:x")
    assert x is not None
    flow = Flow(snapshot, Terms(ON))
    assert snapshot.ids(flow.reached(x)) == ["org:a", "org:old"]
    assert snapshot.ids(flow.blocked(x)) == ["org:new"]
    assert reached(snapshot, "org:x", Terms(ON, Effect.AVAILABILITY)) == []


def test_of_two_shortest_ways_the_witness_is_the_one_of_live_relations_then_the_first_by_id(store: Store) -> None:
    # p ─▶ b ─▶ x    p ─▶ c ─▶ x    p ─▶ a ─(until 2020)─▶ x
    draw(
        store,
        *(f"org:p delegates_to org:{via}" for via in "abc"),
        "org:a delegates_to org:x {until: 2020-12-31}",
        "org:b delegates_to org:x",
        "org:c delegates_to org:x",
    )
    snapshot = load_or_build(store).snapshot
    x, p = snapshot.find("org:x"), snapshot.find("org:p")
    assert x is not None
    assert p is not None
    way = Witnesses(Flow(snapshot, Terms(ON)), x).path(p)
    assert way is not None
    assert [snapshot.arrow(i).end for i in way] == ["org:b", "org:x"]


# --- every path of small graphs, tried one by one -----------------------------------------------------------------


def ways(arrows: list[Arrow], origin: str, terms: Terms) -> Iterator[tuple[Arrow, ...]]:
    """Every walk that visits no node twice and that the rules let a breach take, from its far end to the origin."""
    verdicts = {a: cross(a, Days.on(terms.on), terms.effect, active_only=terms.active_only, data=terms.data) for a in arrows}

    def possible(way: tuple[Arrow, ...]) -> bool:
        known = [a.standing.data for a in way if a.standing.data is not None]
        if known and not frozenset.intersection(*known):
            return False
        scopes = [a.standing.scopes for a in way if a.standing.scopes is not None]
        if scopes and not frozenset.intersection(*scopes):
            return False
        ended = [(i, a.standing.until) for i, a in enumerate(way) if verdicts[a].past]
        began = [a.standing.since for a in way]
        return not any(since is not None and until is not None and since > until for i, until in ended for since in began[:i])

    def grow(way: tuple[Arrow, ...], node: str) -> Iterator[tuple[Arrow, ...]]:
        for arrow in arrows:
            longer = (arrow, *way)
            visited = {origin, *(a.start for a in way)}
            crosses = verdicts[arrow].verdict in (Verdict.YES, Verdict.POSSIBLE)
            if arrow.end == node and arrow.start not in visited and crosses and possible(longer):
                yield longer
                yield from grow(longer, arrow.start)

    return grow((), origin)


@given(random_arrows, random_terms)
@settings(max_examples=250, deadline=None)
def test_it_reaches_exactly_what_some_allowed_path_reaches(drawn: list[Arrow], terms: Terms) -> None:
    arrows = list({a.order: a for a in map(typed, drawn) if a is not None}.values())
    snapshot = snapshot_of([statement(a) for a in arrows])
    flow = Flow(snapshot, terms)
    together = every_origin(flow)
    for origin in snapshot.ids(range(snapshot.nodes)):
        found = list(ways(arrows, origin, terms))
        expected = sorted({way[0].start for way in found})
        node = snapshot.find(origin)
        assert node is not None
        assert snapshot.ids(flow.reached(node)) == expected == together.get(origin, [])
        for start in expected:
            place = snapshot.find(start)
            assert place is not None
            witness = Witnesses(flow, node).path(place)
            assert witness is not None
            candidates = [way for way in found if way[0].start == start]
            best = min((any(a.force(terms.on) == "past" for a in way), len(way), [a.order for a in way]) for way in candidates)
            assert [snapshot.arrow(i).order for i in witness] == best[2]
        for hops in (1, 2):
            # Without a bound on its length, a walk may always be cut to one that visits no node twice; so it may here.
            expected = sorted({way[0].start for way in found if len(way) <= hops})
            assert snapshot.ids(flow.reached(node, hops)) == expected


# --- the walk of one blast radius, and Cypher ---------------------------------------------------------------------


def random_sentences(seed: int, groups: int = 12) -> list[str]:
    """Several small worlds beside one another, with loops, dates, data, scopes and deployments."""
    dice = random.Random(seed)
    sentences = set()
    for group in range(groups):
        names = [f"{group}-{n}" for n in range(5)]
        for _ in range(dice.randint(4, 12)):
            a, b = dice.sample(names, 2)
            verb, start, end = dice.choice(
                [
                    ("delegates_to", f"org:{a}", f"org:{b}"),
                    ("uses", f"org:{a}", f"product:{b}"),
                    ("provided_by", f"product:{a}", f"org:{b}"),
                    ("hosted_by", f"product:{a}", f"org:{b}"),
                    ("insured_by", f"population:{a}", f"org:{b}"),
                ]
            )
            since, until = sorted((dice.randint(19, 25), dice.randint(19, 25)))
            said = [f"since: 20{since}-03-01"] if dice.random() < 0.5 else []
            said += [f"until: 20{until}-09-30"] if dice.random() < 0.3 else []
            if dice.random() < 0.3:
                said.append(f"data: [{dice.choice(['health', 'contact', 'health, contact'])}]")
            if dice.random() < 0.2:
                said.append(f"scope: {dice.choice(['care', 'insurance'])}")
            if verb == "uses":
                said += [f"deployment: {d}" for d in [dice.choice([None, "shared", "on_premises"])] if d]
            if dice.random() < 0.1:
                said.append("status: retracted")
            sentences.add(f"{start} {verb} {end} {{{', '.join(said)}}}")
    return sorted(sentences)


@pytest.mark.parametrize("seed", [1, 2])
def test_it_gives_the_same_nodes_as_the_walk_of_each_blast_radius(seed: int, store: Store) -> None:
    draw(store, *random_sentences(seed))
    _same_as_blast_radius(store, [Terms(ON, effect) for effect in Effect] + [Terms(ON, data="health"), Terms(ON, active_only=True)])


def test_it_gives_the_same_nodes_as_the_walk_of_each_blast_radius_on_the_shipped_records(corpus: Store) -> None:
    _same_as_blast_radius(corpus, [Terms(ON), Terms(dt.date(2026, 1, 1), Effect.AVAILABILITY)])


def _same_as_blast_radius(store: Store, asked: list[Terms]) -> None:
    snapshot, held = load_or_build(store).snapshot, CachedReader(CypherReader(store))
    for terms in asked:
        flow = Flow(snapshot, terms)
        answers = every_origin(flow)
        assert answers
        for origin, nodes in answers.items():
            walk = blast_radius(held, origin, as_of=terms.on, effect=terms.effect, data=terms.data, active_only=terms.active_only)
            place = snapshot.find(origin)
            assert place is not None
            assert nodes == sorted(h.node.id for h in walk.nodes if h.outcome is not Outcome.CLEARED)
            assert snapshot.ids(flow.blocked(place)) == sorted(h.node.id for h in walk.nodes if h.outcome is Outcome.CLEARED)
            for hit in walk.nodes:
                start = snapshot.find(hit.node.id)
                assert start is not None
                if hit.outcome is not Outcome.CLEARED:
                    witness = Witnesses(flow, place).path(start)
                    assert witness is not None
                    assert len(witness) == hit.hops


CYPHER = f"""
MATCH (o:Organisation {{id: $id}})
MATCH (x)-[path:{"|".join(TRUST_TYPES)}*1..4]->(o)
WHERE x.id <> o.id
  AND all(r IN path WHERE r.status <> 'retracted')
  AND all(r IN path WHERE (r.since IS NULL OR r.since <= $on) AND (r.until IS NULL OR r.until >= $on))
  AND (all(r IN path WHERE r.data IS NULL) OR any(c IN ['health', 'contact'] WHERE all(r IN path WHERE r.data IS NULL OR c IN r.data)))
  AND (all(r IN path WHERE r.scope IS NULL) OR any(s IN ['care', 'insurance'] WHERE all(r IN path WHERE r.scope IS NULL OR r.scope = s)))
RETURN DISTINCT x.id AS id
"""


def test_it_gives_the_same_nodes_as_cypher_where_cypher_ends(store: Store) -> None:
    draw(store, *random_sentences(3))
    flow = Flow(load_or_build(store).snapshot, Terms(ON, Effect.INTEGRITY))
    answers = every_origin(flow, max_hops=4)
    asked = 0
    for origin, nodes in answers.items():
        if origin.startswith("org:"):
            asked += 1
            assert nodes == sorted(row["id"] for row in store.read(CYPHER, id=origin, on=ON))
    assert asked > 10
