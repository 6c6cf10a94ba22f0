"""Runs a command as its entry point does, in this process: exit code, what it printed, what it remarked."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from maillon import cli
from tests.support.places import Place


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that ended."""

    code: int
    out: str
    err: str


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def maillon(
    place: Place | None,
    *arguments: str,
    stdin: str = "",
    environment: dict[str, str] | None = None,
    terminal: bool = False,
    columns: int | None = None,
) -> Ran:
    """`maillon ARGUMENTS` on the store of a place, in English.

    With `terminal`, stderr passes for one (progress shows there); with `columns`, stdout for one that is so wide.
    """
    out, err = _Terminal() if columns else io.StringIO(), _Terminal() if terminal else io.StringIO()
    width = {"COLUMNS": str(columns)} if columns else {}
    variables = {"MAILLON_LANG": "en", **width, **(place.environment if place else {}), **(environment or {})}
    with (
        patch.object(sys, "argv", ["maillon", *arguments]),
        patch.object(sys, "stdin", io.StringIO(stdin)),
        patch.dict("os.environ", variables),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            cli.main()
        except SystemExit as ended:
            return Ran(ended.code if isinstance(ended.code, int) else 0, out.getvalue(), err.getvalue())
    raise AssertionError("the entry point always exits")
