"""A real browser on real pages. Without Chromium the tests skip with one loud line, and fail where MAILLON_CI is set."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from maillon.graph.store import Store, open_store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.neighbourhood import neighbourhood
from maillon.reports.picture import Wording, write_picture
from tests.browser.invented import world

DAY = dt.date(2026, 1, 1)
HERE = Path(__file__).parent
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-features=Translate,OptimizationHints"),
]


def missing(reason: str) -> None:
    """Skip, or fail where nothing may be skipped."""
    if os.environ.get("MAILLON_CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium of the system, through playwright."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        missing("NOT TESTED IN A BROWSER: no Chromium; install it (apt-get install chromium) or name it in CHROMIUM")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("NOT TESTED IN A BROWSER: playwright is not installed (pip install '.[dev]')")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, fetched once with npm into node_modules (not part of the repository)."""
    script = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        npm = shutil.which("npm")
        if npm is None:
            missing("ACCESSIBILITY NOT TESTED: no npm to fetch axe-core with")
        done = subprocess.run(
            [str(npm), "ci", "--silent", "--no-audit", "--no-fund"], cwd=HERE, capture_output=True, timeout=180, check=False
        )
        if not script.exists():
            missing(f"ACCESSIBILITY NOT TESTED: npm could not fetch axe-core: {done.stderr.decode(errors='replace')[-300:]}")
    return script.read_text("utf-8")


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


@pytest.fixture
def opened(chromium: Any) -> Iterator[Open]:
    """Open a page: every request but for the page itself is stopped and remembered."""
    contexts = []

    def go(path: Path, fragment: str = "", *, width: int = 1440, height: int = 900, scheme: str = "light") -> Opened:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce", accept_downloads=True, locale="fr-FR"
        )
        contexts.append(context)
        page = context.new_page()
        result = Opened(page)

        def route(request: Any) -> None:
            url = request.request.url
            if url.split("#")[0] == path.as_uri() or url.startswith(("blob:", "data:")):
                request.continue_()
            else:
                result.requests.append(url)
                request.abort()

        context.route("**/*", route)
        page.on("pageerror", lambda error: result.errors.append(str(error)))
        page.on("console", lambda line: result.console.append(line.text) if line.type in ("error", "warning") else None)
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector('body[data-ready="1"]', timeout=20_000)
        return result

    yield go
    for context in contexts:
        context.close()


@dataclass(frozen=True)
class Pages:
    """The three pictures of the invented world, and its store for comparison."""

    store: Store
    map: Path
    incident: Path
    chains: Path


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Pages of the invented world as of 2026-01-01."""
    folder = tmp_path_factory.mktemp("pictures")
    with open_store(folder / "store") as store:
        store.load("invented", world().statements(), loader="test")
        starts = {"map": [], "incident": ["incident:intrusion-2024-01"], "chains": ["org:tiers-payant"]}
        for name, start in starts.items():
            write_picture(neighbourhood(CypherReader(store), start, as_of=DAY), folder / f"{name}.html", Wording(note="Tout est inventé."))
        yield Pages(store, folder / "map.html", folder / "incident.html", folder / "chains.html")
