"""The file of a snapshot: a JSON header, then the arrays, memory-mapped when read.

The file is a cache: one that is damaged in any way is discarded and rebuilt.
"""

from __future__ import annotations

import json
import os
import secrets
import struct
import zlib
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from maillon.queries.messages import messages
from maillon.queries.scale.snapshot import NodeRole, RelationKind, Snapshot, SnapshotDamagedError

NAME = "snapshot.bin"
VERSION = 5
"""Incremented whenever the meaning of a snapshot changes."""

_MAGIC = b"maillon snapshot\n"
_HEAD = struct.Struct("<QI")
"""Bytes of the header, checksum of everything after this."""
_ALIGN = 64
_TABLES = ("hash", "roles", "kinds", "parts")
_ARRAYS = tuple(f.name for f in fields(Snapshot) if f.name not in _TABLES)


def write(path: Path, snapshot: Snapshot) -> None:
    """Write the file atomically. A folder that cannot be written is no error: the file only saves time."""
    arrays = [(name, getattr(snapshot, name)) for name in _ARRAYS]
    places, at = [], 0
    for name, values in arrays:
        places.append([name, values.dtype.str, len(values), at])
        at += -(-values.nbytes // _ALIGN) * _ALIGN
    header = json.dumps({"version": VERSION, "arrays": places, **{name: getattr(snapshot, name) for name in _TABLES}}).encode()
    header += b" " * (-(len(_MAGIC) + _HEAD.size + len(header)) % _ALIGN)
    blocks: list[Any] = [header]
    for _, values in arrays:
        blocks += [memoryview(values).cast("B") if len(values) else b"", bytes(-values.nbytes % _ALIGN)]
    checksum = 0
    for block in blocks:
        checksum = zlib.crc32(block, checksum)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    with suppress(OSError):
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(_MAGIC + _HEAD.pack(len(header), checksum))
                for block in blocks:
                    file.write(block)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def read(path: Path) -> Snapshot:
    """Memory-map a file.

    Raises:
        SnapshotDamagedError: it cannot be read, is cut or changed, or is of another version.
    """
    try:
        raw = np.memmap(path, np.uint8, "r")
        if raw[: len(_MAGIC)].tobytes() != _MAGIC:
            raise SnapshotDamagedError(messages("snapshot.no_snapshot"))
        body = len(_MAGIC) + _HEAD.size
        length, checksum = _HEAD.unpack(raw[len(_MAGIC) : body].tobytes())
        if zlib.crc32(raw[body:].data) != checksum:
            raise SnapshotDamagedError(messages("snapshot.damaged"))
        header = json.loads(raw[body : body + length].tobytes())
        if header["version"] != VERSION:
            raise SnapshotDamagedError(messages("snapshot.version", found=header["version"], known=VERSION))
        base = body + length
        arrays: dict[str, Any] = {}
        for name, dtype, count, at in header["arrays"]:
            kind = np.dtype(dtype)
            arrays[name] = raw[base + at : base + at + count * kind.itemsize].view(kind)
        tables = {
            "hash": header["hash"],
            "roles": tuple(_role(*values) for values in header["roles"]),
            "kinds": tuple(RelationKind(t, _tuple(data), _tuple(scopes), *rest) for t, data, scopes, *rest in header["kinds"]),
            "parts": tuple(tuple(part) for part in header["parts"]),
        }
        return Snapshot(**tables, **arrays)
    except (OSError, ValueError, KeyError, TypeError, struct.error) as error:
        raise SnapshotDamagedError(messages("snapshot.unreadable")) from error


def _tuple(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


def _role(labels: list[str], named: bool, people: str | None, partition: str | None, rounded: bool, disputed: list[str]) -> NodeRole:
    return NodeRole(tuple(labels), named, people, partition, rounded, tuple(disputed))
