# /// script
# requires-python = ">=3.11"
# dependencies = ["datasette>=0.65"]
# ///
"""How long pages and letters of a search take when the rows of a graph are in Datasette: `with_datasette.py EXPORT ID…`.

Run in an environment of its own (`uv run`), on what `maillon export` wrote. As whoever publishes with it would have it: a table of things
with a full-text index of their names, a table of relations with indexes and foreign keys. The page of a thing is its row and both lists of
its relations, which are three requests there. It follows no chain and counts no people: only what both can do is compared.
"""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote

RUNS = 5
LETTERS = ("h", "ho", "hos", "hospital-2", "saint", "zzqzz")


def database(export: dict[str, list[dict[str, Any]]], place: Path) -> None:
    """The rows of the export as two tables."""
    with sqlite3.connect(place) as made:
        made.execute("CREATE TABLE things (id TEXT PRIMARY KEY, kind TEXT, name TEXT, properties TEXT)")
        made.execute(
            "CREATE TABLE relations (n INTEGER PRIMARY KEY, type TEXT, start TEXT REFERENCES things(id), "
            '"end" TEXT REFERENCES things(id), properties TEXT)'
        )
        for thing in export["nodes"]:
            said = thing["properties"]
            row = (thing["id"], " ".join(thing["labels"]), said.get("name"), json.dumps(said))
            made.execute("INSERT INTO things VALUES (?, ?, ?, ?)", row)
        for arrow in export["arrows"]:
            made.execute(
                'INSERT INTO relations (type, start, "end", properties) VALUES (?, ?, ?, ?)',
                (arrow["type"], arrow["start"], arrow["end"], json.dumps(arrow["properties"])),
            )
        made.execute("CREATE INDEX leaving ON relations(start)")
        made.execute('CREATE INDEX entering ON relations("end")')
        made.execute("CREATE VIRTUAL TABLE things_fts USING fts5(name, content='things', prefix='1 2 3')")
        made.execute("INSERT INTO things_fts (rowid, name) SELECT rowid, name FROM things")


def get(address: str) -> tuple[float, int]:
    """Milliseconds, and how many bytes came."""
    begin = time.perf_counter()
    with urllib.request.urlopen(address, timeout=300) as answer:
        size = len(answer.read())
    return 1000 * (time.perf_counter() - begin), size


def tilde(text: str) -> str:
    """An id in an address, as Datasette writes it."""
    return quote(text, safe="").replace(".", "%2E").replace("~", "%7E").replace("%", "~")


def told(what: str, addresses: list[str]) -> None:
    """A line: the first time, again, and how much came."""
    first = [get(address) for address in addresses]
    again = statistics.median(sum(get(address)[0] for address in addresses) for _ in range(RUNS))
    print(f"{what:50} first {sum(t for t, _ in first):6.0f} ms, again {again:5.0f} ms, {sum(n for _, n in first) / 1000:4.0f} kB")


def main() -> None:
    """Make the database, serve it, and print a line a page."""
    export, things = json.loads(Path(sys.argv[1]).read_text("utf-8")), sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        database(export, Path(folder) / "graph.db")
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        command = [sys.executable, "-m", "datasette", "serve", str(Path(folder) / "graph.db"), "--port", str(port)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            base = f"http://127.0.0.1:{port}/graph"
            try:
                begin = time.perf_counter()
                while True:
                    try:
                        get(f"{base}.json")
                        break
                    except OSError:
                        time.sleep(0.05)
                print(f"ready after {time.perf_counter() - begin:.1f} s")
                told("all things", [f"{base}/things"])
                told("all relations", [f"{base}/relations"])
                for thing in things:
                    lists = [f"{base}/relations?{side}={quote(thing, safe='')}" for side in ("start", "end")]
                    told(thing, [f"{base}/things/{tilde(thing)}", *lists])
                for text in LETTERS:
                    asked = quote(" ".join(f'"{word}"*' for word in text.replace("-", " ").split()))
                    address = f"{base}/things.json?_searchmode=raw&_search={asked}&_size=20&_nofacet=1&_nosuggest=1&_nocount=1"
                    print(f"search {text:43} {statistics.median(get(address)[0] for _ in range(RUNS)):6.0f} ms")
            finally:
                server.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main()
