"""The tests as a house: what several share stands in tests/support, and what a text names is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.places import ROOT

FOLDERS = [ROOT / name for name in ("tests", "benchmarks", "docs")]
TEXTS = [p for folder in FOLDERS for p in folder.rglob("*") if p.suffix in (".py", ".md") and "node_modules" not in p.parts]
_NAMED = re.compile(r"\b(?:from|import|python -m) (tests(?:\.\w+)+)")
"""A module of the tests, wherever it is named: in code, in a program that is kept as text, in a page."""
_SHARED = re.compile(r"\b(?:from|import) tests(?:\.\w+)*(?:\.| import )(?:test_\w+|conftest)\b")


def test_nothing_is_imported_from_a_test_or_a_conftest() -> None:
    found = [(path.name, line) for path in TEXTS for line in path.read_text("utf-8").splitlines() if _SHARED.search(line)]
    assert found == [], "move what is shared to tests/support"


def test_every_module_of_the_tests_that_is_named_anywhere_is_there() -> None:
    named = {(path.name, module) for path in TEXTS for module in _NAMED.findall(path.read_text("utf-8"))}
    assert len(named) > 50
    assert [(name, module) for name, module in sorted(named) if not _exists(ROOT.joinpath(*module.split(".")))] == []


def _exists(path: Path) -> bool:
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()
