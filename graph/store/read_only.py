"""A store that cannot be written, read all the same: through a copy of its files, since the engine writes to what it opens.

The copy stands in the folder for temporary files as long as it is open. It costs as much room and time as copying the engine's files.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.engine.folder import Folder, from_os, no_room_for
from maillon.graph.store.engine.locks import is_locked
from maillon.graph.store.errors import StoreError, StoreFull, StoreLocked, StoreReadOnly
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from maillon.graph.store.load_lock import LoadLock


class CopiedConnection(EmbeddedConnection):
    """The engine of a copy, which ends and is deleted when this is closed. What is said of the store names the store."""

    def __init__(self, directory: Path) -> None:
        """Copy the store of a folder that can be read, and open the copy.

        Raises:
            StoreReadOnly: it cannot be read either.
            StoreLocked: somebody's engine runs on it, whose files change while they are copied.
            StoreFull: there is no room for the copy.
            StoreError: see `Engine`.
        """
        source = Folder.named(directory)
        self._place = Path(tempfile.mkdtemp(prefix="maillon-read-"))
        try:
            self.copied = _copy(source, Folder(self._place / "store"))
            super().__init__(self._place / "store", 0.0)
        except BaseException:
            shutil.rmtree(self._place, ignore_errors=True)
            raise
        self.where = str(source.root)

    def load_lock(self) -> AbstractContextManager[LoadLock]:
        """There is none: what was loaded here would go with the copy.

        Raises:
            StoreReadOnly: always.
        """
        raise StoreReadOnly(messages("folder.read_only", where=self.where))

    def close(self) -> None:
        """End the engine and delete the copy."""
        with suppress(StoreError):
            if self._endpoint is not None:
                self.process.kill(self._endpoint)
        super().close()
        shutil.rmtree(self._place, ignore_errors=True)


def _copy(source: Folder, target: Folder) -> int:
    """Copy what an engine needs, times included, so that the seal holds for the copy; how many bytes."""
    try:
        if is_locked(source.engine_lock):
            raise StoreLocked(messages("engine.foreign", where=source.root))
        shutil.copytree(source.database, target.database)
        for path in (source.marker, source.seal):
            if path.exists():
                shutil.copy2(path, target.root)
    except shutil.Error as error:
        raise from_os(PermissionError(13, str(error)), source.root) from error
    except OSError as error:
        if full := no_room_for(target.root, error):
            raise StoreFull(messages("disk.copy", where=source.root, temporary=target.root.parent.parent)) from full
        raise from_os(error, source.root) from error
    return sum(path.stat().st_size for path in target.database.iterdir())
