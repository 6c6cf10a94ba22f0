"""The catalogues of all rooms."""

from __future__ import annotations

from importlib import import_module

from maillon.wording import Catalogue
from tests.support.places import ROOT

ROOMS = ("graph", "loaders", "queries", "reports", "exports", "api", "assistant", "commands")


def catalogues() -> dict[str, Catalogue]:
    """The module of each room's catalogue, with the catalogue."""
    found = [p for room in ROOMS for name in ("messages.py", "messages/__init__.py") for p in (ROOT / room).rglob(name)]
    names = ["maillon." + ".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for p in found]
    return {name: import_module(name).messages for name in sorted(names)}


CATALOGUES = catalogues()
