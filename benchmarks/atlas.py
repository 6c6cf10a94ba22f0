"""How long a person waits for a page of the live atlas, and for a letter of its search, through HTTP: on a store of lists.

    python -m benchmarks.atlas            15,800 organisations, 7,000 incidents, 121,000 relations, made up
    python -m benchmarks.atlas STORE      a store that is there, such as one of `maillon demo`

Aims: a page within 150 ms on the shipped records and 300 ms on lists, once the atlas is ready; a letter within 50 ms; a page of
200 kB at most beside what all pages share.
"""

from __future__ import annotations

import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from benchmarks.country import country
from benchmarks.loaders import write_hhs
from maillon.exports.atlas.pages import READY_BEFORE
from maillon.graph.store import open_store
from maillon.loaders.base import loader

INCIDENTS = 7_000
SIZE = 0.01
"""Of the country: about 5,600 records beside the 7,000 of the list."""

RUNS = 5
READY = 120.0
SETTLED = 45.0
"""Seconds in which the large pages are got ready too, one after the other."""
READ = 7.0
"""Seconds for which a person reads a page: the rest of a large one is worked out meanwhile."""
LETTERS = ("h", "ho", "hos", "hospital-2", "saint", "zzqzz")
NAMED = ("index", "suppliers", "incidents", "questions", "query/clients-of")


def make(folder: Path) -> Path:
    """The store of the lists."""
    path, place = write_hhs(folder, INCIDENTS), folder / "store"
    with open_store(place, create=True) as store:
        store.load("country", country(size=SIZE), loader="benchmarks.country")
        reading = loader("hhs").read([path], dataset=None, strict=True)
        store.load(reading.dataset, reading.statements(), loader="hhs")
    return place


def get(address: str) -> tuple[float, bytes]:
    """Milliseconds, and what came."""
    begin = time.perf_counter()
    with urllib.request.urlopen(address, timeout=300) as answer:
        body = answer.read()
    return 1000 * (time.perf_counter() - begin), body


def opened(base: str) -> Sequence[str]:
    """Paths of pages to open: the named ones, what the incidents' list and the map lead to, and large suppliers that nothing got ready."""
    known = json.loads(get(f"{base}/index.json")[1])
    ranked = [r["id"] for r in json.loads(get(f"{base}/suppliers.json")[1])["origins"]]
    things = [*known["latest"][:2], *(r["id"] for r in known["largest"][:3]), *ranked[READY_BEFORE : READY_BEFORE + 4]]
    return [*NAMED, *(i.replace(":", "/", 1) for i in things)]


def main() -> None:
    """Make or take the store, serve it, and print a line a page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        place = Path(sys.argv[1]) if len(sys.argv) > 1 else make(Path(name))
        command = [sys.executable, "-m", "maillon", "explore", "--no-browser", "--lang", "en", "--store", str(place)]
        begin = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            base = address.rpartition("/en/")[0]
            try:
                first, _ = get(address)
                print(f"address after {time.perf_counter() - begin - first / 1000:.1f} s; first page {first:.0f} ms")
                while time.perf_counter() - begin < READY and json.loads(get(f"{base}/index.json")[1])["latest"] is None:
                    time.sleep(0.5)
                print(f"ready after {time.perf_counter() - begin:.1f} s")
                pages = opened(base)
                time.sleep(SETTLED)
                for path in pages:
                    cold, body = get(f"{base}/en/{path}")
                    time.sleep(READ)
                    again = statistics.median(get(f"{base}/en/{path}")[0] for _ in range(RUNS))
                    print(f"{path:50} first {cold:6.0f} ms, again {again:5.0f} ms, {len(body) / 1000:4.0f} kB")
                for text in LETTERS:
                    taken = statistics.median(get(f"{base}/search.json?lang=en&q={quote(text)}")[0] for _ in range(RUNS))
                    print(f"search {text:43} {taken:6.0f} ms")
            finally:
                server.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main()
