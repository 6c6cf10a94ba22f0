"""Wheels of this checkout, and environments that have one installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from uv import find_uv_bin

from tests.support.places import ROOT

PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS: list[str] = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
"""What stands at the root of the checkout and, in an environment, under `maillon`."""


def run(*command: str | Path, cwd: Path = ROOT, code: int = 0, environment: Mapping[str, str] | None = None) -> str:
    """What a command prints; where it is to fail, also what it says of that.

    Raises:
        AssertionError: its exit code is not `code`; holds what it printed.
    """
    ran = subprocess.run(command, cwd=cwd, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False)
    assert ran.returncode == code, f"{' '.join(map(str, command))}\n{ran.stdout}{ran.stderr}"
    return ran.stdout + ran.stderr if code else ran.stdout


def uv(*arguments: str | Path, cwd: Path = ROOT) -> str:
    """Run uv, which may not bring an interpreter of its own."""
    return run(find_uv_bin(), *arguments, cwd=cwd, environment={"UV_PYTHON_DOWNLOADS": "never"})


def built_wheel(source: Path, directory: Path) -> Path:
    """Build the wheel of a source tree."""
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", directory, cwd=source)
    (built,) = directory.glob("*.whl")
    return built


def unpacked_sdist(directory: Path) -> Path:
    """The source distribution of this checkout, unpacked."""
    run(sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", directory)
    (built,) = directory.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        archive.extractall(directory, filter="data")
    return directory / built.name.removesuffix(".tar.gz")


def files(archive: Path) -> set[str]:
    """Names of the files in a wheel."""
    with ZipFile(archive) as opened:
        return set(opened.namelist())


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment. Commands run in a folder of the caller's, never in the checkout."""

    root: Path

    @classmethod
    def make(cls, root: Path, python: str = sys.executable) -> Environment:
        """An empty one for this interpreter, or for another."""
        uv("venv", "--quiet", "--python", python, root)
        return cls(root)

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self._program("python")

    def _program(self, name: str) -> Path:
        return self.root / ("Scripts" if os.name == "nt" else "bin") / name

    def install(self, *what: str | Path, cwd: Path = ROOT) -> None:
        """Install into it with uv."""
        uv("pip", "install", "--quiet", "--python", self.python, *what, cwd=cwd)

    def uninstall(self, *names: str) -> None:
        """Take distributions out of it."""
        uv("pip", "uninstall", "--quiet", "--python", self.python, *names)

    def borrow(self, folder: Path) -> None:
        """Let it import what stands in `folder`, after what is its own; what is installed editable there stays unknown to it."""
        (where,) = self.root.glob("[lL]ib/**/site-packages")
        (where / "borrowed.pth").write_text(f"{folder}\n", encoding="utf-8")

    def call(self, program: str, *arguments: str | Path, cwd: Path, code: int = 0) -> str:
        """What one of its programs prints, in English (see `run`); Python is told to look for modules in `cwd` first."""
        return run(self._program(program), *arguments, cwd=cwd, code=code, environment={"MAILLON_LANG": "en", "PYTHONPATH": "."})


def hostile_folder(folder: Path) -> Path:
    """A folder with modules and packages of a user's own, called as the rooms are. None of them may be imported by maillon."""
    folder.mkdir()
    for name in (entry for entry in ROOMS if not entry.startswith("__")):
        text = f"raise SystemExit('{name} of the user was imported')\n"
        if name.endswith(".py"):
            (folder / name).write_text(text, encoding="utf-8")
        elif "." not in name:
            (folder / name).mkdir()
            (folder / name / "__init__.py").write_text(text, encoding="utf-8")
    (folder / "graph" / "__init__.py").unlink()
    (folder / "graph").rmdir()
    (folder / "graph.py").write_text("raise SystemExit('graph of the user was imported')\n", encoding="utf-8")
    return folder


NOTEBOOK = """\
import maillon

with maillon.open("store") as g:
    answer = g.blast_radius("Viamedis", as_of="2024-01-22")
    print(answer.people.at_least, maillon.__version__)
"""


def works(environment: Environment, folder: Path) -> None:
    """The commands and a notebook work in an environment, among the user's own files.

    Raises:
        AssertionError: one of them does not.
    """
    shown = environment.call("maillon", "demo", "--store", "store", "--output", "demo.html", cwd=folder)
    assert "Viamedis" in shown, shown
    assert (folder / "demo.html").is_file(), shown
    (version,) = environment.call("python", "-c", "import maillon; print(maillon.__version__)", cwd=folder).split()
    assert environment.call("python", "-m", "maillon", "--version", cwd=folder).startswith(f"maillon {version}\n")
    assert environment.call("python", "-c", NOTEBOOK, cwd=folder) == f"20000000 {version}\n"
