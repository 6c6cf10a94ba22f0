"""What stands in the fences of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A language, the name of a file where there is one, and the text."""


def console(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Each command of a page with what the page shows of its output."""
    for language, _, body in FENCE.findall(page.read_text("utf-8")):
        if language != "console":
            continue
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, [line for line in output.splitlines() if line.strip()]
