"""A mutant put into a program that has imported the module already: functions are given the code of their changed selves."""

from __future__ import annotations

import gc
import inspect
from types import CodeType, FunctionType

from tests.mutants.operators import Mutant
from tests.support.places import ROOT


def swapped(mutant: Mutant) -> bool:
    """Put the mutant in place; False, and nothing is done, where it changes more than the inside of functions that are there."""
    path = str(ROOT / mutant.module)
    pairs = _functions(compile((ROOT / mutant.module).read_text("utf-8"), path, "exec"), compile(mutant.text, path, "exec"))
    if not pairs:
        return False
    live = [f for f in gc.get_objects() if isinstance(f, FunctionType) and f.__module__ == mutant.name]
    found = [[f for f in live if f.__code__ == old and f.__qualname__ == old.co_qualname] for old, _ in pairs]
    if not all(len(same) == 1 for same in found):
        return False
    for (function,), (_, new) in zip(found, pairs, strict=True):
        function.__code__ = new
    return True


def _functions(old: CodeType, new: CodeType) -> list[tuple[CodeType, CodeType]] | None:
    """The functions that differ; None where what is around them does too."""
    if old == new:
        return []
    if old.co_flags & inspect.CO_OPTIMIZED:
        return [(old, new)]
    if (old.co_code, old.co_names, len(old.co_consts)) != (new.co_code, new.co_names, len(new.co_consts)):
        return None
    found = []
    for one, other in zip(old.co_consts, new.co_consts, strict=True):
        if isinstance(one, CodeType) and isinstance(other, CodeType):
            inside = _functions(one, other)
            if inside is None:
                return None
            found += inside
        elif one != other or type(one) is not type(other):
            return None
    return found
