"""One folder from which maillon installs without a network: `python -m tests.packaging.wheelhouse FOLDER` (`make wheelhouse`).

It holds the wheel of this checkout, a wheel of all that it needs with the extras named here, and `requirements.txt` with their versions and
hashes. It is for the kind of machine and the Python on which it is made: some of the wheels hold compiled code.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.packaging.building import Environment, built_wheel, run, uv
from tests.support.places import ROOT

EXTRAS = ("engine", "explore", "mcp")
"""What is installed beside maillon itself: what a person asks for, and nothing that only its developers need."""

REQUIREMENTS = "requirements.txt"


def make(folder: Path) -> list[str]:
    """Fill a folder, which is emptied first; the names of its wheels. Needs the network.

    Raises:
        AssertionError: something has no wheel for this machine, or cannot be fetched; holds what pip said.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wheel = built_wheel(ROOT, folder)
    asked = f"maillon[{','.join(EXTRAS)}] @ {wheel.resolve().as_uri()}"
    with tempfile.TemporaryDirectory(prefix="maillon-wheelhouse-") as place:
        wanted = Path(place) / "wanted.txt"
        wanted.write_text(f"{asked}\n", encoding="utf-8")
        environment = Environment.make(Path(place) / "venv")
        environment.install("pip", "wheel")
        pins = uv("pip", "compile", "--quiet", "--no-header", "--no-annotate", "--generate-hashes", "--python", sys.executable, wanted)
        # The wheel itself is named by its file and has no place on another machine: it is asked for by name, from the folder.
        others = "\n".join(line for line in pins.splitlines() if not line.startswith("maillon"))
        (folder / REQUIREMENTS).write_text(f"{others}\n", encoding="utf-8")
        # `pip wheel` and not `pip download`: of what comes as source only, the folder then holds a wheel too
        run(environment.python, "-m", "pip", "wheel", "--quiet", "--wheel-dir", folder, "--requirement", folder / REQUIREMENTS)
    return sorted(path.name for path in folder.glob("*.whl"))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    found = make(target)
    print(f"{target}: {len(found)} wheels, {sum(path.stat().st_size for path in target.iterdir()) / 1e6:.0f} MB")
