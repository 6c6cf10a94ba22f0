"""A real browser on real pages. Without Chromium the tests skip with one loud line, and fail where MAILLON_CI is set."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from maillon.graph.store import open_store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.neighbourhood import neighbourhood
from maillon.reports.picture import Wording, write_picture
from tests.support.browser import DAY, FLAGS, Open, Opened, Pages, chromium_program
from tests.support.invented import world
from tests.support.tools import fetching, untested

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium of the system, through playwright."""
    program = chromium_program()
    if program is None:
        untested("IN A BROWSER: no Chromium; install it (apt-get install chromium) or name it in CHROMIUM")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        untested("IN A BROWSER: playwright is not installed (pip install '.[dev]')")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, fetched once with npm into node_modules (not part of the repository)."""
    script = HERE / "node_modules" / "axe-core" / "axe.min.js"
    with fetching(HERE):
        if not script.exists():
            npm = shutil.which("npm")
            if npm is None:
                untested("FOR ACCESSIBILITY: no npm to fetch axe-core with")
            command = [npm, "ci", "--silent", "--no-audit", "--no-fund"]
            done = subprocess.run(command, cwd=HERE, capture_output=True, timeout=180, check=False)
            if not script.exists():
                untested(f"FOR ACCESSIBILITY: npm could not fetch axe-core: {done.stderr.decode(errors='replace')[-300:]}")
    return script.read_text("utf-8")


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


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Pages of the invented world as of 2026-01-01."""
    folder = tmp_path_factory.mktemp("pictures")
    with open_store(folder / "store") as store:
        store.load("invented", world().statements(), loader="test")
        starts: dict[str, list[str]] = {"map": [], "incident": ["incident:intrusion-2024-01"], "chains": ["org:tiers-payant"]}
        for name, start in starts.items():
            write_picture(neighbourhood(CypherReader(store), start, as_of=DAY), folder / f"{name}.html", Wording(note="Tout est inventé."))
        yield Pages(store, folder / "map.html", folder / "incident.html", folder / "chains.html")
