"""The folder of a store: its layout, its format marker, and small files that are written atomically.

Only the standard library: the engine's process imports this too and must start fast.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maillon.graph.store.errors import NotAStore, StoreDamaged, StoreEmpty, StoreError, StoreFull, StoreReadOnly, StoreTooNew
from maillon.graph.store.messages import messages

FORMAT = 1
"""Raised when a store of this version cannot be read by the one before."""

_ROOM = 16 << 20
_DRAFT = ".maillon-"


@dataclass(frozen=True, slots=True)
class Folder:
    """Paths inside the folder of a store."""

    root: Path

    @property
    def marker(self) -> Path:
        """Says that the folder is a store, and of which format."""
        return self.root / "maillon.json"

    @property
    def endpoint(self) -> Path:
        """Where the running engine listens and its passwords; for the owner's eyes only."""
        return self.root / "engine.json"

    @property
    def engine_lock(self) -> Path:
        """Held by the engine's process as long as it lives."""
        return self.root / "engine.lock"

    @property
    def startup_lock(self) -> Path:
        """Held while a client registers or the engine shuts down, so that no client registers with an engine that is ending."""
        return self.root / "door.lock"

    @property
    def load_lock(self) -> Path:
        """Held by the one command that loads."""
        return self.root / "load.lock"

    @property
    def serve_lock(self) -> Path:
        """Held by the one command that serves the store to other programs."""
        return self.root / "serve.lock"

    @property
    def served(self) -> Path:
        """The port and passwords that every engine of the store takes while `serve_lock` is held."""
        return self.root / "serve.json"

    @property
    def clients(self) -> Path:
        """One locked file per client; the system unlocks it when the client dies."""
        return self.root / "clients"

    @property
    def engine(self) -> Path:
        """The engine's own files."""
        return self.root / "arcadedb"

    @property
    def log(self) -> Path:
        """The engine's log."""
        return self.root / "log"


def write_atomic(path: Path, content: dict[str, Any]) -> None:
    """Write a JSON file atomically (a reader sees the old one or the new one, never a part), readable by its owner only.

    Raises:
        OSError: the folder cannot be written.
    """
    draft = path.with_name(f"{_DRAFT}{path.name}-{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def prepare(directory: Path) -> Folder:
    """The folder of a store, created and marked when it is new.

    Raises:
        NotAStore: a file, or a folder that holds something else.
        StoreTooNew: marked by a later version.
        StoreReadOnly: it cannot be written.
        StoreFull: the disk is full.
        StoreDamaged: the marker cannot be read.
    """
    folder = Folder(directory.expanduser().resolve())
    try:
        _prepare(folder)
    except OSError as error:
        raise from_os(error, folder.root) from error
    return folder


def must_exist(directory: Path) -> None:
    """Let a folder pass that is a store, or that holds something else, which `prepare` refuses.

    Raises:
        StoreEmpty: it is not there, or nothing is in it.
    """
    root = Folder(directory.expanduser().resolve()).root
    try:
        there = not root.is_dir() or any(not path.name.startswith(_DRAFT) for path in root.iterdir())
    except OSError as error:
        raise from_os(error, root) from error
    if not (there and root.exists()):
        raise StoreEmpty(messages("folder.new", where=root))


def trace(folder: Folder) -> tuple[int, int] | None:
    """Tells the store of a folder from one that was made in its place; None where there is none."""
    try:
        found = folder.marker.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _prepare(folder: Folder) -> None:
    root = folder.root
    if root.exists() and not root.is_dir():
        raise NotAStore(messages("folder.file", where=root))
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not folder.marker.exists():
        foreign = sorted(p.name for p in root.iterdir() if not p.name.startswith(_DRAFT))
        # Another command may have created the same store since the first look.
        if foreign and not folder.marker.exists():
            raise NotAStore(messages("folder.other", where=root, first=foreign[0]))
        write_atomic(folder.marker, {"format": FORMAT})
    _check_format(folder.marker)
    if not os.access(root, os.W_OK):
        raise PermissionError(errno.EACCES, "not writable", str(root))
    for path in (folder.clients, folder.engine, folder.log):
        path.mkdir(exist_ok=True, mode=0o700)


def _check_format(marker: Path) -> None:
    try:
        found = json.loads(marker.read_text(encoding="utf-8"))["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(messages("folder.marker", path=marker)) from error
    if not isinstance(found, int) or found > FORMAT:
        raise StoreTooNew(messages("folder.newer", where=marker.parent, found=found, known=FORMAT))


def is_full(root: Path) -> bool:
    """True when the disk of the folder has no room to work in: engines do not always say so themselves."""
    return shutil.disk_usage(root).free < _ROOM


def disk_full(where: Path | str) -> StoreFull:
    """The error for a full disk."""
    return StoreFull(messages("disk.full", where=where))


def from_os(error: OSError, where: Path) -> StoreError:
    """The store's error for one of the system."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreReadOnly(messages("folder.read_only", where=where))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(where)
    return StoreError(messages("folder.unusable", where=where, reason=error.strerror or error))
