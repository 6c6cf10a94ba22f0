"""What the page says of the versions of Python is what was installed there and used."""

from __future__ import annotations

from tests.packaging.pythons import kept, promised, table


def test_every_installation_that_is_written_down_is_of_a_version_that_is_promised() -> None:
    minors = [each.minor for each in kept()]
    assert len(minors) == len(set(minors)) >= 3
    assert set(minors) <= set(promised())


def test_a_version_that_was_not_tried_is_named() -> None:
    lacking = set(promised()) - {each.minor for each in kept()}
    assert all(version in table().partition("Not tried")[2] for version in lacking)
    assert ("Not tried" in table()) == bool(lacking)
