"""A person's own Cypher: read-only, limited in time and in rows, and unable to bring the store down."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillon.graph.store.answers import Answer, plain_value
from maillon.graph.store.driver_errors import one_line
from maillon.graph.store.errors import QueryFailed, QueryRefused, QueryStopped, QuerySyntax, StoreError
from maillon.graph.store.guard import check_question
from maillon.graph.store.message_size import LARGEST, size
from maillon.graph.store.messages import messages
from maillon.wording import Message

if TYPE_CHECKING:
    from maillon.graph.store.connection import Connection

TIMEOUT = 30.0
"""Seconds that a query may take."""
MAX_ROWS = 10_000
"""Rows that an answer may have."""
_PATIENCE = 0.1

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
    """A query under way in its own thread: `done` when its rows or its error are there, `over` when the engine has ended it."""

    token: str
    done: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    answer: Answer | None = None
    error: Exception | None = None


def ask(
    connection: Connection, text: str, parameters: Mapping[str, Any] | None, timeout: float = TIMEOUT, max_rows: int = MAX_ROWS
) -> Answer:
    """Answer a query, at most `max_rows` rows of it, within `timeout` seconds (one or two more to stop it).

    Raises:
        QueryRefused: it would do more than read.
        QuerySyntax: the engine cannot read it.
        QueryFailed: the engine cannot answer it: a division by zero, a missing parameter.
        QueryStopped: it took too long or too much memory.
        StoreError: the engine cannot be reached.
    """
    check_question(text)
    if size(text) + size(parameters or {}) > LARGEST:
        raise QueryRefused(messages("query.large", most=LARGEST >> 20))
    question = text.rstrip().rstrip(";")
    lost = ""
    for _ in range(2):
        engine = connection.identity()
        run = _start(connection, question, dict(parameters or {}), timeout, max_rows)
        try:
            in_time = run.done.wait(timeout)
        except BaseException:
            # An interrupt ends the wait; the query must not go on behind it.
            connection.end_query(run.token, run.over)
            raise
        if not in_time:
            how = connection.end_query(run.token, run.over)
            raise QueryStopped(messages("query.slow", seconds=timeout, how=how))
        if run.answer is not None:
            # Giving up the rows that nobody wants makes an engine compute them all.
            if run.answer.truncated and not run.over.wait(_PATIENCE):
                connection.end_query(run.token, run.over)
            return run.answer
        assert run.error is not None
        if not _is_loss(run.error):
            raise _store_error(run.error, question, connection) from run.error
        lost = one_line(run.error)
        if not connection.recover():
            raise connection.store_error(run.error) from run.error
        if connection.identity() == engine:
            break
        # The engine had ended before the query, or with it: the second time tells.
    raise QueryStopped(messages("query.given_up", reason=lost))


def _start(connection: Connection, question: str, parameters: dict[str, Any], timeout: float, max_rows: int) -> _Run:
    run = _Run(secrets.token_hex(8))
    session = connection.reader_session(min(max_rows + 1, 1000))

    def work() -> None:
        try:
            with session:
                # The token goes last, so that the places in error messages are those of the person's text.
                result = session.run(connection.query(f"{question}\n/* {run.token} */", timeout), parameters)
                columns = tuple(result.keys())
                rows = [tuple(plain_value(value) for value in row) for row in result.fetch(max_rows + 1)]
                run.answer = Answer(columns, tuple(rows[:max_rows]), truncated=len(rows) > max_rows)
                run.done.set()
        except Exception as error:
            if run.answer is None:
                run.error = error
        finally:
            run.done.set()
            run.over.set()

    threading.Thread(target=work, name="maillon-ask", daemon=True).start()
    return run


def _is_loss(error: Exception) -> bool:
    from neo4j.exceptions import ServiceUnavailable, SessionExpired

    return isinstance(error, (ServiceUnavailable, SessionExpired))


def _store_error(error: Exception, question: str, connection: Connection) -> StoreError:
    from neo4j.exceptions import AuthError, CypherSyntaxError, DriverError, Forbidden, Neo4jError

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
