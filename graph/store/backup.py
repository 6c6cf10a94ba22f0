"""A store in one file: every data set with its ledger, from which any engine makes the same graph again.

A text file, a JSON value a line: what the file is, then each data set followed by its pages, then the hash of all before it.
Written while others read and load: a data set that changes meanwhile is written anew.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from maillon.graph.statements import line_of_today
from maillon.graph.store.datasets import Ledger, Tell, load_ledger, read_ledgers
from maillon.graph.store.engine.folder import no_room_for
from maillon.graph.store.errors import BackupRefused, StoreDamaged
from maillon.graph.store.loading.ledger import pack, page_hash, unpack
from maillon.graph.store.loading.stored_pages import read_heads, read_page
from maillon.graph.store.messages import messages
from maillon.graph.system_errors import system_reason

if TYPE_CHECKING:
    from maillon.graph.store.connection import Connection

BACKUP_FORMAT = 1
_FORMAT = "maillon backup"
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: data set → records, and the SHA-256 (hex) of the file up to its last line."""

    made_on: str
    maillon: str
    datasets: dict[str, int]
    hash: str


def write_backup(connection: Connection, path: Path, version: str, tell: Tell | None = None) -> Backup:
    """Write every data set of a store into a file, which appears whole or not at all.

    Raises:
        StoreDamaged: a page of the ledger is not what it was.
        StoreError: the store cannot be reached, or there is no room for the file.
        OSError: the file cannot be written.
    """
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                made = _Writer(file).write(connection, version, tell or (lambda name, done: None))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except OSError as error:
            full = no_room_for(path, error)
            if full is None:
                raise
            raise full from error
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    return made


class _Writer:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def write(self, connection: Connection, version: str, tell: Tell) -> Backup:
        made_on = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        self._line({"format": _FORMAT, "version": BACKUP_FORMAT, "maillon": version, "made_on": made_on, "engine": connection.engine()})
        counts: dict[str, int] = {}
        for ledger in read_ledgers(connection):
            count = self._dataset(connection, ledger, tell)
            if count is not None:
                counts[ledger.id] = count
        digest = self._digest.hexdigest()
        self._file.write(f"{json.dumps({'sha256': digest})}\n".encode())
        return Backup(made_on, version, counts, digest)

    def _dataset(self, connection: Connection, ledger: Ledger, tell: Tell) -> int | None:
        """Write one; where a load changed it meanwhile from its beginning on again, and in the end with loads kept waiting.

        Returns:
            How many records it has; None where it was unloaded meanwhile.
        """
        for _ in range(_TRIES):
            start, digest = self._file.tell(), self._digest.copy()
            with suppress(StoreDamaged):
                count = self._pages(connection, ledger, tell)
                if read_heads(connection, ledger.id) == ledger.heads:
                    return count
            self._file.seek(start)
            self._file.truncate()
            self._digest = digest
            now = _ledger_of(connection, ledger.id)
            if now is None:
                return None
            ledger = now
        with connection.load_lock():
            now = _ledger_of(connection, ledger.id)
            return None if now is None else self._whole(connection, now, tell)

    def _whole(self, connection: Connection, ledger: Ledger, tell: Tell) -> int:
        """Write one that nobody changes."""
        try:
            return self._pages(connection, ledger, tell)
        except StoreDamaged as error:
            raise connection.damaged(error.message) from error

    def _pages(self, connection: Connection, ledger: Ledger, tell: Tell) -> int:
        ledger.check()
        dates = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in ledger.properties.items()}
        self._line({"dataset": dates})
        for done, head in enumerate(ledger.heads, 1):
            page, _ = read_page(connection, head, ledger.id)
            self._line({"page": head.id, "hash": head.hash, "lines": base64.b85encode(pack(page.lines)).decode()})
            tell(ledger.id, done)
        return sum(head.records for head in ledger.heads)

    def _line(self, value: dict[str, Any]) -> None:
        line = f"{json.dumps(value, ensure_ascii=False, sort_keys=True)}\n".encode()
        self._digest.update(line)
        self._file.write(line)


def _ledger_of(connection: Connection, dataset: str) -> Ledger | None:
    return next((found for found in read_ledgers(connection) if found.id == dataset), None)


def check_backup(path: Path) -> Backup:
    """What a backup holds, after every byte of it was compared with its hash.

    Raises:
        BackupRefused: it cannot be read, is none, or one that was cut or changed, or one of a later maillon.
    """
    try:
        return _checked(path)
    except OSError as error:
        raise BackupRefused(messages("backup.unreadable", file=path, reason=system_reason(error))) from error


def _checked(path: Path) -> Backup:
    header = _header(path)
    digest, counts, trailer = hashlib.sha256(), {}, None
    with path.open("rb") as file:
        for line in file:
            if trailer is not None:
                raise BackupRefused(messages("backup.changed", file=path))
            if line.startswith(b'{"sha256"'):
                trailer = line
                continue
            digest.update(line)
            if line.startswith(b'{"dataset"'):
                with suppress(ValueError, TypeError, KeyError):
                    found = json.loads(line)["dataset"]
                    counts[str(found["id"])] = int(found.get("records") or 0)
    if trailer is None:
        raise BackupRefused(messages("backup.cut", file=path))
    if trailer != f"{json.dumps({'sha256': digest.hexdigest()})}\n".encode():
        raise BackupRefused(messages("backup.changed", file=path))
    return Backup(str(header.get("made_on")), str(header.get("maillon")), counts, digest.hexdigest())


def _header(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        first = file.readline(1 << 16)
    try:
        header = json.loads(first)
        version = header["version"] if header["format"] == _FORMAT else None
    except (ValueError, TypeError, KeyError):
        version = None
    if not isinstance(version, int):
        raise BackupRefused(messages("backup.none", file=path))
    if version > BACKUP_FORMAT:
        raise BackupRefused(messages("backup.newer", file=path, found=version, known=BACKUP_FORMAT))
    return dict(header)


def restore(connection: Connection, path: Path, tell: Tell | None = None) -> Backup:
    """Load every data set of a backup into an empty store, or go on with a restore of the same file that was cut.

    Raises:
        BackupRefused: as `check_backup`, or the store holds something else; nothing was written.
        StoreError: the store refuses, is full or cannot be reached; running it again goes on from there.
        OSError: the file cannot be read.
    """
    found = check_backup(path)
    others = [ledger.id for ledger in read_ledgers(connection) if ledger.id not in found.datasets or ledger.properties.get("complete")]
    if others and not _same(connection, path):
        raise BackupRefused(messages("backup.not_empty", where=connection.where, names=others))
    for properties, lines in _datasets(path):
        name = str(properties["id"])
        done = (lambda pages, of, name=name: tell(name, pages)) if tell else None
        load_ledger(connection, properties, lines, done)
    return found


def _same(connection: Connection, path: Path) -> bool:
    """Whether what a store holds of a backup's data sets is what the backup holds of them, in whatever pages, of whatever version."""
    there = {str(properties["id"]): page_hash(map(line_of_today, lines)) for properties, lines in _datasets(path)}
    for ledger in read_ledgers(connection):
        if ledger.id not in there:
            return False
        lines = (line for head in ledger.heads for line in read_page(connection, head, ledger.id)[0].lines)
        if ledger.complete and page_hash(map(line_of_today, lines)) != there[ledger.id]:
            return False
    return True


def _datasets(path: Path) -> Iterator[tuple[dict[str, Any], Iterator[str]]]:
    """The data sets of a backup that was checked: the properties of each, and its lines, to be read before the next is asked for."""
    with path.open("rb") as file:
        where = file.tell()
        while line := file.readline():
            if line.startswith(b'{"dataset"'):
                properties = json.loads(line)["dataset"]
                day = properties.get("loaded_on")
                properties["loaded_on"] = dt.date.fromisoformat(day) if day else None
                where = file.tell()
                yield properties, _lines(path, where)


def _lines(path: Path, where: int) -> Iterator[str]:
    with path.open("rb") as file:
        file.seek(where)
        for line in file:
            value = json.loads(line)
            if "page" not in value:
                return
            lines = unpack(base64.b85decode(value["lines"]))
            if page_hash(lines) != value["hash"]:
                raise BackupRefused(messages("backup.changed", file=path))
            yield from lines
