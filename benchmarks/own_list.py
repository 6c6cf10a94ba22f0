"""From a list of 60 processors to the answer: keystrokes and seconds of each step, before and after deciding, and three nights of changes.

Run: python -m benchmarks.own_list
Keys are those of the line as the documents show it, and one for Enter; each pair is decided with one key ("the same" to all, in a
terminal of its own). Needs a Unix terminal. The list is the made-up one of the tests.
"""

from __future__ import annotations

import json
import os
import pty
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

LIST = Path(__file__).parents[1] / "tests" / "fixtures" / "processors" / "list-2024-11-01.csv"
OWNER = '"Lake Mutual"'
DAY = "--as-of 2026-11-01"

INCIDENT = """kind: incident
id: night-1
title: {{fr: fuite, en: leak}}
evidence: [night]
dates: {{occurred: [{{on: 2026-10-20, evidence: [night]}}]}}
compromised: [{{at: org:viamedis, evidence: [night], note: {{fr: "{note}", en: "{note}"}}}}]
"""
CLAIM = "claims: [{field: persons-concerned, low: 1200, high: 1200, unit: persons, made_on: 2026-10-22, evidence: [night]}]\n"
NIGHTS = {
    "nothing new": "",
    "an incident at Viamedis": INCIDENT.format(note="first"),
    "its note written anew": INCIDENT.format(note="second"),
    "a figure of it": INCIDENT.format(note="second") + CLAIM,
}


def maillon(line: str, folder: Path) -> tuple[int, float, str]:
    """Run a line; its exit code, its seconds and what it prints."""
    start = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-m", "maillon", *shlex.split(line)], cwd=folder, env=_environment(folder), capture_output=True, text=True
    )
    if ran.returncode not in (0, 1):
        raise SystemExit(f"{line}: {ran.stderr}")
    return ran.returncode, time.perf_counter() - start, ran.stdout


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "MAILLON_STORE": str(folder / "store"), "MAILLON_LANG": "en"}


def decided(line: str, folder: Path) -> tuple[int, float]:
    """Decide every pair with the key for "the same", in a terminal; how many keys that took, and seconds."""
    start, keys = time.perf_counter(), 0
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execve(sys.executable, [sys.executable, "-m", "maillon", *shlex.split(line)], _environment(folder))
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
        if shown.rstrip().endswith(b"[q] quit:"):
            over = b"Nothing is left to decide" in shown
            time.sleep(0.3)  # as a person: what is typed before the program waits for a key is lost
            os.write(terminal, b"q" if over else b"y")
            keys, shown = keys + 1, b""
    os.waitpid(pid, 0)
    return keys, time.perf_counter() - start


def rows(folder: Path) -> Iterator[str]:
    """The answer in a line: how many rows of which kind, in how many incidents."""
    body = json.loads(maillon(f"concerned {OWNER} {DAY} --format json", folder)[2])
    yield f"{len(body['rows'])} rows, {len({row['incident'] for row in body['rows']})} incidents, undecided {len(body['undecided'] or ())}"


def main() -> None:
    """Print a line a step."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / LIST.name).write_bytes(LIST.read_bytes())
        total = 0
        for what, line in (
            ("without a store", f"concerned {LIST.name} --owner {OWNER} {DAY}"),
            ("the shipped records", "demo"),
            ("the list", f"load processors {LIST.name} --owner {OWNER}"),
            ("before deciding", f"concerned {OWNER} {DAY}"),
        ):
            _, seconds, _ = maillon(line, folder)
            keys = len(f"maillon {line}") + 1
            total += keys if what != "without a store" else 0
            print(f"{what}: {keys} keys, {seconds:.1f} s", flush=True)
        print(*rows(folder), flush=True)
        line = f'decide {OWNER} --who "data-protection team"'
        keys, seconds = decided(line, folder)
        print(f"deciding: {len(f'maillon {line}') + 1} keys and {keys} for the pairs, {seconds:.1f} s of the program", flush=True)
        print("after deciding:", *rows(folder), f"{total + len(f'maillon {line}') + 1 + keys} keys in all", flush=True)
        records = folder / "records"
        records.mkdir()
        (records / "dataset.yaml").write_text("kind: dataset\nid: nights\n")
        (records / "sources.yaml").write_text("kind: sources\nentries: [{id: night, publisher: Night desk}]\n")
        maillon(f"watch {OWNER}", folder)
        for what, text in NIGHTS.items():
            if text:
                (records / "incident.yaml").write_text(text)
            code, seconds, told = maillon(f"watch {OWNER} --update records --format json", folder)
            print(f"night, {what}: exit {code}, {len(json.loads(told)['new'])} new things, {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    main()
