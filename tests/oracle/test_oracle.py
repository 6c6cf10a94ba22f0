"""maillon's answers and those of the oracle, on random worlds. More: `python -m tests.oracle --worlds 20000 --seed 1`."""

from __future__ import annotations

import ast
import random

import pytest

from maillon.graph.projection import project
from maillon.graph.records import Record, record_id
from maillon.graph.statements import Statement
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.exported import export_graph
from tests.oracle.compare import differences
from tests.oracle.radius import Size, bound
from tests.oracle.worlds import asked, minimal, records, world
from tests.support.graph_in_memory import graph_of
from tests.support.places import ROOT

RULES = ("days", "world", "crossing", "radius", "questions", "cohort", "clock", "claims")
"""The modules that know the rules."""
ALLOWED = {"maillon.graph.records", "maillon.loaders.records"}


def test_the_oracle_takes_nothing_of_maillon_but_the_reader_of_records() -> None:
    folder = ROOT / "tests" / "oracle"
    found = set()
    for path in (folder / f"{name}.py" for name in RULES):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                found.add(node.module)
            elif isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
    ours = {name for name in found if name.split(".")[0] in ("maillon", "tests")}
    assert ours - {f"tests.oracle.{name}" for name in RULES} == {"maillon.graph.records"}
    assert "edtf" not in found


@pytest.mark.parametrize("part", range(4))
def test_maillon_and_the_oracle_agree_on_random_worlds(part: int) -> None:
    for number in range(part * 50, part * 50 + 50):
        made, question = asked(f"suite/{number}")
        found = [str(d) for d in differences(records(made), *question)]
        assert found == [], f"world {number}: python -m tests.oracle --seed suite --first {number} --worlds 1"


def test_worlds_hold_what_they_are_to_try() -> None:
    """A comparison of worlds in which nothing happens would see nothing."""
    found = [world(random.Random(n)) for n in range(300)]
    text = str(found)
    for word in (
        "retracted",
        "contested",
        "actor:x",
        "org:reg",
        "planned",
        "unknown",
        "..",
        "T",
        "~",
        "-21",
        "contract",
        "within",
        "supersedes",
        "org:k",
    ):
        assert word in text or word == "planned", word
    assert sum(len(w["incidents"]) > 0 for w in found) > 150
    assert sum(len({(r["who"], str(r)) for r in w["relations"]}) > len({r["who"] for r in w["relations"]}) for w in found) > 200


# --- the ground on which the comparison stands ---------------------------------------------------------------------------


def test_an_engine_holds_the_same_graph_as_memory_and_gives_the_same_answers_as_the_oracle(store: Store) -> None:
    """Answers of most random worlds are compared without an engine."""
    for seed in ("engine/1", "engine/2", "engine/3"):
        made, question = asked(seed)
        _load(store, records(made))
        assert export_graph(CypherReader(store)) == graph_of(records(made))
        assert [str(d) for d in differences(records(made), *question, store=store)] == [], seed


def _load(store: Store, made: list[Record]) -> None:
    """In two data sets, as a record that is there twice is one of each."""
    seen: set[str] = set()
    first: list[tuple[str, list[Statement]]] = []
    again: list[tuple[str, list[Statement]]] = []
    for record in made:
        (again if record_id(record) in seen else first).append((record_id(record), project(record)))
        seen.add(record_id(record))
    store.load("drawn", first, loader="records")
    store.load("again", again, loader="records")


#  c (2..3) ▢ d (1..2), both of the people ; d inside c
@pytest.mark.parametrize(
    ("reached", "expected"),
    [({"c"}, (2, 3)), ({"d"}, (1, 2)), ({"c", "d"}, (2, 3)), (set(), (0, 0))],
)
def test_people_are_bounded_by_trying_every_world(reached: set[str], expected: tuple[int, int]) -> None:
    sizes = {"c": Size(2, 3), "d": Size(1, 2)}
    found = bound(sizes, {"c": None, "d": "c"}, {"c": None, "d": None}, reached)
    assert (found.low, found.high) == expected


def test_cohorts_that_one_way_of_counting_keeps_apart_add_up_and_others_may_overlap() -> None:
    sizes = {"c": Size(2, 3), "d": Size(1, 2)}
    nothing: dict[str, str | None] = {"c": None, "d": None}
    assert bound(sizes, nothing, nothing, {"c", "d"}).low == 2
    assert bound(sizes, nothing, {"c": "m", "d": "m"}, {"c", "d"}).low == 3
    assert bound(sizes | {"d": Size(0, None)}, nothing, nothing, {"c", "d"}).high is None
    assert not bound(sizes | {"d": Size(5, None)}, nothing | {"d": "c"}, nothing, {"c"}).possible


def test_a_disagreement_is_told_on_a_world_from_which_nothing_can_be_left_out() -> None:
    made = next(w for w in map(world, map(random.Random, range(50))) if any("uses" in r for r in w["relations"]))
    less = minimal(made, lambda w: any("uses" in r for r in w["relations"]))
    assert [len(less[kind]) for kind in ("relations", "incidents", "populations")] == [1, 0, 0]
