"""Installs maillon in every way and in every company, and uses it: `python -m tests.packaging.matrix` (`make install-matrix`).

Some minutes, and the network: the packages called `queries` and `records` are those of the package index.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.packaging.building import Environment, built_wheel, hostile_folder, run, works
from tests.support.places import ROOT

STRANGERS = ("queries", "records")
"""Packages of the index that stand in an environment under names of our rooms; what they depend on does not matter here."""

_LEFT_BEHIND = (".git", ".venv", ".dev", "build", "dist", "node_modules", "lib", "target", "__pycache__", ".*_cache", ".hypothesis")


def wheel_alone(environment: Environment, wheel: Path, place: Path) -> None:
    """The wheel with its extra."""
    environment.install(f"{wheel}[engine]")
    works(environment, hostile_folder(place / "own"))


def strangers_before(environment: Environment, wheel: Path, place: Path) -> None:
    """The wheel where others of the same names are already."""
    environment.install("--no-deps", *STRANGERS)
    environment.install(f"{wheel}[engine]")
    works(environment, hostile_folder(place / "own"))


def strangers_after(environment: Environment, wheel: Path, place: Path) -> None:
    """The wheel when others of the same names come later, and when they have gone again."""
    environment.install(f"{wheel}[engine]")
    environment.install("--no-deps", *STRANGERS)
    works(environment, hostile_folder(place / "own"))
    environment.uninstall(*STRANGERS)
    works(environment, hostile_folder(place / "gone"))


def no_engine(environment: Environment, wheel: Path, place: Path) -> None:
    """The plain wheel: records are checked, a store in a folder asks for the extra or a server."""
    environment.install(wheel)
    environment.call("maillon", "check", ROOT / "records", cwd=place)
    told = environment.call("maillon", "demo", "--store", "store", cwd=place, code=4)
    assert 'pip install "maillon[engine]"' in told, told
    assert "--uri" in told, told
    environment.install("maillon[engine]")
    works(environment, hostile_folder(place / "own"))


def archive(environment: Environment, wheel: Path, place: Path) -> None:
    """What git archives of the last commit."""
    run("git", "archive", "--output", place / "archive.tar", "HEAD")
    shutil.unpack_archive(place / "archive.tar", place / "archived", filter="data")
    environment.install(f"{place / 'archived'}[engine]")
    works(environment, hostile_folder(place / "own"))


def download(environment: Environment, wheel: Path, place: Path) -> None:
    """A copy without git under another name, as from a zip, by pip: plain, editable, and editable again over the interpreter's cache."""
    source = place / "maillon-main"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(*_LEFT_BEHIND))
    run(sys.executable, "-m", "venv", "--clear", environment.root)
    environment.call("pip", "install", "--quiet", f"{source}[engine]", cwd=place)
    works(environment, hostile_folder(place / "own"))
    for name in ("editable", "again"):
        environment.call("pip", "install", "--quiet", "--editable", f"{source}[engine]", cwd=place)
        works(environment, hostile_folder(place / name))
        where = environment.call("python", "-c", "import maillon; print(maillon.__file__)", cwd=place).strip()
        assert Path(where) == source / ".dev" / "maillon" / "__init__.py", where
        (source / ".dev" / "maillon" / "__pycache__").mkdir(exist_ok=True)


CASES: tuple[Callable[[Environment, Path, Path], None], ...] = (
    wheel_alone,
    strangers_before,
    strangers_after,
    no_engine,
    archive,
    download,
)


def main() -> int:
    """Run every case in an environment of its own; the exit code is 1 where one fails."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="maillon-matrix-") as directory:
        built = built_wheel(ROOT, Path(directory) / "wheel")
        for case in CASES:
            place = Path(directory) / case.__name__
            place.mkdir()
            try:
                case(Environment.make(place / "venv"), built, place)
                print(f"ok      {case.__doc__}", flush=True)
            except AssertionError as error:
                failed += 1
                print(f"FAILED  {case.__doc__}\n{error}", flush=True)
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
