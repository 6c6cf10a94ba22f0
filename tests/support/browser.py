"""Chromium and what a test does with a page in it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from maillon.graph.store import Store

DAY = dt.date(2026, 1, 1)
"""The day of the pictures of the invented world."""

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-features=Translate,OptimizationHints"),
]
"""Options of the browser: nothing is fetched behind the back of a test."""


HIDDEN_CELLS = """() => [...document.querySelectorAll("table.cards td")]
  .filter(cell => cell.innerText && cell.getBoundingClientRect().right > innerWidth).map(cell => cell.innerText)"""
"""Cells of tables that stand beside the screen of a telephone."""


def chromium_program() -> str | None:
    """Chromium on this machine: what `CHROMIUM` names, or one that is installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next((found for name in names if (found := shutil.which(name))), None)


@dataclass
class Opened:
    """A page in the browser, and all that it asked for or complained about."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def clean(self) -> None:
        """Nothing left the page and nothing went wrong in it."""
        assert self.requests == []
        assert self.errors == []
        assert self.console == []

    def ask(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def number(self, node: str) -> int:
        return int(self.ask("id => maillon.nodes.find(n => n.i === id).n", node))

    def point(self, node: str) -> tuple[float, float]:
        """Where the card of a node is on the screen, in pixels."""
        at = self.ask("n => maillon.screen(n)", self.number(node))
        box = self.page.locator("#g").bounding_box()
        return box["x"] + at["x"], box["y"] + at["y"]

    def roles(self) -> dict[str, str]:
        """Ids of the cards that belong to what is chosen, and as what."""
        return dict(self.ask("[...(maillon.chosen()?.cards ?? [])].map(([n, role]) => [maillon.nodes[n].i, role])"))

    def outcomes(self) -> dict[str, str]:
        return dict(self.ask("[...(maillon.chosen()?.outcome ?? [])].map(([n, hit]) => [maillon.nodes[n].i, hit.outcome])"))

    def visible(self) -> set[str]:
        return set(self.ask("[...maillon.shown().cards.keys()].map(n => maillon.nodes[n].i)"))


Open = Callable[..., Opened]


@dataclass(frozen=True)
class Pages:
    """The three pictures of the invented world, and its store for comparison."""

    store: Store
    map: Path
    incident: Path
    chains: Path
