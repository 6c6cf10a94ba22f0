"""Run tests on a mutant: each in a fork of this process, which has imported what is slow to import and keeps an engine running."""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import grimp
import hypothesis
import pytest

from maillon.graph.store import open_store
from tests.mutants.modules import MODULES
from tests.mutants.operators import Mutant
from tests.support.places import ROOT

_SLOW = ("numpy", "scipy.sparse.csgraph", "networkx", "neo4j", "pydantic", "yaml", "edtf", "rapidfuzz", "stdnum", "click", "rich", "jinja2")
_PROCESSOR_SECONDS = 30
_SECONDS = 900.0
_MEMORY = 8 << 30
_SHIPPED = {"corpus", "corpus_place", "corpus_directory", "corpus_files"}


class Fate(StrEnum):
    """What became of a mutant: a test failed on it, it ran for too long, or no test saw it."""

    KILLED = "killed"
    ENDLESS = "endless"
    SURVIVED = "survived"


class Brief:
    """A plugin of pytest for a run in which the first failure is all that is wanted: what took least time in the first run goes first."""

    def __init__(self, times: Path) -> None:
        self._times = times
        self._taken: dict[str, float] = {}

    def pytest_configure(self, config: pytest.Config) -> None:
        """Hypothesis tries the same inputs each time, and does not look for the smallest that fails."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("brief", deadline=None, derandomize=True, database=None, phases=phases, max_examples=60)
        hypothesis.settings.load_profile("brief")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what takes the shipped records."""
        known = json.loads(self._times.read_text()) if self._times.exists() else {}
        items[:] = [item for item in items if not _SHIPPED.intersection(getattr(item, "fixturenames", ()))]
        items.sort(key=lambda item: known.get(item.nodeid, 0.0))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """How long it takes."""
        self._taken[report.nodeid] = self._taken.get(report.nodeid, 0.0) + report.duration

    def pytest_sessionfinish(self) -> None:
        """The first run, of the code as it is, is kept."""
        if not self._times.exists():
            self._times.write_text(json.dumps(self._taken))


@cache
def _package() -> grimp.ImportGraph:
    """Which module of the package imports which."""
    return grimp.build_graph("maillon", cache_dir=None, exclude_type_checking_imports=True)


def _imported_by(package: grimp.ImportGraph) -> list[str]:
    """The modules that can be changed, and all that they import."""
    changed = {_name(module) for module in MODULES}
    return sorted(changed.union(*(package.find_upstream_modules(module) for module in changed)))


def _name(module: str) -> str:
    return f"maillon.{module.removesuffix('.py').replace('/', '.')}"


def _forget(names: Iterable[str]) -> None:
    """Modules that are to be imported anew."""
    for name in names:
        module = sys.modules.pop(name, None)
        parent, _, last = name.rpartition(".")
        if module is not None and getattr(sys.modules.get(parent), last, None) is module:
            delattr(sys.modules[parent], last)


@contextmanager
def warm() -> Iterator[Path]:
    """The folder of a store whose engine runs, for the tests of every mutant."""
    for name in (*_SLOW, *_imported_by(_package())):
        importlib.import_module(name)
    with tempfile.TemporaryDirectory(prefix="maillon-mutants-") as folder, open_store(Path(folder) / "store"):
        yield Path(folder) / "store"


def fate(mutant: Mutant | None, tests: Sequence[str], store: Path) -> tuple[Fate, str]:
    """What became of a mutant (None: of the code as it is), and what the tests printed.

    Raises:
        RuntimeError: the tests could not be run.
    """
    with tempfile.TemporaryFile() as printed:
        child = os.fork()
        if child == 0:
            _run(mutant, tests, store, printed.fileno())
        code = _ended(child)
        printed.seek(0)
        text = printed.read().decode(errors="replace")
    if code < 0:
        return Fate.ENDLESS, text
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
        raise RuntimeError(f"pytest ended with {code} on {mutant}\n{text}")
    return (Fate.SURVIVED if code == pytest.ExitCode.OK else Fate.KILLED), text


def _ended(child: int) -> int:
    """The exit code of a process; below zero where it was ended because it takes too long."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _run(mutant: Mutant | None, tests: Sequence[str], store: Path, output: int) -> None:
    """In the fork: forget what imports the module, import it with the mutant, run the tests, end."""
    code = int(pytest.ExitCode.INTERNAL_ERROR)
    try:
        os.setsid()
        os.dup2(output, 1)
        os.dup2(output, 2)
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        _forget([name for name in sys.modules if name.partition(".")[0] == "tests"])
        if mutant is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
            _forget([_name(mutant.module), *_package().find_downstream_modules(_name(mutant.module))])
            sys.meta_path.insert(0, _Finder(mutant))
        sys.dont_write_bytecode = True
        asked = ["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--engine", "embedded", "--running-store", str(store)]
        code = int(pytest.main([*asked, *tests], plugins=[Brief(store.with_name("times.json"))]))
        sys.stdout.flush()
    finally:
        os._exit(code)


class _Loader(importlib.machinery.SourceFileLoader):
    """Compiles the text of the mutant where that of the file is asked for."""

    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self._text = text

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._text, self.path, "exec")


class _Finder:
    """Finds the one module that is changed."""

    def __init__(self, mutant: Mutant) -> None:
        self._name = _name(mutant.module)
        self._path, self._text = str(ROOT / mutant.module), mutant.text

    def find_spec(self, name: str, path: Any = None, target: ModuleType | None = None) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, self._path, loader=_Loader(name, self._path, self._text))
