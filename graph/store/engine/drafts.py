"""Small files that are written whole or not at all, and what is left of one whose writer was killed.

A draft is locked as long as somebody writes it: one that nobody holds was left behind. Only the standard library, as in `folder`.
"""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from maillon.graph.store.engine.locks import FileLock, try_to_hold

DRAFT = ".maillon-"
"""How the name of a draft begins; nothing of this name makes a folder one that holds something."""
_MOVED_OPEN = os.name == "posix"
"""Elsewhere a file is closed, and no longer locked, before it is moved."""


def write_atomic(path: Path, content: dict[str, Any]) -> None:
    """Write a JSON file atomically (a reader sees the old one or the new one, never a part), readable by its owner only.

    Raises:
        OSError: the folder cannot be written.
    """
    draft, handle = _begin(path)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
            if _MOVED_OPEN:
                draft.replace(path)
        if not _MOVED_OPEN:
            draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _begin(path: Path) -> tuple[Path, int]:
    """A draft of ours alone: one that was taken for left behind before it was locked is begun again."""
    while True:
        draft = path.with_name(f"{DRAFT}{path.name}-{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        if try_to_hold(handle) and os.fstat(handle).st_nlink:
            return draft, handle
        os.close(handle)


def forget_drafts(folder: Path) -> None:
    """Remove the drafts of a folder whose writers were killed. What cannot be removed stays: nobody reads it."""
    for path in folder.glob(f"{DRAFT}*") if _MOVED_OPEN else ():
        with suppress(OSError):
            left = FileLock(path)
            if left.acquire():
                left.release(remove=True)
