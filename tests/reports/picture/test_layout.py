"""The layered layout: columns, order, heights. Pure."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.reports.picture.layout import COLUMN_GAP, ROW_GAP, Edge, layered, shelves, spread_out

HEIGHT = 56.0


@st.composite
def drawings(draw: st.DrawFn) -> tuple[dict[str, int], list[Edge]]:
    """Up to 18 nodes in five tiers and any arrows between them, loops included."""
    nodes = {f"n{i:02d}": draw(st.integers(0, 4)) for i in range(draw(st.integers(1, 18)))}
    ends = draw(st.sets(st.tuples(st.sampled_from(sorted(nodes)), st.sampled_from(sorted(nodes))), max_size=30))
    return nodes, [(f"{a}>{b}", a, b) for a, b in sorted(ends)]


def lay(tiers: dict[str, int], links: list[Edge]) -> object:
    return layered(tiers, links, dict.fromkeys(tiers, HEIGHT))


@given(drawings())
def test_no_two_cards_of_a_column_touch(drawing: tuple[dict[str, int], list[Edge]]) -> None:
    layout = layered(*drawing, dict.fromkeys(drawing[0], HEIGHT))
    columns: dict[float, list[float]] = {}
    for x, y in layout.positions.values():
        columns.setdefault(x, []).append(y)
    for heights in columns.values():
        heights.sort()
        assert all(b - a >= HEIGHT + ROW_GAP - 0.2 for a, b in itertools.pairwise(heights))


@given(drawings())
def test_columns_follow_the_tiers_and_every_node_has_a_place(drawing: tuple[dict[str, int], list[Edge]]) -> None:
    tiers, _ = drawing
    layout = layered(*drawing, dict.fromkeys(tiers, HEIGHT))
    assert layout.positions.keys() == tiers.keys()
    assert layout.tiers == sorted(layout.tiers)
    for node, tier in tiers.items():
        assert layout.tiers[layout.columns[node]] >= tier
        assert layout.positions[node][0] == layout.columns[node] * COLUMN_GAP


@given(drawings(), st.randoms())
def test_the_same_drawing_in_another_order_stands_the_same(drawing: tuple[dict[str, int], list[Edge]], rng: random.Random) -> None:
    tiers, links = drawing
    names, shuffled = list(tiers), list(links)
    rng.shuffle(names)
    rng.shuffle(shuffled)
    assert lay(tiers, links) == lay({n: tiers[n] for n in names}, shuffled)


@given(drawings())
def test_without_loops_every_arrow_points_right(drawing: tuple[dict[str, int], list[Edge]]) -> None:
    tiers, links = drawing
    acyclic = [(e, a, b) for e, a, b in links if a < b]
    layout = layered(tiers, acyclic, dict.fromkeys(tiers, HEIGHT))
    assert all(layout.columns[a] < layout.columns[b] for _, a, b in acyclic)


def test_of_a_loop_one_arrow_points_left() -> None:
    #   a ─▶ b ─▶ c ─▶ a
    layout = layered({"a": 1, "b": 2, "c": 3}, [("1", "a", "b"), ("2", "b", "c"), ("3", "c", "a")], dict.fromkeys("abc", HEIGHT))
    assert [layout.columns[n] for n in "abc"] == [0, 1, 2]


def test_a_party_trusted_from_further_right_moves_there() -> None:
    #   host (tier 4) ─▶ payer (tier 2)
    layout = layered({"host": 4, "payer": 2}, [("1", "host", "payer")], {"host": HEIGHT, "payer": HEIGHT})
    assert layout.columns["host"] < layout.columns["payer"]


def test_a_long_arrow_passes_between_the_cards_it_crosses() -> None:
    #   a ─▶ b ─▶ c
    #   └─────────▶
    layout = layered({"a": 0, "b": 1, "c": 2}, [("ab", "a", "b"), ("bc", "b", "c"), ("ac", "a", "c")], dict.fromkeys("abc", HEIGHT))
    [(x, y)] = layout.ways["ac"]
    assert x == layout.positions["b"][0]
    assert abs(y - layout.positions["b"][1]) > HEIGHT / 2


def test_two_chains_side_by_side_do_not_cross() -> None:
    #   a1 ─▶ b2 ─▶ c1
    #   a2 ─▶ b1 ─▶ c2
    tiers = {"a1": 0, "a2": 0, "b1": 1, "b2": 1, "c1": 2, "c2": 2}
    links = [("1", "a1", "b2"), ("2", "b2", "c1"), ("3", "a2", "b1"), ("4", "b1", "c2")]
    assert layered(tiers, links, dict.fromkeys(tiers, HEIGHT)).crossings == 0


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=12))
def test_spreading_keeps_the_distances_and_moves_nothing_that_fits(wanted: list[float]) -> None:
    gaps = [10.0] * (len(wanted) - 1)
    found = spread_out(wanted, gaps)
    assert all(b - a >= 10 - 1e-6 for a, b in itertools.pairwise(found))
    spaced = [i * 50.0 for i in range(len(wanted))]
    assert spread_out(spaced, gaps) == pytest.approx(spaced)
    # least squares: the mean of what is wanted is kept
    assert sum(found) == pytest.approx(sum(wanted), abs=1e-6)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.tuples(st.integers(0, 4), st.integers(0, 10**7)), max_size=40))
def test_on_the_map_no_two_suppliers_touch_and_the_greatest_comes_first(suppliers: dict[str, tuple[int, int]]) -> None:
    tiers = {n: t for n, (t, _) in suppliers.items()}
    ranks = {n: float(p) for n, (_, p) in suppliers.items()}
    boxes = {n: (190.0, 60.0 + p / 10**5) for n, (_, p) in suppliers.items()}
    places, bands = shelves(tiers, ranks, boxes)
    assert places.keys() == suppliers.keys()
    names = sorted(places)
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            apart_x = abs(places[a][0] - places[b][0]) >= 190
            apart_y = abs(places[a][1] - places[b][1]) >= (boxes[a][1] + boxes[b][1]) / 2
            assert apart_x or apart_y
    for band in bands:
        members = [n for n in tiers if tiers[n] == band.tier]
        assert all(band.left < places[n][0] < band.right for n in members)
        first = min(members, key=lambda n: (-ranks[n], n))
        assert places[first] == min((places[n] for n in members), key=lambda p: (p[0], p[1]))
