"""The dependency graph of Debian's packages as organisations that delegate to one another: a real shape, loops included.

Each package is an organisation, each name after `Depends` or `Pre-Depends` (of alternatives, the first) a relation. Names that
only other packages provide stay nodes that nobody describes, as an unstated supplier would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from maillon.graph.statements import REGISTER, ArrowStatement, NodeStatement, Statement

_NAME = re.compile(r"[a-z0-9][a-z0-9+.\-]*")


def packages(lines: Iterable[str]) -> Iterator[tuple[str, list[Statement]]]:
    """Records of a `Packages` file, one per package; of several versions, the first."""
    seen: set[str] = set()
    name, needs = "", ""
    for line in [*lines, ""]:
        key, _, value = line.rstrip("\n").partition(": ")
        if key == "Package":
            name = value
        elif key in ("Depends", "Pre-Depends"):
            needs += f", {value}"
        elif not key.strip() and name:
            if name not in seen:
                seen.add(name)
                yield name, list(_statements(name, needs))
            name, needs = "", ""


def _statements(name: str, needs: str) -> Iterator[Statement]:
    it = f"org:{_slug(name)}"
    yield NodeStatement(it, (), {"name": name, "evidence": ["debian-packages"]}, REGISTER)
    wanted = {match[0] for part in needs.split(",") if (match := _NAME.match(part.strip()))}
    for other in sorted(wanted - {name}):
        yield ArrowStatement(
            "DELEGATES_TO", it, f"org:{_slug(other)}", ("", "", ""), {"status": "confirmed", "evidence": ["debian-packages"]}
        )


def _slug(name: str) -> str:
    return name.replace("+", "-plus")
