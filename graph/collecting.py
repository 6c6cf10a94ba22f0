"""How often Python looks for circles of dead objects while many live ones are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MADE = 100_000
"""Objects made between two looks at those that are new: a few megabytes."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Make many objects that stay, as readings and statements do. Python would look through them again and again, and find nothing."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _MADE) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def made_to_stay() -> Iterator[None]:
    """Make what lives as long as the process, such as a whole graph in memory: afterwards Python does not look through it any more.

    A look through millions of objects takes half a second, in which nothing else of the process goes on.
    """
    gc.unfreeze()
    with seldom_collected():
        yield
    gc.collect()
    gc.freeze()
