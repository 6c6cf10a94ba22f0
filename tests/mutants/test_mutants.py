"""The command that changes the rules' code, on small texts; and that its lists are of what is there."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.mutants.equivalent import known
from tests.mutants.modules import MODULES
from tests.support.places import ROOT


def test_every_module_that_is_changed_and_every_test_that_must_see_it_is_there() -> None:
    assert [name for module, tests in MODULES.items() for name in (module, *tests) if not (ROOT / name.partition("::")[0]).is_file()] == []


def test_every_change_that_is_called_equivalent_is_of_a_line_that_still_stands() -> None:
    for one in known():
        lines = {line.strip() for line in (ROOT / one.module).read_text("utf-8").splitlines()}
        assert one.before in lines, f"{one.module}: {one.before}"
        assert one.after != one.before
        assert one.why


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("SwapWord_min_max", "x = min(a, key=min_of)\n", "x = max(a, key=min_of)\n"),
        ("SwapMembership", "x = a in b\n", "x = a not in b\n"),
        ("SwapMembership", "for x in y:\n    z = x not in y\n", "for x in y:\n    z = x in y\n"),
        ("NegateFilter", "x = [a for a in b if a or c]\n", "x = [a for a in b if not (a or c)]\n"),
    ],
)
def test_the_operators_of_our_own_change_one_word(name: str, before: str, after: str) -> None:
    pytest.importorskip("cosmic_ray", reason="the extra `mutants`")
    from cosmic_ray.mutating import mutate_code

    from tests.mutants.operators import operators

    assert mutate_code(before, operators()[name], 0) == after
    assert mutate_code(before, operators()[name], 1) is None


def test_a_draw_is_that_of_its_seed_and_changes_no_annotation() -> None:
    pytest.importorskip("cosmic_ray", reason="the extra `mutants`")
    from tests.mutants.operators import shuffled

    def first(seed: int) -> list[str]:
        return [str(mutant) for mutant in islice(shuffled(["queries/walk.py"], seed), 8)]

    assert first(1) == first(1) != first(2)
    assert not [change for change in first(1) if "→  def" in change]
