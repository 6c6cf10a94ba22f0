"""What the driver raises, as the store's own errors."""

from __future__ import annotations

import ssl

from maillon.graph.store.engine.folder import disk_full
from maillon.graph.store.errors import LoginRefused, StoreError, StoreReadOnly, StoreUnreachable

_NO_ROOM = ("no space left", "not enough space", "disk full", "outofdiskspace")


def from_driver(error: Exception, where: str) -> StoreError:
    """The store's error for one of the driver; `where` is the folder or the address."""
    from neo4j.exceptions import AuthError, Forbidden, Neo4jError, ServiceUnavailable, SessionExpired

    text = one_line(error)
    if any(sign in text.lower() for sign in _NO_ROOM):
        return disk_full(where)
    if isinstance(error, Forbidden):
        return StoreReadOnly(f"{where} refuses: {text}")
    if isinstance(error, AuthError):
        return LoginRefused(f"{where} refuses the login: check NEO4J_USERNAME and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE)")
    if _is_untrusted(error):
        return StoreUnreachable(f"{where} shows a certificate that is not trusted here: give that of its authority with --ca FILE")
    if isinstance(error, (ServiceUnavailable, SessionExpired)):
        return StoreUnreachable(f"{where} does not answer: is the server running and the address right? ({text})")
    if isinstance(error, Neo4jError) and "DatabaseNotFound" in (error.code or ""):
        return StoreError(f"{where} has no such database: check NEO4J_DATABASE ({text})")
    return StoreError(f"{where}: {text}")


def _is_untrusted(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def one_line(error: Exception) -> str:
    """The text of an error on one line, cut when it is long."""
    text = getattr(error, "message", None) or str(error)
    short = " ".join(str(text).split())
    return short if len(short) <= 300 else f"{short[:300]}…"
