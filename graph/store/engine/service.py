"""Serving the embedded engine to other programs: one address and the same logins, also after a restart of the engine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from maillon.graph.store.engine.client import Endpoint, Engine
from maillon.graph.store.engine.drafts import write_atomic
from maillon.graph.store.engine.folder import DATABASE
from maillon.graph.store.engine.locks import FileLock
from maillon.graph.store.engine.process import OWNER, READER
from maillon.graph.store.errors import StoreLocked, StoreReadOnly
from maillon.graph.store.messages import messages
from maillon.graph.system_errors import system_reason

_POLL = 0.5


class Service:
    """A store that is served while the context lasts. Passwords are handed out in files that only their owner can read."""

    database = DATABASE
    reader = READER
    owner = OWNER

    def __init__(self, directory: Path, port: int | None = None) -> None:
        """Name the folder and, if it matters, the port.

        Raises:
            StoreError: the folder cannot be a store.
        """
        self._engine = Engine(directory)
        self._folder = self._engine.folder
        self._wanted = port
        self._serving = FileLock(self._folder.serve_lock)
        self._endpoint: Endpoint | None = None

    @property
    def directory(self) -> Path:
        """The folder of the store."""
        return self._folder.root

    @property
    def reader_password(self) -> Path:
        """The file with the password of `reader`, who can only read."""
        return self._folder.root / "reader.password"

    @property
    def owner_password(self) -> Path:
        """The file with the password of `owner`, who may do everything."""
        return self._folder.root / "owner.password"

    @property
    def uri(self) -> str:
        """The address."""
        assert self._endpoint is not None
        return self._endpoint.uri

    @property
    def engine(self) -> str:
        """The name and version of the engine."""
        assert self._endpoint is not None
        return self._endpoint.engine

    def __enter__(self) -> Service:
        """Start serving.

        Raises:
            StoreLocked: it is served already, the port is taken, or running commands use another one.
            StoreError: the engine cannot be started.
        """
        if not self._serving.acquire():
            raise StoreLocked(messages("serve.already", where=self.directory))
        try:
            self._begin()
        except BaseException:
            self.close()
            raise
        return self

    def _begin(self) -> None:
        self._endpoint = endpoint = self._first()
        # Every engine of this store takes these as long as the lock is held: an address does not change under its users.
        login = {"port": urlsplit(endpoint.uri).port, "owner": endpoint.owner, "reader": endpoint.reader}
        write_atomic(self._folder.served, login)
        _write_secret(self.reader_password, endpoint.reader)
        _write_secret(self.owner_password, endpoint.owner)

    def _first(self) -> Endpoint:
        if self._wanted is None:
            return self._engine.endpoint()
        write_atomic(self._folder.served, {"port": self._wanted})
        endpoint = self._engine.endpoint()
        if urlsplit(endpoint.uri).port != self._wanted and self._engine.alone():
            # The engine of the last command, which waits for a next one.
            self._engine.kill(endpoint)
            endpoint = self._engine.endpoint()
        if urlsplit(endpoint.uri).port != self._wanted:
            raise StoreLocked(messages("serve.port", port=self._wanted, where=self.directory, uri=endpoint.uri))
        return endpoint

    def keep(self, restarted: Callable[[], None]) -> None:
        """Keep the engine up until this is interrupted; `restarted` is called after one had ended and another took its place.

        Raises:
            StoreError: it cannot be started again.
        """
        while True:
            time.sleep(_POLL)
            now = self._engine.endpoint()
            if self._endpoint is not None and now.token != self._endpoint.token:
                self._endpoint = now
                restarted()

    def close(self) -> None:
        """Stop serving: the engine ends when its other users have gone.

        Raises:
            StoreReadOnly: what holds the passwords cannot be removed from the folder.
        """
        left: dict[Path, OSError] = {}
        for path in (self._folder.served, self.reader_password, self.owner_password):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                left[path] = error
        self._serving.release()
        self._engine.close()
        if left:
            first = next(iter(left.values()))
            raise StoreReadOnly(messages("serve.left", paths=[str(path) for path in left], reason=system_reason(first))) from first

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop."""
        self.close()


def _write_secret(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
