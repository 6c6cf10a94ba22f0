"""Who is exposed if something breaks, on graphs small enough to see the answer."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillon.graph.model import Effect
from maillon.graph.store import Store
from maillon.queries.blast_radius import BlastRadius, blast_radius
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.radius_search import Hit, Outcome
from tests.support.drawing import draw, drawn, incident, load, org, people

ON = dt.date(2024, 1, 22)


def radius(store: Store, origin: str = "org:v", **options: Any) -> BlastRadius:
    return blast_radius(CypherReader(store), origin, as_of=options.pop("as_of", ON), **options)


def reached(answer: BlastRadius) -> dict[str, tuple[str, bool]]:
    """id → outcome, past."""
    return {hit.node.id: (hit.outcome.value, hit.past) for hit in answer.nodes}


def hit(answer: BlastRadius, node: str) -> Hit:
    (found,) = [h for h in answer.nodes if h.node.id == node]
    return found


#  population:p ──▶ org:m ──▶ org:v*        (* broken)
def test_everything_that_trusts_the_origin_is_reached_with_a_path_and_nothing_else(store: Store) -> None:
    relations = ("population:p insured_by org:m", "org:m delegates_to org:v", "org:v delegates_to org:below")
    draw(store, people("p", 10, 10), org("v", "SoftwareVendor"), *relations)
    answer = radius(store)
    assert reached(answer) == {"org:m": ("potential", False), "population:p": ("potential", False)}
    assert [a.start for a in hit(answer, "population:p").witness] == ["population:p", "org:m"]
    assert hit(answer, "population:p").witness[-1].end == "org:v"
    assert (answer.people.at_least, answer.people.at_most) == (10, 10)


#  left ──until 2023──▶ v*      stays ──▶ v*      later ──since 2024-06──▶ v*      erased ──until 2023, erased──▶ v*
CLIENTS = (
    "org:left delegates_to org:v {until: 2023-12-31}",
    "org:stays delegates_to org:v",
    "org:later delegates_to org:v {since: 2024-06-01}",
    "org:erased delegates_to org:v {until: 2023-12-31, data_after_end: erased}",
)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {"org:left": ("potential", True), "org:stays": ("potential", False), "org:erased": ("cleared", True)}),
        ({"effect": Effect.AVAILABILITY}, {"org:stays": ("potential", False)}),
        ({"effect": Effect.INTEGRITY}, {"org:stays": ("potential", False)}),
        ({"active_only": True}, {"org:stays": ("potential", False)}),
        ({"as_of": dt.date(2023, 6, 1), "active_only": True}, dict.fromkeys(["org:left", "org:stays", "org:erased"], ("potential", False))),
        ({"as_of": dt.date(2025, 1, 1), "effect": Effect.AVAILABILITY}, dict.fromkeys(["org:later", "org:stays"], ("potential", False))),
    ],
)
def test_a_former_client_is_exposed_in_confidentiality_alone(store: Store, options: dict[str, Any], expected: dict[str, Any]) -> None:
    draw(store, *CLIENTS)
    assert reached(radius(store, **options)) == expected


#  new ──since 2024──▶ hub ──until 2023──▶ v*        (what began later never went through)
def test_what_began_after_the_supplier_was_left_never_carried_its_data(store: Store) -> None:
    draw(store, "org:hub delegates_to org:v {until: 2023-12-31}", "org:new delegates_to org:hub {since: 2024-01-01}")
    assert reached(radius(store)) == {"org:hub": ("potential", True), "org:new": ("cleared", True)}


#  c ──until 2023──▶ v*
#  c ──▶ d ──▶ v*
def test_a_longer_living_way_is_shown_before_a_shorter_past_one(store: Store) -> None:
    draw(store, "org:c delegates_to org:v {until: 2023}", "org:c delegates_to org:d", "org:d delegates_to org:v")
    found = hit(radius(store), "org:c")
    assert (found.past, found.hops, [a.start for a in found.witness]) == (False, 2, ["org:c", "org:d"])


#  a ──uses──▶ product ──provided by──▶ v*        product ──hosted by──▶ h
def test_a_vendor_reaches_the_users_of_its_product_where_it_runs_for_all(store: Store) -> None:
    draw(
        store,
        "product:s provided_by org:v",
        "product:s hosted_by org:h",
        "org:cloud uses product:s {deployment: shared}",
        "org:own uses product:s {deployment: on_premises}",
        "org:maybe uses product:s",
    )
    assert set(reached(radius(store))) == {"product:s", "org:cloud", "org:maybe", "org:own"}
    assert hit(radius(store), "org:maybe").reasons == ("deployment-unknown",)
    assert hit(radius(store), "org:own").reasons == ("on-premises",), "where it runs does not say where its data is"
    assert set(reached(radius(store, effect=Effect.AVAILABILITY))) == {"product:s", "org:cloud", "org:maybe"}
    assert set(reached(radius(store, effect=Effect.INTEGRITY))) == {"product:s", "org:cloud", "org:maybe", "org:own"}
    assert set(reached(radius(store, "org:h"))) == {"product:s", "org:cloud", "org:maybe", "org:own"}


#  door ─┐
#  a ────┼─uses {shared}──▶ product* ◀──uses {dedicated}── b       product ──provided by──▶ v
#  c ────┘ (deployment unknown)
def test_from_one_account_every_other_tenant_of_a_shared_cloud_is_reached(store: Store) -> None:
    draw(
        store,
        "org:door uses product:s {deployment: shared}",
        "org:a uses product:s {deployment: shared}",
        "org:b uses product:s {deployment: dedicated}",
        "org:c uses product:s",
        "org:elsewhere uses product:s {deployment: shared, data_at_provider: false}",
        "product:s provided_by org:v",
        people("p", 7, 7),
        "population:p patient_of org:a",
    )
    for origin in ("product:s", "org:v"):
        answer = radius(store, origin, account_of="org:door")
        exposed = {node for node, (outcome, _) in reached(answer).items() if outcome != "cleared"}
        assert exposed == {"org:a", "org:c", "population:p"}, origin
        assert reached(answer)["org:elsewhere"] == ("cleared", False)
        assert hit(answer, "org:a").reasons == ()
        assert hit(answer, "org:c").reasons == ("deployment-unknown",)
    draw(store, "org:y delegates_to org:x", "org:a uses product:s")
    with pytest.raises(ValueError, match=r"no record says that org:a uses a product of org:x \(products there: none\)"):
        radius(store, "org:x", account_of="org:a")


#  a ──{identity}──▶ b ──{identity, health}──▶ v*      c ──{email}──▶ b      d ──?──▶ b
def test_a_category_flows_only_where_every_relation_on_the_way_carries_it(store: Store) -> None:
    draw(
        store,
        "org:a delegates_to org:b {data: [identity]}",
        "org:b delegates_to org:v {data: [identity, health]}",
        "org:c delegates_to org:b {data: [email]}",
        "org:d delegates_to org:b",
    )
    everything = radius(store)
    assert set(reached(everything)) == {"org:a", "org:b", "org:d"}, "nothing of c's data can be at v"
    assert hit(everything, "org:a").data == ("identity",)
    assert hit(everything, "org:d").data == ("health", "identity")
    assert set(reached(radius(store, data="health"))) == {"org:b", "org:d"}
    assert hit(radius(store, data="health"), "org:d").reasons == ("data-unknown",)


#  patients ──{care}──▶ group ──{insurance}──▶ v*       insured ──{insurance}──▶ group
def test_scopes_that_differ_do_not_join(store: Store) -> None:
    draw(
        store,
        people("patients", 5, 5, people="patients"),
        people("insured", 3, 3),
        "population:patients patient_of org:group {scope: care}",
        "population:insured insured_by org:group {scope: insurance}",
        "org:group delegates_to org:v {scope: insurance}",
    )
    assert set(reached(radius(store))) == {"org:group", "population:insured"}


#  a ──{1}──▶ b ──{1}──▶ v      c ──{2}──▶ b      d ──{2}──▶ b, and by a longer way ──{1}──▶ e ──{1}──▶ b
def test_a_node_that_no_contract_alone_leads_to_is_composed_and_counts_all_the_same(store: Store) -> None:
    draw(
        store,
        people("p", 10),
        "population:p insured_by org:c",
        "org:a delegates_to org:b {contract: c1, service: s}",
        "org:b delegates_to org:v {contract: c1, service: s}",
        "org:c delegates_to org:b {contract: c2, service: s}",
        "org:d delegates_to org:b {contract: c2, service: s}",
        "org:d delegates_to org:e {contract: c1, service: s}",
        "org:e delegates_to org:b {contract: c1, service: s}",
        "org:f delegates_to org:b {contract: c1, service: t}",
    )
    found = {hit.node.id: hit.stated for hit in radius(store).nodes}
    assert found == {
        "org:a": True,
        "org:b": True,
        "org:d": True,
        "org:e": True,
        "org:c": False,
        "population:p": False,
        "org:f": False,
    }
    assert radius(store).people.at_least == 10


#  a ──▶ b ──▶ c ──▶ a     c ──▶ v*
def test_a_loop_is_walked_once(store: Store) -> None:
    draw(store, "org:a delegates_to org:b", "org:b delegates_to org:c", "org:c delegates_to org:a", "org:c delegates_to org:v")
    answer = radius(store)
    assert {h.node.id: h.hops for h in answer.nodes} == {"org:c": 1, "org:b": 2, "org:a": 3}
    assert len(answer.nodes) == len({h.node.id for h in answer.nodes})


def test_a_retracted_relation_is_never_followed_and_an_owner_is_shown_and_not_crossed(store: Store) -> None:
    draw(
        store,
        org("v", "SoftwareVendor"),
        "org:a delegates_to org:v {status: retracted}",
        "org:v subsidiary_of org:parent",
        "org:parent subsidiary_of org:top",
        "org:client delegates_to org:parent",
    )
    answer = radius(store)
    assert answer.nodes == ()
    assert [(a.start, a.end) for a in answer.owners] == [("org:parent", "org:top"), ("org:v", "org:parent")]
    assert (answer.people.at_least, answer.people.at_most) == (0, 0)


#  x ─compromised─▶ v*      a ─▶ v (observed)     b ─▶ v (not affected)     c ─▶ v     out (observed, no relation recorded)
def test_observed_potential_and_cleared_are_three_things(store: Store) -> None:
    event = incident(
        "x",
        dates={"occurred": [{"on": "2024-01-20", "evidence": ["s"]}]},
        compromised=[{"at": "org:v"}],
        affected=[
            {"party": "org:a", "outcome": "observed", "effect": "confidentiality"},
            {"party": "org:b", "outcome": "not_affected"},
            {"party": "org:out", "outcome": "observed"},
        ],
    )
    relations = [f"org:{name} delegates_to org:v" for name in "abc"]
    draw(store, event, *relations, org("out"))
    of_incident = radius(store, "incident:x")
    assert reached(of_incident) == {"org:a": ("observed", False), "org:b": ("cleared", False), "org:c": ("potential", False)}
    assert [s.party for s in of_incident.elsewhere] == ["org:out"]
    of_vendor = radius(store)
    assert reached(of_vendor)["org:b"] == ("potential", False), "spared once is not safe for ever"
    assert reached(radius(store, effect=Effect.AVAILABILITY))["org:a"] == ("potential", False), "observed in one effect is not in another"
    assert [s.outcome for s in hit(of_vendor, "org:b").shown] == ["not_affected"]
    assert radius(store, as_of=dt.date(2023, 1, 1)).incidents == (), "the incident had not happened"


def test_people_are_bounds_and_what_nobody_counted_is_named(store: Store) -> None:
    draw(
        store,
        people("a", 10, 20),
        people("b", 5, None),
        people("c"),
        "population:a insured_by org:a",
        "population:b insured_by org:b",
        "population:c insured_by org:c",
        *(f"org:{name} delegates_to org:v" for name in "abc"),
        org("d", "Insurer"),
        "org:d delegates_to org:v",
    )
    answer = radius(store)
    assert (answer.people.at_least, answer.people.at_most) == (10, None)
    assert answer.people.unknown == ("org:d", "org:v", "population:c"), "what v is nobody says: it may have people of its own"


#  clinic ──▶ vendor ◀── x       of x nobody says what it is │ it is a payer: it has no people of its own
@pytest.mark.parametrize(("roles", "most"), [((), None), (("ThirdPartyPayer",), 10), (("ThirdPartyPayer", "Insurer"), None)])
def test_an_organisation_of_which_nobody_says_what_it_is_may_have_people(store: Store, roles: tuple[str, ...], most: int | None) -> None:
    relations = ("population:p patient_of org:clinic", "org:clinic delegates_to org:vendor", "org:x delegates_to org:vendor")
    draw(store, people("p", 10, 10), org("clinic", "Hospital"), org("vendor", "SoftwareVendor"), org("x", *roles), *relations)
    answer = radius(store, "org:vendor")
    assert (answer.people.at_least, answer.people.at_most) == (10, most)
    assert answer.people.unknown == (() if most else ("org:x",))
    assert answer.providers.at_most == 1


def test_professionals_are_counted_apart_from_patients(store: Store) -> None:
    draw(
        store,
        people("patients", 100, 100, people="patients"),
        people("carers", 7, 7, people="professionals"),
        "population:patients patient_of org:a",
        "population:carers user_of org:v",
        "org:a delegates_to org:v",
    )
    answer = radius(store)
    assert (answer.people.at_least, answer.professionals.at_least, answer.professionals.at_most) == (100, 7, 7)


#  group of 30 practices (one of them named inside it)  ──▶ v*        hospital ──▶ v*
def test_a_group_counts_for_as_many_as_it_stands_for_and_its_member_not_again(store: Store) -> None:
    count = {"low": 30, "high": 40, "evidence": ["s"]}
    draw(
        store,
        org("group", "Practice", named=False, count=count),
        org("member", "Practice", within="org:group"),
        org("hospital", "Hospital"),
        *(f"org:{name} delegates_to org:v" for name in ("group", "member", "hospital")),
    )
    providers = radius(store).providers
    assert (providers.at_least, providers.at_most) == (31, 41)


def test_an_unknown_link_among_what_is_reached_is_named(store: Store) -> None:
    draw(store, org("unnamed", "Insurer", named=False, count="unknown"), "org:unnamed delegates_to org:v", "org:a delegates_to org:v")
    answer = radius(store)
    assert [(a.start, a.end) for a in answer.unknown_links] == [("org:unnamed", "org:v")]
    assert answer.people.at_most is None


def test_an_origin_that_nobody_trusts_reaches_nobody(store: Store) -> None:
    draw(store, org("v", "SoftwareVendor"), org("w"))
    answer = radius(store)
    assert (answer.nodes, answer.people.at_least, answer.people.at_most) == ((), 0, 0)


names = st.sampled_from("abcd")
sentences = st.lists(
    st.tuples(names, names, st.sampled_from(["", " {until: 2023}", " {since: 2025}", " {data: [x]}", " {data: [y]}", " {scope: care}"]))
    .filter(lambda t: t[0] != t[1])
    .map(lambda t: f"org:{t[0]} delegates_to org:{t[1]}{t[2]}"),
    min_size=1,
    max_size=6,
    unique_by=lambda s: s.split("{")[0],
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentences)
def test_every_hit_has_one_witness_that_is_a_path_to_the_origin(store: Store, said: list[str]) -> None:
    draw(store, *said, org("a"))
    for effect in Effect:
        answer = radius(store, "org:a", effect=effect)
        assert len({h.node.id for h in answer.nodes}) == len(answer.nodes)
        for found in answer.nodes:
            ends = [a.end for a in found.witness]
            assert [found.node.id, *ends[:-1]] == [a.start for a in found.witness]
            assert ends[-1] == "org:a"
            assert found.hops == len(found.witness)
            assert "org:a" not in [a.start for a in found.witness]
        live = {h.node.id for h in radius(store, "org:a", effect=effect, active_only=True).nodes if h.outcome is not Outcome.CLEARED}
        assert live <= {h.node.id for h in answer.nodes}


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentences.filter(lambda s: len(s) < 5))
def test_the_answer_does_not_depend_on_the_order_of_the_records(store: Store, said: list[str]) -> None:
    found = set()
    for order in list(permutations(said))[:4]:
        store.unload("drawn")
        load(store, drawn(*order, org("a")))
        found.add(tuple((h.node.id, h.outcome, h.past, h.witness) for h in radius(store, "org:a").nodes))
    assert len(found) == 1
