"""Delegated-trust chains, on graphs small enough to see them all."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillon.graph.store import Store
from maillon.queries.chains import Chain, Chains, chains
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.subgraph import Force
from tests.support.drawing import draw, people

ON = dt.date(2025, 11, 28)


def of(store: Store, start: str = "population:p", **options: Any) -> Chains:
    return chains(CypherReader(store), start, as_of=options.pop("as_of", ON), **options)


def parties(chain: Chain) -> str:
    return " ".join(end.partition(":")[2] for end in [chain.hops[0].arrow.start, *(h.arrow.end for h in chain.hops)])


def drawn_chains(answer: Chains) -> list[str]:
    return [parties(chain) for chain in answer.chains]


#  p ──▶ a ──▶ b ──▶ c
#        └───▶ d
def test_chains_run_to_the_last_known_link_shortest_first(store: Store) -> None:
    draw(store, "population:p insured_by org:a", "org:a delegates_to org:b", "org:b delegates_to org:c", "org:a delegates_to org:d")
    answer = of(store)
    assert drawn_chains(answer) == ["p a d", "p a b c"]
    assert [h.known_to_start for h in answer.chains[1].hops] == [True, False, False]
    assert not answer.truncated


#  p ──▶ a ──▶ product ──▶ v          p ──user of──▶ v
def test_what_the_people_deal_with_themselves_is_known_to_them(store: Store) -> None:
    draw(store, "population:p insured_by org:a", "population:p user_of org:v", "org:a uses product:s", "product:s provided_by org:v")
    answer = of(store)
    assert drawn_chains(answer) == ["p v", "p a s v"]
    assert [h.known_to_start for h in answer.chains[1].hops] == [True, False, True]


#  p ──▶ a ──seen 2018──▶ b          a ──until 2020──▶ c      a ──since 2026──▶ d
def test_each_hop_says_what_is_known_of_it_on_the_day_asked(store: Store) -> None:
    draw(
        store,
        "population:p insured_by org:a {since: 2015, until: 2030}",
        "org:a delegates_to org:b {seen_on: 2018-06-01}",
        "org:a delegates_to org:c {until: 2020}",
        "org:a delegates_to org:d {since: 2026}",
    )
    forces = {parties(c): [h.force for h in c.hops] for c in of(store).chains}
    assert forces == {"p a b": [Force.IN_FORCE, Force.UNKNOWN], "p a c": [Force.IN_FORCE, Force.PAST]}
    assert drawn_chains(of(store, as_of=dt.date(2027, 1, 1))) == ["p a b", "p a c", "p a d"]
    assert of(store, as_of=dt.date(2018, 6, 1)).chains[0].hops[1].force is Force.IN_FORCE


#  p ──▶ a ──▶ b ──▶ a        b ──▶ product ──▶ b
def test_a_loop_is_named_and_not_followed_and_does_not_make_a_chain_incomplete(store: Store) -> None:
    draw(
        store,
        "population:p insured_by org:a",
        "org:a delegates_to org:b",
        "org:b delegates_to org:a",
        "org:b uses product:s",
        "product:s provided_by org:b",
    )
    (chain,) = of(store).chains
    assert (parties(chain), chain.loops, chain.complete) == ("p a b s", ("org:b",), True)


#  p ──▶ a ──hosted by──▶ ?
def test_an_unknown_host_is_a_link_that_is_shown_as_unknown(store: Store) -> None:
    draw(store, "population:p insured_by org:a", "org:a hosted_by unknown {service: hosting}")
    (chain,) = of(store).chains
    assert not chain.complete
    assert chain.unknown == ("org:unknown.hosted-by.org-a",)


#  p ──▶ a ──{contract 1}──▶ b ──{contract 2}──▶ c        b ──{contract 1}──▶ d
def test_a_chain_that_mixes_contracts_is_composed_and_can_be_left_out(store: Store) -> None:
    draw(
        store,
        "population:p insured_by org:a",
        "org:a delegates_to org:b {contract: c1}",
        "org:b delegates_to org:c {contract: c2}",
        "org:b delegates_to org:d {contract: c1}",
    )
    assert {parties(c): c.stated for c in of(store).chains} == {"p a b c": False, "p a b d": True}
    assert drawn_chains(of(store, stated_only=True)) == ["p a b d"]


#  a ──{1, saas}──▶ b ──{1, iaas}──▶ c        b ──{1}──▶ d
def test_a_chain_of_two_services_of_one_contract_is_composed(store: Store) -> None:
    draw(
        store,
        "population:p insured_by org:a",
        "org:a delegates_to org:b {contract: c1, service: saas}",
        "org:b delegates_to org:c {contract: c1, service: iaas}",
        "org:b delegates_to org:d {contract: c1}",
    )
    assert {parties(c): c.stated for c in of(store).chains} == {"p a b c": False, "p a b d": True}


#  insured ──{insurance}──▶ group ──{care}──▶ lab        group ──{insurance}──▶ payer
def test_hops_whose_scopes_differ_do_not_join(store: Store) -> None:
    draw(
        store,
        "population:p insured_by org:group {scope: insurance}",
        "org:group delegates_to org:lab {scope: care}",
        "org:group delegates_to org:payer {scope: insurance}",
    )
    assert drawn_chains(of(store)) == ["p group payer"]


#  p ──▶ a ──{identity}──▶ b ──{identity, email}──▶ c       a ──?──▶ d
def test_a_category_is_followed_only_where_it_can_flow(store: Store) -> None:
    draw(
        store,
        "population:p insured_by org:a",
        "org:a delegates_to org:b {data: [identity]}",
        "org:b delegates_to org:c {data: [identity, email]}",
        "org:a delegates_to org:d",
    )
    assert {parties(c): c.data for c in of(store).chains} == {"p a d": None, "p a b c": ("identity",)}
    assert drawn_chains(of(store, data="email")) == ["p a d"]
    assert drawn_chains(of(store, data="identity")) == ["p a d", "p a b c"]


#        ┌──▶ b ──▶ t ──▶ u
#  p ──▶ a ──▶ c ──▶ t
def test_chains_can_be_asked_to_end_or_pass_somewhere(store: Store) -> None:
    draw(
        store,
        "population:p insured_by org:a",
        "org:a delegates_to org:b",
        "org:a delegates_to org:c",
        "org:b delegates_to org:t",
        "org:c delegates_to org:t",
        "org:t delegates_to org:u",
    )
    assert drawn_chains(of(store, to="org:t")) == ["p a b t", "p a c t"]
    assert drawn_chains(of(store, via="org:c")) == ["p a c t u"]
    assert drawn_chains(of(store, max_hops=2)) == ["p a b", "p a c"]
    one = of(store, limit=1)
    assert (drawn_chains(one), one.cut, one.truncated) == (["p a b t u"], 1, True)


def test_only_confirmed_relations_are_followed_if_asked_and_retracted_ones_never(store: Store) -> None:
    draw(
        store,
        "population:p insured_by org:a {status: confirmed}",
        "org:a delegates_to org:b {status: confirmed}",
        "org:a delegates_to org:c {status: contested}",
        "org:a delegates_to org:d {status: retracted}",
    )
    assert drawn_chains(of(store)) == ["p a b", "p a c"]
    assert drawn_chains(of(store, confirmed_only=True)) == ["p a b"]


def test_two_relations_between_the_same_two_are_two_chains(store: Store) -> None:
    draw(
        store, "population:p insured_by org:a", "org:a delegates_to org:b {service: hosting}", "org:a delegates_to org:b {service: billing}"
    )
    assert [c.hops[1].arrow.service for c in of(store).chains] == ["billing", "hosting"]


def test_owners_are_shown_beside_and_never_walked(store: Store) -> None:
    draw(store, "population:p insured_by org:a", "org:a subsidiary_of org:parent", "org:parent delegates_to org:x")
    answer = of(store)
    assert drawn_chains(answer) == ["p a"]
    assert [(a.start, a.end) for a in answer.owners] == [("org:a", "org:parent")]


def test_nothing_leaves_a_cohort_that_trusts_nobody(store: Store) -> None:
    draw(store, people("p"))
    answer = of(store)
    assert (answer.chains, answer.truncated, answer.start.id) == ((), False, "population:p")


names = st.sampled_from("abcde")
graphs = st.lists(
    st.tuples(names, names).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: f"org:{pair[0]} delegates_to org:{pair[1]}"),
    min_size=1,
    max_size=9,
    unique=True,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graphs, st.integers(1, 4))
def test_every_chain_is_simple_real_and_as_long_as_it_can_be_and_limits_only_cut(store: Store, said: list[str], limit: int) -> None:
    draw(store, "population:p insured_by org:a", *said)
    whole = of(store, limit=10_000)
    real = {("population:p", "org:a"), *((s.split()[0], s.split()[2]) for s in said)}
    lengths = [len(c.hops) for c in whole.chains]
    assert lengths == sorted(lengths)
    for chain in whole.chains:
        visited = [chain.hops[0].arrow.start, *(h.arrow.end for h in chain.hops)]
        assert len(set(visited)) == len(visited)
        assert {(h.arrow.start, h.arrow.end) for h in chain.hops} <= real
        assert {end for start, end in real if start == visited[-1]} <= set(visited), "it could have gone on"
    some = of(store, limit=limit)
    assert some.chains == whole.chains[:limit]
    assert some.cut == max(0, len(whole.chains) - limit)
    assert some.truncated == (some.cut > 0)
