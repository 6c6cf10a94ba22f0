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
import traceback
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NoReturn

import grimp
import hypothesis
import pytest

from maillon.graph.store import open_store
from tests.mutants.modules import MODULES
from tests.mutants.operators import Mutant, module_name
from tests.mutants.swap import swapped
from tests.support.places import ROOT

_SLOW = ("numpy", "scipy.sparse.csgraph", "networkx", "neo4j", "pydantic", "yaml", "edtf", "rapidfuzz", "stdnum", "click", "rich", "jinja2")
_PROCESSOR_SECONDS = 20
_SECONDS = 900.0
_LONG = 3.0
"""A test that takes more seconds of the processor than this on the code as it is sees no mutants."""
_MEMORY = 8 << 30
_SHIPPED = {"corpus", "corpus_place", "corpus_directory", "corpus_files"}


class Fate(StrEnum):
    """What became of a mutant: a test failed on it, it ran for too long, or no test saw it."""

    KILLED = "killed"
    ENDLESS = "endless"
    SURVIVED = "survived"


class Brief:
    """A plugin of pytest: no test takes the shipped records, and Hypothesis tries the same inputs each time and shrinks nothing."""

    def pytest_configure(self, config: pytest.Config) -> None:
        """Before a test is imported."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("brief", deadline=None, derandomize=True, database=None, phases=phases, max_examples=25)
        hypothesis.settings.load_profile("brief")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what would load the shipped records anew for every mutant."""
        items[:] = [item for item in items if not _SHIPPED.intersection(getattr(item, "fixturenames", ()))]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Print what failed."""
        if report.failed:
            print(report.nodeid, report.longreprtext, sep="\n", flush=True)


class Run(Brief):
    """A plugin of pytest that collects the tests once, and then runs those of each mutant, each time in a fork."""

    def __init__(self, work: Callable[[Run], None], store: Path) -> None:
        self._work = work
        self._store = store
        self._items: list[pytest.Item] = []
        self._taken: dict[str, float] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of pytest's own."""
        self._items = session.items
        self._work(self)
        return True

    def fate(self, mutant: Mutant | None, tests: Sequence[str]) -> tuple[Fate, str]:
        """What became of a mutant (None: of the code as it is, which tells how long each test takes), and what the tests printed.

        Raises:
            RuntimeError: the tests could not be run.
        """
        with tempfile.TemporaryFile() as printed:
            child = os.fork()
            if child == 0:
                _ending(lambda: self._run(mutant, tests), printed.fileno())
            code = _ended(child)
            printed.seek(0)
            text = printed.read().decode(errors="replace")
        if code < 0:
            return Fate.ENDLESS, text
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
            raise RuntimeError(f"pytest ended with {code} on {mutant}\n{text}")
        if mutant is None:
            self._taken = json.loads(self._times.read_text())
        return (Fate.SURVIVED if code == pytest.ExitCode.OK else Fate.KILLED), text

    def _time(self, item: pytest.Item) -> float:
        return self._taken.get(item.nodeid, 0.0)

    @property
    def _times(self) -> Path:
        return self._store.with_name("times.json")

    def _run(self, mutant: Mutant | None, tests: Sequence[str]) -> int:
        """In the fork: the tests, what takes least time first, to the first that fails."""
        if mutant is not None:
            _limit_processor()
            if not swapped(mutant):
                return _afresh(mutant, tests, self._store)
        asked = [item for item in self._items if item.nodeid in tests or item.nodeid.partition("::")[0] in tests]
        items = sorted((item for item in asked if self._time(item) < _LONG), key=self._time)
        taken = {}
        for item, following in zip(items, [*items[1:], None], strict=True):
            begin = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            taken[item.nodeid] = time.process_time() - begin
            if item.session.testsfailed:
                return int(pytest.ExitCode.TESTS_FAILED)
        if mutant is None:
            self._times.write_text(json.dumps(taken))
            return int(pytest.ExitCode.OK)
        _limit_processor()
        return _afresh(mutant, tests, self._store)  # what had run when the module was imported was not changed


def _limit_processor() -> None:
    """So many seconds of the processor from now on, and the process is ended."""
    soft = int(time.process_time()) + _PROCESSOR_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def run(work: Callable[[Run], None]) -> None:
    """Collect the tests, and let `work` run them on mutants."""
    for name in (*_SLOW, *_imported_by(_package())):
        importlib.import_module(name)
    with tempfile.TemporaryDirectory(prefix="maillon-mutants-") as folder, open_store(Path(folder) / "store"):
        store = Path(folder) / "store"
        tests = sorted({test for tests in MODULES.values() for test in tests})
        pytest.main([*_options(store), "--basetemp", str(Path(folder) / "tests"), *tests], plugins=[Run(work, store)])


def _options(store: Path) -> list[str]:
    return ["-x", "-q", "-s", "-n", "0", "--no-summary", "-p", "no:cacheprovider", "--engine", "embedded", "--running-store", str(store)]


def _afresh(mutant: Mutant, tests: Sequence[str], store: Path) -> int:
    """Forget what imports the module, import it with the mutant, run the tests."""
    _forget([name for name in sys.modules if name.partition(".")[0] == "tests"])
    _forget([mutant.name, *_package().find_downstream_modules(mutant.name)])
    sys.meta_path.insert(0, _Finder(mutant))
    return int(pytest.main([*_options(store), *tests], plugins=[Brief()]))


@cache
def _package() -> grimp.ImportGraph:
    """Which module of the package imports which."""
    return grimp.build_graph("maillon", cache_dir=None, exclude_type_checking_imports=True)


def _imported_by(package: grimp.ImportGraph) -> list[str]:
    """The modules that can be changed, and all that they import."""
    changed = {module_name(module) for module in MODULES}
    return sorted(changed.union(*(package.find_upstream_modules(module) for module in changed)))


def _forget(names: Iterable[str]) -> None:
    """Modules that are to be imported anew."""
    for name in names:
        module = sys.modules.pop(name, None)
        parent, _, last = name.rpartition(".")
        if module is not None and getattr(sys.modules.get(parent), last, None) is module:
            delattr(sys.modules[parent], last)


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


def _ending(work: Callable[[], int], output: int) -> NoReturn:
    """In a fork: do the work, printing into a file, and end with the code that it gives."""
    code = int(pytest.ExitCode.INTERNAL_ERROR)
    try:
        os.setsid()
        os.dup2(output, 1)
        os.dup2(output, 2)
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        sys.dont_write_bytecode = True
        code = work()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
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
        self._name = mutant.name
        self._path, self._text = str(ROOT / mutant.module), mutant.text

    def find_spec(self, name: str, path: Any = None, target: ModuleType | None = None) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, self._path, loader=_Loader(name, self._path, self._text))
