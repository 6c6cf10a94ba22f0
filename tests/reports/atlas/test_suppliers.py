"""The map of suppliers: the order of `rank`, all that is ranked told once, what is not counted beside what is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from maillon.graph.records import Record
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import incidents
from maillon.queries.scale.rank import rank
from maillon.queries.scale.reach import Terms
from maillon.queries.scale.snapshot_build import load_or_build
from maillon.reports.atlas.questions import RankedSuppliers
from maillon.reports.atlas.suppliers import MEASURES
from maillon.reports.rank import named_in
from tests.support.drawing import draw, incident, org, people

DAY = dt.date(2026, 1, 1)


def ranked(store: Store, folder: Path) -> RankedSuppliers:
    """The suppliers of a store, ranked on the day."""
    reader, snapshot = CypherReader(store), load_or_build(store, folder).snapshot
    ranking = rank(snapshot, Terms(DAY), top=0)
    found = incidents(reader, reader.ids("Incident"))
    ties = reader.arrows({row.id for row in ranking.origins}, backward=False)
    return RankedSuppliers(DAY, ranking, reader.nodes(named_in(ranking)), found, ties)


def test_the_map_tells_everyone_of_the_ranking_once_and_in_its_order(corpus: Store, tmp_path: Path) -> None:
    found = ranked(corpus, tmp_path)
    order = {row.id: n for n, row in enumerate(found.ranking.origins)}
    for first in (1, 5, len(order)):
        drawn = found.drawn("en", first)
        told = 0
        for layer in drawn.layers:
            for part in (layer.shown, layer.others):
                places = [order[s.id] for s in part]
                assert places == sorted(places)
            least = [s.figures["people"] for s in layer.shown]
            assert least == sorted(least, reverse=True)
            assert all(least)
            told += len(layer.shown) + len(layer.others) + layer.unlisted
        named = [s.id for layer in drawn.layers for s in (*layer.shown, *layer.others)]
        assert len(set(named)) == len(named)
        assert drawn.undrawn == len(order) - told


def test_the_first_of_a_layer_by_each_measure_is_named_whatever_the_others_weigh(store: Store, tmp_path: Path) -> None:
    """
    p1 (1,000) ──▶ i1 ──▶ large ◀── i2 … i4 have no people of known size
    p9 (unknown) ──▶ i9 ──▶ broken, at which two incidents broke
    """
    parts: list[str | Record] = [
        *(people("p1", 1000), people("p9")),
        *(org(name, "Insurer") for name in ("i1", "i2", "i3", "i4", "i9")),
        *(org(name, "SoftwareVendor") for name in ("large", "broken")),
        *("population:p1 insured_by org:i1", "population:p9 insured_by org:i9", "org:i9 delegates_to org:broken"),
        *(f"org:i{n} delegates_to org:large" for n in (1, 2, 3, 4)),
        *(incident(name, compromised=[{"at": "org:broken"}]) for name in ("x", "y")),
        "org:broken hosted_by org:large",
    ]
    draw(store, *parts)
    (layer,) = ranked(store, tmp_path).drawn("en", 1).layers
    (large,), (broken,) = layer.shown, layer.others
    assert (large.id, large.figures, large.uncounted) == ("org:large", {"people": 1000, "clients": 5, "incidents": 0}, 4)
    assert (broken.id, broken.figures, broken.rings) == ("org:broken", {"people": 0, "clients": 1, "incidents": 2}, 1)
    assert (broken.trusts, large.trusts) == ([large.place], [])
    assert large.said == "at least 1,000 persons; 4 groups not counted; 5 clients"
    assert layer.said == {
        "people": "1 other, with nobody counted",
        "clients": "1 other",
        "incidents": "1 other, with no recorded incident",
    }
    assert set(layer.said) == set(MEASURES)
