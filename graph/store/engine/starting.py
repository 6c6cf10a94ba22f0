"""Starting this Python again, in which the engine runs apart from who asks."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillon.graph.store.errors import StoreUnreachable
from maillon.graph.store.messages import messages
from maillon.graph.system_errors import system_reason

if TYPE_CHECKING:
    from maillon.graph.store.engine.folder import Folder

_NO_PROGRAM = (errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR, errno.ENOEXEC, errno.EISDIR)
"""What the system says of a program that it cannot run; the rest is about the machine."""


def started(module: str, folder: Folder, *arguments: str, stdin: int, **options: Any) -> subprocess.Popen[bytes]:
    """A module of maillon in a process of its own, which writes into the log of the store.

    Raises:
        StoreUnreachable: this Python is no program that can be started: a host embeds it, or somebody took the right to run it.
        OSError: the log cannot be written, or the machine has no room for another process.
    """
    command = [sys.executable or "", "-P", "-m", module, *arguments]
    with (folder.log / "process.log").open("ab") as log:
        try:
            return subprocess.Popen(command, stdin=stdin, stdout=log, stderr=log, **options)
        except OSError as error:
            if error.errno not in _NO_PROGRAM:
                raise
            python: str | Path = sys.executable or "sys.executable"
            raise StoreUnreachable(messages("engine.python", python=python, reason=system_reason(error))) from error
