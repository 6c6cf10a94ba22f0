"""The folder of a store: its layout, its format marker, and small files that are written atomically.

Only the standard library: the engine's process imports this too and must start fast.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Collection
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from maillon.graph.store.engine.drafts import DRAFT, write_atomic
from maillon.graph.store.engine.locks import FileLock
from maillon.graph.store.engine.stopping import is_stopped
from maillon.graph.store.errors import NotAStore, StoreDamaged, StoreEmpty, StoreError, StoreFull, StoreLocked, StoreReadOnly, StoreTooNew
from maillon.graph.store.messages import messages
from maillon.graph.system_errors import system_reason

DATABASE = "maillon"
FORMAT = 1
"""Raised when a store of this version cannot be read by the one before."""

_ROOM = 16 << 20
_PROBE = 64 << 10
_FEW = 256
"""Files that must remain to be made, and to be opened beside one for each that is there."""
_LARGE = 64 << 20
"""Bytes by which a file must be able to grow: the engine's log of transactions does."""
_PATIENCE = 60.0
"""Seconds to wait for another command that puts a store in its place."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Paths inside the folder of a store."""

    root: Path

    @classmethod
    def named(cls, directory: Path) -> Folder:
        """The folder that somebody names: `~` is the home of the user, where one is known.

        Raises:
            StoreError: its links lead in a circle, it stands in a folder that is gone, or its name is no text.
        """
        with suppress(RuntimeError):  # no such user, or none whose home is known: a name like others
            directory = directory.expanduser()
        try:
            str(directory).encode()  # the engine speaks UTF-8 alone
            return cls(directory.resolve())
        except RuntimeError as error:
            raise from_os(OSError(errno.ELOOP, str(error)), directory) from error
        except OSError as error:
            raise from_os(error, directory) from error
        except UnicodeEncodeError as error:
            raise StoreError(messages("folder.not_text", where=ascii(str(directory)))) from error

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
    def database(self) -> Path:
        """Those of the graph and its ledger."""
        return self.engine / "databases" / DATABASE

    @property
    def seal(self) -> Path:
        """What the last engine left when it ended, file by file."""
        return self.root / "seal.json"

    @property
    def checked(self) -> Path:
        """Names the run of the engine that was found whole after a crash."""
        return self.root / "checked.json"

    def checked_by(self) -> str | None:
        """The token of that run, or None."""
        try:
            return str(json.loads(self.checked.read_text(encoding="utf-8"))["token"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @property
    def datasets(self) -> Path:
        """The data sets that were loaded, beside the graph: what to load again where nothing of it can be read."""
        return self.root / "datasets.json"

    @property
    def repairing(self) -> Path:
        """Where a repair makes the store that takes the place of the damaged one."""
        return self.root / "repairing"

    @property
    def ready(self) -> Path:
        """Says that the store made there is whole, and what becomes of what stands in its place."""
        return self.repairing / "whole.json"

    @property
    def damaged(self) -> Path:
        """The engine's files of before a repair that could not use all of them."""
        return self.root / "damaged"

    @property
    def log(self) -> Path:
        """The engine's log."""
        return self.root / "log"

    @property
    def snapshot(self) -> Path:
        """What figures of all origins are made of."""
        return self.root / "snapshot"

    @property
    def watch(self) -> Path:
        """What was known at the last look, a file for each organisation."""
        return self.root / "watch"


def prepare(directory: Path) -> Folder:
    """The folder of a store, created and marked when it is new.

    Raises:
        NotAStore: a file, or a folder that holds something else.
        StoreTooNew: marked by a later version.
        StoreReadOnly: it cannot be written.
        StoreFull: the disk is full.
        StoreDamaged: the marker cannot be read.
    """
    folder = Folder.named(directory)
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
    root = Folder.named(directory).root
    try:
        there = not root.is_dir() or any(not path.name.startswith(DRAFT) for path in root.iterdir())
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
        if folder.seal.exists() and folder.engine.exists():
            raise StoreDamaged(messages("folder.marker", path=folder.marker))
        foreign = sorted(p.name for p in root.iterdir() if not p.name.startswith(DRAFT))
        # Another command may have created the same store since the first look.
        if foreign and not folder.marker.exists():
            raise NotAStore(messages("folder.other", where=root, first=foreign[0]))
        write_atomic(folder.marker, {"format": FORMAT})
    _check_format(folder.marker)
    if not os.access(root, os.W_OK):
        raise PermissionError(errno.EACCES, "not writable", str(root))
    take_up_repair(folder)
    for path in (folder.clients, folder.engine, folder.log):
        path.mkdir(exist_ok=True, mode=0o700)


def copy_files(source: Folder, target: Folder) -> None:
    """Copy the engine's files of a store into another folder, as far as they can be read.

    Raises:
        OSError: the other folder cannot be written.
    """
    shutil.rmtree(target.database, ignore_errors=True)
    target.database.mkdir(parents=True)
    for path in sorted(source.database.iterdir()) if source.database.is_dir() else ():
        try:
            content = path.read_bytes()
        except OSError:
            continue
        (target.database / path.name).write_bytes(content)


def mark_again(directory: Path) -> None:
    """Mark a folder that holds the files of a store and whose marker is missing or cannot be read.

    Raises:
        OSError: the folder cannot be written.
    """
    folder = Folder.named(directory)
    if folder.engine.exists() and (folder.seal.exists() or folder.marker.exists()):
        try:
            _check_format(folder.marker)
        except (StoreDamaged, FileNotFoundError):
            write_atomic(folder.marker, {"format": FORMAT})


def take_up_repair(folder: Folder) -> None:
    """Finish what another command was cut in: a store made anew, of which not everything is in its place yet.

    Raises:
        StoreLocked: another command does it, and does not end.
        OSError: the folder cannot be written.
    """
    if not folder.ready.exists():
        return
    with ExitStack() as held:
        for path in (folder.startup_lock, folder.engine_lock):
            lock = FileLock(path)
            if not lock.acquire(timeout=_PATIENCE):
                raise StoreLocked(messages("folder.held", where=folder.root))
            held.enter_context(lock)
        finish_repair(folder)


def finish_repair(folder: Folder) -> Path | None:
    """Put a store made anew in its place, where one is ready; a crash on the way is finished by the next command.

    The caller holds the locks of the engine: none runs, and none starts meanwhile.

    Returns:
        Where the damaged files are kept, if they are.

    Raises:
        OSError: the folder cannot be written.
    """
    ready, whole = folder.ready, Folder(folder.repairing / "whole")
    if not ready.exists():
        return None
    said = json.loads(ready.read_text(encoding="utf-8"))
    keep = bool(said["keep"])
    if whole.engine.exists():  # else it stands in its place already
        moved = _set_aside(folder)
        if not moved:
            _empty(folder, said)
        if whole.seal.exists():
            whole.seal.replace(folder.seal)
        else:
            folder.seal.unlink(missing_ok=True)
        if whole.datasets.exists():
            whole.datasets.replace(folder.datasets)
        if moved:
            whole.engine.rename(folder.engine)
        else:
            _copy_in_place(whole, folder)
    if not keep:
        _remove(folder.damaged)
    if "forgotten" in said:
        _forget(folder, said["forgotten"])
    ready.unlink()
    shutil.rmtree(folder.repairing, ignore_errors=True)
    return folder.damaged if keep else None


def _set_aside(folder: Folder) -> bool:
    """Move the engine's files out of the way of those that take their place.

    False where they must be replaced one by one: they lie behind a link or on a disk of their own, or in a layer of a container's image,
    whose folders cannot be moved.
    """
    if any(path.is_symlink() or path.is_mount() for path in (folder.engine, folder.database.parent, folder.database)):
        return False
    if folder.engine.exists():
        _remove(folder.damaged)
        try:
            folder.engine.rename(folder.damaged)
        except OSError as error:
            if error.errno not in (errno.EXDEV, errno.EBUSY):
                raise
            return False
    return True


def _empty(folder: Folder, said: dict[str, Any]) -> None:
    """Remove the files of the database where they lie; first they are copied, once, if they are to be kept."""
    if said["keep"] and not said.get("copied"):
        _remove(folder.damaged)
        shutil.copytree(folder.engine, folder.damaged)
        write_atomic(folder.ready, {**said, "copied": True})
    for path in folder.database.iterdir():
        path.unlink()


def _copy_in_place(whole: Folder, folder: Folder) -> None:
    """Copy a database file by file to where an emptied one lies. Begun again from `_empty` on, as long as it is not done."""
    folder.database.mkdir(parents=True, exist_ok=True)
    for path in whole.database.iterdir():
        copy = folder.database / path.name
        shutil.copy2(path, copy)
        with copy.open("rb") as file:
            os.fsync(file.fileno())
    whole.engine.rename(folder.repairing / "copied")


def clear_repairing(folder: Folder) -> None:
    """Remove what another command left that was cut in making a store anew, once the processes that it had started have ended.

    The caller holds the lock of loads.

    Raises:
        StoreLocked: one of them does not end.
        OSError: the folder cannot be written.
    """
    _wait_for_makers(folder)
    _remove(folder.repairing)


def _wait_for_makers(folder: Folder) -> None:
    for left in (Folder(folder.repairing / "whole"), Folder(folder.repairing / "damaged")):
        if left.engine_lock.exists():
            lock = FileLock(left.engine_lock)
            if not (lock.acquire() or lock.acquire(timeout=0.0 if _stopped(left) else _PATIENCE)):
                pid = _pid(left)
                raise StoreLocked(messages("folder.left", where=left.root, pid=pid) if pid else messages("folder.held", where=left.root))
            lock.release()


def _stopped(left: Folder) -> bool:
    pid = _pid(left)
    return pid is not None and is_stopped(pid)


def _pid(folder: Folder) -> int | None:
    """The process that holds a folder's engine lock, as it was noted when that began."""
    try:
        return int(json.loads(folder.endpoint.read_text(encoding="utf-8"))["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _forget(folder: Folder, watched: Collection[str]) -> None:
    """Remove what was written beside the graph from what it no longer holds: figures, logs, and these files of what was known.

    Raises:
        OSError: the folder cannot be written.
    """
    _remove(folder.snapshot)
    drafts = [folder.root.glob(f"{DRAFT}{folder.datasets.name}-*"), *(folder.watch.glob(f".{name}-*") for name in watched)]
    for path in (*chain.from_iterable(drafts), *folder.log.glob("*"), *(folder.watch / name for name in watched)):
        path.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    """Remove a folder, and fail where something of it stays."""
    if path.exists():
        shutil.rmtree(path)


def forget_unfinished(folder: Folder) -> None:
    """Remove a store that was being made and is not ready; the caller holds the lock of loads.

    What a command that was killed had started to make it is waited for. What cannot be removed stays until it is in the way.

    Raises:
        StoreLocked: it does not end.
        OSError: the folder cannot be written.
    """
    if not folder.ready.exists():
        _wait_for_makers(folder)
        shutil.rmtree(folder.repairing, ignore_errors=True)


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


def why_unwritable(root: Path) -> StoreError | None:
    """Why the system lets nothing more be written into a folder; None where it does.

    Engines say only that they could not commit.
    """
    if is_full(root):
        return disk_full(root)
    try:
        with tempfile.TemporaryFile(dir=root, prefix=DRAFT) as probe:
            probe.write(b"0" * _PROBE)
    except OSError as error:
        return from_os(error, root)
    return None


def why_limited(folder: Folder, pid: int) -> StoreError | None:
    """What the system grants the process of an engine too little of for its files; only Linux tells.

    The engine got its limits from the command that started it: it must end before another command's can hold.
    """
    try:
        limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii").splitlines()
        sizes = [path.stat().st_size for path in folder.database.iterdir()]
    except OSError:
        return None
    words = {line[:26].strip(): line[26:].split() for line in limits}
    handles, size = words["Max open files"][0], words["Max file size"][0]
    if handles.isdigit() and int(handles) < len(sizes) + _FEW:
        return StoreError(messages("engine.handles", where=folder.root, limit=int(handles)))
    if size.isdigit() and int(size) < max(sizes, default=0) + _LARGE:
        return StoreFull(messages("disk.file_size", where=folder.root))
    return None


def disk_full(where: Path | str) -> StoreFull:
    """The error for a full disk."""
    return StoreFull(messages("disk.full", where=where))


def no_room_for(path: Path | str, error: OSError) -> StoreFull | None:
    """The error for a file that the system has no room for, whatever it is of that is lacking; None for another reason."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return None
    return StoreFull(messages("disk.output", path=path, reason=system_reason(error)))


def from_os(error: OSError, where: Path) -> StoreError:
    """The store's error for one of the system."""
    if error.errno in (errno.EACCES, errno.EPERM) and (user := _another_user(where)):
        return StoreReadOnly(messages("folder.other_user", where=where, user=user))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreReadOnly(messages("folder.read_only", where=where))
    if error.errno == errno.ENOSPC:
        inodes = os.statvfs(where) if hasattr(os, "statvfs") and where.exists() else None
        if inodes is not None and inodes.f_files and inodes.f_favail < _FEW and not is_full(where):
            return StoreFull(messages("disk.inodes", where=where))
        return disk_full(where)
    if error.errno == errno.EDQUOT:
        return StoreFull(messages("disk.quota", where=where))
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return StoreError(messages("folder.handles", where=where))
    if error.errno == errno.EFBIG:
        return StoreFull(messages("disk.file_size", where=where))
    return StoreError(messages("folder.unusable", where=where, reason=system_reason(error)))


def _another_user(where: Path) -> str | None:
    """The name of the user whose folder it is, where that is not who asks."""
    try:
        if not hasattr(os, "geteuid") or where.stat().st_uid == os.geteuid():
            return None
        return where.owner()
    except (KeyError, OSError):
        return None
