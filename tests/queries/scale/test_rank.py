"""The ranking: the figures of every blast radius at once, what only one carries, and what a change would do."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence

import networkx as nx
import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.cli import app
from maillon.graph.model import TRUST_TYPES, Effect
from maillon.graph.statements import ArrowStatement, NodeStatement, Statement, to_line
from maillon.graph.store import Store
from maillon.queries.blast_radius import blast_radius
from maillon.queries.cached_reader import CachedReader
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.exposed_people import FACES_PEOPLE
from maillon.queries.people import Bounds, Cohort, bound_people
from maillon.queries.radius_search import Hit, Outcome
from maillon.queries.scale.cohort_bounds import UNBOUNDED
from maillon.queries.scale.dominators import DominatorTree
from maillon.queries.scale.exposure import Contested, Exposure, Ranked
from maillon.queries.scale.rank import By, rank
from maillon.queries.scale.reach import Flow, Terms
from maillon.queries.scale.snapshot_build import build, load_or_build
from maillon.queries.scale.what_if import what_if
from maillon.queries.scale.why import why
from maillon.queries.subgraph import Arrow
from tests.support.drawing import draw, org, people
from tests.support.places import Place

ON = dt.date(2024, 1, 22)

#   insured 100..110 ─▶ mutual ─▶ payer ─▶ host          insured is kept apart from others by the partition
#   others   40..40 ─▶ other ──▶ payer
#                      other ──▶ small ─▶ host           small carries nobody alone, payer carries the insured alone
PAYERS = (
    people("insured", 100, 110, partition="cover"),
    people("others", 40, 40, partition="cover"),
    org("mutual", "Insurer"),
    org("other", "Insurer"),
    org("payer", "ThirdPartyPayer"),
    org("small", "ThirdPartyPayer"),
    org("host", "HostingProvider"),
    "population:insured insured_by org:mutual",
    "population:others insured_by org:other",
    "org:mutual delegates_to org:payer",
    "org:other delegates_to org:payer",
    "org:other delegates_to org:small",
    "org:payer hosted_by org:host",
    "org:small hosted_by org:host",
)


def row(rows: tuple[Ranked, ...], node: str) -> Ranked:
    return next(r for r in rows if r.id == node)


def test_equals_are_sorted_by_id(store: Store) -> None:
    # p ─▶ c, p ─▶ a, p ─▶ b
    draw(store, *(f"org:p delegates_to org:{name}" for name in "cab"))
    assert [r.id for r in rank(load_or_build(store).snapshot, Terms(ON)).origins] == ["org:a", "org:b", "org:c"]


def test_the_one_behind_which_most_stand_is_first(store: Store) -> None:
    draw(store, *PAYERS)
    answer = rank(load_or_build(store).snapshot, Terms(ON))
    assert [r.id for r in answer.origins] == ["org:host", "org:payer", "org:mutual", "org:small", "org:other"]
    assert [r.people for r in answer.origins] == [Bounds(140, 150)] * 2 + [Bounds(100, 110)] + [Bounds(40, 40)] * 2
    assert row(answer.origins, "org:host").organisations == Bounds(4, 4)
    assert [r.id for r in rank(load_or_build(store).snapshot, Terms(ON), by=By.ORGANISATIONS, top=2).origins] == ["org:host", "org:payer"]
    assert [r.id for r in rank(load_or_build(store).snapshot, Terms(ON), label="ThirdPartyPayer").origins] == ["org:payer", "org:small"]


def test_what_only_one_carries_is_what_reaches_it_on_every_chain(store: Store) -> None:
    draw(store, *PAYERS)
    origins = rank(load_or_build(store).snapshot, Terms(ON), by=By.ONLY).origins
    assert row(origins, "org:payer").only == ("population:insured",)
    assert row(origins, "org:payer").only_people == Bounds(100, 110)
    assert row(origins, "org:small").only == ()
    assert row(origins, "org:host").only == ("population:insured", "population:others")
    assert [r.id for r in origins][:2] == ["org:host", "org:payer"]


def test_a_host_that_no_insurer_names_is_a_hidden_point_of_failure(store: Store) -> None:
    draw(store, *PAYERS)
    answer = rank(load_or_build(store).snapshot, Terms(ON))
    assert [r.id for r in answer.hidden] == ["org:host"]
    payer = row(answer.origins, "org:payer")
    assert (payer.clients, payer.named_by, payer.hidden) == (2, 2, False)


def test_a_vendor_is_named_by_those_who_use_its_product(store: Store) -> None:
    # clinic ─▶ software ─▶ vendor ─▶ host
    draw(
        store,
        org("clinic", "CareProvider"),
        org("vendor", "SoftwareVendor"),
        org("host", "HostingProvider"),
        "org:clinic uses product:software",
        "product:software provided_by org:vendor",
        "org:vendor hosted_by org:host",
    )
    origins = rank(load_or_build(store).snapshot, Terms(ON)).origins
    assert [(r.id, r.hidden) for r in sorted(origins, key=lambda r: r.id)] == [
        ("org:host", True),
        ("org:vendor", False),
        ("product:software", False),
    ]
    assert row(origins, "org:host").people == Bounds(0, None), "nobody counted the patients of the clinic: no ceiling"
    assert row(origins, "org:host").unknown == 1


def test_an_owner_carries_what_its_subsidiaries_carry_and_the_technical_ranking_does_not_know(store: Store) -> None:
    # insured ─▶ mutual ─▶ a ─▷ group ◁─ b ◀─ other ◀─ others
    draw(
        store,
        people("insured", 100, 110, partition="cover"),
        people("others", 40, 40, partition="cover"),
        *(org(name, "Insurer") for name in ("mutual", "other")),
        *(org(name, "ThirdPartyPayer") for name in ("a", "b")),
        org("group", "ServiceProvider"),
        "population:insured insured_by org:mutual",
        "population:others insured_by org:other",
        "org:mutual delegates_to org:a",
        "org:other delegates_to org:b",
        "org:a subsidiary_of org:group",
        "org:b subsidiary_of org:group",
        "org:old subsidiary_of org:group {until: 2010-12-31}",
    )
    answer = rank(load_or_build(store).snapshot, Terms(ON))
    assert [(o.id, o.people, o.subsidiaries) for o in answer.owners] == [("org:group", Bounds(140, 150), ("org:a", "org:b"))]
    assert "org:group" not in {r.id for r in answer.origins}


def test_concentration_counts_shares_of_all_recorded_people_and_squares_of_the_layer(store: Store) -> None:
    draw(store, *PAYERS)
    layers = {c.layer: c for c in rank(load_or_build(store).snapshot, Terms(ON)).concentration}
    assert set(layers) == {"payer", "host"}
    payer = layers["payer"]
    assert payer.top_people == {1: 1.0, 5: 1.0, 20: 1.0}
    # behind payer 140, behind small 40
    assert payer.hhi_people == pytest.approx((100 * 140 / 180) ** 2 + (100 * 40 / 180) ** 2)
    assert layers["host"].hhi_people == pytest.approx(10_000)
    # behind payer both insurers, behind small one of them
    assert payer.hhi_organisations == pytest.approx((100 * 2 / 3) ** 2 + (100 / 3) ** 2)


def test_cohorts_that_cannot_all_be_true_are_reported(store: Store) -> None:
    #   [ all ..100 ( a 60 ─ cover ) ( b 50 ─ cover ) ]
    draw(
        store,
        people("all", None, 100),
        people("a", 60, partition="cover", within="population:all"),
        people("b", 50, partition="cover", within="population:all"),
        "population:a insured_by org:x",
        "population:b insured_by org:x",
    )
    answer = rank(load_or_build(store).snapshot, Terms(ON))
    assert answer.contradictions == (("population:a", "population:b", "population:all"),)


def test_without_a_relation_nothing_is_ranked(store: Store) -> None:
    draw(store, org("alone"))
    answer = rank(load_or_build(store).snapshot, Terms(ON))
    assert (answer.ranked_of, answer.origins, answer.owners, answer.concentration) == (0, (), (), ())


def test_what_if_one_is_gone_shows_only_what_changes(store: Store) -> None:
    draw(store, *PAYERS)
    answer = what_if(load_or_build(store).snapshot, Terms(ON), gone="org:payer")
    assert {c.id: (c.before.people, c.after.people) for c in answer.changes} == {
        "org:payer": (Bounds(140, 150), Bounds(0, 0)),
        "org:host": (Bounds(140, 150), Bounds(40, 40)),
    }
    assert answer.changes[0].id == "org:payer"


def test_what_if_all_move_to_another_moves_their_people(store: Store) -> None:
    draw(store, *PAYERS)
    answer = what_if(load_or_build(store).snapshot, Terms(ON), moved=("org:payer", "org:small"))
    assert {c.id: (c.before.people.at_least, c.after.people.at_least) for c in answer.changes} == {
        "org:payer": (140, 0),
        "org:small": (40, 140),
    }, "the host has the same people behind it as before"


def test_a_change_that_changes_nothing_or_cannot_be_is_refused(store: Store) -> None:
    draw(store, *PAYERS, "org:mutual uses product:tool")
    snapshot = load_or_build(store).snapshot
    with pytest.raises(ValueError, match="no recorded relation"):
        what_if(snapshot, Terms(ON), gone="org:nobody")
    with pytest.raises(ValueError, match="trusts population:insured"):
        what_if(snapshot, Terms(ON), gone="population:insured")
    with pytest.raises(ValueError, match="another kind"):
        what_if(snapshot, Terms(ON), moved=("product:tool", "org:host"))


def test_why_gives_a_shortest_way_from_each_cohort_with_its_evidence(store: Store) -> None:
    draw(store, *PAYERS)
    answer = why(CypherReader(store), load_or_build(store).snapshot, Terms(ON), "org:host")
    assert [[a.start for a in way] for way in answer.paths] == [
        ["population:insured", "org:mutual", "org:payer"],
        ["population:others", "org:other", "org:payer"],
    ]
    assert all(arrow.evidence for way in answer.paths for arrow in way)


#  p (5) ─▶ client ──(reported; contested by the client)──▶ v ─▶ host       q (7) ─▶ other ─▶ v
#           client ─▶ w ─▶ host
def test_of_each_figure_it_is_said_how_much_rests_on_relations_that_somebody_contests(store: Store) -> None:
    draw(
        store,
        *(people("p", 5, 5, partition="cover"), people("q", 7, 7, partition="cover"), org("client", "Insurer"), org("other", "Insurer")),
        *("population:p insured_by org:client", "population:q insured_by org:other"),
        "org:client delegates_to org:v {status: reported}",
        "org:client delegates_to org:v {status: contested, by: org:client, made_on: 2024-01-01}",
        *("org:other delegates_to org:v", "org:v hosted_by org:host", "org:client delegates_to org:w", "org:w hosted_by org:host"),
    )
    origins = rank(load_or_build(store).snapshot, Terms(ON)).origins
    v, host, w = (row(origins, f"org:{name}") for name in ("v", "host", "w"))
    assert (v.people.at_least, v.clients, v.contested) == (12, 2, Contested(people=5, organisations=1, clients=1, named_by=1))
    assert (host.people.at_least, host.clients) == (12, 2)
    assert host.contested == w.contested == Contested(), "who gets there by another way as well does not rest on it"


#  p ─▶ client ─▶ software ──(contested by the vendor)──▶ vendor ─▷ owner
def test_it_is_said_of_the_owner_and_of_whoever_is_named_through_a_product(store: Store) -> None:
    draw(
        store,
        *(org("client", "Insurer"), people("p", 5, 5), "population:p insured_by org:client", "org:client uses product:software"),
        "product:software provided_by org:vendor {status: contested, by: org:vendor}",
        "org:vendor subsidiary_of org:owner",
    )
    answer = rank(load_or_build(store).snapshot, Terms(ON))
    vendor, (owner,) = row(answer.origins, "org:vendor"), answer.owners
    assert vendor.contested == Contested(people=5, organisations=1, clients=1, named_by=1)
    assert (owner.id, owner.contested.people, owner.contested.organisations) == ("org:owner", 5, 1)


class _Uncontested(CypherReader):
    """A reader of a store as it would be without the relations that somebody contests."""

    def arrows(self, ids: Iterable[str], *, backward: bool, types: Sequence[str] = TRUST_TYPES) -> list[Arrow]:
        return [arrow for arrow in super().arrows(ids, backward=backward, types=types) if not arrow.contested_by]


def faces(hit: Hit) -> bool:
    """Whether a reached node has insured or patients."""
    return not set(FACES_PEOPLE).isdisjoint(hit.node.labels)


# --- equality and invariants --------------------------------------------------------------------------------------


@pytest.mark.parametrize("effect", [Effect.CONFIDENTIALITY, Effect.AVAILABILITY])
def test_every_figure_is_that_of_the_blast_radius(effect: Effect, corpus: Store) -> None:
    snapshot, held, bare = load_or_build(corpus).snapshot, CachedReader(CypherReader(corpus)), CachedReader(_Uncontested(corpus))
    terms, resting = Terms(ON, effect), 0
    exposure = Exposure(snapshot, terms)
    figures = exposure.measure(exposure.candidates)
    assert len(exposure.candidates) > 50
    for i, origin in enumerate(exposure.candidates):
        one = blast_radius(held, snapshot.id(origin), as_of=ON, effect=effect)
        most = UNBOUNDED if one.people.at_most is None else one.people.at_most
        assert (figures.people[0][i], figures.people[1][i], figures.unknown[i]) == (one.people.at_least, most, len(one.people.unknown))
        without = blast_radius(bare, snapshot.id(origin), as_of=ON, effect=effect)
        clients, others = (len([h for h in found.nodes if h.outcome is not Outcome.CLEARED and faces(h)]) for found in (one, without))
        lost = figures.contested_at(i)
        assert figures.clients[i] == clients
        assert (lost.people, lost.clients) == (one.people.at_least - without.people.at_least, clients - others)
        resting += lost.clients
    assert resting or effect is not Effect.CONFIDENTIALITY, "the shipped records hold clients that contest what others say of them"


@st.composite
def groups_and_members(draw: st.DrawFn) -> tuple[list[NodeStatement], list[ArrowStatement]]:
    """Up to six organisations, some of them groups or members of one, that delegate to one another."""
    names = [f"org:{name}" for name in "abcdef"[: draw(st.integers(2, 6))]]
    nodes = []
    for i, name in enumerate(names):
        group = draw(st.booleans())
        said = {
            "named": False if group else None,
            "count_low": draw(st.none() | st.integers(0, 9)) if group else None,
            "count_high": draw(st.none() | st.integers(3, 9)) if group else None,
            "within": draw(st.sampled_from([None, *names[:i]])),
        }
        roles = draw(st.sampled_from([(), ("CareProvider",), ("Insurer",), ("HostingProvider",)]))
        nodes.append(NodeStatement(name, roles, {key: value for key, value in said.items() if value is not None}))
    pairs = draw(st.sets(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=10))
    return nodes, [ArrowStatement("DELEGATES_TO", a, b, ("", "", "")) for a, b in sorted(pairs) if a != b]


@given(groups_and_members())
@settings(max_examples=150, deadline=None)
def test_organisations_are_bounded_as_one_set_of_cohorts_is(drawn: tuple[list[NodeStatement], list[ArrowStatement]]) -> None:
    # [ group 3..9 ( a ) ( b ) ] ─▶ c        a and b are counted within their group, each other organisation as one
    nodes, arrows = drawn
    statements: list[Statement] = [*nodes, *arrows]
    snapshot = build(["[" + ",".join(to_line(str(i), [s]) for i, s in enumerate(statements)) + "]"], "x")
    said = {node.id: node.properties for node in nodes}

    def cohort(node_id: str) -> Cohort:
        get = said[node_id].get
        low, high, within = get("count_low"), get("count_high"), get("within")
        named = get("named", True)
        if named:
            low = high = 1
        while within is not None and said[str(within)].get("named", True):  # a named one is one itself, beside its members
            within = said[str(within)].get("within")
        return Cohort(node_id, low, high, within, "organisations", one=named)  # type: ignore[arg-type]

    known = {node_id: cohort(node_id) for node_id in said}
    exposure = Exposure(snapshot, Terms(ON))
    figures = exposure.measure(exposure.candidates)
    facing = {node.id for node in nodes if {"CareProvider", "Insurer"} & set(node.roles)}
    may_face = facing | {node.id for node in nodes if not node.roles}
    for i, origin in enumerate(exposure.candidates):
        reached = set(snapshot.ids(exposure.flow.reached(int(origin))))
        bounds = bound_people([known[node] for node in reached], {n: c for n, c in known.items() if n not in reached})
        least, most = (int(side[i]) for side in figures.organisations)
        assert (least, None if most == UNBOUNDED else most) == (bounds.at_least, bounds.at_most)
        assert figures.clients[i] == len(reached & facing)
        assert figures.unknown[i] == len((reached | {snapshot.id(int(origin))}) & may_face), "nobody counts their people"


edges = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=16)


@given(edges)
@settings(max_examples=200, deadline=None)
def test_what_lies_under_a_node_cannot_reach_the_end_of_any_chain_without_it(drawn: list[tuple[int, int]]) -> None:
    arrows = [ArrowStatement("DELEGATES_TO", f"org:{a}", f"org:{b}", ("", "", "")) for a, b in sorted(set(drawn)) if a != b]
    snapshot = build(["[" + ",".join(to_line(str(i), [a]) for i, a in enumerate(arrows)) + "]"], "x")
    tree = DominatorTree(Flow(snapshot, Terms(ON)))
    numbers = {snapshot.id(number): number for number in range(snapshot.nodes)}
    graph = nx.DiGraph((numbers[a.start], numbers[a.end]) for a in arrows)
    if not arrows:
        return
    parts = nx.condensation(graph)
    ends = {node for part in parts if parts.out_degree(part) == 0 for node in parts.nodes[part]["members"]}
    for node in graph:
        without = graph.subgraph(set(graph) - {node})
        expected = {x for x in without if not ends & {x, *nx.descendants(without, x)}}
        assert set(tree.dominated_by(node).tolist()) == expected


def test_several_nodes_that_break_at_once_are_one_origin(store: Store) -> None:
    draw(store, *PAYERS)
    snapshot = load_or_build(store).snapshot
    exposure = Exposure(snapshot, Terms(ON))
    pair = [node for node in (snapshot.find("org:mutual"), snapshot.find("org:small")) if node is not None]
    figures = exposure.measure([pair])
    assert (figures.people[0][0], figures.people[1][0]) == (140, 150)
    assert isinstance(figures.people[0], np.ndarray)


# --- the command --------------------------------------------------------------------------------------------------


def run(place: Place, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["rank", *arguments, "--as-of", "2024-01-22", "--lang", "en"], env=place.environment)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout


def test_the_command_prints_the_contract_of_its_json(empty_place: Place, store: Store) -> None:
    draw(store, *PAYERS)
    code, text = run(empty_place, "--format", "json")
    answer = json.loads(text)
    assert code == 0
    first = answer["origins"][0]
    assert (first["id"], first["name"], first["people"]) == ("org:host", "host", {"at_least": 140, "at_most": 150})
    assert first["organisations"] == 4
    assert first["only_through_it"] == ["population:insured", "population:others"]
    assert answer["qualifier"] == "through the recorded links"


@pytest.mark.parametrize(
    "options", [[], ["--why", "org:host"], ["--what-if-gone", "org:payer"], ["--what-if-moved", "org:payer", "org:small"]]
)
@pytest.mark.parametrize("format_", ["table", "csv", "md", "json"])
def test_each_answer_has_every_shape(options: list[str], format_: str, empty_place: Place, store: Store) -> None:
    draw(store, *PAYERS)
    code, text = run(empty_place, *options, "--format", format_)
    assert code == 0
    assert "payer" in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--type", "Nonsense"], "no label"),
        (["--why", "org:host", "--what-if-gone", "org:host"], "exclude each other"),
        (["--limit", "-1"], "--limit"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_one_line(options: list[str], said: str, empty_place: Place, store: Store) -> None:
    result = CliRunner().invoke(app, ["rank", *options], env=empty_place.environment)
    assert result.exit_code == 2
    assert said in result.output
