"""A person's own Cypher: read-only, limited in time and in rows, and unable to bring the store down."""

from __future__ import annotations

import queue
import re
import secrets
import threading
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillon.graph.store.answers import Answer, bare_ends, plain_value
from maillon.graph.store.cypher import literal
from maillon.graph.store.driver_errors import one_line
from maillon.graph.store.errors import QueryFailed, QueryRefused, QueryStopped, QuerySyntax, StoreError
from maillon.graph.store.guard import check_question
from maillon.graph.store.message_size import LARGEST, size
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from maillon.graph.store.connection import Connection
    from maillon.wording import Message

TIMEOUT = 30.0
"""Seconds that a query may take."""
MAX_ROWS = 10_000
"""Rows that an answer may have where nobody says how many."""
_PATIENCE = 0.1
_BATCH = 1000
_AHEAD = 4  # batches that may wait for the one who asked

# No other query may use elementId, whose values an engine gives anew: here they come from the answer itself, and end with it.
_IDS = "UNWIND $ids AS id MATCH (n) WHERE elementId(n) = id RETURN id, n.id"

# Three ways of saying where; the first two count columns from 0, the third from 1.
_PLACES = (
    (re.compile(r"Syntax error at line (\d+):(\d+) - "), 0),
    (re.compile(r" at line (\d+), column (\d+)\n.*", re.DOTALL), 0),
    (re.compile(r" ?\(line (\d+), column (\d+) \(offset: \d+\)\).*", re.DOTALL), 1),
)
_OUT_OF_TIME = ("TransactionTimedOut", "Transaction.Terminated", "LockClientStopped")
_OUT_OF_MEMORY = ("OutOfMemory",)


@dataclass(slots=True)
class _Run:
    """A query under way in a thread of its own.

    `batches` gets its rows as they come, then None when there are no more or `error` says why; `over` is set when the engine has
    ended it. Nobody takes another batch once it is not `wanted`.
    """

    token: str
    batches: queue.Queue[list[tuple[Any, ...]] | None] = field(default_factory=lambda: queue.Queue(_AHEAD))
    over: threading.Event = field(default_factory=threading.Event)
    columns: tuple[str, ...] = ()
    truncated: bool = False
    error: Exception | None = None
    wanted: bool = True

    def hand(self, batch: list[tuple[Any, ...]] | None) -> None:
        """Leave a batch for the one who asked, and wait while he is behind."""
        while self.wanted:
            try:
                self.batches.put(batch, timeout=_PATIENCE)
            except queue.Full:
                continue
            return


class RowStream:
    """The rows of a person's query, handed on as the engine sends them: to be gone through once.

    `truncated` is true, after the last row, when there were more than asked for. One who stops before it closes the iterator.
    """

    def __init__(self, connection: Connection, run: _Run, question: str, patience: float, *, renewed: bool) -> None:
        """Of a query that has begun; `patience` is in seconds, for all its rows together, or `renewed` as long as rows come."""
        self._connection, self._run, self._question = connection, run, question
        self._timeout = self._left = patience
        self._renewed = renewed
        self._first = self._next()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self._run.columns

    @property
    def truncated(self) -> bool:
        """Whether there were more rows than asked for."""
        return self._run.truncated

    def __iter__(self) -> Generator[tuple[Any, ...]]:
        """The rows.

        Raises:
            StoreError: as `stream`.
        """
        batch = self._first
        while batch is not None:
            try:
                yield from batch
            except GeneratorExit:
                self._end()
                raise
            batch = self._next()
        # Giving up the rows that nobody wants makes an engine compute them all.
        if self._run.truncated and not self._run.over.wait(_PATIENCE):
            self._end()

    def _next(self) -> list[tuple[Any, ...]] | None:
        began = time.monotonic()
        try:
            batch = self._run.batches.get(timeout=max(self._left, 0.0))
        except queue.Empty:
            how = self._end()
            raise QueryStopped(messages("query.slow", seconds=self._timeout, how=how)) from None
        except BaseException:
            # An interrupt ends the wait; the query must not go on behind it.
            self._end()
            raise
        if not self._renewed:
            self._left -= time.monotonic() - began
        if batch is None and self._run.error is not None:
            if _is_loss(self._run.error):
                raise _LostError(self._run.error)
            raise _store_error(self._run.error, self._question, self._connection) from self._run.error
        return batch

    def _end(self) -> str:
        self._run.wanted = False
        return self._connection.end_query(self._run.token, self._run.over)


class _LostError(QueryStopped):
    """The engine ended under the query."""

    def __init__(self, error: Exception) -> None:
        super().__init__(messages("query.given_up", reason=one_line(error)))
        self.loss = error


def ask(connection: Connection, text: str, parameters: Mapping[str, Any] | None, timeout: float = TIMEOUT, limit: int = MAX_ROWS) -> Answer:
    """Answer a query with at most `limit` rows (0: all of them), all of it within `timeout` seconds; otherwise as `stream`."""
    rows = _answered(connection, text, parameters, timeout, limit, renewed=False)
    taken = tuple(rows)
    return Answer(rows.columns, taken, rows.truncated)


def stream(connection: Connection, text: str, parameters: Mapping[str, Any] | None, timeout: float = TIMEOUT) -> RowStream:
    """Answer a query with all its rows, one by one, as long as the engine does not leave one waiting for `timeout` seconds.

    It takes one or two seconds more to stop a query. The errors of the last line may also come between rows.

    Raises:
        QueryRefused: it would do more than read.
        QuerySyntax: the engine cannot read it.
        QueryFailed: the engine cannot answer it: a division by zero, a missing parameter.
        QueryStopped: it took too long or too much memory.
        StoreError: the engine cannot be reached.
    """
    return _answered(connection, text, parameters, timeout, 0, renewed=True)


def _answered(
    connection: Connection, text: str, parameters: Mapping[str, Any] | None, timeout: float, limit: int, *, renewed: bool
) -> RowStream:
    if size(text) + size(parameters or {}) > LARGEST:
        raise QueryRefused(messages("query.large", most=LARGEST >> 20))
    check_question(text)
    question = text.rstrip().rstrip(";")
    for again in (True, False):
        engine = connection.identity()
        run = _start(connection, question, dict(parameters or {}), None if renewed else timeout, limit)
        try:
            return RowStream(connection, run, question, timeout, renewed=renewed)
        except _LostError as lost:
            if not connection.recover():
                raise connection.store_error(lost.loss) from lost.loss
            # The engine had ended before the query, or with it: the second time tells.
            if not again or connection.identity() == engine:
                raise
    raise AssertionError("unreachable")


def _start(connection: Connection, question: str, parameters: dict[str, Any], timeout: float | None, limit: int) -> _Run:
    run = _Run(secrets.token_hex(8))
    session = connection.reader_session(min(limit + 1, _BATCH) if limit else _BATCH)

    def work() -> None:
        ends: dict[str, Any] = {}
        taken = 0
        try:
            with session:
                # The token goes last, so that the places in error messages are those of the person's text.
                result = session.run(connection.query(f"{question}\n/* {run.token} */", timeout), parameters)
                run.columns = tuple(result.keys())
                while run.wanted and not run.truncated and (found := result.fetch(_BATCH)):
                    _look_up(connection, found, ends)
                    run.truncated = 0 < limit < taken + len(found)
                    kept = found[: limit - taken] if limit else found
                    taken += len(kept)
                    run.hand([tuple(plain_value(value, ends) for value in row) for row in kept])
                run.hand(None)
        except Exception as error:
            run.error = error
            run.hand(None)
        finally:
            run.over.set()

    threading.Thread(target=work, name="maillon-ask", daemon=True).start()
    return run


def _look_up(connection: Connection, rows: list[Any], ends: dict[str, Any]) -> None:
    """Learn the ids of the nodes that these rows only name, and that are not known yet."""
    bare = sorted({end for row in rows for value in row for end in bare_ends(value)} - ends.keys())
    if bare:
        with connection.reader_session(_BATCH) as session:
            found = dict(session.run(literal(_IDS), ids=bare).values())
        # A node of somebody else's on the same server may have no id of ours.
        ends.update({end: found.get(end) or end for end in bare})


def _is_loss(error: Exception) -> bool:
    from neo4j.exceptions import ServiceUnavailable, SessionExpired

    return isinstance(error, (ServiceUnavailable, SessionExpired))


def _store_error(error: Exception, question: str, connection: Connection) -> StoreError:
    from neo4j.exceptions import AuthError, BrokenRecordError, CypherSyntaxError, DriverError, Forbidden, Neo4jError

    if isinstance(error, CypherSyntaxError):
        return QuerySyntax(_pointed(str(error.message), question))
    if isinstance(error, Neo4jError):
        code = error.code or ""
        if isinstance(error, Forbidden) or "AccessMode" in code:
            return QueryRefused(messages("query.refused", reason=one_line(error)))
        if isinstance(error, AuthError):
            return connection.store_error(error)
        if any(sign in code for sign in _OUT_OF_TIME):
            return QueryStopped(messages("query.limit", reason=one_line(error)))
        if any(sign in code for sign in _OUT_OF_MEMORY):
            return QueryStopped(messages("query.memory", reason=one_line(error)))
        return QueryFailed(messages("query.failed", reason=one_line(error)))
    if isinstance(error, BrokenRecordError):
        return QueryFailed(messages("query.unreadable"))
    if isinstance(error, DriverError):
        return connection.store_error(error)
    return QueryFailed(messages("query.unsendable", reason=one_line(error)))


def _pointed(message: str, question: str) -> Message:
    """The engine's words with the person's line and a caret under the place, where the engine says one."""
    for place, first in _PLACES:
        match = place.search(message)
        if match is None:
            continue
        line, column = int(match[1]), int(match[2]) - first
        lines = question.splitlines()
        shown = lines[line - 1] if 0 < line <= len(lines) else ""
        words = " ".join((message[: match.start()] + message[match.end() :]).split())
        caret = f"{' ' * column}^"
        return messages("query.syntax_at", line=line, column=column + 1, reason=words, shown=shown, caret=caret)
    return messages("query.syntax", reason=" ".join(message.split()))
