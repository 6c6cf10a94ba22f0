"""Hostile text, a little of it, through every way in and out (`python -m tests.hostile` puts much of it there)."""

from __future__ import annotations

from pathlib import Path

from maillon.graph.store import Store
from tests.hostile import MARK, load, texts, through_answers, through_lists, through_records
from tests.hostile.beyond import through_deciding, through_drafts, through_the_live_atlas, through_the_site, through_tools
from tests.support.hostile import PIECES
from tests.support.places import Place


def test_what_comes_in_is_read_as_it_is_or_refused_in_words(tmp_path: Path) -> None:
    given = texts(seed=1, number=len(PIECES) + 5)
    ways = [through_records(given, as_json=False), through_records(given, as_json=True), *through_lists(given[::3], tmp_path)]
    ways += through_drafts(given[::4])
    assert {way.name: way.faults for way in ways if way.faults} == {}
    assert all(way.refused < way.tried for way in ways[:2]), "some are taken"


def test_each_list_of_the_campaign_lets_a_plain_word_in(tmp_path: Path) -> None:
    ways = {way.name.removeprefix("load "): way for way in through_lists([MARK], tmp_path)}
    assert {name: way.refused for name, way in ways.items() if way.refused} == {
        "hhs": 2,  # a number of people, a day
        "bonjourlafuite": 1,  # a list of Python
        "finess": 1,  # a day
        "table": 1,  # a day
    }
    in_no_record = {name: way.tried - way.refused - way.kept for name, way in ways.items()}
    assert {name: number for name, number in in_no_record.items() if number} == {
        "hhs": 1,  # where the data were, a description
        "bonjourlafuite": 2,  # a volume, kinds of data
        "table": 1,  # the name of a column that nobody asked for
    }


def test_what_goes_out_of_a_store_that_holds_it_is_well_formed_and_commands_nothing(
    store: Store, empty_place: Place, tmp_path: Path
) -> None:
    load(store, texts(seed=2, number=20))
    given = texts(seed=3, number=4)
    ways = list(through_answers(empty_place, tmp_path, every=False))
    ways += [through_the_site(empty_place, tmp_path), through_the_live_atlas(store, tmp_path / "ranks", given)]
    ways += [through_tools(store, given), through_deciding(empty_place, tmp_path, given[:2])]
    assert {way.name: way.faults for way in ways if way.faults} == {}
    assert sum(way.refused for way in ways) < sum(way.tried for way in ways) / 2
