# /// script
# requires-python = ">=3.11"
# dependencies = ["nomenklatura>=4,<5"]
# ///
"""Propose pairs among the names of a CSV (`id,name,country,region,town`) with nomenklatura's command `xref`.

Run by `benchmarks.matchers` in an environment of its own. The matcher is the best of those that it ships on the labelled pairs
(`regression-v1`); town and region are an address. Its limit of 5000 proposals is lifted, which would end it early.
"""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT = 1_000_000


def main(source: str, target: str) -> None:
    """Read the names of `source`, write `one,other,score` to `target`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Path(source).open(encoding="utf-8", newline="") as rows, (folder / "names.ijson").open("w", encoding="utf-8") as lines:
            for row in csv.DictReader(rows):
                place = ", ".join(filter(None, (row["town"], row["region"])))
                said = {"name": row["name"], "country": row["country"].lower(), "address": place}
                properties = {key: [value] for key, value in said.items() if value}
                lines.write(json.dumps({"id": row["id"], "schema": "Organization", "properties": properties, "datasets": ["names"]}) + "\n")
        xref = ["xref", "names.ijson", "--limit", str(LIMIT), "--algorithm", "regression-v1", "--data-path", "data"]
        database = {"NOMENKLATURA_DB_URL": f"sqlite:///{folder}/resolver.db"}
        program = Path(sys.executable).with_name("nomenklatura")
        subprocess.run([program, *xref], check=True, capture_output=True, cwd=folder, env=os.environ | database)
        # its command writes out what was decided, not what it proposes
        query = "SELECT source, target, score FROM resolver WHERE judgement = 'no_judgement' AND deleted_at IS NULL"
        with sqlite3.connect(folder / "resolver.db") as resolver, Path(target).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([("one", "other", "score"), *resolver.execute(query)])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
