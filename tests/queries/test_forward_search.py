"""The best known way to each party is the first of all the ways that the rules allow, whichever way it is looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hypothesis import given

from maillon.graph.model import Effect
from maillon.queries.crossing import Verdict, cross
from maillon.queries.forward_search import recorded_ways, ways_by_contract, ways_from, ways_from_each
from maillon.queries.known_on import BEST_KNOWN_FIRST, force_along
from maillon.queries.standing import Days, common
from maillon.queries.subgraph import Arrow, Force, Subgraph
from tests.support.random_relations import NODES, ON, random_arrows, typed


def graph_of(drawn: Sequence[Arrow]) -> Subgraph:
    graph = Subgraph()
    for arrow in {a.order: a for a in map(typed, drawn) if a is not None}.values():
        graph.add(arrow)
    graph.sort()
    return graph


def simple_ways(graph: Subgraph, here: str, passed: tuple[str, ...]) -> Iterator[tuple[Arrow, ...]]:
    """Every way that passes no party twice."""
    for arrow in graph.outgoing.get(here, ()):
        if arrow.end not in passed:
            yield (arrow,)
            yield from ((arrow, *way) for way in simple_ways(graph, arrow.end, (*passed, arrow.end)))


def allowed(way: Sequence[Arrow]) -> bool:
    """Whether something gets along a whole way, by the rules of docs/model.md, looked at pair by pair."""
    crossings = [cross(arrow, Days.on(ON), Effect.CONFIDENTIALITY) for arrow in way]
    if any(c.verdict in (Verdict.NO, Verdict.CLEARED) for c in crossings):
        return False
    data = scopes = None
    for arrow in way:
        data, scopes = common(data, arrow.standing.data), common(scopes, arrow.standing.scopes)
        if data == frozenset() or scopes == frozenset():
            return False
    for place, (arrow, crossing) in enumerate(zip(way, crossings, strict=True)):
        until = arrow.standing.until if crossing.past else None
        if until is not None and any(earlier.standing.since is not None and earlier.standing.since > until for earlier in way[:place]):
            return False
    return True


def first_of(ways: Sequence[tuple[Arrow, ...]]) -> tuple[Arrow, ...]:
    return min(ways, key=lambda way: (BEST_KNOWN_FIRST.index(force_along(way, ON)), len(way), [a.order for a in way]))


@given(random_arrows)
def test_of_all_ways_that_something_gets_along_the_best_known_then_the_shortest_is_given(drawn: list[Arrow]) -> None:
    graph = graph_of(drawn)
    each = dict(ways_from_each(graph, NODES, ON))
    for start in NODES:
        every = list(simple_ways(graph, start, (start,)))
        ways = [way for way in every if allowed(way)]
        expected = {end: first_of([w for w in ways if w[-1].end == end]) for end in sorted({w[-1].end for w in ways})}
        assert ways_from(graph, start, ON) == expected
        assert {end: (way.path, way.force) for end, way in each[start].items()} == {
            end: (way, force_along(way, ON)) for end, way in expected.items()
        }
        keys = {(w[-1].end, w[0].order) for w in ways}
        assert ways_by_contract(graph, start, ON) == {key: first_of([w for w in ways if (w[-1].end, w[0].order) == key]) for key in keys}
        begun = [w for w in every if Force.NOT_BEGUN not in {a.force(ON) for a in w}]
        assert recorded_ways(graph, start, ON) == {
            end: first_of([w for w in begun if w[-1].end == end]) for end in {w[-1].end for w in begun}
        }


def test_a_way_is_one_relation_after_the_other() -> None:
    """`simple_ways` itself: without it nothing above would be compared."""
    graph = graph_of([Arrow("DELEGATES_TO", f"org:{a}", f"org:{b}") for a, b in ("ab", "bc", "ca")])
    ways = list(simple_ways(graph, "org:a", ("org:a",)))
    assert [[arrow.end for arrow in way] for way in ways] == [["org:b"], ["org:b", "org:c"]]
    assert all(one.end == two.start for way in ways for one, two in pairwise(way))
