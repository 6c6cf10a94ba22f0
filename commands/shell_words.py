"""A word of a line that a person is to type, as their shell takes it back."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path


def typed(word: str | Path) -> str:
    """The word, quoted where it has to be: for sh, bash and zsh (and PowerShell, unless there is a quote in it), on Windows for its own."""
    return subprocess.list2cmdline([str(word)]) if os.name == "nt" else shlex.quote(str(word))
