"""The first lines of the README, typed one after the other into the shell that its reader has."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import uv

from tests.support.pages import fences
from tests.support.places import ROOT

ASKED = "maillon chains"
"""The question that is asked: tests/docs asks them all of a store that is there."""

SHELL = """\
set -eu
python3() { "$TESTING" "$@" --without-pip; }
pip() { test "$*" = "install .[engine]" && (cd "$CHECKOUT" && "$TESTING" -c "$INSTALL"); }
"""
"""Without the network: the environment is made without pip, which instead installs the wheel and lends what it needs."""

INSTALL = """\
import os
from pathlib import Path
from tests.packaging.building import Environment
made = Environment(Path(os.environ["VIRTUAL_ENV"]))
made.install("--offline", "--no-deps", os.environ["WHEEL"])
made.borrow(Path(os.environ["LENT"]))
"""


def typed(name: str) -> list[str]:
    """The lines of a README."""
    blocks = [fence.text for fence in fences((ROOT / name).read_text("utf-8")) if fence.language == "console"]
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def _without_names(line: str) -> str:
    """A line without the name of an invented owner, which each language has for itself."""
    return re.sub(r' --owner "[^"]*"( --lang fr)?', "", line)


def test_both_readmes_show_the_same_lines() -> None:
    english, french = (typed(name) for name in ("README.md", "README.fr.md"))
    assert [_without_names(line) for line in english] == [_without_names(line) for line in french]
    assert not [line for line in english if line.startswith("make")], "a reader needs Python and nothing else"


@pytest.mark.skipif(os.name == "nt", reason="the lines for Windows stand in the text")
def test_the_first_lines_of_the_readme_work_one_after_the_other_in_one_shell(wheel: Path, tmp_path: Path) -> None:
    lines = typed("README.md")
    first = lines.index("maillon demo") + 1
    program = shutil.which("bash")
    assert program
    known = {"TESTING": sys.executable, "CHECKOUT": str(ROOT), "INSTALL": INSTALL, "WHEEL": str(wheel)}
    known |= {"LENT": str(Path(uv.__file__).parent.parent), "XDG_DATA_HOME": str(tmp_path / "home"), "HOME": str(tmp_path / "home")}
    own = {name: value for name, value in os.environ.items() if not name.startswith(("MAILLON_", "NEO4J_", "PYTHON"))}
    script = SHELL + "\n".join([*lines[:first], next(line for line in lines if line.startswith(ASKED))])
    ran = subprocess.run([program, "-c", script], cwd=tmp_path, env={**own, **known}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Viamedis" in ran.stdout
    assert (tmp_path / "maillon-demo.html").is_file()
