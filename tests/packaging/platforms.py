"""Where maillon can be installed without a compiler: `python -m tests.packaging.platforms` (`make platforms`).

uv resolves the requirements of pyproject.toml for a machine and a Python that need not be here, with wheels only. pip cannot be
asked: its `--platform` reads markers on the machine that it runs on.
"""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from uv import find_uv_bin

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
ENGINE = "arcadedb"


@dataclass(frozen=True, slots=True)
class Machine:
    """A kind of machine: its name in README and for uv, whether the embedded engine is promised there, and for which Pythons."""

    name: str
    uv: str
    engine: bool
    pythons: tuple[str, ...] = PYTHONS


MACHINES = (
    Machine("Linux, x86-64, glibc 2.28", "x86_64-manylinux_2_28", engine=True),
    Machine("Linux, arm64, glibc 2.28", "aarch64-manylinux_2_28", engine=True),
    Machine("macOS, Apple silicon", "aarch64-apple-darwin", engine=True),
    Machine("Windows, x86-64", "x86_64-pc-windows-msvc", engine=True),
    # numpy has no wheel for Python 3.14 and a glibc older than 2.27
    Machine("Linux, x86-64, glibc 2.17", "x86_64-manylinux_2_17", engine=False, pythons=PYTHONS[:3]),
    Machine("Linux, x86-64, musl", "x86_64-unknown-linux-musl", engine=False),
    Machine("Linux, arm64, musl", "aarch64-unknown-linux-musl", engine=False),
    Machine("macOS, Intel", "x86_64-apple-darwin", engine=False),
    Machine("Windows, arm64", "aarch64-pc-windows-msvc", engine=False),
)

BUILT_WITHOUT_COMPILER = ("PyYAML", "rapidfuzz")
"""Their sources install as pure Python where no compiler is found, so that a missing wheel stops nobody."""

_UV = find_uv_bin()  # before any thread: sysconfig, which it asks, is not ready for two askers at once before Python 3.12
_ROOT = Path(__file__).parent.parent.parent
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What would be installed: distribution → version; `error` says why nothing can be."""

    pins: dict[str, str]
    error: str = ""


def resolve(machine: str, python: str, *options: str) -> Resolution:
    """The requirements of this checkout on a machine, by its name for uv."""
    command = [_UV, "pip", "compile", "--quiet", "--no-header", "--no-annotate", "--no-python-downloads"]
    command += ["--python", sys.executable, "--python-platform", machine, "--python-version", python]
    ran = subprocess.run([*command, *options, "pyproject.toml"], cwd=_ROOT, capture_output=True, text=True, check=False)
    return Resolution(dict(_PIN.findall(ran.stdout)), "" if ran.returncode == 0 else " ".join(ran.stderr.split()))


_WHEELS = ("--only-binary", ":all:")
_BUILT = tuple(option for name in BUILT_WITHOUT_COMPILER for option in ("--no-binary", name))


def look(machine: Machine, python: str) -> tuple[bool, str]:
    """Whether the promise is kept for a Python on a machine, and what is worth knowing of it."""
    asked = ("--extra", "engine") if machine.engine else ()
    found = resolve(machine.uv, python, *asked, *_WHEELS)
    remarks = ["maillon[engine]" if machine.engine else "maillon"]
    if found.error:
        first, found = found, resolve(machine.uv, python, *asked, *_WHEELS, *_BUILT)
        if found.error:
            return False, first.error
        remarks.append(f"no wheel of {' or '.join(BUILT_WITHOUT_COMPILER)}, whose sources need no compiler")
    newest = resolve(machine.uv, python, *asked).pins
    older = [f"{name} {version}" for name, version in sorted(found.pins.items()) if newest.get(name, version) != version]
    if older:
        remarks.append(f"with pip's --prefer-binary, for wheels of {', '.join(older)}")
    if not machine.engine and not resolve(machine.uv, python, "--extra", "engine", *_WHEELS).error:
        remarks.append(f"{ENGINE} has a wheel by now: promise it")
    return True, "; ".join(remarks)


def main() -> int:
    """Print a line for each machine and Python; the exit code is 1 where a promise is broken."""
    asked = [(machine, python) for machine in MACHINES for python in machine.pythons]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda pair: look(*pair), asked))
    for (machine, python), (_, what) in zip(asked, found, strict=True):
        print(f"{machine.name:27}Python {python}: {what}")
    kept = sum(well for well, _ in found)
    print(f"{kept} of {len(found)} promises of where maillon can be installed are kept")
    return 0 if kept == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
