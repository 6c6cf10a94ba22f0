"""The seal of a store's files: what the engine left when it ended, so that the next one sees whether anything is missing.

An engine opens half a store without a word: it begins an empty file where one is gone, and takes an older schema where the
newest is. The seal names every file with its size, its time and a hash. A file of another size or another content is damage;
one that only has another time (a copy of the folder) is read and compared. While an engine runs the seal is open: after a crash
only what can no longer have changed is compared, for files grow and none but an index is ever replaced.

Only the standard library: the engine's process imports this and must start fast.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from maillon.graph.store.engine.drafts import write_atomic
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from maillon.graph.store.engine.folder import Folder
    from maillon.wording import Message

SALVAGE = "salvage"
"""Asks the engine's process to open what it can of damaged files."""
_CHUNK = 1 << 20
# Written by the engine at its start, or for itself; of no weight for what the graph is.
_PASSING = frozenset({"database.lck", "statistics.json", "last-tx-id.bin", "configuration.json", "schema.prev.json"})
_OF_THE_ENGINE = (".bucket", ".dict", "idx")
_HASH = "hash"

_Files: TypeAlias = dict[str, dict[str, Any]]
"""Name → size in bytes, time of the last change in ns, hash of the content."""


def open_seal(folder: Folder) -> Message | None:
    """What is wrong with the files of a store, or None; the seal is then open until `close_seal`.

    Raises:
        OSError: the folder cannot be read or written.
    """
    found = _read(folder.seal)
    if found is None:
        return None  # a new store, or one that an older maillon made
    closed, files = found
    damage = _compare(folder.database, files) if closed else _compare_after_crash(folder.database, files)
    if damage is None and closed:
        _write(folder.seal, files, closed=False)
    return damage


def is_open(folder: Folder) -> bool:
    """Whether the last engine did not end in order, or none has sealed this store yet: its files tell nothing then."""
    found = _read(folder.seal)
    return found is None or not found[0]


def close_seal(folder: Folder) -> None:
    """Seal the files of an engine that has ended.

    Raises:
        OSError: the folder cannot be read or written.
    """
    before = _read(folder.seal)
    known = before[1] if before else {}
    _write(folder.seal, {path.name: _entry(path, known.get(path.name)) for path in _files(folder.database)}, closed=True)


def changed_in_place(folder: Folder) -> list[str]:
    """Files that have the size and time of the last seal and another content: nothing but a fault of the disk leaves that.

    Raises:
        OSError: the folder cannot be read.
    """
    found = _read(folder.seal)
    known = found[1] if found else {}
    return [path.name for path in _files(folder.database) if path.name in known and _was_changed(path, known[path.name])]


def _was_changed(path: Path, entry: dict[str, Any]) -> bool:
    """Whether it has the same size and time and another content; not where the engine has written to it while it was read."""
    return _is_as_old(path, entry) and _hash(path) != entry[_HASH] and _is_as_old(path, entry)


def _is_as_old(path: Path, entry: dict[str, Any]) -> bool:
    state = path.stat()
    return bool(state.st_size == entry["size"] and state.st_mtime_ns == entry["time"])


def _files(database: Path) -> list[Path]:
    if not database.is_dir():
        return []
    return sorted(path for path in database.iterdir() if path.is_file() and path.name not in _PASSING and path.suffix != ".wal")


def _entry(path: Path, known: dict[str, Any] | None) -> dict[str, Any]:
    state = path.stat()
    entry = {"size": state.st_size, "time": state.st_mtime_ns}
    if known is not None and all(known.get(name) == value for name, value in entry.items()):
        return known
    return {**entry, _HASH: _hash(path)}


def _hash(path: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _compare(database: Path, files: _Files) -> Message | None:
    there = {path.name: path for path in _files(database)}
    for name, entry in files.items():
        path = there.get(name)
        if path is None:
            return messages("damage.gone", file=name)
        state = path.stat()
        if state.st_size != entry["size"]:
            return messages("damage.size", file=name, found=state.st_size, was=entry["size"])
        if state.st_mtime_ns != entry["time"] and _hash(path) != entry[_HASH]:
            return messages("damage.content", file=name)
    strange = sorted(name for name in there.keys() - files.keys() if name.endswith(_OF_THE_ENGINE))
    return messages("damage.strange", file=strange[0]) if strange else None


def _compare_after_crash(database: Path, files: _Files) -> Message | None:
    """Files of records only grow and never go; what they hold may have changed since."""
    for name, entry in files.items():
        if not name.endswith((".bucket", ".dict")):
            continue
        path = database / name
        if not path.is_file():
            return messages("damage.gone", file=name)
        if path.stat().st_size < entry["size"]:
            return messages("damage.size", file=name, found=path.stat().st_size, was=entry["size"])
    return None


def _write(path: Path, files: _Files, *, closed: bool) -> None:
    content = {"closed": closed, "files": files}
    write_atomic(path, {**content, _HASH: _hash_of(content)})


def _read(path: Path) -> tuple[bool, _Files] | None:
    """Whether it is closed, and the files; None where there is no seal, or one that is itself damaged."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.pop(_HASH) != _hash_of(content):
            return None
        return content["closed"], content["files"]
    except (OSError, ValueError, KeyError, AttributeError):
        return None


def _hash_of(content: dict[str, Any]) -> str:
    return hashlib.blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=16).hexdigest()
