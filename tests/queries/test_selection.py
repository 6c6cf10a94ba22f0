"""A part of a graph: what is around one thing, on a day, of some kinds of relations."""

from __future__ import annotations

import datetime as dt

import pytest

from maillon.graph.model import Family
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.exported import Exported, export_graph
from maillon.queries.selection import WHOLE, Selection, select
from maillon.wording import RefusedError
from tests.support.drawing import draw, incident, org


@pytest.fixture
def graph(store: Store) -> Exported:
    """Mutual ──▶ host ──▶ cloud; mutual SUBSIDIARY_OF group; an incident at the cloud in 2024, with a figure of the cloud's."""
    draw(
        store,
        "org:mutual delegates_to org:host {since: 2020}",
        "org:host hosted_by org:cloud {since: 2025-06}",
        "org:mutual subsidiary_of org:group",
        org("alone"),
        incident(
            "x",
            dates={"occurred": [{"on": "2024-03", "evidence": ["s"]}]},
            compromised=[{"at": "org:cloud", "made_on": "2024-04-01"}],
            claims=[{"field": "persons-concerned", "low": 5, "high": 5, "unit": "persons", "by": "org:cloud", "made_on": "2024-05-02"}],
        ),
    )
    return export_graph(CypherReader(store), said=True)


def ids(graph: Exported) -> set[str]:
    return {node.id.partition("/")[0] for node in graph.nodes}


def arrows(graph: Exported) -> set[str]:
    return {arrow.type for arrow in graph.arrows}


def test_the_whole_is_the_whole(graph: Exported) -> None:
    assert select(graph, WHOLE).graph is graph


# mutual ──▶ host ──▶ cloud ◀── incident ◀── claim ──▶ cloud
def test_what_is_around_a_thing_goes_as_far_as_asked_with_what_is_said_of_it(graph: Exported) -> None:
    near = {depth: select(graph, Selection("org:mutual", depth)).graph for depth in (1, 2, 3)}
    assert ids(near[1]) == {"org:mutual", "org:host", "org:group"} | SOURCES & ids(graph)
    assert ids(near[2]) - ids(near[1]) == {"org:cloud"}
    assert {"incident:x", "claim:x"} == ids(near[3]) - ids(near[2]) - SOURCES
    assert {"ABOUT", "STATED_BY"} <= arrows(near[3])
    assert not {"ABOUT", "STATED_BY"} & arrows(near[2])


SOURCES = {"source:s"}


def test_some_kinds_of_relations_bring_what_stands_at_their_ends_and_nothing_else(graph: Exported) -> None:
    found = select(graph, Selection(families=frozenset({Family.TRUST}))).graph
    assert (ids(found), arrows(found)) == ({"org:mutual", "org:host", "org:cloud"}, {"DELEGATES_TO", "HOSTED_BY"})
    both = select(graph, Selection("org:cloud", 1, families=frozenset({Family.INCIDENT}))).graph
    assert (ids(both), arrows(both)) == ({"org:cloud", "incident:x"}, {"COMPROMISED"})


# on 2024-04-15: host ──▶ cloud has not begun, the incident has, its figure is not yet told
def test_of_a_day_there_is_what_may_be_said_on_it(graph: Exported) -> None:
    found = select(graph, Selection(day=dt.date(2024, 4, 15))).graph
    assert arrows(graph) - arrows(found) == {"HOSTED_BY", "ABOUT", "STATED_BY"} | {"REPORTS"} & arrows(graph)
    assert "claim:x" not in ids(found)
    assert "incident:x" in ids(found)
    before = select(graph, Selection(day=dt.date(2023, 1, 1)))
    assert "incident:x" not in ids(before.graph)


def test_a_thing_that_is_not_there_is_refused(graph: Exported) -> None:
    with pytest.raises(RefusedError, match="org:nowhere"):
        select(graph, Selection("org:nowhere"))


def test_only_a_claim_that_is_asked_about_is_a_way_to_the_claims_beside_it(graph: Exported) -> None:
    (claim,) = [node.id for node in graph.nodes if node.id.startswith("claim:") and "persons" in node.id]
    assert {"incident:x", "org:cloud"} <= ids(select(graph, Selection(claim, 1)).graph)
