"""`python -m tests.support.quotations FILE…`: no run of eight words that FILE puts in quotation marks may stand in the repository.

For notes that quote articles: what is published here says things in its own words. Titles of documents are not quotations;
lines of FILE that begin with `- [` list documents and are skipped.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

RUN = 8
ROOT = Path(__file__).parents[2]
_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»')

_TITLE = re.compile(r'title: (?:"(?:[^"\\]|\\.)*"|[^,}]*)')
"""A title in the registry of documents."""


def words(text: str) -> list[str]:
    """Words, folded to lower case, without punctuation."""
    return re.findall(r"\w+", text.lower())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of `RUN` words."""
    found = words(text)
    for start in range(len(found) - RUN + 1):
        yield tuple(found[start : start + RUN])


def quoted(text: str) -> set[tuple[str, ...]]:
    """Runs of words inside quotation marks, line by line."""
    lines = (line for line in text.splitlines() if not line.startswith("- ["))
    return {run for line in lines for groups in _QUOTED.findall(line) for part in groups if part for run in runs(part)}


def published() -> Iterator[tuple[str, str]]:
    """Every text file of the repository, with its name."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        try:
            text = (ROOT / name).read_text("utf-8")
            yield name, _TITLE.sub("", text) if name.endswith("sources.yaml") else text
        except (UnicodeDecodeError, OSError):
            continue


def found(notes: str) -> list[str]:
    """`file: the eight words` for each hit, first of each file and run."""
    forbidden = quoted(notes)
    return [f"{name}: {' '.join(run)}" for name, text in published() for run in dict.fromkeys(runs(text)) if run in forbidden]


if __name__ == "__main__":
    hits = [hit for path in sys.argv[1:] for hit in found(Path(path).read_text("utf-8"))]
    print("\n".join(hits) or "no quotation stands in the repository")
    sys.exit(1 if hits else 0)
