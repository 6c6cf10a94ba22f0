"""Who answers: one graph, one question at a time, each within its time, and without what only confidential data sets say."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotDoneError
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from maillon.api.graph import Graph
from maillon.assistant.messages import messages
from maillon.graph.store import Store
from maillon.graph.store.public_copy import public_copy
from maillon.wording import RefusedError

T = TypeVar("T")

GRACE = 10.0
"""Seconds that a query which has a time limit of its own is waited for beyond it: it says better what to do."""


class Desk:
    """Answers questions over a store that somebody else opened and closes."""

    def __init__(self, store: Store, *, seconds: float, including: Collection[str] = (), snapshots: Path | None = None) -> None:
        """`seconds` is the time of one question, `including` names the confidential data sets that may show; `snapshots` as of `Graph`."""
        self.seconds = seconds
        self._store, self._including, self._snapshots = store, including, snapshots
        self._free = threading.Lock()
        self._copy = ExitStack()
        self._copied: tuple[str, Graph] | None = None

    def ask(self, question: Callable[[Graph], T], *, limits_itself: bool = False) -> T:
        """The answer to a question.

        What takes too long goes on by itself until it is done, and keeps the next question waiting: they never run beside each other.

        Raises:
            RefusedError: it takes too long, or the one before still does.
            MaillonError: as the question.
        """
        if not self._free.acquire(timeout=self.seconds):
            raise RefusedError(messages("busy", seconds=self.seconds))
        answer: Future[T] = Future()

        def work() -> None:
            try:
                answer.set_result(question(self._graph()))
            except BaseException as error:
                answer.set_exception(error)
            finally:
                self._free.release()

        threading.Thread(target=work, daemon=True, name="maillon question").start()
        try:
            return answer.result(self.seconds + (GRACE if limits_itself else 0))
        except NotDoneError:
            if answer.done():
                raise
            raise RefusedError(messages("slow", seconds=self.seconds)) from None

    def _graph(self) -> Graph:
        """The store itself where nothing in it is confidential, else a copy without that, made anew when the store changed."""
        hidden = [name for name in self._store.confidential() if name not in self._including]
        if not hidden:
            return Graph(self._store, self._snapshots)
        held = self._store.ledger_hash()
        if self._copied is None or self._copied[0] != held:
            self._copied = None
            self._copy.close()
            folder = self._copy.enter_context(TemporaryDirectory(prefix="maillon-", ignore_cleanup_errors=True))
            self._copied = held, Graph(self._copy.enter_context(public_copy(self._store, Path(folder) / "store", hidden)))
        return self._copied[1]

    def close(self) -> None:
        """Remove the copy, if there is one, when the question that may be running is done, or its time is over."""
        if self._free.acquire(timeout=self.seconds):
            self._copy.close()


@contextmanager
def desk_on(store: Store, *, seconds: float, including: Collection[str] = (), snapshots: Path | None = None) -> Iterator[Desk]:
    """A desk, ready to answer: a copy that it needs is made before the first question, however long that takes.

    Raises:
        StoreError: a data set that is named is not there, or the store cannot be reached.
    """
    store.not_named(including)
    desk = Desk(store, seconds=seconds, including=including, snapshots=snapshots)
    try:
        desk._graph()
        yield desk
    finally:
        desk.close()
