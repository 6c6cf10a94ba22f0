"""How large a picture is, how soon it is there, how fast it answers: in Chromium, on the shipped records and on a made-up graph.

Run: python -m benchmarks.picture

Goals: the page of all shipped records at most 1.5 MB, written in at most 2 s, first paint within 2 s; on 2 000 nodes and
4 000 relations, hovering, isolating, filtering and changing the day each at most 100 ms (with the redraw).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from maillon.graph.store import Store, open_store
from maillon.loaders.base import loader
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.neighbourhood import neighbourhood
from maillon.reports.picture import write_picture
from tests.support.browser import FLAGS, chromium_program
from tests.support.invented import suppliers

RECORDS = Path(__file__).parent.parent / "records"

INTERACTIONS = """
async () => {
  const S = maillon.state, out = {}, frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  const time = async (name, act) => {
    out[name] = [];
    for (let i = 0; i < 15; i++) {
      const start = performance.now();
      await act(i);
      await frame();
      out[name].push(performance.now() - start);
    }
  };
  S.map = false; maillon.render(); maillon.fit(); await frame();
  const some = maillon.nodes.filter(n => n.k === "telehealth" || n.k === "payer").map(n => n.n);
  const g = document.getElementById("g"), box = g.getBoundingClientRect(), cards = [...maillon.shown().cards.keys()];
  out.cards = cards.length; out.lines = maillon.shown().lines.length;
  await time("hover", async i => { const p = maillon.screen(cards[(i * 97) % cards.length]);
    g.dispatchEvent(new PointerEvent("pointermove", { clientX: box.left + p.x, clientY: box.top + p.y, bubbles: true })); await frame(); });
  await time("highlight", i => { S.iso = false; S.node = some[i % some.length]; maillon.render(); });
  maillon.clear();
  await time("isolate", i => maillon.select(some[i % some.length]));
  maillon.clear();
  await time("filter", i => { S.kinds[i % 2 ? "add" : "delete"]("host"); maillon.render(); });
  await time("day", i => maillon.setDay(`${2010 + i}-06-30`));
  return out;
}
"""


def main() -> None:
    program = chromium_program()
    if program is None:
        sys.exit("no Chromium; install it or name it in CHROMIUM")
    with tempfile.TemporaryDirectory() as folder:
        corpus, made_up = Path(folder) / "corpus.html", Path(folder) / "made-up.html"
        with open_store(Path(folder) / "corpus") as store:
            reading = loader("records").read([RECORDS], dataset=None, strict=True)
            store.load(reading.dataset, reading.statements(), loader="records")
            _written("shipped records", store, corpus)
        with open_store(Path(folder) / "made-up") as store:
            store.load("made-up", suppliers(930, 60, 40).statements(), loader="benchmark")
            _written("made-up graph", store, made_up)
        _measured(program, {"shipped records": corpus, "made-up graph": made_up})


def _written(name: str, store: Store, path: Path) -> None:
    start = time.perf_counter()
    answer = neighbourhood(CypherReader(store))
    gathered = time.perf_counter()
    size = write_picture(answer, path)
    done = time.perf_counter()
    print(
        f"{name}: {len(answer.nodes)} nodes, {len(answer.relations)} relations; gathered in {gathered - start:.2f} s, "
        f"written in {done - gathered:.2f} s, {size / 1e6:.2f} MB"
    )


def _measured(program: str, pages: dict[str, Path]) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        for name, path in pages.items():
            page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
            start = time.perf_counter()
            page.goto(path.as_uri())
            page.wait_for_selector('body[data-ready="1"]', timeout=60_000)
            ready = time.perf_counter() - start
            paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
            page.wait_for_timeout(2_000)
            found: dict[str, Any] = page.evaluate(INTERACTIONS)
            print(
                f"{name}: first paint {paint:.0f} ms, ready {ready:.2f} s; {found.pop('cards')} cards and {found.pop('lines')} lines drawn"
            )
            for action, taken in found.items():
                print(f"  {action}: median {statistics.median(taken):.0f} ms, slowest {max(taken):.0f} ms")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
