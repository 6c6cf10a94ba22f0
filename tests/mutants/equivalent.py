"""Mutants that change nothing that anybody could see, each with the reason (`equivalent.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A line of a module, what it is changed into, and why that is the same."""

    module: str
    before: str
    after: str
    why: str


@cache
def known() -> tuple[Equivalent, ...]:
    """All of them."""
    listed = yaml.safe_load(Path(__file__).with_name("equivalent.yaml").read_text("utf-8")) or {}
    return tuple(Equivalent(module, one["before"], one["after"], one["why"]) for module, found in listed.items() for one in found)


def equivalent(module: str, before: str, after: str) -> bool:
    """Whether a change of a line is known to change nothing."""
    return any((one.module, one.before, one.after) == (module, before, after) for one in known())
