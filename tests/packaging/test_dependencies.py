"""What the package asks to be installed is what it imports, no more and no less."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.building import PYPROJECT, ROOMS
from tests.support.places import ROOT


def _declared(lines: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in lines}


def _modules() -> Iterator[Path]:
    for path in (ROOT / name for name in ROOMS):
        yield from path.rglob("*.py") if path.is_dir() else ([path] if path.suffix == ".py" else [])


def _imported(path: Path) -> Iterator[str]:
    """The names of the modules that a file imports, as far as the first dot."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{path}: a relative import"
            yield node.module.partition(".")[0]


TAKEN = {"pandas", "polars"}
"""What a reader of rows asks for by the name of a method, and has then."""
COMPLETED = {"lxml-html-clean"}
"""What a dependency asks for in a way that not every installer understands."""


def test_every_import_is_of_a_declared_dependency_and_every_dependency_is_imported() -> None:
    names = {name for path in _modules() for name in _imported(path)} - set(sys.stdlib_module_names) - {"maillon"}
    distributions = packages_distributions()
    used = {canonicalize_name(distributions.get(name, [name])[0]) for name in names}
    project = PYPROJECT["project"]
    extras = project["optional-dependencies"]  # what is read with `parquet` need not be installed
    assert (used - TAKEN) | COMPLETED == _declared(
        [*project["dependencies"], *(line for extra in ("engine", "parquet", "explore", "mcp", "draft") for line in extras[extra])]
    )


def test_only_the_processes_of_the_engine_import_the_engine() -> None:
    importing = sorted(path.relative_to(ROOT).as_posix() for path in _modules() if "arcadedb" in _imported(path))
    assert importing == ["graph/store/engine/building.py", "graph/store/engine/process.py"]
