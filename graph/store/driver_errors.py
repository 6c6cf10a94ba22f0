"""Errors of the driver, translated to those of the store."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from maillon.graph.store.engine.folder import disk_full
from maillon.graph.store.errors import LoginRefused, StoreError, StoreReadOnly, StoreUnreachable
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from maillon.wording import Message

_NO_ROOM = ("no space left", "not enough space", "disk full", "outofdiskspace")


def from_driver(error: Exception, where: str) -> StoreError:
    """The store's error for one of the driver; `where` is the folder or the address."""
    from neo4j.exceptions import AuthError, Forbidden, Neo4jError, ServiceUnavailable, SessionExpired

    text = one_line(error)
    if any(sign in text.lower() for sign in _NO_ROOM):
        return disk_full(where)
    if isinstance(error, Forbidden):
        return StoreReadOnly(messages("server.refuses", where=where, reason=error.code or "Forbidden"))
    if isinstance(error, AuthError):
        return LoginRefused(messages("server.login", where=where))
    if _is_untrusted(error):
        return StoreUnreachable(messages("server.certificate", where=where))
    if isinstance(error, (ServiceUnavailable, SessionExpired)):
        return StoreUnreachable(messages("server.silent", where=where, reason=_below(error)))
    if isinstance(error, Neo4jError) and "DatabaseNotFound" in (error.code or ""):
        return StoreError(messages("server.database", where=where))
    return StoreError(messages("server.other", where=where, reason=text))


def _is_untrusted(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _below(error: BaseException | None) -> Message:
    """What the network said, where the driver was told something by it."""
    from maillon.graph.network_errors import network_reason

    while error is not None:
        if isinstance(error, OSError):
            return network_reason(error)
        error = error.__cause__ or error.__context__
    return messages("server.no_answer")


def one_line(error: Exception) -> str:
    """The text of an error on one line, cut when it is long."""
    text = getattr(error, "message", None) or str(error)
    short = " ".join(str(text).split())
    return short if len(short) <= 300 else f"{short[:300]}…"
