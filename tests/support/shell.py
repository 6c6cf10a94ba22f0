"""Lines as a reader types them, one after the other in one bash. Bash itself reads, expands, pipes and redirects them.

`maillon` is a function of that bash: it hands its words, what is piped into it, its folder and its variables to this process,
which runs the command as its entry point does (`tests.support.running`). To start a Python for each would take a second each.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.places import Place
from tests.support.running import maillon
from tests.support.tools import untested

PATH = (str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath))
"""`python` is the one that runs the tests, as in an environment that was activated."""

_FUNCTION = """\
maillon() {
  cat > "$DESK/in"
  env -0 > "$DESK/variables"
  printf '%s\\0' "$PWD" "$@" > "$DESK/asked"
  read -r code < "$DESK/answered"
  cat "$DESK/out"
  cat "$DESK/err" >&2
  return "$code"
}
"""

_LINE = """\
{{
{line}
}} > "$DESK/printed-{number}" 2>&1
ended=$?
printf '%s' "$ended" > "$DESK/ended-{number}"
(exit "$ended")
"""


@dataclass(frozen=True, slots=True)
class Typed:
    """A line that bash ran: how it ended, and what stood on the screen."""

    code: int
    printed: str


def typed(lines: Sequence[str], folder: Path, place: Place, lang: str) -> list[Typed]:
    """Type the lines in a folder, the store of `place` and a language being those of the environment.

    Raises:
        AssertionError: bash cannot read them.
    """
    program = shutil.which("bash")
    if program is None:
        untested("THE LINES OF THE PAGES: there is no bash here")
    own = {name: value for name, value in os.environ.items() if not name.startswith(("MAILLON_", "NEO4J_"))}
    with TemporaryDirectory() as name:
        desk = Path(name)
        for fifo in ("asked", "answered"):
            os.mkfifo(desk / fifo)
        script = desk / "script"
        script.write_text(_FUNCTION + "".join(_LINE.format(line=line, number=n) for n, line in enumerate(lines)), "utf-8")
        variables = {**own, **place.environment, "MAILLON_LANG": lang, "DESK": name, "PATH": os.pathsep.join(PATH)}
        bash = subprocess.Popen(
            [program, "--norc", script], cwd=folder, env=variables, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        ends = threading.Thread(target=_says_that_it_ended, args=(bash, desk), daemon=True)
        ends.start()
        try:
            while asked := (desk / "asked").read_bytes():
                _answer(desk, asked.decode().split("\0")[:-1])
        except BaseException:
            bash.kill()  # else it waits for an answer for ever, and who runs the tests for it
            raise
        ends.join()
        assert bash.stderr is not None
        assert bash.wait() is not None
        complaint = bash.stderr.read()
        bash.stderr.close()
        missing = [line for n, line in enumerate(lines) if not (desk / f"ended-{n}").exists()]
        assert not missing, f"bash cannot run: {missing[0]}\n{complaint}"
        return [Typed(int((desk / f"ended-{n}").read_text()), (desk / f"printed-{n}").read_text("utf-8")) for n in range(len(lines))]


def _says_that_it_ended(bash: subprocess.Popen[str], desk: Path) -> None:
    bash.wait()
    with (desk / "asked").open("wb"):
        """Nothing is asked any more."""


def _answer(desk: Path, asked: list[str]) -> None:
    """Run one command for bash."""
    folder, *words = asked
    held = dict(entry.partition("=")[::2] for entry in (desk / "variables").read_text("utf-8").split("\0") if entry)
    told = {
        name: value for name, value in held.items() if name.startswith(("MAILLON_", "NEO4J_", "XDG_")) or name in ("COLUMNS", "NO_COLOR")
    }
    with chdir(folder):
        ran = maillon(None, *words, stdin=(desk / "in").read_text("utf-8"), environment=told)
    (desk / "out").write_text(ran.out, "utf-8")
    (desk / "err").write_text(ran.err, "utf-8")
    (desk / "answered").write_text(f"{ran.code}\n")
