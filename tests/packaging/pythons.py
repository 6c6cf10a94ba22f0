"""Installs the wheel on every Python that is promised and that this machine has, and uses it: `python -m tests.packaging.pythons`.

`make pythons` runs it and makes the pages anew. What ran is written into `docs/pythons.json`, of which the table in
docs/from-laptop-to-cluster.md is made. Some minutes, and the network.
"""

from __future__ import annotations

import json
import platform
import re
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.packaging.building import PYPROJECT, Environment, built_wheel, hostile_folder, uv, works
from tests.packaging.versions import today
from tests.support.places import ROOT

RUNS = ROOT / "docs" / "pythons.json"
_CLASSIFIER = "Programming Language :: Python :: "


def promised() -> list[str]:
    """The versions of Python that the package names, as `3.13`."""
    names = (name.removeprefix(_CLASSIFIER) for name in PYPROJECT["project"]["classifiers"] if name.startswith(_CLASSIFIER))
    return [name for name in names if re.fullmatch(r"3\.\d+", name)]


@dataclass(frozen=True, slots=True)
class Installed:
    """One installation that was used: on what, how many packages came, which engine answered, and when."""

    python: str
    machine: str
    packages: int
    engine: str
    on: str

    @property
    def minor(self) -> str:
        """The version that is promised, to which it belongs."""
        return self.python.rpartition(".")[0]


def kept() -> list[Installed]:
    """The installations that are written down."""
    return [Installed(**each) for each in json.loads(RUNS.read_text("utf-8"))] if RUNS.exists() else []


def table() -> str:
    """The installations as the page shows them, and which promised versions are none of them."""
    heads = ("Python", "machine", "packages", "engine", "on")
    rows = [(each.python, each.machine, str(each.packages), each.engine, each.on) for each in kept()]
    lines = "".join(f"| {' | '.join(row)} |\n" for row in (heads, ("---",) * len(heads), *rows))
    lacking = sorted(set(promised()) - {each.minor for each in kept()})
    return lines + (f"\nNot tried, for lack of such a Python: {', '.join(lacking)}.\n" if lacking else "")


def tried(python: str, wheel: Path, place: Path) -> Installed:
    """Install the wheel on a Python and use it.

    Raises:
        AssertionError: it cannot be installed, or does not do what it should.
    """
    environment = Environment.make(place / "venv", python)
    environment.install(f"{wheel}[engine]")
    folder = hostile_folder(place / "own")
    works(environment, folder)
    environment.call("maillon", "verify", "--store", "store", cwd=folder)
    version = environment.call("python", "-c", "import platform; print(platform.python_version())", cwd=folder).strip()
    packages = len(json.loads(uv("pip", "list", "--python", environment.python, "--format", "json")))
    engine = json.loads(environment.call("maillon", "status", "--store", "store", "--format", "json", cwd=folder))["engine"]
    return Installed(version, f"{platform.system()} {platform.machine()}", packages, str(engine), today())


def found(version: str) -> str | None:
    """The program of a Python of this version, if uv knows one; it brings none."""
    try:
        return uv("python", "find", "--no-project", version).strip()
    except AssertionError:
        return None


def main() -> int:
    """Try all; the exit code is 1 where one fails. What this machine lacks keeps the run that is written down."""
    runs, failed = {each.minor: each for each in kept()}, 0
    with tempfile.TemporaryDirectory(prefix="maillon-pythons-") as directory:
        wheel = built_wheel(ROOT, Path(directory) / "wheel")
        for version in promised():
            program = found(version)
            if program is None:
                print(f"not here  Python {version}", flush=True)
                continue
            place = Path(directory) / version
            place.mkdir()
            try:
                runs[version] = tried(program, wheel, place)
                print(f"ok        {runs[version]}", flush=True)
            except AssertionError as error:
                failed += 1
                print(f"FAILED    Python {version}\n{error}", flush=True)
    RUNS.write_text(json.dumps([asdict(runs[v]) for v in promised() if v in runs], indent=1) + "\n", "utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
